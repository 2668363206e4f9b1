"""A record that is opened for a time: exactly one, to exactly one colleague, until its moment, and never what stays closed."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from care.access import deliveries, gate, operations
from care.access.models import AccessReview, AccessSession
from care.access.policy import Basis, Session
from care.access.rules import NotPossible, Reason, WordsMissing
from care.accounts import operations as accounts
from care.accounts.models import Organisation, Staff
from care.actor import Action, Actor, Category, Permit, PermitMismatch, Purpose, Requester, Role
from care.audit.models import AuditEvent
from care.outbox.models import Delivery
from care.teams.models import Enrolment
from care.worklist.models import Task
from patients.models import Patient
from tests.care.access.conftest import HOUR, WORDS, ZONE, Open, ask, heard, is_closed
from tests.factories.accounts import UserFactory, actor_for, staff_with

pytestmark = pytest.mark.django_db


# --- what it opens -------------------------------------------------------------------------------------------------------------


def test_who_is_off_the_team_opens_one_record_and_each_page_says_on_what_it_rests(
    sam: Staff, mari: Patient, opens: Open, at: datetime
) -> None:
    assert is_closed(sam, mari, at) == "NOT_ON_CARE_TEAM"
    session = opens(sam, mari)
    permit = ask(sam, mari, at)
    assert (permit.basis, permit.purpose) == ("D06-emergency", Purpose.ETREAT)
    assert permit.session is not None
    assert (permit.session.uuid, permit.session.ends_at, permit.session.may_extend) == (session.uuid, at + HOUR, True)
    event = AuditEvent.objects.order_by("-id").first()
    assert event is not None
    assert (event.verb, event.basis, event.purpose, event.patient_ids) == ("record.opened", "D06-emergency", "ETREAT", [mari.pk])
    ask(sam, mari, at, action=Action.WRITE)


def test_a_session_of_one_person_opens_nobody_else(sam: Staff, mari: Patient, jay: Patient, opens: Open, at: datetime) -> None:
    opens(sam, mari)
    assert is_closed(sam, jay, at) == "NOT_ON_CARE_TEAM"


def test_a_session_of_one_colleague_opens_nothing_to_another(
    clinic: Organisation, sam: Staff, mari: Patient, opens: Open, at: datetime
) -> None:
    opens(sam, mari)
    assert is_closed(staff_with(Role.CRISIS_CLINICIAN, organisation=clinic), mari, at) == "NOT_ON_CARE_TEAM"


def test_it_is_over_at_its_very_moment(sam: Staff, mari: Patient, opens: Open, at: datetime) -> None:
    opens(sam, mari)
    ask(sam, mari, at + HOUR - timedelta(microseconds=1))
    assert is_closed(sam, mari, at + HOUR) == "NOT_ON_CARE_TEAM"
    assert is_closed(sam, mari, at - timedelta(microseconds=1)) == "NOT_ON_CARE_TEAM"


def test_ended_it_is_closed_from_that_moment_on(sam: Staff, mari: Patient, opens: Open, at: datetime) -> None:
    opens(sam, mari)
    operations.end_session(actor=actor_for(sam), patient_id=mari.pk, at=at + timedelta(minutes=5))
    assert is_closed(sam, mari, at + timedelta(minutes=5)) == "NOT_ON_CARE_TEAM"
    with pytest.raises(operations.NoSession):
        operations.end_session(actor=actor_for(sam), patient_id=mari.pk, at=at + timedelta(minutes=6))


def test_nobody_ends_or_extends_a_session_of_somebody_else(
    clinic: Organisation, sam: Staff, mari: Patient, opens: Open, at: datetime
) -> None:
    opens(sam, mari)
    other = actor_for(staff_with(Role.CRISIS_CLINICIAN, organisation=clinic))
    with pytest.raises(operations.NoSession):
        operations.end_session(actor=other, patient_id=mari.pk, at=at)
    with pytest.raises(operations.NoSession):
        operations.extend_session(actor=other, patient_id=mari.pk, words=WORDS, length=HOUR, at=at)


@pytest.mark.parametrize("role", [Role.CRISIS_CLINICIAN, Role.PRESCRIBER, Role.COUNSELOR, Role.PEER, Role.PHARMACIST])
def test_counseling_notes_and_orders_stay_closed(
    role: Role, clinic: Organisation, mari: Patient, opens: Open, at: datetime
) -> None:
    who = staff_with(role, organisation=clinic)
    opens(who, mari)
    for action in (Action.READ, Action.WRITE):
        assert is_closed(who, mari, at, category=Category.COUNSELLING_NOTE, action=action) == "COUNSELING_SEPARATE"
    assert is_closed(who, mari, at, action=Action.ORDER) == "PRESCRIBER_ON_TEAM"


def test_nothing_appears_in_a_list(sam: Staff, mari: Patient, opens: Open, at: datetime) -> None:
    opens(sam, mari)
    for category in Category:
        condition = gate.readable(actor=actor_for(sam), category=category, purpose=Purpose.TREAT, path="patient_id", at=at)
        assert not Enrolment.objects.filter(condition).exists()
    assert not gate.readable_by_category(actor=actor_for(sam), purpose=Purpose.ETREAT, path="patient_id").get(Category.SUD)


def test_a_session_hands_over_to_medical_personnel_and_to_nobody_else(
    sam: Staff, mari: Patient, opens: Open, at: datetime
) -> None:
    def hand_over(requester: Requester, purpose: Purpose, basis: Basis) -> Permit:
        release = gate.Release(requester=requester, purpose=purpose, categories=frozenset({Category.SUD}), basis=basis)
        return gate.require_release(actor=actor_for(sam), patient_id=mari.pk, release=release, at=at)

    opens(sam, mari)
    assert hand_over(Requester.EMERGENCY_CLINICIAN, Purpose.ETREAT, Basis.EMERGENCY).basis == "D10"
    with pytest.raises(gate.Refused) as refusal:
        hand_over(Requester.COURT, Purpose.HLEGAL, Basis.ORDER)
    assert refusal.value.reason == "NOT_ON_CARE_TEAM"


def test_what_no_care_page_asks_for_stays_refused(sam: Staff, mari: Patient, opens: Open, at: datetime) -> None:
    opens(sam, mari)
    for purpose in (Purpose.HRESCH, Purpose.HLEGAL, Purpose.HPAYMT, Purpose.HMARKT):
        with pytest.raises(gate.Refused):
            ask(sam, mari, at, purpose=purpose)


def test_once_it_runs_emergency_access_is_not_offered_again(
    clinic: Organisation, mari: Patient, opens: Open, at: datetime
) -> None:
    pharmacist = staff_with(Role.PHARMACIST, organisation=clinic)
    with pytest.raises(gate.Refused) as refusal:
        ask(pharmacist, mari, at)
    assert (refusal.value.offers_emergency, refusal.value.patient_id) == (True, mari.pk)
    opens(pharmacist, mari)
    with pytest.raises(gate.Refused) as refusal:
        ask(pharmacist, mari, at, category=Category.HARM_REDUCTION)
    assert (refusal.value.offers_emergency, refusal.value.patient_id) == (False, None)


# --- who stops working here ----------------------------------------------------------------------------------------------------


def test_a_disabled_colleague_reads_nothing_more(sam: Staff, mari: Patient, opens: Open, at: datetime) -> None:
    opens(sam, mari)
    sam.user.is_active, sam.user.disabled_at, sam.user.disabled_by = False, at, UserFactory()
    sam.user.save()
    assert is_closed(sam, mari, at) == "NOT_ON_CARE_TEAM"


def test_who_left_reads_nothing_more(sam: Staff, mari: Patient, opens: Open, at: datetime) -> None:
    opens(sam, mari)
    sam.ended_at, sam.ended_by = at, sam.user
    sam.save()
    assert is_closed(sam, mari, at) == "NOT_ON_CARE_TEAM"


def test_who_lost_the_role_reads_nothing_more(sam: Staff, mari: Patient, opens: Open, at: datetime) -> None:
    opens(sam, mari)
    actor = Actor.staff(
        user_id=sam.user_id, staff_id=sam.pk, organisation_id=sam.organisation_id, roles=frozenset({Role.FRONT_DESK})
    )
    with pytest.raises(gate.Refused):
        gate.require(
            actor=actor, patient_id=mari.pk, category=Category.SUD, action=Action.READ, purpose=Purpose.TREAT, at=at
        )  # fmt: skip


def test_an_account_that_is_opened_again_finds_its_session_closed(
    clinic: Organisation, sam: Staff, mari: Patient, opens: Open, at: datetime
) -> None:
    administrator = actor_for(staff_with(Role.ADMINISTRATOR, organisation=clinic))
    opens(sam, mari)
    accounts.disable_account(actor=administrator, staff_id=sam.pk, reason="Lost phone", at=at)
    deliveries.END_SESSIONS.hear(heard(Delivery.objects.get(kind="event:staff.stopped")), at)
    accounts.enable_account(actor=administrator, staff_id=sam.pk, at=at)
    assert is_closed(sam, mari, at) == "NOT_ON_CARE_TEAM"
    session = AccessSession.objects.get()
    assert (session.ended_at, session.ended_by, session.ended_by_job) == (at, None, "access.end_sessions")


# --- who may open one ----------------------------------------------------------------------------------------------------------


def test_another_clinics_person_does_not_exist(mari: Patient, at: datetime) -> None:
    stranger = staff_with(Role.CRISIS_CLINICIAN)
    for patient_id in (mari.pk, None):
        with pytest.raises(gate.NotFound):
            gate.require_session(actor=actor_for(stranger), patient_id=patient_id, kind=Session.EMERGENCY, at=at)


@pytest.mark.parametrize("role", list(Role))
def test_who_may_open_a_record_for_a_time(role: Role, clinic: Organisation, mari: Patient, at: datetime) -> None:
    who = actor_for(staff_with(role, organisation=clinic))
    reads_anyway = {Role.COORDINATOR, Role.NURSE, Role.SUPERVISOR}
    cares = {
        *(Role.PRESCRIBER, Role.COUNSELOR, Role.PEER, Role.PSYCHIATRIC_CONSULTANT, Role.PHARMACIST),
        *(Role.NAVIGATOR, Role.CRISIS_CLINICIAN),
    }
    for kind, may in ((Session.EMERGENCY, cares), (Session.REVIEW, {Role.PRIVACY_OFFICER})):
        asked = {"actor": who, "patient_id": mari.pk, "kind": kind, "at": at}
        if role in may:
            assert gate.require_session(**asked).categories == frozenset()  # type: ignore[arg-type]
        elif role in reads_anyway and kind is Session.EMERGENCY:
            with pytest.raises(gate.NotNeeded):
                gate.require_session(**asked)  # type: ignore[arg-type]
        else:
            with pytest.raises(gate.Refused):
                gate.require_session(**asked)  # type: ignore[arg-type]


def test_the_permit_to_open_a_session_opens_no_data(sam: Staff, mari: Patient, at: datetime) -> None:
    permit = gate.require_session(actor=actor_for(sam), patient_id=mari.pk, kind=Session.EMERGENCY, at=at)
    for category in Category:
        with pytest.raises(PermitMismatch):
            permit.check(category=category)


def test_who_is_asked_inside_a_transaction_answers_nothing(sam: Staff, mari: Patient, at: datetime) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        gate.require_session(actor=actor_for(sam), patient_id=mari.pk, kind=Session.EMERGENCY, at=at)


def test_a_reason_of_the_other_kind_and_words_that_say_nothing_are_refused(sam: Staff, mari: Patient, at: datetime) -> None:
    permit = gate.require_session(actor=actor_for(sam), patient_id=mari.pk, kind=Session.EMERGENCY, at=at)
    asked = {"permit": permit, "kind": Session.EMERGENCY, "length": HOUR, "zone": ZONE, "at": at}
    with pytest.raises(operations.WrongReason):
        operations.open_session(reason=Reason.COMPLAINT, words=WORDS, **asked)  # type: ignore[arg-type]
    with pytest.raises(WordsMissing):
        operations.open_session(reason=Reason.OVERDOSE, words="urgent", **asked)  # type: ignore[arg-type]
    assert not AccessSession.objects.exists()


def test_opened_twice_at_once_it_is_one(sam: Staff, mari: Patient, opens: Open, at: datetime) -> None:
    permit = gate.require_session(actor=actor_for(sam), patient_id=mari.pk, kind=Session.EMERGENCY, at=at)
    first = opens(sam, mari)
    again = operations.open_session(
        permit=permit, kind=Session.EMERGENCY, reason=Reason.DOSE, words=WORDS, length=HOUR, zone=ZONE, at=at
    )
    assert again == first == AccessSession.objects.get()
    assert Task.objects.count() == 1


# --- the privacy officer's own reading -----------------------------------------------------------------------------------------


def test_the_privacy_officer_reads_with_a_reason_and_changes_nothing(
    noor: Staff, mari: Patient, opens: Open, at: datetime
) -> None:
    assert is_closed(noor, mari, at) == "NOT_ON_CARE_TEAM"
    opens(noor, mari, kind=Session.REVIEW)
    permit = ask(noor, mari, at)
    assert (permit.basis, permit.purpose) == ("D05-privacy", Purpose.HOPERAT)
    for action in (Action.WRITE, Action.ORDER):
        with pytest.raises(gate.Refused):
            ask(noor, mari, at, action=action)
    assert is_closed(noor, mari, at, category=Category.COUNSELLING_NOTE) == "COUNSELING_SEPARATE"
    assert not AccessReview.objects.exists()
    assert not Task.objects.exists()


def test_who_is_counselor_and_privacy_officer_reads_in_the_session_that_runs(
    clinic: Organisation, mari: Patient, opens: Open, at: datetime
) -> None:
    both = staff_with(Role.COUNSELOR, Role.PRIVACY_OFFICER, organisation=clinic)
    opens(both, mari, kind=Session.REVIEW)
    assert ask(both, mari, at).basis == "D05-privacy"
    with pytest.raises(gate.Refused):
        ask(both, mari, at, action=Action.WRITE)


# --- staying longer ------------------------------------------------------------------------------------------------------------


def test_it_is_extended_once_with_words(sam: Staff, mari: Patient, opens: Open, at: datetime) -> None:
    opens(sam, mari)
    asked = {"actor": actor_for(sam), "patient_id": mari.pk, "length": HOUR, "at": at + timedelta(minutes=50)}
    with pytest.raises(WordsMissing):
        operations.extend_session(words="more", **asked)  # type: ignore[arg-type]
    session = operations.extend_session(words="The ambulance is still on its way.", **asked)  # type: ignore[arg-type]
    assert session.ends_at == at + 2 * HOUR
    permit = ask(sam, mari, at + timedelta(minutes=90))
    assert permit.session is not None
    assert not permit.session.may_extend
    with pytest.raises(NotPossible):
        operations.extend_session(words="The ambulance is still on its way.", **asked)  # type: ignore[arg-type]


# --- how many queries ----------------------------------------------------------------------------------------------------------


def test_only_who_is_not_on_the_team_costs_one_more_query(
    clinic: Organisation, alice: Staff, sam: Staff, mari: Patient, opens: Open, at: datetime
) -> None:
    def queries(who: Actor) -> int:
        with CaptureQueriesContext(connection) as captured:
            gate.require(
                actor=who, patient_id=mari.pk, category=Category.SUD, action=Action.READ, purpose=Purpose.TREAT, at=at
            )  # fmt: skip
        return len([query for query in captured if query["sql"].startswith(("SELECT", "INSERT"))])

    opens(sam, mari)
    coordinator = actor_for(staff_with(Role.COORDINATOR, organisation=clinic))
    assert queries(actor_for(alice)) == queries(coordinator) == queries(actor_for(sam)) - 1
