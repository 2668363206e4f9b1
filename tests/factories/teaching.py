"""Teach-backs."""

import factory

from tests.factories.accounts import LONG_AGO
from treatment_plans.regimens.teaching.models import TeachBack
from treatment_plans.regimens.teaching.vocabulary import Handed, Interpreter, Occasion, Outcome


class TeachBackFactory(factory.django.DjangoModelFactory[TeachBack]):
    class Meta:
        model = TeachBack

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    sheet = "methadone"
    sheet_version = 1
    occasion = Occasion.START.value
    language = "en"
    interpreter = Interpreter.NONE.value
    handed = Handed.PAPER.value
    outcome = Outcome.CLEAR.value
    own_words = "Once a day. No wine with it. I keep it locked."
    taught_at = LONG_AGO
    taught_by = factory.SelfAttribute("patient.registered_by")
