"""What stands on the demo's phones."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from care.demo.models import DemoText
from patients.rules import phone_text

MOST_PHONES = 12
MOST_TEXTS = 400
_LINK = re.compile(r"(https?://[^\s]+)")


@dataclass(frozen=True, slots=True)
class Text:
    """One text; `parts` are its words, each with whether it is a link."""

    is_reply: bool
    parts: list[tuple[str, bool]]
    at: datetime


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone with its texts, oldest first."""

    number: str
    name: str
    texts: list[Text]


def phones() -> list[Phone]:
    """The phones that were texted last, the newest first. One query."""
    found: dict[str, list[DemoText]] = defaultdict(list)
    for row in DemoText.objects.order_by("-texted_at", "-pk")[:MOST_TEXTS]:
        found[row.phone].append(row)
    return [
        Phone(
            number,
            phone_text(number),
            [
                Text(row.is_reply, [(part, bool(_LINK.fullmatch(part))) for part in _LINK.split(row.body)], row.texted_at)
                for row in reversed(rows)
            ],
        )
        for number, rows in list(found.items())[:MOST_PHONES]
    ]
