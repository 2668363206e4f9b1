"""A person's doses as a page shows them: a month as a table, each day with its lines, what is due now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from care.lib.dates import day_text, local_date, time_text
from treatment_plans.regimens.beside import Mark, MarkState
from treatment_plans.regimens.queries.asking import AskingOrder
from treatment_plans.regimens.queries.doses import DoseRow
from treatment_plans.regimens.rules.calendar import NOT_TAKEN, TAKEN, DueDose, missed_run
from treatment_plans.regimens.rules.injections import Tier, Window
from treatment_plans.regimens.rules.missed import METHADONE
from treatment_plans.regimens.rules.texts import dose_text
from treatment_plans.regimens.vocabulary import DoseOutcome, OrderStatus

DAY = timedelta(days=1)
ICONS = {
    DoseOutcome.OBSERVED: "check",
    DoseOutcome.DISPENSED: "home",
    DoseOutcome.REPORTED: "message",
    DoseOutcome.MISSED: "close",
    DoseOutcome.REFUSED: "minus",
    DoseOutcome.VOMITED: "over",
}
TONES = {DoseOutcome.MISSED: "hard", DoseOutcome.REFUSED: "hard", DoseOutcome.VOMITED: "over"}
TIER_TONES = {Tier.DUE: "well", Tier.OPEN: "well", Tier.LATE: "over", Tier.ASK: "hard", Tier.EARLY: "plain"}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: the person's address, the program's day, the zone of times, and what the reader may do."""

    person: UUID
    today: date
    zone: str
    may_give: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of one row: the class of its look, its sign, and what it says in words."""

    on: date
    look: str
    icon: str
    text: str


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One medicine, or what another room puts beside it."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one column."""

    letter: str
    number: int
    text: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class DoseLine:
    """What became of one dose, as a list shows it."""

    text: str
    about: str
    outcome: str
    tone: str
    icon: str
    small: str
    wrong_url: str
    vomited_url: str
    again_url: str


@dataclass(frozen=True, slots=True)
class DayCard:
    """One day with its lines, those with nothing on record among them."""

    day: str
    lines: tuple[DoseLine, ...]
    open_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueLine:
    """A dose that is due today and of which nothing is on record. `why_not` says why it is not given now."""

    order: UUID
    part: int
    amount: Decimal
    text: str
    small: str
    why_not: str
    is_depot: bool
    other_url: str


@dataclass(frozen=True, slots=True)
class InjectionCard:
    """The next injection in words."""

    text: str
    tier: str
    tone: str
    prose: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MedicineCard:
    """How the doses of a medicine are followed, days at home, and days missed in a row."""

    name: str
    substance: str
    words: str
    at_home: str
    missed: str
    can_follow: bool
    can_unfollow: bool


Due = Mapping[tuple[date, int], tuple[DueDose, AskingOrder]]


def due_of(orders: Iterable[AskingOrder], *, since: date, until: date) -> Due:
    """What the orders of one substance ask for, by day and part; the later order speaks where two do."""
    found: dict[tuple[date, int], tuple[DueDose, AskingOrder]] = {}
    for order in orders:
        if order.is_depot:
            continue
        for dose in order.due(since=since, until=until):
            found[dose.on, dose.part] = (dose, order)
    return found


def heads(since: date, until: date, today: date) -> list[Head]:
    """The days of the table."""
    return [
        Head(f"{day:%a}"[0], day.day, f"{day:%b} {day.day}" + (", today" if day == today else ""), day == today)
        for day in days_between(since, until)
    ]


def days_between(since: date, until: date) -> list[date]:
    return [since + DAY * number for number in range((until - since).days + 1)]


def by_substance(orders: Iterable[AskingOrder]) -> dict[str, list[AskingOrder]]:
    """The orders of each substance, in the order in which they began."""
    found: dict[str, list[AskingOrder]] = defaultdict(list)
    for order in orders:
        found[order.substance].append(order)
    return found


