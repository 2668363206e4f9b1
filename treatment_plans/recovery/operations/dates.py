"""A date that the person chose: mark it, change it, end it, and what is done when it comes.

The person's day is theirs: nothing is counted from it, and no return to use, test or missed visit touches it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from care.accounts.queries import works_at
from care.actor import Action, Category, Permit, Role
from care.audit import operations as audit
from care.lib.dates import day_bounds, local_date
from care.outbox import operations as outbox
from care.outbox.rules import event_kind
from care.reminders.operations import remind
from care.teams.queries import open_enrolment
from care.worklist.operations import cancel_tasks_about, open_task
from care.worklist.queries import subjects_of_tasks
from patients.queries import get_patient
from treatment_plans.recovery import rules
from treatment_plans.recovery.models import ChosenDate
from treatment_plans.recovery.operations.refusals import ChangedMeanwhile, NotNow, the_living
from treatment_plans.recovery.queries import NotThere, dates_of
from treatment_plans.recovery.vocabulary import DateEnd, Marking, Returns

COMES = "chosen_date.comes"
TASK = "chosen_date"
MESSAGE = "own-date"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A date as the person says it. `colleague_id` is whose word they want, where they name somebody."""

    own_words: str
    day: date
    returns: Returns
    marking: Marking
    colleague_id: int | None = None

    @property
    def whose(self) -> int | None:
        """Whose word it is, where a word it is."""
        return self.colleague_id if self.marking is Marking.WORD else None


