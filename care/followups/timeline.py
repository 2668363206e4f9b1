"""What follow-ups tell: protocols started and stopped, answers, misses, and attempts by people to reach the person."""

from django.db.models import Q, QuerySet

from care.actor import Category, Permit
from care.followups.models import Answer, CheckIn, ContactAttempt, ProtocolRun
from care.followups.vocabulary import Channel, Mode, Result, StopReason
from care.lib.timeline import Chapter, Telling, TimelineEntry, latest_entries


def _runs(permit: Permit) -> QuerySet[ProtocolRun]:
    permit.check(category=Category.SUD)
    rows = ProtocolRun.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("protocol", "started_by", "stopped_by")


def _started(row: ProtocolRun) -> TimelineEntry:
    who = row.started_by.name if row.started_by else ""
    return TimelineEntry(row.started_at, who, f"{row.protocol.name} started", "check-in")


def _stopped(row: ProtocolRun) -> TimelineEntry:
    assert row.stopped_at
    text = f"{row.protocol.name} stopped: {StopReason(row.stop_reason).label.lower()}"
    return TimelineEntry(row.stopped_at, row.stopped_by.name if row.stopped_by else "", text, "check-in")


def _check_ins(permit: Permit) -> QuerySet[CheckIn]:
    permit.check(category=Category.SUD)
    rows = CheckIn.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("run__protocol", "step")


def _name(row: CheckIn) -> str:
    return f"{row.run.protocol.name}, {row.step.name.lower()}"


def _missed(row: CheckIn) -> TimelineEntry:
    assert row.missed_at
    return TimelineEntry(row.missed_at, "", f"{_name(row)}: no answer in the window, outreach begins", "missed")


def _answers(permit: Permit) -> QuerySet[Answer]:
    permit.check(category=Category.SUD)
    rows = Answer.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("check_in__run__protocol", "check_in__step", "answered_by")


def _answered(row: Answer) -> TimelineEntry:
    how = "answered" if row.mode == Mode.LINK else "answered, written down by a colleague"
    who = row.answered_by.name if row.answered_by else ""
    return TimelineEntry(
        row.answered_at, who, f"{_name(row.check_in)}: {how}", "check-in", own_words=str(row.values.get("note", ""))
    )


def _attempts(permit: Permit) -> QuerySet[ContactAttempt]:
    permit.check(category=Category.SUD)
    rows = ContactAttempt.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("check_in__run__protocol", "check_in__step", "made_by")


def _attempted(row: ContactAttempt) -> TimelineEntry:
    text = f"{_name(row.check_in)}: {Channel(row.channel).label.lower()}, {Result(row.result).label.lower()}"
    return TimelineEntry(row.made_at, row.made_by.name if row.made_by else "", text, "call")


CHAPTERS = (
    Chapter(_runs, (Telling("started_at", _started), Telling("stopped_at", _stopped, ~Q(stop_reason="")))),
    Chapter(_check_ins, (Telling("missed_at", _missed),)),
    Chapter(_answers, (Telling("answered_at", _answered),)),
    Chapter(_attempts, (Telling("made_at", _attempted, Q(made_by__isnull=False)),)),
)


def timeline_entries(*, permit: Permit, limit: int = 200) -> list[TimelineEntry]:
    """Runs started and stopped, answers, misses and attempts by people, newest first. Four queries."""
    return latest_entries(CHAPTERS, permit=permit, limit=limit)
