"""What a result is pointed out for. No rule of a medicine is here: those are among the safety rules. Pure."""

from decimal import Decimal

from patients.results.rules.vocabulary import ResultAnswer, ResultKind

LIVER = frozenset({ResultKind.ALT, ResultKind.AST})
INFECTIONS = frozenset({ResultKind.HIV, ResultKind.HCV, ResultKind.HBV, ResultKind.SYPHILIS, ResultKind.TB})
USUAL_UPPER = Decimal(40)  # U/L, where a result brings no upper end of its own (clinical reference 0.2)
Mark = tuple[str, str]  # its words, and its tone: hard, over, info, well, plain


def mark_of(kind: ResultKind, value: Decimal | None, second: Decimal | None, upper: Decimal | None, words: str) -> Mark | None:
    """Words and tone for a result that a reader should not pass over.

    Sources: QTc, clinical reference 1.4 (Krantz 2009); ALT and AST, 0.2 and 1.10 I-25; PEth, 1.11; pressure, ACC/AHA 2017;
    eGFR 60 and 30, KDIGO 2012; sedation, 1.10 I-23.
    """
    if value is None:
        return _said(kind, words)
    if kind in LIVER:
        times = value / (upper or USUAL_UPPER)
        if times > 3:
            return f"{times:.1f} × the upper limit", "hard" if times > 5 else "over"
        return ("above the normal range", "plain") if times > 1 else None
    return _number(kind, value, second, upper)


def _said(kind: ResultKind, words: str) -> Mark | None:
    if kind is ResultKind.PREGNANCY and words in (ResultAnswer.POSITIVE, "pregnant"):
        return "pregnant", "info"
    if kind in INFECTIONS and words in (ResultAnswer.POSITIVE, ResultAnswer.ANTIBODY):
        return "to be followed up", "over"
    if words == ResultAnswer.UNCLEAR:
        return "to be done again", "over"
    return ("dependence on opioids shown", "over") if words == ResultAnswer.WITHDRAWAL else None


def _number(kind: ResultKind, value: Decimal, second: Decimal | None, upper: Decimal | None) -> Mark | None:
    match kind:
        case ResultKind.QTC if value >= 450:
            return ("500 ms or more", "hard") if value >= 500 else ("450 ms or more", "over")
        case ResultKind.PETH:
            return ("none or light", "plain") if value < 20 else ("moderate", "info") if value < 200 else ("heavy", "over")
        case ResultKind.BREATH_ALCOHOL if value > 0:
            return "alcohol found", "over"
        case ResultKind.SEDATION if value >= 3:
            return "sedated", "hard"
        case ResultKind.EGFR if value < 60:
            return ("below 30", "hard") if value < 30 else ("below 60", "over")
        case ResultKind.BLOOD_PRESSURE if value >= 180 or (second is not None and second >= 120):
            return "very high", "hard"
        case _ if upper is not None and value > upper:
            return "above the normal range", "over"
    return None
