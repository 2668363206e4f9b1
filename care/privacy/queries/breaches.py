"""Entries of the breach register with their clocks, what is late first; who is affected, by number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count as CountOf
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from care.actor import Actor, Category
from care.lib.dates import local_date
from care.privacy.models import Breach, BreachPerson, BreachPlace, BreachStep
from care.privacy.rules import Clock, Count, clocks, next_clock
from care.privacy.vocabulary import Duty, Factor, State

MOST_BREACHES = 500  # of the register on one page; what lies behind is said


@dataclass(frozen=True, slots=True)
class BreachSteps:
    """That a duty was done: when, how, and who wrote it down."""

    duty: Duty
    done_on: date
    note: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class BreachRow:
    """One entry as it stands, with its duties."""

    uuid: UUID
    title: str
    what_happened: str
    categories: frozenset[Category]
    state: State
    discovered_at: datetime
    discovered_on: date
    discovered_by: str
    recorded_at: datetime
    recorded_by: str
    factors: dict[Factor, str]
    assessed_at: datetime | None
    assessed_by: str
    decided_at: datetime | None
    decided_by: str
    decision_reason: str
    closed_at: datetime | None
    closed_by: str
    lesson: str
    named: int
    places: dict[str, int]
    count: Count
    clocks: list[Clock]

    @property
    def next_clock(self) -> Clock | None:
        """The duty that runs out first; none for an entry whose clocks stand still."""
        return next_clock(self.clocks)

    def is_late(self, today: date) -> bool:
        """Whether the last day of a duty has passed."""
        return any(clock.is_late(today) for clock in self.clocks)


def _breaches(actor: Actor) -> QuerySet[Breach]:
    named = (
        BreachPerson.objects.filter(breach=OuterRef("pk"), removed_at__isnull=True)
        .values("breach")
        .annotate(count=CountOf("pk"))
        .values("count")
    )
    return (
        Breach.objects.filter(organisation_id=actor.organisation_id or 0)
        .select_related("organisation", "discovered_by", "recorded_by", "assessed_by", "decided_by", "closed_by")
        .annotate(named=Coalesce(Subquery(named), 0))
    )


def _rows(found: Iterable[Breach]) -> list[BreachRow]:
    """Entries with their clocks: two more queries for all of them together."""
    breaches = list(found)
    ids = [breach.pk for breach in breaches]
    places: dict[int, dict[str, int]] = {}
    for breach_id, place, people in BreachPlace.objects.filter(breach_id__in=ids).values_list("breach_id", "place", "people"):
        places.setdefault(breach_id, {})[place] = people
    done: dict[int, dict[Duty, date]] = {}
    for breach_id, duty, day in BreachStep.objects.filter(breach_id__in=ids).values_list("breach_id", "duty", "done_on"):
        done.setdefault(breach_id, {})[Duty(duty)] = day
    return [_row(breach, places.get(breach.pk, {}), done.get(breach.pk, {})) for breach in breaches]


def _row(breach: Breach, places: dict[str, int], done: dict[Duty, date]) -> BreachRow:
    discovered_on = local_date(breach.discovered_at, breach.organisation.zone)
    named: int = breach.named  # type: ignore[attr-defined]
    count = Count.of(named=named, places=places.values())
    return BreachRow(
        uuid=breach.uuid,
        title=breach.title,
        what_happened=breach.what_happened,
        categories=frozenset(Category(category) for category in breach.categories),
        state=State(breach.state),
        discovered_at=breach.discovered_at,
        discovered_on=discovered_on,
        discovered_by=breach.discovered_by.name,
        recorded_at=breach.recorded_at,
        recorded_by=breach.recorded_by.name,
        factors={factor: getattr(breach, factor.value) for factor in Factor},
        assessed_at=breach.assessed_at,
        assessed_by=breach.assessed_by.name if breach.assessed_by else "",
        decided_at=breach.decided_at,
        decided_by=breach.decided_by.name if breach.decided_by else "",
        decision_reason=breach.decision_reason,
        closed_at=breach.closed_at,
        closed_by=breach.closed_by.name if breach.closed_by else "",
        lesson=breach.lesson,
        named=named,
        places=dict(sorted(places.items())),
        count=count,
        clocks=clocks(discovered_on=discovered_on, count=count, done=done, state=State(breach.state)),
    )


def breaches_of(*, actor: Actor, limit: int = MOST_BREACHES) -> list[BreachRow]:
    """The register of the actor's organization: what runs out first, then what is over. Three queries."""
    rows = _rows(_breaches(actor).order_by("-discovered_at", "-pk")[:limit])
    return sorted(rows, key=_urgency)


def _urgency(row: BreachRow) -> tuple[int, date]:
    clock = row.next_clock if row.state in (State.ASSESSING, State.BREACH) else None
    return (0, clock.latest_on) if clock else (1 if row.state in (State.ASSESSING, State.BREACH) else 2, date.max)


def get_breach(*, actor: Actor, breach: UUID) -> BreachRow | None:
    """One entry of the register of the actor's organization. Three queries."""
    return next(iter(_rows(_breaches(actor).filter(uuid=breach))), None)


def steps_of(*, actor: Actor, breach: UUID) -> list[BreachSteps]:
    """The duties of an entry that were done, in the order in which they were. One query."""
    rows = BreachStep.objects.filter(breach__uuid=breach, breach__organisation_id=actor.organisation_id or 0)
    columns = ("duty", "done_on", "note", "recorded_at", "recorded_by__name")
    return [
        BreachSteps(Duty(duty), done_on, note, recorded_at, by)
        for duty, done_on, note, recorded_at, by in rows.order_by("done_on", "pk").values_list(*columns)
    ]


def people_of(*, actor: Actor, breach: UUID, limit: int = 1000) -> list[int]:
    """Who is affected, by number, in the order in which they were listed. One query."""
    rows = BreachPerson.objects.filter(
        breach__uuid=breach, breach__organisation_id=actor.organisation_id or 0, removed_at__isnull=True
    )
    return list(rows.order_by("pk").values_list("patient_id", flat=True)[:limit])
