"""The privacy office: who may, what a report says and hides, the letter, the table, what may be worth a look."""

import csv
import io
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from care.access import gate
from care.accounts.models import Organisation, Staff
from care.actor import Action, Category, Purpose, Role
from care.audit import operations as audit
from care.audit.kinds import Kind
from care.audit.models import AuditEvent
from care.lib.dates import local_date
from care.pages.looking import look_at_lately
from care.privacy.models import Observation
from patients.models import Patient
from patients.operations import register_patient
from patients.rules import Identity
from tests.care.pages.conftest import SignIn, queries_of, title_of
from tests.factories.accounts import actor_for, staff_with
from tests.factories.audit import AuditEventFactory
from tests.factories.patients import enrolled_patient
from tests.factories.privacy import ObservationFactory

pytestmark = pytest.mark.django_db(transaction=True)
BOSTON = ZoneInfo("America/New_York")


@pytest.fixture
def olivia(clinic: Organisation) -> Staff:
    """The privacy officer."""
    return staff_with(Role.PRIVACY_OFFICER, organisation=clinic, user__name="Olivia Brandt")


def registered(staff: Staff, at: datetime) -> Patient:
    """Somebody who can be found by name."""
    identity = Identity(birth_date=date(1988, 3, 14), legal_given="Mari", legal_family="Vega")
    return register_patient(actor=actor_for(staff), identity=identity, lead_staff_id=staff.pk, at=at)


def opens(staff: Staff, patient: Patient, at: datetime, category: Category = Category.SUD) -> None:
    with suppress(gate.Refused):
        gate.require(
            actor=actor_for(staff),
            patient_id=patient.pk,
            category=category,
            action=Action.READ,
            purpose=Purpose.TREAT,
            at=at,
        )


def report(patient: Patient, what: str = "") -> str:
    return f"/privacy/people/{patient.uuid}/{what}"


# --- one person ---------------------------------------------------------------------------------------------------------------


def test_the_report_says_who_did_what_on_which_day_in_plain_words(
    as_: SignIn, olivia: Staff, alice: Staff, bob: Staff, mari: Patient, now: datetime
) -> None:
    for minutes in (0, 5, 9):
        opens(alice, mari, now - timedelta(hours=3, minutes=minutes))
    opens(bob, mari, now - timedelta(hours=2))
    page = " ".join(as_(olivia).get(report(mari)).content.decode().split())
    for words in (
        "Who saw Mari Vega’s record",
        "Alice Osei",
        "Opened the record: substance use care",
        "3 times",
        "Bob Nair",
        "Was refused the record: substance use care",
        "Staff of the care team read and write what their role needs",
    ):
        assert words in page
    assert "record.opened" not in page
    assert "Mari" not in title_of(as_(olivia).get(report(mari)).content.decode())


def test_looking_is_itself_written_down_with_what_for(as_: SignIn, olivia: Staff, mari: Patient) -> None:
    as_(olivia).get(report(mari))
    event = AuditEvent.objects.filter(verb="record.opened").latest("pk")
    assert (event.basis, event.purpose, event.category, event.patient_ids) == ("D05-lookup", "PATRQT", "demographics", [mari.pk])


def test_a_colleague_of_another_clinic_stays_nameless(
    as_: SignIn, olivia: Staff, charlie: Staff, mari: Patient, now: datetime
) -> None:
    opens(charlie, mari, now - timedelta(hours=1))
    page = as_(olivia).get(report(mari)).content.decode()
    assert "Somebody of another organization" in page
    assert charlie.user.name not in page


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PRIVACY_OFFICER}))
def test_nobody_else_sees_who_saw_a_record(as_: SignIn, clinic: Organisation, mari: Patient, role: Role) -> None:
    browser = as_(staff_with(role, organisation=clinic))
    assert {browser.get(report(mari, what)).status_code for what in ("", "letter/", "table/")} == {403}
    assert browser.get("/privacy/").status_code == 403


