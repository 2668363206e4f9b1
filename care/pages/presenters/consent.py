"""A person's consents in words, what would be shared from the real record and what would stay, and who received what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from care.access.queries import DisclosureRow
from care.access.vocabulary import Outcome
from care.actor import Category
from care.consent.queries import ConsentRow
from care.consent.rules import How, Signer, State
from care.lib.dates import date_text, day_text, local_date, time_text
from care.pages.consent_forms import OFFERED, described
from care.teams.queries import TeamMember
from patients.queries import Banner
from treatment_plans.queries import PlanRow
from treatment_plans.regimens.queries import OrderRow

MARKS = {
    State.SIGNED: ("well", "consent"),
    State.EXPIRED: ("plain", "clock"),
    State.REVOKED: ("plain", "close"),
}
RESOURCES = {"person": "Who the person is", "plan": "Plan of care"}


@dataclass(frozen=True, slots=True)
class ConsentCard:
    """One consent."""

    uuid: UUID
    recipient: str
    state: str
    tone: str
    icon: str
    in_force: bool
    what: str
    purposes: str
    until: str
    signed: str
    ended: str


def consent_card(row: ConsentRow, *, zone: str, programme_zone: str, today: date) -> ConsentCard:
    """A consent as the tab lists it; days are those of the reader's zone, the last day that of the program's."""
    tone, icon = MARKS[row.state]
    name = row.signature if row.signer is Signer.PATIENT else f"{row.signature} for the person"
    where = "on paper" if row.how is How.PAPER else "on the screen"
    signed = "Not signed yet"
    if row.signed_at:
        signed = f"Signed {where} {day_text(local_date(row.signed_at, zone), today)} by {name}; recorded by {row.recorded_by}"
    ended = ""
    if row.revoked_at:
        ended = f"Taken back {day_text(local_date(row.revoked_at, zone), today)}, {row.revoked_by}: {row.revoke_reason}"
    return ConsentCard(
        uuid=row.uuid,
        recipient=row.recipient,
        state=row.state.label,
        tone=tone,
        icon=icon,
        in_force=row.in_force,
        what=described(row.categories).replace("your ", "") or row.what,
        purposes=", ".join(purpose.label.lower() for purpose in row.purposes),
        until=last_day_text(row.expires_at, programme_zone),
        signed=signed,
        ended=ended,
    )


def last_day_text(expires_at: datetime | None, zone: str) -> str:
    """'Nov 23, 2027': the last day on which it counts."""
    return date_text(local_date(expires_at - timedelta(seconds=1), zone)) if expires_at else "the day it is taken back"


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


def share(
    *,
    person: Banner,
    plan: PlanRow | None,
    orders: Sequence[OrderRow],
    team: Sequence[TeamMember],
    chosen: Collection[Category],
) -> Share:
    """The lines of the real record under each kind of data, on the side on which the ticks put them."""
    lines = {
        Category.DEMOGRAPHICS: [
            ShareLine(
                f"Who {person.short_name} is",
                f"{person.display_name}; born {date_text(person.birth_date)}; speaks {person.language.label}",
            )
        ],
        Category.GENERAL: [ShareLine("Allergies", person.allergies.label)],
        Category.SUD: [
            ShareLine("Plan of care", _plan_words(plan)),
            ShareLine("Medication", "; ".join(order.text for order in orders) or "nothing in force"),
            ShareLine("Care team", ", ".join(member.name for member in team) or "nobody yet"),
        ],
    }
    yes = [ShareLine(f"That {person.short_name} is a patient here", "without this nothing else makes sense")]
    no: list[ShareLine] = []
    for category in OFFERED:
        (yes if category in chosen else no).extend(lines[category])
    no += [
        ShareLine("Counseling notes", "need a consent of their own"),
        ShareLine("Phone, e-mail and how to reach safely", "stay with the care team"),
        ShareLine("Tasks, messages and drafts", "are the program's own work"),
    ]
    return Share(yes, no)


def _plan_words(plan: PlanRow | None) -> str:
    if plan is None or plan.agreed_at is None:
        return "no plan is agreed yet; the one that is agreed later would be shared"
    goals = len(plan.goals)
    lines = sum(len(goal.interventions) for goal in plan.goals)
    return f"version {plan.version}: {goals} {_plural('goal', goals)} in own words, {lines} {_plural('intervention', lines)}"


def _plural(word: str, number: int) -> str:
    return word if number == 1 else f"{word}s"


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """One line of the accounting: who received what, when, for what."""

    when: str
    recipient: str
    system: str
    what: str
    purpose: str
    categories: str


def received_line(row: DisclosureRow, *, zone: str, today: date) -> ReceivedLine:
    """A disclosure in words."""
    what = RESOURCES.get(row.resource, row.resource)
    if row.outcome is Outcome.UNCHANGED:
        what = f"{what}: told that nothing has changed"
    return ReceivedLine(
        when=f"{day_text(local_date(row.at, zone), today)}, {time_text(row.at, zone)}",
        recipient=row.recipient,
        system=f"{row.partner}, over {row.channel}",
        what=what,
        purpose=row.purpose.label,
        categories=", ".join(category.label.lower() for category in row.categories),
    )
