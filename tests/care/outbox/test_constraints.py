"""The table's constraints, each broken once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from care.outbox.models import Delivery
from care.outbox.rules import State
from tests.factories.accounts import StaffFactory, UserFactory
from tests.factories.outbox import DUE, DeliveryFactory
from tests.factories.patients import enrolled_patient

pytestmark = pytest.mark.django_db

BREAKS: dict[str, Callable[[], dict[str, Any]]] = {
    "delivery_state_known": lambda: {"state": "lost", "settled_at": DUE},
    "delivery_has_kind_and_key": lambda: {"kind": ""},
    "delivery_patient_has_organisation": lambda: {"organisation": None, "patient": enrolled_patient(StaffFactory())},
    "delivery_leased_while_waiting": lambda: {"state": State.SENT.value, "settled_at": DUE, "leased_until": DUE},
    "delivery_settled_has_time": lambda: {"state": State.SENT.value},
    "delivery_dropped_has_reason": lambda: {"state": State.DROPPED.value, "settled_at": DUE},
    "delivery_dead_has_error": lambda: {"state": State.DEAD.value, "settled_at": DUE},
    "delivery_set_aside_pair": lambda: _set_aside(set_aside_by=None),
    "delivery_set_aside_says_who": lambda: _set_aside(state=State.SENT.value),
}


def _set_aside(**fields: Any) -> dict[str, Any]:
    given = {
        "state": State.SET_ASIDE.value,
        "settled_at": DUE,
        "set_aside_at": DUE,
        "set_aside_by": UserFactory(),
        "reason": "Told",
    }
    return given | fields


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name):
    fields = BREAKS[name]()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        DeliveryFactory(**fields)
    assert f'"{name}"' in str(refusal.value)


def test_a_key_is_there_once():
    DeliveryFactory(key="letter")
    with pytest.raises(IntegrityError, match="delivery_key_once"), transaction.atomic():
        DeliveryFactory(key="letter")


def test_every_constraint_is_tried():
    assert {rule.name for rule in Delivery._meta.constraints} == BREAKS.keys() | {"delivery_key_once"}


def test_what_was_set_aside_is_a_row_like_others():
    assert DeliveryFactory(**_set_aside()).pk
