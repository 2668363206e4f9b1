"""Words for the library: how sure it is, how often and for how long, and refusals as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from care.lib.dates import date_text, local_date
from patients.assessments.catalogue import definitions
from treatment_plans.library.queries import OwnRow, OwnTemplateRow
from treatment_plans.library.rules.entries import Entry
from treatment_plans.library.rules.templates import Template
from treatment_plans.library.vocabulary import OWN_LIST, Evidence

TONES = {
    Evidence.STRONG: ("well", "well"),
    Evidence.MODERATE: ("info", "rise"),
    Evidence.LIMITED: ("plain", "steady"),
    Evidence.ADJUNCT: ("plain", "heart"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A word with its tone and icon."""

    text: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class EntryCard:
    """One intervention as a page shows it. `by` are the functions that usually do it, `followed` the measure that follows it."""

    entry: Entry
    kind: str
    mark: Mark
    by: str
    sources: tuple[str, ...]
    followed: str
    beside: str
    url: str


@dataclass(frozen=True, slots=True)
class OwnCard:
    """One version of a clinic's own, with who wrote and who retired it, and when."""

    card: EntryCard
    version: int
    is_in_use: bool
    line: str
    change_url: str
    retire_url: str
    take_up_url: str


def evidence_mark(evidence: Evidence) -> Mark:
    """How sure it is, in a word."""
    words = evidence.label if evidence is Evidence.ADJUNCT else f"{evidence.label} evidence"
    return Mark(words, *TONES[evidence])


def entry_card(entry: Entry, *, kinds: Mapping[str, str], names: Mapping[str, str] | None = None) -> EntryCard:
    """An intervention with its words; `names` are those of the others, by code."""
    asked = definitions().get(entry.instrument)
    return EntryCard(
        entry=entry,
        kind=kinds.get(entry.kind, ""),
        mark=evidence_mark(entry.evidence),
        by=", ".join(role.label.lower() for role in entry.by),
        sources=tuple("Our own list; no published source is named." if one == OWN_LIST else one for one in entry.sources),
        followed=asked.short if asked else "",
        beside=(names or {}).get(entry.beside, ""),
        url=reverse("library:entry", args=[entry.code]),
    )


def own_card(row: OwnRow, *, kinds: Mapping[str, str], names: Mapping[str, str], zone: str) -> OwnCard:
    """A version of a clinic's own with what a keeper can do with it."""
    return OwnCard(
        card=entry_card(row.entry, kinds=kinds, names=names),
        version=row.version,
        is_in_use=row.is_in_use,
        line=_line(row, zone),
        change_url=reverse("library:own", args=[row.number]),
        retire_url=reverse("library:retire", args=[row.number]),
        take_up_url=reverse("library:take_up", args=[row.number]),
    )


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """One version of a clinic's own template, with what a keeper can do with it."""

    template: Template
    version: int
    is_in_use: bool
    line: str
    change_url: str
    retire_url: str
    take_up_url: str


def template_card(row: OwnTemplateRow, *, zone: str) -> TemplateCard:
    """A version of a clinic's own template."""
    return TemplateCard(
        template=row.template,
        version=row.version,
        is_in_use=row.is_in_use,
        line=_line(row, zone),
        change_url=reverse("library:template", args=[row.number]),
        retire_url=reverse("library:template_retire", args=[row.number]),
        take_up_url=reverse("library:template_take_up", args=[row.number]),
    )


def _line(row: OwnRow | OwnTemplateRow, zone: str) -> str:
    def day(at: datetime) -> str:
        return date_text(local_date(at, zone))

    written = f"Version {row.version}, {row.written_by}, {day(row.written_at)}"
    return f"{written}; no longer offered since {day(row.retired_at)} ({row.retired_by})" if row.retired_at else written


def names_by_code(entries: Iterable[Entry]) -> dict[str, str]:
    """The name of each intervention."""
    return {entry.code: entry.name for entry in entries}
