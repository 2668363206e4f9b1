"""Injections, liver, pregnancy, kits and what is not known (clinical reference 0.2, 1.5 to 1.7, 1.10)."""

from decimal import Decimal
from typing import Any

from tests.treatment_plans.regimens.safety.people import TODAY, born, facts, failures, given, measured, order, problem, renamed
from treatment_plans.regimens.safety.facts import Facts

MOUD = ("methadone", "suboxone", "naltrexone")


def test_injections() -> None:
    def after(name: str, *days: float, dose: Any = None, **known: Any) -> Facts:
        kept = {key: known.pop(key) for key in ("route", "site", "times_a_day") if key in known}
        rows = tuple(given(known.get("last", name), day, 16) for day in days)
        known.pop("last", None)
        return facts(renamed(order(name, dose or 100), **kept), order(name, 100, days_ago=90), given=rows, **known)

    sl = order("suboxone", 16, days_ago=9)
    cases = [
        ("26 days", after("sublocade", 52, 26), ""),
        ("25 days", after("sublocade", 52, 25), "I-21 OVR"),
        ("second of all, 7 days", after("sublocade", 7), ""),
        ("second of all, 6 days", after("sublocade", 6), "I-21 OVR"),
        ("weekly, 5 days", after("brixadi weekly", 12, 5, dose=24), ""),
        ("weekly, 4 days", after("brixadi weekly", 12, 4, dose=24), "I-21 OVR"),
        ("monthly, 21 days", after("brixadi monthly", 21), ""),
        ("monthly, 20 days", after("brixadi monthly", 20), "I-21 OVR"),
        ("the extra 8 mg of week one", after("brixadi weekly", 2, dose=8), ""),
        ("the extra 8 mg a day later", after("brixadi weekly", 1, dose=8), ""),
        ("8 mg on the same day", after("brixadi weekly", 0.1, dose=8), "I-21 OVR"),
        ("16 mg in week one", after("brixadi weekly", 2, dose=16), "I-21 OVR"),
        ("8 mg in week three", after("brixadi weekly", 16, 9, 2, dose=8), "I-21 OVR"),
        ("weekly, 10 days after a monthly one", after("brixadi weekly", 10, dose=24, last="brixadi monthly"), "I-21 OVR"),
        ("naltrexone, 21 days", after("vivitrol", 21, dose=380), ""),
        ("naltrexone, 20 days", after("vivitrol", 20, dose=380), "I-21 OVR"),
        ("after naltrexone: other medicine", after("sublocade", 5, last="vivitrol"), "F-09 INFO"),
        ("into a vein", after("sublocade", 30, 60, route="intravenous"), "I-21 HARD"),
        ("into the muscle", after("brixadi monthly", 28, route="intramuscular"), "I-21 HARD"),
        ("naltrexone under the skin", after("vivitrol", 28, dose=380, route="subcutaneous"), "I-21 HARD"),
        ("naltrexone into the shoulder", after("vivitrol", 28, dose=380, site="left deltoid"), "I-21 HARD"),
        ("naltrexone into the buttock", after("vivitrol", 28, dose=380, site="Left gluteal"), ""),
        ("abdomen", after("sublocade", 30, 60, site="Abdomen, left"), ""),
        ("neck", after("sublocade", 30, 60, site="neck"), "I-21 HARD"),
        ("wrong route and too soon are one", after("sublocade", 40, 20, route="intravenous"), "I-21 HARD"),
        ("every two weeks", after("sublocade", 28, 56, times_a_day=1 / Decimal(14)), "I-21 OVR"),
        ("every four weeks", after("sublocade", 28, 56, times_a_day=1 / Decimal(28)), ""),
        ("every 26 days", after("sublocade", 28, 56, times_a_day=1 / Decimal(26)), ""),
        ("once, as if daily", after("sublocade", 28, 56, times_a_day=Decimal(1)), ""),
        ("the second after two weeks", facts(order("sublocade", 300, times_a_day=1 / Decimal(14)), sl), ""),
        ("the second after six days", facts(order("sublocade", 300, times_a_day=1 / Decimal(6)), sl), "I-21 OVR"),
        ("monthly, every two weeks", facts(order("brixadi monthly", 96, times_a_day=1 / Decimal(14)), sl), "I-21 OVR"),
        ("301 mg", after("sublocade", 30, 60, dose=301), "X-01 OVR"),
        ("300 mg", after("sublocade", 30, 60, dose=300), ""),
        ("weekly 40 mg", after("brixadi weekly", 7, dose=40), "X-01 OVR"),
        ("42 days", after("sublocade", 42, 70), ""),
        ("43 days", after("sublocade", 43, 70), "X-02 INFO"),
        ("56 days at the window", after("sublocade", 56, 90, at_the_window=True), "X-02 OVR"),
        ("55 days at the window", after("sublocade", 55, 90, at_the_window=True), "X-02 INFO"),
        ("weekly, 9 days", after("brixadi weekly", 9, dose=24), ""),
        ("weekly, 10 days", after("brixadi weekly", 10, dose=24), "X-02 INFO"),
        ("naltrexone, 36 days", after("vivitrol", 36, dose=380), "X-02 INFO"),
        ("first injection, nothing before", facts(order("sublocade", 300)), "X-03 OVR"),
        ("first injection, one dose before", facts(order("sublocade", 300), given=(given("suboxone", 0.1, 4),)), ""),
        ("first injection, on tablets", facts(order("brixadi monthly", 96), sl), ""),
        ("upper arm, first", facts(renamed(order("brixadi monthly", 96), site="upper arm"), sl), "X-04 INFO"),
        ("upper arm, fifth", after("brixadi weekly", 7, 14, 21, 28, dose=24, site="upper arm"), ""),
    ]  # fmt: skip
    assert failures(["I-21", "X-", "F-09"], cases) == []


