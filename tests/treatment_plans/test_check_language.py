"""`manage.py check_language` names file, line, column, term and suggestion, and fails when there is anything to say."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def test_a_file_without_findings_passes_in_silence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Jay returned to use on Monday and called us.")
    call_command("check_language", str(note))
    assert capsys.readouterr().out == ""


def test_each_finding_has_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "note.txt"
    note.write_text("First line.\nThen Jay relapsed and refused group.\n")
    with pytest.raises(SystemExit) as end:
        call_command("check_language", str(note))
    assert end.value.code == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{note}:2:10: relapsed -> returned to use",
        f"{note}:2:23: refused -> declined",
    ]


def test_findings_can_be_had_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text('<p class="refused">He is a junkie.</p>')
    with pytest.raises(SystemExit):
        call_command("check_language", str(page), "--json")
    assert json.loads(capsys.readouterr().out) == [
        {"file": str(page), "line": 1, "column": 28, "term": "junkie", "suggestion": "person who uses drugs"}
    ]


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("check_language", str(tmp_path / "nothing.txt"))
