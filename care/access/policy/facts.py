"""What a decision rests on, and what it says. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from care.actor import Action, Category, Purpose, Requester, Role
from care.actor.vocabulary import Described
from care.consent.rules import Kind, Match, Restriction


class Relation(StrEnum):
    """How whoever asks stands to the record."""

    TEAM = "team"
    PROGRAMME = "programme"
    OWN = "own"
    OUTSIDE = "outside"


class DataClass(Described):
    """What the law sees in a category. Source: clinical reference 3.9."""

    PART2 = "part2", "Part 2 records", "Anything that a Part 2 program knows of the person; the unknown counts as that."
    COUNSELING = "counseling", "Counseling notes", "Kept apart under 42 CFR 2.11."
    GENERAL = "general", "General health data", "Of an organization that is no Part 2 program."


class Basis(Described):
    """What lies on the table beside a consent: a colleague states it, and its papers are kept with the disclosure."""

    NONE = "none", "Nothing", "No order, agreement, emergency or report."
    ORDER = "order", "Court order with subpoena", "Both, and both valid (42 CFR 2.61 to 2.67). A subpoena alone is nothing."
    EMERGENCY = (
        "emergency",
        "Medical emergency",
        "Bona fide, consent cannot be had; the four facts of 42 CFR 2.51(c) are written.",
    )
    AGREEMENT = "agreement", "Agreement in force", "A QSO agreement, a research basis (2.52) or an audit agreement (2.53)."
    DEIDENTIFIED = "deidentified", "De-identified", "As 45 CFR 164.514(b) asks."
    REPORT = "report", "Report that state law asks for", "The first report of child abuse or neglect (42 CFR 2.12(c)(6))."
    REPRESENTATION = "representation", "Representation on file", "May sign for the person here (42 CFR 2.14, 2.15)."


class Session(Described):
    """A time for which a colleague opened one person's record with a reason."""

    NONE = "none", "None", "No session runs."
    EMERGENCY = "emergency", "Emergency access", "Off the team, in an emergency; reviewed by the privacy officer."
    REVIEW = "review", "Privacy review", "The privacy officer looks into a complaint or a question."


class Legal(StrEnum):
    """What opens a record for a proceeding."""

    NONE = "none"
    ORDER = "order"
    CONSENT = "consent"


def class_of(category: Category | str, *, part2: bool) -> DataClass:
    """What the law sees in a category of a record that is a Part 2 program's, or is not; in doubt, Part 2."""
    if category == Category.COUNSELLING_NOTE:
        return DataClass.COUNSELING
    if part2 or category == Category.SUD or not isinstance(category, Category):
        return DataClass.PART2
    return DataClass.GENERAL


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a decision rests on.

    `scopes` are those of a machine's token; None where a colleague asks, for themselves or to give something to somebody
    outside. `authored` says that the counseling note in question is the asking colleague's own, or waits for their signature
    beside the author's.
    """

    requester: Requester | str
    roles: frozenset[Role]
    relation: Relation
    category: Category | str
    action: Action | str
    purpose: Purpose | str
    job: str = ""
    link: str = ""
    consent: Match = Match.NONE
    consent_kind: Kind | None = None
    consented: frozenset[Category] = frozenset()
    scopes: frozenset[str] | None = None
    part2: bool = True
    restriction: Restriction = Restriction.NONE
    basis: Basis = Basis.NONE
    session: Session = Session.NONE
    authored: bool = False

    @property
    def data(self) -> DataClass:
        """What the law sees in the category; in doubt, Part 2."""
        return class_of(self.category, part2=self.part2)

    @property
    def legal(self) -> Legal:
        """What opens the record for a proceeding: an order, or a consent for nothing but that."""
        if self.basis is Basis.ORDER:
            return Legal.ORDER
        consented = self.consent is Match.VALID_MATCH and self.consent_kind is Kind.LEGAL
        return Legal.CONSENT if consented else Legal.NONE


@dataclass(frozen=True, slots=True)
class Allow:
    """Yes: by which row, with which notice, and for which categories at most."""

    basis: str
    categories: frozenset[Category]
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Deny:
    """No: by which row and why. A hidden record is answered as one that does not exist."""

    basis: str
    reason: str
    hidden: bool = False
    offers_emergency: bool = False


Decision = Allow | Deny
