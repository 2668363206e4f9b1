"""The gate: every touch of a patient's record passes here, at the edge, outside any transaction.

`require` answers for one person and gives a permit; `readable` answers for a list as one SQL condition. The audit row is
committed before the answer leaves, also when the answer is no; if it cannot be written, nothing is given.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from care.access.notices import notice_on
from care.access.operations import Given as Given
from care.access.operations import disclose as disclose
from care.access.partners import kinds_for, partner_facts
from care.access.policy import Allow, Decision, Deny, Facts, Relation, Session, decide
from care.access.policy.sessions import SESSION_PURPOSES, SESSION_ROLES, in_session, openable_in
from care.access.queries.sessions import running_session
from care.access.releases import Release as Release
from care.access.releases import found_about, own_facts, release_facts
from care.actor import Action, Actor, ActorKind, Category, Permit, Purpose, Role, RunningSession
from care.audit import operations as audit
from care.audit.kinds import Kind as EventKind
from care.consent.queries import consent_for, consents_for, recipient_condition
from care.consent.rules import ConsentFacts, Match
from care.teams.queries import enrolled_among, enrolled_condition, standing_of, team_condition

NOBODY = 0  # the number of no row


class Refused(PermissionError):
    """The gate said no. `reason` is the code of the decision table; `offers_emergency` whether emergency access may follow.

    `patient_id` is whose record it was, where emergency access may follow: for the way to it, and for nothing else. `row` is the
    number of the table's row, for who asks about something that they want to give to somebody outside.
    """

    def __init__(self, reason: str, *, offers_emergency: bool = False, patient_id: int | None = None, row: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.offers_emergency = offers_emergency
        self.patient_id = patient_id if offers_emergency else None
        self.row = row


class NotFound(Refused):
    """The gate said no in the way in which it answers for a person who does not exist."""


class NotNeeded(Exception):
    """Somebody asked for a session who reads the record without one."""


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
    answer = _decide(
        actor=actor, patient_id=patient_id, category=category, action=action, purpose=purpose, at=at, authors=authors
    )
    decision, consent = answer.decision, answer.consent
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
            purpose=answer.purpose,
            decision="allow" if isinstance(decision, Allow) else "deny",
            basis=decision.basis,
            reason="" if isinstance(decision, Allow) else decision.reason,
            detail={"page": actor.page} if actor.page else {},
        )
    if isinstance(decision, Deny):
        if decision.hidden:
            raise NotFound(decision.reason)
        raise Refused(decision.reason, offers_emergency=decision.offers_emergency, patient_id=patient_id)
    if patient_id is None or programme is None:
        raise NotFound("NOT_FOUND")
    return Permit(
        actor=actor,
        patient_id=patient_id,
        organisation_id=programme,
        categories=decision.categories,
        action=action,
        purpose=answer.purpose,
        basis=decision.basis,
        at=at,
        consent_id=consent.consent_id if consent else None,
        notice=notice_on(at.date(), required=decision.notice).version if decision.notice else "",
        session=answer.session,
    )


def opens(*, actor: Actor, patient_id: int | None, category: Category, action: Action, purpose: Purpose, at: datetime) -> bool:
    """Whether `require` would give a permit now. For a page that shows something of the record only where it may; nothing is
    given, so nothing is recorded.
    """
    answer = _decide(actor=actor, patient_id=patient_id, category=category, action=action, purpose=purpose, at=at)
    return isinstance(answer.decision, Allow)


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


@dataclass(frozen=True, slots=True)
class _Answer:
    """A decision with what it rests on. `purpose` is what was asked for, or that of the session in which it was asked."""

    decision: Decision
    purpose: Purpose
    consent: ConsentFacts | None = None
    session: RunningSession | None = None


def _decide(
    *,
    actor: Actor,
    patient_id: int | None,
    category: Category,
    action: Action,
    purpose: Purpose,
    at: datetime,
    authors: Collection[int] = (),
) -> _Answer:
    if actor.kind is ActorKind.PARTNER and actor.organisation_id is not None:
        matched, consent = consent_for(
            patient_id=patient_id,
            recipient_id=actor.organisation_id,
            requester=actor.requester,
            kinds=kinds_for(actor, category, purpose),
            category=category,
            purpose=purpose,
            at=at,
        )
        decision = decide(partner_facts(actor, category, action, purpose, matched, consent))
        return _Answer(decision, purpose, consent if isinstance(decision, Allow) else None)
    facts = Facts(
        actor.requester, actor.roles, _relation(actor, patient_id), category, action, purpose, actor.job, actor.purpose,
        authored=actor.staff_id is not None and actor.staff_id in authors,
    )  # fmt: skip
    answer = _Answer(decide(facts), purpose)
    return _in_session(answer, facts, actor, patient_id, at) if isinstance(answer.decision, Deny) else answer


def _in_session(answer: _Answer, facts: Facts, actor: Actor, patient_id: int | None, at: datetime) -> _Answer:
    """What was refused, asked again with the actor's running session for this person; only where one could open it."""
    openable = openable_in(facts)
    assert isinstance(answer.decision, Deny)
    offers = answer.decision.offers_emergency and Session.EMERGENCY in openable
    closed = replace(answer, decision=replace(answer.decision, offers_emergency=offers))
    if not openable or patient_id is None:
        return closed
    running = running_session(actor=actor, patient_id=patient_id, at=at)
    kind = Session(running.kind) if running is not None else Session.NONE
    if kind not in openable:
        return closed
    return _Answer(decide(openable[kind]), SESSION_PURPOSES[kind], session=running)


