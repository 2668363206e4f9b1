"""The accounting of disclosures, and the agreements on which some of them rest."""

from datetime import timedelta

import factory
from django.conf import settings

from care.access.models import Agreement, Disclosure, HandOver
from care.lib.secrets import encrypt
from tests.factories.accounts import LONG_AGO, OrganisationFactory, PartnerSystemFactory, StaffFactory, UserFactory
from tests.factories.consent import ConsentFactory


class AgreementFactory(factory.django.DjangoModelFactory[Agreement]):
    """A laboratory works for the program."""

    class Meta:
        model = Agreement

    organisation = factory.SubFactory(OrganisationFactory)
    kind = "qsoa"
    party = "Meadow Laboratory"
    reference = factory.Sequence(lambda number: f"QSOA-{number}")
    covers = "Tests that the program orders, with what the laboratory needs to run them."
    categories = factory.LazyFunction(lambda: ["demographics", "sud"])
    from_day = factory.LazyAttribute(lambda agreement: agreement.recorded_at.date() - timedelta(days=1))
    recorded_at = LONG_AGO
    recorded_by = factory.SubFactory(UserFactory)


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
    requester = "provider"
    purpose = "TREAT"
    basis = "D08"
    ground = "consent"
    classes = factory.LazyFunction(lambda: ["part2"])
    categories = factory.LazyFunction(lambda: ["sud"])
    resource = "plan"
    notice = "2.32-2024-short"
    scope_attached = True
    channel = "rest"
    outcome = "given"
    summary = "Your plan of care."


class HandOverFactory(factory.django.DjangoModelFactory[HandOver]):
    """A plan that waits to leave by e-mail."""

    class Meta:
        model = HandOver

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    staff = factory.SubFactory(StaffFactory, organisation=factory.SelfAttribute("..organisation"))
    requester = "provider"
    requester_name = "Dr. Wu"
    requester_organisation = "Eastside Family Medicine"
    address = "wu@eastside.example"
    passphrase = factory.LazyFunction(lambda: encrypt("abcd-efgh-jkmn", settings.CARE_FIELD_KEYS))
    purpose = "TREAT"
    parts = factory.LazyFunction(lambda: ["identity", "plan"])
    notice_form = "short"
    basis = "none"
    asked_at = LONG_AGO
    asked_by = factory.SelfAttribute("staff.user")
