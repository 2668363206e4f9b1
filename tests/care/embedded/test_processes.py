"""A process is known again by more than its number, and ended only when it is provably ours."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from care.embedded import recovery
from care.embedded.folders import DATABASE
from care.embedded.processes import Identity, end, has_ended, spawn, stop, working_in
from care.embedded.state import Running
from tests.care.embedded.conftest import wait_until


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(["sleep", "60"])
    yield process
    process.kill()
    process.wait()


def identity(process: subprocess.Popen[bytes]) -> Identity:
    found = wait_until(lambda: Identity.of(process.pid))
    assert isinstance(found, Identity)
    return found


def test_a_process_is_known_again(sleeper: subprocess.Popen[bytes]) -> None:
    assert Identity.from_record(identity(sleeper).as_record()) == identity(sleeper)
    assert identity(sleeper).is_running()


@pytest.mark.parametrize("change", [{"started": 1}, {"boot": "another"}, {"program": "/bin/other"}, {"folder": "/another"}])
def test_a_process_that_differs_in_anything_is_left_alone(sleeper: subprocess.Popen[bytes], change: dict[str, object]) -> None:
    stranger = replace(identity(sleeper), **change)  # type: ignore[arg-type]
    assert not stranger.is_running()
    assert end(stranger, with_signal=signal.SIGKILL, seconds=1) is False
    assert sleeper.poll() is None


def test_ours_is_ended_even_when_it_ignores_the_signal() -> None:
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    stubborn = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert stubborn.stdout is not None
    stubborn.stdout.readline()
    assert end(identity(stubborn), with_signal=signal.SIGTERM, seconds=0.2) is True
    assert stubborn.wait(5) == -signal.SIGKILL
    stubborn.stdout.close()


def test_a_zombie_does_not_count_as_running(sleeper: subprocess.Popen[bytes]) -> None:
    before = identity(sleeper)
    sleeper.send_signal(signal.SIGKILL)
    wait_until(lambda: not before.is_running())


@pytest.mark.parametrize("record", [{}, {"pid": "x"}, {"pid": 1, "started": None, "boot": "b", "program": "p"}])
def test_a_record_that_is_no_use_is_nobody(record: dict[str, object]) -> None:
    assert Identity.from_record(record) is None


def test_a_child_ends_with_its_parent(tmp_path: Path) -> None:
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path;"
        "from care.embedded.processes import spawn;"
        "child = spawn(['sleep', '60'], environment={'PATH': os.environ['PATH']}, folder=Path('/'), output=None);"
        "print(child.pid, flush=True); sys.stdin.read()"
    )
    project = str(Path(__file__).resolve().parents[3])
    parent = subprocess.Popen(
        [sys.executable, "-c", code, project], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert parent.stdout is not None
    child = identity_of(int(parent.stdout.readline()))
    parent.kill()
    parent.communicate()
    wait_until(lambda: not child.is_running())


def identity_of(pid: int) -> Identity:
    found = Identity.of(pid)
    assert found is not None
    return found


def test_what_a_child_leaves_in_its_group_ends_with_it() -> None:
    child = spawn(
        ["sh", "-c", "sleep 60 & echo $!; exit 3"],
        environment=dict(os.environ),
        folder=Path("/"),
        output=subprocess.PIPE,
    )
    assert child.stdout is not None
    left = identity_of(int(child.stdout.readline()))
    wait_until(lambda: has_ended(child))
    assert child.returncode == 3
    wait_until(lambda: not left.is_running())
    child.stdout.close()


def test_a_child_that_does_not_stop_is_ended_in_time() -> None:
    child = spawn(["sh", "-c", "trap '' TERM; sleep 60"], environment=dict(os.environ), folder=Path("/"), output=None)
    time.sleep(0.2)
    began = time.monotonic()
    stop(child, with_signal=signal.SIGTERM, seconds=0.3)
    assert time.monotonic() - began < 5
    assert has_ended(child)


def test_recovery_ends_what_is_recorded_and_leaves_a_stranger_with_a_reused_number(
    tmp_path: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    ours = subprocess.Popen(["sleep", "61"])
    running = Running(supervisor=replace(identity(sleeper), pid=1), address="http://127.0.0.1:1")
    running.children = {"worker": identity(ours), "web": replace(identity(sleeper), started=1)}
    running.save(tmp_path)
    said: list[str] = []
    assert recovery.recover(tmp_path, servers=tmp_path, say=said.append) is True
    assert ours.wait(5) == -signal.SIGTERM
    assert sleeper.poll() is None
    assert said == [f"Ended worker of the last start, process {ours.pid}."]
    assert Running.load(tmp_path) is None
    assert recovery.recover(tmp_path, servers=tmp_path, say=said.append) is False


def test_recovery_ends_a_server_of_our_data_folder_that_nobody_wrote_down(tmp_path: Path) -> None:
    data, other = tmp_path / "redis", tmp_path / "other"
    data.mkdir()
    other.mkdir()
    copies = tmp_path / "bin" / "redis-server"
    copies.parent.mkdir()
    copies.write_bytes(Path("/bin/sleep").read_bytes())
    copies.chmod(0o755)
    ours = subprocess.Popen([str(copies), "62"], cwd=data)
    elsewhere = subprocess.Popen([str(copies), "62"], cwd=other)
    another_program = subprocess.Popen(["sleep", "62"], cwd=data)
    try:
        wait_until(lambda: [found.pid for found in working_in(data, program="redis-server")] == [ours.pid])
        recovery.recover(tmp_path, servers=tmp_path, say=lambda _line: None)
        assert ours.wait(5) == -signal.SIGTERM
        assert elsewhere.poll() is None
        assert another_program.poll() is None
    finally:
        for process in (elsewhere, another_program):
            process.kill()
            process.wait()


def test_a_stale_pid_file_does_not_stop_the_next_database(tmp_path: Path) -> None:
    (tmp_path / DATABASE).mkdir()
    pid_file = tmp_path / DATABASE / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n")
    recovery.recover(tmp_path, servers=tmp_path, say=lambda _line: None)
    assert not pid_file.exists()


COPY = """
import os, signal, sys, time
from pathlib import Path
from care.embedded.processes import fork, has_ended, stop

