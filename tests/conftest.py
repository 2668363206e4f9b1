"""What every test stands on: a real PostgreSQL and Redis, and the application's own database role."""

import gc
import os
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.testcases import TransactionTestCase
from hypothesis import settings

from tests.journeys import prepared
from tests.migrated import migrated_database

# The same few examples each time; CARE_EXAMPLES=1000 for a long look. How long one takes says how busy the machine is.
settings.register_profile("throughline", deadline=None, derandomize=True, max_examples=int(os.environ.get("CARE_EXAMPLES", "25")))
settings.load_profile("throughline")

AS_OWNER = "-c lock_timeout=5s"
AS_APPLICATION = "-c role=care_app"
OWN_CLINIC = {"test_main_job.py", "test_every_page.py"}  # journeys that do not share the clinic of the others
# What takes longest begins first, so that a parallel run does not end with one process waiting for another.
LONGEST = (
    "journeys",
    "test_every_page.py",
    "test_main_job.py",
    "test_matrix.py",
    "test_a_whole_day.py",
    "test_restarts.py",
    "test_kills.py",
)
# filled by migrations, never by a test
REFERENCE_TABLES = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "regimens_medication",
    "regimens_preparation",
    "treatment_plans_interventionkind",
    "followups_protocol",
    "followups_protocolstep",
    "followups_ladderrung",
    "consent_minorconsent",
    "story_code",
    "coverage_planclock",
    "coverage_aidprogram",
}


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What tests measured, in figures, at the end of every run that measured it."""
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        for name, value in report.user_properties:
            if name == "figures" and report.when == "call":
                terminalreporter.write_line(f"{report.nodeid.rpartition('/')[2]}: {value}")


def _connect_as(old: str, new: str) -> None:
    options = connection.settings_dict["OPTIONS"]
    options["options"] = options["options"].replace(old, new)
    connection.close()


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """In a parallel run the tests of a file stay in one process, and so do those that share a group of another name.

    Their order is ours and comes last: pytest-django sorts by what a test does with the database.
    """
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            shares_clinic = item.path.parent.name == "journeys" and item.path.name not in OWN_CLINIC
            item.add_marker(pytest.mark.xdist_group("journeys" if shares_clinic else item.path.name))
    yield
    items.sort(key=_turn)


def pytest_unconfigure() -> None:
    if not prepared.runs_in_parallel():
        prepared.remove()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: garbage is looked for among what came later, and less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _turn(item: pytest.Item) -> int:
    name = "journeys" if item.path.parent.name == "journeys" and item.path.name not in OWN_CLINIC else item.path.name
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None, django_db_keepdb: bool, django_db_blocker: Any
) -> None:
    """In a parallel run the migrations run once, and the database of each process is a copy of what they made."""
    run = getattr(request.config, "workerinput", {}).get("testrunuid")
    if run and not django_db_keepdb:
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = migrated_database(run)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """After the owner made the database, everything runs as the role that cannot change the audit."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        _connect_as(AS_OWNER, AS_APPLICATION)
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        _connect_as(AS_APPLICATION, AS_OWNER)


# A row at a time is quicker than all tables anew, as long as they are small.
LARGE = 4_000_000  # bytes of one table


def empty_tables() -> None:
    """Empty every table but the reference data, as the owner and past the audit's triggers."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in REFERENCE_TABLES]
        names = [connection.ops.quote_name(name) for name in tables]
        cursor.execute("SELECT max(pg_relation_size(one::regclass)) FROM unnest(%s) AS one", [names])
        if cursor.fetchone()[0] > LARGE:
            how = f"TRUNCATE {', '.join(names)};"
        else:
            each = " ".join(f"IF EXISTS (SELECT FROM {name}) THEN DELETE FROM {name}; END IF;" for name in names)
            how = f"DO $$ BEGIN {each} END $$;"
        cursor.execute(f"SET ROLE NONE; SET session_replication_role = replica; {how} RESET session_replication_role")
    connection.close()


def _empty_after_transactional_test(self: TransactionTestCase) -> None:
    empty_tables()


TransactionTestCase._fixture_teardown = _empty_after_transactional_test  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _own_files_and_cache(settings: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """Each test has its own file of audit heads, mail folder and corner of Redis."""
    settings.STATE_DIR = tmp_path  # type: ignore[attr-defined]
    settings.CARE_AUDIT_HEADS = tmp_path / "audit-heads.jsonl"  # type: ignore[attr-defined]
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": f"test-{uuid.uuid4().hex}"}}  # type: ignore[attr-defined]
    yield
    cache.close()


@pytest.fixture
def at() -> datetime:
    """A Monday morning in Boston: 10:50 am EST on November 23, 2026."""
    return datetime(2026, 11, 23, 15, 50, tzinfo=UTC)
