"""What the database itself refuses of a person: each constraint is broken once."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError

from patients.models import Allergy, ContactPoint, Patient, SearchKey
from patients.rules import ContactKind
from tests.factories.accounts import UserFactory
from tests.factories.patients import AllergyFactory, ContactPointFactory, PatientFactory, SearchKeyFactory

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
    "search_key_kind_known": (SearchKeyFactory, {"kind": "smell"}),
}


@pytest.mark.parametrize(("name", "made"), BROKEN.items(), ids=BROKEN.keys())
def test_the_database_refuses_what_breaks_a_rule(name, made):
    maker, fields = made
    with pytest.raises(IntegrityError, match=name):
        maker(**fields)


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


def test_every_constraint_of_people_is_broken_by_a_test_here():
    alone = {"patient_mrn_once_in_an_organisation", "contact_point_once", "search_key_once"}
    models = (Patient, ContactPoint, Allergy, SearchKey)
    assert {constraint.name for model in models for constraint in model._meta.constraints} == BROKEN.keys() | alone


def test_no_row_says_a_name_when_it_is_printed():
    for made in (PatientFactory(), ContactPointFactory(), AllergyFactory(removed_at=MOMENT, removed_by=UserFactory())):
        assert str(made).split()[-1] == str(made.pk)
