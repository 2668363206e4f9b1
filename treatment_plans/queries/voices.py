"""Reading who signed a plan, and what was said at its lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from care.actor import Permit, Role
from care.lib.prepared import prepared
from treatment_plans.models import Comment, Signature, SupervisorRule
from treatment_plans.queries.reading import IN_HAND, plans_of
from treatment_plans.vocabulary import Party, SectionKind, SigningWay, Subject


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One name under a version. `counts` while the wording is the one that was signed."""

    party: Party
    way: SigningWay
    name: str
    drawn: str
    reason: str
    signed_at: datetime
    signed_by: str
    counts: bool


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment or question, with its answers."""

    uuid: UUID
    about: Subject
    line: UUID | None
    section: SectionKind | None
    text: str
    is_question: bool
    asked: str
    written_at: datetime
    written_by: str
    is_settled: bool
    answers: "tuple[CommentRow, ...]" = ()


@dataclass(frozen=True, slots=True)
class SupervisedRow:
    """That a program's supervisor signs what a role writes, since when, and until when."""

    role: Role
    set_at: datetime
    set_by: str
    ended_at: datetime | None
    ended_by: str


def supervised(*, organisation_id: int) -> list[SupervisedRow]:
    """For whose plans a program asks its supervisor to sign, now and before, the newest first. One query."""
    rows = SupervisorRule.objects.filter(organisation_id=organisation_id).select_related("set_by", "ended_by")
    return [
        SupervisedRow(Role(row.role), row.set_at, row.set_by.name, row.ended_at, row.ended_by.name if row.ended_by else "")
        for row in rows.order_by("-set_at", "-pk")
    ]


def signatures_of(*, permit: Permit, plan: UUID) -> list[SignatureRow]:
    """The names under one version, the oldest first. One query."""
    return _by_plan(_signatures(permit=permit, plan=plan, only_in_hand=False)).get(plan, [])


def signatures_in_hand(*, permit: Permit) -> dict[UUID, list[SignatureRow]]:
    """The names under the version in force and the one being written, by its number. One query."""
    return _by_plan(_signatures(permit=permit, plan=None, only_in_hand=True))


def signatures_by_plan(*, permit: Permit) -> dict[UUID, list[SignatureRow]]:
    """The names under every version, by its number. One query."""
    return _by_plan(_signatures(permit=permit, plan=None, only_in_hand=False))


@prepared
def _signatures(*, permit: Permit, plan: UUID | None, only_in_hand: bool) -> QuerySet[Signature]:
    plans = plans_of(permit)
    if plan is not None:
        plans = plans.filter(uuid=plan)
    if only_in_hand:
        plans = plans.filter(status__in=IN_HAND)
    rows = Signature.objects.filter(plan__in=plans.values("pk")).select_related("signed_by", "plan")
    return rows.order_by("signed_at", "pk")


def _by_plan(rows: Iterable[Signature]) -> dict[UUID, list[SignatureRow]]:
    found: dict[UUID, list[SignatureRow]] = {}
    for row in rows:
        found.setdefault(row.plan.uuid, []).append(
            SignatureRow(
                party=Party(row.party),
                way=SigningWay(row.way),
                name=row.name,
                drawn=row.drawn,
                reason=row.reason,
                signed_at=row.signed_at,
                signed_by=row.signed_by.name,
                counts=row.plan.offered_revision is not None and row.revision >= row.plan.offered_revision,
            )
        )
    return found


def comments_of(*, permit: Permit, settled: bool = False) -> list[CommentRow]:
    """What was said at the person's plan in all its versions, the newest first, with its answers; what is settled only where it
    is asked for. One query.
    """
    rows = _comments(permit=permit)
    answers: dict[int, list[CommentRow]] = {}
    for row in reversed(rows):
        if row.answers_id is not None:
            answers.setdefault(row.answers_id, []).append(_row(row))
    return [
        _row(row, tuple(answers.get(row.pk, ())))
        for row in rows
        if row.answers_id is None and (settled or row.resolved_at is None)
    ]


@prepared
def _comments(*, permit: Permit) -> QuerySet[Comment]:
    rows = Comment.objects.filter(plan__in=plans_of(permit).values("pk"))
    return rows.select_related("written_by", "asked_staff__user").order_by("-written_at", "-pk")


def _row(row: Comment, answers: tuple[CommentRow, ...] = ()) -> CommentRow:
    role = Role(row.asked_role).label if row.asked_role else ""
    return CommentRow(
        uuid=row.uuid,
        about=Subject(row.subject_kind),
        line=row.subject,
        section=SectionKind(row.section) if row.section else None,
        text=row.text,
        is_question=row.is_question,
        asked=row.asked_staff.user.name if row.asked_staff else role,
        written_at=row.written_at,
        written_by=row.written_by.name,
        is_settled=row.resolved_at is not None,
        answers=answers,
    )
