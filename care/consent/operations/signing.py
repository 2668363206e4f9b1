"""Preparing a consent and signing it. It counts from the next request on: the gate reads the rows each time."""

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from care.accounts.queries import organisations, partner_organisations
from care.actor import Action, Category, Permit, Purpose
from care.audit import operations as audit
from care.consent.models import Consent, ConsentPaper, Representative
from care.consent.operations.refusals import (
    AlreadyGiven,
    AlreadySigned,
    DraftTooOld,
    NoSuchConsent,
    NotADraft,
    NotARecipient,
)
from care.consent.rules import (
    KINDS,
    BadTerms,
    How,
    Kind,
    PaperKind,
    Signature,
    Signer,
    Signers,
    State,
    Step,
    Terms,
    check_drawing,
    check_scan,
    check_signatures,
    check_terms,
    next_state,
    state_of,
)
from care.consent.wording import Wording
from care.lib.secrets import encrypt_bytes
from care.links.operations import issue_link, revoke_links, use_link
from care.links.queries import has_open_link, subject_of, token_of
from care.links.rules import LinkPurpose

LINK_LASTS = timedelta(days=7)  # own default; a consent that is not signed by then is asked for again
SIGNED_ELSEWHERE = "signed"


def prepare_consent(*, permit: Permit, recipient_id: int | None = None, terms: Terms, wording: Wording, at: datetime) -> Consent:
    """Write down what the person is asked to sign. Nothing is shared on it before they have.

    `recipient_id` is an organisation with a partner system; somebody else stands in the terms by name. A consent for a class
    has neither.

    Raises:
        BadTerms: an element of 42 CFR 2.31(a) is missing, or it reaches further than its kind may.
        NotARecipient: as named.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, organisation_id = permit.actor.colleague()
    _check_recipient(permit, recipient_id, terms)
    check_terms(terms, signed_at=None, at=at)
    own = organisations([organisation_id])[organisation_id]
    with audit.change(permit=permit, at=at, verb="consent.prepared", detail={"kind": terms.kind.value}) as change:
        consent = Consent.objects.create(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            kind=terms.kind.value,
            state=State.DRAFT.value,
            discloser=terms.discloser.strip() or own.name,
            recipient_id=recipient_id,
            recipient_name=terms.recipient_name.strip(),
            recipient_kind=_sort_of(recipient_id, terms),
            members=list(terms.members),
            treating_members=terms.treating_members,
            matter=terms.matter.strip(),
            categories=sorted(category.value for category in terms.categories),
            purposes=sorted(purpose.value for purpose in terms.purposes),
            what=terms.what.strip(),
            purpose_text=terms.purpose_text.strip() or _purposes_in_words(terms),
            at_request=terms.at_request,
            wording=wording.version,
            wording_language=wording.language,
            prepared_at=at,
            prepared_by_id=user_id,
            expires_at=terms.expires_at,
            end_event=terms.end_event.strip(),
            irrevocable_until=terms.irrevocable_until,
            irrevocable_event=terms.irrevocable_event.strip(),
        )
        change.detail |= {"consent": consent.pk, "recipient": recipient_id, "categories": consent.categories}
    return consent


def _check_recipient(permit: Permit, recipient_id: int | None, terms: Terms) -> None:
    rule = KINDS[terms.kind]
    if rule.is_class:
        if recipient_id is not None:
            raise NotARecipient
        return
    if recipient_id is None:
        if not terms.recipient_name.strip():
            raise BadTerms("recipient_name", "Say who receives it.")
        if terms.recipient_kind is None:
            raise BadTerms("recipient_kind", "Say what they are to the person.")
        return
    if terms.recipient_name.strip():
        raise BadTerms("recipient_name", "Choose an organization or name somebody else, not both.")
    partners = {partner.organisation_id: partner for partner in partner_organisations(besides=permit.organisation_id)}
    partner = partners.get(recipient_id)
    if partner is None or partner.kind not in rule.recipients:
        raise NotARecipient
    if not terms.purposes <= rule.purposes_for(partner.kind):
        raise BadTerms("purposes", "That is not what such a recipient can receive it for.")


def _sort_of(recipient_id: int | None, terms: Terms) -> str:
    if recipient_id is not None:
        return organisations([recipient_id])[recipient_id].kind.value
    return terms.recipient_kind.value if terms.recipient_kind else ""


def _purposes_in_words(terms: Terms) -> str:
    return ", ".join(sorted(purpose.label for purpose in terms.purposes))


def sign_consent(
    *,
    permit: Permit,
    consent: UUID,
    signature: Signature,
    signers: Signers,
    signed_at: datetime | None = None,
    link_id: int | None = None,
    language: str = "",
    at: datetime,
) -> Consent:
    """The person has signed: it counts from now on. A new one for treatment, payment and operations takes the old one's place.

    `signers` says who must sign for this person now (`queries.signers_of`): a minor, somebody for whom a court has spoken.
    By a link the signature is the person's own act; without one a colleague saw it or has the paper. An open link to the same
    draft is taken back. `language` is that in which the wording was read, where it is another than the draft's.

    Raises:
        NoSuchConsent: the permit's patient has no such draft here, or the link is about another.
        AlreadySigned, NotADraft, DraftTooOld, AlreadyGiven: as named.
        BadTerms: no name, or signed on a day that lies ahead.
        MayNotSign: somebody else must sign, or must sign as well, or not for this.
        BadPaper: the drawing or the scan is not what it has to be.
        LinkUsed, LinkExpired, LinkRevoked: the link opens no more.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    if link_id is None:
        permit.actor.colleague()
    elif subject_of(permit=permit, link_id=link_id) != consent:
        raise NoSuchConsent
    moment = signed_at or at
    if not signature.name.strip():
        raise BadTerms("signature", "Write the name as it was signed.")
    if moment > at:
        raise BadTerms("signed_at", "The day of signing lies ahead.")
    paper = _paper(signature)
    with audit.change(permit=permit, at=at, verb="consent.given", detail={"how": signature.how.value}) as change:
        _one_at_a_time(permit.patient_id)
        row = _locked(permit, consent)
        state = State(row.state)
        if state is not State.DRAFT:
            raise NotADraft if state in (State.DECLINED, State.SET_ASIDE) else AlreadySigned
        if row.expires_at is not None and row.expires_at <= at:
            raise DraftTooOld
        check_signatures(
            signers,
            person_signed=signature.signer is Signer.PATIENT,
            representative=signature.representative,
            purposes=[Purpose(purpose) for purpose in row.purposes],
        )
        if link_id is not None:
            use_link(link_id=link_id, at=at)
        elif has_open_link(permit=permit, subject=row.uuid):
            revoke_links(permit=permit, subject=row.uuid, reason=SIGNED_ELSEWHERE, at=at)
        row.how, row.signer, row.signature = signature.how.value, signature.signer.value, signature.name.strip()
        row.representative_id = _representative(permit, signature)
        row.beside = signature.beside.strip()
        row.wording_language = language or row.wording_language
        row.signed_at, row.recorded_at = moment, at
        row.recorded_by_id, row.recorded_by_job = permit.actor.user_id, permit.actor.job_name
        replaced = _replace_general(permit, row, at=at) if row.kind == Kind.TPO.value else []
        row.state = next_state(state, Step.SIGN).value
        _save(row)
        if paper is not None:
            _keep(row, paper, permit=permit, at=at)
        change.detail |= {
            "consent": row.pk,
            "recipient": row.recipient_id,
            "categories": row.categories,
            "replaced": replaced,
        }
    return row


