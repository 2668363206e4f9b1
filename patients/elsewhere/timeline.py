"""What other systems say, on the timeline: each record at its moment, with the name of its source."""

from datetime import UTC

from django.db.models import Q, QuerySet

from care.actor import Permit
from care.lib.timeline import Chapter, Telling, TimelineEntry
from patients.elsewhere.models import Record
from patients.elsewhere.presenters import part_words, record_title, value_words
from patients.elsewhere.queries import PartLine, open_records
from patients.elsewhere.rules import Moment, Precision, RecordKind, moment_words

MOST_PARTS = 3  # of a measurement; a questionnaire has more, which its page shows


def _records(permit: Permit) -> QuerySet[Record]:
    return open_records(permit).prefetch_related("parts")


def _told(row: Record) -> TimelineEntry:
    said = value_words(row.value, row.number, row.unit) or "; ".join(_measured(row))
    kind = RecordKind(row.kind)
    reason = f" ({row.reason})" if row.reason and kind is RecordKind.VISIT else ""
    text = f"{record_title(kind, row.display, row.status)}{f': {said}' if said else ''}{reason}"
    precision = Precision(row.precision)
    when = "" if precision is Precision.MOMENT else _when(Moment(row.happened, precision))
    return TimelineEntry(row.happened, f"From {row.source}", text, kind.value, when=when)


def _measured(row: Record) -> list[str]:
    """The parts of a measurement that has no value of its own, such as both of a blood pressure."""
    if row.kind != RecordKind.OBSERVATION:
        return []
    parts = sorted(row.parts.all(), key=lambda part: part.position)[:MOST_PARTS]
    return [part_words(PartLine(part.label, part.value, part.number, part.unit)) for part in parts]


def _when(moment: Moment) -> str:
    if moment.precision is Precision.DAY:
        return "time not said"
    words = moment_words(moment, "UTC", moment.at.astimezone(UTC).date())
    return words if moment.precision is Precision.UNKNOWN else f"{words}, day not said"


def _of(*kinds: RecordKind) -> Chapter:
    return Chapter(_records, (Telling("happened", _told, Q(kind__in=[kind.value for kind in kinds])),))


VISITS = (_of(RecordKind.VISIT),)
RESULTS = (_of(RecordKind.OBSERVATION, RecordKind.REPORT, RecordKind.IMAGING),)
DONE = (_of(RecordKind.PROCEDURE, RecordKind.IMMUNIZATION, RecordKind.DEVICE),)
PLANNED = (_of(RecordKind.CARE_PLAN, RecordKind.GOAL, RecordKind.CARE_TEAM),)
