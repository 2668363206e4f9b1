"""What a backup says of itself, without a database."""

from datetime import UTC, datetime

import pytest

from care.backup.manifest import (
    Manifest,
    NotABackup,
    Table,
    differences,
    manifest_mac,
    missing_migrations,
    unknown_migrations,
)


def manifest(**changed: object) -> Manifest:
    told = {
        "created_at": datetime(2026, 11, 23, 15, 50, tzinfo=UTC),
        "commit": "abc123",
        "server_version": 18,
        "program_version": 18,
        "tables": {"patients_patient": Table(2, "17"), "audit_seal": Table(1, "-5")},
        "grants": {"TABLE patients_patient": ["SELECT"]},
        "migrations": [("patients", "0001_initial")],
        "last_seal_number": 4,
        "last_seal_mac": "ab",
    }
    return Manifest(**{**told, **changed})  # type: ignore[arg-type]


def test_a_manifest_is_read_back_as_it_was_written() -> None:
    assert Manifest.parse(manifest().as_bytes()) == manifest()
    assert manifest().rows == 3


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{}", b'{"format": 1}', b"\xff", b'{"format": 1, "created_at": 3}'])
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(NotABackup):
        Manifest.parse(content)


def test_a_format_of_the_future_is_named() -> None:
    with pytest.raises(NotABackup, match="format 2"):
        Manifest.parse(manifest(format=2).as_bytes())


def test_its_code_needs_the_key() -> None:
    assert manifest_mac(b"one", b"text") != manifest_mac(b"two", b"text")


def test_the_same_tables_do_not_differ() -> None:
    assert differences(manifest().tables, dict(reversed(manifest().tables.items()))) == []


def test_each_way_to_differ_has_its_line() -> None:
    before = {"gone": Table(1, "1"), "fewer": Table(3, "1"), "altered": Table(2, "1"), "same": Table(1, "1")}
    now = {"fewer": Table(2, "1"), "altered": Table(2, "9"), "same": Table(1, "1"), "new": Table(0, "0")}
    assert differences(before, now) == [
        "gone: missing",
        "new: not in the backup",
        "altered: 2 rows, and their contents differ",
        "fewer: 3 rows in the backup, 2 here",
    ]


def test_a_backup_of_a_newer_version_is_recognized() -> None:
    assert unknown_migrations(manifest(), [("patients", "0001_initial")]) == []
    assert unknown_migrations(manifest(), [("patients", "0002_more")]) == ["patients.0001_initial"]


def test_a_backup_of_an_older_version_asks_for_migrations() -> None:
    assert missing_migrations(manifest(), [("patients", "0001_initial"), ("patients", "0002_more")]) == ["patients.0002_more"]
