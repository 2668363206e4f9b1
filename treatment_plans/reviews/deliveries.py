"""What this room hears of: scores, returns to use, pregnancies, missed check-ins, plans that ended, people who died or left."""

from datetime import datetime
from uuid import UUID

from care.accounts.queries import organisation_zone
from care.actor import Action, Permit
from care.lib.dates import local_date
from care.outbox.handling import Listener
from care.outbox.queries import Claimed
from care.teams.queries import open_enrolment
from care.teams.rules import EndReason as Leaving
from patients.assessments.queries import response_for, series
from patients.assessments.rules.change import is_worse
from patients.assessments.rules.numbers import measure_name, number_text
from patients.queries import get_patient
from patients.story.queries import latest_pregnancy
from patients.story.rules import PregnancyAnswer
from treatment_plans.deliveries import record_of
from treatment_plans.reviews import operations
from treatment_plans.reviews.operations import Seen
from treatment_plans.reviews.vocabulary import CauseKind, Outcome

JOB = "reviews.look"


def _permit(row: Claimed, at: datetime) -> Permit | None:
    return record_of(row, job=JOB, action=Action.WRITE, at=at)


def _scored(row: Claimed, at: datetime) -> None:
    """Answers were completed: whether a score is worse than the one before, by more than chance."""
    if not (permit := _permit(row, at)):
        return
    told = response_for(permit=permit, uuid=UUID(str(row.about["response"])))
    asked, said, last = told.definition, [], None
    for scale in asked.scores:
        points = series(permit=permit, instrument=asked.code, name=scale.name, subject=told.subject)
        place = next((number for number, point in enumerate(points) if point.uuid == told.uuid), 0)
        if not place:
            continue
        before, last = points[place - 1].value, points[place]
        if is_worse(before, last.value, instrument=asked.code, score=scale):
            way = "fell" if last.value < before else "rose"
            said.append(f"the {measure_name(asked, scale)} {way} from {number_text(before)} to {number_text(last.value)}")
    if said and last is not None:
        day = local_date(last.at, get_patient(permit=permit).identity.zone)
        words = " and ".join(said)[:500]
        seen = Seen(CauseKind.SCORE_WORSE, day, told.uuid, words, category=asked.category)
        operations.see_cause(permit=permit, seen=seen, at=at)


def _see(row: Claimed, at: datetime, kind: CauseKind, source: str) -> None:
    if permit := _permit(row, at):
        zone = organisation_zone(organisation_id=permit.organisation_id)
        operations.see_cause(permit=permit, seen=Seen(kind, local_date(at, zone), UUID(source)), at=at)


def _use_returned(row: Claimed, at: datetime) -> None:
    _see(row, at, CauseKind.RETURN_TO_USE, str(row.about["return"]))


def _missed_again(row: Claimed, at: datetime) -> None:
    _see(row, at, CauseKind.MISSED, str(row.about["check_in"]))


def _pregnancy(row: Claimed, at: datetime) -> None:
    """What is known of pregnancy has changed: a new one asks for a look at the plan, nothing else does."""
    permit = _permit(row, at)
    told = [one.said.answer for one in latest_pregnancy(permit=permit, limit=2)] if permit else []
    if told[:1] == [PregnancyAnswer.PREGNANT] and told[1:] != [PregnancyAnswer.PREGNANT]:
        _see(row, at, CauseKind.PREGNANCY, str(row.about["record"]))


def _pregnancy_found(row: Claimed, at: datetime) -> None:
    """A test found a pregnancy that was not known."""
    _see(row, at, CauseKind.PREGNANCY, str(row.about["result"]))


def _plan_ended(row: Claimed, at: datetime) -> None:
    if permit := _permit(row, at):
        operations.follow_plans(permit=permit, at=at)


def _died(row: Claimed, at: datetime) -> None:
    permit = _permit(row, at)
    if permit and get_patient(permit=permit).deceased_on is not None:  # else it was corrected meanwhile
        operations.follow_plans(permit=permit, outcome=Outcome.DIED, at=at)


def _left(row: Claimed, at: datetime) -> None:
    permit = _permit(row, at)
    if Leaving(row.about["reason"]) is not Leaving.DIED and permit and open_enrolment(permit=permit) is None:
        operations.follow_plans(permit=permit, outcome=Outcome.CARE_ENDED, at=at)


AFTER_SCORE = Listener("reviews.after_score", _scored)
AFTER_RETURN = Listener("reviews.after_return", _use_returned)
AFTER_PREGNANCY = Listener("reviews.after_pregnancy", _pregnancy)
AFTER_PREGNANCY_TEST = Listener("reviews.after_pregnancy_test", _pregnancy_found)
AFTER_MISSED = Listener("reviews.after_missed", _missed_again)
FOLLOW_PLAN = Listener("reviews.follow_plan", _plan_ended)
CLOSE_AT_DEATH = Listener("reviews.close_at_death", _died)
CLOSE_AT_END = Listener("reviews.close_at_end", _left)
