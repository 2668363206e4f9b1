"""What the safety rules say of a dose before it is given. The rules are asked here and nowhere else."""

from datetime import datetime
from decimal import Decimal

from care.actor import Permit
from treatment_plans.regimens.guarding import Said
from treatment_plans.regimens.models import MedicationOrder
from treatment_plans.regimens.safety.alerts import Alert


def judge_dose(*, permit: Permit, order: MedicationOrder, amount: Decimal, at: datetime, said: Said) -> list[Alert]:
    """Nothing yet: `guarding` is going to answer."""
    return []
