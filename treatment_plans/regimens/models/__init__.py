"""The tables of medication, by noun: the catalogue, orders, their schedules, doses."""

from treatment_plans.regimens.models.catalogue import Medication, Preparation
from treatment_plans.regimens.models.doses import Dose, FollowedDoses
from treatment_plans.regimens.models.orders import MedicationOrder, OrderHold, OrderPurpose
from treatment_plans.regimens.models.schedule import DoseStep

__all__ = [
    "Dose",
    "DoseStep",
    "FollowedDoses",
    "Medication",
    "MedicationOrder",
    "OrderHold",
    "OrderPurpose",
    "Preparation",
]
