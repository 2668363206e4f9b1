"""What every change of a questionnaire is made of: the lock, the step, the end."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.links.operations import revoke_links
from care.outbox import operations as outbox
from care.outbox.rules import event_kind
from care.questionnaires.models import Questionnaire
from care.questionnaires.operations.refusals import NoSuchQuestionnaire
from care.questionnaires.rules.states import next_state
from care.questionnaires.vocabulary import EndReason, State, Step

SUBJECT = "questionnaire"  # what the tasks of this room are about
HAND_OVER_TASK = "questionnaire_unsent"
UNFINISHED_TASK = "questionnaire_unfinished"
EXPIRES = "questionnaire.expires"
WORRIES = "questionnaire.worries"


def locked(permit: Permit, uuid: UUID) -> Questionnaire:
    """A questionnaire of the permit's patient, held within the caller's transaction.

    Raises:
        NoSuchQuestionnaire: not there, or of another record.
        PermitMismatch: the permit does not write this kind of data.
    """
    rows = Questionnaire.objects.select_for_update(no_key=True)
    row = rows.filter(uuid=uuid, patient_id=permit.patient_id, organisation_id=permit.organisation_id).first()
    if row is None:
        raise NoSuchQuestionnaire
    permit.check(category=Category(row.category), action=Action.WRITE)
    return row


def move(row: Questionnaire, step: Step) -> None:
    """Let it take a step; the caller saves it.

    Raises:
        NotPossible: the table has no such step from here.
    """
    row.state = next_state(State(row.state), step).value


def end(row: Questionnaire, permit: Permit, *, reason: EndReason, at: datetime) -> None:
    """Take one back and save it: its link opens no more."""
    move(row, Step.TAKE_BACK)
    row.ended_at, row.end_reason = at, reason.value
    row.ended_by_id, row.ended_by_job = permit.actor.user_id, permit.actor.job_name
    row.save(update_fields=["state", "ended_at", "ended_by", "ended_by_job", "end_reason"])
    revoke_links(permit=permit, subject=row.uuid, reason=reason.value, at=at)


def tell_later(row: Questionnaire, event: str, *, key: str, due_at: datetime, at: datetime) -> None:
    """Have the room hear of a questionnaire at a later moment."""
    about: Mapping[str, int] = {"questionnaire": row.pk}
    outbox.queue(
        kind=event_kind(event),
        key=f"{event}:{row.uuid}:{key}",
        due_at=due_at,
        at=at,
        organisation_id=row.organisation_id,
        patient_id=row.patient_id,
        about=about,
    )


def uuid_of(permit: Permit, number: int) -> UUID:
    """The public number of a questionnaire of the permit's patient.

    Raises:
        NoSuchQuestionnaire: not there, or of another record.
    """
    rows = Questionnaire.objects.filter(pk=number, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    found = rows.values_list("uuid", flat=True).first()
    if found is None:
        raise NoSuchQuestionnaire
    return found
