"""A second prescriber's word on an order that a rule stops without it."""

from datetime import datetime, timedelta
from uuid import UUID

from care.actor import Action, Category, Permit, Role
from care.audit import operations as audit
from care.worklist import operations as worklist
from care.worklist.rules import Kind, Priority
from treatment_plans.regimens.alert_words import SecondAnswer
from treatment_plans.regimens.guarding import alerts_of, lock_person
from treatment_plans.regimens.models import MedicationOrder, SecondOpinion
from treatment_plans.regimens.operations.parts import author_of
from treatment_plans.regimens.operations.refusals import (
    AskedAlready,
    NobodyAsked,
    NothingToAsk,
    NotOneself,
    ReasonMissing,
)
from treatment_plans.regimens.queries import OrderNotFound, orders_of
from treatment_plans.regimens.safety.alerts import Severity

SOON = timedelta(hours=4)


def ask_second(*, permit: Permit, to_write: Permit, order: UUID, question: str, at: datetime) -> SecondOpinion:
    """Ask a second prescriber about an order that may not come into force without one; the team gets an urgent task.

    `to_write` is a permit to write in the same record: for the task.

    Raises:
        ReasonMissing: nothing was asked.
        OrderNotFound.
        NothingToAsk: no rule asks for a second prescriber.
        AskedAlready: the question is open.
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    if not question.strip():
        raise ReasonMissing
    with audit.change(permit=permit, at=at, verb="order.second_asked") as change:
        lock_person(permit)
        row = _order(permit, order)
        rules = [a.rule for a in alerts_of(permit=permit, order=order, at=at) if a.severity is Severity.HARD_UNLESS_SECOND]
        if not rules:
            raise NothingToAsk
        if SecondOpinion.objects.filter(order=row, answered_at__isnull=True).exists():
            raise AskedAlready
        opinion = SecondOpinion.objects.create(
            order=row, rules=rules, question=question.strip(), asked_at=at, asked_by_id=author_of(permit)
        )
        worklist.open_task(
            permit=to_write,
            kind=Kind.MEDICATION,
            title="A second prescriber is asked about an order",
            why=f"Asked by a colleague; {', '.join(rules)} stops the order without a second word.",
            priority=Priority.URGENT,
            owner_role=Role.PRESCRIBER,
            due_at=at + SOON,
            subject_kind="second-opinion",
            subject=opinion.uuid,
            at=at,
        )
        change.detail.update(order=row.pk, rules=rules)
    return opinion


def answer_second(
    *, permit: Permit, to_write: Permit, order: UUID, answer: SecondAnswer, words: str, at: datetime
) -> SecondOpinion:
    """Say whether an order may be signed although a rule stops it. It is signed by whoever orders it, not by this.

    `to_write` is a permit to write in the same record: for the task that asked.

    Raises:
        ReasonMissing: without words.
        OrderNotFound.
        NobodyAsked: no question is open.
        NotOneself: whoever asked does not answer.
    """
    permit.check(category=Category.SUD, action=Action.ORDER)
    if not words.strip():
        raise ReasonMissing
    with audit.change(permit=permit, at=at, verb="order.second_answered", detail={"answer": answer.value}) as change:
        lock_person(permit)
        row = _order(permit, order)
        opinion = SecondOpinion.objects.filter(order=row, answered_at__isnull=True).first()
        if opinion is None:
            raise NobodyAsked
        if opinion.asked_by_id == author_of(permit):
            raise NotOneself
        opinion.answer, opinion.answer_words = answer.value, words.strip()
        opinion.answered_at, opinion.answered_by_id = at, author_of(permit)
        opinion.save(update_fields=["answer", "answer_words", "answered_at", "answered_by"])
        worklist.finish_tasks_about(permit=to_write, subject=opinion.uuid, kinds=[Kind.MEDICATION], outcome=answer.label, at=at)
        change.detail.update(order=row.pk, rules=opinion.rules)
    return opinion


def _order(permit: Permit, order: UUID) -> MedicationOrder:
    row = orders_of(permit).filter(uuid=order).first()
    if row is None:
        raise OrderNotFound
    return row
