"""What the database itself refuses of medication: each constraint is broken once."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from tests.factories.accounts import LONG_AGO, UserFactory
from tests.factories.patients import PatientFactory
from tests.factories.regimens import (
    LeftOutFactory,
    MedicationFactory,
    MedicationOrderFactory,
    OrderHoldFactory,
    OrderPurposeFactory,
    PreparationFactory,
    StartConditionFactory,
    VerbalOrderFactory,
)
from treatment_plans.regimens.models import (
    LeftOut,
    Medication,
    MedicationOrder,
    OrderHold,
    OrderPurpose,
    Preparation,
    StartCondition,
    VerbalOrder,
)

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)

BROKEN_ORDERS: dict[str, dict[str, Any]] = {
    "order_dose_positive": {"dose_amount": Decimal(0)},
    "order_status_known": {
        "status": "lost",
        "signed_at": MOMENT,
        "signed_by": "somebody",
        "ended_at": MOMENT,
        "ended_by": "somebody",
        "end_reason": "other",
    },
    "order_route_known": {"route": "intravenous"},
    "order_frequency_known": {"frequency": "whenever"},
    "order_phase_known": {"phase": "limbo"},
    "order_pathway_known": {"pathway": "shortcut"},
    "order_change_reason_of_a_change": {"change_reason": "Cravings"},
    "order_ends_after_start": {"starts_on": date(2026, 11, 23), "ends_on": date(2026, 11, 22)},
    "order_signed_pair": {"status": "active", "signed_at": MOMENT},
    "order_ended_pair": {"status": "cancelled", "ended_at": MOMENT, "end_reason": "set_aside"},
    "order_in_force_is_signed": {"status": "active"},
    "order_end_has_reason": {"status": "cancelled", "ended_at": MOMENT, "ended_by": "somebody"},
}
BROKEN_HOLDS: dict[str, dict[str, Any]] = {
    "order_hold_has_reason": {"reason": ""},
    "order_hold_held_pair": {"held_by_job": "regimens.missed_doses"},
    "order_hold_lifted_pair": {"lifted_at": MOMENT},
    "order_hold_lifted_after": {"lifted_at": datetime(2025, 1, 1, tzinfo=UTC), "lifted_by": "somebody"},
}
BROKEN_MEDICATIONS: dict[str, dict[str, Any]] = {
    "medication_named_with_source": {"source": ""},
    "medication_rxcui_has_source": {"rxcui": "6813"},
    "medication_has_route": {"routes": []},
    "medication_usual_frequency_known": {"usual_frequency": "whenever"},
}
BROKEN_PREPARATIONS: dict[str, dict[str, Any]] = {
    "preparation_rxcui_has_source": {"rxcui": "864706"},
    "preparation_amount_positive": {"amount": Decimal(0)},
}
TWICE = {"order_one_active_of_substance", "order_replaced_once", "order_hold_open_once", "order_purpose_open_once"}
OF_PURPOSES = {"order_purpose_ended_pair"}


def _fields(values: dict[str, Any]) -> dict[str, Any]:
    return {name: UserFactory() if value == "somebody" else value for name, value in values.items()}


@pytest.mark.parametrize(("name", "fields"), BROKEN_ORDERS.items(), ids=BROKEN_ORDERS.keys())
def test_the_database_refuses_an_order_that_breaks_a_rule(name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name):
        MedicationOrderFactory(**_fields(fields))


@pytest.mark.parametrize(("name", "fields"), BROKEN_HOLDS.items(), ids=BROKEN_HOLDS.keys())
def test_the_database_refuses_a_hold_that_breaks_a_rule(name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name):
        OrderHoldFactory(**_fields(fields))


@pytest.mark.parametrize(("name", "fields"), BROKEN_MEDICATIONS.items(), ids=BROKEN_MEDICATIONS.keys())
def test_the_database_refuses_a_medicine_without_what_it_needs(name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name):
        MedicationFactory(code="new", **fields)


@pytest.mark.parametrize(("name", "fields"), BROKEN_PREPARATIONS.items(), ids=BROKEN_PREPARATIONS.keys())
def test_the_database_refuses_a_preparation_without_what_it_needs(name: str, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=name):
        PreparationFactory(code="new", **fields)


def test_a_substance_has_one_active_order_whatever_the_form() -> None:
    patient = PatientFactory()
    tablet = Medication.objects.get(code="buprenorphine")
    depot = Medication.objects.get(code="buprenorphine-xr-sublocade")
    MedicationOrderFactory(patient=patient, medication=tablet, active=True)
    with pytest.raises(IntegrityError, match="order_one_active_of_substance"):
        MedicationOrderFactory(patient=patient, medication=depot, active=True)


def test_two_substances_may_be_active_together() -> None:
    patient = PatientFactory()
    for code in ("naltrexone", "acamprosate"):
        MedicationOrderFactory(patient=patient, medication=Medication.objects.get(code=code), active=True)


def test_an_order_is_replaced_once() -> None:
    old = MedicationOrderFactory(stopped=True)
    MedicationOrderFactory(patient=old.patient, replaces=old, active=True)
    with pytest.raises(IntegrityError, match="order_replaced_once"):
        MedicationOrderFactory(patient=old.patient, replaces=old)


def test_a_draft_that_was_set_aside_leaves_the_place_free() -> None:
    old = MedicationOrderFactory(active=True)
    aside = {"status": "cancelled", "ended_at": LONG_AGO, "ended_by": old.ordered_by, "end_reason": "set_aside"}
    MedicationOrderFactory(patient=old.patient, replaces=old, **aside)
    MedicationOrderFactory(patient=old.patient, replaces=old)


def test_an_order_is_on_hold_once_at_a_time() -> None:
    hold = OrderHoldFactory()
    with pytest.raises(IntegrityError, match="order_hold_open_once"):
        OrderHoldFactory(order=hold.order)


def test_what_an_order_is_for_is_said_once_and_ended_by_somebody() -> None:
    said = OrderPurposeFactory()
    for name, fields in (
        ("order_purpose_open_once", {"order": said.order, "intervention": said.intervention}),
        ("order_purpose_ended_pair", {"ended_at": MOMENT}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            OrderPurposeFactory(**fields)


BROKEN_STARTS: dict[str, tuple[type[Any], dict[str, Any]]] = {
    "start_condition_known": (StartConditionFactory, {"kind": "whenever"}),
    "start_condition_met_pair": (StartConditionFactory, {"met_at": MOMENT, "words": "COWS 9"}),
    "start_condition_waived_pair": (StartConditionFactory, {"waived_at": MOMENT, "words": "Not needed"}),
    "start_condition_met_or_waived": (
        StartConditionFactory,
        {"met_at": MOMENT, "met_by": "somebody", "waived_at": MOMENT, "waived_by": "somebody", "words": "Both"},
    ),
    "start_condition_with_words": (StartConditionFactory, {"met_at": MOMENT, "met_by": "somebody"}),
    "verbal_order_read_back": (VerbalOrderFactory, {"read_back": False}),
    "verbal_order_cosigned_pair": (VerbalOrderFactory, {"cosigned_at": MOMENT}),
    "verbal_order_denied_pair": (VerbalOrderFactory, {"denied_at": MOMENT, "denied_words": "Not so"}),
    "verbal_order_answered_once": (
        VerbalOrderFactory,
        {
            "cosigned_at": MOMENT,
            "cosigned_by": "somebody",
            "denied_at": MOMENT,
            "denied_by": "somebody",
            "denied_words": "Not so",
        },
    ),
    "verbal_order_denied_with_words": (VerbalOrderFactory, {"denied_at": MOMENT, "denied_by": "somebody"}),
    "left_out_back_pair": (LeftOutFactory, {"back_at": MOMENT}),
    "order_overlap_of_a_transition": (MedicationOrderFactory, {"overlaps_until": date(2026, 11, 23)}),
}
TWICE_STARTS = {"start_condition_once", "left_out_once", "verbal_order_of_two"}


def test_the_database_refuses_what_breaks_a_rule_of_a_start_a_verbal_order_or_the_formulary() -> None:
    for name, (factory, fields) in BROKEN_STARTS.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            factory(**_fields(fields))
    condition, out, somebody = StartConditionFactory(), LeftOutFactory(), UserFactory()
    again: list[tuple[str, type[Any], dict[str, Any]]] = [
        ("start_condition_once", StartConditionFactory, {"order": condition.order}),
        ("left_out_once", LeftOutFactory, {"organisation": out.organisation}),
        ("verbal_order_of_two", VerbalOrderFactory, {"prescriber": somebody, "taken_by": somebody}),
    ]
    for name, factory, fields in again:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            factory(**fields)


@pytest.mark.parametrize(
    "model", [StartCondition, VerbalOrder, LeftOut, MedicationOrder, OrderHold, OrderPurpose, Medication, Preparation]
)
def test_every_constraint_is_broken_by_a_test_here(model: type[models.Model]) -> None:
    tested = (
        TWICE
        | TWICE_STARTS
        | BROKEN_STARTS.keys()
        | OF_PURPOSES
        | BROKEN_ORDERS.keys()
        | BROKEN_HOLDS.keys()
        | BROKEN_MEDICATIONS.keys()
        | BROKEN_PREPARATIONS.keys()
    )
    assert {constraint.name for constraint in model._meta.constraints} <= tested
