"""The participants of two trials (CTN-0027, CTN-0030; `cran/public.ctn0094data`, MIT) as the files of a history.

Nothing of the data is in this repository: it is read where it lies. The source gives days from the day of consent and an age,
no names and no dates: both are invented here, the same each time.
"""

import csv
import gzip
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.real_data import CTN0094

CONSENT = date(2007, 1, 8)
SYLLABLES = ("ba", "do", "fe", "gu", "ka", "lo", "mi", "ne", "pu", "ra")  # a name for each number, told apart by its sound
DRUGS = {
    "Methadone": "Methadone",
    "Outpatient BUP": "Buprenorphine/naloxone",
    "Outpatient BUP + EMM": "Buprenorphine/naloxone",
    "Outpatient BUP + SMM": "Buprenorphine/naloxone",
}
DRUG_OF_TRIAL = {"30": "Buprenorphine/naloxone"}
OUTCOMES = {"visit": "kept", "final": "kept", "no visit": "missed", "MISSING": "unknown", "": "unknown"}
REASONS = {
    "is_no_note": "not_noted",
    "is_dead": "died",
    "is_no_show": "no_show",
    "is_no_funding": "cost",
    "is_left_study": "left",
    "is_in_jail": "jail",
    "is_forgot": "forgot",
    "is_in_hospital": "hospital",
    "is_illness": "illness",
    "is_moved": "moved",
    "is_missing_14_consecutive": "long_absence",
    "is_window": "window",
    "is_unable": "unable",
    "is_on_vacation": "vacation",
    "is_other": "other",
}
RACES = {"White": "2106-3", "Black": "2054-5"}
HISPANIC = {"Yes": "2135-2", "No": "2186-5"}
SEXES = {"Yes": "male", "No": "female"}
WITHDRAWAL = {"0": "none", "1": "mild", "2": "moderate", "3": "severe"}


def read(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table of the source."""
    with gzip.open(CTN0094 / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as rows:
        yield from csv.DictReader(rows)


def day(value: str) -> str:
    """'7.0' is day 7; what has none stays empty."""
    return str(int(float(value))) if value else ""


def somebodys_name(number: int) -> str:
    """A name of its own for each number."""
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:04}").capitalize()


def write_folder(folder: Path, *, who: Collection[str] | None = None) -> dict[str, int]:
    """The whole source, or some of its people, as a folder of a history; how many lines each file has."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen: Callable[[str], bool] = (lambda _: True) if who is None else set(who).__contains__
    return {
        name: _write(folder / f"{name}.csv", head, (row for row in rows() if chosen(row[0])))
        for name, (head, rows) in TABLES.items()
    }


def everybody() -> list[str]:
    """The numbers of all participants."""
    return [row["who"] for row in read("everybody")]


def _write(path: Path, head: str, rows: Iterable[tuple[str, ...]]) -> int:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(head.split(","))
        number = 0
        for number, row in enumerate(rows, start=1):  # noqa: B007 - the last one counts them
            writer.writerow(row)
    return number


def _people() -> Iterator[tuple[str, ...]]:
    for row in read("demographics"):
        number = int(row["who"])
        born = ""
        if row["age"]:
            born = (CONSENT - timedelta(days=round(float(row["age"]) * 365.25) + number * 37 % 365)).isoformat()
        race = RACES.get(row["race"], "")
        yield (
            row["who"], born, "Participant", somebodys_name(number), CONSENT.isoformat(), SEXES.get(row["is_male"], ""), race,
            HISPANIC.get(row["is_hispanic"], ""),
        )  # fmt: skip


def _orders() -> Iterator[tuple[str, ...]]:
    """Each randomization. The first phase of two ends the day before the second begins, the last with the last dose."""
    last: dict[str, int] = {}
    for row in read("treatment"):
        last[row["who"]] = max(last.get(row["who"], 0), int(float(row["when"])))
    second = {row["who"]: int(float(row["when"])) for row in read("randomization") if row["which"] == "2"}
    for row in read("randomization"):
        begun = int(float(row["when"]))
        ends = (
            min(last.get(row["who"], -1), second[row["who"]] - 1)
            if second.get(row["who"], 0) > begun
            else last.get(row["who"], -1)
        )
        yield row["who"], str(begun), DRUGS[row["treatment"]], "mg", "daily", str(ends) if ends >= begun else ""


def _doses() -> Iterator[tuple[str, ...]]:
    trial = {row["who"]: row["project"] for row in read("everybody")}
    drugs = {row["who"]: DRUGS[row["treatment"]] for row in read("randomization")}
    for row in read("treatment"):
        drug = drugs.get(row["who"], "") or DRUG_OF_TRIAL.get(trial[row["who"]], "")
        yield row["who"], day(row["when"]), drug, row["amount"], "mg"


def _visits() -> Iterator[tuple[str, ...]]:
    """A missed visit of CTN-0027 has no day: it stands on the day for which the trial planned it, by weeks of treatment."""
    begun = {row["who"]: int(float(row["when"])) for row in read("randomization") if row["which"] == "1"}
    for row in read("visit"):
        reasons = ";".join(word for column, word in REASONS.items() if row[column])
        when, week = day(row["when"]), re.fullmatch(r"WK(\d+)", row["visit"])
        if not when and week and row["who"] in begun:
            when = str(begun[row["who"]] + 7 * int(week[1]))
        yield row["who"], when, row["visit"], OUTCOMES[row["what"]], reasons


def _tests() -> Iterator[tuple[str, ...]]:
    """What was found, and a line for each sample in which nothing was."""
    found = set()
    for row in read("uds"):
        found.add((row["who"], row["when"]))
        yield row["who"], day(row["when"]), row["what"], "found"
    for row in read("uds_temp"):
        if (row["who"], row["when"]) not in found:
            yield row["who"], day(row["when"]), "", "not_found"


def _scores() -> Iterator[tuple[str, ...]]:
    for row in read("withdrawal"):
        yield (
            row["who"],
            day(row["when"]),
            "Withdrawal (COWS), by severity",
            "severity",
            row["withdrawal"],
            WITHDRAWAL[row["withdrawal"]],
        )
    for row in read("fagerstrom"):
        yield row["who"], "0", "Fagerström, nicotine", "total", row["ftnd"], ""


TABLES: dict[str, tuple[str, Callable[[], Iterator[tuple[str, ...]]]]] = {
    "people": ("person,birth_date,given_name,family_name,base_date,sex,race,ethnicity", _people),
    "orders": ("person,day,medication,unit,frequency,end_day", _orders),
    "doses": ("person,day,medication,amount,unit", _doses),
    "visits": ("person,day,visit,outcome,reasons", _visits),
    "drug_tests": ("person,day,substance,finding", _tests),
    "scores": ("person,day,instrument,score,value,words", _scores),
}