def live():
    print(os.environ["GIVEN"], os.environ.get("KEPT"), Path.cwd(), os.getpgid(0) == os.getpid(), os.read(0, 1))
    still_open = [name for name in os.listdir("/proc/self/fd") if os.path.exists("/proc/self/fd/" + name)]  # not that of listing
    print("files", sorted(map(int, still_open)), Path("/proc/self/comm").read_text())
    sys.exit(3)

def fails():
    raise ValueError("as it happens")

def sleeps():
    time.sleep(60)

os.environ["KEPT"] = "ours"
signal.signal(signal.SIGTERM, lambda *_: None)
here = Path(sys.argv[1])
held = open(os.devnull)
kept = os.open(os.devnull, os.O_RDONLY)
def begin(run):
    with open(here / "out", "ab") as out, open(here / "err", "ab") as err:
        return fork(run, name="copied", environment={"GIVEN": "given"}, folder=here, output=out, errors=err, pass_fds=[kept])
print(begin(live).wait(), begin(fails).wait(), kept)
sleeper = begin(sleeps)
print(has_ended(sleeper))
stop(sleeper, with_signal=signal.SIGTERM, seconds=10)
print(sleeper.returncode)
last = begin(sleeps)
print(last.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_copy_has_its_own_surroundings_and_nothing_of_ours_and_dies_with_us(tmp_path: Path) -> None:
    answer = subprocess.run([sys.executable, "-c", COPY, str(tmp_path)], capture_output=True, text=True, timeout=30, check=False)
    assert answer.returncode == -signal.SIGKILL, answer.stderr
    statuses, still_runs, stopped, last = answer.stdout.splitlines()
    kept = statuses.split()[2]
    assert statuses == f"3 1 {kept}"
    assert (still_runs, stopped) == ("False", str(-signal.SIGTERM)), "our own handlers of signals are not its own"
    wait_until(lambda: Identity.of(int(last)) is None, what="the end of the copy")
    told = (tmp_path / "out").read_text().splitlines()
    assert told[:2] == [f"given None {tmp_path} True b''", f"files [0, 1, 2, {kept}] copied"]
    assert "ValueError: as it happens" in (tmp_path / "err").read_text()
