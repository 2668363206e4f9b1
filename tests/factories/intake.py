"""Intakes: open ones, and those that are over."""

import factory
from django.conf import settings

from patients.intake.models import Intake, IntakeSection, IntakeStep, SafetyCheck, TreatmentConsent
from patients.intake.rules import Answered, Part, SectionKey, SectionStep, State, seal_of, written
from patients.intake.rules.treatment import SignedHow, TreatmentPart
from tests.factories.accounts import LONG_AGO

SUMMARY = written([Part(key="goals", title="What you want", voice=("To sleep through.",))])


class IntakeFactory(factory.django.DjangoModelFactory[Intake]):
    """An open one; `finished=True` waits to be signed, `signed=True` is."""

    class Meta:
        model = Intake

    uuid = factory.LazyFunction(lambda: Intake._meta.get_field("uuid").get_default())
    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    begun_at = LONG_AGO
    begun_by = factory.SelfAttribute("patient.registered_by")

    class Params:
        finished = factory.Trait(
            state=State.FINISHED.value,
            finished_at=LONG_AGO,
            finished_by=factory.SelfAttribute("begun_by"),
            summary=SUMMARY,
            seal=factory.LazyAttribute(lambda row: seal_of(settings.CARE_AUDIT_KEY, uuid=row.uuid, text=row.summary)),
        )
        signed = factory.Trait(
            finished=True, state=State.SIGNED.value, signed_at=LONG_AGO, signed_by=factory.SelfAttribute("begun_by")
        )


class IntakeSectionFactory(factory.django.DjangoModelFactory[IntakeSection]):
    """One that nobody has come to; `saved=True` was answered once."""

    class Meta:
        model = IntakeSection

    intake = factory.SubFactory(IntakeFactory)
    key = SectionKey.CONTACT.value

    class Params:
        saved = factory.Trait(
            state=Answered.SAVED.value, version=1, changed_at=LONG_AGO, changed_by=factory.SelfAttribute("intake.begun_by")
        )


class IntakeStepFactory(factory.django.DjangoModelFactory[IntakeStep]):
    class Meta:
        model = IntakeStep

    intake = factory.SubFactory(IntakeFactory)
    section = SectionKey.CONTACT.value
    step = SectionStep.SAVE.value
    done_at = LONG_AGO
    done_by = factory.SelfAttribute("intake.begun_by")


class SafetyCheckFactory(factory.django.DjangoModelFactory[SafetyCheck]):
    class Meta:
        model = SafetyCheck

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    intake = factory.SubFactory(IntakeFactory, patient=factory.SelfAttribute("..patient"), signed=True)
    wish = "no"
    safe_tonight = "yes"
    level = 0
    asked_at = LONG_AGO
    asked_by = factory.SelfAttribute("intake.begun_by")


class TreatmentConsentFactory(factory.django.DjangoModelFactory[TreatmentConsent]):
    class Meta:
        model = TreatmentConsent

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    parts = [TreatmentPart.MEDICATION.value]
    wording = "2026-11"
    wording_language = "en"
    how = SignedHow.ON_SCREEN.value
    signed_name = "Marisol Vega"
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")
