"""Reading verbal orders, and who may have said one."""

from dataclasses import dataclass
from datetime import datetime

from care.accounts.queries import StaffName, staff_with_role
from care.actor import Permit, Role
from care.teams.queries import team_of
from treatment_plans.regimens.models import MedicationOrder


@dataclass(frozen=True, slots=True)
class VerbalRow:
    """That an order was said and taken down. `is_open` while the prescriber has not answered."""

    prescriber: str
    prescriber_id: int
    taken_by: str
    taken_at: datetime
    cosign_until: datetime
    cosigned_at: datetime | None
    denied_at: datetime | None
    denied_words: str

    @property
    def is_open(self) -> bool:
        return self.cosigned_at is None and self.denied_at is None


VERBAL = ("verbal__prescriber", "verbal__taken_by")  # for select_related


def verbal_in(order: MedicationOrder) -> VerbalRow | None:
    """What was read with the order by `VERBAL`."""
    said = getattr(order, "verbal", None)
    if said is None:
        return None
    return VerbalRow(
        prescriber=said.prescriber.name,
        prescriber_id=said.prescriber_id,
        taken_by=said.taken_by.name,
        taken_at=said.taken_at,
        cosign_until=said.cosign_until,
        cosigned_at=said.cosigned_at,
        denied_at=said.denied_at,
        denied_words=said.denied_words,
    )


def prescribers_of(*, permit: Permit) -> list[StaffName]:
    """The prescribers of the person's care team: they may say an order, and sign it. Three queries."""
    on_team = {member.staff_id for member in team_of(permit=permit)}
    found = staff_with_role(organisation_id=permit.organisation_id, roles=[Role.PRESCRIBER])
    return [one for one in found if one.staff_id in on_team]
