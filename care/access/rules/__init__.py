"""Decisions about what access keeps, cut by noun: agreements, hand-overs. Pure."""

from care.access.rules.agreements import AgreementTerms, BadAgreement, check_agreement
from care.access.rules.handovers import HAND_OVER_MOVES, HandOverMove, HandOverState, diagram, moved

__all__ = [
    "HAND_OVER_MOVES",
    "AgreementTerms",
    "BadAgreement",
    "HandOverMove",
    "HandOverState",
    "check_agreement",
    "diagram",
    "moved",
]
