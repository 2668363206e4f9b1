"""Reading plans for staying well and safe, the copy on a phone, and returns to use."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from care.accounts.queries import names_of_users
from care.actor import Category, Permit
from care.consent.queries import signers_of
from care.consent.rules import Person as Signing
from care.consent.rules import RepresentativeKind, Signers
from care.links.operations import LinkHolder, LinkRevoked, LinkUnknown
from patients.queries import Person, get_patient
from treatment_plans.queries import PlanRow, plans_in_hand
from treatment_plans.regimens.teaching.queries import sheets_in_hand
from treatment_plans.regimens.teaching.sheets import Sheet
from treatment_plans.staying_safe import rules
from treatment_plans.staying_safe.models import PhoneCopy, ReturnToUse, SafePlan, SafeSignature
from treatment_plans.staying_safe.vocabulary import (
    CopyEnd,
    CopyKind,
    ErrorReason,
    Part,
    Party,
    PlanEnd,
    PlanKind,
    PlanState,
    ToldBy,
    Way,
)
from treatment_plans.vocabulary import PlanStatus


class PlanNotFound(LookupError):
    """There is no such plan in this record, or its kind of data is not the reader's."""


def plans_of(permit: Permit) -> QuerySet[SafePlan]:
    """The plans of the permit's patient here, of the kinds of data that it covers."""
    return SafePlan.objects.filter(
        patient_id=permit.patient_id,
        organisation_id=permit.organisation_id,
        category__in=sorted(category.value for category in permit.categories),
    )


def texts_of(row: SafePlan) -> dict[Part, str]:
    """What its parts say."""
    return {Part(part): text for part, text in row.parts.values_list("part", "text")}


def seal_now(row: SafePlan) -> str:
    """What the plan says now, as a number."""
    return rules.seal_of(settings.CARE_AUDIT_KEY, plan=row.uuid, kind=PlanKind(row.kind), texts=texts_of(row))


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """Somebody's word. `is_whole`: the plan says what it said then."""

    party: Party
    way: Way
    name: str
    drawing: str
    signed_at: datetime
    signed_by: str
    is_whole: bool
    acts_as: RepresentativeKind | None = None


@dataclass(frozen=True, slots=True)
class SafePlanRow:
    """One version. `texts` and `signatures` are filled where it is read whole."""

    uuid: UUID
    kind: PlanKind
    version: int
    state: PlanState
    begun_at: datetime
    begun_by: str
    agreed_at: datetime | None
    agreed_by: str
    review_due_on: date | None
    looked_at: datetime | None
    ended_at: datetime | None
    ended_by: str
    end_reason: PlanEnd | None
    texts: Mapping[Part, str] = field(default_factory=dict)
    versions: Mapping[Part, int] = field(default_factory=dict)
    signatures: Sequence[SignatureRow] = ()

    @property
    def is_in_force(self) -> bool:
        """Whether somebody may rely on it."""
        return self.state is PlanState.IN_FORCE

    def word_of(self, party: Party) -> SignatureRow | None:
        """What one of the two gave."""
        return next((one for one in self.signatures if one.party is party), None)


def _who(name: str, job: str) -> str:
    return name or ("the person, by phone" if job else "")


def _row(row: SafePlan, *, is_whole: bool) -> SafePlanRow:
    said = {Part(one.part): one for one in row.parts.all()} if is_whole else {}
    return SafePlanRow(
        uuid=row.uuid,
        kind=PlanKind(row.kind),
        version=row.version,
        state=PlanState(row.state),
        begun_at=row.begun_at,
        begun_by=row.begun_by.name,
        agreed_at=row.agreed_at,
        agreed_by=_who(row.agreed_by.name if row.agreed_by else "", row.agreed_by_job),
        review_due_on=row.review_due_on,
        looked_at=row.looked_at,
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        end_reason=PlanEnd(row.end_reason) if row.end_reason else None,
        texts={part: one.text for part, one in said.items()},
        versions={part: one.version for part, one in said.items()},
        signatures=[_signature(one, row, said) for one in row.signatures.all()] if is_whole else (),
    )


