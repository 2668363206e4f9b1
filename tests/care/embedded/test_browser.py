"""The browser of the journeys: found, installed, or loudly missed."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from care.embedded import browser


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with nothing on its PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CARE_BROWSER", raising=False)
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


def add(folder: Path, name: str) -> Path:
    program = folder / name
    program.touch(mode=0o755)
    return program


def test_the_one_on_the_machine_is_taken(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(bare, "google-chrome")
    chromium = add(bare, "chromium")
    assert browser.print_browser() == 0
    assert capsys.readouterr().out == f"{chromium}\n"


def test_a_chosen_one_comes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(bare, "chromium")
    chosen = add(bare, "mine")
    monkeypatch.setenv("CARE_BROWSER", str(chosen))
    assert browser.find() == str(chosen)


def test_without_one_it_is_said_loudly_and_fails_in_ci(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert browser.print_browser() == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "NO BROWSER" in said.err
    monkeypatch.setenv("CI", "true")
    assert browser.print_browser() == 1


def test_root_on_debian_installs_one(bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    add(bare, "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(browser.Path, "exists", lambda _path: True)
    called = []

    def run(command: list[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        called.append(command)
        if "install" in command:
            add(bare, "chromium")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    assert browser.print_browser() == 0
    assert capsys.readouterr().out == f"{bare}/chromium\n"
    assert [command[1] for command in called] == ["update", "install"]


def test_an_install_that_fails_says_why(bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    add(bare, "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(browser.Path, "exists", lambda _path: True)
    monkeypatch.setattr(subprocess, "run", lambda command, **_o: subprocess.CompletedProcess(command, 100, "", "no network"))
    assert browser.print_browser() == 0
    assert "apt-get update -qq failed: no network" in capsys.readouterr().err


def test_an_ordinary_user_installs_nothing(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(bare, "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert browser.install() is False
