"""The way from a refusal to one record for an hour, and to its review."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from care.access.models import AccessNotice, AccessReview, AccessSession
from care.accounts.models import Organisation, Staff
from care.actor import Role
from care.audit.models import AuditEvent
from care.teams.models import CareTeamMember
from care.worklist.models import Task
from patients.models import Patient
from patients.operations import register_patient
from patients.rules import Contact, Identity
from tests.care.pages.conftest import SignIn, queries_of, title_of
from tests.factories.access import AccessReviewFactory, AccessSessionFactory
from tests.factories.accounts import actor_for, staff_with
from tests.factories.patients import enrolled_patient
from tests.factories.treatment_plans import PlanFactory
from tests.factories.worklist import TaskFactory

pytestmark = pytest.mark.django_db

GIVEN = {"reason": "overdose", "words": "Found unresponsive, the ambulance asks what she takes."}
FOUND = {"outcome": "appropriate", "words": "The ambulance needed to know the dose."}
DAY = timedelta(days=1)


@pytest.fixture
def sam(clinic: Organisation) -> Staff:
    """A crisis clinician, on nobody's team."""
    return staff_with(Role.CRISIS_CLINICIAN, organisation=clinic, user__name="Sam Whitfield")


@pytest.fixture
def noor(clinic: Organisation) -> Staff:
    return staff_with(Role.PRIVACY_OFFICER, organisation=clinic, user__name="Noor Aziz")


def emergency(patient: Patient) -> str:
    return f"/people/{patient.uuid}/emergency/"


def registered(staff: Staff, given: str, family: str, born: date) -> Patient:
    """Somebody with the keys by which people are found, as registering makes them."""
    return register_patient(
        actor=actor_for(staff),
        identity=Identity(birth_date=born, legal_given=given, legal_family=family),
        contact=Contact(),
        lead_staff_id=staff.pk,
        lead_function=Role.COORDINATOR,
        anyway=True,
        at=datetime.now(UTC),
    )


def opens(browser: Client, patient: Patient, **given: Any) -> Any:
    return browser.post(emergency(patient), GIVEN | given, follow=True)


def reviewed_later() -> None:
    """Put the one session back by a day, so that it is over."""
    session = AccessSession.objects.get()
    AccessSession.objects.update(started_at=session.started_at - DAY, ends_at=session.ends_at - DAY)


# --- from the refusal to the record --------------------------------------------------------------------------------------------


def test_a_refusal_leads_to_emergency_access_and_remembers_the_page_asked_for(as_: SignIn, sam: Staff, mari: Patient) -> None:
    browser = as_(sam)
    answer = browser.get(f"/people/{mari.uuid}/plan/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Vega" not in page
    [way] = re.findall(r'href="(/people/[^"]+/emergency/[^"]*)"', page)
    assert way == f"{emergency(mari)}?next=%2Fpeople%2F{mari.uuid}%2Fplan%2F"
    assert page.index("Ask to join the team") < page.index(way)
    form = browser.get(way).content.decode()
    assert title_of(form) == "Emergency access · Throughline"
    assert "Vega" not in form
    for consequence in (
        "Open for 60 minutes",
        "Counseling notes stay closed",
        "care team is told at once",
        "privacy officer reviews it",
    ):
        assert re.search(consequence, form)
    [following] = re.findall(r'name="next" value="([^"]+)"', form.split("<main")[1].split("</main>")[0])
    opened = opens(browser, mari, next=following)
    assert opened.redirect_chain == [(f"/people/{mari.uuid}/plan/", 302)]
    assert opened.status_code == 200
    assert AccessSession.objects.get().staff == sam


def test_a_refused_post_is_not_sent_again(as_: SignIn, sam: Staff, mari: Patient) -> None:
    page = as_(sam).post(f"/people/{mari.uuid}/team/", {}).content.decode()
    [way] = re.findall(r'href="(/people/[^"]+/emergency/[^"]*)"', page)
    assert way == emergency(mari)


def test_a_refused_task_leads_to_its_person(as_: SignIn, sam: Staff, mari: Patient, now: datetime) -> None:
    task = TaskFactory(organisation=mari.organisation, patient=mari)
    page = as_(sam).get(f"/tasks/{task.uuid}/").content.decode()
    assert f"{emergency(mari)}?next=%2Ftasks%2F{task.uuid}%2F" in page


@pytest.mark.parametrize("following", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "people/"])
def test_another_address_is_not_followed(as_: SignIn, sam: Staff, mari: Patient, following: str) -> None:
    opened = opens(as_(sam), mari, next=following)
    assert opened.redirect_chain == [(f"/people/{mari.uuid}/", 302)]


