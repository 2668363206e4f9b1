"""How much, how often, by which route: dosage instructions of FHIR as one dose. One table."""

from decimal import Decimal
from typing import Any

from treatment_plans.regimens.safety.drugs import Strength
from treatment_plans.regimens.safety.hooks.dosages import dosage_of

TABLET, LIQUID = Strength(each=Decimal(8)), Strength(per_ml=Decimal(10))
DAILY = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}


def line(value: Any = 8, unit: str = "mg", timing: Any = None, **more: Any) -> dict[str, Any]:
    return {"doseAndRate": [{"doseQuantity": {"value": value, "unit": unit}}], "timing": timing or {}, **more}


def repeat(frequency: Any, period: Any, unit: str, **more: Any) -> dict[str, Any]:
    return {"repeat": {"frequency": frequency, "period": period, "periodUnit": unit, **more}}


def code(text: str) -> dict[str, Any]:
    return {"code": {"coding": [{"code": text}]}}


# what is written, strength, dose each time, times a day, most on one day
CASES: tuple[tuple[Any, Strength, str | None, str | None, str | None], ...] = (
    ([line(40, "mg", DAILY)], Strength(), "40", "1", "40"),
    ([line(Decimal("0.04"), "g", DAILY)], Strength(), "40", "1", "40"),
    ([line(500, "mcg", code("BID"))], Strength(), "0.5", "2", "1"),
    ([line(500, "µg", code("BID"))], Strength(), "0.5", "2", "1"),
    ([line(500, "ug", code("bid"))], Strength(), "0.5", "2", "1"),
    ([line(8, "mL", DAILY)], LIQUID, "80", "1", "80"),
    ([line(8, "mL", DAILY)], Strength(), None, "1", None),
    ([line(2, "tablets", DAILY)], TABLET, "16", "1", "16"),
    ([line(2, "{tbl}", DAILY)], TABLET, "16", "1", "16"),
    ([line(1, "Film", code("TID"))], TABLET, "8", "3", "24"),
    ([line(2, "tablet", DAILY)], Strength(), None, "1", None),
    ([line(2, "puffs", DAILY)], TABLET, None, "1", None),
    ([line(666, "mg", code("TID"))], Strength(), "666", "3", "1998"),
    ([line(10, "mg", code("QID"))], Strength(), "10", "4", "40"),
    ([line(10, "mg", code("QD"))], Strength(), "10", "1", "10"),
    ([line(16, "mg", code("QOD"))], Strength(), "16", "0.5", "16"),
    ([line(10, "mg", repeat(1, 8, "h"))], Strength(), "10", "3", "30"),
    ([line(10, "mg", repeat(1, 4, "h"))], Strength(), "10", "6", "60"),
    ([line(10, "mg", repeat(1, 1, "d", frequencyMax=3))], Strength(), "10", "3", "30"),
    ([line(10, "mg", repeat(1, 1, "d", timeOfDay=["08:00:00", "20:00:00"]))], Strength(), "10", "2", "20"),
    ([line(10, "mg", {"repeat": {"when": ["MORN", "EVE"]}})], Strength(), "10", "2", "20"),
    ([line(10, "mg", {"event": ["2026-11-20T09:00:00Z"]})], Strength(), "10", "1", "10"),
    ([line(10, "mg", {"code": {"text": "every 12 hours"}})], Strength(), "10", "2", "20"),
    ([line(10, "mg", DAILY), line(20, "mg", DAILY)], Strength(), "20", "2", "30"),
    ([{"doseAndRate": [{"doseRange": {"low": {"value": 4, "unit": "mg"}, "high": {"value": 8, "unit": "mg"}}}], "timing": DAILY}],
     Strength(), "8", "1", "8"),
    ([line(10, "mg", repeat(1, 4, "h"), asNeededBoolean=True,
           maxDosePerPeriod={"numerator": {"value": 40, "unit": "mg"}, "denominator": {"value": 1, "unit": "d"}})],
     Strength(), "10", "6", "40"),
    ([line(10, "mg", {}, asNeededBoolean=True,
           maxDosePerPeriod={"numerator": {"value": 4, "unit": "tablet"}, "denominator": {"value": 24, "code": "h"}})],
     TABLET, "10", None, "32"),
    ([line(10, "mg", {}, asNeededBoolean=True)], Strength(), "10", None, None),
    ([line(10, "mg")], Strength(), "10", None, "10"),
    ([{"text": "Take 40 mg by mouth once daily"}], Strength(), "40", "1", "40"),
    ([{"text": "2 films under the tongue every day"}], TABLET, "16", "1", "16"),
    ([{"text": "8 mL by mouth every morning"}], LIQUID, "80", None, "80"),
    ([{"text": "1 tablet twice a day"}], TABLET, "8", "2", "16"),
    ([{"text": "10 mg three times a day"}], Strength(), "10", "3", "30"),
    ([{"text": "300 mg every 28 days"}], Strength(), "300", str(Decimal(1) / 28), "300"),
    ([{"text": "take as directed"}], TABLET, None, None, None),
    ([line(300, "mg", repeat(1, 1, "mo"))], Strength(), "300", str(Decimal(1) / 30), "300"),
    (None, Strength(), None, None, None),
    ([], Strength(), None, None, None),
    ("take one", Strength(), None, None, None),
    ([{"doseAndRate": "x", "timing": [1]}], Strength(), None, None, None),
    ([line(-3, "mg", DAILY)], Strength(), None, "1", None),
    ([line("Infinity", "mg", DAILY)], Strength(), None, "1", None),
)  # fmt: skip
ROUTES = (
    ({"coding": [{"system": "http://snomed.info/sct", "code": "26643006"}]}, "oral"),
    ({"coding": [{"system": "http://snomed.info/sct", "code": "37839007"}]}, "sublingual"),
    ({"coding": [{"system": "http://snomed.info/sct", "code": "78421000"}]}, "intramuscular"),
    ({"coding": [{"system": "http://snomed.info/sct", "code": "34206005", "display": "SC route"}]}, "subcutaneous"),
    ({"coding": [{"system": "http://snomed.info/sct", "code": "47625008"}]}, "intravenous"),
    ({"coding": [{"system": "x", "code": "46713006", "display": "Nasal route"}]}, "nasal"),
    ({"text": "IM"}, "intramuscular"),
    ({"text": "Sub-Q"}, "subcutaneous"),
    ({"coding": [{"code": "SL"}]}, "sublingual"),
    ({"text": "PO"}, "oral"),
    ({"text": "Intradermal"}, "intradermal"),
    (None, ""),
)


