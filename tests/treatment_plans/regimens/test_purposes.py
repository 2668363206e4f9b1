"""An order stands behind lines of the plan: said once, kept by a change of dose and by the plan's next version."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from care.accounts.models import Staff
from care.actor import Permit
from patients.models import Patient
from tests.factories.accounts import sign_in
from tests.factories.regimens import MedicationOrderFactory
from treatment_plans import operations as plans
from treatment_plans.models import Goal, Intervention, Plan
from treatment_plans.queries import medication_lines
from treatment_plans.regimens import operations
from treatment_plans.regimens.models import MedicationOrder
from treatment_plans.regimens.queries import purposes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(to_write: Permit, draft: Plan, at: datetime) -> Intervention:
    """Something that the plan does with medication."""
    goal = Goal.objects.get(plan=draft)
    return plans.add_intervention(
        permit=to_write, goal=goal.uuid, kind="medication", title="Stay on the medication", who="Dana", at=at
    )


@pytest.fixture
def order(mari: Patient) -> MedicationOrder:
    return MedicationOrderFactory(patient=mari, active=True)


def test_it_is_shown_on_both_pages_and_kept_by_a_new_dose_and_the_next_version(
    client: Client, dana: Staff, mari: Patient, draft: Plan, line: Intervention, order: MedicationOrder,
    to_write: Permit, to_order: Permit, at: datetime,
) -> None:  # fmt: skip
    sign_in(client, dana)
    address = reverse("regimens:purposes", args=[mari.uuid, order.uuid])
    page = client.get(address).content.decode()
    assert "Stay on the medication: “Keep my apartment" in page
    assert "Letter to the landlord" not in page, "only what is done with medication"
    assert client.post(address, {"interventions": [str(line.root)], "seen": ""}).status_code == 302
    draft.refresh_from_db()
    plans.agree_plan(permit=to_write, plan=draft.uuid, seen=draft.revision, at=at)
    plans.draft_plan(permit=to_write, at=at)
    new = operations.change_dose(permit=to_order, order=order.uuid, dose_amount=Decimal(20), starts_on=at.date(), at=at)
    assert [(row.order, row.intervention) for row in purposes_of(permit=to_write)] == [(new.uuid, line.root)]
    assert [one.root for one in medication_lines(permit=to_write)] == [line.root]
    text = purposes_of(permit=to_write)[0].text
    assert client.get(reverse("pages:plan", args=[mari.uuid])).content.decode().count(f"Ordered: {text}") == 2
    for name, args in (("pages:medication", [mari.uuid]), ("regimens:order", [mari.uuid, new.uuid])):
        assert "Stay on the medication: “Keep my apartment" in client.get(reverse(name, args=args)).content.decode()


def test_two_who_say_it_at_once_undo_nothing_and_what_cannot_be_is_refused(
    client: Client, alice: Staff, mari: Patient, draft: Plan, line: Intervention, order: MedicationOrder,
    to_write: Permit, at: datetime,
) -> None:  # fmt: skip
    other = plans.add_intervention(
        permit=to_write, goal=Goal.objects.get(plan=draft).uuid, kind="medication", title="Fewer pills", who="Dana", at=at
    )

    def say(*roots: UUID, seen: tuple[UUID, ...] = ()) -> set[UUID]:
        rows = operations.say_purposes(permit=to_write, order=order.uuid, interventions=roots, seen=seen, at=at)
        return {row.intervention for row in rows}

    assert say(line.root) == {line.root}
    assert say(other.root) == {line.root, other.root}, "who had not seen the first one does not end it"
    assert say(other.root, seen=(line.root, other.root)) == {other.root}
    housing = Intervention.objects.get(title="Letter to the landlord")
    with pytest.raises(operations.NotInThePlan):
        say(housing.root)
    sign_in(client, alice)
    address = reverse("regimens:purposes", args=[mari.uuid, order.uuid])
    assert client.post(address, {"interventions": [str(housing.root)], "seen": ""}).status_code == 422
    assert client.post(address, {"interventions": [], "seen": "x y"}).status_code == 422
    ended = MedicationOrderFactory(patient=mari, stopped=True)
    gone = client.get(reverse("regimens:purposes", args=[mari.uuid, ended.uuid]))
    assert (gone.status_code, "The order has ended." in gone.content.decode()) == (409, True)
