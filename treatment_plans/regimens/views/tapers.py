"""A taper: lower doses, step by step, led by the person or for a clinical reason."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from care.drafts.rules import Key
from treatment_plans.regimens import operations
from treatment_plans.regimens.forms.tapers import TaperForm
from treatment_plans.regimens.presenters import facts
from treatment_plans.regimens.queries import get_order
from treatment_plans.regimens.rules import CURRENT
from treatment_plans.regimens.views.opening import ordering
from treatment_plans.regimens.views.scheduling import both_forms, is_kept, sheet
from treatment_plans.regimens.vocabulary import Frequency, Phase
from treatment_plans.views.opening import Opened


@ordering()
def taper(opened: Opened, order: UUID) -> HttpResponse:
    """Write the draft of a taper: its steps are worked out, and can be changed before it is kept and read before it is signed."""
    row = get_order(permit=opened.permit, order=order)
    if row.status not in CURRENT:
        raise operations.NotReplaceable
    key = Key("taper", opened.person, order)
    make = partial(TaperForm, order=row)
    begun = {"starts_on": opened.today, "every_days": 14, "instructions": row.instructions}
    form, rows = both_forms(opened, key, partial(make, initial=begun), fill=TaperForm.worked_out)
    if is_kept(opened, form):
        data = form.cleaned_data
        draft = operations.write_order(
            permit=opened.permit,
            medication=row.medication_code,
            preparation=row.preparation_code,
            dose_amount=data["dose_amount"],
            route=row.route,
            frequency=Frequency.DAILY,
            phase=Phase.TAPER,
            pathway=row.pathway,
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            instructions=data["instructions"],
            replaces=order,
            change_reason=form.reason(),
            steps=data["steps"],
            at=opened.at,
        )
        to = reverse("regimens:order", args=[opened.person, draft.uuid])
        return opened.saved("taper written, not signed", form=form, key=key, to=to)
    return sheet(opened, "regimens/taper.html", form, rows, key, order=row, facts=facts(row, today=opened.today))
