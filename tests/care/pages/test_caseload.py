"""The caseload: who is on it, what the chips count, and what a page costs."""

import re
from datetime import datetime, timedelta

import pytest

from care.accounts.models import Organisation, Staff
from care.actor import Role
from care.audit.models import AuditEvent
from care.teams.models import CaseloadSummary
from patients.models import Patient
from tests.care.pages.conftest import SignIn, queries_of
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient


def summary(patient: Patient, **values: object) -> None:
    CaseloadSummary.objects.filter(patient=patient).update(**values)


def names(html: str) -> list[str]:
    return re.findall(r'class="tl-name"[^>]*>([^<]+)</a>', html)


def chip_counts(html: str) -> dict[str, int]:
    return {label.strip(): int(count) for label, count in re.findall(r'class="tl-chip[^>]*>([^<]+)<b>(\d+)</b>', html)}


@pytest.fixture
def five(alice: Staff, now: datetime) -> dict[str, Patient]:
    """Five people, soonest due first: late, today or tomorrow by the hour, next week, without a date; one has no lead."""
    found = {
        "late": enrolled_patient(alice, legal_given="Late"),
        "later": enrolled_patient(alice, legal_given="Later"),
        "review": enrolled_patient(alice, legal_given="Review"),
        "none": enrolled_patient(alice, legal_given="Nodate"),
        "lost": enrolled_patient(alice, legal_given="Nolead", on_team=False),
    }
    summary(found["late"], next_due_at=now - timedelta(days=2), next_what="Call", open_tasks=1)
    summary(found["later"], next_due_at=now + timedelta(days=7), next_what="Visit", medication="Methadone 80 mg daily")
    summary(
        found["review"],
        next_due_at=now + timedelta(days=8),
        plan_status="active",
        plan_review_due_on=(now - timedelta(days=2)).date(),
    )
    summary(found["lost"], next_due_at=now + timedelta(days=9))
    return found


def test_people_stand_soonest_due_first_and_those_without_a_date_last(
    as_: SignIn, alice: Staff, five: dict[str, Patient]
) -> None:
    page = as_(alice).get("/caseload/").content.decode()
    assert [name.split()[0] for name in names(page)] == ["Late", "Later", "Review", "Nolead", "Nodate"]


@pytest.mark.parametrize(
    ("show", "label", "expected"),
    [
        ("everyone", "Everyone", 5),
        ("mine", "Mine", 4),
        ("late", "Late", 1),
        ("today", "Due today", 0),
        ("review", "Plan review due", 1),
        ("no_lead", "No lead", 1),
    ],
)
def test_a_chip_counts_the_rows_that_it_shows(
    as_: SignIn, alice: Staff, five: dict[str, Patient], show: str, label: str, expected: int
) -> None:
    page = as_(alice).get(f"/caseload/?show={show}").content.decode()
    assert chip_counts(page)[label] == len(names(page)) == expected


def test_a_counselor_sees_only_the_people_of_their_teams(as_: SignIn, bob: Staff, mari: Patient) -> None:
    enrolled_patient(bob, legal_given="Theo", legal_family="Marsh")
    page = as_(bob).get("/caseload/").content.decode()
    assert names(page) == ["Theo Marsh"]
    assert "Caseload: 1 person" in page


@pytest.mark.parametrize(
    "role", [Role.FRONT_DESK, Role.ADMINISTRATOR, Role.AUDITOR, Role.PRIVACY_OFFICER, Role.HARM_REDUCTION_WORKER]
)
def test_who_reads_nobodys_care_has_an_empty_caseload(as_: SignIn, clinic: Organisation, mari: Patient, role: Role) -> None:
    page = as_(staff_with(role, organisation=clinic)).get("/caseload/").content.decode()
    assert names(page) == []
    assert "Nobody is on your caseload" in page
    assert "Vega" not in page


def test_another_clinics_people_never_show(as_: SignIn, charlie: Staff, mari: Patient) -> None:
    assert names(as_(charlie).get("/caseload/").content.decode()) == []


def test_the_second_page_goes_on_where_the_first_ended(as_: SignIn, alice: Staff, now: datetime) -> None:
    for number in range(60):
        summary(enrolled_patient(alice, legal_given=f"P{number:02d}"), next_due_at=now + timedelta(days=number // 7))
    browser = as_(alice)
    first = browser.get("/caseload/").content.decode()
    link = re.search(r'href="(\?[^"]*after=[^"]+)"', first)
    assert link
    second = browser.get("/caseload/" + link.group(1).replace("&amp;", "&")).content.decode()
    assert len(names(first)) == 50
    assert len(names(second)) == 10
    assert len(set(names(first) + names(second))) == 60
    assert "First page" in second


def test_a_cursor_that_is_none_is_answered_as_a_page_that_is_not_there(as_: SignIn, alice: Staff) -> None:
    assert as_(alice).get("/caseload/?after=nonsense").status_code == 404


def test_counting_stops_and_says_so(as_: SignIn, alice: Staff, mari: Patient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("care.pages.presenters.caseload.CAP", 1)
    enrolled_patient(alice)
    page = as_(alice).get("/caseload/").content.decode()
    assert "Caseload: 1+ people" in page
    assert "Counts stop at 1" in page


def test_one_event_names_everybody_shown(as_: SignIn, alice: Staff, five: dict[str, Patient]) -> None:
    as_(alice).get("/caseload/?show=late")
    event = AuditEvent.objects.get(verb="list.caseload")
    assert event.patient_ids == [five["late"].pk]
    assert (event.category, event.purpose, event.decision) == ("sud", "TREAT", "allow")


def test_the_fragment_is_a_part_of_the_page(as_: SignIn, alice: Staff, five: dict[str, Patient]) -> None:
    browser = as_(alice)
    page = browser.get("/caseload/?show=late").content.decode()
    part = browser.get("/caseload/?show=late", headers={"HX-Request": "true"})
    assert part.content.decode().strip() in page
    assert part.headers["Vary"].find("HX-Request") >= 0


def test_the_number_of_queries_does_not_depend_on_the_number_of_people(as_: SignIn, alice: Staff) -> None:
    browser, counts = as_(alice), {}
    for number in (1, 50, 500):
        while CaseloadSummary.objects.count() < number:
            enrolled_patient(alice)
        counts[number] = queries_of(browser, "/caseload/")
    assert len(set(counts.values())) == 1, counts
    assert counts[1] == 9, counts  # session, user, place, people with counts, names, leads, the event in its transaction
