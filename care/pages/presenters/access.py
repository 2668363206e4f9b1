"""The decision table of the gate as prose: read from the same data that decides, so that it cannot say anything else."""

from collections.abc import Iterable
from dataclasses import dataclass

from care.access.policy import (
    TABLE,
    Allow,
    Basis,
    DataClass,
    Deny,
    Facts,
    Legal,
    Relation,
    Restriction,
    Row,
    Session,
    decide,
)
from care.access.policy.table import OUTSIDE
from care.actor import Action, Category, Purpose, Requester, Role
from care.consent.rules import Kind, Match

STANDING = {
    Relation.TEAM: "on the person's care team",
    Relation.PROGRAMME: "of the program, not on the care team",
    Relation.OWN: "whose record it is",
    Relation.OUTSIDE: "of another organization",
}
CONSENTS = {
    Match.VALID_MATCH: "a consent in force that covers it",
    Match.VALID_NOMATCH: "a consent in force for something else",
    Match.EXPIRED: "a consent that has ended",
    Match.REVOKED: "a consent that was taken back",
    Match.NONE: "no consent",
}
MOST_NAMED = 4
REQUESTERS = {
    Requester.STAFF: "Staff",
    Requester.SYSTEM: "A named job of the platform",
    Requester.PATIENT: "The person",
}
LIMITS = {
    "team": "what the role needs on a care team",
    "programme": "what the role needs in the whole program",
    "job": "what the job declared",
    "link": "what the link is for",
    "consent": "what the consent names and, for a machine, its scopes reach for",
}
DATA = {
    DataClass.PART2: "of a Part 2 program",
    DataClass.COUNSELING: "counseling notes",
    DataClass.GENERAL: "of an organization outside Part 2",
}
LEGAL = {Legal.NONE: "neither an order with a subpoena nor a consent for just that", Legal.ORDER: "an order with a subpoena"}
REASONS = {
    "COUNSELING_SEPARATE": "Counseling notes are kept apart and stay with whoever wrote them.",
    "NOT_FOUND": "The answer is the same as for a person who does not exist.",
    "PRESCRIBER_ON_TEAM": "Ordering needs a prescriber who is on the care team.",
    "NOT_ON_CARE_TEAM": "The colleague is not on the care team, and the role does not work for the whole program.",
    "NO_VALID_CONSENT": "The answer is the same as for a person who does not exist.",
    "COUNSELING_OWN_ACCESS": "The author decides with the person whether and how to read the notes together.",
    "LEGAL_NEEDS_ORDER_OR_CONSENT": "A subpoena, a warrant or a general consent opens nothing to a proceeding.",
    "RESTRICTED": "The person asked that it stay here, and the program agreed.",
    "SELF_PAID": "The person paid in full and asked that the health plan learn nothing of it.",
    "NO_AGREEMENT": "There is no agreement in force with them.",
    "NOT_AN_EMERGENCY": "Only a bona fide emergency, with its four facts written, opens the record without a consent.",
    "NOT_A_REPRESENTATIVE": "Nobody has put on file that they may sign for the person.",
    "CANNOT_CONFIRM": "We can neither confirm nor deny that somebody is here.",
    "NO_RESEARCH_BASIS": "There is no research basis on file, and no consent for the study.",
    "NOT_DEIDENTIFIED": "Public health gets what names nobody.",
    "INTERMEDIARY_NOT_NAMED": "The consent must name the exchange and its members.",
    "REPORT_ONLY": "The first report may go; records need a consent or an order.",
    "ANONYMOUS_REFERRAL": "A referral can be made without naming the person.",
    "MARKETING": "Nothing is given for selling or for asking for gifts.",
    "DEFAULT_DENY": "No rule allows it, so it is refused.",
    "UNKNOWN_INPUT": "The question used a word that is not in the vocabulary.",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in words, with the tone and icon of its mark."""

    word: str
    tone: str
    icon: str


MAY_READ = Answer("May read", "well", "check")
ON_TEAM = Answer("On the team", "info", "team")
REFUSED = Answer("Refused", "plain", "eyeoff")


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role and its answer for each kind of data."""

    label: str
    prose: str
    answers: list[tuple[str, Answer]]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One row of the decision table in words."""

    number: str
    title: str
    who: str
    what: str
    allows: bool
    answer: Answer
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one question put to the table."""

    allows: bool
    number: str
    title: str
    why: str
    source: str
    opens: str


def role_lines() -> list[RoleLine]:
    """What each role reads for treatment: of everybody in the program, only of people on whose team it is, or not at all."""
    return [
        RoleLine(role.label, role.prose, [(category.label, _reads(role, category)) for category in Category]) for role in Role
    ]


def _reads(role: Role, category: Category) -> Answer:
    def allows(relation: Relation) -> bool:
        facts = Facts(Requester.STAFF, frozenset({role}), relation, category, Action.READ, Purpose.TREAT)
        return isinstance(decide(facts), Allow)

    if allows(Relation.PROGRAMME):
        return MAY_READ
    return ON_TEAM if allows(Relation.TEAM) else REFUSED


def rule_lines() -> list[RuleLine]:
    """Each row of the table, in the order in which it is asked."""
    return [
        RuleLine(
            number=row.number,
            title=row.title,
            who=_who(row),
            what=_what(row),
            allows=row.outcome == "allow",
            answer=Answer("Allowed", "well", "check") if row.outcome == "allow" else REFUSED,
            source=row.source,
        )
        for row in TABLE
    ]


def _who(row: Row) -> str:
    words = _asking(row.requesters)
    if row.roles:
        words = _any(role.label for role in Role if role in row.roles)
    if row.relations and row.relations != frozenset(Relation) and row.requesters != {Requester.PATIENT}:
        words = f"{words} {_any(STANDING[relation] for relation in Relation if relation in row.relations)}"
    return f"{words}{_having(row)}"


def _asking(requesters: frozenset[Requester]) -> str:
    """Who asks: all from outside as one word, since there are seventeen of them."""
    if not requesters:
        return "Anyone"
    if requesters >= OUTSIDE - {Requester.EMERGENCY_CLINICIAN}:
        return "Anyone from outside" + ("" if requesters >= OUTSIDE else " but emergency clinicians")
    if len(requesters) > MOST_NAMED:
        left_out = [one.label.lower() for one in Requester if one in OUTSIDE - requesters]
        return f"Anyone from outside but {_any(left_out)}"
    return _any(REQUESTERS.get(one, one.label) for one in Requester if one in requesters)


def _having(row: Row) -> str:
    """What must lie on the table."""
    parts = []
    if row.consents:
        kinds = _any(kind.label.lower() for kind in Kind if kind in row.consent_kinds)
        parts.append(_any(CONSENTS[match] for match in Match if match in row.consents) + (f" ({kinds})" if kinds else ""))
    parts += [basis.label.lower() for basis in Basis if basis in row.bases]
    parts += [f"{session.label.lower()} running" for session in Session if session in row.sessions]
    parts += [LEGAL[legal] for legal in Legal if legal in row.legal and legal in LEGAL]
    parts += [f"a restriction: {one.label.lower()}" for one in Restriction if one in row.restrictions]
    if row.authored:
        parts.append("their own name on the note")
    return f" with {' and '.join(parts)}" if parts else ""


def _any(words: Iterable[str]) -> str:
    return " or ".join(words)


def _what(row: Row) -> str:
    parts = []
    if row.actions:
        parts.append(", ".join(action.label.lower() for action in Action if action in row.actions))
    if row.categories and len(row.categories) >= len(Category) - 1:
        parts.append("everything but counseling notes")
    elif row.categories:
        parts.append(", ".join(category.label.lower() for category in Category if category in row.categories))
    parts += [DATA[data] for data in DataClass if data in row.data]
    if row.limited_by in LIMITS:
        parts.append(LIMITS[row.limited_by])
    if row.purposes:
        parts.append("for " + ", ".join(purpose.label.lower() for purpose in Purpose if purpose in row.purposes))
    if row.by_people:
        parts.append("handed over by a colleague")
    return "; ".join(parts).capitalize() if parts else "Anything"


def verdict(*, role: Role, relation: Relation, category: Category, action: Action, purpose: Purpose) -> Verdict:
    """What the table answers to one question about a colleague."""
    decision = decide(Facts(Requester.STAFF, frozenset({role}), relation, category, action, purpose))
    row = next(row for row in TABLE if row.number == decision.basis)
    if isinstance(decision, Deny):
        return Verdict(False, row.number, row.title, REASONS.get(decision.reason, ""), row.source, "")
    opens = ", ".join(other.label.lower() for other in Category if other in decision.categories)
    return Verdict(True, row.number, row.title, "", row.source, opens)
