"""People, with permits to their records."""

from datetime import UTC, date, datetime

import factory

from care.access import gate
from care.accounts.models import Staff
from care.actor import Action, Category, Permit, Purpose
from care.lib.ids import uuid7
from patients.models import (
    Allergy,
    CarePreference,
    Condition,
    ContactPoint,
    Demographics,
    ForeignIdentifier,
    ImportedResource,
    KnownNumber,
    Patient,
    PersonAddress,
    SearchKey,
    SupportPerson,
)
from patients.rules import (
    AllergiesState,
    ClinicalStatus,
    ContactKind,
    ImportedKind,
    KeyKind,
    NumberKind,
    Place,
    Relation,
    VerificationStatus,
    issuer_key,
    number_key,
)
from tests.factories.accounts import LONG_AGO, OrganisationFactory, UserFactory, actor_for
from tests.factories.teams import CareTeamMemberFactory, CaseloadSummaryFactory, EnrolmentFactory


class PatientFactory(factory.django.DjangoModelFactory[Patient]):
    class Meta:
        model = Patient

    organisation = factory.SubFactory(OrganisationFactory)
    mrn = factory.Sequence(lambda number: f"{40_000_000 + number}")
    legal_given = "Marisol"
    legal_family = "Vega"
    pronouns = "she/her"
    birth_date = date(1988, 3, 14)
    registered_at = LONG_AGO
    registered_by = factory.SubFactory(UserFactory)

    class Params:
        died = factory.Trait(
            deceased_on=date(2026, 11, 20),
            death_recorded_at=datetime(2026, 11, 21, 15, 0, tzinfo=UTC),
            death_recorded_by=factory.SelfAttribute("registered_by"),
        )


class ContactPointFactory(factory.django.DjangoModelFactory[ContactPoint]):
    class Meta:
        model = ContactPoint

    patient = factory.SubFactory(PatientFactory)
    kind = ContactKind.PHONE.value
    value = factory.Sequence(lambda number: f"+1401555{number % 10_000:04d}")
    may_call = True


class AllergyFactory(factory.django.DjangoModelFactory[Allergy]):
    class Meta:
        model = Allergy

    patient = factory.SubFactory(PatientFactory, allergies_state=AllergiesState.LISTED.value)
    substance = "Penicillin"
    reaction = "hives"
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class ConditionFactory(factory.django.DjangoModelFactory[Condition]):
    class Meta:
        model = Condition

    patient = factory.SubFactory(PatientFactory)
    system = "http://hl7.org/fhir/sid/icd-10-cm"
    code = "I10"
    display = "Essential (primary) hypertension"
    category = Category.GENERAL.value
    clinical_status = ClinicalStatus.ACTIVE.value
    verification_status = VerificationStatus.CONFIRMED.value
    onset = "2015-03"
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class ForeignIdentifierFactory(factory.django.DjangoModelFactory[ForeignIdentifier]):
    class Meta:
        model = ForeignIdentifier

    patient = factory.SubFactory(PatientFactory)
    system = "https://hospital.example/numbers"
    value = factory.Sequence(lambda number: f"H-{number}")


class ImportedResourceFactory(factory.django.DjangoModelFactory[ImportedResource]):
    class Meta:
        model = ImportedResource

    patient = factory.SubFactory(PatientFactory)
    organisation = factory.SelfAttribute("patient.organisation")
    source = "hospital"
    resource_type = "Patient"
    resource_id = factory.Sequence(lambda number: f"p{number}")
    kind = ImportedKind.PATIENT.value
    target = factory.LazyFunction(uuid7)
    first_taken_at = LONG_AGO
    first_taken_by = factory.SelfAttribute("patient.registered_by")
    last_taken_at = LONG_AGO
    last_taken_by = factory.SelfAttribute("patient.registered_by")


class SearchKeyFactory(factory.django.DjangoModelFactory[SearchKey]):
    class Meta:
        model = SearchKey

    patient = factory.SubFactory(PatientFactory)
    organisation = factory.SelfAttribute("patient.organisation")
    kind = KeyKind.NAME.value
    key = "n:vega"


class DemographicsFactory(factory.django.DjangoModelFactory[Demographics]):
    class Meta:
        model = Demographics

    patient = factory.SubFactory(PatientFactory)
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class PersonAddressFactory(factory.django.DjangoModelFactory[PersonAddress]):
    class Meta:
        model = PersonAddress

    patient = factory.SubFactory(PatientFactory)
    place = Place.HOME.value
    line1 = "14 Elm Street"
    city = "Providence"
    state = "RI"
    postal_code = "02903"
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class KnownNumberFactory(factory.django.DjangoModelFactory[KnownNumber]):
    class Meta:
        model = KnownNumber

    patient = factory.SubFactory(PatientFactory)
    organisation = factory.SelfAttribute("patient.organisation")
    kind = NumberKind.MEDICAID.value
    issuer = "Rhode Island"
    value = factory.Sequence(lambda number: f"RI-{number:06d}")
    issuer_key = factory.LazyAttribute(lambda row: issuer_key(row.issuer))
    value_key = factory.LazyAttribute(lambda row: number_key(row.value))
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class SupportPersonFactory(factory.django.DjangoModelFactory[SupportPerson]):
    class Meta:
        model = SupportPerson

    patient = factory.SubFactory(PatientFactory)
    name = "Rosa Vega"
    relation = Relation.PARENT.value
    relation_words = "mother"
    phone = "+14015550199"
    is_emergency_contact = True
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class CarePreferenceFactory(factory.django.DjangoModelFactory[CarePreference]):
    class Meta:
        model = CarePreference

    patient = factory.SubFactory(PatientFactory)
    safety = "The door stays open."
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


def enrolled_patient(staff: Staff, *, on_team: bool = True, **fields: object) -> Patient:
    """Somebody enrolled where this colleague works, who leads their team unless told otherwise."""
    patient = PatientFactory(organisation=staff.organisation, registered_by=staff.user, **fields)
    enrolment = EnrolmentFactory(patient=patient, organisation=staff.organisation, admitted_by=staff.user)
    CaseloadSummaryFactory(enrolment=enrolment, lead_staff=staff if on_team else None)
    if on_team:
        CareTeamMemberFactory(enrolment=enrolment, staff=staff, is_lead=True)
    return patient


def permit_for(
    staff: Staff,
    patient: Patient,
    *,
    at: datetime,
    category: Category = Category.SUD,
    action: Action = Action.WRITE,
    purpose: Purpose = Purpose.TREAT,
) -> Permit:
    """The gate's permit, asked for as a view does."""
    return gate.require(actor=actor_for(staff), patient_id=patient.pk, category=category, action=action, purpose=purpose, at=at)
