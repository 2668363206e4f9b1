"""Two colleagues at one form: nothing is overwritten unseen. Each row that a form was made from counts its changes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps

from care.accounts.queries import names_of_users
from care.actor import Permit
from care.audit.queries import users_of_events
from patients.models import CarePreference, Demographics, Patient, SupportPerson
from patients.queries import Version, versions_of

Counted = Patient | Demographics | SupportPerson | CarePreference


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that somebody else changed meanwhile: what the form was made from, and what is saved now."""

    name: str
    before: Any
    now: Any


class StaleRecord(Exception):
    """Somebody else changed the same part of the record since the form was made: who, when, and what is saved now.

    `version` is what the next save must carry to say that it was decided in knowledge of this.
    """

    def __init__(self, *, version: int, changed_by: str, changed_at: datetime | None, changes: list[FieldChange]) -> None:
        super().__init__("stale")
        self.version = version
        self.changed_by = changed_by
        self.changed_at = changed_at
        self.changes = changes


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list beside the row: the name of the field, that of its history, and how it is read now."""

    name: str
    history: str
    now: Callable[[], Any]


def locked(permit: Permit) -> Patient:
    """The person's row, locked until the transaction ends; every writer begins with it."""
    return Patient.objects.select_for_update(no_key=True).get(pk=permit.patient_id, organisation_id=permit.organisation_id)


def check_version(row: Counted, *, version: int, names: Sequence[str], lists: Sequence[ListOf] = ()) -> None:
    """Refuse a save that would overwrite, unseen, what somebody else has written into the same fields since.

    A form that was made before there was a row carries version 0, and was made from empty fields.

    Raises:
        StaleRecord: with what differs now.
    """
    if row.version == version:
        return
    later = versions_of(f"{type(row).__name__}Event", row_id=row.pk, version=version)
    base = _empty(row) if version == 0 else next((state.values for state in reversed(later) if state.number == version), None)
    changes = [
        FieldChange(name, base[name] if base else None, getattr(row, name))
        for name in names
        if base is None or base[name] != getattr(row, name)
    ]
    events = [state.event for state in later if state.number > version and state.event is not None]
    changes += [FieldChange(part.name, None, part.now()) for part in lists if _was_touched(part.history, events)]
    if changes:
        raise _stale(row, later, events, changes)


def _empty(row: Counted) -> dict[str, Any]:
    return {field.attname: field.get_default() for field in row._meta.concrete_fields}


def _was_touched(history: str, events: Sequence[UUID]) -> bool:
    return bool(apps.get_model("patients", history).objects.filter(pgh_context_id__in=events).exists())


def _stale(row: Counted, later: list[Version], events: list[UUID], changes: list[FieldChange]) -> StaleRecord:
    user_id = next(iter(users_of_events(events[-1:]).values()), None)
    return StaleRecord(
        version=row.version,
        changed_by=names_of_users([user_id]).get(user_id, "") if user_id is not None else "",
        changed_at=later[-1].at if later else None,
        changes=changes,
    )
