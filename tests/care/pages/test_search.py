"""Finding a person: in the body of a POST only, and only whom the gate lets the reader see."""

import logging
import re
from datetime import date

import pytest

from care.accounts.models import Organisation, Staff
from care.actor import Role
from care.audit.models import AuditEvent
from patients.models import Patient
from patients.operations import register_patient
from patients.rules import Identity, Language
from tests.care.pages.conftest import SignIn, queries_of, title_of
from tests.factories.accounts import actor_for, staff_with


@pytest.fixture
def mari(alice: Staff, now: object) -> Patient:
    identity = Identity(
        legal_given="Marisol",
        legal_family="Vega",
        chosen_name="Mari",
        former_names=("Marisol Duarte",),
        pronouns="she/her",
        birth_date=date(1988, 3, 14),
        zone="America/New_York",
        language=Language.ENGLISH,
    )
    return register_patient(actor=actor_for(alice), identity=identity, lead_staff_id=alice.pk, at=now)


@pytest.mark.parametrize("typed", ["mari", "VEGA mar", "duarte", "3/14/1988", "mary"])
def test_a_person_is_found_as_people_remember_them(as_: SignIn, alice: Staff, mari: Patient, typed: str) -> None:
    page = as_(alice).post("/people/search/", {"q": typed}).content.decode()
    assert "Mari Vega" in page
    assert f"/people/{mari.uuid}/" in page
    assert "1 person" in page


def test_the_empty_page_shows_nobody(as_: SignIn, alice: Staff, mari: Patient) -> None:
    page = as_(alice).get("/people/search/").content.decode()
    assert "Mari" not in page
    assert not AuditEvent.objects.filter(verb="list.search").exists()


def test_a_term_in_the_address_is_not_read(as_: SignIn, alice: Staff, mari: Patient) -> None:
    assert "Vega" not in as_(alice).get("/people/search/?q=vega").content.decode()


def test_a_counselor_off_the_team_finds_nobody_and_is_told_so(as_: SignIn, bob: Staff, mari: Patient) -> None:
    page = as_(bob).post("/people/search/", {"q": "vega"}).content.decode()
    assert "Nobody found" in page
    assert "Mari Vega" not in page


def test_the_front_desk_finds_who_comes(as_: SignIn, desk: Staff, mari: Patient) -> None:
    assert "Mari Vega" in as_(desk).post("/people/search/", {"q": "vega"}).content.decode()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_opens_no_record_finds_nobody(as_: SignIn, clinic: Organisation, mari: Patient, role: Role) -> None:
    page = as_(staff_with(role, organisation=clinic)).post("/people/search/", {"q": "vega"}).content.decode()
    assert "Mari Vega" not in page
    assert "Your roles open no person" in page


def test_another_clinic_finds_nobody(as_: SignIn, charlie: Staff, mari: Patient) -> None:
    assert "Mari Vega" not in as_(charlie).post("/people/search/", {"q": "vega"}).content.decode()


def test_only_who_may_is_offered_to_register_a_person(as_: SignIn, clinic: Organisation, alice: Staff) -> None:
    peer = staff_with(Role.PEER, organisation=clinic)
    assert "/people/new/" in as_(alice).post("/people/search/", {"q": "nobody"}).content.decode()
    assert "/people/new/" not in as_(peer).post("/people/search/", {"q": "nobody"}).content.decode()


def test_what_is_typed_is_kept_nowhere(as_: SignIn, alice: Staff, mari: Patient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    answer = as_(alice).post("/people/search/", {"q": "vegaqqq"})
    assert "vegaqqq" not in "".join(f"{value}" for value in answer.headers.values())
    assert "vegaqqq" not in "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    event = AuditEvent.objects.get(verb="list.search")
    assert "vega" not in str([event.detail, event.reason, event.verb])


def test_the_event_names_who_was_found(as_: SignIn, alice: Staff, mari: Patient) -> None:
    as_(alice).post("/people/search/", {"q": "vega"})
    assert AuditEvent.objects.get(verb="list.search").patient_ids == [mari.pk]


@pytest.mark.parametrize("typed", ["", "m", "12"])
def test_too_little_is_not_searched(as_: SignIn, alice: Staff, mari: Patient, typed: str) -> None:
    page = as_(alice).post("/people/search/", {"q": typed}).content.decode()
    assert f"/people/{mari.uuid}/" not in page


def test_as_one_types_only_the_list_comes_back(as_: SignIn, alice: Staff, mari: Patient) -> None:
    browser = as_(alice)
    page = browser.post("/people/search/", {"q": "vega"}).content.decode()
    part = browser.post("/people/search/", {"q": "vega"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    page, part = (re.sub(r"\s+", " ", html.replace("autofocus", "")).strip() for html in (page, part))
    assert part in page


def test_the_title_names_nobody_and_nothing_is_kept_by_the_browser(as_: SignIn, alice: Staff, mari: Patient) -> None:
    answer = as_(alice).post("/people/search/", {"q": "vega"})
    assert title_of(answer.content.decode()) == "Find a person · Throughline"
    assert "no-store" in answer.headers["Cache-Control"]


def test_for_a_new_task_the_results_lead_to_it(as_: SignIn, alice: Staff, mari: Patient) -> None:
    page = as_(alice).post("/people/search/", {"q": "vega", "pick": "task"}).content.decode()
    assert f"/tasks/new/?person={mari.uuid}" in page


def test_the_empty_page_costs_no_more_than_the_frame(as_: SignIn, alice: Staff) -> None:
    assert queries_of(as_(alice), "/people/search/") == 3
