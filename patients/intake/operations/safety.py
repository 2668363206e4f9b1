"""The safety questions: what was answered, and who is asked to act on it, in the same transaction."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.worklist.operations import cancel_tasks_about, open_task
from care.worklist.queries import tasks_about
from patients.assessments.operations import keep_last_score
from patients.intake.models import SafetyCheck
from patients.intake.operations.parts import SAFETY_TASK, TASK, change
from patients.intake.rules import ROLES, TITLES, WITHIN, Assessment, Question, Reply, When, assess, is_asked, needs_a_task
from patients.intake.rules.safety import PRIORITIES


def record_safety(
    *,
    permit: Permit,
    intake: UUID,
    replies: Mapping[Question, Reply],
    tried_when: When | None = None,
    own_words: str = "",
    at: datetime,
) -> Assessment:
    """Write down what was answered now. Where it is grave, a task asks somebody to act within the time of its level (clinical
    reference 9.4), until a named colleague takes it; a graver answer takes the place of a milder task that nobody has taken.

    What the answers tell of the risk of suicide stands in the caseload's row from the same moment.

    An answer to a question that does not follow from the others is left out. Nobody's task says what was answered: it stands
    in the record.

    Raises:
        NoSuchIntake.
        PermitMismatch: the permit does not cover mental health.
    """
    permit.check(category=Category.MENTAL_HEALTH, action=Action.WRITE)
    user_id, organisation_id = permit.actor.colleague()
    kept = {question: reply for question, reply in replies.items() if is_asked(question, replies)}
    when = tried_when if kept.get(Question.TRIED) is Reply.YES else None
    found = assess(kept, tried_when=when)
    with change(permit=permit, intake=intake, verb="intake.safety_asked", at=at) as row:
        SafetyCheck.objects.create(
            patient_id=permit.patient_id,
            organisation_id=organisation_id,
            intake=row,
            **{question.value: reply.value for question, reply in kept.items()},
            tried_when=when.value if when else "",
            own_words=own_words.strip(),
            level=found.level,
            asked_at=at,
            asked_by_id=user_id,
        )
        waiting = tasks_about(permit=permit, subject=row.uuid, kinds=[SAFETY_TASK])
        levels = {priority: level for level, priority in PRIORITIES.items()}
        asked_for = max((levels.get(task.priority, 0) for task in waiting), default=0)
        if needs_a_task(level=found.level, asked_for=asked_for):
            if waiting:
                cancel_tasks_about(
                    permit=permit,
                    subjects=[row.uuid],
                    kinds=[SAFETY_TASK],
                    untaken=True,
                    reason="A graver answer was told",
                    at=at,
                )
            open_task(
                permit=permit,
                kind=SAFETY_TASK,
                title=TITLES[found.level],
                why="Told at intake. What was said stands in the safety section",
                priority=found.priority,
                owner_role=ROLES[found.level],
                due_at=at + WITHIN[found.level],
                subject_kind=TASK,
                subject=row.uuid,
                at=at,
            )
        keep_last_score(patient_id=permit.patient_id, organisation_id=organisation_id)
    return found
