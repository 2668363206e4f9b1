"""Reading care teams for an interface, in bulk. The gate's permits come first."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from care.actor import Category, Permit, Role
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
    rows = CareTeamMember.objects.filter(patient_id__in=permits, left_at__isnull=True).order_by("-is_lead", "joined_at", "pk")
    columns = ("patient_id", "enrolment__organisation_id", "staff__user__name", "function", "is_lead")
    found: dict[int, list[OutwardMember]] = defaultdict(list)
    for patient_id, organisation_id, name, function, is_lead in rows.values_list(*columns):
        if organisation_id == permits[patient_id].organisation_id:
            found[patient_id].append(OutwardMember(name, function, Role(function).label, is_lead))
    return found
