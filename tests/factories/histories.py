"""What people brought along."""

from datetime import date
from decimal import Decimal

import factory

from patients.histories.models import (
    HistoryImport,
    PastDose,
    PastDrugTest,
    PastOrder,
    PastPerson,
    PastScore,
    PastVisit,
)
from tests.factories.accounts import LONG_AGO
from tests.factories.patients import PatientFactory

A_DAY = date(2020, 3, 16)  # a Monday


class HistoryImportFactory(factory.django.DjangoModelFactory[HistoryImport]):
    class Meta:
        model = HistoryImport

    organisation = factory.SubFactory("tests.factories.accounts.OrganisationFactory")
    source = "oldclinic"
    begun_at = LONG_AGO
    begun_by = factory.SubFactory("tests.factories.accounts.UserFactory")


class PastPersonFactory(factory.django.DjangoModelFactory[PastPerson]):
    class Meta:
        model = PastPerson

    patient = factory.SubFactory(PatientFactory)
    organisation = factory.SelfAttribute("patient.organisation")
    source = "oldclinic"
    key = factory.Sequence(lambda number: f"p{number}")
    brought = factory.SubFactory(HistoryImportFactory, organisation=factory.SelfAttribute("..organisation"))
    is_registered = False


class _LineFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    patient = factory.SubFactory(PatientFactory)
    organisation = factory.SelfAttribute("patient.organisation")
    source = "oldclinic"
    key = factory.Sequence(lambda number: f"p1|{number}")
    on = A_DAY
    line = factory.Sequence(lambda number: number + 2)
    brought = factory.SubFactory(HistoryImportFactory, organisation=factory.SelfAttribute("..organisation"))


class PastOrderFactory(_LineFactory):
    class Meta:
        model = PastOrder

    medication = "Methadone"
    amount = Decimal(60)
    unit = "mg"
    frequency = "daily"


class PastDoseFactory(_LineFactory):
    class Meta:
        model = PastDose

    medication = "Methadone"
    amount = Decimal(60)
    unit = "mg"
    outcome = "given"


class PastVisitFactory(_LineFactory):
    class Meta:
        model = PastVisit

    name = "Week 1"
    outcome = "kept"


class PastDrugTestFactory(_LineFactory):
    class Meta:
        model = PastDrugTest

    substance = "Cocaine"
    finding = "found"
    specimen = "urine"


class PastScoreFactory(_LineFactory):
    class Meta:
        model = PastScore

    instrument = "Another scale"
    name = "total"
    value = Decimal(4)
