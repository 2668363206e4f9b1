"""What people set for themselves: how they are called, which zone they read times in, how screens look."""

from datetime import datetime

from care.accounts.models import Theme, User
from care.accounts.operations.refusals import AccountRefused
from care.actor import Actor
from care.audit import operations as audit
from care.lib.dates import is_zone


class UnknownZone(AccountRefused):
    """No time zone has this name."""

    words = "Choose one of the time zones."


def _own(actor: Actor) -> User:
    if actor.user_id is None:
        raise PermissionError("a profile belongs to a person")
    return User.objects.select_for_update(no_key=True).get(pk=actor.user_id)


def update_profile(*, actor: Actor, name: str, pronouns: str, zone: str, at: datetime) -> None:
    """Change how one is called, and in which zone one reads times (empty for that of the organisation).

    Raises:
        UnknownZone: there is no such zone.
    """
    if zone and not is_zone(zone):
        raise UnknownZone
    _change(actor, at=at, name=name.strip(), pronouns=pronouns.strip(), zone=zone)


def set_theme(*, actor: Actor, theme: Theme, at: datetime) -> None:
    """Light, dark, or as the device says."""
    _change(actor, at=at, theme=theme.value)


def _change(actor: Actor, *, at: datetime, **values: str) -> None:
    with audit.change(actor=actor, at=at, verb="profile.changed") as change:
        user = _own(actor)
        changed = [name for name, value in values.items() if getattr(user, name) != value]
        for name in changed:
            setattr(user, name, values[name])
        if changed:
            user.save(update_fields=changed)
        change.detail["fields"] = changed
