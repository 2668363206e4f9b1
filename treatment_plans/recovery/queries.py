"""Reading chosen dates, steps and groups. A permit opens what is of its patient here; a line taken off is read nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from care.access.gate import NotFound
from care.actor import Category, Permit
from treatment_plans.queries import current_plan
from treatment_plans.recovery.models import ChosenDate, GroupVisit, LifeStep, StepNews
from treatment_plans.recovery.vocabulary import GroupKind, Marking, Returns, StepKind, StepMove, StepState

MOST = 200  # visits to groups that a page shows


class NotThere(NotFound):
    """The permit opens nothing of this number, or it was taken off."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


@dataclass(frozen=True, slots=True)
class DateRow:
    """A chosen date that stands. `colleague` is whose word the person wants, where they named one."""

    uuid: UUID
    own_words: str
    day: date
    returns: Returns
    marking: Marking
    colleague_id: int | None
    colleague: str
    revision: int
    chosen_at: datetime
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class NewsRow:
    """What happened to a step."""

    move: StepMove
    became: StepState
    on: date
    own_words: str
    told_at: datetime
    told_by: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with everything that happened to it, the newest first."""

    uuid: UUID
    kind: StepKind
    own_words: str
    helper: str
    goal: UUID | None
    state: StepState
    told_at: datetime
    told_by: str
    news: Sequence[NewsRow]


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One time in a group, as the person told it."""

    uuid: UUID
    kind: GroupKind
    name: str
    on: date
    own_words: str
    told_at: datetime
    told_by: str


def dates_of(permit: Permit) -> QuerySet[ChosenDate]:
    """The dates of the permit's patient that stand; for this room."""
    permit.check(category=Category.SUD)
    return ChosenDate.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, ended_at__isnull=True)


def steps_of(permit: Permit) -> QuerySet[LifeStep]:
    """The steps of the permit's patient; for this room."""
    permit.check(category=Category.SUD)
    return LifeStep.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)


def visits_of(permit: Permit) -> QuerySet[GroupVisit]:
    """The visits to groups of the permit's patient that stand; for this room."""
    permit.check(category=Category.SUD)
    return GroupVisit.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, error_at__isnull=True)


def _date(row: ChosenDate) -> DateRow:
    return DateRow(
        uuid=row.uuid,
        own_words=row.own_words,
        day=row.day,
        returns=Returns(row.returns),
        marking=Marking(row.marking),
        colleague_id=row.colleague_id,
        colleague=row.colleague.user.name if row.colleague else "",
        revision=row.revision,
        chosen_at=row.chosen_at,
        changed_by=row.changed_by.name,
        changed_at=row.changed_at,
    )


def chosen_dates(*, permit: Permit) -> list[DateRow]:
    """Every date that stands, in the order of the calendar. One query."""
    rows = dates_of(permit).select_related("colleague__user", "changed_by").order_by("day", "pk")
    return [_date(row) for row in rows]


def get_date(*, permit: Permit, chosen: UUID) -> DateRow:
    """One date that stands. One query.

    Raises:
        NotThere.
    """
    row = dates_of(permit).select_related("colleague__user", "changed_by").filter(uuid=chosen).first()
    if row is None:
        raise NotThere
    return _date(row)


def _step(row: LifeStep) -> StepRow:
    return StepRow(
        uuid=row.uuid,
        kind=StepKind(row.kind),
        own_words=row.own_words,
        helper=row.helper,
        goal=row.goal,
        state=StepState(row.state),
        told_at=row.told_at,
        told_by=row.told_by.name,
        news=[
            NewsRow(StepMove(one.move), StepState(one.became), one.on, one.own_words, one.told_at, one.told_by.name)
            for one in row.news.all()
        ],
    )


def _whole(rows: QuerySet[LifeStep]) -> list[StepRow]:
    news = StepNews.objects.select_related("told_by").order_by("-on", "-pk")
    found = rows.select_related("told_by").prefetch_related(Prefetch("news", news))
    return [_step(row) for row in found.order_by("-told_at", "-pk")]


def life_steps(*, permit: Permit) -> list[StepRow]:
    """Every step, the one told last first. Two queries."""
    return _whole(steps_of(permit))


def get_step(*, permit: Permit, step: UUID) -> StepRow:
    """One step. Two queries.

    Raises:
        NotThere.
    """
    found = _whole(steps_of(permit).filter(uuid=step))
    if not found:
        raise NotThere
    return found[0]


def _visit(row: GroupVisit) -> VisitRow:
    return VisitRow(row.uuid, GroupKind(row.kind), row.name, row.on, row.own_words, row.told_at, row.told_by.name)


def group_visits(*, permit: Permit, limit: int = MOST) -> list[VisitRow]:
    """What the person told of groups, the latest first. One query."""
    return [_visit(row) for row in visits_of(permit).select_related("told_by").order_by("-on", "-pk")[:limit]]


def get_visit(*, permit: Permit, visit: UUID) -> VisitRow:
    """One visit. One query.

    Raises:
        NotThere.
    """
    row = visits_of(permit).select_related("told_by").filter(uuid=visit).first()
    if row is None:
        raise NotThere
    return _visit(row)


def goals_of_plan(*, permit: Permit) -> dict[UUID, str]:
    """The goals of the plan, by the number that they keep in every version, in the person's words. Three queries."""
    plan = current_plan(permit=permit)
    return {goal.root: goal.own_words for goal in plan.goals} if plan else {}
