"""Making a backup, and bringing one back."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

import psycopg2
from django.conf import settings
from django.db import connection as django_connection
from django.db.migrations.loader import MigrationLoader

from care.actor import Actor
from care.audit import operations as audit
from care.audit.kinds import Kind
from care.audit.seals import heads_file, last_exported_head, seal_events
from care.audit.verification import Finding, verify_audit
from care.backup import archive, server
from care.backup.manifest import Manifest, differences, missing_migrations, unknown_migrations
from care.backup.server import ProgramFailed, Server

LOCK_WAIT = "30s"  # how long the dump waits for a migration that holds a table

Say = Callable[[str], None]


class NotRestored(RuntimeError):
    """The restore was refused or undone: the database is as it was. `lines` say why."""

    def __init__(self, *lines: str) -> None:
        super().__init__(lines[0])
        self.lines = lines


class NeedsOwner(RuntimeError):
    """The process is connected as the application, which may neither read all nor make anything."""


def here() -> Server:
    """The database of the settings.

    Raises:
        NeedsOwner: the process was not started as the owner's.
    """
    if settings.DATABASE_ROLE != "owner":
        raise NeedsOwner("backup and restore run as the database's owner (CARE_DB_ROLE=owner)")
    return Server.of(django_connection.get_connection_params())


# --- backup -----------------------------------------------------------------------------------------------------------------


def make_backup(*, path: Path, force: bool, at: datetime) -> Manifest:
    """Seal the audit, then write the whole database as of one moment into one file, with counts and checksums of that moment.

    Nobody is locked out meanwhile. That a backup is being made is an event of the audit, and is in the backup itself.

    Raises:
        FileExistsError, NoProgram, ProgramFailed, OSError: nothing was written.
    """
    source = here()
    with archive.new_file(path, force=force) as stream, source.connection() as connection:
        program = server.program("pg_dump", server_version=server.version_of(connection))
        actor = Actor.system(job="backup")
        audit.record(actor=actor, at=at, kind=Kind.SEND, verb="backup.made", detail={"commit": settings.COMMIT})
        seal_events(at=at)
        connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        number, mac = server.last_seal(connection)
        told = Manifest(
            created_at=at,
            commit=settings.COMMIT,
            server_version=server.version_of(connection),
            program_version=program.version,
            tables={},
            grants=server.grants(connection),
            migrations=server.migrations(connection),
            last_seal_number=number,
            last_seal_mac=mac,
        )
        return archive.write(
            stream,
            dump=_dumped(program.path, source, snapshot),
            manifest=lambda: replace(told, tables=server.contents(connection)),
            key=settings.CARE_AUDIT_KEY,
        )


def _dumped(program: str, source: Server, snapshot: str) -> Iterator[bytes]:
    argv = [
        *(program, "--format=custom", "--compress=1", "--no-owner", "--no-password", f"--snapshot={snapshot}"),
        *(f"--lock-wait-timeout={LOCK_WAIT}", f"--exclude-schema={server.SET_ASIDE}"),
    ]
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=errors, env=source.environment())  # noqa: S603
        assert child.stdout is not None
        try:
            while chunk := child.stdout.read(archive.CHUNK):
                yield chunk
            _check_ending(child, "pg_dump", errors)
        finally:
            child.stdout.close()
            child.kill()
            child.wait()


def _check_ending(child: "subprocess.Popen[bytes]", name: str, errors: IO[bytes]) -> None:
    if child.wait() != 0:
        errors.seek(0)
        lines = errors.read().decode(errors="replace").strip().splitlines()
        told = next((line for line in lines if "error:" in line), lines[-1] if lines else f"status {child.returncode}")
        raise ProgramFailed(f"{name}: {told.split('error:')[-1].strip()}")


# --- restore ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and what the audit says of it."""

    manifest: Manifest
    seals: int
    findings: list[Finding]
    heads_set_aside: Path | None
    to_migrate: list[str]


