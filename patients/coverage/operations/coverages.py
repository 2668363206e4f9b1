"""Who pays: written down, changed, put in order, taken off; what the payer said; what another system says.

Each locks the person's row first, so that of two changes at once the later sees the order of the earlier.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps

from care.accounts.queries import names_of_users
from care.actor import Action, Category, Permit, Requester
from care.audit import operations as audit
from care.audit.queries import users_of_events
from care.consent import operations as consents
from care.consent.rules import SELF_PAID_PURPOSES, RestrictionTerms, Target
from patients.coverage.models import Benefit, Coverage, EligibilityCheck
from patients.coverage.operations.parts import change, here, keep_time, not_ahead, own_coverage, said
from patients.coverage.operations.refusals import BadEntry
from patients.coverage.rules import (
    BadCoverage,
    Costs,
    CoverageTerms,
    check_costs,
    check_coverage,
    coverage_deadlines,
    kind_of_name,
)
from patients.coverage.vocabulary import Holder, How, Known, PlanKind, Service, Standing, Subject
from patients.models import Patient
from patients.operations import FieldChange, StaleRecord
from patients.rules import BadPhone, normalise_phone

NO_COSTS = Costs()
_TERMS = [column.name for column in fields(CoverageTerms)]
_CHOSEN = ("kind", "holder")


def _lock(permit: Permit) -> None:
    Patient.objects.select_for_update(no_key=True).only("pk").get(pk=permit.patient_id)


def _checked(terms: CoverageTerms, *, today: date) -> dict[str, Any]:
    """The columns that the terms fill.

    Raises:
        BadEntry: something cannot be.
    """
    try:
        check_coverage(terms, today=today)
    except BadCoverage as refusal:
        raise BadEntry(refusal.field, refusal.words) from None
    values = {name: getattr(terms, name) for name in _TERMS}
    values = {name: " ".join(value.split()) if isinstance(value, str) else value for name, value in values.items()}
    values |= {name: values[name].value if hasattr(values[name], "value") else values[name] for name in _CHOSEN}
    if values["payer_phone"]:
        try:
            values["payer_phone"] = normalise_phone(values["payer_phone"])
        except BadPhone:
            raise BadEntry("payer_phone", "A phone number with its area code.") from None
    return values


def _keep(permit: Permit, row: Coverage, *, zone: str, outcome: str, at: datetime) -> None:
    wanted = [] if row.removed_at else coverage_deadlines(renews_on=row.renews_on, ends_on=row.ends_on, at=at, zone=zone)
    keep_time(
        permit,
        subject_kind=Subject.COVERAGE,
        subject=row.uuid,
        what=row.plan or row.payer,
        payer=row.payer,
        wanted=wanted,
        outcome=outcome,
        at=at,
    )


def _open_ones(permit: Permit) -> list[Coverage]:
    rows = Coverage.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id, removed_at__isnull=True)
    return list(rows.order_by("position", "pk"))


def record_coverage(*, permit: Permit, terms: CoverageTerms, at: datetime) -> Coverage:
    """Write down who pays; it is billed after those that are there. A payer is enough, the rest can follow.

    Raises:
        BadEntry: something cannot be.
    """
    place = here(permit, at)
    values = _checked(terms, today=place.today)
    user_id, _ = permit.actor.colleague()
    with change(permit, at=at, verb="coverage.recorded") as event:
        _lock(permit)
        row = Coverage.objects.create(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            position=len(_open_ones(permit)) + 1,
            recorded_at=at,
            recorded_by_id=user_id,
            **values,
        )
        event.detail["coverage"] = row.pk
        _keep(permit, row, zone=place.zone, outcome="", at=at)
    return row


def change_coverage(*, permit: Permit, coverage: UUID, version: int, terms: CoverageTerms, at: datetime) -> Coverage:
    """Correct or complete it. `version` is the one that the form was made from.

    Raises:
        NoSuchThing: the person has no such coverage here.
        BadEntry: something cannot be.
        StaleRecord: a colleague changed the same parts meanwhile.
    """
    place = here(permit, at)
    values = _checked(terms, today=place.today)
    with change(permit, at=at, verb="coverage.changed") as event:
        _lock(permit)
        row = own_coverage(permit, coverage)
        event.detail["coverage"] = row.pk
        _check_version(row, version)
        changed = [name for name, value in values.items() if getattr(row, name) != value]
        event.detail["fields"] = changed
        if changed:
            for name in changed:
                setattr(row, name, values[name])
            row.version += 1
            row.save()
        _keep(permit, row, zone=place.zone, outcome="The days were changed.", at=at)
    return row


def _check_version(row: Coverage, version: int) -> None:
    """Refuse a save that would overwrite, unseen, what somebody else has written since."""
    if row.version == version:
        return
    events = apps.get_model("coverage", "CoverageEvent").objects.filter(pgh_obj_id=row.pk, version__gte=version)
    later = list(events.order_by("pgh_id").values())
    base = next((state for state in reversed(later) if state["version"] == version), None)
    changes = [
        FieldChange(name, base[name] if base else None, getattr(row, name))
        for name in _TERMS
        if base is None or base[name] != getattr(row, name)
    ]
    if not changes:
        return
    user_id = next(iter(users_of_events([later[-1]["pgh_context_id"]]).values()), None) if later else None
    raise StaleRecord(
        version=row.version,
        changed_by=names_of_users([user_id]).get(user_id, "") if user_id is not None else "",
        changed_at=later[-1]["pgh_created_at"] if later else None,
        changes=changes,
    )


def bill_first(*, permit: Permit, coverage: UUID, at: datetime) -> Coverage:
    """Bill this payer before all others; the others keep their order.

    Raises:
        NoSuchThing: the person has no such coverage here.
    """
    with change(permit, at=at, verb="coverage.ordered") as event:
        _lock(permit)
        first = own_coverage(permit, coverage)
        event.detail["coverage"] = first.pk
        others = [row for row in _open_ones(permit) if row.pk != first.pk]
        _number([first, *others])
    return first


def _number(rows: Iterable[Coverage]) -> None:
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


def remove_coverage(*, permit: Permit, coverage: UUID, reason: str, at: datetime) -> Coverage:
    """Take off a coverage that was written by mistake; one that is over has an end instead.

    Raises:
        NoSuchThing: the person has no such coverage here.
        BadEntry: no reason, or an authorization, denial or application hangs on it.
    """
    reason = said(reason, "reason", "Say why it was a mistake.")
    place = here(permit, at)
    user_id, _ = permit.actor.colleague()
    with change(permit, at=at, verb="coverage.removed") as event:
        _lock(permit)
        row = own_coverage(permit, coverage)
        event.detail["coverage"] = row.pk
        if row.authorizations.exists() or row.denials.exists() or row.aids.exists():
            raise BadEntry("reason", "Something was asked of this payer. Give it an end instead.")
        row.removed_at, row.removed_by_id, row.removed_reason = at, user_id, reason
        row.save()
        _number(_open_ones(permit))
        _keep(permit, row, zone=place.zone, outcome="The coverage was written by mistake.", at=at)
    return row


@dataclass(frozen=True, slots=True)
class SaidOfService:
    """What the payer said of one service."""

    service: Service
    covered: Known
    needs_authorization: Known = Known.NOT_KNOWN
    copay: Decimal | None = None
    coinsurance: int | None = None
    limits: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody learned of a coverage on a day, from whom, and how."""

    standing: Standing
    how: How
    checked_on: date
    spoke_with: str = ""
    reference: str = ""
    costs: Costs = NO_COSTS
    note: str = ""
    services: tuple[SaidOfService, ...] = ()


