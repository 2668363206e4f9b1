"""The demo's reviews: one kept, one under way, and plans whose day comes; told once."""

from datetime import datetime

import pytest

from care.demo.reviews import tell_reviews
from treatment_plans.reviews.models import Review, ReviewCause

pytestmark = pytest.mark.django_db


def test_some_plans_are_looked_at_again(loaded: None, at: datetime) -> None:
    assert tell_reviews(at=at) >= 3
    assert {one.state for one in Review.objects.all()} == {"open", "finished"}
    assert ReviewCause.objects.filter(closed_at__isnull=True).exists()
    assert tell_reviews(at=at) == 0
