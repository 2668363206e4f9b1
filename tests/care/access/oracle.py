"""A second opinion on who may read what of whom, written apart from the code.

Its sources are the clinical reference (3.2 to 3.9, 12.1), issue 4 and DESIGN (section 2), row by row; it reads nothing of the
policy, of the consents or of the gate. It knows a small world as plain facts and answers for one reader, one person and one
kind of data at one moment. `tests/care/access/test_no_leaks.py` lets the running code answer the same questions.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from care.actor import Category, Purpose, Requester, Role

C, P, R, Q = Category, Purpose, Role, Requester


class Answer(Enum):
    """What a reader gets."""

    YES = "given"
    NO = "refused, for the reader may know that there is somebody"
    HIDDEN = "as if there were nobody"
    OUT = "sent to sign in"


# --- the world, as far as the answers hang on it ------------------------------------------------------------------------------


@dataclass(eq=False)
class Organisation:
    name: str
    kind: Requester = Q.PROVIDER


@dataclass(eq=False)
class Person:
    """Whose record it is. `enrolled` are the programs where they are or were in care."""

    name: str
    enrolled: set[Organisation] = field(default_factory=set)
    has_died: bool = False


@dataclass(eq=False)
class Colleague:
    """Somebody who works at a program. `teams` are the people on whose care team they are now."""

    name: str
    organisation: Organisation
    roles: frozenset[Role]
    teams: set[Person] = field(default_factory=set)
    disabled: bool = False


@dataclass(eq=False)
class System:
    """A partner's system: whose it is, for what it may ask at all, and what its token reaches for."""

    name: str
    organisation: Organisation
    purposes: frozenset[Purpose]
    scopes: frozenset[str]
    disabled: bool = False


@dataclass(eq=False)
class Consent:
    """A signed yes. `recipient` is None where it names the class of those who treat, pay and help to run the program."""

    person: Person
    program: Organisation
    recipient: Organisation | None
    kind: str
    categories: frozenset[Category]
    purposes: frozenset[Purpose]
    signed_at: datetime
    expires_at: datetime | None = None
    revoked: bool = False
    replaced: bool = False

    def counts(self, now: datetime) -> bool:
        """Signed and neither ended, taken back nor replaced (3.2, 2.31(c))."""
        return not self.revoked and not self.replaced and (self.expires_at is None or now < self.expires_at)


@dataclass(eq=False)
class Restriction:
    """A request to hold back that the program has agreed to (2.26): from a kind of reader, or from one of them alone."""

    person: Person
    program: Organisation
    kind: Requester
    recipient: Organisation | None
    categories: frozenset[Category]
    purposes: frozenset[Purpose]
    ended: bool = False


@dataclass(eq=False)
class Session:
    """A timed way in for one colleague to one record: a clinician's in an emergency, or the privacy officer's, to read."""

    colleague: Colleague
    person: Person
    ends_at: datetime
    to_review: bool = False
    closed: bool = False


@dataclass(eq=False)
class CounselingNote:
    """A note kept apart (2.11): who wrote it, and who signs beside them."""

    person: Person
    author: Colleague
    co_signer: Colleague | None = None


@dataclass
class World:
    now: datetime
    people: list[Person] = field(default_factory=list)
    colleagues: list[Colleague] = field(default_factory=list)
    systems: list[System] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    restrictions: list[Restriction] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    notes: list[CounselingNote] = field(default_factory=list)


# --- staff (D01, D05, D06, 12.1) ----------------------------------------------------------------------------------------------

