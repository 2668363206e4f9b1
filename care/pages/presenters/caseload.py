"""A caseload's rows and chips.

The rows are put together here and not in a template: fifty rows of nine cells must cost less than the query that finds
them. Every text of a record goes through `escape`.
"""

from collections.abc import Mapping
from datetime import date, datetime
from html import escape
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString, mark_safe

from care.accounts.queries import StaffName
from care.lib.dates import day_text, due_text
from care.pages.presenters.people import about, address
from care.pages.presenters.worklist import Chip
from care.teams.queries import CaseloadRow, Moment, Show
from patients.queries import PersonLine

CAP = 200  # chips count no further than this and then say "200+": nobody works through more from a chip

LABELS = {
    Show.EVERYONE: "Everyone",
    Show.MINE: "Mine",
    Show.LATE: "Late",
    Show.TODAY: "Due today",
    Show.REVIEW: "Plan review due",
    Show.NO_LEAD: "No lead",
}

_CLOCK = '<svg class="tl-icon" aria-hidden="true"><use href="#i-clock"/></svg>'
_NO_LEAD = (
    '<span class="tl-mark tl-mark--over"><svg class="tl-icon" aria-hidden="true"><use href="#i-people"/></svg>No lead</span>'
)
_NOTHING_PLANNED = '<span class="tl-quiet">nothing planned</span>'
_NO_DATE = '<span class="tl-quiet">no date</span>'
_NO_SCORE = '<span class="tl-quiet">no score</span>'
_WORSE = '<span class="tl-mark tl-mark--over"><svg class="tl-icon" aria-hidden="true"><use href="#i-over"/></svg>Worse</span> '
_NO_MEDICATION = '<span class="tl-quiet">no medication</span>'


def count_text(count: int) -> str:
    """The number, or '200+' where counting stopped."""
    return f"{CAP}+" if count > CAP else str(count)


def chips(counts: Mapping[Show, int], chosen: Show) -> list[Chip]:
    """The chips of the shows that were counted, in their order."""
    return [
        Chip(
            key=show.value,
            label=LABELS[show],
            count=count_text(count),
            url=f"?{urlencode({'show': show.value})}",
            chosen=show is chosen,
            hard=show is Show.LATE and count > 0,
        )
        for show, count in counts.items()
    ]


def rows_html(
    rows: list[CaseloadRow], *, people: Mapping[int, PersonLine], staff: Mapping[int, StaffName], moment: Moment, zone: str
) -> SafeString:
    """The rows of a page, ready for the table's body."""
    leads = {staff_id: escape(found.name) for staff_id, found in staff.items()}
    words = _Words(moment, zone)
    return mark_safe("".join([_row(row, people[row.patient_id], leads, words) for row in rows]))  # noqa: S308 - each text is escaped


class _Words:
    """The words of days, each made once for a page."""

    def __init__(self, moment: Moment, zone: str) -> None:
        self.moment = moment
        self.zone = zone
        self._tz = ZoneInfo(zone)
        self._days: dict[date, str] = {}

    def day(self, day: date) -> str:
        """'Mon Nov 23'."""
        if day not in self._days:
            self._days[day] = day_text(day, self.moment.today)
        return self._days[day]

    def due(self, at: datetime | None) -> str:
        """When the next thing is due: marked when late, strong today, else the day."""
        if at is None:
            return _NO_DATE
        if at < self.moment.at:
            return f'<span class="tl-mark tl-mark--hard">{_CLOCK}late, {due_text(at, self.zone, self.moment.at)}</span>'
        if at < self.moment.day_end:
            return f"<b>{due_text(at, self.zone, self.moment.at)}</b>"
        day = at.astimezone(self._tz).date()
        return "tomorrow" if (day - self.moment.today).days == 1 else self.day(day)


def _row(row: CaseloadRow, person: PersonLine, leads: Mapping[int, str], words: _Words) -> str:
    next_what, medication = escape(row.next_what), escape(row.medication).replace("/", "/<wbr>")
    return (
        '<tr role="row" data-care-row><th role="rowheader" scope="row" class="is-full">'
        f'<a class="tl-name" href="{address("pages:chart", person.uuid)}" data-care-open>{escape(person.display_name)}</a>'
        f" <small>{escape(about(person.pronouns, person.birth_date, words.moment.today))}</small></th>"
        f'<td role="cell" data-label="Next" class="is-full">{next_what or _NOTHING_PLANNED}</td>'
        f'<td role="cell" data-label="Due" class="tl-nowrap is-full">{words.due(row.next_due_at)}</td>'
        f'<td role="cell" data-label="Medication" class="is-full">{medication or _NO_MEDICATION}</td>'
        f'<td role="cell" data-label="Last score" class="is-full">{_score(row, words)}</td>'
        f'<td role="cell" data-label="Plan review" class="is-full">{_plan(row, words)}</td>'
        f'<td role="cell" data-label="Open tasks" class="tl-num">{row.open_tasks}</td>'
        f'<td role="cell" data-label="Lead">{leads.get(row.lead_staff_id or 0, _NO_LEAD)}</td></tr>'
    )


def _score(row: CaseloadRow, words: _Words) -> str:
    if not row.last_score or row.last_score_on is None:
        return _NO_SCORE
    worse = _WORSE if row.last_score_is_worse else ""
    return f'{worse}{escape(row.last_score)} <small class="tl-quiet tl-nowrap">{words.day(row.last_score_on)}</small>'


def _plan(row: CaseloadRow, words: _Words) -> str:
    if row.plan_review_due_on is None:
        return f'<span class="tl-quiet">{row.plan_status or "no plan"}</span>'
    text = words.day(row.plan_review_due_on)
    return f'<span class="tl-mark tl-mark--over">{_CLOCK}{text}</span>' if row.plan_review_due_on <= words.moment.today else text


def review_text(row: CaseloadRow, today: date) -> str:
    """When the plan was due for its review."""
    return f"due {day_text(row.plan_review_due_on, today)}" if row.plan_review_due_on else ""
