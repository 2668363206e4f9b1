"""One's own account: how one is called, the zone, the theme, and where one works."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from care.accounts import operations
from care.accounts.addresses import is_page_request, safe_path
from care.accounts.forms import ProfileForm, ThemeForm
from care.accounts.models import Theme
from care.accounts.queries import work_places_of
from care.accounts.session import NoWorkPlace, actor_of, choose_place, person_of, place_of
from care.actor import Role


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, pronouns, zone of times, theme, and the organizations at which one works."""
    actor = actor_of(request)
    user = person_of(request)
    form = ProfileForm(request.POST or None, initial={"name": user.name, "pronouns": user.pronouns, "zone": user.zone})
    if request.method == "POST" and form.is_valid():
        operations.update_profile(actor=actor, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "Your profile is saved.")
        return redirect("accounts:profile")
    here = place_of(request)
    context = {
        "form": form,
        "themes": Theme.choices,
        "here": here,
        "places": [place for place in work_places_of(user_id=user.pk) if place.staff_id != here.staff_id],
        "roles": [role for role in Role if role in here.roles],
    }
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the device says, and back to where one was; 204 for a script."""
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    operations.set_theme(actor=actor_of(request), theme=Theme(form.cleaned_data["theme"]), at=timezone.now())
    if not is_page_request(request):
        return HttpResponse(status=204)
    return redirect(safe_path(request, request.POST.get("next") or request.headers.get("Referer")))


@require_POST
def place(request: HttpRequest) -> HttpResponse:
    """Work at another of one's organizations from now on."""
    try:
        chosen = choose_place(request, staff_uuid=UUID(request.POST.get("place", "")))
    except (NoWorkPlace, ValueError) as error:
        raise Http404 from error
    messages.success(request, f"You now work at {chosen.organisation_name}.")
    return redirect("/")
