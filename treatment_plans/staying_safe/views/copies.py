"""The copy on somebody's phone: give it, show its link, take it back."""

from django.http import HttpResponse
from django.urls import reverse

from care.actor import Action
from care.links.queries import has_open_link
from care.reminders.queries import agreed_ways, points_of
from care.reminders.rules import ways
from treatment_plans.staying_safe import operations, queries
from treatment_plans.staying_safe.deliveries import link_address
from treatment_plans.staying_safe.forms import CopyForm, TakeBackForm
from treatment_plans.staying_safe.presenters import copy_card
from treatment_plans.staying_safe.views.opening import person_of, reader_of, safe_view
from treatment_plans.views.opening import Opened


@safe_view(action=Action.WRITE)
def copy(opened: Opened) -> HttpResponse:
    """What a copy is, of which plans, and what cannot be taken back."""
    kinds = queries.kinds_there(permit=opened.permit)
    given = queries.copies_given(permit=opened.permit)
    out = next((row for row in given if row.taken_back_at is None), None)
    initial = {"kinds": [kind.value for kind in (out.kinds if out else kinds)], "sends": out is None}
    form = CopyForm(opened.request.POST or None, kinds=kinds, initial=initial)
    if opened.is_post and form.is_valid():
        said = form.cleaned_data
        operations.give_copy(permit=opened.permit, kinds=said["kinds"], sends=said["sends"], at=opened.at)
        how = "the link goes out as soon as a message may" if said["sends"] else "show the link on this page"
        return opened.saved(f"copy for the phone given; {how}", to=reverse("staying_safe:copy", args=[opened.person]))
    reader, person = reader_of(opened), person_of(opened)
    is_linked = out is not None and has_open_link(permit=opened.permit, subject=out.uuid)
    return opened.page(
        "staying_safe/copy.html",
        form,
        out=copy_card(out, reader) if out else None,
        earlier=[copy_card(row, reader) for row in given if row.taken_back_at is not None],
        take_back=TakeBackForm(),
        has_way=next(ways(points_of(person.contact), agreed_ways(permit=opened.permit)), None) is not None,
        is_linked=is_linked,
        kinds=kinds,
    )


@safe_view(action=Action.WRITE, methods=("POST",))
def show_link(opened: Opened) -> HttpResponse:
    """The link itself, to be typed or photographed with the person's phone: where no message may go."""
    out = next((row for row in queries.copies_given(permit=opened.permit) if row.taken_back_at is None), None)
    if out is None:
        raise operations.NoCopy
    token = operations.issue_copy_link(permit=opened.permit, copy=out.uuid, at=opened.at)
    answer = opened.page("staying_safe/link.html", link=link_address(token))
    answer.status_code = 200
    return answer


@safe_view(action=Action.WRITE, methods=("POST",))
def take_back(opened: Opened) -> HttpResponse:
    """Take it back."""
    form = TakeBackForm(opened.request.POST)
    to = reverse("staying_safe:copy", args=[opened.person])
    if not form.is_valid():
        return opened.refused("Say why it is taken back.", link=to, link_label="Back to the copy")
    operations.take_back_copy(permit=opened.permit, why=form.cleaned_data["why"], at=opened.at)
    return opened.saved("copy taken back; the phone erases it when it is next online", to=to)
