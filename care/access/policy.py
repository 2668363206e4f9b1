"""Who may read and change what: the decision table as data, first match wins, deny by default. Pure.

Source: the disclosure decision table of the clinical reference (section 3.9), which restates 42 CFR Part 2. A row matches
when each of its conditions holds; a condition that a row does not state is not asked. Nothing here knows a superuser.
"""

from dataclasses import dataclass
from enum import StrEnum

from care.access import notices
from care.actor import Action, ActorKind, Category, Purpose, Role, Scope
from care.consent.rules import Match

READ_WRITE = frozenset({Action.READ, Action.WRITE})
CARE = frozenset({Purpose.TREAT, Purpose.CAREMGT, Purpose.HOPERAT})

# What a role sees and does in the record of a person whom it cares for. Whoever is not named in a row of it, does not.
_ALL_BUT_NOTES = frozenset({Category.DEMOGRAPHICS, Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD})
_WITH_HARM_REDUCTION = _ALL_BUT_NOTES | {Category.HARM_REDUCTION}
TEAM_CATEGORIES: dict[Role, frozenset[Category]] = {
    Role.PRESCRIBER: _WITH_HARM_REDUCTION,
    Role.NURSE: _WITH_HARM_REDUCTION,
    Role.COUNSELOR: _WITH_HARM_REDUCTION,
    Role.COORDINATOR: _WITH_HARM_REDUCTION,
    Role.PEER: _WITH_HARM_REDUCTION,
    Role.PSYCHIATRIC_CONSULTANT: _WITH_HARM_REDUCTION,
    Role.PHARMACIST: _ALL_BUT_NOTES,
    Role.NAVIGATOR: _ALL_BUT_NOTES,
    Role.HARM_REDUCTION_WORKER: frozenset({Category.DEMOGRAPHICS, Category.HARM_REDUCTION}),
    Role.CRISIS_CLINICIAN: _WITH_HARM_REDUCTION,
    Role.SUPERVISOR: _WITH_HARM_REDUCTION,
}
# Roles that work for the whole programme, without being on each team.
PROGRAMME_CATEGORIES: dict[Role, frozenset[Category]] = {
    Role.COORDINATOR: _WITH_HARM_REDUCTION,
    Role.NURSE: _ALL_BUT_NOTES,
    Role.SUPERVISOR: _WITH_HARM_REDUCTION,
    Role.FRONT_DESK: frozenset({Category.DEMOGRAPHICS}),
}


