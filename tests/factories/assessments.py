"""Answers: open ones, completed ones with their scores; what is due; official wordings."""

from datetime import timedelta
from decimal import Decimal

import factory

from care.actor import Category
from patients.assessments.models import Answer, FoundTrigger, Reassessment, Response, Score, Wording, WordingItem
from patients.assessments.rules import RULES, Danger, Mode, State
from tests.factories.accounts import LONG_AGO


class ResponseFactory(factory.django.DjangoModelFactory[Response]):
    """An open one; `completed=True` is finished, `imported=True` is a score of another system."""

    class Meta:
        model = Response

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    instrument = "phq9"
    version = "2026-11"
    category = Category.MENTAL_HEALTH.value
    mode = Mode.CLINICIAN.value
    administered_at = LONG_AGO
    begun_at = LONG_AGO
    begun_by = factory.SelfAttribute("patient.registered_by")
    changed_at = factory.SelfAttribute("begun_at")

    class Params:
        completed = factory.Trait(
            state=State.COMPLETED.value,
            completed_at=factory.SelfAttribute("begun_at"),
            completed_by=factory.SelfAttribute("begun_by"),
        )
        imported = factory.Trait(
            completed=True, mode=Mode.IMPORTED.value, source="old system", key=factory.Sequence(lambda number: f"s{number}")
        )


class AnswerFactory(factory.django.DjangoModelFactory[Answer]):
    class Meta:
        model = Answer

    response = factory.SubFactory(ResponseFactory)
    link_id = "1"
    number = Decimal(1)


class ScoreFactory(factory.django.DjangoModelFactory[Score]):
    class Meta:
        model = Score

    response = factory.SubFactory(ResponseFactory, completed=True)
    name = "total"
    value = Decimal(12)
    band = "moderate"
    band_label = "Moderate"
    is_positive = True
    answered = 9
    rules = RULES


class FoundTriggerFactory(factory.django.DjangoModelFactory[FoundTrigger]):
    class Meta:
        model = FoundTrigger

    response = factory.SubFactory(ResponseFactory, completed=True)
    code = "item9"
    danger = Danger.URGENT.value
    found_at = LONG_AGO
    found_by = factory.SelfAttribute("response.begun_by")


class ReassessmentFactory(factory.django.DjangoModelFactory[Reassessment]):
    class Meta:
        model = Reassessment

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    instrument = "phq9"
    due_on = (LONG_AGO + timedelta(days=28)).date()


class WordingFactory(factory.django.DjangoModelFactory[Wording]):
    class Meta:
        model = Wording

    organisation = factory.SubFactory("tests.factories.accounts.OrganisationFactory")
    instrument = "phq9"
    title = "A questionnaire"
    document = factory.LazyFunction(dict)
    digest = "0" * 64
    loaded_at = LONG_AGO
    loaded_by = factory.SubFactory("tests.factories.accounts.UserFactory")


class WordingItemFactory(factory.django.DjangoModelFactory[WordingItem]):
    class Meta:
        model = WordingItem

    wording = factory.SubFactory(WordingFactory)
    link_id = "1"
    text = "Words of the source"
    options = factory.LazyFunction(dict)
