"""Back after missed doses, and doses that came up again: the table of clinical reference 1.9, which a clinic may change. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import Case, Finding
from treatment_plans.regimens.safety.dosing import DEPOTS, Kind, core, total_on
from treatment_plans.regimens.safety.facts import Given
from treatment_plans.regimens.safety.protocols import missed_row


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
    last = case.own_days[-1] if case.own_days else None
    known = {case.day_of(given.at) for given in case.not_taken if core(given.drug) == core(case.drug)}
    known = {day for day in known if last is None or day > last}
    between = max((case.day - last).days - 1, 0) if last and not _skips_days(case) else 0
    count = max(between + (1 if case.day in known and last != case.day else 0), len(known))
    return Missed(count, count - len(known), last)


def _skips_days(case: Case) -> bool:
    """Not due every day: a day without an entry is then no missed day."""
    order = case.prior or case.draft
    return order.times_a_day is not None and order.times_a_day < 1


def judge(case: Case) -> Iterator[Finding]:
    """Missed days only for an order that goes on: a start has none."""
    if case.drafts("methadone"):
        yield from vomited(case)
    if case.prior is None or case.drug.product in DEPOTS:
        return
    missed = missed_days(case)
    if missed.count and case.drafts("methadone"):
        yield from methadone(case, missed)
    elif missed.count and case.drafts("buprenorphine"):
        row = missed_row("buprenorphine", days=missed.count, early=_is_early(case), settings=case.settings)
        if row:
            yield _answer(
                row.rule,
                row.severity,
                missed,
                row.says,
                "Look at the person before the dose",
                "Use the start with COWS or the low-dose start if opioids were used",
            )


def methadone(case: Case, missed: Missed) -> Iterator[Finding]:
    """What the order may hold after so many missed days; more than that needs a second prescriber.

    At the window an order written before the last missed day is no new order.
    """
    row = missed_row("methadone", days=missed.count, early=_is_early(case), settings=case.settings)
    if row is None:
        return
    if not row.needs_order:
        severity = Severity.INFO if case.kind is Kind.LOWER else row.severity
        yield _answer(row.rule, severity, missed, row.says, "Look for sedation before the dose", "Ask what was used meanwhile")
        return
    before = total_on(case.prior, missed.last_taken or case.first_day) if case.prior else None
    allowed = row.limit(before, case.settings)
    if case.facts.at_the_window:
        written = case.day_of(case.draft.authored_at) if case.draft.authored_at else None
        is_new = written is not None and (case.day - written).days <= 1
        over = not is_new
    else:
        first = case.stages[0].total
        over = first is None or (allowed is not None and first > allowed)
    severity = Severity.INFO
    if over:
        severity = row.severity if missed.unrecorded == 0 or case.facts.at_the_window else Severity.OVR
    yield _answer(
        row.rule,
        severity,
        missed,
        row.says,
        f"Order at most {words.mg(allowed)}" if allowed is not None else "Begin anew with the limits of the first day",
        "Confirm doses taken elsewhere: take-home, guest, hospital",
        "See the person 2 to 4 hours after the dose",
    )


def vomited(case: Case) -> Iterator[Finding]:
    """A dose of the day that came up again: whole, half or none of it again, by how soon it came, and by order only (1.9)."""
    ours = [given for given in case.taken if core(given.drug) == core(case.drug) and case.day_of(given.at) == case.day]
    came_up = [given for given in ours if given.vomited_after is not None]
    if not came_up:
        return
    last = came_up[-1]
    minutes = last.vomited_after or 0
    again, what = _again(case, last, minutes)
    dose = case.draft.dose if case.draft.dose is not None else case.stages[0].drafted
    over = case.facts.gives_again and (dose is None or again is None or dose > again)
    yield Finding(
        "M-11",
        Severity.OVR if over else Severity.INFO,
        f"The dose came up again after {minutes} minutes: {what}",
        (f"{words.given_words(last, case.day)}, came up again after {minutes} minutes",),
        (
            f"Order at most {words.mg(again)} again" if again else "Give the usual dose tomorrow",
            "Look for sedation before anything is given again",
            "Ask about nausea, and what helps",
        ),
    )


def _again(case: Case, last: Given, minutes: int) -> tuple[Decimal | None, str]:
    """How much may be given again; None where the dose is not known."""
    if minutes < case.settings.whole("methadone.vomited_full_minutes"):
        return last.amount, "all or part of it may be given again, by order only."
    if minutes <= case.settings.whole("methadone.vomited_half_minutes"):
        part = case.settings.number("methadone.vomited_half_percent") / 100
        return (last.amount * part if last.amount is not None else None), "half of it may be given again, by order only."
    return Decimal(0), "nothing is given again."


def _is_early(case: Case) -> bool:
    """Within the first days of treatment, counted from the first dose or the first order on record."""
    days = [*case.own_days[:1]]
    days += [began for order in case.chain() if (began := case.began(order))]
    return bool(days) and (case.day - min(days)).days < case.settings.whole("methadone.induction_days")


def _evidence(missed: Missed) -> tuple[str, ...]:
    unrecorded = f", {missed.unrecorded} of them without any entry" if missed.unrecorded else ""
    return (f"Last dose taken: {words.day_words(missed.last_taken)}; missed in a row: {missed.count}{unrecorded}",)


def _answer(rule: str, severity: Severity, missed: Missed, text: str, *actions: str) -> Finding:
    days = "1 missed day" if missed.count == 1 else f"{missed.count} missed days"
    return Finding(rule, severity, f"{days}. {text}", _evidence(missed), actions)
