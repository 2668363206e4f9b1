"""What the pages of coverage have in common: the gate, the banner, the way back, the release to a plan, the forms of steps."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
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
from care.actor import Action, Category, Permit, Purpose, Requester
from care.consent.queries import consents_of
from care.drafts.operations import discard_draft
from care.drafts.rules import Key
from care.lib.dates import date_text, local_date
from patients.coverage.operations import BadEntry, NoSuchThing, NothingMayGo
from patients.coverage.presenters import Reader
from patients.coverage.rules import NotPossible
from patients.presenters import TEAM_ROWS, BannerCard, banner_card
from patients.queries import Banner, find_patient_id
from patients.views.opening import kept

TAB = "coverage:coverage"
# Why nothing may go to a plan, and what to do then; by the reason of the gate.
WAYS_ON = {
    "SELF_PAID": "The person paid for this themselves and asked that their plan learns nothing. Only the person can end that.",
    "RESTRICTED": "The person asked to keep this from health plans and the program agreed. Talk with the person first.",
    "NO_VALID_CONSENT": "No consent of the person lets anything go to a health plan for payment. Ask for one, then send it.",
}
NO_WAY = "The rules do not open this to a health plan now. Ask the privacy officer before anything goes."


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every page of somebody's coverage stands on."""

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
        """The head of the page, and whether the reader may change something."""
        return {"banner": self.card, "person": self.person, "may_write": self.person.is_alive and self._may_write()}

    def _may_write(self) -> bool:
        """Whether the same colleague may write here: for the buttons; each page asks the gate again."""
        actor, session = self.permit.actor, self.permit.session
        relation = Relation.TEAM if self.permit.basis in TEAM_ROWS else Relation.PROGRAMME
        kind = Session(session.kind) if session else Session.NONE
        facts = Facts(actor.requester, actor.roles, relation, Category.SUD, Action.WRITE, self.permit.purpose, session=kind)
        return isinstance(decide(facts), Allow)


def open_sheet(request: HttpRequest, uuid: UUID, *, action: Action = Action.READ) -> Sheet:
    """Ask the gate for a person's coverage and read the head of the page.

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
    return Sheet(permit, banner_card(permit=permit, at=at, current=TAB), Reader(at, zone_of(request)))


def not_there() -> gate.NotFound:
    """What the person does not have is answered as what is not theirs."""
    return gate.NotFound("NOT_FOUND")


def form_page(
    request: HttpRequest, template: str, form: forms.BaseForm, sheet: Sheet, *, key: Key | None, **context: Any
) -> HttpResponse:
    """The page of a form, with what was typed before and not saved."""
    draft = kept(request, form, key, permit=sheet.permit, at=sheet.at)
    context |= sheet.context() | {"form": form, "draft_key": str(key) if key else ""}
    if draft is not None:
        context["draft_saved"] = draft.saved_text(zone=sheet.reader.zone, today=local_date(sheet.at, sheet.reader.zone))
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def done(request: HttpRequest, sheet: Sheet, what: str, *, key: Key | None = None, to: str = TAB, **where: Any) -> HttpResponse:
    """The draft is gone, the person is named, and the reader stands where it can be seen."""
    if key is not None:
        discard_draft(actor=sheet.permit.actor, key=key, at=sheet.at)
    messages.success(request, f"{sheet.person.display_name}: {what}.")
    return redirect(to, uuid=sheet.person.uuid, **where)


def refuse(form: forms.Form, refusal: BadEntry, names: Mapping[str, str] | None = None) -> None:
    """Say what cannot be, beside its field where the form has it."""
    field = (names or {}).get(refusal.field, refusal.field)
    form.add_error(field if field in form.fields else None, refusal.words)


# --- what goes to a plan -----------------------------------------------------------------------------------------------------


def consents_to_plans(sheet: Sheet) -> list[tuple[str, str]]:
    """The consents in force on which something may go to a payer, for a form. One query."""
    return [
        (str(row.uuid), f"{row.kind.label}, {row.recipient}, of {date_text(local_date(row.signed_at, sheet.reader.zone))}")
        for row in consents_of(permit=sheet.permit, at=sheet.at)
        if row.in_force and row.signed_at is not None and Purpose.HPAYMT in row.purposes
    ]


def release_to_plan(sheet: Sheet, consent: UUID | None) -> Permit:
    """The gate's permit to give substance use care to a health plan for payment.

    Raises:
        Refused: a restriction, no consent, or a consent for something else.
    """
    release = gate.Release(Requester.HEALTH_PLAN, Purpose.HPAYMT, frozenset({Category.SUD}), consent=consent)
    return gate.require_release(actor=sheet.permit.actor, patient_id=sheet.permit.patient_id, release=release, at=sheet.at)


def why_nothing_goes(refusal: gate.Refused) -> str:
    """Why, and the way on."""
    return WAYS_ON.get(refusal.reason, NO_WAY)


# --- steps -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that a page offers: its form, folded up unless it is the next one or came back with something to mend."""

    key: str
    label: str
    button: str
    form: forms.Form
    is_next: bool
    is_open: bool

    @property
    def needs_consent(self) -> bool:
        """Whether something would go to a plan, and nothing that the person signed lets it."""
        field = self.form.fields.get("consent")
        choices: Any = field.choices if isinstance(field, forms.ChoiceField) else None
        return choices is not None and len(list(choices)) < 2


Act = Callable[[forms.Form], str]


BUTTONS = {"renew": "Begin {}’s next request", "reopen": "Take {}’s appeal up again"}
RECORD = "Record it for {}"


def offers(
    steps: Iterable[str],
    labels: Mapping[str, str],
    make: Callable[[str], forms.Form],
    posted: forms.Form | None,
    chosen: str,
    *,
    name: str,
) -> list[Offer]:
    """The steps of a page with their forms; `posted` is the one that was not taken, `name` is on the buttons."""
    found = []
    for number, key in enumerate(steps):
        form = posted if posted is not None and key == chosen else make(key)
        button = BUTTONS.get(key, RECORD).format(name)
        found.append(Offer(key, labels[key], button, form, number == 0, key == chosen if chosen else number == 0))
    return found


def take_step(form: forms.Form, act: Act, names: Mapping[str, str] | None = None) -> str:
    """Do what a step's form asks for; gives the words for it, or nothing where the form now says what is to be mended."""
    if not form.is_valid():
        return ""
    with suppress(BadEntry):
        try:
            return act(form)
        except BadEntry as refusal:
            refuse(form, refusal, names)
            raise
        except gate.NotFound:
            raise
        except gate.Refused as refusal:
            form.add_error("consent" if "consent" in form.fields else None, why_nothing_goes(refusal))
        except NothingMayGo:
            form.add_error(None, NO_WAY)
        except NoSuchThing:
            raise not_there() from None
        except NotPossible as refusal:
            form.add_error(None, f"A colleague was first: it stands at “{refusal.state.label.lower()}” now. Nothing was changed.")
    return ""
