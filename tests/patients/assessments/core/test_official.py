"""Official Questionnaires supply the words, or are sent back with every reason. The words of the tests are our own."""

import json
from datetime import datetime
from typing import Any

import pytest

from care.accounts.models import Staff
from care.actor import Permit
from patients.assessments import operations
from patients.assessments.catalogue import definition, definitions
from patients.assessments.models import Wording
from patients.assessments.operations import NoSuchWording, WordingRefused
from patients.assessments.queries import response_for, shown, wording_in_use, wordings
from patients.assessments.rules import ItemKind, Mode
from patients.assessments.rules.official import panel_of, read_questionnaire
from tests.factories.accounts import actor_for
from tests.real_data import QUESTIONNAIRES

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
# What becomes of each file: the instrument that it fits, or why it fits none.
FILES = {
    "hl7-us-core/Questionnaire-phq-9-example.json": "phq9",
    "uwcirg-asbi/1_Questionnaire-PHQ9.json": "phq9",
    "uwcirg-asbi/1_Questionnaire-GAD7.json": "gad7",
    "hl7-us-core/Questionnaire-AUDIT-C.json": "It does not ask question 1",  # it counts days instead
    "hl7-us-core/Questionnaire-TAPS.json": "It does not ask question tobacco-1",
    "uwcirg-asbi/1_Questionnaire-USAUDIT.json": "",  # neither codes nor link ids of ours: it fits nothing
    "uwcirg-asbi/1_Questionnaire-WHOAUDIT.json": "audit",  # by the names that it gives its questions
    "uwcirg-asbi/1_Questionnaire-BEHAV5.json": "",
    "uwcirg-asbi/1_Questionnaire-CarePartner.json": "",
    "hl7-us-core/Questionnaire-exercise-vital-sign.json": "",
    "hl7-us-core/Questionnaire-hunger-vital-sign-example.json": "",
    "hl7-us-core/Questionnaire-prapare-example.json": "",
}


def document(instrument: str = "phq9", **changes: Any) -> dict[str, Any]:
    """A Questionnaire for an instrument, as a publisher would shape it, with words of the test."""
    ours = definition(instrument)
    items = [
        {
            "linkId": f"/{item.code or item.link_id}",
            "code": [{"system": "http://loinc.org", "code": item.code}] if item.code else [],
            "type": "choice",
            "text": f"Official words of {item.link_id}",
            "answerOption": [
                {
                    "valueCoding": {"code": f"LA-{option.value}", "display": f"Answer {option.value}"},
                    "extension": [{"url": ORDINAL, "valueDecimal": float(option.value)}],
                }
                for option in item.options
            ],
        }
        for item in ours.items
        if item.kind is ItemKind.CHOICE
    ]
    return {
        "resourceType": "Questionnaire",
        "title": "Official",
        "version": "1.0",
        "code": [{"system": "http://loinc.org", "code": ours.panel_code}],
        "item": [{"linkId": "start", "type": "display", "text": "Read this first"}, *items],
    } | changes


def test_words_are_taken_and_numbers_stay_ours() -> None:
    mapped = read_questionnaire(definition("phq9"), document())
    assert mapped.fits, mapped.reasons
    assert [item.link_id for item in mapped.items] == [item.link_id for item in definition("phq9").items]
    assert mapped.items[0].options == {"0": "Answer 0", "1": "Answer 1", "2": "Answer 2", "3": "Answer 3"}
    assert (mapped.intro, mapped.published) == ("Read this first", "1.0")


def broken() -> dict[str, object]:
    without = document()
    del without["item"][3]
    twice = document()
    twice["item"].append(twice["item"][1])
    silent = document()
    silent["item"][1]["text"] = " "
    fewer = document()
    fewer["item"][1]["answerOption"].pop()
    unnumbered = document()
    unnumbered["item"][1]["answerOption"][0]["extension"] = []
    alike = document()
    alike["item"][1]["answerOption"][1]["extension"][0]["valueDecimal"] = 0
    deep: dict[str, Any] = {"linkId": "x", "type": "group"}
    for _ in range(40):
        deep = {"linkId": "x", "type": "group", "item": [deep]}
    return {
        "It is not a FHIR Questionnaire": ["a list"],
        "It is another instrument": document(code=[{"system": "http://loinc.org", "code": "69737-5"}]),
        "It is in another language": document(language="de-CH"),
        "It does not ask question 3": without,
        "more than once": twice,
        "no words for question 1": silent,
        "do not have the numbers 0, 1, 2, 3": fewer,
        "has no number": unnumbered,
        "have one number": alike,
        "larger than a questionnaire": document(item=[deep]),
        "It does not ask question 9": document(item="nothing"),
    }


