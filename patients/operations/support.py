"""Writing who stands by the person, and what makes care fit them. Each locks the person's row first."""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from patients.models import CarePreference, Patient, SupportPerson
from patients.operations.versions import check_version, locked
from patients.queries import preferences_in, supporter_in
from patients.rules import (
    TEXTS,
    Preferences,
    Supporter,
    check_preferences,
    check_supporter,
    clean_name,
)

SUPPORTER_FIELDS = tuple(column.name for column in fields(Supporter))
MOST_SUPPORTERS = 30


class NoSupporter(LookupError):
    """There is no such support person, or they are one no longer."""


class TooManySupporters(ValueError):
    """More support people than a list can hold."""


def add_supporter(*, permit: Permit, supporter: Supporter, at: datetime) -> SupportPerson:
    """Write down somebody who stands by the person. What they may be told, a consent says.

    Raises:
        BadSupporter: answers that do not fit each other.
        TooManySupporters: the list is full.
    """
    permit.check(category=Category.DEMOGRAPHICS, action=Action.WRITE)
    check_supporter(supporter)
    with audit.change(permit=permit, at=at, verb="patient.supporter_added") as change:
        patient = locked(permit)
        if SupportPerson.objects.filter(patient=patient, ended_at__isnull=True).count() >= MOST_SUPPORTERS:
            raise TooManySupporters
        row = SupportPerson(patient=patient)
        _put(row, supporter)
        user_id, _ = permit.actor.colleague()
        row.recorded_at, row.recorded_by_id = at, user_id
        row.save()
        change.detail |= {"support_person": row.pk, "is_emergency_contact": row.is_emergency_contact}
    return row


def change_supporter(*, permit: Permit, uuid: UUID, version: int, supporter: Supporter, at: datetime) -> SupportPerson:
    """Write what has changed about somebody who stands by the person.

    Raises:
        NoSupporter: they are one no longer.
        BadSupporter: answers that do not fit each other.
        StaleRecord: somebody else changed the same meanwhile.
    """
    permit.check(category=Category.DEMOGRAPHICS, action=Action.WRITE)
    check_supporter(supporter)
    with audit.change(permit=permit, at=at, verb="patient.supporter_changed") as change:
        row = _open(locked(permit), uuid)
        check_version(row, version=version, names=SUPPORTER_FIELDS)
        before = supporter_in(row)
        changed = [name for name in SUPPORTER_FIELDS if getattr(before, name) != getattr(supporter, name)]
        change.detail |= {"support_person": row.pk, "fields": changed}
        _put(row, supporter)
        user_id, _ = permit.actor.colleague()
        row.recorded_at, row.recorded_by_id = at, user_id
        row.version += 1
        row.save()
    return row


def end_supporter(*, permit: Permit, uuid: UUID, at: datetime) -> SupportPerson:
    """Take somebody off the list: they stand by the person no longer, and are not called. A consent ends by itself only.

    Raises:
        NoSupporter: they are one no longer.
    """
    permit.check(category=Category.DEMOGRAPHICS, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="patient.supporter_ended") as change:
        row = _open(locked(permit), uuid)
        change.detail["support_person"] = row.pk
        user_id, _ = permit.actor.colleague()
        row.ended_at, row.ended_by_id = at, user_id
        row.version += 1
        row.save()
    return row


def change_preferences(*, permit: Permit, version: int, preferences: Preferences, at: datetime) -> CarePreference:
    """Write culture and preferences. What to mind for immigration safety is kept by the person's wish only, and else gone.

    Raises:
        BadPreferences: answers that contradict each other, or what the person did not ask to have kept.
        StaleRecord: somebody else changed them meanwhile.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    check_preferences(preferences)
    with audit.change(permit=permit, at=at, verb="patient.preferences_changed") as change:
        patient = locked(permit)
        names = [*(question.value for question in TEXTS), "staff_gender", "declined"]
        row = CarePreference.objects.filter(patient=patient).first() or CarePreference(patient=patient, version=0)
        before = preferences_in(row)
        if row.version:
            check_version(row, version=version, names=[*names, "immigration_wish_at"])
        change.detail["fields"] = [name for name in names if getattr(before, name) != getattr(preferences, name)]
        for question in TEXTS:
            setattr(row, question.value, getattr(preferences, question.value).strip())
        row.staff_gender = preferences.staff_gender.value if preferences.staff_gender else ""
        row.declined = sorted(question.value for question in preferences.declined)
        user_id, _ = permit.actor.colleague()
        if preferences.immigration != before.immigration:
            kept = bool(preferences.immigration)
            row.immigration = preferences.immigration
            row.immigration_wish_at, row.immigration_wish_by_id = (at, user_id) if kept else (None, None)
        row.recorded_at, row.recorded_by_id = at, user_id
        row.version += 1
        row.save()
    return row


def _open(patient: Patient, uuid: UUID) -> SupportPerson:
    row = SupportPerson.objects.filter(patient=patient, uuid=uuid, ended_at__isnull=True).first()
    if row is None:
        raise NoSupporter
    return row


def _put(row: SupportPerson, supporter: Supporter) -> None:
    for name in SUPPORTER_FIELDS:
        value: Any = getattr(supporter, name)
        if name in ("relation", "language", "knows"):
            value = value.value if value else ""
        elif isinstance(value, str):
            value = clean_name(value)
        setattr(row, name, value)
