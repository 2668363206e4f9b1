"""The webhook of the provider of text messages: what people text to us."""

import hmac
import json
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose
from care.messaging import provider_token
from care.reminders.operations import receive_text
from care.reminders.operations.inbound import JOB
from care.reminders.queries import Holder, holders_of, is_received
from patients.rules import BadPhone, normalise_phone

MOST_BYTES = 16_000  # of a request: a text has at most 1,600 characters
# our own names, and those that the best known provider posts as a form
_NAMES = {"id": ("id", "MessageSid"), "from": ("from", "From"), "body": ("body", "Body")}


class BadText(ValueError):
    """The request is none that a provider sends."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the provider hands it over."""

    reference: str
    number: str
    body: str


@csrf_exempt
@require_POST
def inbound(request: HttpRequest) -> HttpResponse:
    """One text from the provider, who proves itself by its bearer token. The same number of it has one effect.

    The answer says nothing of whom it was from: a number that nobody has gets the same.
    """
    if not _is_provider(request):
        return _answer(401, "not the provider", headers={"WWW-Authenticate": "Bearer"})
    try:
        text = _text(request)
    except BadText as bad:
        return _answer(413 if str(bad) == "too large" else 400, str(bad))
    if not is_received(reference=text.reference):
        at = timezone.now()
        holders = holders_of(number=text.number)
        receive_text(
            actor=Actor.system(job=JOB),
            reference=text.reference,
            number=text.number,
            body=text.body,
            holders=holders,
            permits=_permits(holders, at=at),
            at=at,
        )
    return _answer(200, "received")


def _is_provider(request: HttpRequest) -> bool:
    """Whether the bearer token is the provider's. Where no provider is set up, nobody is one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    expected = provider_token()
    return bool(expected) and scheme.lower() == "bearer" and hmac.compare_digest(token.strip().encode(), expected.encode())


def _text(request: HttpRequest) -> Text:
    length = request.headers.get("Content-Length", "0")
    if not length.isdigit() or int(length) > MOST_BYTES:
        raise BadText("too large")
    values = _values(request)
    found = {}
    for name, spellings in _NAMES.items():
        value = next((values[spelling] for spelling in spellings if spelling in values), None)
        if not isinstance(value, str) or "\x00" in value:
            raise BadText(f"no {name}")
        found[name] = value
    if not found["id"].strip() or len(found["id"]) > 200:
        raise BadText("no id")
    try:
        number = normalise_phone(found["from"])
    except BadPhone:
        number = found["from"].strip()[:32]  # a short code or a name: known to nobody, and not lost
    if not number:
        raise BadText("no from")
    return Text(found["id"].strip(), number, found["body"])


def _values(request: HttpRequest) -> dict[str, object]:
    if request.content_type == "application/json":
        try:
            values = json.loads(request.body)
        except (ValueError, RecursionError):
            raise BadText("no JSON") from None
        if not isinstance(values, dict):
            raise BadText("no JSON")
        return values
    posted: QueryDict = request.POST
    return dict(posted.items())


def _permits(holders: list[Holder], *, at: datetime) -> dict[Holder, Permit]:
    """The records that the text may be written to: one question to the gate for each program."""
    found: dict[Holder, Permit] = {}
    for organisation_id in sorted({holder.organisation_id for holder in holders}):
        permits = gate.require_all(
            actor=Actor.system(job=JOB, organisation_id=organisation_id),
            patient_ids=[holder.patient_id for holder in holders if holder.organisation_id == organisation_id],
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.CAREMGT,
            at=at,
        )
        found |= {Holder(organisation_id, patient_id): permit for patient_id, permit in permits.items()}
    return found


def _answer(status: int, said: str, headers: dict[str, str] | None = None) -> HttpResponse:
    return JsonResponse({"detail": said}, status=status, headers={"Cache-Control": "no-store", **(headers or {})})
