"""Who signs for somebody, and who may not. Pure. Source: clinical reference 3.8, which restates 42 CFR 2.14 and 2.15."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from care.actor import Purpose
from care.actor.vocabulary import Described
from care.consent.rules.minors import MinorLaw, MinorRule, Service, is_minor, minor_law


class RepresentativeKind(Described):
    """By which right somebody signs."""

    GUARDIAN = (
        "guardian",
        "Guardian appointed by a court",
        "A court has found that the adult cannot manage their own affairs (42 CFR 2.15(a)(1)).",
    )
    PARENT = "parent", "Parent or guardian of a minor", "Signs beside the minor where state law asks for it (42 CFR 2.14)."
    PERSONAL_REPRESENTATIVE = (
        "personal_representative",
        "Personal representative of somebody who died",
        "Executor or administrator, or appointed under state law (42 CFR 2.15(b)(2)).",
    )
    NEXT_OF_KIN = (
        "next_of_kin",
        "Next of kin of somebody who died",
        "The spouse or else a responsible relative, where nobody has been appointed (42 CFR 2.15(b)(2)).",
    )
    DIRECTOR = (
        "director",
        "Program director, for payment only",
        "An adult is medically unable to decide and no court has ruled: only to obtain payment (42 CFR 2.15(a)(2)).",
    )


class Evidence(Described):
    """What a colleague has seen with their own eyes."""

    COURT_ORDER = "court_order", "Court order", "Names the court and the file."
    LETTERS = "letters", "Letters testamentary or of administration", "From the probate court."
    BIRTH_RECORD = "birth_record", "Birth or adoption record", "Shows who the parents are."
    CUSTODY = "custody", "Custody order", "Says who decides for the minor."
    STATEMENT = "statement", "Signed statement of the relative", "How they are related, and that nobody has been appointed."
    FINDING = "finding", "Director's written finding", "Which condition keeps the person from deciding, and until when."


EVIDENCE_FOR: dict[RepresentativeKind, frozenset[Evidence]] = {
    RepresentativeKind.GUARDIAN: frozenset({Evidence.COURT_ORDER}),
    RepresentativeKind.PARENT: frozenset({Evidence.BIRTH_RECORD, Evidence.CUSTODY, Evidence.COURT_ORDER}),
    RepresentativeKind.PERSONAL_REPRESENTATIVE: frozenset({Evidence.LETTERS, Evidence.COURT_ORDER}),
    RepresentativeKind.NEXT_OF_KIN: frozenset({Evidence.STATEMENT}),
    RepresentativeKind.DIRECTOR: frozenset({Evidence.FINDING}),
}
OF_THE_DEAD = frozenset({RepresentativeKind.PERSONAL_REPRESENTATIVE, RepresentativeKind.NEXT_OF_KIN})
OF_THE_LIVING = frozenset(RepresentativeKind) - OF_THE_DEAD
# Who gets what the person could get (the decision table's D15). A parent never by that right alone: whatever goes to a parent
# needs the minor's own written consent (2.14(b), (c)). A director signs for payment and gets nothing.
OPENS_RECORD = OF_THE_DEAD | {RepresentativeKind.GUARDIAN}
LONGEST_FINDING = timedelta(days=30)  # own default: whether somebody still cannot decide is looked at again within a month


@dataclass(frozen=True, slots=True)
class Person:
    """What the rule must know of somebody."""

    birth_date: date
    deceased_on: date | None = None


@dataclass(frozen=True, slots=True)
class RepresentativeTerms:
    """Who signs, by which right, what was seen of it, and for how long. `expires_at` is the first moment at which it is over."""

    kind: RepresentativeKind
    name: str
    relation: str
    evidence: Evidence
    evidence_words: str
    evidence_on: date
    starts_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class RepresentativeFacts:
    """One representative as a decision needs it."""

    uuid: UUID
    kind: RepresentativeKind
    name: str
    relation: str
    starts_at: datetime
    expires_at: datetime | None
    ended_at: datetime | None


class BadRepresentative(ValueError):
    """Somebody cannot be put on file like this; `field` says which part is wrong, `words` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


