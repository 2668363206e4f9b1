"""A small clinic for the matrix: one colleague of each role, one person whom they care for, one whom they do not, a stranger.

Made by the operations themselves, so that the matrix asks about records as they really come to be.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from care.access import gate
from care.accounts.models import Organisation, Staff
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.followups import operations as followups
from care.lib.dates import local_date
from care.lib.ids import uuid7
from care.reminders import operations as reminders
from care.reminders.rules import Channel, Given
from care.teams import operations as teams
from care.teams.models import CareTeamMember
from care.worklist import operations as worklist
from patients import operations as patients
from patients.intake.operations import begin_intake
from patients.models import Patient
from patients.rules import Contact, ContactKind, Identity, Point
from tests.factories.access import AccessReviewFactory, AccessSessionFactory, AgreementFactory, HandOverFactory
from tests.factories.accounts import InvitationFactory, OrganisationFactory, UserFactory, actor_for, staff_with
from tests.factories.assessments import ReassessmentFactory, ResponseFactory, WordingFactory
from tests.factories.conferences import AttendeeFactory, ItemFactory
from tests.factories.consent import ConsentFactory, RepresentativeFactory, RestrictionRequestFactory
from tests.factories.coverage import AidFactory, CoverageFactory, DenialFactory, PriorAuthorizationFactory
from tests.factories.library import OwnInterventionFactory, OwnTemplateFactory
from tests.factories.merging import LikelyPairFactory, MergeFactory
from tests.factories.monitoring import PdmpLookupFactory
from tests.factories.notes import CounselingNoteFactory
from tests.factories.outbox import DeliveryFactory
from tests.factories.patients import ConditionFactory, SupportPersonFactory
from tests.factories.privacy import BreachFactory, ObservationFactory
from tests.factories.progress import GroupSessionFactory, NoteTemplateFactory, ProgressNoteFactory
from tests.factories.questionnaires import QuestionnaireFactory
from tests.factories.recovery import ChosenDateFactory, GroupVisitFactory, LifeStepFactory
from tests.factories.regimens import DoseFactory, MedicationOrderFactory
from tests.factories.results import DrugTestAnalyteFactory, DrugTestFactory, ResultFactory
from tests.factories.reviews import ReviewFactory
from tests.factories.staying_safe import ReturnToUseFactory, SafePlanFactory
from tests.factories.story import (
    MedicineFactory,
    OverdoseFactory,
    OwnGoalFactory,
    StrengthFactory,
    SubstanceUseFactory,
    TreatmentEpisodeFactory,
)
from tests.factories.teaching import TeachBackFactory
from treatment_plans import operations as plans
from treatment_plans.regimens import operations as regimens
from treatment_plans.regimens.models import Medication
from treatment_plans.regimens.vocabulary import Frequency, Phase, Route
from treatment_plans.vocabulary import ProblemDomain

PHONE = "+14015550122"


class Standing(StrEnum):
    """How the reader stands to what an address names."""

    TEAM = "of their own team"
    PROGRAMME = "of their own clinic, another team's"
    OTHER = "of another clinic"


ZONE = "America/New_York"  # of its clinics


@dataclass(frozen=True)
class Things:
    """What the addresses name: of one person, and of one colleague."""

    person: UUID
    supporter: UUID
    other: UUID
    merge: UUID
    task: UUID
    member: UUID
    plan: UUID
    goal: UUID
    intervention: UUID
    problem: UUID
    objective: UUID
    comment: UUID
    order: UUID
    dosed: UUID
    dose: UUID
    run: UUID
    check_in: UUID
    colleague: UUID
    consent: UUID
    hand_over: UUID
    agreement: UUID
    restriction: UUID
    representative: UUID
    invitation: UUID
    channel: UUID
    delivery: UUID
    note: UUID
    group: UUID
    template: UUID
    review: UUID
    breach: UUID
    observation: UUID
    entry: UUID  # of each list of the story a line with this number
    coverage: UUID
    authorization: UUID
    denial: UUID
    aid: UUID
    response: UUID  # begun, and open
    result: UUID  # finished
    wording: UUID
    number: int  # of the clinic's own in the library
    questionnaire: UUID
    safe: UUID  # a safety plan in force
    returned: UUID  # a return to use
    conference: UUID  # planned
    attendee: UUID
    item: UUID  # the person on its agenda
    chosen: UUID
    life_step: UUID
    attended: UUID
    lookup: UUID
    plan_review: UUID  # under way
    teach_back: UUID
    measured: UUID
    drug_test: UUID  # collected
    answer: int  # of that test


@dataclass(frozen=True)
class LittleClinic:
    """Whom the matrix signs in, and what it asks for."""

    staff: dict[Role, Staff]
    nowhere: Any
    things: dict[Standing, Things]


def little_clinic(at: datetime) -> LittleClinic:
    """Make it."""
    home, other = OrganisationFactory(name="Home"), OrganisationFactory(name="Other")
    staff = {role: staff_with(role, organisation=home) for role in Role}
    things = {
        Standing.TEAM: _things(home, at, team=staff, born=date(1980, 5, 1)),
        Standing.PROGRAMME: _things(home, at, team={}, born=date(1981, 6, 2)),
        Standing.OTHER: _things(other, at, team={}, born=date(1982, 7, 3)),
    }
    return LittleClinic(staff, UserFactory(), things)


def _things(organisation: Organisation, at: datetime, *, team: dict[Role, Staff], born: date) -> Things:
    """One person with a team, a plan, an order and a task; one colleague and one invitation."""
    lead = staff_with(Role.COORDINATOR, Role.PRESCRIBER, organisation=organisation)
    actor = actor_for(lead)
    earlier = at - timedelta(days=20)
    patient = patients.register_patient(
        actor=actor,
        identity=Identity(birth_date=born, legal_given="Robin", legal_family="Vale"),
        contact=Contact((Point(ContactKind.PHONE, PHONE, may_text=True),)),
        lead_staff_id=lead.pk,
        lead_function=Role.PRESCRIBER,
        at=earlier,
    )
    write = _permit(actor, patient.pk, Action.WRITE, at=earlier)
    member = CareTeamMember.objects.get(patient=patient)
    for role, colleague in team.items():
        member = teams.add_team_member(permit=write, staff_id=colleague.pk, function=role, at=earlier)
    task = worklist.open_task(permit=write, title="Call before the visit", due_at=at + timedelta(hours=3), at=earlier)
    plan = plans.draft_plan(permit=write, at=earlier)
    goal = plans.state_goal(permit=write, plan=plan.uuid, own_words="To sleep through.", at=earlier)
    line = plans.add_intervention(
        permit=write, goal=goal.uuid, kind="counseling-mi", title="Weekly talk", who="Robin", at=earlier
    )
    problem = plans.add_problem(permit=write, plan=plan.uuid, title="Trouble sleeping", domain=ProblemDomain.MENTAL, at=earlier)
    step = plans.add_objective(permit=write, goal=goal.uuid, text="A walk after work", at=earlier)
    comment = plans.comment_on(permit=write, plan=plan.uuid, text="Ask about the noise next door.", at=earlier)
    order = regimens.write_order(
        permit=_permit(actor, patient.pk, Action.ORDER, at=earlier),
        medication="methadone",
        dose_amount=Decimal(30),
        route=Route.ORAL,
        frequency=Frequency.DAILY,
        phase=Phase.INITIATION,
        starts_on=local_date(earlier, ZONE),
        at=earlier,
    )
    given = MedicationOrderFactory(patient=patient, medication=Medication.objects.get(code="acamprosate"), active=True)
    dose = DoseFactory(order=given)
    counselor = team.get(Role.COUNSELOR) or staff_with(Role.COUNSELOR, organisation=organisation)
    note = CounselingNoteFactory(patient=patient, author=counselor, session_on=local_date(earlier, ZONE))
    # one name in an address means a note of each kind
    ProgressNoteFactory(patient=patient, author=counselor, uuid=note.uuid, in_error=True)
    delivery = DeliveryFactory(organisation=organisation, patient=patient, dead=True)
    run = followups.start_protocol(permit=write, protocol="aftercare", day_zero=local_date(earlier, ZONE), at=earlier)
    alike = _alike(patient, actor, lead, team, born, at=earlier)
    begin_intake(permit=write, today=local_date(earlier, ZONE), at=earlier)
    opened = AccessSessionFactory(patient=patient, started_at=earlier, staff__organisation=organisation)
    ReassessmentFactory(patient=patient, instrument="cows", due_on=local_date(at, ZONE))
    payer = CoverageFactory(patient=patient, recorded_by=lead.user)
    listed = ItemFactory(patient=patient)
    answer = DrugTestAnalyteFactory(drug_test=DrugTestFactory(patient=patient, collected=True))
    return Things(
        measured=ResultFactory(patient=patient).uuid,
        drug_test=answer.drug_test.uuid,
        answer=answer.pk,
        response=ResponseFactory(patient=patient).uuid,
        result=ResponseFactory(patient=patient, instrument="gad7", completed=True).uuid,
        number=_own(organisation, patient.pk),
        wording=WordingFactory(organisation=organisation, instrument="cows", language=f"q{patient.pk}").uuid,
        coverage=payer.uuid,
        authorization=PriorAuthorizationFactory(coverage=payer).uuid,
        denial=DenialFactory(coverage=payer).uuid,
        aid=AidFactory(patient=patient, recorded_by=lead.user).uuid,
        questionnaire=QuestionnaireFactory(patient=patient, asked_by=lead.user).uuid,
        safe=SafePlanFactory(patient=patient, begun_by=lead.user, kind="safety", in_force=True).uuid,
        returned=ReturnToUseFactory(patient=patient, recorded_by=lead.user).uuid,
        conference=listed.conference.uuid,
        attendee=AttendeeFactory(conference=listed.conference, staff=lead).uuid,
        item=listed.uuid,
        chosen=ChosenDateFactory(patient=patient, chosen_by=lead.user).uuid,
        life_step=LifeStepFactory(patient=patient, told_by=lead.user).uuid,
        attended=GroupVisitFactory(patient=patient, told_by=lead.user).uuid,
        lookup=PdmpLookupFactory(patient=patient, looked_by=lead.user).uuid,
        plan_review=ReviewFactory(plan=plan, began_by=lead.user).uuid,
        teach_back=TeachBackFactory(patient=patient, taught_by=lead.user).uuid,
        hand_over=HandOverFactory(patient=patient, staff=lead).uuid,
        agreement=AgreementFactory(organisation=organisation, recorded_by=lead.user).uuid,
        review=AccessReviewFactory(session=opened).uuid,
        delivery=delivery.uuid,
        note=note.uuid,
        group=GroupSessionFactory(leader=counselor).uuid,
        template=NoteTemplateFactory(organisation=organisation, made_by=lead.user, name=f"Visit {patient.pk}").uuid,
        breach=BreachFactory(staff=lead).uuid,
        observation=ObservationFactory(staff=lead, patient=patient).uuid,
        entry=_story(patient),
        person=patient.uuid,
        supporter=SupportPersonFactory(patient=patient, recorded_by=lead.user).uuid,
        other=alike.uuid,
        merge=MergeFactory(kept=patient, merged_by=lead.user).uuid,
        task=task.uuid,
        member=member.uuid,
        plan=plan.uuid,
        goal=goal.uuid,
        intervention=line.uuid,
        problem=problem.uuid,
        objective=step.uuid,
        comment=comment.uuid,
        order=order.uuid,
        dosed=dose.order.uuid,
        dose=dose.uuid,
        run=run.uuid,
        check_in=run.check_ins.get(step__name="Day 1").uuid,
        colleague=staff_with(Role.PEER, organisation=organisation).uuid,
        consent=ConsentFactory(patient=patient, recorded_by=lead.user).uuid,
        restriction=RestrictionRequestFactory(patient=patient, asked_by=lead.user, asked=True).uuid,
        representative=RepresentativeFactory(patient=patient, recorded_by=lead.user).uuid,
        invitation=InvitationFactory(organisation=organisation, invited_by=lead.user, invited_at=at).uuid,
        channel=reminders.allow_channel(permit=write, channel=Channel.SMS, address=PHONE, how=Given.IN_PERSON, at=earlier).uuid,
    )


def _own(organisation: Organisation, number: int) -> int:
    """What the clinic has of its own in the library: an intervention and a template, which share a number."""
    OwnTemplateFactory(organisation=organisation, number=number)
    return int(OwnInterventionFactory(organisation=organisation, number=number).number)


def _story(patient: Patient) -> UUID:
    """A line in each list of the story; they share a number, so that one name in an address means each."""
    entry = uuid7()
    for maker in (
        *(SubstanceUseFactory, OverdoseFactory, TreatmentEpisodeFactory, ConditionFactory, MedicineFactory, StrengthFactory),
        OwnGoalFactory,
    ):
        maker(patient=patient, uuid=entry)
    return entry


def _alike(patient: Patient, actor: Actor, lead: Staff, team: dict[Role, Staff], born: date, *, at: datetime) -> Patient:
    """A second record that looks like the first, with the same team."""
    other = patients.register_patient(
        actor=actor,
        identity=Identity(birth_date=born, legal_given="Robyn", legal_family="Vale"),
        lead_staff_id=lead.pk,
        lead_function=Role.PRESCRIBER,
        anyway=True,
        at=at,
    )
    write = _permit(actor, other.pk, Action.WRITE, at=at)
    for role, colleague in team.items():
        teams.add_team_member(permit=write, staff_id=colleague.pk, function=role, at=at)
    LikelyPairFactory(one=patient, other=other)
    return other


def _permit(actor: Actor, patient_id: int, action: Action, *, at: datetime) -> Permit:
    return gate.require(actor=actor, patient_id=patient_id, category=Category.SUD, action=action, purpose=Purpose.TREAT, at=at)
