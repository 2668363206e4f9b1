"""Questionnaires that were sent to somebody's phone."""

from datetime import timedelta

import factory

from care.actor import Category
from care.lib.ids import uuid7
from care.questionnaires.models import Questionnaire
from care.questionnaires.vocabulary import EndReason, State
from tests.factories.accounts import LONG_AGO


class QuestionnaireFactory(factory.django.DjangoModelFactory[Questionnaire]):
    """One on its way; `answered=True` and `taken_back=True` have ended."""

    class Meta:
        model = Questionnaire

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    instrument = "phq9"
    category = Category.MENTAL_HEALTH.value
    state = State.ASKED.value
    asked_at = LONG_AGO
    asked_by = factory.SelfAttribute("patient.registered_by")
    expires_at = factory.LazyAttribute(lambda row: row.asked_at + timedelta(days=7))

    class Params:
        answered = factory.Trait(
            state=State.ANSWERED.value,
            response=factory.LazyFunction(uuid7),
            answered_at=factory.SelfAttribute("asked_at"),
            answered_by_job="questionnaire",
        )
        taken_back = factory.Trait(
            state=State.TAKEN_BACK.value,
            ended_at=factory.SelfAttribute("asked_at"),
            ended_by=factory.SelfAttribute("asked_by"),
            end_reason=EndReason.NOT_NEEDED.value,
        )
