"""Alice works in the clinic and is signed in; her patient; and sets of answers begun through the screens' own operations."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from care.accounts.models import Staff
from care.actor import Role
from patients.assessments import operations
from patients.assessments.models import Response
from patients.assessments.rules import Mode
from patients.models import Patient
from tests.factories.accounts import sign_in, staff_with
from tests.factories.patients import enrolled_patient, permit_for

Url = Callable[..., str]
Begin = Callable[..., Response]


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def browser(client: Client, alice: Staff) -> Client:
    return sign_in(client, alice)


@pytest.fixture
def patient(alice: Staff) -> Patient:
    return enrolled_patient(alice)


@pytest.fixture
def url(patient: Patient) -> Url:
    return lambda name, *more: reverse(f"assessments:{name}", args=[patient.uuid, *more])


@pytest.fixture
def begin(alice: Staff, patient: Patient) -> Begin:
    """Begin an instrument, as a colleague of Alice would have."""

    def begun(instrument: str, **more: Any) -> Response:
        at = timezone.now()
        permit = permit_for(alice, patient, at=at)
        mode = more.pop("mode", Mode.CLINICIAN)
        return operations.begin_response(permit=permit, instrument=instrument, mode=mode, at=at, **more)

    return begun


def page(answer: Any) -> str:
    """The words of a page, in one line."""
    return " ".join(answer.content.decode().split())


def answers(values: dict[str, object], *, version: int = 1, do: str = "", **more: object) -> dict[str, object]:
    """What the form posts: the questions that stood on the page are those answered."""
    posted: dict[str, object] = {f"a-{link_id}": value for link_id, value in values.items()}
    return posted | {"shown": list(values), "version": version, "do": do} | more
