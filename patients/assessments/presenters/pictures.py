"""What is drawn: the bands of one score, and scores that lie hours apart. Numbers for the templates; no words of a record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from care.lib.dates import day_text, local_date, time_text
from patients.assessments.presenters.words import Reader, number_text
from patients.assessments.rules import Band, ScoreDefinition

WIDTH = 420


@dataclass(frozen=True, slots=True)
class Segment:
    """One band on the scale."""

    x: str
    width: str
    low: str
    title: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """A score on the scale of its bands, and the same in words."""

    width: int
    bands: tuple[Segment, ...]
    at: str
    says: str


def scale_of(definition: ScoreDefinition, bands: Sequence[Band], value: Decimal) -> Scale | None:
    """The scale, where the score has bands and a range."""
    span = definition.high - definition.low
    if not bands or span <= 0:
        return None

    def place(number: Decimal) -> float:
        return round(float((number - definition.low) / (span + 1) * WIDTH), 1)

    ordered = sorted(bands, key=lambda band: band.low)
    segments = tuple(
        Segment(
            x=f"{place(band.low)}",
            width=f"{max(place(min(band.high, definition.high) + 1) - place(band.low) - 2, 2):.1f}",
            low=number_text(band.low),
            title=f"{band.label}: {number_text(band.low)} to {number_text(min(band.high, definition.high))}",
            is_here=band.low <= value <= band.high,
        )
        for band in ordered
    )
    here = next((one.title for one in segments if one.is_here), "between bands")
    middle = place(value) + WIDTH / float(span + 1) / 2
    return Scale(WIDTH, segments, f"{min(max(middle, 6), WIDTH - 6):.1f}", f"{number_text(value)}, in {here}")


# --- scores that lie hours apart --------------------------------------------------------------------------------------------

LEFT, TOP, INNER, BOTTOM, RIGHT = 44, 28, 560, 196, 752
HEIGHT = 226
LEAST = timedelta(hours=2)  # what the picture spans at least


@dataclass(frozen=True, slots=True)
class Moment:
    """One score at its moment, and the dose that was given before it."""

    at: datetime
    value: Decimal
    dose_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BandArea:
    """A band as a strip across the picture."""

    y: str
    height: str
    text_y: str
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid with its number."""

    at: str
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Spot:
    """One score, one dose, or one moment along the axis."""

    x: str
    y: str = ""
    title: str = ""
    label: str = ""
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class SerialChart:
    """Scores over hours, with the bands behind them and the doses across."""

    bands: tuple[BandArea, ...]
    ticks: tuple[Tick, ...]
    doses: tuple[Spot, ...]
    dots: tuple[Spot, ...]
    times: tuple[Spot, ...]
    line: str
    width: int = 760
    height: int = HEIGHT
    left: int = LEFT
    inner: int = INNER
    end: int = LEFT + INNER
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM
    label_x: int = LEFT - 8
    dose_y: int = TOP - 10
    time_y: int = BOTTOM + 20


def serial_chart(
    moments: Sequence[Moment], definition: ScoreDefinition, bands: Sequence[Band], reader: Reader
) -> SerialChart | None:
    """The picture of two scores or more, the oldest first."""
    if len(moments) < 2:
        return None
    doses = [one.dose_at for one in moments if one.dose_at is not None]
    last = moments[-1].at
    first = min([moments[0].at, last - LEAST, *doses])
    span = last - first
    most = max(max(one.value for one in moments), Decimal(10))
    over = next((band for band in sorted(bands, key=lambda band: band.low) if band.high >= most), None)
    top = min(definition.high, over.high if over else definition.high)

    def across(at: datetime) -> str:
        return f"{LEFT + (at - first) / span * INNER:.1f}"

    def up(value: Decimal) -> str:
        return f"{BOTTOM - float((value - definition.low) / (top - definition.low)) * (BOTTOM - TOP):.1f}"

    drawn = [band for band in sorted(bands, key=lambda band: band.low) if band.low <= top]
    areas = []
    for band in drawn:
        high, low = float(up(min(band.high + 1, top))), float(up(band.low))
        areas.append(BandArea(f"{high:.1f}", f"{low - high:.1f}", f"{(high + low) / 2 + 4:.1f}", band.label))
    edges = [*(band.low for band in drawn), top]
    dots = tuple(
        Spot(across(one.at), up(one.value), f"{time_text(one.at, reader.zone)}: {number_text(one.value)}") for one in moments
    )
    return SerialChart(
        bands=tuple(areas),
        ticks=tuple(Tick(up(edge), f"{float(up(edge)) + 4:.1f}", number_text(edge)) for edge in dict.fromkeys(edges)),
        doses=tuple(Spot(across(at), label=f"Dose {time_text(at, reader.zone)}") for at in dict.fromkeys(doses)),
        dots=dots,
        times=(
            Spot(across(first), label=_axis(first, reader), anchor="start"),
            Spot(across(last), label=_axis(last, reader), anchor="end"),
        ),
        line=" ".join(f"{dot.x},{dot.y}" for dot in dots),
    )


def _axis(at: datetime, reader: Reader) -> str:
    return f"{day_text(local_date(at, reader.zone), reader.today)}, {time_text(at, reader.zone)}"
