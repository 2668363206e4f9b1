"""Decisions about follow-ups: how a check-in moves, when it acts, what an answer means. Pure.

`CHECK_IN` is the one transition table, `next_state` its one guard.
"""

from care.followups.rules.states import CHECK_IN, NotPossible, can_step, diagram, next_state

__all__ = ["CHECK_IN", "NotPossible", "can_step", "diagram", "next_state"]
