"""The breach register: record, weigh the risk, decide, list who is affected, say who was told, close.

Each change brings the tasks of the clocks into line: one for the decision, one for each duty that is still open, on the privacy
officer's worklist.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from care.accounts.queries import organisation_zone, works_for
from care.actor import Actor, Category, Permit, Role
from care.audit import operations as audit
from care.lib.dates import date_text, local_date
from care.privacy.models import Breach, BreachPerson, BreachPlace, BreachStep
from care.privacy.rules import Clock, Count, clocks, next_state
from care.privacy.rules.breaches import RUNNING
from care.privacy.rules.clocks import ASSESS_WITHIN
from care.privacy.vocabulary import PLACES, Duty, Factor, State, Step
from care.worklist import operations as worklist
from care.worklist.queries import own_tasks_about

SUBJECT = "breach"
ASSESS = "breach_assess"
KINDS = {duty: f"breach_{duty.value}" for duty in Duty}
EVENING = time(17, 0)


class NoSuchBreach(LookupError):
    """There is no such entry in the actor's register."""


class BadEntry(ValueError):
    """A field of an entry cannot be so; `field` names it and `words` say why, for whoever typed it."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


class NotAssessed(ValueError):
    """ "Not a breach" needs the four factors first (45 CFR 164.402(2))."""


class AlreadyListed(ValueError):
    """Everybody of these stands on the list of people affected already."""


class AlreadyTold(ValueError):
    """Somebody has written down before that this duty was done."""


def record_breach(
    *,
    actor: Actor,
    title: str,
    what_happened: str,
    categories: frozenset[Category],
    discovered_at: datetime,
    discovered_by_id: int,
    at: datetime,
) -> Breach:
    """Open an entry. The clocks count from the day on which a colleague first knew of it, not from today.

    Raises:
        BadEntry: nothing is said, the discovery lies ahead, or who discovered it does not work here.
    """
    user_id, organisation_id = actor.colleague()
    _check_said(title, what_happened, categories)
    if discovered_at > at:
        raise BadEntry("discovered_on", "A day that has come already.")
    if not works_for(user_id=discovered_by_id, organisation_id=organisation_id):
        raise BadEntry("discovered_by", "Choose a colleague of this organization.")
    with audit.change(actor=actor, at=at, verb="breach.recorded") as change:
        breach = Breach.objects.create(
            organisation_id=organisation_id,
            title=title.strip(),
            what_happened=what_happened.strip(),
            categories=sorted(category.value for category in categories),
            discovered_at=discovered_at,
            discovered_by_id=discovered_by_id,
            recorded_at=at,
            recorded_by_id=user_id,
        )
        change.detail["breach"] = breach.pk
        _keep_time(breach, actor=actor, at=at)
    return breach


def correct_breach(
    *,
    actor: Actor,
    breach: UUID,
    title: str,
    what_happened: str,
    categories: frozenset[Category],
    places: Mapping[str, int],
    at: datetime,
) -> Breach:
    """Say better what happened, to which kinds of data, and how many people of which states are affected as far as is known.

    Raises:
        BadEntry: nothing is said, or a state is not one.
    """
    _check_said(title, what_happened, categories)
    if any(place not in PLACES or people < 1 for place, people in places.items()):
        raise BadEntry("places", "A state by its two letters, and one person or more.")
    with _change(actor, breach, at=at, verb="breach.corrected") as row:
        row.title, row.what_happened = title.strip(), what_happened.strip()
        row.categories = sorted(category.value for category in categories)
        row.save()
        known = {kept.place: kept for kept in BreachPlace.objects.filter(breach=row)}
        for place, people in sorted(places.items()):
            if place not in known:
                BreachPlace.objects.create(breach=row, place=place, people=people)
            elif known[place].people != people:
                known[place].people = people
                known[place].save()
        BreachPlace.objects.filter(breach=row).exclude(place__in=sorted(places)).delete()
    return row


def assess_risk(*, actor: Actor, breach: UUID, factors: Mapping[Factor, str], at: datetime) -> Breach:
    """Weigh the risk by the four factors; weighing again writes over, and the history keeps what stood before.

    Raises:
        BadEntry: one of the four is empty.
    """
    for factor in Factor:
        if not factors.get(factor, "").strip():
            raise BadEntry(factor.value, "Say it in a sentence or two.")
    with _change(actor, breach, at=at, verb="breach.assessed") as row:
        for factor in Factor:
            setattr(row, factor.value, factors[factor].strip())
        row.assessed_at, row.assessed_by_id = at, actor.user_id
        row.save()
    return row


def decide_breach(*, actor: Actor, breach: UUID, is_breach: bool, reason: str, at: datetime) -> Breach:
    """Decide. "Not a breach" needs the four factors; "a breach" does not, since what may be one counts as one.

    Raises:
        BadEntry: no reason.
        NotAssessed: it would be cleared without the four factors.
        NotPossible: it was decided already.
    """
    _check_reason(reason)
    with _change(actor, breach, at=at, verb="breach.decided", is_breach=is_breach) as row:
        state = next_state(State(row.state), Step.CONFIRM if is_breach else Step.CLEAR)
        if not is_breach and row.assessed_at is None:
            raise NotAssessed
        row.state = state.value
        row.decided_at, row.decided_by_id, row.decision_reason = at, actor.user_id, reason.strip()
        row.save()
    return row


def reopen_breach(*, actor: Actor, breach: UUID, at: datetime) -> Breach:
    """Look into it again, because something new is known. What was decided stays in the history.

    Raises:
        NotPossible: it is open.
    """
    with _change(actor, breach, at=at, verb="breach.reopened") as row:
        row.state = next_state(State(row.state), Step.REOPEN).value
        row.decided_at = row.decided_by_id = row.closed_at = row.closed_by_id = None
        row.decision_reason = row.lesson = ""
        row.save()
    return row


def close_breach(*, actor: Actor, breach: UUID, lesson: str, at: datetime) -> Breach:
    """Close it, with what is done differently from now on.

    Raises:
        BadEntry: no lesson, or somebody who has to be told was not.
        NotPossible: it is not decided, or is no breach.
    """
    if not lesson.strip():
        raise BadEntry("lesson", "Say what is done differently from now on, or that nothing needs to be.")
    with _change(actor, breach, at=at, verb="breach.closed") as row:
        state = next_state(State(row.state), Step.CLOSE)
        if any(clock.is_open for clock in clocks_of(row)):
            raise BadEntry("lesson", "Somebody who has to be told was not told yet.")
        row.state = state.value
        row.closed_at, row.closed_by_id, row.lesson = at, actor.user_id, lesson.strip()
        row.save()
    return row


def record_step(*, actor: Actor, breach: UUID, duty: Duty, done_on: date, note: str, at: datetime) -> BreachStep:
    """Write down that somebody was told: on which day and how.

    Raises:
        BadEntry: the day lies ahead or before the discovery, or nothing is said of how.
        AlreadyTold: it was written down before.
    """
    if not note.strip():
        raise BadEntry("note", "Say how: by letter, to which outlet, with which number.")
    user_id, _ = actor.colleague()
    with _change(actor, breach, at=at, verb="breach.step_done", duty=duty.value) as row:
        zone = organisation_zone(organisation_id=row.organisation_id)
        if not local_date(row.discovered_at, zone) <= done_on <= local_date(at, zone):
            raise BadEntry("done_on", "A day between the discovery and today.")
        if BreachStep.objects.filter(breach=row, duty=duty.value).exists():
            raise AlreadyTold
        return BreachStep.objects.create(
            breach=row, duty=duty.value, done_on=done_on, note=note.strip(), recorded_at=at, recorded_by_id=user_id
        )


def add_people(*, actor: Actor, permits: Sequence[Permit], breach: UUID, at: datetime) -> int:
    """List people as affected, each with a permit that says who they are; gives the number of those who were not listed yet.

    Raises:
        AlreadyListed: all of them were.
    """
    for permit in permits:
        permit.check(category=Category.DEMOGRAPHICS)
    user_id, _ = actor.colleague()
    ids = sorted({permit.patient_id for permit in permits})
    with _change(actor, breach, at=at, verb="breach.people_added", patient_ids=ids) as row:
        if any(permit.organisation_id != row.organisation_id for permit in permits):
            raise NoSuchBreach
        listed = set(BreachPerson.objects.filter(breach=row, removed_at__isnull=True).values_list("patient_id", flat=True))
        new = [patient_id for patient_id in ids if patient_id not in listed]
        if not new:
            raise AlreadyListed
        BreachPerson.objects.bulk_create(
            BreachPerson(breach=row, patient_id=patient_id, added_at=at, added_by_id=user_id) for patient_id in new
        )
    return len(new)


def remove_person(*, permit: Permit, breach: UUID, at: datetime) -> None:
    """Take somebody off the list who is not affected after all."""
    permit.check(category=Category.DEMOGRAPHICS)
    with _change(permit.actor, breach, at=at, verb="breach.person_removed", patient_ids=[permit.patient_id]) as row:
        for person in BreachPerson.objects.filter(breach=row, patient_id=permit.patient_id, removed_at__isnull=True):
            person.removed_at, person.removed_by_id = at, permit.actor.user_id
            person.save()


def clocks_of(breach: Breach) -> list[Clock]:
    """The duties of an entry as it stands. Three queries and the zone's."""
    zone = organisation_zone(organisation_id=breach.organisation_id)
    return clocks(
        discovered_on=local_date(breach.discovered_at, zone),
        count=Count.of(
            named=BreachPerson.objects.filter(breach=breach, removed_at__isnull=True).count(),
            places=list(BreachPlace.objects.filter(breach=breach).values_list("people", flat=True)),
        ),
        done={Duty(duty): day for duty, day in BreachStep.objects.filter(breach=breach).values_list("duty", "done_on")},
        state=State(breach.state),
    )


