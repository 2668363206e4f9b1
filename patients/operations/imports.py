"""Taking what another system says about a person: the same resource becomes the same row, and colleagues' work stays.

`Merge` decides field by field; nothing is written where the source says what it said before.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from care.actor import Action, Actor, Category, Permit, Role
from care.actor.vocabulary import Described
from care.audit import operations as audit
from care.lib.dates import local_date
from care.lib.text import fold
from patients.models import Allergy, Condition, ForeignIdentifier, ImportedResource, Patient
from patients.operations.demographics import change_addresses, change_background
from patients.operations.people import change_contact, change_identity, record_allergies, record_death, register_patient
from patients.queries import contact_of, demographics_of, identity_of, open_addresses, said_in
from patients.rules import (
    ADDRESS_PARTS,
    BACKGROUND_LISTS,
    BACKGROUND_TEXTS,
    IDENTITY_FIELDS,
    NOTHING_AGREED,
    PATIENT_NOT_TAKEN,
    SOMEBODY_ELSE,
    Address,
    AddressState,
    AllergiesState,
    BirthSex,
    Contact,
    ContactKind,
    Ethnicity,
    Gender,
    GenderIdentity,
    Identity,
    Language,
    Merge,
    Outcome,
    Place,
    Point,
    Race,
    ResourceKey,
    SaidAllergy,
    SaidCondition,
    SaidNoAllergy,
    SaidPerson,
    Sex,
    Statement,
    Taken,
    Whereabouts,
    impossible_dates,
    is_somebody_else,
)

CONDITION_FIELDS = (
    "system", "code", "display", "category", "clinical_status", "verification_status", "onset", "abatement", "noted",
)  # fmt: skip

WORDS_OF: dict[str, type[Described]] = {
    "gender": Gender,
    "sex": Sex,
    "birth_sex": BirthSex,
    "gender_identity": GenderIdentity,
    "ethnicity": Ethnicity,
}


class StatementRefused(ValueError):
    """What a source says cannot be taken; `reason` says why, without a name, a date or a number of the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def register_imported(
    *,
    actor: Actor,
    source: str,
    statement: Statement,
    zone: str,
    mrn: str = "",
    lead_staff_id: int | None = None,
    lead_function: Role = Role.COORDINATOR,
    anyway: bool = False,
    at: datetime,
) -> Patient:
    """Register a person whom a source sends for the first time, and remember under which number it knows them.

    What needs a permit (a death, what other systems call them, allergies, conditions) follows by `take_statements`; until
    then the person's resource counts as not wholly taken, so that an interrupted import goes on there.

    Raises:
        StatementRefused: a date that cannot be.
        WorkRefused, LikelyDuplicate, MrnTaken, NoName, ImpossibleBirthDate, NotOurColleague: as `register_patient`.
    """
    said = statement.said
    if not isinstance(said, SaidPerson):
        raise TypeError("a person is registered from what is said about a person")
    user_id, _ = actor.colleague()
    _check_dates(said, today=local_date(at, zone))
    with audit.change(actor=actor, at=at, verb="patient.came_in", detail={"source": source}) as change:
        patient = register_patient(
            actor=actor,
            identity=said.identity(zone=zone),
            contact=said.contact(),
            mrn=mrn,
            lead_staff_id=lead_staff_id,
            lead_function=lead_function,
            anyway=anyway,
            at=at,
        )
        change.patient_ids.append(patient.pk)
        _tie(patient, source, statement.key, said.begun(), patient.uuid, user_id=user_id, at=at).save()
    return patient