def record_eligibility(*, permit: Permit, coverage: UUID, answer: Answer, at: datetime) -> EligibilityCheck:
    """Write down what the payer said: covered or not, the year's costs, and of each service what it covers and asks for.

    Raises:
        NoSuchThing: the person has no such coverage here.
        BadEntry: a day that lies ahead, a call without a name, amounts that cannot be, a service twice.
    """
    place = here(permit, at)
    not_ahead(answer.checked_on, place.today, "checked_on")
    if answer.how is How.PHONE:
        said(answer.spoke_with, "spoke_with", "Write who said so; a first name will do.")
    try:
        check_costs(answer.costs)
    except BadCoverage as refusal:
        raise BadEntry(refusal.field, refusal.words) from None
    names = [one.service for one in answer.services]
    if len(set(names)) < len(names):
        raise BadEntry("services", "One service stands here twice.")
    user_id, _ = permit.actor.colleague()
    with change(permit, at=at, verb="coverage.eligibility_recorded") as event:
        row = own_coverage(permit, coverage)
        event.detail["coverage"] = row.pk
        check = EligibilityCheck.objects.create(
            coverage=row,
            standing=answer.standing.value,
            how=answer.how.value,
            spoke_with=answer.spoke_with.strip(),
            reference=answer.reference.strip(),
            checked_on=answer.checked_on,
            deductible=answer.costs.deductible,
            deductible_met=answer.costs.deductible_met,
            out_of_pocket=answer.costs.out_of_pocket,
            out_of_pocket_met=answer.costs.out_of_pocket_met,
            note=answer.note.strip(),
            recorded_at=at,
            recorded_by_id=user_id,
        )
        Benefit.objects.bulk_create(
            Benefit(
                check_made=check,
                service=one.service.value,
                covered=one.covered.value,
                needs_authorization=one.needs_authorization.value,
                copay=one.copay,
                coinsurance=one.coinsurance,
                limits=one.limits.strip(),
            )
            for one in answer.services
        )
    return check


