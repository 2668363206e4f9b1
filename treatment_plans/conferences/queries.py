"""Reading conferences. A colleague who takes part in the clinic's conferences sees that there are some; whom one talks about they
see as far as the gate lets them, and what was said only with a permit for the person's record."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Max, Q, QuerySet

from care.access import gate
from care.access.gate import NotFound
from care.access.hearing import Hears, Listener, may_hear
from care.accounts.queries import everybody_of
from care.actor import Actor, Category, Permit, Purpose, Requester
from care.lib.prepared import prepared
from treatment_plans.conferences.models import Attendee, Conference, Decision, Hearing, Item
from treatment_plans.conferences.rules import OPEN_ITEMS
from treatment_plans.conferences.vocabulary import (
    MAY_COME,
    ConferenceStatus,
    ItemSource,
    ItemStatus,
    Meeting,
    Outcome,
    WithPerson,
)

# What a conference is about: a consent opens of it what it names, and substance use care at least.
TALKED_ABOUT = frozenset({Category.SUD, Category.MENTAL_HEALTH, Category.GENERAL})


class ConferenceNotFound(NotFound):
    """There is no such conference, attendee or line for whoever asks."""

    def __init__(self) -> None:
        super().__init__("NOT_FOUND")


@dataclass(frozen=True, slots=True)
class ConferenceRow:
    """One conference, without anybody of whom it speaks. `items` is how many people are on its agenda."""

    conference_id: int
    uuid: UUID
    title: str
    starts_at: datetime
    minutes: int
    meeting: Meeting
    where: str
    status: ConferenceStatus
    planned_by: str
    held_at: datetime | None
    cancel_reason: str
    items: int
    colleagues: int


@dataclass(frozen=True, slots=True)
class AttendeeRow:
    """Somebody who takes part. `actor`: as whom a colleague asks the gate; who left has none and hears of nobody."""

    attendee_id: int
    uuid: UUID
    staff_id: int | None
    name: str
    works_for: str
    recipient_id: int | None
    requester: Requester | None
    is_here: bool
    actor: Actor | None = None

    @property
    def is_outsider(self) -> bool:
        """Whether a consent of each person decides."""
        return self.staff_id is None

    @property
    def listener(self) -> Listener | None:
        """As what somebody from outside asks."""
        if self.requester is None:
            return None
        return Listener(self.requester, self.name, self.works_for, self.recipient_id, MAY_COME[self.requester])


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One person on an agenda, for somebody who may read their record."""

    item_id: int
    uuid: UUID
    patient_id: int
    position: int
    why: str
    source: ItemSource
    with_person: WithPerson
    status: ItemStatus
    added_by: str
    end_reason: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The people on an agenda whom the reader may see, in order, and how many more there are."""

    lines: tuple[ItemLine, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """What was decided, and what it became."""

    text: str
    outcome: Outcome
    who: str
    until: date | None
    task: UUID | None
    line: UUID | None


@dataclass(frozen=True, slots=True)
class HearingRow:
    """Who heard of the person, and who had stepped out."""

    attendee_id: int
    name: str
    hears: bool
    is_outsider: bool
    disclosure: UUID | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One person's part of one conference, whole."""

    line: ItemLine
    conference: ConferenceRow
    minutes: str
    revision: int
    taken_up_at: datetime | None
    discussed_at: datetime | None
    discussed_by: str
    decisions: tuple[DecisionRow, ...]
    hearings: tuple[HearingRow, ...]

    @property
    def status(self) -> ItemStatus:
        """Where it stands."""
        return self.line.status


# --- conferences ---------------------------------------------------------------------------------------------------------------


def conferences_here(actor: Actor) -> QuerySet[Conference]:
    """The conferences of the actor's clinic; for this room."""
    return Conference.objects.filter(organisation_id=actor.organisation_id or 0)


def conferences_of(*, actor: Actor, statuses: Collection[ConferenceStatus], limit: int = 50) -> list[ConferenceRow]:
    """Conferences of the clinic: what is to come the soonest first, what was the last first. One query."""
    coming = ConferenceStatus.PLANNED in statuses
    rows = conferences_here(actor).filter(status__in=[status.value for status in statuses])
    return _conferences(rows.order_by(*(("starts_at", "pk") if coming else ("-starts_at", "-pk")))[:limit])


def get_conference(*, actor: Actor, conference: UUID) -> ConferenceRow:
    """One conference. One query.

    Raises:
        ConferenceNotFound.
    """
    found = _conferences(conferences_here(actor).filter(uuid=conference).order_by("pk"))
    if not found:
        raise ConferenceNotFound
    return found[0]


