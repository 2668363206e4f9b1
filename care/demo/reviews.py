"""The demo's reviews: one in which all was kept, one that is under way, and some plans whose day comes; all lived through."""

from datetime import datetime, timedelta

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.demo.staff import HARBOR_STREET
from care.lib.dates import local_date
from treatment_plans.queries import plans_in_hand
from treatment_plans.reviews import operations
from treatment_plans.reviews.queries import lines_of
from treatment_plans.reviews.rules import Said
from treatment_plans.reviews.vocabulary import Answer, CauseKind, Voice

MOST = 9  # people whose plan's day comes
ASKED = "The Thursday group clashes with my shift."
HELPS = "The ride on Tuesdays. Not having to explain everything again."
HINDERS = "Calls while I am at work."
SUMMARY = "Most of it goes well. Calls come in the evening from now on."


def tell_reviews(*, at: datetime) -> int:
    """Tell them; gives the number of people. Where there are reviews already, nothing is told again."""
    if apps.get_model("reviews", "Review").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    email = next(one.email for one in HARBOR_STREET.colleagues if one.role is Role.COUNSELOR)
    staff = apps.get_model("accounts", "Staff").objects.get(organisation_id=clinic.pk, user__email=email)
    actor = Actor.staff(user_id=staff.user_id, staff_id=staff.pk, organisation_id=clinic.pk, roles=frozenset({Role.COUNSELOR}))
    mine = apps.get_model("teams", "CareTeamMember").objects.filter(
        staff_id=staff.pk, left_at__isnull=True, enrolment__ended_at__isnull=True
    )
    people = mine.order_by("patient_id").values_list("patient_id", flat=True).distinct()
    plans = apps.get_model("treatment_plans", "Plan").objects.filter(patient_id__in=people, status="active")
    drafts = apps.get_model("treatment_plans", "Plan").objects.filter(status__in=("draft", "proposed", "agreed"))
    free = plans.filter(agreed_at__lt=at - timedelta(days=20)).exclude(patient_id__in=drafts.values("patient_id"))
    found = list(free.order_by("review_due_on", "pk").values_list("patient_id", flat=True)[: MOST + 2])
    for number, patient_id in enumerate(found):
        permit = gate.require(
            actor=actor, patient_id=patient_id, category=Category.SUD, action=Action.WRITE, purpose=Purpose.TREAT, at=at
        )
        if number == 0:
            _kept(permit, at - timedelta(days=6))
        elif number == 1:
            _open(permit, at - timedelta(hours=2), zone=clinic.zone)
        else:
            for seen in operations.seen_tonight(permit=permit, at=at, zone=clinic.zone):
                operations.see_cause(permit=permit, seen=seen, at=at)
    return len(found)


def _kept(permit: Permit, at: datetime) -> None:
    plan = plans_in_hand(permit=permit).active
    if plan is not None:
        review = operations.begin_review(permit=permit, plan=plan.uuid, at=at)
        said = {line.root: Said(Answer.KEEP) for line in lines_of(plan)}
        typed = operations.Typed(said, True, HELPS, HINDERS, SUMMARY, at.date() + timedelta(days=90))
        operations.finish_review(permit=permit, review=review.uuid, seen=1, typed=typed, at=at + timedelta(minutes=25))


def _open(permit: Permit, at: datetime, *, zone: str) -> None:
    plan = plans_in_hand(permit=permit).active
    if plan is not None:
        day = local_date(at, zone)
        operations.ask_for_review(permit=permit, kind=CauseKind.ASKED, voice=Voice.PERSON, words=ASKED, happened_on=day, at=at)
        operations.begin_review(permit=permit, plan=plan.uuid, at=at + timedelta(minutes=20))
