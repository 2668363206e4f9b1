"""A step in the person's life: told once, and then whatever happens to it, each with its day. Going back is no failure."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans.recovery import rules
from treatment_plans.recovery.models import LifeStep, StepNews
from treatment_plans.recovery.operations.refusals import check_past, the_living
from treatment_plans.recovery.queries import NotThere, steps_of
from treatment_plans.recovery.vocabulary import StepKind, StepMove, StepState
from treatment_plans.rules import next_status


@dataclass(frozen=True, slots=True)
class Hoped:
    """A step as the person tells it. `goal` is the number of a goal of their plan in every version; `stands` and `on`: where it
    stands already, and since when.
    """

    kind: StepKind
    own_words: str
    helper: str = ""
    goal: UUID | None = None
    stands: StepState = StepState.HOPED
    on: date | None = None


# What has happened to a step that stands somewhere already when it is told.
_ALREADY = {StepState.BEGUN: StepMove.BEGIN, StepState.REACHED: StepMove.REACH}


def tell_step(*, permit: Permit, hoped: Hoped, at: datetime) -> LifeStep:
    """Write down a step that the person hopes for, has begun, or has reached.

    Raises:
        PersonDied.
        NotYet: the day since when it stands so is to come.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="life_step.told") as change:
        the_living(permit)
        row = LifeStep.objects.create(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            kind=hoped.kind.value,
            own_words=hoped.own_words.strip(),
            helper=hoped.helper.strip(),
            goal=hoped.goal,
            told_at=at,
            told_by_id=user_id,
        )
        change.detail["step"] = row.pk
        if hoped.stands in _ALREADY and hoped.on is not None:
            row = move_step(permit=permit, step=row.uuid, move=_ALREADY[hoped.stands], on=hoped.on, at=at)
    return row


def move_step(
    *, permit: Permit, step: UUID, move: StepMove, on: date, own_words: str = "", helper: str | None = None, at: datetime
) -> LifeStep:
    """What happened to a step, on which day, in the person's words. `helper`: who helps from now on, where that changed.

    Raises:
        NotThere, PersonDied.
        NotYet: the day is to come.
        NotPossible: it stands where this cannot happen, a colleague having written meanwhile.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    with audit.change(permit=permit, at=at, verb="life_step.moved", detail={"move": move.value}) as change:
        check_past(on, zone=the_living(permit).identity.zone, at=at)
        row = steps_of(permit).select_for_update(no_key=True).filter(uuid=step).first()
        if row is None:
            raise NotThere
        row.state = next_status(rules.STEP, StepState(row.state), move).value
        if helper is not None:
            row.helper = helper.strip()
        row.save(update_fields=["state", "helper"])
        StepNews.objects.create(
            step=row, move=move.value, became=row.state, on=on, own_words=own_words.strip(), told_at=at, told_by_id=user_id
        )
        change.detail["step"] = row.pk
    return row
