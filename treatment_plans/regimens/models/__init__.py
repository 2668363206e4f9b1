"""The tables of medication, by noun: catalogue, orders, schedules, starts, doses, safety alerts, figures of one's own."""

from treatment_plans.regimens.models.alerts import Firing, SecondOpinion
from treatment_plans.regimens.models.catalogue import Medication, Preparation
from treatment_plans.regimens.models.doses import Dose, FollowedDoses
from treatment_plans.regimens.models.formulary import LeftOut
from treatment_plans.regimens.models.orders import MedicationOrder, OrderHold, OrderPurpose
from treatment_plans.regimens.models.schedule import DoseStep
from treatment_plans.regimens.models.settings import OwnThreshold
from treatment_plans.regimens.models.starting import StartCondition
from treatment_plans.regimens.models.verbal import VerbalOrder

__all__ = [
    "Dose",
    "DoseStep",
    "Firing",
    "FollowedDoses",
    "LeftOut",
    "Medication",
    "MedicationOrder",
    "OrderHold",
    "OrderPurpose",
    "OwnThreshold",
    "Preparation",
    "SecondOpinion",
    "StartCondition",
    "VerbalOrder",
]
