"""Reading who may sign for somebody: for the gate, by numbers; for a chart and for a consent, with a permit."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from care.accounts.queries import law_of
from care.actor import Category, Permit
from care.consent.models import MinorConsent, Representative
from care.consent.rules import (
    Evidence,
    MinorRule,
    Person,
    RepresentativeFacts,
    RepresentativeKind,
    Service,
    Signers,
    is_in_force,
    opens_record,
    who_may_sign,
)
from care.lib.dates import local_date


def representative_in_force(*, patient_id: int | None, organisation_id: int | None, uuid: UUID | None, at: datetime) -> bool:
    """Whether the one who is named gets, at this moment, what the person could get here; for the gate. One query.

    Never a parent of a minor, nor a program's director: 42 CFR 2.14, 2.15.
    """
    rows = Representative.objects.filter(patient_id=patient_id or 0, organisation_id=organisation_id or 0).order_by("pk")
    return opens_record([_facts(row) for row in rows], uuid=uuid, at=at)


def minor_rules(*, state: str | None = None) -> list[MinorRule]:
    """The table of states, or one state's rows, by state and service. One query."""
    rows = MinorConsent.objects.order_by("state", "service")
    if state is not None:
        rows = rows.filter(state=state)
    return [MinorRule(row.state, Service(row.service), row.min_age, row.source, row.verified_on) for row in rows]


def signers_of(*, permit: Permit, person: Person, zone: str, at: datetime, service: Service | None = None) -> Signers:
    """Whose signature a consent of the permit's patient needs at this moment, and by which rule. Three queries.

    `person` is read from the person's record with the same permit, `zone` is the program's. Without a service, the strictest
    answer of all services holds.
    """
    permit.check(category=Category.SUD)
    state = law_of(permit.organisation_id)
    return who_may_sign(
        person=person,
        state=state,
        service=service,
        representatives=[_facts(row) for row in rows_of(permit).order_by("recorded_at", "pk")],
        laws=minor_rules(state=state),
        today=local_date(at, zone),
        at=at,
    )


def _facts(row: Representative) -> RepresentativeFacts:
    return RepresentativeFacts(
        uuid=row.uuid,
        kind=RepresentativeKind(row.kind),
        name=row.name,
        relation=row.relation,
        starts_at=row.starts_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
    )


# --- for a chart -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RepresentativeRow:
    """One representative, as a screen shows them."""

    uuid: UUID
    kind: RepresentativeKind
    name: str
    relation: str
    evidence: Evidence
    evidence_words: str
    evidence_on: date
    starts_at: datetime
    expires_at: datetime | None
    recorded_at: datetime
    recorded_by: str
    ended_at: datetime | None
    ended_by: str
    end_reason: str
    in_force: bool


def rows_of(permit: Permit) -> QuerySet[Representative]:
    """Everybody on file for the permit's patient here; for this package."""
    permit.check(category=Category.SUD)
    rows = Representative.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    return rows.select_related("recorded_by", "ended_by")


def representatives_of(*, permit: Permit, at: datetime) -> list[RepresentativeRow]:
    """Everybody who was ever put on file for the permit's patient here, newest first. One query."""
    rows = rows_of(permit).order_by("-recorded_at", "-pk")
    return [
        RepresentativeRow(
            uuid=row.uuid,
            kind=RepresentativeKind(row.kind),
            name=row.name,
            relation=row.relation,
            evidence=Evidence(row.evidence),
            evidence_words=row.evidence_words,
            evidence_on=row.evidence_on,
            starts_at=row.starts_at,
            expires_at=row.expires_at,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by.name,
            ended_at=row.ended_at,
            ended_by=row.ended_by.name if row.ended_by else "",
            end_reason=row.end_reason,
            in_force=is_in_force(_facts(row), at),
        )
        for row in rows
    ]
