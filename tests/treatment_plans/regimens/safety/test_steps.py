"""A schedule is judged step by step, and what several orders of one agonist give is one day's total (reference 0.2, 1.4)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck
from hypothesis import given as every
from hypothesis import settings as how
from hypothesis import strategies as st

from tests.treatment_plans.regimens.safety.people import TODAY, alerts, facts, failures, given, measured, order, problem
from treatment_plans.regimens.safety.dosing import total
from treatment_plans.regimens.safety.facts import Facts, Ordered, Step

M60 = order("methadone", 60, days_ago=40)


def schedule(name: str, *doses: tuple[int, Any], **kept: Any) -> Ordered:
    """A draft whose steps begin so many days from now, with so many milligrams a day."""
    draft = order(name, **kept)
    steps = tuple(Step(TODAY + timedelta(days=day), None if dose is None else draft_mg(dose)) for day, dose in doses)
    return replace(draft, steps=steps)


def divided(total: int, largest: int | None, **kept: Any) -> Ordered:
    """One step whose day is divided."""
    step = Step(TODAY, draft_mg(total), None if largest is None else draft_mg(largest))
    return replace(order("methadone", **kept), steps=(step,))


def draft_mg(dose: Any) -> Any:
    return order("methadone", dose).dose


def test_each_step_of_a_schedule_is_judged() -> None:
    usual = schedule("methadone", (0, 30), (3, 40), (6, 50))
    long = {"measured": {"qtc": measured(500, unit="ms", days=2)}}
    begun = replace(schedule("methadone", (-9, 40), (-6, 50), (-3, 60), (0, 70)), id="begun")
    sedated = {"measured": {"sedation": measured(3)}}
    pregnant = {"measured": {"pregnancy": measured("pregnant", days=3)}}
    cases = [
        ("a usual start", facts(usual), ""),
        ("first day above 30", facts(schedule("methadone", (0, 35), (3, 45))), "M-02 INFO"),
        ("only the second day above 50", facts(schedule("methadone", (0, 30), (3, 40), (6, 50), (9, 60))), ""),
        ("first day of 25 twice", facts(divided(50, 25)), ""),
        ("first day of 35 and 15", facts(divided(50, 35)), "M-02 INFO"),
        ("first day in two doses by its timing", facts(divided(50, None, times=2)), ""),
        ("first day above 50", facts(schedule("methadone", (0, 55), (3, 60))), "M-01 OVR"),
        ("a step of 15", facts(schedule("methadone", (0, 30), (3, 45))), "M-03 OVR"),
        ("after two days", facts(schedule("methadone", (0, 30), (2, 40))), "M-04 OVR"),
        ("the last step alone", facts(schedule("methadone", (0, 30), (3, 40), (6, 50), (8, 61))), "M-03 OVR, M-04 OVR"),
        ("down and up again", facts(schedule("methadone", (0, 50), (3, 30), (6, 45)), M60), "M-03 OVR"),
        ("the same dose a day later", facts(order("methadone", 60), order("methadone", 60, days_ago=1)), ""),
        ("down is no step up", facts(schedule("methadone", (0, 50), (1, 40), (2, 20)), M60), ""),
        ("up on the day after down", facts(schedule("methadone", (0, 55), (1, 60)), M60), "M-04 OVR"),
        ("the same dose twice is no change", facts(schedule("methadone", (0, 60), (1, 70)), M60), ""),
        ("steps in any order", facts(replace(usual, steps=usual.steps[::-1])), ""),
        ("a plan that began nine days ago is at 70 since today", facts(order("methadone", 80), begun), "M-04 OVR"),
        ("from today's 70 to 85", facts(order("methadone", 85), begun), "M-03 OVR, M-04 OVR"),
        ("what is past is past", facts(schedule("methadone", (-30, 10), (-27, 60), (0, 65)), M60), ""),
        ("careful start, first step", facts(schedule("methadone", (0, 25), (3, 30)), problems=problem("Asthma")), "M-05 INFO"),
        ("careful start, later step", facts(schedule("methadone", (0, 20), (3, 30)), problems=problem("Asthma")), ""),
        ("QTc 500, a later step up", facts(schedule("methadone", (0, 60), (9, 65)), M60, **long), "Q-02 HARD*"),
        ("QTc 500, all down", facts(schedule("methadone", (0, 60), (9, 55)), M60, **long), "Q-02 OVR"),
        ("a dose that is not known", facts(schedule("methadone", (0, 30), (3, None))), "F-06 INFO"),
        ("buprenorphine up to 32", facts(schedule("suboxone", (0, 8), (1, 16), (7, 32))), "B-05 INFO"),
        ("buprenorphine up to 33", facts(schedule("suboxone", (0, 8), (1, 16), (7, 33))), "B-05 OVR"),
        ("16 mg on day one", facts(schedule("suboxone", (0, 16), (1, 24))), "B-06 INFO"),
        ("disulfiram at first 500", facts(schedule("disulfiram", (0, 500), (14, 250))), ""),
        ("disulfiram at last 501", facts(schedule("disulfiram", (0, 250), (14, 501))), "D-01 OVR"),
        ("101 mg at last", facts(schedule("methadone", (0, 95), (9, 101)), order("methadone", 95, days_ago=9)), "F-02 INFO"),
        ("a taper in pregnancy", facts(schedule("methadone", (0, 60), (14, 55)), M60, **pregnant), "P-02 INFO"),
        ("a taper that turns", facts(schedule("methadone", (0, 50), (14, 55)), M60, **pregnant), "P-02 INFO"),
        ("no taper", facts(schedule("methadone", (0, 60), (14, 65)), M60, **pregnant), ""),
        ("sedated, raised today", facts(schedule("methadone", (0, 65)), M60, **sedated), "I-23 HARD"),
        ("sedated, raised next week", facts(schedule("methadone", (0, 60), (7, 65)), M60, **sedated), "I-23 INFO"),
        ("three missed days: the first step counts", _back(schedule("methadone", (0, 30), (3, 40))), "M-10 INFO"),
        ("three missed days: above half", _back(schedule("methadone", (0, 31), (3, 40))), "M-10 HARD*"),
    ]  # fmt: skip
    rules = ["M-", "Q-", "I-23", "B-05", "B-06", "D-01", "F-02", "F-06", "P-02"]
    assert failures(rules, cases) == []


@how(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@every(st.data())
def test_a_schedule_of_one_step_is_an_order_of_one_dose(data: st.DataObject) -> None:
    """The same alerts; and steps that repeat the dose before them change nothing but the words."""
    name = data.draw(st.sampled_from(["methadone", "suboxone", "buprenorphine", "disulfiram", "acamprosate"]))
    dose, before = (data.draw(st.sampled_from([2, 8, 16, 25, 33, 45, 60, 101, 600, 2000])) for _ in range(2))
    plain = order(name, dose)
    earlier = (order(name, before, days_ago=data.draw(st.integers(0, 20))),) if data.draw(st.booleans()) else ()
    rows = {"qtc": measured(data.draw(st.sampled_from([430, 470, 510]))), "cows": measured(data.draw(st.sampled_from([3, 12])))}
    one = replace(plain, steps=(Step(TODAY, plain.dose),))
    assert alerts(facts(one, *earlier, measured=rows)) == alerts(facts(plain, *earlier, measured=rows))
    again = replace(plain, steps=tuple(Step(TODAY + timedelta(days=day), plain.dose) for day in (0, 3, 9)))
    spoken = [(alert.rule, alert.severity) for alert in alerts(facts(again, *earlier, measured=rows))]
    assert spoken == [(alert.rule, alert.severity) for alert in alerts(facts(plain, *earlier, measured=rows))]


def test_a_low_dose_initiation_goes_on_beside_the_opioid() -> None:
    """The example template of 1.3: neither withdrawal nor hours without opioids are asked for, on none of its days."""
    template = schedule("suboxone", *enumerate(("0.5", 1, 2, 4, 6, 8, 16)), low_dose_initiation=True)
    methadone = order("methadone", 90, days_ago=40)
    person = facts(template, methadone, given=(given("methadone", 0.1, 90),), measured={"cows": measured(0)})
    said = {alert.rule for alert in alerts(person)}
    assert said & {"B-01", "B-02", "B-05", "B-06", "I-05", "F-04"} == set()
    usual = {alert.rule for alert in alerts(replace(person, draft=replace(template, low_dose_initiation=False)))}
    assert usual >= {"B-01", "B-02", "I-05"}


def test_the_total_of_a_day() -> None:
    cases = [
        ("as it is said", order("methadone", 20, times=2), "40"),
        ("worked out", replace(order("methadone", 20, times=2), day_total=None), "40"),
        ("every second day", replace(order("buprenorphine", 16), times_a_day=draft_mg("0.5")), "16"),
        ("no timing", order("methadone", 20), "20"),
        ("no dose", order("methadone"), "None"),
        ("the highest of a schedule", schedule("methadone", (0, 30), (3, 50), (6, 40)), "50"),
        ("a schedule of unknown doses", schedule("methadone", (0, None)), "None"),
    ]
    assert [name for name, draft, expected in cases if str(total(draft)) != expected] == []


def _back(draft: Ordered) -> Facts:
    return facts(draft, M60, given=tuple(given("methadone", day, 60, taken=day > 3) for day in range(40, 0, -1)))


def test_the_strongest_step_speaks_and_says_which_it_is() -> None:
    person = facts(schedule("methadone", (0, 30), (3, 45), (6, 75), (8, 90)))
    by_rule = {alert.rule: alert for alert in alerts(person)}
    assert by_rule["M-03"].detail.startswith("Step 3, from Nov 26, 2026 (also steps 2 and 4): From 45 mg to 75 mg: 30 mg at once")
    two = alerts(facts(schedule("methadone", (0, 30), (3, 45), (6, 75))))
    assert "(also step 2)" in next(alert for alert in two if alert.rule == "M-03").detail
    assert by_rule["M-03"].evidence == ("Drafted Nov 20, 2026: step 3 of 4, from Nov 26, 2026: 75 mg a day",)
    assert by_rule["M-04"].detail.startswith("Step 4, from Nov 28, 2026: The dose changed on Nov 26, 2026")
    assert by_rule["M-03"].actions[0] == "Raise to 55 mg"
    later, first = (
        next(alert for alert in alerts(facts(schedule("methadone", *steps), M60)) if alert.rule == "M-03").evidence
        for steps in (((0, 60), (3, 75)), ((0, 75), (3, 80)))
    )
    assert [line.split(":")[0].split(" ")[0] for line in later] == ["Drafted"]
    assert [line.split(":")[0].split(" ")[0] for line in first] == ["Order", "Drafted"]


def test_several_orders_of_one_agonist_are_one_day() -> None:
    evening = order("methadone", 20, days_ago=9, id="evening")
    drafted = order("methadone", 30, status="draft", id="second")
    tablets, film = order("buprenorphine", 16, days_ago=30, id="t"), order("suboxone", 12)
    named = order("methadone", 70, prior=M60.id)
    injected = replace(order("methadone", 30, id="iv"), route="intravenous", starts_on=TODAY)

    def up_on(day: int, dose: int) -> Ordered:
        return schedule("methadone", (0, 60), (day, dose), prior=M60.id)

    ends = replace(evening, ends_on=TODAY + timedelta(days=3))
    over = order("methadone", 40, days_ago=9, id="x", ends_on=TODAY - timedelta(days=1))
    cases = [
        ("two drafts of 30 on one day", facts(order("methadone", 30), drafted), "M-01 OVR"),
        ("the second begins tomorrow", facts(order("methadone", 30), replace(drafted, starts_on=TODAY + timedelta(days=1))), ""),
        ("up by 10, and a second draft", facts(named, M60, drafted), "M-03 OVR"),
        ("up by 10 beside an evening order", facts(named, M60, evening), ""),
        ("90 with the evening order", facts(order("methadone", 60, prior=M60.id), M60, evening), ""),
        ("101 with it", facts(_up(81), *_old(81), evening), "F-02 INFO"),
        ("on hold it is not taken", facts(_up(81), *_old(81), replace(evening, status="on-hold")), ""),
        ("a report is no order", facts(_up(81), *_old(81), replace(evening, is_report=True)), ""),
        ("replaced, and left open", facts(_up(81), *_old(81, prior="evening"), evening), ""),
        ("its last day was yesterday", facts(_up(81), *_old(81), over), ""),
        ("its last day is before the second step", facts(up_on(6, 95), M60, ends), "M-03 OVR"),
        ("its last day is the second step's", facts(up_on(3, 85), M60, ends), "M-03 OVR, F-02 INFO"),
        ("it goes on", facts(up_on(6, 85), M60, evening), "M-03 OVR, F-02 INFO"),
        ("the newest of two is changed", facts(order("methadone", 65), *_two(on_hold=40)), ""),
        ("by vein beside by mouth", facts(order("methadone", 30), injected), "M-01 OVR"),
        ("film beside tablets", facts(_film(12), *_film_old(12), tablets), "B-05 INFO"),
        ("8 beside tablets", facts(_film(8), *_film_old(8), tablets), ""),
        ("two drafts, 17 and 16", facts(order("suboxone", 17), replace(tablets, status="draft")), "B-05 OVR, B-06 INFO"),
        ("an injection is no daily dose", facts(_film(12), *_film_old(12), order("sublocade", 300, days_ago=9)), ""),
        ("no route is under the tongue", facts(replace(film, route=""), order("suboxone", 12, days_ago=30)), ""),
        ("and so is 25 mg", facts(replace(order("suboxone", 25), route=""), order("suboxone", 12, days_ago=30)), "B-05 INFO"),
        ("films alone", facts(film, order("suboxone", 12, days_ago=30)), ""),
    ]  # fmt: skip
    assert failures(["M-01", "M-03", "F-02", "B-05", "B-06"], cases) == []
    both = next(alert for alert in alerts(facts(order("methadone", 30), drafted)) if alert.rule == "M-01")
    assert both.detail.startswith("60 mg on the first day")
    assert "Beside it:" in both.evidence[1]


def _two(*, on_hold: int) -> tuple[Ordered, Ordered]:
    """Two orders that are open; the older one is on hold, so nothing of it is taken."""
    return order("methadone", on_hold, days_ago=30, status="on-hold", id="z"), order("methadone", 60, days_ago=9, id="a")


def _up(dose: int) -> Ordered:
    return order("methadone", dose, prior="e")


def _old(dose: int, **kept: Any) -> tuple[Ordered]:
    return (order("methadone", dose, days_ago=9, id="e", **kept),)


def _film(dose: int) -> Ordered:
    return order("suboxone", dose, prior="f")


def _film_old(dose: int) -> tuple[Ordered]:
    return (order("suboxone", dose, days_ago=9, id="f"),)


def test_what_is_over_is_not_judged_and_at_the_window_an_order_goes_on_with_itself() -> None:
    dangerous = facts(order("naltrexone", 50), order("methadone", 60, days_ago=9))
    for status in ("stopped", "completed", "cancelled", "entered-in-error", "ended"):
        assert alerts(replace(dangerous, draft=replace(dangerous.draft, status=status))) == []
    doses = tuple(given("methadone", day, 90) for day in range(8, 0, -1))
    signed = order("methadone", 90, days_ago=9, id="signed")
    plan = replace(signed, steps=(Step(TODAY - timedelta(days=9), draft_mg(60)), Step(TODAY, draft_mg(90))))
    later = replace(signed, steps=(Step(TODAY, draft_mg(90)), Step(TODAY + timedelta(days=7), draft_mg(95))))
    long = {"qtc": measured(500, unit="ms", days=1)}
    cases = [
        ("day nine of the order is no start", facts(signed, given=doses, at_the_window=True), ""),
        ("its first day is", facts(order("methadone", 90), at_the_window=True), "M-01 OVR"),
        ("a planned step was judged when it was signed", facts(plan, given=doses, at_the_window=True), ""),
        ("but a QTc found since counts", facts(plan, given=doses, at_the_window=True, measured=long), "Q-02 HARD*"),
        ("a step of next week is not today's", facts(later, given=doses, at_the_window=True, measured=long), "Q-02 OVR"),
        ("no step today", facts(signed, given=doses, at_the_window=True, measured=long), "Q-02 OVR"),
    ]  # fmt: skip
    assert failures(["M-01", "M-03", "M-04", "Q-"], cases) == []
