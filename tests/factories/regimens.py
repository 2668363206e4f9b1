"""Medication: lines of the catalogue, orders and holds."""

from datetime import date
from decimal import Decimal

import factory

from care.lib.ids import uuid7
from tests.factories.accounts import LONG_AGO
from treatment_plans.regimens.guarding import OverrideWords, Said
from treatment_plans.regimens.models import (
    Dose,
    DoseStep,
    Firing,
    FollowedDoses,
    LeftOut,
    Medication,
    MedicationOrder,
    OrderHold,
    OrderPurpose,
    OwnThreshold,
    Preparation,
    SecondOpinion,
    StartCondition,
    VerbalOrder,
)
from treatment_plans.regimens.safety.engine import rules
from treatment_plans.regimens.vocabulary import DoseOutcome, Frequency, OrderStatus, Phase, Route, StartKind

ANSWERED = Said(
    {rule: OverrideWords("benefit", "Talked over.") for rule in rules()}
)  # whatever a rule asks, in tests of other things


class MedicationFactory(factory.django.DjangoModelFactory[Medication]):
    """Methadone of the catalogue unless told otherwise."""

    class Meta:
        model = Medication
        django_get_or_create = ("code",)

    code = "methadone"
    name = "Methadone"
    short_name = "Methadone"
    substance = "methadone"
    for_oud = True
    for_aud = False
    is_depot = False
    drug_class = "full mu agonist, NMDA antagonist"
    schedule = "II"
    unit = "mg"
    routes = factory.LazyFunction(lambda: [Route.ORAL.value])
    interval = "daily"
    usual_frequency = Frequency.DAILY.value
    source = "clinical reference 1.1"
    as_of = date(2026, 11, 1)
    position = 1


class PreparationFactory(factory.django.DjangoModelFactory[Preparation]):
    class Meta:
        model = Preparation
        django_get_or_create = ("code",)

    code = "methadone-tablet-10"
    medication = factory.SubFactory(MedicationFactory)
    form = "tablet"
    strength = "10 mg"
    amount = Decimal("10")
    source = "clinical reference 1.2"
    position = 1


class MedicationOrderFactory(factory.django.DjangoModelFactory[MedicationOrder]):
    """A draft; `active=True` for one in force, `stopped=True` for one that has ended."""

    class Meta:
        model = MedicationOrder

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    medication = factory.SubFactory(MedicationFactory)
    substance = factory.SelfAttribute("medication.substance")
    dose_amount = Decimal("40")
    dose_unit = "mg"
    route = Route.ORAL.value
    frequency = Frequency.DAILY.value
    phase = Phase.MAINTENANCE.value
    starts_on = LONG_AGO.date()
    ordered_at = LONG_AGO
    ordered_by = factory.SelfAttribute("patient.registered_by")

    class Params:
        active = factory.Trait(status=OrderStatus.ACTIVE.value, signed_at=LONG_AGO, signed_by=factory.SelfAttribute("ordered_by"))
        stopped = factory.Trait(
            status=OrderStatus.STOPPED.value,
            signed_at=LONG_AGO,
            signed_by=factory.SelfAttribute("ordered_by"),
            ended_at=LONG_AGO,
            ended_by=factory.SelfAttribute("ordered_by"),
            end_reason="own_wish",
        )


class OrderHoldFactory(factory.django.DjangoModelFactory[OrderHold]):
    class Meta:
        model = OrderHold

    order = factory.SubFactory(MedicationOrderFactory, active=True, status=OrderStatus.ON_HOLD.value)
    reason = "In hospital until Friday"
    held_at = LONG_AGO
    held_by = factory.SelfAttribute("order.ordered_by")


class OrderPurposeFactory(factory.django.DjangoModelFactory[OrderPurpose]):
    class Meta:
        model = OrderPurpose

    order = factory.SubFactory(MedicationOrderFactory, active=True)
    intervention = factory.LazyFunction(uuid7)
    said_at = LONG_AGO
    said_by = factory.SelfAttribute("order.ordered_by")


class DoseStepFactory(factory.django.DjangoModelFactory[DoseStep]):
    """The first step of a draft, without an end."""

    class Meta:
        model = DoseStep

    order = factory.SubFactory(MedicationOrderFactory)
    position = 1
    starts_on = factory.SelfAttribute("order.starts_on")
    amounts = factory.LazyAttribute(lambda step: [step.order.dose_amount])


