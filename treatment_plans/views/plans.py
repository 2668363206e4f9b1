"""Versions of a plan: begin, describe, agree, complete, end."""

from uuid import UUID, uuid5

from django.http import Http404, HttpResponse
from django.urls import reverse

from care.drafts.rules import Key
from patients.queries import names_of
from treatment_plans import operations
from treatment_plans.forms import EndPlanForm, SectionForm, SeenForm, StartForm
from treatment_plans.presenters import conflict
from treatment_plans.queries import get_plan, plans_in_hand
from treatment_plans.rules import PLAN, check_work, next_status
from treatment_plans.views.opening import Opened
from treatment_plans.views.writing import with_seen, writing
from treatment_plans.vocabulary import PlanEnd, PlanStatus, PlanStep, PlanWork, SectionKind, SigningWay
from treatment_plans.voice_forms import SayForm


@writing()
def start(opened: Opened) -> HttpResponse:
    """Begin a person's plan, or the next version of it."""
    plans = plans_in_hand(permit=opened.permit)
    if plans.draft is not None:
        raise operations.DraftExists
    key = Key("plan", opened.person)
    before = {"strengths": plans.active.strengths, "preferences": plans.active.preferences} if plans.active else {}
    form = StartForm(opened.request.POST or None, initial=before)
    if opened.is_post and form.is_valid():
        plan = operations.draft_plan(
            permit=opened.permit,
            strengths=form.cleaned_data["strengths"],
            preferences=form.cleaned_data["preferences"],
            at=opened.at,
        )
        to = "" if plans.active else reverse("treatment_plans:new_goal", args=[opened.person, plan.uuid])
        return opened.saved(f"draft of version {plan.version} begun", form=form, key=key, to=to)
    return opened.page("treatment_plans/start.html", form, key=key, active=plans.active)


@writing()
def section(opened: Opened, plan: UUID, part: str) -> HttpResponse:
    """One section of a draft."""
    row = get_plan(permit=opened.permit, plan=plan)
    kind = section_kind(part)
    check_work(row.status, PlanWork.WORDING)
    key, clash = Key("plan", opened.person, uuid5(plan, kind.value)), None
    saved = {"text": row.text_of(kind)}
    form = SectionForm(opened.request.POST or None, kind=kind, initial={"seen": row.revision} | saved)
    if opened.is_post and form.is_valid():
        try:
            operations.write_section(permit=opened.permit, plan=plan, kind=kind, at=opened.at, **form.cleaned_data)
        except operations.StalePlan as stale:
            clash = conflict(stale, line=stale.changed[0].uuid, saved=saved, form=form, zone=opened.zone)
            form = with_seen(form, stale.revision)
        else:
            return opened.saved(f"{kind.label.lower()} saved", form=form, key=key)
    return opened.page("treatment_plans/section.html", form, key=key, conflict=clash, plan=row, kind=kind)


def section_kind(part: str) -> SectionKind:
    """The section that an address names.

    Raises:
        Http404: there is no such section.
    """
    try:
        return SectionKind(part)
    except ValueError:
        raise Http404 from None


@writing()
def agree(opened: Opened, plan: UUID) -> HttpResponse:
    """Read the draft together, and put it in force."""
    row = get_plan(permit=opened.permit, plan=plan)
    next_status(PLAN, row.status, PlanStep.AGREE)
    if not row.open_goals:
        raise operations.NothingToAgree
    form = SayForm(opened.request.POST or None, initial={"seen": row.revision, "way": SigningWay.SPOKEN.value})
    if opened.is_post and form.is_valid():
        name = names_of([opened.permit.patient_id])[opened.permit.patient_id].display_name
        agreed = operations.agree_plan(
            permit=opened.permit, plan=plan, seen=form.cleaned_data["seen"], said=form.said(name=name), at=opened.at
        )
        waits = "; it begins when the supervisor has signed" if agreed.status == PlanStatus.AGREED else " and in force"
        return opened.saved(f"version {agreed.version} agreed{waits}", form=form)
    return opened.page("treatment_plans/agree.html", form, plan=row)


@writing()
def complete(opened: Opened, plan: UUID) -> HttpResponse:
    """Say that the plan has come to its end."""
    row = get_plan(permit=opened.permit, plan=plan)
    next_status(PLAN, row.status, PlanStep.COMPLETE)
    if row.open_goals:
        raise operations.GoalsOpen
    form = SeenForm(opened.request.POST or None, initial={"seen": row.revision})
    if opened.is_post and form.is_valid():
        operations.complete_plan(permit=opened.permit, plan=plan, seen=form.cleaned_data["seen"], at=opened.at)
        return opened.saved(f"version {row.version} completed")
    return opened.page("treatment_plans/complete.html", form, plan=row)


@writing()
def end(opened: Opened, plan: UUID) -> HttpResponse:
    """Set a draft aside, or end the version in force early."""
    row = get_plan(permit=opened.permit, plan=plan)
    next_status(PLAN, row.status, PlanStep.REVOKE)
    form = EndPlanForm(opened.request.POST or None, status=row.status, initial={"seen": row.revision})
    if opened.is_post and form.is_valid():
        reason = PlanEnd(form.cleaned_data["reason"])
        operations.revoke_plan(permit=opened.permit, plan=plan, seen=form.cleaned_data["seen"], reason=reason, at=opened.at)
        return opened.saved(f"version {row.version} ended")
    return opened.page("treatment_plans/end.html", form, plan=row)
