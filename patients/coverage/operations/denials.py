"""What a payer said no to: written down, appealed level by level, decided, left. Each step moves its deadlines."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from care.actor import Permit
from care.lib.dates import local_date
from patients.coverage.models import Appeal, Coverage, Denial, PriorAuthorization
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
    tell_plan,
)
from patients.coverage.operations.refusals import BadEntry, NoSuchThing
from patients.coverage.rules import DenialFacts, Due, denial_deadlines, evening_of, levels_for, next_denial
from patients.coverage.vocabulary import (
    DenialKind,
    DenialReason,
    DenialState,
    DenialStep,
    Figure,
    Level,
    Outcome,
    PlanKind,
    SentBy,
    Subject,
)

STEPS = {
    Outcome.UPHELD: DenialStep.UPHOLD,
    Outcome.OVERTURNED: DenialStep.OVERTURN,
    Outcome.PARTLY: DenialStep.OVERTURN_PARTLY,
}


@dataclass(frozen=True, slots=True)
class DenialTerms:
    """A no, as somebody writes it down. `file_by` and `continue_by` are the days that the notice itself names."""

    kind: DenialKind
    what: str
    reason: DenialReason
    notice_on: date
    reason_words: str = ""
    amount: Decimal | None = None
    file_by: date | None = None
    continue_by: date | None = None
    parity_concern: bool = False
    parity_note: str = ""
    criteria_asked_on: date | None = None
    criteria_got_on: date | None = None


def _keep(permit: Permit, row: Denial, place: Here, *, outcome: str) -> None:
    open_appeal = Appeal.objects.filter(denial=row, decided_at__isnull=True).first()
    last = Appeal.objects.filter(denial=row, decided_at__isnull=False).order_by("-decided_on", "-pk").first()
    plan_kind = PlanKind(row.coverage.kind)
    since = noon(last.decided_on if last is not None and last.decided_on else row.notice_on, place.zone)
    figure = Figure.NEXT_FILE if last is not None else Figure.APPEAL_FILE
    state = DenialState(row.state)
    ahead = levels_for(plan_kind, tried=_tried(row))
    facts = DenialFacts(
        state=state,
        file_by=again(
            evening_of(row.file_by_on, place.zone),
            was_said=row.file_by_said,
            place=place,
            figure=figure,
            plan_kind=plan_kind,
            since=since,
        )
        if state in (DenialState.OPEN, DenialState.UPHELD, DenialState.PARTLY_OVERTURNED) and ahead
        else None,
        continue_by=again(
            evening_of(row.continue_by_on, place.zone) if row.continue_by_on else None,
            was_said=row.continue_by_said,
            place=place,
            figure=Figure.CONTINUE,
            plan_kind=plan_kind,
            since=noon(row.notice_on, place.zone),
        )
        if state is DenialState.OPEN
        else None,
        decision=_decision(open_appeal, row, place) if open_appeal is not None else None,
    )
    keep_time(
        permit,
        subject_kind=Subject.DENIAL,
        subject=row.uuid,
        what=row.what,
        payer=row.coverage.payer,
        wanted=denial_deadlines(facts, at=place.at),
        outcome=outcome,
        is_expedited=open_appeal is not None and open_appeal.is_expedited,
        at=place.at,
    )


def _decision(appeal: Appeal, row: Denial, place: Here) -> Due | None:
    return again(
        appeal.decision_due_at,
        was_said=appeal.decision_due_said,
        place=place,
        figure=Figure.APPEAL_EXPEDITED if appeal.is_expedited else Figure.APPEAL,
        plan_kind=PlanKind(row.coverage.kind),
        since=appeal.filed_at,
    )


def _tried(row: Denial) -> list[Level]:
    return [Level(level) for level in Appeal.objects.filter(denial=row).order_by("pk").values_list("level", flat=True)]


def create_denial(
    permit: Permit, coverage: Coverage, terms: DenialTerms, place: Here, *, authorization: PriorAuthorization | None = None
) -> Denial:
    """The row of a denial with its deadlines, within the caller's change.

    Raises:
        BadEntry: a notice of tomorrow, days before the notice, no figure and no day for the appeal.
    """
    user_id, _ = permit.actor.colleague()
    not_ahead(terms.notice_on, place.today, "notice_on")
    plan_kind, since = PlanKind(coverage.kind), noon(terms.notice_on, place.zone)
    file_by = due_or_rule(
        place, named=terms.file_by, figure=Figure.APPEAL_FILE, plan_kind=plan_kind, since=since, field_name="file_by"
    )
    continue_by = None
    if terms.kind is DenialKind.UNDER_WAY:
        continue_by = due_or_rule(
            place, named=terms.continue_by, figure=Figure.CONTINUE, plan_kind=plan_kind, since=since, field_name="continue_by"
        )
    row = Denial.objects.create(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        coverage=coverage,
        authorization=authorization,
        kind=terms.kind.value,
        what=said(terms.what, "what", "Say what the payer will not cover."),
        reason=terms.reason.value,
        reason_words=terms.reason_words.strip(),
        notice_on=terms.notice_on,
        amount=terms.amount,
        file_by_on=local_date(file_by.at, place.zone),
        file_by_said=terms.file_by is not None,
        continue_by_on=local_date(continue_by.at, place.zone) if continue_by else None,
        continue_by_said=terms.continue_by is not None,
        parity_concern=terms.parity_concern,
        parity_note=terms.parity_note.strip() if terms.parity_concern else "",
        criteria_asked_on=terms.criteria_asked_on,
        criteria_got_on=terms.criteria_got_on,
        recorded_at=place.at,
        recorded_by_id=user_id,
    )
    _keep(permit, row, place, outcome="")
    return row


def record_denial(*, permit: Permit, coverage: UUID, terms: DenialTerms, at: datetime) -> Denial:
    """Write down that the payer said no. Its last days come from the notice, else from the list of clocks.

    Raises:
        NoSuchThing: the person has no such coverage here.
        BadEntry: as `create_denial`.
    """
    place = here(permit, at)
    with change(permit, at=at, verb="denial.recorded") as event:
        row = create_denial(permit, own_coverage(permit, coverage), terms, place)
        event.detail["denial"] = row.pk
    return row


def change_denial(*, permit: Permit, denial: UUID, terms: DenialTerms, at: datetime) -> Denial:
    """Correct a denial: its words at any time, its days while it has not been appealed.

    Raises:
        NoSuchThing: the person has no such denial here.
        BadEntry: a day that cannot be, or of an appeal that is filed.
    """
    place = here(permit, at)
    with change(permit, at=at, verb="denial.changed") as event:
        row = own(Denial, permit, denial, "coverage")
        event.detail["denial"] = row.pk
        row.what = said(terms.what, "what", "Say what the payer will not cover.")
        row.reason, row.reason_words, row.amount = terms.reason.value, terms.reason_words.strip(), terms.amount
        row.parity_concern = terms.parity_concern
        row.parity_note = terms.parity_note.strip() if terms.parity_concern else ""
        for name in ("criteria_asked_on", "criteria_got_on"):
            day: date | None = getattr(terms, name)
            if day is not None:
                not_ahead(day, place.today, name)
            setattr(row, name, day)
        if terms.file_by is not None and terms.file_by != row.file_by_on:
            if terms.file_by < row.notice_on:
                raise BadEntry("file_by", "This day lies before the notice.")
            row.file_by_on, row.file_by_said = terms.file_by, True
        if terms.continue_by is not None and terms.continue_by != row.continue_by_on:
            if terms.continue_by < row.notice_on:
                raise BadEntry("continue_by", "This day lies before the notice.")
            row.continue_by_on, row.continue_by_said = terms.continue_by, True
        row.save()
        _keep(permit, row, place, outcome="The days were changed.")
    return row


@dataclass(frozen=True, slots=True)
class Filing:
    """An appeal as it is filed. `agreed_on` is the day on which the person agreed in writing that somebody files for them."""

    level: Level
    filed_at: datetime
    how: SentBy
    is_expedited: bool = False
    keeps_care_going: bool = False
    agreed_on: date | None = None
    reference: str = ""
    grounds: str = ""
    decides_by: date | None = None


def file_appeal(*, permit: Permit, release: Permit, denial: UUID, filing: Filing, at: datetime) -> Appeal:
    """Write down that an appeal has gone, and start the clock of whoever decides it. It stands in the accounting of disclosures.

    Raises:
        NoSuchThing: the person has no such denial here.
        NotPossible: an appeal is under way, or the denial is over.
        BadEntry: the level was tried or passed over, it went in the future or before the notice, nobody agreed to it.
        NothingMayGo: the release was not given for this.
    """
    place = here(permit, at)
    user_id, _ = permit.actor.colleague()
    with change(permit, at=at, verb="appeal.filed", level=filing.level.value) as event:
        row = own(Denial, permit, denial, "coverage")
        event.detail["denial"] = row.pk
        row.state = next_denial(DenialState(row.state), DenialStep.APPEAL).value
        if filing.level not in levels_for(PlanKind(row.coverage.kind), tried=_tried(row)):
            raise BadEntry("level", "This level was tried or passed over, or this kind of plan has none.")
        if filing.filed_at > at:
            raise BadEntry("filed_on", "This moment lies ahead.")
        if local_date(filing.filed_at, place.zone) < row.notice_on:
            raise BadEntry("filed_on", "This day lies before the notice.")
        if filing.agreed_on is None or filing.agreed_on > place.today:
            raise BadEntry("agreed_on", "The person agrees in writing first, today or before.")
        due = due_or_rule(
            place,
            named=filing.decides_by,
            figure=Figure.APPEAL_EXPEDITED if filing.is_expedited else Figure.APPEAL,
            plan_kind=PlanKind(row.coverage.kind),
            since=filing.filed_at,
            field_name="decides_by",
        )
        appeal = Appeal.objects.create(
            denial=row,
            level=filing.level.value,
            is_expedited=filing.is_expedited,
            keeps_care_going=filing.keeps_care_going,
            agreed_on=filing.agreed_on,
            filed_at=filing.filed_at,
            filed_by_id=user_id,
            filed_how=filing.how.value,
            reference=filing.reference.strip(),
            grounds=filing.grounds.strip(),
            decision_due_at=due.at,
            decision_due_said=filing.decides_by is not None,
        )
        event.detail["appeal"] = appeal.pk
        tell_plan(
            release=release,
            permit=permit,
            payer=row.coverage.payer,
            how=filing.how,
            summary="An appeal for you against a decision of your health plan, with what supports it.",
            subject=row.uuid,
            at=at,
        )
        row.save()
        _keep(permit, row, place, outcome="The appeal is filed.")
    return appeal


def decide_appeal(
    *,
    permit: Permit,
    denial: UUID,
    outcome: Outcome,
    decided_on: date,
    words: str = "",
    next_file_by: date | None = None,
    at: datetime,
) -> Denial:
    """Write down how the open appeal ended; where it was lost or won in part, the clock of the next level begins.

    Raises:
        NoSuchThing: no such denial, or no open appeal.
        NotPossible: nothing is under way.
        BadEntry: a decision of tomorrow, or before the filing; an appeal taken back, which is left instead.
    """
    if outcome not in STEPS:
        raise BadEntry("outcome", "An appeal that is taken back is left, with the reason.")
    place = here(permit, at)
    user_id, _ = permit.actor.colleague()
    not_ahead(decided_on, place.today, "decided_on")
    with change(permit, at=at, verb="appeal.decided", outcome=outcome.value) as event:
        row = own(Denial, permit, denial, "coverage")
        event.detail["denial"] = row.pk
        row.state = next_denial(DenialState(row.state), STEPS[outcome]).value
        appeal = _open_appeal(row)
        if decided_on < local_date(appeal.filed_at, place.zone):
            raise BadEntry("decided_on", "This day lies before the filing.")
        _end(appeal, outcome, decided_on, words, user_id, at)
        if outcome is not Outcome.OVERTURNED:
            due = due_or_rule(
                place,
                named=next_file_by,
                figure=Figure.NEXT_FILE,
                plan_kind=PlanKind(row.coverage.kind),
                since=noon(decided_on, place.zone),
                field_name="next_file_by",
            )
            row.file_by_on, row.file_by_said = local_date(due.at, place.zone), next_file_by is not None
        row.save()
        _keep(permit, row, place, outcome=f"The appeal is decided: {outcome.label.lower()}.")
    return row


def _open_appeal(row: Denial) -> Appeal:
    appeal = Appeal.objects.select_for_update(no_key=True).filter(denial=row, decided_at__isnull=True).first()
    if appeal is None:
        raise NoSuchThing
    return appeal


def _end(appeal: Appeal, outcome: Outcome, decided_on: date, words: str, user_id: int, at: datetime) -> None:
    appeal.outcome, appeal.outcome_words, appeal.decided_on = outcome.value, words.strip(), decided_on
    appeal.decided_at, appeal.decided_by_id = at, user_id
    appeal.save()


def leave_denial(*, permit: Permit, denial: UUID, reason: str, at: datetime) -> Denial:
    """Nobody appeals, or no longer: in the person's words where they decided it. An open appeal is taken back.

    Raises:
        NoSuchThing, NotPossible: as named.
        BadEntry: no reason.
    """
    reason = said(reason, "reason", "Say why: it is the person’s decision, in their words where they said it.")
    place = here(permit, at)
    user_id, _ = permit.actor.colleague()
    with change(permit, at=at, verb="denial.left") as event:
        row = own(Denial, permit, denial, "coverage")
        event.detail["denial"] = row.pk
        was = DenialState(row.state)
        row.state = next_denial(was, DenialStep.LEAVE).value
        if was is DenialState.APPEALED:
            _end(_open_appeal(row), Outcome.TAKEN_BACK, place.today, "", user_id, at)
        row.ended_at, row.ended_by_id, row.end_reason = at, user_id, reason
        row.save()
        _keep(permit, row, place, outcome="It is left as it is.")
    return row


def reopen_denial(*, permit: Permit, denial: UUID, at: datetime) -> Denial:
    """Somebody appeals after all.

    Raises:
        NoSuchThing, NotPossible: as named.
        BadEntry: no level is left.
    """
    place = here(permit, at)
    with change(permit, at=at, verb="denial.reopened") as event:
        row = own(Denial, permit, denial, "coverage")
        event.detail["denial"] = row.pk
        row.state = next_denial(DenialState(row.state), DenialStep.REOPEN).value
        if not levels_for(PlanKind(row.coverage.kind), tried=_tried(row)):
            raise BadEntry("step", "Every level was tried.")
        row.ended_at = row.ended_by_id = None
        row.end_reason = ""
        row.save()
        _keep(permit, row, place, outcome="")
    return row
