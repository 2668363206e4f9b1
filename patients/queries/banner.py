"""What stands on top of every page about a person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from care.actor import Category, Permit
from care.lib.dates import age_in_years, local_date
from patients import rules
from patients.queries.conditions import Allergies, allergies_in
from patients.queries.people import contact_of, names_in, patient_of
from patients.rules import (
    AllergiesState,
    ContactKind,
    Language,
)


@dataclass(frozen=True, slots=True)
class Banner:
    """What stands on top of every page about a person. What is unknown is said, never left out."""

    patient_id: int
    uuid: UUID
    display_name: str
    short_name: str
    pronouns: str
    birth_date: date
    age: int
    legal_name: str
    mrn: str
    allergies: Allergies
    reaching: rules.Reaching
    first_phone: str
    language: Language
    zone: str
    deceased_on: date | None
    version: int

    @property
    def is_alive(self) -> bool:
        """Whether no death is recorded."""
        return self.deceased_on is None


def banner(*, permit: Permit, at: datetime) -> Banner:
    """The banner of the permit's patient; the age is that of the day in the person's zone, or at death. Three queries.

    `first_phone` is the E.164 number of the first phone that may be called, for the button that calls.
    """
    patient = patient_of(permit)
    names = names_in(patient)
    contact = contact_of(patient)
    state = AllergiesState(patient.allergies_state)
    if permit.covers(Category.GENERAL):
        allergies = allergies_in(patient.pk, state)
    else:
        allergies = Allergies(AllergiesState.NOT_ASKED, (), is_hidden=True)
    callable_points = [point for point in contact.points if point.kind is ContactKind.PHONE and point.may_call]
    return Banner(
        patient_id=patient.pk,
        uuid=patient.uuid,
        display_name=rules.display_name(chosen=names.chosen, given=names.given, family=names.family),
        short_name=rules.short_name(chosen=names.chosen, given=names.given, family=names.family),
        pronouns=patient.pronouns,
        birth_date=patient.birth_date,
        age=age_in_years(patient.birth_date, patient.deceased_on or local_date(at, patient.zone)),
        legal_name=rules.legal_name_if_different(chosen=names.chosen, given=names.given, family=names.family),
        mrn=rules.mrn_text(patient.mrn),
        allergies=allergies,
        reaching=rules.reaching(contact, zone=patient.zone),
        first_phone=callable_points[0].value if callable_points else "",
        language=Language(patient.language),
        zone=patient.zone,
        deceased_on=patient.deceased_on,
        version=patient.version,
    )
