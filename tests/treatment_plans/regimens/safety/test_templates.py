"""Every schedule that the platform ships is judged: none breaks a rule of starting and titrating; a taper neither."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from tests.treatment_plans.regimens.safety.people import TODAY, alerts, facts, given, measured, order
from treatment_plans.regimens.rules.schedules import Step as Planned
from treatment_plans.regimens.rules.schedules import from_template, taper
from treatment_plans.regimens.safety.facts import Ordered, Step
from treatment_plans.regimens.schedules import templates
from treatment_plans.regimens.vocabulary import Pathway

NAMES = {"buprenorphine-naloxone": "suboxone"}
READY = {
    "alt": measured(20),
    "opioid_screen": measured("negative"),
    "last_drink": measured("beer", days=3),
    "qtc": measured(410, unit="ms"),
}
SAID = {"buprenorphine-high-dose": {"B-06"}}  # more than the label's 8 mg on the first day: it informs


def planned(name: str, steps: list[Planned], **kept: bool) -> Ordered:
    found = tuple(Step(step.starts_on, step.total, max(step.amounts)) for step in steps)
    return replace(order(name), steps=found, **kept)


def test_no_template_breaks_a_rule() -> None:
    wrong = []
    for code, template in templates().items():
        for medication in template.medications:
            name = NAMES.get(medication, medication)
            slow = template.pathway is Pathway.LOW_DOSE
            draft = planned(name, from_template(template, starts_on=TODAY), low_dose_initiation=slow)
            beside = (order("methadone", 60, days_ago=40),) if slow else ()
            doses = (given("methadone", 0.1, 60),) if slow else ()
            rows = READY | ({"cows": measured(13)} if "buprenorphine" in name or name == "suboxone" else {})
            found = alerts(facts(draft, *beside, given=doses, measured=rows, naloxone_kit=TODAY))
            spoken = {alert.rule for alert in found}
            if spoken != SAID.get(code, set()):
                wrong.append((code, name, spoken))
    assert wrong == []


def test_a_taper_is_a_lower_dose_at_each_step() -> None:
    before = order("methadone", 80, days_ago=100)
    steps = taper(Decimal(80), starts_on=TODAY, every_days=14, percent=Decimal(10))
    assert len(steps) > 10
    found = alerts(facts(planned("methadone", steps), before, measured=READY, naloxone_kit=TODAY))
    assert found == []
    too_quick = [Planned(TODAY, (Decimal(70),)), Planned(TODAY + timedelta(days=1), (Decimal(85),))]
    spoken = {alert.rule for alert in alerts(facts(planned("methadone", too_quick), before, measured=READY, naloxone_kit=TODAY))}
    assert spoken == {"M-03", "M-04"}
