"""Two records side by side, before they are merged: what differs, what is there twice, and how much either holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Field

from care.access.categories import TABLES
from care.actor import Category, Permit
from care.lib.dates import date_text
from patients.merging.queries.tables import Clash, clashes, columns, counts, model_of
from patients.merging.rules import FIELDS_APART, Fate
from patients.models import Patient
from patients.queries import PersonLine, identity_of, names_of
from patients.rules import Likeness, Traits, likeness, phone_text


@cache
def choosable() -> "tuple[Field[Any, Any], ...]":
    """The columns of the person's own row of which one of two values is chosen."""
    return tuple(column for column in Patient._meta.local_concrete_fields if column.attname not in FIELDS_APART)


def is_empty(value: Any) -> bool:
    """Whether nothing is known."""
    return value is None or value in ("", [], {})


def asked_about(clash: Clash) -> bool:
    """Whether a person decides: always where one of two ends, and where two that say the same differ in what may be done."""
    once = clash.once
    if not once.is_asked:
        return False
    if once.fate is Fate.ENDS:
        return True
    model = model_of(once.table)
    assert model is not None, once.table
    rows = model._base_manager.filter(pk__in=[clash.kept, clash.gone]).order_by().values_list(*once.copies)
    one, other = rows
    return any(a != b and not (once.fills and (is_empty(a) or is_empty(b))) for a, b in zip(one, other, strict=True))


@dataclass(frozen=True, slots=True)
class FieldOfTwo:
    """A column of the person's own row of which the records say two things."""

    name: str
    label: str
    kept: str
    gone: str


@dataclass(frozen=True, slots=True)
class ClashOfTwo:
    """Something of which there can be one, as both records have it. `is_theirs`: the reader's role does not decide it."""

    key: str
    title: str
    kept: str
    gone: str
    decider: str
    is_theirs: bool


@dataclass(frozen=True, slots=True)
class Held:
    """How many rows of one table either record holds."""

    table: str
    label: str
    kept: int
    gone: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records side by side. What the reader's permits do not cover is neither named nor counted; `hides` says that it is."""

    kept: PersonLine
    gone: PersonLine
    reasons: tuple[Likeness, ...]
    fields: list[FieldOfTwo]
    clashes: list[ClashOfTwo]
    held: list[Held]
    deaths_differ: bool
    hides: bool


def compare(*, permit: Permit, gone: Permit) -> Comparison:
    """The records of two permits side by side. A fixed number of queries: one for each constraint, and seven."""
    for one in (permit, gone):
        one.check(category=Category.SUD)
    rows = Patient.objects.in_bulk([permit.patient_id, gone.patient_id])
    kept_row, gone_row = rows[permit.patient_id], rows[gone.patient_id]
    names = names_of(rows)
    held = _held(permit, gone)
    found = [
        clash
        for column in columns()
        if column.moves and _covered(column.table, permit, gone)
        for clash in clashes(column, kept_id=kept_row.pk, gone_id=gone_row.pk)
    ]
    return Comparison(
        kept=names[kept_row.pk],
        gone=names[gone_row.pk],
        reasons=likeness(*traits_of([kept_row, gone_row])),
        fields=[
            FieldOfTwo(column.attname, _label(column), _words(column, kept_row), _words(column, gone_row))
            for column in choosable()
            if _differ(column, kept_row, gone_row)
        ],
        clashes=[_clash_of_two(clash, permit) for clash in found if asked_about(clash)],
        held=[line for line in held if _covered(line.table, permit, gone)],
        deaths_differ=kept_row.deceased_on != gone_row.deceased_on,
        hides=any(not _covered(line.table, permit, gone) for line in held),
    )


def traits_of(rows: Iterable[Patient]) -> list[Traits]:
    """What is compared of some records, in their order. Two queries."""
    rows = list(rows)
    numbers = [row.pk for row in rows]
    points: dict[int, list[tuple[str, str]]] = {number: [] for number in numbers}
    found = Patient.objects.filter(pk__in=numbers).order_by("pk")
    for pk, kind, value in found.values_list("pk", "contact_points__kind", "contact_points__value"):
        points[pk].append((kind or "", value or ""))
    elsewhere: dict[int, set[tuple[str, str]]] = {number: set() for number in numbers}
    for pk, system, value in found.values_list("pk", "foreign_identifiers__system", "foreign_identifiers__value"):
        if system:
            elsewhere[pk].add((system, value))
    return [
        Traits(
            names=identity_of(row).names,
            birth_date=row.birth_date,
            phones=frozenset(value for kind, value in points[row.pk] if kind == "phone"),
            emails=frozenset(value.lower() for kind, value in points[row.pk] if kind == "email"),
            numbers=frozenset(elsewhere[row.pk]),
        )
        for row in rows
    ]


def _covered(table: str, permit: Permit, gone: Permit) -> bool:
    """Whether both permits cover the kind of data of a table."""
    category = TABLES.get(table)
    if isinstance(category, Category):
        return permit.covers(category) and gone.covers(category)
    return category is not None


