"""/healthz and /readyz: what a machine that watches over us is told."""

from datetime import datetime, timedelta

import pytest
import redis
from django.core.management import call_command
from django.db import IntegrityError, OperationalError
from django.test import Client

from care.health import operations, queries
from care.health.models import Heartbeat, Part
from care.health.rules import MISSING, OK, SILENT, SignOfLife, is_ready, state_of_part
from tests.factories.health import HeartbeatFactory


def test_a_part_is_alive_for_fifteen_seconds_after_its_last_sign(at: datetime) -> None:
    signs = [SignOfLife(part="worker", at=at - timedelta(seconds=15), commit="c")]
    assert state_of_part("worker", signs=signs, at=at) == {"state": OK, "age": 15.0, "commit": "c"}
    later = state_of_part("worker", signs=signs, at=at + timedelta(milliseconds=1))
    assert later["state"] == SILENT


def test_the_youngest_of_many_workers_speaks_for_all(at: datetime) -> None:
    signs = [
        SignOfLife(part="worker", at=at - timedelta(hours=1), commit="old"),
        SignOfLife(part="worker", at=at - timedelta(seconds=2), commit="new"),
        SignOfLife(part="beat", at=at, commit="beat"),
    ]
    assert state_of_part("worker", signs=signs, at=at) == {"state": OK, "age": 2.0, "commit": "new"}


def test_a_part_without_any_sign_is_missing(at: datetime) -> None:
    assert state_of_part("beat", signs=[], at=at) == {"state": MISSING}


def test_a_clock_that_runs_ahead_gives_no_negative_age(at: datetime) -> None:
    signs = [SignOfLife(part="beat", at=at + timedelta(seconds=1), commit="c")]
    assert state_of_part("beat", signs=signs, at=at)["age"] == 0.0


def test_one_part_that_does_not_answer_makes_the_whole_not_ready() -> None:
    assert is_ready({"web": {"state": OK}, "worker": {"state": OK}})
    assert not is_ready({"web": {"state": OK}, "worker": {"state": SILENT}})


@pytest.mark.django_db
def test_a_process_has_one_row_however_often_it_beats(at: datetime) -> None:
    for seconds in (0, 5, 10):
        operations.record_heartbeat(part=Part.WORKER, host="h", pid=7, commit=f"c{seconds}", at=at + timedelta(seconds=seconds))
    assert list(Heartbeat.objects.values_list("pid", "at", "commit")) == [(7, at + timedelta(seconds=10), "c10")]


@pytest.mark.django_db
def test_a_process_that_stops_takes_back_its_own_sign_only() -> None:
    stays = HeartbeatFactory(host="h", pid=1)
    HeartbeatFactory(host="h", pid=2)
    operations.end_heartbeat(part=Part.WORKER, host="h", pid=2)
    assert list(Heartbeat.objects.values_list("pk", flat=True)) == [stays.pk]


@pytest.mark.django_db
def test_processes_unheard_for_a_day_are_forgotten(at: datetime) -> None:
    HeartbeatFactory(at=at - timedelta(days=1, seconds=1))
    recent = HeartbeatFactory(at=at - timedelta(hours=23))
    operations.forget_old_heartbeats(at=at)
    assert list(Heartbeat.objects.values_list("pk", flat=True)) == [recent.pk]


@pytest.mark.django_db
def test_the_database_knows_no_other_parts() -> None:
    with pytest.raises(IntegrityError, match="health_heartbeat_part"):
        HeartbeatFactory(part="kettle")


@pytest.mark.django_db
def test_only_the_processes_of_the_host_count_when_a_host_is_asked_for(at: datetime) -> None:
    HeartbeatFactory(host="other", at=at)
    assert queries.parts_of_the_system(at=at)["worker"]["state"] == OK
    assert queries.parts_of_the_system(at=at, host="mine")["worker"]["state"] == MISSING


@pytest.mark.django_db
def test_ready_when_every_part_answers(client: Client) -> None:
    HeartbeatFactory(part=Part.WORKER)
    HeartbeatFactory(part=Part.BEAT)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    report = answer.json()
    assert report["ready"] is True
    assert list(report["parts"]) == ["web", "database", "broker", "worker", "beat"]
    assert {part["state"] for part in report["parts"].values()} == {OK}
    assert report["commit"]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_not_ready_without_a_worker_and_it_says_which(client: Client) -> None:
    HeartbeatFactory(part=Part.BEAT)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["worker"] == {"state": MISSING}


@pytest.mark.django_db
def test_the_answer_tells_neither_hosts_nor_addresses(client: Client) -> None:
    HeartbeatFactory(host="a-name-of-a-host", pid=424242)
    text = client.get("/readyz").content.decode()
    assert "a-name-of-a-host" not in text
    assert "424242" not in text
    assert "postgres" not in text


@pytest.mark.django_db
def test_readiness_costs_one_query(client: Client, django_assert_num_queries: pytest.FixtureRequest) -> None:
    HeartbeatFactory.create_batch(20)
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get("/readyz")


@pytest.mark.django_db
def test_a_database_that_is_away_is_said_and_not_raised(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_arguments: object) -> list[SignOfLife]:
        raise OperationalError("a message with an address in it")

    monkeypatch.setattr(queries, "signs_of_life", refuse)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["database"] == {"state": "down"}
    assert "address" not in answer.content.decode()


@pytest.mark.django_db
def test_a_broker_that_is_away_is_said_and_not_raised(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_client: object) -> bool:
        raise redis.ConnectionError("a message with an address in it")

    monkeypatch.setattr(redis.Redis, "ping", refuse)
    assert client.get("/readyz").json()["parts"]["broker"] == {"state": "down"}


def test_alive_asks_no_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["alive"] is True


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_pages_take_no_posts(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


@pytest.mark.django_db
def test_the_command_fails_when_a_named_part_does_not_answer(capsys: pytest.CaptureFixture[str]) -> None:
    HeartbeatFactory(part=Part.BEAT)
    call_command("ready", "database", "broker", "beat")
    assert capsys.readouterr().out == "database: ok\nbroker: ok\nbeat: ok\n"
    with pytest.raises(SystemExit):
        call_command("ready")
    with pytest.raises(SystemExit):
        call_command("ready", "beat", "--this-host")
