"""The demo's provider over HTTP, and the page of its phones. Open to anybody at this machine, in the demo only."""

import hmac
import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from care.demo.phone import queries, texting
from care.messaging import provider_token
from patients.rules import BadPhone, normalise_phone

MOST_BYTES = 16_000


@csrf_exempt
@require_POST
def messages(request: HttpRequest) -> HttpResponse:
    """Take one text: JSON with `to` and `body`, a bearer token, an Idempotency-Key. The same key gets the same answer."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    expected = provider_token()
    if not expected or scheme != "Bearer" or not hmac.compare_digest(token.encode(), expected.encode()):
        return JsonResponse({"detail": "not our customer"}, status=401)
    key = request.headers.get("Idempotency-Key", "")
    try:
        if int(request.headers.get("Content-Length", "0")) > MOST_BYTES:
            raise ValueError("too large")
        values = json.loads(request.body)
        phone, body = normalise_phone(values["to"]), str(values["body"])
    except (ValueError, KeyError, TypeError, BadPhone):
        return JsonResponse({"detail": "no text"}, status=400)
    if not key or len(key) > 200 or not body or "\x00" in body:
        return JsonResponse({"detail": "no key or no body"}, status=400)
    number = texting.take_text(key=key, phone=phone, body=body, at=timezone.now())
    return JsonResponse({"id": str(number), "status": "queued"}, status=201)


@require_safe
@never_cache
def phone(request: HttpRequest) -> HttpResponse:
    """Each phone with its texts, and a line to text back."""
    return _page(request)


@require_POST
def reply(request: HttpRequest) -> HttpResponse:
    """Text from a phone: posted to our own webhook exactly as a provider would."""
    body = request.POST.get("body", "").strip().replace("\x00", "")
    try:
        number = normalise_phone(request.POST.get("phone", ""))
    except BadPhone:
        return _page(request, wrong="A phone number, for example 401 555 0122.")
    if not body or len(body) > 1600:
        return _page(request, wrong="Write something, at most 1,600 characters.")
    webhook = request.build_absolute_uri(reverse("texts:inbound"))
    try:
        texting.reply(webhook=webhook, phone=number, body=body, at=timezone.now())
    except texting.NotTaken as refused:
        return _page(request, wrong=f"The clinic's webhook did not take it: {refused}.")
    return redirect("demo:phone")


def _page(request: HttpRequest, *, wrong: str = "") -> HttpResponse:
    context = {"phones": queries.phones(), "wrong": wrong}
    return render(request, "demo/phone.html", context, status=422 if wrong else 200)
