"""Reading plans for an interface: agreed versions only, in bulk. The gate's condition and permits come first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from care.actor import Category, Permit
from care.lib.paging import Page
from treatment_plans.models import Plan
from treatment_plans.queries import PlanRow, whole_plans
from treatment_plans.vocabulary import PlanStatus


@dataclass(frozen=True, slots=True)
class PlanAddress:
    """What must be known of a plan before the gate may be asked: whose it is, no content."""

    plan_id: int
    uuid: UUID
    patient_id: int


def find_agreed_plan(uuid: UUID, *, condition: Q) -> PlanAddress | None:
    """Whose plan an address names, where a condition on `patient_id` lets it through; none for a draft. One query."""
    row = Plan.objects.filter(condition, uuid=uuid, agreed_at__isnull=False).values_list("pk", "uuid", "patient_id").first()
    return PlanAddress(*row) if row else None


def plans_page(*, condition: Q, after: int = 0, limit: int = 50) -> Page[PlanAddress]:
    """Plans in force whose patient a condition on `patient_id` lets through, from behind a number on. One query."""
    rows = Plan.objects.filter(condition, status=PlanStatus.ACTIVE, pk__gt=after).order_by("pk")
    found = [PlanAddress(*row) for row in rows.values_list("pk", "uuid", "patient_id")[: limit + 1]]
    return Page(found[:limit], str(found[limit - 1].plan_id) if len(found) > limit else "")


def changed_condition(*, since: datetime, path: str) -> Q:
    """For querysets: rows whose patient (at `path`) has a plan that changed since: a change of a line changes its plan's row."""
    plan = apps.get_model("treatment_plans", "PlanEvent")
    return Q(Exists(plan.objects.filter(patient_id=OuterRef(path), pgh_created_at__gte=since)))


def agreed_plans(*, permits: Mapping[int, Permit], plans: Mapping[UUID, int]) -> dict[UUID, PlanRow]:
    """Agreed plans, whole, by their number; `plans` says whose each is. Three queries, whatever their number.

    Raises:
        PermitMismatch: a permit does not cover plans.
    """
    for permit in permits.values():
        permit.check(category=Category.SUD)
    rows = Plan.objects.filter(uuid__in=plans, patient_id__in=permits, agreed_at__isnull=False)
    return {row.uuid: row for row in whole_plans(rows) if plans[row.uuid] in permits}


def plan_in_force(*, permit: Permit) -> UUID | None:
    """The number of the plan in force of the permit's patient. One query."""
    permit.check(category=Category.SUD)
    rows = Plan.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, status=PlanStatus.ACTIVE)
    return rows.values_list("uuid", flat=True).first()
