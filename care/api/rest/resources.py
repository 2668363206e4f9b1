"""What an answer says of a person and of a plan: plain rows from what the rooms read. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from care.access.notices import Notice
from care.consent.rules import ConsentFacts
from care.teams.outward import OutwardMember
from patients.outward import OutwardPerson, OutwardRecord
from treatment_plans.outward import OutwardGoal, OutwardIntervention, OutwardPlan, OutwardProblem
from treatment_plans.regimens.outward import OutwardOrder
from treatment_plans.vocabulary import PlanStatus

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
LOCAL = "urn:throughline:medication"


@dataclass(frozen=True, slots=True)
class Source:
    """Who gives, and on which consent: it stands in each record, so that it stays with it when records are pulled apart."""

    organisation_uuid: str
    organisation_name: str
    consent: ConsentFacts


def scope(consent: ConsentFacts) -> dict[str, Any]:
    """The explanation of a consent's scope that goes along with what is given on it (42 CFR 2.32(b))."""
    return {
        "id": str(consent.uuid),
        "purposes": sorted(purpose.value for purpose in consent.purposes),
        "categories": sorted(category.value for category in consent.categories),
        "expires_at": consent.expires_at,
    }


def scope_line(consent: ConsentFacts) -> str:
    """The same in one line, for a header."""
    parts = scope(consent)
    until = consent.expires_at.isoformat() if consent.expires_at else "none"
    return (
        f"id={parts['id']}; purposes={' '.join(parts['purposes'])}; categories={' '.join(parts['categories'])}; expires={until}"
    )


def notice_part(notice: Notice) -> dict[str, str]:
    """The notice of 42 CFR 2.32."""
    return {"version": notice.version, "text": notice.text}


def _source(source: Source) -> dict[str, Any]:
    return {
        "program": {"id": source.organisation_uuid, "name": source.organisation_name},
        "consent": scope(source.consent),
    }


def _allergies(person: OutwardPerson | OutwardRecord) -> dict[str, Any] | None:
    if person.allergies_state is None or person.allergies is None:
        return None
    return {
        "state": person.allergies_state.value,
        "items": [
            {"id": str(line.uuid), "substance": line.substance, "reaction": line.reaction or None} for line in person.allergies
        ],
    }


def person_part(person: OutwardPerson, source: Source) -> dict[str, Any]:
    """One person: who they are, and their allergies where the consent names general health."""
    return {
        "id": str(person.uuid),
        "name": {
            "display": person.display_name,
            "given": person.given,
            "family": person.family,
            "chosen": person.chosen or None,
        },
        "pronouns": person.pronouns or None,
        "birth_date": person.birth_date,
        "language": person.language.value,
        "allergies": _allergies(person),
        **_source(source),
    }


def plan_part(
    plan: OutwardPlan,
    *,
    record: OutwardRecord,
    orders: Sequence[OutwardOrder],
    team: Sequence[OutwardMember],
    source: Source,
) -> dict[str, Any]:
    """One agreed version of a plan, whole. Medication and team are those of today, so only the version in force has them."""
    in_force = plan.status is PlanStatus.ACTIVE
    return {
        "id": str(plan.uuid),
        "person": str(record.uuid),
        "version": plan.version,
        "status": plan.status.value,
        "strengths": plan.strengths or None,
        "preferences": plan.preferences or None,
        "agreed_at": plan.agreed_at,
        "agreed_by": plan.agreed_by or None,
        "changed_at": plan.changed_at,
        "review_due_on": plan.review_due_on,
        "ended_at": plan.ended_at,
        "end_reason": plan.end_reason.value if plan.end_reason else None,
        "goals": [_goal(goal) for goal in plan.goals],
        "sections": {kind.value: text for kind, text in plan.sections.items()},
        "problems": [_problem(problem) for problem in plan.problems],
        "level_of_care": plan.level_of_care.value if plan.level_of_care else None,
        "starts_on": plan.starts_on,
        "medication": [_order(order) for order in orders] if in_force else None,
        "care_team": [_member(member) for member in team] if in_force else None,
        "allergies": _allergies(record) if in_force else None,
        **_source(source),
    }


def _goal(goal: OutwardGoal) -> dict[str, Any]:
    return {
        "id": str(goal.uuid),
        "position": goal.position,
        "own_words": goal.own_words,
        "measure": goal.measure or None,
        "target_on": goal.target_on,
        "status": goal.lifecycle.value,
        "achievement": goal.achievement.value if goal.achievement else None,
        "achievement_note": goal.achievement_note or None,
        "achievement_at": goal.achievement_at,
        "interventions": [_intervention(line) for line in goal.interventions],
        "objectives": [
            {
                "id": str(step.uuid),
                "text": step.text,
                "measure": step.measure or None,
                "target_on": step.target_on,
                "status": step.status.value,
            }
            for step in goal.objectives
        ],
        "problems": [str(uuid) for uuid in goal.problems],
    }


def _problem(problem: OutwardProblem) -> dict[str, Any]:
    codes = [{"system": problem.system, "code": problem.code, "display": problem.title}] if problem.code else []
    return {
        "id": str(problem.uuid),
        "title": problem.title,
        "domain": problem.domain.value,
        "codes": codes,
        "status": problem.status.value,
    }


def _intervention(line: OutwardIntervention) -> dict[str, Any]:
    return {
        "id": str(line.uuid),
        "kind": line.kind_code,
        "title": line.title,
        "who": line.who,
        "frequency": line.frequency or None,
        "starts_on": line.starts_on,
        "until": line.until,
        "status": line.status.value,
        "reason": line.reason or None,
    }


def _order(order: OutwardOrder) -> dict[str, Any]:
    codes = [{"system": LOCAL, "code": order.local_code, "display": order.medication}]
    if order.ingredient_code:
        codes.insert(0, {"system": RXNORM, "code": order.ingredient_code, "display": order.medication})
    if order.product_code:
        codes.insert(0, {"system": RXNORM, "code": order.product_code, "display": f"{order.medication} {order.product}"})
    return {
        "id": str(order.uuid),
        "text": order.text,
        "medication": order.medication,
        "codes": codes,
        "product": order.product or None,
        "dose": {"amount": f"{order.dose_amount.normalize():f}", "unit": order.dose_unit},
        "route": order.route.value,
        "frequency": order.frequency.value,
        "phase": order.phase.value,
        "starts_on": order.starts_on,
        "ends_on": order.ends_on,
        "instructions": order.instructions or None,
        "status": order.status.value,
        "prescriber": order.ordered_by,
        "signed_at": order.signed_at,
    }


def _member(member: OutwardMember) -> dict[str, Any]:
    return {
        "name": member.name,
        "function": member.function,
        "function_label": member.function_label,
        "is_lead": member.is_lead,
    }
