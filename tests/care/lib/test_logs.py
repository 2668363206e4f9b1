"""Log lines carry no values of rows."""

import logging
import sys
from collections.abc import Callable
from logging.config import DictConfigurator  # type: ignore[attr-defined]

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from tests.factories.accounts import OrganisationFactory
from tests.factories.patients import PatientFactory

CANARY = "Zanzibarova"

pytestmark = pytest.mark.django_db


def line_of(act: Callable[[], object]) -> str:
    """What the formatter of the settings writes of the error that `act` ends in."""
    formatter = DictConfigurator({}).configure_formatter(dict(settings.LOGGING["formatters"]["json"]))
    with pytest.raises(IntegrityError, match=f"(?i){CANARY}") as caught, transaction.atomic():  # PostgreSQL quotes the row
        act()
    error = caught.value
    record = logging.LogRecord("care", logging.ERROR, "", 0, str(error), (), (type(error), error, error.__traceback__))
    assert sys.exc_info() == (None, None, None)
    return str(formatter.format(record))


def test_a_broken_constraint_is_logged_without_the_row() -> None:
    patient = PatientFactory(legal_given=CANARY)
    line = line_of(lambda: type(patient).objects.filter(pk=patient.pk).update(mrn=""))
    assert CANARY not in line
    assert "patient_has_mrn" in line
    assert "IntegrityError" in line


def test_a_key_that_stands_twice_is_logged_without_its_value() -> None:
    OrganisationFactory(name=CANARY)
    line = line_of(lambda: OrganisationFactory(name=CANARY))
    assert CANARY.lower() not in line.lower()
    assert "organisation_name_unique" in line
