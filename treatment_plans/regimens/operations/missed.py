"""What a job does about days that went by without a dose: marks them, tells a prescriber, holds the order where 1.9 says so.

Nothing else follows by itself: nobody is discharged, and no other order is touched.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from care.accounts.queries import organisation_zone
from care.actor import Action, Actor, Category, Permit, Role
from care.audit import operations as audit
from care.lib.dates import local_date
from care.teams.queries import open_enrolment
from care.worklist import operations as worklist
from care.worklist.queries import asked_about, is_asked_about, tasks_about
from care.worklist.rules import Priority
from treatment_plans.regimens.figures import figures_on
from treatment_plans.regimens.guarding import lock_person
from treatment_plans.regimens.models import Dose, OrderHold
from treatment_plans.regimens.operations.parts import locked_order, summarise
from treatment_plans.regimens.queries.asking import AskingOrder, asking_of_clinic, asking_orders, chain_began
from treatment_plans.regimens.queries.doses import dose_rows
from treatment_plans.regimens.rules import ORDER
from treatment_plans.regimens.rules.calendar import DueDose, Run, Taken, missed_run, strip_taken
from treatment_plans.regimens.rules.missed import Answer, Follows, answer
from treatment_plans.regimens.safety.settings import Settings
from treatment_plans.regimens.vocabulary import DoseOutcome, OrderStatus, OrderStep
from treatment_plans.rules import next_status

JOB = "regimens.missed_doses"
TOLD, NEEDS_ORDER = "missed_doses", "missed_doses_order"  # kinds of tasks
BACK = timedelta(days=14)  # days that are marked, should the job have been away
RUN = timedelta(days=45)  # days over which those in a row are counted
DAY = timedelta(days=1)
WITHIN = {Priority.URGENT: timedelta(hours=4), Priority.RAISED: timedelta(hours=8), Priority.ROUTINE: DAY}


@dataclass(frozen=True, slots=True)
class Known:
    """A dose on record, with its number."""

    uuid: UUID
    taken: Taken


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the orders of one substance finds: what nothing is on record of, the run of missed days, and how much of
    it came after the order in force was signed or resumed.
    """

    order: AskingOrder
    missing: tuple[tuple[DueDose, AskingOrder], ...]
    run: Run
    fresh: int


def look(orders: Sequence[AskingOrder], known: Iterable[Known], *, until: date) -> Look | None:
    """Look at the orders of one substance up to a day; none where nothing is in force or nothing is followed. Pure."""
    current = next((order for order in reversed(orders) if order.days.ended_on is None), None)
    if current is None or current.followed_since is None:
        return None
    taken = [one.taken for one in known]
    first = max(until - BACK + DAY, current.followed_since)
    missing = []
    due: set[date] = set()
    for order in orders:
        asked = order.due(since=max(until - RUN, current.followed_since), until=until, also_held_by_job=True)
        due |= {dose.on for dose in asked}
        missing += [(dose, order) for dose in strip_taken([dose for dose in asked if dose.on >= first], taken)]
    # what is marked now counts as missed already
    run = missed_run(due, taken, until=until)
    return Look(current, tuple(missing), run, _fresh(current, due, run, until))


def _fresh(order: AskingOrder, due: set[date], run: Run, until: date) -> int:
    lifted = [hold.lifted_on for hold in order.holds if hold.lifted_on is not None]
    begun = [day for day in (order.days.in_force_on, *lifted, run.since) if day is not None]
    return sum(max(begun) <= day <= until for day in due) if run.days else 0


