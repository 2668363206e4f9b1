"""What somebody says was measured, and what of it cannot be, or is asked once more. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from care.actor import Category
from patients.results.rules.heart import FAR_APART, corrected, rr_of
from patients.results.rules.kinds import KindFacts, compared, facts_of, unit_words
from patients.results.rules.vocabulary import Formula, ResultAnswer, ResultKind, Shape

QT_LEAST, QT_MOST = 150, 900
RR_LEAST, RR_MOST = 170, 6000


class BadResult(ValueError):
    """Something that was written cannot be: of which kind, in which field of it, and why."""

    def __init__(self, kind: ResultKind, field: str, words: str) -> None:
        super().__init__(f"{kind.value}.{field}")
        self.kind = kind
        self.field = field
        self.words = words


@dataclass(frozen=True, slots=True)
class Ecg:
    """A heart tracing. `device` is the value printed on it; RR and heart rate say the same, one of them is enough."""

    formula: Formula
    qt: Decimal | None = None
    rr: Decimal | None = None
    heart_rate: Decimal | None = None
    device: Decimal | None = None
    read_by: str = ""


@dataclass(frozen=True, slots=True)
class SaidResult:
    """One result as it is written down. `is_sure`: it was asked once more whether it is so, and it is."""

    kind: ResultKind
    value: Decimal | None = None
    unit: str = ""
    second: Decimal | None = None
    upper: Decimal | None = None
    answer: ResultAnswer | None = None
    words: str = ""
    ecg: Ecg | None = None
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A result that can be: its value in the unit of its kind beside what was given, and what is asked about it."""

    kind: ResultKind
    category: Category
    value: Decimal | None = None
    second: Decimal | None = None
    unit: str = ""
    given: Decimal | None = None
    given_unit: str = ""
    upper: Decimal | None = None
    given_upper: Decimal | None = None
    words: str = ""
    qt: Decimal | None = None
    rr: Decimal | None = None
    heart_rate: Decimal | None = None
    formula: str = ""
    device: Decimal | None = None
    read_by: str = ""
    question: str = ""


