"""Reviews of plans, why they are, and what each says of a line."""

from datetime import timedelta

import factory

from care.actor import Category
from care.lib.ids import uuid7
from tests.factories.accounts import LONG_AGO
from tests.factories.treatment_plans import PlanFactory
from treatment_plans.reviews.models import Review, ReviewCause, ReviewLine
from treatment_plans.reviews.vocabulary import Answer, CauseKind, LineKind, Outcome, ReviewState


class ReviewFactory(factory.django.DjangoModelFactory[Review]):
    """Under way; `finished=True` for one in which all was kept."""

    class Meta:
        model = Review

    plan = factory.SubFactory(PlanFactory)
    patient = factory.SelfAttribute("plan.patient")
    organisation = factory.SelfAttribute("plan.organisation")
    since = LONG_AGO - timedelta(days=30)
    began_at = LONG_AGO
    began_by = factory.SelfAttribute("plan.started_by")
    changed_at = LONG_AGO
    changed_by = factory.SelfAttribute("began_by")

    class Params:
        finished = factory.Trait(
            state=ReviewState.FINISHED.value,
            outcome=Outcome.KEPT.value,
            next_review_on=(LONG_AGO + timedelta(days=90)).date(),
            ended_at=LONG_AGO,
            ended_by=factory.SelfAttribute("began_by"),
        )


class ReviewCauseFactory(factory.django.DjangoModelFactory[ReviewCause]):
    """A return to use that no review has answered."""

    class Meta:
        model = ReviewCause

    plan = factory.SubFactory(PlanFactory)
    patient = factory.SelfAttribute("plan.patient")
    organisation = factory.SelfAttribute("plan.organisation")
    kind = CauseKind.RETURN_TO_USE.value
    category = Category.SUD.value
    source = factory.LazyFunction(uuid7)
    happened_on = LONG_AGO.date()
    due_on = (LONG_AGO + timedelta(days=3)).date()
    seen_at = LONG_AGO
    seen_by = factory.SelfAttribute("plan.started_by")


class ReviewLineFactory(factory.django.DjangoModelFactory[ReviewLine]):
    class Meta:
        model = ReviewLine

    review = factory.SubFactory(ReviewFactory)
    line_kind = LineKind.GOAL.value
    line = factory.LazyFunction(uuid7)
    answer = Answer.KEEP.value
    revision = 1
    changed_at = LONG_AGO
    changed_by = factory.SelfAttribute("review.began_by")
