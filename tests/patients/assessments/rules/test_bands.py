"""Each edge of each band, on both sides, from answers. Clinical reference 4.1 to 4.10; the bands of the data have no gap."""

from decimal import Decimal
from itertools import pairwise

from patients.assessments.catalogue import definition, definitions
from patients.assessments.rules import Facts, band_of, bands_for
from patients.assessments.rules.spanish import BANDS, band_for_person
from tests.patients.assessments.rules.edges import filled, outcome, row, told

MAN, WOMAN, UNKNOWN = {"sex": "male", "age": 40}, {"sex": "female", "age": 40}, {}
OLD_MAN = {"sex": "male", "age": 66}

# instrument, whom, total, band, whether it is positive
EDGES = [
    *[("phq2", UNKNOWN, total, "negative", False) for total in (0, 2)],
    *[("phq2", UNKNOWN, total, "positive", True) for total in (3, 6)],
    *[("phq9", UNKNOWN, total, "minimal", False) for total in (0, 4)],
    *[("phq9", UNKNOWN, total, "mild", False) for total in (5, 9)],
    *[("phq9", UNKNOWN, total, "moderate", True) for total in (10, 14)],
    *[("phq9", UNKNOWN, total, "moderately_severe", True) for total in (15, 19)],
    *[("phq9", UNKNOWN, total, "severe", True) for total in (20, 27)],
    *[("gad2", UNKNOWN, total, "negative", False) for total in (0, 2)],
    *[("gad2", UNKNOWN, total, "positive", True) for total in (3, 6)],
    *[("gad7", UNKNOWN, total, "minimal", False) for total in (0, 4)],
    *[("gad7", UNKNOWN, total, "mild", False) for total in (5, 9)],
    *[("gad7", UNKNOWN, total, "moderate", True) for total in (10, 14)],
    *[("gad7", UNKNOWN, total, "severe", True) for total in (15, 21)],
    *[("audit", MAN, total, "zone_1", False) for total in (0, 7)],
    *[("audit", MAN, total, "zone_2", True) for total in (8, 15)],
    *[("audit", MAN, total, "zone_3", True) for total in (16, 19)],
    *[("audit", MAN, total, "zone_4", True) for total in (20, 40)],
    *[("audit", whom, 6, "zone_1", False) for whom in (WOMAN, UNKNOWN, OLD_MAN, {"sex": "other"})],
    *[("audit", whom, 7, "zone_2", True) for whom in (WOMAN, UNKNOWN, OLD_MAN, {"sex": "other"})],
    *[("audit", WOMAN, total, "zone_3", True) for total in (16, 19)],
    *[("audit", WOMAN, total, band, True) for total, band in [(15, "zone_2"), (20, "zone_4")]],
    ("audit", {"sex": "male", "age": 65}, 7, "zone_1", False),
    ("audit", {"sex": "male"}, 7, "zone_1", False),
    *[("auditc", MAN, total, "below", False) for total in (0, 3)],
    *[("auditc", MAN, total, "positive", True) for total in (4, 12)],
    *[("auditc", whom, total, "below", False) for whom in (WOMAN, UNKNOWN) for total in (0, 2)],
    *[("auditc", whom, total, "positive", True) for whom in (WOMAN, UNKNOWN) for total in (3, 12)],
    ("dast10", UNKNOWN, 0, "none", False),
    *[("dast10", UNKNOWN, total, "low", False) for total in (1, 2)],
    *[("dast10", UNKNOWN, total, "intermediate", True) for total in (3, 5)],
    *[("dast10", UNKNOWN, total, "substantial", True) for total in (6, 8)],
    *[("dast10", UNKNOWN, total, "severe", True) for total in (9, 10)],
    ("alcohol_days", UNKNOWN, 0, "none", False),
    *[("alcohol_days", UNKNOWN, total, "positive", True) for total in (1, 366)],
    ("drug_days", UNKNOWN, 0, "none", False),
    *[("drug_days", UNKNOWN, total, "positive", True) for total in (1, 366)],
    *[("craving", UNKNOWN, total, "below", False) for total in (0, 7)],
    *[("craving", UNKNOWN, total, "strong", True) for total in (8, 10)],
    *[("cows", UNKNOWN, total, "none", False) for total in (0, 4)],
    *[("cows", UNKNOWN, total, "mild", True) for total in (5, 12)],
    *[("cows", UNKNOWN, total, "moderate", True) for total in (13, 24)],
    *[("cows", UNKNOWN, total, "moderately_severe", True) for total in (25, 36)],
    *[("cows", UNKNOWN, total, "severe", True) for total in (37, 48)],
    *[("ciwa", UNKNOWN, total, "mild", False) for total in (0, 9)],
    *[("ciwa", UNKNOWN, total, "moderate", True) for total in (10, 18)],
    *[("ciwa", UNKNOWN, total, "severe", True) for total in (19, 67)],
    *[("barc10", UNKNOWN, total, "building", False) for total in (10, 46)],
    *[("barc10", UNKNOWN, total, "strong", False) for total in (47, 60)],
    *[("ort_oud", UNKNOWN, total, "lower", False) for total in (0, 2)],
    *[("ort_oud", UNKNOWN, total, "higher", True) for total in (3, 9)],
]


