"""What a colleague hands to somebody outside, and what the gate finds about it itself, whatever the colleague says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from care.access.notices import Form
from care.access.policy import Basis, Facts, Relation, Session
from care.access.policy.sessions import in_session
from care.access.queries.agreements import covered_by
from care.accounts.queries import is_part2
from care.actor import Action, Actor, Category, Purpose, Requester, RunningSession
from care.consent.queries import Asker, consent_named, representative_in_force, withheld_from
from care.consent.rules import ConsentFacts, Match, Restriction


@dataclass(frozen=True, slots=True)
class Release:
    """Something that a colleague wants to give to somebody outside: who they are, what for, and what it rests on.

    `consent` is the consent that the colleague names, by public number; `basis` what else lies on the table. `recipient_id` is
    the organisation that gets it, where it is one of those known here: a consent for another opens nothing to it, and without
    it a restriction that names an organisation of this kind holds. `representative` and `agreement` are public numbers: the
    gate itself looks whether they stand. `form` is the notice that is to go along, where one must.
    """

    requester: Requester
    purpose: Purpose
    categories: frozenset[Category]
    consent: UUID | None = None
    basis: Basis = Basis.NONE
    recipient_id: int | None = None
    representative: UUID | None = None
    agreement: UUID | None = None
    form: Form = Form.SHORT


@dataclass(frozen=True, slots=True)
class Found:
    """What the gate found itself about a release: the consent that was named, whose law holds, what lies on the table beside it,
    what an agreement opens, and what restrictions keep from who asks.
    """

    matched: Match
    consent: ConsentFacts | None
    part2: bool
    basis: Basis
    agreed: frozenset[Category]
    kept: Mapping[Category, Restriction]


def found_about(*, actor: Actor, patient_id: int | None, release: Release, at: datetime) -> Found:
    """Look at what a release rests on. The same queries, whoever is named."""
    matched, consent = consent_named(patient_id=patient_id, organisation_id=actor.organisation_id, uuid=release.consent, at=at)
    return Found(
        matched=matched,
        consent=consent,
        part2=is_part2(actor.organisation_id),
        basis=_basis(actor, patient_id, release, at),
        agreed=covered_by(agreement=release.agreement, organisation_id=actor.organisation_id, requester=release.requester, at=at),
        kept=withheld_from(
            patient_id=patient_id,
            organisation_id=actor.organisation_id,
            asker=Asker(release.requester, release.recipient_id, release.purpose, at),
        ),
    )


def _basis(actor: Actor, patient_id: int | None, release: Release, at: datetime) -> Basis:
    """What lies on the table beside a consent. Who says that they sign for the person must be on file for that at this moment;
    an agreement counts only for what it covers, whatever the colleague states.
    """
    if release.basis is Basis.AGREEMENT:
        return Basis.NONE
    if release.basis is not Basis.REPRESENTATION:
        return release.basis
    on_file = representative_in_force(
        patient_id=patient_id, organisation_id=actor.organisation_id, uuid=release.representative, at=at
    )
    return Basis.REPRESENTATION if on_file else Basis.NONE


def release_facts(release: Release, category: Category, found: Found) -> Facts:
    """The question that a release puts to the decision table for one category."""
    matched, row = found.matched, found.consent
    covers = row is not None and category in row.categories and release.purpose in row.purposes
    for_another = (
        row is not None
        and row.recipient_id is not None
        and release.recipient_id is not None
        and row.recipient_id != release.recipient_id
    )
    if row is not None and (for_another or not (covers and row.names(release.requester))):
        matched = Match.VALID_NOMATCH
    return Facts(
        release.requester,
        frozenset(),
        Relation.OWN if release.requester is Requester.PATIENT else Relation.OUTSIDE,
        category,
        Action.READ,
        release.purpose,
        consent=matched,
        consent_kind=row.kind if row else None,
        consented=row.categories.difference(found.kept) if row else frozenset(),
        part2=found.part2,
        restriction=found.kept.get(category, Restriction.NONE),
        basis=Basis.AGREEMENT if category in found.agreed else found.basis,
    )


def own_facts(
    actor: Actor, relation: Relation, category: Category, running: RunningSession | None, release: Release, *, authored: bool
) -> Facts:
    """What the colleague reads themselves; off the team, what their emergency session opens, for medical personnel alone.

    The privacy officer's own reading hands nothing over.
    """
    facts = Facts(actor.requester, actor.roles, relation, category, Action.READ, Purpose.TREAT, authored=authored)
    in_emergency = running is not None and running.kind == Session.EMERGENCY
    to_personnel = release.requester is Requester.EMERGENCY_CLINICIAN
    return in_session(facts, Session.EMERGENCY) if in_emergency and to_personnel else facts
