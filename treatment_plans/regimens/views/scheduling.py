"""The form of an order together with the rows of its schedule."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django import forms
from django.http import HttpResponse

from care.drafts.queries import get_draft
from care.drafts.rules import Key
from treatment_plans.regimens import rules
from treatment_plans.regimens.forms.schedules import PREFIX, Rows, StepFormSet, day_of, in_rows, typed
from treatment_plans.regimens.schedules import templates
from treatment_plans.views.opening import Opened

F = TypeVar("F", bound=forms.Form)
FILL = "fill"  # the button that fills the steps from what is chosen, and saves nothing


def both_forms(
    opened: Opened,
    key: Key,
    make: Callable[..., F],
    *,
    steps: Sequence[rules.Step] = (),
    fill: Callable[[F], Sequence[rules.Step]] | None = None,
) -> tuple[F, Rows]:
    """The form and its rows: as posted, as filled from what was chosen, or as they were kept while somebody typed.

    `steps` are those with which the rows begin, `fill` what is put into them instead of the chosen template's.
    """
    posted = opened.request.POST
    if opened.is_post and FILL in posted:
        asked = make(posted)
        filled = fill(asked) if fill is not None else _chosen(opened)
        return make(None, initial=typed(asked, posted)), StepFormSet(initial=in_rows(filled), prefix=PREFIX)
    if opened.is_post:
        rows = StepFormSet(posted, prefix=PREFIX)
        return make(posted, rows=rows), rows
    kept = get_draft(actor=opened.permit.actor, key=key)
    begun = kept.restore_rows(StepFormSet().empty_form.fields, prefix=PREFIX) if kept else in_rows(steps)
    return make(None), StepFormSet(initial=begun, prefix=PREFIX)


def is_kept(opened: Opened, form: forms.Form) -> bool:
    """Whether the form came back to be kept, and can be."""
    return opened.is_post and FILL not in opened.request.POST and form.is_valid()


def sheet(opened: Opened, template: str, form: forms.Form, rows: Rows, key: Key, **context: object) -> HttpResponse:
    """The page of the form; what was only filled is no mistake."""
    answer = opened.page(template, form, key=key, rows=rows, **context)
    if opened.is_post and FILL in opened.request.POST:
        answer.status_code = 200
    return answer


def _chosen(opened: Opened) -> list[rules.Step]:
    posted = opened.request.POST
    template = templates().get(posted.get("template", ""))
    if template is None:
        return []
    return rules.from_template(template, starts_on=day_of(posted, "starts_on", opened.today))
