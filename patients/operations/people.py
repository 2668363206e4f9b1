"""Changing people: register, change identity and contact, record allergies, record and correct a death.

Each locks the person's row before anything else; see `care.worklist.operations` for the order of the locks after it.
"""

import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from care.accounts.rules import Work, check_work
from care.actor import Action, Actor, Category, Permit, Role
from care.audit import operations as audit
from care.lib.dates import local_date
from care.lib.text import fold
from care.links.operations import revoke_links_of_patient
from care.outbox import operations as outbox
from care.teams.operations import NotEnrolled, admit_patient, end_enrolment, found_team, reopen_enrolment
from care.teams.rules import EndReason
from care.worklist.operations import close_tasks_of_patient, restore_tasks_of_patient, sum_up_tasks
from patients.models import Allergy, ContactPoint, Patient, SearchKey
from patients.operations.versions import ListOf, check_version, locked
from patients.queries import absorbed_by, contact_of, identity_of, similar_people
from patients.rules import (
    MRN_DIGITS,
    AllergiesState,
    Contact,
    ContactKind,
    DeathCorrection,
    Identity,
    Likeness,
    birth_date_is_possible,
    clean_mrn,
    clean_name,
    is_a_name,
    search_keys,
)

DIED = "The person died"
NO_CONTACT = Contact()


class NoName(ValueError):
    """A person needs one name at least: legal or chosen."""


class ImpossibleBirthDate(ValueError):
    """In the future, or more than 130 years ago."""


class MrnTaken(ValueError):
    """Another person of the organisation has this record number."""


class LikelyDuplicate(Exception):
    """People of the organisation who are likely the same; numbers, for the page that may name them, and what they share."""

    def __init__(self, similar: dict[int, tuple[Likeness, ...]]) -> None:
        super().__init__("likely duplicate")
        self.patient_ids = list(similar)
        self.reasons = similar


class AllergiesContradict(ValueError):
    """'No known allergies' or 'not asked' was said of somebody with an allergy on the list, or 'listed' with none."""


class DeathAlreadyRecorded(ValueError):
    """A death is recorded already."""


class NoDeathRecorded(ValueError):
    """There is no recorded death to correct."""


class ImpossibleDeathDate(ValueError):
    """In the future where the person lives, or before their birth."""


def register_patient(
    *,
    actor: Actor,
    identity: Identity,
    contact: Contact = NO_CONTACT,
    mrn: str = "",
    lead_staff_id: int | None = None,
    lead_function: Role = Role.COORDINATOR,
    anyway: bool = False,
    at: datetime,
) -> Patient:
    """Take a new person into the actor's programme: their row, contact points and search keys, the enrolment, and a lead.

    Without a record number one is made: eight digits without meaning. Two registrations of one birth date wait for each
    other, so that the second sees the first.

    Raises:
        WorkRefused: no role of the actor registers people.
        LikelyDuplicate: unless `anyway`, when somebody of the organisation is likely the same person.
        MrnTaken, NoName, ImpossibleBirthDate: what the form can mend.
        NotOurColleague: the lead does not work here.
    """
    check_work(actor, Work.REGISTER_PATIENT)
    if actor.organisation_id is None or actor.user_id is None:
        raise PermissionError("only a colleague of a programme registers people")
    _check_identity(identity, today=local_date(at, identity.zone))
    with audit.change(actor=actor, at=at, verb="patient.registered") as change:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [actor.organisation_id, identity.birth_date.toordinal()])
        phones = [point.value for point in contact.points if point.kind is ContactKind.PHONE]
        similar = similar_people(organisation_id=actor.organisation_id, identity=identity, phones=phones)
        if similar and not anyway:
            raise LikelyDuplicate(similar)
        patient = Patient(
            organisation_id=actor.organisation_id,
            mrn=clean_mrn(mrn) or _new_mrn(actor.organisation_id),
            registered_at=at,
            registered_by_id=actor.user_id,
        )
        _put_identity(patient, identity)
        _put_contact(patient, contact)
        try:
            with transaction.atomic():
                patient.save()
        except IntegrityError as error:
            if "patient_mrn_once" in str(error):
                raise MrnTaken from None
            raise
        change.patient_ids.append(patient.pk)
        change.detail["despite"] = list(similar)
        _put_points(patient, contact)
        put_keys(patient, contact)
        enrolment = admit_patient(actor=actor, patient_id=patient.pk, at=at)
        if lead_staff_id is not None:
            found_team(actor=actor, enrolment=enrolment, staff_id=lead_staff_id, function=lead_function, at=at)
    return patient


