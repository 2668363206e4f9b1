"""Nobody reads what the person did not allow: long random lives of a small world, each read compared with a second opinion.

Hypothesis joins and leaves teams, gives consents, takes them back, lets them run out, disables accounts, breaks the database
under a read. After each step the oracle (`oracle.py`, written apart from the code) says who is given what, and each read by
page, search, list and interface must be answered so: nothing more, and nothing less. Everybody's data hold words that stand
nowhere else, one for each category. `CARE_EXAMPLES=2000` takes ten thousand steps. Of the paths
of issue 4 FHIR, bulk and webhooks are not there yet: each will be a rule of `Life`.
"""

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.template import Template
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from care.access import gate
from care.accounts import operations as accounts
from care.accounts.models import User
from care.actor import Action, Category, Permit, Purpose
from care.consent import operations as consents
from care.consent.models import Consent
from care.consent.rules import KINDS, Kind
from care.deliveries import HANDLERS
from care.lib.ids import uuid7
from care.outbox.operations.sweeping import sweep
from care.reminders import deliveries as reminders
from care.reminders import operations as messages
from care.reminders.sources import Say, Source
from care.teams import operations as teams
from care.teams.models import CareTeamMember
from patients.models import Patient
from tests.care.access import oracle
from tests.care.access.oracle import OUTSIDE, Answer
from tests.care.access.small_world import COLLEAGUES, PEOPLE, PURPOSES, SYSTEMS, Asking, AtWork, Cast, Somebody, cast_of
from tests.factories.accounts import actor_for, sign_in
from tests.factories.consent import ConsentFactory

pytestmark = pytest.mark.django_db

LIVES = max(4, int(os.environ.get("CARE_EXAMPLES", "40")) // 10)
STEPS = 50
START = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)
STATUS = {Answer.YES: 200, Answer.NO: 403, Answer.HIDDEN: 404, Answer.OUT: 302}
C = Category

# What a page asks for, and the words that it must show to whom it opens.
PAGES: dict[str, tuple[Category, tuple[Category, ...]]] = {
    "": (C.DEMOGRAPHICS, (C.DEMOGRAPHICS,)),
    "identity/": (C.DEMOGRAPHICS, (C.DEMOGRAPHICS,)),
    "plan/": (C.SUD, (C.DEMOGRAPHICS, C.SUD)),
    "medication/": (C.SUD, (C.DEMOGRAPHICS, C.SUD)),
    "history/": (C.SUD, (C.DEMOGRAPHICS,)),
    "consent/": (C.SUD, (C.DEMOGRAPHICS,)),
}
INTERFACE = {"person": ("people.read", C.DEMOGRAPHICS), "person's plan": ("plans.read", C.SUD), "plan": ("plans.read", C.SUD)}
LISTS = {"people": ("people.read", C.DEMOGRAPHICS), "plans": ("plans.read", C.SUD)}
BREAKABLE = ("audit_auditevent", "consent_consent", "teams_enrolment", "access_disclosure", "teams_careteammember")

somebody = st.integers(0, len(PEOPLE) - 1)
colleague = st.integers(0, len(COLLEAGUES) - 1)
system = st.integers(0, len(SYSTEMS) - 1)
categories = st.sets(st.sampled_from(sorted(set(Category) - {C.COUNSELLING_NOTE})), min_size=1)


