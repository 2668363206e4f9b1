"""Every refusal as problem details (RFC 9457). A problem says nothing of any person, and the same whoever was asked for."""

import logging
from typing import Any

import orjson
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions, status
from rest_framework.response import Response

from care.access.gate import NotFound, Refused
from care.lib.paging import BadCursor

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: ("bad-request", "The request cannot be understood"),
    401: ("sign-in", "A valid token is needed"),
    403: ("not-allowed", "This token may not ask for this"),
    404: ("not-found", "There is nothing here for this token"),
    405: ("method", "This method is not taken here"),
    406: ("not-acceptable", "Only application/json is spoken here"),
    415: ("media-type", "This kind of content is not taken"),
    429: ("too-many-requests", "Too many requests; wait before the next one"),
    500: ("fault", "Something went wrong on this side; nothing was given"),
}


class BadParameter(exceptions.APIException):
    """A parameter or header that cannot be understood; the detail names it and says what is taken."""

    status_code = status.HTTP_400_BAD_REQUEST


class NotAllowed(exceptions.APIException):
    """The token's scopes, or the purposes of its client, do not reach for this, whoever is asked for."""

    status_code = status.HTTP_403_FORBIDDEN

    def __init__(self, detail: str, *, scope: str = "") -> None:
        super().__init__(detail)
        self.scope = scope


def problem(code: int, detail: str = "") -> dict[str, Any]:
    """The body of one problem."""
    kind, title = TITLES.get(code, ("problem", "The request was refused"))
    body = {"type": f"urn:throughline:problem:{kind}", "title": title, "status": code}
    return body | ({"detail": detail} if detail else {})


def plain_problem(code: int) -> HttpResponse:
    """A problem outside of any endpoint."""
    return HttpResponse(
        orjson.dumps(problem(code)), status=code, content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"}
    )


@csrf_exempt
def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """No such address under /api/: the same for everybody, signed in or not."""
    return plain_problem(404)


def answer(error: Exception, context: dict[str, Any]) -> Response:
    """Turn whatever an endpoint raised into its problem. What code must mend goes to the log, without patient data."""
    headers: dict[str, str] = {}
    detail = ""
    match error:
        case NotFound() | Http404():
            code = 404
        case Refused() | PermissionDenied():
            code = 403
        case BadCursor():
            code, detail = 400, "cursor: not one of this list"
        case BadParameter():
            code, detail = 400, str(error.detail)
        case NotAllowed():
            code, detail = 403, str(error.detail)
            if error.scope:
                headers["WWW-Authenticate"] = f'Bearer realm="Throughline", error="insufficient_scope", scope="{error.scope}"'
        case exceptions.APIException():
            code = error.status_code
            if getattr(error, "auth_header", None):
                headers["WWW-Authenticate"] = error.auth_header
            if wait := getattr(error, "wait", None):
                headers["Retry-After"] = str(int(wait))
        case _:
            code = 500
            log.error("interface: an endpoint failed", exc_info=error)
            if connection.in_atomic_block:
                connection.set_rollback(True)
    response = Response(problem(code, detail), status=code, headers=headers, content_type=CONTENT_TYPE)
    response.exception = True
    return response
