"""Reading the catalogue: what may be ordered."""

from collections import defaultdict
from dataclasses import dataclass

from treatment_plans.regimens.models import Medication, Preparation
from treatment_plans.regimens.vocabulary import Frequency, Route


@dataclass(frozen=True, slots=True)
class MedicineRow:
    """A medicine that may be ordered, with the forms and strengths in which it is made."""

    code: str
    name: str
    substance: str
    unit: str
    routes: tuple[Route, ...]
    interval: str
    usual_frequency: Frequency
    group: str
    is_depot: bool
    preparations: tuple[tuple[str, str], ...]
    source: str


def medicines() -> list[MedicineRow]:
    """What may be ordered, in the order of the catalogue. Two queries."""
    made: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for preparation in Preparation.objects.order_by("position"):
        made[preparation.medication_id].append((preparation.code, str(preparation)))
    return [
        MedicineRow(
            code=medicine.code,
            name=medicine.name,
            substance=medicine.substance,
            unit=medicine.unit,
            routes=tuple(Route(route) for route in medicine.routes),
            interval=medicine.interval,
            usual_frequency=Frequency(medicine.usual_frequency),
            group=_group(medicine),
            is_depot=medicine.is_depot,
            preparations=tuple(made[medicine.pk]),
            source=medicine.source,
        )
        for medicine in Medication.objects.filter(is_offered=True).order_by("position")
    ]


def _group(medicine: Medication) -> str:
    if medicine.for_oud and medicine.for_aud:
        return "Opioid or alcohol use disorder"
    if medicine.for_oud:
        return "Opioid use disorder"
    return "Alcohol use disorder" if medicine.for_aud else "Other"
