"""What every page of somebody's measures does: ask the gate, show the banner, say what was done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from care.access import gate
from care.access.policy import Allow, Facts, Relation, Session, decide
from care.accounts.queries import names_of_users
from care.accounts.session import actor_of, zone_of
from care.actor import Action, Category, Permit, Purpose
from patients.assessments.presenters import Reader
from patients.presenters import TEAM_ROWS, BannerCard, banner_card
from patients.queries import find_patient_id, names_of

TAB = "assessments:measures"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's measures, opened for reading or writing."""

    request: HttpRequest
    person: UUID
    permit: Permit
    at: datetime
    zone: str

    def reader(self, user_ids: Iterable[int | None] = ()) -> Reader:
        """Who reads, with the names of whoever wrote."""
        ids = {one for one in user_ids if one is not None}
        return Reader(self.at, self.zone, names_of_users(ids) if ids else {})

    def banner(self) -> BannerCard:
        """The head of the page."""
        return banner_card(permit=self.permit, at=self.at, current=TAB)

    def may_write(self, banner: BannerCard) -> bool:
        """Whether the same colleague may write here: for the buttons; each page asks the gate again."""
        if not banner.person.is_alive:
            return False
        relation = Relation.TEAM if self.permit.basis in TEAM_ROWS else Relation.PROGRAMME
        session = Session(self.permit.session.kind) if self.permit.session else Session.NONE
        actor = self.permit.actor
        facts = Facts(actor.requester, actor.roles, relation, Category.SUD, Action.WRITE, self.permit.purpose, session=session)
        return isinstance(decide(facts), Allow)

    def done(self, what: str, *, to: str = TAB, **where: Any) -> HttpResponse:
        """The person is named, and the reader stands where it can be seen."""
        messages.success(self.request, f"{self.name}: {what}.")
        return redirect(to, uuid=self.person, **where)

    def told(self, what: str, *, to: str = TAB, **where: Any) -> HttpResponse:
        """Nothing was changed, and why."""
        messages.warning(self.request, f"{self.name}: {what}")
        return redirect(to, uuid=self.person, **where)

    @property
    def name(self) -> str:
        """What the person is called."""
        return names_of([self.permit.patient_id])[self.permit.patient_id].display_name


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
    return Sheet(request, uuid, permit, at, zone_of(request))


def not_there() -> gate.NotFound:
    """What the person does not have is answered as what is not theirs."""
    return gate.NotFound("NOT_FOUND")
