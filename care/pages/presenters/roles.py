"""What each role may do: asked of the decision table and of the list of works, so that the page cannot say anything else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from care.access.policy import Allow, Facts, Relation, Session, decide
from care.accounts.queries import RoleChange
from care.accounts.rules import HOLDERS, Work, works_of
from care.actor import Action, Actor, Category, Purpose, Requester, Role
from care.lib.dates import local_date, moment_text


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer: the word, and the tone and icon of its mark."""

    word: str
    tone: str
    icon: str


PROGRAM = Cell("Whole program", "well", "check")
TEAM = Cell("Own teams", "info", "team")
OWN_NOTES = Cell("Own notes", "info", "pen")
WITH_REASON = Cell("With a reason", "over", "lock")
NAME_ONLY = Cell("To find a person", "over", "search")
YES = Cell("Yes", "well", "check")
NO = Cell("No", "plain", "eyeoff")


@dataclass(frozen=True, slots=True)
class RoleCard:
    """One role: what it reads and changes of each kind of data, what else it may, and the work that it opens."""

    label: str
    prose: str
    is_yours: bool
    data: list[tuple[str, Cell]]
    acts: list[tuple[str, Cell]]
    works: list[str]


def role_cards(actor: Actor) -> list[RoleCard]:
    """Every role of the vocabulary, in its order."""
    return [
        RoleCard(
            label=role.label,
            prose=role.prose,
            is_yours=actor.has_role(role),
            data=[(category.label, reads(role, category)) for category in Category],
            acts=[
                ("Orders medication", orders(role)),
                ("Hands over to somebody outside", hands_over(role)),
                ("Opens in an emergency", opens_in_emergency(role)),
            ],
            works=[work.label for work in works_of(role)],
        )
        for role in Role
    ]


def _allows(
    role: Role,
    relation: Relation,
    category: Category,
    action: Action,
    purpose: Purpose = Purpose.TREAT,
    session: Session = Session.NONE,
) -> bool:
    facts = Facts(Requester.STAFF, frozenset({role}), relation, category, action, purpose, session=session)
    return isinstance(decide(facts), Allow)


def reads(role: Role, category: Category) -> Cell:
    """Whose data of this kind the role reads and changes. Both go together for care; where they do not, the word says so."""
    if category is Category.COUNSELLING_NOTE:
        return OWN_NOTES if _allows(role, Relation.TEAM, category, Action.WRITE) else NO
    for relation, cell in ((Relation.PROGRAMME, PROGRAM), (Relation.TEAM, TEAM)):
        if _allows(role, relation, category, Action.READ):
            writes = _allows(role, relation, category, Action.WRITE)
            return cell if writes else Cell(f"{cell.word}, reads only", cell.tone, cell.icon)
    if _allows(role, Relation.PROGRAMME, category, Action.READ, Purpose.PATRQT):
        return NAME_ONLY
    if _allows(role, Relation.PROGRAMME, category, Action.READ, Purpose.HOPERAT, Session.REVIEW):
        return WITH_REASON
    return NO


def orders(role: Role) -> Cell:
    """Whether the role writes medication orders."""
    return TEAM if _allows(role, Relation.TEAM, Category.SUD, Action.ORDER) else NO


def hands_over(role: Role) -> Cell:
    """Of whom the role may hand something to somebody outside: the rows for them must allow it too."""
    for relation, cell in ((Relation.PROGRAMME, PROGRAM), (Relation.TEAM, TEAM)):
        if any(_allows(role, relation, category, Action.READ) for category in Category):
            return cell
    return NO


def opens_in_emergency(role: Role) -> Cell:
    """Whether the role may open a record off its teams in an emergency, for a time and under review."""
    if _allows(role, Relation.PROGRAMME, Category.SUD, Action.READ):
        return Cell("Not needed", "plain", "check")
    emergency = _allows(role, Relation.PROGRAMME, Category.SUD, Action.READ, Purpose.ETREAT, Session.EMERGENCY)
    return Cell("With a reason", "over", "lock") if emergency else NO


@dataclass(frozen=True, slots=True)
class WorkLine:
    """Work that needs a role, and who may do it."""

    label: str
    prose: str
    roles: str


def work_lines() -> list[WorkLine]:
    """Every work of the vocabulary."""
    return [WorkLine(work.label, work.prose, ", ".join(role.label for role in Role if role in HOLDERS[work])) for work in Work]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """That a role was given or taken."""

    when: str
    said: str
    by: str
    reason: str
    is_given: bool


def change_lines(changes: Iterable[RoleChange], *, zone: str, at: datetime) -> list[ChangeLine]:
    """Who gave or took which role, when and why; newest first."""
    today = local_date(at, zone)
    return [
        ChangeLine(
            when=moment_text(change.at, zone, today),
            said=f"{change.who}: {'given' if change.is_given else 'taken'} {change.role.label.lower()}",
            by=change.by,
            reason=change.reason,
            is_given=change.is_given,
        )
        for change in changes
    ]
