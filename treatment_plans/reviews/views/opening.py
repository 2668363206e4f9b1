"""What the views of this room share: the permit, the tab, the refusals."""

from collections.abc import Callable

from care.actor import Action
from treatment_plans.reviews.presenters import REFUSALS, refusal_sentence
from treatment_plans.views.opening import View, record_view

TAB = "pages:plan"


def review_view(*, action: Action, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    """A view of this room, on the plan tab."""
    return record_view(action=action, part=TAB, refusals=REFUSALS, sentence=refusal_sentence, methods=methods)
