"""What is asked, what may be answered, and what a missing answer does."""

from decimal import Decimal

import pytest

from patients.assessments.catalogue import definition, definitions, in_language
from patients.assessments.rules import NotAllowed, asked, problems, score, unanswered
from tests.patients.assessments.rules.edges import Numbers, answers, filled, named, outcome, row, told

PART_2 = ["tobacco-1", "alcohol-1", "cannabis-1", "stimulants-1", "heroin-1", "opioid-pills-1", "sedatives-1"]

# instrument, what is answered, what is asked then beyond it, what is not
SKIPS: list[tuple[str, Numbers, list[str], list[str]]] = [
    ("audit", {}, ["1", "2", "3", "9", "10"], []),
    ("audit", {"1": 0}, ["9", "10"], ["2", "3", "4", "5", "6", "7", "8"]),
    ("audit", {"1": 1}, ["2", "3", "4", "8"], []),
    ("audit", {"1": None}, ["2", "3", "4", "8"], []),
    ("audit", {"1": 1, "2": 0, "3": 0}, ["9", "10"], ["4", "5", "6", "7", "8"]),
    ("audit", {"1": 1, "2": 0, "3": 1}, ["4", "5", "6", "7", "8"], []),
    ("audit", {"1": 1, "2": 1, "3": 0}, ["4", "5", "6", "7", "8"], []),
    ("audit", {"1": 1, "2": 0, "3": None}, ["4", "8"], []),
    ("auditc", {"1": 0}, ["1"], ["2", "3"]),
    ("auditc", {"1": 4}, ["2", "3"], []),
    ("phq9", row([0] * 9), [], ["10"]),
    ("phq9", row([0] * 8 + [1]), ["10"], []),
    ("cssrs", {}, ["1", "2", "6"], ["3", "4", "5", "6-recent"]),
    ("cssrs", {"1": 1, "2": 0}, ["6"], ["3", "4", "5"]),
    ("cssrs", {"1": 0, "2": 1}, ["3", "4", "5", "6"], []),
    ("cssrs", {"6": 1}, ["6-recent"], ["3"]),
    ("cssrs", {"6": 0}, [], ["6-recent"]),
    ("pcptsd5", {"gate": 0}, ["gate"], ["1", "2", "3", "4", "5"]),
    ("pcptsd5", {"gate": 1}, ["1", "5"], []),
    ("taps", {}, ["1", "2", "3", "4"], PART_2),
    ("taps", row([0, 0, 0, 0]), [], PART_2),
    ("taps", row([1, 0, 0, 0]), ["tobacco-1"], ["tobacco-2", *PART_2[1:]]),
    ("taps", row([0, 1, 0, 0]), ["alcohol-1"], ["tobacco-1", "cannabis-1"]),
    ("taps", row([0, 0, 1, 0]), ["cannabis-1", "stimulants-1", "heroin-1", "other-1"], ["sedatives-1", "alcohol-1"]),
    ("taps", row([0, 0, 0, 4]), ["opioid-pills-1", "sedatives-1", "stimulant-pills-1"], ["heroin-1"]),
    ("taps", row([4, 0, 0, 0]) | {"tobacco-1": 1}, ["tobacco-2", "tobacco-3"], []),
    ("taps", row([4, 0, 0, 0]) | {"tobacco-1": 0}, [], ["tobacco-2", "tobacco-3"]),
    ("taps", row([0, 0, 2, 0]) | {"other-1": 1}, ["other-which"], []),
    ("bam", {"4": 0, "6": 0}, ["8"], ["5", "7a", "7g"]),
    ("bam", {"4": 1, "6": 2}, ["5", "7a", "7g"], []),
    ("bamr", {"4": 0, "6": 30}, ["7a"], ["5"]),
    ("ciwa", {"unable": 1}, ["seizure"], ["nausea", "orientation"]),
    ("ciwa", {"unable": 0}, ["nausea", "orientation"], []),
    ("ciwa", {}, ["nausea", "orientation"], []),
    ("cows", {}, ["dose-minutes"], ["dose-mg", "before"]),
    ("cows", {"dose-minutes": 0}, ["dose-mg", "before"], []),
    ("hrsn", {"17": 0}, [], ["18"]),
    ("hrsn", {"17": 3}, ["18"], []),
    ("dsm5_sud", {"10": 0, "11": 0}, [], ["prescribed"]),
    ("dsm5_sud", {"10": 0, "11": 1}, ["prescribed"], []),
    ("asam", {"recommended": 2.1}, ["actual"], ["reason", "reason-notes", "bio"]),
    ("asam", {"recommended": 2.1, "actual": 2.1}, [], ["reason"]),
    ("asam", {"recommended": 3.7, "actual": 0}, ["reason", "bio"], ["reason-notes"]),
    ("asam", {"recommended": 3.7, "actual": 2.1, "reason": 1}, ["reason-notes"], []),
]


