"""What the person said of themselves, where they live, and under which numbers others know them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Category, Permit
from care.lib.prepared import prepared
from patients.models import Demographics, KnownNumber, PersonAddress
from patients.rules import (
    Address,
    AddressState,
    Background,
    BirthSex,
    Ethnicity,
    Gender,
    GenderIdentity,
    Interpreter,
    Language,
    Mail,
    NumberKind,
    Place,
    Race,
    Reading,
    Sex,
    TribeEnrollment,
    Whereabouts,
)


@dataclass(frozen=True, slots=True)
class KnownBackground:
    """What one person said of themselves, with the version that a form must hand back; 0 where nobody has asked anything."""

    said: Background
    version: int


@dataclass(frozen=True, slots=True)
class KnownWhereabouts:
    """Where the person lives, with the version that a form must hand back."""

    said: Whereabouts
    version: int


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number that was typed by hand, as a list shows it."""

    uuid: UUID
    kind: NumberKind
    issuer: str
    value: str
    valid_until: date | None


def demographics_of(permit: Permit) -> Demographics | None:
    """The row of the permit's patient, where anything was asked. One query."""
    permit.check(category=Category.DEMOGRAPHICS)
    return next(iter(_demographics(permit=permit)), None)


@prepared
def _demographics(*, permit: Permit) -> QuerySet[Demographics]:
    rows = Demographics.objects.filter(patient_id=permit.patient_id, patient__organisation_id=permit.organisation_id)
    return rows.order_by("pk")[:1]


def said_in(row: Demographics | None) -> Background:
    """The answers that a row holds."""
    if row is None:
        return Background()
    return Background(
        name_suffix=row.name_suffix,
        gender=Gender(row.gender) if row.gender else None,
        sex=Sex(row.sex) if row.sex else None,
        birth_sex=BirthSex(row.birth_sex) if row.birth_sex else None,
        gender_identity=GenderIdentity(row.gender_identity) if row.gender_identity else None,
        gender_words=row.gender_words,
        race=tuple(race for race in Race if race.value in row.race),
        race_detail=row.race_detail,
        ethnicity=Ethnicity(row.ethnicity) if row.ethnicity else None,
        ethnicity_detail=row.ethnicity_detail,
        tribes=tuple(row.tribes),
        tribe_enrollment=TribeEnrollment(row.tribe_enrollment) if row.tribe_enrollment else None,
        reads=reading(row.reads),
        other_languages=tuple(Language(language) for language in row.other_languages),
        interpreter=Interpreter(row.interpreter) if row.interpreter else None,
        interpreter_note=row.interpreter_note,
    )


def reading(value: str) -> Language | Reading | None:
    """What a stored answer to 'reads in' means."""
    if not value:
        return None
    return Reading.READ_ALOUD if value == Reading.READ_ALOUD.value else Language(value)


def background_of(*, permit: Permit) -> KnownBackground:
    """What the permit's patient said of themselves. One query."""
    row = demographics_of(permit)
    return KnownBackground(said_in(row), row.version if row else 0)


def addresses_in(rows: Iterable[PersonAddress]) -> tuple[Address, ...]:
    """The addresses that rows hold, in their order."""
    return tuple(
        Address(
            place=Place(row.place),
            line1=row.line1,
            line2=row.line2,
            city=row.city,
            state=row.state,
            postal_code=row.postal_code,
            country=row.country,
            directions=row.directions,
            mail=Mail(row.mail) if row.mail else None,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            uuid=row.uuid,
        )
        for row in rows
    )


def open_addresses(patient_id: int) -> tuple[Address, ...]:
    """The addresses of somebody that are not over. One query."""
    return addresses_in(_addresses(patient_id=patient_id))


@prepared
def _addresses(*, patient_id: int) -> QuerySet[PersonAddress]:
    return PersonAddress.objects.filter(patient_id=patient_id, ended_at__isnull=True).order_by("position", "pk")


def whereabouts_of(*, permit: Permit) -> KnownWhereabouts:
    """Where the permit's patient lives, gets mail and can be found. Two queries."""
    row = demographics_of(permit)
    state = AddressState(row.address_state) if row and row.address_state else None
    return KnownWhereabouts(Whereabouts(state, open_addresses(permit.patient_id)), row.version if row else 0)


def known_numbers_of(*, permit: Permit) -> list[NumberLine]:
    """The numbers of the permit's patient that were typed by hand. One query."""
    permit.check(category=Category.DEMOGRAPHICS)
    rows = KnownNumber.objects.filter(
        patient_id=permit.patient_id, organisation_id=permit.organisation_id, removed_at__isnull=True
    )
    return [
        NumberLine(row.uuid, NumberKind(row.kind), row.issuer, row.value, row.valid_until) for row in rows.order_by("kind", "pk")
    ]
