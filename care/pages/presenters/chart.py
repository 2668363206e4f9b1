"""One person's chart: the actions beside the name, the plan, and the thread of what happened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.urls import reverse

from care.actor import Category, Permit
from care.lib.dates import day_text, local_date, long_day_text, time_text
from care.lib.timeline import TimelineEntry
from patients.presenters import Act
from patients.queries import Banner, Person
from patients.rules import point_text
from treatment_plans.library.ideas import idea_steps
from treatment_plans.presenters import Step, goal_steps, intervention_steps
from treatment_plans.queries import GoalRow, InterventionRow, PlanRow
from treatment_plans.vocabulary import GoalAchievement, GoalLifecycle

HIDDEN = {
    Category.GENERAL: "general health, allergies among it",
    Category.MENTAL_HEALTH: "mental health",
    Category.SUD: "substance use care: the plan, medication, tasks and history",
}


def acts(person: Banner) -> tuple[Act, ...]:
    """The buttons beside the name: call, where a phone may be called, and a new task. None for who has died."""
    if not person.is_alive:
        return ()
    task = Act("New task", f"{reverse('pages:task_new')}?person={person.uuid}", icon="plus", primary=True)
    if not person.first_phone:
        return (task,)
    return (Act(f"Call {person.short_name}", f"tel:{person.first_phone}", icon="phone"), task)


def reaching_lines(person: Person) -> list[str]:
    """Each way to reach the person with what may be done with it, then what to say: for the panel of the summary."""
    lines = [point_text(point, zone=person.identity.zone) for point in person.contact.points]
    if person.contact.ask_for:
        lines.append(f"Ask for {person.contact.ask_for}")
    if person.contact.code_word:
        lines.append(f"Say “{person.contact.code_word}”")
    if person.contact.note:
        lines.append(person.contact.note)
    return lines


def hidden_parts(permit: Permit) -> list[str]:
    """What the reader's role does not open, in words."""
    return [words for category, words in HIDDEN.items() if not permit.covers(category)]


# --- the plan ------------------------------------------------------------------------------------------------------------------

ACHIEVEMENT = {
    GoalAchievement.IN_PROGRESS: ("info", "steady"),
    GoalAchievement.IMPROVING: ("well", "rise"),
    GoalAchievement.NO_CHANGE: ("info", "steady"),
    GoalAchievement.WORSENING: ("over", "fall"),
    GoalAchievement.ACHIEVED: ("well", "check"),
    GoalAchievement.NOT_ACHIEVED: ("over", "steady"),
}


Ordered = Mapping[UUID, Sequence[str]]  # the orders behind lines of the plan, by the number of a line in every version


