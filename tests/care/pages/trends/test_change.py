"""What a course says: response, remission, a target not reached, worse; each edge from both sides."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from patients.assessments.rules import Band, ScoreDefinition
from patients.assessments.rules.change import FOLLOWED, RULES, Course, Reading, change_of, is_worse

START = date(2026, 1, 5)
PHQ9 = ScoreDefinition(
    "total",
    "Total",
    Decimal(0),
    Decimal(27),
    tuple(
        Band(str(low), label, Decimal(low), Decimal(high))
        for label, low, high in (
            ("minimal", 0, 4),
            ("mild", 5, 9),
            ("moderate", 10, 14),
            ("mod. severe", 15, 19),
            ("severe", 20, 27),
        )
    ),
)
BARC10 = ScoreDefinition("total", "Total", Decimal(10), Decimal(60), higher_is_better=True)
UNKNOWN = ScoreDefinition("total", "Total", Decimal(0), Decimal(10), (Band("a", "low", Decimal(0), Decimal(2)),
                          Band("b", "high", Decimal(3), Decimal(10))))  # fmt: skip

# the days after the first, the scores, and what they say by the last
COURSES = (
    ((19,), []),
    ((19, 14), []),
    ((20, 10), [Course.RESPONSE]),
    ((20, 11), []),
    ((19, 9), [Course.RESPONSE]),  # 9.5 is half of 19
    ((19, 10), []),
    ((19, 5), [Course.RESPONSE]),
    ((19, 4), [Course.REMISSION]),
    ((9, 4), []),  # a first score under 10 claims neither
    ((10, 4), [Course.REMISSION]),
    ((10, 5), [Course.RESPONSE]),
    ((19, 6, 10), []),
    ((19, 6, 11), [Course.WORSE]),
    ((20, 2, 7), [Course.RESPONSE, Course.WORSE]),
    ((12, 17), [Course.WORSE]),
    ((12, 16), []),
)


def course_of(values: tuple[int, ...], *, days: int = 7, instrument: str = "phq9", score: ScoreDefinition = PHQ9) -> list[Course]:
    readings = [Reading(START + timedelta(days=days * number), Decimal(value)) for number, value in enumerate(values)]
    change = change_of(readings, instrument=instrument, score=score)
    assert change is not None
    return [finding.course for finding in change.findings]


def test_each_course_of_the_phq9_says_what_it_should() -> None:
    assert [(values, course_of(values)) for values, _ in COURSES] == [(values, said) for values, said in COURSES]


def test_a_target_is_not_reached_after_twelve_weeks_and_not_before() -> None:
    assert course_of((20, 14), days=84) == [Course.NOT_YET]
    assert course_of((20, 14), days=83) == []
    assert course_of((18, 10), days=84) == [Course.NOT_YET]
    assert course_of((18, 9), days=84) == [Course.RESPONSE]
    assert course_of((16, 9), days=84) == []  # under 10 is the other way to reach it


def test_the_first_score_is_the_first_since_care_began_here() -> None:
    readings = [
        Reading(START, Decimal(24)),
        Reading(START + timedelta(days=400), Decimal(12)),
        Reading(START + timedelta(days=410), Decimal(8)),
    ]
    change = change_of(readings, instrument="phq9", score=PHQ9, since=START + timedelta(days=390))
    assert change is not None
    assert change.first.value == 12
    assert change.findings == ()
    assert change.is_better
    before_care = change_of(readings[:1], instrument="phq9", score=PHQ9, since=START + timedelta(days=390))
    assert before_care is not None
    assert before_care.first.value == 24
    assert change_of([], instrument="phq9", score=PHQ9) is None


@pytest.mark.parametrize(
    ("instrument", "score", "before", "now", "worse"),
    [
        ("barc10", BARC10, 50, 45, True),
        ("barc10", BARC10, 50, 46, False),
        ("barc10", BARC10, 45, 55, False),
        ("other", UNKNOWN, 2, 3, True),  # a worse band
        ("other", UNKNOWN, 3, 4, False),
        ("other", UNKNOWN, 4, 6, True),  # a fifth of the range
        ("other", UNKNOWN, 6, 3, False),
    ],
)
def test_worse_is_in_the_direction_of_the_score(
    instrument: str, score: ScoreDefinition, before: int, now: int, *, worse: bool
) -> None:
    assert is_worse(Decimal(before), Decimal(now), instrument=instrument, score=score) is worse


def test_every_rule_names_its_source_and_stands_once() -> None:
    assert len({(rule.instrument, rule.score) for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.worse_by > 0
        assert rule.worse_source
        assert rule.source or rule.response_part is None
    assert not {"bam", "bamr"} - set(FOLLOWED)
