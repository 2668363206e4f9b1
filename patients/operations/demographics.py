"""Writing what the person said of themselves, where they live, and under which numbers others know them.

Each locks the person's row first; the row of the demographics is made by the first answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from patients.models import Demographics, KnownNumber, Patient, PersonAddress
from patients.operations.versions import ListOf, check_version, locked
from patients.queries import open_addresses, said_in
from patients.rules import (
    Address,
    Background,
    Number,
    Whereabouts,
    check_background,
    check_number,
    check_whereabouts,
    clean_name,
    clean_postal_code,
    issuer_key,
    number_key,
)

BACKGROUND_FIELDS = tuple(column.name for column in fields(Background))


class NumberTaken(Exception):
    """Somebody else of the organisation has this number; whose, for the page that may name them, and which of those given."""

    def __init__(self, patient_id: int, position: int) -> None:
        super().__init__("number taken")
        self.patient_id = patient_id
        self.position = position


def change_background(*, permit: Permit, version: int, background: Background, at: datetime) -> Demographics:
    """Write what the person said of themselves. `version` is the one that the form was made from, 0 for the first time.

    Raises:
        BadBackground: answers that contradict each other.
        StaleRecord: somebody else changed them meanwhile.
    """
    permit.check(category=Category.DEMOGRAPHICS, action=Action.WRITE)
    check_background(background)
    with audit.change(permit=permit, at=at, verb="patient.background_changed") as change:
        row = _row(permit, locked(permit), version=version, names=BACKGROUND_FIELDS)
        before = said_in(row)
        change.detail["fields"] = [name for name in BACKGROUND_FIELDS if getattr(before, name) != getattr(background, name)]
        for name in BACKGROUND_FIELDS:
            setattr(row, name, _stored(getattr(background, name)))
        _save(row, permit, at)
    return row


def change_addresses(*, permit: Permit, version: int, whereabouts: Whereabouts, at: datetime) -> Demographics:
    """Write where the person lives on the whole, and each address; an address that is no longer given is over.

    Raises:
        BadAddress: an address that cannot be, or a list that does not fit what is said on the whole.
        StaleRecord: somebody else changed them meanwhile.
    """
    permit.check(category=Category.DEMOGRAPHICS, action=Action.WRITE)
    check_whereabouts(whereabouts)
    with audit.change(permit=permit, at=at, verb="patient.addresses_changed") as change:
        patient = locked(permit)
        lists = [ListOf("addresses", "PersonAddressEvent", lambda: open_addresses(patient.pk))]
        row = _row(permit, patient, version=version, names=["address_state"], lists=lists)
        row.address_state = whereabouts.state.value if whereabouts.state else ""
        _save(row, permit, at)
        change.detail["places"] = [address.place.value for address in whereabouts.addresses]
        _put_addresses(permit, patient, whereabouts.addresses, at)
    return row


def record_numbers(*, permit: Permit, add: Sequence[Number] = (), remove: Iterable[UUID] = (), at: datetime) -> None:
    """Add numbers under which others know the person, and take others off the list.

    Says what changes, not what the list shall be: two colleagues who add at once both keep theirs. A number that the person
    has already gets the new last day.

    Raises:
        BadNumber: no number of anybody, or one that is not kept here.
        NumberTaken: somebody else of the organisation has it.
    """
    permit.check(category=Category.DEMOGRAPHICS, action=Action.WRITE)
    for number in add:
        check_number(number)
    with audit.change(permit=permit, at=at, verb="patient.numbers_recorded") as change:
        patient = locked(permit)
        user_id, _ = permit.actor.colleague()
        listed = {row.uuid: row for row in KnownNumber.objects.filter(patient=patient, removed_at__isnull=True)}
        for uuid in remove:
            gone = listed.pop(uuid, None)
            if gone is not None:
                gone.removed_at, gone.removed_by_id = at, user_id
                gone.save()
                change.detail.setdefault("removed", []).append(gone.pk)
        mine = {(row.kind, row.issuer_key, row.value_key): row for row in listed.values()}
        for position, number in enumerate(add):
            key = (number.kind.value, issuer_key(number.issuer), number_key(number.value))
            row = mine.get(key) or _new_number(patient, number, user_id=user_id, at=at)
            row.valid_until = number.valid_until or row.valid_until
            try:
                with transaction.atomic():
                    row.save()
            except IntegrityError as error:
                if "known_number_once" in str(error):
                    raise NumberTaken(_whose(patient, row), position) from None
                raise
            mine[key] = row
            change.detail.setdefault("added", []).append(row.pk)


def _row(permit: Permit, patient: Patient, *, version: int, names: Sequence[str], lists: Sequence[ListOf] = ()) -> Demographics:
    """The row as it is, checked against the version that a form was made from; a new one where there is none."""
    row = Demographics.objects.filter(patient=patient).first()
    if row is None:
        return Demographics(patient=patient, version=0)
    check_version(row, version=version, names=names, lists=lists)
    return row


def _save(row: Demographics, permit: Permit, at: datetime) -> None:
    user_id, _ = permit.actor.colleague()
    row.recorded_at, row.recorded_by_id = at, user_id
    row.version += 1
    row.save()


def _stored(value: Any) -> Any:
    """An answer as its column holds it."""
    if isinstance(value, tuple):
        return [item.value if isinstance(item, StrEnum) else clean_name(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return "" if value is None else clean_name(value)


def _put_addresses(permit: Permit, patient: Patient, addresses: Sequence[Address], at: datetime) -> None:
    user_id, _ = permit.actor.colleague()
    open_rows = {row.uuid: row for row in PersonAddress.objects.filter(patient=patient, ended_at__isnull=True)}
    for position, address in enumerate(addresses):
        row = open_rows.pop(address.uuid, None) if address.uuid else None
        row = row or PersonAddress(patient=patient)
        wanted = {
            "place": address.place.value,
            **{name: clean_name(getattr(address, name)) for name in ("line1", "line2", "city", "state", "directions")},
            "country": address.country,
            "postal_code": clean_postal_code(address.postal_code, country=address.country),
            "mail": address.mail.value if address.mail else "",
            "starts_on": address.starts_on,
            "ends_on": address.ends_on,
            "position": position,
        }
        if row.pk is None or any(getattr(row, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(row, name, value)
            row.recorded_at, row.recorded_by_id = at, user_id
            row.save()
    for gone in open_rows.values():
        gone.ended_at, gone.ended_by_id = at, user_id
        gone.save()


def _new_number(patient: Patient, number: Number, *, user_id: int, at: datetime) -> KnownNumber:
    return KnownNumber(
        organisation_id=patient.organisation_id,
        patient=patient,
        kind=number.kind.value,
        issuer=clean_name(number.issuer),
        value=clean_name(number.value),
        issuer_key=issuer_key(number.issuer),
        value_key=number_key(number.value),
        recorded_at=at,
        recorded_by_id=user_id,
    )


def _whose(patient: Patient, row: KnownNumber) -> int:
    same = KnownNumber.objects.filter(
        organisation_id=patient.organisation_id,
        value_key=row.value_key,
        issuer_key=row.issuer_key,
        kind=row.kind,
        removed_at__isnull=True,
    )
    return same.values_list("patient_id", flat=True).get()
