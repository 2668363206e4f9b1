"""Injections: route, site, spacing (I-21), strength, lateness, first doses (X-01 to X-04; reference 1.6, 1.7). Pure."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import Case, Finding
from treatment_plans.regimens.safety.dosing import DEPOT_ROUTE, DEPOTS, Kind, is_depot
from treatment_plans.regimens.safety.facts import Given
from treatment_plans.regimens.safety.protocols import Tier, schedule_of, tier_on
from treatment_plans.regimens.safety.rules.starts import on_buprenorphine

UNDER_THE_SKIN = ("abdom", "belly", "stomach", "thigh", "buttock", "glute", "upper arm", "back of arm")
INTO_THE_MUSCLE = ("buttock", "glute")
SITES = {
    "sublocade": UNDER_THE_SKIN,
    "brixadi_weekly": UNDER_THE_SKIN,
    "brixadi_monthly": UNDER_THE_SKIN,
    "vivitrol": INTO_THE_MUSCLE,
}


def judge(case: Case) -> Iterator[Finding]:
    """Injections only; without a product that is known there is nothing to judge."""
    product = case.drug.product
    if product not in DEPOTS:
        return
    injections = previous(case)
    yield from _place(case, product)
    yield from _spacing(case, product, injections)
    yield from _ordered_spacing(case, product, injections)
    yield from _strength(case, product)
    yield from _late(case, product, injections)
    if product != "vivitrol" and case.kind is Kind.START and not injections and not on_buprenorphine(case, drafts_count=True):
        yield Finding(
            "X-03",
            Severity.OVR,
            "The label asks for one dose of 4 mg under the tongue and an hour's look before the first injection.",
            (f"Buprenorphine: no order and no dose on record within 7 days before {words.day_words(case.day)}",),
            ("Give 4 mg under the tongue and look again after an hour", "Record the dose that was taken elsewhere"),
        )
    steady = case.settings.whole("brixadi.steady_doses")
    if product.startswith("brixadi") and "arm" in case.draft.site.casefold() and len(injections) < steady:
        yield Finding(
            "X-04",
            Severity.INFO,
            f"The upper arm is used once the level is steady, after {steady} injections; {len(injections)} on record.",
            (f"Drafted site: {case.draft.site}, {words.day_words(case.day)}",),
            ("Use buttock, thigh or abdomen",),
        )


def previous(case: Case) -> list[Given]:
    """Injections of the same medicine so far, of whichever maker; the newest is last."""
    return [g for g in case.taken if g.drug.product in DEPOTS and not g.drug.ingredients.isdisjoint(case.drug.ingredients)]


def _place(case: Case, product: str) -> Iterator[Finding]:
    route, site = case.draft.route, case.draft.site.casefold()
    wanted = DEPOT_ROUTE[product]
    if route and route != wanted:
        yield Finding(
            "I-21",
            Severity.HARD,
            f"{case.drug.name} is given {wanted}, never {route}.",
            (f"Drafted route: {route}, {words.day_words(case.day)}",),
            (f"Order it {wanted}",),
        )
    if site and not any(word in site for word in SITES[product]):
        allowed = "the buttock" if product == "vivitrol" else "abdomen, thigh, buttock or the back of the upper arm"
        yield Finding(
            "I-21",
            Severity.HARD,
            f"{case.drug.name} goes into {allowed}.",
            (f"Drafted site: {case.draft.site}, {words.day_words(case.day)}",),
            (f"Choose {allowed}",),
        )


def shortest(case: Case, product: str, injections: list[Given]) -> int:
    """Days that must lie between the last injection and the next. After another product, that one's days count."""
    last = injections[-1].drug.product if injections else product
    if last == "sublocade" and product == "sublocade" and len(injections) == 1:
        return case.settings.whole("sublocade.second_min_days")
    return case.settings.whole(f"{last}.min_days")


def _spacing(case: Case, product: str, injections: list[Given]) -> Iterator[Finding]:
    if not injections:
        return
    last = injections[-1]
    days, needed = case.days_since(last.at), shortest(case, product, injections)
    if days < needed and not _is_extra_of_week_one(case, product, injections):
        first = case.day_of(last.at) + timedelta(days=needed)
        yield Finding(
            "I-21",
            Severity.OVR,
            f"{days} days after the last injection; at least {needed} must have passed.",
            (words.given_words(last, case.day_of(last.at)),),
            (f"Give it on {words.day_words(first)} or later",),
        )


