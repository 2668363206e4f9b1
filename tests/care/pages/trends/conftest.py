"""Scores over time, written as rows: what a trend is made of is not how it was answered."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from care.actor import Category
from patients.assessments.catalogue import definition
from patients.assessments.models import Response, Score
from patients.assessments.rules import Mode, State
from patients.models import Patient

Scores = Callable[..., list[Response]]


@pytest.fixture
def scored(now: datetime) -> Scores:
    """Completed answers with their scores, `every` so many days, the last one `ago` days before now."""

    def write(
        patient: Patient,
        instrument: str,
        values: Sequence[float | dict[str, float]],
        *,
        every: float = 7,
        ago: float = 1,
        subject: str = "",
        category: Category = Category.MENTAL_HEALTH,
        state: State = State.COMPLETED,
    ) -> list[Response]:
        days = [now - timedelta(days=ago + every * (len(values) - 1 - number)) for number in range(len(values))]
        rows = Response.objects.bulk_create(
            Response(
                patient=patient,
                organisation=patient.organisation,
                instrument=instrument,
                version="2026-11",
                category=category.value,
                subject=subject,
                mode=Mode.CLINICIAN.value,
                state=state.value,
                administered_at=day,
                begun_at=day,
                begun_by=patient.registered_by,
                changed_at=day,
                completed_at=day,
                completed_by=patient.registered_by,
                ended_at=day if state is State.IN_ERROR else None,
                ended_by=patient.registered_by if state is State.IN_ERROR else None,
                end_reason="For somebody else." if state is State.IN_ERROR else "",
            )
            for day in days
        )
        Score.objects.bulk_create(
            Score(
                response=row,
                name=name,
                value=Decimal(str(number)),
                band_label=band_of(instrument, name, number),
                answered=9,
                rules="test",
            )
            for row, value in zip(rows, values, strict=True)
            for name, number in (value if isinstance(value, dict) else {"total": value}).items()
        )
        return rows

    return write


def band_of(instrument: str, name: str, value: float) -> str:
    """The band of the catalogue."""
    bands = [band for scale in definition(instrument).scores if scale.name == name for band in scale.bands]
    return next((band.label for band in bands if band.low <= Decimal(str(value)) <= band.high), "")
