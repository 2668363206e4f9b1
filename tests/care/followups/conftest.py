"""A coordinator, somebody in their care, and aftercare under way."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Min

from care.access import gate
from care.accounts.models import Staff
from care.actor import Action, Actor, Category, Permit, Purpose, Role
from care.followups import operations
from care.followups.models import CheckIn, ProtocolRun
from care.links.operations import LinkHolder, open_link
from patients.models import Patient
from tests.factories.accounts import staff_with
from tests.factories.patients import enrolled_patient, permit_for

DAY_ZERO = date(2026, 11, 23)
SWEEP = Actor.system(job="followups.advance")


@pytest.fixture
def alice(db: None) -> Staff:
    return staff_with(Role.COORDINATOR, Role.NURSE)


@pytest.fixture
def mari(alice: Staff) -> Patient:
    return enrolled_patient(alice)


@pytest.fixture
def permit(alice: Staff, mari: Patient, at: datetime) -> Permit:
    return permit_for(alice, mari, at=at)


@pytest.fixture
def run(permit: Permit, at: datetime) -> ProtocolRun:
    return operations.start_protocol(permit=permit, protocol="aftercare", day_zero=DAY_ZERO, at=at)


def check_in_of(run: ProtocolRun, name: str) -> CheckIn:
    return CheckIn.objects.get(run=run, step__name=name)


def sweep(at: datetime, **options: Any) -> int:
    return operations.advance_check_ins(actor=SWEEP, at=at, **options)


def sweep_until(end: datetime, *, start: datetime) -> None:
    """The sweep as beat calls it each minute, without the minutes in which nothing is due."""
    at: datetime | None = start
    while at is not None and at <= end:
        sweep(at)
        due = CheckIn.objects.aggregate(first=Min("next_step_at"))["first"]
        at = max(due, at + timedelta(minutes=1)) if due else None


def holder_of(check_in: CheckIn, permit: Permit, at: datetime) -> LinkHolder:
    """The person who opens the link of a check-in."""
    token = operations.issue_check_in_link(permit=permit, check_in=check_in.uuid, at=at)
    return open_link(token=token, purpose="check-in", at=at)


def own_permit(holder: LinkHolder, at: datetime, action: Action = Action.WRITE) -> Permit:
    """The person's own permit, as their page asks for it."""
    return gate.require(
        actor=holder.actor, patient_id=holder.patient_id, category=Category.SUD, action=action, purpose=Purpose.PATRQT, at=at
    )


def answer(check_in: CheckIn, permit: Permit, at: datetime, **answers: Any) -> operations.Answered:
    """The person answers through the link."""
    holder = holder_of(check_in, permit, at)
    return operations.answer_check_in(permit=own_permit(holder, at), link_id=holder.link_id, answers=answers, at=at)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]
