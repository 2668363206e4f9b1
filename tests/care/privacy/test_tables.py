"""What the database refuses, by breaking it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories.accounts import LONG_AGO, UserFactory
from tests.factories.audit import VerificationFactory
from tests.factories.privacy import (
    BreachFactory,
    BreachPersonFactory,
    BreachPlaceFactory,
    BreachStepFactory,
    ObservationFactory,
)

pytestmark = pytest.mark.django_db

BROKEN: list[tuple[Any, dict[str, Any], str]] = [
    (BreachFactory, {"title": ""}, "breach_says_what"),
    (BreachFactory, {"what_happened": ""}, "breach_says_what"),
    (BreachFactory, {"categories": []}, "breach_categories_known"),
    (BreachFactory, {"categories": ["dreams"]}, "breach_categories_known"),
    (BreachFactory, {"state": "forgotten"}, "breach_"),
    (BreachFactory, {"recorded_at": LONG_AGO - timedelta(days=1)}, "breach_known_before_recorded"),
    (BreachFactory, {"assessed": True, "mitigated": ""}, "breach_assessed_by_four_factors"),
    (BreachFactory, {"state": "breach"}, "breach_decided_with_reason"),
    (BreachFactory, {"decided": True, "decision_reason": ""}, "breach_decided_with_reason"),
    (BreachFactory, {"decided": True, "state": "assessing"}, "breach_decided_with_reason"),
    (BreachFactory, {"decided": True, "state": "not_breach"}, "breach_cleared_by_assessment"),
    (BreachFactory, {"decided": True, "state": "closed"}, "breach_closed_with_lesson"),
    (BreachFactory, {"decided": True, "lesson": "Windows."}, "breach_closed_with_lesson"),
    (BreachPlaceFactory, {"place": "ZZ"}, "breach_place_known"),
    (BreachPlaceFactory, {"people": 0}, "breach_place_has_people"),
    (BreachStepFactory, {"duty": "nobody"}, "breach_step_known"),
    (BreachStepFactory, {"note": ""}, "breach_step_says_how"),
    (ObservationFactory, {"kind": "gossip"}, "observation_kind_known"),
    (ObservationFactory, {"times": 0}, "observation_counts"),
    (ObservationFactory, {"outcome": "explained"}, "observation_reviewed_with_outcome"),
    (ObservationFactory, {"reviewed": True, "outcome": ""}, "observation_reviewed_with_outcome"),
    (ObservationFactory, {"reviewed": True, "outcome": "guilty"}, "observation_outcome_known"),
    (VerificationFactory, {"state": "asleep"}, "verification_"),
    (VerificationFactory, {"is_sound": None}, "verification_done_says_whether_sound"),
    (VerificationFactory, {"ended_at": None}, "verification_ends_once"),
    (VerificationFactory, {"faults": 3}, "verification_sound_has_no_fault"),
    (VerificationFactory, {"is_sound": False, "faults": 1}, "verification_names_the_first_row"),
    (VerificationFactory, {"begun_at": LONG_AGO - timedelta(hours=1)}, "verification_begins_after_asked"),
    (VerificationFactory, {"asked_by": 7}, "verification_asked_pair"),
]


@pytest.mark.parametrize(("factory", "fields", "name"), BROKEN, ids=lambda value: value if isinstance(value, str) else "")
def test_the_database_refuses(factory: Any, fields: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        factory(**fields)


def test_somebody_is_listed_once_until_taken_off() -> None:
    person = BreachPersonFactory()
    with pytest.raises(IntegrityError, match="breach_person_once"), transaction.atomic():
        BreachPersonFactory(breach=person.breach, patient=person.patient)
    person.removed_at, person.removed_by = LONG_AGO, UserFactory()
    person.save()
    BreachPersonFactory(breach=person.breach, patient=person.patient)


def test_one_thing_of_one_day_is_seen_once_also_where_it_is_about_nobody() -> None:
    first = ObservationFactory(patient=None, kind="refusals")
    with pytest.raises(IntegrityError, match="observation_once_a_day"), transaction.atomic():
        ObservationFactory(staff=first.staff, patient=None, kind="refusals", day=first.day)


def test_one_run_waits_at_most() -> None:
    VerificationFactory(waiting=True)
    with pytest.raises(IntegrityError, match="verification_waits_once"), transaction.atomic():
        VerificationFactory(waiting=True)


def test_who_was_told_is_written_once() -> None:
    step = BreachStepFactory()
    with pytest.raises(IntegrityError, match="breach_step_once"), transaction.atomic():
        BreachStepFactory(breach=step.breach)
