"""The accounting of disclosures."""

import factory

from care.access.models import Disclosure
from tests.factories.accounts import LONG_AGO, PartnerSystemFactory
from tests.factories.consent import ConsentFactory


class DisclosureFactory(factory.django.DjangoModelFactory[Disclosure]):
    """A plan given over REST."""

    class Meta:
        model = Disclosure

    partner = factory.SubFactory(PartnerSystemFactory)
    recipient = factory.SelfAttribute("partner.organisation")
    consent = factory.SubFactory(ConsentFactory, recipient=factory.SelfAttribute("..recipient"))
    patient = factory.SelfAttribute("consent.patient")
    organisation = factory.SelfAttribute("consent.organisation")
    at = LONG_AGO
    purpose = "TREAT"
    basis = "D08"
    categories = factory.LazyFunction(lambda: ["sud"])
    resource = "plan"
    notice = "2.32-2024-short"
    scope_attached = True
    channel = "rest"
    outcome = "given"
