"""Where a partner system changes its client's secret for a token that lives ten minutes (OAuth 2.0 client credentials)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core.internal.httpkit import extract_basic_auth
from allauth.idp.oidc.views import TokenView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from care.accounts import operations
from care.accounts.queries import Partner, partner_of_client
from care.accounts.session import request_id_of
from care.actor import Actor
from care.lib.throttle import take

WINDOW = 60  # seconds
TOKENS_PER_ADDRESS = 60
TOKENS_PER_CLIENT = 20


class PartnerTokenView(TokenView):
    """allauth's token address for client credentials alone: throttled, on record, and closed to a disabled partner system."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        at = timezone.now()
        client_id = _client_of(request)
        partner = partner_of_client(client_id) if client_id else None
        actor = _actor(request, partner)
        if seconds := _over(request, client_id, at):
            operations.record_partner_sign_in(actor=actor, at=at, reason="THROTTLED")
            return _refused("temporarily_unavailable", 429, **{"Retry-After": str(seconds)})
        if partner is None:
            operations.record_partner_sign_in(actor=actor, at=at, reason="NO_SUCH_CLIENT")
            return _refused("invalid_client", 401, **{"WWW-Authenticate": 'Basic realm="Throughline"'})
        response: HttpResponse = super().post(request)
        operations.record_partner_sign_in(actor=actor, at=at, reason="" if response.status_code == 200 else "REFUSED")
        response["Cache-Control"] = "no-store"
        return response

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _refused("invalid_request", 405, Allow="POST")


def _client_of(request: HttpRequest) -> str:
    """The number that the client claims: by Basic authentication, else in the form."""
    try:
        claimed, _ = extract_basic_auth(request.headers)
    except ValueError:
        claimed = None
    name = str(claimed or request.POST.get("client_id", ""))[:100]
    return name if name.isprintable() else ""


def _actor(request: HttpRequest, partner: Partner | None) -> Actor:
    actor = Actor.anonymous(request_id=request_id_of(request))
    if partner is None:
        return actor
    return replace(
        Actor.partner(partner_id=partner.partner_id, organisation_id=partner.organisation_id, scopes=frozenset()),
        request_id=actor.request_id,
    )


def _over(request: HttpRequest, client_id: str, at: datetime) -> int:
    """Seconds to wait for who asks too often, by network address or by client; zero for everybody else."""
    address = get_adapter().get_client_ip(request)
    counted = [take(f"token:ip:{address}", limit=TOKENS_PER_ADDRESS, window=WINDOW, at=at)]
    if client_id:
        counted.append(take(f"token:client:{client_id}", limit=TOKENS_PER_CLIENT, window=WINDOW, at=at))
    return max((allowance.resets_in for allowance in counted if allowance.is_over), default=0)


def _refused(error: str, status: int, **headers: str) -> HttpResponse:
    return JsonResponse({"error": error}, status=status, headers={"Cache-Control": "no-store", **headers})


token = PartnerTokenView.as_view()