@pytest.mark.parametrize("role", [Role.FRONT_DESK, Role.ADMINISTRATOR, Role.HARM_REDUCTION_WORKER, Role.PRIVACY_OFFICER])
def test_who_cares_for_nobody_is_not_offered_it(as_: SignIn, clinic: Organisation, mari: Patient, role: Role) -> None:
    browser = as_(staff_with(role, organisation=clinic))
    assert "/emergency/" not in browser.get(f"/people/{mari.uuid}/plan/").content.decode()
    assert browser.get(emergency(mari)).status_code == 403
    assert browser.post(emergency(mari), GIVEN).status_code == 403
    assert not AccessSession.objects.exists()


def test_who_reads_it_anyway_opens_nothing(as_: SignIn, alice: Staff, mari: Patient) -> None:
    browser = as_(alice)
    assert "open to you already" in browser.get(emergency(mari)).content.decode()
    assert "open to you already" in browser.post(emergency(mari), GIVEN).content.decode()
    assert not AccessSession.objects.exists()


@pytest.mark.parametrize("changes", [{"reason": ""}, {"reason": "complaint"}, {"words": ""}, {"words": "urgent"}])
def test_a_reason_and_a_sentence_are_asked_for(as_: SignIn, sam: Staff, mari: Patient, changes: dict[str, str]) -> None:
    answer = as_(sam).post(emergency(mari), GIVEN | changes)
    assert answer.status_code == 422
    assert not AccessSession.objects.exists()


# --- somebody whom no list shows ------------------------------------------------------------------------------------------------

BORN = date(1988, 3, 14)
EXACTLY = [
    {"names": "luz IBARRA", "birth_date": "1988-03-14"},
    {"names": "Ibarra  Luz", "birth_date": "1988-03-14"},
    {"mrn": "MRN"},
]
NOT_QUITE = [
    {"names": "Lu Ibarra", "birth_date": "1988-03-14"},
    {"names": "Luz Ibarra", "birth_date": "1988-03-15"},
    {"names": "Luz", "birth_date": "1988-03-14"},
    {"names": "Luz Ibarra"},
    {"birth_date": "1988-03-14"},
    {"mrn": "99999999"},
    {},
]


def test_somebody_off_the_team_is_found_by_who_exactly_they_are(as_: SignIn, alice: Staff, sam: Staff) -> None:
    luz, browser = registered(alice, "Luz", "Ibarra", BORN), as_(sam)
    assert "/people/emergency/" in browser.post("/people/search/", {"q": "Ibarra"}).content.decode()
    for who in EXACTLY:
        answer = browser.post("/people/emergency/", {key: luz.mrn if value == "MRN" else value for key, value in who.items()})
        assert (answer.status_code, answer.headers.get("Location")) == (302, emergency(luz)), who
    events = AuditEvent.objects.filter(verb="list.emergency_search")
    assert [(event.patient_ids, event.purpose, event.detail) for event in events] == [([luz.pk], "ETREAT", {})] * len(EXACTLY)


def test_half_a_guess_finds_nobody(as_: SignIn, alice: Staff, sam: Staff) -> None:
    registered(alice, "Luz", "Ibarra", BORN)
    browser = as_(sam)
    for who in NOT_QUITE:
        assert browser.post("/people/emergency/", who).status_code == 422, who


