"""The gate: every touch of a patient's record passes here, at the edge, outside any transaction.

`require` answers for one person and gives a permit; `readable` answers for a list as one SQL condition. The audit row is
committed before the answer leaves, also when the answer is no; if it cannot be written, nothing is given.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from care.access.policy import Allow, Decision, Deny, Facts, Relation, decide
from care.actor import Action, Actor, ActorKind, Category, Permit, Purpose
from care.audit import operations as audit
from care.audit.kinds import Kind
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
    *, actor: Actor, patient_id: int | None, category: Category, action: Action, purpose: Purpose, at: datetime
) -> Permit:
    """Ask to read or change one category of one person's record.

    Gives a permit that covers every category which the deciding row opens to this actor. `patient_id` is None when the
    address named nobody: the answer is then the same as for a person of another organization.

    Raises:
        NotFound: there is no such person for this actor.
        Refused: there is, and the actor may not.
        RuntimeError: called inside a transaction, where the audit row could be rolled back.
    """
    decision = _decide(actor=actor, patient_id=patient_id, category=category, action=action, purpose=purpose)
    with transaction.atomic(durable=True):
        audit.record(
            actor=actor,
            at=at,
            kind=Kind.ACCESS if isinstance(decision, Allow) else Kind.REFUSAL,
            verb="record.opened" if isinstance(decision, Allow) else "record.refused",
            patient_ids=[patient_id] if patient_id is not None else [],
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
    if patient_id is None or actor.organisation_id is None:
        raise NotFound("NOT_FOUND")
    return Permit(
        actor=actor,
        patient_id=patient_id,
        organisation_id=actor.organisation_id,
        categories=decision.categories,
        action=action,
        purpose=purpose,
        basis=decision.basis,
        at=at,
    )


def require_all(
    *, actor: Actor, patient_ids: Collection[int], category: Category, action: Action, purpose: Purpose, at: datetime
) -> dict[int, Permit]:
    """`require` for a named job and many people of its organization at once: one query, one event for the batch.

    Gives a permit for each person whom the table opens; whoever is refused is left out, and the event's detail names them.
    Nobody asked for: no event. A category, purpose or action outside the job's declaration refuses everybody.

    Raises:
        PermissionError: the actor is not a named job that works for an organization.
        RuntimeError: called inside a transaction, where the audit row could be rolled back.
    """
    if actor.kind is not ActorKind.SYSTEM or actor.organisation_id is None:
        raise PermissionError("only a named job of an organization opens many records at once")
    wanted = sorted(set(patient_ids))
    if not wanted:
        return {}
    enrolled = enrolled_among(patient_ids=wanted, organisation_id=actor.organisation_id)
    decisions = {
        relation: decide(Facts(actor.kind, actor.roles, relation, category, action, purpose, actor.job, actor.purpose))
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
            kind=Kind.ACCESS if permits else Kind.REFUSAL,
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


def _decide(*, actor: Actor, patient_id: int | None, category: Category, action: Action, purpose: Purpose) -> Decision:
    relation = Relation.OUTSIDE
    if patient_id is not None and actor.organisation_id is not None and actor.kind in (ActorKind.STAFF, ActorKind.SYSTEM):
        standing = standing_of(patient_id=patient_id, organisation_id=actor.organisation_id, staff_id=actor.staff_id)
        if standing.is_on_team:
            relation = Relation.TEAM
        elif standing.was_enrolled:
            relation = Relation.PROGRAMME
    if actor.kind is ActorKind.PATIENT and patient_id is not None and actor.patient_id == patient_id:
        relation = Relation.OWN
    return decide(Facts(actor.kind, actor.roles, relation, category, action, purpose, actor.job, actor.purpose))


def readable(*, actor: Actor, category: Category, purpose: Purpose, path: str) -> Q:
    """The rows of a list that the actor may read, as one condition on the patient's number at `path`; no loop.

    An actor who may read nothing gets a condition that matches nothing.
    """
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
        if isinstance(decide(Facts(actor.kind, actor.roles, relation, category, Action.READ, purpose)), Allow):
            return relation
    return Relation.OUTSIDE


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
            kind=Kind.ACCESS,
            verb=f"list.{what}",
            patient_ids=patient_ids,
            category=category,
            action=Action.READ,
            purpose=purpose,
            decision="allow",
        )
