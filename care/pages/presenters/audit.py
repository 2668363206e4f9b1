"""How the audit trail stands, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from care.audit.queries import SealState, VerificationRow
from care.audit.rules import State
from care.lib.dates import local_date, moment_text, span_text, time_text
from care.pages.presenters.audit_words import job_words

OVERDUE = timedelta(minutes=5)  # the job seals each minute; after five somebody should look


@dataclass(frozen=True, slots=True)
class AuditState:
    """What the page and the panel on Today say about the trail."""

    last: str
    since: str
    seals: str
    waiting: str
    is_overdue: bool
    as_of: str


def audit_state(state: SealState, *, zone: str, at: datetime) -> AuditState:
    """When the last seal was made, how long ago, how many events wait, and whether one waits longer than it should."""
    today = local_date(at, zone)
    return AuditState(
        last=moment_text(state.sealed_at, zone, today) if state.sealed_at else "never",
        since=f"{span_text(at - state.sealed_at)} ago" if state.sealed_at else "",
        seals=f"{state.number:,}",
        waiting=f"{state.waiting:,}",
        is_overdue=state.waiting_since is not None and at - state.waiting_since > OVERDUE,
        as_of=time_text(at, zone),
    )


@dataclass(frozen=True, slots=True)
class RunLine:
    """One reading of the whole trail."""

    asked: str
    word: str
    said: str
    tone: str
    icon: str
    is_unfinished: bool
    done: int
    expected: int
    first: str
    untraced: str


def run_lines(runs: Iterable[VerificationRow], users: Mapping[int, str], *, zone: str, at: datetime) -> list[RunLine]:
    """The latest runs, newest first; `users` are the names of who asked."""
    return [_run_line(run, users, zone=zone, at=at) for run in runs]


def _run_line(run: VerificationRow, users: Mapping[int, str], *, zone: str, at: datetime) -> RunLine:
    today = local_date(at, zone)
    by = users.get(run.asked_by or 0, "a colleague") if run.asked_by else job_words(run.asked_by_job).lower()
    word, said, tone, icon = run.state.label, run.state.prose, "info", "clock"
    ended = moment_text(run.ended_at, zone, today) if run.ended_at else ""
    if run.state is State.DONE and run.is_sound:
        word, tone, icon = "Whole", "well", "check"
        said = f"Read {ended}: {run.events:,} rows and {run.seals:,} seals, none of them changed, removed, inserted or moved."
    elif run.state is State.DONE:
        word, tone, icon = "Changed", "hard", "hard"
        said = f"Read {ended}: {run.faults:,} {'row is' if run.faults == 1 else 'rows are'} not as they were written."
    elif run.state is State.FAILED:
        tone, icon = "over", "over"
        said = f"Broken off {ended} ({run.error}). Nothing is said about the trail; ask for it again."
    elif run.state is State.RUNNING:
        said = f"{run.events:,} of about {run.events_expected:,} rows read."
    untraced = ""
    if run.untraced:
        changes = "1 change of a field was" if run.untraced == 1 else f"{run.untraced:,} changes of fields were"
        untraced = f"{changes} made past the application. The first: {run.first_untraced}."
    return RunLine(
        asked=f"Asked for {moment_text(run.asked_at, zone, today)} by {by}",
        word=word,
        said=said,
        tone=tone,
        icon=icon,
        is_unfinished=run.is_unfinished,
        done=run.events,
        expected=max(run.events_expected, run.events, 1),
        first=f"{run.first_row}: {run.first_fault}" if run.first_row else "",
        untraced=untraced,
    )
