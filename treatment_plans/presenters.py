"""Words for plans: refusals as sentences, both versions of a line after a conflict, kinder words, and what a reader can do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.forms import BaseForm
from django.urls import reverse

from care.language import Finding, find_terms
from care.lib.dates import date_text, local_date, time_text
from care.teams.operations import NotEnrolled, NotOurColleague
from patients.presenters import BothVersions, Conflict
from treatment_plans import rules
from treatment_plans.operations import (
    DraftExists,
    GoalsOpen,
    NameMissing,
    NothingToAgree,
    NotOnTheTeam,
    OwnWordsMissing,
    ReasonMissing,
    ReasonNotPossible,
    StalePlan,
    TextMissing,
)
from treatment_plans.queries import GoalRow, InterventionRow, ObjectiveRow, PlanRow, PlansInHand, ProblemRow, SupervisedRow
from treatment_plans.rules import NotPossible, NotTheirs
from treatment_plans.vocabulary import GoalStep, ObjectiveStep, PlanStep, PlanWork, ProblemStep, SectionKind, Subject

# A refusal that no form can mend, as the page says it. What a form can mend is said at its field.
SENTENCES: dict[type[Exception], str] = {
    NotEnrolled: "Care here has ended, so that nothing new is planned or ordered. Admit the person again first.",
    NotOurColleague: "This colleague no longer works here. Choose somebody else.",
    DraftExists: "A draft of the next version is being written already. Go on with that one.",
    GoalsOpen: "A plan is complete when no goal is open. Complete the open goals, or let them go, first.",
    NameMissing: "Write the name as it was signed, or draw it.",
    TextMissing: "Write it in some words.",
    NotOnTheTeam: "This colleague is not on the care team and could not open the plan. Ask somebody who is.",
    NothingToAgree: "There is no open goal to agree on. Write down what the person wants first.",
    OwnWordsMissing: "A goal begins with what the person says.",
    ReasonMissing: "Say why in a sentence.",
    ReasonNotPossible: "This reason does not go with the state of the plan.",
}
REFUSALS: tuple[type[Exception], ...] = (NotPossible, NotTheirs, StalePlan, *SENTENCES)


def refusal_sentence(refusal: Exception) -> str:
    """What the page says of a refusal; never a name and nothing from the record."""
    if isinstance(refusal, NotPossible | NotTheirs):
        return refusal.sentence
    if isinstance(refusal, StalePlan):
        who = ", ".join(dict.fromkeys(change.changed_by for change in refusal.changed)) or "A colleague"
        return f"{who} changed this plan while it was open here. Read it again; nothing was overwritten."
    return SENTENCES[type(refusal)]


def conflict(stale: StalePlan, *, line: UUID, saved: dict[str, Any], form: BaseForm, zone: str) -> Conflict:
    """Both versions of each field of a line that somebody else saved while this form was open."""
    change = next((change for change in stale.changed if change.uuid == line), None)
    rows = []
    for name, value in saved.items():
        field, typed = form.fields[name], form.cleaned_data.get(name)
        if (value or None) != (typed or None):
            rows.append(BothVersions(str(field.label), _words(value, field), _words(typed, field)))
    when = time_text(change.changed_at, zone, with_zone=True) if change else ""
    return Conflict(change.changed_by if change else "A colleague", when, rows)


def _words(value: Any, field: Any) -> str:
    if isinstance(value, date):
        return date_text(value)
    return str(dict(getattr(field, "choices", ())).get(value, value)) if value else "nothing"


def supervised_line(row: SupervisedRow, *, zone: str) -> str:
    """Since when a supervisor is asked, and until when: 'since Nov 3, 2026 (Ana Lee)'."""
    since = f"since {date_text(local_date(row.set_at, zone))} ({row.set_by})"
    return f"{since}, until {date_text(local_date(row.ended_at, zone))} ({row.ended_by})" if row.ended_at else since


def kinder_words(texts: Iterable[str]) -> list[Finding]:
    """What could be said in a kinder way, each once. An offer: it never stands in the way of saving."""
    found = (finding for text in texts for finding in find_terms(text))
    return list({finding.term.casefold(): finding for finding in found}.values())


# --- what can be done, for the pages that show a plan ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a reader who may write can do: its words, its address, and whether it is the main thing to do there.

    With `seen` it is a button of a form that posts this revision; without, a link.
    """

    label: str
    url: str
    icon: str = ""
    seen: int | None = None
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some ways to read the same page: its words, its address, and whether it is read that way now."""

    label: str
    url: str
    is_current: bool


def plan_steps(plans: PlansInHand, *, person: UUID, name: str) -> list[Step]:
    """What can be done with the plan as a whole; `name` is the one word by which the person is called."""
    if plans.active is None and plans.draft is None:
        return [Step(f"Begin {name}’s plan", reverse("treatment_plans:start", args=[person]), "plus", primary=True)]
    steps = []
    if plans.draft is not None:
        steps += version_steps(plans.draft, person=person, name=name)
    elif plans.active is not None:
        label = f"Begin version {plans.active.version + 1}"
        steps.append(Step(label, reverse("treatment_plans:start", args=[person]), "plus", primary=True))
    return steps


def version_steps(plan: PlanRow, *, person: UUID, name: str) -> list[Step]:
    """What can be done with one version."""
    at, seen = [person, plan.uuid], plan.revision
    work = rules.WORK[plan.status]
    steps = []
    if PlanWork.WORDING in work:
        steps.append(Step("Add a goal", reverse("treatment_plans:new_goal", args=at), "plus"))
    if rules.can_step(rules.PLAN, plan.status, PlanStep.PROPOSE) and plan.open_goals:
        steps.append(Step("Propose it", reverse("treatment_plans:propose", args=at), seen=seen))
    if rules.can_step(rules.PLAN, plan.status, PlanStep.AGREE) and plan.open_goals:
        steps.append(Step(f"Read it with {name} and agree", reverse("treatment_plans:agree", args=at), "check", primary=True))
    if PlanWork.SIGNING in work:
        steps.append(Step("Sign", reverse("treatment_plans:sign", args=at), "pen"))
    if rules.can_step(rules.PLAN, plan.status, PlanStep.REWRITE):
        steps.append(Step("Write on", reverse("treatment_plans:rewrite", args=at), seen=seen))
    if rules.can_step(rules.PLAN, plan.status, PlanStep.COMPLETE) and not plan.open_goals:
        steps.append(Step("Complete the plan", reverse("treatment_plans:complete", args=at), "check", primary=True))
    if rules.can_step(rules.PLAN, plan.status, PlanStep.REVOKE):
        label = "Set the draft aside" if plan.is_in_writing else "End the plan early"
        steps.append(Step(label, reverse("treatment_plans:end", args=at)))
    return steps


def section_step(plan: PlanRow, kind: SectionKind, *, person: UUID) -> Step | None:
    """How a section is written, where it may be."""
    if PlanWork.WORDING not in rules.WORK[plan.status]:
        return None
    label = "Change" if plan.text_of(kind) else "Write"
    return Step(label, reverse("treatment_plans:section", args=[person, plan.uuid, kind.value]), "pen")


def problem_steps(plan: PlanRow, problem: ProblemRow, *, person: UUID) -> list[Step]:
    """What can be done with one problem."""
    work, at = rules.WORK[plan.status], [person, problem.uuid]
    steps = []
    if PlanWork.WORDING in work:
        steps.append(Step("Change", reverse("treatment_plans:problem", args=at), "pen"))
    if work & {PlanWork.WORDING, PlanWork.PROGRESS}:
        for step in ProblemStep:
            if rules.can_step(rules.PROBLEM, problem.status, step):
                url = reverse("treatment_plans:move_problem", args=[*at, step.value])
                steps.append(Step(step.label, url, seen=plan.revision))
    return steps


def objective_steps(plan: PlanRow, step: ObjectiveRow, *, person: UUID) -> list[Step]:
    """What can be done with one step on the way to a goal."""
    work, at = rules.WORK[plan.status], [person, step.uuid]
    steps = []
    if PlanWork.WORDING in work:
        steps.append(Step("Change", reverse("treatment_plans:objective", args=at), "pen"))
    moves = [ObjectiveStep.LET_GO, ObjectiveStep.REOPEN] if PlanWork.WORDING in work else list(ObjectiveStep)
    if work & {PlanWork.WORDING, PlanWork.PROGRESS}:
        for move in moves:
            if rules.can_step(rules.OBJECTIVE, step.status, move):
                url = reverse("treatment_plans:move_objective", args=[*at, move.value])
                steps.append(Step(move.label, url, seen=plan.revision))
    return steps


def comment_step(plan: PlanRow, about: Subject, *, person: UUID, line: UUID | None = None, section: str = "") -> Step | None:
    """How something is said at a line."""
    if PlanWork.TALKING not in rules.WORK[plan.status]:
        return None
    named = {"about": about.value} | ({"line": str(line)} if line else {}) | ({"section": section} if section else {})
    return Step("Comment", f"{reverse('treatment_plans:new_comment', args=[person, plan.uuid])}?{urlencode(named)}", "message")


def goal_steps(plan: PlanRow, goal: GoalRow, *, person: UUID) -> list[Step]:
    """What can be done with one goal."""
    if not goal.is_open:
        return []
    at = [person, goal.uuid]
    work = rules.WORK[plan.status]
    steps = []
    if PlanWork.WORDING in work:
        steps.append(Step("Change", reverse("treatment_plans:goal", args=at), "pen"))
        steps.append(Step("Add an intervention", reverse("treatment_plans:new_intervention", args=at), "plus"))
        steps.append(Step("Add a step", reverse("treatment_plans:new_objective", args=at), "plus"))
    if PlanWork.PROGRESS in work:
        steps.append(Step("How near is it", reverse("treatment_plans:progress", args=at), "rise"))
        for step, name in ((GoalStep.HOLD, "hold"), (GoalStep.RESUME, "resume")):
            if rules.can_step(rules.GOAL, goal.lifecycle, step):
                steps.append(Step(step.label, reverse(f"treatment_plans:{name}", args=at), seen=plan.revision))
    if PlanWork.LETTING_GO in work:
        label = "End" if PlanWork.PROGRESS in work else GoalStep.CANCEL.label
        steps.append(Step(label, reverse("treatment_plans:end_goal", args=at)))
    return steps


def intervention_steps(plan: PlanRow, line: InterventionRow, *, person: UUID) -> list[Step]:
    """What can be done with one intervention."""
    if not line.is_open:
        return []
    at = [person, line.uuid]
    work = rules.WORK[plan.status]
    steps = []
    if PlanWork.WORDING in work:
        steps.append(Step("Change", reverse("treatment_plans:intervention", args=at), "pen"))
    if work & {PlanWork.LETTING_GO, PlanWork.PROGRESS}:
        label = "Begin, pause or stop" if PlanWork.PROGRESS in work else "Stop"
        steps.append(Step(label, reverse("treatment_plans:move", args=at)))
    return steps