def test_each_skip_rule() -> None:
    wrong = []
    for code, given, there, skipped in SKIPS:
        names = [item.link_id for item in asked(definition(code), answers(given))]
        if not set(there) <= set(names) or set(skipped) & set(names):
            wrong.append(f"{code} {given}: {names}")
    assert not wrong


def test_questions_of_some_subjects_are_asked_about_those_alone() -> None:
    def names(subject: str) -> set[str]:
        given = answers({"10": 1})
        return {item.link_id for item in asked(definition("dsm5_sud"), given, subject)} & {"prescribed", "product", "maintenance"}

    assert names("opioids") == {"prescribed", "maintenance"}
    assert names("tobacco") == {"product", "maintenance"}
    assert names("alcohol") == set()
    assert names("") == {"prescribed", "product", "maintenance"}


# instrument, answers, what it comes to, what is missing
MISSING: list[tuple[str, str, Numbers, tuple[int, bool] | None, tuple[str, ...]]] = [
    ("phq9", "total", row([2] * 9), (18, False), ()),
    ("phq9", "total", row([2] * 9) | {"1": None}, (18, True), ()),
    ("phq9", "total", {"2": 1, "3": 2, "4": 2, "5": 2, "6": 2, "7": 2, "8": 2, "9": 0}, (15, True), ()),  # 13 * 9 / 8 = 14.6
    ("phq9", "total", {"2": 1, "3": 0, "4": 0, "5": 0, "6": 0, "7": 0, "8": 0, "9": 3}, (5, True), ()),  # 4 * 9 / 8 = 4.5
    ("phq9", "total", {"3": 1, "4": 1, "5": 1, "6": 1, "7": 1, "8": 2, "9": 0}, (9, True), ()),  # 7 * 9 / 7
    ("phq9", "total", {"4": 1, "5": 1, "6": 1, "7": 1, "8": 2, "9": 0}, None, ("1", "2", "3")),
    ("phq9", "total", row([3] * 8), None, ("9",)),
    ("phq9", "total", row([3] * 8) | {"9": None}, None, ("9",)),
    ("phq9", "total", {}, None, tuple("123456789")),
    ("phq2", "total", {"1": 3}, None, ("2",)),
    ("gad7", "total", row([3] * 6), None, ("7",)),
    ("audit", "total", {"1": 0, "9": 0, "10": 4}, (4, False), ()),
    ("audit", "total", {"1": 0, "9": 0}, None, ("10",)),
    ("audit", "total", {"1": 2, "2": 0, "3": 0, "9": 2, "10": 0}, (4, False), ()),
    ("audit", "total", {"1": 2, "2": 0, "3": 1, "9": 2, "10": 0}, None, ("4", "5", "6", "7", "8")),
    ("auditc", "total", {"1": 0}, (0, False), ()),
    ("auditc", "total", {"1": 1, "2": 1}, None, ("3",)),
    ("dast10", "total", row([0] * 9), None, ("10",)),
    ("pcptsd5", "total", {"gate": 0}, (0, False), ()),
    ("pcptsd5", "total", {"gate": None}, None, ("gate",)),
    ("pcptsd5", "total", {"gate": 1, "1": 1}, None, ("2", "3", "4", "5")),
    ("cows", "total", {"pulse": 4}, None, tuple(item.link_id for item in definition("cows").items if item.is_scored)[1:]),
    ("ciwa", "total", {"unable": 1, "nausea": 7}, None, ("unable",)),
    ("bam", "use", {"4": 0, "6": 0}, (0, False), ()),
    ("bam", "use", {"4": 1, "6": 0}, None, ("5",)),
    ("bam", "protective", {"9": 4}, None, ("10", "12", "13", "14", "16")),
    ("barc10", "total", row([6] * 9), None, ("10",)),
    ("taps", "tobacco", {"1": 0}, (0, False), ()),
    ("taps", "tobacco", {}, None, ("1",)),
    ("taps", "tobacco", {"1": 1, "tobacco-1": 1, "tobacco-2": 0}, None, ("tobacco-3",)),
    ("taps", "heroin", {"3": None}, None, ("3",)),
    ("dsm5_sud", "criteria", row([1] * 10), None, ("11",)),
    ("hrsn", "food", {"3": 0}, None, ("4",)),
    ("hrsn", "food", {"3": 1}, (1, False), ()),
    ("hrsn", "safety", {"7": 5, "8": 5, "9": 5}, None, ("10",)),
    ("hrsn", "activity", {"17": 0}, (1, False), ()),
    ("hrsn", "activity", {"17": 5}, None, ("18",)),
    ("hrsn", "work", {}, None, ()),
    ("asam", "d3", {"d1": 2}, None, ("d3",)),
]


