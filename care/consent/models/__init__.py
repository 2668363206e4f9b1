"""Tables of what a person allowed. A patient is known here only by number."""

from care.consent.models.consents import Consent, ConsentPaper
from care.consent.models.representatives import MinorConsent, Representative
from care.consent.models.restrictions import RestrictionRequest

__all__ = ["Consent", "ConsentPaper", "MinorConsent", "Representative", "RestrictionRequest"]
