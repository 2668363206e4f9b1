"""What the safety rules may know, gathered from the record: one fixed set of questions for a person, however much there is.

What the permit does not cover is not asked for, and counts as not known: a rule that needs it says that it is missing.
"""

from treatment_plans.regimens.gathering.facts import Steps, facts_of, steps_of
from treatment_plans.regimens.gathering.record import Record, record_of

__all__ = ["Record", "Steps", "facts_of", "record_of", "steps_of"]
