"""The demo's follow-ups are lived through by the operations: every state that a coordinator meets is there on any day."""

from collections import Counter
from datetime import datetime

import pytest
from django.apps import apps

from care.actor import Actor
from care.consent.rules import Kind
from care.demo.aftercare import STORIES, tell_aftercare
from care.demo.consents import TOLD
from care.demo.operations import load_demo
from care.demo.sharing import tell_sharing
from care.outbox.models import Delivery
from tests.sweeps import some


@pytest.mark.django_db
def test_people_stand_everywhere_in_aftercare_and_nothing_is_sent_or_told_twice(at: datetime) -> None:
    load_demo(actor=Actor.system(job="demo.load"), people=150, seed=1, at=at)
    assert tell_aftercare(at=at) == len(STORIES)
    _people_stand_everywhere()
    assert not apps.get_model("reminders", "Message").objects.exists()
    before = Delivery.objects.count()
    assert tell_aftercare(at=at) == 0
    assert Delivery.objects.count() == before
    _what_was_given_outside_is_written_down_once(at)


def _people_stand_everywhere() -> None:
    check_ins = apps.get_model("followups", "CheckIn").objects
    states = Counter(check_ins.values_list("state", flat=True))
    assert apps.get_model("followups", "ProtocolRun").objects.count() == len(STORIES)
    assert check_ins.count() == 9 * len(STORIES)
    for state in ("planned", "due", "completed", "in_outreach", "reached"):
        assert states[state], f"nobody is {state}: {states}"
    consents = apps.get_model("consent", "Consent").objects
    assert consents.count() == sum(story.shares for story in STORIES) + len(TOLD)
    assert set(consents.values_list("kind", flat=True)) == {kind.value for kind in Kind}
    assert {"draft", "signed", "declined", "revoked", "superseded"} <= set(consents.values_list("state", flat=True))
    assert apps.get_model("worklist", "Task").objects.filter(kind="outreach", state="open").exists()


def _what_was_given_outside_is_written_down_once(at: datetime) -> None:
    shared = sum(story.shares for story in STORIES)
    assert tell_sharing(at=at) == shared
    disclosures = apps.get_model("access", "Disclosure").objects
    assert disclosures.filter(basis="D08", channel="paper", ground="consent").count() == shared
    assert apps.get_model("access", "Agreement").objects.count() == 3
    assert tell_sharing(at=at) == 0


@pytest.mark.parametrize("hour", some([0, 5, 9, 23], 2, of="hours of a start"))
def test_it_can_be_told_at_any_hour(db: None, at: datetime, hour: int) -> None:
    moment = at.replace(hour=hour, minute=3)
    load_demo(actor=Actor.system(job="demo.load"), people=60, seed=1, at=moment)
    told = tell_aftercare(at=moment)
    assert told >= 4
    late = apps.get_model("followups", "CheckIn").objects.filter(next_step_at__lt=moment).exclude(state="planned")
    assert late.count() <= told, "the worker finds little to catch up with"
