"""The seal job, and the one that reads the whole trail."""

from celery import shared_task
from django.utils import timezone

from care.actor import Actor
from care.audit.operations import (
    ask_for_verification,
    begin_verification,
    fail_verification,
    finish_verification,
    note_progress,
)
from care.audit.seals import seal_events
from care.audit.verification import verify_audit


@shared_task(name="care.audit.seal")
def seal() -> int:
    """Seal what is new; safe to run twice at once. Returns the number of new seals."""
    return len(seal_events(at=timezone.now()))


@shared_task(name="care.audit.ask")
def ask() -> None:
    """Each night: have the trail read."""
    ask_for_verification(actor=Actor.system(job="audit.nightly"), at=timezone.now())


@shared_task(name="care.audit.verify")
def verify() -> int:
    """Each minute: read the whole trail where somebody asked for it. Safe to run twice at once; gives the number of runs."""
    actor = Actor.system(job="audit.verify")
    run = begin_verification(actor=actor, at=timezone.now())
    if run is None:
        return 0
    try:
        report = verify_audit(progress=lambda events: note_progress(run_id=run.pk, events=events, at=timezone.now()))
    except Exception as error:
        fail_verification(actor=actor, run_id=run.pk, error=type(error).__name__, at=timezone.now())
        raise
    finish_verification(actor=actor, run_id=run.pk, report=report, at=timezone.now())
    return 1