@dataclass(frozen=True, slots=True)
class StrandLine:
    """One intervention hanging on its goal."""

    uuid: UUID
    title: str
    kind: str
    who: str
    when: str
    status: str
    is_open: bool
    note: str
    reason: str
    ordered: str
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class GoalCard:
    """One goal: own words, how near it is, what is measured, and what is done."""

    uuid: UUID
    own_words: str
    said: str
    achievement: str
    tone: str
    icon: str
    note: str
    measure: str
    target: str
    lifecycle: str
    is_open: bool
    ended: str
    lines: list[StrandLine]
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a plan: in which zone, on which day, and whether they may change it."""

    zone: str
    today: date
    may_write: bool = False


def goal_card(goal: GoalRow, plan: PlanRow, *, person: Banner, reader: Reader, ordered: Ordered | None = None) -> GoalCard:
    """A goal as the plan shows it, with the orders behind its lines and what the reader can do with it."""
    tone, icon = ACHIEVEMENT[goal.achievement] if goal.achievement else ("", "question")
    return GoalCard(
        uuid=goal.uuid,
        own_words=goal.own_words,
        said=f"{person.short_name}, {day_text(local_date(goal.stated_at, reader.zone), reader.today)}",
        achievement=goal.achievement.label if goal.achievement else "Not looked at yet",
        tone=tone,
        icon=icon,
        note=goal.achievement_note,
        measure=goal.measure,
        target=day_text(goal.target_on, reader.today) if goal.target_on else "",
        lifecycle="" if goal.lifecycle is GoalLifecycle.ACTIVE else goal.lifecycle.label,
        is_open=goal.is_open,
        ended=_ended(goal.ended_at, goal.ended_by, goal.end_note, reader.zone, reader.today),
        lines=[_strand_line(line, plan, person, reader, (ordered or {}).get(line.root, [])) for line in goal.interventions],
        steps=[*idea_steps(plan, goal, person=person.uuid), *goal_steps(plan, goal, person=person.uuid)]
        if reader.may_write
        else [],
    )


def _strand_line(line: InterventionRow, plan: PlanRow, person: Banner, reader: Reader, ordered: Sequence[str]) -> StrandLine:
    when = [line.frequency]
    when += [f"from {day_text(line.starts_on, reader.today)}"] if line.starts_on else []
    when += [f"until {day_text(line.until, reader.today)}"] if line.until else []
    return StrandLine(
        uuid=line.uuid,
        title=line.title,
        kind=line.kind,
        who=line.who,
        when="; ".join(part for part in when if part),
        status=line.status.label,
        is_open=line.is_open,
        note=line.end_note,
        reason=line.reason,
        ordered="; ".join(ordered) if line.is_open else "",
        steps=intervention_steps(plan, line, person=person.uuid) if reader.may_write else [],
    )


def _ended(at: datetime | None, who: str, note: str, zone: str, today: date) -> str:
    if at is None:
        return ""
    return f"{day_text(local_date(at, zone), today)}, {who}{f': {note}' if note else ''}"


def plan_line(plan: PlanRow, *, zone: str, today: date) -> str:
    """'version 7, agreed Mon Oct 12 by Priya Nair; review due Fri Dec 4'."""
    words = f"version {plan.version}"
    if plan.agreed_at:
        words += f", agreed {day_text(local_date(plan.agreed_at, zone), today)} by {plan.agreed_by}"
    else:
        words += f", draft begun {day_text(local_date(plan.started_at, zone), today)} by {plan.started_by}"
    if plan.review_due_on:
        words += f"; review due {day_text(plan.review_due_on, today)}"
    return words


# --- the thread ----------------------------------------------------------------------------------------------------------------

ICONS = {
    "plan": ("", "note"),
    "goal": ("accent", "heart"),
    "achievement": ("well", "rise"),
    "intervention": ("", "team"),
    "medication": ("accent", "pill"),
    "task": ("", "check"),
    "enrolment": ("accent", "door"),
    "team": ("", "people"),
    "identity": ("", "person"),
    "consent": ("accent", "consent"),
    "check-in": ("accent", "message"),
    "missed": ("over", "phone"),
    "call": ("", "phone"),
    "access": ("over", "unlock"),
    "sharing": ("", "give"),
    "message": ("", "text"),
    "health": ("", "note"),
    "story": ("", "person"),
    "visit": ("", "door"),
    "observation": ("", "measure"),
    "report": ("", "test"),
    "imaging": ("", "eye"),
    "procedure": ("", "hard"),
    "immunization": ("", "syringe"),
    "device": ("", "heart"),
    "care_plan": ("", "note"),
    "care_team": ("", "people"),
    "intake": ("accent", "note"),
    "assessment": ("", "measure"),
    "note": ("", "pen"),
}


@dataclass(frozen=True, slots=True)
class Knot:
    """One event on the thread."""

    what: str
    small: str
    own_words: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class ThreadDay:
    """The events of one day, newest first."""

    label: str
    knots: list[Knot]


def thread(entries: Iterable[TimelineEntry], *, zone: str, at: datetime) -> list[ThreadDay]:
    """Events under their days, newest first; each says who and at which time of the day."""
    today = local_date(at, zone)
    ordered = sorted(entries, key=lambda entry: entry.at, reverse=True)
    days = []
    for day, found in groupby(ordered, key=lambda entry: local_date(entry.at, zone)):
        label = f"Today, {day:%B} {day.day}" if day == today else long_day_text(day)
        if day.year != today.year:
            label = f"{label}, {day.year}"
        days.append(ThreadDay(label, [_knot(entry, zone) for entry in found]))
    return days


def _knot(entry: TimelineEntry, zone: str) -> Knot:
    tone, icon = ICONS.get(entry.kind, ("", "dot"))
    small = f"{entry.who or 'The platform'}, {entry.when or time_text(entry.at, zone)}"
    return Knot(entry.what, small, entry.own_words, tone, icon)
