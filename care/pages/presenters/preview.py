"""What would be shared from the real record and what would stay, before somebody signs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from care.actor import Category
from care.consent.rules import Kind
from care.lib.dates import date_text
from care.pages.consent_forms import OFFERED
from care.teams.queries import TeamMember
from patients.queries import Banner, ConditionLine
from treatment_plans.queries import PlanRow
from treatment_plans.regimens.queries import OrderRow

MOST_CONDITIONS = 6


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One line of the preview: what, and what of it is in the record."""

    what: str
    small: str


@dataclass(frozen=True, slots=True)
class Share:
    """What would be shared, and what would stay here."""

    yes: list[ShareLine]
    no: list[ShareLine]


@dataclass(frozen=True, slots=True)
class Record:
    """What the preview reads of a record."""

    person: Banner
    plan: PlanRow | None
    orders: Sequence[OrderRow]
    team: Sequence[TeamMember]
    conditions: Sequence[ConditionLine]


def share(record: Record, *, kind: Kind, chosen: Collection[Category]) -> Share:
    """The lines of the real record under each kind of data, on the side on which the ticks put them."""
    lines = _lines(record, is_for_notes=Category.COUNSELLING_NOTE in chosen)
    name = record.person.short_name
    yes = [ShareLine(f"That {name} is a patient here", "without this nothing else makes sense")]
    no: list[ShareLine] = []
    for category in OFFERED:
        (yes if category in chosen else no).extend(lines[category])
    no += [
        ShareLine("Phone, e-mail and how to reach safely", "stay with the care team"),
        ShareLine("Tasks, messages and drafts", "are the program's own work"),
    ]
    if kind is not Kind.LEGAL:
        no.append(ShareLine("Anything for a court", "needs a consent for just that, or a judge’s order with a subpoena"))
    return Share(yes, no)


def _lines(record: Record, *, is_for_notes: bool) -> dict[Category, list[ShareLine]]:
    person = record.person
    small = "those that the counselor hands over, one by one" if is_for_notes else "need a consent of their own"
    return {
        Category.DEMOGRAPHICS: [
            ShareLine(
                f"Who {person.short_name} is",
                f"{person.display_name}; born {date_text(person.birth_date)}; speaks {person.language.label}",
            )
        ],
        Category.GENERAL: [
            ShareLine("Allergies", person.allergies.label),
            ShareLine("Conditions of the body", _conditions(record, Category.GENERAL)),
        ],
        Category.MENTAL_HEALTH: [ShareLine("Mental health conditions", _conditions(record, Category.MENTAL_HEALTH))],
        Category.SUD: [
            ShareLine("Plan of care", _plan_words(record.plan)),
            ShareLine("Medication", "; ".join(order.text for order in record.orders) or "nothing in force"),
            ShareLine("Substance use conditions", _conditions(record, Category.SUD)),
            ShareLine("Care team", ", ".join(member.name for member in record.team) or "nobody yet"),
        ],
        Category.COUNSELLING_NOTE: [ShareLine("Counseling notes", small)],
    }


def _conditions(record: Record, category: Category) -> str:
    names = [condition.display for condition in record.conditions if condition.category is category]
    if not names:
        return "none on the list"
    more = len(names) - MOST_CONDITIONS
    return "; ".join(names[:MOST_CONDITIONS]) + (f"; and {more} more" if more > 0 else "")


def _plan_words(plan: PlanRow | None) -> str:
    if plan is None or plan.agreed_at is None:
        return "no plan is agreed yet; the one that is agreed later would be shared"
    goals = len(plan.goals)
    lines = sum(len(goal.interventions) for goal in plan.goals)
    return f"version {plan.version}: {goals} {_plural('goal', goals)} in own words, {lines} {_plural('intervention', lines)}"


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"
