"""How much of a slow sweep one run takes: a part by default, the same for the same seed; all of it with CARE_SWEEP=all.

`CARE_SEED=7` takes another part.
"""

import os
import random
from collections.abc import Iterable
from typing import TypeVar

ALL = os.environ.get("CARE_SWEEP") == "all"
SEED = os.environ.get("CARE_SEED", "1")

Thing = TypeVar("Thing")


def some(things: Iterable[Thing], number: int, *, of: str) -> list[Thing]:
    """At most so many of some things, in their order. Another part for each `of`, so that many small parts see everything."""
    every = list(things)
    if ALL or len(every) <= number:
        return every
    places = random.Random(f"{SEED} {of}").sample(range(len(every)), number)
    return [every[place] for place in sorted(places)]
