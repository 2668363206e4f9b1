"""The timeline as its page shows it: its filters and the ways on."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from care.pages.timeline import Sort


@dataclass(frozen=True, slots=True)
class Filter:
    """One chip."""

    label: str
    url: str
    current: bool


def filters(sorts: Sequence[Sort], *, current: Sort | None, person: UUID) -> list[Filter]:
    """Everything, then each sort of which the reader may see something."""
    chips = [Filter("Everything", address(person), current is None)]
    return chips + [Filter(sort.label, address(person, sort=sort), sort is current) for sort in sorts]


def address(person: UUID, *, sort: Sort | None = None, cursor: str = "") -> str:
    """The timeline from its newest entry, or from where a page ended."""
    query = ({"show": sort.value} if sort else {}) | ({"before": cursor} if cursor else {})
    path = reverse("pages:timeline", args=[person])
    return f"{path}?{urlencode(query)}" if query else path
