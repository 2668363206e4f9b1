"""What the sections have in common: who fills a page in, the forms on it, and how a section says what the record holds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.forms import BaseForm, BaseFormSet, BooleanField, Field
from django.http import QueryDict

from care.actor import Permit
from care.drafts.queries import DraftContent
from care.lib.dates import local_date
from patients.intake.rules import Part, SectionKey
from patients.operations import StaleRecord
from patients.presenters import Conflict
from patients.queries import Banner

if TYPE_CHECKING:
    AnyFormSet = BaseFormSet[Any]
else:
    AnyFormSet = BaseFormSet


@dataclass(frozen=True, slots=True)
class Visit:
    """What a section's page stands on: who fills it in about whom, in which intake, when, and in which zones."""

    permit: Permit
    person: Banner
    intake: UUID
    at: datetime
    zone: str
    programme_zone: str

    @property
    def today(self) -> date:
        """The day where the person lives."""
        return local_date(self.at, self.person.zone)


_NO_QUESTIONS = frozenset({"DELETE", "ORDER", "coding"})
_SAID_ITSELF = frozenset({"prefers_not", "unsaid", "declined"})
NEVER_KEPT = "data-care-draft-off"


def _says_so_itself(asked: Field) -> bool:
    """Whether a question has "prefers not to say" among its answers, or is a mark that nobody answers with words."""
    answers = {str(value) for value, _ in getattr(asked, "choices", ())}
    return isinstance(asked, BooleanField) or bool(answers & _SAID_ITSELF)


@dataclass(slots=True)
class Sheet:
    """The forms of one section. `rows` are formsets by the name that the template uses; `asks_itself` where each question has
    "prefers not to say" among its own answers."""

    form: BaseForm
    rows: dict[str, AnyFormSet] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    conflict: Conflict | None = None
    asks_itself: bool = False

    def is_valid(self) -> bool:
        """Whether all of it can be saved. Every form is asked, so that each error is said at once."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def questions(self) -> Iterator[tuple[str, str]]:
        """What may be left unsaid, by name and label: whatever no form needs, and does not ask itself."""
        if self.asks_itself:
            return
        forms = [(f"{name}.", part.empty_form) for name, part in self.rows.items()]
        for before, form in (("", self.form), *forms):
            for name, asked in form.fields.items():
                if not (asked.required or asked.widget.is_hidden or name in _NO_QUESTIONS or _says_so_itself(asked)):
                    yield f"{before}{name}", str(form[name].label)

    def never_kept(self) -> set[str]:
        """The names of fields that no draft keeps."""
        return {self.form.add_prefix(name) for name, asked in self.form.fields.items() if NEVER_KEPT in asked.widget.attrs}


class NotSaved(Exception):
    """The room refused what was told; the sheet's forms say why."""


@dataclass(frozen=True, slots=True)
class Page:
    """How one section is shown and saved.

    `save` runs inside the transaction that marks the section, and raises `NotSaved` once it has told the sheet. `decline` writes
    "prefers not to say" where the room itself keeps it. `look` gives the template of what is looked up while the form is filled
    in. `tells` says what the record holds; `url_name` is the room's own page, where single lines are changed.
    """

    key: SectionKey
    template: str
    blank: Callable[[Visit, DraftContent | None], Sheet]
    filled: Callable[[Visit, QueryDict], Sheet]
    save: Callable[[Visit, Sheet], None]
    tells: Callable[[Visit], Part]
    decline: Callable[[Visit], None] | None = None
    may_be_declined: bool = True
    adds: bool = False
    look: str = ""
    url_name: str = ""


def part(key: SectionKey, **told: Any) -> Part:
    """What a section tells, under its own title."""
    return Part(key=key.value, title=key.label, **told)


def said(*pairs: tuple[str, object]) -> tuple[tuple[str, str], ...]:
    """Facts, without those that nobody told."""
    return tuple((label, str(value)) for label, value in pairs if value not in (None, "", [], ()))


def with_version(posted: object, stale: StaleRecord) -> QueryDict:
    """What was typed, made in knowledge of what the colleague saved."""
    assert isinstance(posted, QueryDict)
    typed = posted.copy()
    typed["version"] = str(stale.version)
    return typed
