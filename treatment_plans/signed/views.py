"""What the pages of every signed note do alike: names are put under it, and words are added below it.

A room has one `Pages` and gives its own views, behind its own question to the gate, to these.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse

from care.actor import Actor, Permit
from care.lib.dates import time_text
from treatment_plans.signed.forms import AskForm, CosignerForm
from treatment_plans.signed.operations import TooLong


class Page(Protocol):
    """A record opened for one colleague, as a room's views have it."""

    @property
    def request(self) -> HttpRequest: ...
    @property
    def permit(self) -> Permit: ...
    @property
    def at(self) -> datetime: ...
    @property
    def zone(self) -> str: ...
    def saved(self, what: str, *, to: str = "") -> HttpResponse: ...


class Room(Protocol):
    """The operations of a room."""

    def sign_note(self, *, permit: Permit, note: UUID, cosigner_id: int | None, at: datetime) -> object: ...
    def ask_for_signature(self, *, permit: Permit, note: UUID, cosigner_id: int, at: datetime) -> object: ...
    def withdraw_request(self, *, permit: Permit, note: UUID, at: datetime) -> object: ...
    def cosign_note(self, *, permit: Permit, note: UUID, at: datetime) -> object: ...
    def keep_addendum(self, *, permit: Permit, note: UUID, text: str, at: datetime) -> None: ...
    def throw_away_addendum(self, *, permit: Permit, note: UUID, at: datetime) -> None: ...


Opened = TypeVar("Opened", bound=Page)


def kept(opened: Page) -> JsonResponse:
    """The answer to what a page sends by itself while somebody types."""
    return JsonResponse({"saved": time_text(opened.at, opened.zone, with_zone=True)})


@dataclass(frozen=True, slots=True)
class Pages(Generic[Opened]):
    """How a room signs: its operations, the page of a note with the form of who co-signs, where it is, and who may co-sign."""

    room: Room
    sheet: Callable[[Opened, UUID, CosignerForm | None], HttpResponse]
    address: Callable[[Opened, UUID], str]
    colleagues: Callable[[Actor], list[tuple[int, str]]]
    check_signed: Callable[[Opened, UUID], object]  # refuses a note that has no name of its author under it

    def sign(self, opened: Opened, note: UUID) -> HttpResponse:
        """The author puts their name to a draft, and may ask a colleague to co-sign."""
        colleagues = self.colleagues(opened.permit.actor)
        form = CosignerForm(opened.request.POST, colleagues=colleagues)
        if not form.is_valid():
            return self.sheet(opened, note, form)
        cosigner_id = form.cleaned_data["cosigner"]
        self.room.sign_note(permit=opened.permit, note=note, cosigner_id=cosigner_id, at=opened.at)
        asked = f"; {_name(colleagues, cosigner_id)} is asked to co-sign" if cosigner_id is not None else ""
        return self._done(opened, note, f"note signed{asked}")

    def ask(self, opened: Opened, note: UUID) -> HttpResponse:
        """Ask a colleague, or another one, to co-sign."""
        self.check_signed(opened, note)
        colleagues = self.colleagues(opened.permit.actor)
        form = AskForm(opened.request.POST, colleagues=colleagues)
        if not form.is_valid():
            return self.sheet(opened, note, form)
        cosigner_id = form.cleaned_data["cosigner"]
        self.room.ask_for_signature(permit=opened.permit, note=note, cosigner_id=cosigner_id, at=opened.at)
        return self._done(opened, note, f"{_name(colleagues, cosigner_id)} is asked to co-sign")

    def withdraw(self, opened: Opened, note: UUID) -> HttpResponse:
        """Ask nobody any longer."""
        self.room.withdraw_request(permit=opened.permit, note=note, at=opened.at)
        return self._done(opened, note, "nobody is asked to co-sign any more")

    def cosign(self, opened: Opened, note: UUID) -> HttpResponse:
        """Co-sign."""
        self.room.cosign_note(permit=opened.permit, note=note, at=opened.at)
        return self._done(opened, note, "note co-signed")

    def keep_addendum(self, opened: Opened, note: UUID) -> HttpResponse:
        """What the page sends by itself while somebody types what they add."""
        try:
            self.room.keep_addendum(permit=opened.permit, note=note, text=opened.request.POST.get("text", ""), at=opened.at)
        except TooLong:
            return JsonResponse({"error": "too long"}, status=413)
        return kept(opened)

    def throw_away_addendum(self, opened: Opened, note: UUID) -> HttpResponse:
        """Throw away what was begun."""
        self.room.throw_away_addendum(permit=opened.permit, note=note, at=opened.at)
        return self._done(opened, note, "what you began to add is thrown away")

    def _done(self, opened: Opened, note: UUID, what: str) -> HttpResponse:
        return opened.saved(what, to=self.address(opened, note))


def _name(colleagues: list[tuple[int, str]], staff_id: int) -> str:
    """A colleague's name without what they are."""
    return dict(colleagues)[staff_id].partition(", ")[0]
