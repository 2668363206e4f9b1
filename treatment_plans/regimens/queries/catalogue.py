"""Reading the catalogue: what may be ordered."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from treatment_plans.regimens.models import LeftOut, Medication, Preparation
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


def is_left_out(medicine: Medication, made_as: Preparation | None, *, organisation_id: int) -> bool:
    """Whether a clinic leaves a medicine, or one form and strength of it, out. One query."""
    rows = LeftOut.objects.filter(organisation_id=organisation_id, medication=medicine, back_at__isnull=True)
    return bool(rows.filter(Q(preparation__isnull=True) | Q(preparation=made_as)).exists())


def left_out(*, organisation_id: int) -> tuple[frozenset[str], frozenset[str]]:
    """What a clinic leaves out: codes of medicines, and codes of forms and strengths. One query."""
    rows = LeftOut.objects.filter(organisation_id=organisation_id, back_at__isnull=True)
    lines = list(rows.values_list("medication__code", "preparation__code"))
    return frozenset(code for code, made in lines if made is None), frozenset(made for _, made in lines if made is not None)


def medicines(*, organisation_id: int | None = None) -> list[MedicineRow]:
    """What may be ordered, in the order of the catalogue; by one clinic, without what it leaves out. Two queries, or three."""
    out, out_as = left_out(organisation_id=organisation_id) if organisation_id is not None else (frozenset(), frozenset())
    made: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for preparation in Preparation.objects.order_by("position"):
        if preparation.code in out_as:
            continue
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
        if medicine.code not in out
    ]


def _group(medicine: Medication) -> str:
    if medicine.for_oud and medicine.for_aud:
        return "Opioid or alcohol use disorder"
    if medicine.for_oud:
        return "Opioid use disorder"
    return "Alcohol use disorder" if medicine.for_aud else "Other"
