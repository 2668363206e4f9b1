"""Filling the table of codes."""

from collections.abc import Sequence
from datetime import datetime

from care.actor import Actor
from care.audit import operations as audit
from patients.story.codes_file import CodeRow, put_codes


def load_codes(*, actor: Actor, rows: Sequence[CodeRow], at: datetime) -> int:
    """Put codes into the table, those that are there written anew; gives their number. A code that the list no longer has stays:
    records name it.
    """
    with audit.change(actor=actor, at=at, verb="codes.loaded") as change:
        change.detail["codes"] = count = put_codes(rows)
        change.detail["systems"] = sorted({f"{row.system} {row.version}" for row in rows})
    return count
