"""The demo's questionnaires by phone: one answered, one that waits for more, one that ran out with a part filled in."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.demo.staff import HARBOR_STREET
from care.links.operations import open_link
from care.links.rules import LinkPurpose
from care.outbox.operations import waking_nobody, withdraw
from care.questionnaires import operations
from care.questionnaires.rules.times import LASTS
from care.reminders import operations as reminders
from care.reminders.rules import Channel, Given
from patients.assessments.catalogue import definition

INSTRUMENT = "gad7"
# How many days ago it was asked, how many questions were filled in, and whether the answers were sent.
STORIES = ((3, 7, True), (1, 3, False), (9, 2, False))
AFTER = 8  # people of the clinic: the first ones have pages of their own in the pictures
LATER = timedelta(hours=2)


def tell_phones(*, at: datetime) -> int:
    """Tell it of three people who may be texted; gives how many. Where something was sent already, nothing is told."""
    if apps.get_model("questionnaires", "Questionnaire").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    email = next(one.email for one in HARBOR_STREET.colleagues if one.role is Role.COORDINATOR)
    staff = apps.get_model("accounts", "Staff").objects.get(organisation=clinic, user__email=email)
    amara = Actor.staff(user_id=staff.user_id, staff_id=staff.pk, organisation_id=clinic.pk, roles=frozenset({Role.COORDINATOR}))
    people = _people(clinic.pk)
    with waking_nobody():  # the messages left long ago
        for patient_id, (days, filled, is_sent) in zip(people, STORIES, strict=False):
            _tell(amara, patient_id, asked_at=at - timedelta(days=days), filled=filled, is_sent=is_sent, at=at)
    return min(len(people), len(STORIES))


def _people(organisation_id: int) -> list[int]:
    """Who is in care, may be texted, and has no answers to this instrument open."""
    in_care = apps.get_model("teams", "Enrolment").objects.filter(
        organisation_id=organisation_id, ended_at__isnull=True, treatment_completed_on__isnull=True
    )
    texted = apps.get_model("patients", "ContactPoint").objects.filter(kind="phone", may_text=True, is_shared=False)
    busy = apps.get_model("assessments", "Response").objects.filter(state="open", instrument=INSTRUMENT)
    people = (
        apps.get_model("patients", "Patient")
        .objects.filter(pk__in=in_care.order_by().values("patient"), deceased_on__isnull=True)
        .filter(pk__in=texted.order_by().values("patient"))
        .exclude(pk__in=busy.order_by().values("patient"))
        .order_by("pk")
    )
    return list(people.values_list("pk", flat=True)[AFTER : AFTER + len(STORIES)])


def _tell(actor: Actor, patient_id: int, *, asked_at: datetime, filled: int, is_sent: bool, at: datetime) -> None:
    permit = _permit(actor, patient_id, asked_at)
    phone = apps.get_model("patients", "ContactPoint").objects.filter(
        patient_id=patient_id, kind="phone", may_text=True, is_shared=False
    )
    address = phone.order_by("position").values_list("value", flat=True)[0]
    reminders.allow_channel(permit=permit, channel=Channel.SMS, address=address, how=Given.IN_PERSON, at=asked_at)
    row: Any = operations.ask_questionnaire(permit=permit, instrument=INSTRUMENT, at=asked_at)
    withdraw(keys=[f"questionnaire:{row.uuid}"], reason="SENT", at=asked_at)
    operations.note_sent(permit=permit, questionnaire_id=row.pk, at=asked_at)
    token = operations.issue_questionnaire_link(permit=permit, questionnaire=row.uuid, at=asked_at)
    answered_at = min(asked_at + LATER, at)
    holder = open_link(token=token, purpose=LinkPurpose.QUESTIONNAIRE.value, at=answered_at)
    own = _permit(holder.actor, patient_id, answered_at, purpose=Purpose.PATRQT)
    items = [item.link_id for item in definition(INSTRUMENT).items]
    for question in items[:filled]:
        operations.keep_answer(permit=own, link_id=holder.link_id, question=question, answer=Decimal(1), at=answered_at)
    if is_sent:
        operations.send_answers(permit=own, link_id=holder.link_id, answers={}, at=answered_at)
    if is_sent or asked_at + LASTS <= at:
        withdraw(keys=[f"questionnaire:{row.uuid}:again"], reason="CLOSED", at=at)
    if not is_sent and asked_at + LASTS <= at:
        platform = Actor.system(job="questionnaires.close", organisation_id=permit.organisation_id)
        over = asked_at + LASTS
        operations.expire_questionnaire(
            permit=_permit(platform, patient_id, over, purpose=Purpose.HOPERAT), questionnaire_id=row.pk, at=over
        )


def _permit(actor: Actor, patient_id: int, at: datetime, *, purpose: Purpose = Purpose.TREAT) -> Permit:
    return gate.require(actor=actor, patient_id=patient_id, category=Category.SUD, action=Action.WRITE, purpose=purpose, at=at)
