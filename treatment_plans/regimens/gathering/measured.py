"""What was measured, scored or found: results, drug tests, COWS and AUDIT-C."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from care.actor import Permit
from patients.assessments.catalogue import definitions
from patients.assessments.queries import series
from patients.results.queries import DrugTestRow, drug_tests_of, results_of
from patients.results.rules import AnalyteWord, Method, Outcome, ResultKind
from treatment_plans.regimens.safety.facts import Measured

SINCE = timedelta(days=400)
SCORES = {"cows": "cows", "audit_c": "auditc"}  # the key of the rules, and the instrument
# The kinds of results that the rules know: by the same word.
KINDS = frozenset(
    {
        *(ResultKind.CREATININE, ResultKind.WEIGHT, ResultKind.QTC, ResultKind.ALT, ResultKind.AST, ResultKind.PREGNANCY),
        *(ResultKind.INR, ResultKind.PLATELETS, ResultKind.BREATH_ALCOHOL, ResultKind.CHILD_PUGH, ResultKind.SEDATION),
        *(ResultKind.NALOXONE_CHALLENGE, ResultKind.METHADONE_PEAK, ResultKind.METHADONE_TROUGH),
    }
)
# An opioid screen is negative where each of these was looked for and none was found (clinical reference 1.7); one is enough to
# make it positive.
GROUPS = (
    frozenset({AnalyteWord.OPIATES, AnalyteWord.MORPHINE}),
    frozenset({AnalyteWord.FENTANYL, AnalyteWord.NORFENTANYL}),
    frozenset({AnalyteWord.METHADONE, AnalyteWord.EDDP}),
    frozenset({AnalyteWord.BUPRENORPHINE, AnalyteWord.NORBUPRENORPHINE}),
)
FENTANYL = GROUPS[1]
OPIOIDS = frozenset().union(*GROUPS) | {
    *(AnalyteWord.HEROIN, AnalyteWord.OXYCODONE, AnalyteWord.HYDROCODONE, AnalyteWord.TRAMADOL)
}


def measured_of(*, permit: Permit, at: datetime, zone: ZoneInfo) -> Mapping[str, tuple[Measured, ...]]:
    """By the keys of the rules, oldest first. Five queries."""
    found: dict[str, list[Measured]] = defaultdict(list)
    for row in results_of(permit=permit, kinds=KINDS):
        if row.words.startswith("may be"):
            continue  # it says neither yes nor no
        found[row.kind.value].append(Measured(row.value, row.unit, row.at.astimezone(zone), row.upper, row.words))
    for test in drug_tests_of(permit=permit, since=at - SINCE):
        for key, words in _screens(test):
            found[key].append(Measured(None, "", test.at.astimezone(zone), words=words))
    for key, instrument in SCORES.items():
        if permit.covers(definitions()[instrument].category):
            points = series(permit=permit, instrument=instrument, since=at - SINCE)
            found[key] += [Measured(Decimal(point.value), "", point.at.astimezone(zone)) for point in points]
    return {key: tuple(rows) for key, rows in found.items()}


def _screens(test: DrugTestRow) -> Iterator[tuple[str, str]]:
    """What a drug test says of opioids: what a confirmation says of a substance stands above its screen."""
    said: dict[AnalyteWord, Outcome] = {}
    for one in sorted(test.analytes, key=lambda analyte: analyte.method is Method.CONFIRMATION):
        if one.outcome in (Outcome.POSITIVE, Outcome.NEGATIVE):
            said[one.analyte] = one.outcome
    positive = {analyte for analyte, outcome in said.items() if outcome is Outcome.POSITIVE}
    if positive & OPIOIDS:
        yield "opioid_screen", "positive"
    elif all(group & said.keys() for group in GROUPS):
        yield "opioid_screen", "negative"
    if FENTANYL & said.keys():
        yield "fentanyl_screen", "positive" if positive & FENTANYL else "negative"
