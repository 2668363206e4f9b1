"""A person's tasks, and the clinic's own: late, today, later, untaken escalations, taken since yesterday, done."""

from datetime import datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from care.actor import Role
from care.demo.rows import TaskRow
from care.demo.story import Clinic, Colleague, Story
from care.demo.words import work as words
from care.lib.dates import time_text
from care.worklist.rules import Priority, first_climb, next_climb

# When a colleague's tasks are due, one after the other, so that every day of everybody has all sorts.
DUE = ("today", "late", "later", "today", "today", "later", "today", "later", "later", "today", "later", "later")
# How likely a member of a team has an open task about the person.
LIKELY = {
    Role.COORDINATOR: 0.34,
    Role.COUNSELOR: 0.34,
    Role.PRESCRIBER: 0.26,
    Role.NURSE: 0.34,
    Role.PEER: 0.5,
}
LIKELY_OTHERS = 0.9  # of colleagues who are on few teams
FINISHED_MOST = 3
QUARTER = timedelta(minutes=15)


class Tasks:
    """The tasks of one person."""

    def __init__(self, story: Story, *, patient_id: int, needs: set[str]) -> None:
        self.story = story
        self.patient_id = patient_id
        self.needs = needs
        self.rows: list[TaskRow] = []

    def _add(self, task: TaskRow) -> None:
        self.rows.append(task)

    @property
    def unfinished(self) -> list[TaskRow]:
        """Open and taken ones, as the caseload sorts them."""
        return sorted((row for row in self.rows if row.state in ("open", "taken")), key=lambda row: (row.due_at, row.id))

    def _work(self, role: Role) -> words.Work | None:
        used = {row.title for row in self.rows}
        fitting = [
            work for work in words.WORK.get(role.value, ())
            if (not work.needs or work.needs in self.needs) and work.title not in used
        ]  # fmt: skip
        return self.story.one_of(fitting) if fitting else None

    def give(self, to: Colleague, *, by: Colleague, days: int) -> None:
        """An open task for a colleague: given, taken, or open to the role."""
        story, clinic = self.story, self.story.clinic
        work = self._work(to.role)
        if work is None:
            return
        turn = clinic.turns.get(to.staff_id, 0)
        when = DUE[turn % len(DUE)]
        if when == "late" and days < 6:
            when = "today"  # nothing of somebody so new is late; the turn stays for the next person
        else:
            clinic.turns[to.staff_id] = turn + 1
        due_at = due(story, when)
        created_at = min(story.moment(min(story.between(1, 6), days)), due_at - timedelta(hours=1))
        drawn = story.dice.random()
        taken_at = None
        if drawn < 0.55:
            taken_at = created_at + (clinic.at - created_at) * story.dice.random() * 0.9
        elif drawn < 0.62:
            taken_at = max(created_at, clinic.at - timedelta(minutes=story.between(30, 1100)))
        of_role = turn > 3 and drawn > 0.9
        snoozed = turn % 9 == 8
        self._add(
            _task(
                story,
                patient_id=self.patient_id,
                work=work,
                state="taken" if taken_at else "open",
                owner_id=None if of_role else to.staff_id,
                owner_role=to.role.value,
                due_at=due_at,
                snoozed_until=clinic.day_end + timedelta(days=1, hours=8) if snoozed else None,
                snooze_reason=story.one_of(words.SNOOZED) if snoozed else "",
                created_at=created_at,
                created_by_id=by.user_id,
                taken_at=taken_at,
                taken_by_id=to.user_id if taken_at else None,
            )
        )

    def finish(self, who: Colleague, *, by: Colleague, days_ago: int) -> None:
        """A task that was done, or is no longer needed, so many days ago; 0 means since yesterday."""
        story = self.story
        work = self._work(who.role)
        if work is None:
            return
        end = story.moment(days_ago) if days_ago else story.clinic.at - timedelta(minutes=story.between(40, 1080))
        created_at = end - timedelta(hours=story.between(3, 60))
        taken_at = created_at + (end - created_at) * story.dice.random() if days_ago else end - timedelta(minutes=20)
        cancelled = days_ago > 0 and story.chance(0.12)
        self._add(
            _task(
                story,
                patient_id=self.patient_id,
                work=work,
                state="cancelled" if cancelled else "done",
                owner_id=who.staff_id,
                owner_role=who.role.value,
                due_at=end + timedelta(hours=story.between(0, 6)),
                created_at=created_at,
                created_by_id=by.user_id,
                taken_at=taken_at,
                taken_by_id=who.user_id,
                done_at=None if cancelled else end,
                done_by_id=None if cancelled else who.user_id,
                outcome="" if cancelled else story.one_of(words.OUTCOMES),
                cancelled_at=end if cancelled else None,
                cancelled_by_id=who.user_id if cancelled else None,
                cancel_reason=story.one_of(words.CANCELLED) if cancelled else "",
            )
        )

    def close(self, reason: str, *, at: datetime, by: Colleague) -> None:
        """What is unfinished is cancelled, because care here ends."""
        self.rows = [
            row._replace(
                state="cancelled", cancelled_at=at, cancelled_by_id=by.user_id, cancel_reason=reason, snoozed_until=None,
                snooze_reason="", escalates_at=None, escalates_to_role="",
            )
            if row.state in ("open", "taken")
            else row
            for row in self.rows
        ]  # fmt: skip

    def alarm(self, alarm: words.Alarm, *, minutes_ago: int) -> None:
        """Something raised or urgent that nobody has taken, climbed as far as the job would have let it climb by now."""
        story, clinic = self.story, self.story.clinic
        created_at = clinic.at - timedelta(minutes=minutes_ago)
        priority, role, level = Priority(alarm.priority), Role(alarm.role), 0
        climb = first_climb(priority=priority, asked=role, opened_at=created_at)
        while climb is not None and climb.at <= clinic.at:
            role, level = climb.role, climb.level
            climb = next_climb(priority=priority, climbed=level, due=climb.at, at=climb.at)
        when = time_text(created_at, clinic.zone)
        self._add(
            _task(
                story,
                patient_id=self.patient_id,
                work=words.Work(alarm.kind, alarm.title.format(time=when), alarm.why),
                priority=alarm.priority,
                owner_id=None,
                owner_role=role.value,
                due_at=created_at + timedelta(hours=4 if priority is Priority.URGENT else 24),
                escalates_at=climb.at if climb else None,
                escalates_to_role=climb.role.value if climb else "",
                escalation_level=level,
                created_at=created_at,
                created_by_job="check-in",
            )
        )

    def write(self) -> None:
        for row in self.rows:
            self.story.add(row)


