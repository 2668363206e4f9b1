"""What somebody said, part by part: values that forms make, operations take, and rows keep field by field. Pure.

Days are ISO 8601 of the precision that is known: '2015', '2015-03', '2015-03-14'. An empty answer was not asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from care.lib.text import fold
from patients.rules import ClinicalStatus, VerificationStatus
from patients.story.rules.days import EndsBeforeItBegins, ImpossibleDay, follows, is_possible
from patients.story.rules.vocabulary import (
    Capital,
    Domain,
    Helped,
    Hospital,
    HowOften,
    Intent,
    LastUse,
    LifeArea,
    MedicineKind,
    Part,
    Place,
    PregnancyAnswer,
    Setting,
    Sign,
    SubstanceKind,
    Taking,
    Told,
    TreatmentEnd,
    UseRoute,
)

OLDEST_FIRST_USE = 110  # years of age


@dataclass(frozen=True, slots=True)
class Substance:
    """One substance: what it is and what they call it, how it is used, how much, since when, and times without it."""

    substance: SubstanceKind
    name: str = ""
    is_main: bool = False
    routes: tuple[UseRoute, ...] = ()
    how_often: HowOften | None = None
    amount: str = ""
    first_age: int | None = None
    last_used: str = ""
    breaks: str = ""
    treated: str = ""
    note: str = ""

    part = Part.SUBSTANCES
    days = ("last_used",)

    @property
    def same(self) -> tuple[str, ...]:
        """What two lines of one list share when they say the same thing twice."""
        return (self.substance.value, fold(self.name))


@dataclass(frozen=True, slots=True)
class Overdose:
    """One overdose that the person lived through, or several at about one time."""

    occurred: str = ""
    substances: str = ""
    place: Place | None = None
    intent: Intent | None = None
    was_alone: Told | None = None
    after_break: Told | None = None
    naloxone: Told | None = None
    naloxone_doses: int | None = None
    called_911: Told | None = None
    hospital: Hospital | None = None
    on_medication: Told | None = None
    note: str = ""

    part = Part.OVERDOSES
    days = ("occurred",)

    @property
    def same(self) -> None:
        """Two overdoses are never one."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """One time in treatment: where, for what, with which medication, how it ended, and what it did for them."""

    setting: Setting
    place: str = ""
    began: str = ""
    ended: str = ""
    for_what: str = ""
    medication: str = ""
    how_ended: TreatmentEnd | None = None
    helped: Helped | None = None
    what_helped: str = ""

    part = Part.TREATMENTS
    days = ("began", "ended")

    @property
    def same(self) -> None:
        """The same place may be gone to twice."""


@dataclass(frozen=True, slots=True)
class Medicine:
    """One medicine as the person says they take it. `code` is of `system`, where it is known."""

    name: str
    kind: MedicineKind | None = None
    system: str = ""
    code: str = ""
    dose: str = ""
    how_often: str = ""
    reason: str = ""
    prescriber: str = ""
    since: str = ""
    taking: Taking | None = None
    stopped: str = ""
    stop_reason: str = ""

    part = Part.MEDICINES
    days = ("since", "stopped")

    @property
    def same(self) -> tuple[str, ...] | None:
        """The same name and dose; one that was stopped says nothing against taking it again."""
        return None if self.stopped else (fold(self.name), fold(self.dose))


@dataclass(frozen=True, slots=True)
class Problem:
    """One condition, coded or in words. `version` is that of the code system."""

    display: str
    system: str = ""
    code: str = ""
    code_version: str = ""
    clinical_status: ClinicalStatus = ClinicalStatus.ACTIVE
    verification_status: VerificationStatus = VerificationStatus.CONFIRMED
    onset: str = ""
    abatement: str = ""
    note: str = ""

    part = Part.PROBLEMS
    days = ("onset", "abatement")

    @property
    def same(self) -> tuple[str, ...] | None:
        """The same code, or the same words, while it is there; what is over may come back as a line of its own."""
        if self.abatement or self.clinical_status in (ClinicalStatus.RESOLVED, ClinicalStatus.INACTIVE):
            return None
        return (self.system, self.code) if self.code else ("", fold(self.display))


@dataclass(frozen=True, slots=True)
class Strength:
    """Something that carries the person."""

    words: str
    area: Capital | None = None

    part = Part.STRENGTHS
    days = ()

    @property
    def same(self) -> tuple[str, ...]:
        """The same words."""
        return (fold(self.words),)


@dataclass(frozen=True, slots=True)
class OwnGoal:
    """What the person wants, in their own words. How much it matters and how sure they are: 0 to 10."""

    own_words: str
    area: LifeArea | None = None
    importance: int | None = None
    confidence: int | None = None
    first_step: str = ""

    part = Part.GOALS
    days = ()

    @property
    def same(self) -> tuple[str, ...]:
        """The same words."""
        return (fold(self.own_words),)


Entry = Substance | Overdose | Treatment | Medicine | Problem | Strength | OwnGoal


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What happened when they stopped before, when they last used, and the signs now."""

    seizures: Told | None = None
    last_seizure: str = ""
    delirium: Told | None = None
    hospital: Told | None = None
    last_alcohol: LastUse | None = None
    last_sedative: LastUse | None = None
    last_opioid: LastUse | None = None
    signs: frozenset[Sign] = frozenset()
    no_signs: bool = False
    note: str = ""

    days = ("last_seizure",)


@dataclass(frozen=True, slots=True)
class Pregnancy:
    """What is known of pregnancy today."""

    answer: PregnancyAnswer
    due_on: date | None = None
    gave_birth_on: date | None = None
    has_care: Told | None = None
    is_nursing: Told | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What was said about one domain, and whether they want help with it."""

    domain: Domain
    told: Told
    wants_help: Told | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SaidMedicine:
    """One medicine, says another system. `key` is its own number there; it is taken off the list when `is_open` is false."""

    key: str
    medicine: Medicine
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class MedicineTaken:
    """What became of one medicine of another system: an `Outcome` of the imports, and the row where there is one."""

    key: str
    outcome: str
    medicine: UUID | None = None
    kept: tuple[str, ...] = ()
    reason: str = ""


_PAIRS: tuple[tuple[str, str], ...] = (("began", "ended"), ("since", "stopped"), ("onset", "abatement"))


def check_days(said: Entry | Withdrawal, *, born: date, today: date) -> None:
    """Refuse a day in the future or before the birth, and an end before its beginning.

    Raises:
        ImpossibleDay, EndsBeforeItBegins: each with its field.
    """
    read: Callable[[str], str] = lambda name: getattr(said, name)  # noqa: E731
    for name in said.days:
        if not is_possible(read(name), born=born, today=today):
            raise ImpossibleDay(name)
    for start, end in _PAIRS:
        if end in said.days and not follows(read(end), read(start)):
            raise EndsBeforeItBegins(end)
