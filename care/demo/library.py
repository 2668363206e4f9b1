"""The demo's library: what the clinic added of its own, told through the same operations."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.apps import apps

from care.actor import Actor, Role
from care.demo.staff import HARBOR_STREET
from patients.story.rules import LifeArea
from treatment_plans.library.operations import add_own, add_template, change_own, retire_own
from treatment_plans.library.rules.own import OwnSaid
from treatment_plans.library.rules.templates import TemplateLine, TemplateSaid

WALK = OwnSaid(
    kind="peer-support",
    name="Friday harbor walk",
    title="Walk by the harbor on Fridays",
    what="An hour by the water with a peer and whoever comes, in any weather, with coffee afterward.",
    for_whom="Whoever would rather walk than sit in a circle.",
    source="own list",
    dose="Weekly, as long as it is liked.",
    frequency="weekly, 60 min",
    weeks=12,
    by=Role.PEER,
    record="came\nwhat they said of it",
    area=LifeArea.PEOPLE,
    beside="social-life",
)
LETTER = OwnSaid(
    kind="housing",
    name="Letter to the landlord",
    title="Letter to the landlord, with a payment plan",
    what="A letter that the person approves word by word, with what can be paid and when, and a call a week later.",
    for_whom="Behind on rent, with a landlord who answers.",
    source="own list",
    dose="Once, with a call after a week.",
    frequency="once, by the end of the week",
    weeks=2,
    by=Role.COORDINATOR,
    record="what was agreed\nday of the call",
    area=LifeArea.HOME,
    beside="housing-keep",
)
CHOIR = OwnSaid(
    kind="holistic",
    name="Monday choir",
    title="Choir on Mondays",
    what="Singing together in the waiting room after closing.",
    for_whom="Whoever likes to sing; nobody has to sing well.",
    source="own list",
    by=Role.PEER,
)


HOME = TemplateSaid(
    name="Home from the hospital",
    for_whom="Whoever comes home after days in a hospital, for whatever reason.",
    asks="What would make the first week at home a good one?\nWho may know that you are back?",
    measure="Days at home in the last 30",
    target_weeks=6,
    check="Which medicines were changed there, and by whom\nNaloxone at home",
    lines=(
        TemplateLine("peer", "Somebody calls on the first evening.", "twice in the first week"),
        TemplateLine("medication-support", "What was changed in the hospital is looked at together."),
        TemplateLine("naloxone", "After days without, the same dose is too much."),
        TemplateLine("own-1-v1", "A reason to leave the house.", "", is_usual=False),
    ),
)


def tell_library(*, at: datetime) -> int:
    """Tell it; gives the number of interventions. Where a clinic added something already, nothing is told again."""
    if apps.get_model("library", "OwnIntervention").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    held = apps.get_model("accounts", "StaffRole").objects.filter(
        staff__organisation_id=clinic.pk, staff__ended_at__isnull=True, role=Role.ADMINISTRATOR.value, revoked_at__isnull=True
    )
    found = held.order_by("pk").values_list("staff_id", "staff__user_id").first()
    if found is None:
        return 0
    staff_id, user_id = found
    actor = Actor.staff(user_id=user_id, staff_id=staff_id, organisation_id=clinic.pk, roles=frozenset({Role.ADMINISTRATOR}))
    begun = at - timedelta(days=200)
    walk = add_own(actor=actor, said=WALK, at=begun)
    add_own(actor=actor, said=LETTER, at=begun + timedelta(days=30))
    add_template(actor=actor, said=HOME, at=begun + timedelta(days=2))
    choir = add_own(actor=actor, said=CHOIR, at=begun + timedelta(days=31))
    longer = replace(WALK, weeks=16)
    change_own(actor=actor, number=walk.number, seen=walk.version, said=longer, at=at - timedelta(days=60))
    retire_own(actor=actor, number=choir.number, at=at - timedelta(days=20))
    return 4
