"""What the record holds of the story: the lines of each part, what is said of empty ones, and what was found last."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from care.actor import Permit
from care.lib.prepared import prepared
from patients.models import Patient
from patients.story.models import Medicine, NeedsCheck, OwnGoal, PregnancyRecord, SocialNeed, StoryPart, WithdrawalCheck
from patients.story.queries.rows import TABLES, lines_of, said_in
from patients.story.rules import (
    PART_CATEGORIES,
    Domain,
    Entry,
    LastUse,
    Need,
    Overdose,
    Part,
    PartAnswer,
    Pregnancy,
    PregnancyAnswer,
    Reading,
    Risk,
    Told,
)

MOST_LINES = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list, who wrote it down or changed it last, and the version that a form must hand back.

    `taken_at`: when a plan took a goal up. `reconciled_at`: when a medicine was last gone through. `source`: the other system
    that said so.
    """

    uuid: UUID
    said: Entry
    version: int
    recorded_at: datetime
    recorded_by_id: int
    changed_at: datetime | None
    changed_by_id: int | None
    removed_at: datetime | None
    taken_at: datetime | None = None
    reconciled_at: datetime | None = None
    source: str = ""

    @property
    def last_at(self) -> datetime:
        """When it was last written."""
        return self.changed_at or self.recorded_at

    @property
    def last_by_id(self) -> int:
        """By whom."""
        return self.changed_by_id or self.recorded_by_id


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said of a part with nothing on its list, when, by whom it was written down."""

    answer: PartAnswer
    at: datetime
    by_id: int


@dataclass(frozen=True, slots=True)
class Lines:
    """One part: its list, and what was said of it. Neither: nobody has asked."""

    part: Part
    lines: tuple[Line, ...]
    answered: Answered | None
    removed: tuple[Line, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether somebody has asked."""
        return bool(self.lines) or self.answered is not None


@dataclass(frozen=True, slots=True)
class WithdrawalLine:
    """One check for withdrawal; how long ago, as it was then, opioids and alcohol were last used."""

    uuid: UUID
    reading: Reading
    signs: tuple[str, ...]
    no_signs: bool
    note: str
    at: datetime
    by_id: int
    opioid: LastUse | None = None
    alcohol: LastUse | None = None


