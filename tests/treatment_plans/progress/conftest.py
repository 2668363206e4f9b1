"""Priya counsels Mari and Theo; Ruth supervises her; Nadia is a nurse of the whole program; Charlie counsels others."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from care.access import gate
from care.accounts.models import Staff
from care.actor import Action, Category, Permit, Purpose, Role
from patients.models import Patient
from tests.factories.accounts import UserFactory, actor_for, staff_with
from tests.factories.patients import enrolled_patient
from treatment_plans.progress import operations
from treatment_plans.progress.models import ProgressNote
from treatment_plans.progress.operations import Beginning, Typed
from treatment_plans.progress.rules import Session
from treatment_plans.progress.vocabulary import NoteKind, Structure

PermitFor = Callable[..., Permit]
Draft = Callable[..., ProgressNote]


@pytest.fixture
def at() -> datetime:
    """The views read the real clock; what a test makes is around it."""
    return datetime.now(UTC) - timedelta(minutes=5)


@pytest.fixture
def priya(db: None) -> Staff:
    return staff_with(Role.COUNSELOR, user=UserFactory(name="Priya Nair"))


@pytest.fixture
def mari(priya: Staff) -> Patient:
    return enrolled_patient(priya, legal_given="Mari", legal_family="Delgado")


@pytest.fixture
def theo(priya: Staff) -> Patient:
    return enrolled_patient(priya, legal_given="Theo", legal_family="Quill")


@pytest.fixture
def ruth(priya: Staff) -> Staff:
    return staff_with(Role.SUPERVISOR, organisation=priya.organisation, user=UserFactory(name="Ruth Gallagher"))


@pytest.fixture
def nadia(priya: Staff) -> Staff:
    return staff_with(Role.NURSE, organisation=priya.organisation, user=UserFactory(name="Nadia Brandt"))


@pytest.fixture
def charlie(priya: Staff) -> Staff:
    return staff_with(Role.COUNSELOR, organisation=priya.organisation, user=UserFactory(name="Charlie Ruiz"))


@pytest.fixture
def permit(mari: Patient, at: datetime) -> PermitFor:
    """The gate's permit for a colleague."""

    def ask(staff: Staff, patient: Patient | None = None, *, action: Action = Action.WRITE) -> Permit:
        return gate.require(
            actor=actor_for(staff),
            patient_id=(patient or mari).pk,
            category=Category.SUD,
            action=action,
            purpose=Purpose.TREAT,
            at=at,
        )

    return ask


@pytest.fixture
def draft(priya: Staff, permit: PermitFor, at: datetime) -> Draft:
    """Begins a note and writes in it."""

    def write(
        texts: dict[str, str] | None = None,
        *,
        kind: NoteKind = NoteKind.VISIT,
        structure: Structure = Structure.FREE,
        **more: object,
    ) -> ProgressNote:
        permitted = permit(priya)
        begins = Beginning(kind, structure, **more)
        note = operations.begin_note(permit=permitted, begins=begins, starts_at=at - timedelta(hours=1), at=at)
        session = Session(note.starts_at, at - timedelta(minutes=10))
        typed = Typed(texts or {"text": "Came by bus, slept well."}, session)
        operations.keep_note(permit=permitted, note=note.uuid, seen=1, typed=typed, at=at)
        note.refresh_from_db()
        return note

    return write


@pytest.fixture
def signed(draft: Draft, priya: Staff, permit: PermitFor, at: datetime) -> ProgressNote:
    note = draft()
    operations.sign_note(permit=permit(priya), note=note.uuid, at=at)
    note.refresh_from_db()
    return note
