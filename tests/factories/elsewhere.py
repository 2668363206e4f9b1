"""What other systems say about people."""

from datetime import UTC, datetime

import factory

from care.actor import Category
from patients.elsewhere.models import Record, RecordPart
from patients.elsewhere.rules import Precision, RecordKind
from tests.factories.accounts import LONG_AGO
from tests.factories.patients import PatientFactory


class RecordFactory(factory.django.DjangoModelFactory[Record]):
    """A weight, measured at a hospital."""

    class Meta:
        model = Record

    patient = factory.SubFactory(PatientFactory)
    organisation = factory.SelfAttribute("patient.organisation")
    source = "hospital"
    resource_type = "Observation"
    resource_id = factory.Sequence(lambda number: f"o{number}")
    kind = RecordKind.OBSERVATION.value
    category = Category.GENERAL.value
    system = "http://loinc.org"
    code = "29463-7"
    display = "Body Weight"
    status = "final"
    happened = datetime(2020, 3, 14, 15, 30, tzinfo=UTC)
    precision = Precision.MOMENT.value
    digest = factory.Sequence(lambda number: f"{number:064x}")
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")
    changed_at = LONG_AGO
    changed_by = factory.SelfAttribute("patient.registered_by")


class RecordPartFactory(factory.django.DjangoModelFactory[RecordPart]):
    class Meta:
        model = RecordPart

    record = factory.SubFactory(RecordFactory)
    position = factory.Sequence(lambda number: number % 1000)
    label = "Diastolic Blood Pressure"