def _conferences(rows: QuerySet[Conference]) -> list[ConferenceRow]:
    talked = Q(items__status__in=[ItemStatus.WITHDRAWN.value])
    counted = rows.select_related("planned_by").annotate(
        people=Count("items", filter=~talked, distinct=True),
        colleagues=Count("attendees", filter=Q(attendees__staff__isnull=False), distinct=True),
    )
    return [_conference(row, row.people, row.colleagues) for row in counted]


def _conference(row: Conference, items: int = 0, colleagues: int = 0) -> ConferenceRow:
    return ConferenceRow(
        conference_id=row.pk,
        uuid=row.uuid,
        title=row.title,
        starts_at=row.starts_at,
        minutes=row.minutes,
        meeting=Meeting(row.meeting),
        where=row.where,
        status=ConferenceStatus(row.status),
        planned_by=row.planned_by.name,
        held_at=row.held_at,
        cancel_reason=row.cancel_reason,
        items=items,
        colleagues=colleagues,
    )


def attendees_of(*, actor: Actor, conference: ConferenceRow) -> list[AttendeeRow]:
    """Who takes part, colleagues first, by name. Two queries."""
    rows = list(Attendee.objects.filter(conference_id=conference.conference_id).order_by("pk"))
    numbers = [row.staff_id for row in rows if row.staff_id is not None]
    colleagues = {one.staff_id: one for one in everybody_of(organisation_id=actor.organisation_id or 0, staff_ids=numbers)}
    found = []
    for row in rows:
        one = colleagues.get(row.staff_id) if row.staff_id is not None else None
        works = one is not None and one.ended_at is None
        found.append(
            AttendeeRow(
                attendee_id=row.pk,
                uuid=row.uuid,
                staff_id=row.staff_id,
                name=one.name if one else row.name,
                works_for=one.title if one else row.works_for,
                recipient_id=row.recipient_id,
                requester=Requester(row.requester) if row.requester else None,
                is_here=row.is_here,
                actor=Actor.staff(
                    user_id=one.user_id,
                    staff_id=one.staff_id,
                    organisation_id=actor.organisation_id or 0,
                    roles=frozenset(one.roles),
                )
                if one is not None and works
                else None,
            )
        )
    return sorted(found, key=lambda one: (one.is_outsider, one.name, one.attendee_id))


# --- agendas -------------------------------------------------------------------------------------------------------------------


def agenda_of(*, conference: ConferenceRow, condition: Q) -> Agenda:
    """The agenda as far as `condition`, the gate's on `patient_id`, lets the reader see it. Two queries."""
    items = Item.objects.filter(conference_id=conference.conference_id)
    rows = items.filter(condition).exclude(status=ItemStatus.WITHDRAWN.value).select_related("added_by")
    lines = tuple(_line(row) for row in rows.order_by("position", "pk"))
    total = items.exclude(status=ItemStatus.WITHDRAWN.value).count()
    return Agenda(lines, total - len(lines))


def _line(row: Item) -> ItemLine:
    return ItemLine(
        item_id=row.pk,
        uuid=row.uuid,
        patient_id=row.patient_id,
        position=row.position,
        why=row.why,
        source=ItemSource(row.source),
        with_person=WithPerson(row.with_person),
        status=ItemStatus(row.status),
        added_by=row.added_by.name,
        end_reason=row.end_reason,
    )


Hearers = dict[int, Hears | None]  # by attendee; for a colleague there is no release


def hearers_of(
    *, organisation_id: int, lines: Iterable[ItemLine], attendees: Iterable[AttendeeRow], at: datetime
) -> dict[int, Hearers]:
    """For each line of an agenda who may hear of the person now: by the line's number, then by attendee. A colleague by the gate
    (care team, or a role of the program), somebody from outside by a consent in force; the release says on what it rests.

    One query for all colleagues, and for each who comes from outside one or two; never one for a line.
    """
    lines, attendees = list(lines), list(attendees)
    people = {line.patient_id for line in lines}
    by_gate = _colleagues_who_hear([line.item_id for line in lines], [one for one in attendees if one.actor])
    found: dict[int, Hearers] = {line.item_id: {} for line in lines}
    for one in attendees:
        heard: dict[int, Hears] = {}
        if one.listener is not None:
            heard = may_hear(
                listener=one.listener, patient_ids=people, organisation_id=organisation_id, categories=TALKED_ABOUT, at=at
            )
        for line in lines:
            if one.is_outsider and line.patient_id in heard:
                found[line.item_id][one.attendee_id] = heard[line.patient_id]
            elif one.attendee_id in by_gate[line.item_id]:
                found[line.item_id][one.attendee_id] = None
    return found


