"""Recording doses: once, by whom it is for, and only what is due."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from threading import Barrier

import pytest

from care.accounts.rules import WorkRefused
from care.actor import Permit, PermitMismatch
from care.audit.models import AuditEvent
from care.outbox.models import Delivery
from patients.models import Patient
from tests.factories.accounts import LONG_AGO
from tests.factories.regimens import (
    ANSWERED,
    DoseFactory,
    DoseStepFactory,
    MedicationOrderFactory,
    OrderHoldFactory,
    OwnThresholdFactory,
)
from tests.together import together
from treatment_plans.regimens.guarding import ReasonsMissing
from treatment_plans.regimens.models import Dose, Firing, FollowedDoses, Medication, MedicationOrder
from treatment_plans.regimens.operations import doses as operations
from treatment_plans.regimens.operations import reminding
from treatment_plans.regimens.queries.doses import doses_of, taken_days
from treatment_plans.regimens.queries.orders import OrderNotFound
from treatment_plans.regimens.queries.reminding import may_be_reminded
from treatment_plans.regimens.rules import doses as rules
from treatment_plans.regimens.rules.doses import Told
from treatment_plans.regimens.vocabulary import DoseOutcome, OrderStatus

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
OBSERVED = Told(on=TODAY, part=1, outcome=DoseOutcome.OBSERVED)


@pytest.fixture
def order(mari: Patient) -> MedicationOrder:
    return MedicationOrderFactory(patient=mari, active=True)


@pytest.mark.django_db
def test_a_dose_is_given_once(to_give: Permit, order: MedicationOrder, at: datetime) -> None:
    dose = operations.record_dose(permit=to_give, order=order.uuid, told=OBSERVED, at=at)
    assert (dose.amount, dose.outcome, dose.at, dose.substance) == (Decimal(40), "observed", at, "methadone")
    with pytest.raises(rules.AlreadyRecorded):
        operations.record_dose(permit=to_give, order=order.uuid, told=OBSERVED, at=at)
    event = AuditEvent.objects.get(verb="dose.recorded")
    assert event.detail == {"dose": dose.pk, "order": order.pk, "outcome": "observed"}
    [row] = doses_of(permit=to_give, since=TODAY, until=TODAY)
    assert (row.text, row.recorded_by, row.order) == ("Methadone 40 mg", "Nora Quinn", order.uuid)
    assert taken_days(permit=to_give, since=TODAY) == {"methadone": [TODAY]}


@pytest.mark.django_db
def test_what_is_refused(to_give: Permit, to_write: Permit, mari: Patient, order: MedicationOrder, at: datetime) -> None:
    draft = MedicationOrderFactory(patient=mari, medication=Medication.objects.get(code="acamprosate"))
    elsewhere = MedicationOrderFactory(active=True)
    held = MedicationOrderFactory(
        patient=mari, medication=Medication.objects.get(code="disulfiram"), active=True, status=OrderStatus.ON_HOLD
    )
    OrderHoldFactory(order=held, held_at=at)
    cases = [
        (order, replace(OBSERVED, on=TODAY - DAY), rules.NotOnThatDay),
        (order, replace(OBSERVED, on=TODAY + DAY), rules.NotOnThatDay),
        (order, replace(OBSERVED, outcome=DoseOutcome.DISPENSED, on=TODAY - DAY), rules.NotOnThatDay),
        (order, replace(OBSERVED, outcome=DoseOutcome.DISPENSED, on=TODAY + 32 * DAY), rules.NotOnThatDay),
        (order, replace(OBSERVED, outcome=DoseOutcome.MISSED, on=TODAY + DAY), rules.NotOnThatDay),
        (order, replace(OBSERVED, part=2), rules.NotDue),
        (order, replace(OBSERVED, amount=Decimal("40.001")), rules.TooMuch),
        (order, replace(OBSERVED, amount=Decimal(0)), rules.TooMuch),
        (order, replace(OBSERVED, amount=Decimal(20)), rules.WordsMissing),
        (order, replace(OBSERVED, outcome=DoseOutcome.REPORTED), rules.WordsMissing),
        (order, replace(OBSERVED, outcome=DoseOutcome.VOMITED), rules.MinutesMissing),
        (order, replace(OBSERVED, vomited_after=5), rules.MinutesMissing),
        (held, OBSERVED, rules.NotInForce),
        (draft, OBSERVED, rules.NotInForce),
        (elsewhere, OBSERVED, OrderNotFound),
    ]
    for row, told, refusal in cases:
        with pytest.raises(refusal):
            operations.record_dose(permit=to_give, order=row.uuid, told=told, at=at)
    with pytest.raises(WorkRefused):  # a coordinator gives no doses
        operations.record_dose(permit=to_write, order=order.uuid, told=OBSERVED, at=at)
    assert not Dose.objects.exists()


@pytest.mark.django_db
def test_a_day_that_was_dosed_whole_gets_no_second_part_from_an_order_that_divides_it(
    to_give: Permit, mari: Patient, order: MedicationOrder, at: datetime
) -> None:
    operations.record_dose(permit=to_give, order=order.uuid, told=OBSERVED, at=at)
    MedicationOrder.objects.filter(pk=order.pk).update(
        status=OrderStatus.STOPPED, ended_at=at, ended_by=order.ordered_by, end_reason="dose_changed"
    )
    divided = MedicationOrderFactory(
        patient=mari, active=True, frequency="twice-daily", dose_amount=Decimal(25), starts_on=TODAY, replaces=order
    )
    with pytest.raises(rules.AlreadyRecorded):
        operations.record_dose(permit=to_give, order=divided.uuid, told=replace(OBSERVED, part=2), at=at)
    assert Dose.objects.count() == 1


@pytest.mark.django_db
def test_an_injection_follows_the_dose_under_the_tongue_of_its_day(to_give: Permit, mari: Patient, at: datetime) -> None:
    tablet = MedicationOrderFactory(patient=mari, medication=Medication.objects.get(code="buprenorphine"), stopped=True)
    DoseFactory(order=tablet, due_on=TODAY, amount=Decimal(4))
    sublocade = Medication.objects.get(code="buprenorphine-xr-sublocade")
    ordered = {"frequency": "monthly", "route": "subcutaneous", "dose_amount": Decimal(300)}
    depot = MedicationOrderFactory(patient=mari, medication=sublocade, active=True, **ordered)
    told = Told(on=TODAY, part=None, outcome=DoseOutcome.OBSERVED, site="abdomen", lot="B2", expires_on=TODAY + DAY)
    wrong = [
        (replace(told, site=""), rules.PlaceMissing),
        (replace(told, lot=" "), rules.PlaceMissing),
        (replace(told, expires_on=TODAY - DAY), rules.LotExpired),
    ]
    for other, refusal in wrong:
        with pytest.raises(refusal):
            operations.record_dose(permit=to_give, order=depot.uuid, told=other, at=at)
    dose = operations.record_dose(permit=to_give, order=depot.uuid, told=told, at=at)
    with pytest.raises(rules.AlreadyRecorded):
        operations.record_dose(permit=to_give, order=depot.uuid, told=told, at=at)
    assert (dose.part, dose.parts, dose.site, dose.lot) == (2, 2, "abdomen", "B2")


@pytest.mark.django_db
def test_bottles_for_some_days_stand_on_their_days(to_give: Permit, order: MedicationOrder, at: datetime) -> None:
    DoseStepFactory(order=order, amounts=[Decimal(20), Decimal(30)])
    days = [TODAY + DAY * number for number in range(1, 4)]
    made = operations.dispense_doses(permit=to_give, order=order.uuid, days=days, note="", at=at)
    assert [(one.due_on, one.part, one.amount) for one in made] == [
        (day, part, amount) for day in days for part, amount in ((1, Decimal(20)), (2, Decimal(30)))
    ]
    with pytest.raises(rules.AlreadyRecorded):  # all or none
        operations.dispense_doses(permit=to_give, order=order.uuid, days=[TODAY, days[0]], note="", at=at)
    assert Dose.objects.count() == 6
    assert taken_days(permit=to_give, since=TODAY) == {"methadone": days}
    with pytest.raises(rules.NotDue):
        operations.dispense_doses(permit=to_give, order=order.uuid, days=[], note="", at=at)


@pytest.mark.django_db
def test_a_vomited_dose_is_given_again_by_a_prescriber_alone(
    to_give: Permit, to_order: Permit, order: MedicationOrder, at: datetime
) -> None:
    dose = operations.record_dose(permit=to_give, order=order.uuid, told=OBSERVED, at=at)
    with pytest.raises(rules.NotAVomitedDose):
        operations.give_again(permit=to_order, dose=dose.uuid, amount=Decimal(20), at=at)
    operations.mark_vomited(permit=to_give, dose=dose.uuid, minutes=20, at=at)
    with pytest.raises(PermitMismatch):
        operations.give_again(permit=to_give, dose=dose.uuid, amount=Decimal(20), at=at)
    with pytest.raises(rules.TooMuch):  # half after 15 to 30 minutes
        operations.give_again(permit=to_order, dose=dose.uuid, amount=Decimal(21), at=at)
    again = operations.give_again(permit=to_order, dose=dose.uuid, amount=Decimal(20), at=at)
    assert (again.again_id, again.amount, again.part) == (dose.pk, Decimal(20), 1)
    for refused in (
        partial(operations.give_again, permit=to_order, dose=dose.uuid, amount=Decimal(1)),
        partial(operations.void_dose, permit=to_give, dose=dose.uuid, reason="Not hers"),
    ):
        with pytest.raises(rules.WasGivenAgain):
            refused(at=at)


@pytest.mark.django_db
def test_the_clinics_own_figure_of_what_is_given_again_asks_for_a_reason(
    to_give: Permit, to_order: Permit, order: MedicationOrder, at: datetime
) -> None:
    OwnThresholdFactory(
        organisation=order.organisation, key="methadone.vomited_half_percent", value=25, effective_from=TODAY,
        verdict="approved", decided_at=at, decided_by=order.ordered_by,
    )  # fmt: skip
    dose = operations.record_dose(permit=to_give, order=order.uuid, told=OBSERVED, at=at)
    operations.mark_vomited(permit=to_give, dose=dose.uuid, minutes=20, at=at)
    give = partial(operations.give_again, permit=to_order, dose=dose.uuid, at=at)
    with pytest.raises(ReasonsMissing) as refused:
        give(amount=Decimal(11))
    assert [alert.rule for alert in refused.value.alerts] == ["M-11"]
    assert give(amount=Decimal(11), said=ANSWERED).amount == 11
    kept = Firing.objects.filter(rule="M-11").order_by("pk").values_list("outcome", "moment", "amount")
    assert list(kept)[-1] == ("overridden", "dose", 11)


def test_how_much_is_given_again() -> None:
    possible = {
        (minutes, wanted): _possible(minutes, Decimal(wanted))
        for minutes in (0, 14, 15, 30, 31)
        for wanted in ("40", "20", "20.001", "0.001")
    }
    assert {key for key, value in possible.items() if value} == {
        *((minutes, wanted) for minutes in (0, 14) for wanted in ("40", "20", "20.001", "0.001")),
        *((minutes, wanted) for minutes in (15, 30) for wanted in ("20", "0.001")),
    }


def _possible(minutes: int, wanted: Decimal) -> bool:
    try:
        rules.again_at_most(minutes, Decimal(40), wanted)
    except rules.TooMuch:
        return False
    return True


@pytest.mark.django_db
def test_what_was_wrong_is_taken_back_and_its_place_is_free(to_give: Permit, order: MedicationOrder, at: datetime) -> None:
    dose = operations.record_dose(permit=to_give, order=order.uuid, told=OBSERVED, at=at)
    with pytest.raises(rules.ReasonMissing):
        operations.void_dose(permit=to_give, dose=dose.uuid, reason=" ", at=at)
    operations.void_dose(permit=to_give, dose=dose.uuid, reason="Another person’s bottle", at=at)
    with pytest.raises(rules.AlreadyVoided):
        operations.void_dose(permit=to_give, dose=dose.uuid, reason="Again", at=at)
    assert doses_of(permit=to_give, since=TODAY, until=TODAY) == []
    operations.record_dose(permit=to_give, order=order.uuid, told=OBSERVED, at=at)
    assert Dose.objects.count() == 2


@pytest.mark.django_db
def test_what_a_job_found_missing_gives_way_to_a_later_word(to_give: Permit, order: MedicationOrder, at: datetime) -> None:
    job = {"recorded_by": None, "recorded_by_job": "regimens.missed_doses", "outcome": "missed", "amount": None}
    DoseFactory(order=order, due_on=TODAY - DAY, **job)
    told = Told(on=TODAY - DAY, part=1, outcome=DoseOutcome.REPORTED, note="Dosed in the hospital, by their letter")
    dose = operations.record_dose(permit=to_give, order=order.uuid, told=told, at=at)
    old = Dose.objects.exclude(pk=dose.pk).get()
    assert (old.void_reason, old.voided_at) == (operations.BY_A_RECORD, at)
    with pytest.raises(rules.AlreadyRecorded):
        operations.record_dose(permit=to_give, order=order.uuid, told=told, at=at)


@pytest.mark.django_db
def test_doses_are_followed_where_somebody_says_so(to_write: Permit, mari: Patient, at: datetime) -> None:
    say = partial(operations.follow_doses, permit=to_write, substance="naltrexone", since=TODAY, at=at)
    with pytest.raises(OrderNotFound):
        say()
    MedicationOrderFactory(patient=mari, medication=Medication.objects.get(code="naltrexone"), active=True)
    assert say() == say()
    operations.unfollow_doses(permit=to_write, substance="naltrexone", at=at)
    with pytest.raises(rules.NotFollowed):
        operations.unfollow_doses(permit=to_write, substance="naltrexone", at=at)
    say()
    assert FollowedDoses.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_fifty_doses_each_asked_for_twice_at_once_are_given_once(to_give: Permit, order: MedicationOrder, at: datetime) -> None:
    """50 due doses, each asked for twice at the same moment: 50 given, 50 told."""
    MedicationOrder.objects.filter(pk=order.pk).update(starts_on=LONG_AGO.date())
    moments = Barrier(2)

    def ask() -> list[object]:
        said: list[object] = []
        for number in range(50):
            words = Told(on=TODAY - DAY * number, part=1, outcome=DoseOutcome.REPORTED, note="A guest dose, by the other clinic")
            moments.wait(timeout=30)
            try:
                said.append(operations.record_dose(permit=to_give, order=order.uuid, told=words, at=at))
            except rules.AlreadyRecorded as told:
                said.append(told)
        return said

    answers = [answer for one in together(ask, ask) for answer in one]
    given = sum(isinstance(answer, Dose) for answer in answers)
    assert (given, len(answers) - given, Dose.objects.count()) == (50, 50, 50)


@pytest.mark.django_db
def test_the_next_injection_is_told_of_two_days_before_in_words_that_say_nothing(
    to_give: Permit, mari: Patient, at: datetime
) -> None:
    sublocade = Medication.objects.get(code="buprenorphine-xr-sublocade")
    ordered = {"frequency": "monthly", "route": "subcutaneous", "dose_amount": Decimal(300)}
    depot = MedicationOrderFactory(patient=mari, medication=sublocade, active=True, **ordered)
    told = Told(on=TODAY, part=None, outcome=DoseOutcome.OBSERVED, site="abdomen", lot="B2", expires_on=TODAY + DAY)
    DoseFactory(order=depot, due_on=TODAY - 28 * DAY, amount=Decimal(300))
    dose = operations.record_dose(permit=to_give, order=depot.uuid, told=told, at=at)
    row = Delivery.objects.get(kind="reminder")
    assert row.about == {"dose": str(dose.uuid), "reminder": "see-you"}
    assert row.due_at.isoformat() == "2026-12-19T15:00:00+00:00"  # due on December 21, at 10 am Eastern two days before
    assert may_be_reminded(permit=to_give, dose=dose.uuid)
    assert reminding.ask_to_reach(permit=to_give, dose=dose.uuid, at=at)
    assert not reminding.ask_to_reach(permit=to_give, dose=dose.uuid, at=at)
    operations.void_dose(permit=to_give, dose=dose.uuid, reason="Not hers", at=at)
    assert not may_be_reminded(permit=to_give, dose=dose.uuid)
    assert not reminding.ask_to_reach(permit=to_give, dose=dose.uuid, at=at)
