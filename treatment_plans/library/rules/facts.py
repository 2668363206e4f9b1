"""What the suggestions know of a person: plain values that queries gather, each with the words of a reason. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from patients.story.rules import Domain, Helped, PregnancyAnswer, Setting


class Group(StrEnum):
    """Substances, as treatment tells them apart."""

    OPIOIDS = "opioids"
    ALCOHOL = "alcohol"
    STIMULANTS = "stimulants"
    CANNABIS = "cannabis"
    SEDATIVES = "sedatives"
    TOBACCO = "tobacco"


class Condition(StrEnum):
    """Other conditions for which the library has something."""

    DEPRESSION = "depression"
    ANXIETY = "anxiety"
    PTSD = "ptsd"
    BIPOLAR = "bipolar"
    PSYCHOSIS = "psychosis"
    BORDERLINE = "borderline"
    INSOMNIA = "insomnia"
    PAIN = "pain"
    WOUND = "wound"


@dataclass(frozen=True, slots=True)
class Use:
    """Use of one group. `said` says it in a clause. `is_disorder`: a diagnosis or a measure says so; `is_now`: in 30 days."""

    said: str
    is_disorder: bool = False
    is_severe: bool = False
    is_now: bool = False
    injects: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """The latest of one measure: its number, whether it is at or above the cut-off, and 'PHQ-9: 14, moderate, on Nov 3, 2026'."""

    value: Decimal
    is_positive: bool
    said: str


@dataclass(frozen=True, slots=True)
class NeedSaid:
    """A social need. `wants_help`: whether they want help with it, none where nobody asked."""

    wants_help: bool | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """One time in treatment, and what it did."""

    setting: Setting
    said: str
    helped: Helped | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that the person said and where it stands. `is_no`: the whole text says what they do not want."""

    text: str
    where: str
    is_no: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it. What is not known is empty, and then nothing is suggested because of it.

    `orders` are substances ordered here; `in_plan` codes that the plan has and that go on; `stopped` codes that it had, each with
    the reason why it was stopped.
    """

    age: int | None = None
    uses: Mapping[Group, Use] = field(default_factory=dict)
    conditions: Mapping[Condition, str] = field(default_factory=dict)
    scores: Mapping[str, Score] = field(default_factory=dict)
    orders: frozenset[str] = frozenset()
    pregnancy: PregnancyAnswer | None = None
    needs: Mapping[Domain, NeedSaid] = field(default_factory=dict)
    has_no_home: bool = False
    is_in_danger: bool = False
    overdose_on: date | None = None
    had_overdose: bool = False
    meant_overdose: bool = False
    was_in_custody: bool = False
    tried: tuple[Tried, ...] = ()
    supporters: int = 0
    has_partner: bool = False
    has_children: bool = False
    wants_staff: str = ""
    faith: str = ""
    healing: str = ""
    least_sure: int | None = None
    said: tuple[Said, ...] = ()
    in_plan: frozenset[str] = frozenset()
    stopped: Mapping[str, str] = field(default_factory=dict)
    today: date | None = None
