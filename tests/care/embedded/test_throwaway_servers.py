"""`care.embedded exec`: servers for as long as a command runs."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from care.embedded.throwaway import PREFIX, sweep
from tests.care.embedded.conftest import PROJECT, clean_environment, command_lines, wait_until

pytestmark = pytest.mark.slow

SHOW = """
import json, os, sys, psycopg2, redis
database = psycopg2.connect(os.environ["DATABASE_URL"])
cursor = database.cursor()
cursor.execute("SELECT current_setting('listen_addresses'), current_user, current_setting('fsync')")
print(json.dumps({"database": cursor.fetchone(), "ping": redis.Redis.from_url(os.environ["REDIS_URL"]).ping(),
                  "environment": dict(os.environ)}), flush=True)
sys.stdin.readline()
sys.exit(7)
"""


@pytest.fixture
def started() -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "care.embedded", "exec", "--", sys.executable, "-c", SHOW],
        cwd=PROJECT,
        env=clean_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def report(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    return answer


def folder_of(environment: dict[str, str]) -> Path:
    folder = Path(environment["CARE_STATE_DIR"]).parent
    assert folder.name.startswith(PREFIX)
    return folder


def test_the_command_gets_servers_and_secrets_and_its_status_comes_back(started: subprocess.Popen[str]) -> None:
    told = report(started)
    assert told["database"] == ["", "care_owner", "off"]
    assert told["ping"] is True
    assert {"CARE_SECRET_KEY", "CARE_AUDIT_KEY", "CARE_FIELD_KEYS"} <= told["environment"].keys()
    folder = folder_of(told["environment"])
    started.communicate("\n", timeout=20)
    assert started.returncode == 7
    assert not folder.exists()
    assert command_lines(str(folder)) == {}


def test_a_stop_takes_the_command_and_the_servers_along(started: subprocess.Popen[str]) -> None:
    folder = folder_of(report(started)["environment"])
    started.send_signal(signal.SIGTERM)
    assert started.wait(20) == 128 + signal.SIGTERM
    assert not folder.exists()
    assert command_lines(str(folder)) == {}


def test_a_kill_leaves_nothing_running_and_the_next_run_sweeps_up(started: subprocess.Popen[str]) -> None:
    folder = folder_of(report(started)["environment"])
    sweep()
    assert folder.exists(), "a folder in use is left alone"
    started.kill()
    started.wait()
    wait_until(lambda: not command_lines(str(folder)), what="the end of the servers")
    sweep()
    assert not folder.exists()


def test_a_command_that_does_not_exist_is_one_line() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "care.embedded", "exec", "--", "no-such-command"],
        cwd=PROJECT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stderr == "no-such-command: No such file or directory.\n"


def test_without_a_word_it_says_how_it_is_used() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "care.embedded"], cwd=PROJECT, env=clean_environment(), capture_output=True, text=True, check=False
    )
    assert answer.returncode == 2
    assert answer.stderr.startswith("usage: python -m care.embedded")


def test_our_own_tests_do_not_talk_to_a_running_demo() -> None:
    assert ".throughline/" not in os.environ.get("DATABASE_URL", "")
