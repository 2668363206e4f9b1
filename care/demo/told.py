"""The demo's stories so far: what a few people told a coordinator, kept through the same operations as in a clinic."""

from datetime import datetime, timedelta

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.demo.staff import HARBOR_STREET
from care.demo.words.story import TELLINGS, Telling
from care.lib.dates import local_date
from patients.story import operations as story
from patients.story.rules import Part, PartAnswer


def tell_story_so_far(*, at: datetime) -> int:
    """Tell them; gives the number of people. Where a strength is listed already, nothing is told again; a demo of a handful of
    people has not all of them.
    """
    if apps.get_model("story", "Strength").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    held = apps.get_model("accounts", "StaffRole").objects.filter(
        role=Role.COORDINATOR.value, staff__organisation_id=clinic.pk, revoked_at__isnull=True
    )
    staff_id, user_id = held.order_by("staff_id").values_list("staff_id", "staff__user_id")[0]
    actor = Actor.staff(user_id=user_id, staff_id=staff_id, organisation_id=clinic.pk, roles=frozenset({Role.COORDINATOR}))
    people = apps.get_model("patients", "Patient").objects.filter(organisation_id=clinic.pk)
    told = 0
    for telling in TELLINGS:
        found = people.filter(legal_given=telling.given, legal_family=telling.family).values_list("pk", flat=True).first()
        if found is not None:
            when = at - timedelta(days=telling.days_ago)
            _tell(telling, _permit(actor, found, when), when, zone=clinic.zone)
            told += 1
    return told


def _tell(telling: Telling, permit: Permit, at: datetime, *, zone: str) -> None:
    for line in telling.lines:
        story.add_entry(permit=permit, said=line, at=at)
    if any(line.part is Part.MEDICINES for line in telling.lines):
        story.reconcile_medicines(permit=permit, at=at)
    if telling.withdrawal is not None:
        story.record_withdrawal(permit=permit, said=telling.withdrawal, at=at)
    if telling.needs:
        story.record_needs(permit=permit, needs=telling.needs, at=at)
    pregnancy = telling.pregnancy(local_date(at, zone))
    if pregnancy is not None:
        story.record_pregnancy(permit=permit, said=pregnancy, at=at)
    for part in telling.nothing:
        story.answer_part(permit=permit, part=part, answer=PartAnswer.NOTHING, at=at)
    for part in telling.withheld:
        story.answer_part(permit=permit, part=part, answer=PartAnswer.PREFERS_NOT, at=at)


def _permit(actor: Actor, patient_id: int, at: datetime) -> Permit:
    return gate.require(
        actor=actor, patient_id=patient_id, category=Category.SUD, action=Action.WRITE, purpose=Purpose.TREAT, at=at
    )
