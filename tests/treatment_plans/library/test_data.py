"""The library's data: complete, of kinds that there are, with evidence that nobody invented, in kind words."""

import csv
from itertools import chain

from care.language import find_terms
from patients.assessments.catalogue import definitions
from treatment_plans.catalogue import DATA
from treatment_plans.library.catalogue import entries, templates
from treatment_plans.library.rules.entries import Asked, search
from treatment_plans.library.vocabulary import OWN_LIST, Evidence

# Every kind that the issue names, each by an intervention that stands for it.
NAMED = {
    *("mi", "cbt", "dbt", "cm", "cra", "family-sessions", "youth-family", "craft", "group", "trauma-therapy", "trauma-informed"),
    *("buprenorphine", "methadone", "medication-alcohol", "psychoeducation", "twelve-step", "smart", "dharma", "peer"),
    *("mindfulness", "yoga", "art", "acupuncture", "housing-first", "ips", "supported-education", "telehealth", "naloxone"),
    *("safer-use", "life-skills"),
}
SITUATIONS = {"opioid-buprenorphine", "alcohol-depression", "pregnancy", "leaving-custody", "stimulant-moud"}


def kinds() -> dict[str, str]:
    with (DATA / "intervention_kinds.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def test_every_kind_that_was_asked_for_is_there_and_each_is_of_a_kind_of_the_plan() -> None:
    assert entries().keys() >= NAMED
    used = {entry.kind for entry in entries().values()}
    assert used <= kinds().keys(), "a kind that the plan does not know"
    assert kinds().keys() - used == {"other"}, "a kind of the plan with nothing in the library"


def test_each_says_what_it_is_for_whom_how_sure_how_much_and_what_to_record() -> None:
    lacking = []
    for entry in entries().values():
        said = (entry.name, entry.title, entry.what, entry.for_whom, entry.dose, entry.frequency)
        if not all(said) or not entry.record or not entry.by or not entry.areas or not entry.sources:
            lacking.append(entry.code)
        if len(entry.title) > 200 or len(entry.frequency) > 80 or len(entry.code) > 40 or len(entry.name) > 80:
            lacking.append(f"{entry.code} is too long for a plan")
        if entry.instrument and entry.instrument not in definitions():
            lacking.append(f"{entry.code} is followed by a measure that is not there")
    assert lacking == []


def test_what_has_no_source_is_never_above_limited() -> None:
    low = (Evidence.LIMITED, Evidence.ADJUNCT)
    assert [entry.code for entry in entries().values() if not entry.has_source and entry.evidence not in low] == []
    assert [
        entry.code for entry in entries().values() if entry.kind == "holistic" and entry.evidence is not Evidence.ADJUNCT
    ] == []
    assert any(OWN_LIST in entry.sources for entry in entries().values())


def test_the_templates_are_those_that_were_asked_for_and_ask_for_the_own_goal_first() -> None:
    assert templates().keys() == SITUATIONS
    wrong = []
    for template in templates().values():
        codes = [line.code for line in template.lines]
        if len(codes) != len(set(codes)) or not set(codes) <= entries().keys():
            wrong.append(template.code)
        if not template.asks or not template.check or not all(line.why for line in template.lines):
            wrong.append(f"{template.code} does not ask")
        if sum(line.is_usual for line in template.lines) < 3:
            wrong.append(f"{template.code} is empty")
    assert wrong == []


def test_its_words_are_kind() -> None:
    said = chain.from_iterable(
        (entry.name, entry.title, entry.what, entry.for_whom, entry.mind, entry.dose, entry.frequency, *entry.record)
        for entry in entries().values()
    )
    asked = chain.from_iterable(
        (one.name, one.for_whom, one.measure, *one.asks, *one.check, *(line.why for line in one.lines))
        for one in templates().values()
    )
    assert [finding.term for text in chain(said, asked) for finding in find_terms(text)] == []


def test_searching() -> None:
    def found(text: str = "", kind: str = "", evidence: Evidence | None = None) -> list[str]:
        return [entry.code for entry in search(entries().values(), Asked(text, kind, evidence), kinds=kinds())]

    cases = [
        (found() == list(entries()), "everything"),
        (found("suboxone") == ["buprenorphine"], "by a name that people say"),
        (found("TIP 57") == ["trauma-informed"], "by its source"),
        (found("voucher rewards")[0] in ("cm", "cm-visits"), "each word, wherever it stands"),
        (found("yoga")[0] == "yoga", "the name first"),
        ("art" in found(kind="holistic") and "cbt" not in found(kind="holistic"), "by kind"),
        (set(found(kind="holistic", evidence=Evidence.STRONG)) == set(), "nothing of both"),
        ("cm" in found("stimulant", evidence=Evidence.STRONG), "words and evidence"),
        (found("zebra") == [], "nothing"),
    ]
    assert [case for holds, case in cases if not holds] == []
