"""What the views of this room share beside `opening`: the permit to write, the plan tab, and the way after a conflict."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import Form
from django.http import Http404, QueryDict

from care.actor import Action
from treatment_plans.forms import SeenForm
from treatment_plans.presenters import REFUSALS, refusal_sentence
from treatment_plans.views.opening import Opened, View, record_view
from treatment_plans.vocabulary import Described

AnyForm = TypeVar("AnyForm", bound=Form)
Word = TypeVar("Word", bound=Described)


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


def reading() -> Callable[[View], View]:
    """A view that only shows something of the plan."""
    return record_view(
        action=Action.READ, part="pages:plan", refusals=REFUSALS, sentence=refusal_sentence, methods=("GET", "HEAD")
    )


def seen_of(opened: Opened, saved: int) -> int:
    """Which revision a button was made from; a button without one was made from what is saved now."""
    form = SeenForm(opened.request.POST)
    return int(form.cleaned_data["seen"]) if form.is_valid() else saved


def word_of(words: type[Word], word: str) -> Word:
    """The word that an address names.

    Raises:
        Http404: there is no such word.
    """
    try:
        return words(word)
    except ValueError:
        raise Http404 from None
