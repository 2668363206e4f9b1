"""`manage.py` beside a running `make run`."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from care.embedded.discover import adopt
from care.embedded.processes import Identity
from care.embedded.state import Running, Secrets, read, write_private


@pytest.fixture(autouse=True)
def _no_other_state(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CARE_STATE_DIR", raising=False)


@pytest.fixture
def running(tmp_path: Path) -> Running:
    me = Identity.of(os.getpid())
    assert me is not None
    found = Running(supervisor=me, address="http://127.0.0.1:8000")
    found.environment = {
        "DATABASE_URL": "postgres:///ours",
        "REDIS_URL": "unix:///ours",
        "CARE_SECRET_KEY": "s",
        "CARE_DEMO": "1",
    }
    (tmp_path / ".throughline").mkdir()
    found.save(tmp_path / ".throughline")
    return found


def test_a_bare_environment_is_filled_in(tmp_path: Path, running: Running) -> None:
    environment: dict[str, str] = {}
    assert adopt(environment, project=tmp_path) is True
    assert environment == running.environment


def test_what_is_set_stays(tmp_path: Path, running: Running) -> None:
    environment = {"CARE_DEMO": "0"}
    assert adopt(environment, project=tmp_path) is True
    assert environment == running.environment | {"CARE_DEMO": "0"}


def test_another_database_means_another_system(tmp_path: Path, running: Running) -> None:
    environment = {"DATABASE_URL": "postgres:///another"}
    assert adopt(environment, project=tmp_path) is False
    assert environment == {"DATABASE_URL": "postgres:///another"}


def test_a_supervisor_that_ended_is_not_talked_to(tmp_path: Path, running: Running) -> None:
    running.supervisor = replace(running.supervisor, started=1)
    running.save(tmp_path / ".throughline")
    environment: dict[str, str] = {}
    assert adopt(environment, project=tmp_path) is False
    assert environment == {}


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"supervisor": {"pid": 1}}'])
def test_a_state_file_that_is_no_use_is_as_none(tmp_path: Path, running: Running, content: str) -> None:
    (tmp_path / ".throughline" / "running.json").write_text(content)
    assert adopt({}, project=tmp_path) is False


def test_without_a_state_folder_nothing_runs(tmp_path: Path) -> None:
    assert adopt({}, project=tmp_path) is False


def test_secrets_are_kept_and_differ_from_copy_to_copy(tmp_path: Path) -> None:
    secrets = Secrets.make()
    secrets.save(tmp_path)
    assert Secrets.load(tmp_path) == secrets
    others = Secrets.make()
    assert not set(vars(secrets).values()) & (set(vars(others).values()) - {""})
    assert len(secrets.secret_key) >= 50
    assert len(secrets.audit_key) >= 32


def test_a_private_file_is_private_and_replaced_in_one_step(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"
    (tmp_path / "secrets.unfinished").write_text("left by a kill")
    write_private(file, {"a": 1})
    write_private(file, {"a": 2})
    assert read(file) == {"a": 2}
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]