def _signature(one: SafeSignature, row: SafePlan, said: Mapping[Part, object]) -> SignatureRow:
    texts = {part: str(getattr(there, "text", "")) for part, there in said.items()}
    seal = rules.seal_of(settings.CARE_AUDIT_KEY, plan=row.uuid, kind=PlanKind(row.kind), texts=texts)
    return SignatureRow(
        party=Party(one.party),
        way=Way(one.way),
        name=one.name,
        drawing=one.drawing,
        signed_at=one.signed_at,
        signed_by=_who(one.signed_by.name if one.signed_by else "", one.signed_by_job),
        is_whole=one.seal == seal,
        acts_as=RepresentativeKind(one.acts_as) if one.acts_as else None,
    )


def _rows(permit: Permit) -> QuerySet[SafePlan]:
    return plans_of(permit).select_related("begun_by", "agreed_by", "ended_by")


def _whole(permit: Permit) -> QuerySet[SafePlan]:
    return _rows(permit).prefetch_related("parts", "signatures__signed_by")


def plans_at_a_glance(*, permit: Permit) -> list[SafePlanRow]:
    """Every version of every kind, newest first, without its words. One query."""
    return [_row(row, is_whole=False) for row in _rows(permit).order_by("kind", "-version")]


def get_safe_plan(*, permit: Permit, plan: UUID) -> SafePlanRow:
    """One version whole. Four queries.

    Raises:
        PlanNotFound.
    """
    row = _whole(permit).filter(uuid=plan).first()
    if row is None:
        raise PlanNotFound
    return _row(row, is_whole=True)


def versions_of(*, permit: Permit, kind: PlanKind) -> list[SafePlanRow]:
    """Every version of one kind whole, newest first. Four queries."""
    return [_row(row, is_whole=True) for row in _whole(permit).filter(kind=kind.value).order_by("-version")]


def whole_safe_plans(*, permit: Permit) -> list[SafePlanRow]:
    """Every version of every kind whole, by kind, newest first: for the person's own copy. Four queries."""
    return [_row(row, is_whole=True) for row in _whole(permit).order_by("kind", "-version")]


def seal_of_plan(*, permit: Permit, plan: UUID) -> str:
    """What a plan says now, as a number, for who gives their word to what they read."""
    row = plans_of(permit).filter(uuid=plan).first()
    if row is None:
        raise PlanNotFound
    return seal_now(row)


def who_may_sign(*, permit: Permit, at: datetime) -> Signers:
    """Who of those on file may sign for or beside the permit's patient at this moment. Four queries."""
    identity = get_patient(permit=permit).identity
    return signers_of(permit=permit, person=Signing(identity.birth_date), zone=identity.zone, at=at)


# --- the copy on a phone --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A copy that is out, or was taken back."""

    uuid: UUID
    kinds: tuple[CopyKind, ...]
    given_at: datetime
    given_by: str
    sent_at: datetime | None
    seen_at: datetime | None
    taken_back_at: datetime | None
    taken_back_by: str
    taken_back_why: CopyEnd | None


def copies_given(*, permit: Permit) -> list[CopyRow]:
    """The copies of the permit's patient, newest first. Two queries."""
    permit.check(category=Category.SUD)
    rows = PhoneCopy.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    found = list(rows.order_by("-given_at", "-pk")[:50])
    users = names_of_users({user for row in found for user in (row.given_by_id, row.taken_back_by_id) if user is not None})
    return [
        CopyRow(
            uuid=row.uuid,
            kinds=tuple(kind for kind in CopyKind if kind.value in row.kinds),
            given_at=row.given_at,
            given_by=users.get(row.given_by_id, ""),
            sent_at=row.sent_at,
            seen_at=row.seen_at,
            taken_back_at=row.taken_back_at,
            taken_back_by=users.get(row.taken_back_by_id or 0, ""),
            taken_back_why=CopyEnd(row.taken_back_why) if row.taken_back_why else None,
        )
        for row in found
    ]


def care_plan_to_read(*, permit: Permit) -> PlanRow | None:
    """The plan of care that the person may have: the version in force, else the one that was put before them. Three queries."""
    plans = plans_in_hand(permit=permit)
    is_before_them = plans.draft is not None and plans.draft.status is not PlanStatus.DRAFT
    return plans.active or (plans.draft if is_before_them else None)


