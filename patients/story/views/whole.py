"""The whole story at a glance, for whoever may read the person's care."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from care.access import gate
from care.access.policy import Allow, Facts, Relation, Session, decide
from care.accounts.queries import names_of_users
from care.accounts.session import actor_of, zone_of
from care.actor import Action, Category, Permit, Purpose
from care.lib.dates import local_date
from patients.presenters import TEAM_ROWS, banner_card
from patients.queries import find_patient_id
from patients.story.presenters import Reader, part_cards
from patients.story.queries import WholeStory, whole_story
from patients.story.rules import Part
from patients.story.views.opening import HERE

# What stands in the left of two columns, above the rest on a phone.
LEFT = (Part.SUBSTANCES, Part.OVERDOSES, Part.WITHDRAWAL, Part.TREATMENTS, Part.NEEDS)


@require_safe
def story(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Every part: what is known, who wrote it, and what nobody has asked yet."""
    at, zone = timezone.now(), zone_of(request)
    permit = gate.require(
        actor=actor_of(request),
        patient_id=find_patient_id(uuid),
        category=Category.SUD,
        action=Action.READ,
        purpose=Purpose.TREAT,
        at=at,
    )
    told = whole_story(permit=permit)
    banner = banner_card(permit=permit, at=at, current=HERE)
    may_write = banner.person.is_alive and _may_write(permit)
    reader = Reader(names_of_users(_authors(told)), zone, local_date(at, zone), may_write=may_write)
    cards = part_cards(told, person=uuid, reader=reader)
    context = {
        "banner": banner,
        "columns": (
            [card for card in cards if card.part in LEFT],
            [card for card in cards if card.part not in LEFT],
        ),
        "unasked": [card for card in cards if not card.is_asked],
        "may_write": may_write,
    }
    return render(request, "story/story.html", context)


def _may_write(permit: Permit) -> bool:
    """Whether the same colleague may write in this record: for the buttons; each page asks the gate again."""
    relation = Relation.TEAM if permit.basis in TEAM_ROWS else Relation.PROGRAMME
    session = Session(permit.session.kind) if permit.session else Session.NONE
    actor = permit.actor
    facts = Facts(actor.requester, actor.roles, relation, Category.SUD, Action.WRITE, permit.purpose, session=session)
    return isinstance(decide(facts), Allow)


def _authors(told: WholeStory) -> set[int]:
    """Whoever wrote something that the page shows."""
    lines = [line for lists in told.lists.values() for line in lists.lines]
    checks = [one for one in (told.withdrawal, told.pregnancy, told.needs) if one is not None]
    return {line.last_by_id for line in lines} | {one.by_id for one in checks} | {one.by_id for one in told.answers.values()}
