"""What a second start leaves out, and when it must not."""

from pathlib import Path

import pytest

from care.embedded.prepared import FILE, MIGRATIONS, Prepared, fingerprint


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("care/teams/migrations/0001_initial.py", "patients/migrations/0001_initial.py", "care/settings.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_nothing_changed_gives_the_same_fingerprint(project: Path) -> None:
    before = fingerprint(project, MIGRATIONS)
    (project / "README.md").write_text("not a migration")
    assert fingerprint(project, MIGRATIONS) == before


@pytest.mark.parametrize(
    "name", ["care/teams/migrations/0002_more.py", "patients/migrations/0001_initial.py", "care/settings.py"]
)
def test_a_new_or_a_changed_migration_gives_another(project: Path, name: str) -> None:
    before = fingerprint(project, MIGRATIONS)
    (project / name).write_text("something else")
    assert fingerprint(project, MIGRATIONS) != before


def test_the_same_content_under_another_name_gives_another(project: Path) -> None:
    before = fingerprint(project, MIGRATIONS)
    (project / "patients/migrations/0001_initial.py").rename(project / "patients/migrations/0001_first.py")
    assert fingerprint(project, MIGRATIONS) != before


def test_what_was_done_is_remembered_and_forgotten(tmp_path: Path) -> None:
    assert Prepared.load(tmp_path) == Prepared()
    done = Prepared(migrations="m", applied="a", demo="loaded", sign_ins="s")
    done.save(tmp_path)
    assert Prepared.load(tmp_path) == done
    Prepared.forget(tmp_path)
    assert Prepared.load(tmp_path) == Prepared()


def test_a_record_of_another_version_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"migrations": "m", "unknown": 1}')
    assert Prepared.load(tmp_path) == Prepared(migrations="m")
