"""Levels of care by the names of the third edition, as payers still write them."""

from dataclasses import dataclass

from patients.assessments.queries import Told
from patients.assessments.rules import Definition

NONE_NOW = "No level of its own"


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One level of the third edition, and where it stands in the fourth."""

    third: str
    fourth: str


@dataclass(frozen=True, slots=True)
class Editions:
    """The table, where it is from, and what it says of the levels that were chosen."""

    lines: tuple[EditionLine, ...]
    source: str
    chosen: tuple[str, ...] = ()


def editions_of(definition: Definition, told: Told | None = None) -> Editions | None:
    """The levels of the third edition beside those of the fourth; none where an instrument chooses no level."""
    crosswalk: dict[str, str] | None = definition.settings.get("crosswalk")
    if not crosswalk:
        return None
    labels = {f"{option.value:f}": option.label for option in definition.item("actual").options}
    return Editions(
        lines=tuple(EditionLine(third, labels.get(fourth, NONE_NOW)) for third, fourth in crosswalk.items()),
        source=f"Clinical reference {definition.settings['crosswalk_source']}.",
        chosen=_chosen(definition, told, crosswalk, labels) if told is not None else (),
    )


def _chosen(definition: Definition, told: Told, crosswalk: dict[str, str], labels: dict[str, str]) -> tuple[str, ...]:
    found = []
    for link_id in ("recommended", "actual"):
        given = told.answers.get(link_id)
        level = "" if given is None or isinstance(given, str) else f"{given.normalize():f}"
        if level not in labels:
            continue
        names = [third for third, fourth in crosswalk.items() if fourth == level]
        said = f"{' or '.join(names)} in the third edition" if names else "not in the third edition"
        found.append(f"{definition.item(link_id).label}: {labels[level]}, {said}.")
    return tuple(found)
