"""Which deadlines stand for a coverage, a prior authorization, a denial and an application, as each stands now. Pure.

Leads are our own: how long before a deadline somebody should have it on their worklist.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from care.lib.dates import local_date
from patients.coverage.rules.clocks import Due, due_as_said, evening_of
from patients.coverage.vocabulary import AidState, AuthorizationState, Clock, DenialState, Ground

LEADS: dict[Clock, timedelta] = {
    Clock.SEND: timedelta(days=1),
    Clock.DECISION: timedelta(days=2),
    Clock.INFORMATION: timedelta(days=2),
    Clock.RENEWAL: timedelta(days=21),
    Clock.UNITS: timedelta(days=10),
    Clock.APPEAL: timedelta(days=14),
    Clock.CONTINUE: timedelta(days=10),
    Clock.APPEAL_DECISION: timedelta(days=2),
    Clock.PAPERS: timedelta(days=3),
    Clock.AID_DECISION: timedelta(days=3),
    Clock.AID_INFORMATION: timedelta(days=3),
    Clock.AID_RENEWAL: timedelta(days=45),
    Clock.COVERAGE_RENEWAL: timedelta(days=45),
    Clock.COVERAGE_END: timedelta(days=45),
}
SEND_WITHIN = timedelta(days=1)  # own
PAPERS_WITHIN = timedelta(days=10)  # own
LOW = 0.8  # own: from this part on units are nearly used
STALE = timedelta(days=30)  # own: what was learned of eligibility is asked again each month


@dataclass(frozen=True, slots=True)
class Wanted:
    """A deadline that stands: what runs out, when, and from when on somebody should see to it."""

    clock: Clock
    due: Due
    aim_at: datetime


def _wanted(clock: Clock, due: Due, *, at: datetime) -> Wanted:
    return Wanted(clock, due, min(max(due.at - LEADS[clock], at), due.at))


def _some(pairs: Iterable[tuple[Clock, Due | None]], *, at: datetime) -> list[Wanted]:
    return [_wanted(clock, due, at=at) for clock, due in pairs if due is not None]


def coverage_deadlines(*, renews_on: date | None, ends_on: date | None, at: datetime, zone: str) -> list[Wanted]:
    """A renewal, and an end that lies ahead."""
    today = local_date(at, zone)
    pairs: list[tuple[Clock, Due | None]] = []
    if renews_on is not None and renews_on >= today:
        pairs.append((Clock.COVERAGE_RENEWAL, due_as_said(renews_on, zone)))
    if ends_on is not None and ends_on >= today:
        pairs.append((Clock.COVERAGE_END, due_as_said(ends_on, zone)))
    return _some(pairs, at=at)


@dataclass(frozen=True, slots=True)
class AuthorizationFacts:
    """What of a prior authorization its deadlines hang on."""

    state: AuthorizationState
    prepared_at: datetime
    needed_on: date | None = None
    decision: Due | None = None
    information_due_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    approved_units: int | None = None
    used_units: int = 0


def authorization_deadlines(facts: AuthorizationFacts, *, at: datetime, zone: str) -> list[Wanted]:
    """To send it, its decision, the answer that the plan wants, its end, and the day on which its units run out."""
    state = facts.state
    pairs: list[tuple[Clock, Due | None]] = []
    if state is AuthorizationState.DRAFT:
        day = local_date(facts.prepared_at + SEND_WITHIN, zone)
        if facts.needed_on is not None:
            day = max(min(day, facts.needed_on), local_date(facts.prepared_at, zone))
        pairs.append((Clock.SEND, Due(evening_of(day, zone), Ground.OWN, "Sent within a day")))
    elif state is AuthorizationState.SENT:
        pairs.append((Clock.DECISION, facts.decision))
    elif state is AuthorizationState.PENDED and facts.information_due_on is not None:
        pairs.append((Clock.INFORMATION, due_as_said(facts.information_due_on, zone)))
    elif state in (AuthorizationState.APPROVED, AuthorizationState.PARTLY):
        if facts.ends_on is not None:
            pairs.append((Clock.RENEWAL, due_as_said(facts.ends_on, zone)))
        runs_out = units_run_out(facts, today=local_date(at, zone))
        if runs_out is not None:
            pairs.append((Clock.UNITS, Due(evening_of(runs_out, zone), Ground.OWN, "At the pace so far")))
    return _some(pairs, at=at)


def units_run_out(facts: AuthorizationFacts, *, today: date) -> date | None:
    """The day on which the units run out at the pace so far; none while plenty are left or nobody counts."""
    approved, used = facts.approved_units, facts.used_units
    if not approved or used < LOW * approved:
        return None
    if used >= approved:
        return today
    days = max((today - facts.starts_on).days, 1) if facts.starts_on is not None else 30
    day = today + timedelta(days=ceil((approved - used) * days / used))
    return min(day, facts.ends_on) if facts.ends_on is not None and facts.ends_on >= today else day


@dataclass(frozen=True, slots=True)
class DenialFacts:
    """What of a denial its deadlines hang on: until when it can be appealed, and when an open appeal is decided."""

    state: DenialState
    file_by: Due | None = None
    continue_by: Due | None = None
    decision: Due | None = None


def denial_deadlines(facts: DenialFacts, *, at: datetime) -> list[Wanted]:
    """The last day to appeal at this level, the last day to keep care going, the decision on an appeal.

    To keep care going is a right with a short clock: once it has passed, it no longer stands.
    """
    if facts.state is DenialState.APPEALED:
        return _some([(Clock.APPEAL_DECISION, facts.decision)], at=at)
    if facts.state is DenialState.OPEN:
        keeps = facts.continue_by if facts.continue_by is not None and facts.continue_by.at >= at else None
        return _some([(Clock.APPEAL, facts.file_by), (Clock.CONTINUE, keeps)], at=at)
    if facts.state in (DenialState.UPHELD, DenialState.PARTLY_OVERTURNED):
        return _some([(Clock.APPEAL, facts.file_by)], at=at)
    return []


@dataclass(frozen=True, slots=True)
class AidFacts:
    """What of an application its deadlines hang on. `since` is when it came to stand as it does."""

    state: AidState
    since: datetime
    papers_due_on: date | None = None
    decision: Due | None = None
    answer_due_on: date | None = None
    renews_on: date | None = None


def aid_deadlines(facts: AidFacts, *, at: datetime, zone: str) -> list[Wanted]:
    """The papers, the decision, the answer that the program wants, the renewal."""
    own = Due(evening_of(local_date(facts.since + PAPERS_WITHIN, zone), zone), Ground.OWN, "Our own aim")
    pairs: list[tuple[Clock, Due | None]] = []
    if facts.state in (AidState.CONSIDERED, AidState.GATHERING, AidState.TURNED_DOWN):
        said = due_as_said(facts.papers_due_on, zone) if facts.papers_due_on is not None else own
        pairs.append((Clock.PAPERS, said))
    elif facts.state is AidState.APPLIED:
        pairs.append((Clock.AID_DECISION, facts.decision))
    elif facts.state is AidState.ASKED_MORE:
        said = due_as_said(facts.answer_due_on, zone) if facts.answer_due_on is not None else own
        pairs.append((Clock.AID_INFORMATION, said))
    elif facts.state is AidState.GRANTED and facts.renews_on is not None:
        pairs.append((Clock.AID_RENEWAL, due_as_said(facts.renews_on, zone)))
    return _some(pairs, at=at)
