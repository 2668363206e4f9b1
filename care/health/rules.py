"""When a part counts as alive. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

BEAT_EVERY = timedelta(seconds=5)
ALIVE_FOR = timedelta(seconds=15)
FORGOTTEN_AFTER = timedelta(days=1)

PARTS = ("database", "broker", "worker", "beat")  # besides web, which is the one that answers

OK = "ok"
DOWN = "down"
MISSING = "missing"  # no sign of life at all
SILENT = "silent"  # the last one is too old


@dataclass(frozen=True)
class SignOfLife:
    """When a process of a part was last heard, and which commit it runs."""

    part: str
    at: datetime
    commit: str


def state_of_part(part: str, *, signs: Iterable[SignOfLife], at: datetime) -> dict[str, object]:
    """The state of a part that writes heartbeats: its youngest sign, with its age in seconds."""
    own = [sign for sign in signs if sign.part == part]
    if not own:
        return {"state": MISSING}
    youngest = max(own, key=lambda sign: sign.at)
    age = at - youngest.at
    return {
        "state": OK if age <= ALIVE_FOR else SILENT,
        "age": round(max(age.total_seconds(), 0.0), 1),
        "commit": youngest.commit,
    }


def is_ready(parts: Mapping[str, Mapping[str, object]]) -> bool:
    """Whether every part answers."""
    return all(part["state"] == OK for part in parts.values())
