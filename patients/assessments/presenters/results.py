"""What finished answers came to: danger, scores with their bands, what was missing, what follows, and the answers."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from care.lib.dates import date_text, local_date
from patients.assessments.catalogue import definition as definition_of
from patients.assessments.presenters.heads import BeginLine, begin_line
from patients.assessments.presenters.pictures import Scale, scale_of
from patients.assessments.presenters.words import (
    DANGER_TONES,
    Mark,
    Reader,
    band_mark,
    change_text,
    count_text,
    number_text,
)
from patients.assessments.queries import Offer, ShownItem, Told, shown
from patients.assessments.rules import Danger, Definition, ItemKind, Scored, ScoreDefinition, State, asked, next_review
from patients.presenters import CODE_SYSTEMS
from patients.rules import condition_text, kind_name

CRISIS_LINES = "988 for a crisis of suicide or substance use, call or text; 911 where life is in danger now."
NO_ANSWER = "No answer"


@dataclass(frozen=True, slots=True)
class AlertCard:
    """An answer that called for somebody: how urgent, what for, the task that was opened, and what to ask next."""

    level: str
    prose: str
    tone: str
    icon: str
    title: str
    why: str
    lines: str
    task_url: str
    begin: BeginLine | None


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """One score."""

    label: str
    value: str
    of: str
    mark: Mark | None
    scale: Scale | None
    small: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A score that there is none of, and why."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code that follows."""

    system: str
    code: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class FollowLine:
    """What follows: words, and where it leads. `posts`: it is done with a button."""

    text: str
    small: str = ""
    url: str = ""
    act: str = ""
    posts: bool = False


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question with what was answered and the number that it counts for."""

    label: str
    text: str
    number: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """The answers of one section."""

    title: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """That these answers count nowhere, and why."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Before:
    """The same score of the time before."""

    value: Decimal
    when: str
    band: str


def alerts(told: Told, *, person: UUID) -> list[AlertCard]:
    """The gravest first."""
    order = {Danger.CRISIS: 0, Danger.URGENT: 1, Danger.RAISED: 2}
    cards = []
    for line in sorted(told.triggers, key=lambda one: order[one.danger]):
        tone, icon = DANGER_TONES[line.danger]
        cards.append(
            AlertCard(
                level=line.danger.label,
                prose=line.danger.prose,
                tone=tone,
                icon=icon,
                title=line.title,
                why=line.why,
                lines=CRISIS_LINES if line.danger is not Danger.RAISED else "",
                task_url=reverse("pages:task", args=[line.task]) if line.task else "",
                begin=begin_line(definition_of(line.asks_for), person=person) if line.asks_for else None,
            )
        )
    return cards


def score_cards(told: Told, before: dict[str, Before]) -> list[ScoreCard]:
    """The scores in the order of the instrument."""
    by_name = {one.name: one for one in told.scores}
    known = [(one, by_name[one.name]) for one in told.definition.scores if one.name in by_name]
    return [_score_card(known_as, scored, told, before.get(scored.name)) for known_as, scored in known]


def _score_card(known_as: ScoreDefinition, scored: Scored, told: Told, before: Before | None) -> ScoreCard:
    small = []
    if before is not None:
        band = f", {before.band.lower()}" if before.band else ""
        small.append(
            f"{change_text(scored.value, before.value).capitalize()} than on {before.when}: {number_text(before.value)}{band}"
        )
        if scored.value == before.value:
            small[-1] = f"The same as on {before.when}{band}"
    if scored.is_prorated:
        small.append(
            f"Made up from {count_text(scored.answered, 'answer', 'answers')}: some were missing, and the rule allows for it."
        )
    only = len(told.definition.scores) == 1
    label, rating = _rating(told.definition, scored)
    here = next((band for band in known_as.bands if band.code == scored.band), None)
    fits = here is not None and here.low <= scored.value <= here.high
    return ScoreCard(
        label="" if only else label or known_as.label,
        value=number_text(scored.value),
        of=f"of {number_text(known_as.high)}{f' {known_as.unit}' if known_as.unit else ''}",
        mark=Mark(rating, "plain", "measure") if rating else band_mark(scored.band_label, is_positive=scored.is_positive),
        scale=scale_of(known_as, known_as.bands, scored.value) if fits and len(known_as.bands) > 1 else None,
        small=tuple(small),
    )


def _rating(definition: Definition, scored: Scored) -> tuple[str, str]:
    """Of a score that is one answer: what it is about, and what the answer is called."""
    item = next((one for one in definition.items if one.link_id == scored.name and one.options), None)
    if item is None:
        return "", ""
    return item.section, next((one.label for one in item.options if one.value == scored.value), "")


