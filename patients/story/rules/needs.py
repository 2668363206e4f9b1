"""Social needs: what follows from an answer. Pure.

Z codes: ICD-10-CM, April 2026 (CDC/NCHS, public domain), read in the code list that `codes/icd10cm.csv` was made from. A
domain without a code that says it has none: a guess would travel on a claim.
"""

from collections.abc import Sequence

from patients.story.rules.said import Need
from patients.story.rules.vocabulary import Domain, Told

Z_CODES: dict[Domain, str] = {
    Domain.HOUSING: "Z59.819",
    Domain.FOOD: "Z59.41",
    Domain.TRANSPORT: "Z59.82",
    Domain.UTILITIES: "Z59.12",
    Domain.MONEY: "Z59.869",
    Domain.WORK: "Z56.9",
    Domain.SUPPORT: "Z60.9",
    Domain.EDUCATION: "Z55.9",
    Domain.LAW: "Z65.3",
}


def z_code(need: Need) -> str:
    """The code of a need that the person has; empty where they have none or no code says it."""
    return Z_CODES.get(need.domain, "") if need.told is Told.YES else ""


def wants_help(needs: Sequence[Need]) -> list[Domain]:
    """The domains where the person has a need and wants help, in their order."""
    return [need.domain for need in needs if need.told is Told.YES and need.wants_help is Told.YES]
