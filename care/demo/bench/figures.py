"""Times, their middle and their ends, and how a page stands to its floor. Pure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

WORKLIST = 1.25  # DESIGN, section 8: at most so many times R + D + A
READING = 1.5
LARGER = 1.5  # the same page with more people


def percentile(times: Sequence[float], part: float) -> float:
    """The time below which this part of the times lies; nearest rank."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, max(0, round(part * (len(ordered) - 1))))]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds."""

    p50: float
    p95: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Times":
        return cls(round(percentile(seconds, 0.5) * 1e3, 3), round(percentile(seconds, 0.95) * 1e3, 3))


@dataclass(frozen=True, slots=True)
class PageFigures:
    """One page: its own times, its floors, how many queries it makes, and the bound that it has to keep."""

    name: str
    page: Times
    sql: Times | None
    audit: Times
    queries: int
    bytes: int
    bound: float | None

    def floor(self, empty: Times) -> float | None:
        return empty.p50 + self.sql.p50 + self.audit.p50 if self.sql else None

    def ratio(self, empty: Times) -> float | None:
        floor = self.floor(empty)
        return self.page.p50 / floor if floor else None


@dataclass(frozen=True, slots=True)
class Figures:
    """One run."""

    people: int
    rows: int
    rounds: int
    empty: Times
    pages: list[PageFigures] = field(default_factory=list)

    def broken(self) -> list[str]:
        """The bounds that are not kept."""
        return [
            f"{page.name}: {ratio:.2f} times its floor, at most {page.bound}"
            for page in self.pages
            if page.bound and (ratio := page.ratio(self.empty)) and ratio > page.bound
        ]

    def as_dict(self) -> dict[str, Any]:
        told = asdict(self)
        for page, row in zip(self.pages, told["pages"], strict=True):
            row["floor"], row["ratio"] = page.floor(self.empty), page.ratio(self.empty)
        return told

    def table(self) -> list[str]:
        """Lines for people."""
        lines = [
            f"{self.people} people, {self.rows} rows; {self.rounds} rounds; milliseconds",
            f"R, an empty signed-in response: p50 {self.empty.p50:.2f}, p95 {self.empty.p95:.2f}",
            f"{'page':30}"
            + "".join(f" {word:>8}" for word in ("p50", "p95", "D", "A", "R+D+A", "ratio", "bound", "queries", "kB")),
        ]
        for page in self.pages:
            numbers = [
                *(page.page.p50, page.page.p95, page.sql.p50 if page.sql else None, page.audit.p50),
                *(page.floor(self.empty), page.ratio(self.empty), page.bound),
            ]
            told = [f"{number:8.2f}" if number is not None else " " * 8 for number in numbers]
            lines.append(f"{page.name:30} {' '.join(told)} {page.queries:8d} {page.bytes / 1e3:8.1f}")
        return lines


def growth(now: dict[str, Any], before: dict[str, Any]) -> list[tuple[str, float]]:
    """How the pages of one run stand to those of another with fewer people."""
    earlier = {page["name"]: page["page"]["p50"] for page in before["pages"]}
    return [(page["name"], page["page"]["p50"] / earlier[page["name"]]) for page in now["pages"] if page["name"] in earlier]
