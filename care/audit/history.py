"""Field history by database triggers: who changed what from what to what, bulk updates and raw SQL included.

`@tracked()` on a model makes an event table beside it (django-pghistory). Each row of it carries the number of the audit
event of its transaction, which `care.audit.operations.change` tells the database by `set_config`; pghistory's own context
tracker, a thread-local, is not used. A change without an audit event leaves that number empty, and `verify_audit` says so.
"""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models
from pghistory.models import Event as PghistoryEvent

ModelType = TypeVar("ModelType", bound=type[models.Model])


class Event(PghistoryEvent):
    """What every history table has; its number is wide enough for years of changes."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


def tracked(*, exclude: list[str] | None = None) -> Callable[[ModelType], ModelType]:
    """Record each insert, update and delete of the model's rows with all its fields (save those excluded)."""
    track: Callable[[ModelType], ModelType] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=exclude,
        obj_field=pghistory.ObjForeignKey(db_constraint=False),
        context_field=pghistory.ContextJSONField(),
        context_id_field=pghistory.ContextUUIDField(),
        append_only=False,
        base_model=Event,
    )
    return track
