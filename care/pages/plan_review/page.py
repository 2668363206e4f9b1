"""The review screen in words: each goal with its lines, what was done of them, and the fields of the form beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.forms import BoundField

from care.lib.dates import day_text
from care.pages.plan_review.since import Since
from patients.presenters import BothVersions, Conflict
from treatment_plans.queries import GoalRow, InterventionRow, PlanRow
from treatment_plans.reviews.forms import ReviewForm, answer_name, why_name
from treatment_plans.reviews.operations import ChangedMeanwhile
from treatment_plans.reviews.queries import LineSaid, ReviewRow, lines_of
from treatment_plans.reviews.vocabulary import Answer, LineKind

TONES = {Answer.KEEP: ("well", "check"), Answer.CHANGE: ("over", "pen"), Answer.STOP: ("plain", "close")}
NOTHING = "Nothing recorded"


@dataclass(frozen=True, slots=True)
class LineCard:
    """One line: what it is, what was done of it, and what is answered; with the fields where it may be answered."""

    text: str
    small: str
    done: list[str]
    answer: BoundField | None
    why: BoundField | None
    said: str
    tone: str
    icon: str
    because: str


@dataclass(frozen=True, slots=True)
class GoalCard:
    """One goal with its lines."""

    head: LineCard
    own_words: str
    measure: str
    lines: list[LineCard]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of the version, problems first."""

    problems: list[LineCard]
    goals: list[GoalCard]


def labels_of(plan: PlanRow) -> dict[UUID, str]:
    """What each line is called at its field."""
    found = {one.root: one.title for one in plan.problems}
    for goal in plan.goals:
        found[goal.root] = goal.own_words[:80]
        found |= {one.root: one.text for one in goal.objectives}
        found |= {one.root: one.title for one in goal.interventions}
    return found


def sheet(plan: PlanRow, review: ReviewRow, since: Since | None, form: ReviewForm | None, *, today: date) -> Sheet:
    """The lines that are asked about; of a review that has ended, those that were."""
    asked = {line.root for line in lines_of(plan)} if review.is_open else set(review.lines)
    cards = _Cards(review, since, form)
    problems = [cards.line(one.root, one.title, one.domain.label, LineKind.PROBLEM) for one in plan.problems if one.root in asked]
    goals = []
    for goal in plan.goals:
        lines = [
            cards.line(one.root, one.text, "; ".join(part for part in ("step", one.measure) if part), LineKind.OBJECTIVE)
            for one in goal.objectives
            if one.root in asked
        ]
        lines += [
            cards.line(one.root, one.title, _small(one, today), LineKind.INTERVENTION)
            for one in goal.interventions
            if one.root in asked
        ]
        if lines or goal.root in asked:
            goals.append(
                GoalCard(
                    cards.line(goal.root, "The goal itself", "", LineKind.GOAL), goal.own_words, _measure(goal, today), lines
                )
            )
    return Sheet(problems, goals)


@dataclass(frozen=True, slots=True)
class _Cards:
    review: ReviewRow
    since: Since | None
    form: ReviewForm | None

    def line(self, root: UUID, text: str, small: str, kind: LineKind) -> LineCard:
        said: LineSaid | None = self.review.lines.get(root)
        tone, icon = TONES[said.answer] if said else ("plain", "question")
        done = self.since.done.get(root, []) if self.since else []
        if self.since and not done and kind is LineKind.INTERVENTION:
            done = [NOTHING]
        has = self.form is not None and answer_name(root) in self.form.fields
        return LineCard(
            text=text,
            small=small,
            done=done,
            answer=self.form[answer_name(root)] if self.form and has else None,
            why=self.form[why_name(root)] if self.form and has else None,
            said=said.answer.label if said else "No answer",
            tone=tone,
            icon=icon,
            because=said.why if said else "",
        )


def _small(line: InterventionRow, today: date) -> str:
    parts = [line.who, line.frequency, f"until {day_text(line.until, today)}" if line.until else ""]
    return "; ".join(part for part in parts if part)


def _measure(goal: GoalRow, today: date) -> str:
    parts = [
        f"Measure: {goal.measure}" if goal.measure else "",
        f"by {day_text(goal.target_on, today)}" if goal.target_on else "",
    ]
    return "; ".join(part for part in parts if part)


NAMES = {"helps": "What helps", "hinders": "What does not", "summary": "In a few sentences"}


def conflict(refusal: ChangedMeanwhile, form: ReviewForm, labels: Mapping[UUID, str], *, when: str) -> Conflict:
    """Both answers of each line that a colleague answered too."""
    typed = form.typed()
    rows = []
    for root, theirs in refusal.lines.items():
        mine = typed.said[root]
        saved = f"{theirs.answer.label}{f': {theirs.why}' if theirs.why else ''}"
        rows.append(BothVersions(labels.get(root, "A line"), saved, f"{mine.answer.label}{f': {mine.why}' if mine.why else ''}"))
    rows += [BothVersions(NAMES[name], text, getattr(typed, name) or "nothing") for name, text in refusal.words.items()]
    return Conflict(refusal.who, when, rows)
