"""Missed days, PDC, gaps and retention of 2,788 real people: by our rules, and once more by pandas, which knows nothing of them.

Nothing of the data is in this repository. Every day from the first dose to the end that the trial planned counts as due, so that
whoever left counts to the end; two doses on one day are one day. The second computation works on whole columns, day numbers and
running maxima, ours on dates, one person at a time.
"""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from tests.patients.histories.ctn0094 import CONSENT, DRUGS
from tests.real_data import CTN0094
from tests.sweeps import ALL
from treatment_plans.regimens.monitoring.rules import adequacy, coverage, retention
from treatment_plans.regimens.rules.calendar import Taken, missed_run
from treatment_plans.regimens.vocabulary import DoseOutcome

pytestmark = pytest.mark.skipif(not CTN0094.is_dir(), reason="the data of CTN-0094 is not beside the repository")

WEEKS = {27: 24, 30: 12}  # of treatment, by trial
SUBSTANCE = {"Methadone": "methadone", "Buprenorphine/naloxone": "buprenorphine"}


@cache
def tables() -> tuple[Any, Any]:
    """One row for each person, and one for each person and day with a dose."""
    pandas = pytest.importorskip("pandas")
    people = pandas.read_csv(CTN0094 / "everybody.csv.gz").set_index("who")
    arms = pandas.read_csv(CTN0094 / "randomization.csv.gz").query("which == 1").set_index("who")["treatment"]
    people["drug"] = arms.map(DRUGS).map(SUBSTANCE).reindex(people.index).fillna("buprenorphine")
    rows = pandas.read_csv(CTN0094 / "treatment.csv.gz").dropna(subset=["amount", "when"]).query("amount > 0")
    doses = rows.astype({"when": int}).groupby(["who", "when"], as_index=False)["amount"].max()
    people = people.join(doses.groupby("who")["when"].agg(["min"]))
    people["end"] = people["min"] + people["project"].map(WEEKS) * 7 - 1
    return people, doses[doses["when"] <= doses["who"].map(people["end"])]


@cache
def ours() -> dict[int, tuple[str, list[date], dict[date, Decimal]]]:
    """The same, as our rules take it: the medicine, the due days, and the dose of each day."""
    people, doses = tables()
    taken: dict[int, dict[date, Decimal]] = {int(who): {} for who in people.index}
    for who, when, amount in zip(doses["who"], doses["when"], doses["amount"], strict=True):
        taken[int(who)][CONSENT + timedelta(days=int(when))] = Decimal(str(amount))
    found = {}
    for who, drug, begins, ends in zip(people.index, people["drug"], people["min"], people["end"], strict=True):
        days = range(int(begins), int(ends) + 1) if taken[int(who)] else range(0)
        found[int(who)] = (str(drug), [CONSENT + timedelta(days=day) for day in days], taken[int(who)])
    return found


def day_number(day: date) -> int:
    return (day - CONSENT).days


@cache
def grid() -> Any:
    """Each person's every due day in a row, and whether there was a dose."""
    pandas = pytest.importorskip("pandas")
    people, doses = tables()
    known = people.dropna(subset=["min"]).astype({"min": int, "end": int})
    length = known["end"] - known["min"] + 1
    days = pandas.DataFrame({"who": known.index.repeat(length)})
    days["day"] = days.groupby("who").cumcount()
    days["when"] = days["day"] + days["who"].map(known["min"])
    days = days.merge(doses, on=["who", "when"], how="left", validate="one_to_one")
    days["has"] = days["amount"].notna()
    # missed days up to this one, less those up to the last day with a dose
    days["misses"] = (~days["has"]).groupby(days["who"]).cumsum()
    days["base"] = days["misses"].where(days["has"]).groupby(days["who"]).ffill().fillna(0)
    days["run"] = (days["misses"] - days["base"]).astype(int)
    return days


def test_missed_days_of_everybody_are_the_same_by_two_ways(record_property: Callable[[str, object], None]) -> None:
    """What the job of missed doses counts, as it stands at the end of each day: every seventh day, and the last."""
    days = grid()
    expected = dict(zip(zip(days["who"], days["when"], strict=True), days["run"], strict=True))
    wrong, compared = [], 0
    for who, (_, due, taken) in ours().items():
        doses = [Taken(on, 1, DoseOutcome.OBSERVED) for on in taken]
        for number, until in enumerate(due):
            if ALL or number % 7 == who % 7 or until == due[-1]:
                compared += 1
                run = missed_run(due, doses, until=until)
                if run.days != expected[who, day_number(until)]:
                    wrong.append((who, until, run.days))
    assert wrong[:5] == []
    assert len(ours()) == 2788
    record_property("figures", f"{compared:,} days of {len(ours()):,} people, 0 differences")


