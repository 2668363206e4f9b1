"""Everything has its kind of data, in one place; what leaves keeps to it."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest
from django.db import models

from care.access.categories import ALONG, PARTS, RESOURCES, TABLES, Other, of_part, of_resource
from care.actor import Category, Role
from care.api.rest.views.people import PERSON
from care.api.rest.views.plans import PLAN
from care.pages.copies.parts import Part
from patients.models import Patient
from tests.care.api.conftest import System, plan_of, token_for
from tests.factories.accounts import PartnerSystemFactory, staff_with
from tests.factories.consent import ConsentFactory
from tests.factories.patients import AllergyFactory, enrolled_patient
from tests.factories.regimens import MedicationOrderFactory
from tests.factories.treatment_plans import GoalFactory, PlanFactory
from tests.house_rules.sources import history_models, our_models

PATHS = {"person": "people/{person}/", "plan": "plans/{plan}/"}
LISTS = {"person": "people/", "plan": "plans/"}


def name_of(model: type[models.Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"


def points_at_a_person(model: type[models.Model]) -> bool:
    return any(field.related_model is Patient for field in model._meta.local_fields if field.is_relation)


def test_every_table_has_a_kind_of_data_and_nothing_else_is_listed() -> None:
    there = {name_of(model) for model in our_models()}
    assert sorted(there - TABLES.keys()) == [], "tables without a line in care/access/categories.py"
    assert sorted(TABLES.keys() - there) == [], "listed and gone"


def test_the_history_of_a_table_is_of_its_kind() -> None:
    assert [name_of(model) for model in history_models() if name_of(model.pgh_tracked_model) not in TABLES] == []


def test_what_points_at_a_person_is_of_somebody() -> None:
    of_nobody = {name for name, kind in TABLES.items() if kind is Other.NOBODY}
    assert [name_of(model) for model in our_models() if points_at_a_person(model) and name_of(model) in of_nobody] == []


def test_what_hangs_on_a_table_of_somebody_is_of_somebody() -> None:
    """A row that belongs to another row of a record, as a goal to its plan, is no freer than that."""
    by_name = {name_of(model): model for model in our_models()}
    loose = [
        f"{name} belongs to {name_of(field.related_model)}"
        for name, model in by_name.items()
        if TABLES[name] is Other.NOBODY
        for field in model._meta.local_fields
        if field.is_relation and TABLES.get(name_of(field.related_model), Other.NOBODY) is not Other.NOBODY
    ]
    assert loose == []


def test_a_table_says_its_kind_by_row_only_where_it_has_the_column() -> None:
    says = {name_of(model) for model in our_models() if any(field.name == "category" for field in model._meta.local_fields)}
    by_row = {name for name, kind in TABLES.items() if kind is Other.BY_ROW}
    assert by_row <= says
    assert says - by_row == {"audit.AuditEvent"}, "there it is what was asked for, not what the row is"


def test_counseling_notes_are_in_tables_and_a_part_of_their_own_and_in_no_resource() -> None:
    assert {name for name, kind in TABLES.items() if kind is Category.COUNSELLING_NOTE} == {
        "notes.CounselingNote", "notes.NoteAddendum",
    }  # fmt: skip
    assert PARTS["notes"] == {Category.COUNSELLING_NOTE}  # handed over on a consent for nothing else (42 CFR 2.31(b))
    leaves = [set(fields.values()) for fields in RESOURCES.values()]
    leaves += [set(kinds) for part, kinds in PARTS.items() if part != "notes"]
    assert Category.COUNSELLING_NOTE not in set().union(*leaves)


def test_every_part_of_a_copy_is_listed() -> None:
    assert {part.value for part in Part} == PARTS.keys()


@pytest.mark.parametrize("unknown", ["diary", ""])
def test_what_is_not_listed_is_refused(unknown: str) -> None:
    with pytest.raises(KeyError):
        of_part(unknown)
    with pytest.raises(KeyError):
        of_resource(unknown)


def test_the_accounting_names_the_kinds_of_the_registry() -> None:
    for given in (PERSON, PLAN):
        assert given.categories == of_resource(given.resource)


@pytest.fixture
def eastside(db: None) -> System:
    partner = PartnerSystemFactory()
    return System(partner, token_for(partner))


@pytest.fixture
def mari(db: None) -> Patient:
    patient = enrolled_patient(staff_with(Role.COORDINATOR), allergies_state="listed")
    AllergyFactory(patient=patient)
    GoalFactory(plan=PlanFactory(patient=patient, active=True))
    MedicationOrderFactory(patient=patient, active=True)
    return patient


SUBSETS = [
    set(some) for size in (1, 2, 3) for some in combinations((Category.DEMOGRAPHICS, Category.GENERAL, Category.SUD), size)
]


@pytest.mark.parametrize("resource", sorted(RESOURCES))
@pytest.mark.parametrize("consented", SUBSETS, ids=lambda some: "+".join(sorted(some)))
def test_a_field_group_leaves_only_where_a_consent_covers_its_kind(
    resource: str, consented: set[Category], eastside: System, mari: Patient
) -> None:
    ConsentFactory(patient=mari, recipient=eastside.partner.organisation, categories=sorted(consented))
    one = eastside.get(PATHS[resource].format(person=mari.uuid, plan=plan_of(mari).uuid))
    several = eastside.get(LISTS[resource]).json()["data"]
    fields = RESOURCES[resource]
    if fields["id"] not in consented:
        assert one.status_code == 404
        assert several == []
        return
    for record in (one.json()["data"], *several):
        assert record.keys() == fields.keys() | ALONG, "field groups without a line in care/access/categories.py, or gone"
        assert _given(record) - ALONG <= {name for name, kind in fields.items() if kind in consented}
        assert {name for name, kind in fields.items() if kind not in consented} & _given(record) == set()
    assert {name for name, kind in fields.items() if kind in consented and name in ("allergies", "goals", "name")} <= _given(
        one.json()["data"]
    )


def _given(record: Mapping[str, Any]) -> set[str]:
    return {name for name, value in record.items() if value is not None}
