"""The page of what other systems say: who sees what of it, how a long list goes on, and at which cost."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from care.accounts.models import Staff
from care.actor import Action, Category, Permit, Role
from patients.elsewhere.queries import newest_of_each, newest_results, record_counts, records_of_kind
from patients.elsewhere.rules import RecordKind
from patients.models import Patient
from tests.care.pages.conftest import queries_of
from tests.factories.accounts import sign_in, staff_with
from tests.factories.elsewhere import RecordFactory, RecordPartFactory
from tests.factories.patients import enrolled_patient, permit_for

pytestmark = pytest.mark.django_db

START = datetime(2020, 1, 1, 15, tzinfo=UTC)


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def mari(alice: Staff) -> Patient:
    return enrolled_patient(alice, legal_given="Mari")


@pytest.fixture
def browser(alice: Staff) -> Client:
    return sign_in(Client(), alice)


@pytest.fixture
def permit(alice: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(alice, mari, at=at, action=Action.READ)


def narrowed(permit: Permit, *categories: Category) -> Permit:
    """A permit as a role has it that reads less."""
    return Permit(
        actor=permit.actor,
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        categories=frozenset(categories),
        action=Action.READ,
        purpose=permit.purpose,
        basis="",
        at=permit.at,
    )


def test_the_newest_of_each_kind_and_how_many_there_are(browser, mari):
    for day in range(9):
        RecordFactory(patient=mari, number=Decimal(70 + day), unit="kg", happened=START + timedelta(days=day))
    pressure = RecordFactory(patient=mari, display="Blood Pressure", code="85354-9")
    RecordPartFactory(record=pressure, number=Decimal(82), unit="mm[Hg]")
    RecordFactory(patient=mari, kind=RecordKind.VISIT.value, display="Encounter for problem (procedure)", place="County Hospital")
    RecordFactory(patient=mari, kind=RecordKind.IMMUNIZATION.value, display="Td (adult)", status="not-done")
    page = browser.get(f"/people/{mari.uuid}/elsewhere/").content.decode()
    assert "12 records that other systems sent about Mari" in re.sub(r"\s+", " ", page)
    assert "Results and measurements: 10" in page
    assert re.search(r"<b>Body Weight</b>: 78 kg", page)
    assert "77 kg" not in page
    assert "All 9" in page
    assert "Diastolic Blood Pressure: 82 mmHg" in page
    assert "<b>Encounter for problem</b>" in page
    assert "County Hospital" in page
    assert "not done" in page


def test_all_results_of_one_thing_page_by_page(browser, mari):
    for day in range(60):
        RecordFactory(patient=mari, number=Decimal(70 + day), unit="kg", happened=START + timedelta(days=day))
    other = RecordFactory(patient=mari, display="Heart rate", code="8867-4")
    page = browser.get(f"/people/{mari.uuid}/elsewhere/").content.decode()
    like = re.search(r'href="([^"]+like=[^"]+)"', page)
    assert like
    first = browser.get(like[1].replace("&amp;", "&")).content.decode()
    assert "129 kg" in first
    assert "79 kg" not in first
    assert other.display not in first
    earlier = re.search(r'href="([^"]+before=[^"]+)">Earlier', first)
    assert earlier
    second = browser.get(earlier[1].replace("&amp;", "&")).content.decode()
    assert "79 kg" in second
    assert "129 kg" not in second


def test_nothing_yet(browser, mari):
    assert "Nothing has come from other systems yet" in browser.get(f"/people/{mari.uuid}/elsewhere/").content.decode()


def test_what_the_source_took_back_is_not_shown(permit, alice, mari):
    RecordFactory(patient=mari, withdrawn_at=START, withdrawn_by=alice.user)
    assert record_counts(permit=permit) == {}


def test_who_reads_less_sees_less_and_no_names_of_places(permit, mari):
    RecordFactory(patient=mari, kind=RecordKind.VISIT.value, place="Recovery Clinic", who="Dr. Ito")
    RecordFactory(patient=mari, kind=RecordKind.VISIT.value, category=Category.SUD.value)
    RecordFactory(patient=mari, category=Category.MENTAL_HEALTH.value)
    team = RecordFactory(patient=mari, kind=RecordKind.CARE_TEAM.value)
    RecordPartFactory(record=team, label="Recovery Clinic")
    assert record_counts(permit=permit) == {RecordKind.CARE_TEAM: 1, RecordKind.OBSERVATION: 1, RecordKind.VISIT: 2}
    narrow = narrowed(permit, Category.DEMOGRAPHICS, Category.GENERAL)
    assert record_counts(permit=narrow) == {RecordKind.CARE_TEAM: 1, RecordKind.VISIT: 1}
    assert newest_results(permit=narrow, most=5) == []
    newest = newest_of_each(permit=narrow, most=5)
    assert [(line.place, line.who) for line in newest[RecordKind.VISIT]] == [("", "")]
    assert newest[RecordKind.CARE_TEAM][0].parts == []
    (own,) = [line for line in records_of_kind(permit=permit, kind=RecordKind.VISIT).rows if line.place]
    assert own.who == "Dr. Ito"


def test_another_s_record_is_not_a_way_to_see_one_s_own(permit, alice, mari):
    RecordFactory(patient=mari)
    other = RecordFactory(patient=enrolled_patient(alice))
    assert records_of_kind(permit=permit, kind=RecordKind.OBSERVATION, like=other.uuid).rows == []


@pytest.mark.parametrize("query", ["?kind=rumor", "?kind=visit&before=cut", "?kind=visit&like=nobody"])
def test_an_address_that_was_changed_is_none(browser, mari, query):
    assert browser.get(f"/people/{mari.uuid}/elsewhere/{query}").status_code == 404


def test_the_number_of_queries_is_fixed(browser, mari):
    for path in (f"/people/{mari.uuid}/elsewhere/", f"/people/{mari.uuid}/elsewhere/?kind=observation"):
        RecordPartFactory(record__patient=mari)
        RecordPartFactory(record__patient=mari, record__kind=RecordKind.VISIT.value)
        one = queries_of(browser, path)
        for kind in (RecordKind.OBSERVATION, RecordKind.VISIT, RecordKind.PROCEDURE):
            for record in RecordFactory.create_batch(50, patient=mari, kind=kind.value):
                RecordPartFactory(record=record)
        assert queries_of(browser, path) == one
