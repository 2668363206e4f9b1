"""Which doses are due on which days, and which days in a row were missed."""

from datetime import date, timedelta
from decimal import Decimal

from treatment_plans.regimens.rules.calendar import (
    DueDose,
    HoldDays,
    OrderDays,
    Run,
    StepDays,
    Taken,
    due_days,
    missed_run,
    strip_taken,
)
from treatment_plans.regimens.vocabulary import DoseOutcome, Frequency

FIRST = date(2026, 11, 1)


def on(number: int) -> date:
    return FIRST + timedelta(days=number - 1)


def order(**changes: object) -> OrderDays:
    values = {"frequency": Frequency.DAILY, "amount": Decimal(40), "starts_on": on(1), "ends_on": None, "in_force_on": on(1)}
    return OrderDays(**(values | {"ended_on": None} | changes))  # type: ignore[arg-type]  # each case has its own


def numbers(due: list[DueDose]) -> list[int]:
    return [(one.on - FIRST).days + 1 for one in due]


ORDERS: dict[str, tuple[OrderDays, tuple[HoldDays, ...], list[int]]] = {
    "each day": (order(), (), [1, 2, 3, 4, 5, 6, 7]),
    "from its first day": (order(starts_on=on(3)), (), [3, 4, 5, 6, 7]),
    "not before it was signed": (order(in_force_on=on(4)), (), [4, 5, 6, 7]),
    "not before its conditions are met": (order(in_force_on=None), (), []),
    "to its last day": (order(ends_on=on(2)), (), [1, 2]),
    "not on the day it ended": (order(ended_on=on(3)), (), [1, 2]),
    "the sooner of both": (order(ends_on=on(5), ended_on=on(3)), (), [1, 2]),
    "twice a day": (order(frequency=Frequency.TWICE_DAILY, ends_on=on(2)), (), [1, 1, 2, 2]),
    "three times": (order(frequency=Frequency.THREE_TIMES_DAILY, ends_on=on(1)), (), [1, 1, 1]),
    "four times": (order(frequency=Frequency.FOUR_TIMES_DAILY, ends_on=on(1)), (), [1, 1, 1, 1]),
    "once": (order(frequency=Frequency.ONCE), (), [1]),
    "when it is needed": (order(frequency=Frequency.AS_NEEDED), (), []),
    "held and lifted": (order(), (HoldDays(on(2), on(5)),), [1, 5, 6, 7]),
    "held still": (order(), (HoldDays(on(6), None),), [1, 2, 3, 4, 5]),
    "held and lifted on one day": (order(), (HoldDays(on(2), on(2)),), [1, 2, 3, 4, 5, 6, 7]),
}


def test_an_order_asks_for_its_days_and_no_others() -> None:
    wrong = {
        name: numbers(found)
        for name, (one, holds, wanted) in ORDERS.items()
        if numbers(found := due_days(one, (), holds, since=on(1), until=on(7))) != wanted
    }
    assert wrong == {}
    assert numbers(due_days(order(), since=on(5), until=on(6))) == [5, 6]
    assert due_days(order(), since=on(5), until=on(4)) == []


def test_days_on_which_a_job_holds_it_are_missed_all_the_same() -> None:
    holds = (HoldDays(on(2), on(3)), HoldDays(on(5), None, by_job=True))
    asked = due_days(order(), (), holds, since=on(1), until=on(7), also_held_by_job=True)
    assert numbers(asked) == [1, 3, 4, 5, 6, 7]
    assert numbers(due_days(order(), (), holds, since=on(1), until=on(7))) == [1, 3, 4]


