"""What an answer asks of somebody at once, as a task. Pure. Priorities and times: clinical reference 8.3, 9.1, 9.4."""

from dataclasses import dataclass
from datetime import date, timedelta

from care.actor import Role
from care.worklist.rules import Priority
from patients.story.rules.days import latest
from patients.story.rules.said import Overdose
from patients.story.rules.vocabulary import Domain, Intent, Risk
from patients.story.rules.withdrawal import Reading

RECENT = timedelta(days=30)  # as "recent" in the overdose risk factors, clinical reference 9.2
HELP_WITHIN = timedelta(days=3)  # an offer of a referral; own default


@dataclass(frozen=True, slots=True)
class Ask:
    """A task to open: what, why, how urgent, of whom, and how soon."""

    kind: str
    title: str
    why: str
    priority: Priority
    role: Role
    due_in: timedelta


_AFTER_WITHDRAWAL: dict[Risk, tuple[str, Priority, timedelta]] = {
    Risk.RAISED: ("See for withdrawal today", Priority.RAISED, timedelta(hours=24)),
    Risk.URGENT: ("Withdrawal may become severe: see now", Priority.URGENT, timedelta(hours=4)),
    Risk.DANGER: ("Severe withdrawal: stay with the person", Priority.CRISIS, timedelta(minutes=5)),
}


def after_withdrawal(reading: Reading) -> Ask | None:
    """Who is asked after a check for withdrawal; nobody where there is only something to watch."""
    if reading.risk not in _AFTER_WITHDRAWAL:
        return None
    title, priority, due_in = _AFTER_WITHDRAWAL[reading.risk]
    return Ask("withdrawal", title, "; ".join(reading.reasons)[:300], priority, Role.NURSE, due_in)


def after_overdose(overdose: Overdose, *, today: date) -> Ask | None:
    """Who is asked after an overdose of the last 30 days: contact, and a new naloxone kit. One long ago asks nothing."""
    if len(overdose.occurred) < len("2026-11") or latest(overdose.occurred) < today - RECENT:
        return None
    if overdose.intent is Intent.INTENDED:
        why = "It was intended. Ask about thoughts of suicide, make the place safe, bring a naloxone kit."
        return Ask("overdose", "After an intended overdose: see now", why, Priority.URGENT, Role.COUNSELOR, timedelta(hours=4))
    why = "Talk about what happened, bring a new naloxone kit, look at the medication."
    return Ask("overdose", "Follow up the overdose", why, Priority.RAISED, Role.COORDINATOR, timedelta(hours=72))


def after_needs(wanted: list[Domain], *, in_danger: bool) -> list[Ask]:
    """Who is asked after social needs: for safety at once, for the rest an offer of a referral (clinical reference 4.10)."""
    asks = []
    if in_danger:
        why = "They say that they are in danger now. Domestic violence line: 1-800-799-7233."
        asks.append(Ask("safety", "In danger from somebody: see now", why, Priority.URGENT, Role.COUNSELOR, timedelta(hours=4)))
    if wanted:
        why = ", ".join(domain.label for domain in wanted)
        asks.append(Ask("referral", "Offer help with social needs", why, Priority.ROUTINE, Role.NAVIGATOR, HELP_WITHIN))
    return asks
