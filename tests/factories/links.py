"""Links for people without an account."""

from datetime import timedelta
from uuid import uuid4

import factory

from care.links.models import Link
from care.links.rules import LinkPurpose
from tests.factories.accounts import LONG_AGO


class LinkFactory(factory.django.DjangoModelFactory[Link]):
    class Meta:
        model = Link

    purpose = LinkPurpose.CHECK_IN.value
    subject = factory.LazyFunction(uuid4)
    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    issued_at = LONG_AGO
    issued_by_job = "reminders.send"
    expires_at = LONG_AGO + timedelta(days=365)
