"""Medicines: gone through with the person, and taken in from another system."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.functional import cached_property

from care.actor import Permit
from care.lib.dates import local_date
from patients.models import Patient
from patients.rules import Merge, Outcome
from patients.story.models import Medicine, StoryPart
from patients.story.operations.lines import change_of
from patients.story.queries.rows import said_in, stored_of
from patients.story.rules import (
    PART_CATEGORIES,
    EndsBeforeItBegins,
    ImpossibleDay,
    MedicineTaken,
    Part,
    PartAnswer,
    SaidMedicine,
    check_days,
)

CATEGORY = PART_CATEGORIES[Part.MEDICINES]


class NothingToReconcile(ValueError):
    """No medicine is on the list, and nobody has said that there is none."""


def reconcile_medicines(*, permit: Permit, at: datetime) -> int:
    """Say that a colleague has gone through the whole list with the person today; gives how many lines it has.

    Raises:
        NothingToReconcile: the list is empty and was not answered.
    """
    user_id, _ = permit.actor.colleague()
    with change_of(permit, CATEGORY, at=at, verb="medicines.reconciled", part=Part.MEDICINES) as (patient, change):
        rows = Medicine.objects.filter(patient=patient, removed_at__isnull=True)
        change.detail["lines"] = count = rows.update(reconciled_at=at, reconciled_by_id=user_id)
        answered = StoryPart.objects.filter(patient=patient, part=Part.MEDICINES.value, answer=PartAnswer.NOTHING.value)
        if not count and not answered.update(answered_at=at, answered_by_id=user_id):
            raise NothingToReconcile
    return count


def record_medicines(*, permit: Permit, source: str, items: Sequence[SaidMedicine], at: datetime) -> list[MedicineTaken]:
    """Take what another system says about medicines: new lines, changed lines, lines that it takes back. Twice gives the same.

    What nobody changed here follows the source; what a colleague changed stays (`patients.rules.Merge`). A line that a
    colleague took off the list stays off. Each that cannot be taken is refused alone, with its reason.
    """
    with change_of(permit, CATEGORY, at=at, verb="medicines.taken_in", part=Part.MEDICINES) as (patient, change):
        taking = _Taking(permit, source, patient, at)
        taken = [taking.take(item) for item in items]
        if any(one.medicine is not None for one in taken):
            StoryPart.objects.filter(patient=patient, part=Part.MEDICINES.value).delete()
        change.detail |= {"source": source, "items": len(taken)}
    return taken


class _Taking:
    """The work on one person's medicines of one source."""

    def __init__(self, permit: Permit, source: str, patient: Patient, at: datetime) -> None:
        self.source, self.patient, self.at = source, patient, at
        self.user_id, _ = permit.actor.colleague()

    @cached_property
    def rows(self) -> dict[str, Medicine]:
        """The lines that this source has said before, by its numbers."""
        return {row.key: row for row in Medicine.objects.filter(patient=self.patient, source=self.source)}

    def take(self, item: SaidMedicine) -> MedicineTaken:
        """One medicine."""
        theirs = stored_of(item.medicine)
        said = theirs | {"is_open": item.is_open}
        row = self.rows.get(item.key)
        if row is not None and row.said == said:
            return MedicineTaken(item.key, Outcome.UNCHANGED, row.uuid)
        try:
            check_days(item.medicine, born=self.patient.birth_date, today=local_date(self.at, self.patient.zone))
        except (ImpossibleDay, EndsBeforeItBegins):
            return MedicineTaken(item.key, Outcome.REFUSED, reason="a date in the future, before the birth, or out of order")
        if not theirs["name"]:
            return MedicineTaken(item.key, Outcome.REFUSED, reason="it names no medicine")
        if row is None:
            return self._new(item, theirs, said)
        return self._again(item, row, theirs, said)

    def _new(self, item: SaidMedicine, theirs: dict[str, Any], said: dict[str, Any]) -> MedicineTaken:
        row = Medicine(
            patient=self.patient, source=self.source, key=item.key, said=said, recorded_at=self.at, recorded_by_id=self.user_id
        )
        for name, value in theirs.items():
            setattr(row, name, value)
        if not item.is_open:
            row.removed_at, row.removed_by_id = self.at, self.user_id
        row.save()
        self.rows[item.key] = row
        return MedicineTaken(item.key, Outcome.TAKEN, row.uuid)

    def _again(self, item: SaidMedicine, row: Medicine, theirs: dict[str, Any], said: dict[str, Any]) -> MedicineTaken:
        merge, ours = Merge(), stored_of(said_in(Part.MEDICINES, row))
        for name, value in theirs.items():
            setattr(row, name, merge.one(name, before=row.said.get(name, ""), ours=ours[name], theirs=value))
        was_open = bool(row.said.get("is_open", True))
        if item.is_open != was_open:
            if (row.removed_at is None) == was_open:
                row.removed_at, row.removed_by_id = (None, None) if item.is_open else (self.at, self.user_id)
            else:
                merge.kept.append("on the list")
        row.said = said
        row.version += 1
        row.save()
        return MedicineTaken(item.key, Outcome.KEPT if merge.kept else Outcome.UPDATED, row.uuid, kept=tuple(merge.kept))
