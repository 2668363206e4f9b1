"""Decisions of the privacy office: how an entry of the breach register moves, its clocks, and what may be worth a look. Pure."""

from care.privacy.rules.breaches import BREACH, NotPossible, can_step, diagram, next_state
from care.privacy.rules.clocks import Clock, Count, clocks, next_clock
from care.privacy.rules.looking import Named, Names, Opening, Refusals, Seen, look

__all__ = [
    "BREACH",
    "Clock",
    "Count",
    "Named",
    "Names",
    "NotPossible",
    "Opening",
    "Refusals",
    "Seen",
    "can_step",
    "clocks",
    "diagram",
    "look",
    "next_clock",
    "next_state",
]
