"""Kinder words for what is being written. The text is looked through and forgotten: nothing of it, and no count, is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from care.pages.presenters.language import hints_for


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """What of a text could be said in a kinder way, as a part of the page that asked; empty where there is nothing."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    return render(request, "components/kinder.html", {"hints": hints_for(text, left=request.POST.getlist("left"))})
