"""What the gate gave: a permit names one actor, one patient, and what may be done with which categories.

Queries and operations of a record take a permit instead of an actor: who has none cannot call them. Only
`care.access.gate` makes one (a house rule reads the code for it).
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from care.actor.actor import Actor
from care.actor.vocabulary import Action, Category, Purpose
from care.lib.apart import Parts, TakenApart


class PermitMismatch(PermissionError):
    """A permit was used for something that it does not cover: another patient, category or action. A fault in code."""


@dataclass(frozen=True, slots=True)
class RunningSession:
    """The time for which a colleague opened one record with a reason; `kind` is a word of `care.access.policy.Session`."""

    uuid: UUID
    kind: str
    ends_at: datetime
    may_extend: bool


@dataclass(frozen=True, slots=True)
class Permit(TakenApart):
    """The gate's yes, at one moment.

    `organisation_id` is the programme in whose records the permit holds; `basis` is the row of the decision table. Where the
    row rests on a consent, `consent_id` names it and `notice` is the notice that travels with the data; where it rests on a
    session, `session` is that one.
    """

    actor: Actor
    patient_id: int
    organisation_id: int
    categories: frozenset[Category]
    action: Action
    purpose: Purpose
    basis: str
    at: datetime
    consent_id: int | None = None
    notice: str = ""
    session: RunningSession | None = None

    def check(self, *, category: Category, action: Action = Action.READ, patient_id: int | None = None) -> None:
        """Refuse a use that the permit does not cover. Permission to write or to order includes reading.

        Raises:
            PermitMismatch: another patient, a category outside the permit, or an action that was not asked for.
        """
        if patient_id is not None and patient_id != self.patient_id:
            raise PermitMismatch("this permit is for another patient")
        if category not in self.categories:
            raise PermitMismatch(f"this permit does not cover {category.value}")
        if action is not Action.READ and action is not self.action:
            raise PermitMismatch(f"this permit is to {self.action.value}, not to {action.value}")

    def covers(self, category: Category) -> bool:
        """Whether a category may be read: for pages that show what the reader may see and say what is hidden."""
        return category in self.categories

    def parts(self) -> Parts:
        """What a prepared question may be written about: the categories that it covers, whosever they are."""
        return Parts(self.categories, (self.patient_id, self.organisation_id), partial(_Nobody, self.categories))


@dataclass(frozen=True, slots=True)
class _Nobody:
    """What a question may ask of a permit while it is written: of which categories it is, and two numbers to be filled in.

    It has no actor: a question that depended on who reads would fail here, and not be put to somebody else.
    """

    categories: frozenset[Category]
    patient_id: int
    organisation_id: int

    def check(self, *, category: Category) -> None:
        """As a permit."""
        if category not in self.categories:
            raise PermitMismatch(f"this permit does not cover {category.value}")

    def covers(self, category: Category) -> bool:
        """As a permit."""
        return category in self.categories