def calendar_rows(
    orders: Sequence[AskingOrder],
    doses: Sequence[DoseRow],
    windows: Mapping[UUID, Window],
    *,
    since: date,
    until: date,
    today: date,
) -> list[CalendarRow]:
    """A row for each medicine that asks day by day, and one for the injections of each substance."""
    rows = []
    for substance, group in by_substance(orders).items():
        daily = [order for order in group if order.is_daily]
        depots = [order for order in group if order.is_depot]
        of = [dose for dose in doses if dose.substance == substance]
        injected = {order.medication_code for order in depots}
        if daily:
            due = due_of(daily, since=since, until=until)
            taken = [dose for dose in of if dose.medication_code not in injected]
            cells = tuple(_daily(day, daily, due, taken, today) for day in days_between(since, until))
            rows.append(CalendarRow(daily[-1].name, cells))
        if depots:
            window = next((windows[order.uuid] for order in reversed(depots) if order.uuid in windows), None)
            given = [dose for dose in of if dose.medication_code in injected]
            cells = tuple(_injection(day, window, given, today) for day in days_between(since, until))
            rows.append(CalendarRow(f"{depots[-1].name}, injection", cells))
    return rows


def beside_row(label: str, marks: Sequence[Mark], *, since: date, until: date) -> CalendarRow:
    """What another room puts beside the doses."""
    looks = {MarkState.DONE: ("is-given", "check"), MarkState.DUE: ("is-due", "test"), MarkState.LATE: ("is-late", "test")}
    cells = []
    for day in days_between(since, until):
        of_day = [mark for mark in marks if mark.on == day]
        if not of_day:
            cells.append(Cell(day, "is-none", "", ""))
            continue
        worst = max(of_day, key=lambda mark: list(MarkState).index(mark.state))
        cells.append(Cell(day, *looks[worst.state], ", ".join(mark.text for mark in of_day)))
    return CalendarRow(label, tuple(cells))


def _daily(day: date, orders: Sequence[AskingOrder], due: Due, doses: Sequence[DoseRow], today: date) -> Cell:
    known = [dose for dose in doses if dose.due_on == day]
    asked = [order for (on, _), (_, order) in due.items() if on == day]
    parts = {part for on, part in due if on == day} | {dose.part for dose in known}
    if not parts:
        is_held = any(
            hold.held_on <= day and (hold.lifted_on is None or day < hold.lifted_on) for o in orders for hold in o.holds
        )
        return Cell(day, "is-held", "minus", "on hold") if is_held and day <= today else Cell(day, "is-none", "", "")
    if not known:
        return _unknown(day, asked, today)
    left = len(parts - {dose.part for dose in known})
    said = [_said(dose) for dose in known]
    words = ", ".join(dict.fromkeys(said)) if len(parts) == 1 else f"{len(parts) - left} of {len(parts)}: {', '.join(said)}"
    if any(dose.outcome in NOT_TAKEN for dose in known):
        worst = next(dose.outcome for dose in known if dose.outcome in NOT_TAKEN)
        return Cell(day, "is-missed", ICONS[worst], words)
    if any(dose.outcome is DoseOutcome.VOMITED for dose in known):
        return Cell(day, "is-held", ICONS[DoseOutcome.VOMITED], words)
    if left:
        return Cell(day, "is-due" if day >= today else "is-given", "check", words)
    outcome = known[0].outcome
    return Cell(day, "is-home" if outcome is DoseOutcome.DISPENSED else "is-given", ICONS[outcome], words)


def _unknown(day: date, asked: Sequence[AskingOrder], today: date) -> Cell:
    if day > today:
        return Cell(day, "", "dot", "due")
    if day == today:
        return Cell(day, "is-due", "pill", "due today")
    since = asked[-1].followed_since if asked else None
    if since is not None and day >= since:
        return Cell(day, "is-held", "question", "nothing recorded")
    return Cell(day, "is-none", "", "")


def _injection(day: date, window: Window | None, given: Sequence[DoseRow], today: date) -> Cell:
    known = [dose for dose in given if dose.due_on == day]
    if known:
        return Cell(day, "is-given", "syringe", ", ".join(_said(dose) for dose in known))
    if window is None or day < min(window.earliest, window.due) or (window.last_on and day <= window.last_on):
        return Cell(day, "is-none", "", "")
    if day == window.due:
        return Cell(day, "is-due", "syringe", "due")
    if window.late_after is not None and day > window.late_after:
        ask = window.ask_from is not None and day >= window.ask_from
        return Cell(day, "is-late", "", "late: ask the prescriber" if ask else "late")
    if window.late_after is None and day > window.due and day > today:
        return Cell(day, "is-none", "", "")
    return Cell(day, "is-open", "", "may be given")


def _said(dose: DoseRow) -> str:
    amount = f" {dose_text(dose.amount, dose.unit)}" if dose.amount is not None else ""
    return f"{dose.outcome.label.lower()}{amount}"


