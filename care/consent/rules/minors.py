"""From which age somebody signs alone: what each state's law says, as far as it has been checked. Pure.

Source: clinical reference 3.8, which restates 42 CFR 2.14. A row that nobody has verified says nothing: then both sign, and
nothing goes to a parent, until counsel has answered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from care.actor.vocabulary import Described
from care.lib.dates import age_in_years

# The age of majority where it is not 18 (42 CFR 2.14(a)); known, to be verified with counsel. Where the state is unknown, the
# highest of them holds, so that nobody signs alone who may not.
MAJORITY = {"AL": 19, "NE": 19, "MS": 21, "PR": 21}
USUAL_MAJORITY = 18


class Service(Described):
    """What somebody is treated with: a state may set a different age for each."""

    OUTPATIENT = "outpatient", "Outpatient counseling and treatment", "Talks, groups, visits."
    MEDICATION = "medication", "Medication for a substance use disorder", "Buprenorphine, methadone, naltrexone and others."
    RESIDENTIAL = "residential", "Residential or inpatient treatment", "Treatment with a stay overnight."


class MinorLaw(Described):
    """What a state's law says of one person."""

    ALONE = "alone", "Signs alone", "The law lets a minor of this age consent to this care alone."
    WITH_PARENT = "with_parent", "A parent signs too", "The law asks for a parent's consent to this care."
    ASK_COUNSEL = "ask_counsel", "Ask counsel", "Nobody has verified what the law says; until then both sign."


@dataclass(frozen=True, slots=True)
class MinorRule:
    """One row of the table. Without `min_age` the law asks for a parent's consent at every age; unverified, nothing is known."""

    state: str
    service: Service
    min_age: int | None
    source: str
    verified_on: date | None


def majority(state: str) -> int:
    """The age at which somebody is of age in a state."""
    return MAJORITY.get(state, USUAL_MAJORITY) if state else max(MAJORITY.values())


def is_minor(*, birth_date: date, state: str, today: date) -> bool:
    """Whether somebody has not reached the age of majority on a day."""
    return age_in_years(birth_date, today) < majority(state)


def majority_on(*, birth_date: date, state: str) -> date:
    """The day on which somebody comes of age; who was born on February 29 does on March 1."""
    year = birth_date.year + majority(state)
    try:
        return birth_date.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def minor_law(
    rules: Iterable[MinorRule], *, state: str, service: Service | None, birth_date: date, today: date
) -> tuple[MinorLaw, str]:
    """What the law of a state says of a minor for a service, with its source. Where no service is named, the strictest of all.

    Only verified rows count; whatever they leave open is for counsel.
    """
    services = [service] if service is not None else list(Service)
    verified = {rule.service: rule for rule in rules if rule.state == state and rule.verified_on is not None}
    if not state or any(one not in verified for one in services):
        return MinorLaw.ASK_COUNSEL, ""
    found = [verified[one] for one in services]
    sources = "; ".join(dict.fromkeys(rule.source for rule in found))
    age = age_in_years(birth_date, today)
    if all(rule.min_age is not None and age >= rule.min_age for rule in found):
        return MinorLaw.ALONE, sources
    return MinorLaw.WITH_PARENT, sources
