"""How much and how fast, and back after missed doses (clinical reference 0.2, 1.4, 1.5, 1.9)."""

from datetime import timedelta
from typing import Any

from tests.treatment_plans.regimens.safety.people import NOW, born, facts, failures, given, measured, order, problem, renamed
from treatment_plans.regimens.safety.facts import Facts, Given

M60 = order("methadone", 60, days_ago=40)


def test_first_days_steps_and_daily_doses() -> None:
    chain = (order("methadone", 60, days_ago=1, prior="first"), renamed(order("methadone", 60, days_ago=9), id="first"))
    ended = order("methadone", 60, days_ago=40, ended=3)
    named, five_days = renamed(order("methadone", 60), prior="o"), renamed(order("methadone", 60, days_ago=40, ended=5), id="o")
    later = renamed(order("methadone", 65), starts_on=(NOW + timedelta(days=2)).date())
    cases = [
        ("start at 30", facts(order("methadone", 30)), ""),
        ("start just above 30", facts(order("methadone", "30.01")), "M-02 INFO"),
        ("start at 50", facts(order("methadone", 50)), "M-02 INFO"),
        ("start at 25 twice", facts(order("methadone", 25, times=2)), ""),
        ("start just above 50", facts(order("methadone", "50.01")), "M-01 OVR"),
        ("start at 30 twice", facts(order("methadone", 30, times=2)), "M-01 OVR"),
        ("a transfer on 90", facts(order("methadone", 90)), "M-01 OVR"),
        ("90 goes on", facts(order("methadone", 90), order("methadone", 90, days_ago=40)), ""),
        ("an order that is over starts anew", facts(order("methadone", 60), ended), "M-01 OVR"),
        ("unless the draft says that it goes on", facts(renamed(order("methadone", 60), prior=ended.id), ended), ""),
        ("but not from 5 days ago", facts(named, five_days), "M-01 OVR"),
        ("a renewal three days late", facts(order("methadone", 60), renamed(M60, ends_on=ended.ended_on)), ""),
        ("a renewal five days late", facts(order("methadone", 60), renamed(M60, ends_on=five_days.ended_on)), "M-01 OVR"),
        ("another route is another order", facts(renamed(order("methadone", 60), route="intravenous"), M60), "M-01 OVR"),
        ("older than 60", facts(order("methadone", 25), birth_date=born(61)), "M-05 INFO"),
        ("60 years", facts(order("methadone", 25), birth_date=born(60)), ""),
        ("20 mg with sleep apnea", facts(order("methadone", 20), problems=problem("Sleep apnea")), ""),
        ("21 mg with sleep apnea", facts(order("methadone", 21), problems=problem("Sleep apnea")), "M-05 INFO"),
        ("21 mg beside a sedative", facts(order("methadone", 21), order("diazepam", days_ago=3)), "M-05 INFO"),
        ("up by 10", facts(order("methadone", 70), M60), ""),
        ("up by 10.01", facts(order("methadone", "70.01"), M60), "M-03 OVR"),
        ("up by 20 in two doses", facts(order("methadone", 40, times=2), M60), "M-03 OVR"),
        ("down by 30", facts(order("methadone", 30), M60), ""),
        ("up by 5 after 3 days", facts(order("methadone", 65), order("methadone", 60, days_ago=3)), ""),
        ("up by 5 after 2 days", facts(order("methadone", 65), order("methadone", 60, days_ago=2)), "M-04 OVR"),
        ("both", facts(order("methadone", 75), order("methadone", 60, days_ago=2)), "M-03 OVR, M-04 OVR"),
        ("renewed yesterday, changed 9 days ago", facts(order("methadone", 65), *chain), ""),
        ("begins in two days", facts(later, order("methadone", 60, days_ago=1)), ""),
        ("24 mg", facts(order("suboxone", 24), order("suboxone", 24, days_ago=9)), ""),
        ("above 24 mg", facts(order("suboxone", "24.5"), order("suboxone", 24, days_ago=9)), "B-05 INFO"),
        ("32 mg", facts(order("suboxone", 16, times=2), order("suboxone", 24, days_ago=9)), "B-05 INFO"),
        ("above 32 mg", facts(order("suboxone", "32.5"), order("suboxone", 24, days_ago=9)), "B-05 OVR"),
        ("Zubsolv 17.1 is 24", facts(order("zubsolv", "5.7", times=3), order("zubsolv", "11.4", days_ago=9)), ""),
        ("Zubsolv 22.8 is 32", facts(order("zubsolv", "11.4", times=2), order("zubsolv", "11.4", days_ago=9)), "B-05 INFO"),
        ("Zubsolv 22.9 is more", facts(order("zubsolv", "22.9"), order("zubsolv", "11.4", days_ago=9)), "B-05 OVR"),
        ("8 mg on day one", facts(order("suboxone", 4, times=2)), ""),
        ("16 mg on day one", facts(order("suboxone", 16)), "B-06 INFO"),
        ("16 mg after doses elsewhere", facts(order("suboxone", 16), given=(given("suboxone", 1, 16),)), ""),
        ("from tablet to film", facts(order("suboxone", 16), order("buprenorphine", 16, days_ago=9)), ""),
        ("an injection is no daily dose", facts(order("sublocade", 300), order("suboxone", 16, days_ago=9)), ""),
        ("disulfiram 500", facts(order("disulfiram", 500)), ""),
        ("disulfiram 500.5", facts(order("disulfiram", "500.5")), "D-01 OVR"),
        ("disulfiram 250 three times", facts(order("disulfiram", 250, times=3)), "D-01 OVR"),
        ("acamprosate, full dose", facts(order("acamprosate", 666, times=3)), ""),
        ("acamprosate, above", facts(order("acamprosate", 999, times=3)), "A-04 OVR"),
    ]  # fmt: skip
    rules = ["M-01", "M-02", "M-03", "M-04", "M-05", "B-05", "B-06", "D-01", "A-04"]
    assert failures(rules, cases) == []


