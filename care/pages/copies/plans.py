"""Every version of the plan in the person's own copy: what it says, who signed it, and what was said at its lines."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from care.lib.pdf import DOT, Block
from care.pages.copies.parts import Frame, Part, Sheet, plan_blocks, plan_data, plan_problems
from treatment_plans.queries import CommentRow, PlanRow, SignatureRow, comments_of, signatures_by_plan, whole_plans
from treatment_plans.vocabulary import Subject


def plans_sheet(frame: Frame) -> Sheet:
    """Newest first. Five queries, whatever the number of versions."""
    found = whole_plans(permit=frame.permit)
    signed = signatures_by_plan(permit=frame.permit)
    titles = _titles(frame, found)
    said = [one for one in comments_of(permit=frame.permit, settled=True) if one.line is None or one.line in titles]
    blocks = [Block(Part.PLANS.label, [] if found else ["There is no plan yet."])]
    for plan in found:
        names = [f"{DOT}{_signed(frame, one)}" for one in signed.get(plan.uuid, ())]
        blocks += [Block(f"Version {plan.version}"), *plan_blocks(frame, plan)]
        blocks += [Block("Signatures", names)] if names else []
    if said:
        rows = [["When", "About", "What was said"], *(_said(frame, one, titles) for one in said)]
        blocks.append(Block("Questions and comments at the plan", rows=rows, widths=(18, 26, 56)))
    data = [
        plan_data(frame, plan)
        | {
            "signatures": [_signature_data(one) for one in signed.get(plan.uuid, ())],
            # what is said at a line stays with the line in every version: it stands with the newest
            "comments": [_comment_data(one, titles) for one in said] if plan is found[0] else [],
        }
        for plan in found
    ]
    return Sheet(Part.PLANS, blocks, data, [plan.uuid for plan in found])


def _titles(frame: Frame, plans: Sequence[PlanRow]) -> dict[UUID, str]:
    """What each line of any version that may be shown is called, as it was worded last."""
    titles: dict[UUID, str] = {}
    for plan in reversed(plans):
        titles |= {problem.root: problem.title for problem in plan_problems(frame, plan)}
        for goal in plan.goals:
            titles[goal.root] = f"“{goal.own_words}”"
            titles |= {step.root: step.text for step in goal.objectives}
            titles |= {line.root: line.title for line in goal.interventions}
    return titles


def _about(one: CommentRow, titles: dict[UUID, str]) -> str:
    if one.line is not None:
        return titles[one.line]
    return one.section.label if one.section else Subject.PLAN.label


def _signed(frame: Frame, one: SignatureRow) -> str:
    reason = f" {one.reason}" if one.reason else ""
    name = f"{one.name}: " if one.name else ""
    return f"{one.party.label}, {frame.day(one.signed_at)}. {name}{one.way.label.lower()}.{reason}"


def _said(frame: Frame, one: CommentRow, titles: dict[UUID, str]) -> list[str]:
    asked = f" (asked of {one.asked})" if one.asked else ""
    lines = [f"{one.written_by}{asked}: {one.text}", *(f"{answer.written_by}: {answer.text}" for answer in one.answers)]
    return [frame.day(one.written_at), _about(one, titles), "\n".join(lines)]


def _signature_data(one: SignatureRow) -> dict[str, Any]:
    return {
        "party": one.party.value, "way": one.way.value, "name": one.name or None, "reason": one.reason or None,
        "signed_at": one.signed_at, "signed_by": one.signed_by,
    }  # fmt: skip


def _comment_data(one: CommentRow, titles: dict[UUID, str]) -> dict[str, Any]:
    return {
        "about": _about(one, titles), "text": one.text, "is_question": one.is_question, "asked": one.asked or None,
        "written_at": one.written_at, "written_by": one.written_by, "is_settled": one.is_settled,
        "answers": [{"text": answer.text, "at": answer.written_at, "by": answer.written_by} for answer in one.answers],
    }  # fmt: skip
