"""What the changes of this room share: the locks, always the conference before its lines, and who acts."""

from uuid import UUID

from django.db.models import F

from care.actor import Action, Actor, Category, Permit
from treatment_plans.conferences.models import Conference, Item
from treatment_plans.conferences.queries import ConferenceNotFound, conferences_here, items_of_person
from treatment_plans.conferences.vocabulary import ConferenceStatus, ConferenceStep, ItemStep
from treatment_plans.rules import NotPossible


class StaleItem(ValueError):
    """Somebody wrote down what was said meanwhile."""

    def __init__(self, revision: int, minutes: str, by: str) -> None:
        super().__init__("STALE")
        self.revision = revision
        self.minutes = minutes
        self.by = by


class NotAboutThem(ValueError):
    """A colleague who does not work here, or an attendee of another conference."""


def locked_conference(actor: Actor, conference: UUID) -> Conference:
    """One conference of the actor's clinic, locked until the transaction ends.

    Raises:
        ConferenceNotFound.
    """
    row = conferences_here(actor).select_for_update(no_key=True).filter(uuid=conference).first()
    if row is None:
        raise ConferenceNotFound
    return row


def locked_item(permit: Permit, item: UUID) -> Item:
    """One person's line, its conference locked before it.

    Raises:
        ConferenceNotFound.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    found = items_of_person(permit).filter(uuid=item)
    conference = Conference.objects.select_for_update(no_key=True).filter(items__in=found).first()
    if conference is None:
        raise ConferenceNotFound
    row = found.select_for_update(no_key=True, of=("self",)).select_related("discussed_by").order_by("pk").get()
    row.conference = conference
    return row


def check_open(conference: Conference, step: ConferenceStep | ItemStep, *allowed: ConferenceStatus) -> None:
    """Refuse what the state of the conference does not allow.

    Raises:
        NotPossible.
    """
    status = ConferenceStatus(conference.status)
    if status not in allowed:
        raise NotPossible(status, step)


def renumbered(row: Item, position: int) -> None:
    """Put a line at a place, and those from there on one further down."""
    Item.objects.filter(conference_id=row.conference_id, position__gte=position, position__lt=row.position).update(
        position=F("position") + 1
    )
    row.position = position
    row.save(update_fields=["position"])