def change_identity(*, permit: Permit, version: int, identity: Identity, at: datetime) -> Patient:
    """Write who the person is. `version` is the one that the form was made from.

    Raises:
        StaleRecord: somebody else changed the identity meanwhile.
        NoName, ImpossibleBirthDate: what the form can mend.
    """
    permit.check(category=Category.DEMOGRAPHICS, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="patient.identity_changed") as change:
        patient = locked(permit)
        _check_identity(identity, today=local_date(patient.registered_at, identity.zone))
        check_version(patient, version=version, names=[column.name for column in fields(Identity)])
        before = identity_of(patient)
        change.detail["fields"] = [
            column.name for column in fields(Identity) if getattr(before, column.name) != getattr(identity, column.name)
        ]
        _put_identity(patient, identity)
        patient.version += 1
        patient.save()
        put_keys(patient, contact_of(patient))
    return patient


def change_contact(*, permit: Permit, version: int, contact: Contact, at: datetime) -> Patient:
    """Write how the person may be reached. The order of the points is the order in which they are tried.

    Raises:
        StaleRecord: somebody else changed the contact meanwhile.
    """
    permit.check(category=Category.DEMOGRAPHICS, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="patient.contact_changed") as change:
        patient = locked(permit)
        check_version(
            patient,
            version=version,
            names=["ask_for", "code_word", "contact_note"],
            lists=[ListOf("points", "ContactPointEvent", lambda: contact_of(patient).points)],
        )
        before = contact_of(patient)
        change.detail["fields"] = [
            column.name for column in fields(Contact) if getattr(before, column.name) != getattr(contact, column.name)
        ]
        _put_contact(patient, contact)
        patient.version += 1
        patient.save()
        _put_points(patient, contact)
        put_keys(patient, contact)
    return patient


def record_allergies(
    *, permit: Permit, state: AllergiesState, add: Sequence[tuple[str, str]] = (), remove: Iterable[UUID] = (), at: datetime
) -> Patient:
    """Add substances with their reactions, take others off the list, and say what is known on the whole.

    Says what changes, not what the list shall be: two colleagues who add at once both keep theirs. A substance that is on
    the list already gets the new reaction.

    Raises:
        AllergiesContradict: the state does not fit the list that results.
    """
    permit.check(category=Category.GENERAL, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="patient.allergies_recorded", detail={"state": state.value}) as change:
        patient = locked(permit)
        if permit.actor.user_id is None:
            raise PermissionError("only a person records an allergy")
        listed = {allergy.uuid: allergy for allergy in Allergy.objects.filter(patient=patient, removed_at__isnull=True)}
        for uuid in remove:
            gone = listed.pop(uuid, None)
            if gone is not None:
                gone.removed_at, gone.removed_by_id = at, permit.actor.user_id
                gone.save()
                change.detail.setdefault("removed", []).append(gone.pk)
        by_substance = {fold(allergy.substance): allergy for allergy in listed.values()}
        for substance, reaction in add:
            allergy = by_substance.get(fold(substance)) or Allergy(
                patient=patient, substance=substance.strip(), recorded_at=at, recorded_by_id=permit.actor.user_id
            )
            allergy.reaction = reaction.strip() or allergy.reaction
            allergy.save()
            by_substance[fold(substance)] = allergy
            change.detail.setdefault("added", []).append(allergy.pk)
        if bool(by_substance) != (state is AllergiesState.LISTED):
            raise AllergiesContradict
        patient.allergies_state = state.value
        patient.version += 1
        patient.save()
    return patient


