"""What an instrument is: its questions, who may answer, how it is scored, and where all of that is from. Values only.

The files under `data/` are read by `patients.assessments.catalogue`. Labels are short topic labels of our own: the validated
wording is loaded by an administrator from a licensed source.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from care.actor import Category
from patients.assessments.rules.words import Danger, ItemKind, Mode

Answers = Mapping[str, Decimal | str | None]
"""By link id: the number of the chosen option or the number itself, words for a text; None where it was declined."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that may be chosen, and the number that it counts for."""

    value: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is asked only where another one was answered so: `op` is one of = != > >= < <= answered.

    With `other` the answer is compared with that of another question. `!=` holds too while the question waits for its answer;
    nothing holds of a question that is itself not asked.
    """

    link_id: str
    op: str
    value: Decimal | None = None
    other: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `asked_if` says when it is asked at all; with several conditions `needs_all` says whether all must hold.

    `subjects`: it is asked about those alone, as which tobacco; empty: about each.
    """

    link_id: str
    label: str
    kind: ItemKind
    options: tuple[Option, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    code: str = ""
    is_scored: bool = True
    is_required: bool = True
    asked_if: tuple[Condition, ...] = ()
    needs_all: bool = True
    section: str = ""
    note: str = ""
    is_whole: bool = True
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """A range of a score and what it is called. `is_positive`: what the instrument looks for is likely there."""

    code: str
    label: str
    low: Decimal
    high: Decimal
    is_positive: bool = False


@dataclass(frozen=True, slots=True)
class ScoreDefinition:
    """One number that an instrument gives, with its range and bands. `code` is LOINC where a source confirms it, else empty."""

    name: str
    label: str
    low: Decimal
    high: Decimal
    bands: tuple[Band, ...] = ()
    code: str = ""
    higher_is_better: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """One instrument in one version. `scorer` names the function of `rules.scoring` that scores it, with `settings`.

    `subjects` are what it is asked about, one set of answers each (substances, for DSM-5 criteria); empty for the others.
    """

    code: str
    version: str
    title: str
    short: str
    about: str
    category: Category
    modes: frozenset[Mode]
    items: tuple[Item, ...]
    scores: tuple[ScoreDefinition, ...]
    scorer: str
    settings: Mapping[str, Any]
    look_back: str = ""
    panel_code: str = ""
    subjects: tuple[str, ...] = ()
    licence: str = ""
    source: str = ""
    confidence: str = ""  # checked, known, verify: clinical reference 0.1
    as_of: date | None = None

    @property
    def goes_by_link(self) -> bool:
        """Whether people answer it alone on a phone: not what is asked about several things, nor where somebody stays beside
        them (`by_link` false), as for suicide risk (own).
        """
        return Mode.SELF in self.modes and not self.subjects and bool(self.settings.get("by_link", True))

    def item(self, link_id: str) -> Item:
        """One question. Raises KeyError."""
        for item in self.items:
            if item.link_id == link_id:
                return item
        raise KeyError(link_id)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a rule may know beside the answers; nothing of it is needed. `subject`: what it was asked about (DSM-5 codes).

    `at` is when it was answered and, where hours count (COWS after a dose), `earlier` holds moments, not days.
    """

    sex: str = ""  # male, female, or empty: cut-offs that differ by sex take the lower one where it is not known
    age: int | None = None
    pregnant: bool | None = None
    earlier: Mapping[str, Sequence[tuple[date, Decimal]]] | None = None  # earlier scores of the instrument, by name
    subject: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """One number that came out, its band, how many answers it rests on, and whether missing ones were made up for."""

    name: str
    value: Decimal
    band: str = ""
    band_label: str = ""
    is_positive: bool = False
    answered: int = 0
    is_prorated: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """An answer that calls for somebody. `code` is stable; `title` names nobody; `asks_for` is an instrument to do next.

    `minutes`: it is to be taken within them; 0 where the time of its danger holds.
    """

    code: str
    danger: Danger
    title: str
    why: str
    asks_for: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the answers come to. `unscored` says, score by score, why there is none (missing answers, by link id).

    `asks_for`: instruments that a result calls for, without any danger (PHQ-9 after a positive PHQ-2). `review_days`: where the
    answers themselves say when to ask again (a level of care), in so many days.
    """

    scores: tuple[Scored, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    unscored: Mapping[str, tuple[str, ...]] | None = None
    notes: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()  # (system, code) that follow, as ICD-10-CM for DSM-5 criteria
    asks_for: tuple[str, ...] = ()
    review_days: int = 0