def test_what_does_not_fit_says_why() -> None:
    silent = []
    for reason, sent in broken().items():
        mapped = read_questionnaire(definition("phq9"), sent)
        if mapped.fits or not any(reason in said for said in mapped.reasons):
            silent.append((reason, mapped.reasons))
    assert silent == []


@pytest.mark.django_db
def test_loaded_shown_answered_and_replaced(alice: Staff, permit: Permit, at: datetime) -> None:
    actor = actor_for(alice)
    first = operations.load_wording(actor=actor, instrument="phq9", document=document(), at=at)
    assert operations.load_wording(actor=actor, instrument="phq9", document=document(), at=at).pk == first.pk
    with pytest.raises(WordingRefused) as refused:
        operations.load_wording(actor=actor, instrument="gad7", document=document(), at=at)
    assert refused.value.reasons

    row = operations.begin_response(permit=permit, instrument="phq9", mode=Mode.CLINICIAN, at=at)
    second = operations.load_wording(actor=actor, instrument="phq9", document=document(title="Newer"), at=at)
    told = response_for(permit=permit, uuid=row.uuid)
    assert told.wording is not None
    assert told.wording.title == "Official"  # what was begun goes on in its words
    items = shown(told.definition, told.wording)
    assert items[0].text == "Official words of 1"
    assert [option.value for option in items[0].options] == ["0", "1", "2", "3"]
    assert items[0].options[3].label == "Answer 3"
    assert [line.is_in_use for line in wordings(actor=actor)] == [True, False]

    operations.retire_wording(actor=actor, wording=second.uuid, at=at)
    with pytest.raises(NoSuchWording):
        operations.retire_wording(actor=actor, wording=second.uuid, at=at)
    assert wording_in_use(alice.organisation_id, "phq9", "en") is None
    assert [item.text for item in shown(definition("phq9"), None)][:2] == [item.label for item in definition("phq9").items][:2]


@pytest.mark.django_db
@pytest.mark.skipif(not QUESTIONNAIRES.is_dir(), reason="the published Questionnaires are not part of the repository")
def test_the_published_questionnaires_are_loaded_answered_and_scored_or_sent_back(
    alice: Staff, permit: Permit, at: datetime
) -> None:
    actor = actor_for(alice)
    by_panel = {one.panel_code: one.code for one in definitions().values() if one.panel_code}
    wrong = []
    for name, expected in FILES.items():
        sent = json.loads((QUESTIONNAIRES / name).read_text())
        if expected not in definitions():
            meant = by_panel.get(panel_of(sent), "phq9" if not expected else "")
            reasons = read_questionnaire(definition(meant or by_panel[panel_of(sent)]), sent).reasons
            if not any(expected in reason for reason in reasons):
                wrong.append((name, reasons))
            continue
        operations.load_wording(actor=actor, instrument=expected, document=sent, at=at)
        row = operations.begin_response(permit=permit, instrument=expected, mode=Mode.CLINICIAN, at=at)
        scored = {item.link_id: item.options[1].value for item in definition(expected).items if item.is_scored}
        done = operations.complete_response(permit=permit, response=row.uuid, answers=scored, at=at)
        told = response_for(permit=permit, uuid=row.uuid)
        official = [item for item in shown(told.definition, told.wording) if item.is_official and item.item.is_scored]
        if len(official) != len(scored) or [one.value for one in done.outcome.scores] != [sum(scored.values())]:
            wrong.append((name, "not whole"))
    assert wrong == []
    assert Wording.objects.filter(retired_at__isnull=True).count() == 3