def dose_line(dose: DoseRow, reader: Reader) -> DoseLine:
    """What became of a dose, who says so and when, and where it is taken back."""
    at = [reader.person, dose.uuid]
    small = [f"part {dose.part} of {dose.parts}"] if dose.parts > 1 else []
    if dose.is_replacement:
        small.append("in the place of a vomited dose")
    if dose.vomited_after is not None:
        small.append(f"after {dose.vomited_after} min" + (", given again" if dose.given_again else ""))
    small += [word for word in (dose.site, f"lot {dose.lot}" if dose.lot else "") if word]
    if dose.expires_on:
        small.append(f"expires {day_text(dose.expires_on, reader.today)}")
    if dose.note:
        small.append(dose.note)
    small.append(f"{dose.recorded_by}, {_moment(dose, reader)}")
    observed = dose.outcome is DoseOutcome.OBSERVED and dose.due_on == reader.today and not dose.is_replacement
    return DoseLine(
        text=dose.text,
        about=f"{dose.text}, {day_text(dose.due_on, reader.today)}",
        outcome=dose.outcome.label,
        tone=TONES.get(dose.outcome, "well"),
        icon=ICONS[dose.outcome],
        small=" · ".join(small),
        wrong_url=reverse("regimens:dose_void", args=at) if reader.may_give else "",
        vomited_url=reverse("regimens:dose_vomited", args=at) if reader.may_give and observed else "",
        again_url=reverse("regimens:dose_again", args=at)
        if dose.outcome is DoseOutcome.VOMITED and not dose.given_again and dose.due_on == reader.today
        else "",
    )


def _moment(dose: DoseRow, reader: Reader) -> str:
    day = local_date(dose.recorded_at, reader.zone)
    time = time_text(dose.recorded_at, reader.zone, with_zone=True)
    return time if day == dose.due_on else f"{day_text(day, reader.today)}, {time}"


def day_cards(
    orders: Sequence[AskingOrder], doses: Sequence[DoseRow], reader: Reader, *, since: date, until: date
) -> list[DayCard]:
    """The days of a month with something on record, or nothing where a record is missing, the latest first."""
    found = []
    due = [due_of(group, since=since, until=min(until, reader.today)) for group in by_substance(orders).values()]
    for day in reversed(days_between(since, until)):
        known = [dose for dose in doses if dose.due_on == day]
        there = {(dose.substance, dose.part) for dose in known}
        missing = [
            f"{order.name} {dose_text(dose.amount, order.unit)}: nothing recorded"
            for one in due
            for (on, part), (dose, order) in one.items()
            if on == day < reader.today
            and (order.substance, part) not in there
            and order.followed_since
            and on >= order.followed_since
        ]
        if known or missing:
            lines = tuple(dose_line(dose, reader) for dose in known)
            found.append(DayCard(day_text(day, reader.today), lines, tuple(missing)))
    return found


def due_lines(
    orders: Sequence[AskingOrder], doses: Sequence[DoseRow], windows: Mapping[UUID, Window], reader: Reader
) -> list[DueLine]:
    """What is due today and not on record, injections whose window is open among it."""
    there = {(dose.substance, dose.part) for dose in doses if dose.due_on == reader.today}
    found = []
    for order in orders:
        if order.status is OrderStatus.ACTIVE and order.days.in_force_on is None:
            found.append(_waiting_line(order, reader))
            continue
        if order.is_depot:
            window = windows.get(order.uuid)
            if window is not None and window.last_on != reader.today and window.tier(reader.today) is not Tier.EARLY:
                found.append(_due_line(order, DueDose(reader.today, 1, 1, order.days.amount), reader))
            continue
        for dose in order.due(since=reader.today, until=reader.today):
            if (order.substance, dose.part) not in there and not _was_divided_otherwise(order, dose, doses):
                found.append(_due_line(order, dose, reader))
    held = [order for order in orders if order.status is OrderStatus.ON_HOLD]
    found += [_held_line(order, reader) for order in held]
    return found


def _was_divided_otherwise(order: AskingOrder, due: DueDose, doses: Sequence[DoseRow]) -> bool:
    """Whether a dose of the day was taken by an order before this one that divided the day otherwise: nothing comes on top."""
    before = [dose for dose in doses if dose.due_on == due.on and dose.substance == order.substance and dose.order != order.uuid]
    return any(dose.outcome in TAKEN and dose.parts != due.parts for dose in before)


