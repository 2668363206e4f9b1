"""Tables of what a person allowed. A patient is known here only by number."""

from care.consent.models.consents import Consent, ConsentPaper

__all__ = ["Consent", "ConsentPaper"]
