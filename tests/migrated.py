"""A database that holds what the migrations make. They run once for all processes of a parallel run; each copies the result."""

from typing import Any

from django.conf import settings
from django.db import connection

NAME = "test_throughline_migrated"
LOCK = 7_204_461_018  # any number that nobody else locks


def migrated_database(run: str) -> str:
    """The name of the database that the processes of this run copy; whoever asks first makes it, and the others wait.

    What an earlier run has left is made anew. A run says with a comment that the database is whole.
    """
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")  # as long as the migrations take
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [NAME])
        if cursor.fetchone() != (run,):
            _migrate()
            cursor.execute(f"COMMENT ON DATABASE {NAME} IS %s", [run])
    return NAME


def _migrate() -> None:
    """Make the database, as the test database would be made, and leave it: a database in use cannot be copied."""
    ours, ours_in_tests = connection.settings_dict["NAME"], connection.settings_dict["TEST"]["NAME"]
    connection.settings_dict["TEST"]["NAME"] = NAME
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        connection.settings_dict["TEST"]["NAME"] = ours_in_tests
        _point_at(ours)


def _point_at(name: str) -> None:
    databases: dict[str, Any] = settings.DATABASES
    databases["default"]["NAME"] = connection.settings_dict["NAME"] = name
