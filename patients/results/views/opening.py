"""What the pages of results have in common: the gate, the banner, the way back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from care.access import gate
from care.access.policy import Allow, Facts, Relation, Session, decide
from care.accounts.session import actor_of, zone_of
from care.actor import Action, Category, Permit, Purpose
from care.drafts.operations import discard_draft
from care.drafts.rules import Key
from care.lib.dates import zone_label
from patients.presenters import TEAM_ROWS, BannerCard, banner_card
from patients.queries import Banner, find_patient_id
from patients.results.presenters import Reader
from patients.views.opening import kept

TAB = "results:results"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every page of somebody's results stands on."""

    permit: Permit
    card: BannerCard
    reader: Reader

    @property
    def person(self) -> Banner:
        """Who it is."""
        return self.card.person

    @property
    def at(self) -> datetime:
        """The moment of the page."""
        return self.reader.at

    def context(self) -> dict[str, Any]:
        """The head of the page, the zone of its times, and whether the reader may change something."""
        return {
            "banner": self.card,
            "person": self.person,
            "zone": zone_label(self.reader.zone, self.at),
            "may_write": self.person.is_alive and self._may_write(),
        }

    def _may_write(self) -> bool:
        """Whether the same colleague may write here: for the buttons; each page asks the gate again."""
        actor, session = self.permit.actor, self.permit.session
        relation = Relation.TEAM if self.permit.basis in TEAM_ROWS else Relation.PROGRAMME
        kind = Session(session.kind) if session else Session.NONE
        facts = Facts(actor.requester, actor.roles, relation, Category.SUD, Action.WRITE, self.permit.purpose, session=kind)
        return isinstance(decide(facts), Allow)


def open_sheet(request: HttpRequest, uuid: UUID, *, action: Action = Action.READ) -> Sheet:
    """Ask the gate for a person's substance use care, which opens what the reader's role may see beside it.

    Raises:
        NotFound, Refused: as `gate.require`.
    """
    at = timezone.now()
    permit = gate.require(
        actor=actor_of(request),
        patient_id=find_patient_id(uuid),
        category=Category.SUD,
        action=action,
        purpose=Purpose.TREAT,
        at=at,
    )
    return Sheet(permit, banner_card(permit=permit, at=at, current=TAB), Reader(uuid, at, zone_of(request)))


def not_there() -> gate.NotFound:
    """What the person does not have is answered as what is not theirs."""
    return gate.NotFound("NOT_FOUND")


def form_page(
    request: HttpRequest, template: str, form: forms.Form, sheet: Sheet, *, key: Key | None = None, **context: Any
) -> HttpResponse:
    """The page of a form, with what was typed before and not saved."""
    draft = kept(request, form, key, permit=sheet.permit, at=sheet.at)
    context |= sheet.context() | {"form": form, "draft_key": str(key) if key else ""}
    if draft is not None:
        context["draft_saved"] = draft.saved_text(zone=sheet.reader.zone, today=sheet.reader.today)
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def done(request: HttpRequest, sheet: Sheet, what: str, *, key: Key | None = None, to: str = TAB, **where: Any) -> HttpResponse:
    """The draft is gone, the person is named, and the reader stands where it can be seen."""
    if key is not None:
        discard_draft(actor=sheet.permit.actor, key=key, at=sheet.at)
    messages.success(request, f"{sheet.person.display_name}: {what}.")
    return redirect(to, uuid=sheet.person.uuid, **where)


def told(request: HttpRequest, sheet: Sheet, what: str, *, to: str = TAB, **where: Any) -> HttpResponse:
    """Nothing was changed, and why."""
    messages.warning(request, f"{sheet.person.display_name}: {what}")
    return redirect(to, uuid=sheet.person.uuid, **where)
