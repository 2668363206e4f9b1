"""How the story is shown: lines in the words of the clinic, what was found last, what nobody has asked yet."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from care.actor.vocabulary import Described
from care.lib.dates import date_text, moment_text
from patients.presenters import CODE_SYSTEMS
from patients.rules import ClinicalStatus, VerificationStatus, condition_text, partial_date_text
from patients.story.queries import Answered, Line, Lines, NeedsLine, PregnancyLine, WholeStory, WithdrawalLine
from patients.story.rules import (
    Entry,
    Intent,
    Medicine,
    Overdose,
    OwnGoal,
    Part,
    PartAnswer,
    PregnancyAnswer,
    Problem,
    Risk,
    Strength,
    Substance,
    Taking,
    Told,
    Treatment,
    kind_name,
)

RISK_MARKS = {
    Risk.NONE: ("well", "check"),
    Risk.WATCH: ("plain", "info"),
    Risk.RAISED: ("over", "over"),
    Risk.URGENT: ("hard", "hard"),
    Risk.DANGER: ("hard", "hard"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: names of colleagues by number, the zone and today in it, and whether they may write."""

    names: Mapping[int, str]
    zone: str
    today: date
    may_write: bool = False

    def stamp(self, at: Any, by_id: int) -> str:
        """'Priya Nair, Mon Nov 23, 10:41 am'."""
        return f"{self.names.get(by_id, 'a colleague')}, {moment_text(at, self.zone, self.today)}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A word with its tone and icon."""

    text: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class LineCard:
    """One line: its words (`voice` when they are the person's own), particulars, marks, who wrote it, and its addresses."""

    uuid: UUID | None
    text: str
    small: str
    voice: bool = False
    marks: tuple[Mark, ...] = ()
    stamp: str = ""
    url: str = ""
    remove_url: str = ""
    restore_url: str = ""


@dataclass(frozen=True, slots=True)
class PartCard:
    """One part of the story as the overview shows it. `says` stands where no line does."""

    part: Part
    title: str
    count: int | None
    lines: tuple[LineCard, ...]
    says: str
    is_asked: bool
    url: str
    act: str
    stamp: str = ""

    @property
    def heading(self) -> str:
        """'Medicines: 3', or 'Pregnancy'."""
        return self.title if self.count is None else f"{self.title}: {self.count}"


def part_cards(story: WholeStory, *, person: UUID, reader: Reader) -> list[PartCard]:
    """Every part, in the order in which the story is told."""
    cards = []
    for part in Part:
        if part in story.lists:
            cards.append(_list_card(story.lists[part], person=person, reader=reader))
        elif part is Part.WITHDRAWAL:
            cards.append(_check_card(part, withdrawal_cards(story.withdrawal, reader), story, person=person, reader=reader))
        elif part is Part.PREGNANCY:
            cards.append(_check_card(part, pregnancy_cards(story.pregnancy, reader), story, person=person, reader=reader))
        else:
            cards.append(_check_card(part, needs_cards(story.needs), story, person=person, reader=reader))
    return cards


def _list_card(lines: Lines, *, person: UUID, reader: Reader) -> PartCard:
    part = lines.part
    return PartCard(
        part=part,
        title=part.label,
        count=len(lines.lines),
        lines=tuple(line_card(part, line, person=person, reader=reader) for line in lines.lines),
        says=says(lines.answered, reader),
        is_asked=lines.is_asked,
        url=part_url(part, person) if reader.may_write else "",
        act="Change" if lines.is_asked else "Ask",
    )


def _check_card(part: Part, cards: list[LineCard], story: WholeStory, *, person: UUID, reader: Reader) -> PartCard:
    needs = story.needs if part is Part.NEEDS else None  # the others say it in their line
    return PartCard(
        part=part,
        title=part.label,
        count=None,
        lines=tuple(cards),
        says=says(story.answers.get(part), reader),
        is_asked=part in story.asked,
        url=part_url(part, person) if reader.may_write else "",
        act="Ask again" if part in story.asked else "Ask",
        stamp=reader.stamp(needs.at, needs.by_id) if needs else "",
    )


def part_url(part: Part, person: UUID) -> str:
    """The page of one part."""
    return reverse(f"story:{part.value}", args=[person])


def says(answered: Answered | None, reader: Reader) -> str:
    """What stands where nothing is listed: that nobody has asked, or what was answered, by whom and when."""
    if answered is None:
        return "Nobody has asked yet."
    words = "Nothing to list" if answered.answer is PartAnswer.NOTHING else "Prefers not to say"
    return f"{words}. {reader.stamp(answered.at, answered.by_id)}"


