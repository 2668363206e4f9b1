"""Real and small histories of doses: which orders they stand for, and what the rules of titration say of each step."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.patients.histories import ctn0094
from tests.real_data import CTN0094
from tests.sweeps import some
from tests.treatment_plans.regimens.safety.people import SETTINGS, drug
from treatment_plans.regimens.management.commands.judge_histories import read_people
from treatment_plans.regimens.safety.histories import Person, Taken, Tally, by_day, drafts, judge_people, told

FIRST = date(2025, 3, 1)


def person(*doses: tuple[int, int], name: str = "methadone") -> Person:
    """Days from the first one, with milligrams."""
    rows = [Taken(FIRST + timedelta(days=day), drug(name), Decimal(amount)) for day, amount in doses]
    return Person("p", date(1980, 1, 1), "male", rows)


def test_the_orders_of_a_history() -> None:
    cases = [
        ("one dose", person((0, 30)), "start 30"),
        ("the same dose", person((0, 30), (1, 30), (2, 30)), "start 30"),
        ("two missed days", person((0, 30), (3, 30)), "start 30"),
        ("three missed days ask for a new order", person((0, 30), (4, 30)), "start 30, same 30"),
        ("up and down", person((0, 30), (1, 40), (2, 35)), "start 30, raise 40, lower 35"),
        ("in any order", person((2, 35), (0, 30), (1, 40)), "start 30, raise 40, lower 35"),
        ("two entries of a day", person((0, 30), (0, 80), (1, 30)), "start 30"),
    ]
    wrong = []
    for name, who, expected in cases:
        found = ", ".join(f"{does} {facts.draft.day_total}" for facts, does in drafts(who, new_order_days=3))
        if found != expected:
            wrong.append(f"{name}: {found}")
    assert wrong == []
    switched = Person("p", None, "", [*person((0, 30)).doses, *person((9, 8), name="suboxone").doses])
    assert [does for _, does in drafts(switched, new_order_days=3)] == ["start", "start"]
    assert [facts.draft.is_transition for facts, _ in drafts(switched, new_order_days=3)] == [False, True]
    assert len(by_day(switched.doses)) == 2


def test_flagged_steps_say_how_they_are_to_be_understood() -> None:
    titrated = person((0, 30), (1, 40), (2, 40), (3, 40), (4, 60))
    later = person(*((day, 60) for day in range(30)), (30, 80))
    back = person(*((day, 80) for day in range(30)), (30, 40), (31, 80))
    tally = judge_people([titrated, later, back, person()], SETTINGS)
    assert [(step.rules, int(step.after - step.before), step.days_at_dose, step.why) for step in tally.flagged] == [
        (("M-04",), 10, 1, "titration in the first two weeks"),
        (("M-03",), 20, 3, "titration in the first two weeks"),
        (("M-03",), 20, 30, "raised later"),
        (("M-03", "M-04"), 40, 1, "back to a dose taken in the two weeks before"),
    ]
    lines = list(told(tally))
    assert lines[0] == "3 people, 68 doses, 8 orders: 3 start, 4 raise, 0 same, 1 lower"
    assert any(line.split() == ["OVR", "6", "75.00", "%"] for line in lines)  # two starts above 50 mg too
    assert next(iter(told(Tally()))).startswith("0 people")


def test_a_folder_is_judged_or_is_no_history(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "people.csv").write_text("person,birth_date,base_date,sex\n1,1980-01-01,2025-03-01,male\n", encoding="utf-8")
    rows = "1,0,Methadone,30\n1,3,Methadone,50\n1,4,,5\n2,0,Methadone,30\n"
    (tmp_path / "doses.csv").write_text(f"person,day,medication,amount\n{rows}", encoding="utf-8")
    call_command("judge_histories", str(tmp_path))
    said = capsys.readouterr().out
    assert "1 people, 2 doses, 2 orders: 1 start, 1 raise" in said
    assert "M-03 OVR" in said
    call_command("judge_histories", str(tmp_path), "--steps")
    assert capsys.readouterr().out.splitlines()[1:] == ["1,4,30,50,3,M-03,titration in the first two weeks"]
    for people, doses in (("", ""), ("person,birth_date\n1,\n", "person,day,medication,amount\n1,3,methadone,5\n")):
        (tmp_path / "people.csv").write_text(people, encoding="utf-8")
        (tmp_path / "doses.csv").write_text(doses or "who\nx\n", encoding="utf-8")
        with pytest.raises(CommandError, match="no history"):
            call_command("judge_histories", str(tmp_path))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("judge_histories", str(tmp_path / "nowhere"))


def _counted(doses: list[tuple[int, Decimal]]) -> Iterator[tuple[bool, bool]]:
    """The steps up of one person, counted without the engine: above 10 mg, and within 3 days of the last change."""
    first: dict[int, Decimal] = {}
    for day, amount in doses:
        first.setdefault(day, amount)
    before, since = None, 0
    for day in sorted(first):
        if before is not None and first[day] > before:
            yield first[day] - before > 10, day - since < 3
        if first[day] != before:
            before, since = first[day], day


@pytest.mark.skipif(not CTN0094.is_dir(), reason="the data of CTN-0094 is not beside the repository")
def test_real_histories_are_flagged_as_counting_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the engine, and by a count of its own: no difference. A part of the people; all of them with CARE_SWEEP=all."""
    on_methadone = sorted({row["who"] for row in ctn0094.read("randomization") if row["treatment"] == "Methadone"}, key=int)
    others = sorted(set(ctn0094.everybody()) - set(on_methadone), key=int)
    chosen = {*some(on_methadone, 30, of="judged on methadone"), *some(others, 10, of="judged on others")}
    for name in ("people", "doses"):
        head, rows = ctn0094.TABLES[name]
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head.split(","), *(row for row in rows() if row[0] in chosen)])
    tally = judge_people(read_people(tmp_path), SETTINGS)
    doses: dict[str, list[tuple[int, Decimal]]] = {}
    with (tmp_path / "doses.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["medication"] == "Methadone":
                doses.setdefault(row["person"], []).append((int(row["day"]), Decimal(row["amount"])))
    counted = Counter(rules for who in doses for rules in _counted(doses[who]))
    engine = Counter(("M-03" in step.rules, "M-04" in step.rules) for step in tally.flagged)
    engine[False, False] = tally.raises - len(tally.flagged)
    assert engine == counted
    assert tally.strongest["HARD"] == 0  # nothing in what these people took would have been refused
    with capsys.disabled():
        print("\n" + "\n".join(told(tally)))
