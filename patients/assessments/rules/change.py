"""What a measure's course says: response, remission, a target not reached, worse. Pure.

A rule is a row with its source. Where no source sets a figure, the row says "own", and a measure without a row is judged by
its bands: moving into a worse one, or by a fifth of its range. Every comparison is within one score of one instrument; what
another instrument measures in another way (BAM and BAM-R) is never compared, because it is another instrument here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from care.actor.vocabulary import Described
from patients.assessments.rules.definitions import ScoreDefinition

PART_OF_RANGE = Decimal("0.2")  # own: what counts as worse where no source says
TARGET_AFTER = timedelta(weeks=12)  # the end of the 10 to 12 weeks of collaborative care; clinical reference 4.2


class Course(Described):
    """What the last of some scores says beside the ones before."""

    REMISSION = "remission", "Remission", "The last score is in the range of remission, and the first was not."
    RESPONSE = "response", "Response", "The last score is at most half of the first."
    NOT_YET = "not_yet", "Target not reached", "Twelve weeks have gone and the target is not reached: think of a change."
    WORSE = "worse", "Worse than last time", "The last score is worse than the one before by more than chance."


@dataclass(frozen=True, slots=True)
class Reading:
    """One score on one day."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """What one score's change means. `worse_by` is in points, in the direction that is worse for this score.

    Response and remission are claimed only of somebody whose first score was at least `from_value`. `target_below` is what
    collaborative care aims at beside a fall by half.
    """

    instrument: str
    score: str
    worse_by: Decimal
    worse_source: str
    from_value: Decimal | None = None
    response_part: Decimal | None = None
    remission_below: Decimal | None = None
    target_below: Decimal | None = None
    target_from: Decimal | None = None
    source: str = ""
    confidence: str = ""


_HALF = Decimal("0.5")
_REFERENCE = "Clinical reference 4.2"
RULES = (
    ChangeRule(
        "phq9",
        "total",
        worse_by=Decimal(5),
        worse_source="Five points: Löwe and others 2004 [known]",
        from_value=Decimal(10),
        response_part=_HALF,
        remission_below=Decimal(5),
        target_below=Decimal(10),
        source=f"{_REFERENCE}: a fall by half, remission under 5, collaborative care aims at half or under 10 by week 12",
        confidence="known",
    ),
    ChangeRule(
        "gad7",
        "total",
        worse_by=Decimal(4),
        worse_source="Four points: Toussaint and others 2020 [known]",
        from_value=Decimal(10),
        response_part=_HALF,
        remission_below=Decimal(5),
        source="A fall by half and under 5, as of the PHQ-9 (own)",
        confidence="own",
    ),
    ChangeRule("phq2", "total", worse_by=Decimal(2), worse_source="own"),
    ChangeRule("gad2", "total", worse_by=Decimal(2), worse_source="own"),
    ChangeRule("auditc", "total", worse_by=Decimal(2), worse_source="own"),
    ChangeRule("craving", "total", worse_by=Decimal(2), worse_source="own"),
    ChangeRule("cows", "total", worse_by=Decimal(6), worse_source="Clinical reference 4.4: a rise by 6 (own)"),
    ChangeRule("bam", "use", worse_by=Decimal(2), worse_source="own"),
    ChangeRule("bam", "risk", worse_by=Decimal(4), worse_source="own"),
    ChangeRule("bam", "protective", worse_by=Decimal(4), worse_source="own"),
    ChangeRule(
        "barc10",
        "total",
        worse_by=Decimal(5),
        worse_source="own",
        target_from=Decimal(47),
        source="47 and more goes with sustained remission: Vilsaint and others 2017; clinical reference 4.1",
        confidence="known",
    ),
)
_BY_SCORE = {(rule.instrument, rule.score): rule for rule in RULES}

# What is followed over time, and by which of its scores, so that the last one stands on the caseload: not what is asked once, or
# several times within one visit.
FOLLOWED = {
    "phq9": "total",
    "phq2": "total",
    "gad7": "total",
    "gad2": "total",
    "audit": "total",
    "auditc": "total",
    "dast10": "total",
    "craving": "total",
    "pcptsd5": "total",
    "barc10": "total",
    "bam": "use",
    "bamr": "use",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the course says, and on which rule it stands."""

    course: Course
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Change:
    """A course from its first score to its last. `is_better` is against the first score, None where the two are the same."""

    first: Reading
    before: Reading | None
    last: Reading
    is_better: bool | None
    findings: tuple[Finding, ...] = ()

    @property
    def is_worse(self) -> bool:
        """Whether the last score is worse than the one before by more than chance."""
        return any(finding.course is Course.WORSE for finding in self.findings)


def rule_of(instrument: str, score: str) -> ChangeRule | None:
    """The row of a score, where there is one."""
    return _BY_SCORE.get((instrument, score))


def change_of(
    readings: Sequence[Reading], *, instrument: str, score: ScoreDefinition, since: date | None = None
) -> Change | None:
    """What some scores, oldest first, say by the last of them. None where there are none.

    The first score is the first since the person's care here began (`since`); where none is, the first of all.
    """
    if not readings:
        return None
    first = next((one for one in readings if since is not None and one.on >= since), readings[0])
    last = readings[-1]
    before = readings[-2] if len(readings) > 1 else None
    better = None if last.value == first.value else (last.value > first.value) is score.higher_is_better
    change = Change(first, before, last, better)
    return Change(first, before, last, better, tuple(_findings(change, instrument, score)))


def is_worse(before: Decimal, now: Decimal, *, instrument: str, score: ScoreDefinition) -> bool:
    """Whether a score is worse than the one before by more than chance: by its row, else by its bands (own)."""
    step = before - now if score.higher_is_better else now - before
    rule = rule_of(instrument, score.name)
    if rule is not None:
        return step >= rule.worse_by
    return step > 0 and (step >= (score.high - score.low) * PART_OF_RANGE or _rank(now, score) > _rank(before, score))


def _rank(value: Decimal, score: ScoreDefinition) -> int:
    """How bad the band of a value is: bands are counted from the good end."""
    ordered = sorted(score.bands, key=lambda band: band.low, reverse=score.higher_is_better)
    return next((number for number, band in enumerate(ordered) if band.low <= value <= band.high), -1)


def _findings(change: Change, instrument: str, score: ScoreDefinition) -> list[Finding]:
    rule = rule_of(instrument, score.name)
    found = []
    if rule is not None and rule.source:
        found += [Finding(course, rule.source, rule.confidence) for course in _reached(change, rule)]
    if change.before is not None and is_worse(change.before.value, change.last.value, instrument=instrument, score=score):
        source = rule.worse_source if rule else "A worse band, or a fifth of the range (own)"
        found.append(Finding(Course.WORSE, source, "known" if "[known]" in source else "own"))
    return found


def _reached(change: Change, rule: ChangeRule) -> list[Course]:
    first, last = change.first, change.last
    if rule.from_value is None or rule.response_part is None or first.value < rule.from_value or first is last:
        return []
    if rule.remission_below is not None and last.value < rule.remission_below:
        return [Course.REMISSION]
    if first.value - last.value >= first.value * rule.response_part:
        return [Course.RESPONSE]
    if rule.target_below is not None and last.value >= rule.target_below and last.on - first.on >= TARGET_AFTER:
        return [Course.NOT_YET]
    return []
