"""The demo's plans for staying well and safe: a few through the operations themselves, the rest as rows that they would leave."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.audit import operations as audit
from care.demo.operations import SEED
from care.demo.staff import HARBOR_STREET
from care.demo.words.staying_safe import RETURNS, TEXTS
from care.lib.dates import local_date
from treatment_plans.staying_safe import operations
from treatment_plans.staying_safe.rules import look_again_on, parts_of, seal_of, tidy
from treatment_plans.staying_safe.vocabulary import CATEGORIES, CopyKind, Part, Party, PlanKind, PlanState, ToldBy, Way

PEOPLE = 45  # with a plan each, of those in care
TOLD = 2  # through the operations


def tell_staying_safe(*, at: datetime) -> int:
    """Tell them; gives the number of people. Where there are plans already, nothing is told again."""
    if apps.get_model("staying_safe", "SafePlan").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    email = next(one.email for one in HARBOR_STREET.colleagues if one.role is Role.COUNSELOR)
    staff = apps.get_model("accounts", "Staff").objects.select_related("user").get(organisation_id=clinic.pk, user__email=email)
    members = apps.get_model("teams", "CareTeamMember").objects.filter(
        staff_id=staff.pk, left_at__isnull=True, enrolment__ended_at__isnull=True, joined_at__lt=at - timedelta(days=60)
    )
    people = list(members.order_by("patient_id").values_list("patient_id", flat=True).distinct()[:PEOPLE])
    actor = Actor.staff(user_id=staff.user_id, staff_id=staff.pk, organisation_id=clinic.pk, roles=frozenset({Role.COUNSELOR}))
    for patient_id in people[:TOLD]:
        _live(actor, patient_id, name=staff.user.name, at=at)
    _write(people[TOLD:], actor=actor, user=staff.user, zone=clinic.zone, at=at)
    late = apps.get_model("staying_safe", "SafePlan").objects.filter(
        state=PlanState.IN_FORCE.value, review_due_on__lte=local_date(at, clinic.zone)
    )
    for patient_id, plan in late.order_by("pk").values_list("patient_id", "uuid"):
        operations.day_has_come(permit=_permit(actor, patient_id, at), plan=plan, at=at)
    for patient_id, told in zip(people[TOLD:], RETURNS, strict=False):
        moment = at - timedelta(days=told.days_ago, hours=2)
        said = operations.Told(
            local_date(moment, clinic.zone).isoformat(), told.substance, ToldBy.PERSON, told.own_words, told.around, told.helped
        )
        operations.record_return(permit=_permit(actor, patient_id, moment), told=said, at=moment)
    return len(people)


def _permit(actor: Actor, patient_id: int, at: datetime) -> Permit:
    return gate.require(
        actor=actor,
        patient_id=patient_id,
        category=Category.SUD,
        action=Action.WRITE,
        purpose=Purpose.TREAT,
        at=at,
    )


def _live(actor: Actor, patient_id: int, *, name: str, at: datetime) -> None:
    """Somebody with a safety plan in force, a copy on their phone, and the draft of a plan for staying well."""
    then = at - timedelta(days=21)
    permit = _permit(actor, patient_id, then)
    for kind in (PlanKind.SAFETY, PlanKind.STAYING_WELL):
        plan = operations.begin_plan(permit=permit, kind=kind, at=then)
        said = {part: operations.Written(text, 1) for part, text in TEXTS[kind][0].items()}
        operations.write_parts(permit=permit, plan=plan.uuid, written=said, at=then)
        if kind is PlanKind.SAFETY:
            operations.sign_plan(permit=permit, plan=plan.uuid, name=name, at=then)
            operations.take_word(permit=permit, plan=plan.uuid, way=Way.SPOKEN, name="", at=then)
    operations.give_copy(permit=permit, kinds=[CopyKind.CARE, CopyKind.SAFETY], sends=False, at=then)


def _write(people: list[int], *, actor: Actor, user: Any, zone: str, at: datetime) -> None:
    """Plans in force, some of them due to be looked at."""
    plan_, part_, signature_ = (apps.get_model("staying_safe", name) for name in ("SafePlan", "SafePart", "SafeSignature"))
    plans: list[Any] = []
    texts: list[Mapping[Part, str]] = []
    for number, patient_id in enumerate(people):
        dice = Random(f"{SEED}:staying_safe:{number}")
        kinds = [
            PlanKind.STAYING_WELL,
            *([PlanKind.OVERDOSE] if number % 2 else []),
            *([PlanKind.SAFETY] if not number % 3 else []),
        ]
        for kind in kinds:
            day = local_date(at, zone) - timedelta(days=dice.randint(5, 58))
            agreed = datetime.combine(day, time(dice.randint(9, 15), 40), tzinfo=ZoneInfo(zone))
            due: date = look_again_on(local_date(agreed, zone)) - timedelta(days=60 if number % 9 == 4 else 0)
            plans.append(
                plan_(
                    patient_id=patient_id,
                    organisation_id=actor.organisation_id,
                    kind=kind.value,
                    category=CATEGORIES[kind].value,
                    state=PlanState.IN_FORCE.value,
                    begun_at=agreed - timedelta(minutes=25),
                    begun_by_id=user.pk,
                    agreed_at=agreed,
                    agreed_by_id=user.pk,
                    review_due_on=due,
                )
            )
            texts.append({part: tidy(text) for part, text in dice.choice(TEXTS[kind]).items()})
    with audit.change(actor=actor, at=at, verb="demo.plans_told", patient_ids=sorted(people), detail={"plans": len(plans)}):
        plan_.objects.bulk_create(plans)
        part_.objects.bulk_create(
            part_(
                plan=plan,
                part=told.part.value,
                text=said.get(told.part, ""),
                changed_at=plan.begun_at,
                changed_by_id=user.pk,
            )
            for plan, said in zip(plans, texts, strict=True)
            for told in parts_of(PlanKind(plan.kind))
        )
        signature_.objects.bulk_create(
            signature_(
                plan=plan,
                party=party.value,
                way=way.value,
                name=user.name if party is Party.CLINICIAN else "",
                seal=seal_of(settings.CARE_AUDIT_KEY, plan=plan.uuid, kind=PlanKind(plan.kind), texts=said),
                signed_at=plan.agreed_at,
                signed_by_id=user.pk,
            )
            for plan, said in zip(plans, texts, strict=True)
            for party, way in ((Party.CLINICIAN, Way.TYPED), (Party.PATIENT, Way.SPOKEN))
        )
