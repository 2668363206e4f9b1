"""Beginning, putting off, setting aside, marking in error, and loading an official wording."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from django import forms
from django.core.files.uploadedfile import UploadedFile

from care.lib.dates import local_date
from patients.assessments.rules import Definition, Mode
from patients.forms.fields import clock_input, day_input

LARGEST_FILE = 512 * 1024
DEEPEST = 40
TOO_LARGE = f"This file is larger than {LARGEST_FILE // 1024} KB. A Questionnaire is not."
TOO_DEEP = f"This file nests deeper than {DEEPEST} levels. A Questionnaire does not."
NO_JSON = "This is not JSON. Export the Questionnaire as FHIR R4 JSON."
NO_QUESTIONNAIRE = "This is JSON, and not a FHIR Questionnaire: “resourceType” says otherwise."
NOON = time(12)
LANGUAGES = (("en", "English"), ("es", "Spanish"))


class BeginForm(forms.Form):
    """Who answers, in which language, and about what."""

    subject = forms.ChoiceField(label="About", required=True, error_messages={"required": "Say about what."})
    mode = forms.ChoiceField(label="Who answers", widget=forms.RadioSelect)
    language = forms.ChoiceField(label="Language of the questions", choices=LANGUAGES, initial="en", required=False)

    def __init__(self, *args: Any, definition: Definition, subjects: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        modes = [mode for mode in (Mode.CLINICIAN, Mode.SELF) if mode in definition.modes]
        self._offer("mode", [(mode.value, mode.prose) for mode in modes])
        self.fields["mode"].initial = modes[0].value if modes else ""
        if subjects:
            self._offer("subject", [("", "Choose one"), *subjects])
        else:
            del self.fields["subject"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class WhenForm(forms.Form):
    """When it was answered, where that was not now: off a paper, for example."""

    day = forms.DateField(label="Day", required=False, widget=day_input())
    clock = forms.TimeField(label="Time", required=False, widget=clock_input())

    def __init__(self, *args: Any, at: datetime, zone: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.at, self.zone = at, zone

    def clean(self) -> dict[str, Any]:
        """Nothing was answered in the future; a time belongs to a day."""
        cleaned = super().clean() or {}
        if cleaned.get("clock") and not cleaned.get("day"):
            self.add_error("day", "Say which day.")
        moment = self.moment() if not self.errors else None
        if moment is not None and moment > self.at:
            self.add_error("day", "This lies ahead.")
        return cleaned

    def moment(self) -> datetime | None:
        """The moment, or None for now."""
        day: date | None = self.cleaned_data.get("day")
        clock: time | None = self.cleaned_data.get("clock")
        if day is None or (day == local_date(self.at, self.zone) and clock is None):
            return None
        return datetime.combine(day, clock or NOON, tzinfo=ZoneInfo(self.zone))


class ReasonForm(forms.Form):
    """Why something is set aside or was recorded in error."""

    reason = forms.CharField(
        label="Why",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why in a few words; it is kept with the answers."},
    )


class PutOffForm(forms.Form):
    """Not now: until when, and why."""

    until = forms.DateField(label="Until", widget=day_input(), error_messages={"required": "Say until when."})
    reason = forms.CharField(
        label="Why", max_length=300, error_messages={"required": "Say why in a few words; it stands on the worklist."}
    )

    def __init__(self, *args: Any, today: date, latest: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today, self.latest = today, latest

    def clean_until(self) -> date:
        """A day to come, and not years away."""
        until: date = self.cleaned_data["until"]
        if until <= self.today:
            raise forms.ValidationError("A day from tomorrow on.")
        if until > self.latest:
            raise forms.ValidationError("At most a year from now.")
        return until


def read_document(raw: bytes) -> dict[str, Any]:
    """A FHIR Questionnaire out of bytes.

    Raises:
        forms.ValidationError: too large, not JSON, or something else.
    """
    if len(raw) > LARGEST_FILE:
        raise forms.ValidationError(TOO_LARGE)
    try:
        found = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise forms.ValidationError(NO_JSON) from None
    if not _is_flat(found):
        raise forms.ValidationError(TOO_DEEP)
    if not isinstance(found, dict) or found.get("resourceType") != "Questionnaire":
        raise forms.ValidationError(NO_QUESTIONNAIRE)
    return found


def _is_flat(document: Any) -> bool:
    """Whether nothing lies deeper than a Questionnaire nests."""
    level = [document]
    for _ in range(DEEPEST):
        level = [
            inner for one in level if isinstance(one, dict | list) for inner in (one.values() if isinstance(one, dict) else one)
        ]
        if not level:
            return True
    return False


class WordingFileForm(forms.Form):
    """The file of an official Questionnaire, looked at before anything is loaded."""

    language = forms.ChoiceField(label="Language of the file", choices=LANGUAGES, initial="en")
    file = forms.FileField(
        label="Questionnaire",
        help_text="FHIR R4, JSON, at most 512 KB, from the source that licenses the instrument.",
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
        error_messages={"required": "Choose the file.", "empty": "This file is empty."},
    )

    def clean_file(self) -> dict[str, Any]:
        """The Questionnaire in it."""
        file: UploadedFile = self.cleaned_data["file"]
        return read_document(file.read(LARGEST_FILE + 1))


class WordingForm(forms.Form):
    """A Questionnaire that was looked at, to be loaded as it is."""

    language = forms.ChoiceField(choices=LANGUAGES, widget=forms.HiddenInput)
    document = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=LARGEST_FILE)

    def clean_document(self) -> dict[str, Any]:
        """The Questionnaire in it."""
        return read_document(self.cleaned_data["document"].encode())
