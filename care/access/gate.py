"""The gate: every touch of a patient's record passes here, at the edge, outside any transaction.

`require` answers for one person and gives a permit; `readable` answers for a list as one SQL condition. The audit row is
committed before the answer leaves, also when the answer is no; if it cannot be written, nothing is given.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from care.access.models import Disclosure
from care.access.notices import notice_on
from care.access.policy import Allow, Basis, Decision, Deny, Facts, Relation, decide
from care.access.vocabulary import Channel, Outcome
from care.actor import Action, Actor, ActorKind, Category, Permit, Purpose, Requester, Role
from care.audit import operations as audit
from care.audit.kinds import Kind as EventKind
from care.consent.queries import consent_for, consent_named, consents_for, recipient_condition
from care.consent.rules import ConsentFacts, Kind, Match
from care.teams.queries import enrolled_among, enrolled_condition, standing_of, team_condition


class Refused(PermissionError):
    """The gate said no. `reason` is the code of the decision table; `offers_emergency` whether emergency access may follow."""

    def __init__(self, reason: str, *, offers_emergency: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offers_emergency = offers_emergency


class NotFound(Refused):
    """The gate said no in the way in which it answers for a person who does not exist."""


def require(
    *,
    actor: Actor,
    patient_id: int | None,
    category: Category,
    action: Action,
    purpose: Purpose,
    at: datetime,
    authors: Collection[int] = (),
) -> Permit:
    """Ask to read or change one category of one person's record.

    Gives a permit that covers every category which the deciding row opens to this actor. `patient_id` is None when the
    address named nobody: the answer is then the same as for a person of another organization. `authors` are the colleagues
    (by number of staff) who wrote the counseling note in question and who sign it beside them.

    Raises:
        NotFound: there is no such person for this actor.
        Refused: there is, and the actor may not.
        RuntimeError: called inside a transaction, where the audit row could be rolled back.
    """
    decision, consent = _decide(
        actor=actor, patient_id=patient_id, category=category, action=action, purpose=purpose, at=at, authors=authors
    )
    programme = consent.organisation_id if consent else actor.organisation_id
    with transaction.atomic(durable=True):
        audit.record(
            actor=actor,
            at=at,
            kind=EventKind.ACCESS if isinstance(decision, Allow) else EventKind.REFUSAL,
            verb="record.opened" if isinstance(decision, Allow) else "record.refused",
            patient_ids=[patient_id] if patient_id is not None else [],
            organisation_id=programme,
            category=category,
            action=action,
            purpose=purpose,
            decision="allow" if isinstance(decision, Allow) else "deny",
            basis=decision.basis,
            reason="" if isinstance(decision, Allow) else decision.reason,
        )
    if isinstance(decision, Deny):
        if decision.hidden:
            raise NotFound(decision.reason)
        raise Refused(decision.reason, offers_emergency=decision.offers_emergency)
    if patient_id is None or programme is None:
        raise NotFound("NOT_FOUND")
    return Permit(
        actor=actor,
        patient_id=patient_id,
        organisation_id=programme,
        categories=decision.categories,
        action=action,
        purpose=purpose,
        basis=decision.basis,
        at=at,
        consent_id=consent.consent_id if consent else None,
        notice=notice_on(at.date(), required=decision.notice).version if decision.notice else "",
    )


def require_all(
    *, actor: Actor, patient_ids: Collection[int], category: Category, action: Action, purpose: Purpose, at: datetime
) -> dict[int, Permit]:
    """`require` for many people of one organization at once: one query, one event for the batch.

    For a named job, and for the privacy officer. Gives a permit for each person whom the table opens; whoever is refused is
    left out, and the event's detail names them. Nobody asked for: no event. A category, purpose or action outside the job's
    declaration refuses everybody.

    Raises:
        PermissionError: the actor is neither a named job nor a privacy officer of an organization.
        RuntimeError: called inside a transaction, where the audit row could be rolled back.
    """
    is_office = actor.kind is ActorKind.STAFF and actor.has_role(Role.PRIVACY_OFFICER)
    if not (actor.kind is ActorKind.SYSTEM or is_office) or actor.organisation_id is None:
        raise PermissionError("only a named job or a privacy officer of an organization opens many records at once")
    wanted = sorted(set(patient_ids))
    if not wanted:
        return {}
    enrolled = enrolled_among(patient_ids=wanted, organisation_id=actor.organisation_id)
    decisions = {
        relation: decide(Facts(actor.requester, actor.roles, relation, category, action, purpose, actor.job, actor.purpose))
        for relation in (Relation.PROGRAMME, Relation.OUTSIDE)
    }
    permits: dict[int, Permit] = {}
    for patient_id in wanted:
        decision = decisions[Relation.PROGRAMME if patient_id in enrolled else Relation.OUTSIDE]
        if isinstance(decision, Allow):
            permits[patient_id] = Permit(
                actor=actor,
                patient_id=patient_id,
                organisation_id=actor.organisation_id,
                categories=decision.categories,
                action=action,
                purpose=purpose,
                basis=decision.basis,
                at=at,
            )
    refused = [patient_id for patient_id in wanted if patient_id not in permits]
    answer = decisions[Relation.PROGRAMME if permits or enrolled else Relation.OUTSIDE]
    with transaction.atomic(durable=True):
        audit.record(
            actor=actor,
            at=at,
            kind=EventKind.ACCESS if permits else EventKind.REFUSAL,
            verb="records.opened" if permits else "records.refused",
            patient_ids=list(permits) if permits else refused,
            category=category,
            action=action,
            purpose=purpose,
            decision="allow" if permits else "deny",
            basis=answer.basis,
            reason=answer.reason if isinstance(answer, Deny) else "",
            detail={"refused": refused} if permits and refused else {},
        )
    return permits


def _decide(
    *,
    actor: Actor,
    patient_id: int | None,
    category: Category,
    action: Action,
    purpose: Purpose,
    at: datetime,
    authors: Collection[int] = (),
) -> tuple[Decision, ConsentFacts | None]:
    if actor.kind is ActorKind.PARTNER and actor.organisation_id is not None:
        matched, consent = consent_for(
            patient_id=patient_id,
            recipient_id=actor.organisation_id,
            kinds=_kinds_for(actor, category, purpose),
            category=category,
            purpose=purpose,
            at=at,
        )
        decision = decide(_partner_facts(actor, category, action, purpose, matched, consent))
        return decision, consent if isinstance(decision, Allow) else None
    facts = Facts(
        actor.requester, actor.roles, _relation(actor, patient_id), category, action, purpose, actor.job, actor.purpose,
        authored=actor.staff_id is not None and actor.staff_id in authors,
    )  # fmt: skip
    return decide(facts), None


def _relation(actor: Actor, patient_id: int | None) -> Relation:
    """How the actor stands to the person's record."""
    if patient_id is None:
        return Relation.OUTSIDE
    if actor.kind is ActorKind.PATIENT and actor.patient_id == patient_id:
        return Relation.OWN
    if actor.organisation_id is not None and actor.kind in (ActorKind.STAFF, ActorKind.SYSTEM):
        standing = standing_of(patient_id=patient_id, organisation_id=actor.organisation_id, staff_id=actor.staff_id)
        if standing.is_on_team:
            return Relation.TEAM
        if standing.was_enrolled:
            return Relation.PROGRAMME
    return Relation.OUTSIDE