def kinds_there(*, permit: Permit) -> list[CopyKind]:
    """Of what a copy can be given now: what is in force or waits for the person's word, and what they take. Six queries."""
    states = [PlanState.IN_FORCE.value, PlanState.PROPOSED.value]
    found = {CopyKind(kind) for kind in plans_of(permit).filter(state__in=states).values_list("kind", flat=True)}
    found |= {CopyKind.CARE} if care_plan_to_read(permit=permit) else set()
    found |= {CopyKind.MEDICINES} if sheets_in_hand(permit=permit) else set()
    return [kind for kind in CopyKind if kind in found]


@dataclass(frozen=True, slots=True)
class PhonePage:
    """What stands behind somebody's link: the plans in force that the copy is of, those that wait for their word, and the plan
    of care and the sheets of their medicines where the copy is of them.
    """

    copy: UUID
    person: Person
    plans: tuple[SafePlanRow, ...]
    waiting: tuple[SafePlanRow, ...]
    care: PlanRow | None
    sheets: tuple[Sheet, ...] = ()

    @property
    def stamp(self) -> str:
        """What tells a phone that what it kept is no longer the newest; says nothing of the plans."""
        said = "".join(f"{plan.uuid}{plan.agreed_at}" for plan in self.plans)
        said += f"{self.care.uuid}{self.care.revision}" if self.care else ""
        said += "".join(f"{sheet.code}{sheet.version}" for sheet in self.sheets)
        return hashlib.sha256(f"{self.copy}{said}".encode()).hexdigest()[:16]


def page_for_link(*, permit: Permit, holder: LinkHolder) -> PhonePage:
    """What somebody's link opens. Seven queries, three more with the plan of care and two with the sheets.

    Raises:
        LinkRevoked: the person has died, or the copy was taken back.
        LinkUnknown: there is no such copy.
    """
    row = PhoneCopy.objects.filter(
        uuid=holder.subject, patient_id=permit.patient_id, organisation_id=permit.organisation_id
    ).first()
    if row is None:
        raise LinkUnknown
    person = get_patient(permit=permit)
    if person.deceased_on is not None or row.taken_back_at is not None:
        raise LinkRevoked
    states = [PlanState.IN_FORCE.value, PlanState.PROPOSED.value]
    found = [_row(one, is_whole=True) for one in _whole(permit).filter(kind__in=row.kinds, state__in=states)]
    found.sort(key=lambda plan: list(PHONE_ORDER).index(plan.kind))
    return PhonePage(
        copy=row.uuid,
        person=person,
        plans=tuple(plan for plan in found if plan.is_in_force),
        waiting=tuple(plan for plan in found if not plan.is_in_force),
        care=care_plan_to_read(permit=permit) if CopyKind.CARE.value in row.kinds else None,
        sheets=tuple(sheets_in_hand(permit=permit)) if CopyKind.MEDICINES.value in row.kinds else (),
    )


# On a phone what helps in a crisis comes first.
PHONE_ORDER = (PlanKind.SAFETY, PlanKind.OVERDOSE, PlanKind.STAYING_WELL)


# --- returns to use -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One return to use, as it was told."""

    uuid: UUID
    happened: str
    substance: str
    own_words: str
    around: str
    helped: str
    heard: ToldBy
    recorded_at: datetime
    recorded_by: str
    error: ErrorReason | None


def returns_of(*, permit: Permit, with_errors: bool = False) -> list[ReturnRow]:
    """The returns to use of the permit's patient, latest first. Two queries."""
    permit.check(category=Category.SUD)
    rows = ReturnToUse.objects.filter(patient_id=permit.patient_id, organisation_id=permit.organisation_id)
    if not with_errors:
        rows = rows.filter(error_at__isnull=True)
    return list(_returns(rows.order_by("-happened", "-pk").select_related("recorded_by")))


def _returns(rows: Iterable[ReturnToUse]) -> Iterable[ReturnRow]:
    for row in rows:
        yield ReturnRow(
            uuid=row.uuid,
            happened=row.happened,
            substance=row.substance,
            own_words=row.own_words,
            around=row.around,
            helped=row.helped,
            heard=ToldBy(row.heard),
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by.name,
            error=ErrorReason(row.error_reason) if row.error_reason else None,
        )