class Relation(StrEnum):
    """How an actor stands to the record."""

    TEAM = "team"
    PROGRAMME = "programme"
    OWN = "own"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a decision rests on."""

    actor_kind: ActorKind
    roles: frozenset[Role]
    relation: Relation
    category: Category | str
    action: Action | str
    purpose: Purpose | str
    job: str = ""
    link: str = ""
    consent: Match = Match.NONE
    consented: frozenset[Category] = frozenset()
    scopes: frozenset[str] = frozenset()


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


@dataclass(frozen=True, slots=True)
class JobGrant:
    """What a named job of the platform itself may do, as it declares."""

    purpose: Purpose
    categories: frozenset[Category]
    actions: frozenset[Action]


JOBS: dict[str, JobGrant] = {
    "worklist.climb": JobGrant(Purpose.CAREMGT, frozenset({Category.SUD}), READ_WRITE),
    "patients.death": JobGrant(Purpose.HOPERAT, _WITH_HARM_REDUCTION, READ_WRITE),
    "reminders.send": JobGrant(Purpose.CAREMGT, _ALL_BUT_NOTES, READ_WRITE),
    "reminders.inbound": JobGrant(Purpose.CAREMGT, _ALL_BUT_NOTES, READ_WRITE),
    "followups.start": JobGrant(Purpose.CAREMGT, _ALL_BUT_NOTES, READ_WRITE),
    "followups.advance": JobGrant(Purpose.CAREMGT, _ALL_BUT_NOTES, READ_WRITE),
    "followups.close": JobGrant(Purpose.HOPERAT, _ALL_BUT_NOTES, READ_WRITE),
    "deliveries.given_up": JobGrant(Purpose.CAREMGT, frozenset({Category.SUD}), READ_WRITE),
    "plans.close": JobGrant(Purpose.HOPERAT, _ALL_BUT_NOTES, READ_WRITE),
    "regimens.close": JobGrant(Purpose.HOPERAT, _ALL_BUT_NOTES, READ_WRITE | {Action.ORDER}),
}
# What a person who came through a link may touch, by the link's purpose.
LINKS: dict[str, frozenset[Category]] = {
    "check-in": frozenset({Category.DEMOGRAPHICS, Category.SUD}),
}

# What the scopes of a partner system's token reach for. A scope narrows what a consent opens.
SCOPES: dict[Scope, frozenset[Category]] = {
    Scope.PEOPLE: frozenset({Category.DEMOGRAPHICS, Category.GENERAL}),
    Scope.PLANS: frozenset({Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD}),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Empty conditions match anything."""

    number: str
    title: str
    outcome: str  # "allow" or "deny"
    source: str
    kinds: frozenset[ActorKind] = frozenset()
    relations: frozenset[Relation] = frozenset()
    roles: frozenset[Role] = frozenset()
    purposes: frozenset[Purpose] = frozenset()
    categories: frozenset[Category] = frozenset()
    actions: frozenset[Action] = frozenset()
    consents: frozenset[Match] = frozenset()
    by_role: str = ""  # "team", "programme", "job", "link" or "consent": what limits the categories
    reason: str = ""
    notice: str = ""
    hidden: bool = False
    offers_emergency: bool = False


STAFF = frozenset({ActorKind.STAFF})
PARTNER = frozenset({ActorKind.PARTNER})
TABLE: tuple[Row, ...] = (
    Row(
        "D00", "Another organization's record does not exist for us", "deny", "42 CFR 2.13; 2.12(c)(3)",
        kinds=STAFF | {ActorKind.SYSTEM}, relations=frozenset({Relation.OUTSIDE}), reason="NOT_FOUND", hidden=True,
    ),
    Row(
        "D01-out", "Counseling notes do not leave on a consent for other data", "deny", "42 CFR 2.31(b), 2.11",
        kinds=PARTNER, categories=frozenset({Category.COUNSELLING_NOTE}), reason="COUNSELING_SEPARATE", hidden=True,
    ),
    Row(
        "D01", "Counseling notes stay with their author until a separate consent says otherwise", "deny", "42 CFR 2.31(b), 2.11",
        categories=frozenset({Category.COUNSELLING_NOTE}), reason="COUNSELING_SEPARATE",
    ),
    Row(
        "D05-order", "Prescribers on the care team order medication", "allow", "42 CFR 2.12(c)(3); clinical reference 12.1",
        kinds=STAFF, relations=frozenset({Relation.TEAM}), roles=frozenset({Role.PRESCRIBER}), purposes=CARE,
        actions=frozenset({Action.ORDER}), by_role="team",
    ),
    Row(
        "D05-order-no", "Only prescribers on the care team order medication", "deny", "clinical reference 12.1",
        kinds=STAFF, actions=frozenset({Action.ORDER}), reason="PRESCRIBER_ON_TEAM",
    ),
    Row(
        "D05-team", "Staff of the care team read and write what their role needs", "allow", "42 CFR 2.12(c)(3)",
        kinds=STAFF, relations=frozenset({Relation.TEAM}), purposes=CARE, actions=READ_WRITE, by_role="team",
    ),
    Row(
        "D05-programme", "Roles that work for the whole program read and write what their work needs", "allow",
        "42 CFR 2.12(c)(3)", kinds=STAFF, relations=frozenset({Relation.TEAM, Relation.PROGRAMME}), purposes=CARE,
        actions=READ_WRITE, by_role="programme",
    ),
    Row(
        "D06", "Staff of the program who are not on the care team are refused", "deny", "42 CFR 2.12(c)(3)",
        kinds=STAFF, relations=frozenset({Relation.TEAM, Relation.PROGRAMME}), reason="NOT_ON_CARE_TEAM", offers_emergency=True,
    ),
    Row(
        "D27b", "A named job of the platform does what it declared", "allow", "42 CFR 2.12(c)(3); clinical reference 3.9",
        kinds=frozenset({ActorKind.SYSTEM}), by_role="job",
    ),
    Row(
        "D14-link", "The person, through a link, answers what the link is for", "allow", "42 CFR 2.23; clinical reference 7.2",
        kinds=frozenset({ActorKind.PATIENT}), relations=frozenset({Relation.OWN}), purposes=frozenset({Purpose.PATRQT}),
        actions=READ_WRITE, by_role="link",
    ),
    Row(
        "D08", "A partner's system reads what a consent in force names, for its purpose", "allow", "42 CFR 2.31, 2.32, 2.33",
        kinds=PARTNER, purposes=frozenset({Purpose.TREAT, Purpose.CAREMGT}), actions=frozenset({Action.READ}),
        consents=frozenset({Match.VALID_MATCH}), by_role="consent", notice=notices.CONSENT,
    ),
    Row(
        "D09", "Without a consent that covers it, a partner's system learns nothing, not even that the person is here", "deny",
        "42 CFR 2.13(a), 2.13(c)", kinds=PARTNER, reason="NO_VALID_CONSENT", hidden=True,
    ),
    Row("D28", "Whatever no row allows is refused", "deny", "42 CFR 2.13(a)", reason="DEFAULT_DENY"),
)  # fmt: skip