RECORD = frozenset({C.DEMOGRAPHICS, C.GENERAL, C.MENTAL_HEALTH, C.SUD, C.HARM_REDUCTION})
CLINICAL = frozenset(
    {
        *(R.PRESCRIBER, R.NURSE, R.COUNSELOR, R.COORDINATOR, R.PEER, R.PSYCHIATRIC_CONSULTANT, R.PHARMACIST, R.NAVIGATOR),
        *(R.CRISIS_CLINICIAN, R.SUPERVISOR),
    }
)
# D05: "on the care team ..., limited to the role's categories"
ON_THE_TEAM: dict[Role, frozenset[Category]] = dict.fromkeys(CLINICAL, RECORD) | {
    R.HARM_REDUCTION_WORKER: frozenset({C.DEMOGRAPHICS, C.HARM_REDUCTION}),
    R.FRONT_DESK: frozenset({C.DEMOGRAPHICS}),
}
# D05: "or in a programme-wide role for this purpose (coordinator: caseload; dispensing nurse: dosing; supervisor; front desk)"
IN_THE_PROGRAM: dict[Role, frozenset[Category]] = {
    R.COORDINATOR: RECORD,
    R.NURSE: RECORD,
    R.SUPERVISOR: RECORD,
    R.FRONT_DESK: frozenset({C.DEMOGRAPHICS}),
}


def staff_reads(world: World, colleague: Colleague, person: Person, category: Category, *, to_write: bool = False) -> Answer:
    """What a colleague gets who asks for one category of one person's record at work; `to_write` for a form that changes it."""
    if colleague.disabled:
        return Answer.OUT
    if colleague.organisation not in person.enrolled:
        return Answer.HIDDEN
    if category is C.COUNSELLING_NOTE:  # D01, whatever the role and however urgent
        return Answer.NO
    opened = {opens for role in colleague.roles for opens in IN_THE_PROGRAM.get(role, ())}
    if person in colleague.teams:
        opened |= {opens for role in colleague.roles for opens in ON_THE_TEAM.get(role, ())}
    if any(not (session.to_review and to_write) for session in running(world, colleague, person)):
        opened |= RECORD
    return Answer.YES if category in opened else Answer.NO


def staff_reads_note(world: World, colleague: Colleague, note: CounselingNote) -> Answer:
    """D01: a counseling note opens to its author and to who signs it beside them, and not by an emergency."""
    if colleague.disabled:
        return Answer.OUT
    if colleague.organisation not in note.person.enrolled:
        return Answer.HIDDEN
    return Answer.YES if colleague in (note.author, note.co_signer) else Answer.NO


def listed(world: World, colleague: Colleague, person: Person, category: Category) -> bool:
    """Whether somebody stands in a list or in what a search finds. A list opens to no emergency: that is for one person named."""
    sessions, world.sessions = world.sessions, []
    try:
        return staff_reads(world, colleague, person, category) is Answer.YES
    finally:
        world.sessions = sessions


def finds(world: World, colleague: Colleague, person: Person) -> bool:
    """Whether a search finds somebody's name. The privacy office finds everybody of its program, to answer who saw their record
    (issue 4, item 7; D05: programme-wide, for this purpose), and by that opens nothing."""
    if colleague.disabled or colleague.organisation not in person.enrolled:
        return False
    return R.PRIVACY_OFFICER in colleague.roles or listed(world, colleague, person, C.DEMOGRAPHICS)


def running(world: World, colleague: Colleague, person: Person) -> list[Session]:
    return [
        session
        for session in world.sessions
        if session.colleague is colleague and session.person is person and not session.closed and world.now < session.ends_at
    ]


def may_open_session(world: World, colleague: Colleague, person: Person, *, to_review: bool) -> Answer:
    """D06 offers a way in to who treats people (12.1); D05 the privacy officer, with a reason. Who reads already needs none."""
    holds = R.PRIVACY_OFFICER in colleague.roles if to_review else bool(CLINICAL & colleague.roles)
    if colleague.disabled:
        return Answer.OUT
    if colleague.organisation not in person.enrolled:
        return Answer.HIDDEN
    return Answer.YES if holds else Answer.NO


# --- who asks from outside (D02 to D28) -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Opens:
    """On which consents an outside reader is given what, and what for; `general`: whether one that names a class is enough."""

    purposes: frozenset[Purpose]
    kinds: frozenset[str]
    categories: frozenset[Category] = RECORD
    general: bool = False


