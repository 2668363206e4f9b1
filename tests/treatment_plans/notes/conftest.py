"""Priya counsels Mari and keeps notes; Ruth supervises her; Quinn counsels too, on the same team; Charlie counsels others."""

from collections.abc import Callable
from datetime import datetime

import pytest

from care.access import gate
from care.accounts.models import Staff
from care.actor import Action, Category, Permit, Purpose, Role
from care.lib.dates import local_date
from care.teams.models import Enrolment
from patients.models import Patient
from tests.factories.accounts import UserFactory, actor_for, staff_with
from tests.factories.patients import enrolled_patient
from tests.factories.teams import CareTeamMemberFactory
from treatment_plans.notes import operations
from treatment_plans.notes.models import CounselingNote
from treatment_plans.notes.queries import find_note, own_authors

WORDS = "Hesitates whenever her father is near; I go slowly. Zephyrine."

PermitFor = Callable[..., Permit]


@pytest.fixture
def priya() -> Staff:
    return staff_with(Role.COUNSELOR, user=UserFactory(name="Priya Nair"))


@pytest.fixture
def mari(priya: Staff) -> Patient:
    return enrolled_patient(priya)


@pytest.fixture
def quinn(priya: Staff, mari: Patient) -> Staff:
    """A counselor on Mari's team, who wrote nothing of hers."""
    staff = staff_with(Role.COUNSELOR, organisation=priya.organisation, user=UserFactory(name="Quinn Abara"))
    CareTeamMemberFactory(enrolment=Enrolment.objects.get(patient=mari), staff=staff, function=Role.COUNSELOR.value)
    return staff


@pytest.fixture
def ruth(priya: Staff) -> Staff:
    """The supervisor, who is on nobody's team."""
    return staff_with(Role.SUPERVISOR, organisation=priya.organisation, user=UserFactory(name="Ruth Gallagher"))


@pytest.fixture
def charlie(priya: Staff) -> Staff:
    """A counselor of the same program who is on nobody's team."""
    return staff_with(Role.COUNSELOR, organisation=priya.organisation, user=UserFactory(name="Charlie Ruiz"))


@pytest.fixture
def amara(priya: Staff, mari: Patient) -> Staff:
    """A coordinator, for the whole program and on the team."""
    staff = staff_with(Role.COORDINATOR, organisation=priya.organisation, user=UserFactory(name="Amara Osei"))
    CareTeamMemberFactory(enrolment=Enrolment.objects.get(patient=mari), staff=staff, function=Role.COORDINATOR.value)
    return staff


@pytest.fixture
def permit(mari: Patient, at: datetime) -> PermitFor:
    """The gate's permit for a colleague, asked for as the views ask: with the note's names, with one's own, or to begin one."""

    def ask(staff: Staff, note: CounselingNote | None = None, *, action: Action = Action.WRITE, begins: bool = False) -> Permit:
        found = find_note(note.uuid) if note is not None else None
        actor = actor_for(staff)
        own = frozenset() if begins else own_authors(actor=actor, patient_id=mari.pk)
        return gate.require(
            actor=actor,
            patient_id=mari.pk,
            category=Category.COUNSELLING_NOTE,
            action=action,
            purpose=Purpose.TREAT,
            at=at,
            authors=found.authors if found else own,
        )

    return ask


@pytest.fixture
def draft(priya: Staff, permit: PermitFor, at: datetime) -> CounselingNote:
    """A draft with words in it."""
    today = local_date(at, "America/New_York")
    note = operations.begin_note(permit=permit(priya, begins=True), session_on=today, today=today, at=at)
    operations.keep_note(permit=permit(priya), note=note.uuid, session_on=None, text=WORDS, today=today, at=at)
    note.refresh_from_db()
    return note


@pytest.fixture
def signed(draft: CounselingNote, priya: Staff, permit: PermitFor, at: datetime) -> CounselingNote:
    """The same, signed by its author."""
    operations.sign_note(permit=permit(priya, draft), note=draft.uuid, at=at)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def asked(signed: CounselingNote, priya: Staff, ruth: Staff, permit: PermitFor, at: datetime) -> CounselingNote:
    """The same, and Ruth is asked to sign beside her."""
    operations.ask_for_signature(permit=permit(priya, signed), note=signed.uuid, cosigner_id=ruth.pk, at=at)
    signed.refresh_from_db()
    return signed