def test_liver_pregnancy_and_kits() -> None:
    def liver(name: str, alt: Any, upper: Any = None, **known: Any) -> Facts:
        return facts(order(name, 4), measured={"alt": measured(alt, unit="U/L", days=9, upper=upper)}, **known)

    bup, same = order("suboxone", 8, days_ago=9), order("suboxone", 8)
    grade_c = {"child_pugh": measured("Class C")}
    grade_b = {"child_pugh": measured(8)}
    pregnant = {"pregnancy": measured("pregnant", days=30)}
    kit = {"naloxone_kit": TODAY.replace(year=2024)}
    cases = [
        ("naltrexone, 120", liver("naltrexone", 120), ""),
        ("naltrexone, 121", liver("naltrexone", 121), "I-25 OVR"),
        ("its own range, 150", liver("naltrexone", 150, 50), ""),
        ("its own range, 151", liver("naltrexone", 151, 50), "I-25 OVR"),
        ("combined, 121", liver("suboxone", 121), "I-25 INFO"),
        ("combined, 200", liver("suboxone", 200), "I-25 INFO"),
        ("combined, 201", liver("suboxone", 201), "I-25 OVR"),
        ("without naloxone, 201", liver("buprenorphine", 201), ""),
        ("methadone, 201", liver("methadone", 201), ""),
        ("disulfiram, 121", liver("disulfiram", 121), "I-25 OVR"),
        ("acute hepatitis", liver("naltrexone", 20, problems=problem("Acute hepatitis C", "B17.10")), "I-25 HARD"),
        ("liver failure", liver("disulfiram", 20, problems=problem("Liver failure")), "I-25 HARD"),
        ("jaundice, disulfiram", liver("disulfiram", 20, problems=problem("Jaundice")), "I-25 HARD"),
        ("jaundice, naltrexone", liver("naltrexone", 20, problems=problem("Jaundice")), ""),
        ("chronic hepatitis", liver("naltrexone", 20, problems=problem("Chronic hepatitis C", "B18.2")), ""),
        ("Child-Pugh C, combined", facts(same, bup, measured=grade_c), "L-01 OVR"),
        ("Child-Pugh B, combined, goes on", facts(same, bup, measured=grade_b), ""),
        ("Child-Pugh B, combined, start", facts(same, measured=grade_b), "L-01 OVR"),
        ("Child-Pugh C, by the list", facts(same, bup, problems=problem("Cirrhosis, Child-Pugh class C")), "L-01 OVR"),
        ("Child-Pugh, no grade", facts(same, bup, measured={"child_pugh": measured("pending")}), ""),
        ("low platelets", facts(order("vivitrol", 380), problems=problem("Thrombocytopenia")), "N-01 INFO"),
        ("Child-Pugh C, alone", facts(order("buprenorphine", 4), measured=grade_c), "L-01 INFO"),
        ("Child-Pugh B, injection", facts(order("sublocade", 300), bup, measured=grade_b), "L-01 OVR"),
        ("bleeding", facts(order("vivitrol", 380), order("apixaban")), "N-01 INFO"),
        ("bleeding, tablets", facts(order("naltrexone", 50), order("apixaban")), ""),
        *((f"pregnant, {n}", facts(order(n, 50), measured=pregnant), "I-22 INFO") for n in MOUD),
        ("pregnant, acamprosate", facts(order("acamprosate", 666), measured=pregnant), "P-01 INFO"),
        ("pregnant, lowered", facts(order("suboxone", 4), bup, measured=pregnant), "I-22 INFO, P-02 INFO"),
        ("not pregnant", facts(same, bup, measured={"pregnancy": measured("not pregnant", days=30)}), ""),
        ("281 days ago", facts(same, bup, measured={"pregnancy": measured("positive", days=281)}), ""),
        ("by the problem list", facts(same, bup, problems=problem("Pregnant", "Z33.1")), "I-22 INFO"),
    ]  # fmt: skip
    assert failures(["I-25", "L-01", "N-01", "I-22", "P-"], cases) == []
    kits = [
        ("none", facts(same, bup), "I-24 INFO"),
        ("24 months ago", facts(same, bup, naloxone_kit=TODAY.replace(year=2024)), ""),
        ("a day more", facts(same, bup, naloxone_kit=TODAY.replace(year=2024, day=19)), "I-24 INFO"),
        ("expired", facts(same, bup, naloxone_kit_expires=TODAY.replace(day=19), **kit), "I-24 INFO"),
        ("expires today", facts(same, bup, naloxone_kit_expires=TODAY, **kit), ""),
        ("ordered", facts(same, bup, order("naloxone", 4, days_ago=100)), ""),
        ("naltrexone", facts(order("naltrexone", 50)), ""),
    ]  # fmt: skip
    assert failures(["I-24"], kits) == []


