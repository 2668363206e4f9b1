"""Two medicines together, from both sides, and the near misses (clinical reference 1.10)."""

from tests.treatment_plans.regimens.safety.people import TODAY, drug, facts, failures, given, order, renamed
from treatment_plans.regimens.safety.facts import Facts
from treatment_plans.regimens.safety.settings import read_rows

METHADONE = order("methadone", 60, days_ago=40)
SAME = order("methadone", 60)
BUP = order("suboxone", 16, days_ago=40)
SAME_BUP = order("suboxone", 16)
RAISED = ("warfarin", "isoniazid", "theophylline", "phenytoin")


def _class(name: str) -> list[str]:
    return [row["ingredient"] for row in read_rows("ingredients.csv") if name in row["classes"].split()]


def test_each_pair_speaks_from_both_sides_and_its_neighbor_is_silent() -> None:
    moud = ((METHADONE, SAME), (BUP, SAME_BUP))
    cases: list[tuple[str, str, Facts, str]] = []

    def both(rule: str, mine: int, other: str, ours: str, theirs: str) -> None:
        """Our medicine goes on beside the other one; the other one is new beside ours."""
        before, same = moud[mine]
        cases.append((rule, f"{same.drug.name} beside {other}", facts(same, before, order(other, days_ago=3)), ours))
        cases.append((rule, f"new {other} beside {same.drug.name}", facts(order(other), before), theirs))

    for mine in (0, 1):
        for name in ("alprazolam", "diazepam", "zolpidem"):
            both("I-01", mine, name, "INFO", "OVR")
        for name in ("gabapentin", "baclofen", "hydroxyzine", "clonidine", "xylazine"):
            both("I-03", mine, name, "INFO", "INFO")
        for name in _class("cyp3a4_inhibitor"):
            both("I-10", mine, name, "OVR", "OVR")
        for name in _class("cyp_inducer"):
            both("I-11", mine, name, "OVR", "OVR")
        for name in ("phenelzine", "linezolid"):
            both("I-13", mine, name, "OVR", "OVR")
        for name in ("sertraline", "trazodone"):
            both("I-13", mine, name, "INFO", "INFO")
        both("I-16", mine, "benztropine", "INFO", "INFO")
        for rule in ("I-01", "I-03", "I-04", "I-05", "I-08", "I-10", "I-11", "I-12", "I-13", "I-14", "I-15", "I-16"):
            both(rule, mine, "amoxicillin", "", "")
    both("I-04", 0, "oxycodone", "INFO", "OVR")
    both("I-04", 1, "oxycodone", "INFO", "INFO")
    for name in ("butorphanol", "nalbuphine", "pentazocine"):
        both("I-05", 0, name, "OVR", "HARD")
        both("I-05", 1, name, "", "")
    for name in _class("qt"):
        both("I-08", 0, name, "OVR", "OVR")
        severity = "OVR" if "qt_class_ia_iii" in drug(name).classes else "INFO"
        both("I-09", 1, name, severity, severity)
        both("I-08", 1, name, "", "")
    both("I-12", 0, "fluvoxamine", "OVR", "OVR")
    both("I-12", 1, "fluvoxamine", "", "")
    both("I-14", 1, "atazanavir", "OVR", "OVR")
    both("I-14", 0, "atazanavir", "", "")
    both("I-15", 0, "zidovudine", "INFO", "INFO")
    both("I-15", 1, "zidovudine", "", "")
    wrong = []
    for rule, name, person, severity in cases:
        wrong += failures([rule], [(f"{rule} {name}", person, f"{rule} {severity}" if severity else "")])
    assert wrong == []
    assert len(cases) > 200