def people_to_look_at(*, actor: Actor, organisation_id: int, at: datetime) -> list[int]:
    """Of whom a dose is missing on record, an order is to be held, or a prescriber is to be told. Ten queries at most."""
    zone = organisation_zone(organisation_id=organisation_id)
    until = local_date(at, zone) - DAY
    groups: dict[tuple[int, str], list[AskingOrder]] = defaultdict(list)
    for order in asking_of_clinic(organisation_id=organisation_id, zone=zone):
        groups[order.patient_id, order.substance].append(order)
    known = _known_in_clinic(organisation_id, {patient for patient, _ in groups}, since=until - RUN, until=until)
    figures = figures_on(until, organisation_id=organisation_id)
    found: set[int] = set()
    told: dict[str, dict[UUID, int]] = {TOLD: {}, NEEDS_ORDER: {}}
    for (patient, substance), orders in groups.items():
        doses = known[patient, substance]
        seen = look(orders, doses, until=until)
        if seen is None:
            continue
        follows = _answer(seen, is_early=True, figures=figures).follows  # who is early is read with the record open
        if seen.missing or (_needs_hold(seen, follows, figures) and seen.order.status is OrderStatus.ACTIVE):
            found.add(patient)
        elif follows is not Follows.NOTHING and (subject := _first_missed(doses, seen.run)) is not None:
            told[NEEDS_ORDER if follows is Follows.HOLD else TOLD][subject] = patient
    for kind, subjects in told.items():
        asked = asked_about(actor=actor, subjects=list(subjects), kind=kind) if subjects else set()
        found |= {patient for subject, patient in subjects.items() if subject not in asked}
    return sorted(found)


def mark_missed(*, permit: Permit, at: datetime) -> list[UUID]:
    """Mark what was due before today and is not on record as missed, and tell a prescriber where 1.9 says so; for a job.

    Gives the orders that are to be held. Safe to run twice: what is on record stays as it is, and nobody is asked twice.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    if open_enrolment(permit=permit) is None:
        return []
    zone = organisation_zone(organisation_id=permit.organisation_id)
    until = local_date(at, zone) - DAY
    held = []
    figures = figures_on(until, organisation_id=permit.organisation_id)
    with audit.change(permit=permit, at=at, verb="doses.missed") as change:
        lock_person(permit)
        groups: dict[str, list[AskingOrder]] = defaultdict(list)
        for order in asking_orders(permit=permit, since=until - RUN, until=until, zone=zone):
            if order.is_daily:
                groups[order.substance].append(order)
        marked = 0
        for substance, orders in groups.items():
            doses = _known(permit, substance, since=until - RUN, until=until)
            seen = look(orders, doses, until=until)
            if seen is None:
                continue
            marked += len(seen.missing)
            doses += _mark(permit, seen, at)
            began = chain_began(permit=permit, order=seen.order.pk)
            is_early = began is not None and (until + DAY - began).days < figures.whole("methadone.induction_days")
            said = _answer(seen, is_early=is_early, figures=figures)
            if said.follows is not Follows.NOTHING:
                _tell(permit, said, _first_missed(doses, seen.run), at)
            if _needs_hold(seen, said.follows, figures) and seen.order.status is OrderStatus.ACTIVE:
                held.append(seen.order.uuid)
        change.detail["doses"] = marked
    return held


def hold_after_missed(*, permit: Permit, order: UUID, at: datetime) -> bool:
    """Hold an order because of missed days, until a prescriber has written a new one or resumed it; for a job.

    Gives whether it was in force until now.
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    with audit.change(permit=permit, at=at, verb="order.held_missed") as change:
        lock_person(permit)
        row = locked_order(permit, order)
        change.detail["order"] = row.pk
        if row.status != OrderStatus.ACTIVE:
            return False
        row.status = next_status(ORDER, OrderStatus(row.status), OrderStep.HOLD)
        row.save(update_fields=["status"])
        reason = "Days missed in a row: a new order is needed before the next dose."
        OrderHold.objects.create(order=row, reason=reason, held_at=at, held_by_job=permit.actor.job_name)
        summarise(permit)
    return True


def took_again(*, permit: Permit, substance: str, on: date, at: datetime) -> None:
    """A dose of the day was taken: nobody needs to be told of the days without one before it. What holds an order stands, until
    a prescriber has answered it. Inside the transaction that records the dose.
    """
    rows = dose_rows(permit).filter(substance=substance, outcome=DoseOutcome.MISSED.value, due_on__gte=on - RUN, due_on__lte=on)
    if subjects := list(rows.values_list("uuid", flat=True)):
        worklist.cancel_tasks_about(permit=permit, subjects=subjects, kinds=[TOLD], reason="A dose was taken again.", at=at)


