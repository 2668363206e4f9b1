"""Reading care teams for an interface, in bulk. The gate's permits come first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from care.actor import Category, Permit
from care.teams.models import CareTeamMember


@dataclass(frozen=True, slots=True)
class OutwardMember:
    """A colleague on a care team as an interface names them."""

    name: str
    function: str
    function_label: str
    is_lead: bool


def changed_condition(*, since: datetime, path: str) -> Q:
    """For querysets: rows whose patient's (at `path`) care team changed since."""
    member = apps.get_model("teams", "CareTeamMemberEvent")
    return Q(Exists(member.objects.filter(patient_id=OuterRef(path), pgh_created_at__gte=since)))


def teams_of(*, permits: Mapping[int, Permit]) -> dict[int, list[OutwardMember]]:
    """Who is on the teams of some people now, by patient, lead first. One query.

    Raises:
        PermitMismatch: a permit does not cover the care team.
    """
    for permit in permits.values():
        permit.check(category=Category.SUD)
    rows = (
        CareTeamMember.objects.filter(patient_id__in=permits, left_at__isnull=True)
        .select_related("staff__user", "enrolment")
        .order_by("-is_lead", "joined_at", "pk")
    )
    found: dict[int, list[OutwardMember]] = defaultdict(list)
    for row in rows:
        if row.enrolment.organisation_id == permits[row.patient_id].organisation_id:
            found[row.patient_id].append(
                OutwardMember(row.staff.user.name, row.function, row.get_function_display(), row.is_lead)
            )
    return found