def check_representative(terms: RepresentativeTerms, *, person: Person, state: str, today: date, at: datetime) -> None:
    """Refuse who has no right to sign for this person, or whose right nobody has seen.

    Raises:
        BadRepresentative: the kind does not fit the person (a parent of an adult, a guardian of somebody who died); another
            paper than the kind needs; no last day where one is needed; days that lie ahead or have passed.
    """
    minor = is_minor(birth_date=person.birth_date, state=state, today=today)
    if terms.kind in OF_THE_DEAD and person.deceased_on is None:
        raise BadRepresentative("kind", "No death is recorded. Nobody signs like this for somebody who is alive.")
    if terms.kind in OF_THE_LIVING and person.deceased_on is not None:
        raise BadRepresentative("kind", "This right ended when the person died. A personal representative or next of kin signs.")
    if terms.kind is RepresentativeKind.PARENT and not minor:
        raise BadRepresentative("kind", "The person is of age: a parent does not sign for an adult.")
    if terms.kind in {RepresentativeKind.GUARDIAN, RepresentativeKind.DIRECTOR} and minor:
        raise BadRepresentative("kind", "For a minor, put the parent or guardian on file.")
    if not terms.name.strip():
        raise BadRepresentative("name", "Write their name.")
    if not terms.relation.strip():
        raise BadRepresentative("relation", "Say what they are to the person.")
    if terms.evidence not in EVIDENCE_FOR[terms.kind]:
        allowed = " or ".join(sorted(one.label.lower() for one in EVIDENCE_FOR[terms.kind]))
        raise BadRepresentative("evidence", f"For this, somebody must have seen: {allowed}.")
    if not terms.evidence_words.strip():
        raise BadRepresentative("evidence_words", "Say what was seen: which court and file, which paper.")
    if terms.evidence_on > today:
        raise BadRepresentative("evidence_on", "This day lies ahead.")
    if terms.expires_at is not None and terms.expires_at <= max(terms.starts_at, at):
        raise BadRepresentative("expires_at", "The last day has passed.")
    if terms.kind is RepresentativeKind.DIRECTOR and (
        terms.expires_at is None or terms.expires_at - terms.starts_at > LONGEST_FINDING + timedelta(days=1)
    ):
        raise BadRepresentative("expires_at", "A finding holds for 30 days at most; then the director looks again.")


def is_in_force(representative: RepresentativeFacts, at: datetime) -> bool:
    """Whether somebody may sign at this moment: begun, not past the last day, not ended."""
    return (
        representative.starts_at <= at
        and (representative.expires_at is None or representative.expires_at > at)
        and (representative.ended_at is None or representative.ended_at > at)
    )


def in_force(representatives: Iterable[RepresentativeFacts], at: datetime) -> list[RepresentativeFacts]:
    """Those who may sign at this moment. Next of kin do not where somebody has been appointed."""
    now = [one for one in representatives if is_in_force(one, at)]
    appointed = any(one.kind is RepresentativeKind.PERSONAL_REPRESENTATIVE for one in now)
    return [one for one in now if not (appointed and one.kind is RepresentativeKind.NEXT_OF_KIN)]


def opens_record(representatives: Iterable[RepresentativeFacts], *, uuid: UUID | None, at: datetime) -> bool:
    """Whether one of them gets, at this moment, what the person could get."""
    return any(one.uuid == uuid and one.kind in OPENS_RECORD for one in in_force(representatives, at))


class Who(Described):
    """Whose signature a consent needs."""

    PERSON = "person", "The person alone", "Nobody else signs."
    PERSON_AND_PARENT = "person_and_parent", "The person and a parent", "Both sign; one of them alone gives no consent."
    REPRESENTATIVE = "representative", "A representative", "Signs in the person's place."
    DIRECTOR = "director", "The program director, for payment only", "For anything else, nobody signs until the person can."
    NOBODY = "nobody", "Nobody can sign yet", "Nobody who may sign is on file."


class Grounds(Described):
    """Why it is so: the sentence that a page shows, which names nobody."""

    ADULT = "adult", "Adult", "An adult signs alone, whatever relatives wish."
    MINOR_ALONE = (
        "minor_alone",
        "Minor who may consent alone",
        "State law lets a minor of this age consent to this care alone. Nothing goes to a parent, not even for payment, "
        "without the minor's own written consent.",
    )
    MINOR_WITH_PARENT = (
        "minor_with_parent",
        "Minor whose parent must consent",
        "State law asks for a parent's consent to this care, so both sign. What goes to a parent still needs the minor's own "
        "written consent.",
    )
    MINOR_UNKNOWN = (
        "minor_unknown",
        "Minor, and nobody has verified the state's law",
        "Until counsel has answered, the strictest holds: both sign, and nothing goes to a parent without the minor's own "
        "written consent.",
    )
    ADJUDICATED = "adjudicated", "A court has appointed a guardian", "The guardian signs while the appointment lasts."
    UNABLE = (
        "unable",
        "Medically unable, and no court has ruled",
        "The program director may consent only to what is needed to be paid for care.",
    )
    DIED = "died", "The person died", "A personal representative signs; where nobody is appointed, the next of kin."


