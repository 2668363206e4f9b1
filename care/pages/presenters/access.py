"""The decision table of the gate as prose: read from the same data that decides, so that it cannot say anything else."""

from dataclasses import dataclass

from care.access.policy import TABLE, Allow, Deny, Facts, Relation, Row, decide
from care.actor import Action, ActorKind, Category, Purpose, Role
from care.consent.rules import Match

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
KINDS = {
    ActorKind.STAFF: "Staff",
    ActorKind.PARTNER: "Partner system",
    ActorKind.PATIENT: "The person, through a link",
    ActorKind.SYSTEM: "A named job of the platform",
    ActorKind.ANONYMOUS: "Somebody not signed in",
}
TABLES = {
    "team": "what the role needs on a care team",
    "programme": "what the role needs in the whole program",
    "job": "what the job declared",
    "link": "what the link is for",
    "consent": "what the consent names and the system's scopes reach for",
}
REASONS = {
    "COUNSELING_SEPARATE": "Counseling notes are kept apart and stay with whoever wrote them.",
    "NOT_FOUND": "The answer is the same as for a person who does not exist.",
    "PRESCRIBER_ON_TEAM": "Ordering needs a prescriber who is on the care team.",
    "NOT_ON_CARE_TEAM": "The colleague is not on the care team, and the role does not work for the whole program.",
    "NO_VALID_CONSENT": "The answer is the same as for a person who does not exist.",
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
        facts = Facts(ActorKind.STAFF, frozenset({role}), relation, category, Action.READ, Purpose.TREAT)
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
    kinds = [KINDS[kind] for kind in ActorKind if kind in row.kinds] or ["Anyone"]
    words = " or ".join(kinds)
    if row.roles:
        words = ", ".join(role.label for role in Role if role in row.roles)
    if row.relations and row.relations != frozenset(Relation):
        standings = " or ".join(STANDING[relation] for relation in Relation if relation in row.relations)
        words = f"{words} {standings}"
    if row.consents:
        words = f"{words} with {' or '.join(CONSENTS[match] for match in Match if match in row.consents)}"
    return words


def _what(row: Row) -> str:
    parts = []
    if row.actions:
        parts.append(", ".join(action.label.lower() for action in Action if action in row.actions))
    if row.categories:
        parts.append(", ".join(category.label.lower() for category in Category if category in row.categories))
    if row.by_role:
        parts.append(TABLES[row.by_role])
    if row.purposes:
        parts.append("for " + ", ".join(purpose.label.lower() for purpose in Purpose if purpose in row.purposes))
    return "; ".join(parts).capitalize() if parts else "Anything"


def verdict(*, role: Role, relation: Relation, category: Category, action: Action, purpose: Purpose) -> Verdict:
    """What the table answers to one question about a colleague."""
    decision = decide(Facts(ActorKind.STAFF, frozenset({role}), relation, category, action, purpose))
    row = next(row for row in TABLE if row.number == decision.basis)
    if isinstance(decision, Deny):
        return Verdict(False, row.number, row.title, REASONS.get(decision.reason, ""), row.source, "")
    opens = ", ".join(other.label.lower() for other in Category if other in decision.categories)
    return Verdict(True, row.number, row.title, "", row.source, opens)