def take_statements(*, permit: Permit, source: str, statements: Sequence[Statement], at: datetime) -> list[Taken]:
    """Take what a source says about one person, in one transaction: new rows, changed rows, rows that it takes back.

    What cannot be taken is refused with its reason, each alone; so is what the permit does not cover.
    """
    permit.check(category=Category.DEMOGRAPHICS, action=Action.WRITE)
    allowed = [statement for statement in statements if all(permit.covers(need) for need in _needs(statement))]
    refused = [
        Taken(statement.key, Outcome.REFUSED, reason="the role of the colleague does not write this kind of data")
        for statement in statements
        if statement not in allowed
    ]
    if not allowed:
        return refused
    with audit.change(permit=permit, at=at, verb="patient.import_taken", detail={"source": source}) as change:
        patient = Patient.objects.select_for_update(no_key=True).get(pk=permit.patient_id, organisation_id=permit.organisation_id)
        taking = _Taking(permit, source, patient, at, _rows(patient, source, allowed))
        for statement in sorted(allowed, key=lambda one: not isinstance(one.said, SaidPerson)):
            row = taking.rows.get(statement.key)
            if taking.is_somebody_else:
                taking.refuse(statement.key, PATIENT_NOT_TAKEN)
            elif row is not None and row.patient_id == patient.pk and row.taken == statement.said.taken():
                taking.outcomes[statement.key] = Taken(statement.key, Outcome.UNCHANGED)  # somebody took it just now
            elif row is not None and row.patient_id != patient.pk:
                taking.refuse(statement.key, "it was taken for another person before")
            elif isinstance(statement.said, SaidPerson):
                _take_person(taking, statement.key, statement.said)
            elif isinstance(statement.said, SaidCondition):
                _take_condition(taking, statement.key, statement.said)
        _take_allergies(taking, [one for one in allowed if one.key not in taking.outcomes])
        Condition.objects.bulk_create(taking.new_conditions)
        ImportedResource.objects.bulk_create(taking.new_rows)
        change.detail["resources"] = len(taking.outcomes)
    return [*refused, *taking.outcomes.values()]


def _needs(statement: Statement) -> tuple[Category, ...]:
    """Which kinds of data a statement writes."""
    if isinstance(statement.said, SaidCondition):
        return (statement.said.category,)
    if isinstance(statement.said, SaidPerson):
        return (Category.DEMOGRAPHICS, *((Category.SUD,) if statement.said.died else ()))
    return (Category.GENERAL,)


@dataclass(slots=True)
class _Taking:
    """The work on one person: what is known of their resources, and what became of each."""

    permit: Permit
    source: str
    patient: Patient
    at: datetime
    rows: dict[ResourceKey, ImportedResource]
    new_rows: list[ImportedResource] = field(default_factory=list)
    new_conditions: list[Condition] = field(default_factory=list)
    outcomes: dict[ResourceKey, Taken] = field(default_factory=dict)
    is_somebody_else: bool = False

    def refuse(self, key: ResourceKey, reason: str) -> None:
        self.outcomes[key] = Taken(key, Outcome.REFUSED, reason=reason)

    def before(self, key: ResourceKey) -> dict[str, Any]:
        row = self.rows.get(key)
        return row.taken if row else {}

    def finish(
        self,
        key: ResourceKey,
        said: SaidPerson | SaidAllergy | SaidNoAllergy | SaidCondition,
        target: UUID,
        kept: Sequence[str] = (),
    ) -> None:
        """Remember what was said, and for which row."""
        row = self.rows.get(key)
        user_id, _ = self.permit.actor.colleague()
        if row is None:
            self.new_rows.append(_tie(self.patient, self.source, key, said, target, user_id=user_id, at=self.at))
        else:
            row.taken, row.target = said.taken(), target
            row.last_taken_at, row.last_taken_by_id = self.at, user_id
            row.save()
        outcome = Outcome.KEPT if kept else Outcome.TAKEN if row is None else Outcome.UPDATED
        self.outcomes[key] = Taken(key, outcome, kept=tuple(kept))


def _rows(patient: Patient, source: str, statements: Sequence[Statement]) -> dict[ResourceKey, ImportedResource]:
    wanted = {statement.key for statement in statements}
    found = ImportedResource.objects.filter(
        organisation_id=patient.organisation_id,
        source=source,
        resource_type__in={key.type for key in wanted},
        resource_id__in={key.id for key in wanted},
    )
    rows = {ResourceKey(row.resource_type, row.resource_id): row for row in found}
    return {key: row for key, row in rows.items() if key in wanted}


