"""Mails that must not make a page slow or tell by its time whether an account exists; and tidying up ended sessions."""

import smtplib
from datetime import datetime

from allauth.idp.oidc.models import Token
from allauth.usersessions.models import UserSession
from celery import shared_task
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from care.accounts import mail
from care.accounts.models import User
from care.accounts.queries import work_place_of

RETRY = {"autoretry_for": (OSError, smtplib.SMTPException), "max_retries": 5, "retry_backoff": 10}


@shared_task(name="care.accounts.send_reset_link", **RETRY)
def send_reset_link(*, user_id: int | None, origin: str) -> None:
    """Send a link to choose a new password. Without a user nothing is sent: the page cannot tell the difference."""
    user = User.objects.filter(pk=user_id, is_active=True).first() if user_id is not None else None
    if user is not None:
        mail.send_reset_link(email=user.email, link=mail.reset_link(user=user, origin=origin))


@shared_task(name="care.accounts.send_notice", **RETRY)
def send_notice(*, template: str, user_id: int, at: str, ip: str, user_agent: str) -> None:
    """Tell somebody that their means of signing in were changed."""
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        return
    place = work_place_of(user_id=user_id)
    zone = user.zone or (place.organisation_zone if place else settings.TIME_ZONE)
    mail.send_notice(template=template, email=user.email, zone=zone, at=datetime.fromisoformat(at), ip=ip, user_agent=user_agent)


@shared_task(name="care.accounts.tell_old_address", **RETRY)
def tell_old_address(*, email: str) -> None:
    """Tell an address that it signs in nowhere any more."""
    mail.send_address_notice(email=email)


@shared_task(name="care.accounts.clear_sessions")
def clear_sessions() -> int:
    """Remove sessions that are over, their lines in people's lists, and ended tokens. Safe twice at once. Returns how many."""
    at = timezone.now()
    removed, _ = Session.objects.filter(expire_date__lt=at).delete()
    Token.objects.filter(expires_at__lt=at).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return removed
