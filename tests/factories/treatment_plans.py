"""Plans with their goals and interventions."""

import factory

from tests.factories.accounts import LONG_AGO
from treatment_plans.models import (
    Comment,
    Goal,
    GoalProblem,
    Intervention,
    InterventionKind,
    Objective,
    Plan,
    Problem,
    Section,
    Signature,
    SupervisorRule,
)
from treatment_plans.vocabulary import (
    GoalLifecycle,
    InterventionStatus,
    Party,
    PlanEnd,
    PlanStatus,
    ProblemDomain,
    SectionKind,
    SigningWay,
    Subject,
)


class PlanFactory(factory.django.DjangoModelFactory[Plan]):
    """A draft; `active=True` for one in force, `superseded=True` for an earlier version."""

    class Meta:
        model = Plan

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    version = 1
    started_at = LONG_AGO
    started_by = factory.SelfAttribute("patient.registered_by")
    changed_at = LONG_AGO
    changed_by = factory.SelfAttribute("started_by")

    class Params:
        active = factory.Trait(
            status=PlanStatus.ACTIVE.value,
            agreed_at=LONG_AGO,
            agreed_by=factory.SelfAttribute("started_by"),
            review_due_on=LONG_AGO.date(),
        )
        superseded = factory.Trait(
            status=PlanStatus.REVOKED.value,
            agreed_at=LONG_AGO,
            agreed_by=factory.SelfAttribute("started_by"),
            review_due_on=LONG_AGO.date(),
            ended_at=LONG_AGO,
            ended_by=factory.SelfAttribute("started_by"),
            end_reason=PlanEnd.SUPERSEDED.value,
        )


class GoalFactory(factory.django.DjangoModelFactory[Goal]):
    class Meta:
        model = Goal

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda number: number + 1)
    own_words = "Keep my apartment, and have Sofi stay every other weekend."
    measure = "weekends together"
    lifecycle = factory.LazyAttribute(
        lambda goal: (GoalLifecycle.ACTIVE if goal.plan.status == PlanStatus.ACTIVE else GoalLifecycle.PROPOSED).value
    )
    revision = 1
    stated_at = LONG_AGO
    stated_by = factory.SelfAttribute("plan.started_by")
    changed_at = LONG_AGO
    changed_by = factory.SelfAttribute("stated_by")


class InterventionKindFactory(factory.django.DjangoModelFactory[InterventionKind]):
    class Meta:
        model = InterventionKind
        django_get_or_create = ("code",)

    code = "care-coordination"
    name = "Care coordination"
    prose = "Calls, appointments, transport and papers that make care possible."
    source = "own list"
    position = 12


class InterventionFactory(factory.django.DjangoModelFactory[Intervention]):
    class Meta:
        model = Intervention

    goal = factory.SubFactory(GoalFactory)
    position = factory.Sequence(lambda number: number + 1)
    kind = factory.SubFactory(InterventionKindFactory)
    title = "Letter to the landlord"
    who = "Amara Osei"
    frequency = "once"
    status = factory.LazyAttribute(
        lambda line: (
            (InterventionStatus.ACTIVE if line.goal.plan.status == PlanStatus.ACTIVE else InterventionStatus.PLANNED).value
        )
    )
    revision = 1
    added_at = LONG_AGO
    added_by = factory.SelfAttribute("goal.stated_by")
    changed_at = LONG_AGO
    changed_by = factory.SelfAttribute("added_by")


class SectionFactory(factory.django.DjangoModelFactory[Section]):
    class Meta:
        model = Section

    plan = factory.SubFactory(PlanFactory)
    kind = SectionKind.STRENGTHS.value
    text = "Steady job, sister nearby"
    revision = 1
    changed_at = LONG_AGO
    changed_by = factory.SelfAttribute("plan.started_by")


class ProblemFactory(factory.django.DjangoModelFactory[Problem]):
    class Meta:
        model = Problem

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda number: number + 1)
    title = "Trouble sleeping"
    domain = ProblemDomain.MENTAL.value
    revision = 1
    added_at = LONG_AGO
    added_by = factory.SelfAttribute("plan.started_by")
    changed_at = LONG_AGO
    changed_by = factory.SelfAttribute("added_by")


class GoalProblemFactory(factory.django.DjangoModelFactory[GoalProblem]):
    class Meta:
        model = GoalProblem

    goal = factory.SubFactory(GoalFactory)
    problem = factory.SubFactory(ProblemFactory, plan=factory.SelfAttribute("..goal.plan"))


class ObjectiveFactory(factory.django.DjangoModelFactory[Objective]):
    class Meta:
        model = Objective

    goal = factory.SubFactory(GoalFactory)
    position = factory.Sequence(lambda number: number + 1)
    text = "Call the landlord by Friday"
    revision = 1
    added_at = LONG_AGO
    added_by = factory.SelfAttribute("goal.stated_by")
    changed_at = LONG_AGO
    changed_by = factory.SelfAttribute("added_by")


class SignatureFactory(factory.django.DjangoModelFactory[Signature]):
    class Meta:
        model = Signature

    plan = factory.SubFactory(PlanFactory)
    party = Party.PATIENT.value
    way = SigningWay.SPOKEN.value
    name = "Mari Delgado"
    revision = 1
    signed_at = LONG_AGO
    signed_by = factory.SelfAttribute("plan.started_by")


class CommentFactory(factory.django.DjangoModelFactory[Comment]):
    class Meta:
        model = Comment

    plan = factory.SubFactory(PlanFactory)
    subject_kind = Subject.PLAN.value
    text = "The landlord called back."
    written_at = LONG_AGO
    written_by = factory.SelfAttribute("plan.started_by")


class SupervisorRuleFactory(factory.django.DjangoModelFactory[SupervisorRule]):
    class Meta:
        model = SupervisorRule

    organisation = factory.SubFactory("tests.factories.accounts.OrganisationFactory")
    role = "peer"
    set_at = LONG_AGO
    set_by = factory.SubFactory("tests.factories.accounts.UserFactory")
