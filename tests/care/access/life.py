"""What one life of the small world stands on: the same facts in the oracle and in the database, and how an answer is compared."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from care.access import gate
from care.accounts.models import User
from care.actor import Action, Category, Permit, Purpose
from care.consent.models import Consent, RestrictionRequest
from tests.care.access import oracle
from tests.care.access.oracle import Answer
from tests.care.access.small_world import COLLEAGUES, PEOPLE, SYSTEMS, Asking, AtWork, Cast, Somebody
from tests.factories.accounts import actor_for, sign_in
from treatment_plans.notes.models import CounselingNote

START = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)
C = Category

somebody = st.integers(0, len(PEOPLE) - 1)
colleague = st.integers(0, len(COLLEAGUES) - 1)
system = st.integers(0, len(SYSTEMS) - 1)
categories = st.sets(st.sampled_from(sorted(set(Category) - {C.COUNSELLING_NOTE})), min_size=1)


class Base(RuleBasedStateMachine):
    """One life of the small world, in the oracle and in the database. `cast` and `tally` are the test's."""

    cast: Cast
    tally: Counter[str]
    clock: list[datetime]
    texts: list[str]

    def __init__(self) -> None:
        super().__init__()
        self.point = connection.savepoint()
        self.clock[:] = [START]
        self.world = oracle.World(START)
        places: dict[str, oracle.Organisation] = {}
        for name, row in self.cast.organisations.items():
            places[name] = oracle.Organisation(name, next((kind for n, kind, _, _ in SYSTEMS if n == name), oracle.Q.PROVIDER))
            places[name].row = row  # type: ignore[attr-defined]
        self.people = [
            Somebody(
                oracle.Person(family, {places[name]}),
                patient,
                plan,
                {C.DEMOGRAPHICS: family, C.GENERAL: allergy, C.SUD: goal, C.COUNSELLING_NOTE: note},
            )
            for (name, family, allergy, goal, note), patient, plan in zip(
                PEOPLE, self.cast.patients, self.cast.plans, strict=True
            )
        ]
        self.staff = [
            AtWork(oracle.Colleague(f"colleague {number}", places[name], frozenset(roles)), row)
            for number, ((name, roles), row) in enumerate(zip(COLLEAGUES, self.cast.staff, strict=True))
        ]
        self.systems = [
            Asking(oracle.System(name, places[name], frozenset(purposes), frozenset(scopes)), row)
            for (name, _, purposes, scopes), row in zip(SYSTEMS, self.cast.systems, strict=True)
        ]
        self.consents: list[tuple[oracle.Consent, Consent]] = []
        self.restrictions: list[tuple[oracle.Restriction, RestrictionRequest]] = []
        self.notes: list[tuple[oracle.CounselingNote, CounselingNote]] = []
        self.turn = 0

    def teardown(self) -> None:
        self.tally["lives"] += 1
        transaction.set_rollback(False)
        connection.savepoint_rollback(self.point)
        cache.clear()

    def _permit(self, found: Somebody) -> Permit:
        """A keeper's, who works for the whole program."""
        (place,) = found.person.enrolled
        return gate.require(
            actor=actor_for(self.cast.keepers[place.name]),
            patient_id=found.row.pk,
            category=C.SUD,
            action=Action.WRITE,
            purpose=Purpose.TREAT,
            at=self.world.now,
        )

    # --- how it is compared ---------------------------------------------------------------------------------------------------

    def _browser(self, at_work: AtWork) -> Client:
        """The colleague's browser, signed in today; one whose account is closed keeps the cookie of before."""
        if at_work.client is None:
            at_work.client = Client(raise_request_exception=False)
            if not at_work.colleague.disabled:
                at_work.row.user = User.objects.get(pk=at_work.row.user_id)
                sign_in(at_work.client, at_work.row)
        elif at_work.colleague.disabled is False and "sessionid" not in at_work.client.cookies:
            sign_in(at_work.client, at_work.row)
        return at_work.client

    def _ask(self, who: int, path: str, purpose: Purpose) -> HttpResponse:
        headers = {"Authorization": f"Bearer {self.cast.tokens[who]}", "X-Purpose-Of-Use": purpose.value}
        return self.systems[who].client.get(f"/api/v1/{path}", headers=headers)  # type: ignore[return-value]

    def _opened_to(self, at_work: AtWork, people: list[Somebody]) -> set[tuple[Somebody, Category]]:
        return {
            (one, category)
            for one in people
            for category in one.words
            if oracle.staff_reads(self.world, at_work.colleague, one.person, category) is Answer.YES
        }

    def _listed(self, at_work: AtWork, category: Category) -> list[Somebody]:
        return [one for one in self.people if oracle.listed(self.world, at_work.colleague, one.person, category)]

    def _is_given(self, asking: Asking, one: Somebody, category: Category, purpose: Purpose) -> bool:
        return oracle.system_reads(self.world, asking.system, one.person, category, purpose) is Answer.YES

    def _given(self, asking: Asking, purpose: Purpose, people: list[Somebody], scope: str) -> set[tuple[Somebody, Category]]:
        """What an answer may hold at most: what consents cover, and names and plans only under their scopes."""
        needs = {C.DEMOGRAPHICS: "people.read", C.SUD: "plans.read"}
        return {
            (one, category)
            for one in people
            for category in one.words
            if needs.get(category, scope) in asking.system.scopes
            and scope in asking.system.scopes
            and purpose in asking.system.purposes
            and self._is_given(asking, one, category, purpose)
        }

    def _compare(self, path: str, got: HttpResponse, status: int, opened: set[tuple[Somebody, Category]]) -> None:
        self.tally[f"reads by {path}"] += 1
        assert got.status_code == status, f"{path}: {got.status_code}, the oracle says {status}"
        self.tally["given" if status == 200 else "refused"] += 1
        self._holds_only(whole(got), opened if status == 200 else set())

    def _holds_only(self, text: str, opened: set[tuple[Somebody, Category]]) -> None:
        for one in self.people:
            for category, word in one.words.items():
                if word.lower() in text.lower() and (one, category) not in opened:
                    self.tally["leaks"] += 1
                    raise AssertionError(f"{category.value} of {one.person.name} leaked")

    def _shows(self, got: HttpResponse, people: list[Somebody], shown: tuple[Category, ...]) -> None:
        text = whole(got)
        for one in people:
            for category in shown:
                assert one.words[category] in text, f"{category.value} of {one.person.name} is missing"

    def _gave_nothing(self, got: HttpResponse, hit: list[str], is_out: bool) -> None:
        """Whoever meets a broken table gets nothing of anybody; who never touched it was answered as always."""
        if not hit:
            return
        self.tally["faults"] += 1
        assert got.status_code >= 400 or is_out, f"{got.status_code} though {hit[0]} was broken"
        self._holds_only(whole(got), set())


def whole(got: HttpResponse) -> str:
    """Body and headers."""
    return got.content.decode() + "\n".join(f"{name}: {value}" for name, value in got.headers.items())


@contextmanager
def broken(table: str) -> Iterator[list[str]]:
    """A database in which no statement that names a table works, and which of them were tried."""
    hit: list[str] = []

    def refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if f'"{table}"' in sql or f"INTO {table}" in sql or f" {table} " in sql:
            hit.append(table)
            raise OperationalError("the disk is full")
        return execute(sql, params, many, context)

    point = connection.savepoint()
    try:
        with connection.execute_wrapper(refuse):
            yield hit
    finally:
        transaction.set_rollback(False)
        connection.savepoint_rollback(point)
