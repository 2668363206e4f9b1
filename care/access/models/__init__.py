"""Tables of access: the accounting of disclosures, the agreements on which some of them rest, e-mails that wait to leave."""

from care.access.models.agreements import Agreement
from care.access.models.disclosures import Disclosure
from care.access.models.handovers import HandOver

__all__ = ["Agreement", "Disclosure", "HandOver"]
