"""Plans as a phone shows them: in the reader's language, each number one that can be called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from treatment_plans.own_copy import copy_of
from treatment_plans.queries import PlanRow
from treatment_plans.regimens.teaching.sheets import Sheet
from treatment_plans.staying_safe.presenters import PartCard, paper_title, part_cards
from treatment_plans.staying_safe.queries import SafePlanRow
from treatment_plans.staying_safe.rules import line_of
from treatment_plans.staying_safe.vocabulary import CopyKind, PlanKind


@dataclass(frozen=True, slots=True)
class PhonePlan:
    """One plan on a phone; a sheet is folded, so that the plans stay in sight."""

    code: str
    uuid: str
    title: str
    parts: Sequence[PartCard]
    is_overdose: bool
    is_sheet: bool = False


def care_plan(plan: PlanRow, *, on: date, language: str) -> PhonePlan:
    """The plan of care, all of it: our words in the reader's language, the person's and the team's as they were written."""
    copy = copy_of(plan, name="", on=on, language=language, is_whole=True)
    parts = [
        PartCard(
            f"part-{number}",
            f"{copy.goals_title}: {part.title}" if part.is_goal else part.title,
            [line_of(line) for line in part.lines],
        )
        for number, part in enumerate(copy.parts)
    ]
    return PhonePlan(CopyKind.CARE.value, str(plan.uuid), copy.title, parts, is_overdose=False)


def sheet_plan(sheet: Sheet, language: str) -> PhonePlan:
    """The sheet of a medicine, all of it in the reader's language."""
    parts = [
        PartCard(f"{sheet.code}-{part.code}", part.title, [line_of(line) for line in part.lines])
        for part in sheet.sections(language)
    ]
    return PhonePlan(f"sheet-{sheet.code}", "", sheet.title(language), parts, is_overdose=False, is_sheet=True)


def phone_plan(row: SafePlanRow, language: str) -> PhonePlan:
    """A plan in the reader's language; its lines stay in the words in which they were written."""
    return PhonePlan(
        row.kind.value, str(row.uuid), paper_title(row.kind, language), part_cards(row, language), row.kind is PlanKind.OVERDOSE
    )
