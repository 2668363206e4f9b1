"""The demo's intakes: one signed, one to be signed, one on a break, one just begun; told through the operations themselves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.consent.queries import signers_of
from care.consent.rules import Person
from care.demo.staff import HARBOR_STREET
from care.lib.dates import local_date
from care.pages.intake.register import summary_parts, told_of
from care.pages.intake.sheets import Visit
from patients.intake import operations as intakes
from patients.intake.queries import current_intake
from patients.intake.rules import Pause, Question, Reply, Said, SectionKey, SectionStep
from patients.intake.rules.treatment import SignedHow, TreatmentPart
from patients.intake.wording import wording
from patients.queries import banner

K, STEP = SectionKey, SectionStep


@dataclass(frozen=True, slots=True)
class Told:
    """How far one person's intake is: who of the two colleagues did what, in their order."""

    days_ago: int
    coordinator: tuple[tuple[SectionKey, SectionStep], ...]
    nurse: tuple[tuple[SectionKey, SectionStep], ...] = ()
    safety: tuple[tuple[Question, Reply], ...] = ()
    treatment: tuple[TreatmentPart, ...] = ()
    became: str = "open"


TOLD = (
    Told(
        days_ago=2,
        coordinator=((K.IDENTITY, STEP.SAVE), (K.CONTACT, STEP.SAVE), (K.PLACES, STEP.PUT_OFF)),
        nurse=((K.ALLERGIES, STEP.SAVE), (K.BACKGROUND, STEP.DECLINE)),
        became="break",
    ),
    Told(
        days_ago=1,
        coordinator=((K.IDENTITY, STEP.SAVE), (K.GOALS, STEP.SAVE)),
        nurse=((K.ALLERGIES, STEP.SAVE),),
        safety=((Question.WISH, Reply.NO), (Question.THOUGHTS, Reply.NO), (Question.TRIED, Reply.UNSAID)),
        treatment=(TreatmentPart.MEDICATION, TreatmentPart.PEERS),
        became="finished",
    ),
    Told(
        days_ago=9,
        coordinator=((K.IDENTITY, STEP.SAVE), (K.CONTACT, STEP.SAVE), (K.STRENGTHS, STEP.SAVE)),
        treatment=(TreatmentPart.MEDICATION, TreatmentPart.COUNSELING, TreatmentPart.TESTING),
        became="signed",
    ),
    Told(days_ago=0, coordinator=((K.IDENTITY, STEP.SAVE),)),
)


def tell_intakes(*, at: datetime) -> int:
    """Tell them of the people who came last; gives their number. Where there is an intake already, nothing is told again."""
    if apps.get_model("intake", "Intake").objects.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    open_ones = apps.get_model("teams", "Enrolment").objects.filter(organisation_id=clinic.pk, ended_at__isnull=True)
    people = list(open_ones.order_by("-admitted_at", "-pk").values_list("patient_id", flat=True)[: len(TOLD)])
    coordinator, nurse = (_colleague(clinic.pk, role) for role in (Role.COORDINATOR, Role.NURSE))
    for told, number in zip(TOLD, people, strict=False):
        _tell(told, number, coordinator, nurse, zone=clinic.zone, at=at)
    return len(people)


def _colleague(organisation_id: int, role: Role) -> Actor:
    """The first colleague of a role, as they act at their desk."""
    held = apps.get_model("accounts", "StaffRole").objects.filter(
        role=role.value, staff__organisation_id=organisation_id, revoked_at__isnull=True
    )
    staff_id, user_id = held.order_by("staff_id").values_list("staff_id", "staff__user_id")[0]
    return Actor.staff(user_id=user_id, staff_id=staff_id, organisation_id=organisation_id, roles=frozenset({role}))


def _permit(actor: Actor, patient_id: int, at: datetime) -> Permit:
    return gate.require(
        actor=actor, patient_id=patient_id, category=Category.SUD, action=Action.WRITE, purpose=Purpose.TREAT, at=at
    )


def _tell(told: Told, patient_id: int, coordinator: Actor, nurse: Actor, *, zone: str, at: datetime) -> None:
    began = at - timedelta(days=told.days_ago, minutes=50)
    hers, his = _permit(coordinator, patient_id, began), _permit(nurse, patient_id, began)
    intake = intakes.begin_intake(permit=hers, today=local_date(began, zone), at=began)
    steps = [(hers, *one) for one in told.coordinator] + [(his, *one) for one in told.nurse]
    for minutes, (permit, key, step) in enumerate(steps, start=1):
        moment = began + timedelta(minutes=3 * minutes)
        intakes.answer_section(permit=permit, intake=intake.uuid, section=key, step=step, version=0, at=moment)
    visit = Visit(hers, banner(permit=hers, at=at), intake.uuid, began + timedelta(minutes=30), zone, zone)
    if told.treatment:
        _agree(told, visit)
    if told.safety:
        _answer(told, visit)
    _become(told, visit, his, at=at)


def _agree(told: Told, visit: Visit) -> None:
    person = visit.person
    signers = signers_of(
        permit=visit.permit, person=Person(person.birth_date, person.deceased_on), zone=visit.programme_zone, at=visit.at
    )
    if signers.another_signs:
        return
    intakes.answer_section(
        permit=visit.permit,
        intake=visit.intake,
        section=K.CONSENT,
        step=STEP.SAVE,
        version=0,
        save=lambda: intakes.agree_to_treatment(
            permit=visit.permit,
            parts=told.treatment,
            how=SignedHow.ON_SCREEN,
            name=person.display_name,
            signers=signers,
            wording=wording(language=person.language.value),
            at=visit.at,
        ),
        at=visit.at,
    )


def _answer(told: Told, visit: Visit) -> None:
    intakes.answer_section(
        permit=visit.permit,
        intake=visit.intake,
        section=K.SAFETY,
        step=STEP.SAVE,
        version=0,
        save=lambda: intakes.record_safety(permit=visit.permit, intake=visit.intake, replies=dict(told.safety), at=visit.at),
        at=visit.at,
    )


def _become(told: Told, visit: Visit, nurse: Permit, *, at: datetime) -> None:
    permit, intake, later = visit.permit, visit.intake, visit.at + timedelta(minutes=10)
    if told.became == "break":
        day = local_date(at, visit.zone) + timedelta(days=1)
        intakes.pause_intake(permit=permit, intake=intake, why=Pause.TODAY, go_on=(day, at + timedelta(days=1)), at=later)
    if told.became not in ("finished", "signed"):
        return
    row = current_intake(permit=permit)
    assert row is not None
    intakes.finish_intake(permit=permit, intake=intake, parts=summary_parts(visit, row, told_of(visit)), at=later)
    if told.became == "signed":
        name = visit.person.display_name
        intakes.hear_person(permit=permit, intake=intake, said=Said.SIGNED, name=name, at=later)
        intakes.sign_intake(permit=nurse, intake=intake, at=later + timedelta(minutes=1))