def restore_backup(*, path: Path, replace_all: bool, despite_findings: bool, at: datetime, say: Say) -> Restored:
    """Check the file, bring it into the database in one transaction, compare every table, seal and verify the audit.

    Until all of that is done the application has no rights in the database, so that nobody writes into what is being
    checked. What the database held before is kept beside it until then, and put back when anything differs.

    Raises:
        NotABackup: the file cannot be trusted.
        NotRestored: the database is not empty, the file is of a newer version, or something differed; nothing has changed.
        NoProgram, ProgramFailed: PostgreSQL's own program is missing or ended with an error; nothing has changed.
    """
    target = here()
    backup = archive.Archive(path)
    manifest = backup.check(key=settings.CARE_AUDIT_KEY)
    say(f"The file is whole: {manifest.rows} rows of {manifest.created_at:%Y-%m-%d %H:%M:%S} UTC.")
    migrations = MigrationLoader(None).disk_migrations or {}
    known = list(migrations)
    replaced = [(app, name) for one in migrations.values() for app, name in one.replaces]
    if newer := unknown_migrations(manifest, [*known, *replaced]):
        raise NotRestored(f"The backup was made by a newer version, which has {newer[0]}. Restore it with that version.")
    with target.connection() as connection:
        program = server.program("pg_restore", server_version=server.version_of(connection), at_least=manifest.program_version)
        was_empty = server.is_empty(connection)
        if not was_empty and not replace_all:
            raise NotRestored("The database is not empty. Add --replace to put the backup in the place of what it holds.")
        server.ensure_role(connection)
        heads = _Heads(at)
        try:
            if not was_empty:
                server.set_aside(connection)
            _restore(program.path, target, backup)
            _compare(connection, manifest)
            say("Every table has the rows that it had.")
            connection.rollback()
            lost = heads.set_aside_if_ahead(connection)
            seals, findings = _continue_audit(manifest, lost=lost, at=at)
            if findings and not despite_findings:
                raise NotRestored(
                    "The audit trail in the backup had been changed. Add --despite-findings to restore it as it is.",
                    *(f"{finding.row}: {finding.fault}" for finding in findings[:20]),
                )
        except BaseException:
            django_connection.close()
            server.put_back(connection)
            heads.put_back()
            raise
        django_connection.close()
        server.forget_set_aside(connection)
        server.grant(connection, manifest.grants)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        connection.commit()
    return Restored(manifest, seals, findings, heads.aside, missing_migrations(manifest, known))


def _restore(program: str, target: Server, backup: archive.Archive) -> None:
    argv = [
        *(program, "--format=custom", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"),
        *("--no-password", f"--dbname={target.parameters['dbname']}"),
    ]
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(  # noqa: S603
            argv, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors, env=target.environment()
        )
        assert child.stdin is not None
        try:
            try:
                for chunk in backup.dump():
                    child.stdin.write(chunk)
                child.stdin.close()
            except BrokenPipeError:
                pass  # it has ended; why is in its last words
            _check_ending(child, "pg_restore", errors)
        finally:
            child.kill()
            child.wait()


def _compare(connection: psycopg2.extensions.connection, manifest: Manifest) -> None:
    found = differences(manifest.tables, server.contents(connection))
    found += [f"{column}: its sequence is behind" for column in server.sequences_behind(connection)]
    if found:
        raise NotRestored("What was restored differs from the backup.", *found)


def _continue_audit(manifest: Manifest, *, lost: int, at: datetime) -> tuple[int, list[Finding]]:
    """Say in the audit that it was restored, seal the rows of the other cluster with it, and look at all of it."""
    audit.record(
        actor=Actor.system(job="restore"),
        at=at,
        kind=Kind.CHANGE,
        verb="backup.restored",
        detail={
            "made_at": manifest.created_at.isoformat(),
            "rows": manifest.rows,
            "last_seal": manifest.last_seal_number,
            "seals_lost": lost,
        },
    )
    seal_events(at=at, quiet=True)
    report = verify_audit()
    return report.seals, report.findings


class _Heads:
    """The exported heads of the audit's chain, outside the database.

    Heads that the backup's chain does not reach, or that are of another chain, are kept under another name: what they
    speak of is not in this database any more, and a new file begins.
    """

    def __init__(self, at: datetime) -> None:
        self.file = heads_file()
        self.before = self.file.stat().st_size if self.file.exists() else None
        self.aside: Path | None = None
        self.name = self.file.with_name(f"{self.file.name}.before-restore-{at:%Y%m%dT%H%M%S}Z")

    def set_aside_if_ahead(self, connection: psycopg2.extensions.connection) -> int:
        """How many seals were exported that the backup does not have."""
        head = last_exported_head()
        if head is None:
            return 0
        number, mac = head
        last, _ = server.last_seal(connection)
        if server.seal_is(connection, number=number, mac=mac.hex()):
            return 0
        self.file.rename(self.name)
        self.aside = self.name
        return max(0, number - last)

    def put_back(self) -> None:
        """As it was before."""
        if self.aside is not None:
            self.aside.replace(self.file)
            self.aside = None
        elif self.before is None:
            self.file.unlink(missing_ok=True)
        else:
            with self.file.open("r+b") as stream:
                stream.truncate(self.before)
