"""What is still to be talked through: never, unclear, changed, begun again; each from both sides."""

from datetime import UTC, datetime, timedelta

import pytest

from treatment_plans.regimens.teaching import rules
from treatment_plans.regimens.teaching.rules import Ordered, Taught
from treatment_plans.regimens.teaching.vocabulary import Occasion, Outcome, Reason

AT = datetime(2026, 11, 23, 15, tzinfo=UTC)
DAY = timedelta(days=1)
LATER = timedelta(seconds=1)


def order(*, days: float = 0, is_change: bool = False, medication: str = "acamprosate") -> Ordered:
    """Written so many days after AT."""
    return Ordered(medication, f"{medication} of day {days}", AT + days * DAY, is_change)


def told(outcome: Outcome = Outcome.CLEAR, *, days: float = 0, sheet: str = "acamprosate") -> Taught:
    return Taught(sheet, outcome, AT + days * DAY)


def test_why_a_sheet_is_due() -> None:
    partly, later = Outcome.PARTLY, Outcome.NOT_NOW
    cases = [
        ("nobody said anything", [order()], [], Reason.NEVER),
        ("another medicine was taught", [order()], [told(sheet="methadone")], Reason.NEVER),
        ("put off is not taught", [order()], [told(later)], Reason.NEVER),
        ("taught at the same moment", [order()], [told()], None),
        ("taught just before", [order(days=30)], [told()], None),
        ("taught long before", [order(days=30.1)], [told()], Reason.ANEW),
        ("a change after it", [order(days=0.01, is_change=True)], [told()], Reason.CHANGED),
        ("a change at the same moment", [order(is_change=True)], [told()], None),
        ("a change before it", [order(days=-1, is_change=True)], [told()], None),
        ("unclear", [order()], [told(partly, days=1)], Reason.AGAIN),
        ("unclear, then clear", [order()], [told(partly, days=1), told(days=2)], None),
        ("clear, then unclear, told out of order", [order()], [told(partly, days=3), told(days=2)], Reason.AGAIN),
        ("clear, then put off", [order()], [told(days=1), told(later, days=2)], None),
    ]
    found = [(name, rules.standings(orders, taught)[0].reason) for name, orders, taught, _ in cases]
    assert found == [(name, reason) for name, _, _, reason in cases]


def test_naloxone_is_talked_through_once_beside_an_opioid_medicine() -> None:
    orders = [order(medication="methadone"), order(medication="methadone", days=60, is_change=True)]
    found = rules.standings(orders, [told(sheet="naloxone"), told(sheet="methadone")])
    assert [(one.sheet.code, one.orders, one.reason) for one in found] == [
        ("methadone", ("methadone of day 0", "methadone of day 60"), Reason.CHANGED),
        ("naloxone", (), None),
    ]
    assert [one.occasion for one in found] == [Occasion.CHANGE, Occasion.AGAIN]
    assert rules.standings([order(medication="methadone")], [])[0].occasion is Occasion.START
    assert rules.due_sentence(found) == "Changed since: Methadone."
    never = rules.standings([order(medication="methadone"), order()], [told(Outcome.PARTLY)])
    assert rules.due_sentence(never) == "Never talked through: Methadone, Naloxone. Some of it was unclear: Acamprosate."
    assert rules.due_sentence(rules.standings([], [])) == ""


def test_what_was_put_off_is_said_until_it_is_talked_through() -> None:
    put_off = rules.standings([order()], [told(Outcome.NOT_NOW, days=1)])[0]
    after = rules.standings([order()], [told(Outcome.NOT_NOW, days=1), told(days=2)])[0]
    assert (put_off.not_now, put_off.last, after.not_now) == (AT + DAY, None, None)


def test_a_medicine_without_a_sheet_is_named() -> None:
    orders = [order(), order(medication="clonidine")]
    assert [one.medication for one in rules.without_sheet(orders)] == ["clonidine"]


def test_a_teach_back_is_in_the_persons_words() -> None:
    kept = [
        (rules.check_said(Outcome.CLEAR, " Twice a day. ", "x"), ("Twice a day.", "")),
        (rules.check_said(Outcome.PARTLY, "Twice.", " when to call "), ("Twice.", "when to call")),
        (rules.check_said(Outcome.NOT_NOW, "", ""), ("", "")),
        (rules.check_said(Outcome.CLEAR, "x" * 1001, ""), ("x" * 1000, "")),
    ]
    assert [(got, meant) for got, meant in kept if got != meant] == []
    with pytest.raises(rules.NothingSaid):
        rules.check_said(Outcome.CLEAR, "  ", "")
    with pytest.raises(rules.UnclearMissing):
        rules.check_said(Outcome.PARTLY, "Twice.", " ")
