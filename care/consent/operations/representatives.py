"""Changing who may sign for somebody: put on file with what was seen, and end. The gate reads the rows at each request."""

from collections.abc import Collection
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from care.accounts.queries import law_of
from care.actor import Action, Category, Permit
from care.audit import operations as audit
from care.consent.models import Representative
from care.consent.operations.refusals import ReasonMissing
from care.consent.rules import Person, RepresentativeKind, RepresentativeTerms, check_representative, majority_on
from care.lib.dates import local_date


class NoSuchRepresentative(LookupError):
    """The permit's patient has no such representative here."""


class AlreadyOnFile(ValueError):
    """The same person is on file by the same right."""


class AlreadyEnded(ValueError):
    """The right was ended before."""


def add_representative(*, permit: Permit, terms: RepresentativeTerms, person: Person, zone: str, at: datetime) -> Representative:
    """Put on file who may sign, and what was seen of their right. A parent's ends on the day on which the minor comes of age.

    `person` is read from the person's record with the same permit, `zone` is the program's.

    Raises:
        BadRepresentative: the right does not fit the person, or the paper does not fit the right.
        AlreadyOnFile: as named.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    state = law_of(permit.organisation_id)
    check_representative(terms, person=person, state=state, today=local_date(at, zone), at=at)
    expires_at = terms.expires_at
    if terms.kind is RepresentativeKind.PARENT:
        of_age = _midnight(majority_on(birth_date=person.birth_date, state=state), zone)
        expires_at = min(expires_at, of_age) if expires_at else of_age
    with audit.change(permit=permit, at=at, verb="representative.added") as change:
        try:
            with transaction.atomic():
                row = Representative.objects.create(
                    patient_id=permit.patient_id,
                    organisation_id=permit.organisation_id,
                    kind=terms.kind.value,
                    name=" ".join(terms.name.split()),
                    relation=terms.relation.strip(),
                    evidence=terms.evidence.value,
                    evidence_words=terms.evidence_words.strip(),
                    evidence_on=terms.evidence_on,
                    starts_at=terms.starts_at,
                    expires_at=expires_at,
                    recorded_at=at,
                    recorded_by_id=user_id,
                )
        except IntegrityError as error:
            if "representative_once" not in str(error):
                raise
            raise AlreadyOnFile from error
        change.detail |= {"representative": row.pk, "kind": row.kind}
    return row


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone))


def end_representative(*, permit: Permit, representative: UUID, reason: str, at: datetime) -> Representative:
    """Somebody no longer signs, from this moment on.

    Raises:
        NoSuchRepresentative, AlreadyEnded, ReasonMissing: as named.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    permit.actor.colleague()
    if not reason.strip():
        raise ReasonMissing
    with audit.change(permit=permit, at=at, verb="representative.ended") as change:
        row = (
            Representative.objects.select_for_update(no_key=True)
            .filter(uuid=representative, patient_id=permit.patient_id, organisation_id=permit.organisation_id)
            .first()
        )
        if row is None:
            raise NoSuchRepresentative
        if row.ended_at is not None:
            raise AlreadyEnded
        _end(row, permit, reason.strip(), at)
        change.detail |= {"representative": row.pk, "kind": row.kind}
    return row


def end_representatives(*, permit: Permit, kinds: Collection[RepresentativeKind], reason: str, at: datetime) -> int:
    """End every right of some kinds, because what it rests on is over: a death, or a death that was recorded by mistake.

    Gives their number; safe to run twice.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    with audit.change(permit=permit, at=at, verb="representatives.ended") as change:
        rows = list(
            Representative.objects.select_for_update(no_key=True)
            .filter(
                patient_id=permit.patient_id,
                organisation_id=permit.organisation_id,
                kind__in=[kind.value for kind in kinds],
                ended_at__isnull=True,
            )
            .order_by("pk")
        )
        for row in rows:
            _end(row, permit, reason, at)
        change.detail["representatives"] = [row.pk for row in rows]
    return len(rows)


def _end(row: Representative, permit: Permit, reason: str, at: datetime) -> None:
    row.ended_at, row.ended_by_id, row.ended_by_job = at, permit.actor.user_id, permit.actor.job_name
    row.end_reason = reason
    row.save(update_fields=["ended_at", "ended_by", "ended_by_job", "end_reason"])
