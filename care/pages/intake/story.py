"""Sections that the story owns: lists to which a line at a time is added, and what is found on one day."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from care.drafts.queries import DraftContent
from care.lib.dates import local_date
from care.pages.intake.sheets import NotSaved, Page, Sheet, Visit
from care.pages.intake.sheets import part as told_part
from patients.intake.rules import Part as Told
from patients.intake.rules import SectionKey
from patients.story import operations
from patients.story.forms import ENTRY_FORMS, CodedForm, EntryForm, NeedsForm, PregnancyForm, StoryForm, WithdrawalForm
from patients.story.presenters import LineCard, Reader, line_card, needs_cards, pregnancy_cards, withdrawal_cards
from patients.story.queries import (
    Lived,
    answers_of,
    find_codes,
    latest_needs,
    latest_pregnancy,
    latest_withdrawal,
    part_of,
)
from patients.story.rules import EndsBeforeItBegins, ImpossibleDay, Part, PartAnswer

NOTHING = "nothing"
TWICE = "This is on the list already. Change that line, or write what is different."
EMPTY = "Write one line, mark that there is nothing to list, or choose below that they prefer not to say."
WORDS = {
    PartAnswer.NOTHING: "Asked: nothing to list",
    PartAnswer.PREFERS_NOT: "Prefers not to say",
}


def _given(visit: Visit) -> dict[str, Any]:
    return {"lived": Lived(visit.person.birth_date, visit.person.zone), "today": visit.today}


def _mend(form: StoryForm, refusal: ImpossibleDay | EndsBeforeItBegins) -> NotSaved:
    """Tell what the room refused at the field where it was said."""
    words = "In the future, or before the birth." if isinstance(refusal, ImpossibleDay) else "Before it began."
    form.add_error(refusal.field if refusal.field in form.fields else None, words)
    return NotSaved()


def _lines(cards: list[LineCard]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Cards as lines, and those that are the person's own words."""
    plain = tuple(f"{card.text}. {card.small}" if card.small else card.text for card in cards if not card.voice)
    return plain, tuple(card.text for card in cards if card.voice)


def _reader(visit: Visit) -> Reader:
    return Reader({}, visit.zone, local_date(visit.at, visit.zone))


# --- lists --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class List:
    """A section whose room keeps a list: each page adds one line, or says that there is nothing to list."""

    key: SectionKey
    part: Part

    def form(self, visit: Visit, posted: Any, **options: Any) -> EntryForm:
        """The form of one more line; left empty it adds none."""
        kind = ENTRY_FORMS[self.part]
        if issubclass(kind, CodedForm):
            typed = kind.looked_up(posted) if posted is not None else ""
            options["found"] = find_codes(system=kind.system, text=typed) if typed else []
        return kind(posted, empty_permitted=True, use_required_attribute=False, **_given(visit), **options)

    def sheet(self, visit: Visit, form: EntryForm, *, nothing: bool, looked: bool = False) -> Sheet:
        """The form, with what is listed already."""
        found = part_of(permit=visit.permit, part=self.part)
        is_nothing = found.answered is not None and found.answered.answer is PartAnswer.NOTHING
        context = {"is_listed": bool(found.lines), "is_nothing": nothing or is_nothing, "looked": looked}
        return Sheet(form, context=context | {"entry_fields": f"story/_{self.part.value}_fields.html"})

    def blank(self, visit: Visit, kept: DraftContent | None) -> Sheet:
        """One more line, or what was typed of it."""
        typed = {name: values[-1] for name, values in kept.content.items() if values} if kept else None
        form = self.form(visit, None)
        if kept is not None:
            if isinstance(form, CodedForm):
                form = self._with_codes(visit, type(form), typed)
            kept.restore(form)
        return self.sheet(visit, form, nothing=bool(typed and typed.get(NOTHING)))

    def _with_codes(self, visit: Visit, kind: type[CodedForm], typed: Any) -> EntryForm:
        words = kind.looked_up(typed)
        found = find_codes(system=kind.system, text=words) if words else []
        return kind(found=found, empty_permitted=True, use_required_attribute=False, **_given(visit))

    def filled(self, visit: Visit, posted: QueryDict) -> Sheet:
        """What was posted."""
        return self.sheet(visit, self.form(visit, posted), nothing=NOTHING in posted, looked="look" in posted)

    def save(self, visit: Visit, sheet: Sheet) -> None:
        """The line, if there is one; else that there is nothing, or nothing more."""
        form = sheet.form
        assert isinstance(form, EntryForm)
        if not _is_filled(form):
            self._nothing_more(visit, sheet)
            return
        try:
            operations.add_entry(permit=visit.permit, said=form.said(), at=visit.at)
        except operations.AlreadyListed as refusal:
            form.add_error(None, TWICE)
            raise NotSaved from refusal
        except (ImpossibleDay, EndsBeforeItBegins) as refusal:
            raise _mend(form, refusal) from refusal

    def _nothing_more(self, visit: Visit, sheet: Sheet) -> None:
        if NOTHING in sheet.form.data:
            try:
                operations.answer_part(permit=visit.permit, part=self.part, answer=PartAnswer.NOTHING, at=visit.at)
            except operations.SomethingIsListed as refusal:
                sheet.form.add_error(None, "Something is on the list. Take it off first, on the story’s own page.")
                raise NotSaved from refusal
        elif not sheet.context["is_listed"]:
            sheet.form.add_error(None, EMPTY)
            raise NotSaved

    def decline(self, visit: Visit) -> None:
        """The room keeps it too."""
        operations.answer_part(permit=visit.permit, part=self.part, answer=PartAnswer.PREFERS_NOT, at=visit.at)

    def tells(self, visit: Visit) -> Told:
        """What is on the list."""
        found = part_of(permit=visit.permit, part=self.part)
        reader = _reader(visit)
        cards = [line_card(self.part, line, person=visit.person.uuid, reader=reader) for line in found.lines]
        lines, voice = _lines(cards)
        if not lines and not voice and found.answered is not None:
            lines = (WORDS[found.answered.answer],)
        return told_part(self.key, lines=lines, voice=voice)

    def page(self) -> Page:
        """The section."""
        coded = issubclass(ENTRY_FORMS[self.part], CodedForm)
        return Page(
            self.key,
            "intake/_entry.html",
            self.blank,
            self.filled,
            self.save,
            self.tells,
            decline=self.decline,
            adds=True,
            look="story/_codes.html" if coded else "",
            url_name=f"story:{self.part.value}",
        )


