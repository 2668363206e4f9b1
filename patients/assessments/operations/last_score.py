"""The caseload's last score and risk, kept current in the transaction of whatever changed the scores."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from care.lib.dates import local_date
from care.teams.operations import lock_summary, update_summary
from care.teams.rules import Risk, RiskSource
from patients.assessments.catalogue import definition
from patients.assessments.models import FoundTrigger, Response, Score
from patients.assessments.rules import State
from patients.assessments.rules.change import FOLLOWED, is_worse
from patients.assessments.rules.numbers import score_text
from patients.assessments.rules.risk import Finding, of_question_nine, standing
from patients.intake.queries import risks_told
from patients.queries import person_zone

LONGEST = 80
SCREENING, RISK = "cssrs", "risk"
MOOD, QUESTION_NINE = "phq9", "9"


def keep_last_score(*, patient_id: int, organisation_id: int) -> None:
    """Write the last score of a followed measure, and the risk of suicide that stands (`rules.risk`), into the person's caseload
    row, or that there is none. Eight statements at most.

    A part of the writer's own change, as `update_summary`; within its transaction, after the scores were written and as the
    last lock: the summary row is held before the scores are read, so that of two writers the later one reads what both wrote.
    """
    lock_summary(patient_id=patient_id, organisation_id=organisation_id)
    update_summary(
        patient_id=patient_id,
        organisation_id=organisation_id,
        **_last_score(patient_id, organisation_id),
        **_risk(patient_id, organisation_id),
    )


def _risk(patient_id: int, organisation_id: int) -> dict[str, Any]:
    """The risk that stands, of the last screener and what was told after it."""
    screener = _screener(patient_id, organisation_id)
    after = screener.at if screener else None
    intake = risks_told(patient_id=patient_id, organisation_id=organisation_id, after=after)
    found = standing(
        [
            *([screener] if screener else []),
            *_question_nine(patient_id, organisation_id, after),
            *(Finding(RiskSource.INTAKE, at, risk) for at, risk in intake),
        ]
    )
    if found is None:
        return {"risk": "", "risk_on": None}
    zone = person_zone(patient_id=patient_id)
    return {"risk": found.risk.value, "risk_on": local_date(found.at, zone), "risk_source": found.source.value}


def _screener(patient_id: int, organisation_id: int) -> Finding | None:
    """What the last screener showed, as its band; without a score, that it is not clear where an answer calls for somebody."""
    band = Score.objects.filter(response=OuterRef("pk"), name=RISK).values("band")[:1]
    calls = FoundTrigger.objects.filter(response=OuterRef("pk"))
    rows = _completed(patient_id, organisation_id, SCREENING).annotate(band=Subquery(band), calls=Exists(calls))
    last = rows.order_by("-administered_at", "-pk").values_list("band", "calls", "administered_at").first()
    if last is None or not (last[0] or last[1]):
        return None
    return Finding(RiskSource.CSSRS, last[2], Risk(last[0]) if last[0] else Risk.UNCLEAR)


def _question_nine(patient_id: int, organisation_id: int, after: datetime | None) -> list[Finding]:
    """What question 9 of PHQ-9 told since a moment."""
    rows = _completed(patient_id, organisation_id, MOOD).filter(answers__link_id=QUESTION_NINE, answers__number__isnull=False)
    if after is not None:
        rows = rows.filter(administered_at__gt=after)
    found = rows.order_by("administered_at", "pk").values_list("administered_at", "answers__number")
    return [Finding(RiskSource.PHQ9, at, of_question_nine(number)) for at, number in found if number is not None]


def _completed(patient_id: int, organisation_id: int, instrument: str) -> QuerySet[Response]:
    return Response.objects.filter(
        patient_id=patient_id, organisation_id=organisation_id, instrument=instrument, state=State.COMPLETED.value
    )


def _last_score(patient_id: int, organisation_id: int) -> dict[str, Any]:
    """The last score of a measure that is followed over time."""
    followed = Q()
    for instrument, name in FOLLOWED.items():
        followed |= Q(response__instrument=instrument, name=name)
    columns = (
        *("value", "band_label", "name", "response__instrument", "response__subject", "response__version"),
        *("response__administered_at", "response__patient__zone"),
    )
    last = _scores(patient_id, organisation_id).filter(followed).values(*columns).first()
    if last is None:
        return {"last_score": "", "last_score_on": None, "last_score_is_worse": False}
    instrument, name = last["response__instrument"], last["name"]
    asked = definition(instrument, last["response__version"])
    same = _scores(patient_id, organisation_id).filter(
        name=name, response__instrument=instrument, response__subject=last["response__subject"]
    )
    before = same.values_list("value", flat=True)[1:2]
    scale = next(one for one in asked.scores if one.name == name)
    return {
        "last_score": score_text(asked, scale, last["value"], last["band_label"])[:LONGEST],
        "last_score_on": local_date(last["response__administered_at"], last["response__patient__zone"]),
        "last_score_is_worse": any(is_worse(value, last["value"], instrument=instrument, score=scale) for value in before),
    }


def _scores(patient_id: int, organisation_id: int) -> Any:
    rows = Score.objects.filter(
        response__patient_id=patient_id,
        response__organisation_id=organisation_id,
        response__state=State.COMPLETED.value,
    )
    return rows.order_by("-response__administered_at", "-response_id")
