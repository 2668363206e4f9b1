"""What the safety rules answer. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How strongly a rule speaks (clinical reference 0.2). The value is what is stored."""

    HARD = "HARD"  # cannot be saved in this form; another path is offered
    HARD_UNLESS_SECOND = "HARD*"  # as HARD, but a second prescriber may co-sign
    OVR = "OVR"  # saved with a coded reason, signed by a prescriber
    INFO = "INFO"  # shown once per encounter, no click needed

    @property
    def printed(self) -> str:
        """HARD, OVR or INFO: what a partner system reads. That a second prescriber may pass is a flag beside it."""
        return "HARD" if self.stops else self.value

    @property
    def stops(self) -> bool:
        return self in (Severity.HARD, Severity.HARD_UNLESS_SECOND)

    @property
    def rank(self) -> int:
        """0 is the strongest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Alert:
    """One rule that spoke about one draft. It names the facts with their dates, the source, and at least one action."""

    rule: str  # "I-06", "M-01"
    version: str
    severity: Severity
    title: str
    detail: str
    evidence: tuple[str, ...]
    source: str
    actions: tuple[str, ...]
    order: str  # the draft's id
