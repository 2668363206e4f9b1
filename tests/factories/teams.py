"""Enrolments, care teams, and the caseload's summary row."""

import factory

from care.actor import Role
from care.teams.models import CareTeamMember, CaseloadSummary, Enrolment
from care.teams.rules import FAR_AWAY
from tests.factories.accounts import LONG_AGO, StaffFactory


class EnrolmentFactory(factory.django.DjangoModelFactory[Enrolment]):
    class Meta:
        model = Enrolment

    patient = factory.SubFactory("tests.factories.patients.PatientFactory")
    organisation = factory.SelfAttribute("patient.organisation")
    admitted_at = LONG_AGO
    admitted_by = factory.SelfAttribute("patient.registered_by")


class CareTeamMemberFactory(factory.django.DjangoModelFactory[CareTeamMember]):
    class Meta:
        model = CareTeamMember

    enrolment = factory.SubFactory(EnrolmentFactory)
    patient = factory.SelfAttribute("enrolment.patient")
    staff = factory.SubFactory(StaffFactory, organisation=factory.SelfAttribute("..enrolment.organisation"))
    function = Role.COORDINATOR.value
    joined_at = LONG_AGO
    joined_by = factory.SelfAttribute("enrolment.admitted_by")


class CaseloadSummaryFactory(factory.django.DjangoModelFactory[CaseloadSummary]):
    class Meta:
        model = CaseloadSummary

    enrolment = factory.SubFactory(EnrolmentFactory)
    patient = factory.SelfAttribute("enrolment.patient")
    organisation = factory.SelfAttribute("enrolment.organisation")
    next_due_at = FAR_AWAY
