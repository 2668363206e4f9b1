"""Reading reviews and their causes. Every reading of a record takes a permit and shows causes of the kinds of data it covers."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg, JSONBAgg
from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import JSONObject

from care.access.gate import NotFound
from care.actor import Category, Permit
from care.lib.dates import local_date
from care.lib.paging import Page, decode_cursor, encode_cursor
from care.lib.prepared import prepared
from patients.elsewhere.queries import people_in_hospital
from treatment_plans.models import Goal, Plan
from treatment_plans.queries import PlanRow
from treatment_plans.reviews import rules
from treatment_plans.reviews.models import Review, ReviewCause, ReviewLine
from treatment_plans.reviews.vocabulary import Answer, CauseKind, LineKind, Outcome, ReviewState, Voice
from treatment_plans.rules import IN_FORCE, OPEN_GOALS
from treatment_plans.vocabulary import BY_THE_PLATFORM, ObjectiveStatus, ProblemStatus

ASKED_ABOUT = frozenset({ProblemStatus.ACTIVE, ProblemStatus.IN_REMISSION})


class ReviewNotFound(NotFound):
    """There is no such review in the record that the permit opens."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


@dataclass(frozen=True, slots=True)
class CauseRow:
    """Why a plan is looked at."""

    uuid: UUID
    kind: CauseKind
    source: UUID
    happened_on: date
    due_on: date
    words: str
    voice: Voice | None
    seen_at: datetime
    seen_by: str
    review: UUID | None


@dataclass(frozen=True, slots=True)
class LineSaid:
    """What a review says of a line, and who said it in which revision."""

    kind: LineKind
    root: UUID
    answer: Answer
    why: str
    revision: int
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review, with its causes and, where it is read whole, what it says of each line."""

    uuid: UUID
    plan: UUID
    version: int
    state: ReviewState
    since: datetime
    with_person: bool
    helps: str
    hinders: str
    summary: str
    next_review_on: date | None
    draft: UUID | None
    revision: int
    began_at: datetime
    began_by: str
    changed_at: datetime
    changed_by: str
    ended_at: datetime | None
    ended_by: str
    outcome: Outcome | None
    causes: tuple[CauseRow, ...]
    lines: Mapping[UUID, LineSaid]

    @property
    def is_open(self) -> bool:
        """Whether somebody is at it."""
        return self.state is ReviewState.OPEN

    def count(self, answer: Answer) -> int:
        """How many lines got this answer."""
        return sum(line.answer is answer for line in self.lines.values())


def reviews_here(permit: Permit) -> QuerySet[Review]:
    """The reviews that a permit opens; for this room."""
    permit.check(category=Category.SUD)
    return Review.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)


def causes_here(permit: Permit) -> QuerySet[ReviewCause]:
    """The causes of the kinds of data that a permit covers; for this room."""
    permit.check(category=Category.SUD)
    return ReviewCause.objects.filter(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        category__in=sorted(category.value for category in permit.categories),
    )


def open_causes(*, permit: Permit) -> list[CauseRow]:
    """What no review has answered yet, the most pressing first. One query."""
    return [_cause(row) for row in _open_causes(permit=permit)]


@prepared
def _open_causes(*, permit: Permit) -> QuerySet[ReviewCause]:
    rows = causes_here(permit).filter(closed_at__isnull=True)
    return rows.select_related("seen_by", "review").order_by("due_on", "pk")


def reviews_of(*, permit: Permit) -> list[ReviewRow]:
    """Every review of the permit's patient, newest first. Three queries."""
    return _rows(permit, _all_reviews(permit=permit))


@prepared
def _all_reviews(*, permit: Permit) -> QuerySet[Review]:
    return reviews_here(permit).select_related(*WHO).order_by("-began_at", "-pk")


def open_review(*, permit: Permit) -> ReviewRow | None:
    """The review that is under way. Three queries."""
    found = _rows(permit, list(reviews_here(permit).filter(state=ReviewState.OPEN.value).select_related(*WHO)))
    return found[0] if found else None


