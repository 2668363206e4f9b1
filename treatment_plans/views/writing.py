"""What the views of this room share beside `opening`: the permit to write, the plan tab, and the way after a conflict."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import Form
from django.http import QueryDict

from care.actor import Action
from treatment_plans.presenters import REFUSALS, refusal_sentence
from treatment_plans.views.opening import View, record_view

AnyForm = TypeVar("AnyForm", bound=Form)


def writing(*, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    """A view that writes in the plan."""
    return record_view(action=Action.WRITE, part="pages:plan", refusals=REFUSALS, sentence=refusal_sentence, methods=methods)


def with_seen(form: AnyForm, revision: int) -> AnyForm:
    """The form as it was typed, now in knowledge of what a colleague saved: saving it again keeps what was typed."""
    typed = QueryDict(mutable=True)
    typed.update(form.data)
    typed["seen"] = str(revision)
    form.data = typed
    return form
