"""Plans for staying well and safe, their parts and signatures, copies on phones, returns to use."""

import factory
from django.conf import settings

from tests.factories.accounts import LONG_AGO
from treatment_plans.staying_safe.models import PhoneCopy, ReturnToUse, SafePart, SafePlan, SafeSignature
from treatment_plans.staying_safe.rules import look_again_on, seal_of
from treatment_plans.staying_safe.vocabulary import CATEGORIES, Part, Party, PlanEnd, PlanKind, PlanState, ToldBy, Way


class SafePlanFactory(factory.django.DjangoModelFactory[SafePlan]):
    """A draft; `in_force=True` and `ended=True` for the others."""

    class Meta:
        model = SafePlan

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    kind = PlanKind.STAYING_WELL.value
    category = factory.LazyAttribute(lambda row: CATEGORIES[PlanKind(row.kind)].value)
    begun_at = LONG_AGO
    begun_by = factory.SelfAttribute("patient.registered_by")

    class Params:
        in_force = factory.Trait(
            state=PlanState.IN_FORCE.value,
            agreed_at=LONG_AGO,
            agreed_by=factory.SelfAttribute("begun_by"),
            review_due_on=look_again_on(LONG_AGO.date()),
        )
        ended = factory.Trait(
            state=PlanState.ENDED.value,
            ended_at=LONG_AGO,
            ended_by=factory.SelfAttribute("begun_by"),
            end_reason=PlanEnd.OWN_WISH.value,
        )


class SafePartFactory(factory.django.DjangoModelFactory[SafePart]):
    class Meta:
        model = SafePart

    plan = factory.SubFactory(SafePlanFactory)
    part = Part.SIGNS.value
    text = "I sleep badly."
    changed_at = LONG_AGO
    changed_by = factory.SelfAttribute("plan.begun_by")


class SafeSignatureFactory(factory.django.DjangoModelFactory[SafeSignature]):
    class Meta:
        model = SafeSignature

    plan = factory.SubFactory(SafePlanFactory)
    party = Party.PATIENT.value
    way = Way.TYPED.value
    name = "Mari Delgado"
    seal = factory.LazyAttribute(
        lambda row: seal_of(settings.CARE_AUDIT_KEY, plan=row.plan.uuid, kind=PlanKind(row.plan.kind), texts={})
    )
    signed_at = LONG_AGO
    signed_by = factory.SelfAttribute("plan.begun_by")


class PhoneCopyFactory(factory.django.DjangoModelFactory[PhoneCopy]):
    class Meta:
        model = PhoneCopy

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    kinds = factory.LazyFunction(lambda: [PlanKind.STAYING_WELL.value])
    given_at = LONG_AGO
    given_by = factory.SelfAttribute("patient.registered_by")


class ReturnToUseFactory(factory.django.DjangoModelFactory[ReturnToUse]):
    class Meta:
        model = ReturnToUse

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    happened = "2026-01-03"
    substance = "alcohol"
    heard = ToldBy.PERSON.value
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")
