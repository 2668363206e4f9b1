"""DSM-5 criteria: what counts, severity, remission and the code. Clinical reference 4.9."""

import csv
import gzip
from pathlib import Path

from patients.assessments.catalogue import definition
from patients.assessments.rules.scoring.use_disorder import ICD10CM
from tests.patients.assessments.rules.edges import Numbers, named, outcome, row

ICD_FILE = Path(__file__).parents[4] / "patients" / "story" / "codes" / "icd10cm.csv.gz"


def met(number: int, *, but: tuple[int, ...] = ()) -> dict[str, int]:
    """So many criteria, the first ones but those."""
    left = [place for place in range(1, 12) if place not in but][:number]
    return {str(place): int(place in left) for place in range(1, 12)}


ALL = row([1] * 11)
CRAVING = met(0) | {"4": 1}

# subject, answers, criteria, code, words
CASES: list[tuple[str, Numbers, int, str, str]] = [
    ("opioids", met(0), 0, "", ""),
    ("opioids", met(1), 1, "", ""),
    ("opioids", met(2), 2, "F11.10", "Opioid use disorder, mild."),
    ("opioids", met(3), 3, "F11.10", "mild"),
    ("opioids", met(4), 4, "F11.20", "moderate"),
    ("opioids", met(5), 5, "F11.20", "moderate"),
    ("opioids", met(6), 6, "F11.20", "severe"),
    ("opioids", ALL, 11, "F11.20", "severe"),
    # taken as prescribed: tolerance and withdrawal do not count, for three classes alone
    ("opioids", ALL | {"prescribed": 1}, 9, "F11.20", "severe"),
    ("opioids", ALL | {"prescribed": 0}, 11, "F11.20", "severe"),
    ("opioids", met(0) | {"1": 1, "10": 1, "11": 1, "prescribed": 1}, 1, "", ""),
    ("sedatives", met(2) | {"10": 1, "11": 1, "prescribed": 1}, 2, "F13.10", "Sedative use disorder, mild."),
    ("stimulants", met(2) | {"10": 1, "11": 1, "prescribed": 1}, 2, "F15.10", "Stimulant use disorder, mild."),
    ("alcohol", met(2) | {"10": 1, "11": 1, "prescribed": 1}, 4, "F10.20", "moderate"),
    ("cocaine", met(2) | {"10": 1, "11": 1, "prescribed": 1}, 4, "F14.20", "moderate"),
    # no withdrawal among hallucinogens and inhalants
    ("hallucinogens", ALL, 10, "F16.20", "severe"),
    ("inhalants", met(1) | {"11": 1}, 1, "", ""),
    ("inhalants", met(2), 2, "F18.10", "mild"),
    ("cannabis", met(2), 2, "F12.10", "mild"),
    ("other", met(6), 6, "F19.20", "Other substance use disorder, severe."),
    # remission
    ("alcohol", met(6) | {"months": 2}, 6, "F10.20", "Alcohol use disorder, severe."),
    ("alcohol", met(6) | {"months": 3}, 6, "F10.21", "severe, in early remission."),
    ("alcohol", met(2) | {"months": 11}, 2, "F10.11", "mild, in early remission."),
    ("alcohol", met(2) | {"months": 11, "earlier": 3}, 2, "F10.21", "severe, in early remission."),
    ("alcohol", met(0) | {"months": 11, "earlier": 2}, 0, "F10.21", "moderate, in early remission."),
    ("alcohol", met(0) | {"months": 12, "earlier": 1}, 0, "F10.11", "mild, in sustained remission."),
    ("alcohol", CRAVING | {"months": 40, "earlier": 3}, 1, "F10.21", "severe, in sustained remission."),
    ("alcohol", met(0) | {"months": 40}, 0, "", ""),
    ("alcohol", met(0) | {"earlier": 3}, 0, "", "no severity and no remission follow"),
    ("alcohol", met(1) | {"earlier": 3, "months": 2}, 1, "", "no severity and no remission follow"),
    ("alcohol", met(4) | {"months": 12}, 4, "F10.20", "look at both again"),
    ("alcohol", met(1) | {"months": 12, "earlier": 3}, 1, "", "look at both again"),
    # specifiers
    ("opioids", met(6) | {"months": 5, "maintenance": 1}, 6, "F11.21", "in early remission, on maintenance medication."),
    ("opioids", met(6) | {"controlled": 1}, 6, "F11.20", "severe, in a controlled environment."),
    ("alcohol", met(6) | {"maintenance": 1}, 6, "F10.20", "Alcohol use disorder, severe."),
    # tobacco has codes of its own
    ("tobacco", met(3), 3, "Z72.0", "Tobacco use disorder, mild."),
    ("tobacco", met(4), 4, "F17.200", "moderate"),
    ("tobacco", met(6) | {"product": 1}, 6, "F17.210", "severe"),
    ("tobacco", met(6) | {"product": 2, "months": 3}, 6, "F17.221", "in early remission"),
    ("tobacco", met(0) | {"product": 9, "months": 12, "earlier": 2}, 0, "F17.291", "in sustained remission"),
    ("tobacco", met(2) | {"months": 4}, 2, "", "No ICD-10-CM code follows"),
    # nobody said what it was asked about
    ("", met(6), 6, "", "Substance use disorder, severe."),
]


def test_each_case() -> None:
    wrong = []
    for subject, given, criteria, code, words in CASES:
        found = outcome("dsm5_sud", given, subject=subject)
        one = named(found, "criteria")
        codes = ((ICD10CM, code),) if code else ()
        if one is None or int(one.value) != criteria or found.codes != codes or words not in " ".join(found.notes):
            wrong.append(f"{subject} {given}: {one}, {found.codes}, {found.notes}")
    assert not wrong


def test_severity_bands_at_each_edge() -> None:
    bands = [named(outcome("dsm5_sud", met(number), subject="alcohol"), "criteria") for number in range(12)]
    assert [one.band if one else None for one in bands] == ["none"] * 2 + ["mild"] * 2 + ["moderate"] * 2 + ["severe"] * 6


def test_with_a_criterion_missing_nothing_is_said() -> None:
    found = outcome("dsm5_sud", ALL | {"7": None}, subject="alcohol")
    assert (found.scores, found.codes, found.notes, found.unscored) == ((), (), (), {"criteria": ("7",)})
    assert outcome("dsm5_sud", {**ALL, "11": None}, subject="inhalants").scores  # withdrawal does not count there


def test_every_code_that_may_follow_is_one_of_the_list() -> None:
    with gzip.open(ICD_FILE, "rt", encoding="utf-8", newline="") as file:
        known = {line["code"] for line in csv.DictReader(file)}
    possible = {
        code
        for subject in definition("dsm5_sud").subjects
        for number in (2, 4, 6)
        for months in (0, 3)
        for product in (0, 1, 2, 9)
        for _, code in outcome("dsm5_sud", met(number) | {"months": months, "product": product}, subject=subject).codes
    }
    domains = {domain["code"] for domain in definition("hrsn").settings["domains"] if "code" in domain}
    assert len(possible) == 9 * 4 + 1 + 4 * 2
    assert possible | domains <= known, (possible | domains) - known
