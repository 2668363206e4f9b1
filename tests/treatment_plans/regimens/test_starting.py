"""Before the first dose, tapers, transitions, verbal orders, and what a clinic leaves out."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from care.accounts.models import Staff
from care.accounts.rules import WorkRefused
from care.actor import Actor, Permit, PermitMismatch, Role
from care.lib.dates import local_date
from care.teams.models import Enrolment
from care.worklist.models import Task
from patients.models import Patient
from tests.factories.accounts import PASSWORD, UserFactory, actor_for, sign_in, staff_with
from tests.factories.patients import permit_for
from tests.factories.regimens import MedicationOrderFactory, OwnThresholdFactory
from tests.factories.story import MedicineFactory
from tests.factories.teams import CareTeamMemberFactory
from treatment_plans.regimens import operations
from treatment_plans.regimens.guarding import HardStop
from treatment_plans.regimens.models import DoseStep, Medication, MedicationOrder, StartCondition, VerbalOrder
from treatment_plans.regimens.queries import get_order, left_out, medicines
from treatment_plans.regimens.queries.asking import asking_orders
from treatment_plans.regimens.rules.starting import Condition, usual_conditions
from treatment_plans.regimens.tasks import stop
from treatment_plans.regimens.vocabulary import EndReason, Frequency, OrderStatus, Pathway, Phase, Route, StartKind

ZONE = "America/New_York"
LIMITS = {"cows_floor": 8, "free_hours": 12, "alcohol_hours": 12}


def test_what_is_usual_before_a_first_dose_depends_on_the_medicine_and_the_way_in() -> None:
    def kinds(substance: str, *, depot: bool = False, way: Pathway = Pathway.STANDARD, phase: Phase = Phase.INITIATION) -> str:
        found = usual_conditions(substance, is_depot=depot, pathway=way, phase=phase, **LIMITS)
        return " ".join(f"{one.kind.value}:{one.at_least or ''}".rstrip(":") for one in found)

    assert kinds("buprenorphine") == "withdrawal:8 opioid_free:12 pregnancy_asked"
    assert kinds("buprenorphine", way=Pathway.HIGH_DOSE) == "withdrawal:8 opioid_free:12 pregnancy_asked"
    assert kinds("buprenorphine", way=Pathway.LOW_DOSE) == "pregnancy_asked"
    assert kinds("buprenorphine", depot=True) == "agonist_first pregnancy_asked"
    assert kinds("methadone", phase=Phase.RE_INITIATION) == "not_sedated pregnancy_asked"
    assert kinds("naltrexone") == "negative_screen liver_tests pregnancy_asked"
    assert kinds("acamprosate") == "creatinine"
    assert kinds("disulfiram") == "alcohol_free:12 agreed pregnancy_asked"
    assert kinds("gabapentin") == kinds("methadone", phase=Phase.MAINTENANCE) == kinds("methadone", phase=Phase.TAPER) == ""
    assert Condition(StartKind.WITHDRAWAL, 8).text == "In withdrawal: COWS of at least 8"


# --- with the database ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def today(at: datetime) -> date:
    return local_date(at, ZONE)


@pytest.fixture
def tomas(alice: Staff, mari: Patient) -> Staff:
    """The nurse on Mari's team."""
    staff = staff_with(Role.NURSE, organisation=alice.organisation, user=UserFactory(name="Tomas Rivera"))
    CareTeamMemberFactory(enrolment=Enrolment.objects.get(patient=mari), staff=staff, function=Role.NURSE.value)
    return staff


