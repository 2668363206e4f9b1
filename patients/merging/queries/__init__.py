"""Reading what may be merged, what was merged, and where two records get in each other’s way."""

from patients.merging.queries.comparing import ClashOfTwo, Comparison, FieldOfTwo, Held, compare
from patients.merging.queries.lists import (
    MergeRow,
    PairRow,
    Touched,
    find_merge,
    get_merge,
    merges,
    merges_of,
    pairs,
    pairs_of,
    state_of_pair,
    touched_by,
)

__all__ = [
    "ClashOfTwo",
    "Comparison",
    "FieldOfTwo",
    "Held",
    "MergeRow",
    "PairRow",
    "Touched",
    "compare",
    "find_merge",
    "get_merge",
    "merges",
    "merges_of",
    "pairs",
    "pairs_of",
    "state_of_pair",
    "touched_by",
]
