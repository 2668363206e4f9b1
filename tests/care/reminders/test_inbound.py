"""Texts that come in: who may post them, what they close and open, and that none is lost."""

import json
import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from care.accounts.models import Staff
from care.actor import Role
from care.audit.models import AuditEvent
from care.deliveries import HANDLERS
from care.outbox.models import Delivery
from care.outbox.operations.sweeping import sweep
from care.reminders import operations, queries
from care.reminders.models import ChannelConsent, Inbound, InboundFor
from care.reminders.rules import Channel, Given, Withdrawn
from care.teams.models import CareTeamMember, CaseloadSummary, Enrolment
from care.worklist.models import Task
from patients.models import Patient, SearchKey
from patients.rules import Names, search_keys
from tests.care.reminders.conftest import PHONE, Provider
from tests.factories.accounts import OrganisationFactory, staff_with
from tests.factories.patients import ContactPointFactory, enrolled_patient, permit_for
from tests.factories.reminders import ChannelConsentFactory, MessageFactory
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "/messages/inbound/"
TOKEN = {"Authorization": "Bearer the-provider"}


@pytest.fixture(autouse=True)
def _provider(provider: Provider) -> None:
    """Every text is answered through it."""


def make_findable(patient: Patient) -> None:
    """The search keys that the operations make of a phone."""
    for kind, key in search_keys(names=Names(), birth_date=patient.birth_date, mrn=patient.mrn, phones=[PHONE]):
        SearchKey.objects.get_or_create(patient=patient, organisation=patient.organisation, kind=kind.value, key=key)


def text(body: str, *, number: str = PHONE, reference: str = "in-1", **headers: str) -> Any:
    content = json.dumps({"id": reference, "from": number, "to": "+14015550100", "body": body})
    return Client().post(ADDRESS, content, content_type="application/json", headers=TOKEN | headers)


def answers(provider: Provider) -> list[str]:
    sweep(handlers=HANDLERS, listeners={}, clock=lambda: Inbound.objects.latest("pk").received_at)
    return [sent["body"] for sent in provider.texts]


