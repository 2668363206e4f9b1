"""What must be so before the first dose: for whoever of the care team writes."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from care.access import gate
from care.actor import Action, Category, Purpose, Role
from treatment_plans.regimens import operations
from treatment_plans.regimens.forms.starting import WAIVED, ConditionForm
from treatment_plans.regimens.presenters import REFUSALS, condition_lines, refusal_sentence
from treatment_plans.regimens.queries import get_order
from treatment_plans.views.opening import Opened, record_view


@record_view(action=Action.WRITE, part="pages:medication", refusals=REFUSALS, sentence=refusal_sentence)
def conditions(opened: Opened, order: UUID) -> HttpResponse:
    """What an order waits for; one of it is said to be met, or by a prescriber not to be needed."""
    row = get_order(permit=opened.permit, order=order)
    prescribes = opened.permit.actor.has_role(Role.PRESCRIBER)
    form = ConditionForm(opened.request.POST or None, conditions=row.conditions, prescribes=prescribes)
    if opened.is_post and form.is_valid():
        kind, words = form.cleaned_data["kind"], form.cleaned_data["words"]
        if form.cleaned_data.get("answer") == WAIVED:
            permit = gate.require(
                actor=opened.permit.actor,
                patient_id=opened.permit.patient_id,
                category=Category.SUD,
                action=Action.ORDER,
                purpose=Purpose.TREAT,
                at=opened.at,
            )
            operations.waive_condition(permit=permit, order=order, kind=kind, words=words, at=opened.at)
        else:
            operations.meet_condition(permit=opened.permit, order=order, kind=kind, words=words, at=opened.at)
        left = len(row.open_conditions) - 1
        told = f"{left} more to go" if left else "nothing is left open"
        to = reverse("regimens:conditions", args=[opened.person, order]) if left else ""
        asked = next(one.condition.text for one in row.conditions if one.condition.kind is kind)
        return opened.saved(f"{row.text}: “{asked}” is written down; {told}", form=form, to=to)
    lines = condition_lines(row, zone=opened.zone, today=opened.today)
    return opened.page("regimens/conditions.html", form, order=row, conditions=lines)
