"""Payers of a person's care, what they said, what they were asked and declined, what else helps, and what runs out."""

from datetime import date, timedelta

import factory

from patients.coverage.models import (
    Aid,
    AidProgram,
    Appeal,
    AuthorizationUse,
    Benefit,
    Coverage,
    Deadline,
    Denial,
    EligibilityCheck,
    OwnClock,
    PlanClock,
    PriorAuthorization,
)
from tests.factories.accounts import LONG_AGO, OrganisationFactory, UserFactory
from tests.factories.patients import PatientFactory


class CoverageFactory(factory.django.DjangoModelFactory[Coverage]):
    """A Medicaid plan in force, in the person's own name."""

    class Meta:
        model = Coverage

    patient = factory.SubFactory(PatientFactory)
    organisation = factory.SelfAttribute("patient.organisation")
    kind = "medicaid_plan"
    payer = "Bay Health Plan"
    plan = "Community"
    member_number = factory.Sequence(lambda number: f"BH{number:06d}")
    starts_on = date(2026, 1, 1)
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")

    class Params:
        removed = factory.Trait(
            removed_at=LONG_AGO, removed_by=factory.SelfAttribute("recorded_by"), removed_reason="Somebody else’s card"
        )


class EligibilityCheckFactory(factory.django.DjangoModelFactory[EligibilityCheck]):
    class Meta:
        model = EligibilityCheck

    coverage = factory.SubFactory(CoverageFactory)
    standing = "active"
    how = "phone"
    spoke_with = "Dana, provider line"
    checked_on = date(2026, 11, 20)
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("coverage.recorded_by")


class BenefitFactory(factory.django.DjangoModelFactory[Benefit]):
    class Meta:
        model = Benefit

    check_made = factory.SubFactory(EligibilityCheckFactory)
    service = "injection"
    covered = "yes"
    needs_authorization = "yes"


class PriorAuthorizationFactory(factory.django.DjangoModelFactory[PriorAuthorization]):
    """A request that is being prepared; `sent=True`, `approved=True`, `denied=True` for what came after."""

    class Meta:
        model = PriorAuthorization

    class Params:
        sent = factory.Trait(
            state="sent",
            sent_at=LONG_AGO,
            sent_by=factory.SelfAttribute("prepared_by"),
            sent_how="portal",
            decision_due_at=LONG_AGO + timedelta(days=7),
        )
        approved = factory.Trait(
            sent=True,
            state="approved",
            decided_on=date(2026, 11, 2),
            decided_at=LONG_AGO + timedelta(days=2),
            decided_by=factory.SelfAttribute("prepared_by"),
            starts_on=date(2026, 11, 1),
            ends_on=date(2027, 4, 30),
            units_approved=6,
        )
        denied = factory.Trait(
            sent=True,
            state="denied",
            decided_on=date(2026, 11, 2),
            decided_at=LONG_AGO + timedelta(days=2),
            decided_by=factory.SelfAttribute("prepared_by"),
        )

    coverage = factory.SubFactory(CoverageFactory)
    patient = factory.SelfAttribute("coverage.patient")
    organisation = factory.SelfAttribute("coverage.organisation")
    service = "injection"
    what = "Buprenorphine extended release 300 mg, monthly"
    measure = "doses"
    units_asked = 6
    prepared_at = LONG_AGO
    prepared_by = factory.SelfAttribute("coverage.recorded_by")


class AuthorizationUseFactory(factory.django.DjangoModelFactory[AuthorizationUse]):
    class Meta:
        model = AuthorizationUse

    authorization = factory.SubFactory(PriorAuthorizationFactory, approved=True)
    used_on = date(2026, 11, 10)
    units = 1
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("authorization.prepared_by")


class DenialFactory(factory.django.DjangoModelFactory[Denial]):
    """Open, with two months to appeal."""

    class Meta:
        model = Denial

    coverage = factory.SubFactory(CoverageFactory)
    patient = factory.SelfAttribute("coverage.patient")
    organisation = factory.SelfAttribute("coverage.organisation")
    kind = "authorization"
    what = "Buprenorphine extended release 300 mg, monthly"
    reason = "tried_first"
    notice_on = date(2026, 11, 16)
    file_by_on = date(2027, 1, 15)
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("coverage.recorded_by")


class AppealFactory(factory.django.DjangoModelFactory[Appeal]):
    class Meta:
        model = Appeal

    denial = factory.SubFactory(DenialFactory, state="appealed")
    level = "plan"
    agreed_on = date(2026, 11, 17)
    filed_at = LONG_AGO
    filed_by = factory.SelfAttribute("denial.recorded_by")
    filed_how = "fax"
    decision_due_at = LONG_AGO + timedelta(days=30)


class AidProgramFactory(factory.django.DjangoModelFactory[AidProgram]):
    """One of the list, which migrations fill."""

    class Meta:
        model = AidProgram
        django_get_or_create = ("key",)

    key = "maker_help"
    name = "Help from the manufacturer"
    what = "Medication free or at a low price."
    group = "maker"
    position = 8
    source = "Each manufacturer’s own terms"
    noted_on = date(2026, 11, 27)


class AidFactory(factory.django.DjangoModelFactory[Aid]):
    class Meta:
        model = Aid

    patient = factory.SubFactory(PatientFactory)
    organisation = factory.SelfAttribute("patient.organisation")
    program = factory.SubFactory(AidProgramFactory)
    state = "gathering"
    recorded_at = LONG_AGO
    recorded_by = factory.SelfAttribute("patient.registered_by")
    since_at = LONG_AGO
    since_by = factory.SelfAttribute("recorded_by")


class PlanClockFactory(factory.django.DjangoModelFactory[PlanClock]):
    """A figure that holds in one state alone."""

    class Meta:
        model = PlanClock

    figure = "authorization"
    plan_kind = "medicaid_plan"
    state = "RI"
    value = 2
    unit = "days"
    source = "A state’s own rule"
    noted_on = date(2026, 11, 27)


class OwnClockFactory(factory.django.DjangoModelFactory[OwnClock]):
    class Meta:
        model = OwnClock

    organisation = factory.SubFactory(OrganisationFactory)
    figure = "authorization"
    plan_kind = "medicaid_plan"
    value = 5
    unit = "days"
    source = "Contract with Bay Health Plan, 4.2"
    read_at = LONG_AGO
    read_by = factory.SubFactory(UserFactory)


class DeadlineFactory(factory.django.DjangoModelFactory[Deadline]):
    """A decision that is due, of a request that is with the plan."""

    class Meta:
        model = Deadline

    class Params:
        authorization = factory.SubFactory(PriorAuthorizationFactory, sent=True)

    organisation = factory.SelfAttribute("authorization.organisation")
    patient = factory.SelfAttribute("authorization.patient")
    subject_kind = "authorization"
    subject = factory.SelfAttribute("authorization.uuid")
    clock = "authorization_decision"
    what = factory.SelfAttribute("authorization.what")
    payer = "Bay Health Plan"
    due_at = LONG_AGO + timedelta(days=7)
    aim_at = LONG_AGO + timedelta(days=5)
    ground = "rule"
