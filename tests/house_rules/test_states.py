"""Every state that a row can have stands in the transition table of its room, and every table speaks of such a row."""

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from itertools import product
from typing import Any

import pytest
from django.db import models

from tests.house_rules.sources import modules, our_models
from tests.house_rules.test_tables import fields_of, label

STATE_NAMES = ("state", "status", "lifecycle")

# Words that are called a state and do not move by steps.
WITHOUT_TABLE = {
    "accounts.Organisation.state": "one of the United States",
    "consent.MinorConsent.state": "one of the United States",
    "elsewhere.Record.status": "another system's word for how it stands, in the words of its kind; anything can follow anything",
    "coverage.PlanClock.state": "one of the United States",
    "patients.Condition.clinical_status": "FHIR's word for how it stands; anything can follow anything",
    "patients.Condition.verification_status": "FHIR's word for how sure it is; anything can follow anything",
    "patients.Demographics.address_state": "what was said of where they live; anything can follow anything",
    "patients.Patient.allergies_state": "what is known; anything can follow anything",
    "patients.PersonAddress.state": "one of the United States, or a part of another country",
    "teams.CaseloadSummary.plan_status": "a copy of the plan's",
}
# Tables whose state no row keeps, because time alone moves it: it is read from the row's moments.
READ_FROM_MOMENTS = {"care.access.rules.SESSION": "a session runs out, and its review falls late, by themselves"}
# Fields with choices whose words the database does not check.
UNCHECKED_WORDS = {
    "accounts.Organisation.zone": "the time zone database grows",
    "accounts.User.zone": "the time zone database grows",
    "patients.Patient.zone": "the time zone database grows",
    "audit.AuditEvent.kind": "the row is sealed as it was written; a new kind needs no migration of the audit",
}


@dataclass(frozen=True)
class Table:
    """A transition table: rows of (state, step, state)."""

    name: str
    rows: tuple[tuple[StrEnum, StrEnum, StrEnum], ...]

    @property
    def states(self) -> frozenset[str]:
        return frozenset(str(state) for before, _, after in self.rows for state in (before, after))


def rows_of(table: Mapping[Any, Any]) -> Iterator[tuple[StrEnum, StrEnum, StrEnum]]:
    """Both shapes in use: {(state, step): state} and {step: ({states}, {states})}. Anything else raises."""
    for key, value in table.items():
        match key, value:
            case ((StrEnum() as before, StrEnum() as step), StrEnum() as after) if type(before) is type(after):
                yield before, step, after
            case (StrEnum() as step, (frozenset() as starts, frozenset() as ends)):
                yield from ((before, step, after) for before, after in product(starts, ends))
            case _:
                raise TypeError(key)


def tables_of(room: str) -> list[Table]:
    """The transition tables among the rules of a room."""
    if find_spec(f"{room}.rules") is None:
        return []
    found = []
    for name, value in vars(importlib.import_module(f"{room}.rules")).items():
        if name.startswith("_") or not isinstance(value, dict) or not value:
            continue
        try:
            found.append(Table(f"{room}.rules.{name}", tuple(rows_of(value))))
        except TypeError:
            continue
    return found


def rooms() -> list[str]:
    return sorted({module.name.removesuffix(".rules") for module in modules() if module.name.endswith(".rules")})


def room_of(model: type[models.Model]) -> str:
    return model.__module__.split(".models")[0]


def state_fields() -> list[tuple[str, str, models.Field]]:
    """Every field that is a state by its name: (room, name of the field, field)."""
    return [
        (room_of(model), f"{label(model)}.{name}", field)
        for model in our_models()
        for name, field in fields_of(model).items()
        if name.split("_")[-1] in STATE_NAMES and f"{label(model)}.{name}" not in WITHOUT_TABLE
    ]


def words_of(field: models.Field) -> frozenset[str]:
    return frozenset(str(value) for value, _ in field.choices or ())


@pytest.mark.parametrize(("room", "name", "field"), state_fields(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_state_stands_in_the_transition_table_of_its_room(room: str, name: str, field: models.Field) -> None:
    words = words_of(field)
    assert words, f"{name} is a state and has no choices"
    tables = tables_of(room)
    matching = [table for table in tables if table.states & words and _speaks_of(table, field)]
    assert matching, f"{name}: no transition table in {room}.rules"
    for table in matching:
        assert table.states == words, f"{name} and {table.name} differ in {sorted(table.states ^ words)}"


def _speaks_of(table: Table, field: models.Field) -> bool:
    """Two machines may share words (active, completed): the one whose words fit best is meant."""
    overlap = len(table.states & words_of(field)) / len(table.states | words_of(field))
    others = [other for _, _, other in state_fields() if other is not field]
    return all(overlap >= len(table.states & words_of(other)) / len(table.states | words_of(other)) for other in others)


def test_every_transition_table_speaks_of_a_row() -> None:
    kept = {words_of(field) for _, _, field in state_fields()}
    tables = [table for room in rooms() for table in tables_of(room)]
    assert READ_FROM_MOMENTS.keys() <= {table.name for table in tables}
    loose = [table.name for table in tables if table.states not in kept and table.name not in READ_FROM_MOMENTS]
    assert not loose, f"no field has these states: {loose}"


def test_every_machine_has_one_beginning_and_can_leave_every_state_or_ends_there() -> None:
    for room in rooms():
        for table in tables_of(room):
            reached = {str(after) for _, _, after in table.rows}
            beginnings = table.states - reached
            assert len(beginnings) <= 1, f"{table.name}: nothing leads to {sorted(beginnings)}"
            twice = [(before, step) for before, step, _ in table.rows]
            several = {step for before, step in twice if twice.count((before, step)) > 1}
            assert len(several) <= 1, f"{table.name}: from one state a step leads to several: {sorted(several)}"


def test_the_database_knows_the_words_of_every_choice() -> None:
    found = []
    for model in our_models():
        conditions = [check.condition for check in model._meta.constraints if isinstance(check, models.CheckConstraint)]
        for name, field in fields_of(model).items():
            if not field.choices or not isinstance(field, models.CharField) or f"{label(model)}.{name}" in UNCHECKED_WORDS:
                continue
            if not any(isinstance(condition, models.Q) and _lists_words(condition, name) for condition in conditions):
                found.append(f"{label(model)}.{name}")
    assert not found, f"the database takes any word in {found}"


def _lists_words(condition: models.Q, name: str) -> bool:
    """Whether a check names the words that a field may hold."""
    return any(
        _lists_words(part, name) if isinstance(part, models.Q) else isinstance(part, tuple) and part[0] == f"{name}__in"
        for part in condition.children
    )
