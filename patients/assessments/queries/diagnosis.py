"""The diagnosis that follows from criteria, as it may be put on the problem list."""

from dataclasses import dataclass

from care.actor import Permit
from patients.assessments.queries.responses import Told
from patients.assessments.rules import State
from patients.queries import conditions_of
from patients.rules import ClinicalStatus
from patients.story.queries import get_code

OVER = frozenset({ClinicalStatus.RESOLVED, ClinicalStatus.INACTIVE})


@dataclass(frozen=True, slots=True)
class Offer:
    """A code with its name. `words` is what the criteria came to; `is_listed`: it is on the list already."""

    system: str
    code: str
    version: str
    display: str
    words: str
    is_remission: bool
    is_listed: bool


def offer_of(*, permit: Permit, told: Told) -> Offer | None:
    """What may be put on the problem list after completed criteria; none where no code follows from them. Two queries."""
    if told.state is not State.COMPLETED or not told.outcome.codes:
        return None
    system, code = told.outcome.codes[0]
    known = get_code(system=system, code=code)
    words = next(iter(told.outcome.notes), "").removesuffix(".")
    return Offer(
        system=system,
        code=code,
        version=known.version if known else "",
        display=known.display if known else words or code,
        words=words,
        is_remission=" remission" in words,
        is_listed=any(
            (line.system, line.code) == (system, code) and line.clinical_status not in OVER
            for line in conditions_of(permit=permit)
        ),
    )
