"""The story of a person's plan: none yet, a draft, one version in force, a reviewed one, or complete."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from care.actor import Role
from care.demo.plans import Plan
from care.demo.story import Colleague, Story
from care.demo.words import plans as words
from care.lib.dates import age_in_years
from treatment_plans.rules import OPEN_GOALS

WEEKS_8 = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose plan it is, as far as wishes ask."""

    patient_id: int
    born_on: date
    pronouns: str
    speaks_spanish: bool

    def may_say(self, wish: words.Wish, on: date) -> bool:
        return wish.ages[0] <= age_in_years(self.born_on, on) <= wish.ages[1] and wish.pronouns in ("", self.pronouns)


def tell_plan(story: Story, *, owner: Owner, team: dict[Role, Colleague], author: Colleague, days: int) -> Plan | None:
    """The plan of somebody admitted so many days ago: none yet, a draft, one version in force, a reviewed one, or complete."""
    drawn = story.dice.random()
    if days < 4 or drawn < 0.04:
        return None
    start = max(days - story.between(1, 6), 2)
    at = story.moment(start)
    plan = Plan(
        story,
        patient_id=owner.patient_id,
        before=None,
        strengths=" ".join(story.dice.sample(words.STRENGTHS, story.between(1, 2))),
        preferences=story.one_of(words.PREFERENCES) if story.chance(0.7) else "",
        at=at,
        by=author,
    )
    _add_goals(plan, story.between(1, 3), owner, team, author, at)
    if days < 8 or drawn < 0.10:
        return plan
    plan.agree(at=at + timedelta(minutes=50), by=author)
    _progress(plan, start - 1, max(start - 60, 1), author)
    if drawn < 0.15 and start > 60:
        _complete(plan, start, author)
        return plan
    if start > 34:
        # reviewed in time by most; a few are some days or weeks late
        in_time = drawn < 0.92 or start < 130
        later = story.between(2, min(85, start - 31)) if in_time else story.between(95, 115)
        again = story.moment(later)
        following = Plan(
            story,
            patient_id=owner.patient_id,
            before=plan,
            strengths=plan.strengths,
            preferences=plan.preferences,
            at=again,
            by=author,
        )
        _add_goals(following, 1, owner, team, author, again)
        if drawn < 0.18:
            return following
        following.agree(at=again + timedelta(minutes=30), by=author)
        _progress(following, later - 1, 1, author)
        return following
    return plan


def _add_goals(plan: Plan, count: int, owner: Owner, team: dict[Role, Colleague], by: Colleague, at: datetime) -> None:
    story = plan.story
    areas = {goal.wish.area for goal in plan.goals}
    for number in range(count):
        wishes = words.WISHES_IN_SPANISH if owner.speaks_spanish and story.chance(0.7) else words.WISHES
        wish = _wish(story, wishes, areas, owner, at.date())
        if wish is None:
            return
        areas.add(wish.area)
        goal_at = at + timedelta(minutes=6 * number + 2)
        target = at.date() + timedelta(days=story.between(30, 240)) if story.chance(0.75) else None
        goal = plan.state_goal(wish, target_on=target, at=goal_at, by=by)
        for place, step in enumerate(story.dice.sample(words.STEPS[wish.area], story.between(1, 3))):
            staff = team.get(Role(step.role)) if step.role else None
            starts_on = at.date() if story.chance(0.5) else None
            until = at.date() + WEEKS_8 if starts_on and story.chance(0.3) else None
            plan.add_intervention(
                goal, step, staff=staff, starts_on=starts_on, until=until, at=goal_at + timedelta(minutes=place + 1), by=by
            )


def _wish(story: Story, wishes: Sequence[words.Wish], areas: set[str], owner: Owner, on: date) -> words.Wish | None:
    """A wish of an area that the plan does not have yet, which its owner could have said; none when the dice find none."""
    for _ in range(40):
        wish = story.one_of(wishes)
        if wish.area not in areas and owner.may_say(wish, on):
            return wish
    return None


def _progress(plan: Plan, newest: int, oldest: int, by: Colleague) -> None:
    """What was recorded on a version in force, between so many and so few days ago."""
    story = plan.story
    days_ago = newest
    for goal in plan.goals:
        if goal.lifecycle not in OPEN_GOALS or story.chance(0.35):
            continue
        days_ago -= story.between(3, 15)
        if days_ago <= oldest:
            return
        at = story.moment(days_ago)
        word = story.one_of(("in-progress", "improving", "improving", "no-change", "worsening"))
        plan.record_achievement(goal, word, story.one_of(words.ACHIEVEMENT_NOTES[word]), at=at, by=by)
        if story.chance(0.06):
            plan.hold_goal(goal, at=at + timedelta(minutes=3), by=by)
        elif story.chance(0.12) and len(goal.lines) > 1:
            plan.stop_intervention(goal, goal.lines[-1], story.one_of(words.STOP_NOTES), at=at + timedelta(minutes=4), by=by)


def _complete(plan: Plan, start: int, by: Colleague) -> None:
    at = plan.story.moment(plan.story.between(2, max(2, start - 62)), minutes=0)
    for place, goal in enumerate(plan.goals):
        if goal.lifecycle in OPEN_GOALS:
            note = plan.story.one_of(words.ACHIEVEMENT_NOTES["achieved"])
            plan.complete_goal(goal, note, at=at + timedelta(minutes=place), by=by)
    plan.complete(at=at + timedelta(minutes=20), by=by)
