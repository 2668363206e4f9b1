"""The schedule, drawn days, drug tests against what is prescribed, PDC and gaps: tables of cases, boundaries from both sides."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from treatment_plans.regimens.monitoring.rules import adequacy, coverage, draw, panels, retention, schedule
from treatment_plans.regimens.monitoring.rules.data import read_rows
from treatment_plans.regimens.monitoring.vocabulary import DueState, Verdict

TODAY = date(2026, 11, 28)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def state(medicine: str, code: str, *, since: int, known: schedule.Known, initiation: bool = False) -> DueState:
    row = next(row for row in schedule.rows() if row.code == code)
    taking = schedule.Taking(medicine, medicine.title(), ago(since), initiation)
    return next(item for item in schedule.items([taking], known, today=TODAY) if item.label == row.label).state


def had(kinds: str, *days: int) -> schedule.Known:
    return schedule.Known(age=40, done={kind: [ago(day) for day in days] for kind in kinds.split()})


SCHEDULE = [
    # medicine, row, days since the start, what is known, state
    ("naltrexone", "lft-naltrexone", 0, had(""), DueState.DUE),
    ("naltrexone", "lft-naltrexone", 7, had(""), DueState.DUE),
    ("naltrexone", "lft-naltrexone", 8, had(""), DueState.OVERDUE),
    ("naltrexone", "lft-naltrexone", 8, had("alt"), DueState.OVERDUE),
    ("naltrexone", "lft-naltrexone", 8, had("alt", 2), DueState.OVERDUE),  # AST is missing
    ("naltrexone", "lft-naltrexone", 8, had("alt ast", 38), DueState.DONE),
    ("naltrexone", "lft-naltrexone", 8, had("alt ast", 39), DueState.OVERDUE),  # more than 30 days before the start
    ("naltrexone", "lft-naltrexone", 29, had("alt ast", 29), DueState.DONE),
    ("naltrexone", "lft-naltrexone", 30, had("alt ast", 30), DueState.DUE),
    ("naltrexone", "lft-naltrexone", 91, had("alt ast", 91), DueState.DUE),
    ("naltrexone", "lft-naltrexone", 92, had("alt ast", 92), DueState.OVERDUE),
    ("naltrexone", "lft-naltrexone", 92, had("alt ast", 92, 62), DueState.DONE),  # on day 30: the first time was had
    ("naltrexone", "lft-naltrexone", 400, had("alt ast", 182), DueState.DUE),
    ("naltrexone", "lft-naltrexone", 400, had("alt ast", 181), DueState.DONE),
    ("naltrexone", "lft-naltrexone", 400, had("alt ast", 366), DueState.OVERDUE),
    ("methadone", "ecg-methadone", 30, had(""), DueState.DUE),
    ("methadone", "ecg-methadone", 31, had(""), DueState.OVERDUE),
    ("methadone", "ecg-methadone", 900, had("qtc", 365), DueState.DUE),
    ("methadone", "ecg-methadone", 900, had("qtc", 366), DueState.OVERDUE),
    ("methadone", "ecg-methadone", 900, had("qtc", 334), DueState.DONE),
    ("methadone", "lft-methadone", 180, had(""), DueState.OVERDUE),
    ("methadone", "lft-methadone", 181, had(""), DueState.NOT_RECORDED),
    ("buprenorphine", "ecg-buprenorphine", 5, schedule.Known(heart_risk=None), DueState.ASK),
    ("buprenorphine", "ecg-buprenorphine", 5, schedule.Known(heart_risk=False), DueState.NOT_NEEDED),
    ("buprenorphine", "ecg-buprenorphine", 5, schedule.Known(heart_risk=True), DueState.DUE),
    ("acamprosate", "creatinine-acamprosate", 0, schedule.Known(age=65), DueState.DUE),
    ("acamprosate", "creatinine-acamprosate", 1, schedule.Known(age=65), DueState.OVERDUE),
    ("acamprosate", "creatinine-acamprosate", 400, schedule.Known(age=65, done={"creatinine": [ago(300)]}), DueState.DONE),
    ("acamprosate", "creatinine-acamprosate", 400, schedule.Known(age=66, done={"creatinine": [ago(300)]}), DueState.OVERDUE),
    ("naltrexone", "creatinine-naltrexone", 3, schedule.Known(age=65), DueState.NOT_NEEDED),
    ("naltrexone", "creatinine-naltrexone", 3, schedule.Known(age=66), DueState.DUE),
    ("disulfiram", "lft-disulfiram", 14, had("alt ast", 14), DueState.DUE),
    ("disulfiram", "lft-disulfiram", 22, had("alt ast", 22), DueState.OVERDUE),
    ("disulfiram", "alcohol-disulfiram", 0, had("peth", 0), DueState.DONE),  # one of the three is enough
    ("disulfiram", "alcohol-disulfiram", 1, had(""), DueState.OVERDUE),
    ("methadone", "hiv", 200, had("hiv", 200), DueState.DONE),
    ("methadone", "hiv", 400, had("hiv", 400), DueState.ASK),
    ("methadone", "hiv", 400, schedule.Known(infection_risk=True, done={"hiv": [ago(400)]}), DueState.OVERDUE),
    ("methadone", "hiv", 400, schedule.Known(infection_risk=False, done={"hiv": [ago(400)]}), DueState.DONE),
    ("methadone", "pdmp", 200, had("pdmp", 90), DueState.DUE),
    ("methadone", "pdmp", 200, had("pdmp", 91), DueState.OVERDUE),
    ("methadone", "pdmp", 200, schedule.Known(pdmp_days=30, done={"pdmp": [ago(31)]}), DueState.OVERDUE),
    ("methadone", "cows", 28, had(""), DueState.OVERDUE),
    ("methadone", "cows", 29, had(""), DueState.NOT_NEEDED),
    ("methadone", "pregnancy-methadone", 3, schedule.Known(may_be_pregnant=False), DueState.NOT_NEEDED),
    ("naltrexone-xr", "peth", 3, schedule.Known(for_alcohol=False), DueState.NOT_NEEDED),
    ("acamprosate", "drug-test-acamprosate", 3, had(""), DueState.OFFER),
]


def test_the_schedule_asks_for_what_is_due_and_for_nothing_else() -> None:
    wrong = [
        (medicine, code, since, expected, found)
        for medicine, code, since, known, expected in SCHEDULE
        if (found := state(medicine, code, since=since, known=known)) is not expected
    ]
    assert wrong == []


def test_every_row_of_the_schedule_has_a_source_and_a_way_of_being_asked() -> None:
    codes = Counter(row.code for row in schedule.rows())
    assert max(codes.values()) == 1
    for row in schedule.rows():
        assert row.source
        assert row.flag in {"own", "known", "checked", "verify"}
        assert row.start in {"yes", "offer", "random"}
        assert row.medicines
        assert row.by_state or row.flag != "verify" or row.first
    asked = {medicine for row in schedule.rows() for medicine in row.medicines}
    assert asked == {
        "methadone", "buprenorphine", "buprenorphine-xr", "naltrexone", "naltrexone-xr", "acamprosate", "disulfiram",
    }  # fmt: skip
    codes_of = {
        "buprenorphine-naloxone-zubsolv": "buprenorphine",
        "buprenorphine-xr-brixadi-weekly": "buprenorphine-xr",
        "naltrexone-xr": "naltrexone-xr",
        "gabapentin": "",
        "naloxone": "",
    }
    assert {code: schedule.medicine_of(code) for code in codes_of} == codes_of


def test_eight_random_tests_a_year_are_counted_back_from_today() -> None:
    def of(since: int, *tests: int) -> schedule.Item:
        known = schedule.Known(random_tests=[ago(day) for day in tests])
        taking = schedule.Taking("methadone", "Methadone", ago(since))
        return next(item for item in schedule.items([taking], known, today=TODAY) if item.code == "drug-test-methadone")

    eight = (0, 40, 80, 120, 160, 200, 240, 364)
    assert of(1000, *eight).state is DueState.DONE
    assert of(1000, *eight[:-1], 365).state is DueState.OVERDUE  # one of them is a year ago
    assert of(44).state is DueState.DONE  # 45 days: 0.98 of a test
    assert of(45).state is DueState.OVERDUE
    assert of(45, 3).why == "1 in the last 12 months, 1 asked for by today"
    assert of(45, 3).last == ago(3)


def test_a_medicine_is_begun_anew_after_a_month_without_an_order() -> None:
    spans = [(ago(400), ago(300)), (ago(270), ago(200)), (ago(200), None), (TODAY + timedelta(days=5), None)]
    assert schedule.episode_start(spans, today=TODAY) == ago(400)
    assert schedule.episode_start([(ago(400), ago(301)), *spans[1:]], today=TODAY) == ago(270)
    assert schedule.episode_start(spans[-1:], today=TODAY) is None


def test_drawn_days_are_eight_a_year_at_least_and_nobody_foresees_them() -> None:
    since, year = date(2025, 1, 1), timedelta(days=364)
    counts, weekdays, first_of_span = [], Counter[int](), Counter[int]()
    for number in range(60):
        days = draw.drawn_days(secret=b"s", person=str(number), since=since, first=since, last=since + year)
        counts.append(len(days))
        weekdays.update(day.weekday() for day in days)
        first_of_span[(days[0] - since).days // 9] += 1
        for begins, ends in draw.SPANS:
            assert any(begins <= (day - since).days < ends for day in days)
    assert min(counts) >= 8
    assert 8.5 < sum(counts) / len(counts) < 11
    assert set(weekdays) == set(range(5))
    assert min(weekdays.values()) > 0.6 * max(weekdays.values())
    assert len(first_of_span) == 5  # every part of a span has days
    asked = {"secret": b"s", "person": "1", "since": since, "first": since, "last": since + year}
    assert draw.drawn_days(**asked) == draw.drawn_days(**asked)
    assert draw.drawn_days(**asked | {"secret": b"t"}) != draw.drawn_days(**asked)
    assert not draw.is_drawn(secret=b"s", person="1", since=TODAY, on=ago(1))


METHADONE = panels.Medicine("Methadone", frozenset({"methadone"}), is_ordered=True)
BUPRENORPHINE = panels.Medicine("Buprenorphine/naloxone", frozenset({"buprenorphine", "naloxone"}), is_ordered=True)
OXYCODONE = panels.Medicine("Oxycodone", frozenset({"oxycodone"}), is_regular=False)
DIAZEPAM = panels.Medicine("Diazepam", frozenset({"diazepam"}), frozenset({"benzodiazepine"}))

PANELS = [
    ("methadone", "screen", "positive", [METHADONE], Verdict.EXPECTED),
    ("eddp", "confirmation", "positive", [METHADONE], Verdict.EXPECTED),
    ("eddp", "confirmation", "negative", [METHADONE], Verdict.UNEXPECTED),  # methadone without its metabolite
    ("methadone", "screen", "negative", [METHADONE], Verdict.UNEXPECTED),
    ("methadone", "screen", "negative", [], Verdict.EXPECTED),
    ("methadone", "screen", "positive", [], Verdict.UNEXPECTED),
    ("opiates", "screen", "negative", [METHADONE], Verdict.EXPECTED),  # the screen does not see methadone
    ("opiates", "screen", "positive", [METHADONE], Verdict.UNEXPECTED),
    ("norbuprenorphine", "confirmation", "negative", [BUPRENORPHINE], Verdict.UNEXPECTED),
    ("fentanyl", "screen", "positive", [BUPRENORPHINE], Verdict.UNEXPECTED),
    ("oxycodone", "screen", "positive", [OXYCODONE], Verdict.EXPECTED),
    ("oxycodone", "screen", "negative", [OXYCODONE], Verdict.EITHER),  # taken now and then
    ("benzodiazepines", "screen", "positive", [DIAZEPAM], Verdict.EXPECTED),
    ("benzodiazepines", "screen", "negative", [DIAZEPAM], Verdict.EITHER),  # reported, not ordered here
    ("benzodiazepines", "screen", "invalid", [DIAZEPAM], Verdict.UNKNOWN),
    ("cocaine", "screen", "not_done", [], Verdict.UNKNOWN),
]


def test_each_analyte_is_held_against_what_is_prescribed_and_reported() -> None:
    wrong = [
        (analyte, outcome, expected, found)
        for analyte, method, outcome, medicines, expected in PANELS
        if (found := panels.judge([panels.Found(analyte, method, outcome)], medicines).lines[0].verdict) is not expected
    ]
    assert wrong == []


def test_a_confirmation_speaks_and_the_screen_does_not() -> None:
    told = [panels.Found("cocaine", "screen", "positive"), panels.Found("cocaine", "confirmation", "negative")]
    assert [line.verdict for line in panels.judge(told, []).lines] == [Verdict.EXPECTED]
    assert panels.judge(told[:1], []).verdict is Verdict.UNEXPECTED
    assert "to be confirmed" in panels.judge(told[:1], []).lines[0].why


def test_a_panel_that_does_not_look_for_the_treatment_says_so() -> None:
    opiates = [panels.Found("opiates", "screen", "negative")]
    assert panels.judge(opiates, [METHADONE]).not_looked_for == ("Methadone",)
    assert panels.judge([*opiates, panels.Found("eddp", "screen", "positive")], [METHADONE]).not_looked_for == ()
    assert panels.judge([], [METHADONE]).not_looked_for == ()
    assert panels.judge([], [METHADONE]).verdict is Verdict.UNKNOWN


def test_the_example_of_the_reference_for_days_covered() -> None:
    """6.3: fills of 30, 30 and 20 days on days 0, 25 and 70 of 90: 80 of 90."""
    begins = date(2026, 1, 1)
    supplies = [coverage.Supply(begins + timedelta(days=day), days, "b") for day, days in ((0, 30), (25, 30), (70, 20))]
    found = coverage.proportion(supplies, since=begins, until=begins + timedelta(days=89))
    assert (found.days, found.of, round(found.share, 3), found.is_adherent) == (80, 90, Decimal("0.889"), True)
    away = coverage.proportion(supplies, since=begins, until=begins + timedelta(days=89), away=[begins + timedelta(days=65)])
    assert (away.days, away.of) == (80, 89)
    assert coverage.proportion([], since=begins, until=begins).share == 0
    two = [coverage.Supply(begins, 7, "b"), coverage.Supply(begins + timedelta(days=4), 7, "b")]
    assert coverage.spans_of(two) == [  # 6.2: 1 to 14 January
        (begins, begins + timedelta(days=6)),
        (begins + timedelta(days=7), begins + timedelta(days=13)),
    ]
    other = [two[0], coverage.Supply(begins + timedelta(days=4), 7, "m")]
    assert len(coverage.covered_days(other, since=begins, until=begins + timedelta(days=30))) == 11
    full = coverage.proportion([coverage.Supply(begins, 72, "b")], since=begins, until=begins + timedelta(days=89))
    assert full.is_adherent  # 0.80
    assert not coverage.proportion(
        [coverage.Supply(begins, 71, "b")], since=begins, until=begins + timedelta(days=89)
    ).is_adherent


@pytest.mark.parametrize(
    ("gap", "stays"),
    [(range(100, 107), True), (range(100, 108), False), (range(173, 180), True), (range(172, 180), False)],
)
def test_a_gap_of_eight_days_ends_the_time_in_treatment(gap: range, stays: bool) -> None:
    """6.2: a gap of 7 passes, 8 does not, also where it runs to the last day."""
    begins = date(2026, 1, 1)
    covered = [begins + timedelta(days=day) for day in range(180) if day not in gap]
    assert coverage.stayed(covered, since=begins, days=180) is stays


def test_retention_counts_who_began_long_enough_ago() -> None:
    def course(days: int, dose: int) -> retention.Course:
        on = [ago(99) + timedelta(days=day) for day in range(days)]
        return retention.Course("methadone", frozenset(on), tuple((day, Decimal(dose)) for day in on))

    lines = retention.table([course(100, 90), course(20, 50), course(93, 60)], band_of=adequacy.band_label, last=lambda _: TODAY)
    told = [(line.band, line.courses, [(kept.stayed, kept.of) for kept in line.marks]) for line in lines]
    assert told == [
        ("", 3, [(2, 3), (2, 3), (0, 0), (0, 0)]),
        ("below 60 mg", 1, [(0, 1), (0, 1), (0, 0), (0, 0)]),
        ("60 to 79 mg", 1, [(1, 1), (1, 1), (0, 0), (0, 0)]),
        ("80 to 120 mg", 1, [(1, 1), (1, 1), (0, 0), (0, 0)]),
    ]
    assert lines[0].marks[2].share is None


def test_dose_bands_hold_their_edges() -> None:
    edges = {
        ("methadone", "59.999"): "below 60 mg",
        ("methadone", "60"): "60 to 79 mg",
        ("methadone", "79.5"): "60 to 79 mg",
        ("methadone", "80"): "80 to 120 mg",
        ("methadone", "120"): "80 to 120 mg",
        ("methadone", "121"): "above 120 mg",
        ("buprenorphine", "15.9"): "below 16 mg",
        ("buprenorphine", "24"): "16 to 24 mg",
        ("buprenorphine", "24.5"): "above 24 mg",
        ("naltrexone", "50"): "",
    }
    assert {key: adequacy.band_label(key[0], Decimal(key[1])) for key in edges} == edges
    assert all(row["source"] for name in ("bands.csv", "analytes.csv", "schedule.csv") for row in read_rows(name))


def test_an_injection_covers_its_month_and_what_was_taken_before_it_a_day_each() -> None:
    """Daily doses before a monthly injection are not stretched by it."""
    supplies = [*(coverage.Supply(ago(40 + day), 1, "daily") for day in range(10)), coverage.Supply(ago(30), 31, "monthly")]
    found = coverage.proportion(supplies, since=ago(49), until=ago(1))
    assert (found.days, found.of) == (40, 49)
