"""Every rule of data/rules.csv has a case in which it speaks and a near miss, one fact away, in which it is silent."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.treatment_plans.regimens.safety.people import (
    NOW,
    TODAY,
    alerts,
    born,
    drug,
    facts,
    given,
    measured,
    order,
    problem,
    renamed,
)
from treatment_plans.regimens.safety.engine import rules
from treatment_plans.regimens.safety.facts import Facts, Ordered
from treatment_plans.regimens.safety.hooks.answers import answer

M60, SAME = order("methadone", 60, days_ago=40), order("methadone", 60)
BUP_OLD, BUP_SAME, BUP = order("suboxone", 16, days_ago=40), order("suboxone", 16), order("suboxone", 4)
NTX, DSF, ACA = order("naltrexone", 50), order("disulfiram", 250), order("acamprosate", 666, times=3)
SUB = order("sublocade", 300)
BY_HOOKS = {"F-90"}  # about what was sent: the reading of a request says it, see the last test


def beside(other: str, draft: Ordered = SAME, before: Ordered = M60) -> Facts:
    return facts(draft, before, order(other, 5, days_ago=3))


def seen(draft: Ordered, *orders: Ordered, **rows: Any) -> Facts:
    return facts(draft, *orders, measured=rows)


def back(dose: int, missed: int) -> Facts:
    doses = tuple(given("methadone", day, 60, taken=day > missed) for day in range(40, 0, -1))
    return facts(order("methadone", dose), M60, given=doses)


def kidneys(kg: Any, dose: int = 666, days: int = 30, **known: Any) -> Facts:
    rows = {"creatinine": measured(1, unit="mg/dL", days=days), "weight": measured(kg, unit="kg", days=30)}
    return facts(order("acamprosate", dose, times=3), sex="male", birth_date=born(68), measured=rows, **known)


def injected(days: int, name: str = "sublocade", dose: int = 100, **kept: Any) -> Facts:
    rows = tuple(given(name, day, dose) for day in (days + 30, days))
    return facts(renamed(order(name, dose), **kept), order(name, dose, days_ago=90), given=rows)


def woman(draft: Ordered, *orders: Ordered, age: int = 30, **known: Any) -> Facts:
    return facts(draft, *orders, sex="female", birth_date=born(age), **known)


def long_ago(row: str, days: int) -> dict[str, Any]:
    return {row: measured("positive", days=days)}


def came_up(hours: int) -> Facts:
    return facts(SAME, M60, given=(replace(given("methadone", hours / 24, 60), vomited_after=10),))


def arm(injections: int) -> Facts:
    site = renamed(order("brixadi weekly", 24), site="upper arm")
    rows = tuple(given("brixadi weekly", 7 * number, 24) for number in range(injections, 0, -1))
    return facts(site, order("brixadi weekly", 24, days_ago=90), given=rows)


COWS_12 = {"cows": measured(12)}
OXY = order("oxycodone", 5, days_ago=9)
PEAK, LEVEL = {"methadone_peak": measured(601, unit="ng/mL")}, {"methadone_trough": measured(300, unit="ng/mL")}
HIGH = {"alt": measured(121, unit="U/L")}
ECG = {"qtc": measured(420, unit="ms", days=365)}
TWICE_8 = facts(order("suboxone", 4, times=2), measured=COWS_12)
CASES: dict[str, tuple[Facts, Facts]] = {
    "I-01": (beside("diazepam"), beside("hydroxyzine")),
    "I-02": (seen(SAME, M60, breath_alcohol=measured("0.02")), seen(SAME, M60, breath_alcohol=measured("0.00"))),
    "I-03": (beside("gabapentin"), beside("acetaminophen")),
    "I-04": (beside("oxycodone"), beside("acetaminophen")),
    "I-05": (beside("pentazocine"), beside("oxycodone")),
    "I-06": (
        facts(NTX, order("methadone", 60, days_ago=90, ended=14)),
        facts(NTX, order("methadone", 60, days_ago=90, ended=15)),
    ),
    "I-07": (
        facts(order("oxycodone", 5), given=(given("vivitrol", 35, 380),)),
        facts(order("oxycodone", 5), given=(given("vivitrol", 36, 380),)),
    ),
    "I-08": (beside("haloperidol"), beside("haloperidol", BUP_SAME, BUP_OLD)),
    "I-09": (beside("haloperidol", BUP_SAME, BUP_OLD), beside("haloperidol")),
    "I-10": (beside("voriconazole"), beside("amoxicillin")),
    "I-11": (beside("rifampin"), beside("amoxicillin")),
    "I-12": (beside("fluvoxamine"), beside("fluvoxamine", BUP_SAME, BUP_OLD)),
    "I-13": (beside("linezolid"), beside("amoxicillin")),
    "I-14": (beside("atazanavir", BUP_SAME, BUP_OLD), beside("atazanavir")),
    "I-15": (beside("zidovudine"), beside("zidovudine", BUP_SAME, BUP_OLD)),
    "I-16": (beside("benztropine"), beside("amoxicillin")),
    "I-17": (
        facts(DSF, order("metronidazole", days_ago=30, ended=14)),
        facts(DSF, order("metronidazole", days_ago=30, ended=15)),
    ),
    "I-18": (seen(DSF, last_drink=measured("beer", days=11 / 24)), seen(DSF, last_drink=measured("beer", days=0.5))),
    "I-19": (facts(DSF, order("warfarin", days_ago=3)), facts(DSF, order("apixaban", days_ago=3))),
    "I-20": (kidneys(30), kidneys("30.01")),
    "I-21": (injected(25), injected(26)),
    "I-22": (seen(SAME, M60, pregnancy=measured("positive")), seen(SAME, M60, pregnancy=measured("negative"))),
    "I-23": (seen(SAME, M60, sedation=measured(3)), seen(SAME, M60, sedation=measured(2))),
    "I-24": (facts(SAME, M60), facts(SAME, M60, naloxone_kit=TODAY.replace(year=2024))),
    "I-25": (facts(NTX, measured=HIGH), seen(NTX, alt=measured(120, unit="U/L"))),
    "M-01": (facts(order("methadone", 51)), facts(order("methadone", 50))),
    "M-02": (facts(order("methadone", 31)), facts(order("methadone", 30))),
    "M-03": (facts(order("methadone", 71), M60), facts(order("methadone", 70), M60)),
    "M-04": (
        facts(order("methadone", 65), order("methadone", 60, days_ago=2)),
        facts(order("methadone", 65), order("methadone", 60, days_ago=3)),
    ),
    "M-05": (facts(order("methadone", 25), birth_date=born(61)), facts(order("methadone", 25), birth_date=born(60))),
    "M-06": (seen(SAME, M60, **PEAK, **LEVEL), seen(SAME, M60, **PEAK, methadone_trough=measured(301, unit="ng/mL"))),
    "M-10": (back(60, 1), back(60, 0)),
    "M-11": (came_up(1), came_up(24)),
    "B-01": (seen(BUP, cows=measured(7)), seen(BUP, cows=measured(8))),
    "B-02": (
        facts(BUP, OXY, measured=COWS_12, given=(given("oxycodone", 5 / 24, 5),)),
        facts(BUP, OXY, measured=COWS_12, given=(given("oxycodone", 6 / 24, 5),)),
    ),
    "B-03": (facts(BUP, order("methadone", 41, days_ago=9)), facts(BUP, order("methadone", 40, days_ago=9))),
    "B-05": (facts(order("suboxone", 25), BUP_OLD), facts(order("suboxone", 24), BUP_OLD)),
    "B-06": (facts(order("suboxone", 9), measured=COWS_12), TWICE_8),
    "B-10": (
        facts(BUP_SAME, BUP_OLD, given=(given("suboxone", 8, 16),)),
        facts(BUP_SAME, BUP_OLD, given=(given("suboxone", 7, 16),)),
    ),
    "N-01": (
        facts(order("vivitrol", 380), problems=problem("Thrombocytopenia")),
        facts(order("naltrexone", 50), problems=problem("Thrombocytopenia")),
    ),
    "A-01": (kidneys(50), kidneys("50.01")),
    "A-02": (kidneys(72, days=366), kidneys(72, days=365)),
    "A-03": (kidneys(0), kidneys(72)),
    "A-04": (facts(order("acamprosate", 667, times=3)), facts(ACA)),
    "D-01": (facts(order("disulfiram", 501)), facts(order("disulfiram", 500))),
    "D-02": (facts(DSF, problems=problem("Coronary artery disease")), facts(DSF, problems=problem("Hypertension"))),
    "Q-01": (
        seen(order("methadone", 65), M60, qtc=measured(450, unit="ms")),
        seen(order("methadone", 65), M60, qtc=measured(449, unit="ms")),
    ),
    "Q-02": (
        seen(order("methadone", 65), M60, qtc=measured(500, unit="ms")),
        seen(order("methadone", 65), M60, qtc=measured(499, unit="ms")),
    ),
    "Q-03": (seen(BUP_SAME, BUP_OLD, qtc=measured(500)), seen(BUP_SAME, BUP_OLD, qtc=measured(499))),
    "L-01": (seen(BUP_SAME, child_pugh=measured(7)), seen(BUP_SAME, child_pugh=measured(6))),
    "H-01": (facts(BUP, allergies=(drug("naloxone"),)), facts(order("buprenorphine", 4), allergies=(drug("naloxone"),))),
    "X-01": (injected(28, dose=301), injected(28, dose=300)),
    "X-02": (injected(43), injected(42)),
    "X-03": (facts(SUB), facts(SUB, given=(given("suboxone", 0.1, 4),))),
    "X-04": (arm(3), arm(4)),
    "P-01": (seen(ACA, **long_ago("pregnancy", 280)), seen(ACA, **long_ago("pregnancy", 281))),
    "P-02": (
        seen(order("methadone", 55), M60, pregnancy=measured("positive")),
        seen(SAME, M60, pregnancy=measured("positive")),
    ),
    "F-01": (seen(NTX, alt=measured(20, days=366)), seen(NTX, alt=measured(20, days=365))),
    "F-02": (
        facts(order("methadone", 101), order("methadone", 101, days_ago=9)),
        facts(order("methadone", 101), order("methadone", 101, days_ago=9), measured=ECG),
    ),
    "F-03": (woman(SAME), woman(SAME, age=56)),
    "F-04": (seen(BUP, cows=measured(12, days=25 / 24)), seen(BUP, cows=measured(12, days=1))),
    "F-05": (
        seen(NTX, opioid_screen=measured("negative", days=15)),
        seen(NTX, opioid_screen=measured("negative", days=14)),
    ),
    "F-06": (facts(order("methadone"), M60), facts(SAME, M60)),
    "F-07": (beside("unknown herb"), beside("lisinopril")),
    "F-08": (facts(DSF), seen(DSF, last_drink=measured("beer", days=30))),
    "F-09": (facts(SUB, order("sublocade", 300, days_ago=90)), injected(28)),
}


def test_each_rule_speaks_and_one_fact_away_is_silent() -> None:
    wrong = []
    for rule, (fires, near) in CASES.items():
        spoken, silent = ({alert.rule for alert in alerts(person)} for person in (fires, near))
        wrong += [f"{rule} does not speak"] if rule not in spoken else []
        wrong += [f"{rule} speaks at its near miss"] if rule in silent else []
    assert wrong == []
    without = [f"{rule} has no case and no near miss" for rule in rules() if rule not in CASES and rule not in BY_HOOKS]
    assert without + [f"{rule} is no rule" for rule in CASES if rule not in rules()] == []


def test_what_a_request_holds_and_nobody_can_read_is_said() -> None:
    draft = {"resourceType": "MedicationRequest", "id": "d", "status": "draft", "authoredOn": "2026-11-20T10:00:00Z"}
    named = draft | {"medicationCodeableConcept": {"text": "methadone 10 mg"}}

    def said(resource: dict[str, Any]) -> set[str]:
        body = {"hook": "order-sign", "context": {"draftOrders": {"resourceType": "Bundle", "entry": [{"resource": resource}]}}}
        return {card["extension"]["rule"] for card in answer(body, now=NOW + timedelta(days=1))["cards"]}

    assert "F-90" in said(draft)
    assert "F-90" not in said(named)
