"""Progress notes, what is added to them, groups and templates."""

import factory
from django.conf import settings

from tests.factories.accounts import LONG_AGO, OrganisationFactory, StaffFactory
from treatment_plans.progress.models import (
    GroupSession,
    NoteAim,
    NoteTemplate,
    ProgressAddendum,
    ProgressNote,
    TemplateRate,
)
from treatment_plans.progress.queries import said, said_in_addendum
from treatment_plans.progress.vocabulary import NoteKind, Structure
from treatment_plans.signed.rules import seal
from treatment_plans.signed.vocabulary import NoteStatus


def part(key: str, text: str) -> dict[str, str]:
    """One part as the column keeps it."""
    return {"key": key, "text": text, "carried": "", "was": ""}


class NoteTemplateFactory(factory.django.DjangoModelFactory[NoteTemplate]):
    class Meta:
        model = NoteTemplate

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda number: f"Template {number}")
    kind = NoteKind.VISIT.value
    structure = Structure.DAP.value
    parts = factory.LazyFunction(lambda: {"data": "Slept, ate, came by bus:"})
    made_at = changed_at = LONG_AGO
    made_by = factory.SubFactory("tests.factories.accounts.UserFactory")
    changed_by = factory.SelfAttribute("made_by")


class TemplateRateFactory(factory.django.DjangoModelFactory[TemplateRate]):
    class Meta:
        model = TemplateRate

    template = factory.SubFactory(NoteTemplateFactory)
    month = LONG_AGO.date().replace(day=1)


class GroupSessionFactory(factory.django.DjangoModelFactory[GroupSession]):
    class Meta:
        model = GroupSession

    leader = factory.SubFactory(StaffFactory)
    organisation = factory.SelfAttribute("leader.organisation")
    title = "Tuesday skills group"
    starts_at = LONG_AGO
    ends_at = LONG_AGO.replace(minute=59, second=59)
    written_at = LONG_AGO
    written_by = factory.SelfAttribute("leader.user")


class ProgressNoteFactory(factory.django.DjangoModelFactory[ProgressNote]):
    """A draft; `signed=True` for one that stands."""

    class Meta:
        model = ProgressNote

    uuid = factory.LazyFunction(lambda: ProgressNote._meta.get_field("uuid").get_default())
    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    author = factory.SubFactory(StaffFactory, organisation=factory.SelfAttribute("..organisation"))
    kind = NoteKind.VISIT.value
    category = "sud"
    structure = Structure.FREE.value
    parts = factory.LazyFunction(lambda: [part("text", "Came by bus, slept well.")])
    starts_at = LONG_AGO
    begun_at = LONG_AGO
    begun_by = factory.SelfAttribute("author.user")
    saved_at = LONG_AGO

    class Params:
        signed = factory.Trait(
            status=NoteStatus.SIGNED.value,
            signed_at=LONG_AGO,
            signed_by=factory.SelfAttribute("author.user"),
            seal=factory.LazyAttribute(lambda row: seal(settings.CARE_AUDIT_KEY, *said(_whole(row)))),
        )
        in_error = factory.Trait(
            signed=True,
            status=NoteStatus.IN_ERROR.value,
            error_at=LONG_AGO,
            error_by=factory.SelfAttribute("author.user"),
            error_reason="twice",
        )


def _whole(row: object) -> ProgressNote:
    names = ("uuid", "kind", "structure", "parts", "starts_at")
    given = {name: getattr(row, name) for name in names}
    return ProgressNote(**given, ends_at=getattr(row, "ends_at", None))


class NoteAimFactory(factory.django.DjangoModelFactory[NoteAim]):
    class Meta:
        model = NoteAim

    note = factory.SubFactory(ProgressNoteFactory)
    goal = factory.SubFactory("tests.factories.treatment_plans.GoalFactory")


class ProgressAddendumFactory(factory.django.DjangoModelFactory[ProgressAddendum]):
    """Begun and not signed; `signed=True` for one that stands."""

    class Meta:
        model = ProgressAddendum

    uuid = factory.LazyFunction(lambda: ProgressAddendum._meta.get_field("uuid").get_default())
    note = factory.SubFactory(ProgressNoteFactory, signed=True)
    writer = factory.SelfAttribute("note.author")
    text = "The bus was late."
    begun_at = LONG_AGO
    begun_by = factory.SelfAttribute("writer.user")
    saved_at = LONG_AGO

    class Params:
        signed = factory.Trait(
            signed_at=LONG_AGO,
            signed_by=factory.SelfAttribute("writer.user"),
            seal=factory.LazyAttribute(
                lambda row: seal(settings.CARE_AUDIT_KEY, *said_in_addendum(ProgressAddendum(uuid=row.uuid, text=row.text)))
            ),
        )
