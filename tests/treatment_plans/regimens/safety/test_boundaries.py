"""Figures that the other tables do not hold from both sides: the last value that is silent, the first that speaks."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.treatment_plans.regimens.safety.people import NOW, born, facts, failures, given, measured, order, renamed
from treatment_plans.regimens.safety.facts import Facts

BUP, NTX = order("suboxone", 4), order("naltrexone", 50)
M60, SAME = order("methadone", 60, days_ago=40), order("methadone", 60)


def test_boundaries_from_both_sides() -> None:
    def seen(**rows: Any) -> dict[str, Any]:
        return {"measured": rows}

    def two_missed(first: int) -> Facts:
        doses = tuple(given("methadone", day, 60, taken=day > 2) for day in range(first, 0, -1))
        return facts(SAME, order("methadone", 60, days_ago=first), given=doses)

    def injected(name: str, dose: int, days: int, **known: Any) -> Facts:
        return facts(order(name, dose), order(name, 100, days_ago=300), given=(given(name, days, dose),), **known)

    def switched(dose: int) -> Facts:
        return facts(BUP, order("methadone", dose, days_ago=40), given=(given("methadone", 3, dose),), **seen(cows=measured(10)))

    def weekly(*days: int) -> Facts:
        site = renamed(order("brixadi weekly", 24), site="back of upper arm")
        return facts(
            site, order("brixadi weekly", 24, days_ago=90), given=tuple(given("brixadi weekly", day, 24) for day in days)
        )

    def clearance_40(name: str, dose: Any) -> Facts:
        rows = seen(creatinine=measured(1, unit="mg/dL"), weight=measured(40, unit="kg"))
        return facts(order(name, dose, times=1), birth_date=born(68), sex="male", **rows)

    def weighed(days: int) -> Facts:
        rows = seen(creatinine=measured(1, unit="mg/dL"), weight=measured(72, unit="kg", days=days))
        return facts(order("acamprosate", 666), birth_date=born(40), sex="male", **rows)

    def covered(name: str, days: int) -> Facts:
        screened = seen(opioid_screen=measured("negative", days=1))
        return facts(NTX, order(name, 96, days_ago=90, ended=60), given=(given(name, days, 96),), **screened)

    fentanyl = {"fentanyl_screen": measured("positive")}
    old = renamed(order("oxycodone", 5, days_ago=365, ended=0), ended_on=None)
    twice = (given("brixadi weekly", 7, 8), given("brixadi weekly", 2, 8))
    woman = {"sex": "female", **seen(qtc=measured(449))}
    cases = [
        ("M-10", "day 13", two_missed(13), "M-10 OVR"),
        ("M-10", "day 14", two_missed(14), "M-10 INFO"),
        ("F-02", "100 mg", facts(order("methadone", 100), order("methadone", 100, days_ago=40)), ""),
        ("F-02", "101 mg", facts(order("methadone", 101), order("methadone", 101, days_ago=40)), "F-02 INFO"),
        ("F-02", "ECG of 366 days ago", facts(order("methadone", 101), M60, **seen(qtc=measured(420, days=366))), "F-02 INFO"),
        ("B-01", "12 after fentanyl", facts(BUP, measured=fentanyl | {"cows": measured(12)}), "B-01 INFO"),
        ("B-01", "24 hours", facts(BUP, **seen(cows=measured(7, days=1))), "B-01 OVR"),
        ("B-03", "40 mg", switched(40), ""),
        ("B-03", "41 mg", switched(41), "B-03 INFO"),
        ("B-06", "8.5 mg", facts(order("suboxone", "8.5")), "B-06 INFO"),
        ("A-01", "1000 mg", clearance_40("acamprosate", 1000), "A-01 OVR"),
        ("A-01", "999 mg", clearance_40("acamprosate", 999), ""),
        ("A-04", "1999 mg", facts(order("acamprosate", 1999)), "A-04 OVR"),
        ("A-03", "weight of 365 days ago", weighed(365), ""),
        ("A-03", "weight of 366 days ago", weighed(366), "A-03 OVR"),
        ("Q-", "449, a woman", facts(order("methadone", 65), M60, **woman), ""),
        ("X-01", "weekly 32", injected("brixadi weekly", 32, 7), ""),
        ("X-01", "weekly 33", injected("brixadi weekly", 33, 7), "X-01 OVR"),
        ("X-01", "monthly 128", injected("brixadi monthly", 128, 28), ""),
        ("X-01", "monthly 129", injected("brixadi monthly", 129, 28), "X-01 OVR"),
        ("X-01", "naltrexone 381", injected("vivitrol", 381, 28), "X-01 OVR"),
        ("X-02", "monthly, 35 days", injected("brixadi monthly", 96, 35), ""),
        ("X-02", "monthly, 36 days", injected("brixadi monthly", 96, 36), "X-02 INFO"),
        ("X-02", "naltrexone, 35 days", injected("vivitrol", 380, 35), ""),
        ("X-02", "weekly at the window", injected("brixadi weekly", 24, 10, at_the_window=True), "X-02 OVR"),
        ("X-02", "monthly at the window, 55", injected("brixadi monthly", 96, 55, at_the_window=True), "X-02 INFO"),
        ("X-02", "monthly at the window, 56", injected("brixadi monthly", 96, 56, at_the_window=True), "X-02 OVR"),
        ("X-02", "naltrexone at the window, 55", injected("vivitrol", 380, 55, at_the_window=True), "X-02 INFO"),
        ("X-02", "naltrexone at the window, 56", injected("vivitrol", 380, 56, at_the_window=True), "X-02 OVR"),
        ("X-04", "three", weekly(7, 14, 21), "X-04 INFO"),
        ("X-04", "four", weekly(7, 14, 21, 28), ""),
        ("I-21", "9 mg in week one", facts(order("brixadi weekly", 9), given=(given("brixadi weekly", 2, 16),)), "I-21 OVR"),
        ("I-21", "8 mg on day 7 after two", facts(order("brixadi weekly", 8), given=twice), "I-21 OVR"),
        ("I-02", "breath, 23 hours", facts(SAME, M60, **seen(breath_alcohol=measured("0.1", days=23 / 24))), "I-02 INFO"),
        ("I-02", "breath, 24 hours", facts(SAME, M60, **seen(breath_alcohol=measured("0.1", days=1))), ""),
        ("I-02", "AUDIT-C 4, a man", facts(SAME, M60, sex="male", **seen(audit_c=measured(4, days=365))), "I-02 INFO"),
        ("I-02", "a day older", facts(SAME, M60, sex="male", **seen(audit_c=measured(4, days=366))), ""),
        ("I-02", "AUDIT-C 2, a woman", facts(SAME, M60, sex="female", **seen(audit_c=measured(2))), ""),
        ("I-23", "4 hours", facts(SAME, M60, **seen(sedation=measured(3, days=4 / 24))), "I-23 INFO"),
        ("I-22", "280 days", facts(SAME, M60, **seen(pregnancy=measured("positive", days=280))), "I-22 INFO"),
        ("F-03", "11 years", facts(NTX, sex="female", birth_date=born(11)), ""),
        ("F-03", "12 years", facts(NTX, sex="female", birth_date=born(12)), "F-03 INFO"),
        ("F-03", "55 years", facts(NTX, sex="female", birth_date=born(55)), "F-03 INFO"),
        ("I-01", "a dose 4 days ago", facts(order("diazepam"), given=(given("methadone", 4, 60),)), "I-01 OVR"),
        ("I-01", "a dose 5 days ago", facts(order("diazepam"), given=(given("methadone", 5, 60),)), ""),
        ("F-05", "14 days", facts(NTX, **seen(opioid_screen=measured("negative", days=14))), ""),
        ("F-05", "15 days", facts(NTX, **seen(opioid_screen=measured("negative", days=15))), "F-05 INFO"),
        ("I-06", "written 365 days ago", facts(NTX, old), "I-06 OVR"),
        ("I-06", "written 366 days ago", facts(NTX, replace(old, authored_at=NOW - timedelta(days=366))), ""),
        ("I-06", "weekly, 21 days", covered("brixadi weekly", 21), "I-06 OVR"),
        ("I-06", "weekly, 22 days", covered("brixadi weekly", 22), ""),
        ("I-06", "monthly, 42 days", covered("brixadi monthly", 42), "I-06 OVR"),
        ("I-06", "monthly, 43 days", covered("brixadi monthly", 43), ""),
    ]  # fmt: skip
    assert [line for rule, name, person, expected in cases for line in failures([rule], [(name, person, expected)])] == []
