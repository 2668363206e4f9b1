"""The story so far."""

from datetime import date

import factory

from patients.story.models import (
    Code,
    Medicine,
    NeedsCheck,
    Overdose,
    OwnGoal,
    PregnancyRecord,
    SocialNeed,
    StoryPart,
    Strength,
    SubstanceUse,
    TreatmentEpisode,
    WithdrawalCheck,
)
from patients.story.rules import (
    ICD10CM,
    Capital,
    Domain,
    HowOften,
    LifeArea,
    MedicineKind,
    Part,
    PartAnswer,
    PregnancyAnswer,
    Risk,
    Setting,
    SubstanceKind,
    Taking,
    Told,
    UseRoute,
)
from tests.factories.accounts import LONG_AGO
from tests.factories.patients import PatientFactory


class CodeFactory(factory.django.DjangoModelFactory[Code]):
    class Meta:
        model = Code
        django_get_or_create = ("system", "code")

    system = ICD10CM
    code = "Z99.99"
    version = "2026-04"
    display = "A code of the tests"
    source = "made for tests"


class StoryPartFactory(factory.django.DjangoModelFactory[StoryPart]):
    class Meta:
        model = StoryPart

    patient = factory.SubFactory(PatientFactory)
    part = Part.OVERDOSES.value
    answer = PartAnswer.NOTHING.value
    answered_at = LONG_AGO
    answered_by = factory.SelfAttribute("patient.registered_by")


class SubstanceUseFactory(factory.django.DjangoModelFactory[SubstanceUse]):
    class Meta:
        model = SubstanceUse

    patient = factory.SubFactory(PatientFactory)
    substance = SubstanceKind.FENTANYL.value
    name = "blues"
    is_main = True
    routes = factory.LazyFunction(lambda: [UseRoute.SMOKED.value])
    how_often = HowOften.DAILY.value
    amount = "about 5 pills"
    first_age = 22
    last_used = "2026-11-20"
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class OverdoseFactory(factory.django.DjangoModelFactory[Overdose]):
    class Meta:
        model = Overdose

    patient = factory.SubFactory(PatientFactory)
    occurred = "2025-06"
    substances = "fentanyl"
    naloxone = Told.YES.value
    naloxone_doses = 2
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class TreatmentEpisodeFactory(factory.django.DjangoModelFactory[TreatmentEpisode]):
    class Meta:
        model = TreatmentEpisode

    patient = factory.SubFactory(PatientFactory)
    setting = Setting.RESIDENTIAL.value
    place = "Phoenix House"
    began = "2023"
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class WithdrawalCheckFactory(factory.django.DjangoModelFactory[WithdrawalCheck]):
    class Meta:
        model = WithdrawalCheck

    patient = factory.SubFactory(PatientFactory)
    seizures = Told.NO.value
    no_signs = True
    risk = Risk.NONE.value
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class MedicineFactory(factory.django.DjangoModelFactory[Medicine]):
    class Meta:
        model = Medicine

    patient = factory.SubFactory(PatientFactory)
    name = "Lisinopril"
    kind = MedicineKind.PRESCRIBED.value
    dose = "10 mg"
    how_often = "once a day"
    taking = Taking.AS_MEANT.value
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class PregnancyRecordFactory(factory.django.DjangoModelFactory[PregnancyRecord]):
    class Meta:
        model = PregnancyRecord

    patient = factory.SubFactory(PatientFactory)
    answer = PregnancyAnswer.PREGNANT.value
    due_on = date(2027, 3, 1)
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class NeedsCheckFactory(factory.django.DjangoModelFactory[NeedsCheck]):
    class Meta:
        model = NeedsCheck

    patient = factory.SubFactory(PatientFactory)
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class SocialNeedFactory(factory.django.DjangoModelFactory[SocialNeed]):
    class Meta:
        model = SocialNeed

    check_made = factory.SubFactory(NeedsCheckFactory)
    domain = Domain.FOOD.value
    told = Told.YES.value
    wants_help = Told.YES.value
    z_code = "Z59.41"


class StrengthFactory(factory.django.DjangoModelFactory[Strength]):
    class Meta:
        model = Strength

    patient = factory.SubFactory(PatientFactory)
    words = "Her sister calls every morning"
    area = Capital.SOCIAL.value
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class OwnGoalFactory(factory.django.DjangoModelFactory[OwnGoal]):
    class Meta:
        model = OwnGoal

    patient = factory.SubFactory(PatientFactory)
    own_words = "I want my kids on weekends."
    area = LifeArea.PEOPLE.value
    importance = 10
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")
