"""What the rules say of the doses that people really took: each change of the dose as the order that it stands for. Pure.

A history says what was taken on which day, not what was ordered. An order is read from it where the medicine or the daily dose
changes, and where doses begin again after so many days without one that the protocol asks for a new order (reference 1.9).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from treatment_plans.regimens.safety.dosing import core
from treatment_plans.regimens.safety.engine import judge, rules
from treatment_plans.regimens.safety.facts import Drug, Facts, Given, Ordered
from treatment_plans.regimens.safety.settings import Settings

NOT_IN_DOSES = frozenset({"gaps", "kits"})  # families of rules
STEPS = ("M-03", "M-04")  # the rules of a titration
LATELY = 14  # days: a dose that was taken so lately is a dose that the person went back to
HOUR = time(9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken on one day."""

    day: date
    drug: Drug
    amount: Decimal  # mg


@dataclass(frozen=True, slots=True)
class Person:
    """One history. Two entries of a day are one entry: the first."""

    key: str
    birth_date: date | None
    sex: str
    doses: Sequence[Taken]


@dataclass(frozen=True, slots=True)
class FlaggedStep:
    """A step up that a rule of titration spoke about."""

    person: str
    day: date
    rules: tuple[str, ...]
    before: Decimal
    after: Decimal
    days_at_dose: int
    day_of_treatment: int  # 1 is the first
    highest_lately: Decimal

    @property
    def why(self) -> str:
        """How the step is to be understood, from the doses around it."""
        if self.highest_lately >= self.after:
            return "back to a dose taken in the two weeks before"
        if self.day_of_treatment <= LATELY:
            return "titration in the first two weeks"
        return "raised later"


@dataclass
class Tally:
    """The figures over many people."""

    people: int = 0
    doses: int = 0
    orders: Counter[str] = field(default_factory=Counter)  # by start, raise, same, lower
    strongest: Counter[str] = field(default_factory=Counter)  # orders by their strongest alert; "none" where nothing was said
    strongest_known: Counter[str] = field(default_factory=Counter)  # the same without what a history of doses cannot know
    alerts: Counter[tuple[str, str]] = field(default_factory=Counter)  # by rule and severity
    raises: int = 0  # of methadone
    flagged: list[FlaggedStep] = field(default_factory=list)

    @property
    def every(self) -> int:
        return sum(self.orders.values())

    def share(self, count: int) -> float:
        """Percent of all orders."""
        return 100 * count / self.every if self.every else 0.0


def by_day(doses: Iterable[Taken]) -> list[Taken]:
    """In order of days, one a day."""
    found: dict[date, Taken] = {}
    for dose in doses:
        found.setdefault(dose.day, dose)
    return [found[day] for day in sorted(found)]


def drafts(person: Person, *, new_order_days: int) -> Iterator[tuple[Facts, str]]:
    """Each order of a history with what was known on its day, and what it does: start, raise, same, lower.

    What was ordered before, and taken before that day, stands in the record; nothing else does.
    """
    doses = by_day(person.doses)
    given = [Given(dose.drug, datetime.combine(dose.day, HOUR), amount=dose.amount) for dose in doses]
    earlier: list[Ordered] = []
    for place, dose in enumerate(doses):
        before = earlier[-1] if earlier else None
        gap = (dose.day - doses[place - 1].day).days - 1 if place else 0
        same = before is not None and core(before.drug) == core(dose.drug)
        if same and before and before.day_total == dose.amount and gap < new_order_days:
            continue
        order = Ordered(
            id=f"{person.key}-{place}",
            drug=dose.drug,
            route="sublingual" if "buprenorphine" in dose.drug.ingredients else "oral",
            dose=dose.amount,
            times_a_day=Decimal(1),
            day_total=dose.amount,
            authored_at=datetime.combine(dose.day, HOUR),
            starts_on=dose.day,
            prior=before.id if before and same else "",
            is_transition=before is not None and not same,
        )
        yield (
            Facts(
                at=datetime.combine(dose.day, HOUR),
                draft=order,
                birth_date=person.birth_date,
                sex=person.sex,
                orders=tuple(earlier),
                given=tuple(given[:place]),
            ),
            _does(before if same else None, dose.amount),
        )
        if before:
            earlier[-1] = replace(before, status="completed", ended_on=doses[place - 1].day)
        earlier.append(order)


