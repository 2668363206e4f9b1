"""A backup is whole, private, of one moment, and appears only when it is finished."""

import errno
import os
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from care.audit.seals import last_exported_head, seal_events
from care.backup import archive, operations, server
from care.backup.manifest import Manifest
from care.backup.server import NoProgram, Program, Server
from tests.care.backup.conftest import add_organisation, rows_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_backup_counts_every_table_and_ends_with_the_newest_seal(clinic: None, file: Path, at: datetime) -> None:
    seal_events(at=at, quiet=True)
    backed_up = operations.make_backup(path=file, force=False, at=at)
    assert backed_up.tables["accounts_organisation"].rows == 3
    assert backed_up.tables["accounts_organisationevent"].rows == 3
    head = last_exported_head()
    assert head is not None
    assert (backed_up.last_seal_number, backed_up.last_seal_mac) == (head[0], head[1].hex())
    assert ("accounts", "0001_initial") in backed_up.migrations


def test_only_its_owner_may_read_the_file(backed_up: Manifest, file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_audit_says_that_a_backup_was_made_and_the_backup_says_so_too(backed_up: Manifest, here: Server) -> None:
    assert rows_of(here, "SELECT count(*) FROM audit_auditevent WHERE verb = 'backup.made'") == [(1,)]
    assert backed_up.tables["audit_auditevent"].rows == 4


def test_rows_written_while_the_dump_runs_are_not_in_it(
    clinic: None, file: Path, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    dumped = operations._dumped

    def with_writes(program: str, source: Server, snapshot: str) -> Iterator[bytes]:
        add_organisation("Founded before the dump reads", at)
        yield from dumped(program, source, snapshot)
        add_organisation("Founded before the tables are counted", at)

    monkeypatch.setattr(operations, "_dumped", with_writes)
    manifest = operations.make_backup(path=file, force=False, at=at)
    assert manifest.tables["accounts_organisation"].rows == 3


def test_a_file_that_is_there_is_kept(clinic: None, file: Path, at: datetime) -> None:
    file.write_text("last week's")
    with pytest.raises(CommandError, match=r"is there already. Choose another name, or add --force"):
        call_command("backup", str(file))
    assert file.read_text() == "last week's"
    call_command("backup", str(file), "--force")
    assert archive.Archive(file).check(key=settings.CARE_AUDIT_KEY).rows


def test_a_full_disk_is_one_clear_line_and_leaves_nothing(clinic: None, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(archive, "write", full)
    with pytest.raises(CommandError, match=r"^No backup was made: no space is left in /"):
        call_command("backup", str(file))
    assert list(file.parent.glob(".*")) == []
    assert not file.exists()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EACCES, "may not be written to"), (errno.EROFS, "may not be written to"), (errno.EIO, "Input/output error")],
)
def test_a_folder_that_refuses_is_one_clear_line(
    clinic: None, file: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(archive.os, "open", refuse)
    with pytest.raises(CommandError, match=words):
        call_command("backup", str(file))


def test_a_folder_that_does_not_exist_is_one_clear_line(clinic: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no folder"):
        call_command("backup", str(tmp_path / "nowhere" / "file"))


def test_a_dump_that_fails_leaves_no_file_and_says_why(clinic: None, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dumped = operations._dumped
    monkeypatch.setattr(operations, "_dumped", lambda program, source, _snapshot: dumped(program, source, "no-such-snapshot"))
    with pytest.raises(CommandError, match=r"No backup was made: pg_dump: .*snapshot"):
        call_command("backup", str(file))
    assert not file.exists()
    assert list(file.parent.glob(".*")) == []


def test_without_pg_dump_it_names_the_package(clinic: None, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_places", lambda _name: [])
    with pytest.raises(CommandError, match=r"pg_dump is not installed. Install postgresql-client-\d+"):
        call_command("backup", str(file))
    assert not file.exists()


def test_a_pg_dump_older_than_the_server_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_places", lambda _name: ["/old", "/new", "/newest", "/broken"])
    versions = {"/old": 14, "/new": 16, "/newest": 18}
    monkeypatch.setattr(server, "_asked", lambda path: Program(path, versions[path]) if path in versions else None)
    assert server.program("pg_dump", server_version=15).path == "/new"
    assert server.program("pg_restore", server_version=15, at_least=17).path == "/newest"
    with pytest.raises(NoProgram, match="pg_dump 19 or newer is needed, and the newest one here is 18"):
        server.program("pg_dump", server_version=19)


def test_the_password_travels_in_the_environment_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "of somebody else")
    monkeypatch.setenv("PGHOST", "elsewhere")
    source = Server.of(
        {"dbname": "care", "user": "owner", "password": "s3cret", "host": "/run/pg", "options": "-c role=care_app"}
    )
    environment = source.environment()
    assert environment["PGPASSWORD"] == "s3cret"
    assert environment["PGHOST"] == "/run/pg"
    assert "PGOPTIONS" not in environment


def test_the_application_may_not_make_backups(clinic: None, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DATABASE_ROLE", "care_app")
    with pytest.raises(CommandError, match="run as the database's owner"):
        call_command("backup", str(file))