def _missed(*days: int, since: int = 40) -> tuple[Given, ...]:
    """Taken up to the day before the first missed one, missed on these days."""
    return tuple(given("methadone", day, 60, taken=day not in days) for day in range(since, 0, -1))


def test_back_after_missed_doses() -> None:
    def stable(dose: int, *days: int, **known: Any) -> Facts:
        return facts(order("methadone", dose), M60, given=_missed(*days), **known)

    def early(dose: int, *days: int) -> Facts:
        return facts(order("methadone", dose), order("methadone", 60, days_ago=10), given=_missed(*days, since=10))

    old = facts(order("methadone", 60, days_ago=39), M60, given=_missed(1, 2, 3), at_the_window=True)
    new = facts(order("methadone", 30, days_ago=1), M60, given=_missed(1, 2, 3), at_the_window=True)
    bup, m100 = order("suboxone", 16, days_ago=40), order("methadone", 100, days_ago=40)
    cases = [
        ("none missed", stable(60), ""),
        ("missed long ago", stable(60, 20, 21, 22), ""),
        ("one", stable(60, 1), "M-10 INFO"),
        ("two, stable", stable(60, 1, 2), "M-10 INFO"),
        ("two, early", early(60, 1, 2), "M-10 OVR"),
        ("two, early, lowered", early(40, 1, 2), "M-10 INFO"),
        ("three, half", stable(30, 1, 2, 3), "M-10 INFO"),
        ("three, above half", stable(31, 1, 2, 3), "M-10 HARD*"),
        ("three, full", stable(60, 1, 2, 3), "M-10 HARD*"),
        ("four, half", stable(30, 1, 2, 3, 4), "M-10 INFO"),
        ("four, full", stable(60, 1, 2, 3, 4), "M-10 HARD*"),
        ("four, early, half", early(30, 1, 2, 3, 4), "M-10 INFO"),
        ("four, early, full", early(60, 1, 2, 3, 4), "M-10 HARD*"),
        ("four of 100: 40", facts(order("methadone", 40), m100, given=_missed(1, 2, 3, 4)), "M-10 INFO"),
        ("four of 100: 41", facts(order("methadone", 41), m100, given=_missed(1, 2, 3, 4)), "M-10 HARD*"),
        ("five, 30", stable(30, 1, 2, 3, 4, 5), "M-10 INFO"),
        ("five, 50", stable(50, 1, 2, 3, 4, 5), "M-02 INFO, M-10 INFO"),
        ("five, full", stable(60, 1, 2, 3, 4, 5), "M-10 HARD*, M-01 OVR"),
        ("thirty", stable(30, *range(1, 31)), "M-10 INFO"),
        ("no entry for four days", facts(order("methadone", 60), M60, given=_missed(since=40)[:-4]), "M-10 OVR"),
        ("no dose on record at all", facts(order("methadone", 60), M60), ""),
        ("at the window under the old order", old, "M-10 HARD*"),
        ("at the window under a new one", new, "M-10 INFO"),
        ("buprenorphine, six days", facts(order("suboxone", 16), bup, given=(given("suboxone", 7, 16),)), ""),
        ("buprenorphine, seven days", facts(order("suboxone", 16), bup, given=(given("suboxone", 8, 16),)), "B-10 INFO"),
    ]  # fmt: skip
    assert failures(["M-01", "M-02", "M-10", "B-10"], cases) == []


def test_the_heart() -> None:
    def qtc(value: int, dose: int, *, before: int | None = None, sex: str = "male") -> Facts:
        rows = measured(value, unit="ms", days=2)
        if before is not None:
            rows = measured(before, unit="ms", days=90) + rows
        return facts(order("methadone", dose), M60, measured={"qtc": rows}, sex=sex)

    start: dict[str, Any] = {"measured": {"qtc": measured(500, unit="ms", days=2)}}
    cases = [
        ("449, raised", qtc(449, 65), ""),
        ("450, raised", qtc(450, 65), "Q-01 OVR"),
        ("450, a woman", qtc(450, 65, sex="female"), "Q-01 OVR"),
        ("499, raised", qtc(499, 65), "Q-01 OVR"),
        ("499, goes on", qtc(499, 60), ""),
        ("500, raised", qtc(500, 65), "Q-02 HARD*"),
        ("500, goes on", qtc(500, 60), "Q-02 OVR"),
        ("500, lowered", qtc(500, 50), "Q-02 OVR"),
        ("500, a start", facts(order("methadone", 20), **start), "Q-02 HARD*"),
        ("up by 59", qtc(439, 65, before=380), ""),
        ("up by 60", qtc(440, 65, before=380), "Q-01 OVR"),
        ("back to 430", qtc(430, 65, before=510), ""),
        ("buprenorphine at 500", facts(order("suboxone", 8), **start), "Q-03 INFO"),
        ("naltrexone at 500", facts(order("naltrexone", 50), **start), ""),
        ("measured after the draft's day", facts(order("methadone", 65), M60, measured={"qtc": measured(510, days=-1)}), ""),
    ]
    assert failures(["Q-"], cases) == []
