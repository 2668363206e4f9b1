"""House rules of merging: whatever points to a person is covered, in every room, also in one that is built tomorrow."""

import importlib
from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection, models

from care.audit.models import AuditEvent
from patients.merging.queries.tables import columns, number_columns, once_names
from patients.merging.rules import NUMBERS, ONCE, REWRITTEN, STAYS, Fate, Mark
from patients.merging.rules.tables import FIELDS_APART, LOOK_AGAIN
from patients.models import Patient
from tests.house_rules.sources import is_history, our_models
from tests.house_rules.test_states import tables_of
from tests.house_rules.test_tables import label

BY_TABLE = {label(model): model for model in our_models()}
HOW = (
    "Add a line to ONCE in patients/merging/rules/tables.py: what becomes of the second row when two records become one."
    " It stays behind (Fate.STAYS) where it says the same, ends (Fate.ENDS) where a person decides, or gets the next number."
)


def test_every_table_that_points_to_a_person_is_found() -> None:
    there = {
        f"{label(model)}.{field.name}"
        for model in our_models()
        if not is_history(model)
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is Patient
    }
    assert there == {column.key for column in columns()}
    assert len(there) > 30


def test_whatever_can_be_there_once_for_each_person_has_a_line() -> None:
    there = {(column.table, name) for column in columns() if column.moves for name in once_names(column)}
    told = {(once.table, once.constraint) for once in ONCE}
    assert there <= told, f"{sorted(there - told)}. {HOW}"
    assert told <= there, f"listed and gone: {sorted(told - there)}"


def test_numbers_of_people_that_are_no_foreign_keys_have_a_line() -> None:
    assert set(number_columns()) == NUMBERS.keys(), "say in NUMBERS how a column is read after a merge, and read it so"
    assert AuditEvent._meta.get_field("patient_ids") is not None


def test_what_stays_is_there_and_says_how_it_is_read() -> None:
    there = {column.key for column in columns()}
    assert STAYS.keys() <= there, f"listed and gone: {sorted(STAYS.keys() - there)}"
    assert all(STAYS.values())


@pytest.mark.django_db
def test_what_the_database_does_not_let_us_change_stays() -> None:
    """A table whose rows the application may not update cannot move: it is listed in STAYS, and its room reads on."""
    fixed = []
    with connection.cursor() as cursor:
        for column in columns():
            cursor.execute("SELECT has_table_privilege('care_app', %s, 'UPDATE')", [column.model._meta.db_table])
            if not cursor.fetchone()[0] and column.moves:
                fixed.append(column.key)
    assert not fixed, f"append-only, and not in STAYS: {fixed}"


@pytest.mark.parametrize("once", ONCE, ids=lambda once: once.constraint)
def test_a_line_names_columns_that_there_are(once: Any) -> None:
    fields = {column.attname for column in BY_TABLE[once.table]._meta.local_concrete_fields}
    assert set(once.ends) | set(once.copies) | set(once.since) <= fields
    assert bool(once.ends) == (once.fate is Fate.ENDS)
    assert bool(once.number) == (once.fate is Fate.NUMBERED)
    assert not once.is_asked or (once.shows and (once.fate is Fate.ENDS or once.copies))
    for follow in once.follow:
        below = {column.attname for column in BY_TABLE[follow.table]._meta.local_concrete_fields}
        assert {follow.column, *follow.joins, *follow.sets, *follow.ends} <= below


def _state_written(values: Mapping[str, Any]) -> tuple[str, str] | None:
    return next(((name, str(value)) for name, value in values.items() if name in ("state", "status")), None)


@pytest.mark.parametrize("once", [once for once in ONCE if _state_written(once.ends)], ids=lambda once: once.constraint)
def test_what_ends_ends_in_a_state_to_which_its_room_has_a_step(once: Any) -> None:
    """From what the constraint speaks of, in one step of the room's own table."""
    model = BY_TABLE[once.table]
    written = _state_written(once.ends)
    assert written is not None
    name, after = written
    constraint = next(one for one in model._meta.constraints if one.name == once.constraint)
    assert isinstance(constraint, models.UniqueConstraint)
    told = dict(child for child in constraint.condition.children if isinstance(child, tuple))
    starts = [told[name]] if name in told else told[f"{name}__in"]
    tables = tables_of(model.__module__.split(".models")[0])
    steps = {(str(start), str(end)) for table in tables for start, _, end in table.rows}
    assert {(str(before), after) for before in starts} <= steps


def test_words_written_are_words_of_the_column() -> None:
    wrong = []
    for once in ONCE:
        written = [(once.table, once.ends), *((follow.table, {**follow.sets, **follow.ends}) for follow in once.follow)]
        for table, values in written:
            for name, value in values.items():
                field = next(one for one in BY_TABLE[table]._meta.local_concrete_fields if one.attname == name)
                words = {str(word) for word, _ in field.flatchoices}
                is_left_out = field.blank and value in ("", None)
                is_known = is_left_out or isinstance(value, Mark) or str(value) in words
                wrong += [f"{table}.{name}: {value}"] if words and not is_known else []
    assert not wrong


def test_the_persons_own_columns_that_are_not_chosen_are_there() -> None:
    assert {column.attname for column in Patient._meta.local_concrete_fields} >= FIELDS_APART


@pytest.mark.parametrize("table", [*LOOK_AGAIN, *REWRITTEN])
def test_tables_named_by_their_words_are_there(table: str) -> None:
    assert table in BY_TABLE
    importlib.import_module(BY_TABLE[table].__module__)
