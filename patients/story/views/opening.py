"""What every page of the story does: ask the gate, show the banner, keep what is typed, say what was saved."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from care.access import gate
from care.accounts.queries import names_of_users
from care.accounts.session import actor_of, zone_of
from care.actor import Action, Permit, Purpose
from care.drafts.operations import discard_draft, save_draft
from care.drafts.queries import get_draft
from care.drafts.rules import Key, TooMuch
from care.language import Finding, find_terms
from care.lib.dates import local_date
from patients.presenters import banner_card
from patients.queries import find_patient_id, names_of
from patients.story.forms import StoryForm
from patients.story.presenters import Reader, part_tabs, part_url
from patients.story.queries import Lived, asked_parts, lived
from patients.story.rules import PART_CATEGORIES, EndsBeforeItBegins, ImpossibleDay, Part

HERE = "story:story"
NOT_POSSIBLE = "In the future, or before the birth."
OUT_OF_ORDER = "Before it began."
View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Opened:
    """One part of a person's story, opened for writing. `today` is the day where the person lives; times are the reader's."""

    request: HttpRequest
    person: UUID
    part: Part
    permit: Permit
    lived: Lived
    at: datetime
    zone: str
    today: date

    @property
    def is_post(self) -> bool:
        """Whether a form came back."""
        return self.request.method == "POST"

    @property
    def is_look_up(self) -> bool:
        """Whether the form came back to look up a code, not to be saved."""
        return self.is_post and "look" in self.request.POST

    def key(self, entry: UUID | None = None) -> Key:
        """The name of the draft of this part, or of one line of it."""
        return Key(self.part.value, self.person, entry)

    def reader(self, user_ids: Iterable[int]) -> Reader:
        """Who reads, with the names of whoever wrote."""
        return Reader(names_of_users(set(user_ids)), self.zone, local_date(self.at, self.zone), may_write=True)

    def page(self, template: str, form: StoryForm, *, key: Key, status: int = 0, **context: Any) -> HttpResponse:
        """The page of a form, with what was typed before and not saved."""
        actor = self.permit.actor
        if form.is_bound:
            with suppress(TooMuch):
                save_draft(actor=actor, key=key, fields=dict(self.request.POST.lists()), permit=self.permit, at=self.at)
        draft = get_draft(actor=actor, key=key) if not self.is_look_up else None
        if draft is not None and not form.is_bound:
            draft.restore(form)
            context["draft_saved"] = draft.saved_text(zone=self.zone, today=local_date(self.at, self.zone))
        context |= {
            "form": form,
            "fields": f"story/_{self.part.value}_fields.html",
            "part": self.part,
            "draft_key": str(key),
            "part_url": part_url(self.part, self.person),
            "answer_url": reverse(f"story:{self.part.value}_answer", args=[self.person]),
            "banner": banner_card(permit=self.permit, at=self.at, current=HERE),
            "tabs": part_tabs(person=self.person, current=self.part, asked=asked_parts(permit=self.permit)),
            "kinder": kinder_words(form) if form.is_bound else [],
        }
        return render(self.request, template, context, status=status or (422 if self.is_post else 200))

    def saved(self, what: str, *, form: StoryForm | None = None, key: Key | None = None) -> HttpResponse:
        """The draft is gone, the person is named, kinder words are offered, and the reader is back at the part."""
        if key is not None:
            discard_draft(actor=self.permit.actor, key=key, at=self.at)
        messages.success(self.request, f"{self.name}: {what}.")
        for finding in kinder_words(form) if form is not None else []:
            messages.info(self.request, f"Saved as you wrote it. A kinder word for “{finding.term}”: “{finding.suggestion}”.")
        return redirect(part_url(self.part, self.person))

    def told(self, what: str) -> HttpResponse:
        """Nothing was changed, and why, back at the part."""
        messages.warning(self.request, f"{self.name}: {what}")
        return redirect(part_url(self.part, self.person))

    @property
    def name(self) -> str:
        """What the person is called."""
        return names_of([self.permit.patient_id])[self.permit.patient_id].display_name


def story_view(*methods: str) -> Callable[[View], View]:
    """Make a view of a function that answers for one opened part; the gate is asked for the kind of data that the part is."""

    def decorate(view: View) -> View:
        @require_http_methods(list(methods))
        @wraps(view)
        def answer(request: HttpRequest, uuid: UUID, part: Part, **things: UUID) -> HttpResponse:
            at = timezone.now()
            permit = gate.require(
                actor=actor_of(request),
                patient_id=find_patient_id(uuid),
                category=PART_CATEGORIES[part],
                action=Action.WRITE,
                purpose=Purpose.TREAT,
                at=at,
            )
            life = lived(permit=permit)
            opened = Opened(request, uuid, part, permit, life, at, zone_of(request), local_date(at, life.zone))
            return view(opened, **things)

        return answer

    return decorate


def mend(form: BaseForm, refusal: ImpossibleDay | EndsBeforeItBegins) -> None:
    """Tell what an operation refused at the field where it was said."""
    form.add_error(refusal.field, NOT_POSSIBLE if isinstance(refusal, ImpossibleDay) else OUT_OF_ORDER)


def kinder_words(form: StoryForm) -> list[Finding]:
    """What could be said in a kinder way in the texts of a colleague, each once."""
    cleaned = getattr(form, "cleaned_data", {})
    found = (finding for name in form.watched for finding in find_terms(cleaned.get(name) or ""))
    return list({finding.term.casefold(): finding for finding in found}.values())
