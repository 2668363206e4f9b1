"""Ending what is in hand because the person died or left: by a job, which hears of it."""

from datetime import datetime

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans import rules
from treatment_plans.operations.parts import summarise
from treatment_plans.queries import plans_of
from treatment_plans.vocabulary import PlanEnd, PlanStatus, PlanStep


def close_plans(*, permit: Permit, reason: PlanEnd, at: datetime) -> int:
    """End the version in force and the draft; gives how many there were. Nothing in hand changes nothing.

    Goals and interventions stay as they stood: nobody let them go. Only the end is the job's; whoever wrote last stays who
    changed the plan last.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    in_hand = plans_of(permit).filter(status__in=rules.IN_FORCE | rules.IN_WRITING)
    if not in_hand.exists():
        return 0
    with audit.change(permit=permit, at=at, verb="plans.closed", detail={"reason": reason.value}) as change:
        plans = list(in_hand.select_for_update(no_key=True).order_by("pk"))
        for plan in plans:
            plan.status = rules.next_status(rules.PLAN, PlanStatus(plan.status), PlanStep.REVOKE)
            plan.ended_at, plan.ended_by_id, plan.ended_by_job = at, permit.actor.user_id, permit.actor.job_name
            plan.end_reason = reason
            plan.revision += 1
            plan.save(update_fields=["status", "ended_at", "ended_by", "ended_by_job", "end_reason", "revision"])
        summarise(permit)
        change.detail["plans"] = [plan.pk for plan in plans]
    return len(plans)
