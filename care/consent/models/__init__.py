"""Tables of what a person allowed. A patient is known here only by number."""

from care.consent.models.consents import Consent
from care.consent.models.representatives import MinorConsent, Representative
from care.consent.models.restrictions import RestrictionRequest

__all__ = ["Consent", "MinorConsent", "Representative", "RestrictionRequest"]
