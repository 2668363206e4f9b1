"""The sections of an intake that other rooms own: each saves in its room, tells it, and what is asked follows from it."""

import re
from typing import Any

import pytest

from care.accounts.models import Staff
from care.drafts.models import Draft
from patients.intake.models import Intake
from patients.intake.rules import Answered, SectionKey
from patients.models import Patient
from patients.story.models import StoryPart, SubstanceUse
from tests.care.pages.conftest import SignIn
from tests.care.pages.filling import fill, path, state_of, text_of

pytestmark = pytest.mark.django_db

OPIOID = {
    "substance": "fentanyl",
    "name": "fetty",
    "routes": ["smoked"],
    "how_often": "daily",
    "amount": "3 points",
    "last_used": "2026",
}


def test_substances_are_added_one_by_one_and_the_order_follows(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    browser = as_(alice)
    answer = fill(browser, mari, "substances", step="add", **OPIOID)
    assert answer.headers["Location"] == path(mari, "substances/#questions")
    assert "Fentanyl (“fetty”)" in text_of(browser.get(path(mari, "substances/")))
    answer = fill(browser, mari, "substances", version=1, substance="alcohol", how_often="all_day")
    assert answer.headers["Location"] == path(mari, "withdrawal/#questions")
    assert "First" in text_of(browser.get(path(mari)))
    assert SubstanceUse.objects.filter(patient=mari).count() == 2


def test_an_empty_line_says_that_nothing_more_is_told(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    browser = as_(alice)
    answer = fill(browser, mari, "substances", substance="")
    assert answer.status_code == 422
    assert "mark that there is nothing to list" in text_of(answer)
    assert fill(browser, mari, "substances", substance="", nothing="on").status_code == 302
    page = text_of(browser.get(path(mari)))
    assert "Not asked: no use was told" in page
    assert fill(browser, mari, "substances", version=1, **OPIOID).status_code == 302
    assert "Not asked: no use was told" not in text_of(browser.get(path(mari)))
    assert fill(browser, mari, "substances", version=2, substance="").status_code == 302


def test_a_condition_is_looked_up_and_kept_with_its_code(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    browser = as_(alice)
    looked = fill(browser, mari, "conditions", look="on", display="opioid dependence")
    assert looked.status_code == 200
    assert "F11.20" in text_of(looked)
    assert "To mend" not in text_of(looked)
    alone = browser.post(
        path(mari, "conditions/"), {"look": "on", "display": "opioid dependence"}, headers={"HX-Request": "true"}
    )
    assert "<html" not in alone.content.decode()
    chosen = "http://hl7.org/fhir/sid/icd-10-cm|F11.20"
    typed = {"display": "opioid dependence", "clinical_status": "active", "verification_status": "confirmed"}
    assert fill(browser, mari, "conditions", **typed).status_code == 422
    assert fill(browser, mari, "conditions", coding=chosen, **typed).status_code == 302
    assert "F11.20" in text_of(browser.get(path(mari, "summary/")))


def test_dangerous_withdrawal_stops_the_way_and_stands_on_every_page(
    as_: SignIn, alice: Staff, mari: Patient, intake: Intake
) -> None:
    browser = as_(alice)
    answer = fill(browser, mari, "withdrawal", last_alcohol="hours_24", signs=["sees_things", "tremor"])
    assert answer.headers["Location"] == f"{path(mari, 'withdrawal/')}#now"
    for part in ("", "goals/", "summary/"):
        assert "Severe withdrawal: stay with the person" in text_of(browser.get(path(mari, part)))


def test_a_day_that_cannot_be_is_told_at_its_field(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    answer = fill(as_(alice), mari, "overdose", occurred="1950")
    assert answer.status_code == 422
    assert "In the future, or before the birth." in text_of(answer)
    assert state_of(intake, SectionKey.OVERDOSE) == Answered.WAITING


def test_preferring_not_to_say_is_kept_by_the_room_too(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    browser = as_(alice)
    for section in ("substances", "pregnancy", "needs"):
        fill(browser, mari, section, step="decline")
    assert set(StoryPart.objects.values_list("part", "answer")) == {
        ("substances", "prefers_not"),
        ("pregnancy", "prefers_not"),
        ("needs", "prefers_not"),
    }


def test_goals_are_shown_as_the_persons_own_words(as_: SignIn, alice: Staff, mari: Patient, intake: Intake) -> None:
    browser = as_(alice)
    fill(browser, mari, "goals", own_words="See my daughter every week.", importance="10")
    assert re.search(r'tl-voice">\s*See my daughter every week\.', browser.get(path(mari, "summary/")).content.decode())


@pytest.mark.parametrize(
    ("section", "fields", "words"),
    [
        ("background", {"birth_sex": "M", "race": ["2054-5"], "interpreter": ""}, "Male"),
        (
            "people",
            {"name": "Rosa Duarte", "relation": "sibling", "phone": "(401) 555-0199", "may_be_called": "on"},
            "Rosa Duarte",
        ),
        ("preferences", {"food": "No pork", "declined": ["faith"]}, "No pork"),
        ("medicines", {"name": "Gabapentin", "dose": "300 mg", "taking": "as_meant"}, "Gabapentin 300 mg"),
        ("treatment", {"setting": "otp", "place": "Eastside", "began": "2019", "helped": "some"}, "Eastside"),
        ("strengths", {"words": "My grandmother’s prayers", "area": "cultural"}, "grandmother’s prayers"),
        ("overdose", {"occurred": "3/2024", "naloxone": "yes", "naloxone_doses": "2"}, "yes, 2 doses"),
        ("pregnancy", {"answer": "not"}, "Not pregnant"),
        ("needs", {"told_housing": "yes", "help_housing": "yes"}, "Housing"),
    ],
)
def test_each_section_saves_in_its_room_and_tells_it(
    as_: SignIn, alice: Staff, mari: Patient, intake: Intake, section: str, fields: dict[str, Any], words: str
) -> None:
    browser = as_(alice)
    answer = fill(browser, mari, section, **fields)
    assert answer.status_code == 302, text_of(answer)
    assert words in text_of(browser.get(path(mari, "summary/")))
    assert state_of(intake, SectionKey(section)) == Answered.SAVED


def test_what_to_mind_for_immigration_is_in_no_draft_and_on_no_summary(
    as_: SignIn, alice: Staff, mari: Patient, intake: Intake
) -> None:
    browser = as_(alice)
    typed = {"food": "x" * 5000, "keep_immigration": "on", "immigration": "Meets us at the church"}
    assert fill(browser, mari, "preferences", **typed).status_code == 422
    assert "church" not in str(Draft.objects.get().content)
    assert fill(browser, mari, "preferences", **typed | {"food": "Rice"}).status_code == 302
    assert "church" not in text_of(browser.get(path(mari, "summary/")))


def test_a_pregnancy_is_not_asked_of_who_was_recorded_male_at_birth(
    as_: SignIn, alice: Staff, mari: Patient, intake: Intake
) -> None:
    browser = as_(alice)
    assert "Not asked: age and sex on record" not in text_of(browser.get(path(mari)))
    fill(browser, mari, "background", birth_sex="M")
    assert "Not asked: age and sex on record" in text_of(browser.get(path(mari)))
