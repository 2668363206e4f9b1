"""Days without a dose: marked by a job, counted in a row, told to a prescriber, and held where the table says so."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest

from care.actor import Permit
from care.worklist.models import Task
from patients.models import Patient
from tests.factories.accounts import LONG_AGO
from tests.factories.regimens import DoseFactory, FollowedDosesFactory, MedicationOrderFactory
from treatment_plans.regimens.models import Dose, Medication, MedicationOrder, OrderHold
from treatment_plans.regimens.operations.doses import record_dose, void_dose
from treatment_plans.regimens.operations.missed import JOB
from treatment_plans.regimens.rules.doses import Told
from treatment_plans.regimens.rules.missed import Follows, answer
from treatment_plans.regimens.safety.settings import settings_on
from treatment_plans.regimens.tasks import look, missed_doses
from treatment_plans.regimens.vocabulary import DoseOutcome, OrderStatus

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def test_what_follows_after_so_many_days() -> None:
    figures = settings_on(TODAY)
    methadone = [
        (early, days, answer("methadone", days, is_early=early, settings=figures))
        for early in (False, True)
        for days in range(1, 31)
    ]
    found = {(early, days): (said.follows.value, said.priority.value) for early, days, said in methadone}
    for early in (False, True):
        assert found[early, 1][0] == Follows.NOTHING
        assert found[early, 2] == (Follows.TELL, "raised" if early else "routine")
        assert {found[early, days] for days in range(3, 31)} == {(Follows.HOLD, "urgent")}
    words = {days: said.why for early, days, said in methadone if not early}
    assert words[3].startswith("About half the dose, by a new order")
    assert "no more than 40 mg" in words[4]
    assert words[5] == words[29] != words[30]
    assert words[30].startswith("A readmission work-up")
    assert [answer("buprenorphine", days, is_early=False, settings=figures).follows for days in (6, 7)] == ["nothing", "tell"]
    assert answer("acamprosate", 20, is_early=False, settings=figures).follows is Follows.NOTHING


@pytest.fixture
def order(mari: Patient) -> MedicationOrder:
    return MedicationOrderFactory(patient=mari, active=True)


def run(order: MedicationOrder, at: datetime) -> int:
    return look(organisation_id=order.organisation_id, at=at)


@pytest.mark.django_db
def test_days_without_a_record_are_marked_counted_and_told(order: MedicationOrder, at: datetime) -> None:
    assert run(order, at) == 0  # nothing was ever recorded: there is no day to count from
    DoseFactory(order=order, due_on=TODAY - 3 * DAY)
    assert run(order, at) == 1
    marked = Dose.objects.filter(outcome="missed").order_by("due_on")
    assert [(row.due_on, row.recorded_by_job, row.recorded_by_id) for row in marked] == [
        (TODAY - 2 * DAY, JOB, None),
        (TODAY - DAY, JOB, None),
    ]
    task = Task.objects.get()
    assert (task.kind, task.priority, task.owner_role, task.subject) == ("missed_doses", "routine", "prescriber", marked[0].uuid)
    assert run(order, at) == 0  # all of it is done
    order.refresh_from_db()
    assert order.status == OrderStatus.ACTIVE

    tomorrow = at + DAY
    assert run(order, tomorrow) == 1
    order.refresh_from_db()
    assert order.status == OrderStatus.ON_HOLD
    hold = OrderHold.objects.get()
    assert (hold.held_by_id, hold.held_by_job, hold.held_at) == (None, JOB, tomorrow)
    first, urgent = Task.objects.order_by("pk")
    assert (first.state, urgent.kind, urgent.priority) == ("cancelled", "missed_doses_order", "urgent")
    assert urgent.title == "3 days of methadone missed in a row: a new order is needed"
    assert run(order, tomorrow) == 0

    assert run(order, tomorrow + DAY) == 1  # on hold by the job the days go on being missed
    urgent.refresh_from_db()
    assert (Dose.objects.filter(outcome="missed").count(), urgent.title[:6]) == (4, "4 days")
    assert Task.objects.count() == 2


@pytest.mark.django_db
def test_who_takes_a_dose_again_needs_nobody_told_unless_the_order_is_held(
    order: MedicationOrder, to_give: Permit, at: datetime
) -> None:
    DoseFactory(order=order, due_on=TODAY - 3 * DAY)
    run(order, at)
    task = Task.objects.get()
    told = partial(record_dose, permit=to_give, order=order.uuid, at=at)
    told(told=Told(on=TODAY, part=1, outcome=DoseOutcome.REFUSED))
    task.refresh_from_db()
    assert task.state == "open"  # a dose that was declined was not taken
    void_dose(permit=to_give, dose=Dose.objects.get(outcome="refused").uuid, reason="Came back for it.", at=at)
    told(told=Told(on=TODAY, part=1, outcome=DoseOutcome.OBSERVED))
    task.refresh_from_db()
    assert (task.kind, task.state, task.cancel_reason) == ("missed_doses", "cancelled", "A dose was taken again.")

    later = at + 4 * DAY  # three more days without one: the order is held, and the task of that stays
    run(order, later)
    held = Task.objects.get(kind="missed_doses_order")
    told(told=Told(on=TODAY + 3 * DAY, part=1, outcome=DoseOutcome.REPORTED, note="In hospital."), at=later)
    held.refresh_from_db()
    assert held.state == "open"


@pytest.mark.django_db
def test_a_new_order_or_a_resumed_one_is_not_held_again_for_the_same_days(order: MedicationOrder, at: datetime) -> None:
    DoseFactory(order=order, due_on=TODAY - 5 * DAY)
    for number in (4, 3, 2):
        DoseFactory(order=order, due_on=TODAY - number * DAY, outcome="missed", amount=None)
    MedicationOrder.objects.filter(pk=order.pk).update(signed_at=at - DAY)  # a new order of yesterday
    assert run(order, at) == 1
    assert Task.objects.get().title.startswith("4 days")
    order.refresh_from_db()
    assert order.status == OrderStatus.ACTIVE
    run(order, at + DAY)
    order.refresh_from_db()
    assert order.status == OrderStatus.ACTIVE  # two days under the new one
    run(order, at + 2 * DAY)
    order.refresh_from_db()
    assert order.status == OrderStatus.ON_HOLD


@pytest.mark.django_db
def test_bottles_reports_and_other_people_are_not_missed(order: MedicationOrder, mari: Patient, at: datetime) -> None:
    DoseFactory(order=order, due_on=TODAY - 3 * DAY)
    DoseFactory(order=order, due_on=TODAY - 2 * DAY, outcome="dispensed")
    DoseFactory(order=order, due_on=TODAY - DAY, outcome="reported", note="The hospital")
    acamprosate = Medication.objects.get(code="acamprosate")
    home = MedicationOrderFactory(patient=mari, medication=acamprosate, active=True, frequency="three-times-daily")
    MedicationOrderFactory(patient=mari, medication=Medication.objects.get(code="buprenorphine-xr-sublocade"), active=True)
    assert run(order, at) == 0
    FollowedDosesFactory(patient=mari, substance="acamprosate", since=TODAY - DAY)
    assert run(order, at) == 1
    assert Dose.objects.filter(order=home, due_on=TODAY - DAY, outcome="missed").count() == 3
    assert not Task.objects.exists()


@pytest.mark.django_db
def test_the_day_is_the_clinics_own(order: MedicationOrder, at: datetime) -> None:
    DoseFactory(order=order, due_on=TODAY - DAY)
    late = datetime.fromisoformat("2026-11-23T23:59:00-05:00")
    assert run(order, late) == 0  # today is not over yet
    assert run(order, late + timedelta(minutes=2)) == 1
    assert Dose.objects.get(outcome="missed").due_on == TODAY


@pytest.mark.django_db
def test_who_left_is_not_followed(order: MedicationOrder, to_give: Permit, at: datetime) -> None:
    DoseFactory(order=order, due_on=LONG_AGO.date(), amount=Decimal(40), outcome=DoseOutcome.OBSERVED.value)
    assert missed_doses() == 1
    assert Dose.objects.filter(outcome="missed").count() == 14  # not further back than two weeks
