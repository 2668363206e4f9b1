"""A clinic's templates: words with which a note begins."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from care.accounts.rules import Work, check_work
from care.actor import Actor
from care.audit import operations as audit
from treatment_plans.progress import rules
from treatment_plans.progress.models import NoteTemplate
from treatment_plans.progress.queries import NoteNotFound
from treatment_plans.progress.vocabulary import NoteKind, Structure
from treatment_plans.signed import operations as signed
from treatment_plans.signed.rules import lines


class NameTaken(ValueError):
    """Another template in use has this name."""


def save_template(
    *,
    actor: Actor,
    template: UUID | None,
    name: str,
    kind: NoteKind,
    structure: Structure,
    parts: Mapping[str, str],
    at: datetime,
) -> NoteTemplate:
    """Make a template, or change one; notes that began with it keep their words.

    Raises:
        WorkRefused: the actor keeps no templates.
        NoteNotFound: the clinic has none of this number in use.
        NameTaken, TooLong.
    """
    check_work(actor, Work.KEEP_NOTE_TEMPLATES)
    user_id, organisation_id = actor.colleague()
    for text in parts.values():
        signed.check_length(text=text, longest=rules.LONGEST_PART)
    verb = "note_template.changed" if template else "note_template.made"
    with audit.change(actor=actor, at=at, verb=verb) as change:
        row = _locked(organisation_id, template) if template else NoteTemplate(made_at=at, made_by_id=user_id)
        others = NoteTemplate.objects.filter(organisation_id=organisation_id, retired_at__isnull=True, name=name.strip())
        if others.exclude(pk=row.pk).exists():
            raise NameTaken
        known = rules.titles(structure)
        row.organisation_id, row.name = organisation_id, name.strip()
        row.kind, row.structure = kind.value, structure.value
        row.parts = {key: lines(text) for key, text in parts.items() if key in known}
        row.changed_at, row.changed_by_id = at, user_id
        row.save()
        change.detail["template"] = row.pk
    return row


def retire_template(*, actor: Actor, template: UUID, at: datetime) -> None:
    """Offer a template no longer; notes that began with it stay as they are.

    Raises:
        WorkRefused: the actor keeps no templates.
        NoteNotFound: the clinic has none of this number in use.
    """
    check_work(actor, Work.KEEP_NOTE_TEMPLATES)
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="note_template.retired") as change:
        row = _locked(organisation_id, template)
        row.retired_at, row.retired_by_id = at, user_id
        row.save()
        change.detail["template"] = row.pk


def _locked(organisation_id: int, template: UUID) -> NoteTemplate:
    rows = NoteTemplate.objects.select_for_update(no_key=True)
    found = rows.filter(organisation_id=organisation_id, uuid=template, retired_at__isnull=True).first()
    if found is None:
        raise NoteNotFound
    return found
