"""What the person's own record tells: registration, a death, allergies and conditions that were recorded or taken off."""

from django.db.models import QuerySet

from care.actor import Category, Permit
from care.lib.dates import date_text
from care.lib.timeline import Chapter, Telling, TimelineEntry
from patients.models import Allergy, Condition, Patient
from patients.rules import CATEGORIES, condition_text, kind_name


def _person(permit: Permit) -> QuerySet[Patient]:
    rows = Patient.objects.filter(pk=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("registered_by", "death_recorded_by")


def _registered(row: Patient) -> TimelineEntry:
    return TimelineEntry(row.registered_at, row.registered_by.name, "Registered", "identity")


def _died(row: Patient) -> TimelineEntry:
    assert row.death_recorded_at
    assert row.deceased_on
    who = row.death_recorded_by.name if row.death_recorded_by else ""
    return TimelineEntry(row.death_recorded_at, who, f"Death recorded: died on {date_text(row.deceased_on)}", "identity")


def _allergies(permit: Permit) -> QuerySet[Allergy]:
    rows = Allergy.objects.filter(patient_id=permit.patient_id, patient__organisation_id=permit.organisation_id)
    return rows.select_related("recorded_by", "removed_by") if permit.covers(Category.GENERAL) else rows.none()


def _allergy_recorded(row: Allergy) -> TimelineEntry:
    text = f"Allergy recorded: {row.substance}{f' ({row.reaction})' if row.reaction else ''}"
    return TimelineEntry(row.recorded_at, row.recorded_by.name, text, "health")


def _allergy_removed(row: Allergy) -> TimelineEntry:
    assert row.removed_at
    who = row.removed_by.name if row.removed_by else ""
    return TimelineEntry(row.removed_at, who, f"Taken off the list of allergies: {row.substance}", "health")


def _conditions(permit: Permit) -> QuerySet[Condition]:
    covered = [category.value for category in CATEGORIES if permit.covers(category)]
    rows = Condition.objects.filter(patient_id=permit.patient_id, patient__organisation_id=permit.organisation_id)
    return rows.filter(category__in=covered).select_related("recorded_by", "removed_by")


def _condition_recorded(row: Condition) -> TimelineEntry:
    text = f"Condition recorded: {condition_text(kind_name(row.code, row.display))}"
    return TimelineEntry(row.recorded_at, row.recorded_by.name, text, "health")


def _condition_removed(row: Condition) -> TimelineEntry:
    assert row.removed_at
    who = row.removed_by.name if row.removed_by else ""
    return TimelineEntry(
        row.removed_at, who, f"Condition taken back: {condition_text(kind_name(row.code, row.display))}", "health"
    )


CHAPTERS = (
    Chapter(_person, (Telling("registered_at", _registered), Telling("death_recorded_at", _died))),
    Chapter(_allergies, (Telling("recorded_at", _allergy_recorded), Telling("removed_at", _allergy_removed))),
    Chapter(_conditions, (Telling("recorded_at", _condition_recorded), Telling("removed_at", _condition_removed))),
)
