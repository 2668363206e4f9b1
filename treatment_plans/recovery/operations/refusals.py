"""What is refused, and why."""

from datetime import date, datetime

from care.actor import Permit
from care.lib.dates import local_date
from patients.queries import Person, get_patient


class PersonDied(ValueError):
    """Nothing new is written for somebody who has died."""


class NotYet(ValueError):
    """The day is to come."""


class ChangedMeanwhile(Exception):
    """A colleague changed the date meanwhile. What was typed is not saved. `revision` is that which stands now."""

    def __init__(self, revision: int, who: str) -> None:
        super().__init__("changed meanwhile")
        self.revision, self.who = revision, who


class NotNow(Exception):
    """The day of the message is over, or the date is marked otherwise by now: it does not go."""


def the_living(permit: Permit) -> Person:
    """Whose record it is.

    Raises:
        PersonDied.
    """
    person = get_patient(permit=permit)
    if person.deceased_on is not None:
        raise PersonDied
    return person


def check_past(on: date, *, zone: str, at: datetime) -> None:
    """What happened has a day that is not to come, where the person lives.

    Raises:
        NotYet.
    """
    if on > local_date(at, zone):
        raise NotYet
