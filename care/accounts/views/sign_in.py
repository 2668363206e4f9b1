"""Pages of allauth that print times: in the zone of whoever reads them."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils import timezone

from care.accounts.session import NoWorkPlace, zone_of

View = Callable[..., HttpResponseBase]


def in_own_zone(view: View) -> View:
    """The view, drawn with times in the reader's zone; somebody who works nowhere reads UTC."""

    @wraps(view)
    def drawn(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            zone = ZoneInfo(zone_of(request))
        except NoWorkPlace:
            return view(request, *args, **kwargs)
        with timezone.override(zone):
            response = view(request, *args, **kwargs)
            return response.render() if isinstance(response, SimpleTemplateResponse) else response

    return drawn
