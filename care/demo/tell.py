"""One person's story from admission until now."""

from datetime import datetime, timedelta

from care.actor import Role
from care.demo import medication as regimens
from care.demo.people import KNOWN, Known, Person, finish, meet
from care.demo.plan_stories import Owner, tell_plan
from care.demo.plans import Plan
from care.demo.registry import tell_registry
from care.demo.rows import EnrolmentRow, MemberRow, SummaryRow
from care.demo.story import Colleague, Story
from care.demo.words.work import ALARMS, Alarm
from care.demo.work import LIKELY, LIKELY_OTHERS, Tasks
from care.teams.rules import FAR_AWAY

# How likely a colleague of a role is on somebody's team; counselor and coordinator nearly always are.
ON_TEAM = {
    Role.COORDINATOR: 1.0,
    Role.COUNSELOR: 0.92,
    Role.PEER: 0.28,
    Role.PSYCHIATRIC_CONSULTANT: 0.09,
    Role.PHARMACIST: 0.08,
    Role.NAVIGATOR: 0.14,
    Role.HARM_REDUCTION_WORKER: 0.09,
    Role.CRISIS_CLINICIAN: 0.07,
    Role.SUPERVISOR: 0.05,
}
END_REASONS = ("completed", "completed", "transferred", "transferred", "moved", "own_wish")
ALARM_MINUTES = (14, 52, 95, 7, 180, 22, 130)  # how long ago each alarm was raised


class Admission:
    """One stay in the programme: its enrolment and its team."""

    def __init__(self, story: Story, *, patient_id: int, days: int, by: Colleague) -> None:
        self.story = story
        self.patient_id = patient_id
        self.days = days
        self.by = by
        self.id = story.next_number(EnrolmentRow)
        self.at = story.moment(days)
        self.team: dict[Role, Colleague] = {}
        self.lead: Colleague | None = None
        self.end: tuple[datetime, Colleague, str] | None = None

    def gather(self, team: dict[Role, Colleague], lead: Colleague, *, may_leave: bool = True) -> None:
        """The lead founds the team at admission; the others join within days. Now and then a lead has left since."""
        story = self.story
        self.team, self.lead = team, lead
        lead_left = may_leave and self.days > 30 and story.chance(0.03)
        for colleague in sorted(team.values(), key=lambda colleague: colleague is not lead):
            is_lead = colleague is lead
            joined_at = self.at if is_lead else story.moment(max(self.days - story.between(0, 3), 1), minutes=530)
            leaves = is_lead and lead_left
            left_at = story.moment(story.between(2, 20)) if leaves else None
            story.add(
                MemberRow(
                    story.next_number(MemberRow), story.uuid(joined_at), self.id, self.patient_id, colleague.staff_id,
                    colleague.role.value, is_lead and not leaves, joined_at, self.by.user_id if is_lead else lead.user_id,
                    left_at, colleague.user_id if leaves else None,
                )
            )  # fmt: skip
            if leaves:
                self.lead = None

    def write(self) -> None:
        ended_at, ended_by, reason = self.end or (None, None, "")
        self.story.add(
            EnrolmentRow(
                self.id, self.story.uuid(self.at), self.patient_id, self.story.clinic.organisation_id, self.at, self.by.user_id,
                ended_at, ended_by.user_id if ended_by else None, reason,
            )
        )  # fmt: skip


def tell(story: Story) -> None:
    """Tell the whole story of the person of this number."""
    known = KNOWN[story.number] if story.clinic.is_part2 and story.number < len(KNOWN) else None
    alarm = _alarm(story)
    days = _days_since_admission(story, known, alarm)
    dies = story.number % 97 == 41
    is_open = known is not None or alarm is not None or (not dies and (days < 20 or not story.chance(0.075)))
    story.days_since_end = 0 if is_open else story.between(1, 200)
    desk = _somebody(story, Role.FRONT_DESK, Role.COORDINATOR, Role.PRESCRIBER)
    nurse = _somebody(story, Role.NURSE, Role.PRESCRIBER)
    care = regimens.care_of(story, known.care if known else "")
    again = known is None and days > 60 and story.chance(0.07)
    first_days = days + story.between(40, 400) if again else days
    admission = Admission(story, patient_id=0, days=days, by=desk)
    first = Admission(story, patient_id=0, days=first_days, by=desk) if again else admission
    person = meet(story, known=known, at=first.at, by=desk, nurse=nurse)
    admission.patient_id = first.patient_id = person.patient_id
    tell_registry(story, person, by=desk, nurse=nurse)
    if again:
        _earlier_stay(story, first, admission)
    team = _team(story, care)
    lead = _lead(story, team)
    admission.gather(team, lead)
    plan = tell_plan(
        story,
        owner=Owner(person.patient_id, person.birth_date, person.pronouns, person.language == "es"),
        team=team,
        author=team.get(Role.COUNSELOR) or lead,
        days=days,
    )
    orders = regimens.Regimen(story, patient_id=person.patient_id)
    if prescriber := team.get(Role.PRESCRIBER):
        orders = regimens.tell_medication(story, patient_id=person.patient_id, care=care, prescriber=prescriber, days=days)
    tasks = Tasks(story, patient_id=person.patient_id, needs=_needs(care, orders, plan, person))
    _tell_work(tasks, team, lead, desk, days=days, is_open=is_open)
    if alarm:
        tasks.alarm(alarm, minutes_ago=ALARM_MINUTES[ALARMS.index(alarm)])
    if not is_open:
        _end(story, admission, person, plan, orders, tasks, lead, died=dies)
    _write(story, admission, person, plan, orders, tasks)


