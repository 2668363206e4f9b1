"""How a consent ends, or a draft is not signed. It counts from the next request on: the gate reads the rows each time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.actor.vocabulary import Described
from care.audit import operations as audit
from care.consent.models import Consent
from care.consent.operations.refusals import (
    AlreadyRevoked,
    AlreadySigned,
    CannotBeTakenBack,
    NoEvent,
    NoSuchConsent,
    NotADraft,
    NotInForce,
    ReasonMissing,
)
from care.consent.rules import Kind, NotPossible, State, Step, can_be_taken_back, next_state, state_of
from care.links.operations import revoke_links, use_link
from care.links.queries import has_open_link, subject_of
from care.outbox import operations as outbox

REVOKED = "consent.revoked"  # the event that whoever must tell the recipients listens for
CLOSED = "closed"


class Event(Described):
    """What a consent may wait for."""

    END = "end", "It ends", "What ends this consent has happened."
    FREE = "free", "It can be taken back", "What had to happen before it can be taken back has happened."


@contextmanager
def _changing(permit: Permit, consent: UUID, *, verb: str, at: datetime) -> Iterator[Consent]:
    """The transaction of one change: the row locked, its event written.

    Raises:
        NoSuchConsent: not there, or of another record.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb=verb) as change:
        row = (
            Consent.objects.select_for_update(no_key=True)
            .filter(uuid=consent, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
            .first()
        )
        if row is None:
            raise NoSuchConsent
        change.detail |= {"consent": row.pk, "recipient": row.recipient_id}
        yield row


def _standing(row: Consent, at: datetime) -> State:
    return state_of(expires_at=row.expires_at, revoked_at=row.revoked_at, state=State(row.state), at=at)


def revoke_consent(*, permit: Permit, consent: UUID, reason: str, at: datetime) -> Consent:
    """Take a consent back. Nothing more is given on it from the next request on; what was sent stays sent.

    Whoever received something on it is told: an event says so, in the same transaction.

    Raises:
        NoSuchConsent, AlreadyRevoked, NotInForce, CannotBeTakenBack, ReasonMissing: as named.
    """
    user_id, _ = permit.actor.colleague()
    if not reason.strip():
        raise ReasonMissing
    with _changing(permit, consent, verb="consent.revoked", at=at) as row:
        if row.revoked_at is not None:
            raise AlreadyRevoked
        try:
            after = next_state(_standing(row, at), Step.REVOKE)
        except NotPossible as refusal:
            raise NotInForce from refusal
        kind = Kind(row.kind)
        if not can_be_taken_back(kind=kind, irrevocable_until=row.irrevocable_until, freed_at=row.freed_at, at=at):
            raise CannotBeTakenBack
        row.state = after.value
        row.revoked_at, row.revoked_by_id, row.revoke_reason = at, user_id, reason.strip()
        row.save(update_fields=["state", "revoked_at", "revoked_by", "revoke_reason"])
        outbox.publish(
            event=REVOKED,
            key=f"{REVOKED}:{row.uuid}",
            at=at,
            organisation_id=row.organisation_id,
            patient_id=row.patient_id,
            about={"consent": row.pk},
        )
    return row


def record_event(*, permit: Permit, consent: UUID, event: Event, at: datetime) -> Consent:
    """A colleague records that what a consent waits for has happened: it ends, or it can be taken back from now on.

    Raises:
        NoSuchConsent, NotInForce, NoEvent: as named.
    """
    user_id, _ = permit.actor.colleague()
    verb = "consent.ended" if event is Event.END else "consent.freed"
    with _changing(permit, consent, verb=verb, at=at) as row:
        if _standing(row, at) is not State.SIGNED:
            raise NotInForce
        if event is Event.END:
            if not row.end_event:
                raise NoEvent
            row.state = next_state(State.SIGNED, Step.END).value
            row.ended_at, row.ended_by_id = at, user_id
            row.save(update_fields=["state", "ended_at", "ended_by"])
        else:
            if not row.irrevocable_event or row.freed_at is not None:
                raise NoEvent
            row.freed_at, row.freed_by_id = at, user_id
            row.save(update_fields=["freed_at", "freed_by"])
    return row


def decline_consent(*, permit: Permit, consent: UUID, link_id: int | None = None, at: datetime) -> Consent:
    """The person said no, through their link or to a colleague. Their care stays the same.

    Raises:
        NoSuchConsent, AlreadySigned, NotADraft: as named.
        LinkUsed, LinkExpired, LinkRevoked: the link opens no more.
    """
    return _close(permit, consent, Step.DECLINE, verb="consent.declined", link_id=link_id, at=at)


def set_aside_consent(*, permit: Permit, consent: UUID, at: datetime) -> Consent:
    """A colleague puts a draft away: wrong, or not wanted any more. An open link to it opens no more.

    Raises:
        NoSuchConsent, AlreadySigned, NotADraft: as named.
    """
    permit.actor.colleague()
    return _close(permit, consent, Step.SET_ASIDE, verb="consent.set_aside", link_id=None, at=at)


def _close(permit: Permit, consent: UUID, step: Step, *, verb: str, link_id: int | None, at: datetime) -> Consent:
    if link_id is None:
        permit.actor.colleague()
    elif subject_of(permit=permit, link_id=link_id) != consent:
        raise NoSuchConsent
    with _changing(permit, consent, verb=verb, at=at) as row:
        try:
            row.state = next_state(State(row.state), step).value
        except NotPossible as refusal:
            raise (NotADraft if refusal.state in (State.DECLINED, State.SET_ASIDE) else AlreadySigned) from refusal
        if link_id is not None:
            use_link(link_id=link_id, at=at)
        elif has_open_link(permit=permit, subject=row.uuid):
            revoke_links(permit=permit, subject=row.uuid, reason=CLOSED, at=at)
        row.closed_at, row.closed_by_id, row.closed_by_job = at, permit.actor.user_id, permit.actor.job_name
        row.save(update_fields=["state", "closed_at", "closed_by", "closed_by_job"])
    return row
