"""Programs that help with costs: considered, applied for, granted, renewed, left. Each step moves its deadlines."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from care.actor import Permit
from care.lib.dates import local_date
from patients.coverage.models import Aid, AidProgram
from patients.coverage.operations.parts import (
    Here,
    again,
    change,
    due_or_rule,
    here,
    keep_time,
    noon,
    not_ahead,
    own,
    own_coverage,
    said,
)
from patients.coverage.operations.refusals import BadEntry
from patients.coverage.rules import AidFacts, aid_deadlines, day_after, evening_of, next_aid
from patients.coverage.vocabulary import AidState, AidStep, Figure, PlanKind, Subject, TimeUnit

FEDERAL = frozenset(
    {PlanKind.MEDICAID, PlanKind.MEDICAID_PLAN, PlanKind.MEDICARE, PlanKind.MEDICARE_ADVANTAGE, PlanKind.MILITARY}
)
COPAY_CARD = "copay_card"


def _keep(permit: Permit, row: Aid, place: Here, *, outcome: str) -> None:
    facts = AidFacts(
        state=AidState(row.state),
        since=row.since_at,
        papers_due_on=row.papers_due_on,
        decision=again(
            evening_of(row.decision_due_on, place.zone),
            was_said=row.decision_due_said,
            place=place,
            figure=Figure.AID_DECISION,
            plan_kind=PlanKind.NOT_KNOWN,
            since=noon(row.applied_on, place.zone),
        )
        if row.decision_due_on and row.applied_on and row.state == AidState.APPLIED
        else None,
        answer_due_on=row.answer_due_on,
        renews_on=row.renews_on,
    )
    keep_time(
        permit,
        subject_kind=Subject.AID,
        subject=row.uuid,
        what=row.program.name,
        payer="",
        wanted=aid_deadlines(facts, at=place.at, zone=place.zone),
        outcome=outcome,
        at=place.at,
    )


def consider_aid(
    *,
    permit: Permit,
    program: str,
    coverage: UUID | None = None,
    for_what: str = "",
    papers_missing: str = "",
    papers_due_on: date | None = None,
    is_wanted: bool = True,
    at: datetime,
) -> Aid:
    """Begin with a program that may help: wanted by the person, or to be talked over first.

    Raises:
        NoSuchThing: the person has no such coverage here.
        BadEntry: there is no such program, or one that federal coverage forbids.
    """
    place = here(permit, at)
    user_id, _ = permit.actor.colleague()
    with change(permit, at=at, verb="aid.considered") as event:
        kind = AidProgram.objects.filter(key=program).first()
        if kind is None:
            raise BadEntry("program", "Choose a program of the list.")
        payer = own_coverage(permit, coverage) if coverage is not None else None
        if kind.key == COPAY_CARD and payer is not None and PlanKind(payer.kind) in FEDERAL:
            raise BadEntry("coverage", "A manufacturer’s copay card never goes together with Medicaid, Medicare or TRICARE.")
        row = Aid.objects.create(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            program=kind,
            coverage=payer,
            for_what=for_what.strip(),
            state=(AidState.GATHERING if is_wanted else AidState.CONSIDERED).value,
            papers_missing=papers_missing.strip(),
            papers_due_on=papers_due_on,
            recorded_at=at,
            recorded_by_id=user_id,
            since_at=at,
            since_by_id=user_id,
        )
        event.detail["aid"] = row.pk
        _keep(permit, row, place, outcome="")
    return row


@dataclass(frozen=True, slots=True)
class AidNews:
    """What came of an application: only what belongs to the step is read. Days are the program's own."""

    on: date | None = None
    papers_missing: str = ""
    due_on: date | None = None
    reference: str = ""
    asked_for: str = ""
    worth: str = ""
    renews_on: date | None = None
    reason: str = ""


def move_aid(*, permit: Permit, aid: UUID, step: AidStep, news: AidNews, at: datetime) -> Aid:
    """One step of an application.

    To gather or renew: `papers_missing`, `due_on`. To apply: `on`, `reference`, `due_on` where the program names the day of its
    decision. More is asked for: `asked_for`, `due_on`. Granted: `on`, `worth`, `renews_on` (else by the program's usual months).
    Turned down: `on`. Not wanted, ended: `reason`.

    Raises:
        NoSuchThing: the person has no such application here.
        NotPossible: it does not stand where this step starts.
        BadEntry: something that the step needs is missing or cannot be.
    """
    place = here(permit, at)
    user_id, _ = permit.actor.colleague()
    with change(permit, at=at, verb=f"aid.{step.value}") as event:
        row = own(Aid, permit, aid, "program")
        event.detail["aid"] = row.pk
        row.state = next_aid(AidState(row.state), step).value
        row.end_reason = ""
        _put(row, step, news, place)
        row.since_at, row.since_by_id = at, user_id
        row.save()
        _keep(permit, row, place, outcome=f"{step.label}.")
    return row


def _put(row: Aid, step: AidStep, news: AidNews, place: Here) -> None:
    if step in (AidStep.GATHER, AidStep.RENEW):
        row.papers_missing, row.papers_due_on = news.papers_missing.strip(), news.due_on
        if step is AidStep.RENEW and row.papers_due_on is None:
            row.papers_due_on = row.renews_on
    elif step in (AidStep.APPLY, AidStep.ANSWER):
        _applied(row, step, news, place)
    elif step is AidStep.ASK_MORE:
        row.asked_for = said(news.asked_for, "asked_for", "Say what the program asks for.")
        row.answer_due_on = news.due_on
    elif step in (AidStep.GRANT, AidStep.TURN_DOWN):
        row.decided_on = not_ahead(news.on or place.today, place.today, "on")
        row.papers_due_on = None
        if step is AidStep.GRANT:
            row.worth = news.worth.strip()
            row.renews_on = news.renews_on or _renewal(row, place)
            if row.renews_on is not None and row.renews_on < row.decided_on:
                raise BadEntry("renews_on", "This day lies before the decision.")
    else:
        row.end_reason = said(news.reason, "reason", "Say why: in the person’s words where it is their decision.")


def _applied(row: Aid, step: AidStep, news: AidNews, place: Here) -> None:
    if step is AidStep.APPLY:
        row.applied_on = not_ahead(news.on or place.today, place.today, "on")
        row.reference = news.reference.strip()
    row.answer_due_on = None
    if step is AidStep.APPLY or news.due_on is not None:
        due = due_or_rule(
            place,
            named=news.due_on,
            figure=Figure.AID_DECISION,
            plan_kind=PlanKind.NOT_KNOWN,
            since=noon(row.applied_on or place.today, place.zone),
            field_name="due_on",
        )
        row.decision_due_on, row.decision_due_said = local_date(due.at, place.zone), news.due_on is not None


def _renewal(row: Aid, place: Here) -> date | None:
    months = row.program.renewal_months
    return day_after(row.decided_on or place.today, months, TimeUnit.MONTHS) if months else None
