"""Putting a version before people, taking it back into writing, and signing it."""

from uuid import UUID

from django.http import HttpResponse

from care.actor import Role
from patients.queries import names_of
from treatment_plans import operations
from treatment_plans.queries import get_plan, signatures_of
from treatment_plans.rules import check_work
from treatment_plans.views.opening import Opened
from treatment_plans.views.writing import seen_of, writing
from treatment_plans.vocabulary import Party, PlanWork
from treatment_plans.voice_forms import SignForm


@writing(methods=("POST",))
def propose(opened: Opened, plan: UUID) -> HttpResponse:
    """Put a draft before the person and the team."""
    row = get_plan(permit=opened.permit, plan=plan)
    operations.propose_plan(permit=opened.permit, plan=plan, seen=seen_of(opened, row.revision), at=opened.at)
    return opened.saved(f"version {row.version} is proposed; its wording stays as it is until it is written on")


@writing(methods=("POST",))
def rewrite(opened: Opened, plan: UUID) -> HttpResponse:
    """Take a version back into writing."""
    row = get_plan(permit=opened.permit, plan=plan)
    operations.rewrite_plan(permit=opened.permit, plan=plan, seen=seen_of(opened, row.revision), at=opened.at)
    return opened.saved(f"version {row.version} is a draft again")


@writing()
def sign(opened: Opened, plan: UUID) -> HttpResponse:
    """Put a name under a version, or note that somebody chose not to sign."""
    row = get_plan(permit=opened.permit, plan=plan)
    check_work(row.status, PlanWork.SIGNING)
    parties = [party for party in Party if party is not Party.SUPERVISOR or Role.SUPERVISOR in opened.permit.actor.roles]
    form = SignForm(opened.request.POST or None, parties=parties, initial={"seen": row.revision})
    if opened.is_post and form.is_valid():
        party = Party(form.cleaned_data["party"])
        name = names_of([opened.permit.patient_id])[opened.permit.patient_id].display_name
        said = form.said(name=name if party is Party.PATIENT else "")
        operations.sign_plan(
            permit=opened.permit, plan=plan, seen=form.cleaned_data["seen"], party=party, said=said, at=opened.at
        )
        return opened.saved(f"signature under version {row.version} saved", form=form)
    signed = signatures_of(permit=opened.permit, plan=plan)
    return opened.page("treatment_plans/sign.html", form, plan=row, signatures=signed)