def test_each_rule_for_missing_answers() -> None:
    wrong = []
    for code, name, given, expected, missing in MISSING:
        found = outcome(code, given)
        one = named(found, name)
        value = None if one is None else (int(one.value), one.is_prorated)
        if value != expected or (found.unscored or {}).get(name, ()) != missing:
            wrong.append(f"{code} {name} {given}: {value}, {found.unscored}")
    assert not wrong


def test_the_two_vectors_of_the_reference() -> None:
    assert told(outcome("audit", row([4, 3, 3, 2, 1, 0, 1, 0, 2, 4]))) == (20, "zone_4", True)
    no = {item.link_id: next(int(one.value) for one in item.options if one.label == "No") for item in definition("dast10").items}
    assert told(outcome("dast10", no)) == (1, "low", False)
    stops = next(int(option.value) for option in definition("dast10").item("3").options if option.label == "Yes")
    assert told(outcome("dast10", no | {"3": stops})) == (0, "none", False)


def test_answers_to_questions_that_are_not_asked_do_not_count() -> None:
    assert told(outcome("audit", {"1": 0, "2": 4, "3": 4, "4": 4, "9": 0, "10": 0})) == (0, "zone_1", False)
    assert told(outcome("pcptsd5", {"gate": 0} | row([1] * 5))) == (0, "below", False)
    assert told(outcome("cssrs", {"1": 0, "2": 0, "4": 1, "5": 1, "6": 0}), "risk") == (0, "none", False)
    assert told(outcome("taps", row([0] * 4) | {"heroin-1": 1, "heroin-2": 1}), "heroin") == (0, "none", False)


