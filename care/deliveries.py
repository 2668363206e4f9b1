"""Who delivers what: the handler of each kind of row and the listeners of each event, as urls.py says for addresses; and the
sweep that goes by them."""

from collections.abc import Sequence

from celery import shared_task
from django.utils import timezone

from care.access import deliveries as access
from care.followups import deliveries as followups
from care.outbox import operations as outbox
from care.outbox.handling import Handler, Listener
from care.outbox.rules import LEASE
from care.pages import deliveries as pages
from care.pages import telling
from care.pages.copies import sending as releases
from care.pages.signing import deliveries as signing
from care.questionnaires import deliveries as questionnaires
from care.reminders import deliveries as reminders
from patients.assessments import deliveries as assessments
from patients.intake import deliveries as intake
from patients.merging import deliveries as merging
from treatment_plans import deliveries as plans
from treatment_plans.conferences import deliveries as conferences
from treatment_plans.progress import deliveries as progress
from treatment_plans.recovery import deliveries as recovery
from treatment_plans.regimens import deliveries as regimens
from treatment_plans.regimens.monitoring import deliveries as monitoring
from treatment_plans.reviews import deliveries as reviews
from treatment_plans.staying_safe import deliveries as staying_safe

HANDLERS: dict[str, Handler] = {
    "reminder": reminders.HANDLER,
    "hand-over": releases.HANDLER,
    "consent-revoked": telling.NOTICE_HANDLER,
}

# Who says whether a message to a person may still go, and what it says.
reminders.SOURCES.update(
    {
        "check-in": followups.CHECK_IN,
        "check-in-again": followups.CHECK_IN_AGAIN,
        "missed": followups.MISSED,
        "consent": signing.LINK,
        "questionnaire": questionnaires.QUESTIONNAIRE,
        "questionnaire-again": questionnaires.QUESTIONNAIRE_AGAIN,
        "safe-copy": staying_safe.LINK,
        "own-date": recovery.MESSAGE,
        "see-you": regimens.BEFORE_INJECTION,
    }
)

LISTENERS: dict[str, Sequence[Listener]] = {
    "delivery.given_up": (pages.TELL_PEOPLE,),
    "consent.revoked": (telling.TELL_RECIPIENTS,),
    "consent.recipient_untold": (telling.TELL_BY_HAND,),
    "staff.stopped": (access.END_SESSIONS, progress.ASK_SUPERVISOR),
    "access.review_late": (access.ASK_SUPERVISOR,),
    "questionnaire.expires": (questionnaires.EXPIRE,),
    "questionnaire.worries": (questionnaires.WORRY,),
    "assessment.completed": (questionnaires.FINISH_ELSEWHERE, staying_safe.AFTER_SCREENING, reviews.AFTER_SCORE),
    "safe_plan.look_again": (staying_safe.LOOK_AGAIN,),
    "chosen_date.comes": (recovery.COMES,),
    "use.returned": (staying_safe.AFTER_RETURN, reviews.AFTER_RETURN),
    "pregnancy.recorded": (reviews.AFTER_PREGNANCY,),
    "pregnancy.found": (reviews.AFTER_PREGNANCY_TEST,),
    "check_in.missed_again": (reviews.AFTER_MISSED,),
    "plan.ended": (reviews.FOLLOW_PLAN,),
    "crisis.ended": (staying_safe.AFTER_CRISIS,),
    "treatment.completed": (followups.START_AFTERCARE,),
    "treatment.reopened": (followups.STOP_AFTERCARE,),
    "patient.died": (
        intake.CLOSE_AT_DEATH,
        assessments.CLOSE_AT_DEATH,
        plans.CLOSE_AT_DEATH,
        regimens.CLOSE_AT_DEATH,
        monitoring.CLOSE_AT_DEATH,
        staying_safe.CLOSE_AT_DEATH,
        conferences.CLOSE_AT_DEATH,
        reviews.CLOSE_AT_DEATH,
        followups.CLOSE_AT_DEATH,
        questionnaires.CLOSE_AT_DEATH,
        pages.END_RIGHTS_AT_DEATH,
    ),
    "patient.death_corrected": (
        plans.ASK_AFTER_CORRECTION,
        regimens.ASK_AFTER_CORRECTION,
        conferences.PUT_BACK_AFTER_CORRECTION,
        followups.RESUME_AFTER_CORRECTION,
        recovery.RESUME_AFTER_CORRECTION,
        pages.END_RIGHTS_AFTER_CORRECTION,
    ),
    "patient.merged": (plans.SUM_UP, regimens.SUM_UP, assessments.SUM_UP, reviews.FOLLOW_PLAN),
    "patient.merge_undone": (plans.SUM_UP, regimens.SUM_UP, assessments.SUM_UP, reviews.FOLLOW_PLAN),
    "patient.merge_settles": (merging.GATHER,),
    "enrolment.begun": (assessments.ASK_FROM_THE_BEGINNING,),
    "enrolment.ended": (
        intake.CLOSE_AT_END,
        assessments.CLOSE_AT_END,
        plans.CLOSE_AT_END,
        regimens.ASK_AT_END,
        monitoring.CLOSE_AT_END,
        staying_safe.CLOSE_AT_END,
        conferences.CLOSE_AT_END,
        reviews.CLOSE_AT_END,
        followups.CLOSE_AT_END,
        questionnaires.CLOSE_AT_END,
    ),
}


@shared_task(name="care.deliveries.sweep", time_limit=LEASE.total_seconds())  # a row that hangs is one that kills its worker
def sweep() -> None:
    """Every ten seconds, and when something due was committed. Safe to run many times at once."""
    outbox.looked()
    if outbox.sweep(handlers=HANDLERS, listeners=LISTENERS, clock=timezone.now).more:
        outbox.wake()
