"""Consents."""

from datetime import timedelta

import factory

from care.actor import Category, Purpose
from care.consent.models import Consent
from care.consent.rules import How, Kind
from tests.factories.accounts import LONG_AGO, PartnerSystemFactory


class ConsentFactory(factory.django.DjangoModelFactory[Consent]):
    """A consent for treatment over everything that a consent may name, in force for years; `revoked=True` for one taken back."""

    class Meta:
        model = Consent

    class Params:
        partner = factory.SubFactory(PartnerSystemFactory)
        revoked = factory.Trait(
            revoked_at=LONG_AGO + timedelta(days=30),
            revoked_by=factory.SelfAttribute("recorded_by"),
            revoke_reason="The person asked",
        )
        expired = factory.Trait(expires_at=LONG_AGO + timedelta(days=60))

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    recipient = factory.SelfAttribute("partner.organisation")
    kind = Kind.SPECIFIC.value
    categories = factory.LazyFunction(lambda: sorted([Category.DEMOGRAPHICS.value, Category.GENERAL.value, Category.SUD.value]))
    purposes = factory.LazyFunction(lambda: [Purpose.TREAT.value])
    what = "Who you are, allergies, plan and medication"
    wording = "1"
    wording_language = "en"
    how = How.PAPER.value
    signature = "Marisol Vega"
    signed_at = LONG_AGO
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")
    expires_at = factory.LazyAttribute(lambda consent: consent.signed_at + timedelta(days=1000))
