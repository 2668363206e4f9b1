"""Whoever received something on a consent that is taken back is told: by e-mail, else by a colleague."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from care.accounts.models import PartnerSystem, Staff
from care.actor import Category
from care.consent import operations
from care.consent.models import Consent
from care.deliveries import HANDLERS, LISTENERS
from care.outbox import operations as outbox
from care.outbox.models import Delivery
from care.pages import telling
from care.pages.signing.operations import send_consent_link
from care.worklist.models import Task
from patients.models import Patient
from tests.factories.access import DisclosureFactory
from tests.factories.accounts import PartnerSystemFactory
from tests.factories.consent import ConsentFactory
from tests.factories.patients import permit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def eastside(db: None) -> PartnerSystem:
    return PartnerSystemFactory(organisation__name="Eastside Primary Care", contact_email="records@eastside.example")


@pytest.fixture
def shared(mari: Patient, eastside: PartnerSystem) -> Consent:
    """A consent on which Eastside read the plan twice."""
    consent = ConsentFactory(patient=mari, recipient=eastside.organisation)
    for _ in range(2):
        DisclosureFactory(consent=consent, partner=eastside)
    return consent


def taken_back(alice: Staff, consent: Consent, now: datetime) -> None:
    permit = permit_for(alice, consent.patient, at=now)
    operations.revoke_consent(permit=permit, consent=consent.uuid, reason="She asked", at=now)


def swept(now: datetime) -> None:
    outbox.sweep(handlers=HANDLERS, listeners=LISTENERS, clock=lambda: now + timedelta(seconds=1))


def test_a_partner_with_a_contact_gets_one_message_that_names_nobody(
    alice: Staff, mari: Patient, shared: Consent, now: datetime
) -> None:
    taken_back(alice, shared, now)
    swept(now)
    [message] = mail.outbox
    assert message.to == ["records@eastside.example"]
    assert str(shared.uuid) in message.body
    for secret in ("Mari", "Vega", str(mari.uuid)):
        assert secret not in f"{message.subject} {message.body}"
    assert not Task.objects.filter(kind="consent_told").exists()
    swept(now)
    assert len(mail.outbox) == 1


def test_without_a_contact_a_coordinator_is_asked(alice: Staff, shared: Consent, eastside: PartnerSystem, now: datetime) -> None:
    PartnerSystem.objects.update(contact_email="")
    taken_back(alice, shared, now)
    swept(now)
    task = Task.objects.get(kind="consent_told")
    assert task.title == "Tell Eastside Primary Care that a consent is taken back"
    assert (task.owner_role, task.subject) == ("coordinator", shared.uuid)
    assert not mail.outbox


def test_who_received_nothing_is_not_told(alice: Staff, mari: Patient, eastside: PartnerSystem, now: datetime) -> None:
    taken_back(alice, ConsentFactory(patient=mari, recipient=eastside.organisation), now)
    swept(now)
    assert not mail.outbox
    assert not Task.objects.filter(kind="consent_told").exists()


def test_where_the_message_cannot_go_a_coordinator_is_asked(alice: Staff, shared: Consent, now: datetime) -> None:
    PartnerSystem.objects.update(contact_email="nobody")
    taken_back(alice, shared, now)
    swept(now)
    swept(now + timedelta(minutes=1))
    assert Task.objects.get(kind="consent_told").subject == shared.uuid


def test_a_contact_that_is_gone_when_it_goes_is_no_way(
    alice: Staff, shared: Consent, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_back(alice, shared, now)
    asked: list[Any] = []

    def once(ids: Any) -> dict[int, str]:
        asked.append(ids)
        return {shared.recipient_id: "records@eastside.example"} if len(asked) == 1 else {}  # type: ignore[dict-item]

    monkeypatch.setattr(telling, "contact_emails", once)
    swept(now)
    swept(now + timedelta(minutes=1))
    assert not mail.outbox
    assert Task.objects.filter(kind="consent_told").count() == 1
    assert Delivery.objects.get(kind="consent-revoked").state == "dropped"


def test_a_link_that_waits_is_not_sent_once_it_is_signed(alice: Staff, mari: Patient, now: datetime) -> None:
    draft = ConsentFactory(patient=mari, draft=True, outside=True, expires_at=now + timedelta(days=90))
    permit = permit_for(alice, mari, at=now)
    assert permit.covers(Category.SUD)
    send_consent_link(permit=permit, consent=draft.uuid, at=now)
    operations.set_aside_consent(permit=permit, consent=draft.uuid, at=now)
    swept(now)
    row = Delivery.objects.get(kind="reminder")
    assert (row.state, row.reason) == ("dropped", "SIGNED")
