"""What the changes of coverage have in common: the transaction, the figures that hold, deadlines and their tasks."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models

from care.access.operations import Recipient, What, record_release
from care.access.vocabulary import Channel
from care.accounts.queries import organisation_zone
from care.actor import Action, Category, Permit, Purpose, Requester, Role
from care.audit import operations as audit
from care.lib.dates import date_text, local_date
from care.teams.queries import team_of
from care.worklist import operations as worklist
from care.worklist.rules import Priority
from patients.coverage.models import Coverage, Deadline
from patients.coverage.operations.refusals import BadEntry, NoSuchThing, NothingMayGo
from patients.coverage.queries.clocks import law_at, limits_of
from patients.coverage.rules import Due, Limit, Wanted, due_as_said, due_by_rule
from patients.coverage.vocabulary import Clock, Figure, Ground, PlanKind, SentBy, Subject

Row = TypeVar("Row", bound=models.Model)

NOON = time(12, 0)
CHANNELS = {
    SentBy.PORTAL: Channel.PDF,
    SentBy.ELECTRONIC: Channel.PDF,
    SentBy.FAX: Channel.PAPER,
    SentBy.MAIL: Channel.PAPER,
    SentBy.PHONE: Channel.SPOKEN,
}


@dataclass(slots=True)
class Here:
    """The program's day, zone and law at the moment of a change; figures are read when one is asked for."""

    organisation_id: int
    zone: str
    at: datetime
    _limits: list[Limit] | None = field(default=None)
    _state: str = ""

    @property
    def today(self) -> date:
        """The program's day."""
        return local_date(self.at, self.zone)

    def due(self, figure: Figure, plan_kind: PlanKind, *, since: datetime) -> Due | None:
        """When a clock that began at a moment runs out, by the figures that hold here."""
        if self._limits is None:
            self._limits = limits_of(organisation_id=self.organisation_id)
            self._state = law_at(organisation_id=self.organisation_id)
        return due_by_rule(self._limits, figure=figure, plan_kind=plan_kind, state=self._state, since=since, zone=self.zone)


def here(permit: Permit, at: datetime) -> Here:
    """The day and zone of the permit's program. One query."""
    return Here(permit.organisation_id, organisation_zone(organisation_id=permit.organisation_id), at)


@contextmanager
def change(permit: Permit, *, at: datetime, verb: str, **detail: Any) -> Iterator[audit.Change]:
    """The transaction of one change of somebody's coverage, with its event."""
    permit.check(category=Category.SUD, action=Action.WRITE)
    permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb=verb, detail=detail) as event:
        yield event


