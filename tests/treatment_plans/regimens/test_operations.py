"""Orders: write, sign, hold, resume, change, complete, stop; who may; what the caseload says."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from care.access.gate import Refused
from care.accounts.models import Staff
from care.actor import Action, Permit, PermitMismatch, Role
from care.audit.models import AuditEvent
from care.teams.models import CaseloadSummary
from care.teams.operations import NotEnrolled, end_enrolment
from care.teams.rules import EndReason as CareEnd
from patients.models import Patient
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient, permit_for
from tests.factories.regimens import ANSWERED
from treatment_plans.regimens import operations
from treatment_plans.regimens.models import MedicationOrder, OrderHold
from treatment_plans.regimens.queries import OrderNotFound, get_order
from treatment_plans.regimens.rules import NoDose, WrongRoute
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStatus, Phase, Route
from treatment_plans.rules import NotPossible

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)


def write(permit: Permit, at: datetime, **given: Any) -> MedicationOrder:
    values: dict[str, Any] = {
        "medication": "methadone",
        "dose_amount": Decimal(40),
        "route": Route.ORAL,
        "frequency": Frequency.DAILY,
        "phase": Phase.STABILIZATION,
        "starts_on": MONDAY,
    }
    return operations.write_order(permit=permit, at=at, **(values | given))


def signed(permit: Permit, at: datetime, **given: Any) -> MedicationOrder:
    return operations.sign_order(permit=permit, order=write(permit, at, **given).uuid, said=ANSWERED, at=at)


def medication_of(patient: Patient) -> str:
    return CaseloadSummary.objects.get(patient=patient).medication


def test_a_draft_orders_nothing(to_order: Permit, mari: Patient, at: datetime) -> None:
    order = write(to_order, at)
    assert (order.status, order.dose_unit, order.substance, order.signed_at) == (OrderStatus.DRAFT, "mg", "methadone", None)
    assert medication_of(mari) == ""


def test_signing_puts_the_order_in_force_and_on_the_caseload(to_order: Permit, mari: Patient, at: datetime) -> None:
    order = signed(
        to_order,
        at,
        medication="buprenorphine-xr-sublocade",
        dose_amount=Decimal(300),
        route=Route.SUBCUTANEOUS,
        frequency=Frequency.MONTHLY,
        preparation="buprenorphine-xr-sublocade-prefilled-syringe-300-1_5ml",
    )
    assert (order.status, order.signed_at, order.signed_by_id) == (OrderStatus.ACTIVE, at, to_order.actor.user_id)
    assert medication_of(mari) == "Buprenorphine XR 300 mg monthly"


def test_each_change_is_one_audit_event_with_numbers_only(to_order: Permit, at: datetime) -> None:
    order = write(to_order, at, instructions="Watch for sedation")
    event = AuditEvent.objects.order_by("-pk").first()
    assert event is not None
    assert (event.verb, event.detail, event.patient_ids) == (
        "order.written",
        {"order": order.pk, "replaces": None},
        [to_order.patient_id],
    )


def test_a_depot_by_another_route_is_refused(to_order: Permit, at: datetime) -> None:
    for code, routes in (
        ("buprenorphine-xr-sublocade", set(Route) - {Route.SUBCUTANEOUS}),
        ("buprenorphine-xr-brixadi-weekly", set(Route) - {Route.SUBCUTANEOUS}),
        ("naltrexone-xr", set(Route) - {Route.INTRAMUSCULAR}),
    ):
        for route in routes:
            with pytest.raises(WrongRoute):
                write(to_order, at, medication=code, route=route)


@pytest.mark.parametrize("amount", ["0", "-40", "40.0001", "NaN"])
def test_what_is_no_dose_is_refused(to_order: Permit, at: datetime, amount: str) -> None:
    with pytest.raises(NoDose):
        write(to_order, at, dose_amount=Decimal(amount))


def test_what_is_not_in_the_catalogue_is_refused(to_order: Permit, at: datetime) -> None:
    with pytest.raises(operations.NotInCatalogue):
        write(to_order, at, medication="moonshine")
    with pytest.raises(operations.NotInCatalogue):
        write(to_order, at, preparation="naltrexone-tablet-50")


def test_a_second_active_order_for_the_substance_is_refused_and_names_the_first(to_order: Permit, at: datetime) -> None:
    first = signed(to_order, at, medication="buprenorphine", route=Route.SUBLINGUAL, dose_amount=Decimal(16))
    second = write(to_order, at, medication="buprenorphine-xr-sublocade", route=Route.SUBCUTANEOUS, dose_amount=Decimal(300))
    with pytest.raises(operations.AlreadyOrdered) as refusal:
        operations.sign_order(permit=to_order, order=second.uuid, at=at)
    assert refusal.value.order == first.uuid
    assert MedicationOrder.objects.get(pk=second.pk).status == OrderStatus.DRAFT


def test_a_switch_stops_the_old_order_when_the_new_one_is_signed(to_order: Permit, mari: Patient, at: datetime) -> None:
    old = signed(to_order, at, medication="buprenorphine", route=Route.SUBLINGUAL, dose_amount=Decimal(16))
    new = write(
        to_order,
        at,
        medication="buprenorphine-xr-sublocade",
        route=Route.SUBCUTANEOUS,
        dose_amount=Decimal(300),
        frequency=Frequency.MONTHLY,
        replaces=old.uuid,
    )
    assert medication_of(mari) == "Buprenorphine 16 mg daily"
    operations.sign_order(permit=to_order, order=new.uuid, at=at)
    old.refresh_from_db()
    assert (old.status, old.end_reason, old.ended_at) == (OrderStatus.STOPPED, EndReason.SWITCHED, at)
    assert medication_of(mari) == "Buprenorphine XR 300 mg monthly"


def test_a_change_of_dose_is_a_new_order_that_replaces_the_old_one(to_order: Permit, mari: Patient, at: datetime) -> None:
    old = signed(to_order, at, instructions="With the nurse")
    later = at + timedelta(days=4)
    new = operations.change_dose(
        permit=to_order,
        order=old.uuid,
        dose_amount=Decimal(50),
        phase=Phase.MAINTENANCE,
        starts_on=later.date(),
        note="Craving in the evening",
        at=later,
    )
    old.refresh_from_db()
    assert (old.status, old.end_reason, old.end_note) == (
        OrderStatus.STOPPED,
        EndReason.DOSE_CHANGED,
        "Craving in the evening",
    )
    assert (old.dose_amount, new.dose_amount, new.replaces_id) == (Decimal(40), Decimal(50), old.pk)
    assert (new.status, new.phase, new.route, new.frequency, new.instructions) == (
        OrderStatus.ACTIVE,
        Phase.MAINTENANCE,
        Route.ORAL,
        Frequency.DAILY,
        "With the nurse",
    )
    assert medication_of(mari) == "Methadone 50 mg daily"


@pytest.mark.parametrize("amount", ["0", "40.00001"])
def test_a_change_to_what_is_no_dose_changes_nothing(to_order: Permit, mari: Patient, at: datetime, amount: str) -> None:
    old = signed(to_order, at)
    with pytest.raises(NoDose):
        operations.change_dose(permit=to_order, order=old.uuid, dose_amount=Decimal(amount), starts_on=MONDAY, at=at)
    old.refresh_from_db()
    assert (old.status, MedicationOrder.objects.count()) == (OrderStatus.ACTIVE, 1)


def test_a_held_order_can_get_another_dose(to_order: Permit, mari: Patient, at: datetime) -> None:
    old = signed(to_order, at)
    operations.hold_order(permit=to_order, order=old.uuid, reason="Three doses missed", at=at)
    operations.change_dose(permit=to_order, order=old.uuid, dose_amount=Decimal(20), starts_on=MONDAY, at=at)
    assert medication_of(mari) == "Methadone 20 mg daily"
    assert not OrderHold.objects.filter(lifted_at__isnull=True).exists()


def test_an_order_that_another_draft_replaces_is_not_replaced_twice(to_order: Permit, at: datetime) -> None:
    old = signed(to_order, at)
    draft = write(to_order, at, dose_amount=Decimal(50), replaces=old.uuid)
    with pytest.raises(operations.NotReplaceable):
        operations.change_dose(permit=to_order, order=old.uuid, dose_amount=Decimal(60), starts_on=MONDAY, at=at)
    operations.set_aside_order(permit=to_order, order=draft.uuid, at=at)
    operations.change_dose(permit=to_order, order=old.uuid, dose_amount=Decimal(60), starts_on=MONDAY, said=ANSWERED, at=at)


@pytest.mark.parametrize("state", ["draft", "stopped"])
def test_only_what_is_in_force_or_held_is_replaced(to_order: Permit, at: datetime, state: str) -> None:
    old = write(to_order, at)
    if state == "stopped":
        operations.sign_order(permit=to_order, order=old.uuid, at=at)
        operations.stop_order(permit=to_order, order=old.uuid, reason=EndReason.OWN_WISH, at=at)
    with pytest.raises(operations.NotReplaceable):
        operations.change_dose(permit=to_order, order=old.uuid, dose_amount=Decimal(50), starts_on=MONDAY, at=at)


def test_a_draft_whose_forerunner_has_ended_is_not_signed(to_order: Permit, at: datetime) -> None:
    old = signed(to_order, at)
    draft = write(to_order, at, dose_amount=Decimal(50), replaces=old.uuid)
    operations.stop_order(permit=to_order, order=old.uuid, reason=EndReason.SAFETY, at=at)
    with pytest.raises(operations.NotReplaceable):
        operations.sign_order(permit=to_order, order=draft.uuid, at=at)


def test_a_held_order_says_why_and_can_be_resumed(to_order: Permit, mari: Patient, at: datetime) -> None:
    order = signed(to_order, at)
    with pytest.raises(operations.ReasonMissing):
        operations.hold_order(permit=to_order, order=order.uuid, reason="  ", at=at)
    operations.hold_order(permit=to_order, order=order.uuid, reason="In hospital", at=at)
    assert medication_of(mari) == "Methadone 40 mg daily (on hold)"
    row = get_order(permit=to_order, order=order.uuid)
    assert row.hold is not None
    assert (row.hold.reason, row.hold.held_at, row.hold.held_by) == ("In hospital", at, "Dana Fischer")
    operations.resume_order(permit=to_order, order=order.uuid, at=at)
    row = get_order(permit=to_order, order=order.uuid)
    assert (row.status, row.hold, len(row.holds)) == (OrderStatus.ACTIVE, None, 1)
    assert medication_of(mari) == "Methadone 40 mg daily"


def test_a_held_order_is_not_resumed_beside_another_for_the_substance(to_order: Permit, at: datetime) -> None:
    depot = signed(to_order, at, medication="buprenorphine-xr-sublocade", route=Route.SUBCUTANEOUS, dose_amount=Decimal(300))
    operations.hold_order(permit=to_order, order=depot.uuid, reason="In hospital", at=at)
    signed(to_order, at, medication="buprenorphine", route=Route.SUBLINGUAL, dose_amount=Decimal(16))
    with pytest.raises(operations.AlreadyOrdered):
        operations.resume_order(permit=to_order, order=depot.uuid, at=at)


def test_an_order_is_stopped_for_a_reason_and_a_hold_ends_with_it(to_order: Permit, mari: Patient, at: datetime) -> None:
    order = signed(to_order, at)
    operations.hold_order(permit=to_order, order=order.uuid, reason="In hospital", at=at)
    operations.stop_order(permit=to_order, order=order.uuid, reason=EndReason.SIDE_EFFECTS, note="QT interval", at=at)
    row = get_order(permit=to_order, order=order.uuid)
    assert (row.status, row.end_reason, row.end_note, row.ended_by) == (
        OrderStatus.STOPPED,
        EndReason.SIDE_EFFECTS,
        "QT interval",
        "Dana Fischer",
    )
    assert row.hold is None
    assert medication_of(mari) == ""


def test_another_reason_is_said_in_words(to_order: Permit, at: datetime) -> None:
    order = signed(to_order, at)
    with pytest.raises(operations.ReasonMissing):
        operations.stop_order(permit=to_order, order=order.uuid, reason=EndReason.OTHER, at=at)


@pytest.mark.parametrize("reason", [EndReason.DOSE_CHANGED, EndReason.FINISHED, EndReason.SET_ASIDE])
def test_an_order_is_not_stopped_by_hand_for_a_reason_of_another_step(to_order: Permit, at: datetime, reason: EndReason) -> None:
    order = signed(to_order, at)
    with pytest.raises(operations.ReasonNotPossible):
        operations.stop_order(permit=to_order, order=order.uuid, reason=reason, note="x", at=at)


def test_a_finished_course_is_completed(to_order: Permit, mari: Patient, at: datetime) -> None:
    order = signed(to_order, at)
    operations.complete_order(permit=to_order, order=order.uuid, at=at)
    assert get_order(permit=to_order, order=order.uuid).end_reason is EndReason.FINISHED
    assert medication_of(mari) == ""


def test_each_step_is_refused_where_the_table_has_none(to_order: Permit, at: datetime) -> None:
    draft = write(to_order, at)
    common = {"permit": to_order, "order": draft.uuid, "at": at}
    for step in (
        lambda: operations.hold_order(**common, reason="x"),
        lambda: operations.resume_order(**common),
        lambda: operations.complete_order(**common),
        lambda: operations.stop_order(**common, reason=EndReason.OWN_WISH),
    ):
        with pytest.raises(NotPossible):
            step()
    operations.set_aside_order(**common)
    with pytest.raises(NotPossible):
        operations.sign_order(**common)
    with pytest.raises(NotPossible):
        operations.set_aside_order(**common)


# --- who may ------------------------------------------------------------------------------------------------------------------


def test_only_a_prescriber_on_the_team_gets_a_permit_to_order(
    alice: Staff, charlie: Staff, dana: Staff, mari: Patient, at: datetime
) -> None:
    permit_for(dana, mari, at=at, action=Action.ORDER)
    off_the_team = staff_with(Role.PRESCRIBER, organisation=alice.organisation)
    for somebody in (alice, charlie, off_the_team):
        with pytest.raises(Refused):
            permit_for(somebody, mari, at=at, action=Action.ORDER)


def test_no_other_permit_changes_an_order(to_write: Permit, to_order: Permit, at: datetime) -> None:
    order = write(to_order, at)
    common = {"permit": to_write, "order": order.uuid, "at": at}
    writes = [
        lambda: write(to_write, at),
        lambda: operations.sign_order(**common),
        lambda: operations.change_dose(**common, dose_amount=Decimal(50), starts_on=MONDAY),
        lambda: operations.hold_order(**common, reason="x"),
        lambda: operations.resume_order(**common),
        lambda: operations.complete_order(**common),
        lambda: operations.stop_order(**common, reason=EndReason.OWN_WISH),
        lambda: operations.set_aside_order(**common),
    ]
    for attempt in writes:
        with pytest.raises(PermitMismatch):
            attempt()


def test_a_permit_for_somebody_else_does_not_reach_the_order(to_order: Permit, dana: Staff, at: datetime) -> None:
    order = write(to_order, at)
    other = permit_for(dana, enrolled_patient(dana), at=at, action=Action.ORDER)
    with pytest.raises(OrderNotFound):
        operations.sign_order(permit=other, order=order.uuid, at=at)
    with pytest.raises(OrderNotFound):
        write(other, at, replaces=order.uuid)
    with pytest.raises(OrderNotFound):
        get_order(permit=other, order=order.uuid)


def test_nothing_is_ordered_where_care_has_ended(to_order: Permit, to_write: Permit, at: datetime) -> None:
    draft, order = write(to_order, at, medication="acamprosate", dose_amount=Decimal(666)), signed(to_order, at)
    operations.hold_order(permit=to_order, order=order.uuid, reason="x", at=at)
    end_enrolment(permit=to_write, reason=CareEnd.MOVED, at=at)
    for attempt in (
        lambda: write(to_order, at),
        lambda: operations.sign_order(permit=to_order, order=draft.uuid, at=at),
        lambda: operations.resume_order(permit=to_order, order=order.uuid, at=at),
        lambda: operations.change_dose(permit=to_order, order=order.uuid, dose_amount=Decimal(50), starts_on=MONDAY, at=at),
    ):
        with pytest.raises(NotEnrolled):
            attempt()
    operations.stop_order(permit=to_order, order=order.uuid, reason=EndReason.TRANSFERRED, at=at)