def _paper(signature: Signature) -> tuple[PaperKind, str, bytes] | None:
    if signature.scan is not None:
        scan = check_scan(signature.scan.content)
        return PaperKind.SCAN, scan.media_type, scan.content
    drawing = check_drawing(signature.drawing)
    return (PaperKind.DRAWING, "image/svg+xml", drawing.encode()) if drawing else None


def _representative(permit: Permit, signature: Signature) -> int | None:
    if signature.representative is None:
        return None
    if signature.signer is Signer.PATIENT and not signature.beside.strip():
        raise BadTerms("beside", "Write the name as the parent signed it.")
    rows = Representative.objects.filter(uuid=signature.representative, patient_id=permit.patient_id)
    return rows.values_list("pk", flat=True).get(organisation_id=permit.organisation_id)


def _one_at_a_time(patient_id: int) -> None:
    """Two signatures of one person wait for each other; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"consent.signing.{patient_id}"])


def _locked(permit: Permit, consent: UUID) -> Consent:
    row = (
        Consent.objects.select_for_update(no_key=True)
        .filter(uuid=consent, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
        .first()
    )
    if row is None:
        raise NoSuchConsent
    return row


def _replace_general(permit: Permit, new: Consent, *, at: datetime) -> list[int]:
    """The one that stood before ends: replaced by the new one, or ended already when its last day had passed."""
    replaced = []
    standing = Consent.objects.select_for_update(no_key=True).filter(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        kind=Kind.TPO.value,
        state=State.SIGNED.value,
    )
    for old in standing.order_by("pk"):
        if state_of(expires_at=old.expires_at, revoked_at=old.revoked_at, at=at) is State.EXPIRED:
            old.state = next_state(State.SIGNED, Step.END).value
        else:
            old.state = next_state(State.SIGNED, Step.REPLACE).value
            old.superseded_at, old.superseded_by_id, old.superseded_by_job = at, permit.actor.user_id, permit.actor.job_name
            old.successor = new
            replaced.append(old.pk)
        old.save(update_fields=["state", "superseded_at", "superseded_by", "superseded_by_job", "successor"])
    return replaced


def _save(row: Consent) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "consent_once" not in str(error):
            raise
        raise AlreadyGiven from error


def _keep(row: Consent, paper: tuple[PaperKind, str, bytes], *, permit: Permit, at: datetime) -> None:
    kind, media_type, content = paper
    ConsentPaper.objects.create(
        consent=row,
        kind=kind.value,
        media_type=media_type,
        size=len(content),
        digest=sha256(content).hexdigest(),
        content=encrypt_bytes(content, settings.CARE_FIELD_KEYS),
        added_at=at,
        added_by_id=permit.actor.user_id,
        added_by_job=permit.actor.job_name,
    )


def give_consent(
    *,
    permit: Permit,
    recipient_id: int | None = None,
    terms: Terms,
    wording: Wording,
    how: How,
    signature: str,
    signers: Signers,
    signed_at: datetime,
    at: datetime,
) -> Consent:
    """Record what the person signed, in one step. It counts at once.

    Raises:
        BadTerms, NotARecipient: as `prepare_consent`.
        AlreadyGiven, MayNotSign: as `sign_consent`.
    """
    check_terms(terms, signed_at=signed_at, at=at)
    with transaction.atomic():
        draft = prepare_consent(permit=permit, recipient_id=recipient_id, terms=terms, wording=wording, at=at)
        signed = Signature(how, signature)
        return sign_consent(permit=permit, consent=draft.uuid, signature=signed, signers=signers, signed_at=signed_at, at=at)


def issue_consent_link(*, permit: Permit, consent: UUID, at: datetime) -> str:
    """The token of the link by which the person reads and signs a draft, the same as long as it is open.

    Raises:
        NoSuchConsent: not there, or of another record.
        AlreadySigned, NotADraft, DraftTooOld: there is nothing to sign.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    row = Consent.objects.filter(uuid=consent, patient_id=permit.patient_id, organisation_id=permit.organisation_id).first()
    if row is None:
        raise NoSuchConsent
    state = State(row.state)
    if state is not State.DRAFT:
        raise NotADraft if state in (State.DECLINED, State.SET_ASIDE) else AlreadySigned
    until = min(at + LINK_LASTS, row.expires_at or at + LINK_LASTS)
    if until <= at:
        raise DraftTooOld
    return token_of(issue_link(permit=permit, purpose=LinkPurpose.CONSENT.value, subject=row.uuid, expires_at=until, at=at))
