"""Interventions: add, change, move on."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from care.drafts.rules import Key
from care.teams.operations import NotOurColleague
from care.teams.queries import team_of
from treatment_plans import operations
from treatment_plans.forms import InterventionForm, MoveForm
from treatment_plans.presenters import conflict
from treatment_plans.queries import GoalRow, InterventionRow, PlanRow, get_goal, get_intervention, intervention_kinds
from treatment_plans.rules import WORK, NotPossible, check_work
from treatment_plans.views.opening import Opened
from treatment_plans.views.writing import with_seen, writing
from treatment_plans.vocabulary import InterventionStep, PlanStatus, PlanWork

FIELDS = ("kind", "title", "staff_id", "who", "frequency", "starts_on", "until", "reason")


@writing()
def new_intervention(opened: Opened, goal: UUID) -> HttpResponse:
    """Hang an intervention on a goal of a draft."""
    plan, row = get_goal(permit=opened.permit, goal=goal)
    check_work(plan.status, PlanWork.WORDING)
    if not row.is_open:
        raise NotPossible(row.lifecycle, PlanWork.WORDING)
    key = Key("intervention", opened.person, goal)
    form = _form(opened, initial={"seen": plan.revision, "staff_id": opened.permit.actor.staff_id})
    if opened.is_post and form.is_valid():
        values = {name: form.cleaned_data[name] for name in FIELDS}
        try:
            operations.add_intervention(permit=opened.permit, goal=goal, at=opened.at, **values)
        except NotOurColleague:
            form.add_error("staff_id", "This colleague no longer works here.")
        else:
            return opened.saved("intervention added", form=form, key=key)
    return opened.page("treatment_plans/intervention.html", form, key=key, plan=plan, goal=row)


@writing()
def intervention(opened: Opened, intervention: UUID) -> HttpResponse:
    """Change an intervention of a draft."""
    plan, goal, row = _open(opened, intervention, PlanWork.WORDING)
    key, clash = Key("intervention", opened.person, intervention), None
    saved: dict[str, Any] = {
        "kind": row.kind_code,
        "title": row.title,
        "staff_id": row.staff_id,
        "who": row.others,
        "frequency": row.frequency,
        "starts_on": row.starts_on,
        "until": row.until,
        "reason": row.reason,
    }
    form = _form(opened, initial={"seen": plan.revision} | saved, line=row)
    if opened.is_post and form.is_valid():
        try:
            operations.change_intervention(permit=opened.permit, intervention=intervention, at=opened.at, **form.cleaned_data)
        except operations.StalePlan as stale:
            clash = conflict(stale, line=intervention, saved=saved, form=form, zone=opened.zone)
            form = with_seen(form, stale.revision)
        except NotOurColleague:
            form.add_error("staff_id", "This colleague no longer works here.")
        else:
            return opened.saved("intervention changed", form=form, key=key)
    return opened.page("treatment_plans/intervention.html", form, key=key, conflict=clash, plan=plan, goal=goal, intervention=row)


@writing()
def move(opened: Opened, intervention: UUID) -> HttpResponse:
    """Begin, pause, take up again, complete or stop an intervention."""
    plan, goal, row = _open(opened, intervention, PlanWork.LETTING_GO)
    form = MoveForm(
        opened.request.POST or None,
        status=row.status,
        is_draft=plan.status is PlanStatus.DRAFT,
        initial={"seen": plan.revision},
    )
    if opened.is_post and form.is_valid():
        step = InterventionStep(form.cleaned_data["step"])
        operations.move_intervention(
            permit=opened.permit,
            intervention=intervention,
            seen=form.cleaned_data["seen"],
            step=step,
            note=form.cleaned_data["note"],
            at=opened.at,
        )
        return opened.saved(f"“{row.title}”: {step.label.lower()}", form=form)
    return opened.page("treatment_plans/move.html", form, plan=plan, goal=goal, intervention=row)


def _form(opened: Opened, *, initial: dict[str, Any], line: InterventionRow | None = None) -> InterventionForm:
    """The form with the care team to choose from, and who does it now, should they have left the team."""
    colleagues = {member.staff_id: member.name for member in team_of(permit=opened.permit)}
    if line is not None and line.staff_id is not None:
        colleagues.setdefault(line.staff_id, line.who.removesuffix(line.others).rstrip(", "))
    return InterventionForm(
        opened.request.POST or None, kinds=intervention_kinds(), colleagues=colleagues.items(), initial=initial
    )


def _open(opened: Opened, intervention: UUID, work: PlanWork) -> tuple[PlanRow, GoalRow, InterventionRow]:
    """The intervention, where its plan allows the work and it has not ended."""
    plan, goal, row = get_intervention(permit=opened.permit, intervention=intervention)
    if not WORK[plan.status] or work is PlanWork.WORDING:
        check_work(plan.status, work)
    if not row.is_open:
        raise NotPossible(row.status, work)
    return plan, goal, row
