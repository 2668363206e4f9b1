"""What an import did: counts by file and fate, reasons by number, and every refused line with its place."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from patients.histories.rules import FORMATS, PEOPLE
from patients.histories.store import Store

FILES = (PEOPLE, *(kind.value for kind in FORMATS))


class Fate(StrEnum):
    """What became of one line."""

    TAKEN = "taken"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REPEATED = "repeated"
    KEPT = "kept"
    REFUSED = "refused"


@dataclass(slots=True)
class Report:
    """Counts, and the reasons of what was refused. Refused lines themselves stand in the store, so that memory is bounded."""

    store: Store
    lines: Counter[str] = field(default_factory=Counter)
    fates: Counter[tuple[str, Fate]] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    registered: int = 0
    matched: int = 0

    def read(self, file: str) -> None:
        """One more line of a file was read."""
        self.lines[file] += 1

    def count(self, file: str, fate: Fate, number: int = 1) -> None:
        """So many lines of a file had this fate."""
        self.fates[file, fate] += number

    def refuse(self, file: str, line: int, reason: str, about: str = "") -> None:
        """One line is not taken. `about` adds to the reason what differs from line to line."""
        self.fates[file, Fate.REFUSED] += 1
        self.reasons[file, reason] += 1
        self.store.refuse(file, line, f"{reason} {about}" if about else reason)

    @property
    def refused(self) -> int:
        """How many lines were refused."""
        return sum(number for (_, fate), number in self.fates.items() if fate is Fate.REFUSED)

    @property
    def total(self) -> int:
        """How many lines were read."""
        return sum(self.lines.values())

    def unaccounted(self) -> int:
        """Lines that were read and have no fate: none, unless the import was stopped."""
        return self.total - sum(self.fates.values())

    def counts(self) -> dict[str, dict[str, int]]:
        """By file: lines, and how many of each fate; for the record of the run."""
        return {
            file: {"lines": self.lines[file]} | {fate.value: self.fates[file, fate] for fate in Fate if self.fates[file, fate]}
            for file in FILES
            if self.lines[file]
        }

    def table(self) -> Iterator[str]:
        """For people to read."""
        yield f"{'file':<14}{'lines':>10}" + "".join(f"{fate.value:>11}" for fate in Fate)
        for file in FILES:
            if self.lines[file]:
                row = "".join(f"{self.fates[file, fate] or '':>11}" for fate in Fate)
                yield f"{file + '.csv':<14}{self.lines[file]:>10}{row}"