def test_each_dosage_is_the_dose_that_it_says() -> None:
    wrong = []
    for written, strength, *expected in CASES:
        found = dosage_of(written, strength)
        values = [found.dose, found.times_a_day, found.day_total]
        if values != [Decimal(text) if text is not None else None for text in expected]:
            wrong.append((written, [str(value) for value in values], expected))
    assert not wrong


def test_each_route_is_one_of_our_words() -> None:
    wrong = [(route, found.route) for route, word in ROUTES if (found := dosage_of([{"route": route}], Strength())).route != word]
    assert not wrong
    assert dosage_of([{"site": {"text": "Left buttock"}}], Strength()).site == "left buttock"
    assert dosage_of([{"text": "inject into the abdomen"}], Strength()).site == "abdomen"


def test_later_steps_of_a_schedule_are_read_and_not_mixed_into_the_first() -> None:
    def step(mg: int, start: str = "", end: str = "", **more: Any) -> dict[str, Any]:
        bounds = {name: value for name, value in (("start", start), ("end", end)) if value}
        return line(mg, "mg", {"repeat": {**DAILY["repeat"], **({"boundsPeriod": bounds} if bounds else {})}}, **more)

    def lasting(mg: int, place: int, weeks: Any = None) -> dict[str, Any]:
        bounds = {"boundsDuration": {"value": weeks, "code": "wk"}} if weeks else {}
        return line(mg, "mg", {"repeat": {**DAILY["repeat"], **bounds}}, sequence=place)

    cases = [
        ([step(30, "2026-11-01", "2026-11-03"), step(40, "2026-11-04", "2026-11-08")], "30", ["2026-11-04 40"], False),
        ([step(40, "2026-11-04"), step(30, "2026-11-01")], "30", ["2026-11-04 40"], False),
        ([step(30, "2026-11-01", "2026-11-08"), step(10, "2026-11-04", "2026-11-08")], "30", ["2026-11-04 40"], False),
        ([step(20, "2026-11-01"), step(20, "2026-11-01"), step(45, "2026-11-04")], "40", ["2026-11-04 45"], False),
        ([lasting(4, 1, 1), lasting(8, 2, 2), lasting(16, 3)], "4", ["7 8", "21 16"], False),
        ([lasting(4, 1, 1), lasting(8, 2), lasting(16, 3, 1)], "4", [], True),
        ([line(30, "mg", DAILY, text="30 mg daily for 3 days, then 40 mg daily")], "30", [], True),
        ([line(30, "mg", DAILY, text="30 mg daily, then see the nurse")], "30", [], False),
        ([line(30, "mg", DAILY)], "30", [], False),
    ]  # fmt: skip
    wrong = []
    for written, first, later, doubted in cases:
        found = dosage_of(written, Strength())
        steps = [f"{part.begins} {part.day_total}" for part in found.later]
        if (str(found.day_total), steps, any("first step" in doubt for doubt in found.doubts)) != (first, later, doubted):
            wrong.append((written, found.day_total, steps, found.doubts))
    assert wrong == []
    assert str(dosage_of(cases[0][0], Strength()).ends_on) == "2026-11-08"
