"""The data holds together: each instrument is whole, says where it is from, and fits the tables and the words of the house."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from care.language import find_terms
from patients.assessments import catalogue
from patients.assessments.catalogue import definition, definitions, in_language
from patients.assessments.models import Response, Score
from patients.assessments.rules import Definition, ItemKind, Mode
from patients.assessments.rules.scoring import SCORERS

CODES = {
    *("phq2", "phq9", "gad2", "gad7", "audit", "auditc", "dast10", "taps", "alcohol_days", "drug_days", "cows", "ciwa", "cssrs"),
    *("pcptsd5", "bam", "bamr", "barc10", "ort_oud", "dsm5_sud", "hrsn", "asam", "craving"),
}
# [checked] in the reference, or an item code of a Questionnaire that HL7 publishes (US Core)
LOINC = {
    *("55757-9", "55758-7", "44249-1", "44261-6", "69737-5", "70274-6", "75624-7", "72109-2", "75626-2", "82666-9", "82667-7"),
    *("93373-9", "96777-8", "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8"),
    *("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"),
    *("69722-7", "68519-8", "68520-6", "96841-2", "96842-0", "96843-8", "96844-6", "88122-7", "88123-5"),
}


def texts(one: Definition) -> Iterator[str]:
    """Everything of an instrument that somebody reads."""
    yield from (one.title, one.short, one.about, one.look_back, one.licence, one.source)
    for item in one.items:
        yield from (item.label, item.section, item.note, item.unit, *(option.label for option in item.options))
    for score in one.scores:
        yield from (score.label, *(band.label for band in score.bands))
    for row in (*one.settings.get("triggers", ()), *one.settings.get("notes", ())):
        yield from (row[name] for name in ("title", "why", "says") if name in row)


def test_every_instrument_of_the_reference_is_there() -> None:
    assert definitions().keys() == CODES
    assert {one.code for one in definitions().values() if Mode.SELF not in one.modes} == {
        *("cows", "ciwa", "ort_oud", "dsm5_sud", "asam"),
    }


def test_each_says_where_it_is_from_and_how_sure_that_is() -> None:
    silent = [
        one.code
        for one in definitions().values()
        if not (one.source and one.licence and one.about and one.as_of and one.confidence in ("checked", "known", "verify"))
    ]
    assert not silent
    assert {one.code for one in definitions().values() if one.confidence == "verify"} == {"taps", "bam", "bamr", "asam"}


def test_a_code_of_loinc_is_one_that_a_source_confirms() -> None:
    used = {
        code
        for one in definitions().values()
        for code in (one.panel_code, *(item.code for item in one.items), *(score.code for score in one.scores))
        if code
    }
    assert used <= LOINC, used - LOINC
    assert not any(one.panel_code for one in definitions().values() if one.code in ("cows", "ciwa", "pcptsd5", "bam", "barc10"))


def test_questions_conditions_and_scores_name_what_there_is() -> None:
    wrong = []
    for one in definitions().values():
        names = [item.link_id for item in one.items]
        wrong += [f"{one.code}: a question twice"] if len(names) != len(set(names)) else []
        for place, item in enumerate(one.items):
            before = set(names[:place])
            leans_on = {name for test in item.asked_if for name in (test.link_id, test.other) if name}
            values = [option.value for option in item.options]
            is_choice = item.kind is ItemKind.CHOICE
            if not leans_on <= before or len(values) != len(set(values)) or is_choice is not bool(values):
                wrong.append(f"{one.code} {item.link_id}")
            if item.kind is ItemKind.NUMBER and (item.low is None or item.high is None):
                wrong.append(f"{one.code} {item.link_id}: no limits")
        parts = one.settings.get("parts", {})
        used = {name for part in parts.values() for name in (*part["items"], *part.get("needs", ()), *part.get("closed_by", ()))}
        scored = {item.link_id for item in one.items if item.is_scored}
        if parts and (used - set(names) or parts.keys() != {score.name for score in one.scores} or not scored <= used):
            wrong.append(f"{one.code}: parts")
        tests = [
            test
            for row in (*one.settings.get("triggers", ()), *one.settings.get("notes", ()))
            for test in row.get("if", row.get("any"))
        ]
        wrong += [f"{one.code} {test}" for test in tests if test.get("item", names[0]) not in names]
        wrong += [
            f"{one.code} {test}" for test in tests if test.get("score") not in {None, *(score.name for score in one.scores)}
        ]
        asked_for = [
            row.get("asks_for") or row.get("instrument")
            for row in (*one.settings.get("triggers", ()), *one.settings.get("next", ()))
        ]
        wrong += [f"{one.code} asks for {code}" for code in asked_for if code and code not in CODES]
        wrong += [f"{one.code}: no scorer"] if one.scorer not in SCORERS else []
    assert not wrong


def test_words_fit_their_columns() -> None:
    most = {name: Response._meta.get_field(name).max_length for name in ("instrument", "version", "subject")}
    name_length = Score._meta.get_field("name").max_length
    wrong = [
        one.code
        for one in definitions().values()
        if len(one.code) > most["instrument"]
        or len(one.version) > most["version"]
        or any(len(subject) > most["subject"] for subject in one.subjects)
        or any(len(item.link_id) > 40 or not re.fullmatch(r"[a-z0-9-]+", item.link_id) for item in one.items)
        or any(len(score.name) > name_length for score in one.scores)
        or any(len(band.code) > 24 or len(band.label) > 80 for score in one.scores for band in score.bands)
        or any(len(row["code"]) > 40 or len(row["title"]) > 120 for row in one.settings.get("triggers", ()))
    ]
    assert not wrong


def test_labels_are_short_and_put_the_person_first() -> None:
    found = [
        f"{one.code}: {finding.term!r} in {text!r}"
        for asked in definitions().values()
        for one in (asked, in_language(asked, "es"))
        for text in texts(one)
        for finding in find_terms(text)
    ]
    assert not found
    long = [f"{one.code} {item.label}" for one in definitions().values() for item in one.items if len(item.label) > 62]
    assert not long


def test_what_a_patient_answers_is_there_in_spanish_word_by_word() -> None:
    missing = []
    for one in definitions().values():
        if Mode.SELF not in one.modes:
            continue
        spanish = in_language(one, "es")
        content = json.loads((catalogue.FOLDER / f"{one.code}.{one.version}.json").read_text())
        words = content["languages"]["es"]
        missing += [f"{one.code} {item.link_id}" for item in one.items if item.link_id not in words["items"]]
        lists = {
            held["id"]: {row["code"] for row in held["compose"]["include"][0]["concept"]}
            for held in content["questionnaire"]["contained"]
        }
        missing += [f"{one.code} {name}" for name, codes in lists.items() if set(words["answers"].get(name, ())) != codes]
        missing += [f"{one.code} {item.section}" for item in one.items if item.section and item.section not in words["sections"]]
        missing += [f"{one.code} {item.unit}" for item in one.items if item.unit and item.unit not in words["units"]]
        missing += [one.code] if (spanish.title, spanish.about) == (one.title, one.about) else []
    assert not missing


def test_each_questionnaire_is_one_of_fhir() -> None:
    for path in sorted(catalogue.FOLDER.glob("*.json")):
        form = json.loads(path.read_text(encoding="utf-8"))["questionnaire"]
        assert path.name == f"{form['name']}.{form['version']}.json"
        Questionnaire.model_validate(form)


@pytest.fixture
def other_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own for the catalogue, with all that is in the real one."""
    for path in catalogue.FOLDER.glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    catalogue._read.cache_clear()
    catalogue._in_use.cache_clear()
    yield tmp_path
    catalogue._read.cache_clear()
    catalogue._in_use.cache_clear()


def test_an_old_version_stays_readable_beside_the_one_in_use(other_folder: Path) -> None:
    old_file = other_folder / "craving.2026-11.json"
    content = json.loads(old_file.read_text())
    content["questionnaire"]["status"] = "retired"
    old_file.write_text(json.dumps(content))
    content["questionnaire"] |= {"status": "active", "version": "2027-01", "title": "Craving, anew"}
    (other_folder / "craving.2027-01.json").write_text(json.dumps(content))
    assert definition("craving").version == definitions()["craving"].version == "2027-01"
    assert definition("craving", "2026-11").title == "Craving, 0 to 10"
    assert in_language(definition("craving", "2026-11"), "es").look_back == "Ahora"
    for unknown in (("craving", "2020-01"), ("craven", "")):
        with pytest.raises(KeyError):
            definition(*unknown)
