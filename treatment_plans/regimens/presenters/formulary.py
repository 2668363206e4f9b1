"""The formulary in words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from treatment_plans.regimens.queries import MedicineRow


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form and strength."""

    code: str
    text: str
    is_out: bool


@dataclass(frozen=True, slots=True)
class FormularyLine:
    """One medicine with its forms, and whether the clinic orders it."""

    code: str
    name: str
    group: str
    source: str
    is_out: bool
    forms: tuple[FormLine, ...]


def formulary_lines(medicines: Iterable[MedicineRow], out: Collection[str], out_as: Collection[str]) -> list[FormularyLine]:
    """The catalogue with what is left out of it."""
    return [
        FormularyLine(
            code=medicine.code,
            name=medicine.name,
            group=medicine.group,
            source=medicine.source,
            is_out=medicine.code in out,
            forms=tuple(FormLine(code, text, code in out_as) for code, text in medicine.preparations),
        )
        for medicine in medicines
    ]
