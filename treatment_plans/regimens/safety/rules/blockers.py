"""Naltrexone and opioids, in both directions: I-06 and I-07 (clinical reference 0.2, 1.7, 1.10). Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import Case, Finding, Other, has, is_opioid
from treatment_plans.regimens.safety.dosing import AGONISTS, DEPOTS
from treatment_plans.regimens.safety.facts import Measured
from treatment_plans.regimens.safety.rules.starts import fresh_cows

SCREENS = ("opioid_screen", "fentanyl_screen")
WITHDRAWAL = ("F11.13", "F11.23", "F11.93")  # ICD-10-CM
ACTIONS = (
    "Wait until the opioid-free days have passed, then screen again for opioids, fentanyl, methadone and buprenorphine",
    "Offer methadone or buprenorphine",
)


def judge(case: Case) -> Iterator[Finding]:
    """Naltrexone drafted beside an opioid, or an opioid beside naltrexone."""
    if case.drafts("naltrexone"):
        yield from _on_board(case)
        yield from _lately(case)
        yield from _not_refuted(case)
    elif is_opioid(case.drug):
        yield from _blocked(case)


def _on_board(case: Case) -> Iterator[Finding]:
    for other in case.with_drug(is_opioid):
        yield _stop(f"{other.drug.name} is on board: naltrexone would bring on withdrawal.", other.evidence)


def _lately(case: Case) -> Iterator[Finding]:
    """Within the interval: a hard stop; a negative screen since leaves it to the prescriber. After it: nothing."""
    for other in case.others:
        if not case.is_over(other) or not is_opioid(other.drug):
            continue
        limit = case.settings.whole("naltrexone.long_days" if other.drug.ingredients & AGONISTS else "naltrexone.short_days")
        end = _last_day(case, other)
        if end is None:
            yield from _end_unknown(case, other, limit)
        elif (case.first_day - end).days <= limit:
            screen = _negative_since(case, end)
            days = (case.first_day - end).days
            detail = f"{other.drug.name} ended {words.day_words(end)}, {days} days before; {limit} days must have passed."
            yield _answer(
                Severity.OVR if screen else Severity.HARD,
                detail,
                other.evidence,
                *([case.say("Opioid screen", screen)] if screen else []),
            )


def _last_day(case: Case, other: Other) -> date | None:
    """The order's end or the last dose on record, whichever is later; an injection goes on for the days that it covers."""
    days = [other.ended] if other.ended else []
    if other.last_at is not None:
        covered = case.settings.whole(f"{other.drug.product}.interval_days") if other.drug.product in DEPOTS else 0
        days.append(case.day_of(other.last_at) + timedelta(days=covered))
    return max(days, default=None)


def _end_unknown(case: Case, other: Other, limit: int) -> Iterator[Finding]:
    days = case.settings.whole("naltrexone.unknown_end_days")
    if other.began is not None and (case.first_day - other.began).days > days:
        return
    if other.began is not None and (case.first_day - other.began).days <= limit:
        severity = Severity.HARD
    elif _negative_since(case, case.day - timedelta(days=case.settings.whole("naltrexone.screen_days"))):
        return
    else:
        severity = Severity.OVR
    yield _answer(severity, f"{other.drug.name}: the day on which it ended is not on record.", other.evidence)


def _not_refuted(case: Case) -> Iterator[Finding]:
    """Signs that the body is used to opioids: a screen that found them, withdrawal, a naloxone challenge with withdrawal."""
    for key in SCREENS:
        rows = _of_newest_day(case, key)
        for row in (row for row in rows if words.found(row)):
            yield _stop(
                "The last screen found opioids.",
                case.say("Fentanyl screen" if key == "fentanyl_screen" else "Opioid screen", row),
            )
    challenge = case.newest("naloxone_challenge")
    if challenge and words.found(challenge):
        yield _stop("The naloxone challenge brought on withdrawal.", case.say("Naloxone challenge", challenge))
    cows = fresh_cows(case)
    if cows and cows.value is not None and cows.value >= case.settings.number("naltrexone.withdrawal_cows"):
        yield _stop("The person is in withdrawal.", case.say("COWS", cows))
    if problem := case.problem("opioid withdrawal", codes=WITHDRAWAL):
        yield _stop("Opioid withdrawal stands on the problem list.", problem)


def _of_newest_day(case: Case, key: str) -> list[Measured]:
    """One sample gives several results: one that found something counts, whatever the others say."""
    rows = [row for row in case.results(key) if words.found(row) is not None]
    return [row for row in rows if case.day_of(row.at) == case.day_of(rows[-1].at)]


def _negative_since(case: Case, day: date) -> Measured | None:
    rows = _of_newest_day(case, "opioid_screen")
    return rows[-1] if rows and case.day_of(rows[-1].at) > day and not any(words.found(row) for row in rows) else None


def _blocked(case: Case) -> Iterator[Finding]:
    """An injection blocks for its days whether or not its order goes on."""
    others = case.with_drug(has("naltrexone"))
    depot = case.ended_within(has("naltrexone"), case.settings.whole("naltrexone.depot_active_days"))
    oral = case.settings.whole("naltrexone.oral_active_days")
    for other in others + [o for o in depot if o.drug.product == "vivitrol" or (o.ended and (case.day - o.ended).days <= oral)]:
        yield Finding(
            "I-07",
            Severity.OVR,
            "Naltrexone blocks opioids: pain is not relieved, and taking more to overcome it risks overdose when the block ends.",
            (other.evidence,),
            ("Treat pain without an opioid", "Plan with the prescriber of naltrexone", "Wait until the naltrexone has worn off"),
        )


def _stop(detail: str, *evidence: str) -> Finding:
    return _answer(Severity.HARD, detail, *evidence)


def _answer(severity: Severity, detail: str, *evidence: str) -> Finding:
    return Finding("I-06", severity, detail, evidence, ACTIONS)
