"""The screens of the story as a browser uses them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from care.accounts.models import Staff
from care.actor import Role
from care.drafts.models import Draft
from care.drafts.operations import save_draft
from care.drafts.rules import Key
from care.worklist.models import Task
from patients.models import Condition, Patient
from patients.story.models import (
    Medicine,
    NeedsCheck,
    Overdose,
    OwnGoal,
    PregnancyRecord,
    StoryPart,
    Strength,
    SubstanceUse,
    TreatmentEpisode,
    WithdrawalCheck,
)
from patients.story.rules import Part
from tests.factories.accounts import actor_for, sign_in, staff_with
from tests.factories.patients import ConditionFactory, enrolled_patient, permit_for
from tests.factories.story import (
    MedicineFactory,
    OverdoseFactory,
    OwnGoalFactory,
    PregnancyRecordFactory,
    SocialNeedFactory,
    StoryPartFactory,
    StrengthFactory,
    SubstanceUseFactory,
    TreatmentEpisodeFactory,
    WithdrawalCheckFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def browser(client, alice):
    return sign_in(client, alice)


@pytest.fixture
def patient(alice) -> Patient:
    return enrolled_patient(alice)


def url(name: str, patient: Patient, *more) -> str:
    return reverse(f"story:{name}", args=[patient.uuid, *more])


def page(answer) -> str:
    return " ".join(answer.content.decode().split())


# --- the whole ---------------------------------------------------------------------------------------------------------------


def test_before_anybody_asked_the_page_says_so(browser, patient):
    shown = page(browser.get(url("story", patient)))
    assert "Nobody has asked yet: 10" in shown
    assert url("withdrawal", patient) in shown


def test_the_whole_story_stands_on_one_page(browser, patient):
    SubstanceUseFactory(patient=patient)
    OverdoseFactory(patient=patient)
    TreatmentEpisodeFactory(patient=patient)
    WithdrawalCheckFactory(patient=patient)
    ConditionFactory(patient=patient)
    MedicineFactory(patient=patient)
    PregnancyRecordFactory(patient=patient)
    SocialNeedFactory(check_made__patient=patient)
    StrengthFactory(patient=patient)
    OwnGoalFactory(patient=patient)
    shown = page(browser.get(url("story", patient)))
    for words in (
        *("Fentanyl (“blues”)", "Smoked; every day; about 5 pills; last use Nov 20, 2026; since age 22", "Wants help with this"),
        *("Jun 2025: fentanyl", "Naloxone: yes, 2 doses", "Residential: Phoenix House", "No sign of danger"),
        *("Essential (primary) hypertension", "ICD-10-CM I10", "Lisinopril 10 mg", "As prescribed", "Due Mar 1, 2027"),
        *(
            "Food",
            "Wants help: yes",
            "Z59.41",
            "Her sister calls every morning",
            "I want my kids on weekends.",
            "Matters 10 of 10",
        ),
    ):
        assert words.lower() in shown.lower(), words
    assert "Nobody has asked yet" not in shown


@pytest.mark.parametrize("children", [1, 50])
def test_the_page_takes_the_same_queries_however_long_the_story_is(browser, patient, children, django_assert_max_num_queries):
    for number in range(children):
        StrengthFactory(patient=patient, words=f"Strength {number}")
        MedicineFactory(patient=patient, name=f"Medicine {number}")
        SocialNeedFactory(check_made__patient=patient)
    browser.get(url("story", patient))
    with django_assert_max_num_queries(27):
        browser.get(url("story", patient))
    with django_assert_max_num_queries(25):
        browser.get(url("medicines", patient))


def test_who_is_off_the_team_does_not_read_it(client, patient, alice):
    bob = staff_with(Role.COUNSELOR, organisation=alice.organisation)
    assert sign_in(client, bob).get(url("story", patient)).status_code == 403


# --- lists -------------------------------------------------------------------------------------------------------------------

NEW: dict[str, tuple[dict[str, str | list[str]], type]] = {
    "substances": (
        {"substance": "alcohol", "routes": ["swallowed"], "how_often": "daily", "amount": "a pint", "last_used": "11/20/2026"},
        SubstanceUse,
    ),
    "overdoses": ({"occurred": "2021", "naloxone": "yes", "naloxone_doses": "2"}, Overdose),
    "treatments": ({"setting": "otp", "place": "Eastside", "began": "2019", "ended": "3/2020"}, TreatmentEpisode),
    "problems": (
        {"display": "Trouble with sleep at the shelter", "clinical_status": "active", "verification_status": "provisional"},
        Condition,
    ),
    "medicines": ({"name": "Sertraline", "dose": "50 mg", "kind_of": "prescribed", "taking": "sometimes"}, Medicine),
    "strengths": ({"words": "Two years of work at the harbor", "area": "personal"}, Strength),
    "goals": ({"own_words": "Get my license back.", "importance": "8"}, OwnGoal),
}


@pytest.mark.parametrize("part", NEW)
def test_a_line_is_added_and_the_person_is_named(browser, patient, part):
    fields, model = NEW[part]
    assert browser.get(url(part, patient)).status_code == 200
    answer = browser.post(url(part, patient), fields, follow=True)
    assert answer.redirect_chain == [(url(part, patient), 302)]
    assert f"Marisol Vega: {Part(part).label.lower()} saved." in page(answer)
    assert model.objects.get().patient == patient


@pytest.mark.parametrize("part", NEW)
def test_a_line_is_opened_changed_taken_off_and_put_back(browser, patient, part):
    fields, model = NEW[part]
    browser.post(url(part, patient), fields)
    row = model.objects.get()
    shown = page(browser.get(url(f"{part}_line", patient, row.uuid)))
    assert 'name="version" value="1"' in shown
    changed = browser.post(url(f"{part}_line", patient, row.uuid), fields | {"version": "1"} | CHANGES[part], follow=True)
    assert "Marisol Vega: change saved." in page(changed)
    row.refresh_from_db()
    assert row.version == 2
    off = page(browser.post(url(f"{part}_remove", patient, row.uuid), follow=True))
    assert "Taken off: 1" in off
    assert browser.get(url(f"{part}_line", patient, row.uuid)).status_code == 404
    back = page(browser.post(url(f"{part}_restore", patient, row.uuid), follow=True))
    assert "put back on the list" in back
    assert "Taken off" not in back


CHANGES: dict[str, dict[str, str]] = {
    "substances": {"amount": "two pints"},
    "overdoses": {"hospital": "admitted"},
    "treatments": {"helped": "some"},
    "problems": {"note": "since the fire", "coding": "words"},
    "medicines": {"taking": "not"},
    "strengths": {"words": "Three years of work at the harbor"},
    "goals": {"confidence": "4"},
}


@pytest.mark.parametrize(
    ("part", "fields", "words"),
    [
        ("substances", {"substance": ""}, "This field is required"),
        ("substances", {"substance": "alcohol", "last_used": "last summer"}, "A year, a month or a day: 2015"),
        ("substances", {"substance": "alcohol", "last_used": "2031"}, "In the future, or before the birth"),
        ("substances", {"substance": "alcohol", "last_used": "1950"}, "In the future, or before the birth"),
        ("substances", {"substance": "alcohol", "first_age": "80"}, "Younger than the person is now"),
        ("overdoses", {"occurred": "", "naloxone": "", "naloxone_doses": "", "note": ""}, "Write one thing about it at least"),
        ("overdoses", {"naloxone": "no"}, "say that naloxone was given"),
        ("treatments", {"setting": "otp", "began": "2020", "ended": "2019"}, "Before it began"),
        ("medicines", {"name": "Sertraline", "stop_reason": "cost"}, "About when did they stop?"),
        ("problems", {"display": ""}, "This field is required"),
        ("goals", {"own_words": "x" * 501}, "at most 500 characters"),
    ],
)
def test_each_mistake_is_told_and_nothing_typed_is_lost(browser, patient, part, fields, words):
    answer = browser.post(url(part, patient), NEW[part][0] | {"note": "kept 77"} | fields)
    assert answer.status_code == 422
    assert words in page(answer)
    assert not NEW[part][1].objects.exists()
    if "note" in answer.context["form"].fields and "note" not in fields:
        assert "kept 77" in page(answer)
        assert "kept 77" in page(browser.get(url(part, patient))), "restored"


def test_the_same_twice_is_told(browser, patient):
    browser.post(url("strengths", patient), NEW["strengths"][0])
    answer = browser.post(url("strengths", patient), NEW["strengths"][0])
    assert answer.status_code == 422
    assert "This is on the list already" in page(answer)


def test_both_versions_stand_side_by_side_and_the_second_save_is_decided(browser, patient, alice):
    row = SubstanceUseFactory(
        patient=patient, version=2, routes=["injected"], amount="a pint", changed_at=timezone.now(), changed_by=alice.user
    )
    mine = NEW["substances"][0] | {"version": "1"}
    answer = browser.post(url("substances_line", patient, row.uuid), mine)
    shown = page(answer)
    assert answer.status_code == 422
    assert f"{alice.user.name} saved this" in shown
    assert "Injected" in shown
    assert 'name="version" value="2"' in shown
    assert browser.post(url("substances_line", patient, row.uuid), mine | {"version": "2"}).status_code == 302
    row.refresh_from_db()
    assert (row.substance, row.version) == ("alcohol", 3)


@pytest.mark.parametrize("part", [part.value for part in Part])
def test_prefers_not_to_say_is_an_answer_of_every_part(browser, patient, part):
    answer = browser.post(url(f"{part}_answer", patient), {"answer": "prefers_not"}, follow=True)
    assert "prefers not to say" in page(answer)
    assert StoryPart.objects.get().part == part
    assert "Prefers not to say" in page(browser.get(url("story", patient)))


def test_nothing_to_list_is_refused_where_something_is(browser, patient):
    StrengthFactory(patient=patient)
    answer = browser.post(url("strengths_answer", patient), {"answer": "nothing"}, follow=True)
    assert "something is on the list" in page(answer)
    answer = browser.post(url("strengths_answer", patient), {"answer": "maybe"}, follow=True)
    assert "choose one of the two answers" in page(answer)
    assert not StoryPart.objects.exists()


def test_a_line_that_was_written_again_is_not_put_back(browser, patient, alice):
    row = StrengthFactory(patient=patient, removed_at=timezone.now(), removed_by=alice.user)
    StrengthFactory(patient=patient)
    answer = browser.post(url("strengths_restore", patient, row.uuid), follow=True)
    assert "the same is on the list already" in page(answer)


def test_a_draft_is_restored_and_gone_once_saved(browser, patient, alice):
    now = timezone.now()
    fields = {"substance": ["alcohol"], "amount": ["about a pi"]}
    permit = permit_for(alice, patient, at=now)
    save_draft(actor=actor_for(alice), key=Key("substances", patient.uuid), fields=fields, permit=permit, at=now)
    shown = page(browser.get(url("substances", patient)))
    assert "Restored from" in shown
    assert 'value="about a pi"' in shown
    browser.post(url("substances", patient), NEW["substances"][0])
    assert not Draft.objects.exists()


def test_a_kinder_word_is_offered_for_a_colleagues_note(browser, patient):
    answer = browser.post(url("substances", patient), NEW["substances"][0] | {"note": "drug abuser"}, follow=True)
    assert "A kinder word for" in page(answer)
    assert SubstanceUse.objects.get().note == "drug abuser"


# --- codes -------------------------------------------------------------------------------------------------------------------

PROBLEM = {"display": "opioid use disorder", "clinical_status": "active", "verification_status": "confirmed"}
F1120 = "http://hl7.org/fhir/sid/icd-10-cm|F11.20"


def test_codes_are_looked_up_without_a_script_and_nothing_typed_is_lost(browser, patient):
    answer = browser.post(url("problems", patient), PROBLEM | {"look": "on", "note": "since the accident"})
    shown = page(answer)
    assert answer.status_code == 200
    assert "Opioid use disorder, moderate or severe: F11.20" in shown
    assert "since the accident" in shown
    assert "To mend" not in shown


def test_htmx_gets_the_codes_of_the_page_alone(browser, patient):
    whole = page(browser.post(url("problems", patient), PROBLEM | {"look": "on"}))
    part = page(browser.post(url("problems", patient), PROBLEM | {"look": "on"}, headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert part.strip() in whole


def test_the_code_that_was_chosen_is_kept_with_its_version(browser, patient):
    browser.post(url("problems", patient), PROBLEM | {"coding": F1120, "onset": "2019"})
    row = Condition.objects.get()
    assert (row.code, row.code_version, row.display, row.category) == (
        "F11.20",
        "2026-04",
        "Opioid dependence, uncomplicated",
        "sud",
    )
    shown = page(browser.get(url("story", patient)))
    assert "Opioid use disorder, moderate or severe" in shown
    assert "checked" in page(browser.get(url("problems_line", patient, row.uuid)))


def test_where_a_code_fits_it_is_chosen_or_the_words_are_kept_knowingly(browser, patient):
    answer = browser.post(url("problems", patient), PROBLEM)
    assert answer.status_code == 422
    assert "Choose the code that fits" in page(answer)
    browser.post(url("problems", patient), PROBLEM | {"coding": "words"})
    assert Condition.objects.get().code == ""


def test_a_code_that_no_longer_fits_the_words_is_told(browser, patient):
    answer = browser.post(url("problems", patient), PROBLEM | {"display": "asthma", "coding": F1120})
    assert answer.status_code == 422
    assert "look up the code again" in page(answer)


def test_a_condition_of_another_code_system_keeps_its_code(browser, patient):
    row = ConditionFactory(patient=patient, system="http://snomed.info/sct", code="44054006", display="Diabetes (disorder)")
    fields = {"display": row.display, "clinical_status": "resolved", "verification_status": "confirmed", "version": "1"}
    browser.post(url("problems_line", patient, row.uuid), fields | {"coding": "http://snomed.info/sct|44054006"})
    row.refresh_from_db()
    assert (row.code, row.clinical_status) == ("44054006", "resolved")


def test_words_without_any_code_are_told_so(browser, patient):
    shown = page(browser.post(url("problems", patient), PROBLEM | {"display": "zzzz qqqq", "look": "on"}))
    assert "No code fits these words" in shown


# --- medicines -----------------------------------------------------------------------------------------------------------------


def test_the_medicines_are_gone_through(browser, patient):
    empty = page(browser.post(url("medicines_reconcile", patient), follow=True))
    assert "nothing is on the list" in empty
    MedicineFactory(patient=patient)
    done = page(browser.post(url("medicines_reconcile", patient), follow=True))
    assert "medicines gone through: 1" in done
    assert "; gone through" in done


# --- what is found on one day --------------------------------------------------------------------------------------------------


def test_severe_withdrawal_opens_a_task_and_says_what_to_do(browser, patient):
    answer = browser.post(url("withdrawal", patient), {"signs": ["confused"], "last_alcohol": "days_3"}, follow=True)
    shown = page(answer)
    assert "withdrawal risk: danger; a task is open" in shown
    assert "Stay with Marisol." in shown
    assert "911" in shown
    assert Task.objects.get().priority == "vital"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Answer one of these at least"),
        ({"signs": ["tremor"], "no_signs": "on"}, "Signs are marked above"),
        ({"seizures": "yes", "last_seizure": "2031"}, "In the future, or before the birth"),
    ],
)
def test_what_a_check_cannot_say_is_told(browser, patient, fields, words):
    answer = browser.post(url("withdrawal", patient), fields)
    assert answer.status_code == 422
    assert words in page(answer)
    assert not WithdrawalCheck.objects.exists()


def test_pregnancy_is_kept_and_shown(browser, patient):
    due = (timezone.now() + timedelta(days=100)).date().isoformat()
    shown = page(browser.post(url("pregnancy", patient), {"answer": "pregnant", "due_on": due}, follow=True))
    assert "Marisol Vega: pregnancy saved." in shown
    assert PregnancyRecord.objects.get().due_on.isoformat() == due


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "This field is required"),
        ({"answer": "not", "due_on": "2027-01-01"}, "A due date goes with"),
        ({"answer": "pregnant", "gave_birth_on": "2026-01-01"}, "Gave birth in the last 12 months"),
        ({"answer": "pregnant", "due_on": "2040-01-01"}, "No pregnancy of today has this day"),
    ],
)
def test_impossible_pregnancies_are_told(browser, patient, fields, words):
    answer = browser.post(url("pregnancy", patient), fields)
    assert answer.status_code == 422
    assert words in page(answer)


def test_needs_are_kept_and_help_is_offered(browser, patient):
    fields = {"told_housing": "yes", "help_housing": "yes", "note_housing": "On a couch", "told_food": "no"}
    shown = page(browser.post(url("needs", patient), fields, follow=True))
    assert "social needs saved" in shown
    assert "Wants help" in shown
    assert Task.objects.get().title == "Offer help with social needs"


@pytest.mark.parametrize(
    ("fields", "words"),
    [({}, "Answer one of these at least"), ({"help_food": "yes"}, "Say first whether it is a need")],
)
def test_needs_that_say_nothing_are_told(browser, patient, fields, words):
    answer = browser.post(url("needs", patient), fields)
    assert answer.status_code == 422
    assert words in page(answer)
    assert not NeedsCheck.objects.exists()


def test_a_part_says_that_the_person_would_rather_not(browser, patient):
    StoryPartFactory(patient=patient, part="needs", answer="prefers_not")
    assert "Prefers not to say." in page(browser.get(url("needs", patient)))
