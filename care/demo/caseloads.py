"""Whose people a room of the demo tells about: those whom its counselor has had for a while."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.demo.staff import HARBOR_STREET

A_WHILE = timedelta(days=60)


def counselor_of_the_demo() -> tuple[Any, Any]:
    """The clinic, and its counselor with their account."""
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    email = next(one.email for one in HARBOR_STREET.colleagues if one.role is Role.COUNSELOR)
    rows = apps.get_model("accounts", "Staff").objects.select_related("user")
    return clinic, rows.get(organisation_id=clinic.pk, user__email=email)


def caseload_of(staff: Any, *, at: datetime) -> Any:
    """The people of the colleague who are in care and have been on their caseload for a while, as a query of their numbers."""
    members = apps.get_model("teams", "CareTeamMember").objects.filter(
        staff_id=staff.pk, left_at__isnull=True, enrolment__ended_at__isnull=True, joined_at__lt=at - A_WHILE
    )
    return members.values_list("patient_id", flat=True).distinct()


def as_counselor(staff: Any) -> Actor:
    """The colleague as the one who acts."""
    roles = frozenset({Role.COUNSELOR})
    return Actor.staff(user_id=staff.user_id, staff_id=staff.pk, organisation_id=staff.organisation_id, roles=roles)


def may_write(actor: Actor, patient_id: int, at: datetime) -> Permit:
    """What opens the record to them, for writing."""
    return gate.require(
        actor=actor, patient_id=patient_id, category=Category.SUD, action=Action.WRITE, purpose=Purpose.TREAT, at=at
    )
