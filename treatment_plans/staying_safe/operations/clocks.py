"""What a job does when a day has come or something was heard: ask for a plan to be made, or looked at again."""

from datetime import datetime
from uuid import UUID

from care.actor import Action, Permit
from care.audit import operations as audit
from care.lib.dates import local_date
from care.teams.queries import open_enrolment
from patients.queries import get_patient
from treatment_plans.staying_safe import rules
from treatment_plans.staying_safe.models import SafePlan
from treatment_plans.staying_safe.operations.parts import ask_to_look
from treatment_plans.staying_safe.operations.plans import ask_again
from treatment_plans.staying_safe.queries import plans_of
from treatment_plans.staying_safe.vocabulary import CATEGORIES, PlanKind, PlanState, Why


def in_force(permit: Permit, kind: PlanKind) -> SafePlan | None:
    """The version in force of a kind."""
    return plans_of(permit).filter(kind=kind.value, state=PlanState.IN_FORCE.value).first()


def day_has_come(*, permit: Permit, plan: UUID, at: datetime) -> bool:
    """Ask for a plan to be looked at, where its day has come and it is in force still."""
    row = plans_of(permit).filter(uuid=plan, state=PlanState.IN_FORCE.value).first()
    if row is None or row.review_due_on is None:
        return False
    if row.review_due_on > local_date(at, get_patient(permit=permit).identity.zone):
        return False  # looked at meanwhile
    return ask_again(permit=permit, plan=plan, why=Why.TIME, at=at)


def after_crisis(*, permit: Permit, at: datetime) -> bool:
    """A crisis has passed: the safety plan in force is looked at soon."""
    row = in_force(permit, PlanKind.SAFETY)
    return row is not None and ask_again(permit=permit, plan=row.uuid, why=Why.CRISIS, at=at)


def after_return(*, permit: Permit, event: UUID, at: datetime) -> list[PlanKind]:
    """A return to use was told: the plans that speak of it are looked at; where there is none, one is offered."""
    asked = []
    for kind in (PlanKind.STAYING_WELL, PlanKind.OVERDOSE):
        row = in_force(permit, kind)
        if row is not None:
            was_asked = ask_again(permit=permit, plan=row.uuid, why=Why.RETURN, at=at)
        else:
            was_asked = kind is PlanKind.STAYING_WELL and _ask_for_one(permit, kind, Why.RETURN, subject=event, at=at)
        asked += [kind] if was_asked else []
    return asked


def after_screening(*, permit: Permit, response: UUID, is_high: bool, at: datetime) -> bool:
    """A screening found moderate or high risk: a safety plan is asked for where none is younger than ninety days; after a high
    one the plan is looked at, however young it is.
    """
    row = in_force(permit, PlanKind.SAFETY)
    if row is None:
        return _ask_for_one(permit, PlanKind.SAFETY, Why.SCREENING, subject=response, at=at)
    newest = max(filter(None, (row.agreed_at, row.looked_at)))
    if rules.is_recent(newest, at=at) and not is_high:
        return False
    return ask_again(permit=permit, plan=row.uuid, why=Why.SCREENING, at=at)


def _ask_for_one(permit: Permit, kind: PlanKind, why: Why, *, subject: UUID, at: datetime) -> bool:
    permit.check(category=CATEGORIES[kind], action=Action.WRITE)
    if open_enrolment(permit=permit) is None:
        return False
    with audit.change(permit=permit, at=at, verb="safe_plan.asked_for", detail={"kind": kind.value, "why": why.value}):
        within = rules.ASK_WITHIN if why is Why.SCREENING else rules.LOOK_SOON
        return ask_to_look(permit, kind, subject=subject, why=why, within=within, is_new=True, at=at)
