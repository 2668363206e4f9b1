"""A column whose text is encrypted where it lies: the database, its dumps and its logs hold nothing that can be read."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import BaseExpression
from django.db.models.lookups import Exact, IsNull

from care.lib.secrets import decrypt, encrypt

if TYPE_CHECKING:
    AnyLookup = models.Lookup[Any]
    AnyTextField = models.TextField[Any, Any]
else:
    AnyLookup = models.Lookup
    AnyTextField = models.TextField


class EncryptedTextField(AnyTextField):
    """Text under the newest of CARE_FIELD_KEYS; read under whichever of them wrote it.

    Nothing written stays nothing, so that a constraint can ask for it; the database can compare with nothing else. A row that
    no key opens raises `care.lib.secrets.WrongKey`, it never gives what is stored.
    """

    def get_prep_value(self, value: Any) -> Any:
        """What the database gets."""
        text = super().get_prep_value(value)
        return encrypt(text, settings.CARE_FIELD_KEYS) if isinstance(text, str) and text else text

    def from_db_value(self, value: str | None, expression: BaseExpression, connection: Any) -> str | None:
        """The text again.

        Raises:
            WrongKey: none of our keys wrote it.
        """
        return decrypt(value, settings.CARE_FIELD_KEYS) if value else value

    def get_lookup(self, lookup_name: str) -> type[AnyLookup] | None:
        """Only whether there is anything: the same text is never stored alike, so that any other question has no answer.

        Raises:
            FieldError: it was asked for.
        """
        found = {"exact": _IsNothing, "isnull": IsNull}.get(lookup_name)
        if found is None:
            raise FieldError(f"{self.name} is encrypted: the database cannot look into it")
        return found

    def get_transform(self, lookup_name: str) -> None:
        """None."""
        return


class _IsNothing(Exact):
    """`column = ''`."""

    def get_prep_lookup(self) -> Any:
        if self.rhs != "":
            raise FieldError("an encrypted text is compared with nothing but ''")
        return ""
