"""What another system says about a person, in our words, and how that meets what colleagues wrote here since. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from care.actor import Category
from care.actor.vocabulary import Described
from patients.rules.conditions import ClinicalStatus, VerificationStatus
from patients.rules.people import (
    Contact,
    ContactKind,
    Identity,
    Language,
    Names,
    Point,
    birth_date_is_possible,
)
from patients.rules.search import sounds_alike

Value = TypeVar("Value")
IDENTITY_FIELDS = ("birth_date", "legal_given", "legal_family", "chosen_name")
BACKGROUND_TEXTS = (
    "name_suffix", "gender", "sex", "birth_sex", "gender_identity", "race_detail", "ethnicity", "ethnicity_detail",
)  # fmt: skip
BACKGROUND_LISTS = ("race", "tribes")
ADDRESS_PARTS = ("place", "line1", "line2", "city", "state", "postal_code", "country")
SOMEBODY_ELSE = "this number named another person before: other names and another birth date"
PATIENT_NOT_TAKEN = "its patient was not taken"
NOTHING_AGREED = Point(ContactKind.PHONE, "")


class ImportedKind(Described):
    """What a resource of another system became here."""

    PATIENT = "patient", "Person", "A person's row."
    ALLERGY = "allergy", "Allergy", "A line of the list of allergies."
    CONDITION = "condition", "Condition", "A condition."
    NO_ALLERGY = "no_allergy", "No known allergies", "The statement that none is known."


class Outcome(StrEnum):
    """What became of one resource."""

    TAKEN = "taken"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ResourceKey:
    """A resource as its source names it."""

    type: str
    id: str


@dataclass(frozen=True, slots=True)
class SaidPerson:
    """Who the person is, says the source. Points are pairs of kind and value; identifiers are system and value.

    What the source says of sex, gender and origin are the values of our vocabularies; an address is what `ADDRESS_PARTS` names.
    """

    birth_date: date
    legal_given: str = ""
    legal_family: str = ""
    chosen_name: str = ""
    former_names: tuple[str, ...] = ()
    language: str = ""
    points: tuple[tuple[str, str], ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    died: date | None = None
    name_suffix: str = ""
    gender: str = ""
    sex: str = ""
    birth_sex: str = ""
    gender_identity: str = ""
    race: tuple[str, ...] = ()
    race_detail: str = ""
    ethnicity: str = ""
    ethnicity_detail: str = ""
    tribes: tuple[str, ...] = ()
    addresses: tuple[tuple[str, ...], ...] = ()

    kind = ImportedKind.PATIENT

    @property
    def names(self) -> Names:
        """The names alone."""
        return Names(self.legal_given, self.legal_family, self.chosen_name, self.former_names)

    @property
    def spoken(self) -> Language:
        """The language to speak; English where none is said that the platform knows."""
        return Language(self.language) if self.language else Language.ENGLISH

    def identity(self, *, zone: str) -> Identity:
        """The identity with which a new person is registered."""
        return Identity(
            birth_date=self.birth_date,
            legal_given=self.legal_given,
            legal_family=self.legal_family,
            chosen_name=self.chosen_name,
            former_names=self.former_names,
            zone=zone,
            language=self.spoken,
        )

    def contact(self) -> Contact:
        """The ways to reach a new person. Nobody has said yet that they may be called or written to."""
        return Contact(tuple(Point(ContactKind(kind), value) for kind, value in self.points))

    def begun(self) -> "SaidPerson":
        """As much of it as is taken when the person is registered; the rest follows with a permit."""
        return SaidPerson(
            birth_date=self.birth_date,
            legal_given=self.legal_given,
            legal_family=self.legal_family,
            chosen_name=self.chosen_name,
            former_names=self.former_names,
            language=self.language,
            points=self.points,
        )

    def taken(self) -> dict[str, Any]:
        """What is remembered of it, as JSON."""
        return _plain(asdict(self))

    @classmethod
    def of(cls, taken: Mapping[str, Any], *, birth_date: date) -> "SaidPerson":
        """What is remembered of it, as it was said. `birth_date` stands in where nothing is remembered."""
        background: dict[str, Any] = {name: taken.get(name, "") for name in BACKGROUND_TEXTS}
        background |= {name: tuple(taken.get(name, ())) for name in BACKGROUND_LISTS}
        return cls(
            birth_date=date.fromisoformat(taken["birth_date"]) if "birth_date" in taken else birth_date,
            legal_given=taken.get("legal_given", ""),
            legal_family=taken.get("legal_family", ""),
            chosen_name=taken.get("chosen_name", ""),
            former_names=tuple(taken.get("former_names", ())),
            language=taken.get("language", ""),
            points=tuple((kind, value) for kind, value in taken.get("points", ())),
            identifiers=tuple((system, value) for system, value in taken.get("identifiers", ())),
            died=date.fromisoformat(taken["died"]) if "died" in taken else None,
            **background,
            addresses=tuple(tuple(address) for address in taken.get("addresses", ())),
        )


@dataclass(frozen=True, slots=True)
class SaidAllergy:
    """One substance that harms the person, says the source. `is_open` is false once the source took it back."""

    substance: str
    reaction: str = ""
    is_open: bool = True

    kind = ImportedKind.ALLERGY

    def taken(self) -> dict[str, Any]:
        """What is remembered of it, as JSON."""
        return _plain(asdict(self))


@dataclass(frozen=True, slots=True)
class SaidNoAllergy:
    """No allergy is known, says the source."""

    is_open: bool = True

    kind = ImportedKind.NO_ALLERGY

    def taken(self) -> dict[str, Any]:
        """What is remembered of it, as JSON."""
        return _plain(asdict(self))


@dataclass(frozen=True, slots=True)
class SaidCondition:
    """One condition, says the source. Dates have the precision that they came with: '2015', '2015-03', '2015-03-14'."""

    system: str
    code: str
    display: str
    category: Category = Category.SUD
    clinical_status: ClinicalStatus = ClinicalStatus.UNKNOWN
    verification_status: VerificationStatus = VerificationStatus.UNKNOWN
    onset: str = ""
    abatement: str = ""
    noted: str = ""
    is_open: bool = True

    kind = ImportedKind.CONDITION

    def taken(self) -> dict[str, Any]:
        """What is remembered of it, as JSON."""
        return _plain(asdict(self))


Said = SaidPerson | SaidAllergy | SaidNoAllergy | SaidCondition


@dataclass(frozen=True, slots=True)
class Statement:
    """One resource of a source: how it is named there, and what it says."""

    key: ResourceKey
    said: Said


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one statement. `kept` names the fields that a colleague changed here and that stayed so."""

    key: ResourceKey
    outcome: Outcome
    kept: tuple[str, ...] = ()
    reason: str = ""


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """JSON's own types, without what is empty, so that a field added later does not make everything look changed."""
    plain = {name: _plain_value(value) for name, value in values.items()}
    return {name: value for name, value in plain.items() if value not in ("", None, [])}


