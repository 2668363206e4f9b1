"""Consents, and what was signed with them."""

from datetime import timedelta
from hashlib import sha256

import factory
from django.conf import settings

from care.actor import Category, Purpose
from care.consent.models import Consent, ConsentPaper
from care.consent.rules import How, Kind, State
from care.lib.secrets import encrypt_bytes
from tests.factories.accounts import LONG_AGO, PartnerSystemFactory


class ConsentFactory(factory.django.DjangoModelFactory[Consent]):
    """A consent for treatment over what a provider may be given, in force for years.

    `revoked=True` for one taken back, `expired=True` for one whose day has passed, `draft=True` for one that nobody has
    signed, `declined=True` for one to which the person said no, `general=True` for one for treatment, payment and operations,
    `outside=True` for one that names a relative.
    """

    class Meta:
        model = Consent

    class Params:
        partner = factory.SubFactory(PartnerSystemFactory)
        revoked = factory.Trait(
            state=State.REVOKED.value,
            revoked_at=LONG_AGO + timedelta(days=30),
            revoked_by=factory.SelfAttribute("recorded_by"),
            revoke_reason="The person asked",
        )
        expired = factory.Trait(expires_at=LONG_AGO + timedelta(days=60))
        draft = factory.Trait(
            state=State.DRAFT.value,
            how="",
            signature="",
            signed_at=None,
            recorded_at=None,
            recorded_by=None,
            expires_at=LONG_AGO + timedelta(days=1000),
        )
        declined = factory.Trait(
            draft=True, state=State.DECLINED.value, closed_at=LONG_AGO + timedelta(days=1), closed_by_job="consent"
        )
        general = factory.Trait(
            kind=Kind.TPO.value,
            recipient=None,
            recipient_kind="",
            purposes=factory.LazyFunction(lambda: ["CAREMGT", "HOPERAT", "HPAYMT", "TREAT"]),
            expires_at=None,
        )
        outside = factory.Trait(
            recipient=None,
            recipient_name="Rosa Duarte",
            recipient_kind="family",
            purposes=factory.LazyFunction(lambda: ["FAMRQT"]),
        )

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    recipient = factory.SelfAttribute("partner.organisation")
    recipient_kind = factory.LazyAttribute(lambda consent: consent.recipient.kind if consent.recipient else "")
    kind = Kind.SPECIFIC.value
    discloser = factory.SelfAttribute("organisation.name")
    categories = factory.LazyFunction(lambda: sorted([Category.DEMOGRAPHICS.value, Category.GENERAL.value, Category.SUD.value]))
    purposes = factory.LazyFunction(lambda: [Purpose.TREAT.value])
    what = "Who you are, allergies, plan and medication"
    purpose_text = "Treatment"
    wording = "2"
    wording_language = "en"
    prepared_at = LONG_AGO
    prepared_by = factory.SelfAttribute("patient.registered_by")
    how = How.PAPER.value
    signature = "Marisol Vega"
    signed_at = LONG_AGO
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")
    expires_at = factory.LazyAttribute(lambda consent: (consent.signed_at or LONG_AGO) + timedelta(days=1000))


class ConsentPaperFactory(factory.django.DjangoModelFactory[ConsentPaper]):
    """A drawn signature."""

    class Meta:
        model = ConsentPaper

    class Params:
        plain = b"M10 20L30 40"

    consent = factory.SubFactory(ConsentFactory)
    kind = "drawing"
    media_type = "image/svg+xml"
    size = factory.LazyAttribute(lambda paper: len(paper.plain))
    digest = factory.LazyAttribute(lambda paper: sha256(paper.plain).hexdigest())
    content = factory.LazyAttribute(lambda paper: encrypt_bytes(paper.plain, settings.CARE_FIELD_KEYS))
    added_at = LONG_AGO
    added_by = factory.SelfAttribute("consent.recorded_by")