def _kinds_for(actor: Actor, category: Category, purpose: Purpose) -> frozenset[Kind]:
    """The kinds of consent on which a partner's system could read this of anybody at all."""
    return frozenset(
        kind
        for kind in Kind
        if isinstance(
            decide(
                Facts(
                    actor.requester, actor.roles, Relation.OUTSIDE, category, Action.READ, purpose,
                    consent=Match.VALID_MATCH, consent_kind=kind, consented=frozenset(Category), scopes=actor.scopes,
                )
            ),
            Allow,
        )
    )  # fmt: skip


def _partner_facts(
    actor: Actor, category: Category, action: Action, purpose: Purpose, matched: Match, consent: ConsentFacts | None
) -> Facts:
    """A machine asks for a consent whatever the program: to it, each record is a Part 2 record."""
    return Facts(
        actor.requester,
        actor.roles,
        Relation.OUTSIDE,
        category,
        action,
        purpose,
        consent=matched,
        consent_kind=consent.kind if consent else None,
        consented=consent.categories if consent else frozenset(),
        scopes=actor.scopes,
    )


def readable(*, actor: Actor, category: Category, purpose: Purpose, path: str, at: datetime | None = None) -> Q:
    """The rows of a list that the actor may read, as one condition on the patient's number at `path`; no loop.

    An actor who may read nothing gets a condition that matches nothing. What a partner system may read hangs on the moment,
    for consents end: without `at` it may read nothing.
    """
    if actor.kind is ActorKind.PARTNER:
        return _consented_condition(actor, category, purpose, path, at)
    return _condition(actor, _reach(actor, category, purpose), path)


def readable_by_category(*, actor: Actor, purpose: Purpose, path: str) -> dict[Category, Q]:
    """`readable` for a list that mixes categories: the condition of each that the actor may read of anybody at all.

    Categories that reach equally far share one condition, the same object, so that a query can ask for them together.
    """
    reaches = {category: _reach(actor, category, purpose) for category in Category}
    conditions = {reach: _condition(actor, reach, path) for reach in set(reaches.values())}
    return {category: conditions[reach] for category, reach in reaches.items() if reach is not Relation.OUTSIDE}


