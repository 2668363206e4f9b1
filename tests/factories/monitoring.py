"""Look-ups in the monitoring program, and how often a state asks for them."""

import factory

from tests.factories.accounts import LONG_AGO
from treatment_plans.regimens.monitoring.models import PdmpInterval, PdmpLookup
from treatment_plans.regimens.monitoring.vocabulary import LookupOutcome


class PdmpLookupFactory(factory.django.DjangoModelFactory[PdmpLookup]):
    class Meta:
        model = PdmpLookup

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    jurisdiction = "NY"
    outcome = LookupOutcome.NOTHING_ELSE.value
    looked_at = LONG_AGO
    looked_by = factory.SelfAttribute("patient.registered_by")


class PdmpIntervalFactory(factory.django.DjangoModelFactory[PdmpInterval]):
    class Meta:
        model = PdmpInterval

    organisation = factory.SubFactory("tests.factories.accounts.OrganisationFactory")
    jurisdiction = "NY"
    every_days = 90
    source = "Public Health Law, read by the pharmacist"
    set_at = LONG_AGO
    set_by = factory.SubFactory("tests.factories.accounts.UserFactory")