OUTSIDE: dict[Requester, Opens] = {
    # D08: "valid_match (TPO or specific)"; to coordinate somebody's care is to treat them
    Q.PROVIDER: Opens(frozenset({P.TREAT, P.CAREMGT}), frozenset({"tpo", "specific"}), general=True),
    # D13
    Q.HEALTH_PLAN: Opens(frozenset({P.HPAYMT}), frozenset({"tpo", "specific"}), general=True),
    # D17: a consent for criminal justice, and no other
    Q.SUPERVISION: Opens(frozenset({P.SUPERVISION}), frozenset({"cj"})),
    # D02, D03b: a consent for proceedings, which stands alone
    Q.COURT: Opens(frozenset({P.HLEGAL}), frozenset({"legal"})),
    # D23; a general consent names no exchange (D24)
    Q.INTERMEDIARY: Opens(frozenset({P.ROUTING}), frozenset({"intermediary"})),
    # D26: "referral needs" only, no word of substance use
    Q.COMMUNITY: Opens(frozenset({P.REFERRAL}), frozenset({"specific"}), frozenset({C.DEMOGRAPHICS})),
    # 3.3: research on a consent of its own
    Q.RESEARCHER: Opens(frozenset({P.HRESCH}), frozenset({"research"})),
}  # D07, D21, D22, D25: on papers other than a consent
# Whose systems are given anything over an interface. The house is narrower here than the reference: to everybody else a
# colleague hands it over, having seen who asks and what for.
OVER_AN_INTERFACE = frozenset({Q.PROVIDER, Q.HEALTH_PLAN})


def system_may_ask(system: System, scope: str, purpose: Purpose) -> Answer:
    """Whether a system may ask this of anybody at all; said openly, for it says nothing of anybody."""
    if system.disabled:
        return Answer.OUT
    return Answer.YES if scope in system.scopes and purpose in system.purposes else Answer.NO


def system_reads(world: World, system: System, person: Person, category: Category, purpose: Purpose) -> Answer:
    """What a partner's system is given of one person. May not and is not there are one answer."""
    reader = system.organisation
    given = (
        reader.kind in OVER_AN_INTERFACE
        and not person.has_died
        and any(outside_may(world, reader, person, program, category, purpose) for program in person.enrolled)
    )
    return Answer.YES if given else Answer.HIDDEN


def outside_may(
    world: World,
    reader: Organisation,
    person: Person,
    program: Organisation,
    category: Category,
    purpose: Purpose,
    on: Consent | None = None,
) -> bool:
    """Whether a program may give one category of a person's record to somebody outside, on the consents that there are.

    `on` is the one consent that a colleague names when they hand it over.
    """
    opens = OUTSIDE.get(reader.kind)
    if opens is None or category is C.COUNSELLING_NOTE or reader is program:  # D28, D01
        return False
    if purpose not in opens.purposes or category not in opens.categories:
        return False
    if any(_holds_back(row, reader, person, program, category, purpose) for row in world.restrictions):  # D04, D12
        return False
    return any(
        consent.counts(world.now)
        and consent.person is person
        and consent.program is program
        and consent.kind in opens.kinds
        and category in consent.categories
        and purpose in consent.purposes
        and (consent.recipient is reader or (consent.recipient is None and opens.general))
        for consent in (world.consents if on is None else [on])
    )


def _holds_back(
    row: Restriction, reader: Organisation, person: Person, program: Organisation, category: Category, purpose: Purpose
) -> bool:
    return (
        not row.ended
        and row.person is person
        and row.program is program
        and row.kind is reader.kind
        and row.recipient in (None, reader)
        and category in row.categories
        and purpose in row.purposes
    )


def may_release(
    world: World,
    colleague: Colleague,
    person: Person,
    reader: Organisation,
    category: Category,
    purpose: Purpose,
    on: Consent | None,
) -> Answer:
    """What a colleague hands to somebody outside: they read it themselves, and it may go on the consent that they name."""
    own = staff_reads(world, colleague, person, category)
    if own in (Answer.OUT, Answer.HIDDEN):
        return own
    goes = on is not None and outside_may(world, reader, person, colleague.organisation, category, purpose, on)
    return Answer.YES if own is Answer.YES and goes else Answer.NO


# --- what leaves on its own ---------------------------------------------------------------------------------------------------


def reminder_may_go(person: Person, *, allowed: bool, stopped: bool) -> bool:
    """Nothing is sent to who has died, who never agreed to the channel or who said STOP."""
    return allowed and not stopped and not person.has_died
