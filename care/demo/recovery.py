"""The demo's dates, steps and groups: a few people's by the operations themselves, the rest as rows that these would leave."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.audit import operations as audit
from care.demo.operations import SEED
from care.demo.people import KNOWN
from care.demo.staff import HARBOR_STREET
from care.demo.words.recovery import DATES, GROUPS, STEPS
from care.lib.dates import local_date
from treatment_plans.recovery import operations
from treatment_plans.recovery.operations import Chosen, Hoped, Visit
from treatment_plans.recovery.vocabulary import Marking, Returns, StepMove, StepState

PEOPLE = 40  # with something told, of those in care
TOLD = 1  # through the operations, beside one whom the demo knows by name
MOVES = {StepState.BEGUN: StepMove.BEGIN, StepState.REACHED: StepMove.REACH, StepState.LET_GO: StepMove.LET_GO}


def tell_recovery(*, at: datetime) -> int:
    """Tell them; gives the number of people. Where there are dates already, nothing is told again."""
    if apps.get_model("recovery", "ChosenDate").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    email = next(one.email for one in HARBOR_STREET.colleagues if one.role is Role.COUNSELOR)
    staff = apps.get_model("accounts", "Staff").objects.select_related("user").get(organisation_id=clinic.pk, user__email=email)
    members = apps.get_model("teams", "CareTeamMember").objects.filter(
        staff_id=staff.pk, left_at__isnull=True, enrolment__ended_at__isnull=True, joined_at__lt=at - timedelta(days=60)
    )
    people = list(members.order_by("-patient_id").values_list("patient_id", flat=True).distinct()[:PEOPLE])
    actor = _counselor(staff)
    for patient_id in people[:TOLD]:
        _live(actor, patient_id, zone=clinic.zone, at=at)
    known = apps.get_model("teams", "CareTeamMember").objects.select_related("staff").filter(
        patient__legal_family=KNOWN[0].family, patient__legal_given=KNOWN[0].given, function=Role.COUNSELOR.value,
        left_at__isnull=True, staff__organisation_id=clinic.pk,
    ).first()  # fmt: skip
    if known is not None and known.patient_id not in people:
        _live(_counselor(known.staff), known.patient_id, zone=clinic.zone, at=at)
    _write(people[TOLD:], actor=actor, user_id=staff.user_id, zone=clinic.zone, at=at)
    return len(people)


def _counselor(staff: Any) -> Actor:
    return Actor.staff(
        user_id=staff.user_id, staff_id=staff.pk, organisation_id=staff.organisation_id, roles=frozenset({Role.COUNSELOR})
    )


def _permit(actor: Actor, patient_id: int, at: datetime) -> Permit:
    return gate.require(
        actor=actor, patient_id=patient_id, category=Category.SUD, action=Action.WRITE, purpose=Purpose.TREAT, at=at
    )


def _live(actor: Actor, patient_id: int, *, zone: str, at: datetime) -> None:
    """Somebody with two dates, three steps on their way, and two groups."""
    then = at - timedelta(days=40)
    permit, today = _permit(actor, patient_id, then), local_date(then, zone)
    for (words, ago, _), marking in zip(DATES, (Marking.WORD, Marking.MESSAGE), strict=False):
        colleague = actor.staff_id if marking is Marking.WORD else None
        chosen = Chosen(words, today - timedelta(days=ago), Returns.YEARLY, marking, colleague)
        operations.mark_date(permit=permit, chosen=chosen, at=then)
    for kind, words, helper, state, told in STEPS[:4]:
        step = operations.tell_step(permit=permit, hoped=Hoped(kind, words, helper), at=then)
        if state is not StepState.HOPED:
            later = then + timedelta(days=20)
            on = local_date(later, zone)
            operations.move_step(permit=permit, step=step.uuid, move=MOVES[state], on=on, own_words=told, at=later)
    for number, (group, name, words) in enumerate(GROUPS[:2]):
        visit = Visit(group, today - timedelta(days=3 * number), name, words)
        operations.record_visit(permit=permit, visit=visit, at=then)


def _write(people: list[int], *, actor: Actor, user_id: int, zone: str, at: datetime) -> None:
    """Dates that are just written down, steps that stand somewhere, groups."""
    date_, step_, news_, visit_ = (
        apps.get_model("recovery", name) for name in ("ChosenDate", "LifeStep", "StepNews", "GroupVisit")
    )
    dates: list[Any] = []
    steps: list[Any] = []
    news: list[Any] = []
    visits: list[Any] = []
    for number, patient_id in enumerate(people):
        dice = Random(f"{SEED}:recovery:{number}")
        day = local_date(at, zone) - timedelta(days=dice.randint(6, 50))
        told = datetime.combine(day, time(dice.randint(9, 15), 20), tzinfo=ZoneInfo(zone))
        whose = {"patient_id": patient_id, "organisation_id": actor.organisation_id}
        if number % 2 == 0:
            words, ago, monthly = dice.choice(DATES)
            dates.append(
                date_(
                    **whose,
                    own_words=words,
                    day=day - timedelta(days=ago),
                    returns=(Returns.MONTHLY if monthly else Returns.YEARLY).value,
                    marking=Marking.NOBODY.value,
                    chosen_at=told,
                    chosen_by_id=user_id,
                    changed_at=told,
                    changed_by_id=user_id,
                )
            )
        for kind, words, helper, state, said in dice.sample(STEPS, dice.randint(1, 3)):
            step = step_(**whose, kind=kind.value, own_words=words, helper=helper, state=state.value, told_at=told)
            step.told_by_id = user_id
            steps.append(step)
            news += [_moved(news_, step, state, said, day, told, user_id)] if state is not StepState.HOPED else []
        for group, name, words in dice.sample(GROUPS, dice.randint(0, 2)):
            on = day - timedelta(days=dice.randint(0, 9))
            visits.append(visit_(**whose, kind=group.value, name=name, on=on, own_words=words, told_at=told, told_by_id=user_id))
    detail = {"dates": len(dates), "steps": len(steps), "visits": len(visits)}
    with audit.change(actor=actor, at=at, verb="demo.recovery_told", patient_ids=sorted(people), detail=detail):
        for model, rows in ((date_, dates), (step_, steps), (news_, news), (visit_, visits)):
            model.objects.bulk_create(rows)


def _moved(news_: Any, step: Any, state: StepState, said: str, on: date, told: datetime, user_id: int) -> Any:
    return news_(step=step, move=MOVES[state].value, became=state.value, on=on, own_words=said, told_at=told, told_by_id=user_id)
