"""The accounting of disclosures (42 CFR 2.25) in words that the person reads: on the page, on paper, and as a table."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from typing import Any

from care.access.queries import DisclosureRow
from care.access.vocabulary import Ground, Outcome
from care.actor import Requester
from care.lib.dates import date_text, day_text, local_date, time_text
from care.lib.text import csv_cell

YEARS = 3  # 42 CFR 2.25, 2.24
SPAN = timedelta(days=YEARS * 365 + 1)
ANSWER_WITHIN = timedelta(days=30)  # 42 CFR 2.24
BECAUSE = {
    Ground.CONSENT: "You agreed to it.",
    Ground.ORDER: "A court ordered it.",
    Ground.EMERGENCY: "It was a medical emergency.",
    Ground.AGREEMENT: "They work with us under a written agreement.",
    Ground.DEIDENTIFIED: "It named nobody.",
    Ground.REPORT: "State law asks for this report.",
    Ground.REPRESENTATION: "They may sign for you.",
    Ground.OWN: "You asked for it.",
    Ground.HEALTH_PRIVACY: "Health privacy law allows it.",
}


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One disclosure: `row` is the table's row, for the colleague beside the person."""

    when: str
    day: str
    who: str
    who_small: str
    what: str
    what_small: str
    why: str
    why_small: str
    row: str


def account_line(row: DisclosureRow, *, zone: str, today: date) -> AccountLine:
    """A disclosure in words, with days of the reader's zone."""
    return AccountLine(
        when=f"{day_text(local_date(row.at, zone), today)}, {time_text(row.at, zone)}",
        day=date_text(local_date(row.at, zone)),
        who=_who(row),
        who_small=_how(row),
        what=row.summary,
        what_small=_rest(row),
        why=f"{row.purpose.label}. {BECAUSE[row.ground]}",
        why_small=row.papers,
        row=row.basis,
    )


def _who(row: DisclosureRow) -> str:
    if row.requester is Requester.PATIENT:
        return "You"
    return f"{row.name}, {row.recipient}" if row.name and row.name != row.recipient else row.recipient


def _how(row: DisclosureRow) -> str:
    if row.partner:
        return f"Their system “{row.partner}”, over {row.channel}"
    return f"{row.channel}, by {row.by}"


def _rest(row: DisclosureRow) -> str:
    words = ", ".join(category.label.lower() for category in row.categories)
    if row.came_back:
        return f"{words}. It did not arrive: nobody received it."
    if row.outcome is Outcome.UNCHANGED:
        return f"{words}. They were told that nothing has changed."
    return words


def accounting_rows(rows: Iterable[DisclosureRow], *, zone: str) -> tuple[list[list[str]], list[dict[str, Any]]]:
    """The list as a table of paper, and for a machine."""
    found = list(rows)
    table = [["Day", "Who", "What", "Why"]]
    for row in found:
        line = account_line(row, zone=zone, today=local_date(row.at, zone))
        table.append([line.day, f"{line.who} ({line.who_small})", f"{line.what} {line.what_small}".strip(), line.why])
    data = [
        {
            "id": row.uuid, "at": row.at, "requester": row.requester.value, "name": row.name or None,
            "recipient": row.recipient, "system": row.partner or None, "by": row.by or None, "purpose": row.purpose.value,
            "ground": row.ground.value, "rule": row.basis, "kinds": [one.value for one in row.categories],
            "summary": row.summary, "channel": row.channel, "outcome": row.outcome.value, "arrived": not row.came_back,
        }
        for row in found
    ]  # fmt: skip
    return table, data


COLUMNS = ("Day", "Time", "Who received", "How", "What", "Kinds of data", "What for", "Why", "Rule")


def accounting_csv(rows: Sequence[DisclosureRow], *, zone: str) -> bytes:
    """The list for a spreadsheet; no cell of it is taken for a formula. UTF-8 with its mark, as spreadsheets expect."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for row in rows:
        line = account_line(row, zone=zone, today=local_date(row.at, zone))
        cells = (
            local_date(row.at, zone).isoformat(), time_text(row.at, zone, with_zone=True), line.who, line.who_small, line.what,
            line.what_small, row.purpose.label, BECAUSE[row.ground], row.basis,
        )  # fmt: skip
        writer.writerow([csv_cell(cell) for cell in cells])
    return buffer.getvalue().encode("utf-8-sig")
