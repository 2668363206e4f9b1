"""The library and the templates, from their files."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from care.actor import Role
from patients.story.rules import LifeArea
from treatment_plans.library.rules.entries import Entry
from treatment_plans.library.rules.templates import Template, TemplateLine
from treatment_plans.library.vocabulary import Evidence

DATA = Path(__file__).resolve().parent / "data"


@cache
def entries() -> Mapping[str, Entry]:
    """Every intervention that comes with Throughline, by code, in the order of the file."""
    return {row["code"]: _entry(row) for row in _read("interventions.json")}


@cache
def templates() -> Mapping[str, Template]:
    """Every template, by code, in the order of the file."""
    return {row["code"]: _template(row) for row in _read("templates.json")}


def _read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return rows


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        **row
        | {
            "evidence": Evidence(row["evidence"]),
            "sources": tuple(row["sources"]),
            "by": tuple(Role(role) for role in row["by"]),
            "record": tuple(row["record"]),
            "areas": frozenset(LifeArea(area) for area in row["areas"]),
            "no_words": tuple(row["no_words"]),
        }
    )


def _template(row: dict[str, Any]) -> Template:
    lines = tuple(TemplateLine(**line) for line in row["lines"])
    return Template(**row | {"asks": tuple(row["asks"]), "check": tuple(row["check"]), "lines": lines})
