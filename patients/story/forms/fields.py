"""Fields of the story: days of any precision, answers that may be left out, and what every form of a part has."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from care.actor.vocabulary import Described
from patients.story.queries import Lived
from patients.story.rules import BadDay, Entry, read_day

NOT_ASKED = ("", "Not asked")
DAY_IN_WORDS = "A year, a month or a day: 2015, 3/2015 or 3/14/2015."


class DayField(forms.CharField):
    """A day as people remember it, kept as ISO 8601 of the precision that was typed."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 30)
        options.setdefault("required", False)
        options.setdefault("help_text", "A year, a month or a day will do.")
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}), **options)

    def to_python(self, value: Any) -> str:
        """The day, or what is wrong with it in words."""
        try:
            return read_day(super().to_python(value) or "")
        except BadDay:
            raise forms.ValidationError(DAY_IN_WORDS) from None

    def prepare_value(self, value: Any) -> Any:
        """As the field shows it: '3/14/2015'."""
        year, _, rest = value.partition("-") if isinstance(value, str) else ("", "", "")
        if not rest or not value.replace("-", "").isdigit():
            return value
        month, _, day = rest.partition("-")
        return f"{int(month)}/{int(day)}/{year}" if day else f"{int(month)}/{year}"


def answer_field(
    label: str, words: type[Described], *, empty: tuple[str, str] = NOT_ASKED, **options: Any
) -> forms.TypedChoiceField:
    """One of some words, or nothing where it was not asked."""
    return forms.TypedChoiceField(
        label=label, coerce=words, empty_value=None, required=False, choices=[empty, *words.choices()], **options
    )


def one_of_field(label: str, words: type[Described], **options: Any) -> forms.TypedChoiceField:
    """One of some words, which is needed."""
    return forms.TypedChoiceField(label=label, coerce=words, choices=[("", "Choose one"), *words.choices()], **options)


def words_field(label: str, longest: int, *, rows: int = 0, **options: Any) -> forms.CharField:
    """Words that may be left out; several lines where `rows` says so."""
    options.setdefault("required", False)
    if rows:
        options["widget"] = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, **options)


def scale_field(label: str) -> forms.TypedChoiceField:
    """0 to 10, or not asked."""
    choices = [NOT_ASKED, *((str(number), str(number)) for number in range(11))]
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False, choices=choices)


class StoryForm(forms.Form):
    """A form of one part. `lived` and `today` bound every day that is said; `version` is that of the line it was made from."""

    # Texts of colleagues for which a kinder word is offered; a person's own words are never among them.
    watched: tuple[str, ...] = ()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, lived: Lived, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.lived = lived
        self.today = today

    def told(self, names: Iterable[str]) -> dict[str, Any]:
        """What was filled in, by field."""
        return {name: self.cleaned_data[name] for name in names}


class EntryForm(StoryForm):
    """A form of one line of a list."""

    kind: type[Entry]

    def said(self) -> Entry:
        """What was filled in, once the form is valid."""
        return self.kind(**self.told(name for name in self.kind.__dataclass_fields__ if name in self.cleaned_data))

    @classmethod
    def initial_of(cls, said: Entry, *, version: int) -> dict[str, Any]:
        """The fields of a line that is saved."""
        return {name: getattr(said, name) for name in cls.kind.__dataclass_fields__} | {"version": version}
