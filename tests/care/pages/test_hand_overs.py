"""An e-mail with a part of a record: the gate is asked again when it is about to leave. A real sweep, a real mail server."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest

from care.access import gate
from care.access.models import Agreement, Disclosure, HandOver
from care.access.notices import Form
from care.access.operations import Asked, Papers, Recipient, queue_hand_over
from care.access.policy import Basis
from care.access.queries import find_hand_over
from care.access.rules import HAND_OVER_MOVES, HandOverMove, HandOverState, hand_over_diagram, moved
from care.access.rules.handovers import NotPossible
from care.accounts.models import Staff
from care.actor import Category, Purpose, Requester, Role
from care.consent.models import Consent
from care.consent.operations import revoke_consent
from care.deliveries import HANDLERS
from care.outbox.models import Delivery
from care.outbox.operations.sweeping import sweep
from care.teams.models import CareTeamMember
from care.worklist.models import Task
from patients.models import Patient
from tests.care.messaging.mailroom import Mailroom, a_mailroom
from tests.care.pages.papers import pages_of
from tests.factories.access import AgreementFactory
from tests.factories.accounts import OrganisationFactory, PartnerSystemFactory, actor_for, staff_with
from tests.factories.consent import ConsentFactory
from tests.factories.patients import AllergyFactory, enrolled_patient, permit_for
from tests.house_rules.sources import PROJECT

pytestmark = pytest.mark.django_db(transaction=True)

NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
ADDRESS = "wu@eastside.example"


@pytest.fixture
def mailroom(settings: Any) -> Iterator[Mailroom]:
    with a_mailroom(settings) as room:
        yield room


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


@pytest.fixture
def alice(db: None) -> Staff:
    """A counselor, who reads Mari's record because she is on her team."""
    return staff_with(Role.COUNSELOR, organisation=OrganisationFactory(name="Harbor Street"), user__name="Alice Osei")


@pytest.fixture
def mari(alice: Staff) -> Patient:
    patient = enrolled_patient(alice, legal_given="Mari", legal_family="Vega")
    AllergyFactory(patient=patient, substance="Penicillin")
    return patient


@pytest.fixture
def consent(mari: Patient) -> Consent:
    partner = PartnerSystemFactory(organisation=OrganisationFactory(name="Eastside", is_part2=False))
    return ConsentFactory(patient=mari, partner=partner)


def queue_it(alice: Staff, mari: Patient, consent: Consent, at: datetime) -> HandOver:
    recipient = Recipient(Requester.PROVIDER, "Dr. Wu", "Eastside", consent.recipient_id)
    return _queue(alice, mari, at, recipient, Purpose.TREAT, consent=consent)


def _queue(
    alice: Staff, mari: Patient, at: datetime, recipient: Recipient, purpose: Purpose, *,
    consent: Consent | None = None, agreement: Agreement | None = None,
) -> HandOver:  # fmt: skip
    release = gate.Release(
        recipient.requester, purpose, frozenset({Category.DEMOGRAPHICS, Category.GENERAL}),
        consent=consent.uuid if consent else None, agreement=agreement.uuid if agreement else None,
        recipient_id=recipient.organisation_id,
    )  # fmt: skip
    permit = gate.require_release(actor=actor_for(alice), patient_id=mari.pk, release=release, at=at)
    asked = Asked(
        recipient=recipient, address=ADDRESS, parts=("identity", "allergies"), basis=Basis.NONE, form=Form.SHORT,
        papers=Papers(agreement=agreement.uuid if agreement else None),
    )  # fmt: skip
    return queue_hand_over(permit=permit, asked=asked, at=at)


def run(at: datetime) -> Any:
    return sweep(handlers=HANDLERS, listeners={}, clock=lambda: at)


def test_it_leaves_with_notice_and_scope_and_is_written_down_first(
    mailroom: Mailroom, alice: Staff, mari: Patient, consent: Consent, now: datetime
) -> None:
    row = queue_it(alice, mari, consent, now)
    about = Delivery.objects.get().about
    assert about == {"hand_over": str(row.uuid)}
    run(now)
    ((to, content),) = mailroom.letters
    letter = message_from_bytes(content, policy=policy.default)
    assert to == [ADDRESS]
    assert letter["Subject"] == "A document for you"
    body = letter.get_body().get_content()  # type: ignore[union-attr]
    assert NOTICE in body
    assert "Consent signed Jan 5, 2026. It covers: identity and contact, general health, substance use care." in body
    assert "Vega" not in body
    (file,) = letter.iter_attachments()
    assert file.get_filename() == "record-2026-03-02.pdf"
    asked = find_hand_over(row.uuid)
    assert asked is not None
    pages = pages_of(file.get_content(), asked.passphrase)
    assert "Penicillin" in " ".join(pages)
    assert all(NOTICE in page for page in pages)
    assert asked.passphrase not in content.decode()
    disclosure = Disclosure.objects.get()
    assert (disclosure.channel, disclosure.consent_id, disclosure.by_id) == ("e-mail", consent.pk, alice.user_id)
    assert (asked.state, asked.disclosure) == (HandOverState.SENT, disclosure)


