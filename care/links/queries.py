"""Reading links: the token that an address carries."""

from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from care.actor import Permit
from care.links.models import Link
from care.links.rules import make_token


def signing_key() -> bytes:
    """The key of the tokens' codes, derived from the installation's secret for nothing else."""
    return salted_hmac("care.links.token", "key", secret=settings.SECRET_KEY, algorithm="sha256").digest()


def token_of(link: Link) -> str:
    """What the address of a link carries: 35 characters that are safe in it."""
    return make_token(link.uuid, link.purpose, signing_key())


def subject_of(*, permit: Permit, link_id: int) -> UUID | None:
    """What a link of the permit's patient is about; none when it is another's."""
    links = Link.objects.filter(pk=link_id, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return links.values_list("subject", flat=True).first()


def has_open_link(*, permit: Permit, subject: UUID) -> bool:
    """Whether a link about something of the permit's patient was given out and neither used nor taken back. One query."""
    links = Link.objects.filter(subject=subject, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return links.filter(used_at__isnull=True, revoked_at__isnull=True).exists()