def missing(told: Told) -> list[Missing]:
    """The scores that there are none of, with the questions that were not answered."""
    labels = {item.link_id: item.label for item in told.definition.items}
    names = {one.name: one.label for one in told.definition.scores}
    only = len(names) == 1
    found = []
    for name, link_ids in (told.outcome.unscored or {}).items():
        title = "No score:" if only else f"No score for {names.get(name, name).lower()}:"
        words = ", ".join(labels.get(one, one).lower() for one in link_ids)
        text = (
            f"{count_text(len(link_ids), 'answer is', 'answers are')} missing ({words})." if link_ids else "nothing was answered."
        )
        found.append(Missing(title, text))
    return found


def follows(told: Told, *, person: UUID, reader: Reader, may_write: bool, offer: Offer | None = None) -> list[FollowLine]:
    """What comes next, besides what danger asks for."""
    lines = []
    urgent = {line.asks_for for line in told.triggers}
    for code in told.outcome.asks_for:
        if code not in urgent:
            definition = definition_of(code)
            begin = begin_line(definition, person=person)
            lines.append(
                FollowLine(
                    f"{definition.title} is asked next",
                    definition.about,
                    begin.begin_url if may_write else "",
                    f"Begin {definition.short}",
                    posts=not begin.needs_choice,
                )
            )
    if offer is not None:
        lines.append(_diagnosis_line(offer, told, person=person, may_write=may_write))
    answered_on = local_date(told.administered_at, reader.zone)
    review = next_review(told.definition, told.answers, answered_on) if "review_days" in told.definition.settings else None
    if review is not None:
        lines.append(FollowLine(f"Look at the level of care again by {date_text(review)}"))
    if not lines and not told.triggers:
        lines.append(FollowLine("Nothing that these answers call for by themselves."))
    return lines


def _diagnosis_line(offer: Offer, told: Told, *, person: UUID, may_write: bool) -> FollowLine:
    """The problem list: offered to a colleague, never done by itself."""
    name = f"{condition_text(kind_name(offer.code, offer.display))}, {offer.code}"
    if offer.is_listed:
        return FollowLine(f"On the problem list: {name}", "", reverse("story:problems", args=[person]), "Problems")
    small = "Criteria are one part of a diagnosis: a colleague decides."
    url = reverse("assessments:add_diagnosis", args=[person, told.uuid]) if may_write else ""
    return FollowLine(f"Not on the problem list: {name}", small, url, "Add it", posts=True)


def sections(told: Told) -> list[AnswerSection]:
    """The questions that were asked, with their answers, section by section."""
    wanted = {item.link_id for item in asked(told.definition, told.answers, told.subject)}
    found: list[tuple[str, list[AnswerLine]]] = []
    for item in shown(told.definition, told.wording, language="en"):
        if item.link_id not in wanted:
            continue
        if not found or found[-1][0] != item.item.section:
            found.append((item.item.section, []))
        found[-1][1].append(_answer_line(item, told))
    return [AnswerSection(title, tuple(lines)) for title, lines in found]


def _answer_line(item: ShownItem, told: Told) -> AnswerLine:
    if item.link_id not in told.answers:
        return AnswerLine(item.text, NO_ANSWER, "", is_missing=True)
    given = told.answers[item.link_id]
    if given is None:
        return AnswerLine(item.text, declined_words(told.definition), "", is_missing=True)
    if isinstance(given, str):
        return AnswerLine(item.text, given, "", is_missing=False)
    if item.kind is ItemKind.CHOICE:
        number = number_text(given)
        label = next((one.label for one in item.options if one.value == number), number)
        return AnswerLine(item.text, label, number if item.item.is_scored else "", is_missing=False)
    unit = f" {item.item.unit}" if item.item.unit else ""
    return AnswerLine(item.text, f"{number_text(given)}{unit}", "", is_missing=False)


def declined_words(definition: Definition) -> str:
    """What declining is called: a person prefers not to say; a sign that a clinician looks for could not be assessed."""
    from_person = any(mode.value == "self" for mode in definition.modes)
    return "Prefers not to say" if from_person else "Could not be assessed"


def answer_words(item: ShownItem, given: Decimal | str | None, definition: Definition) -> str:
    """One answer in words, for telling two colleagues' answers apart."""
    if given is None:
        return declined_words(definition)
    if isinstance(given, Decimal) and item.kind is ItemKind.CHOICE:
        number = number_text(given)
        return next((one.label for one in item.options if one.value == number), number)
    return number_text(given) if isinstance(given, Decimal) else given or NO_ANSWER.lower()


def ended(told: Told, reader: Reader) -> Ended | None:
    """That they were set aside or recorded in error."""
    if told.ended_at is None:
        return None
    title = "Recorded in error: counts nowhere." if told.state is State.IN_ERROR else "Set aside: not finished, not scored."
    return Ended(title, f"{told.ended_by}, {reader.moment(told.ended_at)}: {told.end_reason}")


def code_lines(told: Told) -> list[CodeLine]:
    """Codes that follow from the answers."""
    return [CodeLine(CODE_SYSTEMS.get(system, "Code"), code) for system, code in told.outcome.codes]