def test_what_is_not_known_is_said() -> None:
    bup, same = order("suboxone", 8, days_ago=9), order("suboxone", 8)
    woman = {"sex": "female", "birth_date": born(30)}
    known, long_ago = ({"pregnancy": measured("not pregnant", days=days)} for days in (90, 91))
    recent, old = {"alt": measured(20, days=365)}, {"alt": measured(20, days=366)}
    big = order("methadone", 110, days_ago=40)
    ecg = {"qtc": measured(420, days=365)}
    haldol = order("haloperidol", days_ago=3)
    cases = [
        ("no liver tests", facts(order("naltrexone", 50)), "F-01 INFO"),
        ("recent liver tests", facts(order("naltrexone", 50), measured=recent), ""),
        ("old liver tests", facts(order("naltrexone", 50), measured=old), "F-01 INFO"),
        ("goes on", facts(same, bup), ""),
        ("no ECG, no risk", facts(order("methadone", 20)), ""),
        ("no ECG, QT medicine", facts(order("methadone", 20), haldol), "F-02 INFO"),
        ("ECG, QT medicine", facts(order("methadone", 20), haldol, measured=ecg), ""),
        ("no ECG, 110 mg", facts(order("methadone", 110), big), "F-02 INFO"),
        ("ECG, 110 mg", facts(order("methadone", 110), big, measured=ecg), ""),
        ("pregnancy not known", facts(order("methadone", 20), **woman), "F-03 INFO"),
        ("known", facts(order("methadone", 20), measured=known, **woman), ""),
        ("long ago", facts(order("methadone", 20), measured=long_ago, **woman), "F-03 INFO"),
        ("a man", facts(order("methadone", 20), sex="male", birth_date=born(30)), ""),
        ("56 years", facts(order("methadone", 20), sex="female", birth_date=born(56)), ""),
        ("no dose", facts(order("methadone"), big), "F-06 INFO"),
        ("no dose before", facts(order("methadone", 60), order("methadone", days_ago=9)), "F-06 INFO"),
        ("unknown draft", facts(order("unknown herb", 1)), "F-07 INFO"),
        ("unknown beside it", facts(same, bup, order("unknown herb", 1)), "F-07 INFO"),
        ("unknown, long over", facts(same, bup, order("unknown herb", 1, days_ago=90, ended=60)), ""),
        ("known to no rule", facts(order("lisinopril", 10), bup), ""),
    ]  # fmt: skip
    assert failures(["F-01", "F-02", "F-03", "F-06", "F-07"], cases) == []
