"""What the next version takes over from the one in force, when it is begun and when it is put in force."""

from treatment_plans.models import Goal, GoalProblem, Intervention, Objective, Plan, Problem, Section
from treatment_plans.operations.parts import Line
from treatment_plans.rules import OPEN_GOALS, OPEN_INTERVENTIONS
from treatment_plans.vocabulary import ObjectiveStatus, ProblemStatus, SectionKind


def take_over(active: Plan, draft: Plan) -> None:
    """Copy sections, problems, open goals, open steps and open interventions of the version in force into the draft, as they
    stand, with who stated and changed them. Four readings and five insertions, whatever their number.
    """
    problems = list(Problem.objects.filter(plan=active).exclude(status=ProblemStatus.RESOLVED).order_by("position"))
    new_problems = {old.pk: _copied(old, revision=draft.revision, plan=draft) for old in problems}
    Problem.objects.bulk_create(new_problems.values())
    goals = list(Goal.objects.filter(plan=active, lifecycle__in=OPEN_GOALS).order_by("position"))
    new_goals = {old.pk: _copied(old, revision=draft.revision, plan=draft) for old in goals}
    Goal.objects.bulk_create(new_goals.values())
    links = GoalProblem.objects.filter(goal__in=goals, problem__in=problems).order_by("pk")
    GoalProblem.objects.bulk_create(
        GoalProblem(goal=new_goals[link.goal_id], problem=new_problems[link.problem_id]) for link in links
    )
    steps = Objective.objects.filter(goal__in=goals, status=ObjectiveStatus.OPEN).order_by("goal_id", "position")
    Objective.objects.bulk_create(_copied(old, revision=draft.revision, goal=new_goals[old.goal_id]) for old in steps)
    lines = Intervention.objects.filter(goal__in=goals, status__in=OPEN_INTERVENTIONS).order_by("goal_id", "position")
    Intervention.objects.bulk_create(_copied(old, revision=draft.revision, goal=new_goals[old.goal_id]) for old in lines)


def take_over_sections(active: Plan | None, draft: Plan, given: dict[SectionKind, str | None]) -> None:
    """The sections of the version in force, and what is given in their place."""
    found = {row.kind: row for row in Section.objects.filter(plan=active)} if active else {}
    rows = []
    for kind in SectionKind:
        text, old = given.get(kind), found.get(kind.value)
        if text is not None and (old is None or text.strip() != old.text):
            row = Section(text=text.strip(), changed_at=draft.started_at, changed_by_id=draft.started_by_id)
        elif old is not None:
            row = Section(text=old.text, changed_at=old.changed_at, changed_by_id=old.changed_by_id)
        else:
            continue
        if row.text:
            row.plan, row.kind, row.revision = draft, kind.value, draft.revision
            rows.append(row)
    Section.objects.bulk_create(rows)


def _copied(line: Line, *, revision: int, **belongs: Plan | Goal) -> Line:
    left = {"id", "uuid", "carried_from", "revision", *belongs}
    values = {field.attname: getattr(line, field.attname) for field in line._meta.concrete_fields if field.name not in left}
    return type(line)(**values, **belongs, carried_from_id=line.pk, revision=revision)


GOAL_PROGRESS = (
    "lifecycle",
    "achievement",
    "achievement_note",
    "achievement_at",
    "achievement_by_id",
    "ended_at",
    "ended_by_id",
    "end_note",
)
INTERVENTION_PROGRESS = ("status", "ended_at", "ended_by_id", "end_note")
PROBLEM_PROGRESS = ("status", "note")


def take_over_progress(draft: Plan) -> None:
    """Bring what was recorded on the version in force since the draft began; what the draft itself let go stays let go.

    Of a problem's and a step's state the newer word stands.
    """
    goals = Goal.objects.filter(plan=draft, lifecycle__in=OPEN_GOALS, carried_from__isnull=False)
    for goal in goals.select_related("carried_from"):
        _bring(goal, goal.carried_from, GOAL_PROGRESS)
    lines = Intervention.objects.filter(goal__plan=draft, status__in=OPEN_INTERVENTIONS, carried_from__isnull=False)
    for line in lines.select_related("carried_from"):
        _bring(line, line.carried_from, INTERVENTION_PROGRESS)
    steps = Objective.objects.filter(goal__plan=draft, status=ObjectiveStatus.OPEN, carried_from__isnull=False)
    for step in steps.select_related("carried_from"):
        if step.carried_from and step.carried_from.changed_at > step.changed_at:
            _bring(step, step.carried_from, INTERVENTION_PROGRESS)
    for problem in Problem.objects.filter(plan=draft, carried_from__isnull=False).select_related("carried_from"):
        if problem.carried_from and problem.carried_from.changed_at > problem.changed_at:
            _bring(problem, problem.carried_from, PROBLEM_PROGRESS)


def _bring(line: Line, source: Line | None, fields: tuple[str, ...]) -> None:
    changed = [name for name in fields if getattr(line, name) != getattr(source, name)]
    for name in changed:
        setattr(line, name, getattr(source, name))
    if changed:
        line.save(update_fields=[name.removesuffix("_id") for name in changed])
