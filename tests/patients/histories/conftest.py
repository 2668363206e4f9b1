"""A coordinator who imports, and a folder with a little history."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from care.accounts.models import Staff
from care.actor import Role
from tests.factories.accounts import staff_with

Run = Callable[..., tuple[int, str]]

LITTLE = {
    "people": [
        "person,birth_date,given_name,family_name,base_date,sex",
        "a,1980-02-03,Mari,Okafor,2020-01-06,female",
        "b,1975-09-30,Jonas,Lindqvist,,",
    ],
    "orders": [
        "person,date,day,medication,amount,unit,frequency,end_date,end_day",
        "a,,0,Methadone,60,mg,daily,,20",
        "b,2020-02-03,,Buprenorphine/naloxone,16,mg,daily,,",
    ],
    "doses": [
        "person,date,day,medication,amount,outcome",
        "a,,0,Methadone,30,",
        "a,,1,Methadone,40,",
        "a,,2,Methadone,,missed",
        "b,2020-02-03,,Buprenorphine/naloxone,16,take_home",
    ],
    "visits": ["person,date,day,visit,outcome,reasons", "a,,7,Week 1,missed,hospital;no_show", "b,2020-02-10,,Week 1,kept,"],
    "drug_tests": ["person,date,day,substance,finding", "a,,7,Methadone,found", "a,,7,Cocaine,found", "b,2020-02-10,,,not_found"],
    "scores": ["person,date,day,instrument,score,value,words", "a,,7,Another scale,total,4,some"],
}


class Folder:
    """The files of a history, to be changed line by line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files = {name: list(lines) for name, lines in LITTLE.items()}

    def write(self) -> Path:
        """The files as they now are."""
        for name, lines in self.files.items():
            (self.path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return self.path


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    path = tmp_path / "history"
    path.mkdir()
    return Folder(path)


@pytest.fixture
def clinic(alice: Staff) -> list[str]:
    return ["--organization", alice.organisation.name, "--as", alice.user.email, "--source", "oldclinic"]


@pytest.fixture
def bring(capsys: pytest.CaptureFixture[str], clinic: list[str]) -> Run:
    def run(folder: Path, *options: str) -> tuple[int, str]:
        status = 0
        try:
            call_command("import_history", str(folder), *clinic, *options)
        except SystemExit as stop:
            status = int(stop.code or 0)
        return status, capsys.readouterr().out

    return run


@pytest.fixture
def undo(capsys: pytest.CaptureFixture[str], clinic: list[str]) -> Run:
    def run() -> tuple[int, str]:
        call_command("undo_history", *clinic)
        return 0, capsys.readouterr().out

    return run
