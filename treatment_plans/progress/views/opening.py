"""What the views of this room share: the gate, the tab, and how its refusals are said."""

from collections.abc import Callable

from care.accounts.session import place_of
from care.actor import Action
from care.lib.dates import local_date
from treatment_plans.progress.presenters import REFUSALS, refusal_sentence
from treatment_plans.signed.presenters import Reader
from treatment_plans.views.opening import Opened, View, record_view

TAB = "progress_notes:notes"


def notes_view(*, action: Action, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    """A view of a person's progress notes."""
    return record_view(action=action, part=TAB, refusals=REFUSALS, sentence=refusal_sentence, methods=methods)


def reader_of(opened: Opened) -> Reader:
    """Who reads, for the presenters."""
    return Reader(opened.permit.actor.staff_id, opened.zone, local_date(opened.at, opened.zone))


def program_zone(opened: Opened) -> str:
    """The zone in which sessions take place."""
    return place_of(opened.request).organisation_zone


__all__ = ["TAB", "Opened", "View", "notes_view", "program_zone", "reader_of"]
