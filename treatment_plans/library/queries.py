"""Reading the library: what comes with Throughline and what a clinic added, as one list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from care.actor import Actor, Role
from patients.story.rules import LifeArea
from treatment_plans.library.catalogue import entries, templates
from treatment_plans.library.models import OwnIntervention, OwnTemplate
from treatment_plans.library.rules.entries import Entry
from treatment_plans.library.rules.templates import Template, TemplateLine
from treatment_plans.library.vocabulary import Evidence

OWN_CODE = re.compile(r"own-(\d{1,9})-v(\d{1,9})")


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One version of a clinic's own intervention, as the list of its keepers shows it."""

    number: int
    version: int
    entry: Entry
    kind: str
    written_at: datetime
    written_by: str
    retired_at: datetime | None
    retired_by: str

    @property
    def is_in_use(self) -> bool:
        """Whether it is offered."""
        return self.retired_at is None


@dataclass(frozen=True, slots=True)
class OwnTemplateRow:
    """One version of a clinic's own template, as the list of its keepers shows it."""

    number: int
    version: int
    template: Template
    written_at: datetime
    written_by: str
    retired_at: datetime | None
    retired_by: str

    @property
    def is_in_use(self) -> bool:
        """Whether it is offered."""
        return self.retired_at is None


def templates_of(organisation_id: int) -> Mapping[str, Template]:
    """The templates that an organization offers, by code: its own first, then those that come with Throughline. One query."""
    rows = OwnTemplate.objects.filter(organisation_id=organisation_id, retired_at__isnull=True).order_by("name", "pk")
    return {row.code: template_of_row(row) for row in rows} | dict(templates())


def template_list(*, actor: Actor) -> list[OwnTemplateRow]:
    """The latest version of each of the clinic's own templates, those in use first. One query."""
    _, organisation_id = actor.colleague()
    rows = _templates_told(organisation_id).order_by("number", "-version").distinct("number")
    return sorted(map(_template_row, rows), key=lambda row: (not row.is_in_use, row.template.name))


def template_versions(*, actor: Actor, number: int) -> list[OwnTemplateRow]:
    """Every version of one of the clinic's own templates, newest first; none of this number: nothing. One query."""
    _, organisation_id = actor.colleague()
    return [_template_row(row) for row in _templates_told(organisation_id).filter(number=number).order_by("-version")]


def template_of_row(row: OwnTemplate) -> Template:
    """A clinic's own template as it is used."""
    return Template(
        code=row.code,
        name=row.name,
        for_whom=row.for_whom,
        asks=tuple(line.strip() for line in row.asks.splitlines() if line.strip()),
        measure=row.measure,
        target_weeks=row.target_weeks,
        check=tuple(line.strip() for line in row.check_first.splitlines() if line.strip()),
        lines=tuple(TemplateLine(**line) for line in row.lines),
    )


def library_of(organisation_id: int) -> Mapping[str, Entry]:
    """What an organization offers, by code: its own first, then what comes with Throughline. One query."""
    rows = _of(organisation_id).filter(retired_at__isnull=True).order_by("name", "pk")
    return {row.code: entry_of_row(row) for row in rows} | dict(entries())


def find_entry(code: str, *, organisation_id: int) -> Entry | None:
    """One intervention, also a version of the organization's own that is retired: a plan may have it. One query at most."""
    found = OWN_CODE.fullmatch(code)
    if found is None:
        return entries().get(code)
    row = _of(organisation_id).filter(number=int(found[1]), version=int(found[2])).first()
    return entry_of_row(row) if row else None


def own_versions(*, actor: Actor, number: int) -> list[OwnRow]:
    """Every version of one of the clinic's own, newest first; none of this number: nothing. One query."""
    _, organisation_id = actor.colleague()
    return [_own_row(row) for row in _told(organisation_id).filter(number=number).order_by("-version")]


def own_list(*, actor: Actor) -> list[OwnRow]:
    """The latest version of each of the clinic's own, those in use first. One query."""
    _, organisation_id = actor.colleague()
    rows = _told(organisation_id).order_by("number", "-version").distinct("number")
    return sorted((_own_row(row) for row in rows), key=lambda row: (not row.is_in_use, row.entry.name))


def entry_of_row(row: OwnIntervention) -> Entry:
    """A clinic's own intervention as the library shows it; its kind is loaded with it."""
    return Entry(
        code=row.code,
        kind=row.kind.code,
        name=row.name,
        title=row.title,
        what=row.what,
        for_whom=row.for_whom,
        mind="",
        evidence=Evidence(row.evidence),
        sources=(row.source,),
        dose=row.dose,
        frequency=row.frequency,
        weeks=row.weeks,
        by=(Role(row.by),) if row.by else (),
        record=tuple(line.strip() for line in row.record.splitlines() if line.strip()),
        areas=frozenset({LifeArea(row.area)} if row.area else ()),
        no_words=(row.name,),
        beside=row.beside,
        is_own=True,
    )


def _of(organisation_id: int) -> QuerySet[OwnIntervention]:
    return OwnIntervention.objects.filter(organisation_id=organisation_id).select_related("kind")


def _told(organisation_id: int) -> QuerySet[OwnIntervention]:
    return _of(organisation_id).select_related("kind", "written_by", "retired_by")


def _own_row(row: OwnIntervention) -> OwnRow:
    return OwnRow(
        number=row.number,
        version=row.version,
        entry=entry_of_row(row),
        kind=row.kind.name,
        written_at=row.written_at,
        written_by=row.written_by.name,
        retired_at=row.retired_at,
        retired_by=row.retired_by.name if row.retired_by else "",
    )


def _templates_told(organisation_id: int) -> QuerySet[OwnTemplate]:
    return OwnTemplate.objects.filter(organisation_id=organisation_id).select_related("written_by", "retired_by")


def _template_row(row: OwnTemplate) -> OwnTemplateRow:
    return OwnTemplateRow(
        number=row.number,
        version=row.version,
        template=template_of_row(row),
        written_at=row.written_at,
        written_by=row.written_by.name,
        retired_at=row.retired_at,
        retired_by=row.retired_by.name if row.retired_by else "",
    )
