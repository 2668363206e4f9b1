"""Safety alerts as a screen shows them: hard stops first, then what asks for a reason, then information, folded and counted."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from care.lib.dates import day_text, local_date, time_text
from treatment_plans.regimens.alert_words import SecondAnswer
from treatment_plans.regimens.guarding import OverrideReason, OverrideWords, Said
from treatment_plans.regimens.queries.alerts import FiringRow, OpinionRow
from treatment_plans.regimens.safety.alerts import Alert, Severity
from treatment_plans.regimens.safety.engine import rules

REASON, WORDS = "reason-", "words-"  # names of the two fields of an alert, before the id of its rule


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be done about an alert; `url` where it is a page, `posts` where it is a button."""

    label: str
    url: str = ""
    posts: bool = False


@dataclass(frozen=True, slots=True)
class AlertCard:
    """One alert. `asks`: a reason is asked for; `reason` and `words` are what was typed; `is_missing`: it was not whole."""

    rule: str
    version: str
    title: str
    detail: str
    evidence: tuple[str, ...]
    source: str
    ways: tuple[Way, ...]
    asks: bool = False
    reason: str = ""
    words: str = ""
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class AlertPanel:
    """All alerts of one draft. `told` are those that were shown in this record today already."""

    stops: tuple[AlertCard, ...]
    seconds: tuple[AlertCard, ...]
    asks: tuple[AlertCard, ...]
    news: tuple[AlertCard, ...]
    told: tuple[AlertCard, ...]
    reasons: tuple[OverrideReason, ...] = tuple(OverrideReason)

    @property
    def is_empty(self) -> bool:
        """Nothing was found."""
        return not (self.stops or self.seconds or self.asks or self.news or self.told)


def alert_panel(
    alerts: Iterable[Alert],
    *,
    person: UUID,
    typed: Mapping[str, str] | None = None,
    missing: Collection[str] = (),
    told: Collection[str] = (),
    asks: bool = True,
) -> AlertPanel:
    """The alerts in the order of their weight. `missing` are rules whose reason was not whole, `told` those shown today already;
    without `asks` no reason is asked for on this page.
    """
    typed = typed or {}
    found: dict[str, list[AlertCard]] = {"stops": [], "seconds": [], "asks": [], "news": [], "told": []}
    for alert in alerts:
        place = _PLACES[alert.severity]
        if place == "news" and alert.rule in told:
            place = "told"
        found[place].append(
            AlertCard(
                rule=alert.rule,
                version=alert.version,
                title=alert.title,
                detail=alert.detail,
                evidence=alert.evidence,
                source=alert.source,
                ways=tuple(_way(action, person) for action in alert.actions),
                asks=asks and place == "asks",
                reason=typed.get(f"{REASON}{alert.rule}", ""),
                words=typed.get(f"{WORDS}{alert.rule}", ""),
                is_missing=alert.rule in missing,
            )
        )
    stops, seconds, reasons, news, before = map(tuple, found.values())
    return AlertPanel(stops, seconds, reasons, news, before)


_PLACES = {
    Severity.HARD: "stops",
    Severity.HARD_UNLESS_SECOND: "seconds",
    Severity.OVR: "asks",
    Severity.INFO: "news",
}


def said_in(typed: Mapping[str, str]) -> Said:
    """What was said of the alerts in a form that came back."""
    return Said(
        {
            name.removeprefix(REASON): OverrideWords(reason, typed.get(f"{WORDS}{name.removeprefix(REASON)}", "").strip())
            for name, reason in typed.items()
            if name.startswith(REASON) and reason
        }
    )


@dataclass(frozen=True, slots=True)
class FiringLine:
    """An alert as it was kept: what came of it, why, and by whom."""

    day: str
    title: str
    outcome: str
    reason: str
    words: str
    about: str


def firing_lines(firings: Iterable[FiringRow], *, zone: str, today: date) -> list[FiringLine]:
    """What the rules said of an order so far."""
    known = rules()
    return [
        FiringLine(
            day=day_text(local_date(row.at, zone), today),
            title=known[row.rule].title if row.rule in known else row.rule,
            outcome=row.outcome.label,
            reason=row.reason.label if row.reason else "",
            words=row.words,
            about=f"{row.rule} version {row.version}; {row.by or 'a job of the platform'}, {row.moment.label.lower()} "
            f"{time_text(row.at, zone, with_zone=True)}",
        )
        for row in firings
    ]


def agreed_rules(opinions: Iterable[OpinionRow], *, since: datetime) -> frozenset[str]:
    """The rules of which a second prescriber said lately that the order may be signed."""
    return frozenset(
        rule
        for one in opinions
        if one.answer is SecondAnswer.AGREED and one.answered_at and one.answered_at >= since
        for rule in one.rules
    )


def _way(action: str, person: UUID) -> Way:
    make = _WAYS.get(action)
    return make(action, person) if make else Way(action)


def _measure(instrument: str) -> Callable[[str, UUID], Way]:
    return lambda action, person: Way(action, reverse("assessments:begin", args=[person, instrument]), posts=True)


# What an action that the rules name leads to, where there is a page for it.
_WAYS: dict[str, Callable[[str, UUID], Way]] = {
    "Order a naloxone kit": lambda action, person: Way(action, reverse("regimens:kit", args=[person]), posts=True),
    "Give a naloxone kit": lambda action, person: Way(action, reverse("regimens:kit", args=[person]), posts=True),
    "Score COWS": _measure("cows"),
}
