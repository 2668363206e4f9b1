"""What holds for all rules: order of the answer, care that is never stopped, the tables, the time it takes."""

import random
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.treatment_plans.regimens.safety import people
from tests.treatment_plans.regimens.safety.people import NOW, SETTINGS, TODAY, alerts, drug, facts, measured, order, problem, said
from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.engine import rules
from treatment_plans.regimens.safety.facts import Step
from treatment_plans.regimens.safety.settings import Threshold, read_rows, settings_on, shipped

SEDATIVES = (
    "alprazolam",
    "zolpidem",
    "gabapentin",
    "baclofen",
    "hydroxyzine",
    "clonidine",
    "oxycodone",
    "phenobarbital",
    "ethanol",
)
TESTS: dict[str, tuple[Any, ...]] = {
    "opioid_screen": ("positive", "negative"),
    "fentanyl_screen": ("positive",),
    "breath_alcohol": (0, "0.2"),
    "audit_c": (0, 12),
    "cows": (0, 30),
    "sedation": (0, 4),
    "impaired": ("yes",),
    "alt": (20, 900),
}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_methadone_and_buprenorphine_go_on_whatever_is_taken_or_found(data: st.DataObject) -> None:
    """FDA 2017: no sedative, no test, no missed session stops what helps (clinical reference 0.2, principle 1)."""
    name = data.draw(st.sampled_from(["methadone", "suboxone", "buprenorphine"]))
    dose = data.draw(st.integers(1, 200))
    beside = data.draw(st.lists(st.sampled_from(SEDATIVES), max_size=5))
    tests = {key: measured(data.draw(st.sampled_from(values))) for key, values in TESTS.items() if data.draw(st.booleans())}
    others = [order(other, 5, days_ago=data.draw(st.integers(0, 40)), id=f"{other}{index}") for index, other in enumerate(beside)]
    least = data.draw(st.integers(1, dose))
    down = tuple(Step(TODAY + timedelta(days=day), Decimal(amount)) for day, amount in ((0, dose), (5, least), (14, least)))
    person = facts(
        order(name, least, id="draft", steps=data.draw(st.sampled_from([(), down]))),
        order(name, dose, days_ago=data.draw(st.integers(0, 90)), id="before"),
        *others,
        measured=tests,
        problems=problem("Sedative dependence") + problem("Missed counseling session"),
    )
    assert [alert for alert in alerts(person) if alert.severity.stops] == []
    shuffled = list(person.orders)
    random.Random(dose).shuffle(shuffled)
    assert alerts(replace(person, orders=tuple(shuffled), problems=person.problems[::-1])) == alerts(person)


def _crowded() -> Any:
    names = [row["ingredient"] for row in read_rows("ingredients.csv")][::4]
    orders = [
        order("methadone", 60, days_ago=40, id="before"),
        *(order(n, 5, days_ago=3, id=f"o{i}") for i, n in enumerate(names)),
    ]
    doses = tuple(people.given("methadone", day, 60) for day in range(90, 0, -1))
    tests = {key: measured(values[-1]) for key, values in TESTS.items()} | {"qtc": measured(510), "creatinine": measured(1)}
    return facts(order("methadone", 90, id="draft"), *orders, given=doses, measured=tests, problems=problem("Asthma"))


def test_the_answer_is_sorted_each_rule_speaks_once_and_a_person_takes_under_5_ms() -> None:
    person = _crowded()
    answer = alerts(person)
    ranks = [(("HARD", "OVR", "INFO").index(alert.severity.printed), alert.severity.rank, alert.rule) for alert in answer]
    assert ranks == sorted(ranks)
    assert len({alert.rule for alert in answer}) == len(answer) > 12
    usual = facts(order("methadone", 65), *person.orders[:6], given=person.given, measured=person.measured)
    times = []
    for _ in range(30):
        began = time.perf_counter()
        alerts(usual)
        times.append(time.perf_counter() - began)
    best = min(times) * 1000
    print(f"one person with six orders and 90 doses: {best:.2f} ms")
    assert best < 15  # 5 ms is the aim; a busy machine is given three times that