# --- parts of the above -------------------------------------------------------------------------------------------------------


def _answer(seen: Look, *, is_early: bool, figures: Settings) -> Answer:
    return answer(seen.order.substance, seen.run.days, is_early=is_early, settings=figures)


def _needs_hold(seen: Look, follows: Follows, figures: Settings) -> bool:
    return follows is Follows.HOLD and seen.fresh >= figures.whole("methadone.missed_order_days")


def _mark(permit: Permit, seen: Look, at: datetime) -> list[Known]:
    rows = [
        Dose(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            order_id=order.pk,
            substance=order.substance,
            due_on=dose.on,
            part=dose.part,
            parts=dose.parts,
            outcome=DoseOutcome.MISSED.value,
            unit=order.unit,
            route=order.route.value,
            at=at,
            recorded_at=at,
            recorded_by_job=permit.actor.job_name,
        )
        for dose, order in seen.missing
    ]
    Dose.objects.bulk_create(rows)
    return [Known(row.uuid, Taken(row.due_on, row.part, DoseOutcome.MISSED)) for row in rows]


def _tell(permit: Permit, said: Answer, subject: UUID | None, at: datetime) -> None:
    if subject is None:
        return
    kind = NEEDS_ORDER if said.follows is Follows.HOLD else TOLD
    standing = tasks_about(permit=permit, subject=subject, kinds=[kind])
    due_at = at + WITHIN[said.priority]
    if standing:
        told = worklist.Told(said.title, said.why, said.priority, Role.PRESCRIBER, due_at, subject)
        worklist.renew_task(permit=permit, task=standing[0].uuid, told=told, at=at)
        return
    if is_asked_about(permit=permit, subject=subject, kind=kind):
        return
    if kind == NEEDS_ORDER:
        worklist.cancel_tasks_about(permit=permit, subjects=[subject], kinds=[TOLD], reason="More days were missed.", at=at)
    worklist.open_task(
        permit=permit,
        kind=kind,
        title=said.title,
        why=said.why,
        priority=said.priority,
        owner_role=Role.PRESCRIBER,
        due_at=due_at,
        subject_kind="dose",
        subject=subject,
        at=at,
    )


def _first_missed(known: Iterable[Known], run: Run) -> UUID | None:
    """The number of the first dose of a run: of which run a task speaks."""
    of = sorted((one for one in known if one.taken.on == run.since), key=lambda one: one.taken.part)
    return of[0].uuid if of else None


_COLUMNS = ("pk", "uuid", "due_on", "part", "outcome", "vomited_after", "again_id")


def _known(permit: Permit, substance: str, *, since: date, until: date) -> list[Known]:
    rows = dose_rows(permit).filter(substance=substance, due_on__gte=since, due_on__lte=until, voided_at__isnull=True)
    return _taken(rows.order_by("due_on", "part", "pk").values_list(*_COLUMNS))


def _known_in_clinic(organisation_id: int, people: set[int], *, since: date, until: date) -> dict[tuple[int, str], list[Known]]:
    found: dict[tuple[int, str], list[tuple[object, ...]]] = defaultdict(list)
    rows = Dose.objects.filter(organisation_id=organisation_id, patient_id__in=people, due_on__gte=since, due_on__lte=until)
    columns = (
        rows.filter(voided_at__isnull=True).order_by("due_on", "part", "pk").values_list("patient_id", "substance", *_COLUMNS)
    )
    for patient, substance, *row in columns if people else ():
        found[patient, substance].append(tuple(row))
    return defaultdict(list, {key: _taken(group) for key, group in found.items()})


def _taken(rows: Iterable[tuple[object, ...]]) -> list[Known]:
    kept = list(rows)
    again = {row[-1] for row in kept if row[-1] is not None}
    return [
        Known(uuid, Taken(on, part, DoseOutcome(outcome), minutes, given_again=pk in again))  # type: ignore[arg-type]
        for pk, uuid, on, part, outcome, minutes, instead in kept
        if instead is None
    ]
