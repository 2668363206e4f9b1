"""Taking what another system says happened: the same record becomes the same row, and the row follows its source."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from patients.elsewhere.models import Record, RecordPart
from patients.elsewhere.queries import records_of_keys
from patients.elsewhere.rules import BadMoment, Moment, Precision, RecordStatement, SaidRecord, ends_before, moment_of
from patients.rules import Outcome, ResourceKey, Taken

ANOTHER_PERSON = "it was taken for another person before"
NOT_COVERED = "the role of the colleague does not write this kind of data"
NO_MOMENT = "its date cannot be"
ENDS_BEFORE = "it ends before it begins"


def take_records(*, permit: Permit, source: str, statements: Sequence[RecordStatement], at: datetime) -> list[Taken]:
    """Take what a source says happened to one person, in one transaction: new rows, changed rows, rows that it takes back.

    A row is the source's: nobody here changes it, so that it says what the source says now, and its history what it said
    before. What cannot be taken is refused with its reason, each alone; so is what the permit does not cover. Nothing is
    written where the source says what it said before.
    """
    permit.check(category=Category.DEMOGRAPHICS, action=Action.WRITE)
    taking = _Taking(permit, source, at)
    with audit.change(permit=permit, at=at, verb="elsewhere.taken", detail={"source": source}) as change:
        known = records_of_keys(
            organisation_id=permit.organisation_id, source=source, keys=[one.key for one in statements], for_update=True
        )
        for statement in statements:
            taking.take(statement, known.get(statement.key))
        taking.write()
        change.detail["resources"] = len(statements)
    return list(taking.outcomes.values())


@dataclass(slots=True)
class _Taking:
    """The work on one person: rows to write, and what became of each statement."""

    permit: Permit
    source: str
    at: datetime
    new: dict[ResourceKey, Record] = field(default_factory=dict)
    changed: list[Record] = field(default_factory=list)
    parts: list[tuple[Record, SaidRecord]] = field(default_factory=list)
    outcomes: dict[ResourceKey, Taken] = field(default_factory=dict)

    def take(self, statement: RecordStatement, row: Record | None) -> None:
        key, said = statement.key, statement.said
        if row is not None and row.patient_id != self.permit.patient_id:
            self._refuse(key, ANOTHER_PERSON)
        elif not self.permit.covers(said.category) or (row is not None and not self.permit.covers(Category(row.category))):
            self._refuse(key, NOT_COVERED)
        elif row is not None and row.digest == said.digest():
            self.outcomes[key] = Taken(key, Outcome.UNCHANGED)
        else:
            self._follow(key, said, row)

    def _follow(self, key: ResourceKey, said: SaidRecord, row: Record | None) -> None:
        """Make the row say what the source says."""
        try:
            happened = moment_of(said.happened) if said.happened else None
            ended = moment_of(said.ended) if said.ended else None
        except BadMoment:
            self._refuse(key, NO_MOMENT)
            return
        if happened and ended and ends_before(ended, happened):
            self._refuse(key, ENDS_BEFORE)
            return
        user_id, organisation_id = self.permit.actor.colleague()
        record = row or Record(
            organisation_id=organisation_id,
            patient_id=self.permit.patient_id,
            source=self.source,
            resource_type=key.type,
            resource_id=key.id,
            recorded_at=self.at,
            recorded_by_id=user_id,
        )
        _copy(said, record, happened or ended or Moment(record.recorded_at, Precision.UNKNOWN), ended)
        record.changed_at, record.changed_by_id = self.at, user_id
        if said.is_open != (record.withdrawn_at is None):
            record.withdrawn_at = None if said.is_open else self.at
            record.withdrawn_by_id = None if said.is_open else user_id
        if row is None:
            self.new[key] = record
        else:
            self.changed.append(record)
        self.parts.append((record, said))
        self.outcomes[key] = Taken(key, Outcome.TAKEN if row is None else Outcome.UPDATED)

    def _refuse(self, key: ResourceKey, reason: str) -> None:
        self.outcomes[key] = Taken(key, Outcome.REFUSED, reason=reason)

    def write(self) -> None:
        """All rows at once; parts of a changed record are made anew."""
        Record.objects.bulk_create(self.new.values())
        for record in self.changed:
            record.save()
        if self.changed:
            RecordPart.objects.filter(record__in=self.changed).delete()
        RecordPart.objects.bulk_create(
            RecordPart(
                record=record,
                position=position,
                label=part.label,
                system=part.system,
                code=part.code,
                value=part.value,
                number=part.number,
                unit=part.unit,
                refers_to=part.refers_to,
            )
            for record, said in self.parts
            for position, part in enumerate(said.parts)
        )


def _copy(said: SaidRecord, record: Record, happened: Moment, ended: Moment | None) -> None:
    record.kind, record.category = said.kind.value, said.category.value
    record.system, record.code, record.display = said.system, said.code, said.display
    record.status = said.status
    record.happened, record.precision = happened.at, happened.precision.value
    record.ended, record.ended_precision = (ended.at, ended.precision.value) if ended else (None, "")
    record.value, record.number, record.unit = said.value, said.number, said.unit
    record.interpretation, record.reference_range = said.interpretation, said.reference_range
    record.reason, record.place, record.who, record.visit = said.reason, said.place, said.who, said.visit
    record.digest = said.digest()
