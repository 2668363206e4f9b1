"""Programs that help with costs, and what one person applied for."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Category, Permit
from patients.coverage.models import Aid, AidProgram
from patients.coverage.rules import OPEN_AIDS
from patients.coverage.vocabulary import AidState


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """A kind of program: what it does, how often it is renewed, by which source."""

    key: str
    name: str
    what: str
    renewal_months: int | None
    source: str
    noted_on: date
    verified_on: date | None


def programs() -> list[ProgramRow]:
    """Every kind of program that helps with costs. One query."""
    columns = ("key", "name", "what", "renewal_months", "source", "noted_on", "verified_on")
    return [ProgramRow(*row) for row in AidProgram.objects.order_by("position").values_list(*columns)]


@dataclass(frozen=True, slots=True)
class AidRow:
    """The person's way to one program's help, as it stands."""

    uuid: UUID
    program: str
    program_key: str
    program_what: str
    program_source: str
    payer: str
    for_what: str
    state: AidState
    papers_missing: str
    papers_due_on: date | None
    applied_on: date | None
    reference: str
    decision_due_on: date | None
    decision_due_said: bool
    asked_for: str
    answer_due_on: date | None
    decided_on: date | None
    worth: str
    renews_on: date | None
    end_reason: str
    since_at: datetime
    since_by: str

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it."""
        return self.state in OPEN_AIDS


def _of(permit: Permit) -> QuerySet[Aid]:
    permit.check(category=Category.SUD)
    rows = Aid.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("program", "coverage", "since_by")


def aids_of(*, permit: Permit, limit: int = 100) -> list[AidRow]:
    """What the permit's patient applied for here, the newest first. One query."""
    return [_row(row) for row in _of(permit).order_by("-pk")[:limit]]


def get_aid(*, permit: Permit, aid: UUID) -> AidRow | None:
    """One application of the permit's patient; none for another's. One query."""
    row = _of(permit).filter(uuid=aid).order_by("pk").first()
    return _row(row) if row else None


def _row(row: Aid) -> AidRow:
    return AidRow(
        uuid=row.uuid,
        program=row.program.name,
        program_key=row.program.key,
        program_what=row.program.what,
        program_source=row.program.source,
        payer=row.coverage.payer if row.coverage else "",
        for_what=row.for_what,
        state=AidState(row.state),
        papers_missing=row.papers_missing,
        papers_due_on=row.papers_due_on,
        applied_on=row.applied_on,
        reference=row.reference,
        decision_due_on=row.decision_due_on,
        decision_due_said=row.decision_due_said,
        asked_for=row.asked_for,
        answer_due_on=row.answer_due_on,
        decided_on=row.decided_on,
        worth=row.worth,
        renews_on=row.renews_on,
        end_reason=row.end_reason,
        since_at=row.since_at,
        since_by=row.since_by.name,
    )