_CHOSEN_BEFORE = frozenset({"clinical_status", "verification_status"})  # chosen before anybody types: no line by themselves


def _is_filled(form: EntryForm) -> bool:
    """Whether somebody wrote something, beside what stands chosen in an empty form."""
    return bool(set(form.changed_data) - _CHOSEN_BEFORE)


# --- what is found on one day -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Check:
    """A section whose room keeps what was found on one day: each saving is one more."""

    key: SectionKey
    part: Part
    kind: type[StoryForm]
    record: Callable[[Visit, Any], object]
    cards: Callable[[Visit], list[LineCard]]

    def blank(self, visit: Visit, kept: DraftContent | None) -> Sheet:
        """The questions, or what was typed of them."""
        form = self.kind(**_given(visit))
        if kept is not None:
            kept.restore(form)
        return Sheet(form, asks_itself=True)

    def filled(self, visit: Visit, posted: QueryDict) -> Sheet:
        """What was posted."""
        return Sheet(self.kind(posted, **_given(visit)), asks_itself=True)

    def save(self, visit: Visit, sheet: Sheet) -> None:
        """What was found today."""
        form = sheet.form
        assert isinstance(form, StoryForm)
        try:
            self.record(visit, form)
        except (ImpossibleDay, EndsBeforeItBegins) as refusal:
            raise _mend(form, refusal) from refusal

    def decline(self, visit: Visit) -> None:
        """The room keeps it too."""
        operations.answer_part(permit=visit.permit, part=self.part, answer=PartAnswer.PREFERS_NOT, at=visit.at)

    def tells(self, visit: Visit) -> Told:
        """What was found last."""
        marks = [*self.cards(visit)]
        lines = tuple(
            ". ".join(filter(None, [", ".join(mark.text for mark in card.marks), card.text, card.small])) for card in marks
        )
        if not lines:
            answered = answers_of(permit=visit.permit).get(self.part)
            lines = (WORDS[answered.answer],) if answered else ()
        return told_part(self.key, lines=lines)

    def page(self) -> Page:
        """The section."""
        return Page(
            self.key,
            f"story/_{self.part.value}_fields.html",
            self.blank,
            self.filled,
            self.save,
            self.tells,
            decline=self.decline,
        )


def _record_withdrawal(visit: Visit, form: WithdrawalForm) -> object:
    return operations.record_withdrawal(permit=visit.permit, said=form.said(), at=visit.at)


def _record_pregnancy(visit: Visit, form: PregnancyForm) -> object:
    return operations.record_pregnancy(permit=visit.permit, said=form.said(), at=visit.at)


def _record_needs(visit: Visit, form: NeedsForm) -> object:
    danger = form.cleaned_data.get("in_danger")
    return operations.record_needs(permit=visit.permit, needs=form.needs(), in_danger=danger, at=visit.at)


def _withdrawal(visit: Visit) -> list[LineCard]:
    return withdrawal_cards(next(iter(latest_withdrawal(permit=visit.permit)), None), _reader(visit))


def _pregnancy(visit: Visit) -> list[LineCard]:
    return pregnancy_cards(next(iter(latest_pregnancy(permit=visit.permit)), None), _reader(visit))


def _needs(visit: Visit) -> list[LineCard]:
    return needs_cards(next(iter(latest_needs(permit=visit.permit)), None))


PAGES = (
    List(SectionKey.SUBSTANCES, Part.SUBSTANCES).page(),
    Check(SectionKey.WITHDRAWAL, Part.WITHDRAWAL, WithdrawalForm, _record_withdrawal, _withdrawal).page(),
    List(SectionKey.OVERDOSE, Part.OVERDOSES).page(),
    List(SectionKey.MEDICINES, Part.MEDICINES).page(),
    List(SectionKey.CONDITIONS, Part.PROBLEMS).page(),
    Check(SectionKey.PREGNANCY, Part.PREGNANCY, PregnancyForm, _record_pregnancy, _pregnancy).page(),
    List(SectionKey.TREATMENT, Part.TREATMENTS).page(),
    Check(SectionKey.NEEDS, Part.NEEDS, NeedsForm, _record_needs, _needs).page(),
    List(SectionKey.STRENGTHS, Part.STRENGTHS).page(),
    List(SectionKey.GOALS, Part.GOALS).page(),
)
