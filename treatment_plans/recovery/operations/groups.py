"""A time in a group, as the person tells it. Nobody has to go, and nothing is judged by it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans.recovery.models import GroupVisit
from treatment_plans.recovery.operations.refusals import check_past, the_living
from treatment_plans.recovery.queries import NotThere, visits_of
from treatment_plans.recovery.vocabulary import GroupKind, VisitError


@dataclass(frozen=True, slots=True)
class Visit:
    """What was told of one time in a group."""

    kind: GroupKind
    on: date
    name: str = ""
    own_words: str = ""


def record_visit(*, permit: Permit, visit: Visit, at: datetime) -> GroupVisit:
    """Write it down.

    Raises:
        PersonDied.
        NotYet: the day is to come.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="group_visit.told") as change:
        check_past(visit.on, zone=the_living(permit).identity.zone, at=at)
        row = GroupVisit.objects.create(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            kind=visit.kind.value,
            name=visit.name.strip(),
            on=visit.on,
            own_words=visit.own_words.strip(),
            told_at=at,
            told_by_id=user_id,
        )
        change.detail["visit"] = row.pk
    return row


def mark_visit_in_error(*, permit: Permit, visit: UUID, reason: VisitError, at: datetime) -> GroupVisit:
    """It is taken off; it stays in the history.

    Raises:
        NotThere: or it is off already.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="group_visit.in_error", detail={"reason": reason.value}) as change:
        row = visits_of(permit).select_for_update(no_key=True).filter(uuid=visit).first()
        if row is None:
            raise NotThere
        row.error_at, row.error_by_id, row.error_reason = at, user_id, reason.value
        row.save(update_fields=["error_at", "error_by", "error_reason"])
        change.detail["visit"] = row.pk
    return row
