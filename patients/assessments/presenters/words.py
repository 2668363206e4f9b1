"""Marks, moments and numbers in words, for every page of instruments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from care.lib.dates import date_text, day_text, local_date, moment_text
from patients.assessments.rules import Danger, Mode

DANGER_TONES = {Danger.RAISED: ("over", "over"), Danger.URGENT: ("hard", "hard"), Danger.CRISIS: ("hard", "hard")}
CONFIDENCE = {
    "checked": ("Checked", "well", "check"),
    "known": ("Known", "info", "info"),
    "verify": ("To be verified", "over", "over"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the moment, their zone, names of colleagues by number, and whether they may write."""

    at: datetime
    zone: str
    names: Mapping[int, str] = field(default_factory=dict)
    may_write: bool = False

    @property
    def today(self) -> date:
        """The day in their zone."""
        return local_date(self.at, self.zone)

    def moment(self, at: datetime) -> str:
        """'Mon Nov 23, 10:41 am'; with the year where it was another one."""
        day = local_date(at, self.zone)
        return moment_text(at, self.zone, self.today) if day.year == self.today.year else date_text(day)

    def day(self, at: datetime) -> str:
        """'Mon Nov 23'; with the year where it was another one."""
        day = local_date(at, self.zone)
        return day_text(day, self.today) if day.year == self.today.year else date_text(day)


@dataclass(frozen=True, slots=True)
class Mark:
    """A word with its tone and icon."""

    text: str
    tone: str = "plain"
    icon: str = "info"


def band_mark(label: str, *, is_positive: bool) -> Mark | None:
    """What a range of a score is called."""
    if not label:
        return Mark("Positive", "over", "over") if is_positive else None
    return Mark(label, "over", "over") if is_positive else Mark(label, "plain", "measure")


def confidence_mark(confidence: str) -> Mark:
    """How sure a figure is: clinical reference 0.1."""
    return Mark(*CONFIDENCE.get(confidence, ("Not said", "over", "question")))


def number_text(value: Decimal) -> str:
    """14, or 13.5."""
    return f"{value.normalize():f}"


def count_text(count: int, one: str, many: str) -> str:
    """'1 question', '9 questions'."""
    return f"{count} {one if count == 1 else many}"


def change_text(now: Decimal, before: Decimal) -> str:
    """'5 less', '3 more', 'the same'."""
    difference = now - before
    if not difference:
        return "the same"
    return f"{number_text(abs(difference))} {'more' if difference > 0 else 'less'}"


MODE_WORDS = {Mode.SELF: "by the person", Mode.CLINICIAN: "with a clinician", Mode.IMPORTED: "from another system"}
