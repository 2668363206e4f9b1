"""What one story is told with: its own dice, the clinic, its calendar, and the rows that come of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from care.actor import Role
from care.demo.rows import Batch

Thing = TypeVar("Thing")
_LOW_62 = (1 << 62) - 1


class Colleague(NamedTuple):
    """A member of the staff by number."""

    staff_id: int
    user_id: int
    role: Role


@dataclass(slots=True)
class Clinic:
    """The organization in which stories are told: its staff by role, and the catalogues by code."""

    organisation_id: int
    zone: str
    at: datetime
    today: date
    day_end: datetime
    is_part2: bool
    code: str
    areas: Sequence[str]
    staff: dict[Role, list[Colleague]]
    kinds: dict[str, int]
    medications: dict[str, "Medicine"]
    preparations: dict[str, int]
    turns: dict[int, int] = field(default_factory=dict)  # how many tasks each colleague has been given


class Medicine(NamedTuple):
    """A line of the medication catalogue."""

    pk: int
    short_name: str
    substance: str
    unit: str


class Story:
    """One person's story. The same seed and number give the same dice, whoever else is in the clinic."""

    def __init__(self, clinic: Clinic, batch: Batch, *, seed: int, number: int) -> None:
        self.clinic = clinic
        self.batch = batch
        self.number = number
        self.dice = Random(f"{seed}:{clinic.code}:{number}")
        self.days_since_end = 0  # of somebody whose care here ended: their story is told as of that day
        self._zone = ZoneInfo(clinic.zone)

    # --- dice -----------------------------------------------------------------------------------------------------------------

    def chance(self, probability: float) -> bool:
        return self.dice.random() < probability

    def one_of(self, things: Sequence[Thing]) -> Thing:
        return things[int(self.dice.random() * len(things))]

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.dice.random() * (high - low + 1))

    # --- calendar ---------------------------------------------------------------------------------------------------------------

    def day(self, days_ago: int) -> date:
        return self.clinic.today - timedelta(days=days_ago + self.days_since_end)

    def moment(self, days_ago: int, *, minutes: int | None = None) -> datetime:
        """An hour of work, so many days ago: between 8 am and 4:40 pm of the clinic, or so many minutes after 8."""
        past = self.between(0, 520) if minutes is None else minutes
        day = self.day(days_ago)
        return datetime(day.year, day.month, day.day, 8 + past // 60, past % 60, tzinfo=self._zone)

    # --- rows -------------------------------------------------------------------------------------------------------------------

    def uuid(self, at: datetime) -> str:
        """A version 7 UUID of that moment, from this story's dice."""
        bits = self.dice.getrandbits(74)
        number = int(at.timestamp() * 1000) << 80 | 7 << 76 | (bits >> 62) << 64 | 2 << 62 | bits & _LOW_62
        text = f"{number:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def next_number(self, kind: type[Any]) -> int:
        return self.batch.number(kind)

    def add(self, row: Any) -> None:
        self.batch.add(row)
