"""The questions of one instrument as a form, a field for each, whole or in part. It checks what was given; `operations` save."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import orjson
from django import forms

from patients.assessments.queries import ShownItem
from patients.assessments.rules import Answers, ItemKind

DECLINED = "declined"
PREFIX = "a-"
CLEAR = "Clear this answer"
LONGEST_WORDS = 1000
MOST_SEEN = 60_000
SAVE, KEEP, COMPLETE, COMPLETE_ANYWAY = "save", "keep", "complete", "complete_anyway"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer as a tile: its number, its words, and whether it is chosen. `digit` is the key that chooses it."""

    id: str
    name: str
    value: str
    number: str
    label: str
    is_chosen: bool
    digit: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question as the page shows it. `id` is that of its place, which stays there when the question is not asked."""

    item: ShownItem
    number: int
    field: forms.BoundField
    is_asked: bool
    choices: tuple[Choice, ...]
    others: tuple[Choice, ...]
    is_short: bool
    declined: forms.BoundField | None
    section: str

    @property
    def id(self) -> str:
        """The place of the question on the page."""
        return f"q-{self.item.link_id}"

    @property
    def kind(self) -> str:
        """choice, number or text."""
        return self.item.kind.value


class AnswersForm(forms.Form):
    """`items` are all questions with the words to show, `asked` the link ids of those that are asked now.

    `words_for_none` is what declining is called: a person prefers not to say, a sign could not be assessed.
    """

    watched = ()  # what is said here is the person’s own

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    seen_answers = forms.CharField(widget=forms.HiddenInput, required=False, strip=False, max_length=MOST_SEEN)

    def __init__(
        self, *args: Any, items: Sequence[ShownItem], asked: frozenset[str], words_for_none: str, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.items = items
        self.asked = asked
        self.words_for_none = words_for_none
        for item in items:
            self.fields[name_of(item)] = _field(item, words_for_none)
            if item.kind is ItemKind.NUMBER:
                self.fields[none_of(item)] = forms.BooleanField(label=words_for_none, required=False)

    @property
    def shown(self) -> frozenset[str]:
        """The questions that stood on the page when it was sent; all that are asked where it does not say."""
        posted: list[str] = self.data.getlist("shown") if self.is_bound and hasattr(self.data, "getlist") else []
        return frozenset(posted) or self.asked

    def answers(self) -> dict[str, Decimal | str | None]:
        """What was given to the questions that stood on the page: "" clears, None declines; nothing that is wrong."""
        found: dict[str, Decimal | str | None] = {}
        for item in self.items:
            if item.link_id not in self.shown or name_of(item) in self.errors:
                continue
            given = self.cleaned_data.get(name_of(item))
            if self.cleaned_data.get(none_of(item)) or given == DECLINED:
                found[item.link_id] = None
            elif given in (None, ""):
                found[item.link_id] = ""
            else:
                found[item.link_id] = given.strip() if item.kind is ItemKind.TEXT else Decimal(given)
        return found

    @property
    def seen(self) -> dict[str, Decimal | str | None]:
        """The saved answers that the page was made from, by link id; none where it does not say."""
        try:
            told = orjson.loads(self.cleaned_data.get("seen_answers") or "{}")
            texts = {item.link_id for item in self.items if item.kind is ItemKind.TEXT}
            return {
                str(link_id): value if value is None or link_id in texts else Decimal(str(value))
                for link_id, value in told.items()
            }
        except (ValueError, ArithmeticError, AttributeError):
            return {}

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Say what the rules refused beside its question; under no name what concerns the whole."""
        for link_id, words in problems.items():
            name = f"{PREFIX}{link_id}"
            if name not in self.fields:
                self.add_error(None, words)
            elif not self.has_error(name):
                self.add_error(name, words)

    @property
    def wrong(self) -> dict[str, str]:
        """What is wrong, by link id, as `refuse` takes it."""
        return {name.removeprefix(PREFIX): str(errors[0]) for name, errors in self.errors.items()}

    @property
    def questions(self) -> list[Question]:
        """The questions in order, each numbered among those that are asked; a section stands with the first of it."""
        found, number, section = [], 0, ""
        for item in self.items:
            is_asked = item.link_id in self.asked
            number += is_asked
            opens = item.item.section if is_asked and item.item.section != section else ""
            section = item.item.section if is_asked else section
            found.append(self._question(item, number, is_asked, opens))
        return found

    def _question(self, item: ShownItem, number: int, is_asked: bool, section: str) -> Question:
        field = self[name_of(item)]
        is_choice = item.kind is ItemKind.CHOICE
        value = "" if field.value() is None else str(field.value())
        tiles = [_tile(field, place, option.label, option.value, value) for place, option in enumerate(item.options)]
        last = len(tiles)
        return Question(
            item=item,
            number=number,
            field=field,
            is_asked=is_asked,
            choices=tuple(tiles),
            others=(
                _tile(field, last, self.words_for_none, DECLINED, value, number=""),
                _tile(field, last + 1, CLEAR, "", value, number=""),
            )
            if is_choice
            else (),
            is_short=is_choice and all(not tile.number and len(tile.label) < 4 for tile in tiles),
            declined=self[none_of(item)] if item.kind is ItemKind.NUMBER else None,
            section=section,
        )


