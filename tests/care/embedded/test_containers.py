"""docker-compose.yml: read as data here; by `docker compose config` where docker is there."""

import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from tests.care.embedded.conftest import PROJECT


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    content = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())
    found: dict[str, Any] = content["services"]
    return found


def test_it_has_every_part(services: dict[str, Any]) -> None:
    assert set(services) == {"migrate", "web", "worker", "beat", "database", "broker"}


def test_database_and_broker_publish_no_port(services: dict[str, Any]) -> None:
    for name, service in services.items():
        if name != "web":
            assert "ports" not in service, name
    assert services["database"]["networks"] == services["broker"]["networks"] == ["inside"]


def test_web_is_published_on_this_machine_only(services: dict[str, Any]) -> None:
    assert all(port.startswith("127.0.0.1:") for port in services["web"]["ports"])


def test_parts_wait_for_one_migration_of_a_healthy_database(services: dict[str, Any]) -> None:
    for name in ("web", "worker", "beat"):
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert services["migrate"]["depends_on"]["database"] == {"condition": "service_healthy"}
    assert services["migrate"]["restart"] == "no"


def test_each_part_that_stays_has_a_health_check(services: dict[str, Any]) -> None:
    assert [name for name, service in services.items() if "healthcheck" not in service] == ["migrate"]


def test_data_lies_on_volumes(services: dict[str, Any]) -> None:
    assert services["database"]["volumes"]
    assert services["broker"]["volumes"]
    assert services["worker"]["volumes"]


def test_secrets_come_from_the_environment_and_none_is_written_here() -> None:
    text = (PROJECT / "docker-compose.yml").read_text()
    for name in ("CARE_SECRET_KEY", "CARE_AUDIT_KEY", "CARE_FIELD_KEYS", "POSTGRES_PASSWORD"):
        assert re.search(rf"^\s+{name}: \$\{{{name}:-\}}$", text, re.MULTILINE), name


def test_the_image_runs_as_nobody_special_and_installs_by_hash() -> None:
    text = (PROJECT / "care" / "Dockerfile").read_text()
    assert re.search(r"^USER care$", text, re.MULTILINE)
    assert "--require-hashes -r requirements.lock" in text


def test_docker_compose_accepts_it() -> None:
    docker = shutil.which("docker")
    if docker is None or subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode != 0:
        pytest.skip("no docker compose on this machine")
    checked = subprocess.run([docker, "compose", "config", "--quiet"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
