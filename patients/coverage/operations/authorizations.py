"""Prior authorizations: prepared, sent, answered, decided, used, closed. Each step moves the deadlines and their tasks."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Sum

from care.actor import Permit
from patients.coverage.models import AuthorizationUse, Denial, PriorAuthorization
from patients.coverage.operations.denials import DenialTerms, create_denial
from patients.coverage.operations.parts import (
    Here,
    again,
    change,
    due_or_rule,
    here,
    keep_time,
    not_ahead,
    own,
    own_coverage,
    said,
    tell_plan,
)
from patients.coverage.operations.refusals import BadEntry, NoSuchThing
from patients.coverage.rules import AuthorizationFacts, authorization_deadlines, next_authorization
from patients.coverage.vocabulary import (
    AuthorizationState,
    AuthorizationStep,
    DenialKind,
    DenialReason,
    Figure,
    Measure,
    PlanKind,
    SentBy,
    Service,
    Subject,
)


@dataclass(frozen=True, slots=True)
class Request:
    """What a plan is asked beforehand. `parity_note` says what comparable medical care would not be asked for."""

    service: Service
    what: str
    code: str = ""
    needed_on: date | None = None
    is_expedited: bool = False
    units_asked: int | None = None
    measure: Measure = Measure.DAYS
    parity_concern: bool = False
    parity_note: str = ""
    criteria_asked_on: date | None = None


def _figure(row: PriorAuthorization) -> Figure:
    return Figure.AUTHORIZATION_EXPEDITED if row.is_expedited else Figure.AUTHORIZATION


def used_units(row: PriorAuthorization) -> int:
    """How much of an approval was used. One query."""
    uses = AuthorizationUse.objects.filter(authorization=row, removed_at__isnull=True)
    return uses.aggregate(units=Sum("units"))["units"] or 0


def _keep(permit: Permit, row: PriorAuthorization, place: Here, *, outcome: str) -> None:
    facts = AuthorizationFacts(
        state=AuthorizationState(row.state),
        prepared_at=row.prepared_at,
        needed_on=row.needed_on,
        decision=again(
            row.decision_due_at,
            was_said=row.decision_due_said,
            place=place,
            figure=_figure(row),
            plan_kind=PlanKind(row.coverage.kind),
            since=row.sent_at,
        )
        if row.state == AuthorizationState.SENT
        else None,
        information_due_on=row.information_due_on,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        approved_units=row.units_approved,
        used_units=used_units(row) if row.units_approved else 0,
    )
    waits = row.state in (AuthorizationState.DRAFT, AuthorizationState.SENT, AuthorizationState.PENDED)
    keep_time(
        permit,
        subject_kind=Subject.AUTHORIZATION,
        subject=row.uuid,
        what=row.what,
        payer=row.coverage.payer,
        wanted=authorization_deadlines(facts, at=place.at, zone=place.zone),
        outcome=outcome,
        is_expedited=row.is_expedited and waits,
        at=place.at,
    )


def _put(row: PriorAuthorization, request: Request, place: Here) -> None:
    row.service = request.service.value
    row.what = said(request.what, "what", "Say what is asked for, as the plan needs it.")
    row.code = request.code.strip()
    row.needed_on = request.needed_on
    row.is_expedited = request.is_expedited
    row.units_asked, row.measure = request.units_asked, request.measure.value
    row.parity_concern = request.parity_concern
    row.parity_note = request.parity_note.strip() if request.parity_concern else ""
    if request.criteria_asked_on is not None:
        not_ahead(request.criteria_asked_on, place.today, "criteria_asked_on")
    row.criteria_asked_on = request.criteria_asked_on


def prepare_authorization(
    *, permit: Permit, coverage: UUID, request: Request, renews: UUID | None = None, at: datetime
) -> PriorAuthorization:
    """Begin a request; it stands on a worklist until it is sent. `renews` is the approval that it follows.

    Raises:
        NoSuchThing: the person has no such coverage, or no such approval.
        BadEntry: nothing is asked for, or of a payer who is none.
    """
    place = here(permit, at)
    user_id, _ = permit.actor.colleague()
    with change(permit, at=at, verb="authorization.prepared") as event:
        payer = own_coverage(permit, coverage)
        if payer.kind == PlanKind.SELF_PAY:
            raise BadEntry("coverage", "Where the person pays themselves no plan is asked.")
        before = own(PriorAuthorization, permit, renews) if renews is not None else None
        row = PriorAuthorization(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            coverage=payer,
            renews=before,
            prepared_at=at,
            prepared_by_id=user_id,
        )
        _put(row, request, place)
        row.save()
        event.detail["authorization"] = row.pk
        _keep(permit, row, place, outcome="")
    return row


def change_authorization(*, permit: Permit, authorization: UUID, request: Request, at: datetime) -> PriorAuthorization:
    """Correct what is asked for while the request has not gone; afterwards only what concerns parity.

    Raises:
        NoSuchThing: the person has no such request here.
        BadEntry: nothing is asked for, or what has gone would be changed.
    """
    place = here(permit, at)
    with change(permit, at=at, verb="authorization.changed") as event:
        row = own(PriorAuthorization, permit, authorization, "coverage")
        event.detail["authorization"] = row.pk
        asked = (row.service, row.what, row.code, row.needed_on, row.is_expedited, row.units_asked, row.measure)
        _put(row, request, place)
        now = (row.service, row.what, row.code, row.needed_on, row.is_expedited, row.units_asked, row.measure)
        if row.state != AuthorizationState.DRAFT and asked != now:
            raise BadEntry("what", "The request has gone as it was. Take it back, and begin a new one.")
        row.save()
        _keep(permit, row, place, outcome="The request was changed.")
    return row


def send_authorization(
    *,
    permit: Permit,
    release: Permit,
    authorization: UUID,
    sent_at: datetime,
    how: SentBy,
    reference: str = "",
    decides_by: date | None = None,
    at: datetime,
) -> PriorAuthorization:
    """Write down that it has gone to the plan, and start the plan's clock. It stands in the accounting of disclosures.

    `release` is the gate's permit to give it to a health plan for payment; `decides_by` the day that the plan itself named.

    Raises:
        NoSuchThing: the person has no such request here.
        NotPossible: it has gone already, or is over.
        BadEntry: it went in the future, or before it was begun; no figure is known and no day is named.
        NothingMayGo: the release was not given for this.
    """
    place = here(permit, at)
    user_id, _ = permit.actor.colleague()
    with change(permit, at=at, verb="authorization.sent") as event:
        row = own(PriorAuthorization, permit, authorization, "coverage")
        event.detail["authorization"] = row.pk
        state = next_authorization(AuthorizationState(row.state), AuthorizationStep.SEND)
        if sent_at > at:
            raise BadEntry("sent_on", "This moment lies ahead.")
        due = due_or_rule(
            place,
            named=decides_by,
            figure=_figure(row),
            plan_kind=PlanKind(row.coverage.kind),
            since=sent_at,
            field_name="decides_by",
        )
        row.state = state.value
        row.sent_at, row.sent_by_id, row.sent_how = sent_at, user_id, how.value
        row.reference = reference.strip()
        row.decision_due_at, row.decision_due_said = due.at, decides_by is not None
        tell_plan(
            release=release,
            permit=permit,
            payer=row.coverage.payer,
            how=how,
            summary="What your health plan asks for before it decides whether it pays for care.",
            subject=row.uuid,
            at=at,
        )
        row.save()
        _keep(permit, row, place, outcome="It went to the plan.")
    return row


def note_question(*, permit: Permit, authorization: UUID, asked_for: str, due_on: date, at: datetime) -> PriorAuthorization:
    """The plan wants more before it decides, until a day.

    Raises:
        NoSuchThing, NotPossible: as named.
        BadEntry: nothing is said of what it wants.
    """
    place = here(permit, at)
    with change(permit, at=at, verb="authorization.pended") as event:
        row = own(PriorAuthorization, permit, authorization, "coverage")
        event.detail["authorization"] = row.pk
        row.state = next_authorization(AuthorizationState(row.state), AuthorizationStep.PEND).value
        row.asked_for = said(asked_for, "asked_for", "Say what the plan asks for.")
        row.information_due_on = due_on
        row.save()
        _keep(permit, row, place, outcome="The plan asks for more.")
    return row


def answer_question(
    *, permit: Permit, release: Permit, authorization: UUID, how: SentBy, decides_by: date | None, at: datetime
) -> PriorAuthorization:
    """What the plan asked for has gone; its clock runs on, or anew where the plan names a day.

    Raises:
        NoSuchThing, NotPossible, NothingMayGo: as for sending.
        BadEntry: the named day lies before the sending.
    """
    place = here(permit, at)
    with change(permit, at=at, verb="authorization.answered") as event:
        row = own(PriorAuthorization, permit, authorization, "coverage")
        event.detail["authorization"] = row.pk
        row.state = next_authorization(AuthorizationState(row.state), AuthorizationStep.ANSWER).value
        if decides_by is not None:
            due = due_or_rule(
                place,
                named=decides_by,
                figure=_figure(row),
                plan_kind=PlanKind(row.coverage.kind),
                since=row.sent_at or at,
                field_name="decides_by",
            )
            row.decision_due_at, row.decision_due_said = due.at, True
        tell_plan(
            release=release,
            permit=permit,
            payer=row.coverage.payer,
            how=how,
            summary="What your health plan asked for in addition before it decides whether it pays for care.",
            subject=row.uuid,
            at=at,
        )
        row.information_due_on = None
        row.save()
        _keep(permit, row, place, outcome="The plan has what it asked for.")
    return row


@dataclass(frozen=True, slots=True)
class Approval:
    """What the plan approved: from when until when, how much, under which number."""

    starts_on: date
    ends_on: date
    units: int | None = None
    number: str = ""


def record_approval(
    *, permit: Permit, authorization: UUID, approval: Approval, in_full: bool, decided_on: date, at: datetime
) -> PriorAuthorization:
    """The plan says yes, in full or in part. For the rest of a part, write a denial: it can be appealed.

    Raises:
        NoSuchThing, NotPossible: as named.
        BadEntry: it ends before it begins, or was decided on a day that lies ahead.
    """
    place = here(permit, at)
    user_id, _ = permit.actor.colleague()
    if approval.ends_on < approval.starts_on:
        raise BadEntry("ends_on", "It ends before it begins.")
    not_ahead(decided_on, place.today, "decided_on")
    step = AuthorizationStep.APPROVE if in_full else AuthorizationStep.APPROVE_PARTLY
    with change(permit, at=at, verb="authorization.decided", step=step.value) as event:
        row = own(PriorAuthorization, permit, authorization, "coverage")
        event.detail["authorization"] = row.pk
        row.state = next_authorization(AuthorizationState(row.state), step).value
        row.decided_on, row.decided_at, row.decided_by_id = decided_on, at, user_id
        row.starts_on, row.ends_on, row.units_approved = approval.starts_on, approval.ends_on, approval.units
        row.approval_number = approval.number.strip()
        row.save()
        if row.renews_id is not None:
            _close_before(permit, row.renews_id, place, user_id)
        _keep(permit, row, place, outcome="The plan has approved it.")
    return row


def _close_before(permit: Permit, before_id: int, place: Here, user_id: int) -> None:
    """The approval that a new one follows is over, where it still stands."""
    before = PriorAuthorization.objects.select_related("coverage").select_for_update(of=("self",), no_key=True).get(pk=before_id)
    if before.state not in (AuthorizationState.APPROVED, AuthorizationState.PARTLY):
        return
    before.state = next_authorization(AuthorizationState(before.state), AuthorizationStep.CLOSE).value
    before.closed_at, before.closed_by_id, before.close_reason = place.at, user_id, "A new approval follows it."
    before.save()
    _keep(permit, before, place, outcome="A new approval follows it.")


def record_denied_authorization(
    *,
    permit: Permit,
    authorization: UUID,
    reason: DenialReason,
    reason_words: str,
    notice_on: date,
    file_by: date | None,
    at: datetime,
) -> Denial:
    """The plan says no: the request is denied, and the denial with its own clocks is open.

    Raises:
        NoSuchThing, NotPossible: as named.
        BadEntry: a notice of tomorrow, or an appeal due before it.
    """
    place = here(permit, at)
    user_id, _ = permit.actor.colleague()
    not_ahead(notice_on, place.today, "notice_on")
    with change(permit, at=at, verb="authorization.decided", step=AuthorizationStep.DENY.value) as event:
        row = own(PriorAuthorization, permit, authorization, "coverage")
        event.detail["authorization"] = row.pk
        row.state = next_authorization(AuthorizationState(row.state), AuthorizationStep.DENY).value
        row.decided_on, row.decided_at, row.decided_by_id = notice_on, at, user_id
        row.save()
        _keep(permit, row, place, outcome="The plan has denied it.")
        renews = row.renews_id is not None
        terms = DenialTerms(
            kind=DenialKind.UNDER_WAY if renews else DenialKind.AUTHORIZATION,
            what=row.what,
            reason=reason,
            reason_words=reason_words,
            notice_on=notice_on,
            file_by=file_by,
            parity_concern=row.parity_concern,
            parity_note=row.parity_note,
            criteria_asked_on=row.criteria_asked_on,
        )
        denial = create_denial(permit, row.coverage, terms, place, authorization=row)
        event.detail["denial"] = denial.pk
    return denial


def record_use(
    *, permit: Permit, authorization: UUID, used_on: date, units: int, note: str = "", at: datetime
) -> AuthorizationUse:
    """So much was used on a day. Near the end a task asks for more in time.

    Raises:
        NoSuchThing: the person has no such approval here.
        BadEntry: it is not approved, the day lies ahead or outside the approval, or nothing was used.
    """
    place = here(permit, at)
    user_id, _ = permit.actor.colleague()
    not_ahead(used_on, place.today, "used_on")
    if units < 1:
        raise BadEntry("units", "One or more.")
    with change(permit, at=at, verb="authorization.used", units=units) as event:
        row = own(PriorAuthorization, permit, authorization, "coverage")
        event.detail["authorization"] = row.pk
        if row.state not in (AuthorizationState.APPROVED, AuthorizationState.PARTLY):
            raise BadEntry("units", "Only what is approved is used.")
        if row.starts_on is not None and row.ends_on is not None and not row.starts_on <= used_on <= row.ends_on:
            raise BadEntry("used_on", "The approval does not cover this day.")
        use = AuthorizationUse.objects.create(
            authorization=row, used_on=used_on, units=units, note=note.strip(), recorded_at=at, recorded_by_id=user_id
        )
        _keep(permit, row, place, outcome="Enough is left.")
    return use


def remove_use(*, permit: Permit, authorization: UUID, use: int, at: datetime) -> None:
    """Take a use off that was a mistake.

    Raises:
        NoSuchThing: there is none.
    """
    place = here(permit, at)
    user_id, _ = permit.actor.colleague()
    with change(permit, at=at, verb="authorization.use_removed", use=use) as event:
        row = own(PriorAuthorization, permit, authorization, "coverage")
        event.detail["authorization"] = row.pk
        found = AuthorizationUse.objects.filter(authorization=row, pk=use, removed_at__isnull=True).first()
        if found is None:
            raise NoSuchThing
        found.removed_at, found.removed_by_id = at, user_id
        found.save()
        _keep(permit, row, place, outcome="Enough is left.")


def close_authorization(*, permit: Permit, authorization: UUID, reason: str, at: datetime) -> PriorAuthorization:
    """It is over: an approval that is used up, has run out or is no longer needed, or a request that is taken back.

    Raises:
        NoSuchThing, NotPossible: as named.
        BadEntry: no reason.
    """
    reason = said(reason, "reason", "Say why in a few words.")
    place = here(permit, at)
    user_id, _ = permit.actor.colleague()
    with change(permit, at=at, verb="authorization.closed") as event:
        row = own(PriorAuthorization, permit, authorization, "coverage")
        event.detail["authorization"] = row.pk
        state = AuthorizationState(row.state)
        is_approved = state in (AuthorizationState.APPROVED, AuthorizationState.PARTLY)
        step = AuthorizationStep.CLOSE if is_approved else AuthorizationStep.WITHDRAW
        row.state = next_authorization(state, step).value
        row.information_due_on = None
        row.closed_at, row.closed_by_id, row.close_reason = at, user_id, reason
        row.save()
        _keep(permit, row, place, outcome="No longer needed.")
    return row


def request_of(row: PriorAuthorization) -> Request:
    """What a row asks for: to begin the next one from it."""
    return Request(
        service=Service(row.service),
        what=row.what,
        code=row.code,
        needed_on=row.ends_on,
        units_asked=row.units_approved or row.units_asked,
        measure=Measure(row.measure),
        parity_concern=row.parity_concern,
        parity_note=row.parity_note,
    )


def renew_authorization(*, permit: Permit, authorization: UUID, at: datetime) -> PriorAuthorization:
    """Begin the request that follows an approval, as that one was; it can be changed until it is sent.

    Raises:
        NoSuchThing: the person has no such approval here.
        BadEntry: it is not approved, or its renewal is under way already.
    """
    with change(permit, at=at, verb="authorization.renewed") as event:
        before = own(PriorAuthorization, permit, authorization, "coverage")
        event.detail["authorization"] = before.pk
        if before.state not in (AuthorizationState.APPROVED, AuthorizationState.PARTLY, AuthorizationState.CLOSED):
            raise BadEntry("step", "Only what was approved is renewed.")
        waiting = [AuthorizationState.DRAFT.value, AuthorizationState.SENT.value, AuthorizationState.PENDED.value]
        if before.renewals.filter(state__in=waiting).exists():
            raise BadEntry("step", "Its renewal is under way already.")
        return prepare_authorization(
            permit=permit, coverage=before.coverage.uuid, request=request_of(before), renews=before.uuid, at=at
        )
