"""What every endpoint stands on: who asks, for which purpose, how often, and what goes along with each answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponseBase
from django.utils import timezone
from drf_spectacular.openapi import AutoSchema
from rest_framework.exceptions import NotAuthenticated, Throttled
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from care.access import gate
from care.access.notices import notice_on
from care.access.vocabulary import Outcome
from care.accounts.queries import Partner, organisations
from care.accounts.session import request_id_of
from care.actor import Actor, Category, Permit, Purpose, Scope
from care.api.rest import problems, resources
from care.api.rest.authentication import PartnerAuthentication
from care.api.rest.parameters import BadInput, ListAsk, read_list, read_purpose
from care.api.rest.rendering import JSONRenderer, etag_of, is_known, rendered
from care.consent.queries import facts_of, recorded_condition
from care.consent.rules import ConsentFacts
from care.lib.throttle import Allowance, take

WINDOW = 60  # seconds
IN_EACH_RECORD = "in each record"


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of a partner system: who, what for, when."""

    actor: Actor
    purpose: Purpose
    at: datetime


class PartnerView(APIView):
    """An endpoint for partner systems. A subclass names the scope that its token needs and answers `get`."""

    authentication_classes = [PartnerAuthentication]
    permission_classes: ClassVar[list[Any]] = []
    renderer_classes = [JSONRenderer]
    parser_classes: ClassVar[list[Any]] = []
    schema = AutoSchema()
    http_method_names = ["get", "head"]
    scope: Scope
    allowance: Allowance | None = None

    def get_exception_handler(self) -> Callable[[Exception, dict[str, Any]], Response]:
        return problems.answer

    def check_permissions(self, request: Request) -> None:
        """Whoever is no partner system stops here, whatever session a browser may have."""
        if not isinstance(request.user, Partner):
            raise NotAuthenticated

    def check_throttles(self, request: Request) -> None:
        """So many requests a minute for each partner system."""
        partner = _partner(request)
        limit = settings.CARE_PARTNER_REQUESTS
        self.allowance = take(f"partner:{partner.partner_id}", limit=limit, window=WINDOW, at=timezone.now())
        if self.allowance.is_over:
            raise Throttled(self.allowance.resets_in)

    def finalize_response(self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        if self.allowance is not None:
            left = self.allowance
            response["RateLimit-Policy"] = f'"partner";q={left.limit};w={WINDOW}'
            response["RateLimit"] = f'"partner";r={max(0, left.remaining)};t={left.resets_in}'
        return response

    def ask(self, request: Request) -> Ask:
        """Who asks for what. What a token may never ask for is refused here, before anybody is looked up.

        Raises:
            NotAllowed: outside the token's scopes or the client's purposes; on record.
            BadParameter: the purpose is not a word of the vocabulary.
        """
        partner, at = _partner(request), timezone.now()
        actor = Actor.partner(
            partner_id=partner.partner_id,
            organisation_id=partner.organisation_id,
            scopes=frozenset(request.auth.get_scopes()),
            asks_as=partner.asks_as,
            request_id=request_id_of(request._request),
        )
        try:
            purpose = read_purpose(request.headers.get("X-Purpose-Of-Use"))
        except BadInput as error:
            raise problems.BadParameter(str(error)) from error
        if self.scope.value not in actor.scopes:
            gate.record_refusal(actor=actor, at=at, purpose=purpose, reason="SCOPE")
            raise problems.NotAllowed(f"This needs the scope {self.scope.value}.", scope=self.scope.value)
        if purpose not in partner.purposes:
            gate.record_refusal(actor=actor, at=at, purpose=purpose, reason="PURPOSE")
            raise problems.NotAllowed(f"This system may not ask for the purpose {purpose.value}.")
        return Ask(actor, purpose, at)

    def list_ask(self, request: Request, ask: Ask) -> ListAsk:
        """The parameters of a list.

        Raises:
            BadParameter, BadCursor: as named.
        """
        try:
            return read_list(request.query_params.dict(), at=ask.at)
        except BadInput as error:
            raise problems.BadParameter(str(error)) from error

    def one(
        self, request: Request, *, ask: Ask, permit: Permit, given: gate.Given, uuid: UUID, data: Any, consent: ConsentFacts
    ) -> Response:
        """One record, or that it has not changed: written into the accounting before it leaves."""
        notice = notice_on(ask.at.date())
        body = rendered({"data": data, "notice": resources.notice_part(notice)})
        etag = etag_of(body)
        unchanged = is_known(etag, request.headers.get("If-None-Match", ""))
        outcome = Outcome.UNCHANGED if unchanged else Outcome.GIVEN
        gate.disclose(permits=[permit], given=replace(given, outcome=outcome), uuids={permit.patient_id: [uuid]}, at=ask.at)
        headers = {"ETag": etag, "X-Part2-Notice": notice.text, "X-Consent-Scope": resources.scope_line(consent)}
        return Response(status=304, headers=headers) if unchanged else Response(body, headers=headers)

    def account(
        self,
        ask: Ask,
        permits: Mapping[int, Permit],
        uuids: Mapping[int, Sequence[UUID]],
        given: gate.Given,
        category: Category,
    ) -> None:
        """Write what a list gives, by patient; an empty list is an event too."""
        if permits:
            gate.disclose(permits=permits.values(), given=given, uuids=uuids, at=ask.at)
            return
        gate.record_list(actor=ask.actor, patient_ids=[], category=category, purpose=ask.purpose, at=ask.at, what=given.resource)

    def many(self, request: Request, *, ask: Ask, listing: ListAsk, data: list[dict[str, Any]], last: str) -> Response:
        """A page of records, with the address of the next page and the moment from which to ask for what is new."""
        notice = notice_on(ask.at.date())
        body = {
            "data": data,
            "next": _next(request, listing, last),
            "as_of": listing.as_of,
            "notice": resources.notice_part(notice),
        }
        return Response(rendered(body), headers={"X-Part2-Notice": notice.text, "X-Consent-Scope": IN_EACH_RECORD})


def recorded_since(ask: Ask, since: datetime, path: str) -> Q:
    """Rows whose patient's consent was recorded since: new to this partner, however old the record."""
    assert ask.actor.organisation_id is not None
    return recorded_condition(recipient_id=ask.actor.organisation_id, since=since, path=path)


def _partner(request: Request) -> Partner:
    assert isinstance(request.user, Partner)
    return request.user


def _next(request: Request, listing: ListAsk, last: str) -> str | None:
    if not last:
        return None
    again = {name: value for name, value in request.query_params.dict().items() if name != "cursor"}
    return f"{request.path}?{urlencode({**again, 'cursor': listing.cursor(last)})}"


def sources(permits: Mapping[int, Permit]) -> dict[int, resources.Source]:
    """Who gives and on which consent, for each patient of some permits. Two queries."""
    consents = facts_of([permit.consent_id for permit in permits.values() if permit.consent_id is not None])
    programmes = organisations(permit.organisation_id for permit in permits.values())
    return {
        number: resources.Source(
            str(programmes[permit.organisation_id].uuid),
            programmes[permit.organisation_id].name,
            consents[permit.consent_id or 0],
        )
        for number, permit in permits.items()
    }
