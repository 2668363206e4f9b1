"""Which answer about suicide stands, of the screener and of the questions that speak of it beside. Pure.

Source: clinical reference 4.2 and 4.6 for what an answer means; which one stands is an own rule:

- the newest one decides, and the C-SSRS screener over all that came before it;
- a yes elsewhere (the intake's safety questions, question 9 of PHQ-9) raises the risk until a later screener says otherwise;
- neither a no nor a milder yes elsewhere lowers what a screener found in the 30 days before;
- question 9 alone does not tell how great the risk is, and so leaves it unclear.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from care.teams.rules import Risk, RiskSource

SCREENER_HOLDS = timedelta(days=30)  # own
GRAVITY = (Risk.NONE, Risk.LOW, Risk.UNCLEAR, Risk.MODERATE, Risk.HIGH)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one time of asking came to."""

    source: RiskSource
    at: datetime
    risk: Risk

    @property
    def gravity(self) -> int:
        """For comparing: higher is graver."""
        return GRAVITY.index(self.risk)


def standing(findings: Iterable[Finding]) -> Finding | None:
    """The finding that stands; none where nobody has asked."""
    by_time = sorted(findings, key=lambda one: one.at)
    screener = next((one for one in reversed(by_time) if one.source is RiskSource.CSSRS), None)
    after = [one for one in by_time if one.source is not RiskSource.CSSRS and (screener is None or one.at > screener.at)]
    if not after:
        return screener
    yes = max(after, key=lambda one: (one.gravity, one.at))
    newest = yes if yes.risk is not Risk.NONE else after[-1]
    if screener is None:
        return newest
    is_near = any(one.at - screener.at <= SCREENER_HOLDS for one in after if one.risk is not Risk.NONE)
    holds = is_near or newest.at - screener.at <= SCREENER_HOLDS
    return screener if holds and screener.gravity >= newest.gravity else newest


def of_question_nine(value: Decimal) -> Risk:
    """What question 9 of PHQ-9 tells: any answer above "not at all" calls for the screener (4.2)."""
    return Risk.UNCLEAR if value >= 1 else Risk.NONE
