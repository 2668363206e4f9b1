"""A form of the plan lies open while the record changes under it: each ends in a way that is said, and nothing typed is lost."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from care.accounts.models import Staff
from care.actor import Permit
from care.consent import operations as consents
from care.outbox.handling import Listener
from care.teams.operations import end_enrolment
from care.teams.rules import EndReason
from patients.merging.operations import Decisions, merge_records
from patients.merging.queries import compare
from patients.merging.rules import Side
from patients.models import Patient
from patients.operations import record_death
from tests.factories.accounts import sign_in
from tests.factories.consent import ConsentFactory
from tests.factories.outbox import DeliveryFactory
from tests.factories.patients import enrolled_patient, permit_for
from treatment_plans import deliveries, operations
from treatment_plans.models import Goal, Plan
from treatment_plans.typed import Typed, typed_words
from treatment_plans.vocabulary import PlanEnd

pytestmark = pytest.mark.django_db

WORDS = "I want my boat back before the summer."
Change = Callable[[Staff, Patient, Plan, datetime], None]


def heard(listener: Listener, mari: Patient, at: datetime, **about: str) -> None:
    row: Any = DeliveryFactory.build(uuid=uuid4(), patient_id=mari.pk, organisation_id=mari.organisation_id, about=about)
    listener.hear(row, at)


def dies(alice: Staff, mari: Patient, plan: Plan, at: datetime) -> None:
    record_death(permit=permit_for(alice, mari, at=at), deceased_on=at.date().replace(day=1), at=at)
    heard(deliveries.CLOSE_AT_DEATH, mari, at)


def leaves(alice: Staff, mari: Patient, plan: Plan, at: datetime) -> None:
    end_enrolment(permit=permit_for(alice, mari, at=at), reason=EndReason.OWN_WISH, at=at)
    heard(deliveries.CLOSE_AT_END, mari, at, reason=EndReason.OWN_WISH.value)


def is_merged(alice: Staff, mari: Patient, plan: Plan, at: datetime) -> None:
    other = enrolled_patient(alice, legal_given="Mari", legal_family="Vega Duarte")
    two = {"permit": permit_for(alice, other, at=at), "gone": permit_for(alice, mari, at=at)}
    found = compare(**two)
    decisions = Decisions({one.key: Side.GONE for one in found.clashes}, {one.name: Side.KEPT for one in found.fields})
    merge_records(**two, decisions=decisions, why="Same ID card.", at=at)


def takes_a_consent_back(alice: Staff, mari: Patient, plan: Plan, at: datetime) -> None:
    given = ConsentFactory(patient=mari)
    consents.revoke_consent(permit=permit_for(alice, mari, at=at), consent=given.uuid, reason="She asked", at=at)


def is_proposed(alice: Staff, mari: Patient, plan: Plan, at: datetime) -> None:
    operations.propose_plan(permit=permit_for(alice, mari, at=at), plan=plan.uuid, seen=plan.revision, at=at)


# What happens meanwhile; how the answer ends; the sentence that says it; whether the goal is written.
MEANWHILE: tuple[tuple[Change, int, str, bool], ...] = (
    (dies, 409, "The person has died, and what was planned ended with it.", False),
    (leaves, 409, "Their care here has ended, and what was planned ended with it.", False),
    (is_proposed, 409, "“Change the plan” is not possible: the state is “Proposed”.", False),
    (is_merged, 302, "", True),
    (takes_a_consent_back, 302, "", True),  # a consent is about others: the programme's own plan goes on
)


def drafted(alice: Staff, at: datetime) -> tuple[Patient, Plan]:
    mari = enrolled_patient(alice)
    permit = permit_for(alice, mari, at=at)
    plan = operations.draft_plan(permit=permit, at=at)
    operations.state_goal(permit=permit, plan=plan.uuid, own_words="Sleep through.", at=at)
    plan.refresh_from_db()
    return mari, plan


def test_what_happens_while_a_form_is_open_is_said_and_nothing_typed_is_lost(client: Client, alice: Staff) -> None:
    at = timezone.now()
    faults: list[tuple[str, int | str, bool]] = []
    sign_in(client, alice)
    for change, status, sentence, is_written in MEANWHILE:
        mari, plan = drafted(alice, at)
        address = reverse("treatment_plans:new_goal", args=[mari.uuid, plan.uuid])
        change(alice, mari, plan, at)
        answer = client.post(address, {"own_words": WORDS, "measure": "keys", "target_on": "", "seen": plan.revision})
        page = answer.content.decode()
        goals = Goal.objects.filter(plan__uuid=plan.uuid, own_words=WORDS)
        kept = goals.exists() if is_written else (WORDS in page and "keys" in page and not goals.exists())
        if (answer.status_code, sentence in page, kept) != (status, True, True):
            faults.append((change.__name__, answer.status_code, kept))
        if not is_written and 'id="h-typed"' in client.get(address).content.decode():
            faults.append((change.__name__, "opened again", False))
    assert faults == []


def test_a_template_on_an_active_plan_and_a_goal_without_words(
    client: Client, alice: Staff, mari: Patient, to_write: Permit, active: Plan, at: datetime
) -> None:
    """The template goes into the next version and says so; without the person's words it asks for them and keeps the rest."""
    sign_in(client, alice)
    address = reverse("plan_library:template", args=[mari.uuid, "pregnancy"])
    empty = client.post(address, {"own_words": "  ", "measure": "a cot by the window", "target_on": ""})
    page = empty.content.decode()
    assert (empty.status_code, "A template begins with what the person says." in page) == (422, True)
    assert 'value="a cot by the window"' in page
    lines = {"lines": "1", "peer-wanted": "on", "peer-who": "", "peer-frequency": "each Monday"}
    half = client.post(address, {"own_words": WORDS, "measure": "", "target_on": ""} | lines)
    page = half.content.decode()
    assert (half.status_code, "each Monday" in page, WORDS in page) == (422, True, True)
    assert "Version 1 is in force and stays as it was agreed." in page
    operations.close_plans(permit=to_write, reason=PlanEnd.CARE_ENDED, at=at)
    end_enrolment(permit=to_write, reason=EndReason.OWN_WISH, at=at)
    late = client.post(address, {"own_words": WORDS, "measure": "", "target_on": ""} | lines | {"peer-who": "Paul from the cafe"})
    page = late.content.decode()
    assert (late.status_code, "Care here has ended" in page) == (409, True)
    assert [words in page for words in (WORDS, "each Monday", "Paul from the cafe")] == [True] * 3
    assert Plan.objects.filter(patient=mari).count() == 1


def test_what_counts_as_typed() -> None:
    posted = [
        ("csrfmiddlewaretoken", "a b"),
        ("drawing", "M 1 2"),
        ("seen", "4"),
        ("kind", "peer-support"),
        ("told", str(uuid4())),
        ("own_words", " Sleep "),
        ("peer-frequency", "weekly"),
        ("what_helped", "a walk"),
        ("note", ""),
    ]
    typed = [Typed("In their own words", "Sleep"), Typed("How often", "weekly"), Typed("What helped", "a walk")]
    assert typed_words(posted) == typed
