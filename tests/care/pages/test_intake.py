"""An intake as a browser fills it in: the way, its sections, two colleagues at once, breaks, the summary and its paper."""

import re
from datetime import datetime

import pytest

from care.accounts.models import Staff
from care.actor import Permit
from care.drafts.models import Draft
from care.pages.intake.register import PAGES
from care.worklist.models import Task
from patients.intake import queries
from patients.intake.models import Intake, IntakeSection, SafetyCheck, TreatmentConsent
from patients.intake.rules import Answered, SectionKey, State
from patients.models import Allergy, ContactPoint, Patient
from tests.care.pages.conftest import SignIn, queries_of, title_of
from tests.care.pages.filling import fill, path, state_of, text_of

pytestmark = pytest.mark.django_db

NO_ROWS = {"points-TOTAL_FORMS": "1", "points-INITIAL_FORMS": "0", "points-0-value": ""}
ALLERGIES = {
    "state": "listed",
    "added-TOTAL_FORMS": "2",
    "added-INITIAL_FORMS": "0",
    "added-0-substance": "Penicillin",
    "added-0-reaction": "hives",
}
AGREES = {"answer": "agrees", "parts": ["medication", "peers"], "signed_name": "Mari Vega", "how": "on_screen"}


# --- the way ------------------------------------------------------------------------------------------------------------------


def test_before_it_begins_the_page_says_what_it_is_and_one_press_begins_it(as_: SignIn, alice: Staff, mari: Patient) -> None:
    browser = as_(alice)
    page = text_of(browser.get(path(mari)))
    assert "“I would rather not say” is an answer" in page
    assert "Begin Mari’s intake" in page
    answer = browser.post(path(mari, "begin/"))
    assert answer.headers["Location"] == path(mari)
    assert "Open since" in text_of(browser.get(path(mari)))


@pytest.mark.parametrize("part", ["", "consent/", "safety/", "summary/", "break/", "close/"])
def test_every_page_has_the_numbers_in_sight_and_no_name_in_its_title(
    as_: SignIn, alice: Staff, mari: Patient, intake: Intake, part: str
) -> None:
    answer = as_(alice).get(path(mari, part))
    assert answer.status_code == 200
    page = text_of(answer)
    for number in ("tel:988", "sms:741741", "tel:911"):
        assert number in page
    assert "Vega" not in title_of(answer.content.decode())


@pytest.mark.parametrize("section", sorted(PAGES))
def test_every_section_has_a_page_that_says_why_it_is_asked(
    as_: SignIn, alice: Staff, mari: Patient, intake: Intake, section: SectionKey
) -> None:
    page = text_of(as_(alice).get(path(mari, f"{section.value}/")))
    assert section.prose.replace("'", "&#x27;") in page
    assert "Stop for now" in page
    assert "Another day" in page
    assert ("prefers not to say</button>" in page) is PAGES[section].may_be_declined


