"""QTc bands of methadone (clinical reference 0.2 and 1.4), and a long QTc with buprenorphine (1.5). Pure."""

from collections.abc import Iterator
from decimal import Decimal

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import Case, Finding
from treatment_plans.regimens.safety.facts import Measured

ACTIONS = (
    "Talk over risk and benefit with the person",
    "Check potassium and magnesium",
    "Look for other medicines that lengthen the QT interval",
    "Repeat the ECG",
)


def judge(case: Case) -> Iterator[Finding]:
    """The newest QTc on or before the draft's day; without one `gaps` speaks."""
    rows = [row for row in case.results("qtc") if row.value is not None]
    if not rows or not case.is_agonist:
        return
    newest = rows[-1]
    value = newest.value or Decimal(0)
    is_long = value >= case.settings.number("qtc.stop_ms")
    evidence = (case.say("QTc", newest),)
    if case.drafts("buprenorphine"):
        if is_long:
            yield Finding(
                "Q-03",
                Severity.INFO,
                "The label asks for care with a long QT interval.",
                evidence,
                ("Repeat the ECG", *ACTIONS[1:3]),
            )
    elif is_long:
        yield _very_long(case, evidence)
    elif not case.goes_on and (value >= _caution(case) or _rose(case, rows)):
        baseline = (case.say("First QTc", rows[0]),) if rows[0] is not newest else ()
        yield Finding(
            "Q-01",
            Severity.OVR,
            f"QTc {words.number_words(value)} ms: a start or an increase needs a reason.",
            (*evidence, *baseline),
            ACTIONS,
        )


def _very_long(case: Case, evidence: tuple[str, ...]) -> Finding:
    """Never a stop of what goes on: an abrupt end carries the risk of overdose."""
    return Finding(
        "Q-02",
        Severity.OVR if case.goes_on else Severity.HARD_UNLESS_SECOND,
        "The methadone is not stopped abruptly: lower it, take away what lengthens the QT, or plan a change to buprenorphine."
        if case.goes_on
        else "No start or increase without a second prescriber.",
        evidence,
        ("Keep the present dose" if case.prior else "Start buprenorphine instead", *ACTIONS, "Plan a change to buprenorphine"),
    )


def _caution(case: Case) -> Decimal:
    return case.settings.number("qtc.caution_women_ms" if case.facts.sex == "female" else "qtc.caution_ms")


def _rose(case: Case, rows: list[Measured]) -> bool:
    """60 ms or more above the first one on record."""
    first, last = rows[0].value, rows[-1].value
    return first is not None and last is not None and last - first >= case.settings.number("qtc.rise_ms")