def plain(value: Decimal) -> str:
    """A number without zeros that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def class_of_points(points: Decimal) -> str:
    """Child-Pugh: 5 to 6 points A, 7 to 9 B, 10 to 15 C. Source: Pugh 1973."""
    return "class A" if points <= 6 else "class B" if points <= 9 else "class C"


def read_result(said: SaidResult) -> Reading:
    """What is kept of a result.

    Raises:
        BadResult: what the form can mend.
    """
    facts = facts_of(said.kind)
    match facts.shape:
        case Shape.NUMBER:
            return _number(said, facts)
        case Shape.PAIR:
            return _pair(said, facts)
        case Shape.ECG:
            return _ecg(said, facts)
        case Shape.ANSWER:
            if said.answer not in facts.answers:
                raise BadResult(said.kind, "answer", "Choose what the test says.")
            return Reading(said.kind, facts.category, words=said.answer.value)
        case Shape.WORDS:
            if not said.words.strip():
                raise BadResult(said.kind, "words", "Write what the laboratory says.")
            return Reading(said.kind, facts.category, words=" ".join(said.words.split()))
    raise AssertionError(facts.shape)


def _unit(said: SaidResult, facts: KindFacts) -> str:
    unit = said.unit or facts.unit
    if unit not in facts.units:
        raise BadResult(said.kind, "unit", f"Choose the unit in which {facts.kind.label} was measured.")
    return unit


def _possible(said: SaidResult, facts: KindFacts, value: Decimal, field: str = "value") -> None:
    if facts.least is None or facts.most is None or facts.least <= value <= facts.most:
        return
    words = f"No {facts.kind.label} is like that: {plain(facts.least)} to {plain(facts.most)} {unit_words(facts.unit)}".rstrip()
    other = _other_unit(facts, said.value, said.unit or facts.unit) if said.value is not None else ""
    raise BadResult(said.kind, field, f"{words} can be.{f' Was it {unit_words(other)}?' if other else ''}")


def _other_unit(facts: KindFacts, given: Decimal, unit: str) -> str:
    """Another unit of the kind in which the value would be usual."""
    if facts.low is None or facts.high is None:
        return ""
    fits = (other for other in facts.units if other != unit and facts.low <= compared(facts, given, other) <= facts.high)
    return next(fits, "")


def _question(facts: KindFacts, value: Decimal, given: Decimal, unit: str) -> str:
    """What is asked of a value that is far from what is usual: also whether another unit was meant."""
    if facts.low is None or facts.high is None or facts.low <= value <= facts.high:
        return ""
    words = f"{facts.kind.label} {plain(given)} {unit_words(unit)}".rstrip()
    if other := _other_unit(facts, given, unit):
        return f"{words}: is that so, or was it {unit_words(other)}?"
    usual = f"{plain(facts.low)} and {plain(facts.high)} {unit_words(facts.unit)}".rstrip()
    return f"{words}: is that so? Most are between {usual}."


def _number(said: SaidResult, facts: KindFacts) -> Reading:
    if said.value is None:
        raise BadResult(said.kind, "value", f"Write the value of {facts.kind.label}.")
    unit = _unit(said, facts)
    value = compared(facts, said.value, unit)
    if said.kind in (ResultKind.SEDATION, ResultKind.CHILD_PUGH) and said.value != said.value.to_integral_value():
        raise BadResult(said.kind, "value", "Whole points.")
    _possible(said, facts, value)
    if said.upper is not None and said.upper <= 0:
        raise BadResult(said.kind, "upper", "The upper end of the normal range is above 0.")
    return Reading(
        said.kind,
        facts.category,
        value=value,
        unit=facts.unit,
        given=said.value,
        given_unit=unit,
        upper=compared(facts, said.upper, unit) if said.upper is not None else None,
        given_upper=said.upper,
        words=class_of_points(value) if said.kind is ResultKind.CHILD_PUGH else "",
        question=_question(facts, value, said.value, unit),
    )


def _pair(said: SaidResult, facts: KindFacts) -> Reading:
    if said.value is None or said.second is None:
        raise BadResult(said.kind, "second" if said.second is None else "value", "Write both values.")
    _possible(said, facts, said.value)
    _possible(said, facts, said.second, "second")
    if said.second >= said.value:
        raise BadResult(said.kind, "second", "The lower value is below the upper one.")
    question = _question(facts, said.value, said.value, facts.unit)
    if not question and not 40 <= said.second <= 130:
        question = f"{facts.kind.label} {plain(said.value)}/{plain(said.second)}: is that so?"
    return Reading(
        said.kind,
        facts.category,
        value=facts.rounded(said.value),
        second=facts.rounded(said.second),
        unit=facts.unit,
        given=said.value,
        given_unit=facts.unit,
        question=question,
    )


def _ecg(said: SaidResult, facts: KindFacts) -> Reading:
    ecg = said.ecg
    if ecg is None:
        raise BadResult(said.kind, "qt", "Write the QT interval, or the value on the tracing.")
    rr = ecg.rr if ecg.rr is not None else rr_of(ecg.heart_rate) if ecg.heart_rate else None
    if ecg.device is not None:
        _possible(said, facts, ecg.device, "device")
    if ecg.qt is not None and not QT_LEAST <= ecg.qt <= QT_MOST:
        raise BadResult(said.kind, "qt", f"No QT is like that: {QT_LEAST} to {QT_MOST} ms can be.")
    if rr is not None and not RR_LEAST <= rr <= RR_MOST:
        raise BadResult(said.kind, "rr" if ecg.rr is not None else "heart_rate", "No heart beats like that.")
    if ecg.formula is Formula.DEVICE:
        if ecg.device is None:
            raise BadResult(said.kind, "device", "Write the value on the tracing.")
        value = ecg.device
    elif ecg.qt is None:
        raise BadResult(said.kind, "qt", "Write the QT interval.")
    elif rr is None:
        raise BadResult(said.kind, "heart_rate", "Write the heart rate, or RR.")
    else:
        value = corrected(ecg.qt, rr, ecg.formula)
        _possible(said, facts, value, "qt")
    if ecg.rr is not None and ecg.heart_rate and abs(ecg.rr - rr_of(ecg.heart_rate)) > ecg.rr / 10:
        raise BadResult(said.kind, "rr", "RR and the heart rate say two different things. One of them is enough.")
    question = _question(facts, value, value, facts.unit)
    if not question and ecg.device is not None and abs(ecg.device - value) > FAR_APART:
        question = f"QTc comes to {plain(value)} ms, and the device says {plain(ecg.device)} ms: is that so?"
    return Reading(
        said.kind,
        facts.category,
        value=facts.rounded(value),
        unit=facts.unit,
        given=value,
        given_unit=facts.unit,
        qt=ecg.qt,
        rr=rr,
        heart_rate=ecg.heart_rate,
        formula=ecg.formula.value,
        device=ecg.device,
        read_by=" ".join(ecg.read_by.split()),
        question=question,
    )
