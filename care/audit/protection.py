"""For migrations: tables that the application may add to and read, and nothing else; and rows that stay once they are signed."""

from django.db.migrations import RunSQL


def append_only(table: str) -> RunSQL:
    """Take the right to change or delete rows of a table away from the application's role."""
    return RunSQL(
        f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM care_app',
        f'GRANT UPDATE, DELETE ON "{table}" TO care_app',
    )


# Neither a bulk update nor SQL typed by hand rewords, redates or removes what is signed. The text itself may be written anew
# under another key: the seal shows that it says the same.
SIGNED_STAYS = """
CREATE FUNCTION {table}_signed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'what is signed is not deleted';
    END IF;
    IF ({new}) IS DISTINCT FROM ({old}) THEN
        RAISE EXCEPTION 'what is signed stays as it was signed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER signed_stays BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION {table}_signed_stays();
"""
UNDONE = "DROP TRIGGER signed_stays ON {table}; DROP FUNCTION {table}_signed_stays();"


def signed_stays(table: str, *columns: str) -> RunSQL:
    """Let nothing of these columns change in a row that carries a signature, and no such row be deleted."""
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("NEW", "OLD"))
    return RunSQL(SIGNED_STAYS.format(table=table, new=new, old=old), UNDONE.format(table=table))
