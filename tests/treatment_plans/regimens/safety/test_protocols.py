"""The tables of a clinic: late injections (reference 1.6, 1.7), missed and vomited doses (1.9), peak and trough (1.4)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.treatment_plans.regimens.safety.people import (
    NOW,
    SETTINGS,
    TODAY,
    alerts,
    facts,
    failures,
    given,
    measured,
    order,
    renamed,
    said,
)
from treatment_plans.regimens.safety.facts import Facts, Given, Step
from treatment_plans.regimens.safety.protocols import missed_row, missed_rows, schedule_of, tier_on, tiers
from treatment_plans.regimens.safety.settings import Threshold, settings_on

M60 = order("methadone", 60, days_ago=40)
# Schedule, shortest spacing, and for each tier its first and last day: the table of 1.6 and 1.7.
TABLE = (
    ("sublocade_100", 26, "not_due 0-25, give 26-34, conditions 35-41, strict 42-55, prescriber 56-90"),
    ("sublocade_300", 26, "not_due 0-25, give 26-34, conditions 35-48, strict 49-55, prescriber 56-90"),
    ("sublocade_300", 7, "not_due 0-6, give 7-34, conditions 35-48, strict 49-55, prescriber 56-90"),
    ("sublocade_300_steady", 26, "not_due 0-25, give 26-48, conditions 49-55, strict 56-69, prescriber 70-90"),
    ("brixadi_monthly", 21, "not_due 0-20, give 21-34, conditions 35-41, strict 42-55, prescriber 56-90"),
    ("brixadi_weekly", 5, "not_due 0-4, give 5-9, prescriber 10-90"),
    ("vivitrol", 21, "not_due 0-20, give 21-34, conditions 35-41, strict 42-55, prescriber 56-90"),
)


def test_each_day_after_an_injection_has_its_tier() -> None:
    wrong = []
    for schedule, earliest, expected in TABLE:
        days: dict[str, list[int]] = {}
        for day in range(91):
            days.setdefault(tier_on(schedule, days=day, earliest=earliest, settings=SETTINGS).tier, []).append(day)
        found = ", ".join(f"{tier} {on[0]}-{on[-1]}" for tier, on in days.items())
        if found != expected:
            wrong.append(f"{schedule}: {found}")
    assert wrong == []
    assert {tier.schedule for tier in tiers()} == {schedule for schedule, *_ in TABLE}


def test_which_schedule_holds() -> None:
    def before(*amounts: int | None, gap: int = 28) -> list[tuple[date, Decimal | None]]:
        return [
            (TODAY - timedelta(days=gap * (len(amounts) - place)), Decimal(amount) if amount else None)
            for place, amount in enumerate(amounts)
        ]

    cases: list[tuple[str, int | None, list[tuple[date, Decimal | None]], str]] = [
        ("sublocade", 300, before(300), "sublocade_300"),
        ("sublocade", 300, before(300, 300), "sublocade_300"),
        ("sublocade", 300, before(300, 300, 300), "sublocade_300_steady"),
        ("sublocade", None, before(300, 300, 300), "sublocade_300_steady"),
        ("sublocade", 300, before(300, 300, 300, gap=42), "sublocade_300_steady"),
        ("sublocade", 300, before(300, 300, 300, gap=43), "sublocade_300"),
        ("sublocade", 100, before(300, 300, 300), "sublocade_100"),
        ("sublocade", 300, before(300, 300, 100), "sublocade_100"),
        ("sublocade", 300, before(300, 100, 300), "sublocade_300"),
        ("sublocade", 300, before(300, 300, None), "sublocade_100"),
        ("sublocade", 300, [], "sublocade_100"),
        ("brixadi_monthly", 128, before(128), "brixadi_monthly"),
        ("vivitrol", 380, before(380), "vivitrol"),
    ]
    wrong = []
    for product, dose, injections, expected in cases:
        amount = Decimal(dose) if dose else None
        found = schedule_of(product, dose=amount, injections=injections, settings=SETTINGS)
        if found != expected:
            wrong.append((product, dose, injections, found))
    assert wrong == []


def test_late_injections_at_the_window() -> None:
    def due(name: str, dose: int, *days: int, **known: Any) -> Facts:
        rows = tuple(given(name, day, dose) for day in days) + known.pop("more", ())
        return facts(order(name, dose), order(name, dose, days_ago=300), given=rows, at_the_window=True, **known)

    other = {"given": (given("sublocade", 56, 100),), "at_the_window": True}
    switched = facts(order("brixadi weekly", 24), order("sublocade", 100, days_ago=90), **other)
    three = tuple(given("sublocade", day, 300) for day in (112, 84, 56))
    after_300 = replace(switched, given=three)
    steady = (49 + 28 * 2, 49 + 28, 49)
    cases = [
        ("100 mg, 34 days", due("sublocade", 100, 62, 34), ""),
        ("100 mg, 35 days", due("sublocade", 100, 63, 35), "X-02 INFO"),
        ("300 mg twice, 55 days", due("sublocade", 300, 83, 55), "X-02 INFO"),
        ("300 mg twice, 56 days", due("sublocade", 300, 84, 56), "X-02 OVR"),
        ("300 mg three times, 69 days", due("sublocade", 300, *(day + 20 for day in steady)), "X-02 INFO"),
        ("300 mg three times, 70 days", due("sublocade", 300, *(day + 21 for day in steady)), "X-02 OVR"),
        ("monthly, 34 days", due("brixadi monthly", 96, 34), ""),
        ("monthly, 35 days", due("brixadi monthly", 96, 35), "X-02 INFO"),
        ("weekly, 9 days", due("brixadi weekly", 24, 9), ""),
        ("weekly, 10 days", due("brixadi weekly", 24, 10), "X-02 OVR"),
        ("naltrexone, 34 days", due("vivitrol", 380, 34), ""),
        ("naltrexone, 35 days", due("vivitrol", 380, 35), "X-02 INFO"),
        ("weekly after a monthly one", switched, "X-02 OVR"),
        ("weekly after three of 300 mg", after_300, "X-02 INFO"),
    ]  # fmt: skip
    assert failures(["X-02"], cases) == []
    wrong = []
    for name, person, words in (
        ("conditions", due("sublocade", 100, 63, 35), "moderate and the person accepts"),
        ("strict", due("sublocade", 100, 70, 42), "only where dependence is low"),
        ("screen", due("vivitrol", 380, 36), "unless it is sure"),
        ("screen required", due("vivitrol", 380, 42), "An opioid screen is required"),
    ):
        alert = next((alert for alert in alerts(person) if alert.rule == "X-02"), None)
        if alert is None or words not in alert.detail:
            wrong.append((name, alert))
    assert wrong == []
    bridged = due("sublocade", 100, 70, 42, more=(given("suboxone", 1, 8),), measured={"fentanyl_screen": measured("positive")})
    evidence = next(alert for alert in alerts(bridged) if alert.rule == "X-02").evidence
    assert [line.split(":")[0] for line in evidence] == ["Dose taken", "Fentanyl screen", "Dose taken"]
    short = due("sublocade", 100, 70, 42, more=(given("suboxone", 0.5, 7),))
    assert len(next(alert for alert in alerts(short) if alert.rule == "X-02").evidence) == 2


def _missed(*days: int, since: int = 40) -> tuple[Given, ...]:
    return tuple(given("methadone", day, 60, taken=day not in days) for day in range(since, 0, -1))


def test_a_clinic_sets_its_own_table_of_missed_doses() -> None:
    """Every figure of the table: days, part of the dose, cap; from its day on."""

    def own(key: str, value: int) -> Threshold:
        return Threshold(key, Decimal(value), "", "", "the clinic", "own", "2", TODAY)

    def back(dose: int, days: int) -> Facts:
        return facts(order("methadone", dose), M60, given=_missed(*range(1, days + 1)))

    cases = [
        ("methadone.missed_order_days", 2, back(31, 2), "M-10 INFO", "M-10 HARD*"),
        ("methadone.missed_order_percent", 75, back(45, 3), "M-10 HARD*", "M-10 INFO"),
        ("methadone.missed_order_percent", 75, back(46, 3), "M-10 HARD*", "M-10 HARD*"),
        ("methadone.missed_cap_percent", 25, back(16, 4), "M-10 INFO", "M-10 HARD*"),
        ("methadone.restart_cap_mg", 20, back(21, 4), "M-10 INFO", "M-10 HARD*"),
        ("methadone.missed_cap_days", 6, back(30, 4), "M-10 INFO", "M-10 INFO"),
        ("methadone.missed_new_start_days", 7, back(50, 5), "M-10 INFO", "M-10 HARD*"),
        ("methadone.missed_usual_days", 2, back(60, 1), "M-10 INFO", ""),
    ]
    wrong = []
    for key, value, person, shipped, theirs in cases:
        answers = (said(person, rules=["M-10"]), said(person, rules=["M-10"], settings=settings_on(TODAY, own=[own(key, value)])))
        if answers != (shipped, theirs):
            wrong.append((key, value, answers))
    assert wrong == []


def test_the_table_of_missed_doses_is_that_of_the_reference() -> None:
    def rows(*, early: bool) -> str:
        parts = []
        for days in (0, 1, 2, 3, 4, 5, 29, 30):
            row = missed_row("methadone", days=days, early=early, settings=SETTINGS)
            limit = row.limit(Decimal(100), SETTINGS) if row else None
            parts.append(
                f"{days}: {row.severity.value if row else '-'} {limit:.0f}"
                if limit
                else f"{days}: {row.severity if row else '-'}"
            )
        return ", ".join(parts)

    assert rows(early=False) == "0: -, 1: INFO, 2: INFO, 3: HARD* 50, 4: HARD* 40, 5: HARD* 50, 29: HARD* 50, 30: HARD* 50"
    assert rows(early=True) == "0: -, 1: INFO, 2: OVR, 3: HARD* 50, 4: HARD* 50, 5: HARD* 50, 29: HARD* 50, 30: HARD* 50"
    assert [row for row in missed_rows() if not (row.source and row.flag and row.says)] == []


def test_which_days_count_as_missed() -> None:
    every_second = renamed(order("buprenorphine", 16), times_a_day=Decimal("0.5"))
    before = renamed(order("buprenorphine", 16, days_ago=40), times_a_day=Decimal("0.5"))
    daily, daily_before = order("buprenorphine", 16, times=1), order("buprenorphine", 16, times=1, days_ago=40)
    nine_ago = {"given": (given("buprenorphine", 9, 16),)}
    rising = replace(M60, steps=(Step(TODAY - timedelta(days=40), M60.dose), Step(TODAY, order("methadone", 80).dose)))
    missed_part = given("methadone", 0.9, taken=False)

    def lately(name: str, days: int) -> Facts:
        return facts(order(name, 100), order(name, 100, days_ago=90), given=(given(name, days, 100),))

    def at_the_window(written: int) -> Facts:
        draft = order("methadone", 30, days_ago=written)
        return facts(draft, M60, given=_missed(1, 2, 3), at_the_window=True)

    planned = facts(order("methadone", 31), rising, given=_missed(1, 2, 3))
    cases = [
        ("not due every day", facts(every_second, before, **nine_ago), ""),
        ("due every second day until now", facts(daily, before, **nine_ago), ""),
        ("due every day", facts(daily, daily_before, **nine_ago), "B-10 INFO"),
        ("due every day until now", facts(every_second, daily_before, **nine_ago), "B-10 INFO"),
        ("an injection has its own days", lately("sublocade", 30), ""),
        ("another medicine has no such row", lately("naltrexone", 9), ""),
        ("a part of the day was taken", facts(order("methadone", 60), M60, given=(*_missed(), missed_part)), ""),
        ("ordered on the last missed day", at_the_window(1), "M-10 INFO"),
        ("ordered before it", at_the_window(2), "M-10 HARD*"),
        ("half of what was last taken, not of what was planned", planned, "M-10 HARD*"),
    ]  # fmt: skip
    assert failures(["M-10", "B-10"], cases) == []
    one, two = (next(a for a in alerts(_back(days)) if a.rule == "M-10").detail for days in (1, 2))
    assert next(a for a in alerts(_back(3)) if a.rule == "M-10").actions[0] == "Order at most 30 mg"
    assert (one[:13], two[:14]) == ("1 missed day.", "2 missed days.")


def _back(days: int) -> Facts:
    return facts(order("methadone", 60), M60, given=_missed(*range(1, days + 1)))


def test_a_dose_that_came_up_again() -> None:
    def again(minutes: int, dose: int, *, hours: int = 1, amount: int | None = 60, gives_again: bool = True) -> Facts:
        came_up = replace(given("methadone", hours / 24, amount), vomited_after=minutes)
        kept = {"given": (came_up,), "at_the_window": True, "gives_again": gives_again}
        return facts(order("methadone", dose, days_ago=9), M60, **kept)

    cases = [
        ("14 minutes, all of it", again(14, 60), "M-11 INFO"),
        ("14 minutes, more", again(14, 61), "M-11 OVR"),
        ("15 minutes, half", again(15, 30), "M-11 INFO"),
        ("15 minutes, more than half", again(15, 31), "M-11 OVR"),
        ("30 minutes, half", again(30, 30), "M-11 INFO"),
        ("31 minutes, anything", again(31, 1), "M-11 OVR"),
        ("31 minutes, not given again", again(31, 60, gives_again=False), "M-11 INFO"),
        ("how much it was is not known", again(14, 60, amount=None), "M-11 OVR"),
        ("yesterday", again(5, 60, hours=24), ""),
        ("each dose of three", replace(again(14, 60, amount=30), draft=order("methadone", 20, times=3)), "M-11 INFO"),
        ("an order written on that day", facts(order("methadone", 60), M60, given=again(5, 60).given), "M-11 INFO"),
    ]
    assert failures(["M-11"], cases) == []


def test_peak_and_trough() -> None:
    def levels(peak: int, trough: int, *, apart: float = 4, days: float = 10, unit: str = "ng/mL", times: Any = None) -> Facts:
        rows = {
            "methadone_peak": measured(peak, unit="ng/mL", days=days),
            "methadone_trough": measured(trough, unit=unit, days=days + apart / 24),
        }
        return facts(order("methadone", 60, times=times), M60, measured=rows)

    cases = [
        ("twice", levels(600, 300), ""),
        ("a little more", levels(601, 300), "M-06 INFO"),
        ("once a day", levels(900, 300, times=1), "M-06 INFO"),
        ("already divided", levels(900, 300, times=2), ""),
        ("24 hours apart", levels(900, 300, apart=24), "M-06 INFO"),
        ("25 hours apart", levels(900, 300, apart=25), ""),
        ("365 days ago", levels(900, 300, days=365), "M-06 INFO"),
        ("366 days ago", levels(900, 300, days=366), ""),
        ("other units", levels(900, 300, unit="nmol/L"), ""),
        ("no trough", facts(order("methadone", 60), M60, measured={"methadone_peak": measured(900)}), ""),
        ("a trough of nothing", levels(900, 0), ""),
    ]
    assert failures(["M-06"], cases) == []
    assert NOW.date() == TODAY
