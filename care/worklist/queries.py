"""Reading tasks: what waits for somebody, one person's worklist, the programme's, and those of one patient.

A task may concern a patient or not. Lists take `conditions`: for each category of data the gate's condition on
`patient_id`, as `gate.readable_by_category` gives them. A task of a category that is not among them is not shown; tasks
without a patient are shown to the organisation.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from care.actor import Actor, Category, Permit, Role
from care.actor.vocabulary import Described
from care.lib.dates import day_bounds, local_date
from care.lib.paging import Page, decode_cursor, encode_cursor
from care.lib.prepared import prepared
from care.worklist.models import Task
from care.worklist.rules import ESCALATING, OWNERS_ALONE, UNFINISHED, Priority, State

Conditions = Mapping[Category, Q]

MOST_ROWS = 200  # of one worklist; what lies behind is said, and found under the whole programme's tasks
_UNFINISHED = sorted(state.value for state in UNFINISHED)
_ESCALATING = sorted(priority.value for priority in ESCALATING)
_RANK = {priority: rank for rank, priority in enumerate(Priority)}


@dataclass(frozen=True, slots=True)
class TaskAddress:
    """What a page must know of a task before it may ask the gate: whose it is and which category, no content.

    `named` is the owner of a task that nobody else may know of; the gate asks for it as for the note that it is about.
    """

    task_id: int
    organisation_id: int
    patient_id: int | None
    category: Category
    named: frozenset[int] = frozenset()


def find_task(uuid: UUID) -> TaskAddress | None:
    """Where a task belongs, by its public number; none when there is no such task."""
    row = Task.objects.filter(uuid=uuid).values_list("pk", "organisation_id", "patient_id", "category", "owner_id").first()
    if row is None:
        return None
    pk, organisation_id, patient_id, word, owner_id = row
    category = Category(word)
    named = frozenset({owner_id}) if owner_id is not None and category in OWNERS_ALONE else frozenset()
    return TaskAddress(pk, organisation_id, patient_id, category, named)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as a list shows it. Names of people and colleagues are looked up by the page, for the whole list at once."""

    task_id: int
    uuid: UUID
    patient_id: int | None
    kind: str
    subject_kind: str
    subject: UUID | None
    title: str
    why: str
    category: Category
    priority: Priority
    state: State
    owner_id: int | None
    owner_role: Role
    due_at: datetime
    snoozed_until: datetime | None
    snooze_reason: str
    escalates_at: datetime | None
    escalates_to_role: Role | None
    escalation_level: int
    created_at: datetime
    created_by_id: int | None
    taken_at: datetime | None
    done_at: datetime | None
    done_by_id: int | None
    outcome: str
    cancelled_at: datetime | None
    cancel_reason: str

    @property
    def is_escalation(self) -> bool:
        """Raised, urgent or a crisis, and not taken by anybody."""
        return self.state is State.OPEN and self.priority in ESCALATING

    def is_late(self, at: datetime) -> bool:
        """Unfinished after its due time."""
        return self.state in UNFINISHED and self.due_at < at


_COLUMNS = [column.name for column in fields(TaskRow) if column.name != "task_id"]
_WORDS: dict[str, type[Described]] = {"category": Category, "priority": Priority, "state": State, "owner_role": Role}


def _values(tasks: QuerySet[Task]) -> QuerySet[Task, dict[str, Any]]:
    columns: QuerySet[Task, dict[str, Any]] = tasks.values("pk", *_COLUMNS)
    return columns


