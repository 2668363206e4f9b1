"""Whether the message before the day of an injection may still go."""

from uuid import UUID

from care.actor import Permit
from patients.queries import get_patient
from treatment_plans.regimens.queries.doses import dose_rows
from treatment_plans.regimens.queries.orders import orders_of
from treatment_plans.regimens.vocabulary import OrderStatus


def may_be_reminded(*, permit: Permit, dose: UUID) -> bool:
    """Not where the injection was taken back or followed by another, its order is not in force, or the person has died."""
    row = dose_rows(permit).filter(uuid=dose, voided_at__isnull=True).first()
    if row is None or get_patient(permit=permit).deceased_on is not None:
        return False
    later = dose_rows(permit).filter(substance=row.substance, due_on__gt=row.due_on, voided_at__isnull=True)
    in_force = orders_of(permit).filter(substance=row.substance, medication__is_depot=True, status=OrderStatus.ACTIVE)
    return in_force.exists() and not later.filter(order__medication__is_depot=True).exists()