def _reach(actor: Actor, category: Category, purpose: Purpose) -> Relation:
    """Of whom the actor may read this: of everybody in the programme, of the people of their teams, or of nobody here."""
    if actor.kind is not ActorKind.STAFF or actor.organisation_id is None or actor.staff_id is None:
        return Relation.OUTSIDE
    for relation in (Relation.PROGRAMME, Relation.TEAM):
        if isinstance(decide(Facts(actor.requester, actor.roles, relation, category, Action.READ, purpose)), Allow):
            return relation
    return Relation.OUTSIDE


def _consented_condition(actor: Actor, category: Category, purpose: Purpose, path: str, at: datetime | None) -> Q:
    kinds = _kinds_for(actor, category, purpose)
    if at is None or actor.organisation_id is None or not kinds:
        return Q(pk__in=[])
    return recipient_condition(
        recipient_id=actor.organisation_id, kinds=kinds, category=category, purpose=purpose, at=at, path=path
    )


def _condition(actor: Actor, reach: Relation, path: str) -> Q:
    if reach is Relation.PROGRAMME and actor.organisation_id is not None:
        return enrolled_condition(organisation_id=actor.organisation_id, path=path)
    if reach is Relation.TEAM and actor.staff_id is not None:
        return team_condition(staff_id=actor.staff_id, path=path)
    return Q(pk__in=[])


def record_list(
    *, actor: Actor, patient_ids: Sequence[int], category: Category, purpose: Purpose, at: datetime, what: str
) -> None:
    """Record that a list was shown: one event with the numbers of the people on it, committed before the answer leaves."""
    with transaction.atomic(durable=True):
        audit.record(
            actor=actor,
            at=at,
            kind=EventKind.ACCESS,
            verb=f"list.{what}",
            patient_ids=patient_ids,
            category=category,
            action=Action.READ,
            purpose=purpose,
            decision="allow",
        )


# --- what a colleague hands to somebody outside -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Release:
    """Something that a colleague wants to give to somebody outside: who they are, what for, and what it rests on.

    `consent` is the consent that the colleague names, by public number; `basis` what else lies on the table. `part2` says
    whether the record is a Part 2 program's.
    """

    requester: Requester
    purpose: Purpose
    categories: frozenset[Category]
    consent: UUID | None = None
    basis: Basis = Basis.NONE
    part2: bool = True


def require_release(*, actor: Actor, patient_id: int | None, release: Release, at: datetime) -> Permit:
    """Ask to hand some of one person's record to somebody outside.

    Both must hold: the colleague reads it themselves, and the table opens it to who asks. The permit covers the categories of
    the release for which both do, and is the colleague's; its basis, consent and notice are those of the row that opened it to
    the outside.

    Raises:
        NotFound: there is no such person for this colleague.
        Refused: the colleague may not read it, or nothing of it may go; the reason says which.
        RuntimeError: called inside a transaction, where the audit row could be rolled back.
    """
    relation = _relation(actor, patient_id)
    own = {
        category: decide(Facts(actor.requester, actor.roles, relation, category, Action.READ, Purpose.TREAT))
        for category in release.categories
    }
    consent = consent_named(patient_id=patient_id, organisation_id=actor.organisation_id, uuid=release.consent, at=at)
    outside = {category: decide(_release_facts(release, category, consent)) for category in release.categories}
    refusals = [answer for answer in own.values() if isinstance(answer, Deny)]
    if not refusals or len(refusals) < len(own):
        refusals = [answer for answer in outside.values() if isinstance(answer, Deny)]
    opened = frozenset(
        category for category in release.categories if isinstance(own[category], Allow) and isinstance(outside[category], Allow)
    )
    first = next((answer for category, answer in outside.items() if category in opened and isinstance(answer, Allow)), None)
    deny = refusals[0] if refusals else Deny("D28", "DEFAULT_DENY")
    with transaction.atomic(durable=True):
        audit.record(
            actor=actor,
            at=at,
            kind=EventKind.ACCESS if first else EventKind.REFUSAL,
            verb="release.opened" if first else "release.refused",
            patient_ids=[patient_id] if patient_id is not None else [],
            action=Action.READ,
            purpose=release.purpose,
            decision="allow" if first else "deny",
            basis=first.basis if first else deny.basis,
            reason="" if first else deny.reason,
            detail={"requester": release.requester, "categories": sorted(release.categories)},
        )
    if first is None or patient_id is None or actor.organisation_id is None:
        if relation is Relation.OUTSIDE:
            raise NotFound("NOT_FOUND")
        raise Refused(deny.reason)
    return Permit(
        actor=actor,
        patient_id=patient_id,
        organisation_id=actor.organisation_id,
        categories=opened,
        action=Action.READ,
        purpose=release.purpose,
        basis=first.basis,
        at=at,
        consent_id=consent[1].consent_id if consent[1] and first.notice else None,
        notice=notice_on(at.date(), required=first.notice).version if first.notice else "",
    )