def line_card(part: Part, line: Line, *, person: UUID, reader: Reader) -> LineCard:
    """One line of a list."""
    text, small = _WORDS[part](line.said)
    where = {"uuid": person, "entry": line.uuid}
    marks = list(_marks(line))
    if line.taken_at is not None:
        marks.append(Mark("In the plan", "well", "check"))
    stamp = reader.stamp(line.last_at, line.last_by_id)
    if line.source:
        stamp = f"From {line.source}; {stamp}"
    if line.reconciled_at is not None:
        stamp += f"; gone through {moment_text(line.reconciled_at, reader.zone, reader.today)}"
    may_write, is_listed = reader.may_write, line.removed_at is None
    return LineCard(
        uuid=line.uuid,
        text=text,
        small=_joined(small),
        voice=isinstance(line.said, OwnGoal),
        marks=tuple(marks),
        stamp=stamp,
        url=reverse(f"story:{part.value}_line", kwargs=where) if may_write and is_listed else "",
        remove_url=reverse(f"story:{part.value}_remove", kwargs=where) if may_write and is_listed else "",
        restore_url=reverse(f"story:{part.value}_restore", kwargs=where) if may_write and not is_listed else "",
    )


def line_name(said: Entry) -> str:
    """A line in a few words, for its page and for what was done with it."""
    return _WORDS[said.part](said)[0]


def _marks(line: Line) -> Iterable[Mark]:
    said = line.said
    if isinstance(said, Substance) and said.is_main:
        yield Mark("Wants help with this", "info", "heart")
    if isinstance(said, Overdose) and said.intent is Intent.INTENDED:
        yield Mark("Intended", "over", "over")
    if isinstance(said, Medicine) and said.stopped:
        yield Mark("Stopped", "plain", "close")
    if isinstance(said, Medicine) and said.taking in (Taking.OTHERWISE, Taking.NOT, Taking.SOMETIMES) and not said.stopped:
        yield Mark(said.taking.label, "over", "over")
    if isinstance(said, Problem) and said.clinical_status is not ClinicalStatus.ACTIVE:
        yield Mark(said.clinical_status.label, "plain", "info")


def _label(word: Described | None) -> str:
    return "" if word is None else word.label


def _joined(parts: Iterable[str]) -> str:
    text = "; ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def _told(words: str, answer: Told | None) -> str:
    return "" if answer is None else f"{words}: {answer.label.lower()}"


def _substance(said: Entry) -> tuple[str, list[str]]:
    assert isinstance(said, Substance)
    name = f"{said.substance.label} (“{said.name}”)" if said.name else said.substance.label
    return name, [
        ", ".join(route.label.lower() for route in said.routes),
        _label(said.how_often).lower(),
        said.amount,
        f"last use {partial_date_text(said.last_used)}" if said.last_used else "",
        f"since age {said.first_age}" if said.first_age is not None else "",
        f"times without it: {said.breaks}" if said.breaks else "",
        f"treatment: {said.treated}" if said.treated else "",
        said.note,
    ]


def _overdose(said: Entry) -> tuple[str, list[str]]:
    assert isinstance(said, Overdose)
    when = partial_date_text(said.occurred) if said.occurred else "Day not known"
    doses = f", {said.naloxone_doses} {'dose' if said.naloxone_doses == 1 else 'doses'}" if said.naloxone_doses else ""
    return f"{when}: {said.substances}" if said.substances else when, [
        _label(said.place).lower(),
        _told("alone", said.was_alone),
        _told("after a time without use", said.after_break),
        f"{_told('naloxone', said.naloxone)}{doses}",
        _told("911 called", said.called_911),
        f"hospital: {said.hospital.label.lower()}" if said.hospital else "",
        _told("on medication at the time", said.on_medication),
        _intent(said.intent),
        said.note,
    ]


def _intent(intent: Intent | None) -> str:
    if intent in (Intent.INTENDED, Intent.UNINTENDED):
        return intent.label.lower()
    return "" if intent is None else f"intended: {intent.label.lower()}"


def _treatment(said: Entry) -> tuple[str, list[str]]:
    assert isinstance(said, Treatment)
    days = " to ".join(dict.fromkeys(partial_date_text(day) for day in (said.began, said.ended) if day))
    return f"{said.setting.label}: {said.place}" if said.place else said.setting.label, [
        days,
        said.for_what,
        said.medication,
        _label(said.how_ended).lower(),
        _label(said.helped).lower(),
        f"“{said.what_helped}”" if said.what_helped else "",
    ]


def _problem(said: Entry) -> tuple[str, list[str]]:
    assert isinstance(said, Problem)
    sure = said.verification_status
    kind = kind_name(said.code, said.display)
    return condition_text(kind), [
        f"since {partial_date_text(said.onset)}" if said.onset else "",
        f"until {partial_date_text(said.abatement)}" if said.abatement else "",
        sure.label.lower() if sure is not VerificationStatus.CONFIRMED else "",
        f"{CODE_SYSTEMS.get(said.system, 'code')} {said.code}" if said.code else "in words, without a code",
        said.note,
    ]


