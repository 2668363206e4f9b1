"""What the database itself refuses of enrolments and care teams: each constraint is broken once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError

from care.teams.models import CareTeamMember, Enrolment
from tests.factories.accounts import LONG_AGO, UserFactory
from tests.factories.teams import CareTeamMemberFactory, EnrolmentFactory

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


def test_somebody_is_enrolled_once_at_a_time():
    enrolment = EnrolmentFactory()
    with pytest.raises(IntegrityError, match="enrolment_open_once"):
        EnrolmentFactory(patient=enrolment.patient)


def test_an_enrolment_ends_by_somebody():
    with pytest.raises(IntegrityError, match="enrolment_ended_pair"):
        EnrolmentFactory(ended_at=MOMENT, end_reason="moved")


def test_an_end_has_a_reason():
    with pytest.raises(IntegrityError, match="enrolment_end_has_reason"):
        EnrolmentFactory(ended_at=MOMENT, ended_by=UserFactory())


def test_a_reason_is_one_of_those_that_are_known():
    with pytest.raises(IntegrityError, match="enrolment_end_reason_known"):
        EnrolmentFactory(ended_at=MOMENT, ended_by=UserFactory(), end_reason="missed visits")


def test_an_enrolment_does_not_end_before_it_began():
    with pytest.raises(IntegrityError, match="enrolment_ends_after_start"):
        EnrolmentFactory(ended_at=LONG_AGO - timedelta(days=1), ended_by=UserFactory(), end_reason="moved")


def test_treatment_is_completed_by_somebody():
    with pytest.raises(IntegrityError, match="enrolment_treatment_completed_pair"):
        EnrolmentFactory(treatment_completed_at=MOMENT, treatment_completed_on=MOMENT.date())


def test_treatment_is_completed_on_a_day():
    with pytest.raises(IntegrityError, match="enrolment_treatment_completed_on_a_day"):
        EnrolmentFactory(treatment_completed_at=MOMENT, treatment_completed_by=UserFactory())


def test_a_colleague_is_on_a_team_once():
    member = CareTeamMemberFactory()
    with pytest.raises(IntegrityError, match="care_team_member_once"):
        CareTeamMemberFactory(enrolment=member.enrolment, staff=member.staff)


def test_a_team_has_one_lead():
    member = CareTeamMemberFactory(is_lead=True)
    with pytest.raises(IntegrityError, match="care_team_one_lead"):
        CareTeamMemberFactory(enrolment=member.enrolment, is_lead=True)


def test_a_colleague_leaves_by_somebody():
    with pytest.raises(IntegrityError, match="care_team_left_pair"):
        CareTeamMemberFactory(left_at=MOMENT)


def test_a_function_on_a_team_is_a_role():
    with pytest.raises(IntegrityError, match="care_team_function_known"):
        CareTeamMemberFactory(function="boss")


def test_every_constraint_of_teams_is_broken_by_a_test_here():
    assert {constraint.name for model in (Enrolment, CareTeamMember) for constraint in model._meta.constraints} == {
        "enrolment_open_once", "enrolment_ended_pair",
        "enrolment_treatment_completed_pair",
        "enrolment_treatment_completed_on_a_day", "enrolment_end_has_reason", "enrolment_end_reason_known",
        "enrolment_ends_after_start", "care_team_member_once", "care_team_one_lead", "care_team_left_pair",
        "care_team_function_known",
    }  # fmt: skip
