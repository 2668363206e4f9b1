"""Consents, and what was signed with them."""

from datetime import timedelta
from hashlib import sha256

import factory
from django.conf import settings

from care.actor import Category, Purpose, Requester
from care.consent.models import Consent, ConsentPaper, MinorConsent, Representative, RestrictionRequest
from care.consent.rules import EndedBy, Evidence, How, Kind, RepresentativeKind, RestrictionState, Service, State, Target
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


class RestrictionRequestFactory(factory.django.DjangoModelFactory[RestrictionRequest]):
    """A restriction that was agreed: substance use care does not go to outside providers. Traits for the other states.

    With `recipient`, only that organisation; `self_paid=True` keeps care paid in full from health plans.
    """

    class Meta:
        model = RestrictionRequest

    class Params:
        asked = factory.Trait(state=RestrictionState.ASKED.value, decided_at=None, decided_by=None)
        declined = factory.Trait(
            state=RestrictionState.DECLINED.value, decision_reason="It would not be safe", told_on=LONG_AGO.date()
        )
        self_paid = factory.Trait(
            target=Target.SELF_PAID.value,
            requester=Requester.HEALTH_PLAN.value,
            purposes=[Purpose.HOPERAT.value, Purpose.HPAYMT.value],
            paid_on=LONG_AGO.date(),
        )
        ended = factory.Trait(
            state=RestrictionState.ENDED.value,
            ended_at=LONG_AGO + timedelta(days=30),
            ended_by=factory.SelfAttribute("asked_by"),
            ended_for=EndedBy.PERSON.value,
            end_reason="No longer needed",
            counts_until=factory.SelfAttribute("ended_at"),
        )

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    recipient = None
    target = factory.LazyAttribute(lambda row: (Target.ORGANISATION if row.recipient else Target.REQUESTER).value)
    requester = factory.LazyAttribute(lambda row: row.recipient.kind if row.recipient else Requester.PROVIDER.value)
    categories = factory.LazyFunction(lambda: [Category.SUD.value])
    purposes = factory.LazyFunction(lambda: sorted([Purpose.CAREMGT.value, Purpose.TREAT.value]))
    own_words = "My old doctor is my neighbor"
    state = RestrictionState.AGREED.value
    asked_at = LONG_AGO
    asked_by = factory.SelfAttribute("patient.registered_by")
    decided_at = LONG_AGO + timedelta(days=1)
    decided_by = factory.SelfAttribute("asked_by")


class RepresentativeFactory(factory.django.DjangoModelFactory[Representative]):
    """A guardian whom a court appointed; `ended=True` for one whose right has ended."""

    class Meta:
        model = Representative

    class Params:
        ended = factory.Trait(
            ended_at=LONG_AGO + timedelta(days=30),
            ended_by=factory.SelfAttribute("recorded_by"),
            end_reason="The court ended it",
        )

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    kind = RepresentativeKind.GUARDIAN.value
    name = factory.Sequence(lambda number: f"Rosa Duarte {number}")
    relation = "Sister"
    evidence = Evidence.COURT_ORDER.value
    evidence_words = "Providence Probate Court, file 22-184"
    evidence_on = LONG_AGO.date()
    starts_at = LONG_AGO
    expires_at = factory.LazyAttribute(
        lambda row: (
            row.starts_at + timedelta(days=30)
            if row.kind in {RepresentativeKind.PARENT.value, RepresentativeKind.DIRECTOR.value}
            else None
        )
    )
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")


class MinorConsentFactory(factory.django.DjangoModelFactory[MinorConsent]):
    """A row that counsel has verified: from 12 on a minor consents to outpatient care alone."""

    class Meta:
        model = MinorConsent
        django_get_or_create = ("state", "service")

    state = "VT"
    service = Service.OUTPATIENT.value
    min_age = 12
    source = "A statute"
    verified_on = LONG_AGO.date()
