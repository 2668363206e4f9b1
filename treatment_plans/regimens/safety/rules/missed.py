"""Back after missed doses: the default table of clinical reference 1.9, which a program may change. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import Case, Finding
from treatment_plans.regimens.safety.dosing import DEPOTS, Kind, core, total_on


@dataclass(frozen=True, slots=True)
class Missed:
    """Days in a row without a dose before the draft's day. `unrecorded` of them have no entry at all."""

    count: int
    unrecorded: int
    last_taken: date | None


def missed_days(case: Case) -> Missed:
    """Days since the last dose taken, the draft's own day not counted unless its dose is recorded as not taken.

    Without any dose on record nothing is counted: there is no day to count from, unless doses not taken say so themselves.
    """
    taken = [case.day_of(given.at) for given in case.taken if core(given.drug) == core(case.drug)]
    last = taken[-1] if taken else None
    known = {case.day_of(given.at) for given in case.not_taken if core(given.drug) == core(case.drug)}
    known = {day for day in known if last is None or day > last}
    between = max((case.day - last).days - 1, 0) if last else 0
    count = max(between + (1 if case.day in known and last != case.day else 0), len(known))
    return Missed(count, count - len(known), last)


def judge(case: Case) -> Iterator[Finding]:
    """Only for an order that goes on: a start has no missed days."""
    if case.prior is None or case.drug.product in DEPOTS:
        return
    missed = missed_days(case)
    if missed.count and case.drafts("methadone"):
        yield from methadone(case, missed)
    elif case.drafts("buprenorphine") and missed.count >= case.settings.whole("buprenorphine.missed_review_days"):
        yield Finding(
            "B-10",
            Severity.INFO,
            f"{missed.count} days without a dose: ask about opioid use; withdrawal may be brought on if a full opioid was used.",
            _evidence(missed),
            ("Look at the person before the dose", "Use the start with COWS or the low-dose start if opioids were used"),
        )


def methadone(case: Case, missed: Missed) -> Iterator[Finding]:
    """What the order may hold after so many missed days; more than that needs a second prescriber.

    At the window an order written before the last missed day is no new order.
    """
    before = total_on(case.prior, missed.last_taken or case.first_day) if case.prior else None
    early = _is_early(case)
    order_days = case.settings.whole("methadone.missed_order_days")
    if missed.count < order_days:
        if missed.count == 2 and early:
            severity = Severity.OVR if case.kind is not Kind.LOWER else Severity.INFO
            text = "Two missed days in the first two weeks: the prescriber looks again, no increase."
        else:
            severity = Severity.INFO
            text = "The usual dose after a look for sedation and intoxication."
        yield _answer(severity, missed, text, "Look for sedation before the dose", "Ask what was used meanwhile")
        return
    allowed, text = _allowed(case, missed.count, before, early=early)
    if case.facts.at_the_window:
        written = case.day_of(case.draft.authored_at) if case.draft.authored_at else None
        is_new = written is not None and (case.day - written).days < missed.count
        over = not is_new
    else:
        first = case.stages[0].total
        over = first is None or (allowed is not None and first > allowed)
    severity = Severity.INFO
    if over:
        severity = Severity.HARD_UNLESS_SECOND if missed.unrecorded == 0 or case.facts.at_the_window else Severity.OVR
    yield _answer(
        severity,
        missed,
        text,
        f"Order at most {words.mg(allowed)}" if allowed is not None else "Begin anew with the limits of the first day",
        "Confirm doses taken elsewhere: take-home, guest, hospital",
        "See the person 2 to 4 hours after the dose",
    )


def _allowed(case: Case, days: int, before: Decimal | None, *, early: bool) -> tuple[Decimal | None, str]:
    day_one = case.settings.number("methadone.day_one_mg")
    if days >= case.settings.whole("methadone.missed_closed_days"):
        return day_one, "30 or more days without a dose: a readmission work-up, then the limits of the first day."
    if days >= case.settings.whole("methadone.missed_new_start_days"):
        return day_one, "Tolerance is lost: a new start, the limits of the first day apply."
    half = before / 2 if before is not None else None
    if days == case.settings.whole("methadone.missed_order_days"):
        return half, "Three missed days: about half the dose, by a new order."
    if early:
        return day_one if half is None else min(half, day_one), "Four missed days in the first two weeks: start again."
    cap = case.settings.number("methadone.restart_cap_mg")
    return cap if half is None else min(half, cap), "Four missed days: half the dose and at most 40 mg, seen by the prescriber."


def _is_early(case: Case) -> bool:
    """Within the first days of treatment, counted from the first dose or the first order on record."""
    days = [case.day_of(given.at) for given in case.facts.given if given.taken and core(given.drug) == core(case.drug)]
    days += [began for order in case.chain() if (began := case.began(order))]
    return bool(days) and (case.day - min(days)).days < case.settings.whole("methadone.induction_days")


def _evidence(missed: Missed) -> tuple[str, ...]:
    unrecorded = f", {missed.unrecorded} of them without any entry" if missed.unrecorded else ""
    return (f"Last dose taken: {words.day_words(missed.last_taken)}; missed in a row: {missed.count}{unrecorded}",)


def _answer(severity: Severity, missed: Missed, text: str, *actions: str) -> Finding:
    days = "1 missed day" if missed.count == 1 else f"{missed.count} missed days"
    return Finding("M-10", severity, f"{days}. {text}", _evidence(missed), actions)
