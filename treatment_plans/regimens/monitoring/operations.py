"""Writing down look-ups and intervals; asking for what is overdue and for a random drug test. The only writers here."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from care.accounts.rules import Work, check_work
from care.actor import Action, Actor, Category, Permit, Role
from care.audit import operations as audit
from care.lib.dates import day_bounds
from care.worklist.operations import Told, cancel_tasks_about, open_task, renew_task
from care.worklist.queries import is_asked_about, subjects_of_tasks, tasks_about
from care.worklist.rules import Priority
from patients.queries import get_patient
from treatment_plans.regimens.monitoring.models import PdmpInterval, PdmpLookup
from treatment_plans.regimens.monitoring.queries import NotThere, lookups_here
from treatment_plans.regimens.monitoring.rules.schedule import Item
from treatment_plans.regimens.monitoring.vocabulary import LookupOutcome

OVERDUE = "monitoring_overdue"
RANDOM = "monitoring_random"
WITHIN = timedelta(days=7)  # own: what is overdue is looked at within a week
MOST_NAMED = 4


class PersonDied(ValueError):
    """Nothing new is written for somebody who has died."""


class WordsMissing(ValueError):
    """What was found, or why a look-up was not possible, is said in words."""


class NotYet(ValueError):
    """A look-up was today or before."""


class SourceMissing(ValueError):
    """An interval names who says so."""


def record_lookup(
    *, permit: Permit, state: str, outcome: LookupOutcome, looked_at: datetime, at: datetime, words: str = ""
) -> PdmpLookup:
    """Write down that somebody looked into the PDMP of a state, or tried to. It decides nothing: no medicine depends on it.

    Raises:
        PersonDied, NotYet.
        WordsMissing: something was found, or it was not possible, and nobody says what or why.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    if outcome is not LookupOutcome.NOTHING_ELSE and not words.strip():
        raise WordsMissing
    if looked_at > at:
        raise NotYet
    with audit.change(permit=permit, at=at, verb="pdmp.looked", detail={"state": state, "outcome": outcome.value}) as change:
        if get_patient(permit=permit).deceased_on is not None:
            raise PersonDied
        row = PdmpLookup.objects.create(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            jurisdiction=state,
            outcome=outcome.value,
            words=words.strip(),
            looked_at=looked_at,
            looked_by_id=user_id,
        )
        change.detail["lookup"] = row.pk
    return row


def mark_lookup_wrong(*, permit: Permit, lookup: UUID, reason: str, at: datetime) -> PdmpLookup:
    """It was written in error. The row stays, and no list shows it.

    Raises:
        NotThere, WordsMissing.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    if not reason.strip():
        raise WordsMissing
    with audit.change(permit=permit, at=at, verb="pdmp.wrong") as change:
        row = lookups_here(permit).select_for_update(no_key=True).filter(uuid=lookup).first()
        if row is None:
            raise NotThere
        row.wrong_at, row.wrong_by_id, row.wrong_reason = at, user_id, reason.strip()
        row.save(update_fields=["wrong_at", "wrong_by", "wrong_reason"])
        change.detail["lookup"] = row.pk
    return row


def set_interval(*, actor: Actor, state: str, every_days: int, source: str, at: datetime) -> PdmpInterval:
    """How often this program looks up by the law of a state, from now on; what stood before is ended and stays.

    Raises:
        SourceMissing.
    """
    check_work(actor, Work.KEEP_LOOKUP_RULES)
    user_id, organisation_id = actor.colleague()
    if not source.strip():
        raise SourceMissing
    with audit.change(actor=actor, at=at, verb="pdmp.interval_set", detail={"state": state, "days": every_days}):
        before = PdmpInterval.objects.select_for_update().filter(
            organisation_id=organisation_id, jurisdiction=state, ended_at__isnull=True
        )
        for row in before:
            row.ended_at, row.ended_by_id = at, user_id
            row.save(update_fields=["ended_at", "ended_by"])
        return PdmpInterval.objects.create(
            organisation_id=organisation_id,
            jurisdiction=state,
            every_days=every_days,
            source=source.strip(),
            set_at=at,
            set_by_id=user_id,
        )


def ask_for_overdue(*, permit: Permit, person: UUID, overdue: Sequence[Item], at: datetime) -> bool:
    """Have one task stand for everything that is overdue: opened, brought up to date, or ended when nothing is late any more.

    For a job. True where a task was opened. It stops no medicine and holds no dose.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    standing = tasks_about(permit=permit, subject=person, kinds=[OVERDUE])
    if not overdue:
        if standing:
            cancel_tasks_about(permit=permit, subjects=[person], kinds=[OVERDUE], reason="Nothing is overdue any more", at=at)
        return False
    title, why = overdue_words(overdue)
    if standing:
        if (standing[0].title, standing[0].why) != (title, why):
            told = Told(title, why, Priority.ROUTINE, Role.NURSE, standing[0].due_at, person)
            renew_task(permit=permit, task=standing[0].uuid, told=told, at=at)
        return False
    open_task(
        permit=permit,
        kind=OVERDUE,
        title=title,
        why=why,
        priority=Priority.ROUTINE,
        owner_role=Role.NURSE,
        due_at=at + WITHIN,
        subject_kind="monitoring",
        subject=person,
        at=at,
    )
    return True


def overdue_words(overdue: Sequence[Item]) -> tuple[str, str]:
    """The task's title and why: how much is overdue, and the first of it by name."""
    names = [item.label for item in overdue]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    title = f"{len(names)} test{'s' if len(names) != 1 else ''} overdue for the medication"
    return title, f"{'; '.join(names[:MOST_NAMED])}{more}. Nothing is held for it"


def ask_for_random_test(*, permit: Permit, person: UUID, on: date, zone: str, at: datetime) -> bool:
    """Tell the staff, on the day alone, that somebody's random drug test is drawn for today. True where it was not told before.

    Declining it is the person's right and costs them no dose.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    subject = uuid5(person, f"random drug test {on.isoformat()}")
    if is_asked_about(permit=permit, subject=subject, kind=RANDOM):
        return False
    open_task(
        permit=permit,
        kind=RANDOM,
        title="Random drug test drawn for today",
        why="At least 8 a year at random (42 CFR 8.12). A tool of care: no dose depends on it",
        priority=Priority.ROUTINE,
        owner_role=Role.NURSE,
        due_at=day_bounds(on, zone)[1],
        subject_kind="monitoring",
        subject=subject,
        at=at,
    )
    return True


def close_monitoring(*, permit: Permit, reason: str, at: datetime) -> int:
    """Nobody is asked for anything about somebody who died or left."""
    subjects = subjects_of_tasks(permit=permit, kinds=[OVERDUE, RANDOM])
    return cancel_tasks_about(permit=permit, subjects=subjects, kinds=[OVERDUE, RANDOM], reason=reason, at=at) if subjects else 0