def test_a_consent_taken_back_meanwhile_stops_it(
    mailroom: Mailroom, alice: Staff, mari: Patient, consent: Consent, now: datetime
) -> None:
    row = queue_it(alice, mari, consent, now)
    permit = permit_for(alice, mari, at=now)
    revoke_consent(permit=permit, consent=consent.uuid, reason="Mari asked", at=now)
    run(now + timedelta(seconds=10))
    assert mailroom.letters == []
    assert not Disclosure.objects.exists()
    row.refresh_from_db()
    assert (row.state, row.reason) == ("dropped", "NO_VALID_CONSENT")
    assert Delivery.objects.get(kind="hand-over").state == "dropped"
    task = Task.objects.get()
    assert (task.owner_id, task.title) == (alice.pk, "Not sent: the copy of the record for Dr. Wu, Eastside")
    assert task.why == "The consent no longer stood when it was about to leave."


def test_taken_back_between_two_tries_the_accounting_says_that_nobody_received_it(
    mailroom: Mailroom, alice: Staff, mari: Patient, consent: Consent, now: datetime
) -> None:
    queue_it(alice, mari, consent, now)
    mailroom.to_content = "451 later"
    run(now)
    assert Disclosure.objects.count() == 1, "written before it was tried"
    mailroom.to_content = "250 OK"
    revoke_consent(permit=permit_for(alice, mari, at=now), consent=consent.uuid, reason="Mari asked", at=now)
    run(now + timedelta(hours=1))
    assert mailroom.letters == []
    first, second = Disclosure.objects.order_by("pk")
    assert (second.outcome, second.amends_id) == ("not_delivered", first.pk)


def test_a_second_try_writes_no_second_row(
    mailroom: Mailroom, alice: Staff, mari: Patient, consent: Consent, now: datetime
) -> None:
    queue_it(alice, mari, consent, now)
    mailroom.to_content = "451 later"
    run(now)
    mailroom.to_content = "250 OK"
    run(now + timedelta(hours=1))
    assert len(mailroom.letters) == 1
    assert Disclosure.objects.count() == 1


def test_an_address_that_nobody_has_is_given_up_and_told(
    mailroom: Mailroom, alice: Staff, mari: Patient, consent: Consent, now: datetime
) -> None:
    row = queue_it(alice, mari, consent, now)
    mailroom.to_recipient = "550 nobody here"
    run(now)
    row.refresh_from_db()
    assert row.state == "failed"
    assert list(Disclosure.objects.order_by("pk").values_list("outcome", flat=True)) == ["given", "not_delivered"]
    assert Task.objects.get().owner_id == alice.pk


def test_a_colleague_who_left_the_team_sends_nothing(
    mailroom: Mailroom, alice: Staff, mari: Patient, consent: Consent, now: datetime
) -> None:
    row = queue_it(alice, mari, consent, now)
    CareTeamMember.objects.update(left_at=now, left_by=alice.user)
    run(now)
    row.refresh_from_db()
    assert (row.state, row.reason, mailroom.letters) == ("dropped", "NOT_ON_CARE_TEAM", [])


def test_a_colleague_who_left_the_clinic_sends_nothing_and_a_coordinator_is_told(
    mailroom: Mailroom, alice: Staff, mari: Patient, consent: Consent, now: datetime
) -> None:
    row = queue_it(alice, mari, consent, now)
    Staff.objects.filter(pk=alice.pk).update(ended_at=now, ended_by=alice.user)
    run(now)
    row.refresh_from_db()
    assert (row.state, row.reason, mailroom.letters) == ("dropped", "COLLEAGUE_LEFT", [])
    task = Task.objects.get()
    assert (task.owner_id, task.owner_role) == (None, "coordinator")


def test_an_agreement_that_ended_meanwhile_stops_it(mailroom: Mailroom, alice: Staff, mari: Patient, now: datetime) -> None:
    agreement = AgreementFactory(organisation=mari.organisation, categories=["demographics", "general"])
    lab = Recipient(Requester.QSO, "", agreement.party)
    row = _queue(alice, mari, now, lab, Purpose.QSO_SERVICE, agreement=agreement)
    Agreement.objects.update(ended_at=now, ended_by=alice.user, ended_reason="Moved on")
    run(now)
    row.refresh_from_db()
    assert (row.state, row.reason, mailroom.letters) == ("dropped", "NO_AGREEMENT", [])


def test_the_machine_is_the_one_that_the_readme_shows() -> None:
    assert hand_over_diagram() in (PROJECT / "care" / "access" / "README.md").read_text()
    for (before, move), after in HAND_OVER_MOVES.items():
        assert moved(before, move) is after
    with pytest.raises(NotPossible):
        moved(HandOverState.SENT, HandOverMove.DROP)
