"""What is decided of results: units, what is asked once more, formulas, age, marks, how a drug test moves."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from care.actor import Category
from patients.results.rules import (
    DRUG_TEST,
    BadResult,
    Certainty,
    DrugTestState,
    DrugTestStep,
    Ecg,
    Formula,
    NotPossible,
    Panel,
    ResultAnswer,
    ResultKind,
    SaidResult,
    Shape,
    age_words,
    compared,
    corrected,
    facts_of,
    is_stale,
    kinds,
    kinds_by_code,
    kinds_of,
    mark_of,
    next_state,
    read_result,
    rr_of,
    stale_from,
    steps_from,
    unit_as_filed,
    unit_words,
)

K, D = ResultKind, Decimal


def test_every_kind_has_a_line_that_says_where_it_is_from() -> None:
    wrong = []
    for kind, facts in kinds().items():
        numeric = facts.shape in (Shape.NUMBER, Shape.PAIR, Shape.ECG)
        if numeric != bool(facts.units) or numeric != (facts.low is not None):
            wrong.append(f"{kind}: units and bounds")
        if numeric and not facts.least <= facts.low < facts.high <= facts.most:
            wrong.append(f"{kind}: bounds out of order")
        if facts.flag is not Certainty.OWN and not facts.source:
            wrong.append(f"{kind}: no source")
        if bool(facts.loinc) != bool(facts.loinc_source) or bool(facts.stale_months) != bool(facts.stale_source):
            wrong.append(f"{kind}: a figure without its source")
        if (facts.shape is Shape.ANSWER) != bool(facts.answers):
            wrong.append(f"{kind}: answers")
    assert not wrong
    assert [facts.kind for panel in Panel for facts in kinds_of(panel)] == list(ResultKind)
    assert {kind for kind, facts in kinds().items() if facts.category is Category.SUD} == {
        *(K.BREATH_ALCOHOL, K.PETH, K.METHADONE_PEAK, K.METHADONE_TROUGH, K.SEDATION, K.NALOXONE_CHALLENGE)
    }
    assert {code: kinds_by_code()[code].value for code in ("2160-0", "29463-7", "8636-3", "1742-6", "1920-8", "82810-3")} == {
        "2160-0": "creatinine", "29463-7": "weight", "8636-3": "qtc", "1742-6": "alt", "1920-8": "ast", "82810-3": "pregnancy",
    }  # fmt: skip


# A value in a unit, and what it is in the unit in which its kind is compared.
CONVERSIONS = [
    (K.CREATININE, "88.42", "umol/L", "1.00"),
    (K.CREATININE, "133", "umol/L", "1.50"),
    (K.CREATININE, "9", "mg/L", "0.90"),
    (K.WEIGHT, "154", "lb", "69.9"),
    (K.WEIGHT, "220.5", "lb", "100.0"),
    (K.QTC, "0.431", "s", "431"),
    (K.ALT, "1", "ukat/L", "60"),
    (K.PLATELETS, "150000", "/uL", "150"),
    (K.BREATH_ALCOHOL, "0.40", "mg/L", "0.084"),
    (K.METHADONE_TROUGH, "0.26", "mg/L", "260"),
]
WRITINGS = [
    (K.WEIGHT, "[lb_av]", "lb"), (K.WEIGHT, "Lbs", "lb"), (K.CREATININE, "µmol/L", "umol/L"), (K.ALT, "IU/L", "U/L"),
    (K.PLATELETS, "10^3/uL", "10*3/uL"), (K.HEART_RATE, "{beats}/min", "/min"), (K.CREATININE, "stones", ""),
    (K.QTC, "msec", "ms"), (K.INR, "{INR}", "ratio"),
]  # fmt: skip


def test_units_are_converted_and_known_however_they_are_written() -> None:
    wrong = [case for case in CONVERSIONS if str(compared(facts_of(case[0]), D(case[1]), case[2])) != case[3]]
    wrong += [case for case in WRITINGS if unit_as_filed(facts_of(case[0]), case[1]) != case[2]]
    assert not wrong
    assert (unit_words("umol/L"), unit_words("mg/dL"), unit_words("ratio")) == ("µmol/L", "mg/dL", "")


# QT, RR, formula, QTc: by hand from the formulas; at 60 a minute all say the same.
TRACINGS = [
    (400, 1000, Formula.BAZETT, 400), (400, 1000, Formula.FRIDERICIA, 400), (360, 800, Formula.BAZETT, 402),
    (360, 800, Formula.FRIDERICIA, 388), (420, 640, Formula.BAZETT, 525), (420, 512, Formula.FRIDERICIA, 525),
    (440, 1210, Formula.BAZETT, 400), (440, 1331, Formula.FRIDERICIA, 400),
]  # fmt: skip


def test_qtc_is_that_of_its_formula() -> None:
    wrong = [case for case in TRACINGS if corrected(D(case[0]), D(case[1]), case[2]) != case[3]]
    assert not wrong
    assert (rr_of(D(75)), rr_of(D(60))) == (800, 1000)
    with pytest.raises(ValueError, match="device"):
        corrected(D(400), D(1000), Formula.DEVICE)


def _number(kind: ResultKind, value: str, unit: str = "", **more: object) -> SaidResult:
    return SaidResult(kind, value=D(value), unit=unit, **more)  # type: ignore[arg-type]  # each case has its own


def _pressure(upper: int, lower: int) -> SaidResult:
    return SaidResult(K.BLOOD_PRESSURE, value=D(upper), second=D(lower))


def _ecg(formula: Formula = Formula.BAZETT, **more: int | str) -> SaidResult:
    return SaidResult(K.QTC, ecg=Ecg(formula, **{name: D(one) for name, one in more.items()}))


# What is asked about a value, or nothing: both sides of each bound.
ASKED = [
    (_number(K.CREATININE, "0.3"), ""),
    (_number(K.CREATININE, "0.29"), "Creatinine 0.29 mg/dL: is that so? Most are between 0.3 and 6 mg/dL."),
    (_number(K.CREATININE, "6"), ""),
    (_number(K.CREATININE, "6.1"), "Creatinine 6.1 mg/dL: is that so, or was it mg/L?"),
    (_number(K.CREATININE, "30", "umol/L"), ""),
    (_number(K.CREATININE, "1.1", "umol/L"), None),
    (_number(K.WEIGHT, "180"), ""),
    (_number(K.WEIGHT, "251"), "Weight 251 kg: is that so, or was it lb?"),
    (_number(K.ALT, "1001"), "ALT 1001 U/L: is that so? Most are between 3 and 1000 U/L."),
    (_pressure(120, 80), ""),
    (_pressure(230, 80), "Blood pressure 230 mmHg: is that so? Most are between 70 and 220 mmHg."),
    (_pressure(200, 131), "Blood pressure 200/131: is that so?"),
    (_ecg(qt=400, heart_rate=60), ""),
    (_ecg(qt=400, heart_rate=60, device=430), ""),
    (_ecg(qt=400, heart_rate=60, device=431), "QTc comes to 400 ms, and the device says 431 ms: is that so?"),
    (_ecg(Formula.DEVICE, device=601), "ECG: QTc 601 ms: is that so? Most are between 330 and 600 ms."),
    (SaidResult(K.HIV, answer=ResultAnswer.POSITIVE), ""),
    (SaidResult(K.CBC, words="All in range."), ""),
]  # fmt: skip


def test_what_is_far_from_usual_is_asked_once_more_and_names_the_other_unit() -> None:
    wrong = []
    for said, question in ASKED:
        try:
            found: str | None = read_result(said).question
        except BadResult:
            found = None
        if found != question:
            wrong.append((said.kind, found, question))
    assert not wrong


# What cannot be, and in which field it is said.
IMPOSSIBLE = [
    (SaidResult(K.CREATININE), "value"),
    (_number(K.CREATININE, "-1"), "value"),
    (_number(K.CREATININE, "41"), "value"),
    (_number(K.CREATININE, "1", "kg"), "unit"),
    (_number(K.ALT, "30", upper=D(0)), "upper"),
    (_number(K.SEDATION, "5"), "value"),
    (_number(K.SEDATION, "2.5"), "value"),
    (_number(K.CHILD_PUGH, "4"), "value"),
    (SaidResult(K.BLOOD_PRESSURE, value=D(120)), "second"),
    (SaidResult(K.BLOOD_PRESSURE, second=D(80)), "value"),
    (SaidResult(K.BLOOD_PRESSURE, value=D(80), second=D(80)), "second"),
    (SaidResult(K.BLOOD_PRESSURE, value=D(80), second=D(2)), "second"),
    (SaidResult(K.QTC), "qt"),
    (_ecg(heart_rate=60), "qt"),
    (_ecg(qt=400), "heart_rate"),
    (_ecg(qt=100, heart_rate=60), "qt"),
    (_ecg(qt=900, rr=300), "qt"),
    (_ecg(qt=400, rr=100), "rr"),
    (_ecg(qt=400, heart_rate=400), "heart_rate"),
    (_ecg(qt=400, rr=1000, heart_rate=90), "rr"),
    (_ecg(Formula.DEVICE, qt=400), "device"),
    (_ecg(Formula.DEVICE, device=1000), "device"),
    (SaidResult(K.HIV), "answer"),
    (SaidResult(K.HIV, answer=ResultAnswer.IMMUNE), "answer"),
    (SaidResult(K.CBC, words="  "), "words"),
]


def test_a_value_that_can_be_in_another_unit_only_says_so() -> None:
    with pytest.raises(BadResult) as refusal:
        read_result(_number(K.CREATININE, "88"))
    assert refusal.value.words == "No Creatinine is like that: 0.05 to 40 mg/dL can be. Was it µmol/L?"


def test_what_cannot_be_is_refused_beside_its_field() -> None:
    wrong = []
    for said, field in IMPOSSIBLE:
        try:
            read_result(said)
            wrong.append((said, "taken"))
        except BadResult as refusal:
            if refusal.field != field or not refusal.words:
                wrong.append((said, refusal.field))
    assert not wrong


def test_what_is_kept_says_both_units_and_how_a_tracing_came_about() -> None:
    weight = read_result(_number(K.WEIGHT, "154", "lb"))
    assert (weight.value, weight.unit, weight.given, weight.given_unit) == (D("69.9"), "kg", 154, "lb")
    alt = read_result(_number(K.ALT, "2", "ukat/L", upper=D("0.75")))
    assert (alt.value, alt.upper, alt.given_upper) == (120, 45, D("0.75"))
    ecg = read_result(
        SaidResult(K.QTC, ecg=Ecg(Formula.FRIDERICIA, D(360), heart_rate=D(75), device=D(390), read_by=" Dr.  Cho "))
    )
    assert (ecg.value, ecg.qt, ecg.rr, ecg.heart_rate, ecg.device, ecg.read_by) == (388, 360, 800, 75, 390, "Dr. Cho")
    classes = {points: read_result(_number(K.CHILD_PUGH, str(points))).words for points in (5, 6, 7, 9, 10, 15)}
    assert list(classes.values()) == ["class A", "class A", "class B", "class B", "class C", "class C"]


MARKS = [
    (K.QTC, "449", "", None), (K.QTC, "450", "", "over"), (K.QTC, "499", "", "over"), (K.QTC, "500", "", "hard"),
    (K.ALT, "40", "", None), (K.ALT, "41", "", "plain"), (K.ALT, "121", "", "over"), (K.ALT, "201", "", "hard"),
    (K.ALT, "121", "50", "plain"), (K.CREATININE, "1.3", "1.2", "over"), (K.CREATININE, "1.3", "", None),
    (K.PETH, "19", "", "plain"), (K.PETH, "20", "", "info"), (K.PETH, "199", "", "info"), (K.PETH, "200", "", "over"),
    (K.BREATH_ALCOHOL, "0", "", None), (K.BREATH_ALCOHOL, "0.01", "", "over"), (K.SEDATION, "2", "", None),
    (K.SEDATION, "3", "", "hard"), (K.EGFR, "60", "", None), (K.EGFR, "59", "", "over"), (K.EGFR, "29", "", "hard"),
    (K.BLOOD_PRESSURE, "179", "", None), (K.BLOOD_PRESSURE, "180", "", "hard"),
]  # fmt: skip
SAID_MARKS = [
    (K.PREGNANCY, "positive", "info"), (K.PREGNANCY, "pregnant", "info"), (K.PREGNANCY, "negative", None),
    (K.HCV, "positive", "over"), (K.HCV, "antibody only", "over"), (K.HBV, "immune", None), (K.HIV, "unclear", "over"),
    (K.NALOXONE_CHALLENGE, "withdrawal", "over"), (K.NALOXONE_CHALLENGE, "no withdrawal", None),
]  # fmt: skip


def test_what_is_pointed_out_begins_at_its_figure() -> None:
    wrong = []
    for kind, value, upper, tone in MARKS:
        mark = mark_of(kind, D(value), None, D(upper) if upper else None, "")
        wrong += [(kind, value, mark)] if (mark and mark[1]) != tone else []
    for kind, words, tone in SAID_MARKS:
        mark = mark_of(kind, None, None, None, words)
        wrong += [(kind, words, mark)] if (mark and mark[1]) != tone else []
    assert not wrong
    assert mark_of(K.BLOOD_PRESSURE, D(150), D(120), None, "") == ("very high", "hard")


AGES = [
    (date(2026, 11, 23), "today"), (date(2026, 11, 24), "today"), (date(2026, 11, 22), "yesterday"),
    (date(2026, 11, 20), "3 days ago"), (date(2026, 10, 27), "27 days ago"), (date(2026, 10, 26), "4 weeks ago"),
    (date(2026, 8, 24), "13 weeks ago"), (date(2026, 8, 23), "3 months ago"), (date(2025, 11, 24), "11 months ago"),
    (date(2023, 11, 24), "35 months ago"), (date(2023, 11, 23), "3 years ago"),
]  # fmt: skip


def test_age_is_said_as_people_say_it_and_what_is_too_old_says_so() -> None:
    today = date(2026, 11, 23)
    assert [case for case in AGES if age_words(case[0], today) != case[1]] == []
    assert stale_from(K.CREATININE, date(2024, 2, 29)) == date(2025, 2, 28)
    assert is_stale(K.CREATININE, date(2025, 11, 22), today)
    assert not is_stale(K.CREATININE, date(2025, 11, 23), today)
    assert stale_from(K.PREGNANCY, today) is None
    assert not is_stale(K.PREGNANCY, date(2001, 1, 1), today)


def test_a_drug_test_moves_as_its_table_says_and_no_other_way() -> None:
    for state, step in product(DrugTestState, DrugTestStep):
        if (state, step) in DRUG_TEST:
            assert next_state(state, step) is DRUG_TEST[state, step]
        else:
            with pytest.raises(NotPossible) as refusal:
                next_state(state, step)
            assert refusal.value.state is state
    assert steps_from(DrugTestState.ORDERED) == [DrugTestStep.COLLECT, DrugTestStep.CANCEL, DrugTestStep.DECLINE]
    assert steps_from(DrugTestState.DECLINED) == []
