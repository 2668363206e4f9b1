"""The secrets of second factors, as django-allauth keeps them: encrypted words inside a JSON column."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from care.actor import Actor
from care.audit import operations as audit
from care.lib.secrets import WrongKey, renewed


@dataclass(frozen=True, slots=True)
class RenewedSecrets:
    """Authenticators written anew, those under the newest key already, and the numbers of those that no key opens."""

    renewed: int
    already: int
    unreadable: tuple[int, ...]


def renew_second_factor_secrets(*, actor: Actor, at: datetime, batch: int) -> RenewedSecrets:
    """Encrypt the secrets of authenticator apps and recovery codes anew under the newest key, a batch to a transaction.

    What no key opens stays as it is and is named: its owner sets up a second factor again.
    """
    total, already, after = 0, 0, 0
    unreadable: list[int] = []
    secret = Authenticator.objects.filter(type__in=[Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES])
    while numbers := list(secret.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:batch]):
        with audit.change(actor=actor, at=at, verb="field_keys.rotated", detail={"column": "second factors"}) as change:
            written = 0
            for row in secret.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk"):
                try:
                    data = {name: _renewed(name, value) for name, value in row.data.items()}
                except WrongKey:
                    unreadable.append(row.pk)
                    continue
                if data == row.data:
                    already += 1
                    continue
                secret.filter(pk=row.pk).update(data=data)
                written += 1
            change.detail["rows"] = written
        total, after = total + written, numbers[-1]
    return RenewedSecrets(total, already, tuple(unreadable))


def _renewed(name: str, value: Any) -> Any:
    """A value of the column: the names under which django-allauth keeps what it encrypts."""
    if name in ("secret", "seed"):
        return renewed(value, settings.CARE_FIELD_KEYS) or value
    if name == "migrated_codes" and isinstance(value, list):
        return [renewed(code, settings.CARE_FIELD_KEYS) or code for code in value]
    return value
