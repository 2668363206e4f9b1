"""What follows a merge by itself: whatever came late to the record that was merged away goes after the rest."""

from datetime import datetime

from care.access import gate
from care.actor import Action, Actor, Category, Purpose
from care.outbox.handling import Listener
from care.outbox.queries import Claimed
from patients.merging.operations import gather_strays

JOB = "merging.gather"


def _settles(row: Claimed, at: datetime) -> None:
    actor = Actor.system(job=JOB, organisation_id=row.organisation_id)
    try:
        permit = gate.require(
            actor=actor,
            patient_id=row.patient_id,
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.HOPERAT,
            at=at,
        )
    except gate.NotFound:  # merged on or taken apart since, and no longer in care
        return
    gather_strays(permit=permit, merge_id=row.about["merge"], at=at)


GATHER = Listener("merging", _settles)