def _tie(
    patient: Patient,
    source: str,
    key: ResourceKey,
    said: SaidPerson | SaidAllergy | SaidNoAllergy | SaidCondition,
    target: UUID,
    *,
    user_id: int,
    at: datetime,
) -> ImportedResource:
    return ImportedResource(
        organisation_id=patient.organisation_id,
        source=source,
        resource_type=key.type,
        resource_id=key.id,
        patient=patient,
        kind=said.kind.value,
        target=target,
        taken=said.taken(),
        first_taken_at=at,
        first_taken_by_id=user_id,
        last_taken_at=at,
        last_taken_by_id=user_id,
    )


def _check_dates(said: SaidPerson, *, today: date) -> None:
    reason = impossible_dates(said, today=today)
    if reason:
        raise StatementRefused(reason)


# --- the person ---------------------------------------------------------------------------------------------------------


def _take_person(taking: _Taking, key: ResourceKey, said: SaidPerson) -> None:
    before = SaidPerson.of(taking.before(key), birth_date=taking.patient.birth_date)
    merge = Merge()
    try:
        with transaction.atomic():
            taking.is_somebody_else = is_somebody_else(said, before)
            if taking.is_somebody_else:
                raise StatementRefused(SOMEBODY_ELSE)
            _check_dates(said, today=local_date(taking.at, taking.patient.zone))
            _merge_identity(taking, merge, before, said)
            _merge_contact(taking, merge, before, said)
            _merge_identifiers(taking, merge, before, said)
            _merge_background(taking, merge, before, said)
            _merge_addresses(taking, merge, before, said)
            _merge_death(taking, merge, before, said)
    except StatementRefused as refusal:
        taking.refuse(key, refusal.reason)
    else:
        taking.finish(key, said, taking.patient.uuid, merge.kept)


def _merge_identity(taking: _Taking, merge: Merge, before: SaidPerson, said: SaidPerson) -> None:
    ours = identity_of(taking.patient)
    values: dict[str, Any] = {
        name: merge.one(name, before=getattr(before, name), ours=getattr(ours, name), theirs=getattr(said, name))
        for name in IDENTITY_FIELDS
    }
    values["former_names"] = tuple(
        merge.many("former_names", before=before.former_names, ours=ours.former_names, theirs=said.former_names)
    )
    values["language"] = Language(
        merge.one("language", before=before.spoken.value, ours=ours.language.value, theirs=said.spoken.value)
    )
    merged: Identity = replace(ours, **values)
    if merged != ours:
        taking.patient = change_identity(permit=taking.permit, version=taking.patient.version, identity=merged, at=taking.at)


def _merge_contact(taking: _Taking, merge: Merge, before: SaidPerson, said: SaidPerson) -> None:
    contact = contact_of(taking.patient)
    ours = {(point.kind.value, point.value): point for point in contact.points}
    touched = [pair for pair, point in ours.items() if replace(point, kind=ContactKind.PHONE, value="") != NOTHING_AGREED]
    pairs = merge.many("telecom", before=before.points, ours=list(ours), theirs=said.points, touched=touched)
    if pairs != list(ours):
        points = tuple(ours.get(pair) or Point(ContactKind(pair[0]), pair[1]) for pair in pairs)
        merged: Contact = replace(contact, points=points)
        taking.patient = change_contact(permit=taking.permit, version=taking.patient.version, contact=merged, at=taking.at)


def _merge_identifiers(taking: _Taking, merge: Merge, before: SaidPerson, said: SaidPerson) -> None:
    rows = ForeignIdentifier.objects.filter(patient=taking.patient).order_by("pk")
    ours = {(row.system, row.value): row for row in rows}
    pairs = merge.many("identifier", before=before.identifiers, ours=list(ours), theirs=said.identifiers)
    gone = [row.pk for pair, row in ours.items() if pair not in pairs]
    if gone:
        ForeignIdentifier.objects.filter(pk__in=gone).delete()
    ForeignIdentifier.objects.bulk_create(
        ForeignIdentifier(patient=taking.patient, system=system, value=value)
        for system, value in pairs
        if (system, value) not in ours
    )


