"""One draft seen with everything around it: its own day, what it changes, what else the person takes. Pure.

Made once for all rules, so that each reads the same answer to "is this a start?" and "is methadone on board?".
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.dosing import AGONISTS, DEPOTS, Kind, Stage, core, is_depot, kind_of, stages, total_on, way
from treatment_plans.regimens.safety.facts import Drug, Facts, Given, Measured, Ordered
from treatment_plans.regimens.safety.settings import Settings

IN_FORCE = frozenset({"active", "on-hold", "draft"})  # drafts of the same request are signed together, so are judged together
VOID = frozenset({"entered-in-error", "cancelled"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says; the engine adds title, source and version from the table of rules."""

    rule: str
    severity: Severity
    detail: str
    evidence: tuple[str, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """Another medicine of the person: by an order, or by doses taken without one. `ended` is None while it goes on."""

    drug: Drug
    evidence: str
    order: Ordered | None = None
    began: date | None = None
    ended: date | None = None
    last_at: datetime | None = None  # the last dose on record

    @property
    def is_draft(self) -> bool:
        """To be signed together with the draft that is judged."""
        return self.order is not None and self.order.status == "draft"


class Case:
    """The facts, and what follows from them before any rule. Nothing here changes once it is made."""

    def __init__(self, facts: Facts, settings: Settings) -> None:
        self.facts = facts
        self.settings = settings
        self.draft = facts.draft
        self.drug = facts.draft.drug
        self.moment: datetime = facts.at if facts.at_the_window else facts.draft.authored_at or facts.at
        self.day: date = self.day_of(self.moment)
        self.first_day = max(self.day, facts.draft.starts_on or self.day)
        self.taken = tuple(sorted((g for g in facts.given if g.taken and self._known_by_now(g.at)), key=_given_order))
        self.not_taken = tuple(sorted((g for g in facts.given if not g.taken and self._known_by_now(g.at)), key=_given_order))
        self.own_days = tuple(self.day_of(given.at) for given in self.taken if core(given.drug) == core(self.drug))
        self._last = {core(given.drug): given for given in self.taken}
        self.prior = self._find_prior()
        self.stages: tuple[Stage, ...] = tuple(self._find_stages())
        self.kind = kind_of(self.stages, self.prior)
        self.others = tuple(sorted(self._find_others(), key=lambda other: (other.drug.name, other.evidence)))

    # days and results

    def day_of(self, at: datetime) -> date:
        """The calendar day in the zone of the draft's own date."""
        return at.astimezone(self.moment.tzinfo).date() if at.tzinfo and self.moment.tzinfo else at.date()

    def days_since(self, at: datetime) -> int:
        return (self.first_day - self.day_of(at)).days

    def hours_since(self, at: datetime) -> Decimal:
        """What the same day brought after the hour of the draft counts as now."""
        return max(words.hours_before(self.moment, at), Decimal(0))

    def _known_by_now(self, at: datetime) -> bool:
        return self.day_of(at) <= self.day

    def results(self, key: str) -> list[Measured]:
        """Newest last; what was measured after the draft's day did not exist for it."""
        rows = [row for row in self.facts.measured.get(key, ()) if self._known_by_now(row.at)]
        return sorted(rows, key=lambda row: (row.at, row.value is not None, row.value or 0, row.words))

    def newest(self, key: str) -> Measured | None:
        rows = self.results(key)
        return rows[-1] if rows else None

    def is_older(self, at: datetime, months: int) -> bool:
        return self.day > words.add_months(self.day_of(at), months)

    def say(self, name: str, result: Measured) -> str:
        return words.result_words(name, result, self.day_of(result.at))

    @property
    def age(self) -> int | None:
        return words.age_on(self.day, self.facts.birth_date) if self.facts.birth_date else None

    # the draft

    def drafts(self, *ingredients: str) -> bool:
        return not self.drug.ingredients.isdisjoint(ingredients)

    @property
    def is_agonist(self) -> bool:
        return self.drafts(*AGONISTS)

    @property
    def goes_on(self) -> bool:
        """The medicine goes on at the same dose or a lower one."""
        return self.kind in (Kind.SAME, Kind.LOWER)

    @property
    def total(self) -> Decimal | None:
        """Milligrams of the strongest day, with what other orders of the same agonist give on it."""
        return max((stage.total for stage in self.stages if stage.total is not None), default=None)

    @property
    def strongest(self) -> Stage:
        """The stretch with the highest total; the earliest of them."""
        return max(self.stages, key=lambda stage: (stage.total is not None, stage.total or 0, -stage.number))

    def drafted(self, stage: Stage) -> tuple[str, ...]:
        """The stretch as evidence: which step it is, from when, and what is taken beside it."""
        which = f"step {stage.number} of {stage.of}, from {words.day_words(stage.first_day)}: " if stage.of > 1 else ""
        each = f", {words.mg(stage.dose)} each time" if stage.dose is not None and stage.dose != stage.drafted else ""
        beside = tuple(f"Beside it: {words.order_words(order, self.began(order))}" for order in stage.beside)
        return (f"Drafted {words.day_words(self.day)}: {which}{words.mg(stage.drafted)} a day{each}", *beside)

    def _end(self, order: Ordered) -> date | None:
        """The last day of an order that is over on the draft's day; None while it goes on."""
        if order.status in IN_FORCE:
            end = order.ended_on or order.ends_on
            return end if end and end < self.day else None
        return order.ended_on or order.ends_on

    def _is_current(self, order: Ordered) -> bool:
        return order.status in IN_FORCE and self._end(order) is None

    def _same_medicine(self, order: Ordered) -> bool:
        mine = core(self.drug)
        return bool(mine) and core(order.drug) == mine and way(order) == way(self.draft)

    def _find_prior(self) -> Ordered | None:
        """The order that the draft changes or goes on with (clinical reference 0.2, principle 6)."""
        if itself := self._itself():
            return itself
        mine = [o for o in self.facts.orders if o.id != self.draft.id and o.status not in VOID and o.status != "draft"]
        for order in mine:
            if self.draft.prior and order.id == self.draft.prior and core(order.drug) == core(self.drug) and self._lasts(order):
                return order
        same = [o for o in mine if o.status in IN_FORCE and self._lasts(o) and self._same_medicine(o)]
        return max(same, key=lambda o: (o.authored_at is not None, self.began(o) or date.min, o.id), default=None)

    def _lasts(self, order: Ordered) -> bool:
        """It goes on, or it came to its end so few days ago that a new order is a renewal."""
        end = self._end(order)
        return self._is_current(order) or bool(
            end and (self.day - end).days < self.settings.whole("methadone.missed_new_start_days")
        )

    def _itself(self) -> Ordered | None:
        """At the dosing window: an order under which a dose was taken goes on with itself."""
        first = self.began(self.draft)
        if not self.facts.at_the_window or first is None:
            return None
        last = self._last.get(core(self.drug))
        return self.draft if last and first <= self.day_of(last.at) < self.day else None

    def _find_stages(self) -> Iterator[Stage]:
        """What other orders of the same agonist give is added; an injection is no daily dose, a report is no order."""
        beside: list[Ordered] = []
        if self.is_agonist and not is_depot(self.drug) and (self.drafts("methadone") or way(self.draft) == "mouth"):
            current = [order for order in self.facts.orders if self._is_current(order)]
            mine = {self.draft.id, *(order.id for order in self.chain()), *(order.prior for order in current if order.prior)}
            beside = [order for order in current if order.id not in mine and self._adds(order)]
        return stages(
            self.draft,
            first_day=self.first_day,
            prior=self.prior,
            changed_on=self._last_change(),
            beside=sorted(beside, key=lambda order: order.id),
            began={order.id: self.began(order) for order in beside},
            one_day=self.facts.at_the_window,
        )

    def _adds(self, order: Ordered) -> bool:
        """Another order of the same agonist under which the person takes it day by day."""
        same = core(order.drug) == core(self.drug) and not is_depot(order.drug)
        by_day = way(order) == "mouth" or "methadone" in order.drug.ingredients
        return same and by_day and order.status != "on-hold" and not order.is_report

    def _last_change(self) -> date | None:
        """The day from which the present dose holds: renewals at the same dose are no change."""
        changed, dose = None, total_on(self.prior, self.first_day) if self.prior else None
        for order in self.chain():
            steps = sorted((step for step in order.steps if step.first_day <= self.first_day), key=lambda step: step.first_day)
            for step in reversed(steps):
                if step.day_total != dose:
                    return changed
                changed = step.first_day
            if not steps:
                if total_on(order, self.first_day) != dose:
                    return changed
                changed = self.began(order)
        return changed

    def began(self, order: Ordered) -> date | None:
        return order.starts_on or (self.day_of(order.authored_at) if order.authored_at else None)

    def chain(self) -> Iterator[Ordered]:
        """The order that the draft follows, the one before that, and so on; a circle in the records ends it."""
        by_id = {order.id: order for order in (*self.facts.orders, self.draft)}
        order, seen = self.prior, set[str]()
        while order is not None and order.id not in seen:
            seen.add(order.id)
            yield order
            order = by_id.get(order.prior)

    # what else the person takes

    def _find_others(self) -> Iterator[Other]:
        mine = {self.draft.id} | ({self.prior.id} if self.prior else set())
        for order in self.facts.orders:
            if order.id not in mine and order.status not in VOID:
                end = self._end(order)
                if end is None and order.status not in IN_FORCE:
                    end = None if self._last_dose(order.drug) is None else self.day_of(self._last_dose(order.drug) or self.moment)
                yield Other(
                    drug=order.drug,
                    evidence=words.order_words(order, self.began(order)),
                    order=order,
                    began=self.began(order),
                    ended=end,
                    last_at=self._last_dose(order.drug),
                )
        covered = {core(order.drug) for order in self.facts.orders if self._is_current(order)}
        for ingredients, given in self._last.items():
            if ingredients and ingredients not in covered and ingredients != core(self.drug):
                day = self.day_of(given.at)
                yield Other(
                    drug=given.drug,
                    evidence=words.given_words(given, day),
                    began=day,
                    ended=None if self._is_on_board(given) else day,
                    last_at=given.at,
                )

    def _last_dose(self, drug: Drug) -> datetime | None:
        last = self._last.get(core(drug))
        return last.at if last else None

    def _is_on_board(self, given: Given) -> bool:
        product = given.drug.product
        days = self.settings.whole(f"{product}.late_days" if product in DEPOTS else "presence.oral_days")
        return (self.day - self.day_of(given.at)).days <= days

    def is_over(self, other: Other) -> bool:
        return other.ended is not None or (other.order is not None and other.order.status not in IN_FORCE)

    def with_drug(self, matches: Callable[[Drug], bool]) -> list[Other]:
        """What the person takes now, the draft apart."""
        return [other for other in self.others if not self.is_over(other) and matches(other.drug)]

    def ended_within(self, matches: Callable[[Drug], bool], days: int) -> list[Other]:
        """What ended so few days ago that it still matters; with no day of its end, what began so few days ago."""
        return [
            other
            for other in self.others
            if self.is_over(other)
            and matches(other.drug)
            and (last := other.ended or other.began)
            and 0 <= (self.day - last).days <= days
        ]

    def problem(self, *names: str, codes: Iterable[str] = ()) -> str:
        """The first active problem whose text holds one of the names, or whose code begins with one of the codes."""
        prefixes = tuple(codes)
        for problem in sorted(self.facts.problems, key=lambda p: (p.text, p.code)):
            text = problem.text.casefold()
            if problem.is_active and (any(name in text for name in names) or (prefixes and problem.code.startswith(prefixes))):
                return f"Problem: {problem.text or problem.code}, since {words.day_words(problem.since)}"
        return ""


def _given_order(given: Given) -> tuple[datetime, str, Decimal]:
    return given.at, given.drug.name, given.amount or Decimal(0)


def has(*ingredients: str) -> Callable[[Drug], bool]:
    return lambda drug: not drug.ingredients.isdisjoint(ingredients)


def of_class(*classes: str) -> Callable[[Drug], bool]:
    return lambda drug: not drug.classes.isdisjoint(classes)


def is_opioid(drug: Drug) -> bool:
    """Anything that acts at opioid receptors and is no blocker: agonists, analgesics, cough and bowel medicines."""
    return bool(drug.ingredients & AGONISTS) or bool(drug.classes & {"full_opioid", "mixed_opioid", "opioid", "opioid_other"})
