"""A cause of a review: seen once, however often it is told. It asks for a look at the plan and changes nothing in it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from care.accounts.queries import organisation_zone
from care.actor import Action, Category, Permit, Role
from care.audit import operations as audit
from care.lib.dates import local_date
from care.worklist.operations import Told, open_task, renew_task
from care.worklist.queries import uuids_of_tasks
from care.worklist.rules import Priority
from patients.queries import get_patient
from treatment_plans.models import Plan
from treatment_plans.queries import plans_of
from treatment_plans.reviews import rules
from treatment_plans.reviews.models import Review, ReviewCause
from treatment_plans.reviews.operations.refusals import NotInForce, PersonDied
from treatment_plans.reviews.vocabulary import CauseKind, ReviewState, Voice
from treatment_plans.rules import IN_FORCE

KIND = "plan_review"  # of the task, and of what it is about
TITLE = "Look at the plan of care together"


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen: of which kind, on which day it happened, what told it, and in which words where these add something."""

    kind: CauseKind
    happened_on: date
    source: UUID
    words: str = ""
    category: Category = Category.SUD
    voice: Voice | None = None


def plan_in_force(permit: Permit) -> Plan | None:
    """The version by which care goes; for this room."""
    return plans_of(permit).filter(status__in=sorted(IN_FORCE)).first()


def see_cause(*, permit: Permit, seen: Seen, at: datetime) -> bool:
    """Keep that the plan in force is to be looked at, and ask a colleague; False where that is known, or there is no plan.

    What was known once is not told again by a later version: a cause is the person's, and stands with the version of its day.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    plan = plan_in_force(permit)
    if plan is None or _is_known(permit, seen):
        return False
    with audit.change(permit=permit, at=at, verb="review.cause_seen", detail={"kind": seen.kind.value}) as change:
        zone = organisation_zone(organisation_id=permit.organisation_id)
        due_on = rules.due_on(seen.kind, seen_on=local_date(at, zone), happened_on=seen.happened_on)
        try:
            with transaction.atomic():
                cause = ReviewCause.objects.create(
                    plan=plan,
                    patient_id=permit.patient_id,
                    organisation_id=permit.organisation_id,
                    kind=seen.kind.value,
                    category=seen.category.value,
                    source=seen.source,
                    happened_on=seen.happened_on,
                    due_on=due_on,
                    words=seen.words.strip(),
                    voice=seen.voice.value if seen.voice else "",
                    seen_at=at,
                    seen_by_id=permit.actor.user_id,
                    seen_by_job="" if permit.actor.user_id is not None else permit.actor.job_name,
                    review=Review.objects.filter(plan=plan, state=ReviewState.OPEN.value).first(),
                )
        except IntegrityError:  # of two who see the same thing at once
            change.detail["known"] = True
            return False
        change.detail.update(plan=plan.pk, cause=cause.pk)
        _ask(permit, plan, zone=zone, at=at)
    return True


def ask_for_review(*, permit: Permit, kind: CauseKind, voice: Voice, words: str, happened_on: date, at: datetime) -> bool:
    """A colleague, or the person through them, asks for a look at the plan in force: because they want to, or because of a stay
    in a hospital that no other system told. False where the same was asked for the same day.

    Raises:
        NotInForce: there is no plan in force.
        PersonDied.
    """
    permit.actor.colleague()
    if get_patient(permit=permit).deceased_on is not None:
        raise PersonDied
    plan = plan_in_force(permit)
    if plan is None:
        raise NotInForce
    source = uuid5(plan.uuid, f"{kind.value} {voice.value} {happened_on.isoformat()} {words.strip()}")
    return see_cause(permit=permit, seen=Seen(kind, happened_on, source, words, voice=voice), at=at)


def _is_known(permit: Permit, seen: Seen) -> bool:
    rows = ReviewCause.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.filter(kind=seen.kind.value, source=seen.source, happened_on=seen.happened_on).exists()


def _ask(permit: Permit, plan: Plan, *, zone: str, at: datetime) -> None:
    """One task for a plan, whatever its causes: a further one joins it and pulls its due time forward."""
    causes = list(
        ReviewCause.objects.filter(plan=plan, closed_at__isnull=True).order_by("due_on", "pk").values_list("kind", "due_on")
    )
    kinds = list(dict.fromkeys(CauseKind(kind) for kind, _ in causes))
    is_raised = any(rules.paces()[kind].is_raised for kind in kinds)
    told = Told(
        title=TITLE,
        why="; ".join(kind.label for kind in kinds),
        priority=Priority.RAISED if is_raised else Priority.ROUTINE,
        owner_role=Role.COUNSELOR,
        due_at=rules.due_at(causes[0][1], zone=zone),
        subject=plan.uuid,
    )
    for task in uuids_of_tasks(permit=permit, kinds=[KIND]):
        if renew_task(permit=permit, task=task, told=told, at=at) is not None:
            return
    open_task(
        permit=permit,
        kind=KIND,
        title=told.title,
        why=told.why,
        priority=told.priority,
        owner_role=told.owner_role,
        due_at=told.due_at,
        subject_kind=KIND,
        subject=told.subject,
        at=at,
    )
