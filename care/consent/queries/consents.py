"""Reading consents: for the gate, by numbers; for a chart, with a permit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from care.actor import Category, Permit, Purpose, Requester
from care.consent.models import Consent
from care.consent.queries.restrictions import Asker, restricted_condition, withheld_categories
from care.consent.rules import ConsentFacts, How, Kind, Match, Signer, State, is_valid, match, state_of
from care.lib.timeline import TimelineEntry

_FACTS = (
    "pk", "uuid", "organisation_id", "recipient_id", "categories", "purposes", "signed_at", "expires_at", "revoked_at", "kind",
)  # fmt: skip


_WITHHELD = ("withheld", "self_paid")


def _beside_restrictions(consents: QuerySet[Consent], asker: Asker) -> QuerySet[Consent]:
    """Consents with what restrictions keep from whoever asks, in the same query."""
    return consents.annotate(
        withheld=withheld_categories(asker=asker, self_paid=False), self_paid=withheld_categories(asker=asker, self_paid=True)
    )


def _facts(row: Iterable[object]) -> ConsentFacts:
    pk, uuid, organisation, recipient, categories, purposes, signed_at, expires_at, revoked_at, kind, *kept = row
    withheld, self_paid = kept or ((), ())
    return ConsentFacts(
        pk,  # type: ignore[arg-type]
        uuid,  # type: ignore[arg-type]
        organisation,  # type: ignore[arg-type]
        recipient,  # type: ignore[arg-type]
        frozenset(Category(category) for category in categories),  # type: ignore[attr-defined]
        frozenset(Purpose(purpose) for purpose in purposes),  # type: ignore[attr-defined]
        signed_at,  # type: ignore[arg-type]
        expires_at,  # type: ignore[arg-type]
        revoked_at,  # type: ignore[arg-type]
        Kind(str(kind)),
        frozenset(Category(category) for category in withheld),  # type: ignore[attr-defined]
        frozenset(Category(category) for category in self_paid),  # type: ignore[attr-defined]
    )


def consent_for(
    *,
    patient_id: int | None,
    recipient_id: int,
    requester: Requester,
    kinds: Collection[Kind],
    category: Category,
    purpose: Purpose,
    at: datetime,
) -> tuple[Match, ConsentFacts | None]:
    """What a person's consents to a recipient say at this moment, and the one on which a yes rests; for the gate.

    The consent says what restrictions keep from a recipient of this kind. One query, also where nobody is named, so that nobody's
    answer takes as long as somebody's.
    """
    consents = Consent.objects.filter(patient_id=patient_id or 0, recipient_id=recipient_id).order_by("pk")
    rows = _beside_restrictions(consents, Asker(requester, recipient_id, purpose, at))
    facts = [_facts(row) for row in rows.values_list(*_FACTS, *_WITHHELD)]
    return match(facts, kinds=kinds, category=category, purpose=purpose, at=at)


def consent_named(
    *, patient_id: int | None, organisation_id: int | None, uuid: UUID | None, at: datetime
) -> tuple[Match, ConsentFacts | None]:
    """The consent of a person here that a colleague names, and where it stands; for the gate. One query.

    Whether it covers a category and a purpose is for the gate to ask: here a consent in force is a valid match.
    """
    if patient_id is None or organisation_id is None or uuid is None:
        return Match.NONE, None
    row = (
        Consent.objects.filter(patient_id=patient_id, organisation_id=organisation_id, uuid=uuid)
        .order_by("pk")
        .values_list(*_FACTS)
        .first()
    )
    if row is None:
        return Match.NONE, None
    facts = _facts(row)
    if is_valid(facts, at):
        return Match.VALID_MATCH, facts
    return (Match.REVOKED if facts.revoked_at is not None else Match.EXPIRED), None


def _standing(*, asker: Asker, recipient_id: int, category: Category, kinds: Collection[Kind]) -> QuerySet[Consent]:
    """Consents to a recipient that stand for a category, without those that a restriction stops."""
    at, purpose = asker.at, asker.purpose
    return Consent.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=at),
        ~restricted_condition(asker=asker, category=category),
        recipient_id=recipient_id,
        kind__in=[kind.value for kind in kinds],
        revoked_at__isnull=True,
        signed_at__lte=at,
        categories__contains=[category.value],
        purposes__contains=[purpose.value],
    )


def consents_for(
    *,
    patient_ids: Collection[int],
    recipient_id: int,
    requester: Requester,
    kinds: Collection[Kind],
    category: Category,
    purpose: Purpose,
    at: datetime,
) -> dict[int, ConsentFacts]:
    """Of some people those whose consent to the recipient stands for this, with the consent on which it rests. One query.

    Whose restriction keeps it from a recipient of this kind is left out.
    """
    found: dict[int, list[ConsentFacts]] = {}
    asker = Asker(requester, recipient_id, purpose, at)
    standing = _standing(asker=asker, recipient_id=recipient_id, category=category, kinds=kinds)
    rows = _beside_restrictions(standing.filter(patient_id__in=patient_ids), asker)
    for patient_id, *row in rows.order_by("pk").values_list("patient_id", *_FACTS, *_WITHHELD):
        found.setdefault(patient_id, []).append(_facts(row))
    chosen = {number: match(rows, kinds=kinds, category=category, purpose=purpose, at=at)[1] for number, rows in found.items()}
    return {number: consent for number, consent in chosen.items() if consent is not None}


def facts_of(consent_ids: Collection[int]) -> dict[int, ConsentFacts]:
    """Consents by number: for the scope that goes along with what is given on them. One query."""
    rows = Consent.objects.filter(pk__in=set(consent_ids)).values_list(*_FACTS)
    return {row[0]: _facts(row) for row in rows}


def recipient_condition(
    *,
    recipient_id: int,
    requester: Requester,
    kinds: Collection[Kind],
    category: Category,
    purpose: Purpose,
    at: datetime,
    path: str,
) -> Q:
    """For querysets: rows whose patient (at `path`) has a consent of one of the kinds to the recipient that stands for this.

    Whose restriction keeps it from a recipient of this kind is left out, in the same query.
    """
    asker = Asker(requester, recipient_id, purpose, at)
    standing = _standing(asker=asker, recipient_id=recipient_id, category=category, kinds=kinds)
    return Q(Exists(standing.filter(patient_id=OuterRef(path))))


def recorded_condition(*, recipient_id: int, since: datetime, path: str) -> Q:
    """For querysets: rows whose patient (at `path`) has a consent to the recipient that was recorded since a moment."""
    recorded = Consent.objects.filter(
        recipient_id=recipient_id, revoked_at__isnull=True, recorded_at__gte=since, patient_id=OuterRef(path)
    )
    return Q(Exists(recorded))


# --- for a chart -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent, as a screen shows it."""

    uuid: UUID
    state: State
    recipient: str
    recipient_id: int
    kind: Kind
    categories: tuple[Category, ...]
    purposes: tuple[Purpose, ...]
    what: str
    wording: str
    wording_language: str
    how: How
    signer: Signer
    signature: str
    signed_at: datetime
    recorded_at: datetime
    recorded_by: str
    expires_at: datetime | None
    revoked_at: datetime | None
    revoked_by: str
    revoke_reason: str

    @property
    def in_force(self) -> bool:
        """Whether something may be shared on it now."""
        return self.state is State.SIGNED


