"""Dates that somebody chose, steps in their life with what happened, groups."""

import factory

from tests.factories.accounts import LONG_AGO
from treatment_plans.recovery.models import ChosenDate, GroupVisit, LifeStep, StepNews
from treatment_plans.recovery.vocabulary import GroupKind, Marking, Returns, StepKind, StepMove, StepState


class ChosenDateFactory(factory.django.DjangoModelFactory[ChosenDate]):
    class Meta:
        model = ChosenDate

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    own_words = "The day I moved in."
    day = LONG_AGO.date()
    returns = Returns.YEARLY.value
    marking = Marking.NOBODY.value
    chosen_at = LONG_AGO
    chosen_by = factory.SelfAttribute("patient.registered_by")
    changed_at = LONG_AGO
    changed_by = factory.SelfAttribute("chosen_by")


class LifeStepFactory(factory.django.DjangoModelFactory[LifeStep]):
    class Meta:
        model = LifeStep

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    kind = StepKind.WORK.value
    own_words = "Days only, so that I am home for Luca."
    told_at = LONG_AGO
    told_by = factory.SelfAttribute("patient.registered_by")


class StepNewsFactory(factory.django.DjangoModelFactory[StepNews]):
    class Meta:
        model = StepNews

    step = factory.SubFactory(LifeStepFactory, state=StepState.BEGUN.value)
    move = StepMove.BEGIN.value
    became = StepState.BEGUN.value
    on = LONG_AGO.date()
    told_at = LONG_AGO
    told_by = factory.SelfAttribute("step.told_by")


class GroupVisitFactory(factory.django.DjangoModelFactory[GroupVisit]):
    class Meta:
        model = GroupVisit

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    kind = GroupKind.SMART.value
    on = LONG_AGO.date()
    told_at = LONG_AGO
    told_by = factory.SelfAttribute("patient.registered_by")