def own(model: type[Row], permit: Permit, uuid: UUID, *related: str) -> Row:
    """A row of the permit's patient here, locked.

    Raises:
        NoSuchThing: there is none.
    """
    rows = model._base_manager.filter(uuid=uuid, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    row = (
        rows.select_related(*related).select_for_update(of=("self",), no_key=True).first()
        if related
        else (rows.select_for_update(no_key=True).first())
    )
    if row is None:
        raise NoSuchThing
    return row


def own_coverage(permit: Permit, uuid: UUID) -> Coverage:
    """A coverage of the permit's patient here that was not taken off.

    Raises:
        NoSuchThing: there is none.
    """
    found = Coverage.objects.filter(
        uuid=uuid, patient_id=permit.patient_id, organisation_id=permit.organisation_id, removed_at__isnull=True
    ).first()
    if found is None:
        raise NoSuchThing
    return found


def noon(day: date, zone: str) -> datetime:
    """The middle of a local day: from when a clock runs that begins on a date."""
    return datetime.combine(day, NOON, tzinfo=ZoneInfo(zone))


def said(text: str, field_name: str, words: str) -> str:
    """A text without blanks around it.

    Raises:
        BadEntry: it is empty.
    """
    if not text.strip():
        raise BadEntry(field_name, words)
    return text.strip()


def not_ahead(day: date, today: date, field_name: str) -> date:
    """A day that has come.

    Raises:
        BadEntry: it lies ahead.
    """
    if day > today:
        raise BadEntry(field_name, "This day lies ahead.")
    return day


def due_or_rule(place: Here, *, named: date | None, figure: Figure, plan_kind: PlanKind, since: datetime, field_name: str) -> Due:
    """When something runs out: as the payer named the day, else by the figures that hold here.

    Raises:
        BadEntry: the day lies before the beginning, or no figure holds and nobody named a day.
    """
    if named is not None:
        if named < local_date(since, place.zone):
            raise BadEntry(field_name, "This day lies before the beginning.")
        return due_as_said(named, place.zone)
    due = place.due(figure, plan_kind, since=since)
    if due is None:
        raise BadEntry(field_name, "Write the day: no figure is known for this kind of plan.")
    return due


def again(
    moment: datetime | None, *, was_said: bool, place: Here, figure: Figure, plan_kind: PlanKind, since: datetime | None
) -> Due | None:
    """A stored moment with its ground and source, as `due_or_rule` found it."""
    if moment is None or since is None:
        return None
    if was_said:
        return Due(moment, Ground.SAID, "As the payer said")
    found = place.due(figure, plan_kind, since=since)
    if found is None:
        return Due(moment, Ground.OWN)
    return Due(moment, found.ground, found.source, found.is_verified)


def tell_plan(*, release: Permit, permit: Permit, payer: str, how: SentBy, summary: str, subject: UUID, at: datetime) -> None:
    """Write into the accounting that something of the record goes to the person's plan, before it does.

    Raises:
        NothingMayGo: the permit was not given for this person, for payment.
    """
    if release.patient_id != permit.patient_id or release.purpose is not Purpose.HPAYMT:
        raise NothingMayGo
    record_release(
        permit=release,
        recipient=Recipient(Requester.HEALTH_PLAN, organisation=payer),
        what=What(resource="record", summary=summary, categories=frozenset({Category.SUD}), uuids=[subject]),
        channel=CHANNELS[how],
        at=at,
    )


def keep_time(
    permit: Permit,
    *,
    subject_kind: Subject,
    subject: UUID,
    what: str,
    payer: str,
    wanted: Iterable[Wanted],
    outcome: str,
    is_expedited: bool = False,
    at: datetime,
) -> None:
    """Bring deadlines and their tasks into line with what stands now: what no longer runs is finished with `outcome`.

    A task waits for a navigator of the person's team where there is one, else for a coordinator, who sees everybody. What is
    expedited climbs when nobody takes it.
    """
    by_clock = {one.clock: one for one in wanted}
    kept = {Clock(row.clock): row for row in Deadline.objects.select_for_update().filter(subject=subject).order_by("pk")}
    moved = {
        clock
        for clock, row in kept.items()
        if clock in by_clock and (row.due_at != by_clock[clock].due.at or row.is_expedited != is_expedited)
    }
    for clock, row in kept.items():
        if clock in by_clock and (row.what, row.payer) != (what[:200], payer):
            row.what, row.payer = what[:200], payer
            row.save()
    gone = [clock for clock in kept if clock not in by_clock]
    if gone:
        Deadline.objects.filter(pk__in=[kept[clock].pk for clock in gone]).delete()
        worklist.finish_tasks_about(permit=permit, subject=subject, kinds=[clock.value for clock in gone], outcome=outcome, at=at)
    if moved:
        worklist.cancel_tasks_about(
            permit=permit, subjects=[subject], kinds=[clock.value for clock in moved], reason="The day has moved.", at=at
        )
    fresh = [one for clock, one in by_clock.items() if clock not in kept or clock in moved]
    if not fresh:
        return
    role, zone = _who_sees_to_it(permit), organisation_zone(organisation_id=permit.organisation_id)
    for one in fresh:
        row = kept.get(one.clock) or Deadline(
            organisation_id=permit.organisation_id, patient_id=permit.patient_id, subject=subject, clock=one.clock.value
        )
        row.subject_kind, row.what, row.payer, row.is_expedited = subject_kind.value, what[:200], payer, is_expedited
        row.due_at, row.aim_at = one.due.at, one.aim_at
        row.ground, row.source, row.is_verified = one.due.ground.value, one.due.source[:240], one.due.is_verified
        row.save()
        worklist.open_task(
            permit=permit,
            kind=one.clock.value,
            title=f"{one.clock.label}: {what}"[:200],
            why=f"By {date_text(local_date(one.due.at, zone))}{f', {payer}' if payer else ''}. {one.clock.prose}"[:300],
            priority=Priority.RAISED if is_expedited else Priority.ROUTINE,
            owner_role=role,
            due_at=one.aim_at,
            subject_kind=subject_kind.value,
            subject=subject,
            at=at,
        )


def _who_sees_to_it(permit: Permit) -> Role:
    """A navigator of the person's team, where it has one; else a coordinator. One query."""
    on_team = {member.function for member in team_of(permit=permit)}
    return Role.NAVIGATOR if Role.NAVIGATOR.value in on_team else Role.COORDINATOR