def _colleagues_who_hear(items: Collection[int], attendees: Iterable[AttendeeRow]) -> dict[int, set[int]]:
    heard: dict[int, set[int]] = defaultdict(set)
    asked: dict[str, Any] = {}
    for one in attendees:
        assert one.actor is not None
        condition = gate.readable(actor=one.actor, category=Category.SUD, purpose=Purpose.TREAT, path="patient_id")
        asked[f"hears_{one.attendee_id}"] = ExpressionWrapper(condition, output_field=BooleanField())
    if not asked or not items:
        return heard
    rows = Item.objects.filter(pk__in=items).order_by("pk").annotate(**asked).values_list("pk", *asked)
    for pk, *answers in rows:
        heard[pk] = {int(name.removeprefix("hears_")) for name, hears in zip(asked, answers, strict=True) if hears}
    return heard


def put_off_before(*, actor: Actor, condition: Q, since: datetime, limit: int = 20) -> list[tuple[int, UUID, str]]:
    """Whom conferences did not reach and no later one has on its agenda: (person, item, why). One query."""
    later = Item.objects.filter(status__in=[*(one.value for one in OPEN_ITEMS), ItemStatus.DISCUSSED.value])
    rows = Item.objects.filter(
        condition, conference__organisation_id=actor.organisation_id or 0, status=ItemStatus.PUT_OFF.value, ended_at__gte=since
    ).exclude(patient_id__in=later.filter(added_at__gte=since).values("patient_id"))
    return list(rows.order_by("-ended_at", "pk").values_list("patient_id", "uuid", "why")[:limit])


# --- one person ----------------------------------------------------------------------------------------------------------------


def items_of_person(permit: Permit) -> QuerySet[Item]:
    """What conferences have of the permit's patient; for this room."""
    permit.check(category=Category.SUD)
    return Item.objects.filter(patient_id=permit.patient_id, conference__organisation_id=permit.organisation_id)


def get_item(*, permit: Permit, item: UUID) -> ItemRow:
    """One person's part of one conference. Three queries.

    Raises:
        ConferenceNotFound.
    """
    found = _items(items_of_person(permit).filter(uuid=item))
    if not found:
        raise ConferenceNotFound
    return found[0]


def talks_about(*, permit: Permit, limit: int = 50) -> list[ItemRow]:
    """What conferences said, decided and are going to talk about of the permit's patient, the latest conference first; what was
    taken off an agenda is left out. Three queries."""
    rows = items_of_person(permit).exclude(status=ItemStatus.WITHDRAWN.value)
    return _items(rows.order_by("-conference__starts_at", "-pk")[:limit])


LATEST = 5  # talks that a plan shows


def discussed_on(*, permit: Permit) -> list[tuple[UUID, ItemStatus, datetime, str]]:
    """When conferences talked about the permit's patient lately, or will: (item, where it stands, when, title). One query."""
    return [(uuid, ItemStatus(status), at, title) for uuid, status, at, title in _discussed(permit=permit)]


@prepared
def _discussed(*, permit: Permit) -> QuerySet[Item, tuple[UUID, str, datetime, str]]:
    shown = [one.value for one in (*OPEN_ITEMS, ItemStatus.DISCUSSED)]
    rows = items_of_person(permit).filter(status__in=shown).order_by("-conference__starts_at", "-pk")
    return rows.values_list("uuid", "status", "conference__starts_at", "conference__title")[:LATEST]


def _items(rows: QuerySet[Item]) -> list[ItemRow]:
    found = list(rows.select_related("conference__planned_by", "added_by", "discussed_by"))
    numbers = [row.pk for row in found]
    decisions: dict[int, list[DecisionRow]] = defaultdict(list)
    for one in Decision.objects.filter(item_id__in=numbers).select_related("staff__user").order_by("pk"):
        who = one.staff.user.name if one.staff else one.who
        decisions[one.item_id].append(DecisionRow(one.text, Outcome(one.outcome), who, one.until, one.task, one.line))
    hearings: dict[int, list[HearingRow]] = defaultdict(list)
    for heard in Hearing.objects.filter(item_id__in=numbers).select_related("attendee__staff__user").order_by("pk"):
        attendee = heard.attendee
        name = attendee.staff.user.name if attendee.staff else attendee.name
        hearings[heard.item_id].append(
            HearingRow(heard.attendee_id, name, heard.hears, attendee.staff_id is None, heard.disclosure)
        )
    return [
        ItemRow(
            line=_line(row),
            conference=_conference(row.conference),
            minutes=row.minutes,
            revision=row.revision,
            taken_up_at=row.taken_up_at,
            discussed_at=row.discussed_at,
            discussed_by=row.discussed_by.name if row.discussed_by else "",
            decisions=tuple(decisions[row.pk]),
            hearings=tuple(hearings[row.pk]),
        )
        for row in found
    ]


def last_position(conference_id: int) -> int:
    """The last place on an agenda; for this room."""
    return Item.objects.filter(conference_id=conference_id).aggregate(last=Max("position"))["last"] or 0
