"""A part of a page from the page's own address: what htmx asks for is what the whole page holds."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page_or_part(request: HttpRequest, page: str, part: str, context: Mapping[str, Any], *, says: str) -> HttpResponse:
    """The whole page, or to htmx the part of it, with what the live region says of it. `says` names nobody."""
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, page, dict(context))
    answer = render(request, part, dict(context))
    answer["HX-Trigger"] = json.dumps({"care:say": {"text": says}})
    return answer
