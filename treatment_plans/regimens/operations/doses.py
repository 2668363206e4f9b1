"""Recording doses: given, dispensed, reported, missed, declined, vomited; and taking back what was recorded wrongly.

Locks are taken in one order: the person (`guarding.lock_person`), then the order's row, then the dose's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from care.accounts.queries import organisation_zone
from care.accounts.rules import Work, check_work
from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.lib.dates import local_date
from care.teams.operations import NotEnrolled
from care.teams.queries import open_enrolment
from treatment_plans.regimens.guarding import Said, judge_dose, lock_person, refusals_kept
from treatment_plans.regimens.models import Dose, FollowedDoses, MedicationOrder
from treatment_plans.regimens.operations.missed import took_again
from treatment_plans.regimens.operations.reminding import remind_of_next
from treatment_plans.regimens.queries.asking import AskingOrder, asking_orders, may_follow
from treatment_plans.regimens.queries.doses import DoseNotFound, dose_rows
from treatment_plans.regimens.queries.orders import OrderNotFound, orders_of
from treatment_plans.regimens.rules.calendar import TAKEN, DueDose
from treatment_plans.regimens.rules.doses import (
    GIVEN,
    AlreadyRecorded,
    AlreadyVoided,
    NotAVomitedDose,
    NotDue,
    NotFollowed,
    NotInForce,
    ReasonMissing,
    Told,
    WasGivenAgain,
    again_at_most,
    check_told,
)
from treatment_plans.regimens.vocabulary import DoseOutcome, OrderStatus, Route

BY_A_RECORD = "Recorded later by a colleague."


def record_dose(*, permit: Permit, order: UUID, told: Told, at: datetime, said: Said | None = None) -> Dose:
    """Record what became of one dose: once for a person, substance, day and part.

    What a job marked as missed gives way to what a colleague says later. Nothing is given without an active order; what is
    given or dispensed is judged by the safety rules first.

    Raises:
        WorkRefused: giving a dose is not this role's work. NotEnrolled, OrderNotFound.
        NotInForce: the order is not active, or on hold. NotDue: the order asks for nothing on that day.
        AlreadyRecorded: somebody was first. HardStop, ReasonsMissing: what the safety rules say.
        What `rules.doses.check_told` raises.
    """
    with refusals_kept(permit=permit, at=at), audit.change(permit=permit, at=at, verb="dose.recorded") as change:
        [dose] = _record(permit, order, [told], at=at, said=said)
        change.detail.update(dose=dose.pk, order=dose.order_id, outcome=dose.outcome)
    return dose


def dispense_doses(
    *, permit: Permit, order: UUID, days: Sequence[date], note: str, at: datetime, said: Said | None = None
) -> list[Dose]:
    """Hand out the doses of some days to take home, each standing on its own day; all of them or none.

    Raises: as `record_dose`.
    """
    told = [Told(on=day, part=None, outcome=DoseOutcome.DISPENSED, note=note) for day in sorted(set(days))]
    if not told:
        raise NotDue
    with refusals_kept(permit=permit, at=at), audit.change(permit=permit, at=at, verb="doses.dispensed") as change:
        doses = _record(permit, order, told, at=at, said=said)
        change.detail.update(doses=[dose.pk for dose in doses], order=doses[0].order_id)
    return doses


def mark_vomited(*, permit: Permit, dose: UUID, minutes: int, at: datetime) -> Dose:
    """Say that a dose which was taken before somebody's eyes was vomited so many minutes later.

    Raises:
        WorkRefused, DoseNotFound, NotAVomitedDose: it was not given here.
    """
    with audit.change(permit=permit, at=at, verb="dose.vomited") as change:
        row = _locked(permit, dose)
        if row.outcome != DoseOutcome.OBSERVED or minutes < 0:
            raise NotAVomitedDose
        row.outcome, row.vomited_after = DoseOutcome.VOMITED, minutes
        row.save(update_fields=["outcome", "vomited_after"])
        change.detail.update(dose=row.pk, minutes=minutes)
    return row


def give_again(*, permit: Permit, dose: UUID, amount: Decimal, at: datetime, said: Said | None = None) -> Dose:
    """Give a dose in the place of one that was vomited. Only a prescriber orders it (clinical reference 1.9).

    Raises:
        PermitMismatch: not a permit to order. DoseNotFound, NotAVomitedDose, WasGivenAgain.
        NotInForce: the order has ended meanwhile. TooMuch: more than may be given after so many minutes.
        HardStop, ReasonsMissing.
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with refusals_kept(permit=permit, at=at), audit.change(permit=permit, at=at, verb="dose.given_again") as change:
        row = _locked(permit, dose, action=Action.ORDER)
        if row.outcome != DoseOutcome.VOMITED or row.vomited_after is None or row.amount is None:
            raise NotAVomitedDose
        if dose_rows(permit).filter(again=row, voided_at__isnull=True).exists():
            raise WasGivenAgain
        order = _locked_order(permit, row.order.uuid)
        if order.status != OrderStatus.ACTIVE:
            raise NotInForce
        again_at_most(row.vomited_after, row.amount, amount)
        judge_dose(permit=permit, order=order, amount=amount, at=at, said=said or Said(), gives_again=True)
        user_id, _ = permit.actor.colleague()
        new = Dose.objects.create(
            patient_id=row.patient_id,
            organisation_id=row.organisation_id,
            order=order,
            substance=row.substance,
            due_on=row.due_on,
            part=row.part,
            parts=row.parts,
            outcome=DoseOutcome.OBSERVED,
            amount=amount,
            unit=row.unit,
            route=row.route,
            at=at,
            again=row,
            recorded_at=at,
            recorded_by_id=user_id,
        )
        change.detail.update(dose=new.pk, again=row.pk)
    return new


