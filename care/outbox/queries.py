"""Reading the outbox: what a worker holds, and what was not delivered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row in a worker's hands.

    `lease` is what lets it mark the row. `is_alone`: an earlier worker died with it, so that it was claimed without
    neighbours, and this claim is counted among `attempts` already. `reference`: handed over before, only to be settled.
    """

    id: int
    uuid: UUID
    kind: str
    key: str
    organisation_id: int | None
    patient_id: int | None
    about: dict[str, Any]
    due_at: datetime
    attempts: int
    lease: int = 1
    is_alone: bool = False
    reference: str = ""
