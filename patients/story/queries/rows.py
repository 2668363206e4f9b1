"""From rows to what was said, and whose lines are on the list."""

from dataclasses import fields
from enum import StrEnum
from typing import Any, cast

from django.db.models import QuerySet

from care.actor import Category, Permit
from patients import models as people
from patients.rules import CATEGORIES, ClinicalStatus, VerificationStatus
from patients.story import models, rules
from patients.story.rules import PART_CATEGORIES, Entry, Part

# Which table keeps the lines of a part, and which value one line is.
TABLES: dict[Part, Any] = {
    Part.SUBSTANCES: models.SubstanceUse,
    Part.OVERDOSES: models.Overdose,
    Part.TREATMENTS: models.TreatmentEpisode,
    Part.PROBLEMS: people.Condition,
    Part.MEDICINES: models.Medicine,
    Part.STRENGTHS: models.Strength,
    Part.GOALS: models.OwnGoal,
}
SAID: dict[Part, type[Entry]] = {
    Part.SUBSTANCES: rules.Substance,
    Part.OVERDOSES: rules.Overdose,
    Part.TREATMENTS: rules.Treatment,
    Part.PROBLEMS: rules.Problem,
    Part.MEDICINES: rules.Medicine,
    Part.STRENGTHS: rules.Strength,
    Part.GOALS: rules.OwnGoal,
}
# The words that a column holds, by the field of what was said.
_WORDS: dict[tuple[Part, str], type[StrEnum]] = {
    (Part.SUBSTANCES, "substance"): rules.SubstanceKind,
    (Part.SUBSTANCES, "how_often"): rules.HowOften,
    (Part.OVERDOSES, "place"): rules.Place,
    (Part.OVERDOSES, "intent"): rules.Intent,
    (Part.OVERDOSES, "was_alone"): rules.Told,
    (Part.OVERDOSES, "after_break"): rules.Told,
    (Part.OVERDOSES, "naloxone"): rules.Told,
    (Part.OVERDOSES, "called_911"): rules.Told,
    (Part.OVERDOSES, "hospital"): rules.Hospital,
    (Part.OVERDOSES, "on_medication"): rules.Told,
    (Part.TREATMENTS, "setting"): rules.Setting,
    (Part.TREATMENTS, "how_ended"): rules.TreatmentEnd,
    (Part.TREATMENTS, "helped"): rules.Helped,
    (Part.PROBLEMS, "clinical_status"): ClinicalStatus,
    (Part.PROBLEMS, "verification_status"): VerificationStatus,
    (Part.MEDICINES, "kind"): rules.MedicineKind,
    (Part.MEDICINES, "taking"): rules.Taking,
    (Part.STRENGTHS, "area"): rules.Capital,
    (Part.GOALS, "area"): rules.LifeArea,
}


def said_in(part: Part, row: Any) -> Entry:
    """What a row says."""
    kind = SAID[part]
    return kind(**{column.name: _value(part, column.name, getattr(row, column.name)) for column in fields(kind)})


def _value(part: Part, name: str, stored: Any) -> Any:
    if name == "routes":
        return tuple(rules.UseRoute(route) for route in stored)
    word = _WORDS.get((part, name))
    if word is None:
        return stored
    return word(stored) if stored else None


def stored_of(said: Entry) -> dict[str, Any]:
    """The columns of what was said."""
    return {column.name: _stored(getattr(said, column.name), column.name) for column in fields(said)}


def _stored(value: Any, name: str) -> Any:
    if isinstance(value, tuple):
        return [item.value for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if value is None:
        return None if name in ("first_age", "naloxone_doses", "importance", "confidence") else ""
    return " ".join(value.split()) if isinstance(value, str) else value


def lines_of(part: Part, permit: Permit) -> QuerySet[Any]:
    """The lines of the permit's patient in one part, those taken off the list among them; problems of the kinds it covers."""
    rows = TABLES[part]._default_manager.filter(patient_id=permit.patient_id, patient__organisation_id=permit.organisation_id)
    if part is Part.PROBLEMS:
        rows = rows.filter(category__in=[category.value for category in CATEGORIES if permit.covers(category)])
    else:
        permit.check(category=PART_CATEGORIES[part])
    return cast("QuerySet[Any]", rows)


def category_of_row(part: Part, row: Any) -> Category:
    """Which kind of data a line is."""
    return Category(row.category) if part is Part.PROBLEMS else PART_CATEGORIES[part]
