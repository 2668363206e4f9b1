"""What a clinic orders, and what it leaves out."""

from datetime import datetime

from django.db.models import QuerySet

from care.accounts.rules import Work, check_work
from care.actor import Actor
from care.audit import operations as audit
from treatment_plans.regimens.models import LeftOut, Medication, Preparation
from treatment_plans.regimens.operations.refusals import NotInCatalogue


def leave_out(*, actor: Actor, medication: str, at: datetime, preparation: str = "") -> LeftOut | None:
    """Order a medicine, or one form and strength of it, no longer; none when that is so already. What is in force goes on.

    Raises:
        WorkRefused: the actor does not keep the formulary.
        NotInCatalogue.
    """
    user_id, organisation_id = _keeper(actor)
    medicine, made_as = _line(medication, preparation)
    detail = {"medication": medication, "preparation": preparation}
    with audit.change(actor=actor, at=at, verb="formulary.left_out", detail=detail):
        row, is_new = LeftOut.objects.get_or_create(
            organisation_id=organisation_id,
            medication=medicine,
            preparation=made_as,
            back_at=None,
            defaults={"left_at": at, "left_by_id": user_id},
        )
    return row if is_new else None


def take_back(*, actor: Actor, medication: str, at: datetime, preparation: str = "") -> int:
    """Order it again; gives 0 when nothing was left out.

    Raises:
        WorkRefused: the actor does not keep the formulary.
        NotInCatalogue.
    """
    user_id, organisation_id = _keeper(actor)
    medicine, made_as = _line(medication, preparation)
    detail = {"medication": medication, "preparation": preparation}
    with audit.change(actor=actor, at=at, verb="formulary.taken_back", detail=detail):
        rows: QuerySet[LeftOut] = LeftOut.objects.filter(
            organisation_id=organisation_id, medication=medicine, preparation=made_as, back_at__isnull=True
        )
        return rows.update(back_at=at, back_by_id=user_id)


def _keeper(actor: Actor) -> tuple[int, int]:
    check_work(actor, Work.KEEP_FORMULARY)
    _, organisation_id = actor.colleague()
    assert actor.user_id is not None
    return actor.user_id, organisation_id


def _line(medication: str, preparation: str) -> tuple[Medication, Preparation | None]:
    medicine = Medication.objects.filter(code=medication, is_offered=True).first()
    made_as = Preparation.objects.filter(code=preparation, medication=medicine).first() if preparation else None
    if medicine is None or (preparation and made_as is None):
        raise NotInCatalogue
    return medicine, made_as