def _rows(tasks: Iterable[dict[str, Any]]) -> list[TaskRow]:
    rows = []
    for values in tasks:
        values |= {name: kind(values[name]) for name, kind in _WORDS.items()}
        next_role = values.pop("escalates_to_role")
        rows.append(TaskRow(task_id=values.pop("pk"), escalates_to_role=Role(next_role) if next_role else None, **values))
    return rows


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which tasks a list wants, made of what it is about; in which order, and how many at most."""

    which: Callable[..., Q]
    order: tuple[str, ...]
    limit: int


def _seen(actor: Actor, conditions: Conditions, wanted: _Wanted, *about: Any) -> list[TaskRow]:
    """Of the tasks that are wanted, those that the reader may see, in an order that an index has. One query.

    One branch for tasks about nobody and one for each condition, each stopping at the limit, then merged: with the
    conditions under one OR, PostgreSQL would read every enrolment of the programme before the first task.
    """
    alike: dict[int, tuple[Q, list[str]]] = {}
    for category, condition in conditions.items():
        alike.setdefault(id(condition), (condition, []))[1].append(category.value)
    branches = tuple((condition, frozenset(names)) for condition, names in alike.values())
    return _rows(_merged(wanted=wanted, about=about, branches=branches, organisation_id=actor.organisation_id or 0))


@prepared
def _merged(
    *, wanted: _Wanted, about: tuple[Any, ...], branches: tuple[tuple[Q, frozenset[str]], ...], organisation_id: int
) -> QuerySet[Task, dict[str, Any]]:
    which = [Q(patient_id__isnull=True)]
    which += [condition & Q(category__in=sorted(names), patient_id__isnull=False) for condition, names in branches]
    tasks = Task.objects.filter(wanted.which(*about), organisation_id=organisation_id).order_by(*wanted.order)
    first, *others = (_values(tasks.filter(branch))[: wanted.limit] for branch in which)
    return first.union(*others, all=True).order_by(*wanted.order)[: wanted.limit] if others else first


_ESCALATION = Q(state=State.OPEN.value, priority__in=_ESCALATING)


def _climbing() -> Q:
    return _ESCALATION


@dataclass(frozen=True, slots=True)
class Escalations:
    """What waits for a named person. `is_cut` when there are more than a page can show."""

    rows: list[TaskRow]
    is_cut: bool


def escalations(*, actor: Actor, conditions: Conditions, limit: int = 100) -> Escalations:
    """Tasks of the organisation that climb and nobody has taken, the most urgent first, then by due time. One query."""
    if actor.organisation_id is None:
        return Escalations([], is_cut=False)
    # as stored: 'raised', 'urgent', 'vital'
    rows = _seen(actor, conditions, _Wanted(_climbing, ("-priority", "due_at", "pk"), limit + 1))
    return Escalations(rows[:limit], is_cut=len(rows) > limit)


@dataclass(frozen=True, slots=True)
class Worklist:
    """One colleague's tasks, each in exactly one group, so that a group's count is the length of its list."""

    late: list[TaskRow] = field(default_factory=list)
    today: list[TaskRow] = field(default_factory=list)
    later: list[TaskRow] = field(default_factory=list)
    snoozed: list[TaskRow] = field(default_factory=list)
    is_cut: bool = False

    @property
    def rows(self) -> list[TaskRow]:
        """Everything that is not snoozed, by due time."""
        return [*self.late, *self.today, *self.later]


def worklist_of(
    *,
    actor: Actor,
    conditions: Conditions,
    at: datetime,
    zone: str,
    limit: int = MOST_ROWS,
    for_owner: Conditions | None = None,
) -> Worklist:
    """What the actor has taken or been given, and what is open to a role of theirs, without escalations nobody has taken.

    `for_owner` are the conditions for tasks that nobody but their owner may know of; they hold for the actor's own alone.
    Late is what was due before now; today ends with the local day. What is snoozed stands apart until its time. Two queries.
    """
    if actor.organisation_id is None or actor.staff_id is None:
        return Worklist()
    roles = sorted(role.value for role in actor.roles)
    # two queries rather than one OR: each walks its own index in the order of due times and stops at the limit
    order = ("due_at", "pk")
    own_rows = _seen(actor, {**conditions, **(for_owner or {})}, _Wanted(_own, order, limit + 1), actor.staff_id)
    role_rows = _seen(actor, conditions, _Wanted(_of_roles, order, limit + 1), frozenset(roles))
    rows = sorted([*own_rows, *role_rows], key=lambda row: (row.due_at, row.task_id))
    return _grouped(rows[:limit], at=at, zone=zone, is_cut=len(rows) > limit)


def _own(staff_id: int) -> Q:
    return Q(owner_id=staff_id, state__in=_UNFINISHED) & ~_ESCALATION


def _of_roles(roles: frozenset[str]) -> Q:
    return Q(owner__isnull=True, state=State.OPEN.value, owner_role__in=sorted(roles)) & ~_ESCALATION


def _grouped(rows: Iterable[TaskRow], *, at: datetime, zone: str, is_cut: bool) -> Worklist:
    end_of_today = day_bounds(local_date(at, zone), zone)[1]
    groups = Worklist(is_cut=is_cut)
    for row in rows:
        if row.snoozed_until is not None and row.snoozed_until > at:
            groups.snoozed.append(row)
        elif row.due_at < at:
            groups.late.append(row)
        elif row.due_at < end_of_today:
            groups.today.append(row)
        else:
            groups.later.append(row)
    return groups


def programme_tasks(*, actor: Actor, conditions: Conditions, at: datetime, after: str = "", limit: int = 50) -> Page[TaskRow]:
    """Every unfinished task of the programme that is not snoozed, soonest due first. One query, no count.

    The page asks `care.accounts.rules` whether the actor may see the programme's tasks.

    Raises:
        BadCursor: `after` is not a cursor of this list.
    """
    if actor.organisation_id is None:
        return Page([], "")
    behind = decode_cursor(after) if after else ()
    rows = _seen(actor, conditions, _Wanted(_awake, ("due_at", "pk"), limit + 1), at, *behind)
    shown = rows[:limit]
    return Page(shown, encode_cursor(shown[-1].due_at, shown[-1].task_id) if len(rows) > limit else "")


def _awake(at: datetime, moment: datetime | None = None, pk: int = 0) -> Q:
    awake = Q(state__in=_UNFINISHED) & (Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=at))
    return awake if moment is None else awake & Q(due_at__gte=moment) & ~Q(due_at=moment, pk__lte=pk)


def taken_by_colleagues(*, actor: Actor, conditions: Conditions, since: datetime, limit: int = 10) -> list[TaskRow]:
    """What colleagues took since a moment, newest first, done or not. One query."""
    if actor.organisation_id is None:
        return []
    return _seen(actor, conditions, _Wanted(_taken, ("-taken_at", "-pk"), limit), since, actor.staff_id)


def _taken(since: datetime, staff_id: int | None) -> Q:
    return Q(taken_at__gte=since) & ~Q(owner_id=staff_id)


def rows_about(permit: Permit) -> QuerySet[Task]:
    """The tasks about the permit's patient in the categories that it covers; for this package."""
    return Task.objects.filter(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        category__in=sorted(category.value for category in permit.categories),
    )