def test_twenty_orders_400_doses_and_a_schedule_take_under_5_ms() -> None:
    steps = tuple(Step(TODAY + timedelta(days=3 * number), Decimal(60 + 10 * number)) for number in range(12))
    crowd = _crowded()
    doses = tuple(people.given("methadone", day, 60) for day in range(400, 0, -1))
    person = replace(crowd, draft=replace(crowd.draft, steps=steps), orders=crowd.orders[:20], given=doses)
    times = []
    for _ in range(30):
        began = time.perf_counter()
        alerts(person)
        times.append(time.perf_counter() - began)
    best = min(times) * 1000
    print(f"one person with 20 orders, 400 doses and 12 steps: {best:.2f} ms")
    assert best < 75  # 5 ms is the aim; a busy machine that counts each line is given more


OF_A_CLOCK = {"verbal.cosign_hours"}  # read by the clock of a verbal order and by no rule


def test_the_table_of_rules_and_the_figures_are_whole() -> None:
    keys = {threshold.key for threshold in shipped()}
    known = rules()
    named = {key for rule in known.values() for key in rule.settings}
    wrong = [f"{rule.rule}: {key}" for rule in known.values() for key in rule.settings if key not in keys]
    wrong += [f"{rule.rule}: no source" for rule in known.values() if not (rule.source and rule.version and rule.title)]
    wrong += [f"{row['rule']}: not in the table of rules" for row in read_rows("interactions.csv") if row["rule"] not in known]
    wrong += [f"I-{number:02}: missing" for number in range(1, 26) if f"I-{number:02}" not in known]
    wrong += [f"{threshold.key}: flag" for threshold in shipped() if threshold.flag not in ("checked", "known", "verify", "own")]
    wrong += [
        f"{key}: no rule names it"
        for key in sorted(keys - named - OF_A_CLOCK)
        if not key.endswith("interval_days") and "presence" not in key
    ]
    assert wrong == []


def test_figures_change_by_their_day_and_by_organization() -> None:
    woman = facts(
        order("methadone", 65), order("methadone", 60, days_ago=40), sex="female", measured={"qtc": measured(460, unit="ms")}
    )
    own = Threshold("qtc.caution_women_ms", Decimal(470), "ms", "women", "the site", "own", "2", date(2026, 11, 20))
    assert said(woman, rules=["Q-"]) == "Q-01 OVR"
    assert said(woman, rules=["Q-"], settings=settings_on(TODAY, own=[own])) == ""
    assert said(woman, rules=["Q-"], settings=settings_on(date(2026, 11, 19), own=[own])) == "Q-01 OVR"
    assert settings_on(date(1990, 1, 1)).number("methadone.day_one_mg") == 50
    assert words.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    strange = replace(own, key="qtc.nobody_asks")
    assert settings_on(TODAY, own=[strange]) == SETTINGS


def test_a_draft_is_judged_on_its_own_day_and_a_second_prescriber_is_a_flag() -> None:
    """A lab result of later than the draft, and an order that began later in the chart's time, change nothing."""
    draft = order("methadone", 65, days_ago=10)
    before = order("methadone", 60, days_ago=40)
    late = facts(draft, before, measured={"qtc": measured(510, days=5)})
    assert said(late, rules=["Q-"]) == ""
    assert said(replace(late, draft=replace(draft, authored_at=NOW)), rules=["Q-"]) == "Q-02 HARD*"
    assert (Severity.HARD_UNLESS_SECOND.printed, Severity.HARD_UNLESS_SECOND.stops, Severity.OVR.stops) == ("HARD", True, False)
    assert drug("suboxone").ingredients == {"buprenorphine", "naloxone"}