@pytest.fixture
def to_nurse(tomas: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(tomas, mari, at=at)


@pytest.fixture
def address(mari: Patient) -> Callable[..., str]:
    return lambda name, *things: reverse(f"regimens:{name}", args=[mari.uuid, *(thing.uuid for thing in things)])


def write(permit: Permit, at: datetime, code: str = "methadone", amount: int = 30, **given: Any) -> MedicationOrder:
    medicine = Medication.objects.get(code=code)
    values: dict[str, Any] = {
        "route": Route(medicine.routes[0]),
        "frequency": Frequency(medicine.usual_frequency),
        "phase": Phase.INITIATION,
        "starts_on": local_date(at, ZONE),
    }
    return operations.write_order(permit=permit, medication=code, dose_amount=Decimal(amount), at=at, **(values | given))


def due(permit: Permit, today: date, *, days: int = 0) -> list[tuple[str, str]]:
    until = today + timedelta(days=days)
    found = []
    for order in asking_orders(permit=permit, since=today, until=until, zone=ZONE):
        found += [(order.substance, dose.on.isoformat()) for dose in order.due(since=today, until=until)]
    return found


@pytest.mark.django_db
def test_nothing_is_due_while_a_condition_is_open(to_order: Permit, to_nurse: Permit, at: datetime, today: date) -> None:
    conditions = (Condition(StartKind.NOT_SEDATED), Condition(StartKind.PREGNANCY_ASKED))
    order = write(to_order, at, conditions=conditions)
    operations.sign_order(permit=to_order, order=order.uuid, at=at)
    assert due(to_order, today) == []
    with pytest.raises(operations.ReasonMissing):
        operations.meet_condition(permit=to_nurse, order=order.uuid, kind=StartKind.NOT_SEDATED, words=" ", at=at)
    operations.meet_condition(permit=to_nurse, order=order.uuid, kind=StartKind.NOT_SEDATED, words="Awake, POSS 1", at=at)
    assert due(to_order, today) == []
    with pytest.raises(PermitMismatch):
        operations.waive_condition(permit=to_nurse, order=order.uuid, kind=StartKind.PREGNANCY_ASKED, words="He", at=at)
    tomorrow = at + timedelta(days=1)
    operations.waive_condition(permit=to_order, order=order.uuid, kind=StartKind.PREGNANCY_ASKED, words="Cannot be", at=tomorrow)
    assert due(to_order, today, days=1) == [("methadone", (today + timedelta(days=1)).isoformat())]
    for kind in (StartKind.NOT_SEDATED, StartKind.CREATININE):
        with pytest.raises(operations.ConditionAnswered):
            operations.meet_condition(permit=to_nurse, order=order.uuid, kind=kind, words="Again", at=at)
    rows = get_order(permit=to_order, order=order.uuid).conditions
    assert [(row.is_met, row.is_waived, row.words, row.by) for row in rows] == [
        (True, False, "Awake, POSS 1", "Tomas Rivera"),
        (False, True, "Cannot be", "Dana Fischer"),
    ]


@pytest.mark.django_db
def test_a_nurse_writes_down_what_was_found_and_cannot_waive(
    to_order: Permit, tomas: Staff, at: datetime, address: Callable[..., str]
) -> None:
    order = write(to_order, at, conditions=(Condition(StartKind.NOT_SEDATED),))
    browser = sign_in(Client(), tomas)
    page = browser.get(address("conditions", order)).content.decode()
    assert "Awake and not sedated" in page
    assert "Not needed" not in page
    answer = browser.post(address("conditions", order), {"kind": "not_sedated", "answer": "waived", "words": "Awake"})
    assert answer.status_code == 302
    row = StartCondition.objects.get()
    assert (row.met_by_id, row.waived_at) == (tomas.user_id, None)


@pytest.mark.django_db
def test_the_form_of_a_new_start_gives_the_usual_conditions_and_a_continuation_none(
    dana: Staff, mari: Patient, at: datetime, address: Callable[..., str]
) -> None:
    browser = sign_in(Client(), dana)
    typed = {
        "medication": "methadone", "dose_amount": "30", "route": "oral", "frequency": "daily", "phase": "initiation",
        "starts_on": "2026-11-23", "steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0",
    }  # fmt: skip
    browser.post(address("new"), typed)
    browser.post(address("new"), typed | {"phase": "maintenance"})
    found = [order.conditions.count() for order in MedicationOrder.objects.order_by("pk")]
    assert found == [2, 0]


@pytest.mark.django_db
def test_a_taper_is_worked_out_kept_and_warned_of_before_it_is_signed(
    dana: Staff, mari: Patient, at: datetime, address: Callable[..., str]
) -> None:
    browser = sign_in(Client(), dana)
    order = MedicationOrderFactory(patient=mari, active=True, dose_amount=Decimal(40))
    typed = {
        "led_by": "person", "why": "Off before summer", "starts_on": "2026-11-30", "percent": "10", "every_days": "14",
        "lowest": "30",        "steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0",
    }  # fmt: skip
    page = browser.post(address("taper", order), typed | {"fill": "1"}).content.decode()
    for amount in ("36", "32.5"):
        assert f'value="{amount}"' in page
    assert browser.post(address("taper", order), typed).status_code == 422  # no steps yet
    rows = {
        "steps-TOTAL_FORMS": "2", "steps-0-starts_on": "2026-11-30", "steps-0-amounts": "36",
        "steps-1-starts_on": "2026-12-14", "steps-1-amounts": "38",
    }  # fmt: skip
    answer = browser.post(address("taper", order), typed | rows)
    assert "In a taper no step is higher than the one before." in answer.content.decode()
    browser.post(address("taper", order), typed | rows | {"steps-1-amounts": "32.5"})
    draft = MedicationOrder.objects.get(status=OrderStatus.DRAFT)
    assert (draft.phase, draft.replaces_id, draft.change_reason) == ("taper", order.pk, "The person wants it: Off before summer")
    assert DoseStep.objects.filter(order=draft).count() == 2
    assert "Tolerance falls with it" in browser.get(address("order", draft)).content.decode()


@pytest.mark.django_db
def test_in_a_transition_the_old_order_goes_on_until_its_day_and_a_job_stops_it(
    to_order: Permit, mari: Patient, at: datetime, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    methadone = operations.sign_order(permit=to_order, order=write(to_order, at).uuid, at=at)
    last = today + timedelta(days=6)
    given: dict[str, Any] = {"pathway": Pathway.LOW_DOSE, "replaces": methadone.uuid, "overlaps_until": last}
    for wrong in ({"replaces": None}, {"overlaps_until": today - timedelta(days=1)}):
        with pytest.raises(operations.NoOverlap):
            write(to_order, at, "buprenorphine", 1, **(given | wrong))
    with pytest.raises(operations.NoOverlap):
        write(to_order, at, **(given | {"pathway": Pathway.STANDARD}))
    new = operations.sign_order(permit=to_order, order=write(to_order, at, "buprenorphine", 1, **given).uuid, at=at)
    methadone.refresh_from_db()
    assert (methadone.status, methadone.stops_on, new.status) == (OrderStatus.ACTIVE, last, OrderStatus.ACTIVE)
    both = due(to_order, today, days=8)
    assert [sum(name == substance for name, _ in both) for substance in ("methadone", "buprenorphine")] == [7, 9]
    for later, status in ((6, OrderStatus.ACTIVE), (7, OrderStatus.STOPPED), (8, OrderStatus.STOPPED)):
        moment = at + timedelta(days=later)
        monkeypatch.setattr("treatment_plans.regimens.tasks.timezone.now", lambda moment=moment: moment)
        stop()
        methadone.refresh_from_db()
        assert methadone.status == status
    assert (methadone.end_reason, methadone.ended_by_job) == (EndReason.SWITCHED, "regimens.stop")


def said(permit: Permit, dana: Staff, at: datetime, **given: Any) -> MedicationOrder:
    values: dict[str, Any] = {
        "prescriber": dana.pk,
        "read_back": True,
        "medication": "acamprosate",
        "dose_amount": Decimal(666),
        "route": Route.ORAL,
        "frequency": Frequency.THREE_TIMES_DAILY,
        "phase": Phase.MAINTENANCE,
        "starts_on": local_date(at, ZONE),
    }
    return operations.take_verbal_order(permit=permit, at=at, **(values | given))


PLAIN = {"medication": "naloxone", "dose_amount": Decimal(4), "route": Route.INTRANASAL, "frequency": Frequency.AS_NEEDED}


@pytest.mark.django_db
def test_a_verbal_order_is_in_force_and_waits_for_the_prescriber(
    to_nurse: Permit, to_order: Permit, dana: Staff, mari: Patient, at: datetime
) -> None:
    answers = permit_for(dana, mari, at=at)
    order = said(to_nurse, dana, at, **PLAIN)
    task = Task.objects.get(subject=order.uuid)
    assert (order.status, task.owner_id, task.due_at) == (OrderStatus.ACTIVE, dana.pk, at + timedelta(hours=48))
    row = get_order(permit=to_order, order=order.uuid)
    assert row.verbal
    assert (row.verbal.prescriber, row.verbal.taken_by, row.verbal.is_open) == ("Dana Fischer", "Tomas Rivera", True)
    operations.cosign_order(permit=answers, order=order.uuid, at=at + timedelta(hours=1))
    task.refresh_from_db()
    assert (task.state, VerbalOrder.objects.get().cosigned_by_id) == ("done", dana.user_id)
    with pytest.raises(operations.NoVerbalOrder):
        operations.cosign_order(permit=answers, order=order.uuid, at=at)


@pytest.mark.django_db
def test_what_was_not_so_stops_at_once(to_nurse: Permit, dana: Staff, mari: Patient, at: datetime) -> None:
    answers = permit_for(dana, mari, at=at)
    order = said(to_nurse, dana, at, **PLAIN)
    with pytest.raises(operations.ReasonMissing):
        operations.deny_order(permit=answers, order=order.uuid, words=" ", at=at)
    operations.deny_order(permit=answers, order=order.uuid, words="I said the 8 mg spray", at=at)
    order.refresh_from_db()
    assert (order.status, order.end_reason, order.end_note) == (OrderStatus.STOPPED, EndReason.NOT_SO, "I said the 8 mg spray")


@pytest.mark.django_db
def test_who_may_not_take_one_down_or_answer_it_is_refused(
    to_nurse: Permit, to_write: Permit, alice: Staff, dana: Staff, mari: Patient, at: datetime
) -> None:
    elsewhere = staff_with(Role.PRESCRIBER, organisation=alice.organisation, user=UserFactory(name="Noor Haddad"))
    with pytest.raises(operations.NotReadBack):
        said(to_nurse, dana, at, read_back=False)
    for permit, prescriber in ((to_write, dana), (to_nurse, elsewhere), (to_nurse, alice)):
        with pytest.raises(operations.NotTheirs):
            said(permit, prescriber, at)
    MedicineFactory(patient=mari, name="Oxycodone 5 mg")
    with pytest.raises(HardStop):
        said(to_nurse, dana, at, medication="naltrexone", dose_amount=Decimal(50), frequency=Frequency.DAILY)
    assert not MedicationOrder.objects.exists()
    order = said(to_nurse, dana, at, **PLAIN)
    CareTeamMemberFactory(enrolment=Enrolment.objects.get(patient=mari), staff=elsewhere, function=Role.PRESCRIBER.value)
    with pytest.raises(operations.NotTheirs):
        operations.cosign_order(permit=permit_for(elsewhere, mari, at=at), order=order.uuid, at=at)


@pytest.mark.django_db
def test_a_verbal_order_on_the_screens(tomas: Staff, dana: Staff, address: Callable[..., str]) -> None:
    typed = {
        "prescriber": str(dana.pk), "medication": "naloxone", "dose_amount": "4", "route": "intranasal", "frequency": "as-needed",
        "phase": "maintenance", "starts_on": "2026-11-23",
    }  # fmt: skip
    nurse, prescriber = sign_in(Client(), tomas), sign_in(Client(), dana)
    assert nurse.post(address("verbal"), typed).status_code == 422  # not read back
    assert nurse.post(address("verbal"), typed | {"read_back": "on"}).status_code == 302
    order = MedicationOrder.objects.get()
    assert "waits for Dana Fischer" in prescriber.get(address("order", order)).content.decode()
    assert prescriber.post(address("cosign", order), {"answer": "wrong"}).status_code == 422
    assert prescriber.post(address("cosign", order), {"answer": PASSWORD}).status_code == 302
    assert prescriber.get(address("not_so", order)).status_code == 409


@pytest.mark.django_db
def test_a_prescribers_reason_is_written_down_by_the_nurse_and_kept_in_their_words(
    tomas: Staff, dana: Staff, mari: Patient, address: Callable[..., str]
) -> None:
    typed = {
        "prescriber": str(dana.pk), "read_back": "on", "medication": "acamprosate", "dose_amount": "666", "route": "oral",
        "frequency": "three-times-daily", "phase": "maintenance", "starts_on": "2026-11-23",
    }  # fmt: skip
    nurse, prescriber = sign_in(Client(), tomas), sign_in(Client(), dana)
    answer = nurse.post(address("verbal"), typed)
    page = answer.content.decode()
    asks = [card.rule for card in answer.context["alerts"].asks]
    assert (answer.status_code, bool(asks), MedicationOrder.objects.exists()) == (422, True, False)
    assert "In the prescriber’s words" in page
    assert 'value="666"' in page
    assert "Choose a reason" not in page
    half = typed | {f"reason-{rule}": "benefit" for rule in asks}
    assert "Choose a reason and write the prescriber’s words" in nurse.post(address("verbal"), half).content.decode()
    whole = half | {f"words-{rule}": "Labs were fine last week" for rule in asks}
    assert nurse.post(address("verbal"), whole).status_code == 302
    order = MedicationOrder.objects.get()
    kept = {(row.outcome, row.reason, row.words, row.fired_by_id) for row in order.firings.filter(severity="OVR")}
    assert (order.status, kept) == (
        OrderStatus.ACTIVE, {("overridden", "benefit", "Labs were fine last week", tomas.user_id)}
    )  # fmt: skip
    page = prescriber.get(address("order", order)).content.decode()
    assert "Labs were fine last week" in page
    assert prescriber.post(address("cosign", order), {"answer": PASSWORD}).status_code == 302


@pytest.mark.django_db
def test_conditions_and_the_time_for_a_signature_follow_the_clinics_own_figures(
    to_nurse: Permit, dana: Staff, mari: Patient, at: datetime, address: Callable[..., str]
) -> None:
    for key, value in (("verbal.cosign_hours", 24), ("buprenorphine.cows_floor", 11)):
        OwnThresholdFactory(
            organisation=mari.organisation, key=key, value=Decimal(value), verdict="approved",
            decided_at=at, decided_by=UserFactory(),
        )  # fmt: skip
    assert said(to_nurse, dana, at, **PLAIN).verbal.cosign_until == at + timedelta(hours=24)
    typed = {
        "medication": "buprenorphine", "dose_amount": "4", "route": "sublingual", "frequency": "daily", "phase": "initiation",
        "starts_on": "2026-11-23", "steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0",
    }  # fmt: skip
    sign_in(Client(), dana).post(address("new"), typed)
    assert StartCondition.objects.get(kind="withdrawal").at_least == 11


@pytest.mark.django_db
def test_what_a_clinic_leaves_out_is_offered_to_nobody_and_refused(
    to_order: Permit, dana: Staff, alice: Staff, at: datetime
) -> None:
    actor: Actor = actor_for(dana)
    number = to_order.organisation_id
    operations.leave_out(actor=actor, medication="disulfiram", at=at)
    assert operations.leave_out(actor=actor, medication="disulfiram", at=at) is None
    operations.leave_out(actor=actor, medication="methadone", preparation="methadone-tablet-5", at=at)
    assert left_out(organisation_id=number) == ({"disulfiram"}, {"methadone-tablet-5"})
    offered = {medicine.code: [code for code, _ in medicine.preparations] for medicine in medicines(organisation_id=number)}
    assert "disulfiram" not in offered
    assert "methadone-tablet-5" not in offered["methadone"]
    assert "disulfiram" in {medicine.code for medicine in medicines()}
    for code, made in (("disulfiram", ""), ("methadone", "methadone-tablet-5")):
        with pytest.raises(operations.NotInCatalogue):
            write(to_order, at, code, 250, preparation=made)
    assert operations.take_back(actor=actor, medication="disulfiram", at=at) == 1
    assert write(to_order, at, "disulfiram", 250).status == OrderStatus.DRAFT
    with pytest.raises(WorkRefused):
        operations.leave_out(actor=actor_for(alice), medication="methadone", at=at)
    browser = sign_in(Client(), dana)
    assert "Formulary" in browser.get("/formulary/").content.decode()
    assert browser.post("/formulary/change/", {"medication": "moonshine"}).status_code == 404
    assert browser.post("/formulary/change/", {"medication": "naltrexone"}).status_code == 302