def decide(facts: Facts) -> Decision:
    """The first row that matches. Unknown words (a category or purpose that is not in the vocabulary) reach the last row."""
    known = isinstance(facts.category, Category) and isinstance(facts.purpose, Purpose) and isinstance(facts.action, Action)
    if not known:
        return Deny(basis="D28", reason="UNKNOWN_INPUT")
    for row in TABLE:
        if not _matches(row, facts):
            continue
        if row.outcome == "deny":
            return Deny(row.number, row.reason, hidden=row.hidden, offers_emergency=row.offers_emergency)
        return Allow(row.number, _categories(row, facts), row.notice)
    return Deny(basis="D28", reason="DEFAULT_DENY")


def _matches(row: Row, facts: Facts) -> bool:
    return (
        (not row.kinds or facts.actor_kind in row.kinds)
        and (not row.relations or facts.relation in row.relations)
        and (not row.roles or not row.roles.isdisjoint(facts.roles))
        and (not row.purposes or facts.purpose in row.purposes)
        and (not row.categories or facts.category in row.categories)
        and (not row.actions or facts.action in row.actions)
        and (not row.consents or facts.consent in row.consents)
        and (not row.by_role or facts.category in _categories(row, facts))
    )


def reach(scopes: frozenset[str]) -> frozenset[Category]:
    """The categories that some scopes reach for; a scope that is not in the vocabulary reaches for nothing."""
    opened: frozenset[Category] = frozenset()
    for scope in Scope:
        if scope.value in scopes:
            opened |= SCOPES[scope]
    return opened


def _categories(row: Row, facts: Facts) -> frozenset[Category]:
    """Which categories a row opens for these facts."""
    if row.by_role == "job":
        grant = JOBS.get(facts.job)
        if grant is None or grant.purpose != facts.purpose or facts.action not in grant.actions:
            return frozenset()
        return grant.categories
    if row.by_role == "link":
        return LINKS.get(facts.link, frozenset())
    if row.by_role == "consent":
        return facts.consented & reach(facts.scopes)
    table = PROGRAMME_CATEGORIES if row.by_role == "programme" else TEAM_CATEGORIES
    roles = facts.roles & row.roles if row.roles else facts.roles
    opened: frozenset[Category] = frozenset()
    for role in roles:
        opened |= table.get(role, frozenset())
    return opened
