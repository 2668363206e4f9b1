"""What is refused before anything starts, each in one line."""

import os
import shutil
import socket
from pathlib import Path
from typing import Any

import pytest

from care.embedded import preflight, programs
from care.embedded.trouble import CannotStart
from tests.care.embedded.conftest import Clone, make_clone


def test_a_port_in_use_is_refused_with_a_way_out(clone: Clone) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", clone.port))
        other.listen()
        assert clone.refusal() == f"Port {clone.port} is in use. Choose another one, for example: PORT={clone.port + 1} make run"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eight", "80 00"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(CannotStart, match="PORT must be a number from 1 to 65535"):
        preflight.address({"PORT": port})


def test_the_port_is_8000_on_this_machine_unless_it_is_given() -> None:
    assert preflight.address({}) == ("127.0.0.1", 8000)
    assert preflight.address({"PORT": "", "CARE_BIND": ""}) == ("127.0.0.1", 8000)
    assert preflight.address({"PORT": "9000", "CARE_BIND": "::1"}) == ("::1", 9000)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "clinic.example.org", "nonsense:"])
def test_the_demo_clinic_listens_to_no_other_machine(host: str) -> None:
    with pytest.raises(CannotStart, match="The demo clinic listens on this machine only"):
        preflight.address({"CARE_BIND": host})
    with pytest.raises(CannotStart, match=r"docker-compose\.yml"):
        preflight.address({"CARE_BIND": host, "CARE_DEMO": "0"})


def test_a_disk_that_is_nearly_full_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preflight.check_disk(tmp_path, least=1)
    usage = shutil.disk_usage(tmp_path)._replace(free=12_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(CannotStart, match=r"Too little free disk in .*: 12 MB; Throughline needs 500 MB\."):
        preflight.check_disk(tmp_path)


@pytest.mark.parametrize(("system", "machine"), [("darwin", "arm64"), ("win32", "AMD64"), ("linux", "riscv64")])
def test_a_platform_without_servers_of_its_own_is_refused(system: str, machine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("platform.machine", lambda: machine)
    with pytest.raises(CannotStart, match="for Linux on x86_64 and aarch64 only"):
        programs.installed()


def test_an_environment_without_the_servers_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(programs, "_package_folder", lambda _name: tmp_path)
    with pytest.raises(CannotStart, match="The program postgres is missing"):
        programs.installed()
    monkeypatch.undo()
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(CannotStart, match="is not installed"):
        programs.installed()


def test_a_folder_that_may_not_be_written_is_refused(ordinary_user: dict[str, Any]) -> None:
    clone = make_clone(**ordinary_user)
    try:
        clone.folder.chmod(0o500)
        assert clone.refusal() == f"Throughline cannot write to {clone.folder}: Permission denied."
    finally:
        clone.folder.chmod(0o700)
        clone.remove()


def test_a_folder_of_another_user_is_refused(ordinary_user: dict[str, Any]) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can make a folder of another user")
    clone = make_clone(**ordinary_user)
    try:
        clone.state.mkdir(mode=0o700)
        (clone.state / "secrets.json").write_text("{}")
        assert "belongs to another user" in clone.refusal()
        assert "belongs to another account" in clone.manage("check").stderr
        os.chown(clone.state, 65534, 65534)
        ours = Clone(folder=clone.folder)
        assert "belongs to another user" in ours.refusal()
    finally:
        shutil.rmtree(clone.state)
        clone.remove()


def test_something_else_in_the_place_of_the_folder_is_refused(clone: Clone) -> None:
    clone.state.write_text("a file")
    assert clone.refusal().startswith("Throughline cannot write to ")
    clone.state.unlink()
