"""README's traces: each file is there, and each list goes down the house as imports do."""

import configparser
import re
from pathlib import Path

import pytest

from tests.house_rules.sources import PROJECT

README = (PROJECT / "README.md").read_text()
TRACES = dict(re.findall(r"^### (.+?)\n(.*?)(?=^##|\Z)", README, re.MULTILINE | re.DOTALL))


def layers() -> list[list[str]]:
    """The house from the roof down, as `.importlinter` has it."""
    linter = configparser.ConfigParser()
    linter.read(PROJECT / ".importlinter")
    lines = linter["importlinter:contract:layers"]["layers"].strip().splitlines()
    return [[room.strip(" ()") for room in line.split("|")] for line in lines]


def height(file: str) -> int:
    """On which floor a file stands, 0 at the roof."""
    module = str(Path(file).with_suffix("")).replace("/", ".")
    floors = [
        (len(room), number)
        for number, rooms in enumerate(layers())
        for room in rooms
        if module == room or module.startswith(f"{room}.")
    ]
    assert floors, f"{file} stands on no floor"
    return max(floors)[1]


def test_there_are_two_traces() -> None:
    assert set(TRACES) == {"A reminder is sent", "A partner reads a plan"}


@pytest.mark.parametrize("title", sorted(TRACES))
def test_a_trace_names_real_files_and_goes_down_only(title: str) -> None:
    files = re.findall(r"^\d+\. `([^`]+)`", TRACES[title], re.MULTILINE)
    assert len(files) >= 5
    assert [file for file in re.findall(r"`([\w/]+\.py)`", TRACES[title]) if not (PROJECT / file).is_file()] == []
    floors = [height(file) for file in files]
    assert floors == sorted(floors), list(zip(files, floors, strict=True))
