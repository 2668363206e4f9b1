"""The caseload's last score and risk, kept current in the transaction of whatever changed the scores."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from care.lib.dates import local_date
from care.teams.operations import lock_summary, update_summary
from care.teams.rules import Risk
from patients.assessments.catalogue import definition
from patients.assessments.models import FoundTrigger, Response, Score
from patients.assessments.rules import State
from patients.assessments.rules.change import FOLLOWED, is_worse
from patients.assessments.rules.numbers import score_text

LONGEST = 80
SCREENING, RISK = "cssrs", "risk"


def keep_last_score(*, patient_id: int, organisation_id: int) -> None:
    """Write the last score of a followed measure, and the risk that the last screening for suicide showed, into the person's
    caseload row, or that there is none. Five statements.

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
    """What the last screening showed, as the code of its band; without a score, that it is not clear where an answer calls for
    somebody.
    """
    rows = Response.objects.filter(
        patient_id=patient_id, organisation_id=organisation_id, instrument=SCREENING, state=State.COMPLETED.value
    )
    band = Score.objects.filter(response=OuterRef("pk"), name=RISK).values("band")[:1]
    calls = FoundTrigger.objects.filter(response=OuterRef("pk"))
    last = (
        rows.annotate(band=Subquery(band), calls=Exists(calls))
        .order_by("-administered_at", "-pk")
        .values("band", "calls", "administered_at", "patient__zone")
        .first()
    )
    if last is None or not (last["band"] or last["calls"]):
        return {"risk": "", "risk_on": None}
    return {"risk": last["band"] or Risk.UNCLEAR.value, "risk_on": local_date(last["administered_at"], last["patient__zone"])}


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
