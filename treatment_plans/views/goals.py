"""Goals: state, change, how near, pause, end."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from care.drafts.rules import Key
from patients.assessments.catalogue import definition
from patients.assessments.rules.change import FOLLOWED
from patients.assessments.rules.numbers import measure_name
from patients.story.presenters import line_name
from patients.story.queries import goals_waiting
from treatment_plans import operations
from treatment_plans.forms import AchievementForm, EndGoalForm, GoalForm, SeenForm
from treatment_plans.presenters import conflict
from treatment_plans.queries import GoalRow, PlanRow, get_goal, get_plan
from treatment_plans.rules import NotPossible, check_work
from treatment_plans.views.opening import Opened
from treatment_plans.views.writing import with_seen, writing
from treatment_plans.vocabulary import GoalAchievement, GoalStep, PlanStatus, PlanWork


@writing()
def new_goal(opened: Opened, plan: UUID) -> HttpResponse:
    """Write down what the person wants; or take up what they told before, whose number comes along as `told`."""
    row = get_plan(permit=opened.permit, plan=plan)
    check_work(row.status, PlanWork.WORDING)
    waiting = goals_waiting(permit=opened.permit)
    asked = (opened.request.POST if opened.is_post else opened.request.GET).get("told", "")
    told = next((one for one in waiting if str(one.uuid) == asked), None)
    key = Key("goal", opened.person, told.uuid if told else plan)
    initial = {"seen": row.revision} | ({"own_words": line_name(told.said)} if told else {})
    form = GoalForm(opened.request.POST or None, today=opened.today, initial=initial, **_choices(row))
    if opened.is_post and form.is_valid():
        operations.state_goal(permit=opened.permit, plan=plan, told=told.uuid if told else None, at=opened.at, **_content(form))
        return opened.saved("goal written down", form=form, key=key)
    others = [(one.uuid, line_name(one.said)) for one in waiting if one is not told]
    context = {"told": told.uuid if told else "", "waiting": others}
    return opened.page("treatment_plans/goal.html", form, key=key, plan=row, **context)


@writing()
def goal(opened: Opened, goal: UUID) -> HttpResponse:
    """Change a goal of a draft."""
    plan, row = _open(opened, goal, PlanWork.WORDING)
    key, clash = Key("goal", opened.person, goal), None
    saved: dict[str, Any] = {"own_words": row.own_words, "measure": row.measure, "target_on": row.target_on}
    initial = {"seen": plan.revision, "problems": [str(uuid) for uuid in row.problems]} | saved
    if row.target:
        initial |= {
            "follow": f"{row.target.instrument}:{row.target.name}",
            "target_direction": row.target.direction.value,
            "target_value": row.target.value.normalize(),
        }
    form = GoalForm(opened.request.POST or None, today=opened.today, saved=row.target_on, initial=initial, **_choices(plan))
    if opened.is_post and form.is_valid():
        try:
            operations.change_goal(
                permit=opened.permit, goal=goal, seen=form.cleaned_data["seen"], at=opened.at, **_content(form)
            )
        except operations.StalePlan as stale:
            clash = conflict(stale, line=goal, saved=saved, form=form, zone=opened.zone)
            form = with_seen(form, stale.revision)
        else:
            return opened.saved("goal changed", form=form, key=key)
    return opened.page("treatment_plans/goal.html", form, key=key, conflict=clash, plan=plan, goal=row)


@writing()
def progress(opened: Opened, goal: UUID) -> HttpResponse:
    """Say how near a goal is."""
    plan, row = _open(opened, goal, PlanWork.PROGRESS)
    key, clash = Key("review", opened.person, goal), None
    saved = {"achievement": row.achievement, "note": row.achievement_note}
    form = AchievementForm(opened.request.POST or None, initial={"seen": plan.revision, "achievement": row.achievement})
    if opened.is_post and form.is_valid():
        try:
            operations.record_achievement(
                permit=opened.permit,
                goal=goal,
                seen=form.cleaned_data["seen"],
                achievement=GoalAchievement(form.cleaned_data["achievement"]),
                note=form.cleaned_data["note"],
                at=opened.at,
            )
        except operations.StalePlan as stale:
            clash = conflict(stale, line=goal, saved=saved, form=form, zone=opened.zone)
            form = with_seen(form, stale.revision)
        else:
            return opened.saved("how near the goal is, saved", form=form, key=key)
    return opened.page("treatment_plans/progress.html", form, key=key, conflict=clash, plan=plan, goal=row)


@writing(methods=("POST",))
def hold(opened: Opened, goal: UUID) -> HttpResponse:
    """Pause a goal."""
    operations.hold_goal(permit=opened.permit, goal=goal, seen=_seen(opened, goal), at=opened.at)
    return opened.saved("goal on hold")


@writing(methods=("POST",))
def resume(opened: Opened, goal: UUID) -> HttpResponse:
    """Take a paused goal up again."""
    operations.resume_goal(permit=opened.permit, goal=goal, seen=_seen(opened, goal), at=opened.at)
    return opened.saved("goal taken up again")


@writing()
def end_goal(opened: Opened, goal: UUID) -> HttpResponse:
    """End a goal: it has come to its end, or the person no longer wants it."""
    plan, row = _open(opened, goal, PlanWork.LETTING_GO)
    form = EndGoalForm(
        opened.request.POST or None,
        lifecycle=row.lifecycle,
        is_draft=plan.status is PlanStatus.DRAFT,
        initial={"seen": plan.revision, "achievement": row.achievement},
    )
    if opened.is_post and form.is_valid():
        near = form.cleaned_data.get("achievement")
        operations.end_goal(
            permit=opened.permit,
            goal=goal,
            seen=form.cleaned_data["seen"],
            step=GoalStep(form.cleaned_data["step"]),
            achievement=GoalAchievement(near) if near else None,
            note=form.cleaned_data["note"],
            at=opened.at,
        )
        return opened.saved("goal ended", form=form)
    return opened.page("treatment_plans/end_goal.html", form, plan=plan, goal=row)


def _choices(plan: PlanRow) -> dict[str, Any]:
    """By which scores a goal may be followed, and which problems it may be about."""
    scores = [
        (f"{code}:{name}", measure_name(definition(code), score))
        for code, name in FOLLOWED.items()
        for score in definition(code).scores
        if score.name == name
    ]
    return {"scores": scores, "problems": [(str(problem.uuid), problem.title) for problem in plan.problems]}


def _content(form: GoalForm) -> dict[str, Any]:
    """What the form says of a goal."""
    values = {name: form.cleaned_data[name] for name in ("own_words", "measure", "target_on")}
    return values | {"target": form.target(), "problems": [UUID(uuid) for uuid in form.cleaned_data["problems"]]}


def _open(opened: Opened, goal: UUID, work: PlanWork) -> tuple[PlanRow, GoalRow]:
    """The goal, where its plan allows the work and it has not ended."""
    plan, row = get_goal(permit=opened.permit, goal=goal)
    check_work(plan.status, work)
    if not row.is_open:
        raise NotPossible(row.lifecycle, work)
    return plan, row


def _seen(opened: Opened, goal: UUID) -> int:
    """Which revision a button was made from; a button without one was made from what is saved now."""
    form = SeenForm(opened.request.POST)
    return form.cleaned_data["seen"] if form.is_valid() else get_goal(permit=opened.permit, goal=goal)[0].revision
