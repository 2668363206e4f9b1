"""A database with a few rows, a second one to restore into, and the owner's connection."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import connection

from care.actor import Actor
from care.audit import operations as audit
from care.backup import operations
from care.backup.manifest import Manifest
from care.backup.server import Server


def add_organisation(name: str, at: datetime) -> None:
    with audit.change(actor=Actor.system(job="test"), at=at, verb="organisation.founded"):
        apps.get_model("accounts", "Organisation").objects.create(name=name, created_at=at)


@pytest.fixture
def as_owner(transactional_db: None) -> Iterator[None]:
    """This process speaks to the database as its owner, as `manage.py backup` and `restore` do."""
    options = connection.settings_dict["OPTIONS"]
    before = options["options"]
    options["options"] = before.replace("-c role=care_app", "")
    connection.close()
    yield
    options["options"] = before
    connection.close()


@pytest.fixture
def clinic(as_owner: None, at: datetime) -> None:
    """Three organizations, with history and audit."""
    for name in ("Harbor Street Clinic", "Eastside Primary Care", "Lakeview"):
        add_organisation(name, at)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "clinic.backup"


@pytest.fixture
def backed_up(clinic: None, file: Path, at: datetime) -> Manifest:
    return operations.make_backup(path=file, force=False, at=at)


@pytest.fixture
def here(as_owner: None) -> Server:
    return operations.here()


@pytest.fixture
def elsewhere(here: Server) -> Iterator[Server]:
    """An empty database on the same server."""
    name = f"{here.parameters['dbname']}_elsewhere"
    with here.connection() as owner:
        owner.autocommit = True
        with owner.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        yield Server({**here.parameters, "dbname": name})
        with owner.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def url() -> Callable[[Server], str]:
    def write(server: Server) -> str:
        user = quote(server.parameters["user"])
        password = server.parameters.get("password", "")
        name = f"{user}:{quote(password, safe='')}" if password else user
        port = f":{server.parameters['port']}" if "port" in server.parameters else ""
        return f"postgres://{name}@{port}/{server.parameters['dbname']}?host={quote(server.parameters['host'], safe='')}"

    return write


def rows_of(server: Server, query: str, *, role: str = "") -> list[tuple[object, ...]]:
    """What a query gives, as the owner or as the application."""
    with server.connection() as connection_, connection_.cursor() as cursor:
        if role:
            cursor.execute(f"SET ROLE {role}")
        cursor.execute(query)
        return cursor.fetchall()


def run(server: Server, statement: str, *, role: str = "") -> None:
    with server.connection() as connection_:
        with connection_.cursor() as cursor:
            if role:
                cursor.execute(f"SET ROLE {role}")
            cursor.execute(statement)
        connection_.commit()
