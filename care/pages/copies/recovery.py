"""Dates that the person chose, steps in their life and groups, in their own copy."""

from care.lib.dates import date_text
from care.lib.pdf import Block
from care.pages.copies.parts import Frame, Part, Sheet
from treatment_plans.recovery.presenters import moved_words, visit_title
from treatment_plans.recovery.queries import StepRow, chosen_dates, goals_of_plan, group_visits, life_steps

ALL = 10_000


def recovery_sheet(frame: Frame) -> Sheet:
    """Everything that stands, in the person's words. Scores stand among the questionnaires."""
    dates, steps = chosen_dates(permit=frame.permit), life_steps(permit=frame.permit)
    visits = group_visits(permit=frame.permit, limit=ALL)
    goals = goals_of_plan(permit=frame.permit) if any(one.goal for one in steps) else {}
    blocks = [Block(Part.RECOVERY.label, [] if dates or steps or visits else ["None."])]
    if dates:
        rows = [["Your date", "It comes", "Your words", "How it is marked"]]
        rows += [[date_text(one.day), one.returns.label, one.own_words, one.colleague or one.marking.label] for one in dates]
        blocks.append(Block("Dates that you chose", rows=rows, widths=(18, 16, 40, 26)))
    if steps:
        rows = [["Your step", "Where it stands", "What happened"]]
        rows += [[f"{one.kind.label}: {one.own_words}", one.state.label, _news(one)] for one in steps]
        blocks.append(Block("Steps in your life", rows=rows, widths=(40, 16, 44)))
    if visits:
        rows = [["When", "Group", "How it was, in your words"]]
        rows += [[date_text(one.on), visit_title(one), one.own_words] for one in visits]
        blocks.append(Block("Groups that you told of", rows=rows, widths=(18, 36, 46)))
    data = {
        "dates": [
            {
                "id": one.uuid, "day": one.day, "returns": one.returns.value, "own_words": one.own_words,
                "marking": one.marking.value, "colleague": one.colleague or None,
            }
            for one in dates
        ],
        "steps": [
            {
                "id": one.uuid, "kind": one.kind.value, "own_words": one.own_words, "helper": one.helper or None,
                "state": one.state.value, "goal": goals.get(one.goal) if one.goal else None,
                "news": [{"on": told.on, "move": told.move.value, "own_words": told.own_words or None} for told in one.news],
            }
            for one in steps
        ],
        "groups": [
            {"id": one.uuid, "kind": one.kind.value, "name": one.name or None, "on": one.on, "own_words": one.own_words or None}
            for one in visits
        ],
    }  # fmt: skip
    told = [*(one.uuid for one in dates), *(one.uuid for one in steps), *(one.uuid for one in visits)]
    return Sheet(Part.RECOVERY, blocks, data, told)


def _news(step: StepRow) -> str:
    said = [f"{date_text(one.on)}: {moved_words(one)}" for one in step.news]
    helped = [f"Helps: {step.helper}"] if step.helper else []
    return "; ".join([*helped, *said])