def _is_extra_of_week_one(case: Case, product: str, injections: list[Given]) -> bool:
    """The further 8 mg of the first week, a day or more after the last one, are no breach (Brixadi label)."""
    first, last = injections[0], injections[-1]
    dose = case.draft.dose
    return (
        product == "brixadi_weekly"
        and all(given.drug.product == product for given in injections)
        and dose is not None
        and dose <= case.settings.number("brixadi_weekly.extra_mg")
        and case.days_since(first.at) < case.settings.whole("brixadi_weekly.interval_days")
        and case.days_since(last.at) >= 1
    )


def _ordered_spacing(case: Case, product: str, injections: list[Given]) -> Iterator[Finding]:
    """What the order itself says: an injection every two weeks is too often for a monthly one."""
    often = case.draft.times_a_day
    if not often or often <= 0:
        return
    every = (1 / often).quantize(Decimal("0.01"))
    needed = case.settings.whole(f"{product}.min_days")
    if product == "sublocade" and len(injections) <= 1 and case.kind is Kind.START:
        needed = case.settings.whole("sublocade.second_min_days")
    if every < needed and every > 1:
        yield Finding(
            "I-21",
            Severity.OVR,
            f"Ordered every {words.number_words(every)} days; at least {needed} must lie between two injections.",
            (f"Drafted {words.day_words(case.day)}: one every {words.number_words(every)} days",),
            ("Order it weekly" if product == "brixadi_weekly" else "Order it monthly",),
        )


def _strength(case: Case, product: str) -> Iterator[Finding]:
    dose, most = case.draft.dose, case.settings.number(f"{product}.max_mg")
    if dose is not None and dose > most:
        yield Finding(
            "X-01",
            Severity.OVR,
            f"{words.mg(dose)} at once; the largest injection is {words.mg(most)}.",
            (f"Drafted {words.day_words(case.day)}: {words.mg(dose)}",),
            (f"Order {words.mg(most)}",),
        )


def _late(case: Case, product: str, injections: list[Given]) -> Iterator[Finding]:
    """A late injection is given as soon as it can be; at the window the clinic's table says after what look (1.6, 1.7)."""
    if case.prior is None or not injections:
        return
    last = injections[-1]
    days = case.days_since(last.at)
    tier = tier_of(case, injections)
    is_late = days > case.settings.whole(f"{last.drug.product}.late_days")
    if is_late or (tier.severity and case.facts.at_the_window):
        soon = " give it as soon as possible." if is_late else ""
        yield Finding(
            "X-02",
            tier.severity if tier.severity and case.facts.at_the_window else Severity.INFO,
            f"{days} days since the last injection:{soon} {tier.says}",
            (words.given_words(last, case.day_of(last.at)), *_looked_at(case, tier)),
            ("Ask about opioid use since then", "Look for withdrawal", "Warn of lost tolerance and give a naloxone kit"),
        )


def tier_of(case: Case, injections: list[Given]) -> Tier:
    """The tier of the day, by what is in the body: the last injection's product and strength."""
    product = injections[-1].drug.product
    schedule = schedule_of(
        product,
        dose=case.draft.dose if case.drug.product == product else None,
        injections=[(case.day_of(given.at), given.amount) for given in injections if given.drug.product == product],
        settings=case.settings,
    )
    earliest = shortest(case, case.drug.product, injections)
    return tier_on(schedule, days=case.days_since(injections[-1].at), earliest=earliest, settings=case.settings)


def _looked_at(case: Case, tier: Tier) -> tuple[str, ...]:
    """What is on record of that which the tier asks for: the newest screen, and doses under the tongue that bridged the time."""
    if tier.tier not in ("conditions", "strict"):
        return ()
    key, name = ("opioid_screen", "Opioid screen") if case.drug.product == "vivitrol" else ("fentanyl_screen", "Fentanyl screen")
    screen = case.newest(key)
    found = [case.say(name, screen) if screen else f"{name}: none on record on {words.day_words(case.day)}"]
    bridge = [
        given
        for given in case.taken
        if "buprenorphine" in given.drug.ingredients
        and not is_depot(given.drug)
        and case.hours_since(given.at) <= case.settings.number("depot.bridge_hours")
    ]
    if sum((given.amount or Decimal(0) for given in bridge), Decimal(0)) >= case.settings.number("depot.bridge_mg"):
        found += [words.given_words(given, case.day_of(given.at)) for given in bridge]
    return tuple(found)
