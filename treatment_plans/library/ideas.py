"""What the pages beside a plan show: ideas for a goal, an intervention to add, a template's lines, refusals as sentences."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from care.teams.queries import TeamMember
from treatment_plans.library.operations import AlreadyThere, Applied, NoRoom, NoSuchEntry, NoWords
from treatment_plans.library.presenters import EntryCard, entry_card
from treatment_plans.library.rules.entries import Entry
from treatment_plans.library.rules.suggest import Place, Suggestion
from treatment_plans.library.rules.templates import Template
from treatment_plans.presenters import REFUSALS as PLAN_REFUSALS
from treatment_plans.presenters import Step, refusal_sentence
from treatment_plans.queries import GoalRow, PlanRow

SENTENCES: dict[type[Exception], str] = {
    AlreadyThere: "This goal has it already, and it goes on. Nothing was added twice.",
    NoSuchEntry: "The library does not offer this any more.",
    NoWords: "Write what they say, in their words.",
    NoRoom: "“Not wanted” is full. Shorten it in the plan first; nothing was lost.",
}
REFUSALS: tuple[type[Exception], ...] = (*PLAN_REFUSALS, *SENTENCES)
HEADINGS = {
    Place.FIRST: ("Before anything else", "For life and safety, whatever the goal."),
    Place.GOAL: ("For this goal", "Fits the part of life that it speaks of."),
    Place.ALSO: ("Also worth a thought", "Follows from what is known."),
    Place.SAID_NO: ("Not offered again", "They do not want it, or it made things worse. Add it only if they ask."),
}
NOBODY_YET = "Care team"  # where nobody on it has the function, and the reader is not on it
SHOWN = {Place.FIRST: 6, Place.GOAL: 6, Place.ALSO: 6, Place.SAID_NO: 20}  # what is beyond waits in a fold


def sentence(refusal: Exception) -> str:
    """What the page says of a refusal; never a name and nothing from the record."""
    return SENTENCES.get(type(refusal)) or refusal_sentence(refusal)


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What usually is: who of the team, how often, until when."""

    staff_id: int | None
    staff: str
    who: str
    frequency: str
    until: date | None

    @property
    def line(self) -> str:
        """'Priya Nair; weekly, 50 min'."""
        return "; ".join(part for part in (self.staff or self.who, self.frequency) if part)


@dataclass(frozen=True, slots=True)
class IdeaCard:
    """One suggestion beside a goal."""

    card: EntryCard
    reason: str
    said_no: str
    said_where: str
    prefilled: Prefilled
    add_url: str
    no_url: str


@dataclass(frozen=True, slots=True)
class IdeaGroup:
    """Suggestions that stand together; `more` are those in the fold."""

    key: str
    heading: str
    prose: str
    cards: tuple[IdeaCard, ...]
    more: tuple[IdeaCard, ...]
    is_no: bool


def idea_steps(plan: PlanRow, goal: GoalRow, *, person: UUID) -> list[Step]:
    """What the library offers beside a goal, for the page that shows the plan."""
    if not goal.is_open or not (plan.is_in_force or plan.is_in_writing):
        return []
    return [Step("Ideas", reverse("plan_library:ideas", args=[person, goal.uuid]), "sun")]


def template_steps(*, person: UUID) -> list[Step]:
    """What the library offers for the plan as a whole."""
    return [Step("From a template", reverse("plan_library:templates", args=[person]), "note")]


def prefilled(entry: Entry, *, team: Sequence[TeamMember], reader: int | None, today: date, frequency: str = "") -> Prefilled:
    """Who of the care team usually does it: the first function of the entry that somebody has, else the reader, if on it."""
    member = next((one for role in entry.by for one in team if one.function == role.value), None)
    member = member or next((one for one in team if one.staff_id == reader), None)
    return Prefilled(
        staff_id=member.staff_id if member else None,
        staff=member.name if member else "",
        who="" if member else NOBODY_YET,
        frequency=frequency or entry.frequency,
        until=today + timedelta(weeks=entry.weeks) if entry.weeks else None,
    )


def idea_groups(
    found: Iterable[Suggestion],
    library: Mapping[str, Entry],
    *,
    kinds: Mapping[str, str],
    fill: Callable[[Entry], Prefilled],
    person: UUID,
    goal: UUID,
) -> list[IdeaGroup]:
    """The suggestions by place, each with what adding it takes."""
    by_place: dict[Place, list[IdeaCard]] = {place: [] for place in Place}
    for one in found:
        entry = library[one.code]
        at = [person, goal, one.code]
        by_place[one.place].append(
            IdeaCard(
                card=entry_card(entry, kinds=kinds),
                reason=one.reason,
                said_no=one.said_no,
                said_where=one.said_where,
                prefilled=fill(entry),
                add_url=reverse("plan_library:add", args=at),
                no_url=reverse("plan_library:say_no", args=at),
            )
        )
    return [
        IdeaGroup(
            key=place.name.lower(),
            heading=HEADINGS[place][0],
            prose=HEADINGS[place][1],
            cards=tuple(cards[: SHOWN[place]]),
            more=tuple(cards[SHOWN[place] :]),
            is_no=place is Place.SAID_NO,
        )
        for place, cards in by_place.items()
        if cards
    ]


def asked_again(suggestion: Suggestion | None) -> str:
    """The reason of what is added although they had said no: it says so."""
    if suggestion is None:
        return ""
    if suggestion.said_no:
        return f"Asked again: they had said “{suggestion.said_no}”. {suggestion.reason}"
    return suggestion.reason


def applied_text(template: Template, applied: Applied) -> str:
    """What became of a template, for the message after it."""
    said = [f"“{template.name}”: {_count(len(applied.added))} added to the draft of version {applied.version}"]
    if applied.is_begun and applied.version > 1:
        said.append(f"begun for it, version {applied.version - 1} stays as agreed until this one is")
    if applied.there:
        said.append(f"{_count(len(applied.there))} the plan had already")
    if not applied.is_new_goal:
        said.append("the goal stands as it was")
    return "; ".join(said)


def added_text(applied: Applied) -> str:
    """What was added, and where."""
    text = f"“{applied.added[0]}” added to the draft of version {applied.version}"
    return f"{text}, begun for it; the version in force stays until it is agreed" if applied.is_begun else text


def _count(number: int) -> str:
    return f"{number} intervention{'' if number == 1 else 's'}" if number else "nothing"
