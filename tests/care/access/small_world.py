"""The small world of the state machine: who works where, whose systems ask, and people whose data carry words of their own."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from allauth.idp.oidc.models import Token
from django.test import Client

from care.accounts.models import Organisation, PartnerSystem, Staff
from care.actor import Category, Purpose, Requester, Role
from patients.models import Patient
from patients.operations import register_patient
from patients.rules import AllergiesState, Contact, ContactKind, Identity, Point
from tests.care.access import oracle
from tests.factories.accounts import OAuthClientFactory, OrganisationFactory, PartnerSystemFactory, actor_for, staff_with
from tests.factories.patients import AllergyFactory
from tests.factories.regimens import MedicationOrderFactory
from tests.factories.reminders import ChannelConsentFactory
from tests.factories.treatment_plans import GoalFactory, InterventionFactory, PlanFactory
from treatment_plans.models import Plan

C, P, R, Q = Category, Purpose, Role, Requester
EVERY_SCOPE = ("people.read", "plans.read")

HOME, OTHER = "Harbor Street", "Mill Creek"
COLLEAGUES: tuple[tuple[str, tuple[Role, ...]], ...] = (
    (HOME, (R.PRESCRIBER,)),
    (HOME, (R.NURSE,)),
    (HOME, (R.COUNSELOR,)),
    (HOME, (R.COUNSELOR, R.PEER)),
    (HOME, (R.COORDINATOR,)),
    (HOME, (R.FRONT_DESK,)),
    (HOME, (R.PEER, R.FRONT_DESK)),
    (HOME, (R.HARM_REDUCTION_WORKER,)),
    (HOME, (R.PHARMACIST,)),
    (HOME, (R.PRIVACY_OFFICER, R.AUDITOR)),
    (HOME, (R.ADMINISTRATOR,)),
    (HOME, (R.CRISIS_CLINICIAN,)),
    (OTHER, (R.COORDINATOR,)),
    (OTHER, (R.COUNSELOR,)),
    (OTHER, (R.SUPERVISOR,)),
)
# Whose system, what kind of organization, for what it may ask at all, and what its token reaches for.
SYSTEMS: tuple[tuple[str, Requester, tuple[Purpose, ...], tuple[str, ...]], ...] = (
    ("Eastside Clinic", Q.PROVIDER, (P.TREAT, P.CAREMGT, P.HPAYMT), EVERY_SCOPE),
    ("Eastside Clinic", Q.PROVIDER, (P.TREAT,), ("plans.read",)),
    ("Bay Hospital", Q.PROVIDER, (P.TREAT, P.CAREMGT, P.HOPERAT), EVERY_SCOPE),
    (OTHER, Q.PROVIDER, (P.TREAT,), EVERY_SCOPE),
    ("State Plan", Q.HEALTH_PLAN, (P.HPAYMT, P.HOPERAT, P.TREAT), EVERY_SCOPE),
    ("County Probation", Q.SUPERVISION, (P.SUPERVISION, P.TREAT), EVERY_SCOPE),
    ("Superior Court", Q.COURT, (P.HLEGAL, P.TREAT), EVERY_SCOPE),
    ("State Exchange", Q.INTERMEDIARY, (P.ROUTING, P.TREAT), EVERY_SCOPE),
    ("Safe Harbor Housing", Q.COMMUNITY, (P.REFERRAL, P.TREAT), EVERY_SCOPE),
    ("University", Q.RESEARCHER, (P.HRESCH,), EVERY_SCOPE),
    ("Laboratory", Q.QSO, (P.QSO_SERVICE, P.TREAT), EVERY_SCOPE),
    ("Department of Health", Q.PUBLIC_HEALTH, (P.PUBHLTH, P.TREAT), EVERY_SCOPE),
)
PURPOSES = tuple(sorted({purpose for _, _, purposes, _ in SYSTEMS for purpose in purposes}))
# Where each is in care, and the words that stand nowhere else: their name, their allergy, their goal, what a note says of them.
PEOPLE: tuple[tuple[str, str, str, str, str], ...] = (
    (HOME, "Zimborak", "quillfever", "paintmyboat", "lanternfold"),
    (HOME, "Vashprud", "oxelrash", "walkthedunes", "mothgravel"),
    (HOME, "Xanthmoor", "tindlewheal", "callmybrother", "saltwhisper"),
    (OTHER, "Jorblint", "brackhives", "growtomatoes", "ironbreath"),
    (OTHER, "Wexlubar", "plomitch", "singagain", "hollowdrum"),
)


@dataclass(eq=False)
class Somebody:
    """A person, in the oracle and in the database."""

    person: oracle.Person
    row: Patient
    plan: Plan
    words: dict[Category, str]


@dataclass(eq=False)
class AtWork:
    """A colleague with a browser."""

    colleague: oracle.Colleague
    row: Staff
    client: Client | None = None


@dataclass(eq=False)
class Asking:
    """A partner's system."""

    system: oracle.System
    row: PartnerSystem
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))