def void_dose(*, permit: Permit, dose: UUID, reason: str, at: datetime) -> Dose:
    """Take back what was recorded wrongly, with the reason. It stays on record and counts no more; its place is free again.

    Raises:
        ReasonMissing, DoseNotFound, AlreadyVoided. WorkRefused.
        WasGivenAgain: the dose that was given in its place is taken back first.
    """
    if not reason.strip():
        raise ReasonMissing
    with audit.change(permit=permit, at=at, verb="dose.voided") as change:
        row = _locked(permit, dose)
        if dose_rows(permit).filter(again=row, voided_at__isnull=True).exists():
            raise WasGivenAgain
        _void(permit, row, reason.strip(), at)
        change.detail["dose"] = row.pk
    return row


def follow_doses(*, permit: Permit, substance: str, since: date, at: datetime) -> FollowedDoses:
    """Say that the doses of a medicine are taken or handed out here from a day on; saying it again changes nothing.

    Raises:
        OrderNotFound: nothing of the substance is in force.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="doses.followed") as change:
        lock_person(permit)
        in_force = orders_of(permit).filter(substance=substance, status__in=[OrderStatus.ACTIVE, OrderStatus.ON_HOLD])
        if not in_force.exists():
            raise OrderNotFound
        user_id, _ = permit.actor.colleague()
        row, _is_new = FollowedDoses.objects.get_or_create(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            substance=substance,
            ended_at=None,
            defaults={"since": since, "said_at": at, "said_by_id": user_id},
        )
        change.detail["substance"] = substance
    return row


def unfollow_doses(*, permit: Permit, substance: str, at: datetime) -> None:
    """Say that a medicine is taken at home by prescription: a day without a record says nothing any more.

    Raises:
        NotFollowed: nobody said that it is followed.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="doses.unfollowed") as change:
        lock_person(permit)
        user_id, _ = permit.actor.colleague()
        rows = may_follow(permit).filter(substance=substance, ended_at__isnull=True)
        if not rows.update(ended_at=at, ended_by_id=user_id):
            raise NotFollowed
        change.detail["substance"] = substance


# --- parts of the above -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a dose belongs: the part of the day, and what stands there so far."""

    due: DueDose
    stands: Dose | None


