"""Two medicines together: I-01, I-03 to I-05, I-08 to I-19 of clinical reference 1.10, as rows of data/interactions.csv.

A row speaks from both sides. `ours` is the medicine of the treatment: when it is drafted beside `theirs` the row's severity is
`ours_new` or `ours_goes_on`; when `theirs` is drafted beside it, `theirs_new` or `theirs_goes_on`. What ended a short time ago
still speaks where the row has days for it. I-06 and I-07 are in `blockers`, the drinking of I-02 and I-18 in `starts`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import Case, Finding, Other
from treatment_plans.regimens.safety.facts import Drug
from treatment_plans.regimens.safety.settings import read_rows


@dataclass(frozen=True, slots=True)
class Interaction:
    """One row: what with what, how strongly it speaks, why, and what may be done."""

    rule: str
    ours: frozenset[str]
    their_drugs: frozenset[str]
    their_classes: frozenset[str]
    ours_new: Severity
    ours_goes_on: Severity
    theirs_new: Severity
    theirs_goes_on: Severity
    known_before: Severity | None
    ended: Severity | None
    ended_days: int
    ours_ended_days: int
    unless_transition: bool
    why: str
    actions: tuple[str, ...]

    def is_ours(self, drug: Drug) -> bool:
        return not self.ours.isdisjoint(drug.ingredients)

    def is_theirs(self, drug: Drug) -> bool:
        return not self.their_drugs.isdisjoint(drug.ingredients) or not self.their_classes.isdisjoint(drug.classes)


@lru_cache(maxsize=1)
def rows() -> tuple[Interaction, ...]:
    """Every pair, read once."""
    return tuple(_row(row) for row in read_rows("interactions.csv"))


def _row(row: dict[str, str]) -> Interaction:
    theirs = [part.split(":", 1) for part in row["theirs"].split()]
    return Interaction(
        rule=row["rule"],
        ours=frozenset(row["ours"].split()),
        their_drugs=frozenset(name for kind, name in theirs if kind == "drug"),
        their_classes=frozenset(name for kind, name in theirs if kind == "class"),
        ours_new=Severity(row["ours_new"]),
        ours_goes_on=Severity(row["ours_goes_on"]),
        theirs_new=Severity(row["theirs_new"]),
        theirs_goes_on=Severity(row["theirs_goes_on"]),
        known_before=Severity(row["known_before"]) if row["known_before"] else None,
        ended=Severity(row["ended"]) if row["ended"] else None,
        ended_days=int(row["ended_days"]),
        ours_ended_days=int(row["ours_ended_days"]),
        unless_transition=row["unless"] == "transition",
        why=row["why"],
        actions=tuple(row["actions"].split("|")),
    )


def judge(case: Case) -> Iterator[Finding]:
    """Each pair from the side on which the draft stands."""
    for row in rows():
        if row.is_ours(case.drug):
            severity = row.ours_goes_on if case.goes_on else row.ours_new
            yield from _beside(case, row, row.is_theirs, severity, row.ended_days)
        if row.is_theirs(case.drug):
            severity = row.theirs_goes_on if case.goes_on else row.theirs_new
            yield from _beside(case, row, row.is_ours, severity, row.ours_ended_days)


def _beside(case: Case, row: Interaction, matches: Callable[[Drug], bool], severity: Severity, days: int) -> Iterator[Finding]:
    for other in case.with_drug(matches):
        if not (row.unless_transition and _is_transition(case, other)):
            yield _finding(case, row, other, row.known_before if row.known_before and _stood_before(case, other) else severity)
    if row.ended and days:
        for other in case.ended_within(matches, days):
            if not (row.unless_transition and _is_transition(case, other)):
                yield _finding(case, row, other, row.ended)


def _finding(case: Case, row: Interaction, other: Other, severity: Severity) -> Finding:
    ended = f" {other.drug.name} ended: {words.day_words(other.ended)}." if case.is_over(other) else ""
    return Finding(
        rule=row.rule,
        severity=severity,
        detail=f"{case.drug.name} with {other.drug.name}.{ended} {row.why}",
        evidence=(other.evidence,),
        actions=row.actions,
    )


def _is_transition(case: Case, other: Other) -> bool:
    """One of the two orders says so, or the draft takes the other's place."""
    if other.order and case.draft.prior and other.order.id == case.draft.prior:
        return True
    orders = [case.draft] + ([other.order] if other.order else [])
    return any(order.is_transition or order.low_dose_initiation for order in orders)


def _stood_before(case: Case, other: Other) -> bool:
    """Both stood together already when the order that goes on was written: it was judged then."""
    before = case.began(case.prior) if case.prior else None
    return bool(case.goes_on and before and other.began and other.began < before)