def _due_line(order: AskingOrder, dose: DueDose, reader: Reader) -> DueLine:
    part = f"part {dose.part} of {dose.parts}" if dose.parts > 1 else ""
    small = " · ".join(word for word in (part, order.route.label, order.instructions) if word)
    return DueLine(
        order=order.uuid,
        part=dose.part,
        amount=dose.amount,
        text=f"{order.name} {dose_text(dose.amount, order.unit)}",
        small=small,
        why_not="",
        is_depot=order.is_depot,
        other_url=reverse("regimens:dose_record", args=[reader.person, order.uuid, dose.on.isoformat(), dose.part]),
    )


def _waiting_line(order: AskingOrder, reader: Reader) -> DueLine:
    first = reverse("regimens:conditions", args=[reader.person, order.uuid])
    return DueLine(
        order.uuid, 0, order.days.amount, order.text, "", "Waits for what must be so before the first dose.", True, first
    )


def _held_line(order: AskingOrder, reader: Reader) -> DueLine:
    by_job = any(hold.by_job and hold.lifted_on is None for hold in order.holds)
    why = "On hold after missed doses: a new order is needed." if by_job else "On hold: nothing is given."
    other = reverse("regimens:dose_record", args=[reader.person, order.uuid, reader.today.isoformat(), 1])
    return DueLine(order.uuid, 0, order.days.amount, order.text, "", why, order.is_depot, other)


def injection_card(order: AskingOrder, window: Window, *, today: date) -> InjectionCard:
    """The next injection: since when and until when it may be given."""
    tier = window.tier(today)
    lines = (
        [("Last given", f"{day_text(window.last_on, today)}, {days_text((today - window.last_on).days)} ago")]
        if window.last_on
        else []
    )
    lines += [("Earliest", day_text(window.earliest, today)), ("Due", day_text(window.due, today))]
    if window.late_after:
        lines.append(("Late after", day_text(window.late_after, today)))
    if window.ask_from:
        lines.append(("Prescriber first from", day_text(window.ask_from, today)))
    return InjectionCard(order.text, tier.label, TIER_TONES[tier], tier.prose, tuple(lines))


def medicine_cards(orders: Sequence[AskingOrder], doses: Sequence[DoseRow], *, today: date) -> list[MedicineCard]:
    """How each medicine that is taken day by day is followed. `doses` reach far enough back to count days missed in a row."""
    found = []
    for substance, group in by_substance(order for order in orders if order.is_daily).items():
        current = [order for order in group if order.days.ended_on is None]
        if not current:
            continue
        order = current[-1]
        of = [dose for dose in doses if dose.substance == substance]
        home = [dose.due_on for dose in of if dose.outcome is DoseOutcome.DISPENSED and dose.due_on >= today]
        words = (
            f"followed day by day since {day_text(order.followed_since, today)}"
            if order.followed_since
            else "followed from the first dose on record"
            if substance == METHADONE
            else "taken by prescription: a day without a record says nothing"
        )
        found.append(
            MedicineCard(
                name=order.text,
                substance=substance,
                words=words,
                at_home=f"At home for {days_text(len(set(home)))}, until {day_text(max(home), today)}" if home else "",
                missed=_missed(group, of, today),
                can_follow=order.followed_since is None and substance != METHADONE,
                can_unfollow=order.followed_since is not None and substance != METHADONE,
            )
        )
    return found


def _missed(group: Sequence[AskingOrder], doses: Sequence[DoseRow], today: date) -> str:
    since = max((order.followed_since for order in group if order.followed_since), default=None)
    if since is None:
        return ""
    due = {
        dose.on
        for order in group
        for dose in order.due(since=max(since, today - 45 * DAY), until=today - DAY, also_held_by_job=True)
    }
    run = missed_run(due, [dose.taken for dose in doses], until=today - DAY)
    return f"{days_text(run.days)} missed in a row" if run.days else ""


def days_text(number: int) -> str:
    """A number of days in words."""
    return "1 day" if number == 1 else f"{number} days"


def record_line(order: AskingOrder, due: DueDose, *, today: date) -> str:
    """What is recorded: 'Methadone 40 mg, Mon Nov 23, part 1 of 2'."""
    part = f", part {due.part} of {due.parts}" if due.parts > 1 else ""
    return f"{order.name} {dose_text(due.amount, order.unit)}, {day_text(due.on, today)}{part}"