def require_session(*, actor: Actor, patient_id: int | None, kind: Session, at: datetime) -> Permit:
    """Ask to open one person's record with a reason and for a time: a clinician in an emergency, the privacy officer to look.

    Gives a permit that covers no data: with it `care.access.operations.open_session` opens the session, and each page asks
    again.

    Raises:
        NotFound: there is no such person for this actor.
        Refused: no role of the actor opens records in this way.
        NotNeeded: the actor reads the person's care without it.
        RuntimeError: called inside a transaction, where the audit row could be rolled back.
    """
    purpose = SESSION_PURPOSES[kind]
    facts = Facts(actor.requester, actor.roles, _relation(actor, patient_id), Category.SUD, Action.READ, Purpose.TREAT)
    without, inside = decide(facts), decide(in_session(facts, kind))
    may = isinstance(inside, Allow) and actor.has_role(*SESSION_ROLES[kind])
    with transaction.atomic(durable=True):
        audit.record(
            actor=actor,
            at=at,
            kind=EventKind.ACCESS if may else EventKind.REFUSAL,
            verb="session.offered" if may else "session.refused",
            patient_ids=[patient_id] if patient_id is not None else [],
            purpose=purpose,
            decision="allow" if may else "deny",
            basis=inside.basis,
            reason="" if isinstance(inside, Allow) else inside.reason,
            detail={"kind": kind.value},
        )
    if isinstance(inside, Deny) and inside.hidden:
        raise NotFound(inside.reason)
    if not may or patient_id is None or actor.organisation_id is None:
        raise Refused("SESSION_ROLE")
    if isinstance(without, Allow):
        raise NotNeeded
    return Permit(
        actor=actor,
        patient_id=patient_id,
        organisation_id=actor.organisation_id,
        categories=frozenset(),
        action=Action.WRITE,
        purpose=purpose,
        basis=inside.basis,
        at=at,
    )


def _relation(actor: Actor, patient_id: int | None) -> Relation:
    """How the actor stands to the person's record. Nobody is looked for as long as somebody: the time would tell them apart."""
    if actor.kind is ActorKind.PATIENT and patient_id is not None and actor.patient_id == patient_id:
        return Relation.OWN
    if actor.organisation_id is not None and actor.kind in (ActorKind.STAFF, ActorKind.SYSTEM):
        standing = standing_of(patient_id=patient_id or NOBODY, organisation_id=actor.organisation_id, staff_id=actor.staff_id)
        if standing.is_on_team:
            return Relation.TEAM
        if standing.was_enrolled:
            return Relation.PROGRAMME
    return Relation.OUTSIDE