def test_two_people_of_one_name_and_day_and_another_clinics_are_as_nobody(
    as_: SignIn, alice: Staff, sam: Staff, charlie: Staff
) -> None:
    registered(charlie, "Luz", "Ibarra", BORN)
    exact = {"names": "Luz Ibarra", "birth_date": "1988-03-14"}
    browser = as_(sam)
    assert browser.post("/people/emergency/", exact).status_code == 422
    registered(alice, "Luz", "Ibarra", BORN)
    assert browser.post("/people/emergency/", exact).status_code == 302
    registered(alice, "Luz", "Ibarra", BORN)
    assert browser.post("/people/emergency/", exact).status_code == 422


# --- while it runs -------------------------------------------------------------------------------------------------------------


def test_every_page_of_the_chart_says_how_long_and_how_to_end_it(as_: SignIn, sam: Staff, mari: Patient) -> None:
    browser = as_(sam)
    opens(browser, mari)
    for part in ("", "plan/", "medication/", "check-ins/", "messages/", "consent/", "history/", "identity/", "team/"):
        page = browser.get(f"/people/{mari.uuid}/{part}").content.decode()
        assert "Emergency access:" in page, part
        assert re.search(r'data-care-left="35\d\d"', page), part
        assert f'action="/people/{mari.uuid}/session/end/"' in page, part
    answer = browser.post(f"/people/{mari.uuid}/session/end/", follow=True)
    assert "closed again" in answer.content.decode()
    assert browser.get(f"/people/{mari.uuid}/").status_code == 403
    assert "over already" in browser.post(f"/people/{mari.uuid}/session/end/", follow=True).content.decode()


def test_it_is_kept_open_once(as_: SignIn, sam: Staff, mari: Patient) -> None:
    browser = as_(sam)
    opens(browser, mari)
    address = f"/people/{mari.uuid}/session/extend/"
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"words": "more"}).status_code == 422
    page = browser.post(address, {"words": "The ambulance is still on its way."}, follow=True).content.decode()
    assert re.search(r'data-care-left="71\d\d"', page)
    assert address not in page
    assert "cannot be kept open longer" in browser.get(address, follow=True).content.decode()


def test_the_person_is_not_on_a_list_and_not_found(as_: SignIn, sam: Staff, mari: Patient) -> None:
    browser = as_(sam)
    opens(browser, mari)
    assert "Vega" not in browser.get("/caseload/").content.decode()
    assert "Vega" not in browser.get("/").content.decode()
    assert "Mari Vega" not in browser.post("/people/search/", {"q": "Vega"}).content.decode().split("<main")[1]


def test_who_is_here_for_an_hour_changes_neither_team_nor_enrolment(as_: SignIn, sam: Staff, alice: Staff, mari: Patient) -> None:
    browser = as_(sam)
    opens(browser, mari)
    chart = f"/people/{mari.uuid}/"
    assert "/team/" not in browser.get(chart).content.decode()
    lead = CareTeamMember.objects.get(patient=mari)
    given = [
        ("team/", {"colleague": sam.pk, "function": "crisis_clinician"}),
        (f"team/{lead.uuid}/leave/", {}),
        (f"team/{lead.uuid}/lead/", {}),
        ("enrolment/end/", {"reason": "moved"}),
        ("treatment/complete/", {"on": lead.joined_at.date().isoformat()}),
    ]
    for part, form in given:
        answer = browser.post(f"{chart}{part}", form)
        assert answer.status_code == 403, part
        assert "open to you for a time only" in answer.content.decode()
    assert CareTeamMember.objects.get() == lead
    assert AuditEvent.objects.filter(verb="work.refused", reason="FOR_A_WHILE").count() == len(given)


def test_medication_is_not_ordered_and_writing_is_offered(as_: SignIn, clinic: Organisation, mari: Patient) -> None:
    browser = as_(staff_with(Role.PRESCRIBER, organisation=clinic))
    opens(browser, mari)
    assert "New task" in browser.get(f"/people/{mari.uuid}/").content.decode()
    assert browser.get(f"/people/{mari.uuid}/medication/new/").status_code == 403


