"""The plan tab: where a version stands, problems side by side, sections, how each goal is doing, who signed, what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString

from care.lib.dates import day_text, local_date, time_text
from care.pages.presenters.chart import GoalCard, Ordered, Reader, goal_card, plan_line
from care.pages.trends import gathering
from care.pages.trends.picture import spark
from patients.assessments.queries.trends import LineRow
from patients.assessments.rules.numbers import number_text
from patients.queries import Banner
from treatment_plans.library.ideas import template_steps
from treatment_plans.presenters import Step, comment_step, objective_steps, problem_steps, section_step, version_steps
from treatment_plans.queries import CommentRow, GoalRow, PlanRow, PlansInHand, ProblemRow, SignatureRow
from treatment_plans.vocabulary import ObjectiveStatus, PlanStatus, ProblemDomain, SectionKind, Subject

ON_THE_WAY = (PlanStatus.DRAFT, PlanStatus.PROPOSED, PlanStatus.AGREED, PlanStatus.ACTIVE, PlanStatus.UNDER_REVIEW)


@dataclass(frozen=True, slots=True)
class Stop:
    """One state on the way of a version."""

    label: str
    is_done: bool
    is_here: bool


@dataclass(frozen=True, slots=True)
class ProblemCard:
    """One problem."""

    title: str
    code: str
    status: str
    is_quiet: bool
    note: str
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class DomainCard:
    """One side of a life with its problems."""

    label: str
    problems: list[ProblemCard]


@dataclass(frozen=True, slots=True)
class SectionCard:
    """One section: what it says, who wrote it when, and how it is written."""

    kind: str
    label: str
    text: str
    small: str
    is_own_words: bool
    step: Step | None
    comment: Step | None


@dataclass(frozen=True, slots=True)
class Doing:
    """How a goal is doing: the last score of its instrument against its target."""

    name: str
    url: str
    value: str
    words: str
    is_met: bool
    spark: SafeString | str


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step on the way to a goal."""

    text: str
    small: str
    status: str
    is_open: bool
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class GoalSheet:
    """A goal with all that hangs on it."""

    card: GoalCard
    doing: Doing | None
    serves: str
    objectives: list[StepCard]
    comment: Step | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version as the tab shows it."""

    number: int
    uuid: UUID
    is_draft: bool
    title: str
    line: str
    stops: list[Stop]
    level: str
    level_step: Step | None
    domains: list[DomainCard]
    add_problem: Step | None
    sections: list[SectionCard]
    goals: list[GoalSheet]
    ended: list[GoalSheet]
    steps: list[Step]
    comment: Step | None
    signatures: list[SignatureRow]


def sheet(
    plan: PlanRow,
    plans: PlansInHand,
    *,
    person: Banner,
    reader: Reader,
    lines: Sequence[LineRow],
    ordered: Ordered,
    signatures: list[SignatureRow],
) -> Sheet:
    """A version with everything on it; `ordered` are the orders behind its lines."""
    writes = reader.may_write
    may_word = writes and plan.status is PlanStatus.DRAFT
    goals = [_goal(goal, plan, person, reader, lines, ordered) for goal in plan.goals]
    at = [person.uuid, plan.uuid]
    more = template_steps(person=person.uuid) if may_word else []
    return Sheet(
        number=plan.version,
        uuid=plan.uuid,
        is_draft=plan is plans.draft,
        title=_title(plan),
        line=plan_line(plan, zone=reader.zone, today=reader.today),
        stops=_stops(plan.status),
        level=plan.level_of_care.label if plan.level_of_care else "",
        level_step=Step("Level of care", reverse("treatment_plans:frame", args=at), "pen") if may_word else None,
        domains=[_domain(domain, plan, person, writes) for domain in ProblemDomain],
        add_problem=Step("Add a problem", reverse("treatment_plans:new_problem", args=at), "plus") if may_word else None,
        sections=[_section(kind, plan, person, reader) for kind in SectionKind],
        goals=[goal for goal in goals if goal.card.is_open],
        ended=[goal for goal in goals if not goal.card.is_open],
        steps=[*version_steps(plan, person=person.uuid, name=person.short_name), *more] if writes else [],
        comment=comment_step(plan, Subject.PLAN, person=person.uuid) if writes else None,
        signatures=signatures,
    )


def _title(plan: PlanRow) -> str:
    return {
        PlanStatus.DRAFT: "Draft of the next version",
        PlanStatus.PROPOSED: "Proposed version",
        PlanStatus.AGREED: "Agreed version, not begun",
        PlanStatus.UNDER_REVIEW: "Plan in force, under review",
    }.get(plan.status, "Plan in force")


def _stops(status: PlanStatus) -> list[Stop]:
    here = ON_THE_WAY.index(status)
    return [Stop(stop.label, place < here, place == here) for place, stop in enumerate(ON_THE_WAY)]


def _domain(domain: ProblemDomain, plan: PlanRow, person: Banner, writes: bool) -> DomainCard:
    cards = [
        ProblemCard(
            title=problem.title,
            code=problem.code,
            status="" if problem.status.value == "active" else problem.status.label,
            is_quiet=problem.status.value != "active",
            note=problem.note,
            steps=problem_steps(plan, problem, person=person.uuid) if writes else [],
        )
        for problem in plan.problems
        if problem.domain is domain
    ]
    return DomainCard(domain.label, cards)


def _section(kind: SectionKind, plan: PlanRow, person: Banner, reader: Reader) -> SectionCard:
    row = plan.sections.get(kind)
    small = f"{row.changed_by}, {day_text(local_date(row.changed_at, reader.zone), reader.today)}" if row else ""
    may = reader.may_write
    return SectionCard(
        kind=kind.value,
        label=kind.label,
        text=row.text if row else "",
        small=small,
        is_own_words=kind in (SectionKind.PREFERENCES, SectionKind.NOT_WANTED),
        step=section_step(plan, kind, person=person.uuid) if may else None,
        comment=comment_step(plan, Subject.SECTION, person=person.uuid, section=kind.value) if may else None,
    )


def _goal(goal: GoalRow, plan: PlanRow, person: Banner, reader: Reader, lines: Sequence[LineRow], ordered: Ordered) -> GoalSheet:
    titles = {problem.uuid: problem.title for problem in plan.problems}
    steps = []
    for step in goal.objectives:
        day = f"by {day_text(step.target_on, reader.today)}" if step.target_on else ""
        small = "; ".join(part for part in (step.measure, day, step.end_note) if part)
        may = objective_steps(plan, step, person=person.uuid) if reader.may_write else []
        steps.append(StepCard(step.text, small, step.status.label, step.status is ObjectiveStatus.OPEN, may))
    return GoalSheet(
        card=goal_card(goal, plan, person=person, reader=reader, ordered=ordered),
        doing=_doing(goal, person, lines, reader),
        serves=", ".join(titles[uuid] for uuid in goal.problems if uuid in titles),
        objectives=steps,
        comment=comment_step(plan, Subject.GOAL, person=person.uuid, line=goal.root) if reader.may_write else None,
    )


def _doing(goal: GoalRow, person: Banner, lines: Sequence[LineRow], reader: Reader) -> Doing | None:
    target = goal.target
    if target is None:
        return None
    wanted = f"{target.direction.label.lower()} {number_text(target.value)}"
    row = next((one for one in lines if (one.key.instrument, one.key.name) == (target.instrument, target.name)), None)
    if row is None:
        return Doing(target.instrument, "", "", f"not measured yet; wanted: {wanted}", False, "")
    measure = gathering.measure_of(row.key)
    at, value = row.latest[-1]
    met = target.is_met(value)
    when = day_text(local_date(at, reader.zone), reader.today)
    return Doing(
        name=measure.name,
        url=reverse("pages:trends", args=[person.uuid]),
        value=number_text(value),
        words=f"{when}; {'on target' if met else 'not yet'}, {wanted}",
        is_met=met,
        spark=spark([score for _, score in row.latest], measure.scale),
    )


@dataclass(frozen=True, slots=True)
class SaidCard:
    """A comment or a question with its answers."""

    uuid: UUID
    who: str
    about: str
    text: str
    small: str
    is_question: bool
    answers: list[tuple[str, str]]
    answer_url: str
    settle_url: str


def said_cards(comments: Sequence[CommentRow], plans: PlansInHand, *, person: Banner, reader: Reader) -> list[SaidCard]:
    """What was said and is not settled, the newest first."""
    names = _names(plans)
    cards = []
    for row in comments:
        asked = f"asks {row.asked}; " if row.is_question else ""
        when = f"{day_text(local_date(row.written_at, reader.zone), reader.today)}, {time_text(row.written_at, reader.zone)}"
        cards.append(
            SaidCard(
                uuid=row.uuid,
                who=row.written_by,
                about=row.section.label if row.section else names.get(row.line, row.about.label) if row.line else row.about.label,
                text=row.text,
                small=f"{asked}{when}",
                is_question=row.is_question,
                answers=[(one.written_by, one.text) for one in row.answers],
                answer_url=reverse("treatment_plans:answer", args=[person.uuid, row.uuid]) if reader.may_write else "",
                settle_url=reverse("treatment_plans:settle", args=[person.uuid, row.uuid]) if reader.may_write else "",
            )
        )
    return cards


def _names(plans: PlansInHand) -> dict[UUID | None, str]:
    found: dict[UUID | None, str] = {}
    for plan in (plans.active, plans.draft):
        for goal in plan.goals if plan else ():
            found[goal.root] = f"“{goal.own_words[:60]}”"
            found |= {line.root: line.title for line in goal.interventions}
            found |= {step.root: step.text for step in goal.objectives}
        problems: tuple[ProblemRow, ...] = plan.problems if plan else ()
        found |= {problem.root: problem.title for problem in problems}
    return found
