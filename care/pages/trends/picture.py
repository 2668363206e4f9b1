"""A trend as one SVG, put together as text: two hundred and sixty points must cost less than the query that finds them.

No `style`: classes of the style sheet alone, so that light, dark and print are the page's. Every text goes through `escape`.
"""

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from textwrap import wrap

from django.utils.safestring import SafeString, mark_safe

from care.pages.trends import words
from care.pages.trends.axis import BOTTOM, LEFT, RIGHT, TOP, Axes, axes_of, day_ticks, value_ticks
from care.pages.trends.values import Mark, MarkKind, Span, Trend
from patients.assessments.rules import ScoreDefinition
from patients.assessments.rules.numbers import lowered, number_text

WIDTH = 760
LANE = 26.0
MOST_LANES = 4  # medicines; the table has them all
MOST_DOTS = 60  # more would hide the line
NEAR = 18.0  # numbers nearer than this share a mark
LETTER = 6.4  # width of a letter of a dose
LABELS = RIGHT + 8
LETTERS = 19  # of a band's words in one line
LINE = 14.0
SIGN_LANES = (
    ("Returns to use", (MarkKind.RETURN,)),
    ("Missed contacts", (MarkKind.MISSED,)),
    ("Drug tests", (MarkKind.EXPECTED, MarkKind.UNEXPECTED)),
)


def picture(trend: Trend) -> SafeString:
    """The SVG: bands, scores, the target, below them the doses and the events, and one axis of days for all."""
    axes = axes_of(trend.measure.scale, [dot.value for dot in trend.dots], trend.first_day, trend.last_day)
    lanes, foot = _lanes(trend, axes)
    parts = [
        f'<svg class="tl-chart tl-chart--wide" viewBox="0 0 {WIDTH} {foot + 30:.0f}" role="img"'
        ' aria-labelledby="trend-t trend-d">',
        f'<title id="trend-t">{escape(words.picture_title(trend))}</title>',
        f'<desc id="trend-d">{escape(words.sentence(trend))}</desc>',
        *_bands(trend, axes),
        *_days(axes, foot),
        *lanes,
        *_target(trend, axes),
        *_scores(trend, axes),
        "</svg>",
    ]
    return mark_safe("".join(parts))  # noqa: S308 - each text is escaped


def _bands(trend: Trend, axes: Axes) -> list[str]:
    scale = trend.measure.scale
    parts = []
    edge = axes.high
    for number, band in enumerate(sorted(scale.bands, key=lambda one: one.low, reverse=True)):
        top, foot = axes.y(min(edge, axes.high)), axes.y(max(band.low, axes.low))
        edge = band.low
        if foot - top < 1:
            continue
        shade = ("is-band-2", "is-band")[number % 2]
        parts.append(f'<rect class="{shade}" x="{LEFT:.0f}" y="{top:.1f}" width="{RIGHT - LEFT:.0f}" height="{foot - top:.1f}"/>')
        parts += _beside_band(lowered(band.label), top, foot)
    last = 1000.0
    for value in value_ticks(axes, scale):
        y = axes.y(value)
        if last - y >= 11:
            parts.append(f'<text x="{LEFT - 8:.0f}" y="{y + 4:.1f}" text-anchor="end">{number_text(value)}</text>')
            last = y
        if not scale.bands:
            parts.append(f'<line class="is-grid" x1="{LEFT:.0f}" y1="{y:.1f}" x2="{RIGHT:.0f}" y2="{y:.1f}"/>')
    return parts


def _beside_band(text: str, top: float, foot: float) -> list[str]:
    """What a band is called, in as many lines as it is high: two at most; its numbers stand at the left."""
    room = int((foot - top + 3) / LINE)
    lines = wrap(text, LETTERS)[: min(room, 2)]
    first = (top + foot) / 2 + 4 - LINE * (len(lines) - 1) / 2
    return [f'<text x="{LABELS:.0f}" y="{first + LINE * number:.1f}">{escape(line)}</text>' for number, line in enumerate(lines)]


def _days(axes: Axes, foot: float) -> list[str]:
    parts = [f'<line class="is-axis" x1="{LEFT:.0f}" y1="{BOTTOM:.0f}" x2="{RIGHT:.0f}" y2="{BOTTOM:.0f}"/>']
    for day, text in day_ticks(axes):
        x = axes.x(day)
        parts.append(f'<line class="is-grid" x1="{x:.1f}" y1="{BOTTOM:.0f}" x2="{x:.1f}" y2="{foot + 4:.1f}"/>')
        anchor = "start" if x < LEFT + 12 else "middle"
        parts.append(f'<text x="{x:.1f}" y="{foot + 20:.1f}" text-anchor="{anchor}">{text}</text>')
    return parts


