"""What coverage tells: payers, what they said, what they were asked and decided, appeals, help with costs."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet

from care.actor import Category, Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry
from patients.coverage.models import Aid, Appeal, Coverage, Denial, EligibilityCheck, PriorAuthorization
from patients.coverage.vocabulary import AuthorizationState, Outcome, Standing

KIND = "coverage"


def _of(model: type[models.Model], *related: str, path: str = "") -> Callable[[Permit], QuerySet[Any]]:
    """The rows of the permit's patient here; `path` leads from a row to the one that says whose it is."""

    def rows(permit: Permit) -> QuerySet[Any]:
        permit.check(category=Category.SUD)
        whose = {f"{path}patient_id": permit.patient_id, f"{path}organisation_id": permit.organisation_id}
        return model._base_manager.filter(**whose).select_related(*related)

    return rows


def _entry(row: Any, moment: str, what: str, own_words: str = "") -> TimelineEntry:
    who = getattr(row, f"{moment}_by")
    return TimelineEntry(getattr(row, f"{moment}_at"), who.name if who else "", what, KIND, own_words)


def _payer(row: Coverage) -> TimelineEntry:
    source = " (from another system)" if row.imported_key else ""
    return _entry(row, "recorded", f"Payer written down{source}: {row.payer}")


def _taken_off(row: Coverage) -> TimelineEntry:
    return _entry(row, "removed", f"Payer taken off: {row.payer} ({row.removed_reason})")


def _said(row: EligibilityCheck) -> TimelineEntry:
    return _entry(row, "recorded", f"{row.coverage.payer} said: {Standing(row.standing).label.lower()}")


def _sent(row: PriorAuthorization) -> TimelineEntry:
    return _entry(row, "sent", f"Prior authorization sent to {row.coverage.payer}: {row.what}")


def _decided(row: PriorAuthorization) -> TimelineEntry:
    said = "denied" if row.state == AuthorizationState.DENIED else "approved"
    return _entry(row, "decided", f"Prior authorization {said}: {row.what}")


def _over(row: PriorAuthorization) -> TimelineEntry:
    return _entry(row, "closed", f"Prior authorization over: {row.what} ({row.close_reason})")


def _denied(row: Denial) -> TimelineEntry:
    return _entry(row, "recorded", f"{row.coverage.payer} said no: {row.what}")


def _left(row: Denial) -> TimelineEntry:
    return _entry(row, "ended", f"Denial left as it is: {row.what}", row.end_reason)


def _appealed(row: Appeal) -> TimelineEntry:
    return _entry(row, "filed", f"Appeal filed: {row.denial.what}")


def _answered(row: Appeal) -> TimelineEntry:
    return _entry(row, "decided", f"Appeal {Outcome(row.outcome).label.lower()}: {row.denial.what}")


def _begun(row: Aid) -> TimelineEntry:
    return _entry(row, "recorded", f"Help with costs begun: {row.program.name}")


def _stands(row: Aid) -> TimelineEntry:
    return _entry(row, "since", f"Help with costs, {row.get_state_display().lower()}: {row.program.name}", row.end_reason)


CHAPTERS = (
    Chapter(_of(Coverage, "recorded_by", "removed_by"), (Telling("recorded_at", _payer), Telling("removed_at", _taken_off))),
    Chapter(_of(EligibilityCheck, "recorded_by", "coverage", path="coverage__"), (Telling("recorded_at", _said),)),
    Chapter(
        _of(PriorAuthorization, "coverage", "sent_by", "decided_by", "closed_by"),
        (Telling("sent_at", _sent), Telling("decided_at", _decided), Telling("closed_at", _over)),
    ),
    Chapter(_of(Denial, "coverage", "recorded_by", "ended_by"), (Telling("recorded_at", _denied), Telling("ended_at", _left))),
    Chapter(
        _of(Appeal, "denial", "filed_by", "decided_by", path="denial__"),
        (Telling("filed_at", _appealed), Telling("decided_at", _answered)),
    ),
    Chapter(
        _of(Aid, "program", "recorded_by", "since_by"),
        (Telling("recorded_at", _begun), Telling("since_at", _stands, ~Q(since_at=F("recorded_at")))),
    ),
)