def _medicine(said: Entry) -> tuple[str, list[str]]:
    assert isinstance(said, Medicine)
    return " ".join(part for part in (said.name, said.dose) if part), [
        said.how_often,
        f"for {said.reason}" if said.reason else "",
        _label(said.kind).lower(),
        _label(said.taking).lower() if said.taking in (Taking.AS_MEANT, Taking.AS_NEEDED, Taking.PREFERS_NOT) else "",
        f"from {said.prescriber}" if said.prescriber else "",
        f"since {partial_date_text(said.since)}" if said.since else "",
        f"stopped {partial_date_text(said.stopped)}" if said.stopped else "",
        said.stop_reason,
        f"RxNorm {said.code}" if said.code else "",
    ]


def _strength(said: Entry) -> tuple[str, list[str]]:
    assert isinstance(said, Strength)
    return said.words, [_label(said.area)]


def _goal(said: Entry) -> tuple[str, list[str]]:
    assert isinstance(said, OwnGoal)
    return said.own_words, [
        _label(said.area),
        f"matters {said.importance} of 10" if said.importance is not None else "",
        f"sure {said.confidence} of 10" if said.confidence is not None else "",
        f"first step: {said.first_step}" if said.first_step else "",
    ]


_WORDS: dict[Part, Callable[[Entry], tuple[str, list[str]]]] = {
    Part.SUBSTANCES: _substance,
    Part.OVERDOSES: _overdose,
    Part.TREATMENTS: _treatment,
    Part.PROBLEMS: _problem,
    Part.MEDICINES: _medicine,
    Part.STRENGTHS: _strength,
    Part.GOALS: _goal,
}


# --- what was found on one day --------------------------------------------------------------------------------------------


def withdrawal_cards(found: WithdrawalLine | None, reader: Reader) -> list[LineCard]:
    """A check for withdrawal: its level, and why."""
    if found is None:
        return []
    tone, icon = RISK_MARKS[found.reading.risk]
    reasons = "; ".join(found.reading.reasons) or ("no signs now" if found.no_signs else "nothing points to danger")
    mark = Mark(found.reading.risk.label, tone, icon)
    stamp = reader.stamp(found.at, found.by_id)
    return [LineCard(found.uuid, found.reading.risk.prose, _joined([reasons, found.note]), marks=(mark,), stamp=stamp)]


def pregnancy_cards(found: PregnancyLine | None, reader: Reader) -> list[LineCard]:
    """What is known of pregnancy."""
    if found is None:
        return []
    said = found.said
    words = [
        f"due {date_text(said.due_on)}" if said.due_on else "",
        f"gave birth {date_text(said.gave_birth_on)}" if said.gave_birth_on else "",
        _told("in prenatal or postpartum care", said.has_care),
        _told("breastfeeding or chestfeeding", said.is_nursing),
        said.note,
    ]
    is_pregnant = said.answer in (PregnancyAnswer.PREGNANT, PregnancyAnswer.MAY_BE)
    marks = (Mark(said.answer.label, "info", "info"),) if is_pregnant else ()
    stamp = reader.stamp(found.at, found.by_id)
    return [LineCard(found.uuid, said.answer.label, _joined(words), marks=marks, stamp=stamp)]


def needs_cards(found: NeedsLine | None) -> list[LineCard]:
    """The needs that are there first, then what is no need, in one line."""
    if found is None:
        return []
    cards = []
    if found.in_danger is Told.YES:
        danger = Mark("In danger", "hard", "hard")
        cards.append(LineCard(None, "In danger from somebody", "Domestic violence line: 1-800-799-7233", marks=(danger,)))
    for line in found.needs:
        need = line.need
        if need.told not in (Told.YES, Told.UNSURE):
            continue
        words = [_told("wants help", need.wants_help), need.note, f"ICD-10-CM {line.z_code}" if line.z_code else ""]
        marks = (Mark("Wants help", "over", "over"),) if need.wants_help is Told.YES else ()
        unsure = "" if need.told is Told.YES else " (not sure)"
        cards.append(LineCard(None, f"{need.domain.label}{unsure}", _joined(words), marks=marks))
    no_need = [line.need.domain.label.lower() for line in found.needs if line.need.told is Told.NO]
    withheld = [line.need.domain.label.lower() for line in found.needs if line.need.told is Told.PREFERS_NOT]
    if no_need:
        cards.append(LineCard(None, "No need", _joined([", ".join(no_need)])))
    if withheld:
        cards.append(LineCard(None, "Prefers not to say", _joined([", ".join(withheld)])))
    return cards


@dataclass(frozen=True, slots=True)
class PartTab:
    """A part as the strip above each part shows it, with whether somebody has asked."""

    label: str
    url: str
    current: bool
    is_asked: bool


def part_tabs(*, person: UUID, current: Part | None, asked: Iterable[Part]) -> list[PartTab]:
    """The way from part to part."""
    asked = frozenset(asked)
    return [PartTab(part.label, part_url(part, person), part is current, part in asked) for part in Part]
