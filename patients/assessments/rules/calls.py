"""What an answer that calls for somebody asks of the team: how soon, and whom. Clinical reference 4.2 and 9.4. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from care.actor import Role
from care.worklist.rules import Priority
from patients.assessments.rules.definitions import Trigger
from patients.assessments.rules.words import Danger

SUBJECT = "assessment"  # what the tasks are about: one set of answers
SAFETY_TASK = "assessment"  # the kind of the task that an answer opens
NEEDS_TASK = "social_needs"
NEXT_KIND = "assess_"  # with the instrument behind it: a task that another instrument, answered with a colleague, ends
DIAGNOSIS_TASK = "diagnosis_offer"
AGAIN_TASK = "assessment_again"  # the notice to whoever has taken a task about which more was told
# Triggers of which a set of answers gives one, the gravest: they say the same thing, more or less of it.
STEPS: Mapping[str, str] = {"cssrs_low": "cssrs", "cssrs_moderate": "cssrs", "cssrs_high": "cssrs"}


@dataclass(frozen=True, slots=True)
class Call:
    """How long the task may wait, and who is asked first."""

    priority: Priority
    within: timedelta
    role: Role


CALLS: Mapping[Danger, Call] = {
    Danger.RAISED: Call(Priority.RAISED, timedelta(hours=24), Role.COORDINATOR),
    Danger.URGENT: Call(Priority.URGENT, timedelta(hours=4), Role.COUNSELOR),
    Danger.CRISIS: Call(Priority.CRISIS, timedelta(minutes=5), Role.COORDINATOR),
}


def call_of(trigger: Trigger) -> Call:
    """How soon, and whom: by the level of the trigger, and sooner where it says so (item 9 of PHQ-9 at 2 or more)."""
    call = CALLS[trigger.danger]
    within = min(call.within, timedelta(minutes=trigger.minutes)) if trigger.minutes else call.within
    return Call(call.priority, within, call.role)


def kind_of(trigger: Trigger) -> str:
    """The kind of the task: one that asks for another instrument is ended by that one."""
    return f"{NEXT_KIND}{trigger.asks_for}" if trigger.asks_for else SAFETY_TASK


def says_the_same(code: str) -> frozenset[str]:
    """The codes of triggers about the same thing as this one, itself among them."""
    return frozenset({code} | {other for other, thing in STEPS.items() if thing == STEPS.get(code)})
