"""Under which name a program writes to people: for administrators."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from care.accounts.rules import Work, check_work
from care.accounts.session import actor_of, place_of
from care.reminders import operations
from care.reminders.forms import SenderForm
from care.reminders.presenters import sample_of
from care.reminders.queries import sender_of, sender_settings
from care.reminders.rules.wording import LANGUAGES


@require_http_methods(["GET", "HEAD", "POST"])
def sender(request: HttpRequest) -> HttpResponse:
    """The neutral name and the phone, and how a message reads with them."""
    actor = actor_of(request)
    check_work(actor, Work.MANAGE_STAFF)
    organisation_id = place_of(request).organisation_id
    form = SenderForm(
        request.POST if request.method == "POST" else None, initial=sender_settings(organisation_id=organisation_id)
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_sender(actor=actor, at=timezone.now(), **form.cleaned_data)
        except operations.NotNeutral as refused:
            form.add_error(None, f"Too telling for a phone that others may see: {', '.join(refused.words)}.")
        except operations.OddLetters as odd:
            form.add_error(None, f"Texts have no room for these letters: {' '.join(odd.letters)}. Write them plainly.")
        else:
            messages.success(request, "The name in messages is saved.")
            return redirect("texts:sender")
    context: dict[str, Any] = {
        "form": form,
        "samples": [
            sample_of(sender_of(organisation_id=organisation_id, language=language), language=language) for language in LANGUAGES
        ],
    }
    return render(request, "reminders/sender.html", context, status=422 if request.method == "POST" else 200)
