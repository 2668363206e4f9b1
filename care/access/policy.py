"""Who may read and change what: the decision table as data, first match wins, deny by default. Pure.

Source: the disclosure decision table of the clinical reference (section 3.9), which restates 42 CFR Part 2. A row matches
when each of its conditions holds; a condition that a row does not state is not asked. Nothing here knows a superuser.
"""

from dataclasses import dataclass
from enum import StrEnum

from care.actor import Action, ActorKind, Category, Purpose, Role

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
    "plans.close": JobGrant(Purpose.HOPERAT, _ALL_BUT_NOTES, READ_WRITE),
    "regimens.close": JobGrant(Purpose.HOPERAT, _ALL_BUT_NOTES, READ_WRITE | {Action.ORDER}),
}
# What a person who came through a link may touch, by the link's purpose.
LINKS: dict[str, frozenset[Category]] = {
    "check-in": frozenset({Category.DEMOGRAPHICS, Category.SUD}),
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
    by_role: str = ""  # "team", "programme", "job" or "link": the table above that limits categories
    reason: str = ""
    notice: str = ""
    hidden: bool = False
    offers_emergency: bool = False


STAFF = frozenset({ActorKind.STAFF})
TABLE: tuple[Row, ...] = (
    Row(
        "D00", "Another organization's record does not exist for us", "deny", "42 CFR 2.13; 2.12(c)(3)",
        kinds=STAFF | {ActorKind.SYSTEM}, relations=frozenset({Relation.OUTSIDE}), reason="NOT_FOUND", hidden=True,
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
        and (not row.by_role or facts.category in _categories(row, facts))
    )


def _categories(row: Row, facts: Facts) -> frozenset[Category]:
    """Which categories a row opens for these facts."""
    if row.by_role == "job":
        grant = JOBS.get(facts.job)
        if grant is None or grant.purpose != facts.purpose or facts.action not in grant.actions:
            return frozenset()
        return grant.categories
    if row.by_role == "link":
        return LINKS.get(facts.link, frozenset())
    table = PROGRAMME_CATEGORIES if row.by_role == "programme" else TEAM_CATEGORIES
    roles = facts.roles & row.roles if row.roles else facts.roles
    opened: frozenset[Category] = frozenset()
    for role in roles:
        opened |= table.get(role, frozenset())
    return opened
