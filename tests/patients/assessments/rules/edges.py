"""Short ways to write a table of answers."""

from collections.abc import Mapping
from decimal import Decimal

from patients.assessments.catalogue import definition
from patients.assessments.rules import Facts, Outcome, Scored, score

Numbers = Mapping[str, int | float | str | None]


def answers(given: Numbers) -> dict[str, Decimal | str | None]:
    """Numbers as the rules take them."""
    return {link_id: Decimal(str(value)) if isinstance(value, int | float) else value for link_id, value in given.items()}


def outcome(code: str, given: Numbers, **facts: object) -> Outcome:
    """What the answers to an instrument come to."""
    return score(definition(code), answers(given), Facts(**facts))  # type: ignore[arg-type]


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


def filled(code: str, total: int) -> dict[str, int]:
    """Answers of a numbered instrument, as high as allowed from the first on, that sum up to `total`."""
    found: dict[str, int] = {}
    left = total
    for item in definition(code).items:
        if item.is_scored and item.options:
            values = sorted(int(option.value) for option in item.options)
            found[item.link_id] = max(value for value in values if value <= left)
            left -= found[item.link_id]
    assert left == 0, f"{code} {total}"
    return found
