"""How a page of a person's medication is opened: by a prescriber of the care team."""

from collections.abc import Callable

from care.actor import Action
from treatment_plans.regimens.presenters import (
    REFUSALS,
    refusal_sentence,
)
from treatment_plans.views.opening import View, record_view


def ordering(*, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    return record_view(
        action=Action.ORDER, part="pages:medication", refusals=REFUSALS, sentence=refusal_sentence, methods=methods
    )
