"""What the rooms know of somebody since a moment: scores, medication, returns to use, visits, problems; and what was done."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString

from care.actor import Permit
from care.followups.queries import missed_check_ins
from care.lib.dates import day_text, local_date
from care.lib.timeline import page_of_entries
from care.pages.presenters.chart import Reader
from care.pages.timeline import Sort, readable_arms
from care.pages.trends import gathering
from care.pages.trends.picture import spark
from patients.assessments.queries.trends import LineRow
from patients.assessments.rules.change import FOLLOWED, is_worse
from patients.assessments.rules.numbers import number_text
from patients.elsewhere.queries import hospital_visits
from patients.elsewhere.rules import moment_words
from patients.rules import partial_date_text
from treatment_plans.progress.aims import Worked, worked_since
from treatment_plans.progress.queries import notes_of
from treatment_plans.queries import InterventionRow, PlanRow
from treatment_plans.regimens.queries import OrderRow, active_orders, all_orders
from treatment_plans.staying_safe.queries import returns_of

MOST = 20  # lines of health that the timeline tells
MEDICATION = "medication"  # the kind of an intervention that stands for orders


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One measure now, and as it was at the last look."""

    name: str
    url: str
    words: str
    tone: str
    icon: str
    when: str
    spark: SafeString


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened."""

    at: datetime
    when: str
    text: str
    small: str


@dataclass(frozen=True, slots=True)
class Since:
    """Everything since a moment. `done` says of each line, by its number, what was recorded; a line without anything is not in
    it. `quiet` names what there was none of.
    """

    scores: list[ScoreLine]
    not_asked: list[str]
    facts: list[Fact]
    quiet: list[str]
    done: Mapping[UUID, list[str]]


def gather(permit: Permit, plan: PlanRow, *, since: datetime, person: UUID, reader: Reader) -> Since:
    """Ask each room once."""
    lines = _followed(permit, plan, reader)
    orders = all_orders(permit=permit)
    worked = worked_since(permit=permit, since=since)
    asked = [row for row in lines if row.latest[-1][0] > since]
    facts, quiet = _facts(permit, since, orders, reader)
    return Since(
        scores=[_score(row, since, person, reader) for row in asked],
        not_asked=[gathering.measure_of(row.key).name for row in lines if row not in asked],
        facts=sorted(facts, key=lambda fact: fact.at, reverse=True),
        quiet=quiet,
        done=_done(permit, plan, worked, lines, since, reader),
    )


def _followed(permit: Permit, plan: PlanRow, reader: Reader) -> list[LineRow]:
    """The measures that are followed over time, and those by which a goal is."""
    wanted = set(FOLLOWED.items()) | {(goal.target.instrument, goal.target.name) for goal in plan.goals if goal.target}
    rows = gathering.lines_of(gathering.Person(permit, reader.zone, reader.today, None))
    return [row for row in rows if (row.key.instrument, row.key.name) in wanted]


def _score(row: LineRow, since: datetime, person: UUID, reader: Reader) -> ScoreLine:
    measure = gathering.measure_of(row.key)
    at, now = row.latest[-1]
    earlier = [value for moment, value in row.latest if moment <= since]
    before = earlier[-1] if earlier else row.latest[0][1] if row.count > 1 else None
    words, tone, icon = _change(before, now, measure)
    return ScoreLine(
        name=measure.name,
        url=reverse("pages:trends", args=[person]),
        words=words,
        tone=tone,
        icon=icon,
        when=day_text(local_date(at, reader.zone), reader.today),
        spark=spark([value for _, value in row.latest], measure.scale),
    )


def _change(before: Decimal | None, now: Decimal, measure: gathering.Measure) -> tuple[str, str, str]:
    if before is None:
        return f"{number_text(now)}, for the first time", "plain", "dot"
    if before == now:
        return f"{number_text(now)}, as before", "plain", "dot"
    words = f"{number_text(before)} → {number_text(now)}"
    if (now > before) is measure.scale.higher_is_better:
        return f"{words}, better", "well", "check"
    if is_worse(before, now, instrument=measure.key.instrument, score=measure.scale):
        return f"{words}, worse by more than chance", "over", "over"
    return f"{words}, a little worse", "plain", "dot"


def _facts(permit: Permit, since: datetime, orders: Sequence[OrderRow], reader: Reader) -> tuple[list[Fact], list[str]]:
    zone, today = reader.zone, reader.today

    def fact(at: datetime, text: str, small: str = "", when: str = "") -> Fact:
        return Fact(at, when or day_text(local_date(at, zone), today), text, small)

    ordered = [fact(one.signed_at, _ordered(one), one.signed_by) for one in orders if one.signed_at and one.signed_at > since]
    ordered += [
        fact(one.ended_at, f"{one.text}: ended", one.end_reason.label if one.end_reason else "")
        for one in orders
        if one.signed_at and one.ended_at and one.ended_at > since
    ]
    returned = [
        fact(one.recorded_at, f"Return to use: {one.substance}", f"happened {partial_date_text(one.happened)}")
        for one in returns_of(permit=permit)
        if one.recorded_at > since
    ]
    missed = [fact(at, f"Check-in missed: {name.lower()}") for at, name in missed_check_ins(permit=permit) if at > since]
    stays = [
        fact(one.happened.at, one.what, one.source, moment_words(one.happened, zone, today))
        for one in hospital_visits(permit=permit)
        if one.happened.at > since
    ]
    held = [one for one in notes_of(permit=permit) if since < one.starts_at]
    visits = [fact(held[0].starts_at, f"Visits written down: {len(held)}", f"the last by {held[0].author}")] if held else []
    arms = readable_arms(permit=permit, sort=Sort.HEALTH)
    told = page_of_entries(arms, permit=permit, limit=MOST).rows if arms else []
    health = [fact(one.at, one.what, one.who) for one in told if one.at > since]
    named = (
        ("change of medication", ordered),
        ("return to use told", returned),
        ("missed check-in", missed),
        ("hospital or emergency care", stays),
        ("visit written down", visits),
        ("new problem or allergy", health),
    )
    return [one for _, found in named for one in found], [name for name, found in named if not found]


def _ordered(order: OrderRow) -> str:
    if order.replaces_dose and order.replaces_dose != order.dose:
        return f"{order.text}: was {order.replaces_dose}"
    return f"{order.text}: ordered"


def _done(
    permit: Permit,
    plan: PlanRow,
    worked: Sequence[Worked],
    lines: Sequence[LineRow],
    since: datetime,
    reader: Reader,
) -> dict[UUID, list[str]]:
    """What was recorded of each goal and of what is done towards it."""
    by_line: dict[UUID, list[Worked]] = defaultdict(list)
    for one in worked:
        by_line[one.intervention or one.goal].append(one)
    current = (
        active_orders(permit=permit)
        if any(_is_medication(line) for goal in plan.open_goals for line in goal.interventions)
        else []
    )
    done: dict[UUID, list[str]] = defaultdict(list)
    for goal in plan.open_goals:
        done[goal.root] += _sessions(by_line[goal.root], reader)
        if goal.achievement and goal.achievement_at and goal.achievement_at > since:
            done[goal.root].append(goal.achievement.label)
        for line in goal.interventions:
            done[line.root] += _sessions(by_line[line.root], reader)
            done[line.root] += [f"In force: {order.text}" for order in current] if _is_medication(line) else []
            done[line.root] += _answered(line, lines, since)
    return {root: said for root, said in done.items() if said}


def _is_medication(line: InterventionRow) -> bool:
    return line.is_open and line.kind_code == MEDICATION


def _sessions(worked: Sequence[Worked], reader: Reader) -> list[str]:
    if not worked:
        return []
    last = day_text(local_date(worked[0].starts_at, reader.zone), reader.today)
    times = "1 note" if len(worked) == 1 else f"{len(worked)} notes"
    return [f"{times}, the last {last} by {worked[0].author}"]


def _answered(line: InterventionRow, lines: Sequence[LineRow], since: datetime) -> list[str]:
    if not line.instrument:
        return []
    times = {at for row in lines if row.key.instrument == line.instrument for at, _ in row.latest if at > since}
    name = next((gathering.measure_of(row.key).name for row in lines if row.key.instrument == line.instrument), line.instrument)
    return [f"{name}: answered {len(times)} {'time' if len(times) == 1 else 'times'}"] if times else []
