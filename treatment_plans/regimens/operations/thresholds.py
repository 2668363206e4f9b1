"""Figures of the safety rules that an organization sets for itself: proposed by one person, decided on by another, withdrawn."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from care.accounts.rules import Work, check_work
from care.actor import Actor
from care.audit import operations as audit
from treatment_plans.regimens.alert_words import Verdict
from treatment_plans.regimens.models import OwnThreshold
from treatment_plans.regimens.safety.settings import shipped


class NoSuchFigure(ValueError):
    """The rules know no figure of this name."""


class FigureRefused(ValueError):
    """A figure is a number from 0 on, with at most three decimals, and says why it is set."""


class ProposedAlready(ValueError):
    """A figure for this day is proposed or holds already: it is withdrawn first."""


class FigureNotFound(ValueError):
    """There is no such proposal here."""


class DecidedAlready(ValueError):
    """Somebody has decided already, or it was withdrawn."""


class NotByOneself(ValueError):
    """Whoever proposes a figure does not approve it."""


def propose_threshold(*, actor: Actor, key: str, value: Decimal, effective_from: date, why: str, at: datetime) -> OwnThreshold:
    """Propose a figure for the actor's organization from a day on. It changes nothing until a second person approves it.

    Raises:
        WorkRefused, NoSuchFigure, FigureRefused, ProposedAlready.
    """
    check_work(actor, Work.SET_THRESHOLDS)
    user, organisation = actor.colleague()
    if key not in {row.key for row in shipped()}:
        raise NoSuchFigure
    if not why.strip() or not value.is_finite() or not 0 <= value < 1_000_000 or value != value.quantize(Decimal("0.001")):
        raise FigureRefused
    try:
        with audit.change(actor=actor, at=at, verb="threshold.proposed", detail={"key": key, "value": str(value)}) as change:
            with transaction.atomic():
                row = OwnThreshold.objects.create(
                    organisation_id=organisation,
                    key=key,
                    value=value,
                    effective_from=effective_from,
                    why=why.strip(),
                    proposed_at=at,
                    proposed_by_id=user,
                )
            change.detail["threshold"] = row.pk
    except IntegrityError as error:
        raise ProposedAlready from error
    return row


def decide_threshold(*, actor: Actor, threshold: UUID, verdict: Verdict, at: datetime) -> OwnThreshold:
    """Approve or decline what a colleague proposed.

    Raises:
        WorkRefused, FigureNotFound, DecidedAlready.
        NotByOneself: the actor proposed it.
    """
    check_work(actor, Work.SET_THRESHOLDS)
    user, _ = actor.colleague()
    with audit.change(actor=actor, at=at, verb="threshold.decided", detail={"verdict": verdict.value}) as change:
        row = _locked(actor, threshold)
        if row.decided_at is not None or row.withdrawn_at is not None:
            raise DecidedAlready
        if row.proposed_by_id == user:
            raise NotByOneself
        row.verdict, row.decided_at, row.decided_by_id = verdict.value, at, user
        row.save(update_fields=["verdict", "decided_at", "decided_by"])
        change.detail.update(threshold=row.pk, key=row.key, value=str(row.value))
    return row


def withdraw_threshold(*, actor: Actor, threshold: UUID, at: datetime) -> OwnThreshold:
    """Take a figure or a proposal back: the one before it holds again.

    Raises:
        WorkRefused, FigureNotFound.
        DecidedAlready: it was declined or withdrawn.
    """
    check_work(actor, Work.SET_THRESHOLDS)
    user, _ = actor.colleague()
    with audit.change(actor=actor, at=at, verb="threshold.withdrawn") as change:
        row = _locked(actor, threshold)
        if row.withdrawn_at is not None or row.verdict == Verdict.DECLINED.value:
            raise DecidedAlready
        row.withdrawn_at, row.withdrawn_by_id = at, user
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        change.detail.update(threshold=row.pk, key=row.key)
    return row


def _locked(actor: Actor, threshold: UUID) -> OwnThreshold:
    _, organisation = actor.colleague()
    row = OwnThreshold.objects.select_for_update().filter(uuid=threshold, organisation_id=organisation).first()
    if row is None:
        raise FigureNotFound
    return row