@dataclass(frozen=True, slots=True)
class Signers:
    """Who must sign for one person at one moment.

    `people` are those on file who may: in the person's place, or beside the person; empty where one is needed and nobody is on
    file. `purposes` limits what may be signed; None where nothing does. `law` is where state law says so.
    """

    who: Who
    grounds: Grounds
    source: str
    people: tuple[RepresentativeFacts, ...] = ()
    purposes: frozenset[Purpose] | None = None
    law: str = ""

    @property
    def person_signs(self) -> bool:
        """Whether the person's own signature is needed."""
        return self.who in {Who.PERSON, Who.PERSON_AND_PARENT}

    @property
    def another_signs(self) -> bool:
        """Whether somebody else's signature is needed."""
        return self.who is not Who.PERSON

    @property
    def is_possible(self) -> bool:
        """Whether a consent can be signed now: whoever else must sign is on file."""
        return self.who is not Who.NOBODY and (not self.another_signs or bool(self.people))


class MayNotSign(ValueError):
    """These signatures are no consent of this person; `words` say who must sign."""

    def __init__(self, words: str) -> None:
        super().__init__("may not sign")
        self.words = words


def who_may_sign(
    *,
    person: Person,
    state: str,
    service: Service | None,
    representatives: Collection[RepresentativeFacts],
    laws: Iterable[MinorRule],
    today: date,
    at: datetime,
) -> Signers:
    """Who signs a consent of this person, and by which rule. `today` is the program's day.

    Capacity is what is on file: a court's appointment, or the director's finding while it lasts. An adult of whom neither is on
    file decides alone.
    """
    now = in_force(representatives, at)

    def of(*kinds: RepresentativeKind) -> tuple[RepresentativeFacts, ...]:
        return tuple(one for one in now if one.kind in kinds)

    if person.deceased_on is not None:
        people = of(*OF_THE_DEAD)
        return Signers(Who.REPRESENTATIVE if people else Who.NOBODY, Grounds.DIED, "42 CFR 2.15(b)", people)
    if is_minor(birth_date=person.birth_date, state=state, today=today):
        said, law = minor_law(laws, state=state, service=service, birth_date=person.birth_date, today=today)
        if said is MinorLaw.ALONE:
            return Signers(Who.PERSON, Grounds.MINOR_ALONE, "42 CFR 2.14(b)", law=law)
        grounds = Grounds.MINOR_WITH_PARENT if said is MinorLaw.WITH_PARENT else Grounds.MINOR_UNKNOWN
        return Signers(Who.PERSON_AND_PARENT, grounds, "42 CFR 2.14(c)", of(RepresentativeKind.PARENT), law=law)
    guardians = of(RepresentativeKind.GUARDIAN)
    if guardians:
        return Signers(Who.REPRESENTATIVE, Grounds.ADJUDICATED, "42 CFR 2.15(a)(1)", guardians)
    directors = of(RepresentativeKind.DIRECTOR)
    if directors:
        payment = frozenset({Purpose.HPAYMT})
        return Signers(Who.DIRECTOR, Grounds.UNABLE, "42 CFR 2.15(a)(2)", directors, payment)
    return Signers(Who.PERSON, Grounds.ADULT, "42 CFR 2.31(a)(8)")


def check_signatures(
    signers: Signers, *, person_signed: bool, representative: UUID | None, purposes: Collection[Purpose]
) -> None:
    """Refuse a consent that was signed by others than must sign, or for more than they may sign for.

    Raises:
        MayNotSign: a signature is missing, somebody signed who may not, or the purpose is not theirs to open.
    """
    signed = representative is not None and any(one.uuid == representative for one in signers.people)
    if signers.who is Who.NOBODY or not signers.is_possible:
        raise MayNotSign("Nobody who may sign for this person is on file. Put them on file first, under Who may sign.")
    if signers.person_signs and not person_signed:
        raise MayNotSign("This needs the person's own signature.")
    if signers.another_signs and not signed:
        raise MayNotSign(f"This needs the signature of {' or '.join(one.name for one in signers.people)}.")
    if not signers.another_signs and representative is not None:
        raise MayNotSign("The person signs alone. Nobody else can sign for them.")
    if not signers.person_signs and person_signed:
        raise MayNotSign("The person's own signature does not count here: somebody else signs in their place.")
    if signers.purposes is not None and not set(purposes) <= signers.purposes:
        raise MayNotSign("The program director may sign only for payment.")
