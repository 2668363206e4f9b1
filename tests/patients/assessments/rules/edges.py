"""Short ways to write a table of answers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from patients.assessments.catalogue import definition
from patients.assessments.rules import Facts, Outcome, Scored, score

Numbers = Mapping[str, int | float | str | None]


def answers(given: Numbers) -> dict[str, Decimal | str | None]:
    """Numbers as the rules take them."""
    return {link_id: Decimal(str(value)) if isinstance(value, int | float) else value for link_id, value in given.items()}


def outcome(code: str, given: Numbers, **facts: object) -> Outcome:
    """What the answers to an instrument come to."""
    return score(definition(code), answers(given), Facts(**facts))


def named(found: Outcome, name: str = "total") -> Scored | None:
    """One of the scores; None where there is none."""
    return next((one for one in found.scores if one.name == name), None)


def told(found: Outcome, name: str = "total") -> tuple[int, str, bool] | None:
    """Value, band and whether it is positive, of one of the scores."""
    one = named(found, name)
    return None if one is None else (int(one.value), one.band, one.is_positive)


def row(values: list[int], prefix: str = "") -> dict[str, int]:
    """Answers in the order of a numbered instrument."""
    return {f"{prefix}{place}": value for place, value in enumerate(values, start=1)}


def filled(code: str, total: int, only: Sequence[str] = ()) -> dict[str, int]:
    """Answers to what is scored (or to `only` these) that sum up to `total`, with the values that each question allows."""
    items = [item for item in definition(code).items if (item.link_id in only if only else item.is_scored)]
    ways: dict[int, dict[str, int]] = {0: {}}
    for item in items:
        values = [int(one.value) for one in item.options] or [*range(int(item.low or 0), int(item.high or 0) + 1)]
        ways = {
            so_far + value: given | {item.link_id: value}
            for so_far, given in ways.items()
            for value in values
            if so_far + value <= total
        }
    return ways[total]
