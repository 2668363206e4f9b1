"""Interventions: add, change, begin, pause, complete, stop."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from care.accounts.queries import works_at
from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.teams.operations import NotOurColleague
from treatment_plans import rules
from treatment_plans.models import Goal, Intervention, InterventionKind, Plan
from treatment_plans.operations.parts import author_of, check_fresh, check_work, close, locked_plan, stamp, touch
from treatment_plans.operations.refusals import PlanNotFound, ReasonMissing
from treatment_plans.vocabulary import GoalLifecycle, InterventionStatus, InterventionStep, PlanWork


def add_intervention(
    *,
    permit: Permit,
    goal: UUID,
    kind: str,
    title: str,
    at: datetime,
    staff_id: int | None = None,
    who: str = "",
    frequency: str = "",
    starts_on: date | None = None,
    until: date | None = None,
    library_code: str = "",
    reason: str = "",
    instrument: str = "",
) -> Intervention:
    """Hang an intervention on a goal of a draft. `kind` is the code of a kind; a colleague (`staff_id`) or somebody else (`who`)
    does it. `library_code` is its entry in the library where it comes from there, `reason` why it is there, `instrument`
    by what it is followed.

    Raises:
        PlanNotFound, NotPossible (not a draft, or the goal has ended).
        NotOurColleague: the colleague does not work at the programme.
        InterventionKind.DoesNotExist: no such kind. A fault in code: forms offer the list.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="intervention.added", detail={"kind": kind}) as change:
        plan = locked_plan(permit, Q(goals__uuid=goal))
        row = Goal.objects.filter(plan=plan, uuid=goal).first()
        if row is None:
            raise PlanNotFound
        check_work(permit, plan, PlanWork.WORDING)
        if row.ended_at is not None:
            raise rules.NotPossible(GoalLifecycle(row.lifecycle), PlanWork.WORDING)
        values = _content(permit, kind, title, staff_id, who, frequency, starts_on, until)
        touch(plan, permit, at, fields=[])
        last = Intervention.objects.filter(goal=row).aggregate(last=Max("position"))["last"] or 0
        line = Intervention.objects.create(
            goal=row,
            position=last + 1,
            revision=plan.revision,
            added_at=at,
            added_by_id=author_of(permit),
            changed_at=at,
            changed_by_id=author_of(permit),
            library_code=library_code.strip(),
            reason=reason.strip(),
            instrument=instrument.strip(),
            **values,
        )
        change.detail.update(plan=plan.pk, goal=row.pk, intervention=line.pk)
    return line


def change_intervention(
    *,
    permit: Permit,
    intervention: UUID,
    seen: int,
    kind: str,
    title: str,
    at: datetime,
    staff_id: int | None = None,
    who: str = "",
    frequency: str = "",
    starts_on: date | None = None,
    until: date | None = None,
    reason: str | None = None,
    instrument: str | None = None,
) -> Intervention:
    """Change an intervention of a draft; why it is there and what it is followed by stay where nothing is said of them.

    Raises:
        PlanNotFound, StalePlan, NotPossible (not a draft, or ended), NotOurColleague, InterventionKind.DoesNotExist.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="intervention.changed") as change:
        plan, line = _open_line(permit, intervention, PlanWork.WORDING, seen)
        values = _content(permit, kind, title, staff_id, who, frequency, starts_on, until)
        values |= {} if reason is None else {"reason": reason.strip()}
        values |= {} if instrument is None else {"instrument": instrument.strip()}
        changed = [name for name, value in values.items() if getattr(line, name) != value]
        for name in changed:
            setattr(line, name, values[name])
        if changed:
            touch(plan, permit, at, fields=[])
            stamp(line, plan, permit, at, fields=[name.removesuffix("_id") for name in changed])
        change.detail.update(plan=plan.pk, intervention=line.pk, fields=changed)
    return line


def move_intervention(
    *, permit: Permit, intervention: UUID, seen: int, step: InterventionStep, at: datetime, note: str = ""
) -> Intervention:
    """Begin, pause, take up again, complete (on the version in force) or stop (on a draft too) an intervention.

    Raises:
        ReasonMissing: stopping without a note.
        PlanNotFound, StalePlan, NotPossible.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    if step is InterventionStep.STOP and not note.strip():
        raise ReasonMissing
    work = PlanWork.LETTING_GO if step is InterventionStep.STOP else PlanWork.PROGRESS
    with audit.change(permit=permit, at=at, verb=f"intervention.{step.value}") as change:
        plan, line = _open_line(permit, intervention, work, seen)
        line.status = rules.next_status(rules.INTERVENTION, InterventionStatus(line.status), step)
        fields = ["status"]
        if line.status in (InterventionStatus.COMPLETED, InterventionStatus.STOPPED):
            fields += close(line, permit, at, note)
        touch(plan, permit, at, fields=[])
        stamp(line, plan, permit, at, fields=fields)
        change.detail.update(plan=plan.pk, intervention=line.pk)
    return line


def stop_intervention(*, permit: Permit, intervention: UUID, seen: int, reason: str, at: datetime) -> Intervention:
    """Stop an intervention with a reason.

    Raises:
        ReasonMissing, PlanNotFound, StalePlan, NotPossible.
    """
    return move_intervention(permit=permit, intervention=intervention, seen=seen, step=InterventionStep.STOP, note=reason, at=at)


def _content(
    permit: Permit,
    kind: str,
    title: str,
    staff_id: int | None,
    who: str,
    frequency: str,
    starts_on: date | None,
    until: date | None,
) -> dict[str, Any]:
    if staff_id is not None and not works_at(staff_id=staff_id, organisation_id=permit.organisation_id):
        raise NotOurColleague
    return {
        "kind_id": InterventionKind.objects.values_list("pk", flat=True).get(code=kind),
        "title": title.strip(),
        "staff_id": staff_id,
        "who": who.strip(),
        "frequency": frequency.strip(),
        "starts_on": starts_on,
        "until": until,
    }


def _open_line(permit: Permit, intervention: UUID, work: PlanWork, seen: int) -> tuple[Plan, Intervention]:
    plan = locked_plan(permit, Q(goals__interventions__uuid=intervention))
    line = Intervention.objects.filter(goal__plan=plan, uuid=intervention).first()
    if line is None:
        raise PlanNotFound
    check_fresh(plan, line, seen)
    check_work(permit, plan, work)
    if line.ended_at is not None:
        raise rules.NotPossible(InterventionStatus(line.status), work)
    return plan, line
