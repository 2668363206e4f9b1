"""A part of a page from the page's own address: what htmx asks for is what the whole page holds."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


def page_of_ours(request: HttpRequest, default: str) -> str:
    """The page of ours from which an action came (`next`), else the default. An address of anybody else's is not followed."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else default


def page_or_part(request: HttpRequest, page: str, part: str, context: Mapping[str, Any], *, says: str) -> HttpResponse:
    """The whole page, or to htmx the part of it, with what the live region says of it. `says` names nobody."""
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, page, dict(context))
    answer = render(request, part, dict(context))
    answer["HX-Trigger"] = json.dumps({"care:say": {"text": says}})
    return answer