def _check_said(title: str, what_happened: str, categories: frozenset[Category]) -> None:
    if not title.strip():
        raise BadEntry("title", "A few words that name nobody.")
    if not what_happened.strip():
        raise BadEntry("what_happened", "Say what happened.")
    if not categories:
        raise BadEntry("categories", "Choose at least one kind of data.")


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise BadEntry("reason", "Say why, in a sentence or two.")


@contextmanager
def _change(
    actor: Actor, breach: UUID, *, at: datetime, verb: str, patient_ids: Sequence[int] = (), **detail: Any
) -> Iterator[Breach]:
    """One change of an entry, under its lock, with the tasks of its clocks brought into line at the end.

    Raises:
        NoSuchBreach: it is not in the register of the actor's organization.
    """
    _, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb=verb, patient_ids=patient_ids, detail=detail) as change:
        row = Breach.objects.select_for_update().filter(uuid=breach, organisation_id=organisation_id).first()
        if row is None:
            raise NoSuchBreach
        change.detail["breach"] = row.pk
        yield row
        _keep_time(row, actor=actor, at=at)


def _keep_time(breach: Breach, *, actor: Actor, at: datetime) -> None:
    """Open the tasks that the clocks ask for, complete those that were done, cancel those that no longer run.

    A task says nothing of what happened: whoever sees the program's tasks need not be the privacy officer.
    """
    zone = organisation_zone(organisation_id=breach.organisation_id)
    state = State(breach.state)
    found = clocks_of(breach)
    discovered_on = local_date(breach.discovered_at, zone)
    wanted: dict[str, tuple[str, str, date]] = {}
    if state is State.ASSESSING:
        wanted[ASSESS] = ("Decide whether it is a breach", "Until then it counts as one.", discovered_on + ASSESS_WITHIN)
    for clock in found:
        if clock.is_open and state in RUNNING:
            wanted[KINDS[clock.duty]] = (clock.duty.label, f"The last day is {date_text(clock.latest_on)}.", clock.aim_on)
    done = {KINDS[clock.duty] for clock in found if not clock.is_open}
    if state is not State.ASSESSING:
        done.add(ASSESS)
    open_now = {task.kind: task for task in own_tasks_about(actor=actor, subject=breach.uuid, kinds=(ASSESS, *KINDS.values()))}
    for kind, task in open_now.items():
        if kind in done:
            worklist.complete_task(actor=actor, task_id=task.task_id, outcome="Written in the register.", at=at)
        elif kind not in wanted:
            worklist.cancel_task(actor=actor, task_id=task.task_id, reason="The register no longer asks for it.", at=at)
    for kind, (title, why, day) in wanted.items():
        if kind not in open_now:
            worklist.open_task(
                actor=actor,
                title=title,
                why=why,
                kind=kind,
                due_at=datetime.combine(day, EVENING, tzinfo=ZoneInfo(zone)),
                owner_role=Role.PRIVACY_OFFICER,
                subject_kind=SUBJECT,
                subject=breach.uuid,
                at=at,
            )
