"""On what a disclosure rests, by the row of the table that opened it. Pure."""

from care.access import notices
from care.access.policy.facts import Basis, DataClass, Legal
from care.access.policy.table import TABLE, Row
from care.access.vocabulary import Ground
from care.actor import Requester


def row_of(number: str) -> Row:
    """One row of the table.

    Raises:
        LookupError: there is none of this number.
    """
    for row in TABLE:
        if row.number == number:
            return row
    raise LookupError(number)


def ground_of(number: str) -> Ground:
    """On what something rests that this row gave to somebody outside.

    Raises:
        LookupError: there is no such row, or it gives nothing to anybody outside.
    """
    row = row_of(number)
    if row.outcome == "allow":
        if row.notice == notices.CONSENT:
            return Ground.CONSENT
        if row.legal == {Legal.ORDER}:
            return Ground.ORDER
        if len(row.bases) == 1 and Basis.NONE not in row.bases:
            return Ground(next(iter(row.bases)).value)
        if row.requesters == {Requester.PATIENT} and row.by_people:
            return Ground.OWN
        if row.data == {DataClass.GENERAL}:
            return Ground.HEALTH_PRIVACY
    raise LookupError(number)