def test_another_clinics_person_and_nobody_are_the_same_answer(as_: SignIn, olivia: Staff, charlie: Staff, mari: Patient) -> None:
    theirs = enrolled_patient(charlie)
    nobody = report(mari).replace(str(mari.uuid), "0190a000-0000-7000-8000-000000000000")
    answers = [as_(olivia).get(path) for path in (report(theirs), nobody)]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_report_is_narrowed_by_kind_by_colleague_and_by_period(
    as_: SignIn, olivia: Staff, alice: Staff, bob: Staff, mari: Patient, now: datetime
) -> None:
    opens(alice, mari, now - timedelta(days=40))
    opens(bob, mari, now - timedelta(days=1))
    browser = as_(olivia)

    def blocks(**query: str) -> set[str]:
        days = browser.get(report(mari), query).context["days"]
        return {block.who.name for day in days for block in day.blocks} - {"Olivia Brandt"}

    today = local_date(now, "America/New_York")
    assert {"Alice Osei", "Bob Nair"} <= blocks()
    assert blocks(kind="refusal") == {"Bob Nair"}
    assert blocks(who=str(alice.uuid)) == {"Alice Osei"}
    assert blocks(since=(today - timedelta(days=7)).isoformat(), until=today.isoformat()) == {"Bob Nair"}
    assert {"Alice Osei", "Bob Nair"} <= blocks(since="nonsense", who="nobody")


def test_a_long_report_has_pages_without_a_gap(as_: SignIn, olivia: Staff, mari: Patient, now: datetime) -> None:
    for number in range(450):
        AuditEventFactory(at=now - timedelta(minutes=number + 1), patient_ids=[mari.pk], category="sud", basis="D05-team")
    browser, url, seen = as_(olivia), report(mari), 0
    for _ in range(4):
        answer = browser.get(url)
        seen += sum(line.times for day in answer.context["days"] for block in day.blocks for line in block.lines)
        if not answer.context["next_url"]:
            break
        url = f"{report(mari)}{answer.context['next_url']}"
    assert seen >= 450
    assert browser.get(report(mari), {"after": "cut"}).url == report(mari)


@pytest.mark.parametrize("rows", [1, 50, 500])
def test_a_report_takes_the_same_queries_however_long(
    as_: SignIn, olivia: Staff, mari: Patient, now: datetime, rows: int
) -> None:
    for number in range(rows):
        at = now - timedelta(minutes=number + 1)
        AuditEventFactory(at=at, patient_ids=[mari.pk], actor_label=f"staff {number}", user_id=number)
    assert queries_of(as_(olivia), report(mari)) == REPORT_QUERIES


REPORT_QUERIES = 14


def test_the_table_holds_every_row_and_runs_no_formula(
    as_: SignIn, olivia: Staff, alice: Staff, mari: Patient, now: datetime
) -> None:
    alice.user.name = "=cmd|' /C calc'!A1"
    alice.user.save()
    opens(alice, mari, now - timedelta(hours=1))
    answer = as_(olivia).get(report(mari, "table/"))
    rows = list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert answer["Content-Type"].startswith("text/csv")
    assert rows[0][2] == "Who"
    assert any(row[2] == "'=cmd|' /C calc'!A1" for row in rows[1:])
    assert AuditEvent.objects.filter(verb="access_report.table_made", patient_ids=[mari.pk]).exists()


