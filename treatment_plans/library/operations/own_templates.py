"""A clinic's own plan templates: made from nothing or as a copy, changed, retired, taken up again. A change makes a version."""

from dataclasses import asdict
from datetime import datetime

from django.db.models import QuerySet

from care.accounts.rules import Work, check_work
from care.actor import Actor
from care.audit import operations as audit
from treatment_plans.library.models import OwnTemplate
from treatment_plans.library.operations.planning import NoSuchEntry
from treatment_plans.library.operations.versions import OwnChanged, in_use, last_retired, lock_all, next_number, retire
from treatment_plans.library.queries import library_of, template_of_row
from treatment_plans.library.rules.templates import TemplateSaid, said_in_template


def add_template(*, actor: Actor, said: TemplateSaid, at: datetime) -> OwnTemplate:
    """Add a template of the clinic's own.

    Raises:
        WorkRefused: the library is kept by others.
        NoSuchEntry: a line of it is nothing that the library offers here.
    """
    check_work(actor, Work.KEEP_LIBRARY)
    _, organisation_id = actor.colleague()
    _check_lines(said, organisation_id)
    with audit.change(actor=actor, at=at, verb="library.template_added") as event:
        lock_all(_of(organisation_id))
        row = _written(said, actor=actor, number=next_number(_of(organisation_id)), version=1, at=at)
        event.detail["template"] = row.pk
    return row


def change_template(*, actor: Actor, number: int, seen: int, said: TemplateSaid, at: datetime) -> OwnTemplate:
    """Write the next version; `seen` is the version that was read. The same again changes nothing.

    Raises:
        WorkRefused, NoSuchEntry, OwnNotFound (none of this number in use), OwnChanged.
    """
    check_work(actor, Work.KEEP_LIBRARY)
    user_id, organisation_id = actor.colleague()
    _check_lines(said, organisation_id)
    with audit.change(actor=actor, at=at, verb="library.template_changed") as event:
        row = in_use(_of(organisation_id), number)
        if row.version != seen:
            raise OwnChanged(row.version)
        if said_in_template(template_of_row(row)) != said:
            retire(row, user_id=user_id, at=at)
            row = _written(said, actor=actor, number=number, version=row.version + 1, at=at)
        event.detail["template"] = row.pk
    return row


def retire_template(*, actor: Actor, number: int, at: datetime) -> OwnTemplate:
    """Offer it no longer. Plans that were begun with it stay as they are.

    Raises:
        WorkRefused, OwnNotFound (none of this number in use).
    """
    check_work(actor, Work.KEEP_LIBRARY)
    user_id, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="library.template_retired") as event:
        row = in_use(_of(organisation_id), number)
        retire(row, user_id=user_id, at=at)
        event.detail["template"] = row.pk
    return row


def take_up_template(*, actor: Actor, number: int, at: datetime) -> OwnTemplate:
    """Offer it again, as its next version.

    Raises:
        WorkRefused, OwnNotFound (none of this number), NothingToTakeUp (in use).
    """
    check_work(actor, Work.KEEP_LIBRARY)
    _, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="library.template_taken_up") as event:
        lock_all(_of(organisation_id))
        last = last_retired(_of(organisation_id), number)
        said = said_in_template(template_of_row(last))
        row = _written(said, actor=actor, number=number, version=last.version + 1, at=at)
        event.detail["template"] = row.pk
    return row


def _of(organisation_id: int) -> QuerySet[OwnTemplate]:
    return OwnTemplate.objects.filter(organisation_id=organisation_id)


def _check_lines(said: TemplateSaid, organisation_id: int) -> None:
    library = library_of(organisation_id)
    if any(line.code not in library for line in said.lines):
        raise NoSuchEntry


def _written(said: TemplateSaid, *, actor: Actor, number: int, version: int, at: datetime) -> OwnTemplate:
    user_id, organisation_id = actor.colleague()
    return OwnTemplate.objects.create(
        organisation_id=organisation_id,
        number=number,
        version=version,
        name=said.name,
        for_whom=said.for_whom,
        asks=said.asks,
        measure=said.measure,
        target_weeks=said.target_weeks,
        check_first=said.check,
        lines=[asdict(line) for line in said.lines],
        written_at=at,
        written_by_id=user_id,
    )
