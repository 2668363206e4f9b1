"""A return to use: written down as a clinical event, and followed by an offer of care. Nothing else follows from it.

No plan, no dose, no enrollment and no take-home supply is touched here, and no rule elsewhere may do so because of it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit, Role
from care.audit import operations as audit
from care.lib.dates import local_date
from care.outbox import operations as outbox
from care.worklist.operations import cancel_tasks_about, open_task
from care.worklist.queries import subjects_of_tasks
from care.worklist.rules import Priority
from patients.queries import get_patient
from patients.story.rules.days import earliest
from treatment_plans.staying_safe import rules
from treatment_plans.staying_safe.models import ReturnToUse
from treatment_plans.staying_safe.operations.parts import one_asks
from treatment_plans.staying_safe.operations.refusals import NoSuchReturn, PersonDied
from treatment_plans.staying_safe.vocabulary import ErrorReason, ToldBy

KIND = "return_to_use"  # of the task that offers care
EVENT = "use.returned"


class NotYet(ValueError):
    """The day is to come."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of a return to use. `happened` is a day of any precision."""

    happened: str
    substance: str
    heard: ToldBy
    own_words: str = ""
    around: str = ""
    helped: str = ""


def record_return(*, permit: Permit, told: Told, at: datetime) -> ReturnToUse:
    """Write it down, and ask a colleague to get in touch and offer care, within a day. One offer is open at a time: what is told
    while nobody has made it yet joins it.

    Raises:
        PersonDied.
        NotYet: the day is to come.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, organisation_id = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="use.return_recorded") as change:
        person = get_patient(permit=permit)
        if person.deceased_on is not None:
            raise PersonDied
        if earliest(told.happened) > local_date(at, person.identity.zone):
            raise NotYet
        row = ReturnToUse(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            happened=told.happened,
            substance=told.substance.strip(),
            own_words=told.own_words.strip(),
            around=told.around.strip(),
            helped=told.helped.strip(),
            heard=told.heard.value,
            recorded_at=at,
            recorded_by_id=user_id,
        )
        one_asks(permit)
        row.offer = _open_offer(permit) or _offer(permit, row.uuid, at)
        row.save()
        change.detail["return"] = row.pk
        outbox.publish(
            event=EVENT,
            key=f"{EVENT}:{row.uuid}",
            at=at,
            organisation_id=organisation_id,
            patient_id=permit.patient_id,
            about={"return": str(row.uuid)},
        )
    return row


def _open_offer(permit: Permit) -> UUID | None:
    subjects = subjects_of_tasks(permit=permit, kinds=[KIND])
    asked = ReturnToUse.objects.filter(patient_id=permit.patient_id, uuid__in=subjects, offer__isnull=False)
    return asked.order_by("-pk").values_list("offer", flat=True).first()


def _offer(permit: Permit, returned: UUID, at: datetime) -> UUID:
    task = open_task(
        permit=permit,
        kind=KIND,
        title="Get in touch and offer care",
        why="A return to use was told. This is contact and an offer, never a sanction: care goes on as it is.",
        priority=Priority.RAISED,
        owner_role=Role.COUNSELOR,
        due_at=at + rules.CONTACT_WITHIN,
        subject_kind=KIND,
        subject=returned,
        at=at,
    )
    return task.uuid


def mark_in_error(*, permit: Permit, event: UUID, reason: ErrorReason, at: datetime) -> ReturnToUse:
    """It was written in error: it stays, marked, and nothing counts it any more. The offer that nobody made is withdrawn,
    unless it is made for another return as well.

    Raises:
        NoSuchReturn: not there, or marked already.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="use.return_in_error", detail={"reason": reason.value}) as change:
        rows = ReturnToUse.objects.select_for_update(no_key=True)
        row = rows.filter(
            uuid=event, patient_id=permit.patient_id, organisation_id=permit.organisation_id, error_at__isnull=True
        ).first()
        if row is None:
            raise NoSuchReturn
        change.detail["return"] = row.pk
        row.error_at, row.error_by_id, row.error_reason = at, user_id, reason.value
        row.save(update_fields=["error_at", "error_by", "error_reason"])
        told = ReturnToUse.objects.filter(patient_id=permit.patient_id, offer=row.offer).order_by("pk")
        if not told.filter(error_at__isnull=True).exists():
            subjects = list(told.values_list("uuid", flat=True))
            cancel_tasks_about(permit=permit, subjects=subjects, kinds=[KIND], reason="Entered in error", at=at)
    return row
