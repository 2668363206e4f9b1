"""Where bands stand in the picture of a trend."""

from datetime import date
from decimal import Decimal

from care.pages.trends.axis import axes_of, value_ticks
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