def test_starts_stops_and_what_ended_lately() -> None:
    transition = renamed(order("buprenorphine", 4), is_transition=True)
    slow = renamed(order("buprenorphine", "0.5"), low_dose_initiation=True)
    disulfiram = order("disulfiram", 250, days_ago=40)
    stopped_14, stopped_15 = (order("disulfiram", 250, days_ago=40, ended=days) for days in (14, 15))
    yesterday = renamed(order("diazepam", days_ago=9), ends_on=TODAY.replace(day=19))
    known, over = order("fluconazole", days_ago=41), renamed(order("metronidazole", days_ago=9), status="completed")
    cases = [
        ("a refill of a benzodiazepine", facts(order("diazepam"), METHADONE, order("diazepam", days_ago=30)), "I-01 INFO"),
        ("an order that ended does not speak", facts(order("diazepam"), order("methadone", 60, days_ago=40, ended=10)), ""),
        ("an order with its last day yesterday neither", facts(SAME, METHADONE, yesterday), ""),
        ("its last day is today", facts(SAME, METHADONE, renamed(yesterday, ends_on=TODAY)), "I-01 INFO"),
        ("entered in error", facts(SAME, METHADONE, renamed(order("diazepam"), status="entered-in-error")), ""),
        ("methadone by doses alone", facts(order("diazepam"), given=(given("methadone", 1, 60),)), "I-01 OVR"),
        ("a new start of methadone beside it", facts(SAME, order("diazepam", days_ago=3)), "I-01 INFO"),
        ("an inhibitor known when the order was written", facts(SAME, METHADONE, known), "I-08 OVR, I-10 INFO"),
        ("the same, and a raise", facts(order("methadone", 65), METHADONE, order("voriconazole", days_ago=41)), "I-10 OVR"),
        ("an inhibitor that ended 14 days ago", facts(SAME, METHADONE, order("voriconazole", days_ago=30, ended=14)), "I-10 OVR"),
        ("an inhibitor that ended 15 days ago", facts(SAME, METHADONE, order("voriconazole", days_ago=30, ended=15)), ""),
        ("a new start of methadone beside a mixed one", facts(SAME, order("pentazocine", days_ago=3)), "I-05 HARD"),
        ("buprenorphine beside methadone", facts(order("buprenorphine", 4), METHADONE), "I-05 OVR"),
        ("methadone beside buprenorphine", facts(SAME, BUP), "I-05 OVR"),
        ("a transition", facts(transition, METHADONE), ""),
        ("takes its place", facts(renamed(order("buprenorphine", 4), prior=METHADONE.id), METHADONE), ""),
        ("a low-dose initiation", facts(slow, METHADONE), ""),
        ("methadone goes on beside it", facts(SAME, METHADONE, renamed(slow, id="x")), ""),
        ("disulfiram, metronidazole active", facts(order("disulfiram", 250), order("metronidazole", days_ago=3)), "I-17 HARD"),
        ("ended 14 days ago", facts(order("disulfiram", 250), order("metronidazole", days_ago=20, ended=14)), "I-17 HARD"),
        ("began 9 days ago, over", facts(order("disulfiram", 250), over), "I-17 HARD"),
        ("ended 15 days ago", facts(order("disulfiram", 250), order("metronidazole", days_ago=20, ended=15)), ""),
        ("metronidazole, disulfiram active", facts(order("metronidazole"), disulfiram), "I-17 HARD"),
        ("tinidazole, disulfiram ended 14 days ago", facts(order("tinidazole"), stopped_14), "I-17 HARD"),
        ("15 days ago", facts(order("tinidazole"), stopped_15), ""),
        ("a start with alcohol in a medicine", facts(order("disulfiram", 250), order("ethanol", days_ago=3)), "I-18 HARD"),
        ("disulfiram goes on", facts(order("disulfiram", 250), disulfiram, order("ethanol", days_ago=3)), "I-18 INFO"),
        ("new medicine with alcohol", facts(order("ethanol"), disulfiram), "I-18 HARD"),
        ("14 days after disulfiram", facts(order("ethanol"), stopped_14), "I-18 INFO"),
        ("15 days after disulfiram", facts(order("ethanol"), stopped_15), ""),
        *((f"disulfiram beside {n}", facts(order("disulfiram", 250), order(n, days_ago=3)), "I-19 OVR") for n in RAISED),
        ("warfarin beside disulfiram", facts(order("warfarin"), disulfiram), "I-19 OVR"),
        ("apixaban is no warfarin", facts(order("apixaban"), disulfiram), ""),
    ]  # fmt: skip
    rules = ["I-01", "I-05", "I-08", "I-10", "I-17", "I-18", "I-19"]
    assert failures(rules, cases) == []
