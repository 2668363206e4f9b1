"""What a review writes into the draft of the next version: what stops, stopped with its reason; what changes, as a comment."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from care.actor import Permit
from treatment_plans import operations as plans
from treatment_plans.queries import PlanRow, get_plan, plans_in_hand, plans_of
from treatment_plans.reviews.operations.refusals import DraftWaits
from treatment_plans.reviews.rules import Line, Said
from treatment_plans.reviews.vocabulary import Answer, LineKind
from treatment_plans.rules import PROBLEM, can_step
from treatment_plans.vocabulary import GoalStep, ObjectiveStatus, ObjectiveStep, PlanStatus, ProblemStep, Subject

SUBJECTS = {
    LineKind.PROBLEM: Subject.PROBLEM,
    LineKind.GOAL: Subject.GOAL,
    LineKind.OBJECTIVE: Subject.OBJECTIVE,
    LineKind.INTERVENTION: Subject.INTERVENTION,
}
# Goals first: what hangs on one that stops, stops with it.
ORDER = (LineKind.GOAL, LineKind.INTERVENTION, LineKind.OBJECTIVE, LineKind.PROBLEM)


def write_on(*, permit: Permit, lines: Iterable[Line], said: Mapping[UUID, Said], at: datetime) -> UUID:
    """Begin the draft of the next version, or go on in the one there is; gives it. A part of the review's own change.

    Raises:
        DraftWaits: it has been put before the person.
        NotEnrolled: care here has ended.
    """
    draft = _draft(permit, at)
    seen = plans_of(permit).select_for_update(no_key=True, of=("self",)).get(uuid=draft).revision
    there = _uuids(get_plan(permit=permit, plan=draft))
    for kind in ORDER:
        for line in lines:
            one = said.get(line.root)
            if line.kind is not kind or one is None or one.answer is Answer.KEEP or line.root not in there:
                continue
            if one.answer is Answer.STOP:
                _stop(permit, kind, there[line.root], seen, one.why, at)
            else:
                text = f"To change, from the review: {one.why}"
                plans.comment_on(permit=permit, plan=draft, about=SUBJECTS[kind], line=line.root, text=text, at=at)
    return draft


def _draft(permit: Permit, at: datetime) -> UUID:
    draft = plans_in_hand(permit=permit).draft
    if draft is None:
        return plans.draft_plan(permit=permit, at=at).uuid
    if draft.status is not PlanStatus.DRAFT:
        raise DraftWaits
    return draft.uuid


def _uuids(draft: PlanRow) -> dict[UUID, UUID]:
    """The lines of the draft that are still worked on, by their numbers."""
    found = {one.root: one.uuid for one in draft.problems if can_step(PROBLEM, one.status, ProblemStep.SET_ASIDE)}
    for goal in draft.open_goals:
        found[goal.root] = goal.uuid
        found |= {one.root: one.uuid for one in goal.objectives if one.status is ObjectiveStatus.OPEN}
        found |= {one.root: one.uuid for one in goal.interventions if one.is_open}
    return found


def _stop(permit: Permit, kind: LineKind, uuid: UUID, seen: int, why: str, at: datetime) -> None:
    match kind:
        case LineKind.GOAL:
            plans.end_goal(permit=permit, goal=uuid, seen=seen, step=GoalStep.CANCEL, note=why, at=at)
        case LineKind.INTERVENTION:
            plans.stop_intervention(permit=permit, intervention=uuid, seen=seen, reason=why, at=at)
        case LineKind.OBJECTIVE:
            plans.move_objective(permit=permit, objective=uuid, seen=seen, step=ObjectiveStep.LET_GO, note=why, at=at)
        case LineKind.PROBLEM:
            plans.move_problem(permit=permit, problem=uuid, seen=seen, step=ProblemStep.SET_ASIDE, note=why, at=at)
