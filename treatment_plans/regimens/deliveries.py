"""What happens to medication when a person dies or leaves, and when a death was recorded by mistake.

Only a death stops an order by itself. Whoever leaves, or goes on elsewhere, keeps what is in force until a prescriber has
decided: stopping methadone or buprenorphine from one day to the next is a danger that no rule may bring about.
"""

from datetime import datetime, timedelta
from uuid import UUID

from care.actor import Action, Permit, Role
from care.outbox.handling import Drop, Later, Listener
from care.outbox.queries import Claimed
from care.reminders.sources import Say, Source
from care.teams.queries import open_enrolment
from care.teams.rules import EndReason as Leaving
from care.worklist import operations as worklist
from care.worklist.queries import is_asked_about
from care.worklist.rules import Kind, Priority
from patients.queries import get_patient
from treatment_plans.deliveries import record_of
from treatment_plans.regimens import operations
from treatment_plans.regimens.operations import reminding
from treatment_plans.regimens.queries import active_orders, all_orders
from treatment_plans.regimens.queries.reminding import may_be_reminded
from treatment_plans.regimens.vocabulary import EndReason

JOB = "regimens.close"
SOON = timedelta(hours=4)


def _died(row: Claimed, at: datetime) -> None:
    permit = record_of(row, job=JOB, action=Action.ORDER, at=at)
    if permit and get_patient(permit=permit).deceased_on is not None:  # else it was corrected meanwhile
        operations.close_orders(permit=permit, at=at)


def _left(row: Claimed, at: datetime) -> None:
    reason = Leaving(row.about["reason"])
    if reason is Leaving.DIED:
        return
    permit = record_of(row, job=JOB, action=Action.ORDER, at=at)
    if permit is None or open_enrolment(permit=permit) is not None:  # taken up again meanwhile
        return
    operations.set_aside_drafts(permit=permit, at=at)
    in_force = active_orders(permit=permit)
    if in_force:
        _ask(
            row,
            title="Care here ended with medication in force: decide how it goes on",
            why=f"{reason.label}. In force: {_told([order.text for order in in_force])}. Nothing was stopped.",
            at=at,
        )


def _death_corrected(row: Claimed, at: datetime) -> None:
    """Nothing that was stopped starts again by itself: a prescriber looks at it."""
    permit = record_of(row, job=JOB, action=Action.WRITE, at=at)
    if permit is None or get_patient(permit=permit).deceased_on is not None:
        return
    stopped = [order for order in all_orders(permit=permit) if order.end_reason is EndReason.DIED]
    if stopped:
        _ask(
            row,
            title="A death was recorded by mistake: review the medication that was stopped",
            why=f"Stopped: {_told([order.text for order in stopped])}. Nothing has been started again.",
            at=at,
        )


def _told(orders: list[str]) -> str:
    """The orders in words, as many as a task holds."""
    words = "; ".join(orders[:3])
    return f"{words[:160]} and {len(orders) - 3} more" if len(orders) > 3 else words[:180]


def _ask(row: Claimed, *, title: str, why: str, at: datetime) -> None:
    """One urgent task for a prescriber, however often the event is heard."""
    permit = record_of(row, job=JOB, action=Action.WRITE, at=at)
    if permit is None or is_asked_about(permit=permit, subject=row.uuid):
        return
    worklist.open_task(
        permit=permit,
        kind=Kind.MEDICATION,
        title=title,
        why=why,
        priority=Priority.URGENT,
        owner_role=Role.PRESCRIBER,
        due_at=at + SOON,
        subject_kind="medication-review",
        subject=row.uuid,
        at=at,
    )


def _records_changed(row: Claimed, at: datetime) -> None:
    """Two records became one, or two again: the caseload's words for the medication are written anew."""
    permit = record_of(row, job=JOB, action=Action.WRITE, at=at)
    if permit is not None:
        operations.sum_up_orders(permit=permit, at=at)


# --- the message before an injection ------------------------------------------------------------------------------------------


def _dose_of(row: Claimed) -> UUID:
    return UUID(str(row.about["dose"]))


def _say(row: Claimed, permit: Permit, at: datetime) -> Say | Drop | Later:
    """Whether it may still go. It says nothing of why, and carries no link."""
    if not may_be_reminded(permit=permit, dose=_dose_of(row)):
        return Drop("NOT_NOW")
    return Say(reminding.MESSAGE, {}, _dose_of(row))


def _told_them(_row: Claimed, _permit: Permit, _channel: str, _at: datetime) -> None:
    """The message stands among the messages; nothing else follows."""


def _not_told(row: Claimed, permit: Permit, _reason: str, at: datetime) -> None:
    reminding.ask_to_reach(permit=permit, dose=_dose_of(row), at=at)


BEFORE_INJECTION = Source(say=_say, told=_told_them, not_told=_not_told)
CLOSE_AT_DEATH = Listener("regimens", _died)
ASK_AT_END = Listener("regimens", _left)
ASK_AFTER_CORRECTION = Listener("regimens", _death_corrected)
SUM_UP = Listener("regimens", _records_changed)
