"""Before a first dose, alcohol, sedation, kidneys (clinical reference 0.2, 1.5 to 1.8)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.treatment_plans.regimens.safety.people import (
    NOW,
    born,
    drug,
    facts,
    failures,
    given,
    measured,
    order,
    problem,
    renamed,
)
from treatment_plans.regimens.safety.facts import Facts

NTX = order("naltrexone", 50)
VIVITROL = order("vivitrol", 380)
BUP = order("suboxone", 4)
M30 = order("methadone", 30, days_ago=40)
DSF = order("disulfiram", 250)


def test_buprenorphine_waits_for_withdrawal_unless_the_start_is_a_slow_one() -> None:
    def cows(score: int, *, hours: float = 1, **known: Any) -> dict[str, Any]:
        return {"measured": {"cows": measured(score, days=hours / 24), **known}}

    def after(name: str, hours: float) -> dict[str, Any]:
        return {"given": (given(name, hours / 24),)}

    slow = renamed(order("suboxone", "0.5"), low_dose_initiation=True)
    oxy, long = order("oxycodone", 5, days_ago=9), order("levorphanol", days_ago=9)
    strong = order("methadone", 60, days_ago=40)
    cases = [
        ("COWS 7", facts(BUP, **cows(7)), "B-01 OVR"),
        ("COWS 8", facts(BUP, **cows(8)), ""),
        ("COWS 8 after fentanyl", facts(BUP, **cows(8, fentanyl_screen=measured("positive"))), "B-01 INFO"),
        ("COWS 13 after fentanyl", facts(BUP, **cows(13, fentanyl_screen=measured("positive"))), ""),
        ("COWS 7, two drafts", facts(BUP, order("buprenorphine", 4, status="draft", id="d"), **cows(7)), "B-01 OVR"),
        ("COWS 7, slow start", facts(slow, M30, **cows(7)), ""),
        ("COWS 7, goes on", facts(BUP, order("suboxone", 4, days_ago=9), **cows(7)), ""),
        ("COWS 7, after an injection", facts(BUP, given=(given("sublocade", 20, 300),), **cows(7)), ""),
        ("COWS 7, dose a week ago", facts(BUP, given=(given("suboxone", 7, 8),), **cows(7)), ""),
        ("COWS 7, dose 8 days ago", facts(BUP, given=(given("suboxone", 8, 8),), **cows(7)), "B-01 OVR"),
        ("no COWS", facts(BUP), "F-04 INFO"),
        ("COWS of yesterday", facts(BUP, **cows(7, hours=25)), "F-04 INFO"),
        ("no COWS, slow start", facts(slow), ""),
        ("opioid still ordered", facts(BUP, oxy, **cows(10)), "B-02 OVR"),
        ("slow start beside it", facts(slow, oxy, **cows(10)), ""),
        ("5 hours", facts(BUP, oxy, **cows(10), **after("oxycodone", 5)), "B-02 OVR"),
        ("6 hours, COWS 10", facts(BUP, oxy, **cows(10), **after("oxycodone", 6)), ""),
        ("7 hours, COWS at the floor", facts(BUP, oxy, **cows(8), **after("oxycodone", 7)), ""),
        ("11 hours, COWS 7", facts(BUP, oxy, **cows(7), **after("oxycodone", 11)), "B-01 OVR, B-02 OVR"),
        ("12 hours, COWS 7", facts(BUP, oxy, **cows(7), **after("oxycodone", 12)), "B-01 OVR"),
        ("23 hours after methadone", facts(BUP, M30, **cows(10), **after("methadone", 23)), "B-02 OVR"),
        ("24 hours after methadone, COWS 10", facts(BUP, M30, **cows(10), **after("methadone", 24)), ""),
        ("71 hours after methadone, no COWS", facts(BUP, M30, **after("methadone", 71)), "B-02 OVR, F-04 INFO"),
        ("72 hours after methadone, no COWS", facts(BUP, M30, **after("methadone", 72)), "F-04 INFO"),
        ("23 hours after a long-acting one", facts(BUP, long, **cows(10), **after("levorphanol", 23)), "B-02 OVR"),
        ("24 hours after it", facts(BUP, long, **cows(10), **after("levorphanol", 24)), ""),
        ("ended yesterday", facts(BUP, order("oxycodone", 5, days_ago=9, ended=1), **cows(7)), "B-01 OVR"),
        ("ended today", facts(BUP, order("oxycodone", 5, days_ago=9, ended=0), **cows(10)), "B-02 OVR"),
        ("from methadone 60", facts(BUP, strong, **cows(10), **after("methadone", 30)), "B-03 INFO"),
        ("from methadone 40", facts(BUP, renamed(strong, dose=M30.dose), **cows(10), **after("methadone", 30)), ""),
    ]  # fmt: skip
    assert failures(["B-01", "B-02", "B-03", "F-04"], cases) == []


def test_naltrexone_and_opioids_in_both_directions() -> None:
    def screen(words: str, days: float) -> dict[str, Any]:
        return {"measured": {"opioid_screen": measured(words, days=days)}}

    def ended(name: str, days: int) -> Any:
        return order(name, 10, days_ago=60, ended=days)

    both = {"opioid_screen": measured("negative", days=1), "fentanyl_screen": measured("positive", days=1)}
    later = {"opioid_screen": measured("positive", days=9) + measured("negative", days=1)}
    unknown = renamed(ended("methadone", 0), ended_on=None)
    depot = renamed(ended("sublocade", 30), status="completed")
    negative = screen("negative", 1)
    opioids = ("methadone", "suboxone", "oxycodone", "tramadol", "codeine", "loperamide", "diphenoxylate", "butorphanol")
    cases = [
        *((f"beside {n}", facts(d, order(n, days_ago=9), **negative), "I-06 HARD") for n in opioids for d in (NTX, VIVITROL)),
        ("goes on beside a new opioid", facts(NTX, order("naltrexone", 50, days_ago=9), order("tramadol")), "I-06 HARD"),
        ("beside naloxone and acetaminophen", facts(NTX, order("naloxone"), order("acetaminophen"), **negative), ""),
        ("oxycodone ended 7 days ago", facts(NTX, ended("oxycodone", 7)), "I-06 HARD, F-05 INFO"),
        ("7 days, screened since", facts(NTX, ended("oxycodone", 7), **negative), "I-06 OVR"),
        ("8 days, screened since", facts(NTX, ended("oxycodone", 8), **negative), ""),
        ("8 days, no screen", facts(NTX, ended("oxycodone", 8)), "F-05 INFO"),
        ("methadone ended 14 days ago", facts(NTX, ended("methadone", 14)), "I-06 HARD, F-05 INFO"),
        ("15 days, screened since", facts(NTX, ended("methadone", 15), **negative), ""),
        ("buprenorphine 14 days ago", facts(VIVITROL, ended("suboxone", 14)), "I-06 HARD, F-05 INFO"),
        ("buprenorphine 15 days ago", facts(VIVITROL, ended("suboxone", 15), **negative), ""),
        ("screened before the end", facts(NTX, ended("oxycodone", 3), **screen("negative", 4)), "I-06 HARD"),
        ("an injection goes on for 28 days", facts(NTX, depot, given=(given("sublocade", 42, 300),), **negative), "I-06 HARD"),
        ("and is over then", facts(NTX, depot, given=(given("sublocade", 43, 300),), **negative), ""),
        ("a later dose", facts(NTX, ended("oxycodone", 30), given=(given("oxycodone", 6),)), "I-06 HARD, F-05 INFO"),
        ("doses without an order", facts(NTX, given=(given("methadone", 14, 40),)), "I-06 HARD, F-05 INFO"),
        ("ended on an unknown day", facts(NTX, unknown), "I-06 OVR, F-05 INFO"),
        ("the same, screened", facts(NTX, unknown, **negative), ""),
        ("written 5 days ago", facts(NTX, renamed(unknown, authored_at=NOW - timedelta(days=5))), "I-06 HARD, F-05 INFO"),
        ("written two years ago", facts(NTX, renamed(unknown, authored_at=NOW - timedelta(days=730)), **negative), ""),
        ("found opioids", facts(NTX, **screen("positive", 40)), "I-06 HARD, F-05 INFO"),
        ("found opioids, later none", facts(NTX, measured=later), ""),
        ("found fentanyl", facts(NTX, measured=both), "I-06 HARD"),
        ("not detected", facts(NTX, **screen("Not detected", 1)), ""),
        ("undetected", facts(NTX, **screen("undetected", 1)), ""),
        ("COWS 4", facts(NTX, measured={"cows": measured(4)} | negative["measured"]), ""),
        ("COWS 5", facts(NTX, measured={"cows": measured(5)} | negative["measured"]), "I-06 HARD"),
        ("challenge", facts(NTX, measured={"naloxone_challenge": measured("positive")} | negative["measured"]), "I-06 HARD"),
        ("challenge passed", facts(NTX, measured={"naloxone_challenge": measured("passed")} | negative["measured"]), ""),
        ("in withdrawal", facts(NTX, problems=problem("Opioid dependence with withdrawal", "F11.23"), **negative), "I-06 HARD"),
        ("dependence alone", facts(NTX, problems=problem("Opioid dependence", "F11.20"), **negative), ""),
        *((f"new {n}", facts(order(n, 5), order("naltrexone", 50, days_ago=9)), "I-07 OVR") for n in opioids),
        ("35 days after the injection", facts(order("oxycodone", 5), given=(given("vivitrol", 35, 380),)), "I-07 OVR"),
        ("36 days after the injection", facts(order("oxycodone", 5), given=(given("vivitrol", 36, 380),)), ""),
        ("tablets ended 3 days ago", facts(order("oxycodone", 5), ended("naltrexone", 3)), "I-07 OVR"),
        ("tablets ended 4 days ago", facts(order("oxycodone", 5), ended("naltrexone", 4)), ""),
        ("methadone entered in error", facts(NTX, renamed(M30, status="entered-in-error"), **screen("negative", 1)), ""),
        ("no opioid", facts(order("acetaminophen", 500), order("naltrexone", 50, days_ago=9)), ""),
    ]  # fmt: skip
    assert failures(["I-06", "I-07", "F-05"], cases) == []


def test_alcohol_sedation_disulfiram_and_allergies() -> None:
    def known(**rows: Any) -> dict[str, Any]:
        return {"measured": rows}

    goes_on, drank = order("disulfiram", 250, days_ago=9), known(last_drink=measured("beer", days=0.1))
    same, raised = order("methadone", 30), order("methadone", 35)
    cases = [
        ("drank 11 hours ago", facts(DSF, **known(last_drink=measured("beer", days=11 / 24))), "I-18 HARD"),
        ("drank 12 hours ago", facts(DSF, **known(last_drink=measured("beer", days=0.5))), ""),
        ("breath", facts(DSF, **known(breath_alcohol=measured("0.02", days=0.1))), "I-18 HARD"),
        ("breath 0", facts(DSF, **known(breath_alcohol=measured("0.00", days=0.1))), ""),
        ("drank, goes on", facts(DSF, goes_on, **drank), "I-18 INFO"),
        ("drank, missed a day", facts(DSF, goes_on, given=(given("disulfiram", 2),), **drank), "I-18 HARD"),
        ("visibly impaired", facts(DSF, **known(impaired=measured("yes", days=0.1))), "I-18 HARD, F-08 INFO"),
        ("not known", facts(DSF), "F-08 INFO"),
        ("not known, goes on", facts(DSF, goes_on), ""),
        ("coronary disease", facts(DSF, goes_on, problems=problem("Coronary artery disease")), "D-02 OVR"),
        ("hypertension", facts(DSF, goes_on, problems=problem("Hypertension")), ""),
        ("breath, methadone", facts(same, M30, **known(breath_alcohol=measured("0.02", days=0.1))), "I-02 INFO"),
        ("breath of two days ago", facts(same, M30, **known(breath_alcohol=measured("0.02", days=2))), ""),
        ("AUDIT-C 3, a woman", facts(BUP, sex="female", **known(audit_c=measured(3, days=30))), "I-02 INFO"),
        ("AUDIT-C 3, a man", facts(BUP, sex="male", **known(audit_c=measured(3, days=30))), ""),
        ("AUDIT-C 4, a man, 13 months ago", facts(BUP, sex="male", **known(audit_c=measured(4, days=400))), ""),
        ("impaired, an order", facts(same, M30, **known(impaired=measured("yes", days=0.1))), "I-02 INFO"),
        ("at the window", facts(same, M30, at_the_window=True, **known(impaired=measured("yes", days=0.1))), "I-02 HARD"),
        ("impaired 4 hours ago", facts(same, M30, **known(impaired=measured("yes", days=4 / 24))), "I-02 INFO"),
        ("impaired 5 hours ago", facts(same, M30, **known(impaired=measured("yes", days=5 / 24))), ""),
        ("disulfiram, 11 hours ago", facts(DSF, **known(impaired=measured("yes", days=11 / 24))), "I-18 HARD, F-08 INFO"),
        ("12 hours ago", facts(DSF, **known(impaired=measured("yes", days=0.5))), "F-08 INFO"),
        ("not impaired", facts(same, M30, at_the_window=True, **known(impaired=measured("no", days=0.1))), ""),
        ("POSS 2", facts(raised, M30, **known(sedation=measured(2))), ""),
        ("POSS 3, raised", facts(raised, M30, **known(sedation=measured(3))), "I-23 HARD"),
        ("POSS 3, goes on", facts(same, M30, **known(sedation=measured(3))), "I-23 INFO"),
        ("POSS 3, at the window", facts(same, M30, at_the_window=True, **known(sedation=measured(3))), "I-23 HARD"),
        ("POSS 3, 5 hours ago", facts(same, M30, at_the_window=True, **known(sedation=measured(3, days=5 / 24))), ""),
        ("allergic to naloxone", facts(BUP, allergies=(drug("naloxone"),)), "H-01 OVR"),
        ("allergic by words", facts(BUP, allergies=("Naloxone (rash)",)), "H-01 OVR"),
        ("allergic to penicillin", facts(BUP, allergies=("penicillin",)), ""),
        ("without naloxone", facts(order("buprenorphine", 4), allergies=("naloxone",)), ""),
        ("another allergy", facts(VIVITROL, allergies=("penicillin",)), ""),
        ("the carrier", facts(VIVITROL, allergies=("carboxymethylcellulose",)), "H-01 OVR"),
    ]  # fmt: skip
    assert failures(["I-02", "I-18", "I-23", "D-02", "F-08", "H-01"], cases) == []


def test_acamprosate_and_the_kidneys() -> None:
    def kidneys(age: int, kg: Any, creatinine: Any, sex: str = "male", **known: Any) -> Facts:
        unit, wunit = known.pop("unit", "mg/dL"), known.pop("wunit", "kg")
        draft = known.pop("draft", order("acamprosate", 666, times=3))
        days = known.pop("days", 30)
        rows = {"weight": measured(kg, unit=wunit, days=30), "creatinine": measured(creatinine, unit=unit, days=days)}
        return facts(draft, sex=sex, birth_date=born(age), measured=rows)

    small, no_weight = order("acamprosate", 333, times=3), {"creatinine": measured(1, unit="mg/dL")}
    old_creatinine = {"creatinine": measured(1, unit="mg/dL", days=400)}
    old_weight = no_weight | {"weight": measured(72, unit="kg", days=800)}
    cases = [
        ("100", kidneys(40, 72, "1.0"), ""),
        ("33.06", kidneys(70, 60, "1.5", "female"), "A-01 OVR"),
        ("33.06 and the lower dose", kidneys(70, 60, "1.5", "female", draft=small), ""),
        ("27.78", kidneys(80, 60, "1.8"), "I-20 HARD"),
        ("27.78 and the lower dose", kidneys(80, 60, "1.8", draft=small), "I-20 HARD"),
        ("30", kidneys(68, 30, 1), "I-20 HARD"),
        ("30.01", kidneys(68, "30.01", 1), "A-01 OVR"),
        ("50", kidneys(68, 50, 1), "A-01 OVR"),
        ("50.01", kidneys(68, "50.01", 1), ""),
        ("30, umol/L", kidneys(68, 30, "88.4", unit="umol/L"), "I-20 HARD"),
        ("30.01, µmol/L", kidneys(68, "30.01", "88.4", unit="µmol/L"), "A-01 OVR"),
        ("30, mmol/L and g", kidneys(68, 30000, "0.0884", unit="mmol/L", wunit="g"), "I-20 HARD"),
        ("66.13 lb is 29.996 kg", kidneys(68, "66.13", 1, wunit="[lb_av]"), "I-20 HARD"),
        ("66.14 lb is 30.0006 kg", kidneys(68, "66.14", 1, wunit="lb"), "A-01 OVR"),
        ("a unit that nobody knows", kidneys(40, 72, 1, unit="furlong"), "A-03 OVR"),
        ("365 days old", kidneys(40, 72, 1, days=365), ""),
        ("366 days old", kidneys(40, 72, 1, days=366), "A-02 OVR"),
        ("old and too low", kidneys(80, 60, "1.8", days=900), "I-20 HARD, A-02 OVR"),
        ("nothing known is one alert", facts(order("acamprosate", 666, times=3)), "A-02 OVR"),
        ("an old one, and no weight", facts(small, birth_date=born(40), measured=old_creatinine), "A-02 OVR"),
        ("no weight", facts(small, birth_date=born(40), sex="male", measured=no_weight), "A-03 OVR"),
        ("no weight in it", kidneys(40, 0, 1), "A-03 OVR"),
        ("weight of two years ago", replace(kidneys(40, 72, 1), measured=old_weight), "A-03 OVR"),
        ("sex not known", kidneys(40, 72, 1, ""), "A-03 OVR"),
        ("another medicine", kidneys(80, 60, "1.8", draft=NTX), ""),
    ]  # fmt: skip
    assert failures(["I-20", "A-01", "A-02", "A-03"], cases) == []
