"""Five years of weekly scores for some people, as another system would have given them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from care.access import gate
from care.actor import Action, Actor, Category, Purpose, Role
from care.demo.bench.floors import Reader
from patients.assessments.catalogue import definitions
from patients.assessments.operations import record_past_scores
from patients.assessments.rules.past import PastScore

SOURCE = "bench"
WEEKS = 260
INSTRUMENTS = ("phq9", "gad7", "craving", "bam")


def give_scores(reader: Reader, people: Sequence[int], *, at: datetime) -> None:
    """Weekly scores of four instruments for five years, the last one this week. Given once, the second time nothing changes."""
    actor = Actor.staff(
        user_id=reader.user_id,
        staff_id=reader.staff_id,
        organisation_id=reader.organisation_id,
        roles=frozenset({Role.COORDINATOR}),
    )
    for patient_id in people:
        permit = gate.require(
            actor=actor, patient_id=patient_id, category=Category.SUD, action=Action.WRITE, purpose=Purpose.TREAT, at=at
        )
        record_past_scores(permit=permit, source=SOURCE, rows=_scores(patient_id, at), at=at)


def _scores(patient_id: int, at: datetime) -> list[PastScore]:
    dice = Random(patient_id)
    monday = at.replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=at.weekday() + 7)
    rows = []
    for instrument in INSTRUMENTS:
        for scale in definitions()[instrument].scores:
            value = int(scale.high * 2 / 3)
            for week in range(WEEKS):
                value = min(max(value + dice.choice((-2, -1, -1, 0, 0, 1, 1, 2)), int(scale.low)), int(scale.high))
                day = monday - timedelta(weeks=WEEKS - week)
                rows.append(PastScore(f"{patient_id}-{instrument}-{day:%Y%m%d}", instrument, day, Decimal(value), scale.name))
    return rows
