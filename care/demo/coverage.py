"""The demo's payers: who pays for everybody's care, and a few people whose plans were asked, said no, or have to be renewed.

Payers are written in bulk, as another system would bring them; what runs out is told through the operations, so that it stands on
worklists as in a clinic.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import cycle
from random import Random
from uuid import UUID

from django.apps import apps

from care.access import gate
from care.actor import Action, Actor, Category, Permit, Purpose, Requester, Role
from care.audit import operations as audit
from care.demo.staff import HARBOR_STREET
from care.lib.dates import local_date
from patients.coverage import operations as coverage
from patients.coverage.operations import AidNews, Approval, DenialTerms, Filing, Request
from patients.coverage.rules import CoverageTerms
from patients.coverage.vocabulary import (
    AidStep,
    DenialKind,
    DenialReason,
    Level,
    Measure,
    PlanKind,
    SentBy,
    Service,
)

SEED = 12_8
# How often each payer pays, and what the card says.
PAYERS = (
    (46, "medicaid_plan", "Narragansett Health Plan", "Community"),
    (14, "medicaid_plan", "Ocean Care Partners", "Rhody Plus"),
    (8, "medicare", "Medicare", "Parts A and B"),
    (6, "medicare_advantage", "Silver Bay Advantage", "Choice"),
    (10, "employer", "Blackstone Mutual", "PPO 1500"),
    (7, "marketplace", "Pawtuxet Health", "Silver 70"),
    (2, "military", "TRICARE", "Select"),
    (7, "self_pay", "The person", ""),
)
UNKNOWN = 10  # of a hundred: nobody has asked yet
ASKED = 60  # of a hundred: somebody has asked the payer this month
PARITY = "No plan asks for a failed month on tablets before insulin."


@dataclass(frozen=True, slots=True)
class _Payer:
    """Somebody with a payer: the person's number and the public number of the coverage."""

    patient_id: int
    uuid: UUID
    kind: str
    consent: UUID | None


def tell_coverage(*, at: datetime) -> int:
    """Tell everybody's payers and the stories; gives the number of people. Where there are payers already, nothing is told."""
    rows = apps.get_model("coverage", "Coverage").objects
    if rows.exists():
        return 0
    clinic = apps.get_model("accounts", "Organisation").objects.get(name=HARBOR_STREET.name)
    coordinator = _colleague(clinic.pk)
    _write_payers(clinic.pk, coordinator, today=local_date(at, clinic.zone), at=at)
    payers = list(_payers(clinic.pk))
    plans = [payer for payer in payers if payer.kind in ("medicaid_plan", "employer", "marketplace")]
    with_consent = [payer for payer in plans if payer.consent is not None]
    without = [payer for payer in plans if payer.consent is None]
    teller = _Teller(coordinator, at, local_date(at, clinic.zone))
    for story, payer in zip((teller.approved, teller.waits, teller.appealed), cycle(with_consent), strict=False):
        story(payer)
    in_medicaid = [payer for payer in without if payer.kind == "medicaid_plan"]
    for story, payer in zip((teller.renewal, teller.draft, teller.denied, teller.papers), in_medicaid, strict=False):
        story(payer)
    return len(payers)


def _colleague(organisation_id: int) -> Actor:
    held = apps.get_model("accounts", "StaffRole").objects.filter(
        role=Role.COORDINATOR.value, staff__organisation_id=organisation_id, revoked_at__isnull=True
    )
    staff_id, user_id = held.order_by("staff_id").values_list("staff_id", "staff__user_id")[0]
    roles = frozenset({Role.COORDINATOR})
    return Actor.staff(user_id=user_id, staff_id=staff_id, organisation_id=organisation_id, roles=roles)


