"""The pages of the breach register: what is late is first, each step is written, and nobody else sees any of it."""

from datetime import timedelta

import pytest

from care.accounts.models import Organisation, Staff
from care.actor import Role
from care.audit.models import AuditEvent
from care.lib.dates import local_date
from care.privacy.models import Breach, BreachPerson, BreachStep
from patients.models import Patient
from tests.care.pages.conftest import SignIn, queries_of
from tests.care.pages.test_privacy_reports import opens, registered
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient
from tests.factories.privacy import BreachFactory, BreachPersonFactory

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/privacy/breaches/"


@pytest.fixture
def olivia(clinic: Organisation) -> Staff:
    """The privacy officer."""
    return staff_with(Role.PRIVACY_OFFICER, organisation=clinic, user__name="Olivia Brandt")


@pytest.fixture
def entry(olivia: Staff, now) -> Breach:
    return BreachFactory(staff=olivia, discovered_at=now - timedelta(days=3), recorded_at=now - timedelta(days=3))


def url(entry: Breach, step: str = "") -> str:
    return f"{PAGE}{entry.uuid}/{step}"


def test_an_entry_is_opened_and_its_tasks_lead_to_it(as_: SignIn, olivia: Staff, now) -> None:
    browser = as_(olivia)
    given = {
        "title": "Visit list faxed to the wrong clinic",
        "what_happened": "Two digits were exchanged.",
        "categories": ["demographics", "general"],
        "discovered_on": (now - timedelta(days=2)).date().isoformat(),
        "discovered_by": olivia.user_id,
    }
    answer = browser.post(f"{PAGE}new/", given)
    entry = Breach.objects.get()
    assert answer.url == url(entry)
    assert f'href="{url(entry)}">The register' in browser.get("/").content.decode()
    for field in ("title", "what_happened", "categories", "discovered_on", "discovered_by"):
        assert browser.post(f"{PAGE}new/", given | {field: ""}).status_code == 422
    future = given | {"discovered_on": (now + timedelta(days=2)).date().isoformat()}
    assert browser.post(f"{PAGE}new/", future).status_code == 422


def test_what_is_late_comes_first_and_is_said(as_: SignIn, olivia: Staff, now) -> None:
    BreachFactory(staff=olivia, title="Young", discovered_at=now - timedelta(days=1), recorded_at=now)
    discovered_at = now - timedelta(days=75)
    BreachFactory(staff=olivia, title="Late", discovered_at=discovered_at, recorded_at=now)
    days = (local_date(now, "America/New_York") - local_date(discovered_at, "America/New_York")).days  # a clock change between
    page = " ".join(as_(olivia).get(PAGE).content.decode().split())
    assert "1 is late: that comes first." in page
    assert page.index(">Late<") < page.index(">Young<")
    assert f"{days - 60} days late" in page


def test_an_entry_goes_from_question_to_closed(as_: SignIn, olivia: Staff, entry: Breach, now) -> None:
    browser, today = as_(olivia), local_date(now, "America/New_York").isoformat()
    cleared = browser.post(url(entry, "decide/"), {"decision": "not_breach", "reason": "Low."})
    assert (cleared.status_code, "First weigh the risk" in cleared.content.decode()) == (422, True)
    factors = {"nature": "A name.", "recipient": "A clinic.", "acquired": "Read.", "mitigated": "Destroyed."}
    assert browser.post(url(entry, "assess/"), factors | {"acquired": ""}).status_code == 422
    assert browser.post(url(entry, "assess/"), factors).url == url(entry)
    assert browser.post(url(entry, "decide/"), {"decision": "breach", "reason": "It was read."}).url == url(entry)
    early = browser.post(url(entry, "close/"), {"lesson": "Windows."})
    assert "Somebody who has to be told was not told yet." in early.content.decode()
    for duty in ("people", "hhs"):
        told = {"duty": duty, "done_on": today, "note": "By letter."}
        assert browser.post(url(entry, "tell/"), told).url == url(entry)
    assert browser.post(url(entry, "close/"), {"lesson": "Envelopes with a window."}).url == url(entry)
    entry.refresh_from_db()
    assert (entry.state, entry.closed_by) == ("closed", olivia.user)
    page = browser.get(url(entry)).content.decode()
    assert "Envelopes with a window." in page
    assert "Look into it again" in page
    browser.post(url(entry, "reopen/"))
    entry.refresh_from_db()
    assert entry.state == "assessing"
    assert BreachStep.objects.filter(breach=entry).count() == 2


