"""What the rules say is kept, once and for good; a second prescriber; figures that two people set."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from care.accounts.models import Staff
from care.accounts.rules import WorkRefused
from care.actor import Action, Permit, Role
from care.teams.models import Enrolment
from care.worklist.models import Task
from patients.models import Patient
from tests.factories.accounts import UserFactory, actor_for, sign_in, staff_with
from tests.factories.patients import permit_for
from tests.factories.regimens import ANSWERED, FiringFactory, MedicationOrderFactory, OwnThresholdFactory, SecondOpinionFactory
from tests.factories.results import ResultFactory
from tests.factories.story import MedicineFactory
from tests.factories.teams import CareTeamMemberFactory
from treatment_plans.regimens import operations
from treatment_plans.regimens.alert_words import SecondAnswer, Verdict
from treatment_plans.regimens.guarding import HardStop, ReasonsMissing, Said, SecondNeeded, alerts_for, own_thresholds
from treatment_plans.regimens.models import Firing, MedicationOrder, OwnThreshold
from treatment_plans.regimens.operations.thresholds import DecidedAlready, NotByOneself, ProposedAlready
from treatment_plans.regimens.queries.firing_rates import rates
from treatment_plans.regimens.vocabulary import Frequency, OrderStatus, Phase, Route

pytestmark = pytest.mark.django_db


def a_draft(permit: Permit, at: datetime, amount: int, **given: object) -> MedicationOrder:
    return operations.write_order(
        permit=permit,
        medication="methadone",
        dose_amount=Decimal(amount),
        route=Route.ORAL,
        frequency=Frequency.DAILY,
        phase=Phase.STABILIZATION,
        starts_on=at.date(),
        at=at,
        **given,  # type: ignore[arg-type]  # each test gives its own
    )


@pytest.fixture
def other_prescriber(alice: Staff, mari: Patient) -> Staff:
    staff = staff_with(Role.PRESCRIBER, organisation=alice.organisation, user=UserFactory(name="Sam Okafor"))
    CareTeamMemberFactory(enrolment=Enrolment.objects.get(patient=mari), staff=staff, function=Role.PRESCRIBER.value)
    return staff


def test_an_override_is_kept_with_its_facts_and_figures_and_never_changes(to_order: Permit, mari: Patient, at: datetime) -> None:
    order = MedicationOrderFactory(patient=mari, active=True, dose_amount=Decimal(40))
    draft = a_draft(to_order, at, 60, replaces=order.uuid)
    assert set(Firing.objects.filter(order=draft, severity="OVR").values_list("outcome", flat=True)) == {"open"}
    with pytest.raises(ReasonsMissing) as asked:
        operations.sign_order(permit=to_order, order=draft.uuid, at=at)
    assert [alert.rule for alert in asked.value.alerts] == ["M-03"]
    with pytest.raises(ReasonsMissing):
        operations.sign_order(permit=to_order, order=draft.uuid, said=Said({"M-01": ANSWERED.reasons["M-01"]}), at=at)
    operations.sign_order(permit=to_order, order=draft.uuid, said=ANSWERED, at=at)
    kept = Firing.objects.get(order=draft, rule="M-03", moment="signed")
    assert (kept.outcome, kept.reason, kept.words, kept.fired_by_id) == (
        "overridden",
        "benefit",
        "Talked over.",
        to_order.actor.user_id,
    )
    assert kept.figures == {"methadone.raise_mg": "10"}
    assert kept.evidence
    for change in ("UPDATE regimens_firing SET words = 'x'", "DELETE FROM regimens_firing"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_what_was_refused_is_kept_although_nothing_else_is(to_order: Permit, mari: Patient, at: datetime) -> None:
    MedicineFactory(patient=mari, name="Oxycodone")
    with pytest.raises(HardStop):
        operations.write_order(
            permit=to_order,
            medication="naltrexone",
            dose_amount=Decimal(50),
            route=Route.ORAL,
            frequency=Frequency.DAILY,
            phase=Phase.INITIATION,
            starts_on=at.date(),
            at=at,
        )
    kept = Firing.objects.get()
    assert (kept.rule, kept.outcome, kept.order, kept.medication.code, kept.amount) == (
        "I-06",
        "stopped",
        None,
        "naltrexone",
        Decimal(50),
    )


def test_a_second_prescriber_lets_an_order_pass_and_nobody_is_their_own_second(
    to_order: Permit, to_write: Permit, mari: Patient, other_prescriber: Staff, at: datetime
) -> None:
    order = MedicationOrderFactory(patient=mari, active=True, dose_amount=Decimal(40))
    ResultFactory(patient=mari, an_ecg=True, value=Decimal(510), measured_at=at - timedelta(days=2))
    draft = a_draft(to_order, at, 45, replaces=order.uuid)
    with pytest.raises(SecondNeeded):
        operations.sign_order(permit=to_order, order=draft.uuid, said=ANSWERED, at=at)
    operations.ask_second(permit=to_order, to_write=to_write, order=draft.uuid, question="5 mg more for withdrawal?", at=at)
    assert Task.objects.get(subject_kind="second-opinion").priority == "urgent"
    with pytest.raises(operations.NotOneself):
        operations.answer_second(
            permit=to_order, to_write=to_write, order=draft.uuid, answer=SecondAnswer.AGREED, words="Yes", at=at
        )
    with pytest.raises(SecondNeeded):
        operations.sign_order(permit=to_order, order=draft.uuid, said=ANSWERED, at=at)
    theirs = permit_for(other_prescriber, mari, at=at, action=Action.ORDER)
    operations.answer_second(
        permit=theirs, to_write=to_write, order=draft.uuid, answer=SecondAnswer.AGREED, words="ECG again on Friday.", at=at
    )
    with pytest.raises(SecondNeeded):  # whoever agreed does not sign by themselves
        operations.sign_order(permit=theirs, order=draft.uuid, said=ANSWERED, at=at)
    signed = operations.sign_order(permit=to_order, order=draft.uuid, said=ANSWERED, at=at)
    assert signed.status == OrderStatus.ACTIVE
    outcomes = Firing.objects.filter(order=draft, rule="Q-02", moment="signed").order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == ["stopped"] * 3 + ["seconded"]
    assert Task.objects.get(subject_kind="second-opinion").state == "done"


def test_a_figure_holds_once_a_second_person_approves_it_until_it_is_withdrawn(
    dana: Staff, other_prescriber: Staff, alice: Staff, to_order: Permit, mari: Patient, at: datetime
) -> None:
    mine, theirs = actor_for(dana), actor_for(other_prescriber)
    order = MedicationOrderFactory(patient=mari, active=True, dose_amount=Decimal(40))
    step = MedicationOrderFactory(patient=mari, dose_amount=Decimal(48), replaces=order, starts_on=at.date(), ordered_at=at)

    def speaks() -> bool:
        return "M-03" in {alert.rule for alert in alerts_for(permit=to_order, draft=step, at=at)}

    with pytest.raises(WorkRefused):
        operations.propose_threshold(
            actor=actor_for(alice), key="methadone.raise_mg", value=Decimal(5), effective_from=at.date(), why="Ours", at=at
        )
    row = operations.propose_threshold(
        actor=mine, key="methadone.raise_mg", value=Decimal(5), effective_from=at.date(), why="Our protocol", at=at
    )
    assert not speaks()
    with pytest.raises(ProposedAlready):
        operations.propose_threshold(
            actor=theirs, key="methadone.raise_mg", value=Decimal(6), effective_from=at.date(), why="Another", at=at
        )
    with pytest.raises(NotByOneself):
        operations.decide_threshold(actor=mine, threshold=row.uuid, verdict=Verdict.APPROVED, at=at)
    operations.decide_threshold(actor=theirs, threshold=row.uuid, verdict=Verdict.APPROVED, at=at)
    assert speaks()
    with pytest.raises(DecidedAlready):
        operations.decide_threshold(actor=theirs, threshold=row.uuid, verdict=Verdict.DECLINED, at=at)
    operations.withdraw_threshold(actor=mine, threshold=row.uuid, at=at)
    assert not speaks()
    assert own_thresholds(organisation_id=dana.organisation_id) == []


def test_the_rates_count_what_came_of_each_rule(dana: Staff, mari: Patient, at: datetime) -> None:
    order = MedicationOrderFactory(patient=mari, active=True, signed_at=at)
    FiringFactory(order=order, fired_at=at)
    FiringFactory(order=order, fired_at=at, rule="I-24", severity="INFO", outcome="shown", reason="", words="")
    FiringFactory(patient=mari, order=None, organisation=mari.organisation, medication=order.medication, amount=50,
                  rule="I-06", severity="HARD", moment="written", outcome="stopped", reason="", words="", fired_at=at,
                  fired_by=order.ordered_by)  # fmt: skip
    found = rates(actor=actor_for(dana), since=at - timedelta(days=1))
    assert (found.orders, found.alerts, found.refused, found.per_order) == (1, 3, 1, 3.0)
    assert {one.rule: one.override_share for one in found.rules} == {"M-03": 1.0, "I-24": None, "I-06": 0.0}


def test_the_tables_refuse_what_cannot_be(mari: Patient, dana: Staff, at: datetime) -> None:
    """Each constraint, broken."""
    person = {"patient": mari, "organisation": mari.organisation}
    bad = {
        "firing_of_a_rule": lambda: FiringFactory(rule=""),
        "firing_severity_known": lambda: FiringFactory(severity="LOUD"),
        "firing_moment_known": lambda: FiringFactory(moment="never"),
        "firing_outcome_known": lambda: FiringFactory(outcome="lost", reason="", words=""),
        "firing_reason_known": lambda: FiringFactory(reason="because"),
        "firing_overridden_with_reason": lambda: FiringFactory(words=""),
        "firing_hard_stops": lambda: FiringFactory(severity="HARD"),
        "firing_of_an_order": lambda: FiringFactory(
            **person, order=None, medication=MedicationOrderFactory().medication, amount=1, fired_by=dana.user
        ),
        "firing_fired_pair": lambda: FiringFactory(fired_by=None),
        "second_opinion_asks_something": lambda: SecondOpinionFactory(question=""),
        "second_opinion_answer_known": lambda: SecondOpinionFactory(answer="hm", answered_at=at, answered_by=dana.user),
        "second_opinion_answered_pair": lambda: SecondOpinionFactory(answer="agreed", answered_at=at),
        "second_opinion_answered": lambda: SecondOpinionFactory(answered_at=at, answered_by=dana.user),
        "second_opinion_of_another": lambda: SecondOpinionFactory(
            asked_by=dana.user, answer="agreed", answered_at=at, answered_by=dana.user
        ),
        "second_opinion_open_once": lambda: SecondOpinionFactory(order=SecondOpinionFactory().order),
        "own_threshold_says_why": lambda: OwnThresholdFactory(why=""),
        "own_threshold_not_negative": lambda: OwnThresholdFactory(value=-1),
        "own_threshold_verdict_known": lambda: OwnThresholdFactory(verdict="perhaps", decided_at=at, decided_by=dana.user),
        "own_threshold_decided_pair": lambda: OwnThresholdFactory(verdict="approved", decided_at=at),
        "own_threshold_withdrawn_pair": lambda: OwnThresholdFactory(withdrawn_at=at),
        "own_threshold_decided": lambda: OwnThresholdFactory(decided_at=at, decided_by=dana.user),
        "own_threshold_by_two_people": lambda: OwnThresholdFactory(
            proposed_by=dana.user, verdict="approved", decided_at=at, decided_by=dana.user
        ),
        "own_threshold_once_a_day": lambda: OwnThresholdFactory(organisation=OwnThresholdFactory().organisation),
    }
    taken = []
    for name, make in bad.items():
        try:
            with transaction.atomic():
                make()
        except IntegrityError as refused:
            if name not in str(refused):
                taken.append(f"{name}: {refused}")
        else:
            taken.append(name)
    assert not taken


def test_the_pages_of_the_rules(dana: Staff, other_prescriber: Staff, at: datetime) -> None:
    browser = sign_in(Client(), dana)
    page = browser.get(reverse("safety:rules")).content.decode()
    assert "Naltrexone while an opioid may be on board" in page
    assert "10 mg: largest step at once" in page
    typed = {"key": "methadone.raise_mg", "value": "5", "effective_from": "2026-01-01", "why": "Our protocol"}
    assert browser.post(reverse("safety:propose"), typed | {"value": "-5"}).status_code == 422
    assert browser.post(reverse("safety:propose"), typed).status_code == 302
    row = OwnThreshold.objects.get()
    browser.post(reverse("safety:approve", args=[row.uuid]))
    row.refresh_from_db()
    assert row.verdict == ""
    assert "waits for a second person" in browser.get(reverse("safety:figures")).content.decode()
    sign_in(Client(), other_prescriber).post(reverse("safety:approve", args=[row.uuid]))
    assert "5 mg: largest step at once" in browser.get(reverse("safety:rules")).content.decode()
    assert browser.get(reverse("safety:rates")).status_code == 200


def test_the_rules_speak_while_an_order_is_written_and_a_kit_is_one_click_away(dana: Staff, mari: Patient, at: datetime) -> None:
    browser = sign_in(Client(), dana)
    live = reverse("regimens:live", args=[mari.uuid])
    assert "as soon as medicine and dose" in browser.post(live, {"medication": "methadone"}).content.decode()
    said = browser.post(live, {"medication": "methadone", "dose_amount": "60", "starts_on": date(2026, 11, 23)}).content.decode()
    assert "Methadone: first-day total above 50 mg" in said
    assert "No naloxone kit in hand" in said
    assert not MedicationOrder.objects.exists()
    answer = browser.post(reverse("regimens:kit", args=[mari.uuid]))
    kit = MedicationOrder.objects.get()
    assert (kit.medication.code, kit.status) == ("naloxone", "draft")
    assert answer["Location"] == reverse("regimens:order", args=[mari.uuid, kit.uuid])
    assert browser.post(reverse("regimens:kit", args=[mari.uuid]))["Location"] == answer["Location"]