def _target(trend: Trend, axes: Axes) -> list[str]:
    at = trend.measure.target_at
    if at is None:
        return []
    y = axes.y(at)
    return [
        f'<line class="is-target" x1="{LEFT:.0f}" y1="{y:.1f}" x2="{RIGHT:.0f}" y2="{y:.1f}"/>',
        f'<text class="is-well" x="{LEFT + 6:.0f}" y="{y + 14:.1f}">{escape(trend.measure.target)}</text>',
    ]


def _scores(trend: Trend, axes: Axes) -> list[str]:
    if not trend.dots:
        return []
    places = [(axes.x(dot.on), axes.y(dot.value)) for dot in trend.dots]
    points = " ".join([f"{x:.1f},{y:.1f}" for x, y in places])
    parts = [f'<polyline class="is-line" points="{points}"/>']
    if len(places) <= MOST_DOTS:
        parts += [f'<circle class="is-dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in places[:-1]]
    x, y = places[-1]
    parts.append(f'<circle class="is-dot is-dot-last" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>')
    parts.append(f'<text class="is-strong is-halo" x="{x + 7:.1f}" y="{y + 4:.1f}">{number_text(trend.dots[-1].value)}</text>')
    if len(places) > 1 and places[-1][0] - places[0][0] > 30:
        x, y = places[0]
        parts.append(
            f'<text class="is-strong is-halo" x="{x + 4:.1f}" y="{_clear(y - 8):.1f}">{number_text(trend.dots[0].value)}</text>'
        )
    return parts


def _clear(y: float) -> float:
    return max(y, TOP + 10)


# --- what else happened on these days -------------------------------------------------------------------------------------------


def _lanes(trend: Trend, axes: Axes) -> tuple[list[str], float]:
    """The rows below the scores, and where the last of them ends."""
    parts: list[str] = []
    y = BOTTOM + 8
    spans: dict[str, list[Span]] = {}
    for span in trend.spans_shown:
        spans.setdefault(span.name, []).append(span)
    for name in sorted(spans, key=lambda one: spans[one][-1].starts_on, reverse=True)[:MOST_LANES]:
        parts += _doses(name, spans[name], axes, y)
        y += LANE
    if trend.numbered:
        parts += _events(trend, axes, y)
        y += LANE
    for name, kinds in SIGN_LANES:
        if found := [mark for mark in trend.marks if mark.kind in kinds and trend.shows(mark.on)]:
            parts += _signs(name, found, axes, y)
            y += LANE
    return parts, y


def _label(text: str, y: float) -> list[str]:
    """What a lane is called; a long name, as of two medicines in one, in two lines."""
    lines = [text] if len(text) <= LETTERS else wrap(text.replace("/", "/ "), LETTERS)[:2]
    first = y + 17 - (LINE - 2) * (len(lines) - 1) / 2
    return [
        f'<text x="{LABELS:.0f}" y="{first + (LINE - 2) * number:.1f}">{escape(line)}</text>' for number, line in enumerate(lines)
    ]


def _doses(name: str, spans: list[Span], axes: Axes, y: float) -> list[str]:
    """One medicine: a bar for each dose, as high as the dose is among the others, with a gap where it was on hold; a line where
    the medicine begins and ends.
    """
    parts = _label(name, y)
    highest = max(span.amount for span in spans)
    edges = set()
    for number, span in enumerate(spans):
        left, right = axes.x(span.starts_on), axes.x(span.until or axes.last_day)
        height = 7 + 13 * float(span.amount / highest)
        pieces = [(begins, until) for begins, until in span.pieces(axes.last_day) if until >= axes.first_day]
        for begins, until in pieces:
            x, wide = axes.x(begins), max(axes.x(until) - axes.x(begins), 2.0)
            parts.append(
                f'<rect class="is-dose" x="{x:.1f}" y="{y + 22 - height:.1f}" width="{wide:.1f}" height="{height:.1f}"/>'
            )
        if span.paused:
            parts.append(f'<line class="is-grid" x1="{left:.1f}" y1="{y + 22:.1f}" x2="{right:.1f}" y2="{y + 22:.1f}"/>')
        if number == 0 and span.starts_on >= axes.first_day:
            edges.add(left)
        if span.until is not None and span.until <= axes.last_day and number == len(spans) - 1:
            edges.add(right)
        amount = " ".join(span.dose.split()[:2])
        begins, until = pieces[0] if pieces else (axes.last_day, axes.last_day)
        if axes.x(until) - axes.x(begins) > len(amount) * LETTER + 14:
            parts.append(f'<text class="is-ink" x="{axes.x(begins) + 5:.1f}" y="{y + 18:.1f}">{escape(amount)}</text>')
    parts += [f'<line class="is-event" x1="{x:.1f}" y1="{TOP:.0f}" x2="{x:.1f}" y2="{y + 22:.1f}"/>' for x in sorted(edges)]
    return parts


def _events(trend: Trend, axes: Axes, y: float) -> list[str]:
    """The numbered events: a line through the scores and a number that the table repeats; near ones share a mark."""
    parts = _label("Events", y)
    near: list[tuple[float, int, int]] = []
    for number, mark in enumerate(trend.numbered, start=1):
        assert mark.on is not None
        x = axes.x(mark.on)
        parts.append(f'<line class="is-event" x1="{x:.1f}" y1="{TOP:.0f}" x2="{x:.1f}" y2="{y + 4:.1f}"/>')
        if near and x - near[-1][0] < NEAR + (10 if near[-1][2] > near[-1][1] else 0):
            near[-1] = (near[-1][0], near[-1][1], number)
        else:
            near.append((x, number, number))
    for x, first, last in near:
        text = str(first) if first == last else f"{first}–{last}"
        half = max(9.0, len(text) * 3.6 + 4)
        middle = min(x + half - 9, RIGHT - half + 4)
        parts.append(f'<rect class="is-pin" x="{middle - half:.1f}" y="{y + 4:.1f}" width="{half * 2:.1f}" height="18" rx="9"/>')
        parts.append(f'<text class="is-strong" x="{middle:.1f}" y="{y + 17:.1f}" text-anchor="middle">{text}</text>')
    return parts


_SHAPES = {
    MarkKind.RETURN: '<path class="is-sign" d="M{left:.1f} {top:.1f}h7v7h-7z"/>',
    MarkKind.MISSED: '<path class="is-sign" d="M{left:.1f} {top:.1f}l7 7m0 -7l-7 7"/>',
    MarkKind.EXPECTED: '<circle class="is-sign" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>',
    MarkKind.UNEXPECTED: '<path class="is-sign is-sign-full" d="M{x:.1f} {above:.1f}l4.5 4.5l-4.5 4.5l-4.5 -4.5z"/>',
}


def _signs(name: str, marks: list[Mark], axes: Axes, y: float) -> list[str]:
    parts = _label(f"{name}: {len(marks)}", y)
    middle = y + 13
    for mark in marks:
        assert mark.on is not None
        x = axes.x(mark.on)
        shape = _SHAPES[mark.kind]
        parts.append(shape.format(x=x, y=middle, left=x - 3.5, top=middle - 3.5, above=middle - 4.5))
    return parts


# --- beside a value, and below the picture --------------------------------------------------------------------------------------

SPARK_WIDTH, SPARK_HEIGHT, EDGE = 84, 28, 3


def spark(values: Sequence[Decimal], scale: ScoreDefinition) -> SafeString:
    """The latest scores as a small line on the whole scale, for the eye alone: the words beside it say the same."""
    low, high = min([scale.low, *values]), max([scale.high, *values])
    step = (SPARK_WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    size = (SPARK_HEIGHT - 2 * EDGE) / (float(high - low) or 1.0)
    points = [(EDGE + step * number, SPARK_HEIGHT - EDGE - size * float(value - low)) for number, value in enumerate(values)]
    x, y = points[-1]
    line = " ".join([f"{x:.1f},{y:.1f}" for x, y in points]) if len(points) > 1 else ""
    return mark_safe(  # noqa: S308 - numbers alone
        f'<svg class="tl-spark" viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}" aria-hidden="true">'
        f'<polyline points="{line}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="2.5"/></svg>'
    )


def score_rows(lines: Sequence[words.ScoreLine]) -> SafeString:
    """The rows of the table: one for each score of the picture; every text is escaped."""
    rows = [
        f'<tr role="row"><td role="cell" data-label="Day" class="tl-nowrap">{escape(line.day)}</td>'
        f'<td role="cell" data-label="Score" class="tl-num">{line.value}</td>'
        f'<td role="cell" data-label="Change" class="tl-num">{line.step}</td>'
        f'<td role="cell" data-label="Band">{escape(line.band)}</td><td role="cell" data-label="How">{escape(line.how)}</td></tr>'
        for line in lines
    ]
    return mark_safe("".join(rows))  # noqa: S308 - each text is escaped