def tasks_of_patient(*, permit: Permit, limit: int = MOST_ROWS) -> list[TaskRow]:
    """Unfinished tasks about the permit's patient in the categories that it covers, escalations first, then by due time."""
    rows = _rows(_unfinished_about(permit=permit)[:limit])
    return sorted(rows, key=lambda row: (not row.is_escalation, -_RANK[row.priority]))


@prepared
def _unfinished_about(*, permit: Permit) -> QuerySet[Task, dict[str, Any]]:
    return _values(rows_about(permit).filter(state__in=_UNFINISHED).order_by("due_at", "pk"))[:MOST_ROWS]


def get_task(*, permit: Permit, task_id: int) -> TaskRow | None:
    """One task about the permit's patient, in a category that the permit covers."""
    return next(iter(_rows(_values(rows_about(permit).filter(pk=task_id)))), None)


def is_asked_about(*, permit: Permit | None = None, actor: Actor | None = None, subject: UUID, kind: str = "") -> bool:
    """Whether a task (with `kind`, of this one) about this thing was ever opened, for who might hear of it twice.

    About the permit's patient; with an actor, about nobody, for the actor's organisation.
    """
    about = Q(subject=subject, kind=kind) if kind else Q(subject=subject)
    if permit is not None:
        return rows_about(permit).filter(about).exists()
    own = Task.objects.filter(organisation_id=(actor.organisation_id if actor else None) or 0, patient_id__isnull=True)
    return own.filter(about).exists()


def asked_about(*, actor: Actor, subjects: Collection[UUID], kind: str) -> set[UUID]:
    """About which of these things a task of a kind was ever opened in the actor's organisation. One query."""
    tasks = Task.objects.filter(organisation_id=actor.organisation_id or 0, subject__in=list(subjects), kind=kind)
    return {subject for subject in tasks.values_list("subject", flat=True) if subject is not None}


def tasks_about(*, permit: Permit, subject: UUID, kinds: Collection[str]) -> list[TaskRow]:
    """Unfinished tasks about one thing of the permit's patient, of some kinds. One query."""
    found = rows_about(permit).filter(subject=subject, kind__in=[str(kind) for kind in kinds], state__in=_UNFINISHED)
    return _rows(_values(found.order_by("pk")))


def subjects_of_tasks(*, permit: Permit, kinds: Collection[str]) -> list[UUID]:
    """About which things of the permit's patient unfinished tasks of some kinds are, oldest first. One query."""
    found = rows_about(permit).filter(subject__isnull=False, kind__in=list(kinds), state__in=_UNFINISHED)
    return list(dict.fromkeys(subject for subject in found.order_by("pk").values_list("subject", flat=True) if subject))


def uuids_of_tasks(*, permit: Permit, kinds: Collection[str]) -> list[UUID]:
    """The public numbers of the permit's patient's unfinished tasks of some kinds, oldest first. One query."""
    found = rows_about(permit).filter(kind__in=list(kinds), state__in=_UNFINISHED)
    return list(found.order_by("pk").values_list("uuid", flat=True))


def climbed_role(*, permit: Permit, subjects: Collection[UUID], kinds: Collection[str]) -> Role | None:
    """The role to which an escalation about these things has climbed that nobody has taken; of several the highest."""
    waiting = rows_about(permit).filter(subject__in=list(subjects), kind__in=list(kinds), state=State.OPEN.value)
    role = (
        waiting.filter(escalation_level__gt=0).order_by("-escalation_level", "-pk").values_list("owner_role", flat=True).first()
    )
    return Role(role) if role else None


def own_tasks_about(*, actor: Actor, subject: UUID, kinds: Collection[str]) -> list[TaskRow]:
    """Unfinished tasks about one thing and nobody, of the actor's organisation, of some kinds. One query."""
    tasks = Task.objects.filter(
        organisation_id=actor.organisation_id or 0,
        patient_id__isnull=True,
        subject=subject,
        kind__in=[str(kind) for kind in kinds],
        state__in=_UNFINISHED,
    )
    return _rows(_values(tasks.order_by("pk")))


def get_own_task(*, actor: Actor, task_id: int) -> TaskRow | None:
    """One task of the actor's organisation that concerns no patient."""
    if actor.organisation_id is None:
        return None
    tasks = Task.objects.filter(pk=task_id, organisation_id=actor.organisation_id, patient_id__isnull=True)
    return next(iter(_rows(_values(tasks))), None)