@dataclass
class Cast:
    """Everybody, and the colleague of each program who does what the machine decides and is never switched off."""

    organisations: dict[str, Organisation]
    keepers: dict[str, Staff]
    staff: list[Staff]
    systems: list[PartnerSystem]
    tokens: list[str]
    patients: list[Patient]
    plans: list[Plan]


def cast_of(at: datetime) -> Cast:
    """Make it, by the operations where they make what the reads hang on."""
    organisations = {name: OrganisationFactory(name=name) for name in (HOME, OTHER)}
    for name, kind, _, _ in SYSTEMS:
        if name not in organisations:
            organisations[name] = OrganisationFactory(name=name, kind=kind.value, is_part2=False)
    works = (R.COORDINATOR, R.ADMINISTRATOR, R.SUPERVISOR)
    keepers = {name: staff_with(*works, organisation=organisations[name]) for name in (HOME, OTHER)}
    staff = [staff_with(*roles, organisation=organisations[name]) for name, roles in COLLEAGUES]
    systems, tokens = [], []
    for number, (name, _, purposes, scopes) in enumerate(SYSTEMS):
        system = PartnerSystemFactory(
            organisation=organisations[name],
            purposes=[purpose.value for purpose in purposes],
            client=OAuthClientFactory(secret="!"),
        )
        token = Token(type=Token.Type.ACCESS_TOKEN, client=system.client, expires_at=at + timedelta(days=9000))
        token.set_value(f"token-{number}")
        token.set_scopes(list(scopes))
        token.save()
        systems.append(system)
        tokens.append(f"token-{number}")
    patients, plans = [], []
    for number, (name, family, allergy, goal, _) in enumerate(PEOPLE):
        patient = _person(keepers[name], number, family, allergy, at)
        plan = PlanFactory(patient=patient, active=True)
        InterventionFactory(goal=GoalFactory(plan=plan, own_words=f"I want to {goal}."))
        MedicationOrderFactory(patient=patient, active=True, instructions=f"Before you {goal}.")
        patients.append(patient)
        plans.append(plan)
    return Cast(organisations, keepers, staff, systems, tokens, patients, plans)


def _person(keeper: Staff, number: int, family: str, allergy: str, at: datetime) -> Patient:
    phone = f"+1401555{number:04d}"
    patient = register_patient(
        actor=actor_for(keeper),
        identity=Identity(birth_date=date(1960 + 7 * number, 2 + number, 11 + number), legal_given="Sam", legal_family=family),
        contact=Contact((Point(ContactKind.PHONE, phone, may_text=True),)),
        lead_staff_id=keeper.pk,
        lead_function=R.COORDINATOR,
        at=at,
    )
    Patient.objects.filter(pk=patient.pk).update(allergies_state=AllergiesState.LISTED.value)
    AllergyFactory(patient=patient, substance=allergy)
    ChannelConsentFactory(patient=patient, organisation=patient.organisation, address=phone)
    return patient