def record_death(*, permit: Permit, deceased_on: date, at: datetime) -> Patient:
    """Record that the person died, and in the same transaction end what must end: links, open tasks and the enrolment.

    The fact stands in the person's row, and whatever sends or opens something asks there; rooms above close their own
    matters when they hear of it.

    Raises:
        DeathAlreadyRecorded, ImpossibleDeathDate: what the form can mend.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="patient.death_recorded"):
        patient = locked(permit)
        if patient.deceased_on is not None:
            raise DeathAlreadyRecorded
        if not patient.birth_date <= deceased_on <= local_date(at, patient.zone):
            raise ImpossibleDeathDate
        patient.deceased_on = deceased_on
        patient.death_recorded_at, patient.death_recorded_by_id = at, permit.actor.user_id
        patient.version += 1
        patient.save()
        revoke_links_of_patient(permit=permit, reason="died", at=at)
        close_tasks_of_patient(permit=permit, reason=DIED, at=at)
        with suppress(NotEnrolled):  # their care here may have ended before
            end_enrolment(permit=permit, reason=EndReason.DIED, at=at)
        _publish("patient.died", patient, at=at)
    return patient


def correct_death(*, permit: Permit, reason: DeathCorrection, at: datetime) -> Patient:
    """Take back a death that was recorded by mistake: the tasks and the enrolment that it ended are open again.

    Raises:
        NoDeathRecorded: there is none.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="patient.death_corrected", detail={"reason": reason.value}):
        patient = locked(permit)
        recorded_at = patient.death_recorded_at
        if recorded_at is None:
            raise NoDeathRecorded
        patient.deceased_on = patient.death_recorded_at = patient.death_recorded_by = None
        patient.version += 1
        patient.save()
        restore_tasks_of_patient(permit=permit, closed_at=recorded_at, at=at)
        with suppress(NotEnrolled):  # the death may have ended none
            reopen_enrolment(permit=permit, ended_at=recorded_at, at=at)
        sum_up_tasks(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
        _publish("patient.death_corrected", patient, at=at)
    return patient


def _publish(event: str, patient: Patient, *, at: datetime) -> None:
    """Tell the rooms above, which close or look at their own matters when they hear of it."""
    outbox.publish(
        event=event,
        key=f"{event}:{patient.uuid}:{patient.version}",
        at=at,
        organisation_id=patient.organisation_id,
        patient_id=patient.pk,
        about={},
    )


def _check_identity(identity: Identity, *, today: date) -> None:
    if not any(is_a_name(name) for name in (identity.legal_given, identity.legal_family, identity.chosen_name)):
        raise NoName
    if not birth_date_is_possible(identity.birth_date, today):
        raise ImpossibleBirthDate


def _new_mrn(organisation_id: int) -> str:
    """Eight digits that nobody of the organisation has."""
    while True:
        tries = {str(secrets.randbelow(9 * 10 ** (MRN_DIGITS - 1)) + 10 ** (MRN_DIGITS - 1)) for _ in range(4)}
        taken = set(Patient.objects.filter(organisation_id=organisation_id, mrn__in=tries).values_list("mrn", flat=True))
        if tries - taken:
            return min(tries - taken)


def _put_identity(patient: Patient, identity: Identity) -> None:
    for column in fields(Identity):
        value = getattr(identity, column.name)
        if column.name == "former_names":
            value = [name for name in map(clean_name, value) if name]
        elif column.name == "language":
            value = identity.language.value
        elif isinstance(value, str):
            value = clean_name(value)
        setattr(patient, column.name, value)


def _put_contact(patient: Patient, contact: Contact) -> None:
    patient.ask_for = contact.ask_for.strip()
    patient.code_word = contact.code_word.strip()
    patient.contact_note = contact.note.strip()


def _put_points(patient: Patient, contact: Contact) -> None:
    """The contact points as given, each written only where it differs."""
    stored = {(point.kind, point.value): point for point in ContactPoint.objects.filter(patient=patient)}
    for position, given in enumerate(contact.points):
        point = stored.pop((given.kind.value, given.value), None) or ContactPoint(
            patient=patient, kind=given.kind.value, value=given.value
        )
        wanted = {
            name: getattr(given, name)
            for name in ("may_call", "may_text", "may_leave_message", "is_shared", "hours_from", "hours_to")
        } | {"position": position}
        if point.pk is None or any(getattr(point, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(point, name, value)
            point.save()
    if stored:
        ContactPoint.objects.filter(pk__in=[point.pk for point in stored.values()]).delete()


def put_keys(patient: Patient, contact: Contact) -> None:
    """The search keys of the row and the contact as they now are; only what differs is written.

    Whoever was merged into the record is found by their names, birth date and record number too.
    """
    phones = [point.value for point in contact.points if point.kind is ContactKind.PHONE]
    wanted = {
        (kind.value, key)
        for row in (patient, *absorbed_by(patient.pk))
        for kind, key in search_keys(names=identity_of(row).names, birth_date=row.birth_date, mrn=row.mrn, phones=phones)
    }
    stored = {(kind, key): pk for pk, kind, key in SearchKey.objects.filter(patient=patient).values_list("pk", "kind", "key")}
    gone = [pk for found, pk in stored.items() if found not in wanted]
    if gone:
        SearchKey.objects.filter(pk__in=gone).delete()
    SearchKey.objects.bulk_create(
        SearchKey(patient=patient, organisation_id=patient.organisation_id, kind=kind, key=key)
        for kind, key in sorted(wanted - stored.keys())
    )
