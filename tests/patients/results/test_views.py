"""The pages of results as a browser uses them: what they show, take, ask once more and refuse, and how much they ask."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from care.accounts.models import Staff
from care.drafts.models import Draft
from care.lib.dates import local_date
from care.pages.copies.parts import Frame
from care.pages.copies.results import results_sheet
from patients.models import Patient
from patients.results.models import DrugTest, DrugTestAnalyte, Result
from patients.results.rules import Panel, ResultKind
from patients.results.timeline import timeline_entries
from tests.factories.accounts import LONG_AGO, UserFactory, sign_in
from tests.factories.elsewhere import RecordFactory
from tests.factories.results import DrugTestAnalyteFactory, DrugTestFactory, ResultFactory
from tests.patients.results.conftest import PermitAt

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client, alice: Staff) -> Client:
    return sign_in(client, alice)


def url(name: str, patient: Patient, **given: object) -> str:
    return reverse(f"results:{name}", kwargs={"uuid": patient.uuid, **given})


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def today() -> str:
    return local_date(timezone.now(), "America/New_York").isoformat()


def queries_of(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_page_shows_the_latest_of_each_kind_with_age_source_and_what_is_missing(browser: Client, mari: Patient) -> None:
    empty = text(browser.get(url("results", mari)))
    assert "Nothing is written down of" in empty
    assert "None is written down." in empty
    now = timezone.now()
    ResultFactory(patient=mari, value=Decimal("1.1"), measured_at=now - timedelta(days=900))
    ResultFactory(patient=mari, measured_at=now - timedelta(days=800), given=Decimal("79.6"), given_unit="umol/L", place="Bay")
    ResultFactory(patient=mari, an_ecg=True, value=Decimal(505), measured_at=now)
    RecordFactory(patient=mari, number=Decimal(154), unit="[lb_av]", happened=now - timedelta(days=3))
    DrugTestAnalyteFactory(drug_test__patient=mari)
    page = text(browser.get(url("results", mari)))
    for words in (
        *("0.9 mg/dL", "given as 79.6 µmol/L", "26 months ago", "older than 12 months", "2 in all", "505 ms", "500 ms or more"),
        *("69.9 kg", "given as 154 lb; from hospital", "Drug tests: 1", "Found: Methadone", "Not known: Blood pressure"),
        url("new_panel", mari, panel="body"),
    ):
        assert words in page, words
    assert url("results", mari) in text(browser.get(reverse("pages:chart", args=[mari.uuid])))


def test_the_page_asks_the_same_however_much_there_is(browser: Client, mari: Patient) -> None:
    def add(number: int) -> None:
        for _ in range(number):
            ResultFactory(patient=mari)
            DrugTestAnalyteFactory(drug_test__patient=mari)

    add(1)
    paths = [url("results", mari), url("kind", mari, measure="creatinine")]
    before = [queries_of(browser, path) for path in paths]
    add(20)
    assert [queries_of(browser, path) for path in paths] == before


# What a browser sends of a form on which nothing was chosen.
CHOSEN = {
    "body": {"weight_unit": "kg"},
    "heart": {"formula": "fridericia"},
    "blood": {"creatinine_unit": "mg/dL", "alt_unit": "U/L", "ast_unit": "U/L", "platelets_unit": "10*3/uL"},
    "medication": {"methadone_peak_unit": "ng/mL", "methadone_trough_unit": "ng/mL"},
}


def typed(panel: str, **sent: str) -> dict[str, str]:
    return {"day": today()} | CHOSEN.get(panel, {}) | sent


BLOOD = {"creatinine": "0.9", "alt": "61", "alt_upper": "40", "place": "Bay", "time": "00:01"}


def test_several_results_are_written_down_at_once(browser: Client, mari: Patient) -> None:
    answer = browser.post(url("new_panel", mari, panel="blood"), typed("blood", **BLOOD), follow=True)
    assert "Creatinine and ALT are written down." in text(answer)
    assert dict(Result.objects.values_list("kind", "value")) == {"creatinine": Decimal("0.9"), "alt": 61}
    assert "above the normal range" in text(answer)
    assert "normal up to 40; Bay; written down by Alice Rivera" in text(answer)


def test_a_value_far_from_usual_is_asked_once_more_and_only_that_value_is_meant(browser: Client, mari: Patient) -> None:
    path = url("new_panel", mari, panel="blood")
    odd = typed("blood", creatinine="20", note="fasting")
    asked = browser.post(path, odd)
    assert asked.status_code == 422
    assert "Creatinine 20 mg/dL: is that so, or was it mg/L?" in text(asked)
    assert 'value="20/mg/dL/"' in asked.content.decode()
    assert Draft.objects.count() == 1
    again = browser.post(path, odd | {"creatinine": "21", "creatinine_sure": "20/mg/dL/"})
    assert "Creatinine 21 mg/dL: is that so" in text(again)
    assert not Result.objects.exists()
    saved = browser.post(path, odd | {"creatinine_sure": "20/mg/dL/"}, follow=True)
    assert "Creatinine is written down." in text(saved)
    assert "far from usual, asked once more" in text(saved)
    assert (Result.objects.get().is_sure, Draft.objects.count()) == (True, 0)


# What is sent to which panel, and what the page says.
REFUSED = [
    ("blood", {}, "Write at least one result."),
    ("blood", {"creatinine": "88"}, "Was it µmol/L?"),
    ("blood", {"creatinine": "0.9", "day": "2100-01-01"}, "This lies ahead."),
    ("body", {"blood_pressure": "80", "blood_pressure_second": "90"}, "The lower value is below the upper one."),
    ("body", {"blood_pressure_second": "90"}, "Write both values."),
    ("heart", {"qt": "400", "formula": "bazett"}, "Write the heart rate, or RR."),
    ("heart", {"formula": "device", "qt": "400"}, "Write the value on the tracing."),
    ("heart", {"formula": "bazett", "qt": "440", "heart_rate": "60", "device": "500"}, "the device says 500 ms"),
    ("medication", {"sedation": "9"}, "No Sedation (POSS) is like that"),
]


def test_what_cannot_be_comes_back_with_what_was_typed(browser: Client, mari: Patient) -> None:
    wrong = []
    for panel, sent, words in REFUSED:
        answer = browser.post(url("new_panel", mari, panel=panel), typed(panel, **sent))
        kept = [value for value in sent.values() if f'value="{value}"' not in answer.content.decode()]
        if answer.status_code != 422 or words not in text(answer) or kept:
            wrong.append((panel, sent, answer.status_code, kept))
    assert not wrong
    assert not Result.objects.exists()


def test_every_panel_has_its_form_and_other_words_have_none(browser: Client, mari: Patient) -> None:
    assert [browser.get(url("new_panel", mari, panel=panel.value)).status_code for panel in Panel] == [200] * len(Panel)
    assert browser.get(url("new_panel", mari, panel="bones")).status_code == 404
    assert browser.get(url("kind", mari, measure="luck")).status_code == 404
    for kind in ResultKind:
        assert browser.get(url("kind", mari, measure=kind.value)).status_code == 200


def test_answers_words_and_tracings_are_written_down(browser: Client, mari: Patient) -> None:
    for panel, sent in (
        ("infections", {"hcv": "antibody only", "hiv": "negative"}),
        ("blood", {"cbc": "All in range."}),
        ("heart", {"qt": "360", "heart_rate": "75", "formula": "fridericia", "read_by": "Dr. Cho"}),
        ("medication", {"naloxone_challenge": "no withdrawal"}),
    ):
        assert browser.post(url("new_panel", mari, panel=panel), typed(panel, **sent)).status_code == 302
    page = text(browser.get(url("results", mari)))
    for words in ("Antibody found, virus not looked for", "All in range.", "388 ms", "No withdrawal", "read by Dr. Cho"):
        assert words in page, words


def test_a_result_is_marked_wrong_and_stays_to_be_seen(browser: Client, mari: Patient) -> None:
    row = ResultFactory(patient=mari)
    path = url("wrong", mari, measured=row.uuid)
    assert "Mark it wrong: Creatinine: 0.9 mg/dL" in text(browser.get(path))
    assert browser.post(path, {"reason": " "}).status_code == 422
    page = text(browser.post(path, {"reason": "Another person's."}, follow=True))
    assert "Creatinine is marked wrong." in page
    assert "Marked wrong: 1" in page
    assert "A colleague was first" in text(browser.post(path, {"reason": "Again."}, follow=True))
    assert browser.get(url("wrong", mari, measured=ResultFactory().uuid)).status_code == 404


# --- drug tests ---------------------------------------------------------------------------------------------------------------


def test_a_drug_test_goes_its_way_on_the_pages(browser: Client, mari: Patient) -> None:
    panel = {"specimen": "urine", "looked_for": ["methadone", "fentanyl"], "is_random": "on", "day": today()}
    page = text(browser.post(url("drug_test_new", mari), panel, follow=True))
    assert "the drug test is written down." in page
    test = DrugTest.objects.get()
    here = {"drug_test": test.uuid}
    assert (test.status, test.is_random, test.collected_at) == ("ordered", True, None)
    assert "Looks for" in page
    late = browser.get(url("findings", mari, **here), follow=True)
    assert "the drug test stands at “asked for”. Nothing was changed." in text(late)
    assert browser.post(url("collect", mari, **here), {"day": "2100-01-01"}).status_code == 422
    assert "is collected." in text(browser.post(url("collect", mari, **here), {"day": today(), "lab": "Bay"}, follow=True))
    form = text(browser.get(url("findings", mari, **here)))
    assert form.index('name="fentanyl_screen"') < form.index("Other substances") < form.index('name="xylazine_screen"')
    assert browser.post(url("findings", mari, **here), {"unit": "ng/mL"}).status_code == 422
    assert browser.post(url("findings", mari, **here), {"unit": "ng/mL", "thc_level": "5"}).status_code == 422
    found = {
        "unit": "ng/mL",
        "methadone_screen": "positive",
        "fentanyl_screen": "positive",
        "fentanyl_confirmation": "positive",
        "fentanyl_level": "3.2",
        "fentanyl_cutoff": "1",
    }
    page = text(browser.post(url("findings", mari, **here), found, follow=True))
    assert "3.2 ng/mL; cutoff 1 ng/mL" in page
    assert "what the drug test found is written down." in page
    assert DrugTestAnalyte.objects.count() == 3
    again = browser.get(url("findings", mari, **here)).content.decode()
    assert 'name="fentanyl_level" value="3.2' in again.replace("\n", " ")
    assert "stands at “result in”" in text(browser.get(url("end", mari, **here), follow=True))
    answer = DrugTestAnalyte.objects.get(method="confirmation").pk
    page = text(browser.post(url("answer_wrong", mari, answer=answer, **here), {"reason": "Misread."}, follow=True))
    assert "Marked wrong by Alice Rivera" in page
    assert browser.get(url("answer_wrong", mari, answer=answer, **here)).status_code == 404
    page = text(browser.post(url("drug_test_wrong", mari, **here), {"reason": "Another person's."}, follow=True))
    assert "is marked wrong." in page
    assert "A colleague was first" in text(browser.post(url("drug_test_wrong", mari, **here), {"reason": "No."}, follow=True))


def test_one_that_is_there_already_and_one_that_is_declined(browser: Client, mari: Patient) -> None:
    panel = {"specimen": "oral_fluid", "looked_for": ["thc"], "is_collected": "on", "was_observed": "on", "day": today()}
    assert browser.post(url("drug_test_new", mari), panel | {"day": "2100-01-01"}).status_code == 422
    assert browser.post(url("drug_test_new", mari), panel).status_code == 302
    test = DrugTest.objects.get()
    assert (test.status, test.was_observed) == ("collected", True)
    other = DrugTestFactory(patient=mari)
    path = url("end", mari, drug_test=other.uuid)
    assert browser.post(path, {}).status_code == 422
    page = text(browser.post(path, {"step": "decline", "note": "Not today."}, follow=True))
    assert "Declined" in page
    assert "Not today." in page
    assert browser.get(url("drug_test", mari, drug_test=DrugTestFactory().uuid)).status_code == 404


def test_the_timeline_and_the_own_copy_tell_of_it(permit: PermitAt, mari: Patient) -> None:
    ResultFactory(patient=mari)
    ResultFactory(
        patient=mari, a_pregnancy_test=True, wrong_at=LONG_AGO, wrong_by=mari.registered_by, wrong_reason="Another person’s."
    )
    DrugTestAnalyteFactory(drug_test__patient=mari)
    DrugTestFactory(patient=mari, status="declined", ended_at=LONG_AGO, ended_by=mari.registered_by)
    DrugTestFactory(patient=mari, wrong_at=LONG_AGO, wrong_by=UserFactory(), wrong_reason="Misfiled.")
    given = permit(timezone.now())
    told = [entry.what for entry in timeline_entries(permit=given, limit=50)]
    assert sorted(told) == [
        "Creatinine: 0.9 mg/dL",
        "Drug test (urine) collected",
        "Drug test (urine) written down",
        "Drug test (urine): declined",
        "Drug test (urine): result in",
        "Marked wrong: Drug test (urine) (Misfiled.)",
        "Marked wrong: Pregnancy test: Negative (Another person’s.)",
    ]
    sheet = results_sheet(Frame(given, timezone.now(), "America/New_York"))
    assert [row["kind"] for row in sheet.data["results"]] == ["creatinine"]
    assert sorted(len(row["found"]) for row in sheet.data["drug_tests"]) == [0, 1]
    assert "Methadone (screen): positive" in str(sheet.blocks[2].rows)
