"""The address to which forms send what is being typed. `find_patient_id` comes from the URL configuration of the whole
product: this room lies below the one that knows people."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from care.access import gate
from care.accounts.session import actor_of, zone_of
from care.actor import Action, Purpose
from care.drafts.operations import discard_draft, save_draft
from care.drafts.rules import BadKey, Key, TooMuch, read_key
from care.lib.dates import time_text

FindPatient = Callable[[UUID], int | None]


@require_http_methods(["POST", "DELETE"])
def draft(request: HttpRequest, key: str, find_patient_id: FindPatient) -> HttpResponse:
    """POST keeps the fields of the form and answers when; DELETE throws the draft away."""
    at = timezone.now()
    actor = actor_of(request)
    name = _key(key)
    if request.method == "DELETE":
        discard_draft(actor=actor, key=name, at=at)
        return HttpResponse(status=204)
    permit = None
    if name.patient is not None:
        permit = gate.require(
            actor=actor,
            patient_id=find_patient_id(name.patient),
            category=name.category,
            action=Action.WRITE,
            purpose=Purpose.TREAT,
            at=at,
        )
    try:
        save_draft(actor=actor, key=name, fields=dict(request.POST.lists()), permit=permit, at=at)
    except TooMuch:
        return JsonResponse({"error": "too much"}, status=413)
    return JsonResponse({"saved": time_text(at, zone_of(request), with_zone=True)})


@require_POST
def discard(request: HttpRequest, key: str, find_patient_id: FindPatient) -> HttpResponse:
    """Throw the draft away and go back to the form, which then shows what is saved."""
    discard_draft(actor=actor_of(request), key=_key(key), at=timezone.now())
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    return HttpResponseRedirect(back)


def _key(text: str) -> Key:
    try:
        return read_key(text)
    except BadKey:
        raise Http404 from None