def due(story: Story, when: str) -> datetime:
    """A due time: late by some days, later today whatever the hour, or in the coming two weeks."""
    clinic = story.clinic
    if when == "late":
        return story.moment(story.between(1, 4))
    if when == "today":
        return _today(clinic, story.dice.random())
    day = clinic.today + timedelta(days=story.between(1, 14))
    return datetime.combine(day, time(story.between(9, 16), story.one_of((0, 15, 30, 45))), tzinfo=ZoneInfo(clinic.zone))


def _today(clinic: Clinic, part: float) -> datetime:
    """Between now and the end of the local day, by 6 pm where there is still time, at a quarter of an hour where there is one."""
    evening = clinic.day_end - timedelta(hours=6)
    end = evening if evening - clinic.at > timedelta(hours=1) else clinic.day_end
    raw = clinic.at + (end - clinic.at) * (0.05 + 0.9 * part)
    rounded = datetime.fromtimestamp((raw.timestamp() // 900 + 1) * 900, tz=clinic.day_end.tzinfo)
    return rounded if rounded < clinic.day_end else raw


def _task(
    story: Story,
    *,
    patient_id: int | None,
    work: words.Work,
    owner_id: int | None,
    owner_role: str,
    due_at: datetime,
    created_at: datetime,
    priority: str = "routine",
    state: str = "open",
    snoozed_until: datetime | None = None,
    snooze_reason: str = "",
    escalates_at: datetime | None = None,
    escalates_to_role: str = "",
    escalation_level: int = 0,
    created_by_id: int | None = None,
    created_by_job: str = "",
    taken_at: datetime | None = None,
    taken_by_id: int | None = None,
    done_at: datetime | None = None,
    done_by_id: int | None = None,
    outcome: str = "",
    cancelled_at: datetime | None = None,
    cancelled_by_id: int | None = None,
    cancel_reason: str = "",
) -> TaskRow:
    return TaskRow(
        story.next_number(TaskRow), story.uuid(created_at), story.clinic.organisation_id, patient_id, work.kind, work.title,
        work.why, work.category, priority, state, owner_id, owner_role, due_at, snoozed_until, snooze_reason, escalates_at,
        escalates_to_role, escalation_level, created_at, created_by_id, created_by_job, taken_at, taken_by_id, done_at,
        done_by_id, outcome, cancelled_at, cancelled_by_id, cancel_reason,
    )  # fmt: skip


def tell_office_work(story: Story) -> None:
    """The clinic's tasks that concern no person: one colleague of each role has some."""
    turns = count()
    for role, works in words.OFFICE.items():
        colleagues = story.clinic.staff.get(Role(role), [])
        for kind, title, why in works if colleagues else ():
            due_at = due(story, ("today", "later", "late")[next(turns) % 3])
            story.add(
                _task(
                    story,
                    patient_id=None,
                    work=words.Work(kind, title, why),
                    owner_id=colleagues[0].staff_id,
                    owner_role=role,
                    due_at=due_at,
                    created_at=min(story.moment(3), due_at - timedelta(hours=1)),
                    created_by_id=colleagues[0].user_id,
                )
            )
