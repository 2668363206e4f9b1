"""Where an order or a dose meets the safety rules: one lock for each person, what was said of the alerts, refusals, what is kept.

Whoever writes an order or a dose calls, inside its transaction, `lock_person` first and then `judge_order` or `judge_dose`; the
transaction itself stands within `refusals_kept`, so that what a rule refused is kept although nothing else is.
"""

from treatment_plans.regimens.alert_words import Moment, OverrideReason
from treatment_plans.regimens.guarding.judging import (
    OPINION_HOLDS,
    alerts_for,
    alerts_of,
    dose_alerts_for,
    judge_dose,
    judge_order,
)
from treatment_plans.regimens.guarding.keeping import refusals_kept
from treatment_plans.regimens.guarding.saying import (
    NOBODY_SAID,
    HardStop,
    OverrideWords,
    ReasonsMissing,
    SafetyRefusal,
    Said,
    SecondNeeded,
    lock_person,
)
from treatment_plans.regimens.guarding.thresholds import own_thresholds

__all__ = [
    "NOBODY_SAID",
    "OPINION_HOLDS",
    "HardStop",
    "Moment",
    "OverrideReason",
    "OverrideWords",
    "ReasonsMissing",
    "SafetyRefusal",
    "Said",
    "SecondNeeded",
    "alerts_for",
    "alerts_of",
    "dose_alerts_for",
    "judge_dose",
    "judge_order",
    "lock_person",
    "own_thresholds",
    "refusals_kept",
]
