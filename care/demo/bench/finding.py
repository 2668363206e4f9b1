"""Searching for people by each key, against the same SQL through the bare driver, interleaved in one run."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random
from typing import Any

from django.apps import apps
from django.db import connection as django_connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from care.demo.bench.figures import Times
from care.demo.bench.mistyped import Query, Somebody, form_of, misheard, mistype, queries
from care.demo.bench.run import NothingToMeasure
from patients.queries import search
from patients.rules import name_words, other_forms

SAMPLE = 40  # people who are looked for by each key, by turns
FIRST = 5
WANTED = 0.95

Typed = Callable[[Somebody, Random], str]
KEYS: dict[str, Typed] = {
    "given and family name": lambda one, _: f"{one.given} {one.family}",
    "family name": lambda one, _: one.family.split()[0],
    "beginnings of both": lambda one, _: f"{one.given[:3]} {one.family[:4]}",
    "swapped names": lambda one, _: f"{one.family}, {one.given}",
    "former name": lambda one, _: one.former,
    "another form of the name": lambda one, dice: f"{form_of(one.given, dice)} {one.family}",
    "record number": lambda one, _: one.mrn,
    "whole phone": lambda one, _: one.phone,
    "last seven digits": lambda one, _: one.phone[-7:],
    "last four digits, name": lambda one, _: f"{one.phone[-4:]} {one.given}",
    "birth date": lambda one, _: f"{one.born:%m/%d/%Y}",
    "family name, birth date": lambda one, _: f"{one.family.split()[0]} {one.born:%m/%d/%Y}",
    "typing error": lambda one, dice: f"{mistype(one.given, dice)} {one.family}",
    "typing errors in both": lambda one, dice: f"{mistype(one.given, dice)} {mistype(one.family.split()[0], dice)}",
    "misheard": lambda one, dice: f"{one.given} {misheard(one.family.split()[0], dice)}",
}


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """One way to look for somebody: the search, the same SQL through the driver, and how many questions it took at most."""

    name: str
    page: Times
    sql: Times
    queries: int

    @property
    def ratio(self) -> float:
        """How many times its own SQL a search takes."""
        return self.page.p50 / self.sql.p50


@dataclass(frozen=True, slots=True)
class FindingFigures:
    """One run."""

    people: int
    asked: int
    found: float
    keys: list[KeyFigures] = field(default_factory=list)

    def table(self) -> list[str]:
        """For people to read."""
        lines = [
            f"{self.people} people. {self.found:.1%} of {self.asked} mistyped queries find the right one in the first {FIRST}.",
            "",
        ]
        lines.append(f"{'searched by':<28}{'p50 ms':>9}{'p95 ms':>9}{'SQL ms':>9}{'ratio':>8}{'queries':>9}")
        lines += [
            f"{key.name:<28}{key.page.p50:>9.2f}{key.page.p95:>9.2f}{key.sql.p50:>9.2f}{key.ratio:>8.2f}{key.queries:>9}"
            for key in self.keys
        ]
        return lines

    def as_dict(self) -> dict[str, Any]:
        """For a file."""
        return {
            "people": self.people,
            "found": self.found,
            "keys": {
                key.name: {"p50": key.page.p50, "p95": key.page.p95, "sql": key.sql.p50, "ratio": round(key.ratio, 3)}
                for key in self.keys
            },
        }

    def broken(self) -> list[str]:
        """Bounds that are not kept. Those of the page stand in the bench of pages: of a query alone Django itself is the most."""
        return [] if self.found >= WANTED else [f"Found {self.found:.1%} among the first {FIRST}, at least {WANTED:.0%}"]


def measure_finding(*, rounds: int) -> FindingFigures:
    """Look for people of the largest program by each key, `rounds` times, each search between two runs of its own SQL."""
    patients = apps.get_model("patients", "Patient").objects
    organisation_id = patients.order_by("-pk").values_list("organisation_id", flat=True).first()
    if organisation_id is None:
        raise NothingToMeasure("there is nobody")
    people = somebodies(organisation_id)
    some = people[:: len(people) // 800 or 1]
    asked = queries([one if _has_own_phone(one, organisation_id) else replace(one, phone="") for one in some])
    return FindingFigures(
        people=patients.filter(organisation_id=organisation_id).count(),
        asked=len(asked),
        found=found_among_the_first(asked, organisation_id=organisation_id),
        keys=[_measured(name, typed, people, organisation_id, rounds=rounds) for name, typed in KEYS.items()],
    )


def somebodies(organisation_id: int, *, most: int = 4_000) -> list[Somebody]:
    """People of a program who live, evenly from all of them, with what is known of them to search by."""
    rows = apps.get_model("patients", "Patient").objects.filter(organisation_id=organisation_id, deceased_on=None)
    every = max(rows.count() // most, 1)
    columns = ("pk", "legal_given", "legal_family", "former_names", "birth_date", "mrn")
    taken = list(rows.order_by("pk").values_list(*columns)[::every])
    points = apps.get_model("patients", "ContactPoint").objects.filter(kind="phone", patient_id__in=[row[0] for row in taken])
    phones = dict(points.order_by("-position").values_list("patient_id", "value"))
    return [
        Somebody(pk, given, family, former[0] if former else "", phones.get(pk, ""), born, mrn)
        for pk, given, family, former, born, mrn in taken
    ]


def _has_own_phone(one: Somebody, organisation_id: int) -> bool:
    """Whether hardly anybody else has the same last digits: the numbers of invented people are a few hundred."""
    keys = apps.get_model("patients", "SearchKey").objects.filter(organisation_id=organisation_id, key=f"p:{one.phone[-7:]}")
    return bool(one.phone) and len(keys[: FIRST + 1]) <= FIRST


def found_among_the_first(asked: Sequence[Query], *, organisation_id: int) -> float:
    """For which part of the queries the person who was meant stands among the first five."""
    hits = 0
    for query in asked:
        found = search(condition=Q(), terms=query.typed, organisation_id=organisation_id)
        hits += query.meant in [person.patient_id for person in found.people[:FIRST]]
    return hits / len(asked)


def _measured(name: str, typed: Typed, people: Sequence[Somebody], organisation_id: int, *, rounds: int) -> KeyFigures:
    dice = Random(3)
    fit = [one for one in people if _fits(name, one)]
    wanted = [typed(one, dice) for one in dice.sample(fit, min(SAMPLE, len(fit)))]
    statements = []
    for terms in wanted:
        with CaptureQueriesContext(django_connection) as captured:
            search(condition=Q(), terms=terms, organisation_id=organisation_id)
        statements.append([query["sql"] for query in captured.captured_queries])
    pages, floors = [], []
    with django_connection.cursor() as wrapped:
        bare = wrapped.cursor
        for turn in range(rounds):
            number = turn % len(wanted)
            pages.append(_timed(partial(search, condition=Q(), terms=wanted[number], organisation_id=organisation_id)))
            floors.append(_timed(partial(_all_fetched, bare, statements[number])))
    return KeyFigures(name, Times.of(pages), Times.of(floors), max(len(one) for one in statements))


def _fits(name: str, one: Somebody) -> bool:
    if name == "former name":
        return bool(one.former)
    if "phone" in name or "digits" in name:
        return bool(one.phone)
    return len(one.given) > 3 and len(one.family) > 3 and ("form of" not in name or bool(other_forms(name_words(one.given)[0])))


def _fetched(cursor: Any, statement: str) -> list[Any]:
    cursor.execute(statement)
    return list(cursor.fetchall())


def _all_fetched(cursor: Any, statements: Sequence[str]) -> list[list[Any]]:
    return [_fetched(cursor, statement) for statement in statements]


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
