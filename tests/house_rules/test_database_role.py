"""What the application's database role may do, asked of PostgreSQL itself."""

import pytest
from django.db import connection, models

from care.audit.models import AuditEvent, Seal
from tests.house_rules.sources import history_models, our_models

pytestmark = pytest.mark.django_db

ROLE = "care_app"


def may(right: str, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [ROLE, f'"{table}"', right])
        return bool(cursor.fetchone()[0])


def test_the_tests_run_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] == ROLE


@pytest.mark.parametrize("model", [AuditEvent, Seal, *history_models()], ids=lambda model: model._meta.db_table)
def test_the_application_may_add_to_the_past_and_not_change_it(model: type[models.Model]) -> None:
    table = model._meta.db_table
    assert may("SELECT", table)
    assert may("INSERT", table)
    assert [right for right in ("UPDATE", "DELETE", "TRUNCATE") if may(right, table)] == []


def test_the_application_may_not_grant_itself_a_column_of_the_past() -> None:
    past = [model._meta.db_table for model in (AuditEvent, Seal, *history_models())]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.column_privileges"
            " WHERE grantee IN (%s, 'PUBLIC') AND privilege_type = 'UPDATE' AND table_name = ANY(%s)",
            [ROLE, past],
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("right", ["TRUNCATE", "TRIGGER", "REFERENCES"])
def test_the_application_may_neither_empty_nor_rewire_a_table(right: str) -> None:
    assert [model._meta.db_table for model in our_models() if may(right, model._meta.db_table)] == []


def test_the_role_owns_nothing_and_is_nobody_special() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolcanlogin"
            " FROM pg_roles WHERE rolname = %s",
            [ROLE],
        )
        assert cursor.fetchone() == (False,) * 6
        cursor.execute("SELECT count(*) FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner WHERE rolname = %s", [ROLE])
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT has_schema_privilege(%s, 'public', 'CREATE')", [ROLE])
        assert cursor.fetchone()[0] is False


def test_every_table_with_history_has_the_three_triggers_that_write_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, array_agg(DISTINCT tgtype & 28) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgname LIKE 'pgtrigger%%' GROUP BY relname",
        )
        kinds = dict(cursor.fetchall())
    insert, delete, update = 4, 8, 16
    for model in history_models():
        table = model.pgh_tracked_model._meta.db_table  # type: ignore[attr-defined]
        assert set(kinds.get(table, [])) >= {insert, delete, update}, f"{table}: a trigger is missing"
