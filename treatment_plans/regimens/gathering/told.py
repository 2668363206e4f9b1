"""What the person takes and uses, as it was told: medicines from elsewhere and over the counter, opioids, alcohol."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from care.actor import Permit
from patients.story.queries import Line, latest_withdrawal, part_of
from patients.story.rules import RXNORM, LastUse, Medicine, Part, Substance, SubstanceKind, Taking
from treatment_plans.regimens.safety.drugs import recognize, settle
from treatment_plans.regimens.safety.facts import Drug, Given, Measured, Ordered

RECENT = timedelta(days=30)  # older use says nothing about today
_USED = {
    SubstanceKind.HEROIN: Drug("Heroin", frozenset({"heroin"}), frozenset({"full_opioid", "opioid"})),
    SubstanceKind.FENTANYL: Drug("Fentanyl", frozenset({"fentanyl"}), frozenset({"full_opioid", "opioid"})),
    SubstanceKind.PAIN_MEDICINES: Drug(
        "Opioid pain medicine", frozenset({"pain medicine"}), frozenset({"full_opioid", "opioid"})
    ),
    SubstanceKind.METHADONE: Drug("Methadone, not prescribed", frozenset({"methadone"}), frozenset({"full_opioid", "opioid"})),
    SubstanceKind.BUPRENORPHINE: Drug("Buprenorphine, not prescribed", frozenset({"buprenorphine"}), frozenset({"opioid"})),
    SubstanceKind.OTHER_OPIOIDS: Drug("Other opioid", frozenset({"other opioid"}), frozenset({"opioid"})),
}
_SOME_OPIOID = Drug("Opioid, by the check for withdrawal", frozenset({"opioid"}), frozenset({"full_opioid", "opioid"}))
_AT_LEAST = {LastUse.HOURS_6: 0, LastUse.HOURS_24: 6, LastUse.DAYS_3: 24, LastUse.DAYS_7: 72}  # hours


@dataclass(frozen=True, slots=True)
class Use:
    """Use that was told with its day, oldest first."""

    opioids: tuple[Given, ...]
    drinks: tuple[Measured, ...]


def told_medicines(*, permit: Permit, at: datetime, zone: ZoneInfo) -> tuple[Ordered, ...]:
    """What is on the list of medicines, as it is taken. Two queries."""
    lines = part_of(permit=permit, part=Part.MEDICINES).lines
    return tuple(_taken(line, line.said, zone) for line in lines if isinstance(line.said, Medicine))


def _taken(line: Line, said: Medicine, zone: ZoneInfo) -> Ordered:
    written = f"{said.name} {said.dose}".strip()
    found = recognize(said.name, words=(written,), rxcuis=(said.code,) if said.code and said.system == RXNORM else ())
    is_over = bool(said.stopped) or said.taking is Taking.NOT
    until = line.last_at.astimezone(zone).date()
    return Ordered(
        id=f"told-{line.uuid}",
        drug=settle(found.drug, dose=found.strength.each, route=found.route, text=written),
        route=found.route,
        status="stopped" if is_over else "active",
        authored_at=line.recorded_at.astimezone(zone),
        starts_on=first_day(said.since),
        ended_on=min(last_day(said.stopped) or until, until) if is_over else None,
        is_report=True,
    )


def told_use(*, permit: Permit, at: datetime, zone: ZoneInfo) -> Use:
    """Opioids and alcohol of the last weeks, from the list of substances and the last check for withdrawal. Three queries."""
    opioids: list[Given] = []
    drinks: list[datetime] = []
    for line in part_of(permit=permit, part=Part.SUBSTANCES).lines:
        said = line.said
        if not isinstance(said, Substance) or not (day := last_day(said.last_used)):
            continue
        used = datetime.combine(min(day, line.last_at.astimezone(zone).date()), time(12), tzinfo=zone)
        if said.substance in _USED:
            opioids.append(Given(drug=_USED[said.substance], at=min(used, at)))
        elif said.substance is SubstanceKind.ALCOHOL:
            drinks.append(min(used, at))
    for check in latest_withdrawal(permit=permit):
        if check.opioid and check.opioid in _AT_LEAST:
            opioids.append(Given(drug=_SOME_OPIOID, at=_at_least(check.at, check.opioid)))
        if check.alcohol and check.alcohol in _AT_LEAST:
            drinks.append(_at_least(check.at, check.alcohol))
    return Use(
        tuple(sorted((one for one in opioids if at - one.at <= RECENT), key=lambda one: one.at)),
        tuple(Measured(None, "", drunk.astimezone(zone)) for drunk in sorted(drinks) if at - drunk <= RECENT),
    )


def _at_least(at: datetime, ago: LastUse) -> datetime:
    """The latest moment that an answer such as '6 to 24 hours ago' may mean."""
    return at - timedelta(hours=_AT_LEAST[ago])


def first_day(text: str) -> date | None:
    """The first day that a day of any precision may mean: '2015', '2015-03', '2015-03-14'."""
    return next(_days(text), None)


def last_day(text: str) -> date | None:
    """The last one."""
    return max(_days(text), default=None)


def _days(text: str) -> Iterator[date]:
    if not text:
        return
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    yield date(year, month or 1, day or 1)
    last = month or 12
    yield date(year, last, day or calendar.monthrange(year, last)[1])
