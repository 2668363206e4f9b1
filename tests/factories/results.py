"""Results of one person, drug tests with what they found."""

from datetime import timedelta
from decimal import Decimal

import factory

from patients.results.models import DrugTest, DrugTestAnalyte, Result
from patients.results.rules import AnalyteWord, DrugTestState, Formula, Method, Outcome, ResultKind, facts_of
from tests.factories.accounts import LONG_AGO
from tests.factories.patients import PatientFactory


class ResultFactory(factory.django.DjangoModelFactory[Result]):
    """A creatinine in the unit of its kind; another kind with `kind` and `value`, an answer with `words`."""

    class Meta:
        model = Result

    class Params:
        a_pressure = factory.Trait(kind=ResultKind.BLOOD_PRESSURE.value, value=Decimal(128), second=Decimal(82))
        an_ecg = factory.Trait(kind=ResultKind.QTC.value, value=Decimal(431), formula=Formula.BAZETT.value, qt=400, rr=861)
        a_pregnancy_test = factory.Trait(
            kind=ResultKind.PREGNANCY.value, value=None, given=None, unit="", given_unit="", words="negative"
        )

    patient = factory.SubFactory(PatientFactory)
    organisation = factory.SelfAttribute("patient.organisation")
    kind = ResultKind.CREATININE.value
    category = factory.LazyAttribute(lambda row: facts_of(ResultKind(row.kind)).category.value)
    measured_at = LONG_AGO
    value = Decimal("0.9")
    unit = factory.LazyAttribute(lambda row: facts_of(ResultKind(row.kind)).unit)
    given = factory.SelfAttribute("value")
    given_unit = factory.SelfAttribute("unit")
    recorded_at = factory.SelfAttribute("measured_at")
    recorded_by = factory.SelfAttribute("patient.registered_by")


class DrugTestFactory(factory.django.DjangoModelFactory[DrugTest]):
    """A urine test that was asked for; with `collected` or `resulted` further on."""

    class Meta:
        model = DrugTest

    class Params:
        collected = factory.Trait(
            status=DrugTestState.COLLECTED.value,
            collected_at=factory.SelfAttribute("recorded_at"),
            collected_by=factory.SelfAttribute("recorded_by"),
        )
        resulted = factory.Trait(
            status=DrugTestState.RESULTED.value,
            collected_at=factory.SelfAttribute("recorded_at"),
            collected_by=factory.SelfAttribute("recorded_by"),
            resulted_at=factory.LazyAttribute(lambda row: row.recorded_at + timedelta(days=2)),
            resulted_by=factory.SelfAttribute("recorded_by"),
        )

    patient = factory.SubFactory(PatientFactory)
    organisation = factory.SelfAttribute("patient.organisation")
    looked_for = factory.LazyFunction(lambda: [AnalyteWord.METHADONE.value, AnalyteWord.FENTANYL.value])
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class DrugTestAnalyteFactory(factory.django.DjangoModelFactory[DrugTestAnalyte]):
    class Meta:
        model = DrugTestAnalyte

    drug_test = factory.SubFactory(DrugTestFactory, resulted=True)
    analyte = AnalyteWord.METHADONE.value
    method = Method.SCREEN.value
    outcome = Outcome.POSITIVE.value
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("drug_test.recorded_by")