def mark_date(*, permit: Permit, chosen: Chosen, at: datetime) -> ChosenDate:
    """Write down a date that the person chose, and have the room hear of it when it comes.

    Raises:
        PersonDied.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="chosen_date.marked") as change:
        zone = the_living(permit).identity.zone
        row = ChosenDate.objects.create(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            own_words=chosen.own_words.strip(),
            day=chosen.day,
            returns=chosen.returns.value,
            marking=chosen.marking.value,
            colleague_id=chosen.whose,
            chosen_at=at,
            chosen_by_id=user_id,
            changed_at=at,
            changed_by_id=user_id,
        )
        change.detail["date"] = row.pk
        _hear_of(row, zone=zone, since=local_date(at, zone), at=at)
    return row


def _locked(permit: Permit, chosen: UUID) -> ChosenDate:
    permit.check(category=Category.SUD, action=Action.WRITE)
    row = dates_of(permit).select_for_update(no_key=True, of=("self",)).select_related("changed_by").filter(uuid=chosen).first()
    if row is None:
        raise NotThere
    return row


def change_date(*, permit: Permit, chosen: UUID, to: Chosen, seen: int, at: datetime) -> ChosenDate:
    """The person wants it otherwise. Whoever was asked for the old one is asked no longer.

    Raises:
        NotThere, PersonDied.
        ChangedMeanwhile: a colleague changed it since it was read (`seen`).
    """
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="chosen_date.changed") as change:
        zone = the_living(permit).identity.zone
        row = _locked(permit, chosen)
        if row.revision != seen:
            raise ChangedMeanwhile(row.revision, row.changed_by.name)
        row.own_words, row.day = to.own_words.strip(), to.day
        row.returns, row.marking = to.returns.value, to.marking.value
        row.colleague_id = to.whose
        row.revision += 1
        row.changed_at, row.changed_by_id = at, user_id
        row.save()
        change.detail["date"] = row.pk
        cancel_tasks_about(permit=permit, subjects=[row.uuid], kinds=[TASK], reason="The person wants it otherwise", at=at)
        _hear_of(row, zone=zone, since=local_date(at, zone), at=at)
    return row


def end_date(*, permit: Permit, chosen: UUID, reason: DateEnd, at: datetime) -> ChosenDate:
    """It is marked no longer. It stays in the history; nobody is asked or written to any more.

    Raises:
        NotThere.
    """
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="chosen_date.ended", detail={"reason": reason.value}) as change:
        row = _locked(permit, chosen)
        row.ended_at, row.ended_by_id, row.end_reason = at, user_id, reason.value
        row.save(update_fields=["ended_at", "ended_by", "end_reason"])
        change.detail["date"] = row.pk
        cancel_tasks_about(permit=permit, subjects=[row.uuid], kinds=[TASK], reason=reason.label, at=at)
    return row


def _hear_of(row: ChosenDate, *, zone: str, since: date, at: datetime) -> None:
    """Queue the next time that it comes; of each version of the date and each day one row."""
    if row.marking == Marking.NOBODY:
        return
    on = rules.next_on(row.day, Returns(row.returns), since=since)
    if on is None:
        return
    outbox.queue(
        kind=event_kind(COMES),
        key=f"{COMES}:{row.uuid}:{row.revision}:{on.isoformat()}",
        due_at=max(day_bounds(on, zone)[0] + rules.TOLD_AT, at),
        at=at,
        organisation_id=row.organisation_id,
        patient_id=row.patient_id,
        about={"date": str(row.uuid), "revision": row.revision, "day": on.isoformat()},
    )


def date_has_come(*, permit: Permit, chosen: UUID, revision: int, day: date, at: datetime) -> bool:
    """The day is here: ask a colleague for a word, or have the message sent, as the person chose. False where nothing is done:
    it was changed or ended meanwhile, the person has died, is not in care here, or the day is over.

    The next time is queued, also where nothing is done today.
    """
    with audit.change(permit=permit, at=at, verb="chosen_date.came") as change:
        try:
            row = _locked(permit, chosen)
        except NotThere:
            return False
        change.detail["date"] = row.pk
        person = get_patient(permit=permit)
        if row.revision != revision or person.deceased_on is not None:
            return False
        zone = person.identity.zone
        today = local_date(at, zone)
        _hear_of(row, zone=zone, since=max(date.fromordinal(day.toordinal() + 1), today), at=at)
        if today != day or open_enrolment(permit=permit) is None:
            return False
        if row.marking == Marking.WORD:
            _ask(permit, row, why="Today is a day that the person chose to mark.", zone=zone, at=at)
        elif row.marking == Marking.MESSAGE:
            remind(
                kind=MESSAGE,
                patient_id=row.patient_id,
                organisation_id=row.organisation_id,
                key=f"{MESSAGE}:{row.uuid}:{day.isoformat()}",
                due_at=max(day_bounds(day, zone)[0] + rules.SENT_AT, at),
                at=at,
                about={"date": str(row.uuid), "day": day.isoformat()},
            )
    return True


def come_back(*, permit: Permit, at: datetime) -> int:
    """A death was recorded by mistake: the dates come again as they did. Gives their number."""
    with audit.change(permit=permit, at=at, verb="chosen_dates.resumed") as change:
        zone = get_patient(permit=permit).identity.zone
        rows = list(dates_of(permit).select_for_update(no_key=True).order_by("pk"))
        for row in rows:
            _hear_of(row, zone=zone, since=local_date(at, zone), at=at)
        change.detail["dates"] = [row.pk for row in rows]
    return len(rows)


def check_message(*, permit: Permit, chosen: UUID, day: date, at: datetime) -> None:
    """Whether the message of a day may still go.

    Raises:
        NotNow.
    """
    row = dates_of(permit).filter(uuid=chosen, marking=Marking.MESSAGE.value).first()
    person = get_patient(permit=permit)
    if row is None or person.deceased_on is not None or local_date(at, person.identity.zone) != day:
        raise NotNow


def ask_for_a_word(*, permit: Permit, chosen: UUID, at: datetime) -> bool:
    """The message could not reach the person: a colleague is asked instead. False where the date stands no longer."""
    with audit.change(permit=permit, at=at, verb="chosen_date.asked") as change:
        try:
            row = _locked(permit, chosen)
        except NotThere:
            return False
        change.detail["date"] = row.pk
        zone = get_patient(permit=permit).identity.zone
        why = "The person chose to mark this day by a message, and it could not be sent."
        return _ask(permit, row, why=why, zone=zone, at=at)


def _ask(permit: Permit, row: ChosenDate, *, why: str, zone: str, at: datetime) -> bool:
    if row.uuid in subjects_of_tasks(permit=permit, kinds=[TASK]):
        return False
    owner = row.colleague_id
    if owner is not None and not works_at(staff_id=owner, organisation_id=row.organisation_id):
        owner = None
    open_task(
        permit=permit,
        kind=TASK,
        title="Say a word on a chosen day",
        why=f"{why} In their words: “{row.own_words}”. Nothing is asked of them.",
        owner_id=owner,
        owner_role=Role.COUNSELOR,
        due_at=day_bounds(local_date(at, zone), zone)[1],
        subject_kind=TASK,
        subject=row.uuid,
        at=at,
    )
    return True
