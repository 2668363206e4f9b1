"""What comes as files: protocols with their steps and outreach ladders, and the questions of the check-in form.

Loading twice changes nothing; rows that a file no longer holds stay, since runs point to them. A change of a protocol is a new
version, brought to running clinics by a data migration that loads again.
"""

import csv
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.db.migrations.state import StateApps

from care.followups.rules.form import Question, QuestionKind

DATA = Path(__file__).resolve().parent / "data"


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a file."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_protocols(apps: Apps | StateApps) -> None:
    """Bring protocols, steps and ladders into the database."""
    protocols: dict[tuple[str, str], Any] = {}
    model = apps.get_model("followups", "Protocol")
    for number, row in enumerate(read_rows("protocols.csv"), start=1):
        values = {name: row[name] for name in ("name", "prose", "ladder", "source")} | {"position": number}
        protocols[row["code"], row["version"]], _ = model.objects.update_or_create(
            code=row["code"], version=int(row["version"]), defaults=values
        )
    for row in read_rows("protocol_steps.csv"):
        numbers = {name: int(row[name]) for name in ("day", "opens_day", "closes_day")}
        values = {name: row[name] for name in ("name", "contact", "role", "cover", "source")}
        apps.get_model("followups", "ProtocolStep").objects.update_or_create(
            protocol=protocols[row["protocol"], row["version"]], position=int(row["position"]), defaults=values | numbers
        )
    for row in read_rows("ladder_rungs.csv"):
        values = {name: row[name] for name in ("kind", "role", "title", "why", "source")}
        moment: dict[str, Any] = {name: int(row[name]) if row[name] else None for name in ("hours", "day")}
        moment["clock"] = time.fromisoformat(row["clock"]) if row["clock"] else None
        apps.get_model("followups", "LadderRung").objects.update_or_create(
            ladder=row["ladder"], position=int(row["position"]), defaults=values | moment
        )


FORM_VERSION = 2  # 2: what the medicine does to the person


@cache
def questions_of(version: int = FORM_VERSION) -> tuple[Question, ...]:
    """The questions of one version of the form, in their order."""
    return tuple(
        Question(
            code=row["code"],
            kind=QuestionKind(row["kind"]),
            label=row["label"],
            choices=_pairs(row["choices"]),
            ends=tuple(row["ends"].split("|")) if row["ends"] else (),
        )
        for row in read_rows("questions.csv")
        if int(row["version"]) == version
    )


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """'no=No|yes=Yes' as pairs of code and label."""
    return tuple((code, label) for code, _, label in (choice.partition("=") for choice in text.split("|")) if code)
