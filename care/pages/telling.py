"""Recipients are told that a consent was taken back, where they had received something on it.

By e-mail where the partner named a contact, else a coordinator is asked to tell them. Neither says anything of the person: a
consent's number stood on all that was given on it. What was sent stays sent (42 CFR 2.31(a)(6)).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from care.access import gate
from care.access.queries import Received, received_on
from care.accounts.queries import contact_emails, organisations
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.audit import operations as audit
from care.messaging import send_email
from care.outbox import operations as outbox
from care.outbox.handling import Drop, Handler, Later, Listener, Ready
from care.outbox.queries import Claimed
from care.worklist.operations import open_task
from care.worklist.queries import is_asked_about
from care.worklist.rules import Priority

JOB = "consent.tell"
NOTICE = "consent-revoked"  # of the rows that tell a partner
UNTOLD = "consent.recipient_untold"
TELL = "consent_told"  # the task that tells in a message's place
NEXT_DAY = timedelta(days=1)
SUBJECT = "A consent is taken back"
WORDS = """Hello,

the consent with the number below is taken back from today on. {program} gives nothing more on it, and your system's requests
on it are refused.

    {consent}

Records that you received on it carry this number. Please tell those who use them, and use them from now on only as the law
allows (42 CFR 2.33). This message names nobody; please do not answer it with a name.

{program}
"""


def _permit(row: Claimed, at: datetime) -> Permit:
    return gate.require(
        actor=Actor.system(job=JOB, organisation_id=row.organisation_id),
        patient_id=row.patient_id,
        category=Category.SUD,
        action=Action.WRITE,
        purpose=Purpose.HOPERAT,
        at=at,
    )


def _revoked(row: Claimed, at: datetime) -> None:
    """Queue a message to each recipient with a contact, and ask somebody to tell the others."""
    permit = _permit(row, at)
    received = received_on(permit=permit, consent_id=int(row.about["consent"]))
    if not received:
        return
    contacts = contact_emails([one.recipient_id for one in received if one.recipient_id is not None])
    with audit.change(permit=permit, at=at, verb="consent.recipients_told") as change:
        change.detail |= {"consent": row.about["consent"], "recipients": [one.recipient_id for one in received]}
        _queue([one for one in received if one.recipient_id in contacts], permit, at=at)
        _ask([one for one in received if one.recipient_id not in contacts], permit, at=at)


def _queue(received: Sequence[Received], permit: Permit, *, at: datetime) -> None:
    for one in received:
        outbox.queue(
            kind=NOTICE,
            key=f"{NOTICE}:{one.consent}:{one.recipient_id}",
            due_at=at,
            at=at,
            organisation_id=permit.organisation_id,
            patient_id=permit.patient_id,
            about={"consent": one.consent, "recipient": one.recipient_id},
        )


def _ask(received: Sequence[Received], permit: Permit, *, at: datetime) -> None:
    if not received or is_asked_about(permit=permit, subject=received[0].consent, kind=TELL):
        return
    names = ", ".join(one.recipient for one in received)
    _open_task(permit, received[0].consent, f"Tell {names} that a consent is taken back", at=at)


def _open_task(permit: Permit, consent: UUID, title: str, *, at: datetime) -> None:
    open_task(
        permit=permit,
        kind=TELL,
        title=title[:200],
        why="They received something on it. Say its number, and nothing of the person beyond what they have.",
        priority=Priority.RAISED,
        owner_role=Role.COORDINATOR,
        due_at=at + NEXT_DAY,
        subject_kind="consent",
        subject=consent,
        at=at,
    )


TELL_RECIPIENTS = Listener("consent.tell_recipients", _revoked)


# --- the message itself ---------------------------------------------------------------------------------------------------------


def _open(_rows: Sequence[Claimed], _at: datetime) -> None:
    """Nothing is shared by a batch."""


def _prepare(row: Claimed, _context: None, _at: datetime) -> Ready | Drop | Later:
    """Where it goes is looked up when it goes: a partner may have named another contact meanwhile."""
    recipient, program = int(row.about["recipient"]), row.organisation_id or 0
    address = contact_emails([recipient]).get(recipient)
    if address is None:
        return Drop("NO_CONTACT")
    body = WORDS.format(program=organisations([program])[program].name, consent=row.about["consent"])
    return Ready((address, body))


def _send(row: Claimed, ready: Ready) -> str:
    address, body = ready.payload
    return send_email(to=address, subject=SUBJECT, body=body, key=row.key)


def _settle(_row: Claimed, _context: None, _ready: Ready, _reference: str, _at: datetime) -> None:
    """The audit event of the outbox says that it left."""


def _unsent(row: Claimed, _context: None, _reason: str, at: datetime) -> None:
    """Somebody tells them in its place. Runs in the outbox's transaction, so the permit is asked for by the event of its own."""
    outbox.publish(
        event=UNTOLD,
        key=f"{UNTOLD}:{row.uuid}",
        at=at,
        organisation_id=row.organisation_id,
        patient_id=row.patient_id,
        about={"consent": row.about["consent"], "recipient": row.about["recipient"]},
    )


def _untold(row: Claimed, at: datetime) -> None:
    permit = _permit(row, at)
    consent, recipient = UUID(str(row.about["consent"])), int(row.about["recipient"])
    if is_asked_about(permit=permit, subject=consent, kind=TELL):
        return
    _open_task(permit, consent, f"Tell {organisations([recipient])[recipient].name} that a consent is taken back", at=at)


TELL_BY_HAND = Listener("consent.tell_by_hand", _untold)
NOTICE_HANDLER = Handler(open=_open, prepare=_prepare, send=_send, settle=_settle, dropped=_unsent, given_up=_unsent)
