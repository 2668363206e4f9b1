"""What the safety rules may know of a person, each fact with its date. Pure.

What is not known is `None`, an empty string or an empty tuple, never a made-up value: a rule says that a fact is missing.
Masses are in milligrams. Points in time know their zone; a calendar day is the day in the zone of the draft's own date.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Drug:
    """A medicine as written, and what was recognised in it. Nothing recognised: no ingredients."""

    name: str
    ingredients: frozenset[str] = frozenset()  # our words: "methadone", "buprenorphine", "naloxone", "clarithromycin"
    classes: frozenset[str] = frozenset()  # "benzodiazepine", "qt", "cyp3a4_inhibitor"; data/ingredients.csv holds them
    product: str = ""  # "sublocade", "brixadi_weekly", "brixadi_monthly", "vivitrol", "zubsolv"


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of a titration or a taper: from its first day until the next step's, or the order's end."""

    first_day: date
    day_total: Decimal | None  # mg
    dose: Decimal | None = None  # mg: the largest single dose of such a day, where the day's total is divided


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order on record, or the draft that is judged. Status words are those of FHIR R4."""

    id: str
    drug: Drug
    route: str = ""  # "oral", "sublingual", "buccal", "subcutaneous", "intramuscular", "intravenous", "nasal"
    site: str = ""  # as written: "abdomen", "left buttock"
    dose: Decimal | None = None  # mg each time
    times_a_day: Decimal | None = None  # below 1 for what is given every few days
    day_total: Decimal | None = None  # mg
    status: str = "active"
    authored_at: datetime | None = None
    starts_on: date | None = None
    ends_on: date | None = None  # planned
    ended_on: date | None = None  # what happened
    low_dose_initiation: bool = False
    is_transition: bool = False
    prior: str = ""  # the order that this one changes
    steps: tuple[Step, ...] = ()  # of a schedule; each step is judged. Without them the order's own dose holds throughout
    is_report: bool = False  # what someone says is taken, not an order: it is known, and never added to the day's total


@dataclass(frozen=True, slots=True)
class Given:
    """One dose: taken, or due and not taken. What came up again was taken: `vomited_after` says how many minutes later."""

    drug: Drug
    at: datetime
    route: str = ""
    site: str = ""
    amount: Decimal | None = None  # mg
    taken: bool = True
    vomited_after: int | None = None  # minutes


@dataclass(frozen=True, slots=True)
class Measured:
    """One result. A coded answer stands in `words`: "positive", "negative", "pregnant", "not pregnant"."""

    value: Decimal | None
    unit: str
    at: datetime
    upper: Decimal | None = None  # upper end of the result's own reference range
    words: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of the problem list."""

    code: str
    system: str
    text: str
    since: date | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything about one draft. `at` is now; the draft is judged at its own `authored_at` where it has one.

    Keys of `measured`, newest last: creatinine, weight, qtc, alt, ast, pregnancy, cows, opioid_screen, fentanyl_screen,
    naloxone_challenge, breath_alcohol, last_drink (`at` is when it was), audit_c, sedation, impaired, child_pugh, inr, platelets,
    methadone_peak, methadone_trough.
    """

    at: datetime
    draft: Ordered
    birth_date: date | None = None
    sex: str = ""  # "female", "male"
    orders: tuple[Ordered, ...] = ()
    given: tuple[Given, ...] = ()
    measured: Mapping[str, tuple[Measured, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    allergies: tuple[Drug | str, ...] = ()
    naloxone_kit: date | None = None  # when the last one was handed out
    naloxone_kit_expires: date | None = None
    at_the_window: bool = False  # a dose is about to be given, not an order to be signed
    gives_again: bool = False  # in the place of one that came up again; the draft's dose is what is given again
