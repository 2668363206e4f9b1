"""What an import did: counts by type, and each resource that was refused or kept back, by place and reason. No content."""

import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TextIO

from care.api.fhir_in.store import Place

MOST_LISTED = 200  # refusals kept for the end of a report; the file holds all


class Fate(StrEnum):
    """What became of a resource."""

    TAKEN = "taken"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    ASIDE = "set aside"
    REPEATED = "repeated"
    NO_HOME = "no home yet"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One resource to look at: where it stands, what became of it, and why."""

    place: Place
    fate: Fate
    reason: str

    def as_json(self) -> str:
        """One line of a report file. A file is named by its number: its name may be a person's."""
        values = {
            "fate": self.fate.value,
            "file": self.place.file,
            "entry": self.place.entry,
            "type": self.place.type,
            "id": self.place.id,
            "reason": self.reason,
        }
        return json.dumps({name: value for name, value in values.items() if value not in ("", 0)})


@dataclass(slots=True)
class Report:
    """Counts, in constant memory; each line goes to `out` as it comes, where there is one."""

    out: TextIO | None = None
    counts: Counter[tuple[str, Fate]] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: list[Line] = field(default_factory=list)
    unlisted: int = 0
    people: int = 0
    files: int = 0

    def count(self, kind: str, fate: Fate, number: int = 1) -> None:
        """Count resources of a type."""
        self.counts[kind, fate] += number

    def refuse(self, place: Place, reason: str) -> None:
        """A resource, or a place in a file, that was not taken."""
        self._line(Line(place, Fate.REFUSED, reason))

    def keep(self, place: Place, what: str) -> None:
        """A resource that says something else than what a colleague wrote here: theirs stays."""
        self._line(Line(place, Fate.KEPT, f"changed here by hand, and kept so: {what}"))

    def set_aside(self, place: Place, reason: str) -> None:
        """A resource that is no fact here."""
        self.count(place.type, Fate.ASIDE)
        self.reasons[place.type, reason] += 1
        if self.out:
            self.out.write(Line(place, Fate.ASIDE, reason).as_json() + "\n")

    def _line(self, line: Line) -> None:
        self.count(line.place.type, line.fate)
        if self.out:
            self.out.write(line.as_json() + "\n")
        if len(self.lines) < MOST_LISTED:
            self.lines.append(line)
        else:
            self.unlisted += 1

    def total(self, *fates: Fate) -> int:
        """How many resources met one of these fates."""
        return sum(number for (_, fate), number in self.counts.items() if fate in fates)

    @property
    def refused(self) -> int:
        """How many were refused."""
        return self.total(Fate.REFUSED)

    def table(self) -> list[str]:
        """The counts by type, as lines of a table; only columns in which something stands."""
        fates = [fate for fate in Fate if self.total(fate)]
        kinds = sorted({kind for (kind, _), number in self.counts.items() if number})
        first = max([len(kind) for kind in kinds] + [len("(no type)")])
        rows = [" ".join([" " * first, *(f"{fate.value:>12}" for fate in fates)])]
        for kind in kinds:
            numbers = (self.counts[kind, fate] for fate in fates)
            rows.append(" ".join([f"{kind or '(no type)':<{first}}", *(f"{number or '':>12}" for number in numbers)]))
        return rows if kinds else []
