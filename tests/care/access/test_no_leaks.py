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
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.template import Template
from hypothesis import HealthCheck
from hypothesis import settings as examples
from hypothesis.stateful import invariant, run_state_machine_as_test

from care.lib.ids import uuid7
from care.reminders import deliveries as reminders
from care.reminders.sources import Say, Source
from tests.care.access.changes import Changes
from tests.care.access.life import START
from tests.care.access.reads import INTERFACE, LISTS, PAGES, Reads
from tests.care.access.small_world import cast_of

pytestmark = pytest.mark.django_db

LIVES = max(4, int(os.environ.get("CARE_EXAMPLES", "40")) // 10)
STEPS = 50


class Life(Changes, Reads):
    """Whatever happens, and whoever reads."""

    @invariant()
    def others_look_too(self) -> None:
        """So that a change is seen by readers whom it does not name: after each step somebody else, in turn."""
        self.turn += 1
        self.tally["steps"] += 1
        turn, whom = self.turn, self.turn % len(self.people)
        who, number = turn % len(self.staff), turn % len(self.systems)
        own = sorted(self.systems[number].system.purposes)
        purpose = own[turn // len(self.systems) % len(own)]
        match turn % 4:
            case 0:
                self.a_colleague_opens_a_page(who, whom, sorted(PAGES)[turn // 4 % len(PAGES)])
            case 1:
                self.a_system_lists(number, sorted(LISTS)[turn // 4 % len(LISTS)], purpose)
            case 2:
                self.a_system_asks_for_one(number, whom, sorted(INTERFACE)[turn // 4 % len(INTERFACE)], purpose)
            case _ if turn % 8 == 3:
                self.a_colleague_searches(who, whom)
            case _:
                self.a_colleague_looks_at_a_list(who, "/caseload/")


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


def test_every_read_is_as_the_oracle_says(life: type[Life]) -> None:
    run_state_machine_as_test(
        life, settings=examples(max_examples=LIVES, stateful_step_count=STEPS, suppress_health_check=list(HealthCheck))
    )
    print(dict(sorted(life.tally.items())))
    assert life.tally["leaks"] == 0
    assert min(life.tally["given"], life.tally["refused"], life.tally["faults"], life.tally["texts"]) > 0