def test_a_schedule_says_the_amounts_of_each_day() -> None:
    steps = (
        StepDays(on(1), on(2), (Decimal(30),)),
        StepDays(on(3), on(3), (Decimal(20), Decimal(15))),
        StepDays(on(4), None, (Decimal(40),)),
    )
    found = due_days(order(frequency=Frequency.TWICE_DAILY), steps, since=on(2), until=on(5))
    assert found == [
        DueDose(on(2), 1, 1, Decimal(30)),
        DueDose(on(3), 1, 2, Decimal(20)),
        DueDose(on(3), 2, 2, Decimal(15)),
        DueDose(on(4), 1, 1, Decimal(40)),
        DueDose(on(5), 1, 1, Decimal(40)),
    ]
    over = (StepDays(on(1), on(2), (Decimal(30),)),)
    assert numbers(due_days(order(), over, since=on(1), until=on(7))) == [1, 2]  # past its schedule it asks for nothing


def test_what_is_given_every_few_weeks_is_counted_from_the_last_time() -> None:
    monthly = order(frequency=Frequency.MONTHLY)
    assert numbers(due_days(monthly, since=on(1), until=on(60))) == [1, 29, 57]
    assert numbers(due_days(monthly, since=on(1), until=on(60), given=[on(2)])) == [2, 30, 58]
    assert numbers(due_days(monthly, since=on(20), until=on(60), given=[on(2), on(33)])) == [33]
    weekly = order(frequency=Frequency.WEEKLY, starts_on=on(10))
    assert numbers(due_days(weekly, since=on(1), until=on(24), given=[on(2)])) == [10, 17, 24]  # given before it began


def taken(number: int, outcome: DoseOutcome = DoseOutcome.OBSERVED, part: int = 1, **more: object) -> Taken:
    return Taken(on(number), part, outcome, **more)  # type: ignore[arg-type]  # each case has its own


def test_missed_days_in_a_row() -> None:
    due = [on(number) for number in range(1, 11)]
    missed, refused, home = DoseOutcome.MISSED, DoseOutcome.REFUSED, DoseOutcome.DISPENSED
    vomited = DoseOutcome.VOMITED
    cases: dict[str, tuple[list[date], list[Taken], int, Run]] = {
        "none": (due[:3], [taken(1), taken(2), taken(3)], 3, Run(0, None, on(3))),
        "three": (due[:5], [taken(1), taken(2), taken(3, missed), taken(4, refused)], 5, Run(3, on(3), on(2))),
        "a bottle at home is taken": (due[:4], [taken(1), taken(2, home), taken(3, home)], 4, Run(1, on(4), on(3))),
        "told by a hospital": (due[:3], [taken(1), taken(3, DoseOutcome.REPORTED)], 3, Run(0, None, on(3))),
        "one part of a day": (due[:2], [taken(1), taken(2), taken(2, missed, 2)], 2, Run(0, None, on(2))),
        "nothing due between": ([on(1), on(2), on(5), on(6)], [taken(1)], 6, Run(3, on(2), on(1))),
        "never taken": (due[:2], [], 2, Run(2, on(1), None)),
        "up to a day": (due, [taken(1)], 3, Run(2, on(2), on(1))),
        "not due yet": (due, [taken(1), taken(9, home)], 3, Run(2, on(2), on(1))),
        "vomited at once": (due[:2], [taken(1), taken(2, vomited, vomited_after=14)], 2, Run(1, on(2), on(1))),
        "kept for a while": (due[:2], [taken(1), taken(2, vomited, vomited_after=15)], 2, Run(0, None, on(2))),
        "given again": (due[:2], [taken(1), taken(2, vomited, vomited_after=5, given_again=True)], 2, Run(0, None, on(2))),
    }
    wrong = {
        name: found
        for name, (asked, known, until, run) in cases.items()
        if (found := missed_run(asked, known, until=on(until))) != run
    }
    assert wrong == {}


def test_what_nothing_is_recorded_of() -> None:
    twice = due_days(order(frequency=Frequency.TWICE_DAILY), since=on(1), until=on(2))
    left = strip_taken(twice, [taken(1), taken(2, DoseOutcome.MISSED, 2)])
    assert [(one.on, one.part) for one in left] == [(on(1), 2), (on(2), 1)]