# instrument, what is answered, which answers are wrong
WRONG: list[tuple[str, Numbers, set[str]]] = [
    ("phq9", {"1": 4, "2": -1, "3": 1.5, "4": 3}, {"1", "2", "3"}),
    ("phq9", {"11": 0, "total": 3}, {"11", "total"}),
    ("phq9", {"1": "often", "2": None}, {"1"}),
    ("audit", {"9": 1, "10": 3, "8": 4}, {"9", "10"}),
    ("craving", {"now": 11}, {"now"}),
    ("craving", {"now": -1}, {"now"}),
    ("craving", {"now": 7.5}, {"now"}),
    ("alcohol_days", {"days": 367}, {"days"}),
    ("ciwa", {"nausea": 8, "orientation": 5}, {"nausea", "orientation"}),
    ("bamr", {"4": 3, "5": 4}, {"5"}),
    ("bamr", {"4": 4, "5": 4, "6": 31}, {"6"}),
    ("bamr", {"1": 4}, {"1"}),
    ("barc10", {"1": 0}, {"1"}),
    ("asam", {"recommended": 3.3, "actual": 0, "d1-notes": 4, "d2-notes": "fever"}, {"recommended", "d1-notes"}),
    ("asam", {"d1-notes": "x" * 1001}, {"d1-notes"}),
    ("cows", {"dose-minutes": 60, "dose-mg": 0.25}, set()),
]


def test_what_may_not_be_answered_says_why_and_is_not_scored() -> None:
    wrong = []
    for code, given, expected in WRONG:
        found = problems(definition(code), answers(given))
        if set(found) != expected or not all(found.values()):
            wrong.append(f"{code} {given}: {found}")
    assert not wrong
    for odd in (Decimal("NaN"), Decimal("Infinity"), Decimal("2.005")):
        assert set(problems(definition("cows"), {"dose-mg": odd, "pulse": odd})) == {"dose-mg", "pulse"}
    with pytest.raises(NotAllowed) as refused:
        score(definition("phq9"), {"1": Decimal(4)})
    assert refused.value.reasons.keys() == {"1"}
    spanish = problems(definition("craving"), {"now": Decimal(11)}, "es")
    assert spanish == {"now": "El número más alto aquí es 10."}


def test_cows_takes_the_values_of_its_sheet_and_no_other() -> None:
    allowed = {
        **{name: {0, 1, 2, 4} for name in ("pulse", "aches", "nose", "tremor", "yawning", "anxiety")},
        "sweating": {0, 1, 2, 3, 4},
        "restlessness": {0, 1, 3, 5},
        "pupils": {0, 1, 2, 5},
        "gut": {0, 1, 2, 3, 5},
        "skin": {0, 3, 5},
    }
    wrong = [
        (name, value)
        for name, values in allowed.items()
        for value in range(-1, 7)
        if bool(problems(definition("cows"), {name: Decimal(value)})) == (value in values)
    ]
    assert not wrong


def test_a_reason_is_needed_where_the_level_is_another_than_recommended() -> None:
    asam = definition("asam")
    assert unanswered(asam, {}).keys() == {"recommended", "actual"}
    assert unanswered(asam, answers({"recommended": 3.5, "actual": 2.1})).keys() == {"reason"}
    assert unanswered(asam, answers({"recommended": 3.5, "actual": 2.1, "reason": None})).keys() == {"reason"}
    assert not unanswered(asam, answers({"recommended": 3.5, "actual": 2.1, "reason": 4}))
    assert not unanswered(asam, answers({"recommended": 3.5, "actual": 3.5}))
    assert not unanswered(definition("phq9"), {})


def test_another_language_changes_words_and_nothing_else() -> None:
    same = []
    for one in definitions().values():
        told_in = in_language(one, "es")
        same += [one.code] if told_in.settings is not one.settings or len(told_in.items) != len(one.items) else []
        same += [
            f"{one.code} {was.link_id}"
            for was, now in zip(one.items, told_in.items, strict=True)
            if [option.value for option in was.options] != [option.value for option in now.options]
        ]
    assert not same
    assert in_language(definition("phq9"), "fr") is definition("phq9")
    assert in_language(definition("phq9"), "es").items[0].options[3].label == "Casi todos los días"
    assert outcome("phq9", filled("phq9", 9)) == score(in_language(definition("phq9"), "es"), answers(filled("phq9", 9)))
