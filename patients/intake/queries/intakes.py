"""Reading intakes, with a permit: how far, who did what when, the summary, the safety answers, consent to treatment."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from care.actor import Category, Permit
from care.lib.prepared import prepared
from patients.intake.models import Intake, IntakeSection, IntakeStep
from patients.intake.rules import (
    SUMMED_UP,
    UNFINISHED,
    Answered,
    CloseReason,
    Part,
    Pause,
    Said,
    SectionKey,
    State,
    is_as_sealed,
    read,
)


@dataclass(frozen=True, slots=True)
class SectionRow:
    """How one section stands. `uuid` names its draft; none for a section that came after the intake was begun."""

    key: SectionKey
    state: Answered
    version: int
    unsaid: tuple[str, ...]
    changed_at: datetime | None
    changed_by: str
    uuid: UUID | None


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One intake, without its summary."""

    uuid: UUID
    state: State
    begun_at: datetime
    begun_by: str
    paused_at: datetime | None
    paused_by: str
    pause: Pause | None
    go_on_on: date | None
    finished_at: datetime | None
    finished_by: str
    said: Said | None
    said_name: str
    said_at: datetime | None
    said_by: str
    signed_at: datetime | None
    signed_by: str
    closed_at: datetime | None
    closed_by: str
    close_reason: CloseReason | None
    sections: dict[SectionKey, SectionRow]

    @property
    def is_unfinished(self) -> bool:
        """Whether it still waits for somebody."""
        return self.state in UNFINISHED

    @property
    def is_summed_up(self) -> bool:
        """Whether a summary is put down."""
        return self.state in SUMMED_UP

    @property
    def states(self) -> dict[SectionKey, Answered]:
        """How each section stands."""
        return {key: row.state for key, row in self.sections.items()}


def _of(permit: Permit) -> QuerySet[Intake]:
    permit.check(category=Category.SUD)
    return Intake.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)


def _rows(permit: Permit) -> QuerySet[Intake]:
    sections = Prefetch("sections", queryset=IntakeSection.objects.select_related("changed_by").order_by("pk"))
    people = ("begun_by", "paused_by", "finished_by", "said_by", "signed_by", "closed_by")
    return _of(permit).defer("summary", "said_drawing").select_related(*people).prefetch_related(sections)


def current_intake(*, permit: Permit) -> IntakeRow | None:
    """The one that is unfinished, else the latest; none where there never was one. Two queries."""
    return next((_row(row) for row in _current(permit=permit)), None)


@prepared
def _current(*, permit: Permit) -> QuerySet[Intake]:
    return _rows(permit).order_by("-begun_at", "-pk")[:1]


def get_intake(*, permit: Permit, intake: UUID) -> IntakeRow | None:
    """One intake of the permit's patient; none for another's. Two queries."""
    row = _rows(permit).filter(uuid=intake).first()
    return _row(row) if row else None


def _row(row: Intake) -> IntakeRow:
    return IntakeRow(
        uuid=row.uuid,
        state=State(row.state),
        begun_at=row.begun_at,
        begun_by=_name(row.begun_by),
        paused_at=row.paused_at,
        paused_by=_name(row.paused_by),
        pause=Pause(row.pause) if row.pause else None,
        go_on_on=row.go_on_on,
        finished_at=row.finished_at,
        finished_by=_name(row.finished_by),
        said=Said(row.said) if row.said else None,
        said_name=row.said_name,
        said_at=row.said_at,
        said_by=_name(row.said_by),
        signed_at=row.signed_at,
        signed_by=_name(row.signed_by),
        closed_at=row.closed_at,
        closed_by=_name(row.closed_by) or ("The platform" if row.closed_by_job else ""),
        close_reason=CloseReason(row.close_reason) if row.close_reason else None,
        sections=_sections(row.sections.all()),
    )


def _sections(found: QuerySet[IntakeSection]) -> dict[SectionKey, SectionRow]:
    """Every section there is, in the order of the vocabulary: also one that is newer than the intake."""
    there = {SectionKey(row.key): row for row in found}
    return {key: _section(key, there.get(key)) for key in SectionKey}


def _section(key: SectionKey, row: IntakeSection | None) -> SectionRow:
    if row is None:
        return SectionRow(key, Answered.WAITING, 0, (), None, "", None)
    return SectionRow(key, Answered(row.state), row.version, tuple(row.unsaid), row.changed_at, _name(row.changed_by), row.uuid)


def _name(user: object) -> str:
    return str(getattr(user, "name", "")) if user else ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What was put down. `is_whole`: it says what was sealed. `drawing` is the person's, where they drew their name."""

    parts: tuple[Part, ...]
    is_whole: bool
    drawing: str


def summary_of(*, permit: Permit, intake: UUID) -> Summary | None:
    """The summary as it was put down; none where none is. One query.

    Raises:
        WrongKey: none of our keys opens it.
    """
    row = _of(permit).filter(uuid=intake).only("uuid", "summary", "seal", "said_drawing").first()
    if row is None or not row.summary:
        return None
    whole = is_as_sealed(settings.CARE_AUDIT_KEY, seal=row.seal, uuid=row.uuid, text=row.summary)
    return Summary(tuple(read(row.summary)), whole, row.said_drawing)


@dataclass(frozen=True, slots=True)
class StepRow:
    """Who did what, when. `step` is a word of the tables, or 'begin'."""

    step: str
    section: SectionKey | None
    done_at: datetime
    done_by: str


def steps_of(*, permit: Permit, intake: UUID, limit: int = 200) -> list[StepRow]:
    """What was done in one intake, the latest first. One query."""
    rows = IntakeStep.objects.filter(intake__in=_of(permit).filter(uuid=intake)).select_related("done_by").order_by("-pk")
    return [
        StepRow(
            row.step,
            SectionKey(row.section) if row.section else None,
            row.done_at,
            _name(row.done_by) or "The platform",
        )
        for row in rows[:limit]
    ]