def test_days_covered_and_gaps_of_everybody_are_the_same_by_two_ways() -> None:
    days = grid()
    theirs = days.groupby("who")["has"].agg(["sum", "size"])
    gaps = days.groupby("who")["run"].max().to_dict()
    wrong = []
    for who, (drug, due, taken) in ours().items():
        if not due:
            continue
        since, until = due[0], due[-1]
        supplies = [coverage.Supply(on, 1, drug) for on in taken]
        found = coverage.proportion(supplies, since=since, until=until)
        if (found.days, found.of) != tuple(theirs.loc[who]):
            wrong.append((who, found))
        if coverage.longest_gap(coverage.covered_days(supplies, since=since, until=until), since=since, until=until) != gaps[who]:
            wrong.append((who, "gap"))
    assert wrong[:5] == []


def test_supply_that_overlaps_is_shifted_the_same_by_two_ways() -> None:
    """Every fifth day with a dose as a fill of seven days: less the days of the fills before, its start is a running maximum."""
    days = grid()
    fills = days[days["has"] & (days["day"] % 5 == 0)].copy()
    before = fills.groupby("who").cumcount() * 7
    fills["begins"] = before + (fills["day"] - before).groupby(fills["who"]).cummax()
    fills["ends"] = fills["begins"] + 6
    size = days.groupby("who").size()
    inside = (fills[["ends"]].assign(last=fills["who"].map(size) - 1).min(axis=1) - fills["begins"] + 1).clip(lower=0)
    theirs = inside.groupby(fills["who"]).sum().to_dict()
    wrong = []
    for who, (drug, due, taken) in ours().items():
        supplies = [coverage.Supply(day, 7, drug) for day in due[::5] if day in taken]
        if due and coverage.proportion(supplies, since=due[0], until=due[-1]).days != theirs.get(who, 0):
            wrong.append(who)
    assert wrong[:5] == []


def test_retention_by_medicine_and_dose_band_is_the_same_by_two_ways(record_property: Callable[[str, object], None]) -> None:
    people, _ = tables()
    days = grid()
    early = days[(days["day"] < retention.BAND_DAYS) & days["has"]]
    dose = early.groupby("who")["amount"].quantile(0.5, interpolation="lower")
    told = days.groupby("who").size()
    frame = people.loc[told.index, ["drug"]].assign(dose=dose, told=told)
    limits = {"methadone": [60, 80, 120], "buprenorphine": [16, 24]}
    names = {drug: [one.label for one in adequacy.bands() if one.substance == drug] for drug in limits}
    frame["band"] = [
        names[drug][(dose >= limits[drug][0]) + sum(dose > top if top in (120, 24) else dose >= top for top in limits[drug][1:])]
        for drug, dose in zip(frame["drug"], frame["dose"], strict=True)
    ]
    expected = {}
    for mark in retention.MARKS:
        inside = days[days["day"] < mark].groupby("who")["run"].max()
        open_ones = frame.assign(stayed=inside < coverage.GAP)[frame["told"] >= mark]
        for drug, lines in open_ones.groupby("drug"):
            expected[drug, "", mark] = (int(lines["stayed"].sum()), len(lines))
            expected |= {(drug, band, mark): (int(part["stayed"].sum()), len(part)) for band, part in lines.groupby("band")}
    ends = {}
    courses = []
    for drug, due, taken in ours().values():
        if due:
            courses.append(retention.Course(drug, frozenset(taken), tuple(taken.items())))
            ends[id(courses[-1])] = due[-1]
    lines = retention.table(courses, band_of=adequacy.band_label, last=lambda course: ends[id(course)])
    found = {
        (line.medicine, line.band, mark): (kept.stayed, kept.of)
        for line in lines
        for mark, kept in zip(retention.MARKS, line.marks, strict=True)
        if kept.of
    }
    assert found == expected
    whole = [
        f"{line.medicine} {[f'{kept.share:.1%}' for kept in line.marks if kept.share is not None]}"
        for line in lines
        if not line.band
    ]
    record_property("figures", "; ".join(whole))
