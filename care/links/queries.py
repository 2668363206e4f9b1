"""Reading links: the token that an address carries."""

from django.conf import settings
from django.utils.crypto import salted_hmac

from care.links.models import Link
from care.links.rules import make_token


def signing_key() -> bytes:
    """The key of the tokens' codes, derived from the installation's secret for nothing else."""
    return salted_hmac("care.links.token", "key", secret=settings.SECRET_KEY, algorithm="sha256").digest()


def token_of(link: Link) -> str:
    """What the address of a link carries: 35 characters that are safe in it."""
    return make_token(link.uuid, link.purpose, signing_key())
