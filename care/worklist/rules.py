"""How a task moves, how long it may wait for somebody, and who is asked next. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from care.actor import Category, Role
from care.actor.vocabulary import Described


class State(Described):
    """Where a task stands. A snooze is a field, not a state."""

    OPEN = "open", "Open", "Waits for somebody to take it."
    TAKEN = "taken", "Taken", "A named colleague has it."
    DONE = "done", "Done", "It is done; what came of it is written."
    CANCELLED = "cancelled", "Cancelled", "It is no longer needed; why is written."


class Priority(Described):
    """How long a task may wait. Source: crisis levels 1 to 3 of the clinical reference (9.4), own defaults.

    As stored, the words that escalate sort by their urgency: the worklist's index reads them in this order.
    """

    ROUTINE = "routine", "Routine", "By its due time."
    RAISED = "raised", "Raised", "Somebody takes it the same working day; contact within 24 hours."
    URGENT = "urgent", "Urgent", "Somebody takes it within 30 minutes; contact within 4 hours."
    CRISIS = "vital", "Crisis", "Somebody takes it within 5 minutes and stays in contact; the person is not left alone."


class Kind(Described):
    """What sort of work a task is, for tasks that people open. Rooms that open tasks themselves bring their own word."""

    TASK = "task", "Task", "Anything else."
    CALL = "call", "Call", "Reach the person, or somebody for them."
    VISIT = "visit", "Visit", "Book or prepare a visit."
    PLAN = "plan", "Plan", "Work on the plan of care."
    MEDICATION = "medication", "Medication", "An injection, a supply, a refill, a test that belongs to it."
    PAPERWORK = "paperwork", "Paperwork", "Letters, forms, insurance."


class Move(StrEnum):
    """What can be done to a task that changes its state."""

    TAKE = "take"
    GIVE_BACK = "give_back"
    COMPLETE = "complete"
    CANCEL = "cancel"
    REOPEN = "reopen"


# Kinds of task that only the role which is asked takes, and that end on the page of what they are about, nowhere else.
REVIEW = "access_review"
LATE_REVIEW = "access_review_late"
GUARDED = frozenset({REVIEW, LATE_REVIEW})

UNFINISHED = frozenset({State.OPEN, State.TAKEN})
ESCALATING = frozenset({Priority.RAISED, Priority.URGENT, Priority.CRISIS})
# What nobody but a task's owner may know of: no list of the program, no count, no way back to a role.
OWNERS_ALONE = frozenset({Category.COUNSELLING_NOTE})
PRESSING = frozenset({Priority.URGENT, Priority.CRISIS})  # somebody acts now

# From where each move starts, and where it ends. Reopening ends at `taken` when a colleague had it, else at `open`.
TRANSITIONS: dict[Move, tuple[frozenset[State], frozenset[State]]] = {
    Move.TAKE: (frozenset({State.OPEN}), frozenset({State.TAKEN})),
    Move.GIVE_BACK: (frozenset({State.TAKEN}), frozenset({State.OPEN})),
    Move.COMPLETE: (UNFINISHED, frozenset({State.DONE})),
    Move.CANCEL: (UNFINISHED, frozenset({State.CANCELLED})),
    Move.REOPEN: (frozenset({State.DONE, State.CANCELLED}), UNFINISHED),
}

UNDO_WINDOW = timedelta(minutes=15)  # how long a finished task can be reopened by undo
SHORTEST_STEP = timedelta(minutes=5)  # a role that is asked late, after an outage, still gets this long


class NotPossible(ValueError):
    """The task does not stand where this move starts."""

    def __init__(self, move: Move, state: State) -> None:
        super().__init__(f"{move.value} from {state.value}")
        self.move = move
        self.state = state


def check_move(move: Move, state: State) -> None:
    """The one guard of the transition table.

    Raises:
        NotPossible: the move does not start at this state.
    """
    if state not in TRANSITIONS[move][0]:
        raise NotPossible(move, state)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an escalation path: after how long without a taker which role is asked."""

    after: timedelta
    role: Role


# Own defaults. Whoever was asked first is the task's `owner_role`; a path's steps follow it, counted from when it opened.
ESCALATION_PATHS: dict[Priority, tuple[Step, ...]] = {
    Priority.ROUTINE: (),
    Priority.RAISED: (
        Step(timedelta(hours=4), Role.COORDINATOR),
        Step(timedelta(hours=8), Role.SUPERVISOR),
        Step(timedelta(hours=24), Role.PRESCRIBER),
    ),
    Priority.URGENT: (
        Step(timedelta(minutes=30), Role.SUPERVISOR),
        Step(timedelta(minutes=60), Role.PRESCRIBER),
        Step(timedelta(minutes=120), Role.CRISIS_CLINICIAN),
    ),
    # the supervisor, then everyone who can act, a role every five minutes
    Priority.CRISIS: (
        Step(timedelta(minutes=5), Role.SUPERVISOR),
        Step(timedelta(minutes=10), Role.CRISIS_CLINICIAN),
        Step(timedelta(minutes=15), Role.PRESCRIBER),
        Step(timedelta(minutes=20), Role.NURSE),
    ),
}


@dataclass(frozen=True, slots=True)
class Climb:
    """When a task climbs next, and to which role; `level` is the number of the path's step that this is, from 1."""

    at: datetime
    role: Role
    level: int


def first_climb(*, priority: Priority, asked: Role, opened_at: datetime) -> Climb | None:
    """The first step of the path, for a task that opens now; a step that would ask the same role again is passed over."""
    for level, step in enumerate(ESCALATION_PATHS[priority], start=1):
        if step.role is not asked:
            return Climb(opened_at + step.after, step.role, level)
    return None


def next_climb(*, priority: Priority, climbed: int, due: datetime, at: datetime) -> Climb | None:
    """What follows once step `climbed`, which was due at `due`, has been climbed at `at`; none at the end of the path.

    Steps keep their distance from one another; after an outage each role still gets `SHORTEST_STEP`.
    """
    path = ESCALATION_PATHS[priority]
    if climbed >= len(path):
        return None
    distance = path[climbed].after - path[climbed - 1].after
    return Climb(max(due + distance, at + SHORTEST_STEP), path[climbed].role, climbed + 1)


def step_of(*, priority: Priority, role: Role, after: int) -> int:
    """The number of the path's step that asks a role, behind step `after`; the path's end for a role that it no longer names."""
    path = ESCALATION_PATHS[priority]
    return next((number for number, step in enumerate(path, start=1) if number > after and step.role is role), len(path))


def is_for(*, kind: str, asked: Role, roles: frozenset[Role]) -> bool:
    """Whether somebody with these roles may take a task: one of a guarded kind is for the role that is asked alone."""
    return kind not in GUARDED or asked in roles


def may_snooze(*, priority: Priority, state: State) -> bool:
    """An escalation that nobody has taken cannot be put to sleep."""
    return state in UNFINISHED and not (state is State.OPEN and priority in ESCALATING)