def _write_payers(organisation_id: int, actor: Actor, *, today: date, at: datetime) -> None:
    """A payer for nearly everybody in care, and what most payers said this month."""
    user_id, _ = actor.colleague()
    chance = Random(SEED)
    summaries = apps.get_model("teams", "CaseloadSummary").objects.filter(organisation_id=organisation_id, is_open=True)
    ids = list(summaries.order_by("patient_id").values_list("patient_id", flat=True))
    model, check = apps.get_model("coverage", "Coverage"), apps.get_model("coverage", "EligibilityCheck")
    weights = [payer[0] for payer in PAYERS]
    rows = []
    for patient_id in ids:
        if chance.randrange(100) < UNKNOWN:
            continue
        _, kind, payer, plan = chance.choices(PAYERS, weights)[0]
        number = "" if kind == "self_pay" else f"{chance.randrange(10**9):09d}"
        rows.append(
            model(
                patient_id=patient_id,
                organisation_id=organisation_id,
                kind=kind,
                payer=payer,
                plan=plan,
                member_number=number,
                starts_on=today.replace(day=1) - timedelta(days=30 * chance.randrange(1, 30)),
                recorded_at=at - timedelta(days=chance.randrange(20, 200)),
                recorded_by_id=user_id,
            )
        )
    with audit.change(actor=actor, at=at, verb="coverage.imported", patient_ids=[row.patient_id for row in rows]):
        model.objects.bulk_create(rows)
        check.objects.bulk_create(
            check(
                coverage=row,
                standing="active",
                how="portal",
                checked_on=today - timedelta(days=chance.randrange(0, 45)),
                deductible=Decimal(1500) if row.kind == "employer" else None,
                deductible_met=Decimal(chance.randrange(0, 1500)) if row.kind == "employer" else None,
                recorded_at=at,
                recorded_by_id=user_id,
            )
            for row in rows
            if row.kind != "self_pay" and chance.randrange(100) < ASKED
        )


def _payers(organisation_id: int) -> Iterator[_Payer]:
    """Everybody's payer, with the consent on which something may go to it, where there is one."""
    signed = apps.get_model("consent", "Consent").objects.filter(
        organisation_id=organisation_id, state="signed", kind="tpo", purposes__contains=[Purpose.HPAYMT.value]
    )
    consents = dict(signed.order_by("pk").values_list("patient_id", "uuid"))
    withheld = set(apps.get_model("consent", "RestrictionRequest").objects.values_list("patient_id", flat=True))
    rows = apps.get_model("coverage", "Coverage").objects.filter(organisation_id=organisation_id).order_by("pk")
    for patient_id, uuid, kind in rows.values_list("patient_id", "uuid", "kind"):
        if patient_id not in withheld:
            yield _Payer(patient_id, uuid, kind, consents.get(patient_id))


