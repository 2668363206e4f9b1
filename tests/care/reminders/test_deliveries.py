"""A message leaves only where everything still holds at the moment of sending. Real rows, a real sweep, a real provider."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection, transaction

from care.accounts.models import Staff
from care.audit.models import AuditEvent
from care.deliveries import HANDLERS
from care.outbox.handling import Drop, Later
from care.outbox.models import Delivery
from care.outbox.operations.sweeping import sweep
from care.reminders import operations, queries
from care.reminders.models import ChannelConsent, Message
from care.reminders.rules import Channel, Withdrawn
from care.teams.models import CareTeamMember, CaseloadSummary, Enrolment
from care.worklist.models import Task
from patients.models import ContactPoint, Patient
from tests.care.reminders.conftest import PHONE, Provider, Room
from tests.factories.patients import ContactPointFactory, permit_for
from tests.factories.reminders import ChannelConsentFactory, MessageFactory, SenderFactory
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ask(mari: Patient, at: datetime) -> Callable[..., None]:
    def ask(key: str = "one", kind: str = "check-in") -> None:
        with transaction.atomic():
            operations.remind(
                kind=kind, patient_id=mari.pk, organisation_id=mari.organisation_id, key=key, due_at=at, at=at, about={}
            )

    return ask


def run(at: datetime) -> Any:
    return sweep(handlers=HANDLERS, listeners={}, clock=lambda: at)


def only() -> Delivery:
    return Delivery.objects.get()


def test_it_is_sent_and_everybody_hears_of_it(
    provider: Provider, room: Room, ask: Callable[..., None], mari: Patient, alice: Staff, at: datetime
) -> None:
    ask()
    run(at)
    text = provider.texts[0]
    assert text["to"] == PHONE
    assert text["body"] == (
        "Care team: how are you today? It takes a minute: https://care.example/c/token/ Questions? (401) 555-0100. STOP to end."
    )
    assert only().state == "sent"
    assert room.told == ["sms"]
    line = queries.thread_of(permit=permit_for(alice, mari, at=at))[0]
    assert line.text.endswith("It takes a minute: [link] Questions? (401) 555-0100. STOP to end.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM reminders_message")
        assert "how are you" not in cursor.fetchone()[0]
    sent = AuditEvent.objects.get(verb="delivery.sent")
    assert sent.patient_ids == [mari.pk]


def test_a_second_try_is_the_same_message(provider: Provider, room: Room, ask: Callable[..., None], at: datetime) -> None:
    ask()
    provider.status = 503
    run(at)
    assert Message.objects.get().state == "sending"
    provider.status = 201
    run(at + timedelta(minutes=5))
    assert [text["key"] for text in provider.texts] == [provider.texts[0]["key"]] * 2
    assert Message.objects.get().state == "sent"
    assert room.told == ["sms"]


def test_one_that_was_handed_over_is_only_settled_again(
    provider: Provider, room: Room, ask: Callable[..., None], at: datetime, monkeypatch: pytest.MonkeyPatch, mari: Patient
) -> None:
    ask()
    original = room.told
    monkeypatch.setattr(room, "told", None)  # what follows breaks once
    run(at)
    monkeypatch.setattr(room, "told", original)
    Patient.objects.filter(pk=mari.pk).update(language="es")
    run(at + timedelta(hours=1))
    assert len(provider.texts) == 1
    assert room.told == ["sms"]
    assert Message.objects.get().state == "sent"


def test_refused_for_good_the_room_above_opens_its_task(
    provider: Provider, room: Room, ask: Callable[..., None], at: datetime
) -> None:
    provider.status = 400
    ask()
    run(at)
    assert only().state == "dead"
    assert room.not_told == ["sms-400"]
    assert Message.objects.get().reason == "sms-400"


class TestNothingLeaves:
    def test_after_a_death(
        self, provider: Provider, room: Room, ask: Callable[..., None], mari: Patient, alice: Staff, at: datetime
    ) -> None:
        ask()
        Patient.objects.filter(pk=mari.pk).update(deceased_on=at.date(), death_recorded_at=at, death_recorded_by=alice.user)
        run(at)
        assert (provider.texts, only().reason, room.not_told) == ([], "DIED", [])

    def test_without_a_yes(self, provider: Provider, room: Room, ask: Callable[..., None], at: datetime) -> None:
        ChannelConsent.objects.all().delete()
        ask()
        run(at)
        assert (provider.texts, only().reason, room.not_told) == ([], "NO_CHANNEL", ["NO_CHANNEL"])

    def test_after_the_yes_was_taken_back(
        self, provider: Provider, room: Room, ask: Callable[..., None], mari: Patient, alice: Staff, at: datetime
    ) -> None:
        ask()
        consent = ChannelConsent.objects.get()
        operations.withdraw_channel(permit=permit_for(alice, mari, at=at), consent=consent.uuid, why=Withdrawn.TOLD_US, at=at)
        run(at)
        assert (provider.texts, only().reason) == ([], "NO_CHANNEL")

    @pytest.mark.parametrize("change", [{"may_text": False}, {"is_shared": True}, {"value": "+14015550199"}])
    def test_where_the_record_closes_the_phone(
        self, provider: Provider, room: Room, ask: Callable[..., None], at: datetime, change: dict[str, Any]
    ) -> None:
        ask()
        ContactPoint.objects.update(**change)
        run(at)
        assert (provider.texts, only().reason) == ([], "NO_CHANNEL")

    def test_where_the_room_above_no_longer_wants_it(
        self, provider: Provider, room: Room, ask: Callable[..., None], at: datetime
    ) -> None:
        room.answer = Drop("ANSWERED")
        ask()
        run(at)
        assert (provider.texts, only().reason, room.not_told) == ([], "ANSWERED", [])
        assert Message.objects.get().reason == "ANSWERED"

    def test_where_no_room_speaks_for_it(self, provider: Provider, ask: Callable[..., None], at: datetime) -> None:
        ask(kind="no-such")
        run(at)
        assert only().reason == "UNKNOWN_KIND"

    def test_where_it_would_hint_at_treatment(
        self, provider: Provider, room: Room, ask: Callable[..., None], mari: Patient, at: datetime
    ) -> None:
        room.answer = type(room.answer)("check-in", {"link": "https://methadone.example/c/a/"}, room.answer.about_uuid)
        ask()
        run(at)
        assert (provider.texts, only().reason, room.not_told) == ([], "WORDING", ["WORDING"])
        assert Task.objects.get().title == "Look at the wording of our messages"

    def test_where_their_own_hours_are_at_night(
        self, provider: Provider, room: Room, ask: Callable[..., None], at: datetime
    ) -> None:
        ContactPoint.objects.update(hours_from=time(22), hours_to=time(6))
        ask()
        run(at)
        assert (only().reason, room.not_told) == ("NO_HOUR", ["NO_HOUR"])

    def test_for_somebody_of_another_program(
        self, provider: Provider, room: Room, ask: Callable[..., None], at: datetime
    ) -> None:
        ask()
        for model in (CareTeamMember, CaseloadSummary, Enrolment):
            model.objects.all().delete()
        run(at)
        assert (provider.texts, only().reason) == ([], "NOT_PERMITTED")


class TestLater:
    def test_at_night_it_waits_for_the_morning_of_theirs(
        self, provider: Provider, room: Room, ask: Callable[..., None], mari: Patient, at: datetime
    ) -> None:
        Patient.objects.filter(pk=mari.pk).update(zone="Pacific/Honolulu")
        ask()
        run(at)
        row = only()
        assert (provider.texts, row.state, row.reason) == ([], "waiting", "QUIET")
        assert row.next_try_at.astimezone(ZoneInfo("Pacific/Honolulu")).time() == time(8)
        run(row.next_try_at)
        assert len(provider.texts) == 1

    def test_a_second_of_one_day_waits(self, provider: Provider, room: Room, ask: Callable[..., None], at: datetime) -> None:
        ask("one")
        ask("two")
        run(at)
        assert len(provider.texts) == 1
        waiting = Delivery.objects.get(state="waiting")
        assert waiting.reason == "CAP"
        run(waiting.next_try_at)  # midnight: now the hours say later
        assert Delivery.objects.get(state="waiting").reason == "QUIET"

    def test_the_fourth_in_seven_days_is_queued(
        self, provider: Provider, room: Room, ask: Callable[..., None], mari: Patient, at: datetime
    ) -> None:
        for days in (2, 4, 6):
            MessageFactory(patient=mari, begun_at=at - timedelta(days=days))
        ask()
        run(at)
        assert provider.texts == []
        assert only().next_try_at == at + timedelta(days=1)

    def test_what_was_kept_back_and_confirmations_are_not_counted(
        self, provider: Provider, room: Room, ask: Callable[..., None], mari: Patient, at: datetime
    ) -> None:
        MessageFactory(patient=mari, begun_at=at, state="not_sent", reason="sms-400", sent_at=None)
        MessageFactory(patient=mari, begun_at=at, is_counted=False, wording="help")
        ask()
        run(at)
        assert len(provider.texts) == 1

    def test_the_room_above_may_say_later(self, provider: Provider, room: Room, ask: Callable[..., None], at: datetime) -> None:
        room.answer = Later(at + timedelta(hours=2), "NOT_YET")
        ask()
        run(at)
        assert only().next_try_at == at + timedelta(hours=2)

    def test_two_workers_with_two_messages_send_one(
        self, provider: Provider, room: Room, ask: Callable[..., None], at: datetime
    ) -> None:
        ask("one")
        ask("two")
        together(*[lambda: sweep(handlers=HANDLERS, listeners={}, clock=lambda: at, batch=1)] * 2)
        assert len(provider.texts) == 1


class TestWhichWay:
    def test_texts_come_before_email(
        self, provider: Provider, room: Room, ask: Callable[..., None], mari: Patient, at: datetime
    ) -> None:
        email = ContactPointFactory(
            patient=mari, kind="email", value="mari@example.org", may_call=False, may_leave_message=True, position=0
        )
        ContactPoint.objects.exclude(pk=email.pk).update(position=1)
        ChannelConsentFactory(patient=mari, channel=Channel.EMAIL.value, address="mari@example.org")
        ask()
        run(at)
        assert len(provider.texts) == 1
        assert mail.outbox == []

    def test_without_a_phone_by_email(
        self, provider: Provider, room: Room, ask: Callable[..., None], mari: Patient, at: datetime
    ) -> None:
        ContactPoint.objects.all().delete()
        ContactPointFactory(patient=mari, kind="email", value="mari@example.org", may_call=False, may_leave_message=True)
        ChannelConsentFactory(patient=mari, channel=Channel.EMAIL.value, address="mari@example.org")
        ask()
        run(at)
        sent = mail.outbox[0]
        assert (sent.to, sent.subject) == (["mari@example.org"], "How are you today?")
        assert "https://care.example/c/token/" in sent.body
        assert room.told == ["email"]

    def test_in_their_language(
        self, provider: Provider, room: Room, ask: Callable[..., None], mari: Patient, at: datetime
    ) -> None:
        Patient.objects.filter(pk=mari.pk).update(language="es")
        ask()
        run(at)
        assert provider.texts[0]["body"].startswith("Su equipo: ¿qué tal hoy?")

    def test_under_the_name_that_the_program_chose(
        self, provider: Provider, room: Room, ask: Callable[..., None], mari: Patient, at: datetime
    ) -> None:
        SenderFactory(organisation=mari.organisation, name_en="Harbor team")
        ask()
        run(at)
        assert provider.texts[0]["body"].startswith("Harbor team: ")

    def test_a_name_that_hints_is_replaced_by_the_neutral_one(
        self, provider: Provider, room: Room, ask: Callable[..., None], mari: Patient, at: datetime
    ) -> None:
        SenderFactory(organisation=mari.organisation, name_en="Sunrise Methadone")
        ask()
        run(at)
        assert provider.texts[0]["body"].startswith("Care team: ")


def test_a_batch_asks_the_gate_once(provider: Provider, room: Room, ask: Callable[..., None], at: datetime) -> None:
    for key in ("one", "two", "three"):
        ask(key)
    run(at)
    assert AuditEvent.objects.filter(verb="records.opened").count() == 1