def get_review(*, permit: Permit, review: UUID) -> ReviewRow:
    """One review whole. Three queries.

    Raises:
        ReviewNotFound.
    """
    found = _rows(permit, list(reviews_here(permit).filter(uuid=review).select_related(*WHO)))
    if not found:
        raise ReviewNotFound
    return found[0]


def lines_of(plan: PlanRow) -> list[rules.Line]:
    """The lines that a review of a version asks about: what is still worked on, in the order of the plan."""
    found = [rules.Line(one.root, LineKind.PROBLEM) for one in plan.problems if one.status in ASKED_ABOUT]
    for goal in plan.open_goals:
        found.append(rules.Line(goal.root, LineKind.GOAL))
        steps = (one for one in goal.objectives if one.status is ObjectiveStatus.OPEN)
        found += [rules.Line(one.root, LineKind.OBJECTIVE, goal.root) for one in steps]
        found += [rules.Line(one.root, LineKind.INTERVENTION, goal.root) for one in goal.interventions if one.is_open]
    return found


WHO = ("plan", "began_by", "changed_by", "ended_by")


def _rows(permit: Permit, found: list[Review]) -> list[ReviewRow]:
    causes: dict[int, list[CauseRow]] = defaultdict(list)
    for cause in causes_here(permit).filter(review__in=found).select_related("seen_by", "review").order_by("happened_on", "pk"):
        causes[cause.review_id or 0].append(_cause(cause))
    lines: dict[int, dict[UUID, LineSaid]] = defaultdict(dict)
    for line in ReviewLine.objects.filter(review__in=found).select_related("changed_by").order_by("pk"):
        lines[line.review_id][line.line] = _line(line)
    return [_row(row, tuple(causes[row.pk]), lines[row.pk]) for row in found]


def _row(row: Review, causes: tuple[CauseRow, ...], lines: Mapping[UUID, LineSaid]) -> ReviewRow:
    return ReviewRow(
        uuid=row.uuid,
        plan=row.plan.uuid,
        version=row.plan.version,
        state=ReviewState(row.state),
        since=row.since,
        with_person=row.with_person,
        helps=row.helps,
        hinders=row.hinders,
        summary=row.summary,
        next_review_on=row.next_review_on,
        draft=row.draft,
        revision=row.revision,
        began_at=row.began_at,
        began_by=row.began_by.name,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name,
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else BY_THE_PLATFORM if row.ended_by_job else "",
        outcome=Outcome(row.outcome) if row.outcome else None,
        causes=causes,
        lines=lines,
    )


def _cause(row: ReviewCause) -> CauseRow:
    return CauseRow(
        uuid=row.uuid,
        kind=CauseKind(row.kind),
        source=row.source,
        happened_on=row.happened_on,
        due_on=row.due_on,
        words=row.words,
        voice=Voice(row.voice) if row.voice else None,
        seen_at=row.seen_at,
        seen_by=row.seen_by.name if row.seen_by else "",
        review=row.review.uuid if row.review else None,
    )


def _line(row: ReviewLine) -> LineSaid:
    return LineSaid(
        kind=LineKind(row.line_kind),
        root=row.line,
        answer=Answer(row.answer),
        why=row.why,
        revision=row.revision,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name,
    )


# --- of everybody --------------------------------------------------------------------------------------------------------------


LATELY = timedelta(days=30)  # own: a stay that other systems tell of later than that is history
_IN_FORCE = sorted(IN_FORCE)


