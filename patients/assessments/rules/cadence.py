"""When an instrument is due again. Clinical reference 4.11: defaults of our own, as data. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAYS = 90  # what counts as the beginning of care, from the day of admission
LONGEST_PUT_OFF = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often one instrument is asked: once at the beginning, then by the days since it was last answered.

    `early_every` holds in the first 90 days; none means that it is asked on day 90 itself. `later_every` holds after that;
    none means that only an answer elsewhere, or a colleague, asks for it.
    """

    instrument: str
    early_every: int | None
    later_every: int | None
    has_milestone: bool = False  # day 90 of care
    source: str = "clinical reference 4.11 (own)"


CADENCES: Mapping[str, Cadence] = {
    one.instrument: one
    for one in (
        Cadence("phq9", 28, 91),
        Cadence("gad7", 28, 91),
        Cadence("auditc", 28, 91),
        Cadence("craving", 28, 91),
        Cadence("bam", 30, 30),
        Cadence("barc10", None, 182, has_milestone=True),
        Cadence("hrsn", None, 182, has_milestone=True),
        Cadence("cssrs", None, None),
    )
}

# What an instrument asks as well, being the longer form of it: then the shorter one is not due (own). BAM and BAM-R are not the
# same: they ask in other units, and neither counts as the other (clinical reference 4.8).
ALSO: Mapping[str, tuple[str, ...]] = {"audit": ("auditc",), "phq9": ("phq2",), "gad7": ("gad2",)}


def asked_with(instrument: str) -> tuple[str, ...]:
    """The instruments that count as asked when one was answered, itself first."""
    return (instrument, *ALSO.get(instrument, ()))


def next_due(cadence: Cadence, *, admitted_on: date, last_on: date | None) -> date | None:
    """The day on which it is next due for somebody in care since a day; none where nothing asks for it any more.

    What was never answered is due on the day of admission; answers from before it count.
    """
    if last_on is None:
        return admitted_on
    early_until = admitted_on + timedelta(days=FIRST_DAYS)
    if last_on < early_until:
        if cadence.early_every is not None:
            return last_on + timedelta(days=cadence.early_every)
        if cadence.has_milestone:
            return max(early_until, last_on + timedelta(days=1))
    return last_on + timedelta(days=cadence.later_every) if cadence.later_every is not None else None


def all_due(*, admitted_on: date, last: Mapping[str, date]) -> list[tuple[str, date, date | None]]:
    """What is asked again of somebody in care since a day, by when each instrument was last answered: the instrument, the day
    on which it is due, and the day on which it was answered.
    """
    days = ((code, next_due(one, admitted_on=admitted_on, last_on=last.get(code))) for code, one in CADENCES.items())
    return [(code, day, last.get(code)) for code, day in days if day is not None]
