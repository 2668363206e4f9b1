"""Finding codes."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery

from patients.story.models import Code
from patients.story.rules import MOST_FOUND, kind_name, search_words


@dataclass(frozen=True, slots=True)
class CodeFound:
    """One code, in the words of the clinic and in those of its owner."""

    system: str
    code: str
    version: str
    display: str
    is_billable: bool
    source: str

    @property
    def name(self) -> str:
        """What a person is told: 'Opioid use disorder, moderate or severe'."""
        return kind_name(self.code, self.display)


_COLUMNS = ("system", "code", "version", "display", "is_billable", "source")


def find_codes(*, system: str, text: str, limit: int = MOST_FOUND) -> list[CodeFound]:
    """The codes of a system whose words begin with all that was typed, those for a claim first, short names first. One query."""
    typed = search_words(text)
    if not typed:
        return []
    query = SearchQuery(" & ".join(f"{word}:*" for word in typed), search_type="raw", config="simple")
    rows = Code.objects.filter(system=system, words=query).order_by("-is_billable", "code")
    found = [CodeFound(*row) for row in rows.values_list(*_COLUMNS)[: limit * 8]]
    whole = text.strip().upper()
    found.sort(key=lambda one: (one.code != whole, not one.is_billable, len(one.name), one.code))
    return found[:limit]


def get_code(*, system: str, code: str) -> CodeFound | None:
    """One code by its number; none where the table does not have it. One query."""
    row = Code.objects.filter(system=system, code=code).values_list(*_COLUMNS).first()
    return CodeFound(*row) if row else None


def code_named(*, system: str, display: str) -> CodeFound | None:
    """The code whose name this is, to the letter; none where there is no such or more than one. One query."""
    rows = list(Code.objects.filter(system=system, display__iexact=display).values_list(*_COLUMNS)[:2])
    return CodeFound(*rows[0]) if len(rows) == 1 else None
