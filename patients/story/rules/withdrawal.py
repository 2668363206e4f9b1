"""How dangerous withdrawal is, and why. A table, first match wins; every level shows the facts that made it. Pure.

Signs and history: ASAM-AWM 2020 (delirium or a seizure in an earlier withdrawal foretells a severe one; clinical reference
0.3). Levels and their times: clinical reference 9.4, own defaults. It asks for a person to look; it decides no treatment.
"""

from collections.abc import Callable
from dataclasses import dataclass

from patients.story.rules.said import Withdrawal
from patients.story.rules.vocabulary import LastUse, Risk, Sign, Told

LATELY = frozenset({LastUse.HOURS_6, LastUse.HOURS_24, LastUse.DAYS_3})
WITHIN_A_WEEK = LATELY | {LastUse.DAYS_7}
AUTONOMIC = frozenset({Sign.FEVER, Sign.RACING, Sign.TREMOR, Sign.SWEATS, Sign.VOMITS, Sign.RESTLESS})


@dataclass(frozen=True, slots=True)
class Reading:
    """A level, and the facts that made it, in words."""

    risk: Risk
    reasons: tuple[str, ...] = ()


def _signs(said: Withdrawal, *wanted: Sign) -> list[str]:
    return [sign.label.lower() for sign in wanted if sign in said.signs]


def _history(said: Withdrawal) -> list[str]:
    found = ["a seizure in an earlier withdrawal"] if said.seizures is Told.YES else []
    return found + (["delirium in an earlier withdrawal"] if said.delirium is Told.YES else [])


def _last(said: Withdrawal, window: frozenset[LastUse], *, opioids: bool = False) -> list[str]:
    uses = [("alcohol", said.last_alcohol), ("sedatives", said.last_sedative)]
    uses += [("opioids", said.last_opioid)] if opioids else []
    return [f"last {name} {use.label[0].lower()}{use.label[1:]}" for name, use in uses if use in window and use is not None]


def _danger(said: Withdrawal) -> list[str]:
    return _signs(said, Sign.SEIZURE, Sign.CONFUSED, Sign.SEES_THINGS)


def _may_become_severe(said: Withdrawal) -> list[str]:
    last, history = _last(said, WITHIN_A_WEEK), _history(said)
    return [*history, *last] if history and last else []


def _begins(said: Withdrawal) -> list[str]:
    last, signs = _last(said, LATELY), _signs(said, *(sign for sign in Sign if sign in AUTONOMIC))
    return [*signs, *last] if last and len(signs) >= 2 else []


def _has_signs(said: Withdrawal) -> list[str]:
    return _signs(said, *(sign for sign in Sign if sign is not Sign.CRAVING))


def _stopped_lately(said: Withdrawal) -> list[str]:
    return _last(said, frozenset({LastUse.HOURS_24, LastUse.DAYS_3}), opioids=True)


def _happened_before(said: Withdrawal) -> list[str]:
    return [*_history(said), *(["hospital care for withdrawal"] if said.hospital is Told.YES else [])]


LEVELS: tuple[tuple[Risk, Callable[[Withdrawal], list[str]]], ...] = (
    (Risk.DANGER, _danger),
    (Risk.URGENT, _may_become_severe),
    (Risk.URGENT, _begins),
    (Risk.RAISED, _has_signs),
    (Risk.WATCH, _stopped_lately),
    (Risk.WATCH, _happened_before),
)


def read_withdrawal(said: Withdrawal) -> Reading:
    """The level of what was said, with its reasons."""
    for risk, reasons in LEVELS:
        if found := reasons(said):
            return Reading(risk, tuple(found))
    return Reading(Risk.NONE)
