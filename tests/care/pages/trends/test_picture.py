"""Where bands stand in the picture of a trend."""

from datetime import date
from decimal import Decimal

from care.pages.trends.axis import axes_of, value_ticks
from care.pages.trends.values import Span
from patients.assessments.catalogue import definitions

DRAWN = 100  # numbers of a scale; of a longer one, as of days in a year, one number is no line high


def test_every_band_of_every_score_has_its_place_also_where_it_is_one_number() -> None:
    wrong = []
    for definition in definitions().values():
        for scale in definition.scores:
            axes = axes_of(scale, [scale.low, scale.high], date(2026, 1, 1), date(2026, 11, 1))
            if axes.high - axes.low > DRAWN:
                continue
            edge = axes.high
            for band in sorted(scale.bands, key=lambda one: one.low, reverse=True):
                if axes.y(band.low) - axes.y(min(edge, axes.high)) < 1:
                    wrong.append(f"{definition.code} {scale.name}: {band.label}")
                edge = band.low
            if max(value_ticks(axes, scale), default=Decimal(0)) > max(scale.high, axes.low):
                wrong.append(f"{definition.code} {scale.name}: a number that no score can be")
    assert wrong == []


def test_a_dose_on_hold_is_a_gap_by_table() -> None:
    wrong = []
    for paused, until, expected in (
        ((), None, [(1, 30)]),
        ((), 20, [(1, 20)]),
        (((5, 9),), None, [(1, 5), (9, 30)]),
        (((5, None),), None, [(1, 5)]),  # on hold still
        (((5, None),), 20, [(1, 5)]),
        (((1, 9),), 20, [(9, 20)]),
        (((5, 5),), 20, [(1, 20)]),  # for hours
        (((5, 9), (9, 12), (15, 25)), 20, [(1, 5), (12, 15)]),  # it ended while it was on hold
    ):
        days = tuple((date(2026, 3, one), date(2026, 3, other) if other else None) for one, other in paused)
        end = date(2026, 3, until) if until else None
        span = Span("Methadone", "80 mg daily", Decimal(80), date(2026, 3, 1), end, paused=days)
        found = [(one.day, other.day) for one, other in span.pieces(date(2026, 3, 30))]
        if found != expected:
            wrong.append((paused, until, found))
    assert wrong == []
