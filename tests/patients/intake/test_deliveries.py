"""An intake ends with care here: closed by the sweep, with what was saved; not where somebody is back already."""

from datetime import date, timedelta

import pytest

from care import deliveries
from care.outbox import operations as outbox
from care.teams.operations import end_enrolment, reopen_enrolment
from care.teams.rules import EndReason
from care.worklist.models import Task
from patients.intake import operations
from patients.intake.models import Intake
from patients.operations import record_death

pytestmark = pytest.mark.django_db(transaction=True)


def sweep(at):
    return outbox.sweep(handlers=deliveries.HANDLERS, listeners=deliveries.LISTENERS, clock=lambda: at)


def stands(intake: Intake) -> tuple[str, str, str]:
    intake.refresh_from_db()
    return intake.state, intake.close_reason, intake.closed_by_job


def test_a_death_closes_it(permit, intake, at):
    record_death(permit=permit, deceased_on=date(2026, 11, 22), at=at)
    sweep(at + timedelta(seconds=20))
    assert stands(intake) == ("closed", "care_ended", "intake.close")


def test_the_end_of_care_closes_it_and_its_task(permit, intake, at):
    end_enrolment(permit=permit, reason=EndReason.OWN_WISH, at=at)
    sweep(at + timedelta(seconds=20))
    assert stands(intake) == ("closed", "care_ended", "intake.close")
    assert set(Task.objects.filter(kind=operations.TASK).values_list("state", flat=True)) == {"cancelled"}


def test_who_is_back_already_keeps_it(permit, intake, at):
    end_enrolment(permit=permit, reason=EndReason.OWN_WISH, at=at)
    reopen_enrolment(permit=permit, ended_at=at, at=at)
    sweep(at + timedelta(seconds=20))
    assert stands(intake) == ("open", "", "")


def test_one_that_is_signed_stays_signed(permit, intake, at):
    operations.finish_intake(permit=permit, intake=intake.uuid, parts=[], at=at)
    operations.sign_intake(permit=permit, intake=intake.uuid, at=at)
    end_enrolment(permit=permit, reason=EndReason.OWN_WISH, at=at)
    sweep(at + timedelta(seconds=20))
    assert stands(intake)[0] == "signed"