def _merge_background(taking: _Taking, merge: Merge, before: SaidPerson, said: SaidPerson) -> None:
    """Sex, gender and origin: what nobody asked here is filled in, what somebody said here stays."""
    row = demographics_of(taking.permit)
    ours = said_in(row)
    values: dict[str, Any] = {
        name: merge.one(name, before=getattr(before, name), ours=getattr(ours, name) or "", theirs=getattr(said, name))
        for name in BACKGROUND_TEXTS
    }
    values |= {
        name: merge.one(name, before=getattr(before, name), ours=tuple(getattr(ours, name)), theirs=getattr(said, name))
        for name in BACKGROUND_LISTS
    }
    values |= {name: words(values[name]) if values[name] else None for name, words in WORDS_OF.items()}
    merged = replace(ours, **values | {"race": tuple(Race(race) for race in values["race"])})
    if merged != ours:
        change_background(permit=taking.permit, version=row.version if row else 0, background=merged, at=taking.at)


def _merge_addresses(taking: _Taking, merge: Merge, before: SaidPerson, said: SaidPerson) -> None:
    """Addresses come in one by one, and nobody has said yet that mail is safe there. Who has no fixed address here, has none."""
    if said.addresses == before.addresses:
        return
    row = demographics_of(taking.permit)
    known = open_addresses(taking.patient.pk)
    state = AddressState(row.address_state) if row and row.address_state else None
    if state in (AddressState.NO_FIXED, AddressState.DECLINED):
        merge.kept.append("address")
        return
    ours = {_address_parts(address): address for address in known}
    touched = [parts for parts, address in ours.items() if address.mail or address.directions or address.starts_on]
    wanted = merge.many("address", before=before.addresses, ours=list(ours), theirs=said.addresses, touched=touched)
    addresses = tuple(ours.get(parts) or _address(parts) for parts in wanted)
    if addresses != known:
        state = AddressState.GIVEN if addresses else None
        whereabouts = Whereabouts(state, addresses)
        change_addresses(permit=taking.permit, version=row.version if row else 0, whereabouts=whereabouts, at=taking.at)


def _address_parts(address: Address) -> tuple[str, ...]:
    return tuple(str(getattr(address, name)) for name in ADDRESS_PARTS)


def _address(parts: tuple[str, ...]) -> Address:
    values: dict[str, Any] = dict(zip(ADDRESS_PARTS, parts, strict=True))
    return Address(**values | {"place": Place(values["place"])})


def _merge_death(taking: _Taking, merge: Merge, before: SaidPerson, said: SaidPerson) -> None:
    """A death that the source tells is recorded; one that is recorded here stays until a colleague takes it back."""
    ours = taking.patient.deceased_on
    if ours is None and said.died is not None and said.died != before.died:
        taking.patient = record_death(permit=taking.permit, deceased_on=said.died, at=taking.at)
    elif ours != said.died and before.died != said.died:
        merge.kept.append("deceased")


# --- conditions -----------------------------------------------------------------------------------------------------------


def _take_condition(taking: _Taking, key: ResourceKey, said: SaidCondition) -> None:
    row = taking.rows.get(key)
    user_id, _ = taking.permit.actor.colleague()
    condition = Condition.objects.filter(uuid=row.target, patient=taking.patient).first() if row else None
    if condition is None:
        condition = Condition(patient=taking.patient, recorded_at=taking.at, recorded_by_id=user_id)
    elif not taking.permit.covers(Category(condition.category)):
        taking.refuse(key, "the role of the colleague does not write this kind of data")
        return
    before, merge = taking.before(key), Merge()
    for name in CONDITION_FIELDS:
        ours, theirs = getattr(condition, name), str(getattr(said, name))
        earlier = before.get(name, "") if row else ours
        setattr(condition, name, merge.one(name, before=earlier, ours=ours, theirs=theirs))
    if said.is_open != (condition.removed_at is None):
        condition.removed_at = None if said.is_open else taking.at
        condition.removed_by_id = None if said.is_open else user_id
    if condition.pk is None:
        taking.new_conditions.append(condition)
    else:
        condition.version += 1  # who has the problem list open sees that it was changed
        condition.save()
    taking.finish(key, said, condition.uuid, merge.kept)