def _held(permit: Permit, gone: Permit) -> list[Held]:
    told: dict[str, Held] = {}
    numbers = counts(patient_ids=(permit.patient_id, gone.patient_id))
    for column in columns():
        of_each = numbers.get(column.key)
        if of_each and column.moves:
            kept, other = of_each.get(permit.patient_id, 0), of_each.get(gone.patient_id, 0)
            told[column.key] = Held(column.table, table_words(column.table), kept, other)
    return sorted(told.values(), key=lambda line: line.label)


TABLE_WORDS = {
    "teams.Enrolment": "Enrollments",
    "teams.CareTeamMember": "Care team members",
    "teams.CaseloadSummary": "Lines of the caseload",
    "worklist.Task": "Tasks",
    "outbox.Delivery": "Deliveries and events",
    "links.Link": "Links sent",
    "questionnaires.Questionnaire": "Questions sent to their phone",
    "consent.Consent": "Consents",
    "consent.Representative": "Representatives",
    "consent.RestrictionRequest": "Restrictions asked for",
    "access.HandOver": "Hand-overs",
    "access.AccessSession": "Times opened in an emergency or review",
    "access.AccessReview": "Reviews",
    "access.AccessNotice": "Notices of emergencies",
    "privacy.BreachPerson": "Entries of the breach register",
    "privacy.Observation": "Things worth a look",
    "drafts.Draft": "Drafts",
    "patients.ContactPoint": "Ways to reach them",
    "patients.Allergy": "Allergies",
    "patients.Demographics": "Background",
    "patients.CarePreference": "Preferences",
    "patients.PersonAddress": "Addresses",
    "patients.KnownNumber": "Numbers typed by hand",
    "patients.SupportPerson": "People who stand by them",
    "story.SubstanceUse": "Substances",
    "story.Overdose": "Overdoses",
    "story.TreatmentEpisode": "Earlier treatment",
    "story.WithdrawalCheck": "Withdrawal checks",
    "story.PregnancyRecord": "Pregnancy",
    "story.NeedsCheck": "Social needs",
    "story.Strength": "Strengths",
    "story.OwnGoal": "Goals in their words",
    "story.Medicine": "Medicines",
    "story.StoryPart": "Parts of the story with nothing to list",
    "coverage.Coverage": "Coverage",
    "intake.Intake": "Intakes",
    "intake.TreatmentConsent": "Consents to treatment",
    "patients.Condition": "Conditions",
    "patients.ForeignIdentifier": "Numbers elsewhere",
    "patients.ImportedResource": "Resources of other systems",
    "patients.MergedRecord": "Records merged before",
    "reminders.ChannelConsent": "Agreements to be written to",
    "reminders.Message": "Messages",
    "reminders.InboundFor": "Texts that came in",
    "followups.ProtocolRun": "Protocols of check-ins",
    "followups.CheckIn": "Check-ins",
    "followups.Answer": "Answers",
    "followups.ContactAttempt": "Attempts to reach them",
    "treatment_plans.Plan": "Versions of the plan",
    "regimens.MedicationOrder": "Medication orders",
}


def table_words(table: str) -> str:
    """A table as a screen names it; one that is new here by the name that its model gives it."""
    model = model_of(table)
    return TABLE_WORDS.get(table) or str(model._meta.verbose_name_plural if model else table).capitalize()


def _label(column: "Field[Any, Any]") -> str:
    words = str(column.verbose_name)
    return words[:1].upper() + words[1:]


def _differ(column: "Field[Any, Any]", kept: Patient, gone: Patient) -> bool:
    ours, theirs = getattr(kept, column.attname), getattr(gone, column.attname)
    return bool(ours != theirs and not is_empty(ours) and not is_empty(theirs))


def _words(column: "Field[Any, Any]", row: Any) -> str:
    return value_words(column, getattr(row, column.attname))


def value_words(column: "Field[Any, Any] | None", value: Any) -> str:
    """A value as a screen shows it."""
    if isinstance(value, list | tuple):
        return ", ".join(value_words(getattr(column, "base_field", None), one) for one in value) or "nothing"
    choices = dict(column.flatchoices) if column is not None and column.choices else {}
    if isinstance(value, str | int) and value in choices:
        return str(choices[value])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return date_text(value.date())
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return phone_text(value) if isinstance(value, str) and value.startswith("+") else str(value or "nothing")


def _clash_of_two(clash: Clash, permit: Permit) -> ClashOfTwo:
    once = clash.once
    model = model_of(once.table)
    assert model is not None, once.table
    known = {column.name: column for column in model._meta.local_concrete_fields}
    both = model._base_manager.filter(pk__in=[clash.kept, clash.gone]).order_by()
    rows = {pk: values for pk, *values in both.values_list("pk", *once.shows)}
    said = {
        pk: "; ".join(
            f"{_column_words(name)}: {value_words(known.get(name), value)}"
            for name, value in zip(once.shows, values, strict=True)
            if value not in (None, "")
        )
        for pk, values in rows.items()
    }
    decider = once.decider.label if once.decider else ""
    is_theirs = once.decider is not None and not permit.actor.has_role(once.decider)
    return ClashOfTwo(clash.key, once.title, said[clash.kept], said[clash.gone], decider, is_theirs)


def _column_words(name: str) -> str:
    """'admitted_at' as 'admitted'; 'protocol__name' as 'protocol'."""
    return name.split("__")[0].removesuffix("_at").removesuffix("_on").replace("_", " ")