def test_a_chart_in_an_emergency_costs_one_query_more(
    as_: SignIn, clinic: Organisation, alice: Staff, sam: Staff, mari: Patient
) -> None:
    nurse = as_(staff_with(Role.COORDINATOR, organisation=clinic))
    browser = as_(sam)
    opens(browser, mari)
    for part in ("", "plan/", "history/"):
        path = f"/people/{mari.uuid}/{part}"
        assert queries_of(browser, path) == queries_of(nurse, path) + 1, part


# --- told at once --------------------------------------------------------------------------------------------------------------


def test_today_tells_the_team_until_it_is_seen(as_: SignIn, alice: Staff, sam: Staff, mari: Patient) -> None:
    opens(as_(sam), mari)
    browser = as_(alice)
    page = browser.get("/").content.decode()
    assert "Opened in an emergency: 1" in page
    assert "Sam Whitfield: overdose or not breathing" in page
    review = AccessReview.objects.get()
    after = browser.post(f"/access/reviews/{review.uuid}/seen/", {"next": "/"}, follow=True).content.decode()
    assert "Opened in an emergency" not in after
    assert AccessNotice.objects.get().seen_by == alice.user
    assert "Record opened in an emergency: Overdose" in browser.get(f"/people/{mari.uuid}/history/").content.decode()
    assert "Opened in an emergency" not in as_(sam).get("/").content.decode()


def test_the_privacy_officer_finds_reads_and_reviews_it(
    as_: SignIn, alice: Staff, sam: Staff, noor: Staff, mari: Patient
) -> None:
    clinician, officer = as_(sam), as_(noor)
    opens(clinician, mari)
    clinician.get(f"/people/{mari.uuid}/medication/")
    assert clinician.get(f"/people/{mari.uuid}/medication/new/").status_code == 403
    today = officer.get("/").content.decode()
    assert "Review an emergency access: Overdose or not breathing; opened by Sam Whitfield" in today
    assert "Vega" not in today
    review = AccessReview.objects.get()
    address = f"/access/reviews/{review.uuid}/"
    assert f'href="{address}?next=/' in today
    running = officer.get(address).content.decode()
    assert "still open to Sam Whitfield" in running
    assert officer.post(address, FOUND).status_code == 422
    clinician.post(f"/people/{mari.uuid}/session/end/")
    page = officer.get(address).content.decode()
    assert "Sam Whitfield opened Mari Vega’s record" in page
    assert GIVEN["words"] in page
    assert re.search(r"Read</td|Read\s*</span>", page)
    assert "Medication (substance use care)" in page
    assert re.search(r"Stayed closed\s*</span>", page)
    assert officer.post(address, FOUND | {"words": "ok"}).status_code == 422
    done = officer.post(address, FOUND, follow=True).content.decode()
    assert "what was done in the emergency is reviewed" in done
    task = Task.objects.get()
    assert (task.state, task.outcome) == ("done", "Appropriate")
    page = officer.get(address).content.decode()
    assert "The ambulance needed to know the dose." in page
    assert "Write the review" not in page


def test_reviewers_find_what_waits_and_what_was_reviewed(
    as_: SignIn, clinic: Organisation, alice: Staff, sam: Staff, noor: Staff, mari: Patient
) -> None:
    opens(as_(sam), mari)
    reviewed_later()
    officer, supervisor = as_(noor), as_(staff_with(Role.SUPERVISOR, organisation=clinic))
    for page in (officer.get("/privacy/"), officer.get("/access/reviews/"), supervisor.get("/access/reviews/")):
        html = page.content.decode()
        assert "eview: 1" in html
        assert "Sam Whitfield opened the record: overdose or not breathing" in html
    officer.post(f"/access/reviews/{AccessReview.objects.get().uuid}/", FOUND)
    html = officer.get("/access/reviews/").content.decode()
    assert "To review: 0" in html
    assert "Appropriate, Noor Aziz" in html
    assert as_(alice).get("/access/reviews/").status_code == 403
    assert "Reviewed: 0" in as_(staff_with(Role.PRIVACY_OFFICER)).get("/access/reviews/").content.decode()