def _record(permit: Permit, order: UUID, told: Sequence[Told], *, at: datetime, said: Said | None) -> list[Dose]:
    """All of them or none, with the person locked."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    check_work(permit.actor, Work.GIVE_DOSES)
    if open_enrolment(permit=permit) is None:
        raise NotEnrolled
    zone = organisation_zone(organisation_id=permit.organisation_id)
    today = local_date(at, zone)
    lock_person(permit)
    row = _locked_order(permit, order)
    first, last = min(one.on for one in told), max(one.on for one in told)
    asking = next((one for one in asking_orders(permit=permit, since=first, until=last, zone=zone) if one.pk == row.pk), None)
    if asking is None:
        raise NotInForce
    there = list(dose_rows(permit).filter(due_on__gte=first, due_on__lte=last, substance=row.substance, voided_at__isnull=True))
    made = []
    for one in told:
        if one.outcome in GIVEN and row.status != OrderStatus.ACTIVE:
            raise NotInForce
        for place in _places(asking, one, there):
            check_told(one, place.due, today=today, is_depot=asking.is_depot)
            amount = None if one.outcome in (DoseOutcome.MISSED, DoseOutcome.REFUSED) else one.amount or place.due.amount
            if one.outcome in GIVEN and amount is not None:
                judge_dose(permit=permit, order=row, amount=amount, at=at, said=said or Said())
            if place.stands is not None:
                _void(permit, place.stands, BY_A_RECORD, at)
            made.append(_create(permit, row, one, place.due, amount, at))
            if one.outcome in TAKEN and one.on <= today:
                took_again(permit=permit, substance=row.substance, on=one.on, at=at)
            if asking.is_depot and one.outcome is DoseOutcome.OBSERVED:
                remind_of_next(permit=permit, order=row, given=made[-1], at=at, zone=zone)
    return made


def _places(asking: AskingOrder, told: Told, there: Sequence[Dose]) -> list[_Place]:
    """The parts of the day that are meant; all that are left of it where none is named.

    An injection is not bound to a day of the calendar, and may follow a dose under the tongue on its day.
    """
    of_day = {row.part: row for row in there if row.due_on == told.on and row.again_id is None}
    if asking.is_depot:
        if not _is_in_force(asking, told.on):
            raise NotDue
        if any(row.order_id == asking.pk or row.route in _INJECTED for row in of_day.values()):
            raise AlreadyRecorded
        part = max(of_day, default=0) + 1
        return [_Place(DueDose(told.on, part, part, asking.days.amount), None)]
    due = asking.due(since=told.on, until=told.on)
    wanted = [one for one in due if told.part in (None, one.part)]
    if not wanted:
        raise NotDue
    if told.outcome in GIVEN and _is_divided_anew(asking.pk, due, of_day.values()):
        raise AlreadyRecorded
    places = [_Place(one, of_day.get(one.part)) for one in wanted]
    # what a job found missing gives way to what a colleague says happened
    gives_way = [place for place in places if place.stands is None or (place.stands.recorded_by_job and told.is_later_word)]
    if not gives_way or (told.part is not None and len(gives_way) < len(places)):
        raise AlreadyRecorded
    return gives_way


_INJECTED = frozenset({Route.SUBCUTANEOUS.value, Route.INTRAMUSCULAR.value})


def _is_divided_anew(order: int, due: Sequence[DueDose], there: Iterable[Dose]) -> bool:
    """Whether a dose of the day was taken by an order before this one that divided the day otherwise: what is left of the new
    division would come on top of it, so the new order begins on the next day.
    """
    parts = {one.parts for one in due}
    return any(row.order_id != order and row.outcome in TAKEN and row.parts not in parts for row in there)


def _is_in_force(asking: AskingOrder, day: date) -> bool:
    days = asking.days
    if days.in_force_on is None or day < max(days.starts_on, days.in_force_on):
        return False
    if any(hold.held_on <= day and (hold.lifted_on is None or day < hold.lifted_on) for hold in asking.holds):
        return False
    return (days.ends_on is None or day <= days.ends_on) and (days.ended_on is None or day < days.ended_on)


def _create(permit: Permit, order: MedicationOrder, told: Told, due: DueDose, amount: Decimal | None, at: datetime) -> Dose:
    user_id, _ = permit.actor.colleague()
    return Dose.objects.create(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        order=order,
        substance=order.substance,
        due_on=told.on,
        part=due.part,
        parts=due.parts,
        outcome=told.outcome.value,
        amount=amount,
        unit=order.dose_unit,
        route=order.route,
        site=told.site.strip(),
        lot=told.lot.strip(),
        expires_on=told.expires_on,
        at=at,
        note=told.note.strip(),
        vomited_after=told.vomited_after,
        recorded_at=at,
        recorded_by_id=user_id,
    )


def _void(permit: Permit, row: Dose, reason: str, at: datetime) -> None:
    if row.voided_at is not None:
        raise AlreadyVoided
    user_id, _ = permit.actor.colleague()
    row.voided_at, row.voided_by_id, row.void_reason = at, user_id, reason
    row.save(update_fields=["voided_at", "voided_by", "void_reason"])


def _locked(permit: Permit, dose: UUID, *, action: Action = Action.WRITE) -> Dose:
    permit.check(category=Category.SUD, action=action)
    check_work(permit.actor, Work.GIVE_DOSES)
    lock_person(permit)
    row = dose_rows(permit).select_for_update(no_key=True, of=("self",)).select_related("order").filter(uuid=dose).first()
    if row is None:
        raise DoseNotFound
    return row


def _locked_order(permit: Permit, order: UUID) -> MedicationOrder:
    rows = orders_of(permit).select_for_update(no_key=True, of=("self",)).select_related("medication")
    row = rows.filter(uuid=order).first()
    if row is None:
        raise OrderNotFound
    return row
