"""Taking a history back: its lines, and the people whom it registered, unless anybody worked on their record since."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Model, Q
from django.db.models.deletion import ProtectedError, RestrictedError

from care.actor import Action, Actor, Category, Permit
from care.audit import operations as audit
from care.outbox import operations as outbox
from care.outbox.rules import event_kind
from care.teams.operations import take_back_admissions
from care.teams.queries import untouched_admissions
from patients.assessments.operations import forget_due, take_back_past_scores
from patients.histories.models import HistoryImport, PastPerson, PastScore
from patients.histories.queries import MODELS
from patients.histories.rules import Kind
from patients.merging.operations import forget_pairs
from patients.merging.queries.tables import columns
from patients.models import ContactPoint, Demographics, ImportedResource, Patient, SearchKey

# What registration and an import write themselves. A row about the person in any other table is somebody's work.
OWN_TABLES = frozenset(
    {
        *("patients.ContactPoint", "patients.SearchKey", "patients.Demographics", "patients.ImportedResource"),
        *("teams.Enrolment", "teams.CareTeamMember", "teams.CaseloadSummary", "merging.LikelyPair"),
        *("histories.PastPerson", "histories.PastOrder", "histories.PastDose", "histories.PastVisit"),
        *("histories.PastDrugTest", "histories.PastScore"),
    }
)
# What the platform writes of everybody in care; somebody's work are only the rows that these conditions find.
OF_THE_PLATFORM = {
    "assessments.Reassessment": Q(put_off_at__isnull=False),
    "outbox.Delivery": ~Q(kind__startswith=event_kind("")),
}


@dataclass(slots=True)
class TakenBack:
    """What was taken back: lines by kind, people; and who stays, since somebody worked on their record."""

    lines: dict[Kind, int] = field(default_factory=dict)
    people: int = 0
    stayed: list[int] = field(default_factory=list)


def take_back(*, permits: Collection[Permit], source: str, at: datetime) -> TakenBack:
    """Take back what a source brought of some people, in one transaction.

    Somebody whom it registered goes as a whole, unless anybody wrote on their record since; who was here before stays. What
    the audit and the history of fields say of it remains.
    """
    for permit in permits:
        permit.check(category=Category.SUD, action=Action.WRITE)
    done = TakenBack()
    if not permits:
        return done
    first = next(iter(permits))
    numbers = sorted({permit.patient_id for permit in permits})
    with audit.change(actor=first.actor, at=at, verb="history.taken_back", patient_ids=numbers) as change:
        list(Patient.objects.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk", flat=True))
        ours = Q(patient_id__in=numbers, organisation_id=first.organisation_id, source=source)
        ties = PastPerson.objects.filter(ours, is_registered=True)
        _take_back_ours(permits, source, ours, at=at)
        registered = set(ties.values_list("patient_id", flat=True))
        untouched = registered - _worked_on(registered, organisation_id=first.organisation_id, source=source)
        for kind, model in MODELS.items():
            done.lines[kind], _ = model._default_manager.filter(ours).delete()
        PastPerson.objects.filter(ours).delete()
        ImportedResource.objects.filter(ours, resource_type="Person").delete()
        gone = _forget_people([permit for permit in permits if permit.patient_id in untouched], at=at)
        done.people, done.stayed = len(gone), sorted(registered - gone)
        change.detail |= {"source": source, "lines": sum(done.lines.values()), "people": done.people, "stayed": done.stayed}
    return done


def _worked_on(numbers: set[int], *, organisation_id: int, source: str) -> set[int]:
    """Of these people, on whose record somebody has written since the import registered them."""
    if not numbers:
        return set()
    found = numbers - untouched_admissions(patient_ids=numbers, organisation_id=organisation_id)
    ties = PastPerson.objects.filter(organisation_id=organisation_id, patient_id__in=numbers)
    found |= set(ties.exclude(source=source).values_list("patient_id", flat=True))
    found |= set(ties.exclude(version=F("patient__version")).values_list("patient_id", flat=True))
    background = dict(Demographics.objects.filter(patient_id__in=numbers).values_list("patient_id", "version"))
    noted = ties.filter(source=source).values_list("patient_id", "background")
    found |= {number for number, version in noted if background.get(number, 0) != version}
    for model, name, moved in _other_columns():
        rows = model._base_manager.filter(moved, **{f"{name}__in": numbers})
        found |= set(rows.values_list(name, flat=True).distinct())
    return found


def _other_columns() -> Iterator[tuple[type[Model], str, Q]]:
    """Every column of every other room that points to a person, and which of its rows are somebody's work."""
    for column in columns():
        if column.table not in OWN_TABLES:
            yield column.model, column.field.attname, OF_THE_PLATFORM.get(column.table, Q())


def _take_back_ours(permits: Collection[Permit], source: str, which: Q, *, at: datetime) -> None:
    """Scores of our instruments stand among ours: their room takes them back."""
    scored = set(PastScore.objects.filter(which, is_ours=True).values_list("patient_id", flat=True))
    for permit in permits:
        if permit.patient_id in scored:
            take_back_past_scores(permit=permit, source=source, at=at)


def _forget_people(permits: Sequence[Permit], *, at: datetime) -> set[int]:
    """Remove people as if they had never come; all at once, or where a row that nobody thought of holds one, one by one."""
    try:
        with transaction.atomic():
            _remove(permits, at=at)
        return {permit.patient_id for permit in permits}
    except (ProtectedError, RestrictedError, IntegrityError):
        if len(permits) == 1:
            return set()
    return {number for permit in permits for number in _forget_people([permit], at=at)}


def _remove(permits: Sequence[Permit], *, at: datetime) -> None:
    if not permits:
        return
    actor, numbers = permits[0].actor, sorted(permit.patient_id for permit in permits)
    forget_pairs(actor=actor, patient_ids=numbers, at=at)
    outbox.forget_people(patient_ids=numbers, reason="taken_back", at=at)
    forget_due(actor=actor, patient_ids=numbers, at=at)
    take_back_admissions(actor=actor, patient_ids=numbers, at=at)
    for model in (SearchKey, ContactPoint, Demographics):
        model._default_manager.filter(patient_id__in=numbers).delete()
    Patient.objects.filter(pk__in=numbers).delete()


def forget_imports(*, actor: Actor, source: str, at: datetime) -> int:
    """Remove the runs of a source of which nothing is left; how many. What they did stands in the audit."""
    _, organisation_id = actor.colleague()
    with audit.change(actor=actor, at=at, verb="history.undone", detail={"source": source}) as change:
        runs = HistoryImport.objects.filter(organisation_id=organisation_id, source=source)
        change.detail["imports"] = sorted(runs.values_list("pk", flat=True))
        number, _ = runs.delete()
    return number
