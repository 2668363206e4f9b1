"""For what in the plan an order stands."""

from uuid import UUID

from django.http import HttpResponse

from care.actor import Action
from treatment_plans.queries import medication_lines
from treatment_plans.regimens import operations
from treatment_plans.regimens.forms.purposes import PurposeForm
from treatment_plans.regimens.presenters import (
    REFUSALS,
    refusal_sentence,
)
from treatment_plans.regimens.queries import get_order, purposes_of
from treatment_plans.regimens.vocabulary import OrderStatus
from treatment_plans.views.opening import Opened, record_view


@record_view(action=Action.WRITE, part="pages:medication", refusals=REFUSALS, sentence=refusal_sentence)
def purposes(opened: Opened, order: UUID) -> HttpResponse:
    """For what in the plan an order stands: for whoever of the care team writes the plan."""
    row = get_order(permit=opened.permit, order=order)
    if not row.is_current and row.status is not OrderStatus.DRAFT:
        raise operations.OrderHasEnded
    lines = medication_lines(permit=opened.permit)
    named = {one.intervention for one in purposes_of(permit=opened.permit) if one.order == order}
    chosen = [str(line.root) for line in lines if line.root in named]
    form = PurposeForm(opened.request.POST or None, lines=lines, initial={"interventions": chosen, "seen": " ".join(chosen)})
    if opened.is_post and form.is_valid():
        operations.say_purposes(
            permit=opened.permit, order=order, interventions=form.chosen(), seen=form.cleaned_data["seen"], at=opened.at
        )
        return opened.saved(f"what {row.text} is for, saved")
    return opened.page("regimens/purposes.html", form, order=row, lines=lines)
