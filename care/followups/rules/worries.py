"""What an answer asks of us: a level, the reasons, and the tasks that they open. Pure.

Sources: clinical reference 7.2 (auto rules), 9.4 (levels), 4.6 (words about suicide call for a C-SSRS); what is not there is an
own default and says so. What was skipped, or would rather not be said, is never held against anybody.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from care.actor import Role
from care.lib.text import fold
from care.worklist.rules import Priority

HIGH_CRAVING = 8
HIGH_WITHDRAWAL = 7  # own default
LOW_FEELING = 1  # own default
MISSED_MEDICATION_DAYS = 3  # own default, of the last seven

_SUICIDE = re.compile(
    r"\bsuicid"
    r"|\bkill(ing)? (my ?self|me)\b|\b(end|ending|take|taking) (it all|my (own )?life)\b"
    r"|\b(want|wanna|wish|going|ready)( to)? die\b|\bwish i (was|were) dead\b|\bbetter off (dead|without me)\b"
    r"|\bno (reason|point)( in| to)? (to )?(live|living|go on|going on)\b"
    r"|\b(do ?n t|do not|dont) (want|wanna)( to)? (live|be alive|be here|wake up)\b"
    r"|\bhurt(ing)? my ?self\b|\bharm(ing)? my ?self\b"
    r"|\bmatarme\b|\bme (voy a|quiero|quisiera) matar\b|\bquitarme la vida\b|\bme quito la vida\b"
    r"|\b(acabar|terminar) con (mi vida|todo)\b|\b(quiero|quisiera|ganas de|mejor) (morir|morirme|estar muert[oa])\b"
    r"|\bme quiero morir\b|\bno (quiero|vale la pena) (seguir )?(vivir|viviendo)\b|\bsin ganas de vivir\b|\bmejor muert[oa]\b"
    r"|\bhacerme dano\b|\blastimarme\b"
)


def speaks_of_suicide(text: str) -> bool:
    """Whether a text has words of suicide, in English or Spanish. It errs on the side of asking. Clinical reference 7.2, 4.6."""
    return bool(_SUICIDE.search(fold(text)))


@dataclass(frozen=True, slots=True)
class Worry:
    """One reason for which somebody is asked to act. `level` 0: a need, no danger. Source: clinical reference 9.4."""

    code: str
    level: int
    priority: Priority
    kind: str
    role: Role
    title: str
    why: str
    due_in: timedelta


@dataclass(frozen=True, slots=True)
class Assessment:
    """The highest level among the worries, and the worries, the gravest first."""

    level: int
    worries: tuple[Worry, ...]

    @property
    def reasons(self) -> list[str]:
        """Their codes."""
        return [worry.code for worry in self.worries]


_WITHIN = {0: timedelta(hours=24), 1: timedelta(hours=24), 2: timedelta(hours=4), 3: timedelta(minutes=5)}


def assess(answers: Mapping[str, Any], *, after_break: bool) -> Assessment:
    """What the answers of a check-in ask for.

    `after_break`: whether the person had not used when last asked, or was not asked since treatment was completed.
    """
    found = [
        *_danger(answers),
        *_use(answers, after_break=after_break),
        *_body(answers),
        *_needs(answers),
    ]
    found.sort(key=lambda worry: -worry.level)
    return Assessment(max((worry.level for worry in found), default=0), tuple(found))


def _worry(
    code: str,
    level: int,
    title: str,
    why: str,
    *,
    kind: str = "call",
    role: Role = Role.COORDINATOR,
    priority: Priority | None = None,
) -> Worry:
    chosen = priority or _PRIORITIES[level]
    return Worry(code, level, chosen, kind, role, title, why, _WITHIN[level])


_PRIORITIES = {0: Priority.ROUTINE, 1: Priority.RAISED, 2: Priority.URGENT, 3: Priority.CRISIS}


def _danger(answers: Mapping[str, Any]) -> list[Worry]:
    found = []
    if answers.get("safe") == "no":
        why = "Said at a check-in. Stay in contact until there is a safe place"
        found.append(_worry("not_safe", 3, "Not safe tonight", why, kind="crisis"))
    texts = [str(answers.get(name, "")) for name in ("note", "used_what", "side_effects_what")]
    if any(speaks_of_suicide(text) for text in texts):
        why = "Own words at a check-in. Ask the C-SSRS screener now"
        found.append(_worry("suicide_words", 2, "C-SSRS: words about suicide", why, kind="c_ssrs", role=Role.COUNSELOR))
    return found


def _use(answers: Mapping[str, Any], *, after_break: bool) -> list[Worry]:
    found = []
    if answers.get("used") == "yes" and after_break:
        why = "Said at a check-in. Tolerance may be lower: see them today, naloxone, safety plan"
        found.append(_worry("used_after_break", 2, "Used after a break", why, role=Role.COUNSELOR))
    elif answers.get("used") == "yes":
        found.append(_worry("used", 1, "Used since the last check-in", "Said at a check-in. Ask what would help"))
    craving = answers.get("craving")
    if isinstance(craving, int) and craving >= HIGH_CRAVING:
        found.append(_worry("craving", 1, f"Craving {craving} of 10", "Said at a check-in"))
    return found


def _body(answers: Mapping[str, Any]) -> list[Worry]:
    found = []
    withdrawal, feeling, days = (answers.get(name) for name in ("withdrawal", "feeling", "medication"))
    if isinstance(withdrawal, int) and withdrawal >= HIGH_WITHDRAWAL:
        why = "Said at a check-in. Ask about doses, vomiting, alcohol or sedatives"
        found.append(_worry("withdrawal", 2, f"Withdrawal {withdrawal} of 10", why, role=Role.NURSE))
    if isinstance(feeling, int) and feeling <= LOW_FEELING:
        found.append(_worry("low_feeling", 1, f"Feels very bad: {feeling} of 10", "Said at a check-in"))
    if isinstance(days, str) and days.isdecimal() and 7 - int(days) >= MISSED_MEDICATION_DAYS:
        why = "Said at a check-in. Ask what stood in the way; loss of tolerance"
        found.append(_worry("medication", 1, f"Medication on {days} of the last 7 days", why, role=Role.NURSE))
    bothers = answers.get("side_effects")
    if bothers == "yes" or (answers.get("side_effects_what") and bothers != "no"):
        why = "Said at a check-in. Look at the order with the person; nothing is stopped by this"
        found.append(_worry("side_effects", 1, "The medicine bothers the person", why, kind="medication", role=Role.PRESCRIBER))
    if answers.get("naloxone") == "no":
        found.append(_worry("no_naloxone", 0, "No naloxone at hand", "Said at a check-in. Bring or send a kit", kind="task"))
    return found


def _needs(answers: Mapping[str, Any]) -> list[Worry]:
    needs = answers.get("need") or []
    found = []
    if "call" in needs:
        found.append(_worry("asks_for_call", 0, "Asks for a call", "Asked at a check-in", priority=Priority.RAISED))
    if "ride" in needs:
        found.append(_worry("ride", 0, "Needs a ride", "Asked at a check-in", kind="task"))
    if "food" in needs:
        found.append(_worry("food", 0, "Needs food", "Asked at a check-in", kind="task"))
    return found
