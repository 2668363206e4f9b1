"""What of counseling notes goes to somebody outside: on a consent for them alone, handed over by whom they name."""

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from care.access import gate
from care.access.gate import Refused, Release
from care.access.policy import Basis
from care.accounts.models import Staff
from care.actor import Action, Category, Permit, Purpose, Requester
from care.consent.models import Consent
from care.consent.rules import Kind
from patients.models import Patient
from tests.factories.accounts import actor_for
from tests.factories.consent import ConsentFactory
from tests.factories.notes import CounselingNoteFactory, NoteAddendumFactory
from tests.treatment_plans.notes.conftest import WORDS, PermitFor
from treatment_plans.notes import operations
from treatment_plans.notes.models import CounselingNote
from treatment_plans.notes.queries import notes_for_release, own_authors
from treatment_plans.notes.vocabulary import ErrorReason

pytestmark = pytest.mark.django_db

NOTES = Category.COUNSELLING_NOTE


@pytest.fixture
def consent(mari: Patient) -> Consent:
    """Mari's consent for her counseling notes, and nothing else, to a provider."""
    return ConsentFactory(patient=mari, kind=Kind.COUNSELING_NOTES.value, categories=[NOTES.value])


def release(staff: Staff, mari: Patient, consent: UUID | None, *, at: datetime, **more: Any) -> Permit:
    actor = actor_for(staff)
    asked = {"requester": Requester.PROVIDER, "purpose": Purpose.TREAT, "categories": frozenset({NOTES})} | more
    return gate.require_release(
        actor=actor,
        patient_id=mari.pk,
        release=Release(consent=consent, **asked),
        at=at,
        authors=own_authors(actor=actor, patient_id=mari.pk),
    )


def test_the_author_hands_over_what_is_signed(
    signed: CounselingNote, consent: Consent, priya: Staff, quinn: Staff, mari: Patient, at: datetime
) -> None:
    NoteAddendumFactory(note=signed, signed=True, text="Added.")
    NoteAddendumFactory(note=signed, text="Not signed.")
    CounselingNoteFactory(patient=mari, author=priya, text="A draft.")
    CounselingNoteFactory(patient=mari, author=quinn, text="A colleague's.", signed=True)
    permit = release(priya, mari, consent.uuid, at=at)
    assert (permit.basis, permit.consent_id, permit.categories) == ("D01-consent", consent.pk, frozenset({NOTES}))
    (note,) = notes_for_release(permit=permit)
    assert (note.text, note.author, [one.text for one in note.addenda]) == (WORDS, "Priya Nair", ["Added."])


def test_what_was_entered_in_error_stays(
    signed: CounselingNote, consent: Consent, priya: Staff, mari: Patient, permit: PermitFor, at: datetime
) -> None:
    operations.retract_note(permit=permit(priya, signed), note=signed.uuid, reason=ErrorReason.TWICE, at=at)
    assert notes_for_release(permit=release(priya, mari, consent.uuid, at=at)) == []


@pytest.mark.parametrize(
    "given",
    [
        {"kind": Kind.SPECIFIC.value},
        {"general": True},
        {"kind": Kind.COUNSELING_NOTES.value, "categories": [NOTES.value], "revoked": True},
        {"kind": Kind.COUNSELING_NOTES.value, "categories": [NOTES.value], "expired": True},
    ],
    ids=["specific", "general", "taken back", "ended"],
)
def test_no_other_consent_lets_them_go(
    signed: CounselingNote, priya: Staff, mari: Patient, at: datetime, given: dict[str, Any]
) -> None:
    consent = ConsentFactory(patient=mari, **given)
    with pytest.raises(Refused, match="COUNSELING_SEPARATE"):
        release(priya, mari, consent.uuid, at=at)


@pytest.mark.parametrize(
    "asked",
    [
        {"requester": Requester.COURT, "purpose": Purpose.HLEGAL, "basis": Basis.ORDER},
        {"requester": Requester.EMERGENCY_CLINICIAN, "purpose": Purpose.ETREAT, "basis": Basis.EMERGENCY},
        {"requester": Requester.PATIENT, "purpose": Purpose.PATRQT},
        {"requester": Requester.AUDITOR, "purpose": Purpose.HCOMPL, "basis": Basis.AGREEMENT},
        {"requester": Requester.QSO, "purpose": Purpose.QSO_SERVICE, "basis": Basis.AGREEMENT},
    ],
    ids=["court", "emergency", "the person", "audit", "service"],
)
def test_nothing_else_on_the_table_lets_them_go(
    signed: CounselingNote, priya: Staff, mari: Patient, at: datetime, asked: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        release(priya, mari, None, at=at, **asked)


def test_nobody_but_whom_they_name_hands_them_over(
    asked: CounselingNote, consent: Consent, quinn: Staff, amara: Staff, ruth: Staff, mari: Patient, at: datetime
) -> None:
    for staff in (quinn, amara):
        with pytest.raises(Refused, match="COUNSELING_SEPARATE"):
            release(staff, mari, consent.uuid, at=at)
    assert [note.text for note in notes_for_release(permit=release(ruth, mari, consent.uuid, at=at))] == [WORDS]


def test_a_permit_to_read_them_oneself_gives_nothing_out(signed: CounselingNote, priya: Staff, permit: PermitFor) -> None:
    with pytest.raises(PermissionError, match="consent for them alone"):
        notes_for_release(permit=permit(priya, signed, action=Action.READ))
