"""One run: every page, its SQL and the audit insert, in turn, round after round."""

import cProfile
import itertools
import pstats
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from random import Random
from typing import Any

import psycopg2
from django.apps import apps
from django.conf import settings
from django.db import connection as django_connection
from django.db.models import Count
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from care.actor import Role
from care.demo.bench import floors, server
from care.demo.bench.figures import READING, WORKLIST, Figures, PageFigures, Times
from care.demo.bench.floors import Question, Reader
from care.demo.bench.scores import give_scores
from care.demo.bench.urls import EMPTY
from care.lib.dates import day_bounds, local_date

WARM = 10  # rounds that are not counted
SAMPLE = 60  # people and searches that take turns
SCORED = 6  # of them, who have five years of weekly scores


class NothingToMeasure(RuntimeError):
    """The database has no organization with people, a coordinator and a counselor."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One way to ask for a page: its address, what is posted, the best SQL for it, and the people whom its event names."""

    path: str
    form: dict[str, str] | None
    question: Question | None
    shown: list[int]


@dataclass(slots=True)
class Page:
    """A page with the visits that take turns, and its times so far."""

    name: str
    reader: Reader
    bound: float | None
    visits: list[Visit]
    turns: Iterator[Visit] = field(init=False)
    page: list[float] = field(default_factory=list)
    sql: list[float] = field(default_factory=list)
    audit: list[float] = field(default_factory=list)
    bytes: int = 0

    def __post_init__(self) -> None:
        self.turns = itertools.cycle(self.visits)


def measure(*, rounds: int, at: datetime, only: str = "") -> Figures:
    """All pages, interleaved with their floors, over one connection to a server of our own.

    Raises:
        NothingToMeasure, NotServed: as named.
    """
    coordinator, counselor = readers()
    pages = [page for page in pages_for(coordinator, counselor, at=at) if only in page.name]
    empty: list[float] = []
    with _driver() as driver, server.served() as port, _signed_in([coordinator, counselor], at=at) as sessions:
        browsers = {user_id: server.Browser(port, key) for user_id, key in sessions.items()}
        for number in range(-WARM, rounds):
            seconds, _ = browsers[coordinator.user_id].fetch(f"/{EMPTY}")
            if number >= 0:
                empty.append(seconds)
            for page in pages:
                _one(page, next(page.turns), browsers[page.reader.user_id], driver, at=at, counts=number >= 0)
        for browser in browsers.values():
            browser.close()
        queries = {page.name: queries_of(page, sessions[page.reader.user_id]) for page in pages}
    return Figures(
        people=apps.get_model("patients", "Patient").objects.count(),
        rows=_rows(),
        rounds=rounds,
        empty=Times.of(empty),
        pages=[
            PageFigures(
                name=page.name,
                page=Times.of(page.page),
                sql=Times.of(page.sql) if page.sql else None,
                audit=Times.of(page.audit),
                queries=queries[page.name],
                bytes=page.bytes,
                bound=page.bound,
            )
            for page in pages
        ],
    )


def _one(page: Page, visit: Visit, browser: server.Browser, driver: Any, *, at: datetime, counts: bool) -> None:
    seconds, size = browser.fetch(visit.path, visit.form)
    asked = _ask(driver, visit.question) if visit.question else None
    event = floors.audit_event(page.reader, visit.shown, key=settings.CARE_AUDIT_KEY, at=at)
    began = time.perf_counter()
    with driver.cursor() as cursor:
        cursor.execute(floors.INSERT, event)
    driver.commit()
    audit = time.perf_counter() - began
    if counts:
        page.page.append(seconds)
        page.audit.append(audit)
        page.bytes = max(page.bytes, size)
        if asked is not None:
            page.sql.append(asked)


def _ask(driver: Any, question: Question) -> float:
    began = time.perf_counter()
    with driver.cursor() as cursor:
        cursor.execute(*question)
        cursor.fetchall()
    seconds = time.perf_counter() - began
    driver.rollback()
    return seconds


@contextmanager
def _driver() -> Iterator[Any]:
    """The bare driver, as the application's role."""
    parameters = {
        name: value
        for name, value in django_connection.get_connection_params().items()
        if name in {"dbname", "user", "password", "host", "port", "options", "sslmode"}
    }
    driver = psycopg2.connect(**parameters)
    try:
        yield driver
    finally:
        driver.close()