class Life(RuleBasedStateMachine):
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
                oracle.Person(family, {places[name]}), patient, plan, {C.DEMOGRAPHICS: family, C.GENERAL: allergy, C.SUD: goal}
            )
            for (name, family, allergy, goal), patient, plan in zip(PEOPLE, self.cast.patients, self.cast.plans, strict=True)
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
        self.turn = 0

    def teardown(self) -> None:
        self.tally["lives"] += 1
        transaction.set_rollback(False)
        connection.savepoint_rollback(self.point)
        cache.clear()

    # --- what happens ---------------------------------------------------------------------------------------------------------

    @rule(who=colleague, whom=somebody)
    def joins_or_leaves_a_team(self, who: int, whom: int) -> None:
        at_work, found = self.staff[who], self.people[whom]
        place = at_work.colleague.organisation
        if place not in found.person.enrolled or at_work.colleague.disabled:
            return
        permit = self._permit(found)
        if found.person in at_work.colleague.teams:
            member = CareTeamMember.objects.get(patient=found.row, staff=at_work.row, left_at__isnull=True)
            teams.remove_team_member(permit=permit, member=member, at=self.world.now)
            at_work.colleague.teams.discard(found.person)
        else:
            function = sorted(at_work.colleague.roles)[0]
            teams.add_team_member(permit=permit, staff_id=at_work.row.pk, function=function, at=self.world.now)
            at_work.colleague.teams.add(found.person)

    @rule(who=system, whom=somebody, kind=st.sampled_from(sorted(set(Kind) - {Kind.COUNSELING_NOTES})), over=categories,
          days=st.integers(1, 30), any_purpose=st.booleans())  # fmt: skip
    def gives_a_consent(self, who: int, whom: int, kind: Kind, over: set[Category], days: int, any_purpose: bool) -> None:
        found, place, allowed = self.people[whom], self.systems[who].system.organisation, KINDS[kind]
        (program,) = found.person.enrolled
        is_general = allowed.is_class
        purposes = allowed.purposes if is_general else allowed.purposes_for(place.kind)
        if not any_purpose:
            purposes = purposes & OUTSIDE[place.kind].purposes if place.kind in OUTSIDE else frozenset()
        over = over & allowed.categories
        if not purposes or not over or place is program:
            return
        new = oracle.Consent(
            found.person, program, None if is_general else place, kind.value, frozenset(over), frozenset(purposes),
            self.world.now, self.world.now + timedelta(days=days),
        )  # fmt: skip
        if any(self._in_the_way(old, new) for old, _ in self.consents):
            return
        named: dict[str, Any] = {} if is_general else {"recipient": place.row}  # type: ignore[attr-defined]
        row = ConsentFactory(
            patient=found.row,
            kind=kind.value,
            general=is_general,
            categories=sorted(over),
            purposes=sorted(purposes),
            signed_at=new.signed_at,
            recorded_at=new.signed_at,
            prepared_at=new.signed_at,
            expires_at=new.expires_at,
            matter="County case 7" if allowed.matter else "",
            treating_members=kind is Kind.INTERMEDIARY,
            irrevocable_until=new.signed_at if kind is Kind.CRIMINAL_JUSTICE else None,
            **named,
        )
        self.consents.append((new, row))
        self.world.consents.append(new)

    @staticmethod
    def _in_the_way(old: oracle.Consent, new: oracle.Consent) -> bool:
        """A second like one that nobody took back: the operations would replace or refuse it."""
        same = old.person is new.person and old.kind == new.kind and old.recipient is new.recipient
        return same and not old.revoked and (old.recipient is None or old.expires_at == new.expires_at)

    @rule(which=st.integers(0, 30))
    def takes_a_consent_back(self, which: int) -> None:
        standing = [(fact, row) for fact, row in self.consents if fact.counts(self.world.now)]
        if not standing:
            return
        fact, row = standing[which % len(standing)]
        found = next(found for found in self.people if found.person is fact.person)
        consents.revoke_consent(permit=self._permit(found), consent=row.uuid, reason="Asked", at=self.world.now)
        fact.revoked = True

    @rule(hours=st.sampled_from([1, 5, 24, 24 * 7]))
    def time_passes(self, hours: int) -> None:
        self.world.now += timedelta(hours=hours)
        self.clock[:] = [self.world.now]
        for at_work in self.staff:
            at_work.client = None  # the session has ended

    @rule(who=colleague)
    def an_account_is_switched(self, who: int) -> None:
        at_work = self.staff[who]
        place, by = at_work.colleague.organisation, {"at": self.world.now, "staff_id": at_work.row.pk}
        actor = actor_for(self.cast.keepers[place.name])
        self._browser(at_work)  # somebody whose account is closed while they are signed in
        if at_work.colleague.disabled:
            accounts.enable_account(actor=actor, **by)
        else:
            accounts.disable_account(actor=actor, reason="Left", **by)
        at_work.colleague.disabled = not at_work.colleague.disabled

    @rule(who=system)
    def a_system_is_disabled(self, who: int) -> None:
        asking = self.systems[who]
        if self.turn % 4 or asking.system.disabled:  # seldom, for it stays so
            return
        row = asking.row
        row.disabled_at, row.disabled_by_job, row.disabled_reason = self.world.now, "disable_partner", "Ended"
        row.save()
        row.disabled_at, row.disabled_by_job, row.disabled_reason = None, "", ""
        asking.system.disabled = True

    @rule(whom=somebody)
    def somebody_dies(self, whom: int) -> None:
        found = self.people[whom]
        if self.turn % 5 or found.person.has_died:
            return
        Patient.objects.filter(pk=found.row.pk).update(
            deceased_on=self.world.now.date(), death_recorded_at=self.world.now, death_recorded_by=found.row.registered_by_id
        )
        found.person.has_died = True

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

    # --- what is read ---------------------------------------------------------------------------------------------------------

    @rule(who=colleague, whom=somebody, page=st.sampled_from(sorted(PAGES)))
    def a_colleague_opens_a_page(self, who: int, whom: int, page: str) -> None:
        at_work, found = self.staff[who], self.people[whom]
        category, shown = PAGES[page]
        answer = oracle.staff_reads(self.world, at_work.colleague, found.person, category)
        got = self._browser(at_work).get(f"/people/{found.row.uuid}/{page}")
        self._compare(f"page {page or 'chart'}", got, STATUS[answer], self._opened_to(at_work, [found]))
        if answer is Answer.YES:
            self._shows(got, [found], shown)

    @rule(who=colleague, whom=somebody)
    def a_colleague_searches(self, who: int, whom: int) -> None:
        at_work, found = self.staff[who], self.people[whom]
        got = self._browser(at_work).post("/people/search/", {"q": found.row.legal_family[:4]})  # the field shows it again
        listed = self._listed(at_work, C.DEMOGRAPHICS)
        self._compare("search", got, 302 if at_work.colleague.disabled else 200, {(one, C.DEMOGRAPHICS) for one in listed})
        if found in listed:
            self._shows(got, [found], (C.DEMOGRAPHICS,))

    @rule(who=colleague, path=st.sampled_from(["/caseload/", "/"]))
    def a_colleague_looks_at_a_list(self, who: int, path: str) -> None:
        at_work = self.staff[who]
        got = self._browser(at_work).get(path)
        listed = self._listed(at_work, C.SUD)
        self._compare(f"list {path}", got, 302 if at_work.colleague.disabled else 200, {(one, C.DEMOGRAPHICS) for one in listed})
        if path == "/caseload/":
            self._shows(got, listed, (C.DEMOGRAPHICS,))

    @rule(who=system, whom=somebody, what=st.sampled_from(sorted(INTERFACE)), purpose=st.sampled_from(PURPOSES))
    def a_system_asks_for_one(self, who: int, whom: int, what: str, purpose: Purpose) -> None:
        asking, found = self.systems[who], self.people[whom]
        scope, category = INTERFACE[what]
        path = {"person": f"people/{found.row.uuid}/", "plan": f"plans/{found.plan.uuid}/"}.get(
            what, f"people/{found.row.uuid}/plan/"
        )
        first = oracle.system_may_ask(asking.system, scope, purpose)
        answer = (
            first if first is not Answer.YES else oracle.system_reads(self.world, asking.system, found.person, category, purpose)
        )
        got = self._ask(who, path, purpose)
        self._compare(
            f"REST {what}", got, 401 if answer is Answer.OUT else STATUS[answer], self._given(asking, purpose, [found], scope)
        )
        if answer is Answer.YES:
            self._shows(got, [found], (category,))

    @rule(who=system, what=st.sampled_from(sorted(LISTS)), purpose=st.sampled_from(PURPOSES))
    def a_system_lists(self, who: int, what: str, purpose: Purpose) -> None:
        asking = self.systems[who]
        scope, category = LISTS[what]
        first = oracle.system_may_ask(asking.system, scope, purpose)
        got = self._ask(who, f"{what}/?limit=100", purpose)
        self._compare(
            f"REST {what}",
            got,
            {Answer.YES: 200, Answer.NO: 403}.get(first, 401),
            self._given(asking, purpose, self.people, scope),
        )
        if first is Answer.YES:
            told = [one for one in self.people if self._is_given(asking, one, category, purpose)]
            self._shows(got, told, (category,))

    @rule(whom=somebody)
    def a_reminder_is_due(self, whom: int) -> None:
        found = self.people[whom]
        (place,) = found.person.enrolled
        with transaction.atomic():
            messages.remind(
                kind="check-in", patient_id=found.row.pk, organisation_id=place.row.pk, key=f"{self.turn}-{whom}",  # type: ignore[attr-defined]
                due_at=self.world.now, at=self.world.now, about={},
            )  # fmt: skip
        self.texts.clear()
        sweep(handlers=HANDLERS, listeners={}, clock=lambda: self.world.now)
        self.tally["reads by reminder"] += 1
        self.tally["texts"] += len(self.texts)
        may_go = oracle.reminder_may_go(found.person, allowed=True, stopped=False)
        assert may_go or not self.texts, "a text left to who has died"
        for text in self.texts:
            self._holds_only(text, set())

    @rule(who=colleague, whom=somebody, page=st.sampled_from(sorted(PAGES)), table=st.sampled_from(BREAKABLE))
    def a_page_breaks(self, who: int, whom: int, page: str, table: str) -> None:
        at_work, found = self.staff[who], self.people[whom]
        browser = self._browser(at_work)
        with _broken(table) as hit:
            got = browser.get(f"/people/{found.row.uuid}/{page}")
        self._gave_nothing(got, hit, at_work.colleague.disabled)

    @rule(who=system, whom=somebody, what=st.sampled_from(["people/", "plans/", "one"]), table=st.sampled_from(BREAKABLE))
    def an_interface_breaks(self, who: int, whom: int, what: str, table: str) -> None:
        asking, found = self.systems[who], self.people[whom]
        purpose = sorted(asking.system.purposes)[0]
        with _broken(table) as hit:
            got = self._ask(who, f"people/{found.row.uuid}/" if what == "one" else what, purpose)
        self._gave_nothing(got, hit, asking.system.disabled)

    @invariant()
    def others_look_too(self) -> None:
        """So that a change is seen by readers whom it does not name: after each step one colleague and one system in turn."""
        self.turn += 1
        self.tally["steps"] += 1
        turn, whom = self.turn, self.turn % len(self.people)
        who, number = turn % len(self.staff), turn % len(self.systems)
        own = sorted(self.systems[number].system.purposes)
        purpose = own[turn // len(self.systems) % len(own)]
        if turn % 2:
            self.a_colleague_opens_a_page(who, whom, sorted(PAGES)[turn // 2 % len(PAGES)])
            self.a_system_lists(number, sorted(LISTS)[turn // 2 % len(LISTS)], purpose)
        else:
            self.a_system_asks_for_one(number, whom, sorted(INTERFACE)[turn // 2 % len(INTERFACE)], purpose)
            if turn % 4:
                self.a_colleague_searches(who, whom)
            else:
                self.a_colleague_looks_at_a_list(who, "/caseload/")

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
        self._holds_only(_whole(got), opened if status == 200 else set())

    def _holds_only(self, text: str, opened: set[tuple[Somebody, Category]]) -> None:
        for one in self.people:
            for category, word in one.words.items():
                if word.lower() in text.lower() and (one, category) not in opened:
                    self.tally["leaks"] += 1
                    raise AssertionError(f"{category.value} of {one.person.name} leaked")

    def _shows(self, got: HttpResponse, people: list[Somebody], shown: tuple[Category, ...]) -> None:
        text = _whole(got)
        for one in people:
            for category in shown:
                assert one.words[category] in text, f"{category.value} of {one.person.name} is missing"

    def _gave_nothing(self, got: HttpResponse, hit: list[str], is_out: bool) -> None:
        """Whoever meets a broken table gets nothing of anybody; who never touched it was answered as always."""
        if not hit:
            return
        self.tally["faults"] += 1
        assert got.status_code >= 400 or is_out, f"{got.status_code} though {hit[0]} was broken"
        self._holds_only(_whole(got), set())


def _whole(got: HttpResponse) -> str:
    """Body and headers."""
    return got.content.decode() + "\n".join(f"{name}: {value}" for name, value in got.headers.items())


@contextmanager
def _broken(table: str) -> Iterator[list[str]]:
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


@pytest.fixture
def life(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Life]]:
    settings.CARE_PARTNER_REQUESTS = 10**9
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    clock = [START]
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock[0])
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))  # no copy of its context
    texts: list[str] = []
    monkeypatch.setattr(reminders, "send_sms", lambda **sent: texts.append(repr(sent)) or "taken")
    say = Say("check-in", {"link": "https://care.example/c/token/"}, uuid7())
    source = Source(say=lambda *_: say, told=lambda *_: None, not_told=lambda *_: None)
    monkeypatch.setitem(reminders.SOURCES, "check-in", source)
    logging.disable(logging.CRITICAL)
    yield type("Life", (Life,), {"cast": cast_of(START - timedelta(days=20)), "tally": Counter(), "clock": clock, "texts": texts})
    logging.disable(logging.NOTSET)


@pytest.mark.no_cover  # what it runs is measured by the tests of each room
def test_every_read_is_as_the_oracle_says(life: type[Life]) -> None:
    run_state_machine_as_test(
        life, settings=examples(max_examples=LIVES, stateful_step_count=STEPS, suppress_health_check=list(HealthCheck))
    )
    print(dict(sorted(life.tally.items())))
    assert life.tally["leaks"] == 0
    assert min(life.tally["given"], life.tally["refused"], life.tally["faults"], life.tally["texts"]) > 0
