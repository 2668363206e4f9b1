"""What stands on top of every page about a person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from care.actor import Category, Permit
from care.lib.dates import age_in_years, local_date
from care.lib.prepared import prepared
from care.teams.queries import risk_of
from care.teams.rules import Risk, RiskSource
from patients import rules
from patients.models import Patient, SupportPerson
from patients.queries.conditions import Allergies, allergies_in
from patients.queries.people import contact_of, names_in
from patients.rules import (
    AllergiesState,
    ContactKind,
    Interpreter,
    Knows,
    Language,
    Relation,
    Supporter,
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
    interpreter: Interpreter | None
    interpreter_note: str
    emergency_contact: Supporter | None
    risk: Risk | None
    risk_on: date | None
    risk_source: RiskSource | None
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
    patient = _with_support(permit)
    said = getattr(patient, "demographics", None)
    risk = patient.risk if permit.covers(Category.MENTAL_HEALTH) else None  # type: ignore[attr-defined]  # in `_with_support`
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
        interpreter=Interpreter(said.interpreter) if said and said.interpreter else None,
        interpreter_note=said.interpreter_note if said else "",
        emergency_contact=_emergency_contact(patient),
        risk=Risk(risk["risk"]) if risk else None,
        risk_on=date.fromisoformat(risk["on"]) if risk else None,
        risk_source=RiskSource(risk["source"]) if risk else None,
        zone=patient.zone,
        deceased_on=patient.deceased_on,
        version=patient.version,
    )


def _with_support(permit: Permit) -> Patient:
    """The row of the permit's patient, with what they said of themselves, whom to call in an emergency and the
    risk that was found last. One query."""
    permit.check(category=Category.DEMOGRAPHICS)
    rows = _people(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    if not rows:
        raise Patient.DoesNotExist
    return rows[0]


@prepared
def _people(*, patient_id: int, organisation_id: int) -> QuerySet[Patient]:
    contacts = SupportPerson.objects.filter(patient=OuterRef("pk"), is_emergency_contact=True, ended_at__isnull=True)
    first = contacts.order_by("pk").values(said=JSONObject(**{name: name for name in _SHOWN}))[:1]
    people = Patient.objects.select_related("demographics").annotate(
        emergency=Subquery(first), risk=risk_of(organisation_id=organisation_id, path="pk")
    )
    return people.filter(pk=patient_id, organisation_id=organisation_id)


_SHOWN = ("name", "relation", "relation_words", "phone", "knows")


def _emergency_contact(patient: Patient) -> Supporter | None:
    found = patient.emergency  # type: ignore[attr-defined]  # annotated in `_with_support`
    if not found:
        return None
    return Supporter(
        name=found["name"],
        relation=Relation(found["relation"]),
        relation_words=found["relation_words"],
        phone=found["phone"],
        is_emergency_contact=True,
        knows=Knows(found["knows"]) if found["knows"] else None,
    )