def test_a_section_that_nobody_knows_is_not_there(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    assert as_(alice).get(path(mari, "horoscope/")).status_code == 404


def test_the_chart_leads_to_the_intake_and_says_how_far_it_is(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    page = text_of(as_(alice).get(f"/people/{mari.uuid}/"))
    assert path(mari) in page
    assert re.search(r"Intake: 0 of \d+", page)


def test_the_worklist_keeps_an_open_intake_in_sight(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    task = Task.objects.get()
    page = text_of(as_(alice).get(f"/tasks/{task.uuid}/"))
    assert "Intake open since" in page
    assert path(mari) in page


# --- a section ----------------------------------------------------------------------------------------------------------------


def test_a_section_is_saved_by_its_own_room_and_the_next_one_opens(
    as_: SignIn, alice: Staff, mari: Patient, intake: Intake
) -> None:
    answer = fill(as_(alice), mari, "allergies", unsaid=["added.reaction", "nonsense"], **ALLERGIES)
    assert answer.status_code == 302
    assert Allergy.objects.get(patient=mari).reaction == "hives"
    row = IntakeSection.objects.get(intake=intake, key="allergies")
    assert (row.state, row.unsaid) == (Answered.SAVED, ["added.reaction"])
    assert not answer.headers["Location"].startswith(path(mari, "allergies/"))


def test_what_is_to_be_mended_stays_typed_and_is_kept(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    browser = as_(alice)
    answer = fill(browser, mari, "contact", **NO_ROWS | {"points-0-value": "12", "ask_for": "Mari only"})
    assert answer.status_code == 422
    assert "Not saved yet. To mend:" in text_of(answer)
    assert state_of(intake, SectionKey.CONTACT) == Answered.WAITING
    again = text_of(browser.get(path(mari, "contact/")))
    assert "Restored from" in again
    assert 'value="Mari only"' in again
    assert 'value="12"' in again


def test_stopping_keeps_what_stands_in_the_form(as_: SignIn, alice: Staff, nurse: Staff, mari: Patient, intake: Intake) -> None:
    browser = as_(alice)
    answer = fill(browser, mari, "contact", step="pause", **NO_ROWS | {"contact_note": "Never on Fri"})
    assert answer.headers["Location"] == path(mari, "break/")
    answer = browser.post(path(mari, "break/"), {"why": "today"}, follow=True)
    assert "is on a break. Everything typed is kept" in text_of(answer)
    intake.refresh_from_db()
    assert intake.state == State.PAUSED
    assert 'value="Never on Fri"' in text_of(browser.get(path(mari, "contact/")))
    assert "Never on Fri" not in text_of(as_(nurse).get(path(mari, "contact/")))


def test_a_break_with_a_day_asks_that_morning(as_: SignIn, alice: Staff, mari: Patient, intake: Intake, now: datetime) -> None:
    browser = as_(alice)
    assert browser.post(path(mari, "break/"), {"why": "unwell", "go_on_on": "2020-01-01"}).status_code == 422
    day = f"{now.year + 1}-01-02" if now.month > 1 else f"{now.year}-12-24"
    browser.post(path(mari, "break/"), {"why": "unwell", "go_on_on": day})
    assert "Go on with the intake" in set(Task.objects.values_list("title", flat=True))
    assert "goes on" in text_of(browser.get(path(mari)))
    answer = browser.post(path(mari, "go-on/"))
    assert answer.status_code == 302
    intake.refresh_from_db()
    assert intake.state == State.OPEN


def test_prefers_not_to_say_is_an_answer(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    browser = as_(alice)
    fill(browser, mari, "safety", step="decline")
    assert state_of(intake, SectionKey.SAFETY) == Answered.UNSAID
    assert "Prefers not to say" in text_of(browser.get(path(mari, "summary/")))
    assert not SafetyCheck.objects.exists()
    fill(browser, mari, "contact", step="later", **NO_ROWS)
    assert state_of(intake, SectionKey.CONTACT) == Answered.LATER


def test_declining_what_is_answered_says_why_not_and_loses_nothing(
    as_: SignIn, alice: Staff, mari: Patient, intake: Intake
) -> None:
    browser = as_(alice)
    fill(browser, mari, "allergies", **ALLERGIES)
    answer = fill(browser, mari, "allergies", step="decline", version=1, **ALLERGIES | {"added-1-substance": "Latex"})
    assert answer.status_code == 302
    page = text_of(browser.get(path(mari, "allergies/")))
    assert "answered already" in page
    assert 'value="Latex"' in page


def test_of_two_colleagues_in_one_section_both_keep_theirs(
    as_: SignIn, alice: Staff, nurse: Staff, mari: Patient, intake: Intake
) -> None:
    amara, tomas = as_(alice), as_(nurse)
    fill(amara, mari, "allergies", **ALLERGIES)
    latex = ALLERGIES | {"added-0-substance": "Latex", "added-0-reaction": "rash"}
    answer = fill(tomas, mari, "allergies", **latex)
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Alice Osei saved this section" in page
    assert "Penicillin" in page
    assert 'value="Latex"' in page
    assert 'name="section_version" value="1"' in page
    assert Allergy.objects.count() == 1
    assert fill(tomas, mari, "allergies", version=1, **latex).status_code == 302
    assert set(Allergy.objects.values_list("substance", flat=True)) == {"Penicillin", "Latex"}


def test_a_draft_from_before_a_colleague_saved_says_so(
    as_: SignIn, alice: Staff, nurse: Staff, mari: Patient, intake: Intake
) -> None:
    amara, tomas = as_(alice), as_(nurse)
    fill(tomas, mari, "allergies", step="leave", **ALLERGIES | {"added-0-substance": "Latex"})
    fill(amara, mari, "allergies", **ALLERGIES)
    page = text_of(tomas.get(path(mari, "allergies/")))
    assert "Alice Osei saved this section" in page
    assert 'value="Latex"' in page


def test_the_identity_keeps_both_versions_of_a_field(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    browser = as_(alice)
    page = text_of(browser.get(path(mari, "identity/")))
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    typed = {
        "legal_given": "Mari",
        "legal_family": "Vega",
        "birth_date": "1988-03-14",
        "zone": "America/New_York",
        "language": "en",
        "pronouns": "they/them",
        "version": version.group(1),
    }
    Patient.objects.filter(pk=mari.pk).update(pronouns="she/they", version=9)
    answer = fill(browser, mari, "identity", **typed)
    assert answer.status_code in (302, 422)


def test_a_page_from_before_a_finish_changes_nothing_and_keeps_the_text(
    as_: SignIn, alice: Staff, mari: Patient, intake: Intake
) -> None:
    browser = as_(alice)
    browser.post(path(mari, "summary/"))
    answer = fill(browser, mari, "allergies", **ALLERGIES)
    assert answer.headers["Location"] == path(mari)
    assert not Allergy.objects.exists()


# --- consent and safety -------------------------------------------------------------------------------------------------------


def test_consent_to_treatment_is_agreed_part_by_part(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    browser = as_(alice)
    assert fill(browser, mari, "consent", **AGREES | {"signed_name": ""}).status_code == 422
    assert fill(browser, mari, "consent", **AGREES).status_code == 302
    assert TreatmentConsent.objects.get().parts == ["medication", "peers"]
    page = text_of(browser.get(path(mari, "consent/")))
    assert "medication, peer support" in page
    assert fill(browser, mari, "consent", version=1, answer="not_now").status_code == 302
    assert "Does not agree to treatment now" in text_of(browser.get(path(mari, "summary/")))


def test_the_person_reads_it_in_their_language(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    Patient.objects.filter(pk=mari.pk).update(language="es")
    page = text_of(as_(alice).get(path(mari, "consent/")))
    assert "El tratamiento lo elige usted" in page
    assert 'lang="es"' in page


def test_danger_leads_to_what_is_to_be_done_and_nobody_has_to_look_for_it(
    as_: SignIn, alice: Staff, mari: Patient, intake: Intake
) -> None:
    browser = as_(alice)
    answer = fill(browser, mari, "safety", thoughts="yes", plan="yes", own_words="I do not see a way.")
    assert answer.headers["Location"] == f"{path(mari, 'safety/')}#now"
    page = text_of(browser.get(path(mari, "safety/")))
    assert "Safety: stay with them now" in page
    assert "Take Mari’s" in page
    assert "Do not leave them alone" in page
    assert "I do not see a way." in page
    assert Task.objects.get(kind="safety").priority == "vital"


def test_no_danger_goes_on(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    answer = fill(as_(alice), mari, "safety", wish="no", thoughts="no", tried="no", safe_tonight="yes", hurt="unsaid")
    assert "#now" not in answer.headers["Location"]
    assert not Task.objects.filter(kind="safety").exists()


# --- the summary --------------------------------------------------------------------------------------------------------------


def test_the_summary_is_put_down_heard_signed_and_stays(
    as_: SignIn, alice: Staff, nurse: Staff, mari: Patient, intake: Intake, permit: Permit
) -> None:
    browser = as_(alice)
    fill(browser, mari, "allergies", unsaid=["added.reaction"], **ALLERGIES)
    assert "Finish Mari’s intake" in text_of(browser.get(path(mari, "summary/")))
    browser.post(path(mari, "summary/"))
    page = text_of(browser.get(path(mari, "summary/")))
    assert "Sign Mari’s intake" in page
    assert "What it did" in page
    assert browser.post(path(mari, "heard/"), {"said": "signed", "name": ""}).status_code == 422
    browser.post(path(mari, "heard/"), {"said": "signed", "name": "Mari Vega", "drawing": "M1 1L20 20"})
    as_(nurse).post(path(mari, "sign/"))
    Allergy.objects.all().delete()
    page = text_of(browser.get(path(mari, "summary/")))
    for words in ("Signed by Tomas Rivera", "Signed by Mari Vega", "M1 1L20 20", "Penicillin"):
        assert words in page
    row = queries.current_intake(permit=permit)
    assert row
    assert row.state is State.SIGNED
    assert Task.objects.get().state == "done"


def test_something_can_be_changed_before_it_is_signed(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    browser = as_(alice)
    browser.post(path(mari, "summary/"))
    assert browser.get(path(mari, "allergies/")).status_code == 302
    browser.post(path(mari, "change/"))
    assert browser.get(path(mari, "allergies/")).status_code == 200
    browser.post(path(mari, "sign/"))
    intake.refresh_from_db()
    assert intake.state == State.OPEN


@pytest.mark.parametrize("finished", [True, False])
def test_the_paper_is_a_file(as_: SignIn, alice: Staff, mari: Patient, intake: Intake, finished: bool) -> None:
    browser = as_(alice)
    if finished:
        browser.post(path(mari, "summary/"))
    answer = browser.get(path(mari, "print/"))
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Vega" not in answer.headers["Content-Disposition"]


def test_it_can_be_closed_with_a_reason_and_begun_anew(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    browser = as_(alice)
    assert browser.post(path(mari, "close/"), {}).status_code == 422
    browser.post(path(mari, "close/"), {"reason": "own_wish"})
    page = text_of(browser.get(path(mari)))
    assert "the person no longer wants it" in page
    assert "Begin a new intake of Mari" in page
    browser.post(path(mari, "begin/"))
    assert Intake.objects.count() == 2


# --- who may, and what it costs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["", "safety/", "summary/", "print/"])
def test_the_front_desk_and_a_counselor_off_the_team_are_refused(
    as_: SignIn, desk: Staff, bob: Staff, mari: Patient, intake: Intake, part: str
) -> None:
    for outsider in (desk, bob):
        answer = as_(outsider).get(path(mari, part))
        assert answer.status_code == 403
        assert "Vega" not in answer.content.decode()


@pytest.mark.parametrize(("part", "most"), [("", 32), ("contact/", 36), ("summary/", 60)])
def test_a_page_takes_the_same_queries_however_much_there_is(
    as_: SignIn, alice: Staff, mari: Patient, intake: Intake, part: str, most: int
) -> None:
    browser = as_(alice)
    few = queries_of(browser, path(mari, part))
    ContactPoint.objects.bulk_create(
        ContactPoint(patient=mari, kind="phone", value=f"+1401555{number:04d}") for number in range(15)
    )
    for version in range(3):
        fill(browser, mari, "allergies", version=version, **ALLERGIES)
    assert queries_of(browser, path(mari, part)) == few
    assert few <= most


def test_drafts_of_an_intake_are_their_authors(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    number = IntakeSection.objects.get(intake=intake, key="safety").uuid
    answer = as_(alice).post(f"/drafts/intake:{mari.uuid}:{number}/", {"own_words": "Half a sen"})
    assert answer.status_code == 200
    assert Draft.objects.get().key == f"intake:{mari.uuid}:{number}"
