"""Scores of another system: taken as often as one likes, changed with their source, taken back without a trace."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from care.actor import Permit
from patients.assessments import operations
from patients.assessments.catalogue import definitions
from patients.assessments.models import Response, Score
from patients.assessments.operations import PastScore, PastScoreWrong
from patients.assessments.queries import series
from patients.assessments.rules.past import past_problem

pytestmark = pytest.mark.django_db
SOURCE = "old system"


def rows(at: datetime) -> list[PastScore]:
    return [
        PastScore(f"p{day}", "phq9", at - timedelta(days=day), Decimal(value)) for day, value in ((200, 18), (170, 12), (140, 4))
    ] + [PastScore("b1", "bam", at - timedelta(days=100), Decimal(value), name) for name, value in (("use", 3), ("risk", 9))]


def test_taken_twice_is_the_same_and_taken_back_is_gone(permit: Permit, at: datetime) -> None:
    assert operations.record_past_scores(permit=permit, source=SOURCE, rows=rows(at), at=at) == 4
    assert operations.record_past_scores(permit=permit, source=SOURCE, rows=rows(at), at=at) == 0
    points = series(permit=permit, instrument="phq9")
    assert [(point.value, point.band, point.mode.value) for point in points] == [
        (Decimal(18), "moderately_severe", "imported"),
        (Decimal(12), "moderate", "imported"),
        (Decimal(4), "minimal", "imported"),
    ]
    assert [point.value for point in series(permit=permit, instrument="bam", name="risk")] == [Decimal(9)]

    changed = [replace(rows(at)[0], value=Decimal(17)), *rows(at)[1:]]
    assert operations.record_past_scores(permit=permit, source=SOURCE, rows=changed, at=at) == 1
    assert series(permit=permit, instrument="phq9")[0].value == 17

    assert operations.take_back_past_scores(permit=permit, source="another", at=at) == 0
    assert operations.take_back_past_scores(permit=permit, source=SOURCE, at=at) == 4
    assert operations.take_back_past_scores(permit=permit, source=SOURCE, at=at) == 0
    assert not Response.objects.exists()
    assert not Score.objects.exists()


def test_what_cannot_be_taken_says_why(at: datetime) -> None:
    good = PastScore("k", "phq9", at, Decimal(5))
    known = definitions()
    assert past_problem(good, known, at=at) == ""
    wrong = [
        replace(good, instrument="tarot"),
        replace(good, name="use"),
        replace(good, value=Decimal(28)),
        replace(good, value=Decimal("NaN")),
        replace(good, subject="alcohol"),
        replace(good, instrument="dsm5_sud", name="criteria"),
        replace(good, administered_at=at + timedelta(minutes=1)),
        replace(good, key=""),
        replace(good, key="k" * 65),
    ]
    assert [row for row in wrong if not past_problem(row, known, at=at)] == []


def test_all_or_none(permit: Permit, of_charlie: Permit, at: datetime) -> None:
    with pytest.raises(PastScoreWrong) as refused:
        operations.record_past_scores(
            permit=permit, source=SOURCE, rows=[*rows(at), PastScore("z", "phq9", at, Decimal(99))], at=at
        )
    assert refused.value.key == "z"
    mixed = [PastScore("m", "phq9", at, Decimal(3)), PastScore("m", "gad7", at, Decimal(3))]
    with pytest.raises(PastScoreWrong):
        operations.record_past_scores(permit=permit, source=SOURCE, rows=mixed, at=at)
    assert not Response.objects.exists()
    assert operations.record_past_scores(permit=of_charlie, source=SOURCE, rows=rows(at), at=at) == 4  # another organization
