"""Reading consents for the gate, by numbers. What was never signed is not there."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from care.accounts.queries import organisation_is
from care.actor import Category, Purpose, Requester
from care.consent.models import Consent
from care.consent.queries.restrictions import Asker, no_longer_restricted, restricted_condition, withheld_categories
from care.consent.rules import CLASS_OF, EVER_SIGNED, ConsentFacts, Kind, Match, State, is_valid, match

_FACTS = (
    "pk", "uuid", "organisation_id", "recipient_id", "categories", "purposes", "signed_at", "expires_at", "revoked_at", "kind",
    "state", "recipient_kind",
)  # fmt: skip
_SIGNED_ONCE = Q(state__in=sorted(state.value for state in EVER_SIGNED))
_WITHHELD = ("withheld", "self_paid")


def _beside_restrictions(consents: QuerySet[Consent], asker: Asker) -> QuerySet[Consent]:
    """Consents with what restrictions keep from whoever asks, in the same query."""
    return consents.annotate(
        withheld=withheld_categories(asker=asker, self_paid=False), self_paid=withheld_categories(asker=asker, self_paid=True)
    )


def _facts(row: Iterable[object]) -> ConsentFacts:
    pk, uuid, organisation, recipient, categories, purposes, signed_at, expires_at, revoked_at, kind, state, sort, *kept = row
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
        State(str(state)),
        Requester(str(sort)) if sort else None,
        frozenset(Category(category) for category in withheld),  # type: ignore[attr-defined]
        frozenset(Category(category) for category in self_paid),  # type: ignore[attr-defined]
    )


def _to(recipient_id: int) -> Q:
    """Those that name an organisation, or a class of recipients to which it belongs by what it is. No query of its own."""
    named = Q(recipient_id=recipient_id)
    for kind, sorts in CLASS_OF.items():
        belongs = Q(organisation_is(organisation_id=recipient_id, kinds=sorts))
        named |= Q(kind=kind.value, recipient__isnull=True) & belongs & ~Q(organisation_id=recipient_id)
    return named


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
    consents = Consent.objects.filter(_to(recipient_id), _SIGNED_ONCE, patient_id=patient_id or 0).order_by("pk")
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
        Consent.objects.filter(_SIGNED_ONCE, patient_id=patient_id, organisation_id=organisation_id, uuid=uuid)
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
        _to(recipient_id),
        Q(expires_at__isnull=True) | Q(expires_at__gt=at),
        ~restricted_condition(asker=asker, category=category),
        state=State.SIGNED.value,
        kind__in=[kind.value for kind in kinds],
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


def standing_of_people(
    *, patient_ids: Collection[int], organisation_id: int, asker: Asker
) -> dict[int, list[tuple[ConsentFacts, str]]]:
    """Of some people the consents here that stand at this moment, whoever they name, each with the name of its recipient as it
    was typed; they say what restrictions keep from the asker. For who may hear in a conference. One query.
    """
    found: dict[int, list[tuple[ConsentFacts, str]]] = {}
    rows = Consent.objects.filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=asker.at),
        patient_id__in=patient_ids,
        organisation_id=organisation_id,
        state=State.SIGNED.value,
        signed_at__lte=asker.at,
    )
    values = _beside_restrictions(rows, asker).order_by("pk").values_list("patient_id", "recipient_name", *_FACTS, *_WITHHELD)
    for patient_id, name, *row in values:
        found.setdefault(patient_id, []).append((_facts(row), name))
    return found


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
    """For querysets: rows whose patient (at `path`) can be read anew since a moment: a consent to the recipient was recorded, or
    a restriction stopped counting."""
    recorded = Consent.objects.filter(
        _to(recipient_id), state=State.SIGNED.value, recorded_at__gte=since, patient_id=OuterRef(path)
    )
    return Q(Exists(recorded)) | no_longer_restricted(since=since, path=path)
