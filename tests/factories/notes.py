"""Counseling notes and what is added to them."""

import factory
from django.conf import settings

from tests.factories.accounts import LONG_AGO, StaffFactory
from treatment_plans.notes.models import CounselingNote, NoteAddendum
from treatment_plans.notes.rules import seal_of
from treatment_plans.notes.vocabulary import NoteStatus


def _seal(row: object) -> str:
    day = row.session_on if hasattr(row, "session_on") else row.note.session_on  # type: ignore[attr-defined]
    return seal_of(settings.CARE_AUDIT_KEY, uuid=row.uuid, session_on=day, text=row.text)  # type: ignore[attr-defined]


class CounselingNoteFactory(factory.django.DjangoModelFactory[CounselingNote]):
    """A draft; `signed=True` for one that stands. `cosigner` is asked with it."""

    class Meta:
        model = CounselingNote

    uuid = factory.LazyFunction(lambda: CounselingNote._meta.get_field("uuid").get_default())
    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    author = factory.SubFactory(StaffFactory, organisation=factory.SelfAttribute("..organisation"))
    session_on = LONG_AGO.date()
    text = "She spoke of her sister for the first time."
    begun_at = LONG_AGO
    begun_by = factory.SelfAttribute("author.user")
    saved_at = LONG_AGO

    class Params:
        signed = factory.Trait(
            status=NoteStatus.SIGNED.value,
            signed_at=LONG_AGO,
            signed_by=factory.SelfAttribute("author.user"),
            seal=factory.LazyAttribute(_seal),
        )


class NoteAddendumFactory(factory.django.DjangoModelFactory[NoteAddendum]):
    """Begun and not signed; `signed=True` for one that stands."""

    class Meta:
        model = NoteAddendum

    uuid = factory.LazyFunction(lambda: NoteAddendum._meta.get_field("uuid").get_default())
    note = factory.SubFactory(CounselingNoteFactory, signed=True)
    writer = factory.SelfAttribute("note.author")
    text = "The sister lives near."
    begun_at = LONG_AGO
    begun_by = factory.SelfAttribute("writer.user")
    saved_at = LONG_AGO

    class Params:
        signed = factory.Trait(
            signed_at=LONG_AGO, signed_by=factory.SelfAttribute("writer.user"), seal=factory.LazyAttribute(_seal)
        )