def _tile(field: forms.BoundField, place: int, label: str, value: str, chosen: str, number: str | None = None) -> Choice:
    shown = value if number is None else number
    return Choice(
        id=f"{field.auto_id}_{place}",
        name=field.html_name,
        value=value,
        number="" if _says_it(label, shown) else shown,
        label=label,
        is_chosen=bool(value) and value == chosen,
        digit=shown if len(shown) == 1 else "",
    )


def _says_it(label: str, number: str) -> bool:
    """Whether the words begin with the number themselves, as levels of care do."""
    first = label.partition(" ")[0]
    return first in (number, f"{number}.0")


def _field(item: ShownItem, words_for_none: str) -> forms.Field:
    if item.kind is ItemKind.CHOICE:
        choices = [(option.value, option.label) for option in item.options]
        return forms.ChoiceField(
            label=item.text,
            required=False,
            choices=[*choices, (DECLINED, words_for_none), ("", CLEAR)],
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": "Choose one of the answers shown."},
        )
    if item.kind is ItemKind.NUMBER:
        return forms.DecimalField(
            label=item.text,
            required=False,
            min_value=item.item.low,
            max_value=item.item.high,
            max_digits=9,
            decimal_places=2,
            widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any", "autocomplete": "off"}),
        )
    widget = forms.Textarea(attrs={"rows": 2, "autocomplete": "off"})
    return forms.CharField(label=item.text, required=False, max_length=LONGEST_WORDS, widget=widget)


def name_of(item: ShownItem) -> str:
    """The field of a question."""
    return f"{PREFIX}{item.link_id}"


def none_of(item: ShownItem) -> str:
    """The field that says that a number or words were declined."""
    return f"none-{item.link_id}"


def text_of(value: Decimal) -> str:
    """A number as a form sends it: 3, not 3.0."""
    return f"{value.normalize():f}"


def initial_of(items: Sequence[ShownItem], answers: Answers) -> dict[str, Any]:
    """The fields of answers that are saved."""
    found: dict[str, Any] = {"seen_answers": seen_text(answers)}
    for item in items:
        if item.link_id not in answers:
            continue
        given = answers[item.link_id]
        if given is None:
            found[name_of(item) if item.kind is ItemKind.CHOICE else none_of(item)] = (
                DECLINED if item.kind is ItemKind.CHOICE else True
            )
        else:
            found[name_of(item)] = text_of(given) if isinstance(given, Decimal) else given
    return found


def seen_text(answers: Answers) -> str:
    """Saved answers as the form hands them back, so that a colleague's change is told from one's own."""
    told = {link_id: text_of(value) if isinstance(value, Decimal) else value for link_id, value in answers.items()}
    return orjson.dumps(told).decode()
