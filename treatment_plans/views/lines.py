"""Problems of a plan, and steps on the way to a goal."""

from typing import Any
from uuid import UUID, uuid5

from django.http import HttpResponse

from care.drafts.rules import Key
from patients.queries import conditions_of
from treatment_plans import operations
from treatment_plans.forms import FrameForm, NewProblemForm, ObjectiveForm, ProblemForm
from treatment_plans.presenters import conflict
from treatment_plans.queries import get_goal, get_objective, get_plan, get_problem
from treatment_plans.rules import NotPossible, check_work
from treatment_plans.views.opening import Opened
from treatment_plans.views.writing import seen_of, with_seen, word_of, writing
from treatment_plans.vocabulary import LevelOfCare, ObjectiveStep, PlanWork, ProblemDomain, ProblemStep


@writing()
def new_problem(opened: Opened, plan: UUID) -> HttpResponse:
    """Write down what the plan is about, or take it from the person's conditions with its code."""
    row = get_plan(permit=opened.permit, plan=plan)
    check_work(row.status, PlanWork.WORDING)
    there = {problem.diagnosis for problem in row.problems}
    found = {str(line.uuid): line for line in conditions_of(permit=opened.permit) if line.uuid not in there}
    key = Key("plan", opened.person, uuid5(plan, "problem"))
    form = NewProblemForm(
        opened.request.POST or None,
        conditions=[(uuid, line.display) for uuid, line in found.items()],
        initial={"seen": row.revision},
    )
    if opened.is_post and form.is_valid():
        given = form.cleaned_data
        line = found.get(given["diagnosis"])
        operations.add_problem(
            permit=opened.permit,
            plan=plan,
            title=given["title"].strip() or (line.display if line else ""),
            domain=ProblemDomain(given["domain"]),
            diagnosis=line.uuid if line else None,
            code=line.code if line else "",
            system=line.system if line else "",
            note=given["note"],
            at=opened.at,
        )
        return opened.saved("problem added", form=form, key=key)
    return opened.page("treatment_plans/problem.html", form, key=key, plan=row)


@writing()
def problem(opened: Opened, problem: UUID) -> HttpResponse:
    """Reword a problem of a draft."""
    plan, row = get_problem(permit=opened.permit, problem=problem)
    check_work(plan.status, PlanWork.WORDING)
    key, clash = Key("plan", opened.person, problem), None
    saved: dict[str, Any] = {"title": row.title, "domain": row.domain.value, "note": row.note}
    form = ProblemForm(opened.request.POST or None, initial={"seen": plan.revision} | saved)
    if opened.is_post and form.is_valid():
        values = form.cleaned_data | {"domain": ProblemDomain(form.cleaned_data["domain"])}
        try:
            operations.change_problem(permit=opened.permit, problem=problem, at=opened.at, **values)
        except operations.StalePlan as stale:
            clash = conflict(stale, line=problem, saved=saved, form=form, zone=opened.zone)
            form = with_seen(form, stale.revision)
        else:
            return opened.saved("problem changed", form=form, key=key)
    return opened.page("treatment_plans/problem.html", form, key=key, conflict=clash, plan=plan, problem=row)


@writing(methods=("POST",))
def move_problem(opened: Opened, problem: UUID, problem_step: str) -> HttpResponse:
    """Say how a problem stands."""
    plan, _ = get_problem(permit=opened.permit, problem=problem)
    step = word_of(ProblemStep, problem_step)
    seen = seen_of(opened, plan.revision)
    operations.move_problem(permit=opened.permit, problem=problem, seen=seen, step=step, at=opened.at)
    return opened.saved(f"problem: {step.label.lower()}")


@writing()
def new_objective(opened: Opened, goal: UUID) -> HttpResponse:
    """Write down a step on the way to a goal."""
    plan, row = get_goal(permit=opened.permit, goal=goal)
    check_work(plan.status, PlanWork.WORDING)
    if not row.is_open:
        raise NotPossible(row.lifecycle, PlanWork.WORDING)
    key = Key("goal", opened.person, uuid5(goal, "step"))
    form = ObjectiveForm(opened.request.POST or None, initial={"seen": plan.revision})
    if opened.is_post and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("text", "measure", "target_on")}
        operations.add_objective(permit=opened.permit, goal=goal, at=opened.at, **values)
        return opened.saved("step added", form=form, key=key)
    return opened.page("treatment_plans/objective.html", form, key=key, plan=plan, goal=row)


@writing()
def objective(opened: Opened, objective: UUID) -> HttpResponse:
    """Reword a step."""
    plan, goal, row = get_objective(permit=opened.permit, objective=objective)
    check_work(plan.status, PlanWork.WORDING)
    key, clash = Key("goal", opened.person, objective), None
    saved: dict[str, Any] = {"text": row.text, "measure": row.measure, "target_on": row.target_on}
    form = ObjectiveForm(opened.request.POST or None, initial={"seen": plan.revision} | saved)
    if opened.is_post and form.is_valid():
        try:
            operations.change_objective(permit=opened.permit, objective=objective, at=opened.at, **form.cleaned_data)
        except operations.StalePlan as stale:
            clash = conflict(stale, line=objective, saved=saved, form=form, zone=opened.zone)
            form = with_seen(form, stale.revision)
        else:
            return opened.saved("step changed", form=form, key=key)
    return opened.page("treatment_plans/objective.html", form, key=key, conflict=clash, plan=plan, goal=goal, objective=row)


@writing(methods=("POST",))
def move_objective(opened: Opened, objective: UUID, objective_step: str) -> HttpResponse:
    """Say what became of a step."""
    plan, _, _ = get_objective(permit=opened.permit, objective=objective)
    step = word_of(ObjectiveStep, objective_step)
    seen = seen_of(opened, plan.revision)
    operations.move_objective(permit=opened.permit, objective=objective, seen=seen, step=step, at=opened.at)
    return opened.saved(f"step: {step.label.lower()}")


@writing()
def frame(opened: Opened, plan: UUID) -> HttpResponse:
    """Level of care, first day, and whether the person wants a copy."""
    row = get_plan(permit=opened.permit, plan=plan)
    check_work(row.status, PlanWork.WORDING)
    clash = None
    saved: dict[str, Any] = {
        "level_of_care": row.level_of_care.value if row.level_of_care else "",
        "starts_on": row.starts_on,
        "person_wants_copy": row.person_wants_copy,
    }
    form = FrameForm(opened.request.POST or None, initial={"seen": row.revision} | saved)
    if opened.is_post and form.is_valid():
        level = form.cleaned_data["level_of_care"]
        try:
            operations.frame_plan(
                permit=opened.permit,
                plan=plan,
                seen=form.cleaned_data["seen"],
                level_of_care=LevelOfCare(level) if level else None,
                level_source=row.level_source if row.level_of_care and row.level_of_care == level else None,
                starts_on=form.cleaned_data["starts_on"],
                person_wants_copy=form.cleaned_data["person_wants_copy"],
                at=opened.at,
            )
        except operations.StalePlan as stale:
            clash = conflict(stale, line=stale.changed[-1].uuid, saved=saved, form=form, zone=opened.zone)
            form = with_seen(form, stale.revision)
        else:
            return opened.saved("level of care and first day saved", form=form)
    return opened.page("treatment_plans/frame.html", form, conflict=clash, plan=row)