@contextmanager
def _signed_in(people: list[Reader], *, at: datetime) -> Iterator[dict[int, str]]:
    sessions = {reader.user_id: server.sign_in(reader.user_id, at=at) for reader in people}
    try:
        yield sessions
    finally:
        for key in sessions.values():
            server.sign_out(key)


# --- who reads, and what --------------------------------------------------------------------------------------------------------


def readers() -> tuple[Reader, Reader]:
    """A coordinator, who reads the whole programme, and a counselor, who reads the people on whose team they are.

    Raises:
        NothingToMeasure: there are none.
    """
    counts = apps.get_model("patients", "Patient").objects.values_list("organisation_id", flat=True)
    roles = apps.get_model("accounts", "StaffRole").objects.filter(revoked_at__isnull=True).order_by("staff_id")
    largest = max(set(counts[:10_000]), key=list(counts[:10_000]).count, default=0)
    found = []
    for role in (Role.COORDINATOR, Role.COUNSELOR):
        row = roles.filter(staff__organisation_id=largest, role=role.value).values_list("staff_id", "staff__user_id").first()
        if row is None:
            raise NothingToMeasure("make people first: manage.py generate_people --people 10000")
        found.append(Reader(largest, row[0], row[1], role is Role.COORDINATOR))
    return found[0], found[1]


def pages_for(coordinator: Reader, counselor: Reader, *, at: datetime) -> list[Page]:
    """The pages that are measured, each with visits that take turns."""
    zone = apps.get_model("accounts", "Organisation").objects.values_list("zone", flat=True).get(pk=coordinator.organisation_id)
    today = local_date(at, zone)
    day_end = day_bounds(today, zone)[1]
    own = list(
        apps.get_model("teams", "CareTeamMember")
        .objects.filter(staff_id=counselor.staff_id, left_at__isnull=True)
        .order_by("pk")
        .values_list("patient_id", "patient__uuid")[:SAMPLE]
    )
    everybody = _sample(coordinator)

    def caseload(reader: Reader) -> Visit:
        question = floors.caseload(reader, at=at, today=today, day_end=day_end)
        return Visit("/caseload/", None, question, [pk for pk, _ in own[:50]])

    def of_person(path: str, reader: Reader, question: Callable[[Reader, int], Question] | None) -> list[Visit]:
        people = everybody if reader.whole_programme else own
        return [Visit(f"/people/{uuid}/{path}", None, question(reader, pk) if question else None, [pk]) for pk, uuid in people]

    def longest() -> list[Visit]:
        """The person of whom other systems say most."""
        rows = apps.get_model("elsewhere", "Record").objects.filter(organisation_id=coordinator.organisation_id)
        most = rows.values("patient_id", "patient__uuid").annotate(number=Count("pk")).order_by("-number", "patient_id").first()
        pk, uuid = (most["patient_id"], most["patient__uuid"]) if most else everybody[0]
        return [Visit(f"/people/{uuid}/timeline/", None, floors.timeline(coordinator, pk), [pk])]

    def five_years() -> list[Visit]:
        """People with a score of each week of five years."""
        people = everybody[:SCORED]
        give_scores(coordinator, [pk for pk, _ in people], at=at)
        return [Visit(f"/people/{uuid}/trends/", None, floors.trends(coordinator, pk), [pk]) for pk, uuid in people]

    def searches(reader: Reader) -> list[Visit]:
        people = [pk for pk, _ in (everybody if reader.whole_programme else own)]
        asked = terms_for(people)
        return [Visit("/people/search/", {"q": terms}, floors.search(reader, terms), people[:10]) for terms in asked]

    return [
        Page("today (coordinator)", coordinator, None, [Visit("/", None, None, [pk for pk, _ in own[:50]])]),
        Page("today (counselor)", counselor, None, [Visit("/", None, None, [pk for pk, _ in own[:50]])]),
        Page("caseload (whole programme)", coordinator, WORKLIST, [caseload(coordinator)]),
        Page("caseload (own people)", counselor, WORKLIST, [caseload(counselor)]),
        Page("search (whole programme)", coordinator, READING, searches(coordinator)),
        Page("search (own people)", counselor, READING, searches(counselor)),
        Page("chart", counselor, None, of_person("", counselor, floors.chart)),
        Page("plan", counselor, READING, of_person("plan/", counselor, floors.plan)),
        Page("timeline", counselor, READING, of_person("timeline/", counselor, floors.timeline)),
        Page("timeline (longest)", coordinator, READING, longest()),
        Page("trends (5 years, weekly)", coordinator, READING, five_years()),
        Page("medication", counselor, None, of_person("medication/", counselor, None)),
        Page("history", counselor, None, of_person("history/", counselor, None)),
    ]