def _alarm(story: Story) -> Alarm | None:
    """Three people have something raised or urgent that nobody has taken; in a large programme a few more."""
    if not story.clinic.is_part2:
        return None
    if story.number < 3:
        return ALARMS[story.number]
    return story.one_of(ALARMS) if story.number > 200 and story.chance(0.0004) else None


def _days_since_admission(story: Story, known: Known | None, alarm: Alarm | None) -> int:
    if known or alarm:
        return story.between(95, 420)
    drawn = story.dice.random()
    if drawn < 0.1:
        return story.between(1, 14)
    return story.between(15, 90) if drawn < 0.35 else story.between(91, 900)


def _somebody(story: Story, *roles: Role) -> Colleague:
    """A colleague of the first of these roles that the clinic has."""
    return story.one_of(next(story.clinic.staff[role] for role in roles if story.clinic.staff.get(role)))


def _team(story: Story, care: str) -> dict[Role, Colleague]:
    staff = story.clinic.staff
    likely = dict(ON_TEAM)
    on_medication = not care.endswith("-none")
    likely[Role.PRESCRIBER] = 1.0 if on_medication or Role.COUNSELOR not in staff else 0.25
    likely[Role.NURSE] = 0.95 if "methadone" in care or care.endswith("-xr") else 0.4
    return {
        role: story.one_of(staff[role]) for role, probability in likely.items() if staff.get(role) and story.chance(probability)
    }


def _lead(story: Story, team: dict[Role, Colleague]) -> Colleague:
    drawn = story.dice.random()
    wanted = Role.COORDINATOR if drawn < 0.5 else Role.COUNSELOR if drawn < 0.85 else Role.PRESCRIBER
    return team.get(wanted) or next(iter(team.values()))


def _earlier_stay(story: Story, first: Admission, second: Admission) -> None:
    """A stay that ended, some time before the present one began."""
    team = _team(story, "alcohol-none")
    first.gather(team, _lead(story, team), may_leave=False)
    end = story.moment(second.days + story.between(10, min(35, first.days - second.days)))
    first.end = (
        max(end, first.at + timedelta(hours=1)),
        first.lead or first.by,
        story.one_of(("own_wish", "moved", "completed")),
    )
    first.write()
    story.add(
        SummaryRow(
            first.id, first.patient_id, story.clinic.organisation_id, False, FAR_AWAY, "", 0,
            first.lead.staff_id if first.lead else None, "", "", None,
        )
    )  # fmt: skip


def _needs(care: str, orders: regimens.Regimen, plan: Plan | None, person: Person) -> set[str]:
    needs = regimens.needs_of(care) if orders.current else set()
    if plan is not None and plan.status == "active":
        needs.add("plan")
    if person.language == "es":
        needs.add("spanish")
    return needs


def _tell_work(tasks: Tasks, team: dict[Role, Colleague], lead: Colleague, desk: Colleague, *, days: int, is_open: bool) -> None:
    story = tasks.story
    for role, colleague in team.items():
        if is_open and story.chance(LIKELY.get(role, LIKELY_OTHERS)):
            tasks.give(colleague, by=lead, days=days)
    if is_open and desk.role is Role.FRONT_DESK and story.chance(0.08):
        tasks.give(desk, by=lead, days=days)
    for _ in range(story.between(0, 3) if days > 10 else 0):
        who = story.one_of(list(team.values()))
        tasks.finish(who, by=lead, days_ago=story.between(2, min(days - 5, 90)))
    if is_open and days > 3 and story.chance(0.05):
        tasks.finish(story.one_of(list(team.values())), by=lead, days_ago=0)


def _end(
    story: Story, admission: Admission, person: Person, plan: Plan | None, orders: regimens.Regimen, tasks: Tasks,
    lead: Colleague, *, died: bool,
) -> None:  # fmt: skip
    """Care here ends, and with it the plan, the orders and the tasks."""
    reason = "died" if died else story.one_of(END_REASONS)
    at = story.moment(0, minutes=530)
    tasks.close("The person died" if died else "Care here ended.", at=at, by=lead)
    if plan is not None and plan.status in ("draft", "active"):
        plan.revoke("died" if died else "care_ended", at=at, by=lead)
    regimens.end_medication(orders, "died" if died else "transferred", at=at, by=lead)
    admission.end = (at, lead, reason)
    if died:
        person.deceased_on = story.day(story.between(2, 5))
        person.death_recorded_at, person.death_recorded_by = at, lead.user_id
        person.version += 1


def _write(story: Story, admission: Admission, person: Person, plan: Plan | None, orders: regimens.Regimen, tasks: Tasks) -> None:
    finish(story, person)
    admission.write()
    if plan is not None:
        plan.write()
    orders.write()
    tasks.write()
    waiting = tasks.unfinished
    in_force = plan if plan is not None and plan.status in ("active", "draft") else None
    if in_force is not None and in_force.status == "draft" and in_force.before and in_force.before.status == "active":
        in_force = in_force.before
    story.add(
        SummaryRow(
            admission.id, person.patient_id, story.clinic.organisation_id, admission.end is None,
            waiting[0].due_at if waiting else FAR_AWAY, waiting[0].title if waiting else "", len(waiting),
            admission.lead.staff_id if admission.lead else None, orders.text(), in_force.status if in_force else "",
            in_force.review_due_on if in_force else None,
        )
    )  # fmt: skip
