"""The QT interval, corrected for the heart rate. Pure. Sources: Bazett 1920; Fridericia 1920; clinical reference 1.4."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

from patients.results.rules.vocabulary import Formula

MINUTE = Decimal(60_000)  # milliseconds
FAR_APART = 30  # milliseconds between our value and the device's: somebody looks again


def rr_of(heart_rate: Decimal) -> Decimal:
    """Milliseconds from beat to beat at a heart rate."""
    return (MINUTE / heart_rate).quantize(Decimal(1), rounding=ROUND_HALF_UP)


def corrected(qt: Decimal, rr: Decimal, formula: Formula) -> Decimal:
    """QTc in whole milliseconds, from QT and RR in milliseconds.

    Raises:
        ValueError: the formula is the device's own.
    """
    seconds = rr / 1000
    with localcontext() as context:
        context.prec = 20
        match formula:
            case Formula.BAZETT:
                root = seconds.sqrt()
            case Formula.FRIDERICIA:
                root = (seconds.ln() / 3).exp()
            case _:
                raise ValueError(formula)
        return (qt / root).quantize(Decimal(1), rounding=ROUND_HALF_UP)
