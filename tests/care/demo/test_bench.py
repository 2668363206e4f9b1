"""The bench: what its figures say, and one short run over every page."""

import json
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import resolve
from django.urls.exceptions import Resolver404

from care.audit.models import AuditEvent
from care.audit.seals import seal_events
from care.audit.verification import verify_audit
from care.demo.bench import run, server
from care.demo.bench.figures import Figures, PageFigures, Times, growth, percentile
from care.demo.bench.outbox import OutboxCase, OutboxFigures
from care.demo.bench.run import terms_for
from care.demo.bench.urls import EMPTY
from care.demo.operations import generate_people
from care.embedded import parts
from care.outbox.models import Delivery
from patients.models import Patient
from tests.care.demo.conftest import LOADER
from tests.factories.accounts import OrganisationFactory

PAGE = PageFigures("caseload", Times(6.0, 9.0), Times(1.0, 2.0), Times(0.5, 1.0), queries=8, bytes=70_000, bound=1.25)
EMPTY_PAGE = Times(3.0, 4.0)


def test_percentiles_are_times_that_were_measured() -> None:
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile([1], 0.95) == 1
    assert percentile(range(101), 0.95) == 95
    assert Times.of([0.001, 0.002, 0.003]) == Times(2.0, 3.0)


def test_a_page_stands_to_the_sum_of_its_floors() -> None:
    assert PAGE.floor(EMPTY_PAGE) == 4.5
    assert PAGE.ratio(EMPTY_PAGE) == pytest.approx(1.333, abs=0.001)
    figures = Figures(people=10, rows=100, rounds=3, empty=EMPTY_PAGE, pages=[PAGE])
    assert figures.broken() == ["caseload: 1.33 times its floor, at most 1.25"]
    assert "1.33" in figures.table()[-1]
    assert figures.as_dict()["pages"][0]["floor"] == 4.5


def test_a_page_without_a_floor_keeps_no_bound() -> None:
    page = PageFigures("today", Times(6.0, 9.0), None, Times(0.5, 1.0), queries=8, bytes=1, bound=None)
    assert page.ratio(EMPTY_PAGE) is None
    assert Figures(10, 100, 3, EMPTY_PAGE, [page]).broken() == []


def test_growth_compares_pages_of_two_runs() -> None:
    small = Figures(10, 100, 3, EMPTY_PAGE, [PAGE]).as_dict()
    large = Figures(1000, 9000, 3, EMPTY_PAGE, [PageFigures("caseload", Times(9.0, 9.0), None, PAGE.audit, 8, 1, None)]).as_dict()
    assert growth(large, small) == [("caseload", 1.5)]


def test_gunicorn_serves_the_bench_as_it_serves_production() -> None:
    production = parts.web(descriptor=3)
    for flags in (server.FLAGS, server.TIMES):
        place = production.index(flags[0])
        assert tuple(production[place : place + len(flags)]) == flags


def test_the_empty_page_is_no_address_of_the_product() -> None:
    with pytest.raises(Resolver404):
        resolve(f"/{EMPTY}")


def test_a_bench_needs_a_demo_or_a_plain_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", False)
    with pytest.raises(CommandError, match="--yes-this-is-a-bench-database"):
        call_command("bench")


@pytest.mark.django_db
def test_without_people_it_says_how_to_make_some() -> None:
    with pytest.raises(CommandError, match="generate_people"):
        call_command("bench", "--yes-this-is-a-bench-database")


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_a_short_run_measures_every_page(
    at: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url())
    monkeypatch.setenv("CARE_TESTING", "1")
    monkeypatch.setattr(run, "WARM", 1)
    generate_people(actor=LOADER, people=60, seed=1, at=at, report=lambda *_: None)
    assert len(terms_for(list(Patient.objects.values_list("pk", flat=True)[:12]))) == 12
    file = tmp_path / "figures.json"
    call_command("bench", "--rounds", "3", "--json", str(file), "--yes-this-is-a-bench-database")
    told = json.loads(file.read_text())
    assert told["people"] == 60
    names = {page["name"] for page in told["pages"]}
    assert names >= {"caseload (whole programme)", "search (own people)", "chart", "plan", "medication", "history"}
    for page in told["pages"]:
        assert page["page"]["p50"] > 0
        assert 3 <= page["queries"] <= 50
    assert "milliseconds" in capsys.readouterr().out
    call_command("bench", "--profile", "plan", "--rounds", "2", "--yes-this-is-a-bench-database")
    assert "function calls" in capsys.readouterr().out
    seal_events(at=at, quiet=True)
    assert verify_audit().is_sound


def database_url() -> str:
    """The test database as the server's own process names it."""
    given = connection.get_connection_params()
    secret = f":{quote(given['password'], safe='')}" if given.get("password") else ""
    port = f":{given['port']}" if given.get("port") else ""
    return f"postgres://{given['user']}{secret}@{port}/{given['dbname']}?host={quote(given['host'], safe='')}"


@pytest.mark.django_db(transaction=True)
def test_the_outbox_is_measured_and_its_rows_are_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    OrganisationFactory()
    file = tmp_path / "outbox.json"
    call_command("bench", "--outbox", "2000", "--rounds", "20", "--json", str(file), "--yes-this-is-a-bench-database")
    told = json.loads(file.read_text())
    assert [round(case["ratio"], 6) for case in told["cases"]] == [
        round(case["ours"] / case["bare"], 6) for case in told["cases"]
    ]
    assert len(told["cases"]) == 3
    assert "bare/s" in capsys.readouterr().out
    assert not Delivery.objects.exists()
    assert set(AuditEvent.objects.values_list("verb", flat=True)) == {"delivery.sent"}
    seal_events(at=datetime.now(UTC), quiet=True)
    assert verify_audit().is_sound


def test_a_slow_outbox_breaks_its_bound() -> None:
    slow, quick = OutboxCase("slow", 500, 1000, 1, 1), OutboxCase("quick", 700, 1000, 1, 1)
    figures = OutboxFigures(2, "fsync on", [slow, quick])
    assert figures.broken() == ["slow: 0.50 times the bare loop, at least 0.6"]
    assert "0.70" in figures.table()[-1]
