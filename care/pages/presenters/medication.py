"""Medication orders and the changes of a dose, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from care.lib.dates import day_text, local_date, moment_text
from treatment_plans.presenters import Step
from treatment_plans.regimens.queries import FieldChange, OrderRow
from treatment_plans.regimens.vocabulary import OrderStatus

TONES = {
    OrderStatus.ACTIVE: ("well", "check"),
    OrderStatus.ON_HOLD: ("over", "over"),
    OrderStatus.DRAFT: ("info", "pen"),
}


@dataclass(frozen=True, slots=True)
class OrderCard:
    """One order: what, how, since when, who signed, and how it ended."""

    uuid: UUID
    text: str
    medication: str
    how: str
    phase: str
    status: str
    tone: str
    icon: str
    dates: str
    signed: str
    instructions: str
    hold: str
    ended: str
    is_current: bool
    is_active: bool
    is_on_hold: bool
    is_draft: bool
    purposes: list[str]
    steps: list[Step]


def order_card(order: OrderRow, *, zone: str, today: date, steps: Iterable[Step] = (), purposes: Iterable[str] = ()) -> OrderCard:
    """An order as the chart shows it, with what the reader can do with it. Days are those of the reader's zone."""
    tone, icon = TONES.get(order.status, ("plain", "info"))
    dates = f"from {day_text(order.starts_on, today)}"
    if order.ends_on:
        dates += f" until {day_text(order.ends_on, today)}"
    hold = order.hold
    ended = ""
    if order.ended_at:
        reason = order.end_reason.label if order.end_reason else ""
        ended = f"{day_text(local_date(order.ended_at, zone), today)} by {order.ended_by}: {reason}"
        ended += f"; {order.end_note}" if order.end_note else ""
    return OrderCard(
        uuid=order.uuid,
        text=order.text,
        medication=order.medication,
        how="; ".join(part for part in (order.route.label, order.preparation) if part),
        phase=order.phase.label,
        status=order.status.label,
        tone=tone,
        icon=icon,
        dates=dates,
        signed=f"signed {day_text(local_date(order.signed_at, zone), today)} by {order.signed_by}"
        if order.signed_at
        else f"written by {order.ordered_by}, not signed",
        instructions=order.instructions,
        hold=f"since {day_text(local_date(hold.held_at, zone), today)} by {hold.held_by}: {hold.reason}" if hold else "",
        ended=ended,
        is_current=order.is_current,
        is_active=order.status is OrderStatus.ACTIVE,
        is_on_hold=order.status is OrderStatus.ON_HOLD,
        is_draft=order.status is OrderStatus.DRAFT,
        purposes=list(purposes),
        steps=list(steps),
    )


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Who changed which field from what to what, and when."""

    when: str
    who: str
    field: str
    before: str
    after: str
    is_traced: bool


def change_lines(changes: Iterable[FieldChange], *, zone: str, today: date) -> list[ChangeLine]:
    """Changes of a dose, newest first. One made past the platform says so."""
    return [
        ChangeLine(
            when=moment_text(change.at, zone, today),
            who=change.who or "unknown",
            field=change.field,
            before=change.before or "nothing",
            after=change.after or "nothing",
            is_traced=change.is_traced,
        )
        for change in changes
    ]