@dataclass(frozen=True, slots=True)
class PregnancyLine:
    """What was known of pregnancy on one day."""

    uuid: UUID
    said: Pregnancy
    at: datetime
    by_id: int


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One domain as it was answered, with the code of a need that is there."""

    need: Need
    z_code: str


@dataclass(frozen=True, slots=True)
class NeedsLine:
    """One time when social needs were asked about."""

    uuid: UUID
    needs: tuple[NeedLine, ...]
    in_danger: Told | None
    at: datetime
    by_id: int


def part_of(*, permit: Permit, part: Part) -> Lines:
    """One list, with what was taken off it. Two queries."""
    rows = list(_ordered(part, permit)[:MOST_LINES])
    lines = [_line(part, row) for row in rows]
    return Lines(
        part,
        tuple(line for line in lines if line.removed_at is None),
        answers_of(permit=permit).get(part),
        tuple(line for line in lines if line.removed_at is not None),
    )


def line_of(*, permit: Permit, part: Part, entry: UUID) -> Line | None:
    """One line that is on its list; none where it is not there. One query."""
    row = lines_of(part, permit).filter(uuid=entry, removed_at__isnull=True).first()
    return _line(part, row) if row is not None else None


def answers_of(*, permit: Permit) -> dict[Part, Answered]:
    """What was said of parts with nothing on their list, those that the permit covers. One query."""
    rows = StoryPart.objects.filter(patient_id=permit.patient_id, patient__organisation_id=permit.organisation_id)
    found = {
        Part(part): Answered(PartAnswer(answer), at, by)
        for part, answer, at, by in rows.values_list("part", "answer", "answered_at", "answered_by_id")
    }
    return {part: answered for part, answered in found.items() if permit.covers(PART_CATEGORIES[part])}


def latest_withdrawal(*, permit: Permit, limit: int = 1) -> list[WithdrawalLine]:
    """The last checks for withdrawal, latest first. One query."""
    permit.check(category=PART_CATEGORIES[Part.WITHDRAWAL])
    return [
        WithdrawalLine(
            row.uuid,
            Reading(Risk(row.risk), tuple(row.reasons)),
            tuple(row.signs),
            row.no_signs,
            row.note,
            row.recorded_at,
            row.recorded_by_id,
            LastUse(row.last_opioid) if row.last_opioid else None,
            LastUse(row.last_alcohol) if row.last_alcohol else None,
        )
        for row in _of(WithdrawalCheck, permit)[:limit]
    ]


def latest_pregnancy(*, permit: Permit, limit: int = 1) -> list[PregnancyLine]:
    """What was last known of pregnancy, latest first. One query."""
    permit.check(category=PART_CATEGORIES[Part.PREGNANCY])
    return [
        PregnancyLine(
            row.uuid,
            Pregnancy(
                answer=PregnancyAnswer(row.answer),
                due_on=row.due_on,
                gave_birth_on=row.gave_birth_on,
                has_care=Told(row.has_care) if row.has_care else None,
                is_nursing=Told(row.is_nursing) if row.is_nursing else None,
                note=row.note,
            ),
            row.recorded_at,
            row.recorded_by_id,
        )
        for row in _of(PregnancyRecord, permit)[:limit]
    ]


def pregnancy_rows(permit: Permit) -> QuerySet[PregnancyRecord]:
    """What was known of pregnancy, one row for each time that it was told: for a room that reads it together with its tests."""
    permit.check(category=PART_CATEGORIES[Part.PREGNANCY])
    return PregnancyRecord.objects.filter(patient_id=permit.patient_id, patient__organisation_id=permit.organisation_id)


def latest_needs(*, permit: Permit, limit: int = 1) -> list[NeedsLine]:
    """The last times when social needs were asked about, latest first, domains in their order. Two queries."""
    permit.check(category=PART_CATEGORIES[Part.NEEDS])
    checks = list(_of(NeedsCheck, permit)[:limit])
    needs: dict[int, list[SocialNeed]] = defaultdict(list)
    if checks:
        for row in SocialNeed.objects.filter(check_made__in=checks).order_by("pk"):
            needs[row.check_made_id].append(row)
    order = list(Domain)
    return [
        NeedsLine(
            check.uuid,
            tuple(sorted((_need(row) for row in needs[check.pk]), key=lambda line: order.index(line.need.domain))),
            Told(check.in_danger) if check.in_danger else None,
            check.recorded_at,
            check.recorded_by_id,
        )
        for check in checks
    ]


@dataclass(frozen=True, slots=True)
class WholeStory:
    """Everything that is known, as one page shows it."""

    lists: dict[Part, Lines]
    answers: dict[Part, Answered]
    withdrawal: WithdrawalLine | None
    pregnancy: PregnancyLine | None
    needs: NeedsLine | None

    @property
    def asked(self) -> frozenset[Part]:
        """The parts that somebody has asked about."""
        found = {part for part, lines in self.lists.items() if lines.is_asked} | self.answers.keys()
        found |= {Part.WITHDRAWAL} if self.withdrawal else set()
        found |= {Part.PREGNANCY} if self.pregnancy else set()
        return frozenset(found | ({Part.NEEDS} if self.needs else set()))


def whole_story(*, permit: Permit) -> WholeStory:
    """The story of the permit's patient. Twelve queries."""
    answers = answers_of(permit=permit)
    lists = {}
    for part in TABLES:
        rows = _ordered(part, permit).filter(removed_at__isnull=True)[:MOST_LINES]
        lists[part] = Lines(part, tuple(_line(part, row) for row in rows), answers.get(part))
    return WholeStory(
        lists,
        answers,
        next(iter(latest_withdrawal(permit=permit)), None),
        next(iter(latest_pregnancy(permit=permit)), None),
        next(iter(latest_needs(permit=permit)), None),
    )