class TestAtTheDoor:
    @pytest.mark.parametrize("token", ["", "Bearer", "Bearer wrong", "Basic the-provider", "Bearer the-provider-x"])
    def test_only_the_provider_comes_in(self, token: str) -> None:
        assert text("hello", Authorization=token).status_code == 401
        assert not Inbound.objects.exists()

    def test_without_a_provider_nobody_comes_in(self, settings: Any) -> None:
        settings.CARE_SMS_TOKEN = ""
        assert text("hello", Authorization="Bearer ").status_code == 401

    def test_a_form_is_read_as_well(self, mari: Patient) -> None:
        posted = {"MessageSid": "SM1", "From": "(401) 555-0122", "Body": "hello"}
        assert Client().post(ADDRESS, posted, headers=TOKEN).status_code == 200
        assert Inbound.objects.get().address == PHONE

    @pytest.mark.parametrize(
        "content",
        [b"", b"[", b"[]", b'"text"', b'{"id": "1"}', b'{"id": 1, "from": "+14015550122", "body": "x"}',
         b'{"id": "", "from": "+14015550122", "body": "x"}', b'{"id": "1", "from": "", "body": "x"}',
         b'{"id": "1", "from": "+14015550122", "body": "\\u0000"}', b"\xff\xfe", b"[" * 9000],
    )  # fmt: skip
    def test_what_is_no_text_is_refused(self, content: bytes) -> None:
        assert Client().post(ADDRESS, content, content_type="application/json", headers=TOKEN).status_code == 400
        assert not Inbound.objects.exists()

    def test_a_flood_is_refused(self) -> None:
        assert text("x" * 20_000).status_code == 413

    def test_a_text_of_the_greatest_length_is_taken(self, mari: Patient) -> None:
        assert text("é" * 1600).status_code == 200

    def test_the_same_number_of_the_provider_has_one_effect(self, mari: Patient, provider: Provider) -> None:
        for _ in range(3):
            assert text("please call me").status_code == 200
        assert (Inbound.objects.count(), Task.objects.count()) == (1, 1)

    def test_the_same_at_once(self, mari: Patient) -> None:
        together(*[lambda: text("STOP")] * 4)
        assert (Inbound.objects.count(), Delivery.objects.count()) == (1, 1)

    def test_no_log_line_says_who_or_what(self, mari: Patient, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        text("I am at 12 Elm Street")
        assert PHONE not in caplog.text
        assert "Elm Street" not in caplog.text

    def test_what_it_says_is_encrypted(self, mari: Patient) -> None:
        text("I am at 12 Elm Street")
        with connection.cursor() as cursor:
            cursor.execute("SELECT body FROM reminders_inbound")
            (stored,) = cursor.fetchone()
        assert "Elm" not in stored
        assert Inbound.objects.get().body == "I am at 12 Elm Street"


class TestStop:
    def test_it_closes_the_number_for_everybody_everywhere(self, mari: Patient, provider: Provider) -> None:
        other = enrolled_patient(staff_with(Role.COORDINATOR, organisation=OrganisationFactory()))
        ChannelConsentFactory(patient=other, address=PHONE)
        left = ChannelConsentFactory(patient=mari, channel=Channel.EMAIL.value, address="mari@example.org")
        assert text("Stop please").status_code == 200
        closed = ChannelConsent.objects.filter(address=PHONE)
        assert {(row.withdrawn_why, row.withdrawn_by_job) for row in closed} == {("stop", "reminders.inbound")}
        left.refresh_from_db()
        assert left.withdrawn_at is None
        assert InboundFor.objects.count() == 2
        event = AuditEvent.objects.get(verb="text.received")
        assert set(event.patient_ids) == {mari.pk, other.pk}
        assert len(answers(provider)) == 1

    def test_it_works_where_no_record_may_be_written_to(self, mari: Patient) -> None:
        for model in (CareTeamMember, CaseloadSummary, Enrolment):
            model.objects.all().delete()
        text("STOP")
        assert ChannelConsent.objects.get().withdrawn_why == "stop"

    def test_one_confirmation_follows_in_neutral_words(self, mari: Patient, provider: Provider) -> None:
        text("STOP")
        assert answers(provider) == [
            "Care team: you will get no more texts from us. To get them again, text START. Questions? (401) 555-0100."
        ]

    def test_a_second_stop_is_not_answered(self, mari: Patient, provider: Provider) -> None:
        text("STOP")
        text("STOP", reference="in-2")
        assert len(answers(provider)) == 1

    def test_a_confirmation_that_comes_late_is_not_sent(self, mari: Patient, provider: Provider) -> None:
        text("STOP")
        later = Inbound.objects.get().received_at + timedelta(minutes=6)
        sweep(handlers=HANDLERS, listeners={}, clock=lambda: later)
        assert provider.texts == []
        assert Delivery.objects.get().reason == "TOO_LATE"

    def test_in_spanish_to_who_speaks_spanish(self, mari: Patient, provider: Provider) -> None:
        Patient.objects.update(language="es")
        text("Alto")
        assert answers(provider)[0].startswith("Su equipo: ya no le enviaremos mensajes.")

    def test_the_answer_goes_in_the_name_of_who_wrote_last(self, mari: Patient, provider: Provider) -> None:
        other = enrolled_patient(staff_with(Role.COORDINATOR, organisation=OrganisationFactory(phone="+12125550100")))
        ChannelConsentFactory(patient=other, address=PHONE)
        MessageFactory(patient=other, address=PHONE)
        text("STOP")
        assert answers(provider)[0].endswith("(212) 555-0100.")

    def test_in_other_words_somebody_reads_it_too(self, mari: Patient) -> None:
        text("take me off your list")
        assert ChannelConsent.objects.get().withdrawn_why == "stop"
        assert Task.objects.get().title == "Read and answer a text"

    def test_danger_beside_it_is_not_lost(self, mari: Patient) -> None:
        text("Stop. I want to die")
        assert ChannelConsent.objects.get().withdrawn_why == "stop"
        assert Task.objects.get().priority == "urgent"


class TestStart:
    def test_it_opens_what_stop_closed(self, mari: Patient, provider: Provider) -> None:
        text("STOP")
        answers(provider)
        text("START", reference="in-2")
        again = ChannelConsent.objects.get(withdrawn_at__isnull=True)
        assert (again.given_how, again.given_by_job) == ("text", "reminders.inbound")
        assert answers(provider)[1].startswith("Care team: you will get our texts again.")

    def test_it_opens_nothing_that_was_closed_otherwise(self, mari: Patient, alice: Staff, at: datetime) -> None:
        consent = ChannelConsent.objects.get()
        operations.withdraw_channel(permit=permit_for(alice, mari, at=at), consent=consent.uuid, why=Withdrawn.TOLD_US, at=at)
        text("START")
        assert not ChannelConsent.objects.filter(withdrawn_at__isnull=True).exists()
        assert not Delivery.objects.exists()

    def test_from_who_never_stopped_it_changes_nothing(self, mari: Patient) -> None:
        text("START")
        assert ChannelConsent.objects.count() == 1
        assert not Delivery.objects.exists()


def test_help_is_answered_without_a_hint(mari: Patient, provider: Provider) -> None:
    text("HELP")
    assert answers(provider)[0].startswith("Care team: to talk with us call (401) 555-0100.")


class TestForPeople:
    def test_anything_else_is_kept_and_somebody_reads_it(
        self, mari: Patient, alice: Staff, provider: Provider, at: datetime
    ) -> None:
        text("Can you call me after four?")
        task = Task.objects.get()
        assert (task.patient_id, task.owner_role, task.priority) == (mari.pk, "coordinator", "routine")
        assert "four" not in f"{task.title} {task.why}"
        line = queries.thread_of(permit=permit_for(alice, mari, at=at))[0]
        assert (line.is_from_person, line.text) == (True, "Can you call me after four?")
        assert answers(provider) == []

    def test_words_of_danger_are_urgent(self, mari: Patient) -> None:
        text("i want to end my life")
        task = Task.objects.get()
        assert task.priority == "urgent"
        assert task.escalates_at is not None

    def test_a_number_in_the_record_is_enough(self, alice: Staff) -> None:
        patient = enrolled_patient(alice)
        ContactPointFactory(patient=patient, value=PHONE)
        make_findable(patient)
        text("It is me")
        assert InboundFor.objects.get().patient_id == patient.pk

    def test_a_number_that_nobody_has_is_kept_and_not_answered(self, alice: Staff, provider: Provider) -> None:
        assert text("who is this", number="+14015559999").json() == {"detail": "received"}
        row = Inbound.objects.get()
        assert (row.address, row.people.count()) == ("+14015559999", 0)
        assert not Delivery.objects.exists()

    def test_a_short_code_is_kept(self) -> None:
        assert text("Your bill", number="72166").status_code == 200
        assert Inbound.objects.get().address == "72166"


def test_the_database_refuses_a_text_twice(mari: Patient) -> None:
    text("hello")
    with pytest.raises(IntegrityError):
        Inbound.objects.create(reference="in-1", address=PHONE, received_at=Inbound.objects.get().received_at)


def test_stop_comes_before_a_message_that_waits(mari: Patient, provider: Provider, alice: Staff, at: datetime) -> None:
    """Agreeing again in person opens it again."""
    ContactPointFactory._meta.model.objects.filter(patient=mari).update(may_text=True)
    text("STOP")
    operations.allow_channel(
        permit=permit_for(alice, mari, at=at), channel=Channel.SMS, address=PHONE, how=Given.IN_PERSON, at=at
    )
    assert ChannelConsent.objects.filter(withdrawn_at__isnull=True).count() == 1
