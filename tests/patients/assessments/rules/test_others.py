"""TAPS, social needs and levels of care. Clinical reference 4.3, 4.10 and 5."""

from datetime import date
from decimal import Decimal

import pytest

from patients.assessments.catalogue import definition
from patients.assessments.rules import next_review, of_third_edition
from tests.patients.assessments.rules.edges import Numbers, answers, outcome, row, told

# class, what opens it, how many yes at the most
CLASSES = [
    *[("tobacco", "1", 3), ("alcohol", "2", 4), ("cannabis", "3", 3), ("stimulants", "3", 3), ("heroin", "3", 3)],
    *[("opioid-pills", "4", 3), ("sedatives", "4", 3), ("stimulant-pills", "4", 3), ("other", "3", 1)],
]


def test_each_class_of_taps_counts_its_yes() -> None:
    wrong = []
    for name, gate, most in CLASSES:
        for yes in range(most + 1):
            given = {gate: 1} | {f"{name}-{place}": int(place <= yes) for place in range(1, most + 1)}
            band = ("none", "problem", "higher", "higher", "higher")[yes]
            found = told(outcome("taps", given), name.replace("-", "_"))
            if found != (yes, band, yes > 0):
                wrong.append(f"{name} {yes}: {found}")
    assert not wrong
    nothing = outcome("taps", row([0, 0, 0, 0]))
    assert len(nothing.scores) == len(CLASSES)
    assert {(int(one.value), one.is_positive) for one in nothing.scores} == {(0, False)}


HITS = {"7": 1, "8": 1, "9": 1, "10": 1}

# domain, answers, value, whether it is a need
NEEDS: list[tuple[str, Numbers, int, bool]] = [
    ("housing", {"1": 0} | {f"2{letter}": 0 for letter in "abcdefg"}, 0, False),
    ("housing", {"1": 1} | {f"2{letter}": 0 for letter in "abcdefg"}, 1, True),
    ("housing", {"1": 2, "2b": 1, "2g": 1}, 3, True),
    ("food", {"3": 0, "4": 0}, 0, False),
    ("food", {"3": 1, "4": 0}, 1, True),
    ("food", {"3": 2, "4": 2}, 2, True),
    ("transport", {"5": 0}, 0, False),
    ("transport", {"5": 1}, 1, True),
    ("utilities", {"6": 0}, 0, False),
    ("utilities", {"6": 1}, 1, True),
    ("utilities", {"6": 2}, 1, True),
    ("safety", HITS, 4, False),
    ("safety", HITS | {"7": 4, "8": 4}, 10, False),
    ("safety", HITS | {"7": 5, "8": 4}, 11, True),
    ("safety", {"7": 5, "8": 5, "9": 5, "10": 5}, 20, True),
    ("finances", {"11": 0}, 0, False),
    ("finances", {"11": 1}, 1, True),
    ("work", {"12": 0}, 0, False),
    ("work", {"12": 2}, 1, True),
    ("support", {"13": 1, "14": 2}, 0, False),
    ("support", {"13": 2, "14": 2}, 1, True),
    ("support", {"13": 0, "14": 3}, 1, True),
    ("education", {"15": 0, "16": 0}, 0, False),
    ("education", {"15": 0, "16": 1}, 1, True),
    ("activity", {"17": 5, "18": 30}, 0, False),
    ("activity", {"17": 5, "18": 29}, 1, True),
    ("activity", {"17": 0}, 1, True),
    ("substances", {"19": 0, "20": 0, "21": 0, "22": 0}, 0, False),
    ("substances", {"19": 0, "20": 4, "21": 0, "22": 1}, 2, True),
    ("mental_health", {"23a": 1, "23b": 1, "24": 2}, 0, False),
    ("mental_health", {"23a": 2, "23b": 1, "24": 2}, 1, True),
    ("mental_health", {"23a": 0, "23b": 0, "24": 3}, 1, True),
    ("disability", {"25": 0, "26": 0}, 0, False),
    ("disability", {"25": 1, "26": 1}, 2, True),
]


def test_each_domain_of_social_needs_on_both_sides() -> None:
    wrong = []
    for name, given, value, need in NEEDS:
        found = told(outcome("hrsn", given), name)
        if found is None or (found[0], found[2]) != (value, need):
            wrong.append(f"{name} {given}: {found}")
    assert not wrong
    assert told(outcome("hrsn", {"17": 7, "18": 59}, age=17), "activity") == (1, "need", True)
    assert told(outcome("hrsn", {"17": 7, "18": 22}, age=18), "activity") == (0, "none", False)
    assert told(outcome("hrsn", {"17": 7, "18": 60}, age=17), "activity") == (0, "none", False)


def test_needs_bring_the_codes_that_the_story_of_needs_uses() -> None:
    found = outcome("hrsn", {"1": 2, "3": 2, "5": 1, "6": 2, "11": 2, "12": 1, "14": 4, "16": 1, "20": 4})
    assert [code for _, code in found.codes] == ["Z59.819", "Z59.41", "Z59.82", "Z59.12", "Z59.869", "Z56.9", "Z60.9", "Z55.9"]
    assert not outcome("hrsn", {"3": 0, "4": 0, "5": 0}).codes


def test_each_rating_of_asam_is_a_score_and_none_is_an_average() -> None:
    found = outcome("asam", {f"d{place}": place % 5 for place in range(1, 7)} | {"recommended": 3.5, "actual": 1.7, "reason": 4})
    assert [(one.name, int(one.value)) for one in found.scores] == [
        ("d1", 1),
        ("d2", 2),
        ("d3", 3),
        ("d4", 4),
        ("d5", 0),
        ("d6", 1),
    ]
    assert found.review_days == 90
    assert found.notes == (
        "Recommended: 3.5 Clinically managed high-intensity residential.",
        "Actual: 1.7 Medically managed outpatient.",
        "They differ: Wait.",
        "Look again within 90 days.",
    )


def test_the_next_review_follows_the_level() -> None:
    asam, on = definition("asam"), date(2026, 11, 23)
    levels = {"1": 90, "1.5": 90, "1.7": 90, "2.1": 30, "2.5": 30, "2.7": 30, "3.1": 7, "3.5": 7, "3.7": 7, "4": 7}
    assert {str(option.value) for option in asam.item("recommended").options} == levels.keys()
    days = {level: next_review(asam, {"actual": Decimal(level)}, on) for level in levels}
    assert {level: (day - on).days for level, day in days.items() if day} == levels
    assert next_review(asam, answers({"actual": 0}), on) is None
    assert next_review(asam, {}, on) is None


def test_names_of_the_third_edition_lead_to_the_fourth() -> None:
    asam = definition("asam")
    known = {str(option.value) for option in asam.item("actual").options} | {""}
    assert {of_third_edition(asam, name) for name in asam.settings["crosswalk"]} <= known
    names = ("0.5", "OTS", "3.2-WM", "3.3", "Level 3.7-WM")
    assert [of_third_edition(asam, name) for name in names] == ["", "1.7", "3.5", "3.5", "3.7"]
    with pytest.raises(KeyError):
        of_third_edition(asam, "5")
