"""Reading medication: fixed queries, who changed the dose from what to what, and what is in the catalogue."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from care.actor import Permit
from patients.models import Patient
from tests.factories.regimens import ANSWERED, MedicationOrderFactory, OrderHoldFactory
from treatment_plans.regimens import operations, queries
from treatment_plans.regimens.catalogue import load_catalogue
from treatment_plans.regimens.models import Medication, MedicationOrder, Preparation
from treatment_plans.regimens.safety.settings import read_rows
from treatment_plans.regimens.timeline import timeline_entries
from treatment_plans.regimens.vocabulary import EndReason, Frequency, Phase, Route

pytestmark = pytest.mark.django_db


@contextmanager
def taking(number: int) -> Iterator[None]:
    with CaptureQueriesContext(connection) as seen:
        yield
    assert len(seen) == number, "\n".join(query["sql"][:200] for query in seen.captured_queries)


@pytest.fixture
def methadone(to_order: Permit, at: datetime) -> MedicationOrder:
    order = operations.write_order(
        permit=to_order,
        medication="methadone",
        dose_amount=Decimal(40),
        route=Route.ORAL,
        frequency=Frequency.DAILY,
        phase=Phase.STABILIZATION,
        starts_on=date(2026, 11, 23),
        at=at,
    )
    return operations.sign_order(permit=to_order, order=order.uuid, at=at)


@pytest.mark.parametrize("size", [1, 50, 500])
def test_the_number_of_queries_is_fixed(to_read: Permit, mari: Patient, size: int) -> None:
    orders = MedicationOrder.objects.bulk_create(
        MedicationOrderFactory.build_batch(size, patient=mari, stopped=True, medication=Medication.objects.get(code="methadone"))
    )
    active = MedicationOrderFactory(patient=mari, active=True)
    for order in orders[:20]:
        OrderHoldFactory(order=order, lifted_at=order.ordered_at, lifted_by=order.ordered_by)
    with taking(2):
        assert len(queries.all_orders(permit=to_read)) == min(500, size + 1)
    with taking(2):
        assert [row.uuid for row in queries.active_orders(permit=to_read)] == [active.uuid]
    MedicationOrderFactory(patient=mari)
    with taking(2):
        assert len(queries.draft_orders(permit=to_read)) == 1
    with taking(2):
        timeline_entries(permit=to_read)
    with taking(2):
        queries.get_order(permit=to_read, order=active.uuid)
    with taking(2):
        queries.dose_changes(permit=to_read)
    with taking(2):
        queries.medicines()


def test_who_changed_the_dose_from_what_to_what(
    to_order: Permit, to_read: Permit, methadone: MedicationOrder, at: datetime
) -> None:
    second = operations.change_dose(
        permit=to_order, order=methadone.uuid, dose_amount=Decimal(50), starts_on=date(2026, 11, 27), at=at + timedelta(days=4)
    )
    operations.change_dose(
        permit=to_order,
        order=second.uuid,
        dose_amount=Decimal("62.5"),
        starts_on=date(2026, 12, 1),
        said=ANSWERED,
        at=at + timedelta(days=8),
    )
    changes = queries.dose_changes(permit=to_read)
    assert [(change.who, change.field, change.before, change.after, change.is_traced) for change in changes] == [
        ("Dana Fischer", "Methadone", "50 mg", "62.5 mg", True),
        ("Dana Fischer", "Methadone", "40 mg", "50 mg", True),
    ]


def test_the_history_of_an_order_tells_each_field_and_who_changed_it(
    to_order: Permit, to_read: Permit, methadone: MedicationOrder, at: datetime
) -> None:
    operations.stop_order(permit=to_order, order=methadone.uuid, reason=EndReason.OWN_WISH, note="Wants a break", at=at)
    changes = queries.order_changes(permit=to_read, order=methadone.uuid)
    said = {(change.field, change.before, change.after) for change in changes}
    assert said == {
        ("State", "Draft", "Active"),
        ("State", "Active", "Stopped"),
        ("Reason", "", "The person's own wish"),
        ("Note", "", "Wants a break"),
    }
    assert {(change.who, change.is_traced) for change in changes} == {("Dana Fischer", True)}


def test_a_dose_changed_past_the_platform_shows_and_says_so(to_read: Permit, methadone: MedicationOrder) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_id', '', true)")
        cursor.execute("UPDATE regimens_medicationorder SET dose_amount = 400 WHERE id = %s", [methadone.pk])
    for changes in (
        queries.dose_changes(permit=to_read),
        queries.order_changes(permit=to_read, order=methadone.uuid)[:1],
    ):
        assert [(change.field, change.before, change.after, change.who, change.is_traced) for change in changes] == [
            ("Dose", "40 mg", "400 mg", "", False)
        ]


def test_the_history_of_somebody_elses_order_is_not_found(to_read: Permit) -> None:
    with pytest.raises(queries.OrderNotFound):
        queries.order_changes(permit=to_read, order=MedicationOrderFactory().uuid)


def test_the_timeline_tells_orders_changes_holds_and_ends(
    to_order: Permit, to_read: Permit, methadone: MedicationOrder, at: datetime
) -> None:
    day = [at + timedelta(days=number) for number in range(6)]
    new = operations.change_dose(
        permit=to_order, order=methadone.uuid, dose_amount=Decimal(50), starts_on=day[1].date(), said=ANSWERED, at=day[1]
    )
    operations.hold_order(permit=to_order, order=new.uuid, reason="In hospital", at=day[2])
    operations.resume_order(permit=to_order, order=new.uuid, at=day[3])
    operations.hold_order(permit=to_order, order=new.uuid, reason="In hospital again", at=day[4])
    operations.stop_order(permit=to_order, order=new.uuid, reason=EndReason.TRANSFERRED, note="Moved to Ohio", at=day[5])
    entries = timeline_entries(permit=to_read)
    assert [entry.what for entry in entries] == [
        "Stopped: Methadone 50 mg daily (Care goes on elsewhere: Moved to Ohio)",
        "On hold: Methadone 50 mg daily (In hospital again)",
        "Resumed: Methadone 50 mg daily",
        "On hold: Methadone 50 mg daily (In hospital)",
        "Ordered: Methadone 50 mg daily, was 40 mg",
        "Ordered: Methadone 40 mg daily",
    ]
    assert {(entry.who, entry.kind) for entry in entries} == {("Dana Fischer", "medication")}


def test_the_catalogue_holds_the_drugs_of_the_reference_with_their_codes() -> None:
    codes = dict(Medication.objects.values_list("code", "rxcui"))
    assert codes["methadone"] == "6813"
    assert codes["buprenorphine-naloxone"] == "", "the combined code is not confirmed"
    assert {codes["nalmefene"], codes["lofexidine"]} == {""}
    assert Medication.objects.filter(rxcui_flag="checked").exclude(rxcui_source="").count() == 4


def test_every_medicine_has_a_route_an_interval_and_a_source() -> None:
    rows = queries.medicines()
    assert len(rows) == 18
    for row in rows:
        assert row.routes
        assert row.interval
        assert row.source.startswith("clinical reference")
    assert [row.code for row in rows if not row.preparations] == []


def test_a_form_has_its_source_and_a_code_only_from_a_value_set() -> None:
    made = Preparation.objects.select_related("medication")
    assert {row.source.split(" (")[0] for row in made} == {
        "clinical reference 1.2",
        "clinical reference 8.1",
        "label; general knowledge, not re-read",
    }
    assert {row.medication.code for row in made if row.source.startswith("label")} == {
        "gabapentin",
        "topiramate",
        "clonidine",
        "lofexidine",
    }
    confirmed = {row["rxcui"] for row in read_rows("products.csv") if row["flag"] == "checked"}
    assert {row.rxcui for row in made if row.rxcui} - confirmed == set()
    assert made.get(rxcui="864714").medication.routes == ["intramuscular", "subcutaneous"]


def test_depots_are_made_in_the_strengths_of_the_label() -> None:
    made = {row.code: [strength for _, strength in row.preparations] for row in queries.medicines() if row.is_depot}
    assert made == {
        "buprenorphine-xr-sublocade": ["prefilled syringe 100 mg/0.5 mL", "prefilled syringe 300 mg/1.5 mL"],
        "buprenorphine-xr-brixadi-weekly": [
            "prefilled syringe 8 mg/0.16 mL",
            "prefilled syringe 16 mg/0.32 mL",
            "prefilled syringe 24 mg/0.48 mL",
            "prefilled syringe 32 mg/0.64 mL",
        ],
        "buprenorphine-xr-brixadi-monthly": [
            "prefilled syringe 64 mg/0.18 mL",
            "prefilled syringe 96 mg/0.27 mL",
            "prefilled syringe 128 mg/0.36 mL",
        ],
        "naltrexone-xr": ["suspension kit 380 mg"],
    }
    assert Preparation.objects.get(rxcui="1996192").strength == "300 mg/1.5 mL"


def test_loading_the_catalogue_again_changes_nothing() -> None:
    before = list(Medication.objects.order_by("pk").values()), list(Preparation.objects.order_by("pk").values())
    load_catalogue(Medication, Preparation)
    assert before == (list(Medication.objects.order_by("pk").values()), list(Preparation.objects.order_by("pk").values()))
