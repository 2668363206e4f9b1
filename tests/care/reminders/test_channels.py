"""What somebody agreed to, and what the database refuses of it; the Messages tab."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from care.access.gate import Refused
from care.accounts.models import Staff
from care.accounts.rules import WorkRefused
from care.actor import Action, PermitMismatch, Role
from care.audit.models import AuditEvent
from care.reminders import operations, queries
from care.reminders.models import ChannelConsent, Message, Sender
from care.reminders.rules import Channel, Given, Withdrawn
from patients.models import ContactPoint, Patient
from tests.care.reminders.conftest import PHONE
from tests.factories.accounts import LONG_AGO, OrganisationFactory, actor_for, sign_in, staff_with
from tests.factories.patients import ContactPointFactory, enrolled_patient, permit_for
from tests.factories.reminders import (
    ChannelConsentFactory,
    InboundFactory,
    InboundForFactory,
    MessageFactory,
    SenderFactory,
)
from tests.together import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(alice: Staff) -> Patient:
    """Somebody with a phone that may be texted, who has not been asked."""
    patient = enrolled_patient(alice)
    ContactPointFactory(patient=patient, value=PHONE, may_text=True)
    return patient


def allow(alice: Staff, patient: Patient, at: datetime, **more: Any) -> ChannelConsent:
    given = {"channel": Channel.SMS, "address": PHONE, "how": Given.PHONE, "at": at} | more
    return operations.allow_channel(permit=permit_for(alice, patient, at=at), **given)


class TestAllowing:
    def test_who_when_how_and_which_wording(self, alice: Staff, asked: Patient, at: datetime) -> None:
        consent = allow(alice, asked, at)
        assert (consent.given_by_id, consent.given_at, consent.given_how, consent.wording_version) == (
            alice.user_id,
            at,
            "phone",
            1,
        )
        assert AuditEvent.objects.get(verb="channel.allowed").patient_ids == [asked.pk]

    def test_twice_is_once(self, alice: Staff, asked: Patient, at: datetime) -> None:
        assert allow(alice, asked, at).pk == allow(alice, asked, at).pk

    def test_only_a_phone_of_the_record(self, alice: Staff, asked: Patient, at: datetime) -> None:
        with pytest.raises(operations.NoSuchChannel):
            allow(alice, asked, at, address="+14015550999")

    @pytest.mark.parametrize("change", [{"is_shared": True}, {"may_text": False}])
    def test_not_where_the_record_says_no(self, alice: Staff, asked: Patient, at: datetime, change: dict[str, bool]) -> None:
        ContactPoint.objects.update(**change)
        with pytest.raises(operations.ClosedByRecord):
            allow(alice, asked, at)

    def test_a_permit_to_read_is_not_enough(self, alice: Staff, asked: Patient, at: datetime) -> None:
        permit = permit_for(alice, asked, at=at, action=Action.READ)
        with pytest.raises(PermitMismatch):
            operations.allow_channel(permit=permit, channel=Channel.SMS, address=PHONE, how=Given.PHONE, at=at)

    def test_somebody_off_the_program_gets_no_permit(self, asked: Patient, at: datetime) -> None:
        charlie = staff_with(Role.COORDINATOR, organisation=OrganisationFactory())
        with pytest.raises(Refused):
            allow(charlie, asked, at)

    def test_withdrawing_twice_keeps_the_first(self, alice: Staff, asked: Patient, at: datetime) -> None:
        consent, permit = allow(alice, asked, at), permit_for(alice, asked, at=at)
        for hours, why in ((1, Withdrawn.TOLD_US), (2, Withdrawn.WRONG)):
            operations.withdraw_channel(permit=permit, consent=consent.uuid, why=why, at=at + timedelta(hours=hours))
        consent.refresh_from_db()
        assert (consent.withdrawn_at, consent.withdrawn_why) == (at + timedelta(hours=1), "told_us")

    def test_of_another_person_there_is_none(self, alice: Staff, asked: Patient, at: datetime) -> None:
        other = ChannelConsentFactory()
        with pytest.raises(operations.NoSuchChannel):
            operations.withdraw_channel(permit=permit_for(alice, asked, at=at), consent=other.uuid, why=Withdrawn.TOLD_US, at=at)


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_at_once_make_one_consent(alice: Staff, asked: Patient, at: datetime) -> None:
    together(*[lambda: allow(alice, asked, at)] * 3)
    assert ChannelConsent.objects.count() == 1


class TestSender:
    def test_an_administrator_says_the_name(self, at: datetime) -> None:
        admin = staff_with(Role.ADMINISTRATOR)
        operations.set_sender(actor=actor_for(admin), name_en="Harbor team", name_es="", phone="+14015550100", at=at)
        found = queries.sender_of(organisation_id=admin.organisation_id, language="en")
        assert (found.name, found.phone) == ("Harbor team", "(401) 555-0100")
        assert queries.sender_of(organisation_id=admin.organisation_id, language="es").name == "Su equipo"

    def test_a_name_that_hints_is_refused(self, at: datetime) -> None:
        with pytest.raises(operations.NotNeutral) as refused:
            operations.set_sender(
                actor=actor_for(staff_with(Role.ADMINISTRATOR)), name_en="Sunrise Detox", name_es="", phone="", at=at
            )
        assert refused.value.words == ["detox"]

    def test_a_name_that_would_make_every_text_too_long_is_refused(self, at: datetime) -> None:
        admin = staff_with(Role.ADMINISTRATOR)
        with pytest.raises(operations.OddLetters) as odd:
            operations.set_sender(actor=actor_for(admin), name_en="", name_es="Equipo de atención", phone="", at=at)
        assert odd.value.letters == "ó"
        SenderFactory(organisation=admin.organisation, name_es="Equipo de atención")  # written before the rule
        assert queries.sender_of(organisation_id=admin.organisation_id, language="es").name == "Su equipo"

    def test_the_page_says_how_a_text_reads(self, client: Client) -> None:
        browser = sign_in(client, staff_with(Role.ADMINISTRATOR))
        assert "Care team: how are you today?" in browser.get("/messages/sender/").content.decode()
        assert browser.post("/messages/sender/", {"name_en": "Harbor team", "phone": "401 555 0100"}).status_code == 302
        page = browser.get("/messages/sender/").content.decode()
        assert "Harbor team: how are you today?" in page
        assert "(401) 555-0100" in page

    def test_the_page_says_when_our_own_address_tells_too_much(self, client: Client, settings: Any) -> None:
        settings.BASE_URL = "https://sunrise-recovery.example"
        page = sign_in(client, staff_with(Role.ADMINISTRATOR)).get("/messages/sender/").content.decode()
        assert "No text can leave" in page

    @pytest.mark.parametrize("values", [{"name_en": "Sunrise Detox"}, {"name_es": "Atención"}, {"phone": "12"}])
    def test_what_cannot_be_is_said_and_nothing_is_saved(self, client: Client, values: dict[str, str]) -> None:
        answer = sign_in(client, staff_with(Role.ADMINISTRATOR)).post("/messages/sender/", values)
        assert answer.status_code == 422
        assert not Sender.objects.exists()

    def test_others_do_not(self, alice: Staff, at: datetime) -> None:
        with pytest.raises(WorkRefused):
            operations.set_sender(actor=actor_for(alice), name_en="x", name_es="", phone="", at=at)


def test_a_message_that_left_has_left(alice: Staff, asked: Patient, at: datetime) -> None:
    message, permit = MessageFactory(patient=asked), permit_for(alice, asked, at=at)
    operations.keep_back(permit=permit, delivery=message.delivery, wording="check-in", subject=None, reason="sms-400", at=at)
    operations.mark_sent(permit=permit, delivery=message.delivery, reference="another", at=at)
    before = (message.state, message.reason, message.reference)
    message.refresh_from_db()
    assert (message.state, message.reason, message.reference) == before


class TestTheDatabaseRefuses:
    @pytest.mark.parametrize(
        ("values", "constraint"),
        [
            ({"channel": "pigeon"}, "channel_known"),
            ({"about": "ads"}, "about_known"),
            ({"given_how": "shrug"}, "given_known"),
            ({"address": "401 555"}, "phone_is_e164"),
            ({"channel": "email", "address": ""}, "has_address"),
            ({"wording_version": 0}, "has_wording"),
            ({"given_by": None}, "given_pair"),
            ({"given_by_job": "both"}, "given_pair"),
            ({"withdrawn_at": LONG_AGO, "withdrawn_why": "stop"}, "withdrawn_pair"),
            ({"withdrawn_at": LONG_AGO, "withdrawn_by_job": "x"}, "withdrawn_has_reason"),
            ({"withdrawn_why": "stop"}, "withdrawn_has_reason"),
            (
                {"withdrawn_at": LONG_AGO - timedelta(days=1), "withdrawn_by_job": "x", "withdrawn_why": "stop"},
                "withdrawn_after",
            ),
        ],
    )
    def test_a_consent_without(self, values: dict[str, Any], constraint: str) -> None:
        with pytest.raises(IntegrityError, match=constraint):
            ChannelConsentFactory(**values)

    def test_two_in_force(self) -> None:
        first = ChannelConsentFactory()
        with pytest.raises(IntegrityError, match="in_force_once"):
            ChannelConsentFactory(patient=first.patient, address=first.address)

    @pytest.mark.parametrize(
        ("values", "constraint"),
        [
            ({"state": "lost", "sent_at": None}, "message_state_known"),
            ({"channel": "pigeon"}, "message_"),
            ({"address": ""}, "message_channel_known"),
            ({"sent_at": None}, "message_sent_has_time"),
            ({"state": "not_sent", "sent_at": None}, "message_not_sent_has_reason"),
            ({"reason": "why"}, "message_not_sent_has_reason"),
        ],
    )
    def test_a_message_with(self, values: dict[str, Any], constraint: str) -> None:
        with pytest.raises(IntegrityError, match=constraint):
            MessageFactory(**values)

    def test_one_delivery_twice(self) -> None:
        number = uuid4()
        MessageFactory(delivery=number)
        with pytest.raises(IntegrityError):
            MessageFactory(delivery=number)

    def test_an_inbound_text_without_a_number_of_the_provider(self) -> None:
        with pytest.raises(IntegrityError, match="inbound_has_reference"):
            InboundFactory(reference="")

    def test_an_intent_that_nobody_knows(self) -> None:
        with pytest.raises(IntegrityError, match="inbound_intent_known"):
            InboundFactory(intent="maybe")

    def test_one_text_twice_for_a_person(self) -> None:
        first = InboundForFactory()
        with pytest.raises(IntegrityError, match="inbound_for_once"):
            InboundForFactory(inbound=first.inbound, patient=first.patient)

    def test_two_senders_of_one_program(self) -> None:
        first = SenderFactory()
        with pytest.raises(IntegrityError), transaction.atomic():
            SenderFactory(organisation=first.organisation)
        assert Sender.objects.count() == 1


class TestTheTab:
    def address(self, patient: Patient, more: str = "") -> str:
        return f"/people/{patient.uuid}/messages/{more}"

    def test_it_says_what_may_go_where_what_was_said_and_what_was_not_sent(
        self, client: Client, alice: Staff, mari: Patient
    ) -> None:
        MessageFactory(patient=mari)
        Message.objects.create(
            patient=mari, organisation=mari.organisation, delivery=uuid4(), wording="missed", state="not_sent",
            reason="NO_CHANNEL", begun_at=LONG_AGO,
        )  # fmt: skip
        InboundForFactory(patient=mari)
        page = sign_in(client, alice).get(self.address(mari)).content.decode()
        for words in (
            "(401) 555-0122", "Messages may go here", "how are you today? [link]", "Can you call me?", "Marisol wrote",
            "No phone or address that may be written to", "Nothing waits to be sent to Marisol",
        ):  # fmt: skip
            assert words in page, words

    def test_allowing_and_taking_back(self, client: Client, alice: Staff, asked: Patient) -> None:
        browser = sign_in(client, alice)
        page = browser.get(self.address(asked, "allow/")).content.decode()
        assert "We would like to text (401) 555-0122" in page
        assert browser.post(self.address(asked, "allow/"), {"way": f"sms:{PHONE}", "how": "phone"}).status_code == 422
        answer = browser.post(self.address(asked, "allow/"), {"way": f"sms:{PHONE}", "how": "phone", "agreed": "on"})
        assert answer.status_code == 302
        consent = ChannelConsent.objects.get()
        assert browser.post(self.address(asked, f"{consent.uuid}/withdraw/"), {"why": "wrong"}).status_code == 302
        consent.refresh_from_db()
        assert consent.withdrawn_why == "wrong"

    def test_by_text_is_not_how_a_colleague_hears_it(self, client: Client, alice: Staff, asked: Patient) -> None:
        values = {"way": f"sms:{PHONE}", "how": "text", "agreed": "on"}
        assert sign_in(client, alice).post(self.address(asked, "allow/"), values).status_code == 422

    def test_a_shared_phone_is_not_offered(self, client: Client, alice: Staff, asked: Patient) -> None:
        ContactPoint.objects.update(is_shared=True)
        page = sign_in(client, alice).get(self.address(asked, "allow/")).content.decode()
        assert "no phone or e-mail left to ask about" in page

    def test_what_is_queued_is_shown(self, client: Client, alice: Staff, mari: Patient, at: datetime) -> None:
        with transaction.atomic():
            operations.remind(
                kind="check-in", patient_id=mari.pk, organisation_id=mari.organisation_id, key="one", due_at=at, at=at, about={}
            )
        page = sign_in(client, alice).get(self.address(mari)).content.decode()
        assert "Queued: 1" in page

    def test_the_same_number_of_queries_for_one_and_for_fifty(self, client: Client, alice: Staff, mari: Patient) -> None:
        browser = sign_in(client, alice)
        browser.get(self.address(mari))
        counts = []
        for number in (1, 50):
            MessageFactory.create_batch(number, patient=mari)
            InboundForFactory.create_batch(number, patient=mari)
            with CaptureQueriesContext(connection) as queries_made:
                browser.get(self.address(mari))
            counts.append(len(queries_made))
        assert counts[0] == counts[1]
