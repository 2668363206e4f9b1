"""A merge of two people with rows in every table, and its undoing: field by field the same as before."""

import importlib
from typing import Any

import factory
import pytest
from django.db import models

from care.access import gate
from care.actor import Action, Category, Permit, Purpose, Role
from care.audit.models import AuditEvent
from patients.merging import operations
from patients.merging.models import MergedRow
from patients.merging.operations import Decisions
from patients.merging.operations.rows import plain
from patients.merging.queries.comparing import compare
from patients.merging.queries.tables import columns, counts
from patients.merging.rules import Side
from patients.models import MergedRecord, Patient
from tests.factories.accounts import actor_for, staff_with
from tests.factories.patients import enrolled_patient
from tests.house_rules.sources import PROJECT, our_models
from tests.house_rules.test_tables import _below, label

pytestmark = pytest.mark.django_db

# What the merge itself writes anew, or adds to: not a fact of either record.
ITS_OWN = {"merging.Merge", "merging.MergedRow", "merging.LikelyPair", "patients.SearchKey", "audit.AuditEvent"}
ADDED_TO = {"worklist.Task", "outbox.Delivery"}
MADE_ALREADY = {"patients.Patient", "teams.Enrolment", "teams.CareTeamMember", "teams.CaseloadSummary", "patients.MergedRecord"}


def factories() -> dict[type[models.Model], Any]:
    for path in sorted((PROJECT / "tests" / "factories").glob("[!_]*.py")):
        importlib.import_module(f"tests.factories.{path.stem}")
    return {maker._meta.model: maker for maker in _below(factory.django.DjangoModelFactory) if maker._meta.model}


@pytest.fixture
def anna():
    """She coordinates and prescribes: she may decide about everything."""
    return staff_with(Role.COORDINATOR, Role.PRESCRIBER)


@pytest.fixture
def two(anna) -> tuple[Patient, Patient]:
    """Two records of one person, each with a row in every table that points to a person."""
    makers = factories()
    kept, gone = (
        enrolled_patient(anna, legal_given=given, pronouns=pronouns, former_names=former)
        for given, pronouns, former in (("Marisol", "", ["Marisol Ruiz"]), ("Mari", "she/her", []))
    )
    for column in columns():
        if column.table in MADE_ALREADY or column.table in ITS_OWN:
            continue
        for patient in (kept, gone):
            makers[column.model](**{column.field.name: patient})
    return kept, gone


def permit(staff, patient, at) -> Permit:
    return gate.require(
        actor=actor_for(staff), patient_id=patient.pk, category=Category.SUD, action=Action.WRITE, purpose=Purpose.TREAT, at=at
    )


def picture() -> dict[str, dict[int, dict[str, Any]]]:
    """Every row of every table."""
    return {
        label(model): {
            row["pk"]: {name: plain(value) for name, value in row.items()}
            for row in model._base_manager.order_by().values("pk", *[one.attname for one in model._meta.local_concrete_fields])
        }
        for model in our_models()
        if label(model) not in ITS_OWN
    }


def decisions(anna, kept, gone, at, side: Side) -> Decisions:
    found = compare(permit=permit(anna, kept, at), gone=permit(anna, gone, at))
    return Decisions(stands={clash.key: side for clash in found.clashes}, fields={one.name: side for one in found.fields})


@pytest.mark.parametrize("side", list(Side))
def test_the_undoing_gives_back_every_field_of_every_table(anna, two, at, side):
    kept, gone = two
    before = picture()
    merge = operations.merge_records(
        permit=permit(anna, kept, at),
        gone=permit(anna, gone, at),
        decisions=decisions(anna, kept, gone, at, side),
        why="Registered twice.",
        at=at,
    )
    moved = counts(patient_ids=(gone.pk,))
    left = {(row.table, row.row) for row in MergedRow.objects.filter(merge=merge, what="left")}
    for column in columns():
        if column.moves:
            assert moved.get(column.key, {}).get(gone.pk, 0) == sum(table == column.table for table, _ in left), column.key
    assert MergedRow.objects.filter(merge=merge).count() > 30
    undone = operations.undo_merge(permit=permit(anna, kept, at), merge=merge, why="Two people after all.", at=at)
    assert undone.stayed == []
    after = picture()
    for table, rows in before.items():
        added = set(after[table]) - set(rows) if table in ADDED_TO else set()
        assert {pk: row for pk, row in after[table].items() if pk not in added} == rows, table
    assert not MergedRecord.objects.exists()


def test_each_row_is_logged_and_the_audit_says_what_was_done(anna, two, at):
    kept, gone = two
    merge = operations.merge_records(
        permit=permit(anna, kept, at),
        gone=permit(anna, gone, at),
        decisions=decisions(anna, kept, gone, at, Side.KEPT),
        why="Registered twice.",
        at=at,
    )
    event = AuditEvent.objects.get(verb="records.merged")
    assert sorted(event.patient_ids) == sorted([kept.pk, gone.pk])
    assert event.detail == {"merge": merge.pk, "rows": MergedRow.objects.filter(merge=merge).count()}
    logged = set(MergedRow.objects.filter(merge=merge).values_list("table", flat=True))
    assert logged >= {column.table for column in columns() if column.moves} - {"patients.MergedRecord"}
