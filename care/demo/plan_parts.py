"""The demo's plans in full: a few people whose next version has problems, sections, steps, a question and a signature.

Told through the operations, as in a clinic; the one with whom it is proposed has it still before them.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.demo.staff import HARBOR_STREET
from patients.queries import names_of
from treatment_plans import operations as plans
from treatment_plans.queries import get_plan, plans_in_hand
from treatment_plans.vocabulary import LevelOfCare, Party, ProblemDomain, SectionKind, SigningWay, Subject

PROBLEMS = (
    ("Opioid use disorder", ProblemDomain.SUBSTANCE_USE),
    ("Low mood and poor sleep", ProblemDomain.MENTAL),
    ("Back pain", ProblemDomain.PHYSICAL),
    ("Rent is behind", ProblemDomain.SOCIAL),
)
SECTIONS = {
    SectionKind.NOT_WANTED: "No calls at work, and no mornings before school.",
    SectionKind.FAMILY: "A sister takes part when asked first. The landlord knows nothing.",
    SectionKind.BARRIERS: "The bus stops at seven; shifts change from week to week.",
}
STEP = "Call the housing office"
QUESTION = "Is there room in the Sunday group?"
MOST = 3


def tell_plan_parts(*, at: datetime) -> int:
    """Write them; gives the number of people. Where there are problems already, nothing is told again."""
    if apps.get_model("treatment_plans", "Problem").objects.exists():
        return 0
    actor = _counselor()
    told = 0
    for patient_id in _who(actor, at=at):
        permit = _permit(actor, patient_id, at)
        found = plans_in_hand(permit=permit)
        if found.active is None or found.draft is not None or not found.active.open_goals:
            continue
        _tell(permit, is_proposed=told == 0, at=at - timedelta(hours=3))
        told += 1
        if told == MOST:
            break
    return told


def _tell(permit: Permit, *, is_proposed: bool, at: datetime) -> None:
    plan = plans.draft_plan(permit=permit, at=at)
    for title, domain in PROBLEMS:
        plans.add_problem(permit=permit, plan=plan.uuid, title=title, domain=domain, at=at)
    for kind, text in SECTIONS.items():
        plans.write_section(permit=permit, plan=plan.uuid, kind=kind, text=text, seen=1_000, at=at)
    row = get_plan(permit=permit, plan=plan.uuid)
    goal = row.open_goals[0]
    plans.add_objective(permit=permit, goal=goal.uuid, text=STEP, measure="a date for the visit", at=at)
    revision = get_plan(permit=permit, plan=plan.uuid).revision
    plans.frame_plan(
        permit=permit, plan=plan.uuid, seen=revision, level_of_care=LevelOfCare.L1_7, starts_on=None,
        person_wants_copy=True, at=at,
    )  # fmt: skip
    asked = Role.PEER
    plans.comment_on(permit=permit, plan=plan.uuid, about=Subject.GOAL, line=goal.root, text=QUESTION, asked_role=asked, at=at)
    if is_proposed:
        plans.propose_plan(permit=permit, plan=plan.uuid, seen=revision + 1, at=at)
        name = plans.Said(SigningWay.SPOKEN, names_of([permit.patient_id])[permit.patient_id].display_name)
        plans.sign_plan(permit=permit, plan=plan.uuid, seen=revision + 2, party=Party.PATIENT, said=name, at=at)
    else:
        plans.agree_plan(permit=permit, plan=plan.uuid, seen=revision + 1, at=at)


def _counselor() -> Actor:
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    email = next(one.email for one in HARBOR_STREET.colleagues if one.role is Role.COUNSELOR)
    staff = apps.get_model("accounts", "Staff").objects.get(organisation_id=clinic.pk, user__email=email)
    return Actor.staff(user_id=staff.user_id, staff_id=staff.pk, organisation_id=clinic.pk, roles=frozenset({Role.COUNSELOR}))


def _permit(actor: Actor, patient_id: int, at: datetime) -> Permit:
    return gate.require(
        actor=actor, patient_id=patient_id, category=Category.SUD, action=Action.WRITE, purpose=Purpose.TREAT, at=at
    )


def _who(actor: Actor, *, at: datetime) -> Iterator[int]:
    assert actor.staff_id is not None
    members = apps.get_model("teams", "CareTeamMember").objects.filter(
        staff_id=actor.staff_id, left_at__isnull=True, enrolment__ended_at__isnull=True, joined_at__lt=at - timedelta(days=40)
    )
    yield from members.order_by("patient_id").values_list("patient_id", flat=True)[:30]
