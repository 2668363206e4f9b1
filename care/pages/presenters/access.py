"""The decision table of the gate as prose: read from the same data that decides, so that it cannot say anything else."""

from collections.abc import Iterable
from dataclasses import dataclass

from care.access.policy import (
    TABLE,
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
    frozenset({Relation.TEAM}): "on the person's care team",
    frozenset({Relation.PROGRAMME}): "off the person's care team",
    frozenset({Relation.TEAM, Relation.PROGRAMME}): "of the program",
    frozenset({Relation.OUTSIDE}): "of another organization",
}
CONSENTS = {
    Match.VALID_MATCH: "with a consent in force for it",
    Match.VALID_NOMATCH: "with a consent for something else",
    Match.EXPIRED: "with a consent that has ended",
    Match.REVOKED: "with a consent that was taken back",
    Match.NONE: "without a consent",
}
BASES = {
    Basis.ORDER: "with a court order and a subpoena",
    Basis.EMERGENCY: "in a medical emergency whose four facts are written",
    Basis.AGREEMENT: "with an agreement in force",
    Basis.DEIDENTIFIED: "for data that name nobody",
    Basis.REPORT: "for the report that state law asks for",
    Basis.REPRESENTATION: "whose right to sign is on file",
}
SESSIONS = {
    Session.EMERGENCY: "while emergency access is open",
    Session.REVIEW: "while a privacy review is open",
}
RESTRICTIONS = {
    Restriction.AGREED: "where the program agreed to withhold it",
    Restriction.SELF_PAID: "where the person paid in full",
}
LEGAL = {
    frozenset({Legal.NONE}): "without a court order and a subpoena, and without a consent for just that",
    frozenset({Legal.ORDER}): "with a court order and a subpoena",
    frozenset({Legal.ORDER, Legal.CONSENT}): "with a court order and a subpoena, or a consent for just that",
}
PURPOSES = {
    Purpose.HLEGAL: "a legal proceeding",
    Purpose.ROUTING: "passing on to its members",
    Purpose.PERSONAL: "a decision about work, school or home",
    Purpose.PATRQT: "what the person asked for",
    Purpose.QSO_SERVICE: "its service to the program",
}
MOST_NAMED = 4
CARERS = "Staff in a care role"
REQUESTERS = {
    Requester.STAFF: "Staff",
    Requester.SYSTEM: "The platform",
    Requester.PATIENT: "The person",
}
LIMITS = {
    "team": "what the role needs on a care team",
    "programme": "what the role needs in the whole program",
    "job": "what the job declared",
    "link": "what the link is for",
    "consent": "what the consent names",
}
DATA = {
    DataClass.PART2: "records of a Part 2 program",
    DataClass.COUNSELING: "counseling notes",
    DataClass.GENERAL: "records of an organization outside Part 2",
}
ACTIONS = {
    frozenset({Action.READ}): "Read",
    frozenset({Action.WRITE}): "Write",
    frozenset({Action.READ, Action.WRITE}): "Read and write",
    frozenset({Action.ORDER}): "Order medication",
}
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


