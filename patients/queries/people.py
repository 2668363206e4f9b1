"""One person's facts with a permit, the names for a list, earlier versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.functions import Coalesce

from care.actor import Category, Permit
from care.lib.prepared import prepared
from patients import rules
from patients.models import ContactPoint, Patient
from patients.rules import (
    Contact,
    ContactKind,
    Identity,
    Language,
    Names,
    Point,
)


def find_patient_id(uuid: UUID) -> int | None:
    """The number inside for the one in an address; for the gate, which says whether the reader may know. One query.

    The address of a record that was merged into another leads to that one.
    """
    return next(iter(_numbers(uuid=uuid)), None)


@prepared
def _numbers(*, uuid: UUID) -> QuerySet[Patient, int | None]:
    number = Coalesce("merged__kept_id", "pk", output_field=BigIntegerField())
    return Patient.objects.filter(uuid=uuid).order_by("pk").values_list(number, flat=True)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as a row of a list names them. `short_name` is the one word that buttons use."""

    patient_id: int
    uuid: UUID
    display_name: str
    short_name: str
    pronouns: str
    birth_date: date
    mrn: str
    deceased_on: date | None
    zone: str


LINE_COLUMNS = (
    "pk", "uuid", "chosen_name", "legal_given", "legal_family", "pronouns", "birth_date", "mrn", "deceased_on", "zone",
)  # fmt: skip


def line(values: Iterable[Any]) -> PersonLine:
    """A person's line from the values of `LINE_COLUMNS`, in their order."""
    pk, uuid, chosen, given, family, pronouns, birth_date, mrn, deceased_on, zone = values
    return PersonLine(
        patient_id=pk,
        uuid=uuid,
        display_name=rules.display_name(chosen=chosen, given=given, family=family),
        short_name=rules.short_name(chosen=chosen, given=given, family=family),
        pronouns=pronouns,
        birth_date=birth_date,
        mrn=rules.mrn_text(mrn),
        deceased_on=deceased_on,
        zone=zone,
    )


def names_of(patient_ids: Iterable[int]) -> dict[int, PersonLine]:
    """The lines of people on a list that the gate's condition has filtered already; one query."""
    return {row[0]: line(row) for row in _lines(patient_ids=list(set(patient_ids)))}


@prepared
def _lines(*, patient_ids: list[int]) -> QuerySet[Patient, tuple[Any, ...]]:
    return Patient.objects.filter(pk__among=patient_ids).values_list(*LINE_COLUMNS)


@dataclass(frozen=True, slots=True)
class Person:
    """Who a person is and how to reach them, with the version that a form must hand back when it is saved."""

    patient_id: int
    uuid: UUID
    mrn: str
    identity: Identity
    contact: Contact
    display_name: str
    short_name: str
    deceased_on: date | None
    death_recorded_at: datetime | None
    death_recorded_by_id: int | None
    registered_at: datetime
    registered_by_id: int
    version: int


def patient_of(permit: Permit) -> Patient:
    """The row of the permit's patient. One query."""
    permit.check(category=Category.DEMOGRAPHICS)
    rows = _patients(permit=permit)
    if not rows:
        raise Patient.DoesNotExist
    return rows[0]


@prepared
def _patients(*, permit: Permit) -> QuerySet[Patient]:
    return Patient.objects.filter(pk=permit.patient_id, organisation_id=permit.organisation_id)


def identity_of(patient: Patient) -> Identity:
    """The identity that a row holds."""
    return Identity(
        legal_given=patient.legal_given,
        legal_family=patient.legal_family,
        chosen_name=patient.chosen_name,
        former_names=tuple(patient.former_names),
        pronouns=patient.pronouns,
        birth_date=patient.birth_date,
        zone=patient.zone,
        language=Language(patient.language),
    )


def contact_of(patient: Patient) -> Contact:
    """How the record says to reach the person; one query for the contact points."""
    points = _points(patient_id=patient.pk)
    return Contact(
        points=tuple(
            Point(
                kind=ContactKind(point.kind),
                value=point.value,
                may_call=point.may_call,
                may_text=point.may_text,
                may_leave_message=point.may_leave_message,
                is_shared=point.is_shared,
                hours_from=point.hours_from,
                hours_to=point.hours_to,
            )
            for point in points
        ),
        ask_for=patient.ask_for,
        code_word=patient.code_word,
        note=patient.contact_note,
    )


@prepared
def _points(*, patient_id: int) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(patient_id=patient_id).order_by("position", "pk")


def get_patient(*, permit: Permit) -> Person:
    """The permit's patient: identity and contact. Two queries."""
    patient = patient_of(permit)
    names = names_in(patient)
    return Person(
        patient_id=patient.pk,
        uuid=patient.uuid,
        mrn=rules.mrn_text(patient.mrn),
        identity=identity_of(patient),
        contact=contact_of(patient),
        display_name=rules.display_name(chosen=names.chosen, given=names.given, family=names.family),
        short_name=rules.short_name(chosen=names.chosen, given=names.given, family=names.family),
        deceased_on=patient.deceased_on,
        death_recorded_at=patient.death_recorded_at,
        death_recorded_by_id=patient.death_recorded_by_id,
        registered_at=patient.registered_at,
        registered_by_id=patient.registered_by_id,
        version=patient.version,
    )


def names_in(patient: Patient) -> Names:
    """The names that a row holds."""
    return identity_of(patient).names


def language_of(*, patient_id: int) -> Language:
    """The language of a person, for a page that shows nothing else of their record."""
    return Language(Patient.objects.values_list("language", flat=True).get(pk=patient_id))


def person_zone(*, patient_id: int) -> str:
    """The zone in which a person lives, for who writes down the day of something within a change. One query."""
    return Patient.objects.values_list("zone", flat=True).get(pk=patient_id)


def readable_lines(*, patient_ids: Iterable[int], condition: Q) -> list[PersonLine]:
    """Of some people those whom the gate's condition (on `pk`) lets the reader see. One query."""
    people = Patient.objects.filter(condition, pk__in=set(patient_ids)).order_by("pk")
    return [line(row) for row in people.values_list(*LINE_COLUMNS)]


@dataclass(frozen=True, slots=True)
class Version:
    """One earlier state of the row: its number, its fields, and the audit event that made it."""

    number: int
    values: dict[str, Any]
    event: UUID | None
    at: datetime


def versions_since(*, patient_id: int, version: int) -> list[Version]:
    """The state of a person's row that a form was made from and all that came after it, oldest first. One query."""
    return versions_of("PatientEvent", row_id=patient_id, version=version)


def versions_of(history: str, *, row_id: int, version: int) -> list[Version]:
    """The same of any row that counts its changes, by the name of its history. One query."""
    events: QuerySet[Any] = apps.get_model("patients", history).objects.filter(pgh_obj_id=row_id, version__gte=version)
    return [
        Version(row["version"], row, row["pgh_context_id"], row["pgh_created_at"]) for row in events.order_by("pgh_id").values()
    ]
