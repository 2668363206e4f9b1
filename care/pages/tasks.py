"""Jobs that join rooms."""

from celery import shared_task
from django.utils import timezone

from care.accounts.queries import organisation_ids
from care.pages.looking import look_at_lately


@shared_task(name="care.pages.look")
def look() -> int:
    """Each day: what of yesterday may be worth a look. Safe to run twice; gives the number of new things."""
    return sum(look_at_lately(organisation_id=number, at=timezone.now()) for number in organisation_ids())