def _release_facts(release: Release, category: Category, consent: tuple[Match, ConsentFacts | None]) -> Facts:
    matched, row = consent
    if row is not None and (category not in row.categories or release.purpose not in row.purposes):
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
        consented=row.categories if row else frozenset(),
        part2=release.part2,
        basis=release.basis,
    )


# --- what leaves to a partner ---------------------------------------------------------------------------------------------------


def open_list(
    *, actor: Actor, patient_ids: Collection[int], category: Category, purpose: Purpose, at: datetime
) -> dict[int, Permit]:
    """A permit for each person of a list that `readable` chose for a partner system, by number. One query.

    Who is left out has taken consent back meanwhile. Nothing is written: `disclose` does, before the answer leaves.

    Raises:
        PermissionError: the actor is no partner system.
    """
    if actor.kind is not ActorKind.PARTNER or actor.organisation_id is None:
        raise PermissionError("only a partner system reads a list on consents")
    found = consents_for(
        patient_ids=patient_ids,
        recipient_id=actor.organisation_id,
        kinds=_kinds_for(actor, category, purpose),
        category=category,
        purpose=purpose,
        at=at,
    )
    permits = {}
    for patient_id, consent in found.items():
        decision = decide(_partner_facts(actor, category, Action.READ, purpose, Match.VALID_MATCH, consent))
        if isinstance(decision, Allow):
            permits[patient_id] = Permit(
                actor=actor,
                patient_id=patient_id,
                organisation_id=consent.organisation_id,
                categories=decision.categories,
                action=Action.READ,
                purpose=purpose,
                basis=decision.basis,
                at=at,
                consent_id=consent.consent_id,
                notice=notice_on(at.date(), required=decision.notice).version,
            )
    return permits


@dataclass(frozen=True, slots=True)
class Given:
    """What an answer gives: the kind of resource, the categories that it can hold, over which interface, and whether at all."""

    resource: str
    categories: frozenset[Category]
    channel: Channel = Channel.REST
    outcome: Outcome = Outcome.GIVEN


def disclose(*, permits: Collection[Permit], given: Given, uuids: Mapping[int, Sequence[UUID]], at: datetime) -> None:
    """Write the accounting of what is about to leave, one row for each person, with its event: before the answer leaves.

    `uuids` are the resources given, by patient. A caller whom this raises to gives nothing. An answer that names nobody is
    an event alone.

    Raises:
        PermissionError: a permit does not rest on a consent, or comes without its notice.
        RuntimeError: called inside a transaction, where the rows could be rolled back.
    """
    rows = []
    programmes: dict[int, list[Permit]] = {}
    for permit in permits:
        actor = permit.actor
        if permit.consent_id is None or not permit.notice or actor.partner_id is None or actor.organisation_id is None:
            raise PermissionError("only what a consent covers is disclosed, with its notice")
        programmes.setdefault(permit.organisation_id, []).append(permit)
        rows.append(
            Disclosure(
                at=at,
                patient_id=permit.patient_id,
                organisation_id=permit.organisation_id,
                partner_id=actor.partner_id,
                recipient_id=actor.organisation_id,
                consent_id=permit.consent_id,
                purpose=permit.purpose.value,
                basis=permit.basis,
                categories=sorted(category.value for category in permit.categories & given.categories),
                resource=given.resource,
                uuids=list(uuids[permit.patient_id]),
                notice=permit.notice,
                scope_attached=True,
                channel=given.channel,
                outcome=given.outcome,
                request_id=actor.request_id,
            )
        )
    with transaction.atomic(durable=True):
        Disclosure.objects.bulk_create(rows)
        for organisation_id, some in programmes.items():
            audit.record(
                actor=some[0].actor,
                at=at,
                kind=EventKind.DISCLOSURE,
                verb=f"{given.resource}.{given.outcome}",
                patient_ids=[permit.patient_id for permit in some],
                organisation_id=organisation_id,
                action=Action.READ,
                purpose=some[0].purpose,
                decision="allow",
                basis=some[0].basis,
                detail={
                    "consents": sorted({permit.consent_id for permit in some if permit.consent_id}),
                    "channel": given.channel,
                },
            )


def record_refusal(*, actor: Actor, at: datetime, purpose: str, reason: str) -> None:
    """A partner system asked for what it may not ask of anybody: outside its scopes or its purposes. Committed at once."""
    with transaction.atomic(durable=True):
        audit.record(
            actor=actor,
            at=at,
            kind=EventKind.REFUSAL,
            verb="interface.refused",
            action=Action.READ,
            purpose=purpose,
            decision="deny",
            reason=reason,
        )
