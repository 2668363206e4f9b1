"""For migrations: tables that the application may add to and read, and nothing else."""

from django.db.migrations import RunSQL


def append_only(table: str) -> RunSQL:
    """Take the right to change or delete rows of a table away from the application's role."""
    return RunSQL(
        f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM care_app',
        f'GRANT UPDATE, DELETE ON "{table}" TO care_app',
    )