def _plain_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain_value(item) for item in value]
    return str(value) if isinstance(value, StrEnum) else value


@dataclass(slots=True)
class Merge:
    """Three ways to one: what the source said last, what stands here now, what the source says today.

    What nobody changed here follows the source. What somebody changed here stays, and is named in `kept` when the source
    says something new about it.
    """

    kept: list[str] = field(default_factory=list)

    def one(self, name: str, *, before: Value, ours: Value, theirs: Value) -> Value:
        """One field."""
        if ours in (before, theirs):
            return theirs
        if theirs != before:
            self.kept.append(name)
        return ours

    def many(
        self,
        name: str,
        *,
        before: Iterable[Value],
        ours: Sequence[Value],
        theirs: Sequence[Value],
        touched: Iterable[Value] = (),
    ) -> list[Value]:
        """A list, item by item: what the source adds comes in, what it drops goes unless somebody here worked on it."""
        earlier, worked_on = set(before), set(touched)
        kept = [item for item in ours if item in theirs or item not in earlier or item in worked_on]
        if any(item not in theirs and item in earlier for item in kept):
            self.kept.append(name)
        return kept + [item for item in theirs if item not in earlier and item not in ours]


def is_somebody_else(said: SaidPerson, before: SaidPerson) -> bool:
    """Whether a source's number now names another person: another birth date, and names that do not sound alike."""
    return said.birth_date != before.birth_date and not sounds_alike(said.names, before.names)


def impossible_dates(said: SaidPerson, *, today: date) -> str:
    """Why the person cannot have been born or have died then; empty where they can."""
    if not birth_date_is_possible(said.birth_date, today):
        return "the birth date is in the future or more than 130 years ago"
    if said.died is not None and not said.birth_date <= said.died <= today:
        return "the death is in the future or before the birth"
    return ""