def readable(
    *, actor: Actor, category: Category, purpose: Purpose, path: str, at: datetime | None = None, authored: bool = False
) -> Q:
    """The rows of a list that the actor may read, as one condition on the patient's number at `path`; no loop.

    An actor who may read nothing gets a condition that matches nothing. What a partner system may read hangs on the moment,
    for consents end: without `at` it may read nothing. `authored` says that the caller lists only what names the actor: their
    own counseling notes, those that they sign, and the tasks about these.
    """
    if actor.kind is ActorKind.PARTNER:
        return _consented_condition(actor, category, purpose, path, at)
    return _condition(actor, _reach(actor, category, purpose, authored=authored), path)


def readable_by_category(*, actor: Actor, purpose: Purpose, path: str) -> dict[Category, Q]:
    """`readable` for a list that mixes categories: the condition of each that the actor may read of anybody at all.

    Categories that reach equally far share one condition, the same object, so that a query can ask for them together.
    """
    reaches = {category: _reach(actor, category, purpose) for category in Category}
    conditions = {reach: _condition(actor, reach, path) for reach in set(reaches.values())}
    return {category: conditions[reach] for category, reach in reaches.items() if reach is not Relation.OUTSIDE}


def _reach(actor: Actor, category: Category, purpose: Purpose, *, authored: bool = False) -> Relation:
    """Of whom the actor may read this: of everybody in the programme, of the people of their teams, or of nobody here."""
    if actor.kind is not ActorKind.STAFF or actor.organisation_id is None or actor.staff_id is None:
        return Relation.OUTSIDE
    for relation in (Relation.PROGRAMME, Relation.TEAM):
        facts = Facts(actor.requester, actor.roles, relation, category, Action.READ, purpose, authored=authored)
        if isinstance(decide(facts), Allow):
            return relation
    return Relation.OUTSIDE


def _consented_condition(actor: Actor, category: Category, purpose: Purpose, path: str, at: datetime | None) -> Q:
    kinds = kinds_for(actor, category, purpose)
    if at is None or actor.organisation_id is None or not kinds:
        return Q(pk__in=[])
    return recipient_condition(
        recipient_id=actor.organisation_id,
        requester=actor.requester,
        kinds=kinds,
        category=category,
        purpose=purpose,
        at=at,
        path=path,
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


def require_release(
    *, actor: Actor, patient_id: int | None, release: Release, at: datetime, authors: Collection[int] = ()
) -> Permit:
    """Ask to hand some of one person's record to somebody outside.

    Both must hold: the colleague reads it themselves, and the table opens it to who asks. The permit covers the categories of
    the release for which both do, and is the colleague's; its basis, consent and notice are those of the row that opened it to
    the outside. `authors` are, as in `require`, those whom the counseling notes in question name.

    Raises:
        NotFound: there is no such person for this colleague.
        Refused: the colleague may not read it, or nothing of it may go; the reason says which.
        RuntimeError: called inside a transaction, where the audit row could be rolled back.
    """
    relation = _relation(actor, patient_id)
    authored = actor.staff_id is not None and actor.staff_id in authors
    off_team = patient_id is not None and relation is Relation.PROGRAMME
    running = running_session(actor=actor, patient_id=patient_id or 0, at=at) if off_team else None
    own = {
        category: decide(own_facts(actor, relation, category, running, release, authored=authored))
        for category in release.categories
    }
    found = found_about(actor=actor, patient_id=patient_id, release=release, at=at)
    consent = found.consent
    outside = {category: decide(release_facts(release, category, found)) for category in release.categories}
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
        raise Refused(deny.reason, row=deny.basis)
    return Permit(
        actor=actor,
        patient_id=patient_id,
        organisation_id=actor.organisation_id,
        categories=opened,
        action=Action.READ,
        purpose=release.purpose,
        basis=first.basis,
        at=at,
        consent_id=consent.consent_id if consent and first.notice else None,
        notice=notice_on(at.date(), required=first.notice, form=release.form).version if first.notice else "",
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
        requester=actor.requester,
        kinds=kinds_for(actor, category, purpose),
        category=category,
        purpose=purpose,
        at=at,
    )
    permits = {}
    for patient_id, consent in found.items():
        decision = decide(partner_facts(actor, category, Action.READ, purpose, Match.VALID_MATCH, consent))
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
