"""Reading people for an interface: whom a partner system may be told of, in bulk. The gate's condition and permits come first.

Who has died is not found here: consent ends with the person (42 CFR 2.15), and nothing leaves from that moment on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from care.actor import Category, Permit
from care.lib.paging import Page
from patients import rules
from patients.models import Allergy, Patient
from patients.queries import AllergyLine
from patients.rules import AllergiesState, Language


@dataclass(frozen=True, slots=True)
class OutwardPerson:
    """A person as an interface shows them. `allergies` is None where the permit does not cover them."""

    patient_id: int
    uuid: UUID
    given: str
    family: str
    chosen: str
    display_name: str
    pronouns: str
    birth_date: date
    language: Language
    allergies_state: AllergiesState | None
    allergies: tuple[AllergyLine, ...] | None


def find_living_patient_id(uuid: UUID) -> int | None:
    """The number inside for the one in an address; none for nobody and for who has died. One query."""
    return Patient.objects.filter(uuid=uuid, deceased_on__isnull=True).values_list("pk", flat=True).first()


def living_condition(*, path: str) -> Q:
    """For querysets: rows whose patient (at `path`) is alive."""
    return Q(Exists(Patient.objects.filter(pk=OuterRef(path), deceased_on__isnull=True)))


def changed_condition(*, since: datetime, path: str) -> Q:
    """For querysets: rows whose patient's (at `path`) own data or allergies have changed since, past the platform or not."""
    person = apps.get_model("patients", "PatientEvent")
    allergy = apps.get_model("patients", "AllergyEvent")
    changed = Exists(person.objects.filter(pgh_obj_id=OuterRef(path), pgh_created_at__gte=since))
    return Q(changed) | Q(Exists(allergy.objects.filter(patient_id=OuterRef(path), pgh_created_at__gte=since)))


def people_page(*, condition: Q, after: int = 0, limit: int = 50) -> Page[int]:
    """Numbers of living people whom a condition on `pk` lets through, from behind a number on. One query.

    The page's cursor is only whether there is more: the number behind which the next page begins is that of the last row.
    """
    rows = Patient.objects.filter(condition, deceased_on__isnull=True, pk__gt=after).order_by("pk")
    found = list(rows.values_list("pk", flat=True)[: limit + 1])
    return Page(found[:limit], str(found[limit - 1]) if len(found) > limit else "")


@dataclass(frozen=True, slots=True)
class OutwardRecord:
    """What stands beside a plan: whose it is, and the allergies, None where the permit does not cover them."""

    uuid: UUID
    allergies_state: AllergiesState | None
    allergies: tuple[AllergyLine, ...] | None


def _allergies(permits: Mapping[int, Permit]) -> dict[int, list[AllergyLine]]:
    lines: dict[int, list[AllergyLine]] = {number: [] for number, permit in permits.items() if permit.covers(Category.GENERAL)}
    rows = Allergy.objects.filter(patient_id__in=lines, removed_at__isnull=True).order_by("recorded_at", "pk")
    for number, uuid, substance, reaction in rows.values_list("patient_id", "uuid", "substance", "reaction"):
        lines[number].append(AllergyLine(uuid, substance, reaction))
    return lines


def records(*, permits: Mapping[int, Permit]) -> dict[int, OutwardRecord]:
    """Whose records they are, with allergies where a permit covers them, by number. Two queries."""
    lines = _allergies(permits)
    rows = Patient.objects.filter(pk__in=permits, deceased_on__isnull=True).values_list("pk", "uuid", "allergies_state")
    return {
        pk: OutwardRecord(uuid, AllergiesState(state) if pk in lines else None, tuple(lines[pk]) if pk in lines else None)
        for pk, uuid, state in rows
    }


def people(*, permits: Mapping[int, Permit]) -> dict[int, OutwardPerson]:
    """The people of some permits, by number. Two queries.

    Raises:
        PermitMismatch: a permit does not cover who the person is.
    """
    for permit in permits.values():
        permit.check(category=Category.DEMOGRAPHICS)
    lines = _allergies(permits)
    rows = Patient.objects.filter(pk__in=permits, deceased_on__isnull=True).order_by("pk")
    return {row.pk: _person(row, lines.get(row.pk)) for row in rows if row.organisation_id == permits[row.pk].organisation_id}


def _person(row: Patient, allergies: list[AllergyLine] | None) -> OutwardPerson:
    return OutwardPerson(
        patient_id=row.pk,
        uuid=row.uuid,
        given=row.legal_given,
        family=row.legal_family,
        chosen=row.chosen_name,
        display_name=rules.display_name(chosen=row.chosen_name, given=row.legal_given, family=row.legal_family),
        pronouns=row.pronouns,
        birth_date=row.birth_date,
        language=Language(row.language),
        allergies_state=AllergiesState(row.allergies_state) if allergies is not None else None,
        allergies=tuple(allergies) if allergies is not None else None,
    )
