"""What a template asks of sessions: the way to emergency access from a refusal, and a clock in the reader's zone."""

from datetime import datetime

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from care.lib.dates import time_text
from patients.queries import names_of

register = template.Library()


@register.simple_tag
def emergency_way(request: HttpRequest, patient_id: int | None) -> str:
    """The address at which the record that was just refused can be opened in an emergency; it remembers the page asked for.

    Only the path is remembered: it holds no data but public numbers. A form that was posted is not sent again.
    """
    person = names_of([patient_id]).get(patient_id) if patient_id else None
    if person is None:
        return ""
    address = reverse("pages:emergency", args=[person.uuid])
    return f"{address}?{urlencode({'next': request.path})}" if request.method == "GET" else address


@register.filter
def clock(moment: datetime, zone: str) -> str:
    """'11:12 am EST'."""
    return time_text(moment, zone, with_zone=True) if zone else ""
