"""The instruments, and official wordings: looked at, loaded, refused with reasons, retired."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from care.actor import Role
from patients.assessments.forms.acts import DEEPEST, LARGEST_FILE
from patients.assessments.models import Wording
from tests.factories.accounts import sign_in, staff_with
from tests.factories.assessments import WordingFactory
from tests.patients.assessments.screens.conftest import page

pytestmark = pytest.mark.django_db
PHQ2 = reverse("instruments:instrument", args=["phq2"])


@pytest.fixture
def browser(client):
    return sign_in(client, staff_with(Role.ADMINISTRATOR))


def questionnaire(**more):
    """Words made up for a test; nobody's wording."""
    options = [
        {"valueCoding": {"code": str(number), "display": f"answer {number}"}, "extension": [ordinal(number)]}
        for number in range(4)
    ]
    items = [
        {"linkId": str(number), "type": "choice", "text": f"Made-up question {number}", "answerOption": options}
        for number in (1, 2)
    ]
    return {"resourceType": "Questionnaire", "status": "active", "title": "Made up", "item": items} | more


def ordinal(number):
    return {"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": number}


def upload(browser, document, url=PHQ2):
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    file = SimpleUploadedFile("q.json", raw, content_type="application/json")
    return browser.post(url, {"language": "en", "file": file})


def test_every_instrument_has_its_license_its_source_and_how_sure_that_is(browser):
    shown = page(browser.get(reverse("instruments:instruments")))
    for words in ("PHQ-9: depression", "COWS", "To be verified", "Checked", "Short labels of our own", "APA copyright"):
        assert words in shown, words
    assert "Asked by what 9 other answers say" in page(browser.get(reverse("instruments:instrument", args=["phq9"])))
    assert "Asked if “" in page(browser.get(reverse("instruments:instrument", args=["auditc"])))
    assert browser.get(reverse("instruments:instrument", args=["nothing"])).status_code == 404


def test_a_file_is_looked_at_before_it_is_loaded_and_can_be_retired(browser):
    looked = upload(browser, questionnaire())
    shown = page(looked)
    assert looked.status_code == 200
    assert "2 of 2 questions in their words" in shown
    assert "Made-up question 1" in shown
    assert not Wording.objects.exists()
    form = looked.context["load_form"]
    load = reverse("instruments:load", args=["phq2"])
    assert browser.post(load, dict(form.initial)).url == PHQ2
    wording = Wording.objects.get()
    assert "In use" in page(browser.get(PHQ2))
    assert "Made-up question 2" in page(browser.get(PHQ2))
    browser.post(reverse("instruments:retire", args=["phq2", wording.uuid]))
    assert "Retired" in page(browser.get(PHQ2))
    assert "Made-up question 2" not in page(browser.get(PHQ2))


def test_what_does_not_fit_is_refused_with_its_reasons(browser):
    missing = questionnaire(item=questionnaire()["item"][:1])
    for document, words in (
        (missing, "It does not ask question 2"),
        (b"not json", "This is not JSON"),
        ({"resourceType": "Patient"}, "not a FHIR Questionnaire"),
        (b"[" * (DEEPEST + 2) + b"]" * (DEEPEST + 2), "nests deeper"),
        (b" " * (LARGEST_FILE + 1), "larger than"),
        (b"", "This file is empty"),
    ):
        answer = upload(browser, document)
        assert (answer.status_code, words in page(answer)) == (422, True), words
    posted = {"language": "en", "document": json.dumps(missing)}
    assert "It does not ask question 2" in page(browser.post(reverse("instruments:load", args=["phq2"]), posted))
    assert browser.post(reverse("instruments:load", args=["phq2"]), {"language": "en", "document": "{"}).status_code == 422
    assert not Wording.objects.exists()


def test_another_programs_wording_stays_theirs(browser):
    theirs = WordingFactory()
    assert browser.post(reverse("instruments:retire", args=["phq9", theirs.uuid])).status_code == 404
