"""A person's plan, as the operations of `treatment_plans` would leave it: the same revisions, stamps and endings.

`steps` keeps what was done in words of those operations, so that a test can do the same with them and compare.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from care.demo.rows import GoalRow, InterventionRow, PlanRow, SectionRow
from care.demo.story import Colleague, Story
from care.demo.words import plans as words
from treatment_plans.rules import OPEN_GOALS, OPEN_INTERVENTIONS, review_due


@dataclass(slots=True)
class Line:
    """An intervention while the story is told."""

    id: int
    position: int
    step: words.Step
    staff: Colleague | None
    who: str
    starts_on: date | None
    until: date | None
    revision: int
    added_at: datetime
    added_by: int
    changed_at: datetime
    changed_by: int
    status: str = "planned"
    ended_at: datetime | None = None
    ended_by: int | None = None
    end_note: str = ""
    carried_from: int | None = None
    root: str = ""


@dataclass(slots=True)
class Goal:
    """A goal while the story is told."""

    id: int
    position: int
    wish: words.Wish
    target_on: date | None
    revision: int
    stated_at: datetime
    stated_by: int
    changed_at: datetime
    changed_by: int
    lines: list[Line] = field(default_factory=list)
    lifecycle: str = "proposed"
    achievement: str = ""
    achievement_note: str = ""
    achievement_at: datetime | None = None
    achievement_by: int | None = None
    ended_at: datetime | None = None
    ended_by: int | None = None
    end_note: str = ""
    carried_from: int | None = None
    root: str = ""


class Plan:
    """One version of a plan; each method does what the operation of that name does."""

    def __init__(
        self,
        story: Story,
        *,
        patient_id: int,
        before: "Plan | None",
        strengths: str,
        preferences: str,
        at: datetime,
        by: Colleague,
    ) -> None:
        self.story = story
        self.patient_id = patient_id
        self.id = story.next_number(PlanRow)
        self.before = before
        self.version: int = before.version + 1 if before else 1
        self.first_agreed: datetime | None = before.first_agreed if before else None
        self.revision = 1
        self.status = "draft"
        self.strengths, self.preferences = strengths, preferences
        self.offered_revision: int | None = None
        self.starts_on: date | None = None
        self.started_at = self.changed_at = at
        self.started_by = self.changed_by = by.user_id
        self.agreed_at: datetime | None = None
        self.agreed_by: int | None = None
        self.review_due_on: date | None = None
        self.ended_at: datetime | None = None
        self.ended_by: int | None = None
        self.end_reason = ""
        self.steps: list[tuple[str, datetime, Colleague, dict[str, Any]]] = before.steps if before else []
        self.goals: list[Goal] = []
        self._note("draft_plan", at, by, strengths=strengths, preferences=preferences)
        if before is not None and before.status == "active":
            self.goals = [self._carried(goal) for goal in before.goals if goal.lifecycle in OPEN_GOALS]

    def _carried(self, goal: Goal) -> Goal:
        copy = Goal(
            id=self.story.next_number(GoalRow),
            position=goal.position,
            wish=goal.wish,
            target_on=goal.target_on,
            revision=self.revision,
            stated_at=goal.stated_at,
            stated_by=goal.stated_by,
            changed_at=goal.changed_at,
            changed_by=goal.changed_by,
            lifecycle=goal.lifecycle,
            achievement=goal.achievement,
            achievement_note=goal.achievement_note,
            achievement_at=goal.achievement_at,
            achievement_by=goal.achievement_by,
            carried_from=goal.id,
            root=goal.root,
        )
        for line in goal.lines:
            if line.status in OPEN_INTERVENTIONS:
                copy.lines.append(
                    Line(
                        id=self.story.next_number(InterventionRow),
                        position=line.position,
                        step=line.step,
                        staff=line.staff,
                        who=line.who,
                        starts_on=line.starts_on,
                        until=line.until,
                        revision=self.revision,
                        added_at=line.added_at,
                        added_by=line.added_by,
                        changed_at=line.changed_at,
                        changed_by=line.changed_by,
                        status=line.status,
                        carried_from=line.id,
                        root=line.root,
                    )
                )
        return copy

    def _note(self, name: str, at: datetime, by: Colleague, **given: Any) -> None:
        self.steps.append((name, at, by, given))

    def _touch(self, at: datetime, by: Colleague) -> None:
        self.revision += 1
        self.changed_at, self.changed_by = at, by.user_id

    def _stamp(self, line: Goal | Line, at: datetime, by: Colleague) -> None:
        line.revision = self.revision
        line.changed_at, line.changed_by = at, by.user_id

    def state_goal(self, wish: words.Wish, *, target_on: date | None, at: datetime, by: Colleague) -> Goal:
        self._touch(at, by)
        goal = Goal(
            id=self.story.next_number(GoalRow),
            position=max((goal.position for goal in self.goals), default=0) + 1,
            wish=wish,
            target_on=target_on,
            revision=self.revision,
            stated_at=at,
            stated_by=by.user_id,
            changed_at=at,
            changed_by=by.user_id,
            root=self.story.uuid(at),
        )
        self.goals.append(goal)
        self._note("state_goal", at, by, own_words=wish.words, measure=wish.measure, target_on=target_on)
        return goal

    def add_intervention(
        self, goal: Goal, step: words.Step, *, staff: Colleague | None, starts_on: date | None, until: date | None,
        at: datetime, by: Colleague,
    ) -> Line:  # fmt: skip
        self._touch(at, by)
        line = Line(
            id=self.story.next_number(InterventionRow),
            position=max((line.position for line in goal.lines), default=0) + 1,
            step=step,
            staff=staff,
            who="" if staff else step.who or "the care team",
            starts_on=starts_on,
            until=until,
            revision=self.revision,
            added_at=at,
            added_by=by.user_id,
            changed_at=at,
            changed_by=by.user_id,
            root=self.story.uuid(at),
        )
        goal.lines.append(line)
        self._note("add_intervention", at, by, goal=goal.position, line=line)
        return line

    def agree(self, *, at: datetime, by: Colleague) -> None:
        if self.before is not None and self.before.status == "active":
            self.before.end("revoked", "superseded", at=at, by=by)
        self.revision += 1
        today = at.date()
        for goal in self.goals:
            if goal.lifecycle == "proposed":
                goal.lifecycle = "active"
                self._stamp(goal, at, by)
            for line in goal.lines:
                if line.status == "planned" and (line.starts_on is None or line.starts_on <= today):
                    line.status = "active"
                    self._stamp(line, at, by)
        self.status = "active"
        self.offered_revision, self.starts_on = self.revision, today
        self.agreed_at, self.agreed_by = at, by.user_id
        self.changed_at, self.changed_by = at, by.user_id
        self.review_due_on = review_due(today, is_first=self.first_agreed is None)
        self.first_agreed = self.first_agreed or at
        self._note("agree_plan", at, by)

    def record_achievement(self, goal: Goal, word: str, note: str, *, at: datetime, by: Colleague) -> None:
        self._touch(at, by)
        self._achieve(goal, word, note, at, by)
        self._stamp(goal, at, by)
        self._note("record_achievement", at, by, goal=goal.position, achievement=word, note=note)

    def _achieve(self, goal: Goal, word: str, note: str, at: datetime, by: Colleague) -> None:
        goal.achievement, goal.achievement_note = word, note
        goal.achievement_at, goal.achievement_by = at, by.user_id

    def hold_goal(self, goal: Goal, *, at: datetime, by: Colleague) -> None:
        self._touch(at, by)
        goal.lifecycle = "on-hold"
        self._stamp(goal, at, by)
        self._note("hold_goal", at, by, goal=goal.position)

    def complete_goal(self, goal: Goal, note: str, *, at: datetime, by: Colleague) -> None:
        goal.lifecycle = "completed"
        goal.ended_at, goal.ended_by, goal.end_note = at, by.user_id, note
        self._achieve(goal, "achieved", note, at, by)
        self._touch(at, by)
        self._stamp(goal, at, by)
        for line in goal.lines:
            if line.status in OPEN_INTERVENTIONS:
                line.status = "completed"
                line.ended_at, line.ended_by = at, by.user_id
                self._stamp(line, at, by)
        self._note("end_goal", at, by, goal=goal.position, note=note)

    def stop_intervention(self, goal: Goal, line: Line, reason: str, *, at: datetime, by: Colleague) -> None:
        self._touch(at, by)
        line.status = "stopped"
        line.ended_at, line.ended_by, line.end_note = at, by.user_id, reason
        self._stamp(line, at, by)
        self._note("stop_intervention", at, by, goal=goal.position, position=line.position, reason=reason)

    def complete(self, *, at: datetime, by: Colleague) -> None:
        self.end("completed", "goals_reached", at=at, by=by)
        self._note("complete_plan", at, by)

    def revoke(self, reason: str, *, at: datetime, by: Colleague) -> None:
        for goal in self.goals if self.status == "active" else ():
            for line in goal.lines:
                if line.status in OPEN_INTERVENTIONS:
                    line.status = "stopped"
                    line.ended_at, line.ended_by = at, by.user_id
                    self._stamp(line, at, by)
            if goal.lifecycle in OPEN_GOALS:
                goal.lifecycle = "cancelled"
                goal.ended_at, goal.ended_by = at, by.user_id
                self._stamp(goal, at, by)
        self.end("revoked", reason, at=at, by=by)
        self._note("revoke_plan", at, by, reason=reason)

    def end(self, status: str, reason: str, *, at: datetime, by: Colleague) -> None:
        self.status, self.end_reason = status, reason
        self.ended_at, self.ended_by = at, by.user_id
        self._touch(at, by)

    def write(self) -> None:
        """This version and those before it, as rows."""
        if self.before is not None:
            self.before.write()
        story = self.story
        story.add(
            PlanRow(
                id=self.id,
                uuid=story.uuid(self.started_at),
                patient_id=self.patient_id,
                organisation_id=story.clinic.organisation_id,
                version=self.version,
                revision=self.revision,
                offered_revision=self.offered_revision,
                status=self.status,
                starts_on=self.starts_on,
                started_at=self.started_at,
                started_by_id=self.started_by,
                changed_at=self.changed_at,
                changed_by_id=self.changed_by,
                agreed_at=self.agreed_at,
                agreed_by_id=self.agreed_by,
                review_due_on=self.review_due_on,
                ended_at=self.ended_at,
                ended_by_id=self.ended_by,
                end_reason=self.end_reason,
            )
        )
        for kind, text in (("strengths", self.strengths), ("preferences", self.preferences)):
            first = self._written_in(kind)
            if text:
                story.add(
                    SectionRow(
                        id=story.next_number(SectionRow),
                        uuid=story.uuid(self.started_at),
                        plan_id=self.id,
                        kind=kind,
                        text=text,
                        revision=1,
                        changed_at=first.started_at,
                        changed_by_id=first.started_by,
                    )
                )
        for goal in self.goals:
            self._write_goal(goal)

    def _written_in(self, kind: str) -> "Plan":
        """The version in which a section got its words."""
        before = self.before
        is_same = before is not None and before.was_in_force and getattr(before, kind) == getattr(self, kind)
        return before._written_in(kind) if before is not None and is_same else self

    @property
    def was_in_force(self) -> bool:
        return self.agreed_at is not None

    def _write_goal(self, goal: Goal) -> None:
        story = self.story
        story.add(
            GoalRow(
                id=goal.id,
                uuid=story.uuid(goal.stated_at),
                root=goal.root,
                plan_id=self.id,
                position=goal.position,
                own_words=goal.wish.words,
                measure=goal.wish.measure,
                target_on=goal.target_on,
                lifecycle=goal.lifecycle,
                achievement=goal.achievement,
                achievement_note=goal.achievement_note,
                achievement_at=goal.achievement_at,
                achievement_by_id=goal.achievement_by,
                revision=goal.revision,
                stated_at=goal.stated_at,
                stated_by_id=goal.stated_by,
                changed_at=goal.changed_at,
                changed_by_id=goal.changed_by,
                ended_at=goal.ended_at,
                ended_by_id=goal.ended_by,
                end_note=goal.end_note,
                carried_from_id=goal.carried_from,
            )
        )
        for line in goal.lines:
            story.add(
                InterventionRow(
                    id=line.id,
                    uuid=story.uuid(line.added_at),
                    root=line.root,
                    goal_id=goal.id,
                    position=line.position,
                    kind_id=story.clinic.kinds[line.step.kind],
                    title=line.step.title,
                    staff_id=line.staff.staff_id if line.staff else None,
                    who=line.who,
                    frequency=line.step.frequency,
                    starts_on=line.starts_on,
                    until=line.until,
                    status=line.status,
                    revision=line.revision,
                    added_at=line.added_at,
                    added_by_id=line.added_by,
                    changed_at=line.changed_at,
                    changed_by_id=line.changed_by,
                    ended_at=line.ended_at,
                    ended_by_id=line.ended_by,
                    end_note=line.end_note,
                    carried_from_id=line.carried_from,
                )
            )
