"""What every form about a plan or medication does: ask the gate, show the banner, keep what is typed, say what was saved."""

from collections.abc import Callable
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
from care.accounts.session import actor_of, place_of, zone_of
from care.actor import Action, Category, Permit, Purpose
from care.drafts.operations import discard_draft
from care.drafts.queries import get_draft
from care.drafts.rules import Key
from care.lib.dates import local_date
from care.teams.queries import open_enrolment
from patients.presenters import banner_card
from patients.queries import find_patient_id, get_patient, names_of
from treatment_plans.presenters import kinder_words
from treatment_plans.typed import typed_words

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Opened:
    """A person's record, opened for one form. `today` is the programme's day, in `place_zone`; times in the reader's `zone`."""

    request: HttpRequest
    person: UUID
    permit: Permit
    at: datetime
    zone: str
    place_zone: str
    today: date
    part: str  # the address name of the part of the chart to which the form leads back

    @property
    def is_post(self) -> bool:
        """Whether a form came back."""
        return self.request.method == "POST"

    def page(self, template: str, form: BaseForm | None = None, *, key: Key | None = None, **context: Any) -> HttpResponse:
        """The page of a form, with the banner, and with what was typed before and not saved."""
        draft = get_draft(actor=self.permit.actor, key=key) if key and form is not None and not form.is_bound else None
        if draft is not None and form is not None:
            draft.restore(form)
            context["draft_saved"] = draft.saved_text(zone=self.zone, today=local_date(self.at, self.zone))
        context |= {
            "form": form,
            "draft_key": str(key) if key else "",
            "banner": banner_card(permit=self.permit, at=self.at, current=self.part),
            "back_url": reverse(self.part, args=[self.person]),
        }
        if form is not None and form.is_bound:
            context["kinder"] = kinder_words(_watched(form))
        return render(self.request, template, context, status=422 if self.is_post else 200)

    def saved(self, what: str, *, form: BaseForm | None = None, key: Key | None = None, to: str = "") -> HttpResponse:
        """The draft is gone, the person is named, kinder words are offered, and the reader is back at the chart."""
        if key is not None:
            discard_draft(actor=self.permit.actor, key=key, at=self.at)
        messages.success(self.request, f"{self._name}: {what}.")
        for finding in kinder_words(_watched(form)) if form is not None else []:
            messages.info(self.request, f"Saved as you wrote it. A kinder word for “{finding.term}”: “{finding.suggestion}”.")
        return redirect(to or reverse(self.part, args=[self.person]))

    def refused(self, sentence: str, *, link: str = "", link_label: str = "") -> HttpResponse:
        """What cannot be done, in one sentence, with what was typed and a way on."""
        posted = self.request.POST
        context = {
            "banner": banner_card(permit=self.permit, at=self.at, current=self.part),
            "sentence": sentence,
            "ended": self._ended(),
            "typed": typed_words((name, value) for name in posted for value in posted.getlist(name)),
            "back_url": link or reverse(self.part, args=[self.person]),
            "back_label": link_label or "Back to the chart",
        }
        return render(self.request, "treatment_plans/refused.html", context, status=409)

    def _ended(self) -> str:
        """Why nothing new begins here, where it is so: the person has died, or their care here has ended."""
        if get_patient(permit=self.permit).deceased_on is not None:
            return "The person has died, and what was planned ended with it."
        if open_enrolment(permit=self.permit) is None:
            return "Their care here has ended, and what was planned ended with it."
        return ""

    @property
    def _name(self) -> str:
        return names_of([self.permit.patient_id])[self.permit.patient_id].display_name


def _watched(form: BaseForm) -> list[str]:
    """The texts of a form for which a kinder word is offered."""
    cleaned = getattr(form, "cleaned_data", {})
    return [cleaned.get(name) or "" for name in getattr(form, "watched", ())]


def record_view(
    *,
    action: Action,
    part: str,
    refusals: tuple[type[Exception], ...],
    sentence: Callable[[Exception], str],
    methods: tuple[str, ...] = ("GET", "POST"),
) -> Callable[[View], View]:
    """Make a view of a function that answers for an opened record; its refusals become a page that says why (409)."""

    def decorate(view: View) -> View:
        @require_http_methods(list(methods))
        @wraps(view)
        def answer(request: HttpRequest, uuid: UUID, **things: UUID) -> HttpResponse:
            at, zone = timezone.now(), zone_of(request)
            permit = gate.require(
                actor=actor_of(request),
                patient_id=find_patient_id(uuid),
                category=Category.SUD,
                action=action,
                purpose=Purpose.TREAT,
                at=at,
            )
            opened = Opened(
                request=request,
                person=uuid,
                permit=permit,
                at=at,
                zone=zone,
                place_zone=place_of(request).organisation_zone,
                today=local_date(at, place_of(request).organisation_zone),
                part=part,
            )
            try:
                return view(opened, **things)
            except refusals as refusal:
                return opened.refused(sentence(refusal))

        return answer

    return decorate