def test_a_review_is_shown_to_reviewers_of_the_clinic_only(
    as_: SignIn, clinic: Organisation, alice: Staff, bob: Staff, sam: Staff, mari: Patient
) -> None:
    opens(as_(sam), mari)
    address = f"/access/reviews/{AccessReview.objects.get().uuid}/"
    for who in (alice, bob, sam):
        assert as_(who).get(address).status_code == 403
    assert as_(staff_with(Role.PRIVACY_OFFICER)).get(address).status_code == 404
    both = staff_with(Role.CRISIS_CLINICIAN, Role.PRIVACY_OFFICER, organisation=clinic)
    own = AccessReviewFactory(session=AccessSessionFactory(patient=mari, staff=both))
    browser = as_(both)
    assert "You did this yourself" in browser.get(f"/access/reviews/{own.uuid}/").content.decode()
    assert browser.post(f"/access/reviews/{own.uuid}/", FOUND).status_code == 422


def test_the_task_of_a_review_offers_the_review_alone(as_: SignIn, alice: Staff, noor: Staff, sam: Staff, mari: Patient) -> None:
    opens(as_(sam), mari)
    task = Task.objects.get()
    page = as_(noor).get(f"/tasks/{task.uuid}/").content.decode()
    assert "Take it" in page
    assert "Review</a>" in page
    assert "No longer needed" not in page
    assert "/done/" not in page
    other = as_(alice)
    assert "Take it" not in other.get(f"/tasks/{task.uuid}/").content.decode()
    assert "This is for a privacy officer" in other.post(f"/tasks/{task.uuid}/take/", follow=True).content.decode()
    assert "page of the review" in other.post(f"/tasks/{task.uuid}/done/", {"outcome": "ok"}, follow=True).content.decode()


# --- the privacy officer reads -------------------------------------------------------------------------------------------------


def test_the_privacy_officer_reads_with_a_reason_and_changes_nothing(as_: SignIn, noor: Staff, mari: Patient) -> None:
    PlanFactory(patient=mari)
    browser = as_(noor)
    assert browser.get(f"/people/{mari.uuid}/").status_code == 403
    address = f"/people/{mari.uuid}/privacy-reading/"
    assert f'href="{address}"' in browser.get(f"/privacy/people/{mari.uuid}/").content.decode()
    assert "Vega" not in browser.get(address).content.decode()
    given = {"reason": "question", "words": "She asks who saw her record in May."}
    page = browser.post(address, given, follow=True).content.decode()
    assert "Reading for the privacy office:" in page
    assert "New task" not in page
    for part in ("plan/", "medication/", "consent/", "history/"):
        assert browser.get(f"/people/{mari.uuid}/{part}").status_code == 200, part
    for part in ("identity/", "consent/new/", "team/", "allergies/"):
        assert browser.get(f"/people/{mari.uuid}/{part}").status_code == 403, part
    read = AuditEvent.objects.filter(verb="record.opened", user_id=noor.user_id).exclude(detail__page__startswith="pages:privacy")
    assert set(read.values_list("basis", "purpose")) == {("D05-privacy", "HOPERAT")}
    assert {detail["page"] for detail in read.values_list("detail", flat=True)} >= {"pages:chart", "pages:plan"}
    assert not Task.objects.exists()


def test_a_session_of_one_person_opens_no_other_chart(as_: SignIn, alice: Staff, sam: Staff, mari: Patient) -> None:
    jay = enrolled_patient(alice, legal_given="Jay", legal_family="Whitaker")
    browser = as_(sam)
    opens(browser, mari)
    assert browser.get(f"/people/{jay.uuid}/").status_code == 403
