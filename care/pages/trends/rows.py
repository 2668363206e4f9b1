"""The rows of the table of scores, put together as text: there may be as many as the picture has points."""

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from care.pages.trends.words import ScoreLine


def score_rows(lines: Sequence[ScoreLine]) -> SafeString:
    """One row for each score; every text is escaped."""
    rows = [
        f'<tr><td class="tl-nowrap">{escape(line.day)}</td><td class="tl-num">{line.value}</td>'
        f'<td class="tl-num">{line.step}</td><td>{escape(line.band)}</td><td>{escape(line.how)}</td></tr>'
        for line in lines
    ]
    return mark_safe("".join(rows))  # noqa: S308 - each text is escaped
