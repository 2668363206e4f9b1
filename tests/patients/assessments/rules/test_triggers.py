"""Each answer that calls for somebody, on both sides of its edge, and what a result asks for next. Clinical reference 4, 9.4."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from patients.assessments.catalogue import definition, definitions
from patients.assessments.rules import Danger, next_check
from tests.patients.assessments.rules.edges import Numbers, filled, outcome, row

NO = row([0] * 8)
ABOVE_36 = filled("cows", 37)
SEIZURE, DELIRIUM, HALLUCINATIONS = ({"seizure": 1}, {"delirium": 1}, {"hallucinations": 1})

# instrument, answers, codes of what is called for
CALLS: list[tuple[str, Numbers, list[str]]] = [
    ("phq9", NO | {"9": 0}, []),
    ("phq9", NO | {"9": 1}, ["phq9_item9"]),
    ("phq9", NO | {"9": 2}, ["phq9_item9_now"]),
    ("phq9", NO | {"9": 3}, ["phq9_item9_now"]),
    ("phq9", {"9": 1}, ["phq9_item9"]),  # the other questions wait: the answer calls all the same
    ("phq9", row([3] * 8), []),
    ("cssrs", {"1": 0, "2": 0, "6": 0}, []),
    ("cssrs", {"1": 1, "2": 0, "6": 0}, ["cssrs_low"]),
    ("cssrs", {"1": 0, "2": 1, "3": 0, "4": 0, "5": 0, "6": 0}, ["cssrs_low"]),
    ("cssrs", {"1": 1, "2": 1, "3": 1, "4": 0, "5": 0, "6": 0}, ["cssrs_moderate"]),
    ("cssrs", {"1": 0, "2": 0, "6": 1, "6-recent": 0}, ["cssrs_moderate"]),
    ("cssrs", {"1": 1, "2": 1, "3": 0, "4": 1, "5": 0, "6": 0}, ["cssrs_high"]),
    ("cssrs", {"1": 1, "2": 1, "3": 0, "4": 0, "5": 1, "6": 0}, ["cssrs_high"]),
    ("cssrs", {"1": 0, "2": 0, "6": 1, "6-recent": 1}, ["cssrs_high"]),
    ("cssrs", {"1": 0, "2": 0, "6": 1}, ["cssrs_high"]),  # when it was is not told
    ("cssrs", {"1": 1}, ["cssrs_low"]),  # the others wait
    ("cssrs", {"2": 1, "3": 1}, ["cssrs_moderate"]),
    ("cssrs", {"2": 1, "4": 1}, ["cssrs_high"]),
    ("cssrs", {}, []),
    ("ciwa", filled("ciwa", 18), []),
    ("ciwa", filled("ciwa", 19), ["ciwa_severe"]),
    ("ciwa", {"nausea": 7, "tremor": 7, "sweats": 5}, ["ciwa_severe"]),  # 19 already, whatever the others are
    ("ciwa", {"nausea": 7, "tremor": 7, "sweats": 4}, []),
    *[("ciwa", filled("ciwa", 3) | sign, ["ciwa_complicated"]) for sign in (SEIZURE, DELIRIUM, HALLUCINATIONS)],
    ("ciwa", {"unable": 1} | SEIZURE, ["ciwa_complicated"]),
    ("ciwa", filled("ciwa", 30) | DELIRIUM, ["ciwa_severe", "ciwa_complicated"]),
    ("cows", filled("cows", 36), []),
    ("cows", ABOVE_36, ["cows_severe"]),
    ("hrsn", {"7": 4, "8": 4, "9": 1, "10": 1}, []),
    ("hrsn", {"7": 4, "8": 4, "9": 2, "10": 1}, ["hits_positive"]),
    ("hrsn", {"7": 5, "8": 5, "9": 1}, ["hits_positive"]),
    ("craving", {"now": 7}, []),
    ("craving", {"now": 8}, ["craving_strong"]),
]
LEVELS = {
    "phq9_item9": Danger.URGENT,
    "phq9_item9_now": Danger.URGENT,
    "hits_positive": Danger.URGENT,
    "cows_rise": Danger.URGENT,
    "cssrs_low": Danger.RAISED,
    "cssrs_moderate": Danger.URGENT,
    "cssrs_high": Danger.CRISIS,
    "ciwa_severe": Danger.CRISIS,
    "ciwa_complicated": Danger.CRISIS,
    "cows_severe": Danger.CRISIS,
    "craving_strong": Danger.RAISED,
}


def test_each_trigger_on_both_sides() -> None:
    wrong = []
    for code, given, expected in CALLS:
        found = outcome(code, given)
        if [one.code for one in found.triggers] != expected:
            wrong.append(f"{code} {given}: {found.triggers}")
        wrong += [f"{one.code} {one.danger}" for one in found.triggers if LEVELS[one.code] is not one.danger]
    assert not wrong
    known = {row["code"] for one in definitions().values() for row in one.settings.get("triggers", ())}
    assert known | {"cows_rise"} == LEVELS.keys()


def test_thoughts_on_most_days_are_taken_sooner_under_a_title_of_their_own() -> None:
    some, most = outcome("phq9", {"9": 1}), outcome("phq9", {"9": 2})
    assert some.asks_for == most.asks_for == ("cssrs",)
    assert some.triggers[0].title != most.triggers[0].title
    assert (some.triggers[0].minutes, most.triggers[0].minutes) == (0, 5)


def test_the_risk_is_scored_only_where_no_missing_answer_could_change_it() -> None:
    def risk(given: Numbers) -> int | None:
        found = outcome("cssrs", given)
        assert bool(found.scores) != bool(found.unscored)
        return int(found.scores[0].value) if found.scores else None

    assert risk({"1": 0, "2": 0, "6": 0}) == 0
    assert risk({"1": None, "2": 0, "6": 0}) is None
    assert risk({"1": None, "2": 1, "3": 0, "4": 0, "5": 0, "6": 0}) == 1
    assert risk({"1": 1, "2": 1, "3": None, "4": 0, "5": 0, "6": 0}) is None
    assert risk({"2": 1, "4": 1}) == 3
    assert risk({"1": 0, "2": 0, "6": 1}) is None
    assert risk({"1": 0, "6": 1, "6-recent": 1}) == 3


AT = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)

# minutes since the dose, score now, earlier scores (minutes before now, score), whether it is a rise
RISES = [
    (60, 16, [(90, 10)], True),
    (60, 15, [(90, 10)], False),
    (120, 16, [(150, 10)], True),
    (121, 16, [(150, 10)], False),
    (60, 16, [(90, 10), (600, 2)], True),
    (60, 16, [(90, 11), (600, 2)], False),  # the last before the dose, not an earlier one
    (60, 16, [(30, 4)], False),  # after the dose
    (60, 16, [(60, 10)], True),
    (60, 16, [(60 + 24 * 60, 10)], True),
    (60, 16, [(61 + 24 * 60, 10)], False),  # more than a day before the dose
    (60, 16, [], False),
    (None, 16, [(90, 2)], False),
]


def test_a_rise_after_buprenorphine_is_told_within_two_hours() -> None:
    wrong = []
    for minutes, now, before, expected in RISES:
        earlier = {"total": [(AT - timedelta(minutes=ago), Decimal(value)) for ago, value in before]}
        given = filled("cows", now) | ({} if minutes is None else {"dose-minutes": minutes})
        found = outcome("cows", given, at=AT, earlier=earlier)
        if ([one.code for one in found.triggers] == ["cows_rise"]) is not expected:
            wrong.append(f"{minutes} {now} {before}: {found.triggers}")
    assert not wrong
    written = filled("cows", 16) | {"dose-minutes": 30, "before": 10}
    assert "From 10 to 16 in 30 minutes" in outcome("cows", written).triggers[0].why
    assert not outcome("cows", written | {"before": 11}).triggers
    of_days = {"total": [(AT.date(), Decimal(2))]}  # a day is no moment
    assert not outcome("cows", filled("cows", 16) | {"dose-minutes": 60}, at=AT, earlier=of_days).triggers
    assert not outcome("cows", filled("cows", 16) | {"dose-minutes": 60}, earlier={"total": [(AT, Decimal(2))]}).triggers


def test_what_a_result_asks_for_next() -> None:
    asks = [
        *[("phq2", {"1": 2, "2": total - 2}, ("phq9",) if total > 2 else ()) for total in (2, 3)],
        *[("gad2", {"1": 2, "2": total - 2}, ("gad7",) if total > 2 else ()) for total in (2, 3)],
        *[("auditc", filled("auditc", total), ("audit",) if total > 2 else ()) for total in (2, 3)],
        *[("alcohol_days", {"days": days}, ("audit",) if days else ()) for days in (0, 1)],
        *[("drug_days", {"days": days}, ("dast10",) if days else ()) for days in (0, 1)],
    ]
    wrong = [(code, given) for code, given, expected in asks if outcome(code, given).asks_for != expected]
    assert not wrong


def test_notes_say_what_the_numbers_do_not() -> None:
    says = [
        ("phq9", row([0] * 8), "Question 9"),
        ("auditc", {"1": 0}, "Does not drink"),
        ("ciwa", {"unable": 1}, "not valid"),
        *[("ciwa", {name: 1}, "at home is not advised") for name in ("past-complicated", "pregnant", "unstable", "alone")],
        ("bam", {"4": 1, "5": 0, "6": 0}, "never a penalty"),
        ("bamr", {"4": 0, "6": 3}, "never a penalty"),
    ]
    wrong = [(code, given) for code, given, words in says if not any(words in note for note in outcome(code, given).notes)]
    assert not wrong
    assert not outcome("bam", {"4": 0, "6": 0}).notes
    assert not outcome("phq9", row([0] * 9)).notes


def test_the_next_look_follows_the_band() -> None:
    hours = {9: (4, 8), 10: (1, 2), 18: (1, 2), 19: (1, 1)}
    found = {total: next_check(definition("ciwa"), outcome("ciwa", filled("ciwa", total)), AT) for total in hours}
    assert found == {total: tuple(AT + timedelta(hours=hour) for hour in both) for total, both in hours.items()}
    assert next_check(definition("ciwa"), outcome("ciwa", {"unable": 1}), AT) is None
    assert next_check(definition("phq9"), outcome("phq9", row([0] * 9)), AT) is None
