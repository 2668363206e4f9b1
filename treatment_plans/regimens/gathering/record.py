"""Everything about a person that stands before any draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from care.accounts.queries import organisation_zone
from care.actor import Category, Permit
from patients.queries import allergies_of, conditions_of, demographics_of
from patients.rules import BirthSex, Sex
from patients.story.queries import lived
from treatment_plans.regimens.gathering.measured import measured_of
from treatment_plans.regimens.gathering.orders import doses_in, orders_in
from treatment_plans.regimens.gathering.told import first_day, told_medicines, told_use
from treatment_plans.regimens.safety.drugs import recognize
from treatment_plans.regimens.safety.facts import Drug, Given, Measured, Ordered, Problem

_BIRTH_SEX = {BirthSex.FEMALE.value: Sex.FEMALE.value, BirthSex.MALE.value: Sex.MALE.value}


@dataclass(frozen=True, slots=True)
class Record:
    """The person as the rules may know them. `told` are medicines that somebody says they take; `use` is use as it was told.

    `zone` is that of the program: its days are the days of orders and doses.
    """

    zone: ZoneInfo
    birth_date: date | None
    sex: str
    orders: tuple[Ordered, ...]
    told: tuple[Ordered, ...]
    given: tuple[Given, ...]
    use: tuple[Given, ...]
    measured: Mapping[str, tuple[Measured, ...]]
    problems: tuple[Problem, ...]
    allergies: tuple[Drug | str, ...]


def record_of(*, permit: Permit, at: datetime) -> Record:
    """The record of the permit's patient. A fixed number of queries."""
    permit.check(category=Category.SUD)
    zone = ZoneInfo(organisation_zone(organisation_id=permit.organisation_id))
    use, measured = told_use(permit=permit, at=at, zone=zone), measured_of(permit=permit, at=at, zone=zone)
    return Record(
        zone=zone,
        birth_date=lived(permit=permit).birth_date,
        sex=_sex(permit),
        orders=orders_in(permit=permit, at=at, zone=zone),
        told=told_medicines(permit=permit, at=at, zone=zone),
        given=doses_in(permit=permit, at=at, zone=zone),
        use=use.opioids,
        measured={**measured, **({"last_drink": use.drinks} if use.drinks else {})},
        problems=_problems(permit),
        allergies=_allergies(permit),
    )


def _sex(permit: Permit) -> str:
    """What care goes by; where nobody has said it, what was assigned at birth."""
    row = demographics_of(permit) if permit.covers(Category.DEMOGRAPHICS) else None
    if row is None:
        return ""
    return row.sex if row.sex in _BIRTH_SEX.values() else _BIRTH_SEX.get(row.birth_sex, "")


def _problems(permit: Permit) -> tuple[Problem, ...]:
    return tuple(
        Problem(line.code, line.system, line.display, first_day(line.onset), line.is_present)
        for line in conditions_of(permit=permit)
    )


def _allergies(permit: Permit) -> tuple[Drug | str, ...]:
    if not permit.covers(Category.GENERAL):
        return ()
    found = [(line.substance, recognize(line.substance).drug) for line in allergies_of(permit=permit).items]
    return tuple(drug if drug.ingredients else name for name, drug in found)
