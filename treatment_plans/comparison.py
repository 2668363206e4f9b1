"""What is different between two versions of a plan, in words. Pure: it compares values, line by line, by their number."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from care.lib.dates import date_text
from treatment_plans.queries.rows import GoalRow, InterventionRow, ObjectiveRow, PlanRow, ProblemRow
from treatment_plans.vocabulary import GoalLifecycle, InterventionStatus, ObjectiveStatus, SectionKind, Subject

Row = TypeVar("Row", ProblemRow, GoalRow, ObjectiveRow, InterventionRow)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: about what, in a sentence, and what stood there before and after."""

    about: Subject
    sentence: str
    before: str = ""
    after: str = ""


def compare(before: PlanRow, after: PlanRow) -> list[Change]:
    """Every difference from one version to another, in the order of the plan."""
    found = _framed(before, after)
    for kind in SectionKind:
        found += _section(kind, before.text_of(kind), after.text_of(kind))
    found += _lines(before.problems, after.problems, Subject.PROBLEM, lambda row: row.title, _problem, lambda row: "")
    found += _lines(before.goals, after.goals, Subject.GOAL, lambda row: f"“{_short(row.own_words)}”", _goal, _goal_end)
    goals = {goal.root for goal in before.goals} & {goal.root for goal in after.goals}
    old_steps = [step for goal in before.goals if goal.root in goals for step in goal.objectives]
    new_steps = [step for goal in after.goals if goal.root in goals for step in goal.objectives]
    found += _lines(old_steps, new_steps, Subject.OBJECTIVE, lambda row: row.text, _objective, _objective_end)
    old_lines = [line for goal in before.goals for line in goal.interventions]
    new_lines = [line for goal in after.goals for line in goal.interventions]
    return found + _lines(old_lines, new_lines, Subject.INTERVENTION, lambda row: row.title, _intervention, _line_end)


def _framed(before: PlanRow, after: PlanRow) -> list[Change]:
    found = []
    if before.level_of_care != after.level_of_care:
        old, new = (plan.level_of_care.label if plan.level_of_care else "not named" for plan in (before, after))
        found.append(Change(Subject.PLAN, f"Level of care moved from {old} to {new}", old, new))
    if before.review_due_on != after.review_due_on and after.review_due_on is not None:
        old, new = _day(before.review_due_on), _day(after.review_due_on)
        found.append(Change(Subject.PLAN, f"Review moved from {old} to {new}", old, new))
    return found


def _section(kind: SectionKind, old: str, new: str) -> list[Change]:
    if old == new:
        return []
    verb = "written" if not old else "taken out" if not new else "reworded"
    return [Change(Subject.SECTION, f"{kind.label} {verb}", old, new)]


def _lines(
    before: Iterable[Row],
    after: Iterable[Row],
    about: Subject,
    name: Callable[[Row], str],
    details: Callable[[Row, Row], list[tuple[str, str, str]]],
    end: Callable[[Row], str],
) -> list[Change]:
    old: dict[UUID, Row] = {row.root: row for row in before}
    new: dict[UUID, Row] = {row.root: row for row in after}
    found = []
    for root, row in new.items():
        if root not in old:
            found.append(Change(about, f"{name(row)} added", "", name(row)))
            continue
        changes = details(old[root], row)
        found += [Change(about, f"{name(row)}: {sentence}", was, now) for sentence, was, now in changes]
        if end(row) and not end(old[root]):
            found.append(Change(about, f"{name(row)} {end(row)}", name(old[root]), end(row)))
    for root, row in old.items():
        if root not in new:
            found.append(Change(about, f"{name(row)} {end(row) or 'taken out'}", name(row), ""))
    return found


def _problem(old: ProblemRow, new: ProblemRow) -> list[tuple[str, str, str]]:
    return _differ(
        ("reworded", old.title, new.title),
        ("state", old.status.label, new.status.label),
        ("note", old.note, new.note),
        ("kind", old.domain.label, new.domain.label),
    )


def _goal(old: GoalRow, new: GoalRow) -> list[tuple[str, str, str]]:
    near = (old.achievement.label if old.achievement else "", new.achievement.label if new.achievement else "")
    return _differ(
        ("reworded", old.own_words, new.own_words),
        ("measure", old.measure, new.measure),
        ("target day", _day(old.target_on), _day(new.target_on)),
        ("followed by", _target(old), _target(new)),
        ("how near", *near),
    )


def _objective(old: ObjectiveRow, new: ObjectiveRow) -> list[tuple[str, str, str]]:
    return _differ(
        ("reworded", old.text, new.text),
        ("measure", old.measure, new.measure),
        ("target day", _day(old.target_on), _day(new.target_on)),
    )


def _intervention(old: InterventionRow, new: InterventionRow) -> list[tuple[str, str, str]]:
    return _differ(
        ("reworded", old.title, new.title),
        ("who", old.who, new.who),
        ("how often", old.frequency, new.frequency),
        ("from", _day(old.starts_on), _day(new.starts_on)),
        ("until", _day(old.until), _day(new.until)),
        ("why", old.reason, new.reason),
    )


def _differ(*pairs: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    found = []
    for what, old, new in pairs:
        if old == new:
            continue
        if what == "reworded":
            found.append((f"reworded, before “{_short(old)}”", old, new))
        elif not old:
            found.append((f"{what} is {new}", old, new))
        elif not new:
            found.append((f"{what} no longer named, before {old}", old, new))
        else:
            found.append((f"{what} moved from {old} to {new}", old, new))
    return found


def _goal_end(row: GoalRow) -> str:
    note = f": {row.end_note}" if row.end_note else ""
    ended = {GoalLifecycle.COMPLETED: "completed", GoalLifecycle.CANCELLED: "let go"}.get(row.lifecycle, "")
    return f"{ended}{note}" if ended else ""


def _objective_end(row: ObjectiveRow) -> str:
    note = f": {row.end_note}" if row.end_note else ""
    return "" if row.status is ObjectiveStatus.OPEN else f"{row.status.label.lower()}{note}"


def _line_end(row: InterventionRow) -> str:
    note = f": {row.end_note}" if row.end_note else ""
    ended = {InterventionStatus.COMPLETED: "completed", InterventionStatus.STOPPED: "stopped"}.get(row.status, "")
    return f"{ended}{note}" if ended else ""


def _target(goal: GoalRow) -> str:
    if goal.target is None:
        return ""
    return f"{goal.target.instrument} {goal.target.name}, {goal.target.direction.label.lower()} {goal.target.value.normalize():f}"


def _day(day: date | None) -> str:
    return date_text(day) if day else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
