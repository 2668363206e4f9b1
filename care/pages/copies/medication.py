"""Medication in the person's own copy: every order with how it came about, every dose, and what safety rules said."""

from datetime import date
from typing import Any

from care.lib.dates import date_text
from care.lib.pdf import Block
from care.pages.copies.parts import ORDER_WIDTHS, Frame, Part, Sheet, order_data, order_rows
from treatment_plans.regimens.queries import OrderRow, all_orders
from treatment_plans.regimens.queries.alerts import FiringRow, OpinionRow, all_firings, all_opinions
from treatment_plans.regimens.queries.doses import DoseRow, doses_of
from treatment_plans.regimens.queries.starting import ConditionRow
from treatment_plans.regimens.queries.verbal import VerbalRow
from treatment_plans.regimens.safety.engine import rules

ALL = 10_000


def orders_sheet(frame: Frame) -> Sheet:
    """Every order, what had to be so before its first dose, and who said it where it was said and not written."""
    found = all_orders(permit=frame.permit, limit=ALL)
    blocks = [Block(Part.ORDERS.label, [] if found else ["None."])]
    if found:
        blocks = [Block(Part.ORDERS.label, rows=order_rows(frame, found), widths=ORDER_WIDTHS)]
    starts = [[order.text, *_condition(frame, row)] for order in found for row in order.conditions]
    if starts:
        head = ["Medication", "Before the first dose", "How it was", "Who said so"]
        blocks.append(Block("What had to be so first", rows=[head, *starts], widths=(28, 26, 26, 20)))
    verbal = [[order.text, *_verbal(frame, order.verbal)] for order in found if order.verbal]
    if verbal:
        head = ["Medication", "Said by", "Taken down by", "What the prescriber answered"]
        blocks.append(Block("Orders by word of mouth", rows=[head, *verbal], widths=(28, 20, 24, 28)))
    return Sheet(Part.ORDERS, blocks, [_order(order) for order in found], [order.uuid for order in found])


def _condition(frame: Frame, row: ConditionRow) -> list[str]:
    how = "Open" if row.is_open else f"{'Not needed' if row.is_waived else 'Met'}: {row.words}"
    who = f"{row.by}, {frame.day(row.at)}" if row.at else ""
    return [row.condition.text, how, who]


def _verbal(frame: Frame, row: VerbalRow) -> list[str]:
    answer = "Not answered yet"
    if row.cosigned_at:
        answer = f"Signed {frame.day(row.cosigned_at)}"
    elif row.denied_at:
        answer = f"Not so, {frame.day(row.denied_at)}: {row.denied_words}"
    return [row.prescriber, f"{row.taken_by}, {frame.day(row.taken_at)}", answer]


def _order(order: OrderRow) -> dict[str, Any]:
    said = order.verbal
    return order_data(order) | {
        "conditions": [
            {
                "kind": row.condition.kind.value, "at_least": row.condition.at_least, "met_at": row.at if row.is_met else None,
                "waived_at": row.at if row.is_waived else None, "words": row.words or None, "by": row.by or None,
            }
            for row in order.conditions
        ],
        "verbal": {
            "prescriber": said.prescriber, "taken_by": said.taken_by, "taken_at": said.taken_at,
            "cosign_until": said.cosign_until, "cosigned_at": said.cosigned_at, "denied_at": said.denied_at,
            "denied_words": said.denied_words or None,
        } if said else None,
    }  # fmt: skip


def doses_sheet(frame: Frame) -> Sheet:
    """Every dose that stands, one by one, oldest first."""
    found = doses_of(permit=frame.permit, since=date.min, until=date.max)
    rows = [["Day", "Dose", "What became of it", "Who wrote it down"]]
    rows += [[date_text(row.due_on), row.text, _became(row), row.recorded_by] for row in found]
    block = Block(Part.DOSES.label, rows=rows, widths=(18, 28, 34, 20)) if found else Block(Part.DOSES.label, ["None."])
    data = [
        {
            "id": row.uuid, "order": row.order, "medication": row.medication_code, "due_on": row.due_on, "part": row.part,
            "parts": row.parts, "outcome": row.outcome.value, "amount": row.amount, "unit": row.unit, "route": row.route.value,
            "site": row.site or None, "lot": row.lot or None, "expires_on": row.expires_on, "at": row.at,
            "recorded_by": row.recorded_by, "note": row.note or None, "vomited_after": row.vomited_after,
            "is_replacement": row.is_replacement,
        }
        for row in found
    ]  # fmt: skip
    return Sheet(Part.DOSES, [block], data, [row.uuid for row in found], [row.due_on for row in found])


def _became(row: DoseRow) -> str:
    after = f" after {row.vomited_after} minutes" if row.vomited_after is not None else ""
    again = ", given again" if row.is_replacement else ""
    more = [f"{row.outcome.label}{after}{again}", f"part {row.part} of {row.parts}" if row.parts > 1 else "", row.site, row.note]
    return "; ".join(part for part in more if part)


def safety_sheet(frame: Frame) -> Sheet:
    """What safety rules said of orders and doses, why a prescriber went on, and what a second one was asked and answered."""
    found, asked = all_firings(permit=frame.permit), all_opinions(permit=frame.permit)
    blocks = [Block(Part.SAFETY.label, [] if found or asked else ["Nothing was said."])]
    if found:
        rows = [["When", "Of what", "What the rule said", "What came of it"]]
        rows += [[frame.day(row.at), row.medicine, _said(row), _came(row)] for row in found]
        blocks.append(Block("What the rules said", rows=rows, widths=(14, 20, 38, 28)))
    if asked:
        rows = [["When", "Who asked", "What", "Answer"]]
        rows += [[frame.day(row.asked_at), row.asked_by, row.question, _answered(row)] for row in asked]
        blocks.append(Block("Second prescribers", rows=rows, widths=(14, 18, 36, 32)))
    data = {
        "alerts": [
            {
                "rule": row.rule, "version": row.version, "severity": row.severity, "moment": row.moment.value,
                "outcome": row.outcome.value, "detail": row.detail, "evidence": list(row.evidence), "order": row.order,
                "medicine": row.medicine, "reason": row.reason.value if row.reason else None, "words": row.words or None,
                "at": row.at, "by": row.by or None,
            }
            for row in found
        ],
        "second_opinions": [
            {
                "id": row.uuid, "order": row.order, "rules": list(row.rules), "question": row.question, "asked_at": row.asked_at,
                "asked_by": row.asked_by, "answer": row.answer.value if row.answer else None,
                "answer_words": row.answer_words or None, "answered_at": row.answered_at, "answered_by": row.answered_by or None,
            }
            for row in asked
        ],
    }  # fmt: skip
    days = frame.days(*(row.at for row in found), *(row.asked_at for row in asked))
    return Sheet(Part.SAFETY, blocks, data, [row.uuid for row in asked], days)


def _said(row: FiringRow) -> str:
    rule = rules().get(row.rule)
    return f"{rule.title if rule else row.rule}: {row.detail}"


def _came(row: FiringRow) -> str:
    why = f": {row.reason.label.lower()}. {row.words}" if row.reason else ""
    return f"{row.outcome.label}{why}" + (f" ({row.by})" if row.by else "")


def _answered(row: OpinionRow) -> str:
    if row.answer is None:
        return "Not answered yet"
    return ". ".join(part for part in (f"{row.answer.label}, {row.answered_by}", row.answer_words) if part)