ALLOWED = Answer("Allowed", "well", "check")
REFUSED = Answer("Refused", "plain", "eyeoff")


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


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The rules for one sort of who asks."""

    key: str
    title: str
    prose: str
    rules: list[RuleLine]


GROUPS: dict[str, tuple[str, str]] = {
    "staff": (
        "Staff of the program",
        "Whoever works here sees what the care of the person needs, and no more.",
    ),
    "person": ("The person", "The record is theirs; so is it for whoever may sign for them."),
    "consent": ("Outside, with a consent", "What the person allowed, to whom and for what, as long as it is in force."),
    "without": ("Outside, without a consent", "The few ways that the law leaves open, each with its papers."),
    "turned_away": (
        "Outside, turned away",
        "Without a consent or one of those ways. Most do not even learn who is here.",
    ),
    "platform": ("The platform itself", "Reminders, follow-ups and other work that nobody does by hand."),
    "always": ("Whoever asks", "Rules that stand before all others, and the last one, for whatever no rule speaks of."),
}


def rule_lines() -> list[RuleLine]:
    """Each row of the table, in the order in which it is asked."""
    return [_rule(row) for row in TABLE]


def rule_groups(*, allows: bool | None = None) -> list[RuleGroup]:
    """The same rows by who asks, within a group in the order in which they are asked; with `allows` only one sort of answer."""
    found: dict[str, list[RuleLine]] = {key: [] for key in GROUPS}
    for row in TABLE:
        if allows is None or allows == (row.outcome == "allow"):
            found[_group(row)].append(_rule(row))
    return [RuleGroup(key, *GROUPS[key], rules) for key, rules in found.items() if rules]


def _group(row: Row) -> str:
    asking = row.requesters
    if not asking or asking >= {Requester.STAFF, Requester.SYSTEM}:
        return "always"
    if asking <= {Requester.STAFF}:
        return "staff"
    if asking <= {Requester.SYSTEM}:
        return "platform"
    if asking <= {Requester.PATIENT, Requester.REPRESENTATIVE}:
        return "person"
    if row.outcome == "deny":
        return "turned_away"
    return "consent" if row.consents else "without"


def _rule(row: Row) -> RuleLine:
    return RuleLine(
        number=row.number,
        title=row.title,
        who=_who(row),
        what=_what(row),
        allows=row.outcome == "allow",
        answer=ALLOWED if row.outcome == "allow" else REFUSED,
        source=row.source,
    )


def _who(row: Row) -> str:
    words = _asking(row.requesters)
    if row.roles:
        words = _any(role.label for role in Role if role in row.roles) if len(row.roles) <= MOST_NAMED else CARERS
    standing = STANDING.get(row.relations, "") if row.requesters != {Requester.PATIENT} and words != CARERS else ""
    return " ".join(part for part in (words, standing, _having(row)) if part)


def _asking(requesters: frozenset[Requester]) -> str:
    """Who asks: all from outside as one word, since there are seventeen of them."""
    if not requesters:
        return "Anyone"
    if requesters >= OUTSIDE - {Requester.EMERGENCY_CLINICIAN}:
        return "Anyone from outside" + ("" if requesters >= OUTSIDE else " but emergency clinicians")
    if len(requesters) > MOST_NAMED:
        left_out = [one.label.lower() for one in Requester if one in OUTSIDE - requesters - {Requester.UNKNOWN}]
        return f"Anyone from outside but {_any(left_out)}"
    words = _any(REQUESTERS.get(one, one.label).lower() for one in Requester if one in requesters)
    return words[:1].upper() + words[1:]


def _having(row: Row) -> str:
    """What must lie on the table."""
    parts = []
    if row.consents:
        kinds = _any(kind.label.lower() for kind in Kind if kind in row.consent_kinds)
        parts.append(_any(CONSENTS[match] for match in Match if match in row.consents) + (f" ({kinds})" if kinds else ""))
    parts += [BASES[basis] for basis in Basis if basis in row.bases and basis in BASES]
    parts += [SESSIONS[session] for session in Session if session in row.sessions and session in SESSIONS]
    if row.legal in LEGAL and not row.consents:
        parts.append(LEGAL[row.legal])
    parts += [RESTRICTIONS[one] for one in Restriction if one in row.restrictions and one in RESTRICTIONS]
    if row.authored:
        parts.append("whose own name is on the note")
    return ", ".join(parts)


def _any(words: Iterable[str]) -> str:
    """'a', 'a or b', 'a, b or c'."""
    found = list(words)
    return " or ".join([", ".join(found[:-1]), found[-1]]) if len(found) > 1 else "".join(found)


def _what(row: Row) -> str:
    """What they may do with which data and what for: 'Read everything but counseling notes, for research'.

    Nothing where the row asks for nothing of it: then it is about everything.
    """
    data = ""
    if row.categories and len(row.categories) >= len(Category) - 1:
        data = "everything but counseling notes"
    elif row.categories:
        data = ", ".join(category.label.lower() for category in Category if category in row.categories)
    limit = "" if row.actions == {Action.ORDER} else LIMITS.get(row.limited_by, "")
    parts = [part for part in (data, limit) if part]
    parts += [DATA[kind] for kind in DataClass if kind in row.data]
    action = ACTIONS.get(row.actions, "")
    words = " ".join(part for part in (action, "; ".join(parts)) if part)
    if row.purposes:
        said = _any(PURPOSES.get(purpose, purpose.label.lower()) for purpose in Purpose if purpose in row.purposes)
        words += f", for {said}" if words else f"for {said}"
    if row.by_people:
        words += ", handed over by a colleague"
    elif row.limited_by == "consent":
        words += "; a machine only as far as its scopes reach"
    return words[:1].upper() + words[1:]


def verdict(*, role: Role, relation: Relation, category: Category, action: Action, purpose: Purpose) -> Verdict:
    """What the table answers to one question about a colleague."""
    decision = decide(Facts(Requester.STAFF, frozenset({role}), relation, category, action, purpose))
    row = next(row for row in TABLE if row.number == decision.basis)
    if isinstance(decision, Deny):
        return Verdict(False, row.number, row.title, REASONS.get(decision.reason, ""), row.source, "")
    opens = ", ".join(other.label.lower() for other in Category if other in decision.categories)
    return Verdict(True, row.number, row.title, "", row.source, opens)
