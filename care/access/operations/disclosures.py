"""Writing the accounting of disclosures: before anything leaves, and in no other way.

`disclose` is for what a partner system takes, `record_release` for what a colleague gives.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from care.access.models import Agreement, Disclosure
from care.access.policy import class_of, ground_of
from care.access.vocabulary import AGREED_WITH, AgreementKind, Channel, Ground, Outcome
from care.accounts.queries import is_part2
from care.actor import Action, Category, Permit, Requester
from care.audit import operations as audit
from care.audit.kinds import Kind as EventKind

# What the person reads of what a partner system took.
SUMMARIES = {
    "plan": "Your plan of care with your medication and your team.",
    "person": "Who you are, how to reach you, and your allergies.",
}
ANYTHING = "Parts of your record."


class PapersMissing(ValueError):
    """What the disclosure rests on is not all there; `field` says which part."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


# --- what a colleague gives ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives: what they are, the person's name, the organization's, and its number where it is known here."""

    requester: Requester
    name: str = ""
    organisation: str = ""
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class What:
    """What leaves: the kind of thing, its parts and their numbers, of which time, and what the person reads of it."""

    resource: str
    summary: str
    categories: frozenset[Category]
    parts: Sequence[str] = ()
    uuids: Sequence[UUID] = ()
    data_from: date | None = None
    data_until: date | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A court order and the subpoena with it, and what the order limits. Source: 42 CFR 2.61 to 2.67."""

    number: str
    subpoena: str
    limits: str


@dataclass(frozen=True, slots=True)
class Emergency:
    """The four facts of 42 CFR 2.51(c); the date and time are those of the row."""

    personnel_name: str
    personnel_affiliation: str
    discloser: str
    nature: str


@dataclass(frozen=True, slots=True)
class Papers:
    """What lies on the table beside a consent; each ground asks for its own."""

    order: Order | None = None
    emergency: Emergency | None = None
    agreement: UUID | None = None
    reference: str = ""
    identity_check: str = ""


NO_PAPERS = Papers()


def record_release(
    *,
    permit: Permit,
    recipient: Recipient,
    what: What,
    channel: Channel,
    at: datetime,
    papers: Papers = NO_PAPERS,
    copy_attached: bool = False,
    courtesy_notice: str = "",
) -> Disclosure:
    """Write one row of the accounting with its event: something that a colleague is about to give to somebody outside.

    `permit` is the one of `gate.require_release`; its basis says which papers are needed. Where the row asks for the notice of
    42 CFR 2.32, notice and scope go along; `copy_attached` says that a copy of the consent does too. `courtesy_notice` is the
    version of a notice that goes along where none is asked for. What is given leaves after this has been committed.

    Raises:
        PapersMissing: a paper is missing on which the row rests, or it says nothing; `field` names it.
        PermissionError: the permit opens nothing to anybody outside, covers none of the categories, or is not a colleague's.
    """
    user_id, _ = permit.actor.colleague()
    try:
        ground = ground_of(permit.basis)
    except LookupError as error:
        raise PermissionError("this permit opens nothing to anybody outside") from error
    categories = permit.categories & what.categories
    if not categories or (ground is Ground.OWN) is not (recipient.requester is Requester.PATIENT):
        raise PermissionError("this permit does not cover what is about to leave")
    if not (recipient.name.strip() or recipient.organisation.strip()):
        raise PapersMissing("recipient")
    if not what.summary.strip():
        raise PapersMissing("summary")
    on_consent = ground is Ground.CONSENT
    part2 = is_part2(permit.organisation_id)
    with transaction.atomic():
        row = Disclosure.objects.create(
            at=at,
            patient_id=permit.patient_id,
            organisation_id=permit.organisation_id,
            by_id=user_id,
            requester=recipient.requester.value,
            requester_name=recipient.name.strip(),
            requester_organisation=recipient.organisation.strip(),
            recipient_id=recipient.organisation_id,
            purpose=permit.purpose.value,
            basis=permit.basis,
            ground=ground.value,
            consent_id=permit.consent_id if on_consent else None,
            classes=sorted({class_of(category, part2=part2).value for category in categories}),
            categories=sorted(category.value for category in categories),
            resource=what.resource,
            parts=list(what.parts),
            uuids=list(what.uuids),
            data_from=what.data_from,
            data_until=what.data_until,
            notice=permit.notice or courtesy_notice,
            scope_attached=on_consent,
            copy_attached=copy_attached and on_consent,
            channel=channel.value,
            outcome=Outcome.GIVEN.value,
            summary=what.summary.strip(),
            request_id=permit.actor.request_id,
            **_papers(ground, papers, permit, recipient),
        )
        _record(permit, at, "given", row)
    return row


def record_return(*, permit: Permit, disclosure: Disclosure, at: datetime) -> Disclosure:
    """Write that something came back: nobody received what an earlier row says was given. The earlier row stays as it is.

    Raises:
        PermissionError: the disclosure is not the permit's patient's here, or is itself such a row.
    """
    if (disclosure.patient_id, disclosure.organisation_id) != (permit.patient_id, permit.organisation_id) or disclosure.amends_id:
        raise PermissionError("only what was given of this person here comes back")
    fields = {field.attname: getattr(disclosure, field.attname) for field in Disclosure._meta.concrete_fields}
    for own in ("id", "uuid"):
        del fields[own]
    fields |= {
        "at": at, "amends_id": disclosure.pk, "outcome": Outcome.NOT_DELIVERED.value, "request_id": permit.actor.request_id,
    }  # fmt: skip
    with transaction.atomic():
        row = Disclosure.objects.create(**fields)
        _record(permit, at, "came_back", row)
    return row


def _record(permit: Permit, at: datetime, verb: str, row: Disclosure) -> None:
    audit.record(
        actor=permit.actor,
        at=at,
        kind=EventKind.DISCLOSURE,
        verb=f"{row.resource}.{verb}",
        patient_ids=[permit.patient_id],
        organisation_id=permit.organisation_id,
        action=Action.READ,
        purpose=permit.purpose,
        decision="allow",
        basis=permit.basis,
        detail={
            "disclosure": row.pk,
            "consents": [row.consent_id] if row.consent_id else [],
            "channel": row.channel,
            "ground": row.ground,
        },
    )


def _papers(ground: Ground, papers: Papers, permit: Permit, recipient: Recipient) -> dict[str, object]:
    """The columns of the papers that a ground asks for; those of other grounds stay empty."""
    if ground is Ground.CONSENT:
        if permit.consent_id is None or not permit.notice:
            raise PapersMissing("consent")
        return {}
    if ground is Ground.ORDER:
        order = papers.order or Order("", "", "")
        return _said(order_number=order.number, subpoena_number=order.subpoena, order_limits=order.limits)
    if ground is Ground.EMERGENCY:
        facts = papers.emergency or Emergency("", "", "", "")
        return _said(
            personnel_name=facts.personnel_name,
            personnel_affiliation=facts.personnel_affiliation,
            discloser=facts.discloser,
            emergency_nature=facts.nature,
        )
    if ground is Ground.AGREEMENT:
        if papers.agreement is None:
            raise PapersMissing("agreement")
        kinds = [kind.value for kind in AgreementKind if AGREED_WITH[kind] is recipient.requester]
        found = Agreement.objects.filter(uuid=papers.agreement, organisation_id=permit.organisation_id, kind__in=kinds)
        number = found.order_by("pk").values_list("pk", flat=True).first()
        if number is None:
            raise PapersMissing("agreement")
        return {"agreement_id": number}
    if ground is Ground.REPRESENTATION:
        return _said(reference=papers.reference, identity_check=papers.identity_check)
    if ground in (Ground.REPORT, Ground.DEIDENTIFIED):
        return _said(reference=papers.reference)
    return _said(identity_check=papers.identity_check) if ground is Ground.OWN else {}


def _said(**columns: str) -> dict[str, object]:
    for name, value in columns.items():
        if not value.strip():
            raise PapersMissing(name)
    return {name: value.strip() for name, value in columns.items()}


# --- what a partner system takes ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Given:
    """What an answer gives: the kind of resource, the categories that it can hold, over which interface, and whether at all."""

    resource: str
    categories: frozenset[Category]
    channel: Channel = Channel.REST
    outcome: Outcome = Outcome.GIVEN


def disclose(*, permits: Collection[Permit], given: Given, uuids: Mapping[int, Sequence[UUID]], at: datetime) -> None:
    """Write the accounting of what is about to leave, one row for each person, with its event: before the answer leaves.

    `uuids` are the resources given, by patient. A caller whom this raises to gives nothing. An answer that names nobody is
    an event alone.

    Raises:
        PermissionError: a permit does not rest on a consent, or comes without its notice.
        RuntimeError: called inside a transaction, where the rows could be rolled back.
    """
    rows = []
    programmes: dict[int, list[Permit]] = {}
    for permit in permits:
        actor = permit.actor
        if permit.consent_id is None or not permit.notice or actor.partner_id is None or actor.organisation_id is None:
            raise PermissionError("only what a consent covers is disclosed, with its notice")
        programmes.setdefault(permit.organisation_id, []).append(permit)
        categories = permit.categories & given.categories
        rows.append(
            Disclosure(
                at=at,
                patient_id=permit.patient_id,
                organisation_id=permit.organisation_id,
                partner_id=actor.partner_id,
                requester=actor.requester.value,
                recipient_id=actor.organisation_id,
                purpose=permit.purpose.value,
                basis=permit.basis,
                ground=Ground.CONSENT.value,
                consent_id=permit.consent_id,
                classes=sorted({class_of(category, part2=True).value for category in categories}),
                categories=sorted(category.value for category in categories),
                resource=given.resource,
                uuids=list(uuids[permit.patient_id]),
                notice=permit.notice,
                scope_attached=True,
                channel=given.channel,
                outcome=given.outcome,
                summary=SUMMARIES.get(given.resource, ANYTHING),
                request_id=actor.request_id,
            )
        )
    with transaction.atomic(durable=True):
        Disclosure.objects.bulk_create(rows)
        for organisation_id, some in programmes.items():
            audit.record(
                actor=some[0].actor,
                at=at,
                kind=EventKind.DISCLOSURE,
                verb=f"{given.resource}.{given.outcome}",
                patient_ids=[permit.patient_id for permit in some],
                organisation_id=organisation_id,
                action=Action.READ,
                purpose=some[0].purpose,
                decision="allow",
                basis=some[0].basis,
                detail={
                    "consents": sorted({permit.consent_id for permit in some if permit.consent_id}),
                    "channel": given.channel,
                },
            )