class _Teller:
    """One colleague who writes down what came from payers in the last weeks."""

    def __init__(self, actor: Actor, at: datetime, today: date) -> None:
        self.actor, self.at, self.today = actor, at, today

    def _permit(self, payer: _Payer) -> Permit:
        return gate.require(
            actor=self.actor,
            patient_id=payer.patient_id,
            category=Category.SUD,
            action=Action.WRITE,
            purpose=Purpose.TREAT,
            at=self.at,
        )

    def _release(self, payer: _Payer) -> Permit:
        release = gate.Release(Requester.HEALTH_PLAN, Purpose.HPAYMT, frozenset({Category.SUD}), consent=payer.consent)
        return gate.require_release(actor=self.actor, patient_id=payer.patient_id, release=release, at=self.at)

    def _day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def _sent(self, payer: _Payer, permit: Permit, request: Request, *, hours_ago: int) -> UUID:
        sent_at = self.at - timedelta(hours=hours_ago)
        row = coverage.prepare_authorization(permit=permit, coverage=payer.uuid, request=request, at=sent_at)
        coverage.send_authorization(
            permit=permit,
            release=self._release(payer),
            authorization=row.uuid,
            sent_at=sent_at,
            how=SentBy.PORTAL,
            reference="PA-20817",
            at=self.at,
        )
        return row.uuid

    def approved(self, payer: _Payer) -> None:
        """Six injections approved, five of them given: the next approval is asked for now."""
        permit = self._permit(payer)
        request = Request(Service.INJECTION, "Buprenorphine XR 300 mg, monthly", units_asked=6, measure=Measure.DOSES)
        number = self._sent(payer, permit, request, hours_ago=24 * 150)
        coverage.record_approval(
            permit=permit,
            authorization=number,
            approval=Approval(self._day(-145), self._day(30), 6, "A-55120"),
            in_full=True,
            decided_on=self._day(-146),
            at=self.at,
        )
        coverage.record_use(permit=permit, authorization=number, used_on=self._day(-5), units=5, at=self.at)

    def waits(self, payer: _Payer) -> None:
        """An expedited request that the plan has had since yesterday."""
        request = Request(
            Service.RESIDENTIAL, "Residential care after an overdose", units_asked=28, is_expedited=True, measure=Measure.DAYS
        )
        self._sent(payer, self._permit(payer), request, hours_ago=26)

    def appealed(self, payer: _Payer) -> None:
        """Another medication first, said the plan; an appeal is under way."""
        permit = self._permit(payer)
        terms = DenialTerms(
            DenialKind.STEP, "Buprenorphine XR 300 mg, monthly", DenialReason.TRIED_FIRST, self._day(-20),
            reason_words="A month of daily tablets is required first.", parity_concern=True, parity_note=PARITY,
            criteria_asked_on=self._day(-18),
        )  # fmt: skip
        denial = coverage.record_denial(permit=permit, coverage=payer.uuid, terms=terms, at=self.at)
        filing = Filing(
            Level.PLAN, self.at - timedelta(days=12), SentBy.FAX, agreed_on=self._day(-13), grounds=PARITY, reference="G-3301"
        )
        coverage.file_appeal(permit=permit, release=self._release(payer), denial=denial.uuid, filing=filing, at=self.at)

    def draft(self, payer: _Payer) -> None:
        """A request that has not gone yet."""
        request = Request(Service.INTENSIVE, "Intensive outpatient, three days a week", units_asked=24, measure=Measure.VISITS)
        coverage.prepare_authorization(
            permit=self._permit(payer), coverage=payer.uuid, request=request, at=self.at - timedelta(hours=5)
        )

    def denied(self, payer: _Payer) -> None:
        """Care under way is cut short: the short clock to keep it going runs."""
        terms = DenialTerms(
            DenialKind.UNDER_WAY, "Intensive outpatient, from week five", DenialReason.NECESSITY, self._day(-4),
            reason_words="Goals of this level of care are met.",
        )  # fmt: skip
        coverage.record_denial(permit=self._permit(payer), coverage=payer.uuid, terms=terms, at=self.at)

    def renewal(self, payer: _Payer) -> None:
        """Medicaid has to be renewed within weeks."""
        row = apps.get_model("coverage", "Coverage").objects.get(uuid=payer.uuid)
        terms = CoverageTerms(
            PlanKind.MEDICAID_PLAN,
            row.payer,
            row.plan,
            row.member_number,
            starts_on=row.starts_on,
            renews_on=self._day(24),
            ends_on=self._day(38),
        )
        coverage.change_coverage(permit=self._permit(payer), coverage=payer.uuid, version=1, terms=terms, at=self.at)

    def papers(self, payer: _Payer) -> None:
        """Help from the manufacturer, and a sliding fee that was granted."""
        permit = self._permit(payer)
        coverage.consider_aid(
            permit=permit,
            program="maker_help",
            for_what="Naltrexone injection",
            papers_missing="Proof of income",
            papers_due_on=self._day(6),
            at=self.at,
        )
        fee = coverage.consider_aid(permit=permit, program="sliding_fee", for_what="Visits", at=self.at)
        news = AidNews(on=self._day(-1), worth="$10 a visit")
        coverage.move_aid(permit=permit, aid=fee.uuid, step=AidStep.APPLY, news=AidNews(on=self._day(-9)), at=self.at)
        coverage.move_aid(permit=permit, aid=fee.uuid, step=AidStep.GRANT, news=news, at=self.at)