def people_due(*, organisation_id: int, at: datetime, zone: str) -> list[int]:
    """Whose plan in force has a day that comes or has come, or who was in a hospital lately, where that is not known yet. Six
    queries for a clinic.
    """
    until = local_date(at, zone) + rules.paces()[CauseKind.INTERVAL].ahead
    today = local_date(at, zone)
    plans = Plan.objects.filter(organisation_id=organisation_id, status__in=_IN_FORCE)
    known = ReviewCause.objects.filter(organisation_id=organisation_id)
    days = known.filter(kind=CauseKind.INTERVAL.value).values_list("plan_id", "happened_on")
    of_plans = plans.filter(review_due_on__lte=until).values_list("pk", "patient_id", "review_due_on")
    seen = set(days.filter(plan__status__in=_IN_FORCE))
    found = {patient for pk, patient, day in of_plans if (pk, day) not in seen}
    goals = Goal.objects.filter(plan__in=plans, lifecycle__in=sorted(OPEN_GOALS), target_on__lt=today)
    told = set(known.filter(kind=CauseKind.GOAL_DATE.value).values_list("source", "happened_on"))
    found |= {
        patient for root, patient, day in goals.values_list("root", "plan__patient_id", "target_on") if (root, day) not in told
    }
    stays = people_in_hospital(organisation_id=organisation_id, since=at - LATELY)
    told_stays = known.filter(kind=CauseKind.HOSPITAL.value, source__in=[stay for _, stay in stays])
    known_stays = set(told_stays.values_list("source", flat=True))
    of_plan = set(plans.filter(patient_id__in=[patient for patient, _ in stays]).values_list("patient_id", flat=True))
    found |= {patient for patient, stay in stays if stay not in known_stays and patient in of_plan}
    return sorted(found)


@dataclass(frozen=True, slots=True)
class DueReview:
    """A plan that is to be looked at: whose, by when, why, and the review that is under way."""

    patient_id: int
    due_on: date
    causes: tuple[tuple[CauseKind, date], ...]
    review: UUID | None


def due_reviews(
    *,
    organisation_id: int,
    condition: Q,
    categories: Collection[Category],
    kind: CauseKind | None = None,
    until: date | None = None,
    after: str = "",
    limit: int = 50,
) -> Page[DueReview]:
    """A page of the plans that are to be looked at, the most pressing first, of those whom the gate's condition (on
    `patient_id`) lets the reader see. With `kind`, those with a cause of this kind; with `until`, those due by then. One query.

    Raises:
        BadCursor: `after` is not a cursor of this list.
    """
    rows = _due(organisation_id, condition, categories, kind, until)
    if after:
        moment, patient_id = decode_cursor(after)
        day = moment.date()
        rows = rows.filter(Q(due__gt=day) | Q(due=day, patient_id__gt=patient_id))
    told = JSONObject(kind="kind", on="happened_on")
    begun = ArrayAgg("review__uuid", filter=Q(review__isnull=False))
    together = rows.annotate(told=JSONBAgg(told, order_by=("due_on", "pk")), begun=begun)
    found = list(together.order_by("due", "patient_id").values_list("patient_id", "due", "told", "begun")[: limit + 1])
    shown = [_due_row(*row) for row in found[:limit]]
    last = shown[-1] if len(found) > limit else None
    cursor = encode_cursor(datetime.combine(last.due_on, time(), tzinfo=UTC), last.patient_id) if last else ""
    return Page(shown, cursor)


def due_count(
    *,
    organisation_id: int,
    condition: Q,
    categories: Collection[Category],
    kind: CauseKind | None = None,
    until: date | None = None,
    cap: int,
) -> int:
    """How many rows `due_reviews` has, all pages together; `cap` + 1 where there are more than `cap`. One query."""
    rows = _due(organisation_id, condition, categories, kind, until)
    return rows.order_by()[: cap + 1].count()


def _due(
    organisation_id: int, condition: Q, categories: Collection[Category], kind: CauseKind | None, until: date | None
) -> QuerySet[Any, Any]:
    words = sorted(category.value for category in categories)
    rows: QuerySet[Any, Any] = ReviewCause.objects.filter(
        condition, organisation_id=organisation_id, closed_at__isnull=True, category__in=words
    )
    grouped: QuerySet[Any, Any] = rows.values("plan_id", "patient_id").annotate(due=Min("due_on"))
    if kind is not None:
        grouped = grouped.annotate(of_kind=Count("pk", filter=Q(kind=kind.value))).filter(of_kind__gt=0)
    return grouped if until is None else grouped.filter(due__lt=until)


def _due_row(patient_id: int, due: date, told: list[dict[str, str]], begun: list[UUID] | None) -> DueReview:
    causes = tuple((CauseKind(one["kind"]), date.fromisoformat(one["on"])) for one in told)
    return DueReview(patient_id, due, causes, begun[0] if begun else None)
