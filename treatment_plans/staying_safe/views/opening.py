"""What the views of this room share: the permit, the tab, the refusals, the reader."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse

from care.access import gate
from care.actor import Action
from patients.queries import Person, get_patient
from treatment_plans.staying_safe.presenters import REFUSALS, Reader, refusal_sentence
from treatment_plans.staying_safe.queries import PlanNotFound
from treatment_plans.staying_safe.vocabulary import CATEGORIES, PlanKind
from treatment_plans.views.opening import Opened, View, record_view

TAB = "staying_safe:overview"


def safe_view(*, action: Action, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    """A view of this room; what is not there, or not the reader's, is not found."""

    def decorate(view: View) -> View:
        framed = record_view(action=action, part=TAB, refusals=REFUSALS, sentence=refusal_sentence, methods=methods)(view)

        def answer(request: HttpRequest, *args: object, **things: object) -> HttpResponse:
            try:
                return framed(request, *args, **things)
            except PlanNotFound:
                raise gate.NotFound("NOT_FOUND") from None

        return answer

    return decorate


def reader_of(opened: Opened) -> Reader:
    """Who reads, for the presenters."""
    return Reader(opened.at, opened.zone, opened.today)


def kinds_of(opened: Opened) -> Sequence[PlanKind]:
    """The kinds of plan whose kind of data the reader's permit covers."""
    return [kind for kind in PlanKind if opened.permit.covers(CATEGORIES[kind])]


def person_of(opened: Opened) -> Person:
    """Whose record it is."""
    return get_patient(permit=opened.permit)