def _sample(reader: Reader) -> list[tuple[int, Any]]:
    """People from all over the programme, the same each time."""
    people = apps.get_model("patients", "Patient").objects.filter(organisation_id=reader.organisation_id)
    first = people.order_by("pk").values_list("pk", flat=True).first() or 0
    last = people.order_by("-pk").values_list("pk", flat=True).first() or 0
    dice = Random(1)
    wanted = sorted({dice.randint(first, last) for _ in range(SAMPLE * 6)})
    return list(people.filter(pk__in=wanted).order_by("pk").values_list("pk", "uuid")[:SAMPLE])


def terms_for(people: list[int]) -> list[str]:
    """What somebody would type to find each of these people, in six ways by turns."""
    rows = (
        apps.get_model("patients", "Patient")
        .objects.filter(pk__in=people)
        .order_by("pk")
        .values_list("legal_given", "legal_family", "mrn", "birth_date")
    )
    ways: list[Callable[[str, str, str, Any], str]] = [
        lambda given, family, _mrn, _born: f"{given} {family}",
        lambda _given, family, _mrn, _born: family.split()[0],
        lambda given, family, _mrn, _born: f"{given[:3]} {family[:4]}",
        lambda _given, _family, mrn, _born: mrn,
        lambda _given, family, _mrn, _born: family[:3],
        lambda _given, family, _mrn, born: f"{family.split()[0]} {born:%m/%d/%Y}",
    ]
    return [ways[number % len(ways)](*row) for number, row in enumerate(rows)]


def _rows() -> int:
    """About how many rows the database holds, from its statistics."""
    with django_connection.cursor() as cursor:
        cursor.execute("SELECT sum(n_live_tup)::bigint FROM pg_stat_user_tables")
        return int(cursor.fetchone()[0] or 0)


# --- inside one process: queries, and where the time goes ------------------------------------------------------------


def _client(session_key: str) -> Client:
    client = Client(
        HTTP_HOST=settings.ALLOWED_HOSTS[0], HTTP_X_FORWARDED_PROTO="http" if settings.DEMO or settings.TESTING else "https"
    )
    client.cookies[settings.SESSION_COOKIE_NAME] = session_key
    return client


def _get(client: Client, visit: Visit) -> None:
    answer = client.post(visit.path, visit.form) if visit.form is not None else client.get(visit.path)
    if answer.status_code != 200:
        raise server.NotServed(f"{visit.path} answered {answer.status_code}")


def queries_of(page: Page, session_key: str) -> int:
    """How many questions the page puts to the database."""
    client = _client(session_key)
    _get(client, page.visits[0])
    with CaptureQueriesContext(django_connection) as captured:
        _get(client, page.visits[0])
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for query in captured.captured_queries)


def profile(*, name: str, rounds: int, at: datetime, lines: int = 30) -> str:
    """Where a page spends its time, as Python's own profiler tells it."""
    coordinator, counselor = readers()
    page = next(page for page in pages_for(coordinator, counselor, at=at) if name in page.name)
    with _signed_in([page.reader], at=at) as sessions, override_settings(ROOT_URLCONF="care.demo.bench.urls"):
        client = _client(sessions[page.reader.user_id])
        for visit in page.visits[:WARM]:
            _get(client, visit)
        profiler = cProfile.Profile()
        profiler.enable()
        for _ in range(rounds):
            _get(client, next(page.turns))
        profiler.disable()
    told = StringIO()
    pstats.Stats(profiler, stream=told).sort_stats("cumulative").print_stats(lines).sort_stats("tottime").print_stats(lines)
    return f"{page.name}, {rounds} times\n{told.getvalue()}"
