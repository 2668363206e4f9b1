"""A prepared question gives what its queryset gives, to everybody their own, and refuses what it cannot write before."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext

from care.accounts.models import Organisation, Staff, StaffRole, User
from care.lib.prepared import CannotPrepare, prepared
from tests.factories.accounts import OrganisationFactory, StaffFactory, StaffRoleFactory

pytestmark = pytest.mark.django_db
Build = Callable[..., QuerySet[Any, Any]]


def _models(*, organisation_id: int, at: datetime) -> QuerySet[Any, Any]:
    people = Staff.objects.filter(organisation_id=organisation_id, started_at__lte=at)
    return people.select_related("user", "ended_by").order_by("pk")


def _rows(*, numbers: list[int], active: bool) -> QuerySet[Any, Any]:
    return Staff.objects.filter(pk__among=numbers, user__is_active=active).order_by("pk").values_list("pk", "user__name")


def _of_others(*, organisation_ids: list[int]) -> QuerySet[Any, Any]:
    return StaffRole.objects.filter(staff__organisation_id__among=organisation_ids).order_by("pk").values_list("role")


def _flat(*, email: str) -> QuerySet[Any, Any]:
    return User.objects.filter(email=email).order_by("pk").values_list("pk", flat=True)


def _annotated(*, organisation_id: int) -> QuerySet[Any, Any]:
    roles = StaffRole.objects.filter(staff=OuterRef("pk"), revoked_at__isnull=True)
    people = Staff.objects.filter(organisation_id=organisation_id).annotate(held=Exists(roles), number=Count("roles"))
    return people.prefetch_related("roles").order_by("pk")[:2]


def _perhaps(*, ended_by_id: int | None) -> QuerySet[Any, Any]:
    return Staff.objects.filter(ended_by_id=ended_by_id).order_by("pk")


def _either(*, choices: tuple[tuple[str, int], ...], order: frozenset[str]) -> QuerySet[Any, Any]:
    which = Q(pk__in=[])
    for title, number in choices:
        which |= Q(title=title, organisation_id=number)
    return Staff.objects.filter(which).order_by(*sorted(order))


def _joined(*, one: int, other: int) -> QuerySet[Any, Any]:
    pairs = [Staff.objects.filter(organisation_id=number).values_list("pk", "title") for number in (one, other)]
    return pairs[0].union(pairs[1], all=True).order_by("pk")


def test_a_prepared_question_gives_what_its_queryset_gives() -> None:
    first, second = OrganisationFactory.create(), OrganisationFactory.create()
    people = [StaffFactory.create(organisation=where) for where in (first, first, first, second)]
    StaffRoleFactory.create(staff=people[0]), StaffRoleFactory.create(staff=people[3])
    begun, choice = people[0].started_at, ((people[0].title, first.pk),)
    asked: list[tuple[Build, list[dict[str, Any]]]] = [
        (_models, [{"organisation_id": one.pk, "at": begun + timedelta(days=day)} for one in (first, second) for day in (-9, 9)]),
        (_rows, [{"numbers": [p.pk for p in people[:n]], "active": active} for n in (0, 1, 3) for active in (True, False)]),
        (_of_others, [{"organisation_ids": ids} for ids in ([], [first.pk], [second.pk, first.pk])]),
        (_flat, [{"email": people[0].user.email}, {"email": people[3].user.email}, {"email": "nobody'); --"}]),
        (_annotated, [{"organisation_id": first.pk}, {"organisation_id": second.pk}, {"organisation_id": 0}]),
        (_perhaps, [{"ended_by_id": None}, {"ended_by_id": people[0].pk}]),
        (
            _either,
            [{"choices": c, "order": frozenset({"-pk"})} for c in ((), choice, (("", 1), ("", 2)), choice * 2)],
        ),
        (_joined, [{"one": first.pk, "other": second.pk}, {"one": second.pk, "other": second.pk}]),
    ]
    for build, turns in asked:
        question = prepared(build)
        for given in [*turns, *reversed(turns)]:
            plain, found = list(build(**given)), question(**given)
            assert found == plain, (build, given)
            for one, other in zip(found, plain, strict=True):
                assert type(one) is type(other)
                if not isinstance(one, tuple | int):
                    assert _all_of(one) == _all_of(other)


def _all_of(row: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name not in ("_state", "_prefetched_objects_cache")} | {
        "related": sorted(row._state.fields_cache),
        "roles": list(row._prefetched_objects_cache["roles"]) if hasattr(row, "_prefetched_objects_cache") else None,
    }


def test_the_text_is_written_once_for_each_shape_and_the_database_asked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    as_sql = SQLCompiler.as_sql
    monkeypatch.setattr(SQLCompiler, "as_sql", lambda self, *a, **k: written.append(1) or as_sql(self, *a, **k))
    question = prepared(_rows)
    question(numbers=[1], active=True)
    first = len(written)
    with CaptureQueriesContext(connection) as asked:
        assert question(numbers=[2, 3], active=True) == []
        staff = StaffFactory.create()
        before = len(written)
        assert [pk for pk, _ in question(numbers=[staff.pk], active=True)] == [staff.pk]
        staff.delete()
        assert question(numbers=[staff.pk], active=True) == []
    assert sum(" = ANY(" in query["sql"] for query in asked.captured_queries) == 3
    assert first
    assert before
    question(numbers=[], active=False)
    assert len(written) > before


def _made_of(*, at: datetime) -> QuerySet[Any, Any]:
    return Staff.objects.filter(started_at__lte=at, ended_at__gt=at - timedelta(days=1))


def _left_out(*, organisation_id: int, staff_id: int) -> QuerySet[Any, Any]:
    return Staff.objects.filter(organisation_id=organisation_id)


def _branching(*, staff_id: int) -> QuerySet[Any, Any]:
    return Staff.objects.filter(pk=staff_id) if staff_id % 2 else Staff.objects.filter(user_id=staff_id)


def _beginning(*, name: str) -> QuerySet[Any, Any]:
    return User.objects.filter(name__startswith=name)


def test_what_cannot_be_written_before_is_refused() -> None:
    at = StaffFactory.create().started_at
    for build, given in (
        (_made_of, {"at": at}),
        (_left_out, {"organisation_id": 1, "staff_id": 2}),
        (_branching, {"staff_id": 3}),
        (_beginning, {"name": "A"}),
    ):
        with pytest.raises(CannotPrepare):
            prepared(build)(**given)


def test_a_shape_that_is_never_the_same_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("care.lib.prepared.MOST_SHAPES", 3)
    question = prepared(lambda *, name, organisation_id: Organisation.objects.filter(pk=organisation_id, name__in=name))
    for number in range(3):
        question(name=frozenset({str(number)}), organisation_id=1)
    with pytest.raises(CannotPrepare):
        question(name=frozenset({"one more"}), organisation_id=1)