def ask_not_to_bill(*, permit: Permit, own_words: str, paid_on: date, at: datetime) -> UUID:
    """The person paid in full and asks that their plan learns nothing of it: a restriction that the program must agree to.

    It is kept in the consent room, where the gate reads it from this moment on (42 CFR 2.26(a); 45 CFR 164.522(a)(1)(vi)).
    Gives the public number of the request.

    Raises:
        BadRestriction: the day lies ahead, or nothing is said.
    """
    terms = RestrictionTerms(
        target=Target.SELF_PAID,
        requester=Requester.HEALTH_PLAN,
        recipient_id=None,
        categories=frozenset({Category.DEMOGRAPHICS, Category.GENERAL, Category.MENTAL_HEALTH, Category.SUD}),
        purposes=SELF_PAID_PURPOSES,
        own_words=own_words,
        paid_on=paid_on,
    )
    row = consents.ask_restriction(permit=permit, terms=terms, today=here(permit, at).today, at=at)
    return row.uuid


def record_imported_coverage(
    *,
    permit: Permit,
    key: str,
    payer: str,
    plan: str,
    member_number: str,
    starts: date | None,
    ends: date | None,
    at: datetime,
) -> UUID:
    """Take a coverage over from another system, under the key that it has there; gives our number for it.

    The same key again changes what the other system says otherwise now, and nothing that was written here by hand beside it; the
    same values write nothing at all. A coverage that was taken off here stays off. An end before its beginning is left open.

    Raises:
        BadEntry: no key or no payer.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    user_id, _ = permit.actor.colleague()
    said(key, "key", "A coverage of another system has a key.")
    said(payer, "payer", "A coverage has a payer.")
    kind = kind_of_name(payer)
    if starts is not None and ends is not None and ends < starts:
        ends = None
    values: dict[str, Any] = {
        "payer": " ".join(payer.split())[:120],
        "plan": " ".join(plan.split())[:120],
        "member_number": "" if kind is PlanKind.SELF_PAY else member_number.strip()[:60],
        "starts_on": starts,
        "ends_on": ends,
    }
    known = Coverage.objects.filter(
        patient_id=permit.patient_id, organisation_id=permit.organisation_id, imported_key=key
    ).first()
    if known is not None and (known.removed_at or all(getattr(known, name) == value for name, value in values.items())):
        return known.uuid
    place = here(permit, at)
    with audit.change(permit=permit, at=at, verb="coverage.imported") as event:
        _lock(permit)
        row = known or Coverage(
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            imported_key=key,
            kind=kind.value,
            holder=Holder.SELF.value,
            position=len(_open_ones(permit)) + 1,
            recorded_at=at,
            recorded_by_id=user_id,
        )
        if row.kind in (PlanKind.NOT_KNOWN.value, PlanKind.SELF_PAY.value):
            row.kind = kind.value
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1 if known else 0
        row.save()
        event.detail["coverage"] = row.pk
        if (row.ends_on is not None and row.ends_on >= place.today) or known is not None:
            _keep(permit, row, zone=place.zone, outcome="The other system says otherwise now.", at=at)
    return row.uuid
