"""`manage.py check_order FILE.json`: cards on standard output; a file that is no request is one clear line. No database."""

import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import manage
from tests.treatment_plans.regimens.hooks.little_request import bundle, draft, order, request


def test_cards_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "request.json"
    file.write_text(json.dumps(request(draft("naltrexone", 50), medicationRequests=bundle(order("methadone", 80)))))
    call_command("check_order", str(file))
    cards = json.loads(capsys.readouterr().out)["cards"]
    assert ("I-06", "HARD") in [(card["extension"]["rule"], card["extension"]["severity"]) for card in cards]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "is no JSON"),
        ("[]", "no CDS Hooks request"),
        ('{"hook": "patient-view", "context": {}}', "not order-sign"),
        ('{"hook": "order-sign", "context": {}}', "no context.draftOrders"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_request_ends_with_two_and_one_line(tmp_path: Path, text: str | None, why: str) -> None:
    file = tmp_path / "request.json"
    if text is not None:
        file.write_text(text)
    with pytest.raises(CommandError, match=why) as end:
        call_command("check_order", str(file))
    assert end.value.returncode == 2
    assert "\n" not in str(end.value)


@pytest.mark.parametrize(("command", "works"), [("check_order", True), ("verify_audit", False)])
def test_it_works_where_nothing_runs(monkeypatch: pytest.MonkeyPatch, command: str, works: bool) -> None:
    """In a fresh copy, without database and secrets; a command that reads records still asks for them."""
    seen: list[str | None] = []
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("CARE_DEMO", "")
    monkeypatch.setattr(manage, "adopt", lambda environment, project: False)
    monkeypatch.setattr("sys.argv", ["manage.py", command, "request.json"])
    monkeypatch.setattr(
        "django.core.management.execute_from_command_line", lambda argv: seen.append(os.environ.get("DATABASE_URL"))
    )
    manage.main()
    assert seen == [manage.NO_SYSTEM["DATABASE_URL"] if works else None]