def test_each_edge_from_answers() -> None:
    wrong = []
    for code, whom, total, band, positive in EDGES:
        found = told(outcome(code, filled(code, total), **whom))
        if found != (total, band, positive):
            wrong.append(f"{code} {whom} {total}: {found}, not {band}")
    assert not wrong


def test_pc_ptsd_5_has_a_lower_cut_off_where_sex_is_not_known_or_female() -> None:
    def band(yes: int, **whom: str) -> object:
        return told(outcome("pcptsd5", {"gate": 1} | row([1] * yes + [0] * (5 - yes)), **whom))

    assert [band(yes, sex="male") for yes in (3, 4)] == [(3, "below", False), (4, "positive", True)]
    for whom in ({"sex": "female"}, {}):
        assert [band(yes, **whom) for yes in (2, 3, 5)] == [(2, "below", False), (3, "positive", True), (5, "positive", True)]


def test_the_parts_of_the_bam_have_their_own_edges() -> None:
    parts = definition("bam").settings["parts"]
    edges = [
        *[("use", 0, "none", False), ("use", 1, "some", True), ("use", 12, "some", True)],
        *[("risk", 0, "lower", False), ("risk", 11, "lower", False), ("risk", 12, "higher", True), ("risk", 24, "higher", True)],
        *[("protective", 0, "few", True), ("protective", 12, "few", True)],
        *[("protective", 13, "more", False), ("protective", 24, "more", False)],
    ]
    wrong = [
        (name, total, found)
        for name, total, band, positive in edges
        for found in [told(outcome("bam", filled("bam", total, parts[name]["items"])), name)]
        if found != (total, band, positive)
    ]
    assert not wrong
    found = outcome("bamr", filled("bamr", 90, ["4", "5", "6"]))
    assert told(found, "use") == (90, "some", True)


def test_bands_cover_the_whole_range_without_gap_or_overlap_for_everybody() -> None:
    wrong = []
    for asked in definitions().values():
        for one in asked.scores:
            for facts in (Facts(), Facts(sex="male", age=40), Facts(sex="female"), Facts(sex="male", age=70)):
                bands = bands_for(asked, one.name, facts)
                found = [band_of(asked, one.name, Decimal(value), facts) for value in range(int(one.low), int(one.high) + 1)]
                edges = [(band.low, band.high) for band in bands]
                joined = all(high + 1 == low for (_, high), (low, _) in pairwise(edges))
                if bands and (None in found or not joined or (edges[0][0], edges[-1][1]) != (one.low, one.high)):
                    wrong.append(f"{asked.code} {one.name} {edges}")
    assert not wrong


def test_the_highest_answers_make_the_highest_score() -> None:
    """Among them COWS, whose maxima make 48 (4.4), and CIWA-Ar with 67."""
    wrong = []
    for asked in definitions().values():
        if asked.scorer not in ("sum", "opioid_withdrawal"):
            continue
        for one in asked.scores:
            part = asked.settings["parts"][one.name]["items"]
            highest = sum(
                max([option.value for option in item.options] or [item.high]) for item in asked.items if item.link_id in part
            )
            lowest = sum(
                min([option.value for option in item.options] or [item.low]) for item in asked.items if item.link_id in part
            )
            if (lowest, highest) != (one.low, one.high):
                wrong.append(f"{asked.code} {one.name}: {lowest} to {highest}, not {one.low} to {one.high}")
    assert not wrong
    assert [int(definition(code).scores[0].high) for code in ("cows", "ciwa", "audit", "phq9")] == [48, 67, 40, 27]


def test_every_band_has_its_words_in_spanish_for_whom_it_is_about() -> None:
    labels = {band.label for one in definitions().values() for score in one.scores for band in score.bands}
    assert labels == set(BANDS)
    assert band_for_person("Mild", "es") == "Leve"
    assert band_for_person("Mild", "en") == "Mild"
    assert band_for_person("As another system calls it", "es") == "As another system calls it"
