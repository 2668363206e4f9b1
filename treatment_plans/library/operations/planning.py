"""From the library into a plan: one intervention, a whole template, and what the person does not want.

Everything goes into the version that is being written. Where none is, the draft of the next one is begun, and the version in
force stays as it was agreed. Nothing that is there is changed, and nothing is doubled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from care.actor import Action, Category, Permit
from care.audit import operations as audit
from treatment_plans import operations as plans
from treatment_plans.library.gathering import standing_codes
from treatment_plans.library.queries import find_entry
from treatment_plans.library.rules.entries import Entry
from treatment_plans.library.rules.templates import Template, same_goal, sort_lines
from treatment_plans.library.rules.wishes import no_line
from treatment_plans.operations.parts import locked_plan
from treatment_plans.queries import GoalRow, PlanNotFound, PlanRow, get_goal, get_plan, plans_in_hand
from treatment_plans.vocabulary import SectionKind

LONGEST_REASON = 300  # as the plan keeps it
LONGEST_SECTION = 2000


class NoSuchEntry(LookupError):
    """The library has nothing of this code."""


class AlreadyThere(ValueError):
    """The goal has this intervention, and it goes on."""


class NoWords(ValueError):
    """What they do not want is written in their words."""


class NoRoom(ValueError):
    """The section in which it would be written is full."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One intervention as somebody chose it: who does it, how often, until when, and why."""

    code: str
    staff_id: int | None = None
    who: str = ""
    frequency: str = ""
    until: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of it. `is_begun`: a version was begun for it. `added` and `there` are names of interventions."""

    plan: UUID
    version: int
    goal: UUID
    is_begun: bool
    is_new_goal: bool
    added: tuple[str, ...]
    there: tuple[str, ...]


def add_chosen(*, permit: Permit, goal: UUID, chosen: Chosen, at: datetime) -> Applied:
    """Hang an intervention of the library on a goal. A goal of the version in force means the same goal in the next one.

    Raises:
        NoSuchEntry, AlreadyThere, NotEnrolled.
        PlanNotFound (also where the next version has let the goal go), NotPossible, NotTheirs, NotOurColleague, DraftExists.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    entry = _entry(permit, chosen.code)
    with audit.change(permit=permit, at=at, verb="library.chosen", detail={"code": chosen.code}) as change:
        plan, row, is_begun = _in_writing(permit, goal, at)
        if any(line.is_open and line.library_code == entry.code for line in row.interventions):
            raise AlreadyThere
        _add(permit, row.uuid, entry, chosen, at)
        change.detail["version"] = plan.version
    return Applied(plan.uuid, plan.version, row.uuid, is_begun, is_new_goal=False, added=(entry.name,), there=())


def apply_template(
    *,
    permit: Permit,
    template: Template,
    own_words: str,
    lines: Sequence[Chosen],
    at: datetime,
    measure: str = "",
    target_on: date | None = None,
    told: UUID | None = None,
) -> Applied:
    """Put the chosen lines of a template under the person's own goal. A goal that says the same is used as it stands; what the
    plan has on any open goal is not added again. `told` is the goal of their story that it takes up.

    Raises:
        OwnWordsMissing: the person's own goal comes first.
        NoSuchEntry, NotEnrolled, NotPossible, NotTheirs, NotOurColleague, DraftExists, NoSuchLine (no such goal in the story).
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    words = own_words.strip()
    if not words:
        raise plans.OwnWordsMissing
    chosen = {line.code: line for line in lines}
    entries = {code: _entry(permit, code) for code in chosen}
    with audit.change(permit=permit, at=at, verb="template.applied", detail={"template": template.code}) as change:
        draft = plans_in_hand(permit=permit).draft
        number = draft.uuid if draft else plans.draft_plan(permit=permit, at=at).uuid
        if told is None:  # else the person's row is locked first, when their goal is taken up
            locked_plan(permit, Q(uuid=number))
        plan = get_plan(permit=permit, plan=number)
        goal = next((row.uuid for row in plan.open_goals if same_goal(row.own_words, words)), None)
        is_new = goal is None
        if goal is None:
            goal = plans.state_goal(
                permit=permit, plan=number, own_words=words, measure=measure, target_on=target_on, told=told, at=at
            ).uuid
        found = sort_lines(chosen, standing=standing_codes(get_plan(permit=permit, plan=number)))
        for code in found.to_add:
            _add(permit, goal, entries[code], chosen[code], at)
        change.detail.update(version=plan.version, added=list(found.to_add), there=list(found.there))
    return Applied(
        plan=number,
        version=plan.version,
        goal=goal,
        is_begun=draft is None,
        is_new_goal=is_new,
        added=tuple(entries[code].name for code in found.to_add),
        there=tuple(entries[code].name for code in found.there),
    )


def say_no(*, permit: Permit, goal: UUID, code: str, words: str, at: datetime) -> Applied:
    """Write into the plan that the person does not want something, in their words. From then on it is not suggested again without
    saying so.

    Raises:
        NoSuchEntry, NoWords, NoRoom, NotEnrolled, PlanNotFound, NotPossible, NotTheirs, DraftExists.
    """
    permit.check(category=Category.SUD, action=Action.WRITE)
    entry = _entry(permit, code)
    if not words.strip():
        raise NoWords
    with audit.change(permit=permit, at=at, verb="library.not_wanted", detail={"code": code}) as change:
        plan, row, is_begun = _in_writing(permit, goal, at)
        before = plan.text_of(SectionKind.NOT_WANTED)
        text = "\n".join(part for part in (before, no_line(entry.name, words)) if part)
        if len(text) > LONGEST_SECTION:
            raise NoRoom
        plans.write_section(permit=permit, plan=plan.uuid, kind=SectionKind.NOT_WANTED, text=text, seen=plan.revision, at=at)
        change.detail["version"] = plan.version
    return Applied(plan.uuid, plan.version, row.uuid, is_begun, is_new_goal=False, added=(), there=())


def _entry(permit: Permit, code: str) -> Entry:
    entry = find_entry(code, organisation_id=permit.organisation_id)
    if entry is None:
        raise NoSuchEntry
    return entry


def _in_writing(permit: Permit, goal: UUID, at: datetime) -> tuple[PlanRow, GoalRow, bool]:
    """A goal in the version that is being written, with its plan locked; and whether that version was begun for it.

    Raises:
        PlanNotFound: the version in writing has let the goal go. DraftExists, NotEnrolled, NotPossible.
    """
    plan, row = get_goal(permit=permit, goal=goal)
    is_begun = False
    if not plan.is_in_writing:
        hand = plans_in_hand(permit=permit)
        if plan.is_in_force and hand.draft is None:
            number, is_begun = plans.draft_plan(permit=permit, at=at).uuid, True
        elif hand.draft is not None:
            number = hand.draft.uuid
        else:
            raise PlanNotFound
    else:
        number = plan.uuid
    locked_plan(permit, Q(uuid=number))
    plan = get_plan(permit=permit, plan=number)
    found = next((one for one in plan.open_goals if one.root == row.root), None)
    if found is None:
        raise PlanNotFound
    return plan, found, is_begun


def _add(permit: Permit, goal: UUID, entry: Entry, chosen: Chosen, at: datetime) -> None:
    plans.add_intervention(
        permit=permit,
        goal=goal,
        kind=entry.kind,
        title=entry.title,
        library_code=entry.code,
        reason=chosen.reason.strip()[:LONGEST_REASON],
        instrument=entry.instrument,
        staff_id=chosen.staff_id,
        who=chosen.who,
        frequency=chosen.frequency,
        until=chosen.until,
        at=at,
    )
