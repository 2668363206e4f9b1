"""When a date comes next, what grew, and the table of steps as the README shows it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from treatment_plans.recovery import rules
from treatment_plans.recovery.rules import Strand, course_of, moves_from, next_on
from treatment_plans.recovery.vocabulary import Returns, StepMove, StepState
from treatment_plans.rules import diagram

TODAY = date(2026, 11, 23)
README = Path(rules.__file__).parent / "README.md"
NEXT = (
    (date(2026, 11, 23), Returns.ONCE, TODAY, date(2026, 11, 23)),
    (date(2026, 11, 22), Returns.ONCE, TODAY, None),
    (date(2027, 2, 1), Returns.ONCE, TODAY, date(2027, 2, 1)),
    (date(2024, 3, 14), Returns.YEARLY, TODAY, date(2027, 3, 14)),
    (date(2024, 11, 23), Returns.YEARLY, TODAY, TODAY),
    (date(2024, 12, 1), Returns.YEARLY, TODAY, date(2026, 12, 1)),
    (date(2024, 2, 29), Returns.YEARLY, TODAY, date(2027, 2, 28)),
    (date(2024, 2, 29), Returns.YEARLY, date(2028, 1, 1), date(2028, 2, 29)),
    (date(2026, 1, 31), Returns.MONTHLY, TODAY, date(2026, 11, 30)),
    (date(2026, 1, 31), Returns.MONTHLY, date(2027, 2, 1), date(2027, 2, 28)),
    (date(2026, 1, 5), Returns.MONTHLY, date(2026, 12, 6), date(2027, 1, 5)),
    (date(2027, 5, 5), Returns.MONTHLY, TODAY, date(2027, 5, 5)),
)


def test_a_date_comes_when_the_calendar_says() -> None:
    wrong = [(one, found) for one in NEXT if (found := next_on(one[0], one[1], since=one[2])) != one[3]]
    assert wrong == []


def test_a_step_goes_on_and_back_and_the_readme_shows_it() -> None:
    assert diagram(rules.STEP, StepState.HOPED) in README.read_text()
    assert {state: moves_from(state) for state in StepState} == {
        StepState.HOPED: [StepMove.SAY, StepMove.BEGIN, StepMove.REACH, StepMove.LET_GO],
        StepState.BEGUN: [StepMove.SAY, StepMove.REACH, StepMove.LET_GO],
        StepState.REACHED: [StepMove.SAY, StepMove.HOPE_AGAIN],
        StepState.LET_GO: [StepMove.HOPE_AGAIN],
    }


def strand(label: str, *values: int) -> Strand:
    return Strand(label, tuple((date(2026, number + 1, 1), Decimal(value)) for number, value in enumerate(values)))


def test_what_grew_most_comes_first() -> None:
    found = course_of([strand("a", 2, 1, 4), strand("b", 3, 3), strand("c", 5, 4), strand("d", 1, 6), strand("e", 6)])
    assert [one.label for one in found.grew] == ["d", "a"]
    assert [one.label for one in found.less] == ["c"]
    assert [one.label for one in found.same] == ["b", "e"]
    assert [one.label for one in found.strongest] == ["d", "e", "a"]
