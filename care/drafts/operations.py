"""Keeping and discarding drafts.

A draft is not a part of the record: it is its author's own sheet of paper. The audit says when one was begun and when it was
thrown away; each pause in typing between the two passes the gate where a patient is concerned, and that is one event already.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from care.actor import Action, Actor, Permit
from care.audit import operations as audit
from care.drafts.models import Draft
from care.drafts.rules import Key, kept


def save_draft(*, actor: Actor, key: Key, fields: Mapping[str, list[str]], permit: Permit | None = None, at: datetime) -> None:
    """Keep what the actor has typed into a form. A form about a patient needs the permit to write what the form writes.

    Raises:
        PermissionError: the key names a patient and there is no permit, or nobody is signed in.
        PermitMismatch: the permit is not for this form's category.
        TooMuch: more than a draft may hold.
    """
    if actor.user_id is None or actor.organisation_id is None:
        raise PermissionError("only somebody who is signed in keeps drafts")
    if (key.patient is None) != (permit is None):
        raise PermissionError("a draft about a patient is kept with a permit, and any other without")
    if permit is not None:
        permit.check(category=key.category, action=Action.WRITE)
    values: dict[str, Any] = {"content": kept(fields), "saved_at": at, "patient_id": permit.patient_id if permit else None}
    mine: dict[str, Any] = {"user_id": actor.user_id, "organisation_id": actor.organisation_id, "key": str(key)}
    if Draft.objects.filter(**mine).update(**values):
        return
    with audit.change(actor=actor, at=at, verb="draft.begun", patient_ids=_patients(permit), detail={"form": key.form}):
        Draft.objects.update_or_create(**mine, defaults=values)


def discard_draft(*, actor: Actor, key: Key, at: datetime) -> bool:
    """Throw the actor's own draft of a form away, because it was saved or is not wanted. Gives whether there was one."""
    if actor.user_id is None or actor.organisation_id is None:
        return False
    draft = Draft.objects.filter(user_id=actor.user_id, organisation_id=actor.organisation_id, key=str(key)).first()
    if draft is None:
        return False
    patient_ids = [draft.patient_id] if draft.patient_id is not None else []
    with audit.change(actor=actor, at=at, verb="draft.discarded", patient_ids=patient_ids, detail={"form": key.form}):
        draft.delete()
    return True


def discard_drafts_of_user(*, actor: Actor, user_id: int, at: datetime) -> int:
    """Throw away everything that somebody had not saved, because their account ends. Gives the number."""
    with audit.change(actor=actor, at=at, verb="drafts.discarded", detail={"user": user_id}) as change:
        change.detail["drafts"], _ = Draft.objects.filter(user_id=user_id).delete()
    return int(change.detail["drafts"])


def _patients(permit: Permit | None) -> list[int]:
    return [permit.patient_id] if permit is not None else []
