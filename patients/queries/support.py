"""Who stands by the person, and what makes care fit them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Category, Permit
from care.lib.prepared import prepared
from patients.models import CarePreference, SupportPerson
from patients.queries.background import demographics_of, open_addresses, said_in
from patients.rules import (
    TEXTS,
    AddressState,
    Background,
    Knows,
    Language,
    Preferences,
    Question,
    Relation,
    StaffGender,
    Supporter,
    Whereabouts,
)


@dataclass(frozen=True, slots=True)
class SupportLine:
    """One support person, with the version that a form must hand back."""

    uuid: UUID
    said: Supporter
    version: int


def supporter_in(row: SupportPerson) -> Supporter:
    """The support person that a row holds."""
    return Supporter(
        name=row.name,
        relation=Relation(row.relation),
        relation_words=row.relation_words,
        phone=row.phone,
        email=row.email,
        language=Language(row.language) if row.language else None,
        may_be_called=row.may_be_called,
        may_leave_message=row.may_leave_message,
        is_emergency_contact=row.is_emergency_contact,
        knows=Knows(row.knows) if row.knows else None,
        note=row.note,
    )


def supporters_of(*, permit: Permit) -> list[SupportLine]:
    """Who stands by the permit's patient now, emergency contacts first. One query."""
    permit.check(category=Category.DEMOGRAPHICS)
    return [SupportLine(row.uuid, supporter_in(row), row.version) for row in _supporters(permit=permit)]


@prepared
def _supporters(*, permit: Permit) -> QuerySet[SupportPerson]:
    rows = SupportPerson.objects.filter(
        patient_id=permit.patient_id, patient__organisation_id=permit.organisation_id, ended_at__isnull=True
    )
    return rows.order_by("-is_emergency_contact", "-may_be_called", "pk")


def get_supporter(*, permit: Permit, supporter: UUID) -> SupportLine | None:
    """One support person of the permit's patient; none for another's and for one who is one no longer. One query."""
    return next((line for line in supporters_of(permit=permit) if line.uuid == supporter), None)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page says of somebody beside how to reach them: their languages, where they live, who stands by them."""

    background: Background
    whereabouts: Whereabouts
    supporters: list[SupportLine]


def surroundings_of(*, permit: Permit) -> Surroundings:
    """The surroundings of the permit's patient. Three queries."""
    row = demographics_of(permit)
    state = AddressState(row.address_state) if row and row.address_state else None
    return Surroundings(said_in(row), Whereabouts(state, open_addresses(permit.patient_id)), supporters_of(permit=permit))


@dataclass(frozen=True, slots=True)
class KnownPreferences:
    """What one person said, with the version that a form must hand back; 0 where nobody has asked anything."""

    said: Preferences
    version: int


def preferences_in(row: CarePreference | None) -> Preferences:
    """The answers that a row holds."""
    if row is None:
        return Preferences()
    return Preferences(
        **{question.value: getattr(row, question.value) for question in TEXTS},
        staff_gender=StaffGender(row.staff_gender) if row.staff_gender else None,
        declined=frozenset(Question(name) for name in row.declined),
        immigration=row.immigration,
        keep_immigration=row.immigration_wish_at is not None,
    )


def preferences_of(*, permit: Permit) -> KnownPreferences:
    """Culture and preferences of the permit's patient. One query."""
    permit.check(category=Category.SUD)
    row = CarePreference.objects.filter(patient_id=permit.patient_id, patient__organisation_id=permit.organisation_id).first()
    return KnownPreferences(preferences_in(row), row.version if row else 0)