def asked_parts(*, permit: Permit) -> frozenset[Part]:
    """The parts of the story that somebody has asked about, of the kinds that the permit covers. One query."""
    rows = {part: lines_of(part, permit).filter(removed_at__isnull=True) for part in TABLES if _covers(permit, part)}
    checks = {Part.WITHDRAWAL: WithdrawalCheck, Part.PREGNANCY: PregnancyRecord, Part.NEEDS: NeedsCheck}
    rows |= {part: _of(model, permit).order_by() for part, model in checks.items() if _covers(permit, part)}
    there = {f"has_{part.value}": Exists(found) for part, found in rows.items()}
    person = Patient.objects.filter(pk=permit.patient_id, organisation_id=permit.organisation_id)
    answers = ArraySubquery(StoryPart.objects.filter(patient=OuterRef("pk")).values("part"))
    found = person.annotate(answered=answers, **there).values("answered", *there).get()
    return frozenset(part for part in Part if found.get(f"has_{part.value}") or part.value in found["answered"])


def _covers(permit: Permit, part: Part) -> bool:
    return part is Part.PROBLEMS or permit.covers(PART_CATEGORIES[part])


@dataclass(frozen=True, slots=True)
class Lived:
    """What bounds every day of a story: the birth, and the zone in which today is."""

    birth_date: date
    zone: str


def lived(*, permit: Permit) -> Lived:
    """The birth date and the zone of the permit's patient, for forms that check days. One query."""
    row = Patient.objects.filter(pk=permit.patient_id, organisation_id=permit.organisation_id)
    return Lived(*row.values_list("birth_date", "zone").get())


def overdoses_of(*, permit: Permit) -> list[Overdose]:
    """The overdoses on the person's list, the first first; those without a day come before. One query."""
    rows = _overdoses(permit=permit)
    return [said for row in rows if isinstance(said := said_in(Part.OVERDOSES, row), Overdose)]


@prepared
def _overdoses(*, permit: Permit) -> QuerySet[Any]:
    rows: QuerySet[Any] = lines_of(Part.OVERDOSES, permit).filter(removed_at__isnull=True).order_by("occurred", "pk")
    return rows[:MOST_LINES]


def goals_waiting(*, permit: Permit) -> list[Line]:
    """Goals in the person's words that no plan has taken up yet. One query."""
    rows = lines_of(Part.GOALS, permit).filter(removed_at__isnull=True, taken_at__isnull=True)
    return [_line(Part.GOALS, row) for row in rows.order_by("pk")]


def _of(model: Any, permit: Permit) -> Any:
    rows = model.objects.filter(patient_id=permit.patient_id, patient__organisation_id=permit.organisation_id)
    return rows.order_by("-recorded_at", "-pk")


_ORDER: dict[Part, Iterable[str]] = {
    Part.SUBSTANCES: ("-is_main", "recorded_at", "pk"),
    Part.OVERDOSES: ("-occurred", "pk"),
    Part.TREATMENTS: ("-began", "pk"),
    Part.PROBLEMS: ("-onset", "display", "pk"),
}


def _ordered(part: Part, permit: Permit) -> Any:
    return lines_of(part, permit).order_by(*_ORDER.get(part, ("recorded_at", "pk")))


def _line(part: Part, row: Any) -> Line:
    return Line(
        uuid=row.uuid,
        said=said_in(part, row),
        version=row.version,
        recorded_at=row.recorded_at,
        recorded_by_id=row.recorded_by_id,
        changed_at=row.changed_at,
        changed_by_id=row.changed_by_id,
        removed_at=row.removed_at,
        taken_at=row.taken_at if isinstance(row, OwnGoal) else None,
        reconciled_at=row.reconciled_at if isinstance(row, Medicine) else None,
        source=row.source if isinstance(row, Medicine) else "",
    )


def _need(row: SocialNeed) -> NeedLine:
    wants = Told(row.wants_help) if row.wants_help else None
    return NeedLine(Need(Domain(row.domain), Told(row.told), wants, row.note), row.z_code)
