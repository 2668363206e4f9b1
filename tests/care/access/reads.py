"""How somebody is read in a life of the small world, by every path that there is, and by each with a database that breaks."""

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import rule

from care.access import gate
from care.actor import Category, Purpose
from care.deliveries import HANDLERS
from care.outbox.operations.sweeping import sweep
from care.reminders import operations as messages
from tests.care.access import oracle
from tests.care.access.life import Base, C, broken, categories, colleague, somebody, system
from tests.care.access.oracle import Answer
from tests.care.access.small_world import PURPOSES
from tests.factories.accounts import actor_for

STATUS = {Answer.YES: 200, Answer.NO: 403, Answer.HIDDEN: 404, Answer.OUT: 302}

# What a page asks for, and the words that it must show to whom it opens.
PAGES: dict[str, tuple[Category, tuple[Category, ...]]] = {
    "": (C.DEMOGRAPHICS, (C.DEMOGRAPHICS,)),
    "identity/": (C.DEMOGRAPHICS, (C.DEMOGRAPHICS,)),
    "plan/": (C.SUD, (C.DEMOGRAPHICS, C.SUD)),
    "medication/": (C.SUD, (C.DEMOGRAPHICS, C.SUD)),
    "history/": (C.SUD, (C.DEMOGRAPHICS,)),
    "consent/": (C.SUD, (C.DEMOGRAPHICS,)),
}
FORMS = {"identity/"}
INTERFACE = {"person": ("people.read", C.DEMOGRAPHICS), "person's plan": ("plans.read", C.SUD), "plan": ("plans.read", C.SUD)}
LISTS = {"people": ("people.read", C.DEMOGRAPHICS), "plans": ("plans.read", C.SUD)}
BREAKABLE = ("audit_auditevent", "consent_consent", "teams_enrolment", "access_disclosure", "teams_careteammember")


class Reads(Base):
    """The rules that read, each compared with the oracle."""

    @rule(who=colleague, whom=somebody, page=st.sampled_from(sorted(PAGES)))
    def a_colleague_opens_a_page(self, who: int, whom: int, page: str) -> None:
        at_work, found = self.staff[who], self.people[whom]
        category, shown = PAGES[page]
        answer = oracle.staff_reads(self.world, at_work.colleague, found.person, category, to_write=page in FORMS)
        got = self._browser(at_work).get(f"/people/{found.row.uuid}/{page}")
        self._compare(f"page {page or 'chart'}", got, STATUS[answer], self._opened_to(at_work, [found]))
        if answer is Answer.YES:
            self._shows(got, [found], shown)

    @rule(who=colleague, whom=somebody)
    def a_colleague_searches(self, who: int, whom: int) -> None:
        at_work, found = self.staff[who], self.people[whom]
        got = self._browser(at_work).post("/people/search/", {"q": found.row.legal_family[:4]})  # the field shows it again
        listed = [one for one in self.people if oracle.finds(self.world, at_work.colleague, one.person)]
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

    @rule(who=colleague, which=st.integers(0, 30))
    def a_colleague_opens_a_counseling_note(self, who: int, which: int) -> None:
        if not self.notes:
            return
        at_work, (fact, row) = self.staff[who], self.notes[which % len(self.notes)]
        found = next(found for found in self.people if found.person is fact.person)
        answer = oracle.staff_reads_note(self.world, at_work.colleague, fact)
        got = self._browser(at_work).get(f"/people/{found.row.uuid}/notes/{row.uuid}/")
        opened = self._opened_to(at_work, [found]) | {(found, C.DEMOGRAPHICS), (found, C.COUNSELLING_NOTE)}
        self._compare("counseling note", got, STATUS[answer], opened)
        if answer is Answer.YES:
            self._shows(got, [found], (C.COUNSELLING_NOTE,))

    @rule(who=colleague, whom=somebody, to=system, purpose=st.sampled_from(PURPOSES), over=categories, which=st.integers(-1, 30))
    def a_colleague_hands_something_over(
        self, who: int, whom: int, to: int, purpose: Purpose, over: set[Category], which: int
    ) -> None:
        at_work, found, place = self.staff[who], self.people[whom], self.systems[to].system.organisation
        if at_work.colleague.disabled or found.person.has_died or place in found.person.enrolled:
            return
        own = [pair for pair in self.consents if pair[0].person is found.person]
        fact, row = own[which % len(own)] if own and which >= 0 else (None, None)
        if which % 3 == 0 and fact is not None:  # as often as not, just what the consent is for
            place, purpose = fact.recipient or place, sorted(fact.purposes)[which % len(fact.purposes)]
        answers = {
            category: oracle.may_release(self.world, at_work.colleague, found.person, place, category, purpose, fact)
            for category in over
        }
        release = gate.Release(
            requester=place.kind,
            purpose=purpose,
            categories=frozenset(over),
            consent=row.uuid if row is not None else None,
            recipient_id=place.row.pk,  # type: ignore[attr-defined]
        )
        opened = frozenset(category for category, answer in answers.items() if answer is Answer.YES)
        try:
            permit = gate.require_release(
                actor=actor_for(at_work.row), patient_id=found.row.pk, release=release, at=self.world.now
            )
        except gate.Refused:
            given: frozenset[Category] = frozenset()
        else:
            given = permit.categories
            assert permit.notice, "no notice goes along"
        self.tally["reads by release"] += 1
        self.tally["given" if given else "refused"] += 1
        assert given == opened, f"handed over {sorted(given)}, the oracle says {sorted(opened)}"

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
        with broken(table) as hit:
            got = browser.get(f"/people/{found.row.uuid}/{page}")
        self._gave_nothing(got, hit, at_work.colleague.disabled)

    @rule(who=system, whom=somebody, what=st.sampled_from(["people/", "plans/", "one"]), table=st.sampled_from(BREAKABLE))
    def an_interface_breaks(self, who: int, whom: int, what: str, table: str) -> None:
        asking, found = self.systems[who], self.people[whom]
        purpose = sorted(asking.system.purposes)[0]
        with broken(table) as hit:
            got = self._ask(who, f"people/{found.row.uuid}/" if what == "one" else what, purpose)
        self._gave_nothing(got, hit, asking.system.disabled)