def test_the_letter_is_one_page_for_everybody_to_read(
    as_: SignIn, olivia: Staff, alice: Staff, bob: Staff, mari: Patient, now: datetime
) -> None:
    opens(alice, mari, now - timedelta(days=3))
    opens(alice, mari, now - timedelta(days=1))
    opens(bob, mari, now - timedelta(hours=5))
    answer = as_(olivia).get(report(mari, "letter/"))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    paper = PdfReader(io.BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert len(paper.pages) == 1
    for words in (
        "Who saw your record",
        "For Mari Vega",
        "Alice Osei, ",
        "opened it",
        "on 2 days",
        "Bob Nair",
        "Your rights",
        "Olivia Brandt",
    ):
        assert words in text
    assert AuditEvent.objects.filter(verb="access_report.letter_made", patient_ids=[mari.pk]).exists()


def test_a_letter_about_very_many_colleagues_stays_one_page(
    as_: SignIn, olivia: Staff, clinic: Organisation, mari: Patient, now: datetime
) -> None:
    for number in range(40):
        colleague = staff_with(Role.NURSE, organisation=clinic, user__name=f"Person Numberington {number}")
        opens(colleague, mari, now - timedelta(hours=number + 1), Category.DEMOGRAPHICS)
    paper = PdfReader(io.BytesIO(as_(olivia).get(report(mari, "letter/")).content))
    assert len(paper.pages) == 1
    assert "more: the whole list goes along" in paper.pages[0].extract_text()


# --- one colleague, a period, finding somebody ---------------------------------------------------------------------------------


def test_what_a_colleague_opened_names_the_people_of_this_clinic_alone(
    as_: SignIn, olivia: Staff, alice: Staff, charlie: Staff, mari: Patient, now: datetime
) -> None:
    theirs = enrolled_patient(charlie, legal_given="Ines", legal_family="Calder")
    opens(alice, mari, now - timedelta(hours=2))
    opens(alice, theirs, now - timedelta(hours=1))
    page = as_(olivia).get(f"/privacy/colleagues/{alice.uuid}/").content.decode()
    assert "What Alice Osei opened" in page
    assert "Mari Vega" in page
    assert "Calder" not in page
    assert as_(olivia).get(f"/privacy/colleagues/{charlie.uuid}/").status_code == 404
    listed = AuditEvent.objects.filter(verb="list.privacy").latest("pk")
    assert listed.patient_ids == [mari.pk]


def test_a_period_shows_the_clinic_and_no_other(
    as_: SignIn, olivia: Staff, alice: Staff, charlie: Staff, mari: Patient, now: datetime
) -> None:
    opens(alice, mari, now - timedelta(hours=1))
    opens(charlie, enrolled_patient(charlie), now - timedelta(hours=1))
    page = as_(olivia).get("/privacy/period/").content.decode()
    assert "Alice Osei" in page
    assert "Somebody of another organization" not in page


def test_the_search_of_the_privacy_officer_leads_to_the_report(as_: SignIn, olivia: Staff, alice: Staff, now: datetime) -> None:
    mari = registered(alice, now)
    page = as_(olivia).post("/people/search/", {"q": "vega"}).content.decode()
    assert f'href="{report(mari)}"' in page
    event = AuditEvent.objects.get(verb="list.search")
    assert (event.purpose, event.patient_ids) == ("PATRQT", [mari.pk])
    assert as_(alice).post("/people/search/", {"q": "vega", "pick": "privacy"}).status_code == 403
    assert f'href="/people/{mari.uuid}/"' in as_(alice).post("/people/search/", {"q": "vega"}).content.decode()


def test_the_first_page_of_the_office_shows_what_waits(as_: SignIn, olivia: Staff, mari: Patient) -> None:
    ObservationFactory(staff=olivia, patient=mari)
    page = " ".join(as_(olivia).get("/privacy/").content.decode().split())
    assert "To look at: 1" in page
    assert "Not read through yet" in page
    assert "Privacy office" in page


# --- to look at ---------------------------------------------------------------------------------------------------------------


def _yesterday(now: datetime, clock: time, days: int = 1) -> datetime:
    day = local_date(now, "America/New_York") - timedelta(days=days)
    return datetime.combine(day, clock, tzinfo=BOSTON).astimezone(UTC)


def test_a_day_is_gone_through_and_nothing_is_seen_twice(
    as_: SignIn, olivia: Staff, alice: Staff, bob: Staff, clinic: Organisation, mari: Patient, now: datetime
) -> None:
    nurse = staff_with(Role.NURSE, organisation=clinic, user__name="Vega Mari")
    supervisor = staff_with(Role.SUPERVISOR, organisation=clinic, user__name="Ruth Vega")
    opens(alice, mari, _yesterday(now, time(23, 30)))
    opens(nurse, mari, _yesterday(now, time(11)))
    opens(supervisor, mari, _yesterday(now, time(15)))
    opens(supervisor, mari, _yesterday(now, time(15), days=2))
    for minute in range(5):
        opens(bob, mari, _yesterday(now, time(9, minute)))
    assert look_at_lately(organisation_id=clinic.pk, at=now) == 5
    assert look_at_lately(organisation_id=clinic.pk, at=now) == 0
    found = {(row.kind, row.staff_id) for row in Observation.objects.all()}
    assert found == {
        ("odd_hours", alice.pk), ("own_record", nurse.pk), ("same_family", supervisor.pk), ("no_act", supervisor.pk),
        ("refusals", bob.pk),
    }  # fmt: skip
    page = as_(olivia).get("/privacy/to-look-at/").content.decode()
    assert "May be their own record" in page
    assert "ask before you conclude" in page


def test_an_act_on_the_next_day_is_enough(alice: Staff, clinic: Organisation, mari: Patient, now: datetime) -> None:
    supervisor = staff_with(Role.SUPERVISOR, organisation=clinic)
    opens(supervisor, mari, _yesterday(now, time(15), days=2))
    audit.record(
        actor=actor_for(supervisor),
        at=_yesterday(now, time(9)),
        kind=Kind.CHANGE,
        verb="task.done",
        patient_ids=[mari.pk],
    )
    look_at_lately(organisation_id=clinic.pk, at=now)
    assert not Observation.objects.filter(kind="no_act").exists()


def test_what_came_of_a_look_is_written_once(as_: SignIn, olivia: Staff, alice: Staff, mari: Patient) -> None:
    row = ObservationFactory(staff=alice, patient=mari)
    browser, url = as_(olivia), f"/privacy/to-look-at/{row.uuid}/"
    assert browser.post(url, {}).status_code == 422
    assert browser.post(url, {"outcome": "explained", "note": "Night duty."}).status_code == 302
    row.refresh_from_db()
    assert (row.outcome, row.note, row.reviewed_by) == ("explained", "Night duty.", olivia.user)
    browser.post(url, {"outcome": "talked"})
    row.refresh_from_db()
    assert row.outcome == "explained"
    assert "Night duty." in browser.get("/privacy/to-look-at/?show=reviewed").content.decode()
    assert browser.post(f"/privacy/to-look-at/{ObservationFactory().uuid}/", {"outcome": "talked"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_of_looks_takes_the_same_queries_however_long(as_: SignIn, olivia: Staff, mari: Patient, rows: int) -> None:
    for number in range(rows):
        ObservationFactory(staff=olivia, patient=mari, day=date(2026, 1, 1) + timedelta(days=number))
    assert queries_of(as_(olivia), "/privacy/to-look-at/") == 9


def test_who_gives_and_who_is_given_are_not_confused(
    as_: SignIn, olivia: Staff, alice: Staff, mari: Patient, now: datetime
) -> None:
    given = {"kind": "disclosure", "verb": "record.given", "patient_ids": [mari.pk], "at": now - timedelta(hours=1)}
    AuditEventFactory(**given, actor_label=f"staff {alice.pk}", user_id=alice.user_id)
    AuditEventFactory(**given, actor_kind="partner", actor_label="partner 7")
    browser = as_(olivia)
    page = browser.get(report(mari)).content.decode()
    assert "Gave out a part of the record" in page
    assert "Was given a part of the record" in page
    text = PdfReader(io.BytesIO(browser.get(report(mari, "letter/")).content)).pages[0].extract_text()
    assert "gave parts of it to somebody outside" in " ".join(text.split())
    assert "received parts of it" in " ".join(text.split())


def test_a_session_that_was_opened_and_closed_is_no_writing(
    as_: SignIn, olivia: Staff, alice: Staff, mari: Patient, now: datetime
) -> None:
    for verb in ("session.opened", "session.closed"):
        moment = now - timedelta(hours=1)
        by = {"actor_label": f"staff {alice.pk}", "user_id": alice.user_id}
        AuditEventFactory(kind="change", verb=verb, patient_ids=[mari.pk], at=moment, **by)
    text = PdfReader(io.BytesIO(as_(olivia).get(report(mari, "letter/")).content)).pages[0].extract_text()
    line = next(line for line in " ".join(text.split()).split(".") if "Alice Osei" in line)
    assert "opened it" in line
    assert "wrote in it" not in line
