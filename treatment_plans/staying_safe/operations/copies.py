"""The copy on somebody's phone: give it, its link, what the phone tells, and taking it back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.links.operations import issue_link, revoke_links
from care.links.queries import token_of
from care.links.rules import LinkPurpose
from care.reminders.operations import remind
from care.worklist.operations import open_task
from care.worklist.queries import is_asked_about
from patients.queries import get_patient
from treatment_plans.staying_safe import rules
from treatment_plans.staying_safe.models import PhoneCopy
from treatment_plans.staying_safe.operations.refusals import NoCopy, NothingToCopy, PersonDied
from treatment_plans.staying_safe.queries import kinds_there
from treatment_plans.staying_safe.vocabulary import CopyEnd, CopyKind

KIND = "safe-copy"  # the message with the link
UNSENT = "safe_copy_unsent"
NEXT_DAY = timedelta(days=1)
SEEN_EVERY = timedelta(hours=6)  # how often it is written down that a phone asks


def copies_of(permit: Permit, *, is_out: bool) -> list[PhoneCopy]:
    """The copies of the permit's patient: the one that is out, or those that were taken back."""
    rows = PhoneCopy.objects.filter(
        patient_id=permit.patient_id, organisation_id=permit.organisation_id, taken_back_at__isnull=is_out
    )
    return list(rows.order_by("-given_at", "-pk"))


def give_copy(*, permit: Permit, kinds: Sequence[CopyKind], sends: bool, at: datetime) -> PhoneCopy:
    """Give the person a copy of these plans for their phone; one that is out is of these from now on, under the same link.

    With `sends` the link is sent, as soon as a message may. Nothing of the plans is in the message.

    Raises:
        PersonDied.
        NothingToCopy: none of them is in force or waits for the person's word.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="safe_copy.given") as change:
        if get_patient(permit=permit).deceased_on is not None:
            raise PersonDied
        chosen = [kind for kind in CopyKind if kind in kinds and permit.covers(kind.category)]
        if not any(kind in chosen for kind in kinds_there(permit=permit)):
            raise NothingToCopy
        row = _out(permit) or _made(permit, user_id=user_id, at=at, kinds=chosen)
        row.kinds = [kind.value for kind in chosen]
        row.save(update_fields=["kinds"])
        change.detail["copy"] = row.pk
        if sends:
            remind(
                kind=KIND,
                patient_id=permit.patient_id,
                organisation_id=permit.organisation_id,
                key=f"safe-copy:{row.uuid}:{at:%Y-%m-%dT%H:%M}",
                due_at=at,
                at=at,
                about={"copy": str(row.uuid)},
            )
    return row


def _out(permit: Permit) -> PhoneCopy | None:
    rows = PhoneCopy.objects.select_for_update(no_key=True)
    return rows.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, taken_back_at__isnull=True).first()


def _made(permit: Permit, *, kinds: Sequence[CopyKind], user_id: int, at: datetime) -> PhoneCopy:
    try:
        with transaction.atomic():
            return PhoneCopy.objects.create(
                patient_id=permit.patient_id,
                organisation_id=permit.organisation_id,
                kinds=[kind.value for kind in kinds],
                given_at=at,
                given_by_id=user_id,
            )
    except IntegrityError:  # of two who give it at once the second is given the first one's
        row = _out(permit)
        if row is None:
            raise
        return row


def issue_copy_link(*, permit: Permit, copy: UUID, at: datetime) -> str:
    """The token of the copy's link, the same as long as the copy is out. From now on it opens for a year.

    Raises:
        NoCopy: it was taken back, or there is none.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    row = next((one for one in copies_of(permit, is_out=True) if one.uuid == copy), None)
    if row is None:
        raise NoCopy
    link = issue_link(
        permit=permit, purpose=LinkPurpose.SAFE_COPY.value, subject=copy, expires_at=at + rules.COPY_OPENS_FOR, at=at
    )
    return token_of(link)


def note_sent(*, permit: Permit, copy: UUID, at: datetime) -> None:
    """The message with the link left. In the transaction that marks the message."""
    with audit.change(permit=permit, at=at, verb="safe_copy.sent", detail={"copy": str(copy)}):
        PhoneCopy.objects.filter(uuid=copy, patient_id=permit.patient_id).update(sent_at=at)


def note_not_sent(*, permit: Permit, copy: UUID, at: datetime) -> None:
    """No message could go: somebody is asked to show the link. In the transaction that marks the message."""
    if not is_asked_about(permit=permit, subject=copy, kind=UNSENT):
        open_task(
            permit=permit,
            kind=UNSENT,
            title="Hand over a copy on paper, or show the link",
            why="The link to the copy for the person’s phone could not be sent.",
            due_at=at + NEXT_DAY,
            subject_kind="safe_copy",
            subject=copy,
            at=at,
        )


def note_seen(*, permit: Permit, copy: UUID, at: datetime) -> None:
    """The phone opened the copy, or asked whether it may keep it; its link opens for another year."""
    row = next((one for one in copies_of(permit, is_out=True) if one.uuid == copy), None)
    if row is None or (row.seen_at is not None and at - row.seen_at < SEEN_EVERY):
        return
    with audit.change(permit=permit, at=at, verb="safe_copy.seen", detail={"copy": row.pk}):
        row.seen_at = at
        row.save(update_fields=["seen_at"])
        issue_copy_link(permit=permit, copy=copy, at=at)


def take_back_copy(*, permit: Permit, why: CopyEnd, at: datetime) -> None:
    """Take the copy back: its link opens no more, and a phone that kept it erases it when it is next online and open.

    What nobody can take back: paper, a saved file, a picture of the screen, and a phone that never goes online again.

    Raises:
        NoCopy: none is out.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="safe_copy.taken_back", detail={"why": why.value}) as change:
        row = _out(permit)
        if row is None:
            raise NoCopy
        change.detail["copy"] = row.pk
        row.taken_back_at, row.taken_back_by_id = at, permit.actor.user_id
        row.taken_back_by_job = permit.actor.job_name if permit.actor.user_id is None else ""
        row.taken_back_why = why.value
        row.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_by_job", "taken_back_why"])
        revoke_links(permit=permit, subject=row.uuid, reason=why.value, at=at)
