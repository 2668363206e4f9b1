"""The accounting of disclosures with its agreements; sessions with their reviews and notices."""

from datetime import timedelta

import factory
from django.conf import settings

from care.access.models import AccessNotice, AccessReview, AccessSession, Agreement, Disclosure, HandOver
from care.access.policy import Session
from care.access.rules import Reason
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


class AccessSessionFactory(factory.django.DjangoModelFactory[AccessSession]):
    """An emergency session of an hour; `ended=True` for one that was ended after ten minutes."""

    class Meta:
        model = AccessSession

    class Params:
        ended = factory.Trait(
            ended_at=factory.LazyAttribute(lambda row: row.started_at + timedelta(minutes=10)),
            ended_by=factory.SelfAttribute("started_by"),
        )

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    staff = factory.SubFactory(StaffFactory, organisation=factory.SelfAttribute("..organisation"))
    kind = Session.EMERGENCY.value
    reason = Reason.OVERDOSE.value
    words = "Found unresponsive, the ambulance asks what she takes."
    started_at = LONG_AGO
    started_by = factory.SelfAttribute("staff.user")
    ends_at = factory.LazyAttribute(lambda row: row.started_at + timedelta(minutes=60))


class AccessReviewFactory(factory.django.DjangoModelFactory[AccessReview]):
    """A session that waits for its review."""

    class Meta:
        model = AccessReview

    session = factory.SubFactory(AccessSessionFactory)
    patient = factory.SelfAttribute("session.patient")
    organisation = factory.SelfAttribute("session.organisation")
    opened_at = factory.SelfAttribute("session.started_at")
    opened_by = factory.SelfAttribute("session.started_by")
    due_at = factory.LazyAttribute(lambda row: row.opened_at + timedelta(days=3))


class AccessNoticeFactory(factory.django.DjangoModelFactory[AccessNotice]):
    class Meta:
        model = AccessNotice

    review = factory.SubFactory(AccessReviewFactory)
    patient = factory.SelfAttribute("review.patient")
    staff = factory.SubFactory(StaffFactory, organisation=factory.SelfAttribute("..review.organisation"))


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
