"""What may be worth a look: kept by a job once a day, looked at by the privacy officer."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from care.actor import Actor
from care.audit import operations as audit
from care.privacy.models import Observation
from care.privacy.rules import Seen
from care.privacy.vocabulary import Outcome


class NoSuchObservation(LookupError):
    """There is no such thing to look at for the actor's organization."""


class AlreadyReviewed(ValueError):
    """Somebody has looked at it already."""


def keep_observations(*, actor: Actor, organisation_id: int, seen: Iterable[Seen], at: datetime) -> int:
    """Keep what was seen of one day. Seen before: left as it stands. Gives the number of new ones."""
    rows = [
        Observation(
            organisation_id=organisation_id,
            kind=one.kind.value,
            staff_id=one.staff_id,
            patient_id=one.patient_id,
            day=one.day,
            times=one.times,
            found_at=at,
        )
        for one in seen
    ]
    if not rows:
        return 0
    with audit.change(actor=actor, at=at, verb="observations.kept") as change:
        before = Observation.objects.filter(organisation_id=organisation_id).count()
        Observation.objects.bulk_create(rows, ignore_conflicts=True)
        new = Observation.objects.filter(organisation_id=organisation_id).count() - before
        change.detail["new"] = new
    return new


def review_observation(*, actor: Actor, observation: UUID, outcome: Outcome, note: str, at: datetime) -> Observation:
    """Say that somebody has looked, and what came of it.

    Raises:
        NoSuchObservation: there is none, or it is another organization's.
        AlreadyReviewed: a colleague was first.
    """
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="observation.reviewed", detail={"outcome": outcome.value}) as change:
        row = Observation.objects.select_for_update().filter(uuid=observation, organisation_id=organisation_id).first()
        if row is None:
            raise NoSuchObservation
        if row.reviewed_at is not None:
            raise AlreadyReviewed
        row.reviewed_at, row.reviewed_by_id = at, user_id
        row.outcome, row.note = outcome.value, note.strip()
        row.save()
        change.detail["observation"] = row.pk
        if row.patient_id is not None:
            change.patient_ids.append(row.patient_id)
    return row