class DoseFactory(factory.django.DjangoModelFactory[Dose]):
    """An observed dose of the order's first day."""

    class Meta:
        model = Dose

    order = factory.SubFactory(MedicationOrderFactory, active=True)
    patient = factory.SelfAttribute("order.patient")
    organisation = factory.SelfAttribute("order.organisation")
    substance = factory.SelfAttribute("order.substance")
    due_on = factory.SelfAttribute("order.starts_on")
    outcome = DoseOutcome.OBSERVED.value
    amount = factory.SelfAttribute("order.dose_amount")
    unit = "mg"
    route = factory.SelfAttribute("order.route")
    at = LONG_AGO
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("order.ordered_by")


class FiringFactory(factory.django.DjangoModelFactory[Firing]):
    """A step of methadone above 10 mg that a prescriber overrode at the signature."""

    class Meta:
        model = Firing

    order = factory.SubFactory(MedicationOrderFactory, active=True)
    patient = factory.SelfAttribute("order.patient")
    organisation = factory.SelfAttribute("order.organisation")
    medication = factory.SelfAttribute("order.medication")
    amount = factory.SelfAttribute("order.dose_amount")
    rule = "M-03"
    version = "1"
    severity = "OVR"
    moment = "signed"
    outcome = "overridden"
    detail = "From 20 mg to 40 mg: 20 mg at once."
    evidence = factory.LazyFunction(lambda: ["Drafted Jan 5, 2026: 40 mg a day"])
    reason = "tolerated"
    words = "Took 40 mg until last week."
    fired_at = LONG_AGO
    fired_by = factory.SelfAttribute("order.ordered_by")


class SecondOpinionFactory(factory.django.DjangoModelFactory[SecondOpinion]):
    """Asked, and not answered."""

    class Meta:
        model = SecondOpinion

    order = factory.SubFactory(MedicationOrderFactory)
    rules = factory.LazyFunction(lambda: ["Q-02"])
    question = "QTc 510 ms; 5 mg more for withdrawal."
    asked_at = LONG_AGO
    asked_by = factory.SelfAttribute("order.ordered_by")


class OwnThresholdFactory(factory.django.DjangoModelFactory[OwnThreshold]):
    """Proposed, and not decided."""

    class Meta:
        model = OwnThreshold

    organisation = factory.SubFactory("tests.factories.accounts.OrganisationFactory")
    key = "methadone.raise_mg"
    value = Decimal(5)
    effective_from = LONG_AGO.date()
    why = "Our own protocol of 2026."
    proposed_at = LONG_AGO
    proposed_by = factory.SubFactory("tests.factories.accounts.UserFactory")


class FollowedDosesFactory(factory.django.DjangoModelFactory[FollowedDoses]):
    """Naltrexone is taken before somebody's eyes."""

    class Meta:
        model = FollowedDoses

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    substance = "naltrexone"
    since = LONG_AGO.date()
    said_at = LONG_AGO
    said_by = factory.SelfAttribute("patient.registered_by")


class StartConditionFactory(factory.django.DjangoModelFactory[StartCondition]):
    """An open one: a score of 8 at least."""

    class Meta:
        model = StartCondition

    order = factory.SubFactory(MedicationOrderFactory)
    kind = StartKind.WITHDRAWAL.value
    at_least = 8


class VerbalOrderFactory(factory.django.DjangoModelFactory[VerbalOrder]):
    """Taken down by whoever put the order in force; it waits for the prescriber."""

    class Meta:
        model = VerbalOrder

    order = factory.SubFactory(MedicationOrderFactory, active=True)
    prescriber = factory.SubFactory("tests.factories.accounts.UserFactory")
    read_back = True
    taken_at = LONG_AGO
    taken_by = factory.SelfAttribute("order.ordered_by")
    cosign_until = LONG_AGO


class LeftOutFactory(factory.django.DjangoModelFactory[LeftOut]):
    """A clinic does not order methadone."""

    class Meta:
        model = LeftOut

    organisation = factory.SubFactory("tests.factories.accounts.OrganisationFactory")
    medication = factory.SubFactory(MedicationFactory)
    left_at = LONG_AGO
    left_by = factory.SubFactory("tests.factories.accounts.UserFactory")
