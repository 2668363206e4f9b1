"""Whose random drug test is drawn for a day. The secret is made of the installation's own; another key draws other days."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.crypto import salted_hmac

from patients.queries import names_of
from treatment_plans.regimens.monitoring.queries import spans_of_everybody
from treatment_plans.regimens.monitoring.rules import draw, schedule

METHADONE = "methadone"


def secret() -> bytes:
    """From what the days are drawn. It never leaves the server, and no page shows a day to come."""
    return salted_hmac("treatment_plans.regimens.monitoring.draw", "days", algorithm="sha256").digest()


def drawn_today(*, organisation_id: int, today: date, condition: Q | None = None) -> list[int]:
    """Whose test is drawn for today, of those who take methadone here; with the gate's condition, of those whom it opens.

    Two queries.
    """
    spans = spans_of_everybody(organisation_id=organisation_id, substance=METHADONE, condition=condition)
    uuids = {patient: line.uuid for patient, line in names_of(spans).items()}
    return _drawn(spans, uuids, today)


def _drawn(spans: Mapping[int, list[tuple[date, date | None]]], uuids: Mapping[int, UUID], today: date) -> list[int]:
    key = secret()
    found = []
    for patient, days in spans.items():
        since = schedule.episode_start(days, today=today)
        if since and patient in uuids and draw.is_drawn(secret=key, person=str(uuids[patient]), since=since, on=today):
            found.append(patient)
    return found