# --- allergies --------------------------------------------------------------------------------------------------------------


def _take_allergies(taking: _Taking, statements: Sequence[Statement]) -> None:
    """All statements on allergies together, because they make one list with one state."""
    if not statements:
        return
    listed = {allergy.uuid: allergy for allergy in Allergy.objects.filter(patient=taking.patient, removed_at__isnull=True)}
    add: dict[str, tuple[str, str]] = {}
    remove: set[UUID] = set()
    done: list[tuple[ResourceKey, SaidAllergy, list[str]]] = []
    for statement in statements:
        if isinstance(statement.said, SaidAllergy):
            merge = Merge()
            _plan_allergy(taking, statement.key, statement.said, listed, add, remove, merge)
            done.append((statement.key, statement.said, merge.kept))
    stays = {fold(allergy.substance) for uuid, allergy in listed.items() if uuid not in remove} | set(add)
    state = AllergiesState(taking.patient.allergies_state)
    denials = [(one.key, one.said) for one in statements if isinstance(one.said, SaidNoAllergy)]
    wanted = _state(state, is_listed=bool(stays), denied=[said for _, said in denials])
    if add or remove or wanted is not state:
        taking.patient = record_allergies(permit=taking.permit, state=wanted, add=list(add.values()), remove=remove, at=taking.at)
    now = {
        fold(substance): uuid
        for uuid, substance in Allergy.objects.filter(patient=taking.patient, removed_at__isnull=True).values_list(
            "uuid", "substance"
        )
    }
    for key, said, kept in done:
        row = taking.rows.get(key)
        taking.finish(key, said, now.get(fold(said.substance)) or (row.target if row else taking.patient.uuid), kept)
    for key, denial in denials:
        if denial.is_open and stays:
            taking.refuse(key, "it says that no allergy is known, and the list names one")
        else:
            taking.finish(key, denial, taking.patient.uuid)


def _plan_allergy(
    taking: _Taking,
    key: ResourceKey,
    said: SaidAllergy,
    listed: dict[UUID, Allergy],
    add: dict[str, tuple[str, str]],
    remove: set[UUID],
    merge: Merge,
) -> None:
    """What one statement adds to the list and takes off it."""
    row, before = taking.rows.get(key), taking.before(key)
    ours = listed.get(row.target) if row else None
    if row and ours is None and before.get("is_open"):
        if said.is_open:
            merge.kept.append("taken off the list here")
        return
    if ours is None:
        same = next((one for one in listed.values() if fold(one.substance) == fold(said.substance)), None)
        if not said.is_open:
            return
        if same is not None and same.reaction and said.reaction and same.reaction != said.reaction:
            merge.kept.append("reaction")
        elif same is None or (said.reaction and not same.reaction):
            add[fold(said.substance)] = (said.substance, said.reaction)
        return
    untouched = ours.reaction == before.get("reaction", "")
    if not said.is_open or fold(said.substance) != fold(ours.substance):
        if untouched:
            remove.add(ours.uuid)
        else:
            merge.kept.append("substance" if said.is_open else "on the list")
        if said.is_open:
            add[fold(said.substance)] = (said.substance, said.reaction)
        return
    reaction = merge.one("reaction", before=before.get("reaction", ""), ours=ours.reaction, theirs=said.reaction)
    if reaction != ours.reaction:
        add[fold(ours.substance)] = (ours.substance, reaction)


def _state(state: AllergiesState, *, is_listed: bool, denied: Sequence[SaidNoAllergy]) -> AllergiesState:
    if is_listed:
        return AllergiesState.LISTED
    if any(denial.is_open for denial in denied):
        return AllergiesState.NONE_KNOWN
    return AllergiesState.NOT_ASKED if state is AllergiesState.LISTED or denied else state
