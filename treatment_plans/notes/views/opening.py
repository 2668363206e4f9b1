"""What every page about counseling notes does: tell the gate whom a note names, show the banner, say why something cannot be."""

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
from care.lib.dates import local_date
from patients.presenters import BannerCard, banner_card
from patients.queries import PersonLine, find_patient_id, names_of
from treatment_plans.notes.presenters import REFUSALS, refusal_sentence
from treatment_plans.notes.queries import find_note, own_authors

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Opened:
    """A person's counseling notes, opened for one colleague. `today` is the program's day; times are in the reader's zone.

    `banner` is none where the note opens and the record does not: for an author who has left the team.
    """

    request: HttpRequest
    person: PersonLine
    permit: Permit
    banner: BannerCard | None
    at: datetime
    zone: str
    today: date
    user_name: str

    @property
    def is_post(self) -> bool:
        """Whether a form came back."""
        return self.request.method == "POST"

    def url(self, name: str, *more: UUID) -> str:
        """An address of this room for this person."""
        return reverse(f"notes:{name}", args=[self.person.uuid, *more])

    def page(self, template: str, form: BaseForm | None = None, *, status: int = 0, **context: Any) -> HttpResponse:
        """A page below the banner; 422 where a form came back and is shown again."""
        context |= {"form": form, "person": self.person, "banner": self.banner, "user_name": self.user_name}
        is_shown_again = self.is_post and form is not None
        return render(self.request, template, context, status=status or (422 if is_shown_again else 200))

    def saved(self, what: str, *, to: str = "") -> HttpResponse:
        """The person is named, and the reader is where they go on, or at the list."""
        messages.success(self.request, f"{self.person.display_name}: {what}.")
        return redirect(to or self.url("notes"))

    def refused(self, sentence: str, back: str) -> HttpResponse:
        """What cannot be done, in one sentence, with the way back."""
        return self.page("notes/refused.html", status=409, sentence=sentence, back_url=back)


def _opened(request: HttpRequest, uuid: UUID, action: Action, note: UUID | None, *, begins: bool) -> Opened:
    """Ask the gate for the notes that name the reader.

    Without a note: for those of this person that name the reader, or else for the right to begin one; who begins one is asked
    for that right alone. With a note that does not name them the question is to read it, which the table refuses, whatever
    they came for and whether it is there or not.

    Raises:
        NotFound, Refused: as `gate.require`.
    """
    actor, at = actor_of(request), timezone.now()
    patient_id = find_patient_id(uuid)
    if note is None:
        authors = frozenset() if begins else own_authors(actor=actor, patient_id=patient_id)
        action = action if authors else Action.WRITE
    else:
        found = find_note(note)
        authors = found.authors if found is not None and found.patient_id == patient_id else frozenset()
        action = action if actor.staff_id in authors else Action.READ
    permit = gate.require(
        actor=actor,
        patient_id=patient_id,
        category=Category.COUNSELLING_NOTE,
        action=action,
        purpose=Purpose.TREAT,
        at=at,
        authors=authors,
    )
    place = place_of(request)
    return Opened(
        request=request,
        person=names_of([permit.patient_id])[permit.patient_id],
        permit=permit,
        banner=_banner(permit, at),
        at=at,
        zone=zone_of(request),
        today=local_date(at, place.organisation_zone),
        user_name=place.user_name,
    )


def _banner(permit: Permit, at: datetime) -> BannerCard | None:
    asked: dict[str, Any] = {
        "actor": permit.actor,
        "patient_id": permit.patient_id,
        "category": Category.SUD,
        "action": Action.READ,
        "purpose": Purpose.TREAT,
        "at": at,
    }
    return banner_card(permit=gate.require(**asked), at=at, current="notes:notes") if gate.opens(**asked) else None


def notes_view(*, action: Action, methods: tuple[str, ...] = ("GET", "POST"), begins: bool = False) -> Callable[[View], View]:
    """Make a view of a function that answers for opened notes; its refusals become a page that says why (409)."""

    def decorate(view: View) -> View:
        @require_http_methods(list(methods))
        @wraps(view)
        def answer(request: HttpRequest, uuid: UUID, **things: UUID) -> HttpResponse:
            opened = _opened(request, uuid, action, things.get("note"), begins=begins)
            try:
                return view(opened, **things)
            except REFUSALS as refusal:
                back = opened.url("note", things["note"]) if "note" in things else opened.url("notes")
                return opened.refused(refusal_sentence(refusal), back)

        return answer

    return decorate
