"""Protocols, runs, check-ins, answers and attempts."""

from datetime import UTC, date, datetime, timedelta

import factory

from care.actor import Role
from care.followups.models import Answer, CheckIn, ContactAttempt, KeptAnswers, LadderRung, Protocol, ProtocolRun, ProtocolStep
from care.followups.vocabulary import Channel, Contact, Mode, Result, RungKind, State, StopReason
from tests.factories.accounts import LONG_AGO, UserFactory

OPENS = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


class ProtocolFactory(factory.django.DjangoModelFactory[Protocol]):
    """Aftercare of the files unless told otherwise."""

    class Meta:
        model = Protocol
        django_get_or_create = ("code", "version")

    code = "aftercare"
    version = 1
    name = "Aftercare"
    prose = "Check-ins for a year."
    ladder = "no-show"
    source = "clinical reference 7.1"
    position = 1


class ProtocolStepFactory(factory.django.DjangoModelFactory[ProtocolStep]):
    class Meta:
        model = ProtocolStep
        django_get_or_create = ("protocol", "position")

    protocol = factory.SubFactory(ProtocolFactory)
    position = 3
    name = "Day 7"
    day = 7
    opens_day = 5
    closes_day = 7
    contact = Contact.VISIT.value
    role = Role.COUNSELOR.value
    cover = "PHQ-2, craving, use."
    source = "clinical reference 7.1"


class LadderRungFactory(factory.django.DjangoModelFactory[LadderRung]):
    class Meta:
        model = LadderRung
        django_get_or_create = ("ladder", "position")

    ladder = "no-show"
    position = 0
    hours = 2
    kind = RungKind.MESSAGE.value
    title = "Neutral message"
    source = "clinical reference 7.3"


class ProtocolRunFactory(factory.django.DjangoModelFactory[ProtocolRun]):
    class Meta:
        model = ProtocolRun

    protocol = factory.SubFactory(ProtocolFactory)
    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    day_zero = date(2026, 11, 16)
    zone = "America/New_York"
    started_at = LONG_AGO
    started_by = factory.SelfAttribute("patient.registered_by")

    class Params:
        stopped = factory.Trait(
            stopped_at=OPENS, stopped_by=factory.SelfAttribute("started_by"), stop_reason=StopReason.OWN_WISH.value
        )


class CheckInFactory(factory.django.DjangoModelFactory[CheckIn]):
    """The check-in of day 7, planned."""

    class Meta:
        model = CheckIn

    run = factory.SubFactory(ProtocolRunFactory)
    step = factory.SubFactory(ProtocolStepFactory, protocol=factory.SelfAttribute("..run.protocol"))
    patient = factory.SelfAttribute("run.patient")
    organisation = factory.SelfAttribute("run.organisation")
    due_on = date(2026, 11, 23)
    opens_at = OPENS
    closes_at = factory.LazyAttribute(lambda row: row.opens_at + timedelta(days=2))
    next_step_at = factory.SelfAttribute("opens_at")

    class Params:
        reminded = factory.Trait(state=State.REMINDED.value, reminders=1, next_step_at=factory.SelfAttribute("closes_at"))


class AnswerFactory(factory.django.DjangoModelFactory[Answer]):
    """An answer that a colleague wrote down."""

    class Meta:
        model = Answer

    check_in = factory.SubFactory(CheckInFactory, state=State.COMPLETED.value, next_step_at=None)
    patient = factory.SelfAttribute("check_in.patient")
    organisation = factory.SelfAttribute("check_in.organisation")
    form_version = 1
    mode = Mode.PHONE.value
    language = "en"
    answered_at = OPENS
    answered_by = factory.SubFactory(UserFactory)
    values = factory.LazyFunction(lambda: {"feeling": 6})


class KeptAnswersFactory(factory.django.DjangoModelFactory[KeptAnswers]):
    class Meta:
        model = KeptAnswers

    check_in = factory.SubFactory(CheckInFactory)
    values = factory.LazyFunction(lambda: {"feeling": 6})
    saved_at = OPENS


class ContactAttemptFactory(factory.django.DjangoModelFactory[ContactAttempt]):
    class Meta:
        model = ContactAttempt

    check_in = factory.SubFactory(CheckInFactory)
    patient = factory.SelfAttribute("check_in.patient")
    organisation = factory.SelfAttribute("check_in.organisation")
    channel = Channel.CALL.value
    result = Result.NO_ANSWER.value
    made_at = OPENS
    made_by = factory.SubFactory(UserFactory)
