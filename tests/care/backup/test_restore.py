"""A restore brings back what was there and proves it; what cannot be trusted or differs changes nothing."""

import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from care.audit.seals import heads_file, last_exported_head
from care.backup import archive, operations, server
from care.backup.manifest import Manifest, Table
from care.backup.server import Server
from tests.care.backup.conftest import add_organisation, rows_of, run

pytestmark = pytest.mark.django_db(transaction=True)


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "CARE_TESTING": "1", "CARE_AUDIT_HEADS": str(settings.CARE_AUDIT_HEADS), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def restore_into(
    file: Path, elsewhere: Server, url: Callable[[Server], str], here: Server, *more: str
) -> subprocess.CompletedProcess[str]:
    return manage("restore", str(file), "--into", url(elsewhere), *more, DATABASE_URL=url(here))


def names(database: Server) -> list[object]:
    return [name for (name,) in rows_of(database, "SELECT name FROM accounts_organisation ORDER BY id")]


def test_it_is_all_there_elsewhere_the_application_works_with_it_and_it_can_be_backed_up_again(
    backed_up: Manifest, file: Path, here: Server, elsewhere: Server, url: Callable[[Server], str]
) -> None:
    done = restore_into(file, elsewhere, url, here)
    assert done.returncode == 0, done.stderr
    assert "Every table has the rows that it had." in done.stdout
    assert "The audit trail is whole." in done.stdout
    assert names(elsewhere) == ["Harbor Street Clinic", "Eastside Primary Care", "Lakeview"]
    with here.connection() as ours, elsewhere.connection() as theirs:
        mine, restored = server.contents(ours), server.contents(theirs)
        assert server.grants(theirs) == backed_up.grants == server.grants(ours)
    changed = {name for name in mine if mine[name] != restored[name]}
    assert changed == {"audit_auditevent", "audit_seal"}  # the restore itself, and its seal
    run(elsewhere, "INSERT INTO django_session VALUES ('key', 'data', now())", role="care_app")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        run(elsewhere, "DELETE FROM audit_seal", role="care_app")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        run(elsewhere, "UPDATE accounts_organisationevent SET name = 'x'", role="care_app")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        run(elsewhere, "DELETE FROM audit_auditevent")  # the triggers are there, for the owner too
    heads = heads_file().with_name(f"{heads_file().stem}.{elsewhere.parameters['dbname']}{heads_file().suffix}")
    assert heads.exists()
    second = file.with_name("second.backup")
    made = manage("backup", str(second), DATABASE_URL=url(elsewhere), CARE_DB_ROLE="owner", CARE_AUDIT_HEADS=str(file) + ".heads")
    assert made.returncode == 0, made.stderr
    again = restore_into(second, elsewhere, url, here, "--replace")
    assert again.returncode == 0, again.stderr
    assert names(elsewhere)[0] == "Harbor Street Clinic"


def test_an_owner_who_may_make_no_roles_restores_where_the_role_is_there(
    backed_up: Manifest, file: Path, here: Server, url: Callable[[Server], str]
) -> None:
    name = f"{here.parameters['dbname']}_plain"
    plain = Server({**here.parameters, "dbname": name, "user": name, "password": "plain"})
    with here.connection() as owner:
        owner.autocommit = True
        with owner.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'DROP ROLE IF EXISTS "{name}"')
            cursor.execute(f"CREATE ROLE \"{name}\" LOGIN PASSWORD 'plain'")
            cursor.execute(f'CREATE DATABASE "{name}" OWNER "{name}"')
            refused = restore_into(file, plain, url, here)
            cursor.execute(f'GRANT care_app TO "{name}"')
            restored = restore_into(file, plain, url, here)
            if restored.returncode == 0:
                assert len(rows_of(plain, "SELECT FROM accounts_organisation", role="care_app")) == 3
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
            cursor.execute(f'DROP ROLE "{name}"')
    assert refused.returncode == 1
    assert refused.stderr.startswith("CommandError: Nothing was restored: permission denied")
    assert len(refused.stderr.splitlines()) == 1
    assert restored.returncode == 0, restored.stderr