def test_people_are_found_listed_and_taken_off(as_: SignIn, olivia: Staff, alice: Staff, entry: Breach, now) -> None:
    mari, browser = registered(alice, now), as_(olivia)
    found = browser.post("/people/search/", {"q": "vega", "pick": "breach", "entry": str(entry.uuid)}).content.decode()
    add = url(entry, f"people/{mari.uuid}/add/")
    assert f'action="{add}"' in found
    browser.post(add)
    browser.post(add)
    assert BreachPerson.objects.filter(breach=entry).count() == 1
    assert "Mari Vega" in browser.get(url(entry)).content.decode()
    assert AuditEvent.objects.filter(verb="list.breach", patient_ids=[mari.pk]).exists()
    browser.post(url(entry, f"people/{mari.uuid}/remove/"))
    assert "Mari Vega" not in browser.get(url(entry)).content.decode()


def test_everybody_whom_one_account_opened_is_listed_at_once(
    as_: SignIn, olivia: Staff, alice: Staff, entry: Breach, mari: Patient, now
) -> None:
    second = enrolled_patient(alice, legal_given="Theo", legal_family="Marsh")
    for patient in (mari, second):
        opens(alice, patient, now - timedelta(hours=2))
    day = (now - timedelta(hours=2)).date()
    asked = {"colleague": str(alice.uuid), "since": str(day - timedelta(days=1)), "until": str(day + timedelta(days=1))}
    browser = as_(olivia)
    assert browser.post(url(entry, "opened/"), asked).url == url(entry)
    assert set(BreachPerson.objects.filter(breach=entry).values_list("patient_id", flat=True)) == {mari.pk, second.pk}
    opened = AuditEvent.objects.filter(verb="records.opened", actor_label=f"staff {olivia.pk}").get()
    assert set(opened.patient_ids) == {mari.pk, second.pk}
    nobody = browser.post(
        url(entry, "opened/"), asked | {"colleague": str(olivia.uuid), "since": "2020-01-01", "until": "2020-01-02"}
    )
    assert "opened nobody’s record" in nobody.content.decode()


@pytest.mark.parametrize(
    ("typed", "status"),
    [("RI 480, MA 35", 302), ("ri 5; ma 6", 302), ("", 302), ("Rhode Island 5", 422), ("RI many", 422), ("ZZ 4", 422)],
)
def test_people_by_state_are_typed_as_one_says_them(as_: SignIn, olivia: Staff, entry: Breach, typed: str, status: int) -> None:
    given = {"title": "T", "what_happened": "W", "categories": ["sud"], "places": typed}
    assert as_(olivia).post(url(entry, "correct/"), given).status_code == status


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PRIVACY_OFFICER}))
def test_nobody_else_reads_the_register(as_: SignIn, clinic: Organisation, entry: Breach, role: Role) -> None:
    browser = as_(staff_with(role, organisation=clinic))
    assert {browser.get(path).status_code for path in (PAGE, f"{PAGE}new/", url(entry), url(entry, "correct/"))} == {403}


def test_another_clinics_entry_is_not_there(as_: SignIn, olivia: Staff) -> None:
    theirs = BreachFactory()
    browser = as_(olivia)
    assert browser.get(url(theirs)).status_code == 404
    assert browser.post(url(theirs, "decide/"), {"decision": "breach", "reason": "x"}).status_code == 404
    assert theirs.title not in browser.get(PAGE).content.decode()


@pytest.mark.parametrize("rows", [1, 50])
def test_the_register_takes_the_same_queries_however_long(as_: SignIn, olivia: Staff, rows: int) -> None:
    BreachFactory.create_batch(rows, staff=olivia)
    assert queries_of(as_(olivia), PAGE) == 6


@pytest.mark.parametrize("people", [1, 50, 500])
def test_an_entry_takes_the_same_queries_however_many_people(as_: SignIn, olivia: Staff, entry: Breach, people: int) -> None:
    owner = olivia.user
    for _ in range(people):
        BreachPersonFactory(breach=entry, added_by=owner, patient__registered_by=owner)
    assert queries_of(as_(olivia), url(entry)) == 13
