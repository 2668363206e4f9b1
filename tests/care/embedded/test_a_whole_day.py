"""The real supervisor from its first start to its last: what runs, what is told, what is lost (nothing)."""

import os
import shutil
import signal
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.care.embedded.conftest import READY, Clone, make_clone, wait_until
from tests.sweeps import some

pytestmark = pytest.mark.slow

CURSOR = "from django.db import connection; cursor = connection.cursor(); "
WRITE = CURSOR + "cursor.execute(\"INSERT INTO django_session VALUES ('kept', '', now())\")"
READ = CURSOR + "cursor.execute('SELECT session_key FROM django_session'); print(cursor.fetchall())"
LATER = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("health", "0001_initial")]
"""


@pytest.fixture(scope="module")
def day() -> Iterator[Clone]:
    """Started once for the tests of this file, which follow each other through the day."""
    clone = make_clone()
    clone.start(CARE_COMMIT="feed1234beef")
    clone.wait_until_ready()
    yield clone
    clone.remove()


def shell(clone: Clone, code: str) -> str:
    answer = clone.manage("shell", "--no-imports", "-c", code)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_the_ready_line_comes_when_every_part_answers(day: Clone) -> None:
    assert f"{READY}{day.port}" in day.lines
    report = day.ready()
    assert report["ready"] is True
    assert report["commit"] == "feed1234beef"
    assert {name: part["state"] for name, part in report["parts"].items()} == dict.fromkeys(
        ("web", "database", "broker", "worker", "beat"), "ok"
    )
    assert {part["commit"] for part in report["parts"].values() if "commit" in part} == {"feed1234beef"}


def test_only_the_web_server_has_a_port(day: Clone) -> None:
    assert listening_ports(day.processes()) == {day.port}


def listening_ports(pids: dict[int, str]) -> set[int]:
    sockets = set()
    for pid in pids:
        for link in Path(f"/proc/{pid}/fd").iterdir():
            try:
                sockets.add(os.readlink(link))
            except OSError:
                continue
    ports = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            columns = line.split()
            if columns[3] == "0A" and f"socket:[{columns[9]}]" in sockets:
                ports.add(int(columns[1].rpartition(":")[2], 16))
    return ports


def test_what_is_written_down_is_for_its_owner_alone(day: Clone) -> None:
    assert stat.S_IMODE(day.state.stat().st_mode) == 0o700
    for path in day.state.rglob("*"):
        if not path.is_relative_to(day.servers / "postgres") and path.is_file():
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    for folder in ("postgres", "redis"):
        assert stat.S_IMODE((day.servers / folder).stat().st_mode) == 0o700


def test_the_servers_run_without_root_and_without_our_secrets(day: Clone) -> None:
    for part in ("database", "broker"):
        process = Path(f"/proc/{day.pid(part)}")
        assert process.stat().st_uid != 0
        assert b"CARE_" not in (process / "environ").read_bytes()


def test_a_command_typed_beside_it_finds_the_database_and_the_secrets(day: Clone) -> None:
    shell(day, WRITE)
    assert "('kept',)" in shell(day, READ)
    code = "from django.conf import settings; print(settings.SECRET_KEY)"
    assert shell(day, code).strip() == day.running()["environment"]["CARE_SECRET_KEY"]
    assert "worker: ok" in day.manage("ready").stdout


def test_commands_run_as_the_application_and_those_of_the_schema_as_its_owner(day: Clone) -> None:
    code = CURSOR + "cursor.execute('SELECT current_user'); print(cursor.fetchone()[0])"
    assert shell(day, code).strip() == "care_app"
    assert day.manage("migrate", "--check").returncode == 0


def test_a_second_supervisor_of_the_folder_is_refused_in_one_line(day: Clone) -> None:
    assert day.process is not None
    expected = f"Throughline runs in this folder already at http://127.0.0.1:{day.port}, process {day.process.pid}."
    assert day.refusal(PORT="1") == expected


PARTS = ["worker", "beat", "web", "broker", "database"]


@pytest.mark.parametrize("part", some(PARTS, 3, of="parts that are killed"))
def test_a_part_that_is_killed_is_started_again_and_it_is_said(day: Clone, part: str) -> None:
    before = day.pid(part)
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: day.said(f"{part} was ended by SIGKILL; starting it again"), what="a word about it")
    wait_until(lambda: day.pid(part) != before and day.ready()["ready"], seconds=120, what=f"a new {part}")
    assert "('kept',)" in shell(day, READ)


def test_a_killed_supervisor_takes_its_children_along_and_the_next_one_recovers(day: Clone) -> None:
    assert day.process is not None
    day.process.kill()
    day.process.wait()
    day.start().wait_until_ready()
    assert "('kept',)" in shell(day, READ)
    assert day.ready()["ready"]


def test_a_stop_ends_every_process_and_a_later_start_has_the_data(day: Clone) -> None:
    began = time.monotonic()
    assert day.stop(signal.SIGINT) == 0
    assert time.monotonic() - began < 40
    assert day.processes() == {}
    assert not (day.state / "running.json").exists()
    (day.folder / "care" / "health" / "migrations" / "0002_later.py").write_text(LATER)
    day.start().wait_until_ready()
    assert "('kept',)" in shell(day, READ)
    assert "[X] 0002_later" in day.manage("showmigrations", "health").stdout, "a migration that came meanwhile is applied"
    assert day.stop(signal.SIGTERM) == 0
    assert day.processes() == {}


def test_without_a_database_a_command_says_what_to_do_in_one_line(day: Clone) -> None:
    answer = day.manage("migrate", "--check", CARE_DEMO="1")
    assert answer.returncode == 1
    assert answer.stderr.splitlines()[-1] == "No database: start Throughline with `make run` in this folder, or set DATABASE_URL."
    assert "Traceback" not in answer.stderr


def test_an_ordinary_user_starts_it_with_make_and_a_signal_to_make_stops_it(ordinary_user: dict[str, Any]) -> None:
    if shutil.which("make") is None:
        pytest.skip("no make on this machine")
    clone = make_clone(**ordinary_user)
    try:
        python = clone.folder / ".venv" / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text(f'#!/bin/sh\nexec "{clone.python}" "$@"\n')
        python.chmod(0o755)
        (clone.folder / ".venv" / ".installed").touch()
        clone.start("make", "run").wait_until_ready()
        assert clone.servers == clone.state
        assert {Path(f"/proc/{pid}").stat().st_uid for pid in clone.processes()} == {clone.folder.stat().st_uid}
        clone.stop(signal.SIGTERM)
        assert clone.said("Throughline has stopped.")
        assert clone.processes() == {}
    finally:
        clone.remove()
