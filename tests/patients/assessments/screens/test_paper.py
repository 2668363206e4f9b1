"""Blank forms on paper, and the levels of care of the third edition beside those of the fourth."""

import pytest
from django.urls import reverse
from django.utils import translation

from care.actor import Role
from patients.assessments import presenters as present
from patients.assessments.catalogue import definitions, in_language
from patients.assessments.presenters.paper import paper_of
from tests.factories.accounts import sign_in, staff_with
from tests.factories.assessments import WordingFactory, WordingItemFactory
from tests.patients.assessments.screens.conftest import answers, page


def test_every_instrument_has_its_form_in_every_language_that_it_has() -> None:
    """A box for each answer, a line for each number and each text, and in words when a question is asked."""
    wrong = []
    for definition in definitions().values():
        for language in present.paper_languages(definition):
            own = in_language(definition, language)
            paper = paper_of(definition, None, language=language)
            for item, question in zip(own.items, paper.questions, strict=True):
                fits = (
                    len(question.boxes) == len(item.options)
                    and all(option.label in box for option, box in zip(item.options, question.boxes, strict=True))
                    and question.text == item.label
                    and bool(question.condition) == bool(item.asked_if)
                    and (question.line != "") == (item.kind.value == "number")
                )
                if not fits or "{" in f"{question.condition}{question.line}":
                    wrong.append((definition.code, language, item.link_id))
            with translation.override(language):
                html = present.paper_html(definition, None, language=language, name="")
            written = {"en": "Written in by", "es": "Pasado a la computadora por"}[language]
            if f'lang="{language}"' not in html or written not in html:
                wrong.append((definition.code, language, "sheet"))
    assert wrong == []
    assert {code for code, one in definitions().items() if "es" in present.paper_languages(one)} >= {"phq9", "gad7", "craving"}


def test_conditions_name_the_question_and_the_answer() -> None:
    told = {
        code: {
            question.number: question.condition for question in paper_of(definitions()[code], None, language=language).questions
        }
        for code, language in (("cssrs", "en"), ("audit", "es"))
    }
    assert told["cssrs"][3] == "Only if question 2 is “Yes”"
    assert any(one.startswith("Solo si la pregunta") for one in told["audit"].values())


@pytest.mark.django_db
def test_the_chart_prints_a_form_with_the_name_or_without(browser, url, patient, alice, client):
    address = reverse("assessments:paper", args=[patient.uuid, "phq9"])
    assert address in page(browser.get(url("measures")))
    named = page(browser.get(address))
    assert f'<span class="tl-sheet-line">{patient.legal_given}' in named or patient.legal_family in named
    blank = page(browser.get(f"{address}?name=blank"))
    assert '<b>Name</b> <span class="tl-sheet-line"></span>' in blank
    assert "Write what was answered into Measures, PHQ-9" in blank
    spanish = page(browser.get(f"{address}?name=blank&language=es"))
    assert "<b>Nombre</b>" in spanish
    assert '<html lang="en' in spanish, "what is around it stays English"
    wording = WordingFactory(organisation=patient.organisation, instrument="phq9", loaded_by=alice.user, rights="Theirs.")
    WordingItemFactory(wording=wording, link_id="1", text="In the words of the source")
    official = page(browser.get(address))
    assert "1. In the words of the source" in official
    assert "Theirs." in official
    for query in ("?name=x&language=xx", "?language=fr"):
        assert browser.get(address + query).status_code == 200
    assert browser.get(reverse("assessments:paper", args=[patient.uuid, "nothing"])).status_code == 404
    office = sign_in(client, staff_with(Role.FRONT_DESK, organisation=patient.organisation))
    assert office.get(address).status_code == 403
    assert office.get(reverse("instruments:paper", args=["phq9"])).status_code == 403


@pytest.mark.django_db
def test_levels_of_the_third_edition_stand_where_one_is_chosen_and_on_the_result(browser, url, begin):
    found = present.editions_of(definitions()["asam"])
    assert found
    fourth = {line.third: line.fourth for line in found.lines}
    assert (fourth["0.5"], fourth["OTS"][:3], len(fourth)) == ("No level of its own", "1.7", 15)
    assert present.editions_of(definitions()["phq9"]) is None
    row = begin("asam")
    assert "Levels of the third edition" in page(browser.get(url("fill", row.uuid)))
    given = answers({"recommended": "2.7", "actual": "1", "d1": "2", "reason": "1"}, do="complete_anyway")
    shown = page(browser.post(url("fill", row.uuid), given, follow=True))
    assert "2.7 Medically managed intensive outpatient, 2-WM in the third edition." in shown
    assert "1.0 Long-term remission monitoring, not in the third edition." in shown
    assert "Levels of the third edition" in shown
