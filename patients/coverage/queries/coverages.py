"""Who pays for one person's care, in order, with what was last learned of each payer; and what is kept from plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Category, Permit, Requester
from care.consent.queries import restrictions_of
from care.consent.queries.restrictions import RestrictionRow
from patients.coverage.models import Benefit, Coverage, EligibilityCheck
from patients.coverage.rules import Costs, CoverageTerms, is_in_force
from patients.coverage.vocabulary import Holder, How, Known, PlanKind, Service, Standing


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """What the payer last said of one service, on which day and how."""

    service: Service
    covered: Known
    needs_authorization: Known
    copay: Decimal | None
    coinsurance: int | None
    limits: str
    said_on: date
    how: How


@dataclass(frozen=True, slots=True)
class EligibilityRow:
    """What was learned of a coverage on a day, from whom, and how."""

    standing: Standing
    how: How
    spoke_with: str
    reference: str
    checked_on: date
    costs: Costs
    note: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One coverage with what was last learned of it."""

    uuid: UUID
    terms: CoverageTerms
    position: int
    is_imported: bool
    version: int
    recorded_at: datetime
    recorded_by: str
    eligibility: EligibilityRow | None = None
    benefits: tuple[BenefitRow, ...] = ()

    def in_force(self, today: date) -> bool:
        """Whether a day lies within it."""
        return is_in_force(starts_on=self.terms.starts_on, ends_on=self.terms.ends_on, today=today)


def _of(permit: Permit) -> QuerySet[Coverage]:
    permit.check(category=Category.SUD)
    rows = Coverage.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, removed_at__isnull=True)
    return rows.select_related("recorded_by")


def coverages_of(*, permit: Permit) -> list[CoverageRow]:
    """Every coverage of the permit's patient here, in the order in which payers are billed. Three queries."""
    return _rows(list(_of(permit).order_by("position", "pk")))


def get_coverage(*, permit: Permit, coverage: UUID) -> CoverageRow | None:
    """One coverage of the permit's patient; none for another's. Three queries."""
    return next(iter(_rows(list(_of(permit).filter(uuid=coverage)))), None)


def coverage_choices(*, permit: Permit) -> list[tuple[str, str]]:
    """Payers that are asked and billed, for a form: public number and name. One query."""
    rows = _of(permit).exclude(kind=PlanKind.SELF_PAY.value).order_by("position", "pk").values_list("uuid", "payer", "plan")
    return [(str(uuid), f"{payer}, {plan}" if plan else payer) for uuid, payer, plan in rows]


def _rows(coverages: Sequence[Coverage]) -> list[CoverageRow]:
    ids = [coverage.pk for coverage in coverages]
    checks = {
        check.coverage_id: check
        for check in EligibilityCheck.objects.filter(coverage_id__in=ids)
        .select_related("recorded_by")
        .order_by("coverage_id", "-checked_on", "-pk")
        .distinct("coverage_id")
    }
    benefits: dict[int, list[BenefitRow]] = {}
    found = (
        Benefit.objects.filter(check_made__coverage_id__in=ids)
        .select_related("check_made")
        .order_by("check_made__coverage_id", "service", "-check_made__checked_on", "-pk")
        .distinct("check_made__coverage_id", "service")
    )
    for one in found:
        benefits.setdefault(one.check_made.coverage_id, []).append(_benefit(one))
    order = list(Service)
    return [
        _row(
            coverage,
            checks.get(coverage.pk),
            tuple(sorted(benefits.get(coverage.pk, []), key=lambda benefit: order.index(benefit.service))),
        )
        for coverage in coverages
    ]


def _benefit(row: Benefit) -> BenefitRow:
    return BenefitRow(
        service=Service(row.service),
        covered=Known(row.covered),
        needs_authorization=Known(row.needs_authorization),
        copay=row.copay,
        coinsurance=row.coinsurance,
        limits=row.limits,
        said_on=row.check_made.checked_on,
        how=How(row.check_made.how),
    )


def _row(row: Coverage, check: EligibilityCheck | None, benefits: tuple[BenefitRow, ...]) -> CoverageRow:
    return CoverageRow(
        uuid=row.uuid,
        terms=CoverageTerms(
            kind=PlanKind(row.kind),
            payer=row.payer,
            plan=row.plan,
            member_number=row.member_number,
            group_number=row.group_number,
            payer_phone=row.payer_phone,
            holder=Holder(row.holder),
            holder_name=row.holder_name,
            letters_elsewhere_on=row.letters_elsewhere_on,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            renews_on=row.renews_on,
            note=row.note,
        ),
        position=row.position,
        is_imported=bool(row.imported_key),
        version=row.version,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name,
        eligibility=_eligibility(check) if check else None,
        benefits=benefits,
    )


def _eligibility(check: EligibilityCheck) -> EligibilityRow:
    return EligibilityRow(
        standing=Standing(check.standing),
        how=How(check.how),
        spoke_with=check.spoke_with,
        reference=check.reference,
        checked_on=check.checked_on,
        costs=Costs(check.deductible, check.deductible_met, check.out_of_pocket, check.out_of_pocket_met),
        note=check.note,
        recorded_at=check.recorded_at,
        recorded_by=check.recorded_by.name,
    )


def checks_of(*, permit: Permit, coverage: UUID) -> list[EligibilityRow]:
    """Everything that was learned of one coverage, newest first. One query."""
    permit.check(category=Category.SUD)
    checks = EligibilityCheck.objects.filter(
        coverage__uuid=coverage,
        coverage__patient_id=permit.patient_id,
        coverage__organisation_id=permit.organisation_id,
        coverage__removed_at__isnull=True,
    )
    return [_eligibility(check) for check in checks.select_related("recorded_by").order_by("-checked_on", "-pk")]


def kept_from_plans(*, permit: Permit, at: datetime) -> list[RestrictionRow]:
    """What the person asked to keep from health plans and the program obeys, newest first. One query."""
    return [row for row in restrictions_of(permit=permit, at=at) if row.counts and row.requester is Requester.HEALTH_PLAN]