def _does(before: Ordered | None, amount: Decimal) -> str:
    if before is None or before.day_total is None:
        return "start"
    return "same" if amount == before.day_total else "raise" if amount > before.day_total else "lower"


def judge_people(people: Iterable[Person], settings: Settings) -> Tally:
    """Every order of every history, each at its own day."""
    tally = Tally()
    new_order_days = settings.whole("methadone.missed_order_days")
    for person in people:
        if not person.doses:
            continue
        tally.people += 1
        tally.doses += len(person.doses)
        for facts, does in drafts(person, new_order_days=new_order_days):
            found = judge(facts, settings)
            tally.orders[does] += 1
            known = [alert for alert in found if rules()[alert.rule].family not in NOT_IN_DOSES]
            tally.strongest[found[0].severity.printed if found else "none"] += 1
            tally.strongest_known[known[0].severity.printed if known else "none"] += 1
            tally.alerts.update((alert.rule, alert.severity.value) for alert in found)
            if does == "raise" and "methadone" in facts.draft.drug.ingredients:
                tally.raises += 1
                if spoke := tuple(alert.rule for alert in found if alert.rule in STEPS):
                    tally.flagged.append(_flagged(person, facts, spoke))
    return tally


def _flagged(person: Person, facts: Facts, rules: tuple[str, ...]) -> FlaggedStep:
    before, day = facts.orders[-1], facts.at.date()
    amount, earlier = facts.draft.day_total or Decimal(0), [given for given in facts.given if given.drug == facts.draft.drug]
    lately = [given.amount or Decimal(0) for given in earlier if given.at.date() >= day - timedelta(days=LATELY)]
    return FlaggedStep(
        person=person.key,
        day=day,
        rules=rules,
        before=before.day_total or Decimal(0),
        after=amount,
        days_at_dose=(day - (before.starts_on or day)).days,
        day_of_treatment=(day - earlier[0].at.date()).days + 1,
        highest_lately=max(lately, default=Decimal(0)),
    )


def told(tally: Tally) -> Iterator[str]:
    """The figures as lines."""
    kinds = ", ".join(f"{tally.orders[name]:,} {name}" for name in ("start", "raise", "same", "lower"))
    yield f"{tally.people:,} people, {tally.doses:,} doses, {tally.every:,} orders: {kinds}"
    for title, strongest in (
        ("Orders by their strongest alert:", tally.strongest),
        ("The same without missing tests and kits, which a history of doses cannot hold:", tally.strongest_known),
    ):
        yield title
        for name in ("HARD", "OVR", "INFO", "none"):
            yield f"  {name:<5} {strongest[name]:>7,} {tally.share(strongest[name]):6.2f} %"
    yield "Alerts by rule:"
    for (rule, severity), count in sorted(tally.alerts.items()):
        yield f"  {rule} {severity:<5} {count:>7,} {tally.share(count):6.2f} % of orders"
    yield f"Steps up of methadone: {tally.raises:,}; flagged by a rule of titration: {len(tally.flagged):,}"
    for (why, spoke), count in sorted(Counter((step.why, " and ".join(step.rules)) for step in tally.flagged).items()):
        yield f"  {why}, {spoke}: {count:,}"
    yield "Flagged steps by size and days at the dose before:"
    sizes = Counter((_size(step.after - step.before), _days(step.days_at_dose)) for step in tally.flagged)
    for (size, days), count in sorted(sizes.items()):
        yield f"  {size}, {days}: {count:,}"


def each_step(tally: Tally) -> Iterator[str]:
    """Every flagged step as a line of a CSV."""
    yield "person,day_of_treatment,before_mg,after_mg,days_at_dose,rules,why"
    for step in tally.flagged:
        spoke = " ".join(step.rules)
        yield f"{step.person},{step.day_of_treatment},{step.before},{step.after},{step.days_at_dose},{spoke},{step.why}"


def _size(step: Decimal) -> str:
    limits = ((5, "up to 5 mg"), (10, "6 to 10 mg"), (20, "11 to 20 mg"), (40, "21 to 40 mg"))
    return next((f"{place} {words}" for place, (most, words) in enumerate(limits, start=1) if step <= most), "5 above 40 mg")


def _days(days: int) -> str:
    return f"after {days} day{'' if days == 1 else 's'}" if days < 3 else "after 3 days or more"
