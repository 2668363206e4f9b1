"""Beside scores that lie hours apart: the answers that say when a dose was given."""

from collections.abc import Collection
from decimal import Decimal
from uuid import UUID

from care.actor import Permit
from patients.assessments.models import Answer
from patients.assessments.queries.responses import covered


def numbers_of(*, permit: Permit, link_id: str, responses: Collection[UUID]) -> dict[UUID, Decimal]:
    """The number given to one question in some sets of answers, by the number of the set. One query."""
    rows = Answer.objects.filter(
        response__in=covered(permit).filter(uuid__in=list(responses)), link_id=link_id, number__isnull=False
    )
    return {uuid: number for uuid, number in rows.values_list("response__uuid", "number") if number is not None}
