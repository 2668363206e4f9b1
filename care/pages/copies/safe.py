"""Plans for staying well and safe, and returns to use, in the person's own copy."""

from care.actor import Category
from care.lib.pdf import Block
from care.pages.copies.parts import Frame, Part, Sheet
from patients.rules import partial_date_text
from treatment_plans.staying_safe.presenters import part_cards
from treatment_plans.staying_safe.queries import ReturnRow, SafePlanRow, returns_of, whole_safe_plans


def staying_safe_sheet(frame: Frame) -> Sheet:
    """Every version that was agreed, drafts too, and what was told of returns to use."""
    plans = whole_safe_plans(permit=frame.permit)
    told = returns_of(permit=frame.permit) if frame.permit.covers(Category.SUD) else []
    blocks = [Block(Part.STAYING_SAFE.label, [] if plans or told else ["None."])]
    for plan in plans:
        blocks.append(Block(f"{plan.kind.label}, version {plan.version}", [_stands(frame, plan)]))
        blocks += [
            Block("", facts=[(card.title, "; ".join(f"{one.before}{one.number}{one.after}" for one in card.lines))])
            for card in part_cards(plan, "en")
        ]
    if told:
        rows = [["When", "What", "Your words", "Around it; what helped"]]
        rows += [[partial_date_text(one.happened), one.substance, one.own_words, _around(one)] for one in told]
        blocks.append(Block("Returns to use", rows=rows, widths=(16, 16, 36, 32)))
    data = {
        "plans": [
            {
                "id": plan.uuid, "kind": plan.kind.value, "version": plan.version, "state": plan.state.value,
                "agreed_at": plan.agreed_at, "ended_at": plan.ended_at,
                "end_reason": plan.end_reason.value if plan.end_reason else None,
                "parts": {part.value: text for part, text in plan.texts.items() if text},
                "signatures": [
                    {
                        "party": one.party.value, "way": one.way.value, "name": one.name or None, "at": one.signed_at,
                        "acts_as": one.acts_as.value if one.acts_as else None,
                    }
                    for one in plan.signatures
                ],
            }
            for plan in plans
        ],
        "returns_to_use": [
            {
                "id": one.uuid, "happened": one.happened, "substance": one.substance, "own_words": one.own_words or None,
                "around": one.around or None, "helped": one.helped or None,
            }
            for one in told
        ],
    }  # fmt: skip
    return Sheet(Part.STAYING_SAFE, blocks, data, [*(plan.uuid for plan in plans), *(one.uuid for one in told)])


def _stands(frame: Frame, plan: SafePlanRow) -> str:
    agreed = f"Agreed {frame.day(plan.agreed_at)}" if plan.agreed_at else "Not agreed yet"
    return f"{plan.state.label}. {agreed}."


def _around(one: ReturnRow) -> str:
    return "; ".join(part for part in (one.around, one.helped) if part)
