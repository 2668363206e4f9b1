"""What the database itself refuses of a person: each constraint is broken once."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError

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
from patients.rules import ContactKind
from tests.factories.accounts import LONG_AGO, UserFactory
from tests.factories.patients import (
    AllergyFactory,
    CarePreferenceFactory,
    ConditionFactory,
    ContactPointFactory,
    DemographicsFactory,
    ForeignIdentifierFactory,
    ImportedResourceFactory,
    KnownNumberFactory,
    PatientFactory,
    PersonAddressFactory,
    SearchKeyFactory,
    SupportPersonFactory,
)

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
NOBODY = {"legal_given": "", "legal_family": "", "chosen_name": ""}

BROKEN = {
    "patient_has_mrn": (PatientFactory, {"mrn": ""}),
    "patient_has_a_name": (PatientFactory, NOBODY),
    "patient_birth_date_possible": (PatientFactory, {"birth_date": date(1890, 1, 1)}),
    "patient_allergies_state_known": (PatientFactory, {"allergies_state": "perhaps"}),
    "patient_language_known": (PatientFactory, {"language": "tlh"}),
    "patient_death_recorded_pair": (PatientFactory, {"deceased_on": date(2026, 11, 20), "death_recorded_at": MOMENT}),
    "patient_death_is_recorded": (PatientFactory, {"deceased_on": date(2026, 11, 20)}),
    "patient_dies_after_birth": (PatientFactory, {"died": True, "deceased_on": date(1980, 1, 1)}),
    "patient_version_counts": (PatientFactory, {"version": 0}),
    "contact_point_kind_known": (ContactPointFactory, {"kind": "pigeon", "may_call": False}),
    "contact_point_phone_is_e164": (ContactPointFactory, {"value": "(401) 555-0122"}),
    "contact_point_email_is_not_called": (ContactPointFactory, {"kind": ContactKind.EMAIL.value, "value": "a@b.example"}),
    "contact_point_hours_pair": (ContactPointFactory, {"hours_from": time(9)}),
    "allergy_names_a_substance": (AllergyFactory, {"substance": ""}),
    "allergy_removed_pair": (AllergyFactory, {"removed_at": MOMENT}),
    "condition_has_words": (ConditionFactory, {"display": ""}),
    "condition_code_has_a_system": (ConditionFactory, {"system": ""}),
    "condition_category_known": (ConditionFactory, {"category": "counselling_note"}),
    "condition_clinical_status_known": (ConditionFactory, {"clinical_status": "perhaps"}),
    "condition_verification_status_known": (ConditionFactory, {"verification_status": "perhaps"}),
    "condition_onset_is_a_date": (ConditionFactory, {"onset": "March 2015"}),
    "condition_abatement_is_a_date": (ConditionFactory, {"abatement": "2015-3"}),
    "condition_noted_is_a_date": (ConditionFactory, {"noted": "15-03-01"}),
    "condition_changed_pair": (ConditionFactory, {"changed_at": MOMENT}),
    "condition_removed_pair": (ConditionFactory, {"removed_at": MOMENT}),
    "condition_version_counts": (ConditionFactory, {"version": 0}),
    "foreign_identifier_says_something": (ForeignIdentifierFactory, {"value": ""}),
    "imported_resource_is_named": (ImportedResourceFactory, {"source": ""}),
    "imported_resource_kind_known": (ImportedResourceFactory, {"kind": "spell"}),
    "imported_resource_first_before_last": (ImportedResourceFactory, {"last_taken_at": LONG_AGO - timedelta(days=1)}),
    "demographics_gender_known": (DemographicsFactory, {"gender": "perhaps"}),
    "demographics_sex_known": (DemographicsFactory, {"sex": "perhaps"}),
    "demographics_birth_sex_known": (DemographicsFactory, {"birth_sex": "X"}),
    "demographics_gender_identity_known": (DemographicsFactory, {"gender_identity": "perhaps"}),
    "demographics_race_known": (DemographicsFactory, {"race": ["2106-3", "declined"]}),
    "demographics_ethnicity_known": (DemographicsFactory, {"ethnicity": "perhaps"}),
    "demographics_tribe_enrollment_known": (DemographicsFactory, {"tribe_enrollment": "perhaps"}),
    "demographics_reads_known": (DemographicsFactory, {"reads": "tlh"}),
    "demographics_other_languages_known": (DemographicsFactory, {"other_languages": ["tlh"]}),
    "demographics_interpreter_known": (DemographicsFactory, {"interpreter": "perhaps"}),
    "demographics_address_state_known": (DemographicsFactory, {"address_state": "perhaps"}),
    "demographics_version_counts": (DemographicsFactory, {"version": 0}),
    "person_address_place_known": (PersonAddressFactory, {"place": "moon"}),
    "person_address_mail_known": (PersonAddressFactory, {"mail": "perhaps"}),
    "person_address_says_where": (PersonAddressFactory, {"line1": "", "city": "", "postal_code": ""}),
    "person_address_country_is_a_code": (PersonAddressFactory, {"country": "us"}),
    "person_address_zip_has_its_digits": (PersonAddressFactory, {"postal_code": "2903"}),
    "person_address_ends_after_it_starts": (
        PersonAddressFactory,
        {"starts_on": date(2026, 5, 2), "ends_on": date(2026, 5, 1)},
    ),
    "person_address_ended_pair": (PersonAddressFactory, {"ended_at": MOMENT}),
    "known_number_kind_known": (KnownNumberFactory, {"kind": "ssn"}),
    "known_number_says_something": (KnownNumberFactory, {"value_key": ""}),
    "known_number_removed_pair": (KnownNumberFactory, {"removed_at": MOMENT}),
    "support_person_has_a_name": (SupportPersonFactory, {"name": ""}),
    "support_person_relation_known": (SupportPersonFactory, {"relation": "perhaps"}),
    "support_person_knows_known": (SupportPersonFactory, {"knows": "perhaps"}),
    "support_person_language_known": (SupportPersonFactory, {"language": "tlh"}),
    "support_person_phone_is_e164": (SupportPersonFactory, {"phone": "(401) 555-0199"}),
    "support_person_is_called_by_phone": (SupportPersonFactory, {"phone": ""}),
    "support_person_ended_pair": (SupportPersonFactory, {"ended_at": MOMENT}),
    "support_person_version_counts": (SupportPersonFactory, {"version": 0}),
    "care_preference_staff_gender_known": (CarePreferenceFactory, {"staff_gender": "perhaps"}),
    "care_preference_declined_known": (CarePreferenceFactory, {"declined": ["immigration"]}),
    "care_preference_immigration_wish_pair": (CarePreferenceFactory, {"immigration": "x", "immigration_wish_at": MOMENT}),
    "care_preference_immigration_by_wish": (CarePreferenceFactory, {"immigration": "Never call from a listed number."}),
    "care_preference_version_counts": (CarePreferenceFactory, {"version": 0}),
    "search_key_kind_known": (SearchKeyFactory, {"kind": "smell"}),
}


@pytest.mark.parametrize(("name", "made"), BROKEN.items(), ids=BROKEN.keys())
def test_the_database_refuses_what_breaks_a_rule(name, made):
    maker, fields = made
    with pytest.raises(IntegrityError, match=name):
        maker(**fields)


def test_a_resource_of_a_source_stands_once_in_an_organization():
    first = ImportedResourceFactory()
    ImportedResourceFactory(resource_id=first.resource_id)  # elsewhere it is another row
    ImportedResourceFactory(patient=first.patient, resource_id=first.resource_id, source="another")
    with pytest.raises(IntegrityError, match="imported_resource_once"):
        ImportedResourceFactory(patient=first.patient, resource_id=first.resource_id)


def test_another_system_s_number_stands_once_with_a_person():
    first = ForeignIdentifierFactory()
    with pytest.raises(IntegrityError, match="foreign_identifier_once"):
        ForeignIdentifierFactory(patient=first.patient, value=first.value)


def test_nobody_is_born_after_the_day_of_registration():
    with pytest.raises(IntegrityError, match="patient_birth_date_possible"):
        PatientFactory(registered_at=MOMENT, birth_date=date(2026, 11, 22))


def test_a_record_number_is_used_once_in_an_organization_whatever_its_case():
    first = PatientFactory(mrn="a-17")
    PatientFactory(mrn="A-17")  # elsewhere it is somebody else's
    with pytest.raises(IntegrityError, match="patient_mrn_once_in_an_organisation"):
        PatientFactory(mrn="A-17", organisation=first.organisation)


def test_a_number_stands_once_on_somebody_s_list():
    point = ContactPointFactory()
    with pytest.raises(IntegrityError, match="contact_point_once"):
        ContactPointFactory(patient=point.patient, value=point.value)


def test_hours_that_begin_and_end_together_are_none():
    with pytest.raises(IntegrityError, match="contact_point_hours_pair"):
        ContactPointFactory(hours_from=time(9), hours_to=time(9))


def test_a_search_key_stands_once():
    key = SearchKeyFactory()
    with pytest.raises(IntegrityError, match="search_key_once"):
        SearchKeyFactory(patient=key.patient, key=key.key)


def test_a_number_of_another_office_is_one_person_s_in_an_organization():
    first = KnownNumberFactory()
    KnownNumberFactory(value=first.value)
    with pytest.raises(IntegrityError, match="known_number_once_in_an_organisation"):
        KnownNumberFactory(value=first.value, patient=PatientFactory(organisation=first.organisation))


def test_every_constraint_of_people_is_broken_by_a_test_here():
    alone = {"patient_mrn_once_in_an_organisation", "contact_point_once", "search_key_once", "foreign_identifier_once"}
    alone |= {"imported_resource_once", "known_number_once_in_an_organisation"}
    models = (Patient, ContactPoint, Allergy, Condition, ForeignIdentifier, ImportedResource, SearchKey)
    models += (Demographics, PersonAddress, KnownNumber, SupportPerson, CarePreference)
    assert {constraint.name for model in models for constraint in model._meta.constraints} == BROKEN.keys() | alone


def test_no_row_says_a_name_when_it_is_printed():
    removed = AllergyFactory(removed_at=MOMENT, removed_by=UserFactory())
    others = (ConditionFactory(), ForeignIdentifierFactory(), ImportedResourceFactory(), DemographicsFactory())
    others += (PersonAddressFactory(), KnownNumberFactory(), SupportPersonFactory(), CarePreferenceFactory())
    for made in (PatientFactory(), ContactPointFactory(), removed, *others):
        assert str(made).split()[-1] == str(made.pk)
