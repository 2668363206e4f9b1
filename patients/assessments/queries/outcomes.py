"""What completed answers came to, as it was kept on that day: nothing is computed again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from patients.assessments.models import Response, Score
from patients.assessments.rules import Danger, Outcome, Scored, Trigger


def found_of(outcome: Outcome, *, tasks: Mapping[str, UUID]) -> dict[str, Any]:
    """What is kept of an outcome beside its numbers, as JSON. `tasks` are those that it opened, by code."""
    return {
        "unscored": {name: list(missing) for name, missing in (outcome.unscored or {}).items()},
        "notes": list(outcome.notes),
        "codes": [list(code) for code in outcome.codes],
        "asks_for": list(outcome.asks_for),
        "triggers": [
            {
                "code": one.code,
                "danger": one.danger.value,
                "title": one.title,
                "why": one.why,
                "asks_for": one.asks_for,
                "minutes": one.minutes,
            }
            for one in outcome.triggers
        ],
        "tasks": {code: str(task) for code, task in tasks.items()},
    }


def outcome_of(row: Response) -> Outcome:
    """The outcome of completed answers, whose scores are read with them or in one query."""
    found = row.found
    return Outcome(
        scores=tuple(scored(one) for one in sorted(row.scores.all(), key=lambda one: one.pk)),
        triggers=tuple(Trigger(**{**one, "danger": Danger(one["danger"])}) for one in found.get("triggers", ())),
        unscored={name: tuple(missing) for name, missing in found.get("unscored", {}).items()} or None,
        notes=tuple(found.get("notes", ())),
        codes=tuple((system, code) for system, code in found.get("codes", ())),
        asks_for=tuple(found.get("asks_for", ())),
    )


def scored(one: Score) -> Scored:
    """A score as a value."""
    return Scored(one.name, one.value, one.band, one.band_label, one.is_positive, one.answered, one.is_prorated)


def tasks_of(row: Response) -> list[UUID]:
    """The numbers of the tasks that completing opened, each once."""
    return list(dict.fromkeys(UUID(task) for task in row.found.get("tasks", {}).values()))
