"""When a consent counts, and for what. Pure. Source: clinical reference 3.2, 3.3, 3.9, which restate 42 CFR 2.31 to 2.33."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from care.actor import Category, Purpose, Requester
from care.consent.rules.kinds import KINDS, Kind
from care.consent.rules.restrictions import Restriction, restriction_on
from care.consent.rules.states import UNSIGNED, State, state_of


class Match(StrEnum):
    """What the consents between a person and a recipient say to one question: the input of the decision table."""

    VALID_MATCH = "valid_match"
    VALID_NOMATCH = "valid_nomatch"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """One consent as a decision needs it. `state` is what its row says; `recipient_kind` what sort of recipient it names,
    none where it names a class of them. `withheld` and `self_paid` are the categories that restrictions keep from whoever asks,
    where it was read for an asker."""

    consent_id: int
    uuid: UUID
    organisation_id: int
    recipient_id: int | None
    categories: frozenset[Category]
    purposes: frozenset[Purpose]
    signed_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    kind: Kind = Kind.SPECIFIC
    state: State = State.SIGNED
    recipient_kind: Requester | None = None
    withheld: frozenset[Category] = frozenset()
    self_paid: frozenset[Category] = frozenset()

    @property
    def opened(self) -> frozenset[Category]:
        """What it names, without what restrictions withhold from whoever asks."""
        return self.categories - self.withheld - self.self_paid

    def restriction(self, category: Category) -> Restriction:
        """What stands against giving one category on it to whoever asks."""
        return restriction_on(category, agreed=self.withheld, self_paid=self.self_paid)

    def names(self, requester: Requester) -> bool:
        """Whether it can be shown by somebody of this sort: the one whom it names, or one of its class."""
        rule = KINDS[self.kind]
        return requester in rule.recipients if rule.is_class else requester is self.recipient_kind


def is_valid(consent: ConsentFacts, at: datetime) -> bool:
    """Whether it stands at this moment: signed by now, not taken back, not replaced, not past its last day."""
    if consent.state is not State.SIGNED or consent.revoked_at is not None:
        return False
    state = state_of(expires_at=consent.expires_at, revoked_at=None, at=at)
    return consent.signed_at <= at and state is State.SIGNED


def match(
    consents: Iterable[ConsentFacts], *, kinds: Collection[Kind], category: Category, purpose: Purpose, at: datetime
) -> tuple[Match, ConsentFacts | None]:
    """What a person's consents to one recipient say to one question, and the consent on which a yes rests.

    Only consents of the `kinds` that the table takes for this can say yes. Where several do, one that no restriction stops
    counts before the others, then the one that opens most, then the one signed last. Where none does, the way in which the last
    one ended is told. What was never signed is not there.
    """
    found = [consent for consent in consents if consent.state not in UNSIGNED]
    valid = [consent for consent in found if is_valid(consent, at)]
    matching = [
        consent for consent in valid if consent.kind in kinds and category in consent.categories and purpose in consent.purposes
    ]
    if matching:
        return Match.VALID_MATCH, max(
            matching,
            key=lambda one: (one.restriction(category) is Restriction.NONE, len(one.opened), one.signed_at, one.consent_id),
        )
    if valid:
        return Match.VALID_NOMATCH, None
    if not found:
        return Match.NONE, None
    last = max(found, key=lambda one: (one.signed_at, one.consent_id))
    return (Match.REVOKED if last.revoked_at is not None else Match.EXPIRED), None
