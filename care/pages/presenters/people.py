"""How a person stands in a row: a link by number, the name, pronouns and age."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.urls import reverse

from care.lib.dates import age_in_years, date_text
from patients.queries import PersonLine
from patients.rules import Nearness

_NOBODY = UUID(int=0)


@cache
def _around(name: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[_NOBODY]).partition(str(_NOBODY))
    return before, after


def address(name: str, uuid: UUID) -> str:
    """The address of a page of one record; resolved once for each kind of page, because a list asks fifty times."""
    before, after = _around(name)
    return f"{before}{uuid}{after}"


def about(pronouns: str, birth_date: date | None, today: date) -> str:
    """'she/her, 34'; what is unknown is left out of a row and written on the banner."""
    parts = [pronouns] if pronouns else []
    if birth_date is not None:
        parts.append(str(age_in_years(birth_date, today)))
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A person among those found: enough to tell two people of one name apart, nothing of their care.

    `how` says how somebody comes near what was typed, and nothing of who matches as typed.
    """

    url: str
    name: str
    pronouns: str
    born: str
    mrn: str
    has_died: bool
    add_url: str
    how: str


def found_line(person: PersonLine, today: date, pick: str = "", entry: str = "", near: Nearness | None = None) -> FoundLine:
    """A line that leads to the chart, or with `pick` to a new task for the person, or to who saw their record.

    With an entry of the breach register it brings the address that lists the person as affected there.
    """
    url = address("pages:chart", person.uuid)
    if pick == "task":
        url = f"{reverse('pages:task_new')}?person={person.uuid}"
    elif pick:
        url = address("pages:privacy_person", person.uuid)
    return FoundLine(
        url=url,
        name=person.display_name,
        pronouns=person.pronouns,
        born=f"born {date_text(person.birth_date)}, {age_in_years(person.birth_date, person.deceased_on or today)} years",
        mrn=person.mrn,
        has_died=person.deceased_on is not None,
        add_url=reverse("pages:breach_add", args=[entry, person.uuid]) if entry else "",
        how=near.label.lower() if near else "",
    )
