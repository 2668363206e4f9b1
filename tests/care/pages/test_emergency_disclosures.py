"""What medical personnel outside were told in an emergency is written down whole, told, and reviewed."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from care.access import gate, operations
from care.access.models import AccessNotice, AccessReview, Disclosure
from care.access.operations import Emergency, NotYet, PapersMissing, Told
from care.access.policy import Basis, Session
from care.access.rules import Reason
from care.access.vocabulary import Channel
from care.accounts.models import Organisation, Staff
from care.actor import Category, Purpose, Requester, Role
from care.audit.models import AuditEvent
from care.worklist.models import Task
from patients.models import Patient
from tests.care.pages.conftest import SignIn
from tests.factories.accounts import actor_for, staff_with

pytestmark = pytest.mark.django_db

ZONE = "America/New_York"
FACTS = Emergency("Dr. Ito", "Mercy Hospital, emergency room", "Alice Osei", "Unconscious after a fall, cannot be asked.")


def address(patient: Patient) -> str:
    return f"/people/{patient.uuid}/emergency-disclosure/"


@pytest.fixture
def told(alice: Staff, now: datetime) -> dict[str, Any]:
    local = (now - timedelta(minutes=20)).astimezone(ZoneInfo(ZONE))
    return {
        "personnel_name": "Dr. Ito",
        "personnel_affiliation": "Mercy Hospital, emergency room",
        "discloser": str(alice.pk),
        "told_on": local.date().isoformat(),
        "told_time": local.strftime("%H:%M"),
        "nature": "Unconscious after a fall, cannot be asked.",
        "categories": ["general", "sud"],
        "summary": "Methadone 80 mg daily, last dose this morning; no allergies.",
        "channel": "spoken",
        "is_emergency": "on",
    }


def test_it_is_written_down_with_its_four_facts_and_told(
    as_: SignIn, clinic: Organisation, alice: Staff, bob: Staff, mari: Patient, told: dict[str, Any]
) -> None:
    browser = as_(alice)
    assert f'href="{address(mari)}"' in browser.get(f"/people/{mari.uuid}/").content.decode()
    assert browser.get(address(mari)).status_code == 200
    page = browser.post(address(mari), told, follow=True).content.decode()
    assert "is written down; the care team and the privacy officer are told" in page
    row = Disclosure.objects.get()
    assert (row.ground, row.basis, row.purpose, row.requester) == ("emergency", "D10", "ETREAT", "emergency")
    assert (row.personnel_name, row.personnel_affiliation) == ("Dr. Ito", "Mercy Hospital, emergency room")
    assert (row.discloser, row.emergency_nature) == ("Alice Osei", "Unconscious after a fall, cannot be asked.")
    assert (row.by, row.categories, row.channel, row.notice) == (alice.user, ["general", "sud"], "spoken", "")
    assert row.at.astimezone(ZoneInfo(ZONE)).strftime("%H:%M") == told["told_time"]
    assert "Mercy Hospital" in browser.get(f"/people/{mari.uuid}/consent/").content.decode()
    review, task = AccessReview.objects.get(), Task.objects.get()
    assert (review.disclosure, review.session, task.subject, task.owner_role) == (row, None, review.uuid, "privacy_officer")
    assert not AccessNotice.objects.filter(staff=alice).exists()
    officer = as_(staff_with(Role.PRIVACY_OFFICER, organisation=clinic))
    shown = officer.get(f"/access/reviews/{review.uuid}/").content.decode()
    for fact in ("Dr. Ito, Mercy Hospital, emergency room", "Alice Osei", told["nature"], told["summary"]):
        assert fact in shown
    found = {"outcome": "follow_up", "words": "The ward did not know our number: call back first."}
    assert officer.post(f"/access/reviews/{review.uuid}/", found).status_code == 302
    task.refresh_from_db()
    assert task.state == "done"


@pytest.mark.parametrize(
    "missing",
    ["personnel_name", "personnel_affiliation", "discloser", "told_on", "told_time", "nature", "summary", "is_emergency"],
)
def test_none_of_the_facts_may_be_missing(as_: SignIn, alice: Staff, mari: Patient, told: dict[str, Any], missing: str) -> None:
    assert as_(alice).post(address(mari), told | {missing: ""}).status_code == 422
    assert not Disclosure.objects.exists()
    assert not Task.objects.exists()


@pytest.mark.parametrize("wrong", [{"categories": []}, {"categories": ["counselling_note"]}, {"channel": "rest"}])
def test_what_is_not_offered_is_not_taken(as_: SignIn, alice: Staff, mari: Patient, told: dict[str, Any], wrong: Any) -> None:
    assert as_(alice).post(address(mari), told | wrong).status_code == 422
    assert not Disclosure.objects.exists()


def test_what_lies_ahead_was_not_told(as_: SignIn, alice: Staff, mari: Patient, told: dict[str, Any], now: datetime) -> None:
    tomorrow = (now + timedelta(days=1)).astimezone(ZoneInfo(ZONE)).date().isoformat()
    assert as_(alice).post(address(mari), told | {"told_on": tomorrow}).status_code == 422


def test_who_opened_the_record_in_an_emergency_may_tell_the_ward(
    as_: SignIn, clinic: Organisation, alice: Staff, mari: Patient, told: dict[str, Any]
) -> None:
    sam = as_(staff_with(Role.CRISIS_CLINICIAN, organisation=clinic))
    assert sam.post(address(mari), told).status_code == 403
    sam.post(f"/people/{mari.uuid}/emergency/", {"reason": "overdose", "words": "The ward asks what she takes."})
    assert sam.post(address(mari), told).status_code == 302
    assert set(AccessNotice.objects.values_list("staff_id", flat=True)) == {alice.pk}
    event = AuditEvent.objects.get(verb="emergency_disclosure.recorded")
    assert (event.basis, event.patient_ids) == ("D10", [mari.pk])
    assert "Opened in an emergency: 2" in as_(alice).get("/").content.decode()


def test_the_privacy_officers_reading_hands_nothing_over(clinic: Organisation, mari: Patient, now: datetime) -> None:
    noor = actor_for(staff_with(Role.PRIVACY_OFFICER, organisation=clinic))
    permit = gate.require_session(actor=noor, patient_id=mari.pk, kind=Session.REVIEW, at=now)
    operations.open_session(
        permit=permit,
        kind=Session.REVIEW,
        reason=Reason.COMPLAINT,
        words="A complaint of the sister.",
        length=timedelta(hours=1),
        zone=ZONE,
        at=now,
    )
    release = gate.Release(
        requester=Requester.EMERGENCY_CLINICIAN,
        purpose=Purpose.ETREAT,
        categories=frozenset({Category.SUD}),
        basis=Basis.EMERGENCY,
    )
    with pytest.raises(gate.Refused):
        gate.require_release(actor=noor, patient_id=mari.pk, release=release, at=now)


def test_the_operation_writes_all_or_nothing(alice: Staff, mari: Patient, now: datetime) -> None:
    release = gate.Release(
        requester=Requester.EMERGENCY_CLINICIAN,
        purpose=Purpose.ETREAT,
        categories=frozenset({Category.SUD}),
        basis=Basis.EMERGENCY,
    )
    permit = gate.require_release(actor=actor_for(alice), patient_id=mari.pk, release=release, at=now)
    told = Told(told_at=now, categories=frozenset({Category.SUD}), summary="Methadone 80 mg daily.", channel=Channel.PAPER)
    asked: dict[str, Any] = {"permit": permit, "zone": ZONE, "at": now}
    with pytest.raises(PapersMissing):
        operations.record_emergency_disclosure(facts=Emergency("Dr. Ito", "Mercy", "Alice Osei", " "), told=told, **asked)
    ahead = Told(now + timedelta(seconds=1), told.categories, told.summary, told.channel)
    with pytest.raises(NotYet):
        operations.record_emergency_disclosure(facts=FACTS, told=ahead, **asked)
    assert not AccessReview.objects.exists()
    row = operations.record_emergency_disclosure(facts=FACTS, told=told, **asked)
    assert row.notice.startswith("2.32")
    assert AccessReview.objects.get().disclosure == row
