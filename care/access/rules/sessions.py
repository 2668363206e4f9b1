"""How the time for which somebody opened a record moves, and until when it is looked at. Pure.

Source: clinical reference 3.9 (D05, D06: a reason, and a review within three business days), 12.1. Lengths and lists are own
defaults.
"""

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from care.access.policy import Session
from care.accounts.rules import HOLDERS, Work
from care.actor import Role
from care.actor.vocabulary import Described
from care.lib.dates import local_date

REVIEW_DAYS = 3  # business days, in the organization's zone
CLOSE_OF_BUSINESS = time(17, 0)
SHORTEST_WORDS = 15  # characters: one short sentence
LONGEST_WORDS = 500
LONGEST = timedelta(hours=4)  # of one session, however it was set and extended


class Reason(Described):
    """Why a record was opened."""

    OVERDOSE = "overdose", "Overdose or not breathing", "Somebody must know at once what the person takes."
    SUICIDE = "suicide", "Suicide attempt or intent", "The person is in danger from themselves."
    WITHDRAWAL = "withdrawal", "Severe withdrawal", "Acute withdrawal that cannot wait for the team."
    UNCONSCIOUS = "unconscious", "Unconscious, medication unknown", "Nobody can say what the person takes."
    DOSE = "dose", "A dose is due and the team cannot be reached", "A decision about a dose cannot wait."
    DANGER = "danger", "Other danger to life or health", "What it is stands in the words."
    COMPLAINT = "complaint", "A complaint", "Somebody complained about how the record was handled."
    QUESTION = "question", "A question about access", "The person asks who saw their record, and why."
    BREACH = "breach", "A possible breach", "Something may have reached somebody whom it should not."
    EMERGENCY = "emergency", "Review of an emergency access", "Whether what was opened was needed."
    OFFICE = "office", "Other work of the privacy office", "What it is stands in the words."


REASONS: dict[Session, tuple[Reason, ...]] = {
    Session.EMERGENCY: (
        Reason.OVERDOSE, Reason.SUICIDE, Reason.WITHDRAWAL, Reason.UNCONSCIOUS, Reason.DOSE, Reason.DANGER,
    ),
    Session.REVIEW: (Reason.COMPLAINT, Reason.QUESTION, Reason.BREACH, Reason.EMERGENCY, Reason.OFFICE),
}  # fmt: skip


class Outcome(Described):
    """What the review of something done in an emergency found."""

    APPROPRIATE = "appropriate", "Appropriate", "It was an emergency, and what was opened was needed."
    NOT_APPROPRIATE = "not_appropriate", "Not appropriate", "It was no emergency, or more was opened than it needed."
    FOLLOW_UP = "follow_up", "Needs follow-up", "Something is still to be asked or done; the words say what."


class State(Described):
    """Where a session stands. What was done in an emergency is looked at afterwards; the officer's own reading ends at `over`."""

    OPEN = "open", "Running", "The record is open to one colleague."
    OVER = "over", "Waits for review", "Ended; the privacy officer has not looked at it yet."
    LATE = "late", "Review is late", "Three business days have passed without a review."
    REVIEWED = "reviewed", "Reviewed", "Looked at; what was found is written."


class Step(StrEnum):
    """What moves a session. Its time moves it by itself: `run_out` and `fall_late` are nobody's act."""

    EXTEND = "extend"
    END = "end"
    RUN_OUT = "run_out"
    FALL_LATE = "fall_late"
    REVIEW = "review"


SESSION: dict[tuple[State, Step], State] = {
    (State.OPEN, Step.EXTEND): State.OPEN,
    (State.OPEN, Step.END): State.OVER,
    (State.OPEN, Step.RUN_OUT): State.OVER,
    (State.OVER, Step.FALL_LATE): State.LATE,
    (State.OVER, Step.REVIEW): State.REVIEWED,
    (State.LATE, Step.REVIEW): State.REVIEWED,
}


class NotPossible(ValueError):
    """The session does not stand where this step starts."""

    def __init__(self, state: State, step: Step) -> None:
        super().__init__(f"{step.value} from {state.value}")
        self.state = state
        self.step = step


class WordsMissing(ValueError):
    """The words say too little for whoever looks at it later."""


def next_state(state: State, step: Step) -> State:
    """The one guard of the table.

    Raises:
        NotPossible: the step does not start at this state.
    """
    try:
        return SESSION[(state, step)]
    except KeyError:
        raise NotPossible(state, step) from None


def state_of(
    *,
    ends_at: datetime | None,
    ended_at: datetime | None,
    due_at: datetime | None,
    reviewed_at: datetime | None,
    at: datetime,
) -> State:
    """Where something stands at a moment. A session is over at the very moment at which it ends, not after it.

    A disclosure has no end (`ends_at` None): it was over when it was made. What is never reviewed has no `due_at`.
    """
    if reviewed_at is not None:
        return State.REVIEWED
    if ended_at is None and ends_at is not None and at < ends_at:
        return State.OPEN
    return State.LATE if due_at is not None and at > due_at else State.OVER


def review_due_at(*, opened_at: datetime, zone: str) -> datetime:
    """Five in the afternoon of the third business day after the day on which it was opened, where the organization is.

    Monday to Friday are business days, holidays too: the stricter reading.
    """
    day = local_date(opened_at, zone)
    left = REVIEW_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return datetime.combine(day, CLOSE_OF_BUSINESS, tzinfo=ZoneInfo(zone))


def check_words(words: str) -> str:
    """What somebody wrote about why, without the space around it.

    Raises:
        WordsMissing: less than a short sentence.
    """
    words = words.strip()
    if len(words) < SHORTEST_WORDS:
        raise WordsMissing
    return words[:LONGEST_WORDS]


def may_review(*, roles: frozenset[Role], user_id: int | None, opened_by_id: int) -> bool:
    """Whether somebody may look at this: a reviewer's role, and not their own act."""
    return not HOLDERS[Work.REVIEW_EMERGENCIES].isdisjoint(roles) and user_id is not None and user_id != opened_by_id


def diagram() -> str:
    """The table as a Mermaid state diagram: what README.md shows."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.OPEN.value}"]
    lines += [f"    {before.value} --> {after.value}: {step.value}" for (before, step), after in SESSION.items()]
    ends = dict.fromkeys(after for after in SESSION.values() if not any(before is after for before, _ in SESSION))
    lines += [f"    {end.value} --> [*]" for end in ends]
    return "\n".join(lines)