def _of(permit: Permit) -> QuerySet[Consent]:
    permit.check(category=Category.SUD)
    return Consent.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)


def consents_of(*, permit: Permit, at: datetime) -> list[ConsentRow]:
    """Every consent that the permit's patient gave here, newest first. One query."""
    rows = _of(permit).select_related("recipient", "recorded_by", "revoked_by").order_by("-recorded_at", "-pk")
    return [_row(row, at) for row in rows]


def get_consent(*, permit: Permit, consent: UUID, at: datetime) -> ConsentRow | None:
    """One consent of the permit's patient; none for another's. One query."""
    row = _of(permit).select_related("recipient", "recorded_by", "revoked_by").filter(uuid=consent).first()
    return _row(row, at) if row else None


def _row(row: Consent, at: datetime) -> ConsentRow:
    return ConsentRow(
        uuid=row.uuid,
        state=state_of(expires_at=row.expires_at, revoked_at=row.revoked_at, at=at),
        recipient=row.recipient.name,
        recipient_id=row.recipient_id,
        kind=Kind(row.kind),
        categories=tuple(category for category in Category if category.value in row.categories),
        purposes=tuple(purpose for purpose in Purpose if purpose.value in row.purposes),
        what=row.what,
        wording=row.wording,
        wording_language=row.wording_language,
        how=How(row.how),
        signer=Signer(row.signer),
        signature=row.signature,
        signed_at=row.signed_at,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        revoked_by=row.revoked_by.name if row.revoked_by else "",
        revoke_reason=row.revoke_reason,
    )


@dataclass(frozen=True, slots=True)
class InForce:
    """For the banner: how many recipients hold a consent that stands now, when the next one ends, and whether any was given.

    `zone` is the program's, in which last days are counted.
    """

    recipients: int
    next_end: datetime | None
    were_any: bool
    zone: str


def in_force(*, permit: Permit, at: datetime) -> InForce:
    """What the banner says of consents. One query."""
    rows = list(_of(permit).order_by("pk").values_list("recipient_id", "expires_at", "revoked_at", "organisation__zone"))
    standing = [
        (recipient, ends)
        for recipient, ends, revoked, _ in rows
        if state_of(expires_at=ends, revoked_at=revoked, at=at) is State.SIGNED
    ]
    ends = [end for _, end in standing if end is not None]
    return InForce(
        len({recipient for recipient, _ in standing}), min(ends, default=None), bool(rows), rows[0][3] if rows else "UTC"
    )


def timeline_entries(*, permit: Permit, at: datetime, limit: int = 200) -> list[TimelineEntry]:
    """Consents given and taken back, newest first. One query."""
    entries = []
    for row in consents_of(permit=permit, at=at)[:limit]:
        entries.append(TimelineEntry(row.recorded_at, row.recorded_by, f"Consent given: {row.recipient}", "consent"))
        if row.revoked_at:
            entries.append(TimelineEntry(row.revoked_at, row.revoked_by, f"Consent taken back: {row.recipient}", "consent"))
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:limit]
