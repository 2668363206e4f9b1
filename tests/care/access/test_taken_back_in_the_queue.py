"""What was taken back while it waited in the queue does not leave: a real sweep, a real mail server, at the last moment.

An e-mail with a part of a record and a text to a person wait in the outbox; webhooks and bulk exports are not there yet, and will
be rows of the same queue. Each is asked about again one by one, so that what is taken back while others of its batch are on their
way stays here too.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connections, transaction

from care.access import gate
from care.access.models import Disclosure, HandOver
from care.access.notices import Form
from care.access.operations import Asked, Papers, Recipient, queue_hand_over
from care.access.operations.handovers import KIND as HAND_OVER
from care.access.policy import Basis
from care.accounts.models import Staff, User
from care.actor import Category, Purpose, Requester, Role
from care.consent.models import Consent
from care.consent.operations import revoke_consent
from care.deliveries import HANDLERS
from care.lib.ids import uuid7
from care.outbox.models import Delivery
from care.outbox.operations.sweeping import sweep
from care.reminders import deliveries as reminders
from care.reminders import operations as messages
from care.reminders.models import ChannelConsent
from care.reminders.rules import Withdrawn
from care.reminders.sources import Say, Source
from care.teams.models import CareTeamMember
from patients.models import Patient
from tests.care.messaging.mailroom import Mailroom, a_mailroom
from tests.factories.accounts import OrganisationFactory, PartnerSystemFactory, actor_for, staff_with
from tests.factories.consent import ConsentFactory, RestrictionRequestFactory
from tests.factories.patients import AllergyFactory, ContactPointFactory, enrolled_patient, permit_for
from tests.factories.reminders import ChannelConsentFactory

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)
SEVERAL = 8
Change = Callable[[Staff, Patient, Consent], None]


@pytest.fixture
def mailroom(settings: Any) -> Iterator[Mailroom]:
    with a_mailroom(settings) as room:
        yield room


@pytest.fixture
def alice(db: None) -> Staff:
    """A counselor, who reads the records of the people on whose teams she is."""
    return staff_with(Role.COUNSELOR, organisation=OrganisationFactory(name="Harbor Street"))


@pytest.fixture
def people(alice: Staff) -> list[Patient]:
    """Several people of her teams, each with a phone that may be texted."""
    made = []
    for number in range(SEVERAL):
        patient = enrolled_patient(alice, legal_family=f"Vega-{number}")
        AllergyFactory(patient=patient)
        phone = f"+1401555{number:04d}"
        ContactPointFactory(patient=patient, value=phone, may_text=True)
        ChannelConsentFactory(patient=patient, address=phone)
        made.append(patient)
    return made


@pytest.fixture
def consents(people: list[Patient]) -> list[Consent]:
    """Of each to the same clinic."""
    partner = PartnerSystemFactory(organisation=OrganisationFactory(name="Eastside", is_part2=False))
    return [ConsentFactory(patient=patient, partner=partner) for patient in people]


def queue(alice: Staff, consent: Consent) -> HandOver:
    """An e-mail with a part of the record that waits to leave."""
    recipient = Recipient(Requester.PROVIDER, f"Dr. {consent.patient.legal_family}", "Eastside", consent.recipient_id)
    release = gate.Release(
        recipient.requester, Purpose.TREAT, frozenset({Category.DEMOGRAPHICS, Category.GENERAL}),
        consent=consent.uuid, recipient_id=recipient.organisation_id,
    )  # fmt: skip
    permit = gate.require_release(actor=actor_for(alice), patient_id=consent.patient_id, release=release, at=NOW)
    asked = Asked(
        recipient=recipient, address=f"wu-{consent.pk}@eastside.example", parts=("identity", "allergies"), basis=Basis.NONE,
        form=Form.SHORT, papers=Papers(),
    )  # fmt: skip
    return queue_hand_over(permit=permit, asked=asked, at=NOW)


def run() -> None:
    sweep(handlers=HANDLERS, listeners={}, clock=lambda: NOW)


def takes_it_back(alice: Staff, patient: Patient, consent: Consent) -> None:
    revoke_consent(permit=permit_for(alice, patient, at=NOW), consent=consent.uuid, reason="Asked", at=NOW)


def is_withheld(alice: Staff, patient: Patient, consent: Consent) -> None:
    RestrictionRequestFactory(patient=patient, recipient=consent.recipient, categories=["demographics", "general"])


def runs_out(alice: Staff, patient: Patient, consent: Consent) -> None:
    Consent.objects.filter(pk=consent.pk).update(expires_at=NOW)


def leaves_the_team(alice: Staff, patient: Patient, consent: Consent) -> None:
    CareTeamMember.objects.filter(patient=patient).update(left_at=NOW, left_by=alice.user)


def is_disabled(alice: Staff, patient: Patient, consent: Consent) -> None:
    User.objects.filter(pk=alice.user_id).update(is_active=False, disabled_at=NOW, disabled_by=alice.user_id)


@pytest.mark.parametrize("change", [takes_it_back, is_withheld, runs_out, leaves_the_team, is_disabled])
def test_nothing_leaves_of_what_was_queued_before(
    change: Change, mailroom: Mailroom, alice: Staff, people: list[Patient], consents: list[Consent]
) -> None:
    row = queue(alice, consents[0])
    change(alice, people[0], consents[0])
    run()
    row.refresh_from_db()
    assert (mailroom.letters, row.state) == ([], "dropped")
    assert not Disclosure.objects.exists()
    assert Delivery.objects.get(kind=HAND_OVER).state == "dropped"


def test_what_is_taken_back_while_others_of_the_batch_are_on_their_way_stays_here(
    mailroom: Mailroom, alice: Staff, people: list[Patient], consents: list[Consent], monkeypatch: pytest.MonkeyPatch
) -> None:
    for consent in consents:
        queue(alice, consent)
    sent_to: list[str] = []
    original = HANDLERS[HAND_OVER].send

    def takes_all_others_back(row: Any, ready: Any) -> str:
        """The first is about to leave when everybody takes back: in another process, committed."""
        reference = original(row, ready)
        sent_to.append(ready.payload.address)
        if len(sent_to) == 1:
            _elsewhere(lambda: [takes_it_back(alice, one.patient, one) for one in consents if f"wu-{one.pk}@" not in sent_to[0]])
        return reference

    monkeypatch.setitem(HANDLERS, HAND_OVER, replace(HANDLERS[HAND_OVER], send=takes_all_others_back))
    run()
    assert len(mailroom.letters) == len(sent_to) == 1
    assert sorted(Delivery.objects.filter(kind=HAND_OVER).values_list("state", flat=True)) == ["dropped"] * (SEVERAL - 1) + [
        "sent"
    ]
    assert Disclosure.objects.count() == 1


def _elsewhere(act: Callable[[], object]) -> None:
    """Do something over another connection, and wait until it is committed."""
    failed: list[BaseException] = []

    def run_it() -> None:
        try:
            act()
        except BaseException as error:  # handed to the test
            failed.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run_it)
    thread.start()
    thread.join(timeout=30)
    assert not failed, failed


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The phones to which a text left."""
    say = Say("check-in", {"link": "https://care.example/c/token/"}, uuid7())
    monkeypatch.setitem(reminders.SOURCES, "check-in", Source(lambda *_: say, lambda *_: None, lambda *_: None))
    return []


def remind(people: list[Patient]) -> None:
    with transaction.atomic():
        for patient in people:
            messages.remind(
                kind="check-in", patient_id=patient.pk, organisation_id=patient.organisation_id, key=f"{patient.pk}",
                due_at=NOW, at=NOW, about={},
            )  # fmt: skip


def test_a_reminder_whose_way_was_taken_back_while_others_left_stays_here(
    alice: Staff, people: list[Patient], texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    remind(people)

    def everybody_says_stop() -> None:
        for row in ChannelConsent.objects.exclude(address__in=texts).select_related("patient"):
            permit = permit_for(alice, row.patient, at=NOW)
            messages.withdraw_channel(permit=permit, consent=row.uuid, why=Withdrawn.TOLD_US, at=NOW)

    def send(**sent: Any) -> str:
        texts.append(sent["to"])
        if len(texts) == 1:
            _elsewhere(everybody_says_stop)
        return "taken"

    monkeypatch.setattr(reminders, "send_sms", send)
    run()
    assert len(texts) == 1
    states = sorted(Delivery.objects.filter(kind="reminder").values_list("state", flat=True))
    assert states == ["dropped"] * (SEVERAL - 1) + ["sent"]
