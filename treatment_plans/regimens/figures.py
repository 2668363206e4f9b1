"""The figures of the safety rules in force in a clinic on a day, its own ones among them: for lists, calendars and jobs."""

from datetime import date

from treatment_plans.regimens.guarding.thresholds import own_thresholds
from treatment_plans.regimens.safety.settings import Settings, settings_on


def figures_on(day: date, *, organisation_id: int) -> Settings:
    """The figures. One query."""
    return settings_on(day, own=own_thresholds(organisation_id=organisation_id))