def test_a_database_that_is_not_empty_is_left_alone(backed_up: Manifest, file: Path, here: Server, at: datetime) -> None:
    add_organisation("Founded later", at)
    with pytest.raises(CommandError, match=r"not empty. Add --replace"):
        call_command("restore", str(file))
    assert len(names(here)) == 4


def test_with_replace_it_goes_back_to_the_backup_and_keeps_the_heads_of_what_is_lost(
    backed_up: Manifest, file: Path, here: Server, at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    add_organisation("Founded later", at)
    operations.seal_events(at=at, quiet=True)
    later = last_exported_head()
    assert later is not None
    call_command("restore", str(file), "--replace")
    assert len(names(here)) == 3
    assert "The audit went on after this backup" in capsys.readouterr().out
    [kept] = heads_file().parent.glob("*.before-restore-*")
    assert later[1].hex() in kept.read_text()
    assert rows_of(here, "SELECT detail->'seals_lost' FROM audit_auditevent WHERE verb = 'backup.restored'") == [(1,)]
    assert rows_of(here, "SELECT to_regnamespace('replaced_by_restore')") == [(None,)]
    add_organisation("The application's numbers go on", at)


def test_an_older_version_asks_for_migrate_and_a_restore_without_later_seals_goes_on_with_the_same_heads(
    backed_up: Manifest, file: Path, here: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(file, lambda manifest: replace(manifest, migrations=manifest.migrations[:-2]))
    before = heads_file().read_bytes()
    call_command("restore", str(file), "--replace")
    assert "older than this version by 2 migrations: run `manage.py migrate`" in capsys.readouterr().out
    assert heads_file().read_bytes().startswith(before)
    assert list(heads_file().parent.glob("*.before-restore-*")) == []


def test_when_a_table_differs_everything_is_put_back(
    backed_up: Manifest,
    file: Path,
    here: Server,
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    add_organisation("Founded later", at)
    operations.seal_events(at=at, quiet=True)
    head = last_exported_head()
    counted = server.contents
    monkeypatch.setattr(server, "contents", lambda connection: {**counted(connection), "accounts_user": Table(7, "0")})
    with pytest.raises(CommandError, match="differs from the backup"):
        call_command("restore", str(file), "--replace")
    assert "accounts_user: 0 rows in the backup, 7 here" in capsys.readouterr().out
    assert len(names(here)) == 4
    assert last_exported_head() == head
    add_organisation("The application still works", at)


def test_what_fails_in_an_empty_database_leaves_it_empty(
    backed_up: Manifest, file: Path, here: Server, elsewhere: Server, monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    monkeypatch.setattr(operations, "here", lambda: elsewhere)
    counted = server.contents
    monkeypatch.setattr(server, "contents", lambda connection: {**counted(connection), "accounts_user": Table(7, "0")})
    with pytest.raises(CommandError, match="differs"):
        call_command("restore", str(file))
    with elsewhere.connection() as connection:
        assert server.is_empty(connection)


def test_pg_restore_that_fails_puts_everything_back(
    backed_up: Manifest, file: Path, here: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive.Archive, "dump", lambda _self: iter([b"PGDMP but not really"]))
    with pytest.raises(CommandError, match="Nothing was restored: pg_restore:"):
        call_command("restore", str(file), "--replace")
    assert len(names(here)) == 3


def test_a_restore_that_was_killed_keeps_what_it_set_aside_until_another_ends_well(
    backed_up: Manifest, file: Path, here: Server, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_organisation("Founded later", at)
    with here.connection() as connection:
        server.set_aside(connection)  # and then the power went out
        assert not server.is_empty(connection)
    counted = server.contents
    monkeypatch.setattr(server, "contents", lambda connection: {**counted(connection), "accounts_user": Table(7, "0")})
    with pytest.raises(CommandError, match="differs"):
        call_command("restore", str(file), "--replace")
    assert len(names(here)) == 4


# --- files that cannot be trusted -------------------------------------------------------------------------------------------


def damage(file: Path, member: str) -> None:
    """Change one byte in the middle of one part."""
    with tarfile.open(file) as tar:
        info = tar.getmember(member)
    content = bytearray(file.read_bytes())
    content[info.offset_data + info.size // 2] ^= 1
    file.write_bytes(content)


def test_one_changed_byte_is_found_before_anything_is_touched(backed_up: Manifest, file: Path, here: Server) -> None:
    whole = file.read_bytes()
    for member in ("database.dump", "manifest.json", "seal.json"):
        file.write_bytes(whole)
        damage(file, member)
        with pytest.raises(CommandError, match="cannot be restored"):
            call_command("restore", str(file), "--replace")
    assert len(names(here)) == 3


def test_a_truncated_file_is_refused(backed_up: Manifest, file: Path) -> None:
    whole = file.read_bytes()
    for keep in (0.0, 0.1, 0.5, 0.9, 0.97, 0.99):
        file.write_bytes(whole[: int(len(whole) * keep)])
        with pytest.raises(CommandError, match="cannot be restored"):
            call_command("restore", str(file), "--replace")


def test_a_file_sealed_again_by_somebody_without_the_key_is_refused(backed_up: Manifest, file: Path) -> None:
    parts = {}
    with tarfile.open(file) as tar:
        for member in tar:
            parts[member.name] = tar.extractfile(member).read()  # type: ignore[union-attr]
    forged = replace(Manifest.parse(parts["manifest.json"]), last_seal_number=1, dump_bytes=0, dump_sha256="")
    with file.open("w+b") as stream:
        archive.write(stream, dump=iter([parts["database.dump"]]), manifest=lambda: forged, key=b"another key")
    with pytest.raises(CommandError, match="made with another audit key"):
        call_command("restore", str(file), "--replace")


def test_something_else_altogether_is_refused(as_owner: None, file: Path) -> None:
    file.write_bytes(os.urandom(5000))
    with pytest.raises(CommandError, match="damaged, or not a backup"):
        call_command("restore", str(file))
    with tarfile.open(file, "w") as tar:
        tar.add(__file__, arcname="../../etc/passwd")
    with pytest.raises(CommandError, match="damaged, or not a backup"):
        call_command("restore", str(file))
    with pytest.raises(CommandError, match="There is no file"):
        call_command("restore", str(file.with_name("nothing")))


def rewrite(file: Path, change: Callable[[Manifest], Manifest]) -> None:
    """The same dump under another manifest, sealed with our key."""
    whole = archive.Archive(file)
    whole.check(key=settings.CARE_AUDIT_KEY)
    dump = list(whole.dump())
    with file.open("w+b") as stream:
        archive.write(stream, dump=iter(dump), manifest=lambda: change(whole.manifest), key=settings.CARE_AUDIT_KEY)


def test_a_backup_of_a_newer_version_is_refused(backed_up: Manifest, file: Path, here: Server) -> None:
    rewrite(file, lambda manifest: replace(manifest, migrations=[*manifest.migrations, ("patients", "9999_future")]))
    with pytest.raises(CommandError, match=r"newer version, which has patients.9999_future"):
        call_command("restore", str(file), "--replace")


def test_a_backup_whose_audit_was_changed_is_restored_only_when_asked(
    clinic: None, file: Path, here: Server, at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    run(
        here,
        "SET session_replication_role = replica; UPDATE audit_auditevent SET verb = 'x' WHERE verb = 'organisation.founded'",
    )
    operations.make_backup(path=file, force=False, at=at)
    with pytest.raises(CommandError, match="audit trail in the backup had been changed"):
        call_command("restore", str(file), "--replace")
    assert "edited, or written without the key" in capsys.readouterr().out
    assert rows_of(here, "SELECT count(*) FROM audit_auditevent WHERE verb = 'backup.restored'") == [(0,)]
    with pytest.raises(CommandError, match="restored as it is"):
        call_command("restore", str(file), "--replace", "--despite-findings")
    assert rows_of(here, "SELECT count(*) FROM audit_auditevent WHERE verb = 'backup.restored'") == [(1,)]
