"""Several operations at once: what the database gets, what it gives back, and that the rooms use it."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from care.lib.migrations import Load, Together
from tests.house_rules.sources import migrations_of_rooms

MOST_ALONE = 3  # operations that may draw all models anew, each for itself


def _tables() -> Together:
    """Two tables of which the first points to the second, with a constraint; and a row."""
    keys = models.BigAutoField(primary_key=True)
    return Together(
        [
            migrations.CreateModel(
                name="Leaf",
                fields=[("id", keys), ("twig", models.ForeignKey("together.twig", on_delete=models.CASCADE))],
            ),
            migrations.CreateModel(
                name="Twig",
                fields=[("id", keys.clone()), ("length", models.IntegerField())],
                options={
                    "constraints": [models.CheckConstraint(condition=models.Q(length__gt=0), name="twig_has_a_length")],
                },
            ),
            migrations.RunSQL("INSERT INTO together_twig (length) VALUES (3)", migrations.RunSQL.noop),
        ]
    )


def _tables_there() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("together_")}


def _as_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")


@pytest.mark.django_db
def test_tables_are_made_in_any_order_and_taken_back() -> None:
    _as_owner()
    together, before = _tables(), ProjectState()
    assert before.apps.get_models() == []  # drawn, as it is while migrations run
    after = before.clone()
    together.state_forwards("together", after)
    with connection.schema_editor() as editor:
        together.database_forwards("together", editor, before, after)
    assert _tables_there() == {"together_leaf", "together_twig"}
    assert after.apps.get_model("together", "Twig").objects.count() == 1
    with connection.cursor() as cursor:
        held = {
            name
            for table in _tables_there()
            for name, found in connection.introspection.get_constraints(cursor, table).items()
            if found["check"] or found["foreign_key"]
        }
    assert "twig_has_a_length" in held
    assert any("twig_id" in name for name in held)
    with connection.schema_editor() as editor:
        together.database_backwards("together", editor, after, before)
    assert _tables_there() == set()


def test_it_says_what_all_of_it_does_and_can_be_written_down() -> None:
    together = _tables()
    assert together.describe() == "Together: Create model Leaf; Create model Twig; Raw SQL operation"
    assert together.reversible
    assert not Together([migrations.RunSQL("SELECT 1")]).reversible
    migration = migrations.Migration("0001_tables", "together")
    migration.operations = [together]
    assert "care.lib.migrations.Together" in MigrationWriter(migration).as_string()


def test_no_migration_draws_all_models_again_and_again() -> None:
    """Everything is related to everything: an operation by itself costs what the whole list costs together."""
    slow = {
        str(migration): alone
        for migration in migrations_of_rooms()
        if (alone := sum(not isinstance(operation, Together | migrations.RunSQL) for operation in migration.operations))
        > MOST_ALONE
    }
    assert not slow, f"put these operations into `care.lib.migrations.Together`: {slow}"


@pytest.mark.django_db
def test_a_table_that_changes_inside_is_drawn_by_itself() -> None:
    _as_owner()
    together, before = _tables(), ProjectState()
    together.state_forwards("together", before)
    drawn = before.apps
    changes = Together(
        [
            migrations.AddField("twig", "bark", models.CharField(max_length=5, default="grey")),
            migrations.AlterField("twig", "length", models.BigIntegerField()),
            migrations.AddConstraint("twig", models.CheckConstraint(condition=~models.Q(bark=""), name="twig_has_bark")),
        ]
    )
    after = before.clone()
    changes.state_forwards("together", after)
    leaf, twig = after.apps.get_model("together", "Leaf"), after.apps.get_model("together", "Twig")
    assert leaf is drawn.get_model("together", "Leaf")
    assert twig is not drawn.get_model("together", "Twig")
    assert after.is_delayed, "whoever goes from table to table has them all drawn anew"
    with connection.schema_editor() as editor:
        together.database_forwards("together", editor, ProjectState(), before)
        changes.database_forwards("together", editor, before, after)
    assert list(twig.objects.values_list("length", "bark")) == [(3, "grey")]
    with connection.cursor() as cursor:
        types = {
            column.name: column.type_code for column in connection.introspection.get_table_description(cursor, "together_twig")
        }
        assert "twig_has_bark" in connection.introspection.get_constraints(cursor, "together_twig")
    assert types["length"] == types["id"], "the column has its new type"


def test_what_others_may_know_of_a_table_draws_all_of_them_anew() -> None:
    for operation in (
        migrations.AlterField("twig", "id", models.UUIDField(primary_key=True)),
        migrations.AlterModelTable("twig", "branch"),
        migrations.RenameField("twig", "length", "size"),
    ):
        state = ProjectState()
        _tables().state_forwards("together", state)
        assert state.apps.get_models()
        Together([operation]).state_forwards("together", state)
        assert "apps" not in state.__dict__, operation


@pytest.mark.django_db
def test_a_catalogue_is_loaded_with_the_models_that_are_drawn() -> None:
    state = ProjectState()
    _tables().state_forwards("together", state)
    drawn, seen = state.apps, []
    state.is_delayed = True
    with connection.schema_editor() as editor:
        Load(lambda apps, _editor: seen.append(apps)).database_forwards("together", editor, state, state)
    assert seen == [drawn]
