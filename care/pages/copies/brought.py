"""What a person brought along from another system, in their own copy: orders, doses week by week, visits, drug tests, scores."""

from typing import Any

from care.lib.dates import date_text
from care.lib.pdf import Block
from care.pages.copies.parts import Frame, Part, Sheet
from patients.histories.presenters import (
    amount_words,
    dose_words,
    finding,
    number_words,
    source_words,
    visit_words,
)
from patients.histories.queries import dose_line, past_orders, past_scores, past_tests, past_visits, sources_of


def brought(frame: Frame) -> Sheet:
    """One table for each kind of line; nothing but that there is none where nobody brought anything. Seven queries at most."""
    sources = sources_of(permit=frame.permit)
    if not sources:
        return Sheet(Part.BROUGHT, [Block(Part.BROUGHT.label, ["Nothing."])], None)
    permit = frame.permit
    orders, doses, visits = past_orders(permit=permit), dose_line(permit=permit), past_visits(permit=permit)
    tests, scores = past_tests(permit=permit), past_scores(permit=permit)
    tables: list[tuple[str, list[list[str]]]] = [
        (
            "Ordered elsewhere",
            [["Medication", "How", "From", "Until", "Told by"]]
            + [
                [
                    one.medication,
                    " ".join(filter(None, (amount_words(one.amount, one.unit), one.frequency))),
                    date_text(one.starts_on),
                    date_text(one.ends_on) if one.ends_on else "",
                    one.source,
                ]
                for one in orders
            ],
        ),
        ("Doses, week by week", [["Week of", "Mean of a day"]] + [[date_text(one.week), dose_words(one)] for one in doses]),
        ("Visits elsewhere", [["When", "Visit"]] + [[date_text(one.on), visit_words(one)] for one in visits]),
        ("Drug tests elsewhere", [["When", "What it showed"]] + [[date_text(one.on), finding(one).text] for one in tests]),
        (
            "Other scores",
            [["When", "What", "Value"]]
            + [
                [
                    date_text(one.on),
                    f"{one.instrument}, {one.name}",
                    f"{number_words(one.value)}{f' ({one.words})' if one.words else ''}",
                ]
                for one in scores
            ],
        ),
    ]
    blocks = [Block(Part.BROUGHT.label, [source_words(source, base) for source, base in sources])]
    blocks += [Block(title, rows=rows) for title, rows in tables if len(rows) > 1]
    data: dict[str, Any] = {
        "sources": [{"source": source, "days_count_from": base} for source, base in sources],
        "orders": [
            {
                "medication": one.medication, "starts_on": one.starts_on, "ends_on": one.ends_on, "amount": one.amount,
                "unit": one.unit or None, "frequency": one.frequency or None, "source": one.source,
            }
            for one in orders
        ],
        "doses_by_week": [
            {"week_of": one.week, "medication": one.medication, "mean": one.mean, "unit": one.unit, "days": one.days}
            for one in doses
        ],
        "visits": [
            {"on": one.on, "name": one.name or None, "outcome": one.outcome, "reasons": list(one.reasons)} for one in visits
        ],
        "drug_tests": [
            {
                "on": one.on, "found": list(one.found), "unexpected": list(one.unexpected), "is_expected": one.is_expected,
                "is_readable": one.is_readable,
            }
            for one in tests
        ],
        "scores": [
            {"instrument": one.instrument, "name": one.name, "on": one.on, "value": one.value, "words": one.words or None}
            for one in scores
        ],
    }  # fmt: skip
    days = {*(one.starts_on for one in orders), *(one.week for one in doses), *(one.on for one in visits)}
    days |= {*(one.on for one in tests), *(one.on for one in scores)}
    return Sheet(Part.BROUGHT, blocks, data, days=sorted(days))
