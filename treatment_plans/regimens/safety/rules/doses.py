"""How much: first day and steps of methadone, and daily doses (clinical reference 0.2, 1.4, 1.5, 1.8). Pure."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import DEPOTS, Case, Finding, Kind, of_class, total, way
from treatment_plans.regimens.safety.rules.missed import missed_days

CAREFUL = ("sleep apnea", "sleep apnoea", "copd", "chronic obstructive", "asthma", "respiratory", "emphysema")
SEDATING = (
    "benzodiazepine",
    "z_drug",
    "gabapentinoid",
    "muscle_relaxant",
    "sedating_antihistamine",
    "alpha2_agonist",
    "alcohol_containing",
)


def judge(case: Case) -> Iterator[Finding]:
    """First day and steps of methadone; daily totals of the others."""
    if case.drafts("methadone"):
        yield from first_day(case)
        yield from steps(case)
    if case.drafts("buprenorphine") and case.drug.product not in DEPOTS and way(case.draft) == "mouth":
        yield from buprenorphine(case)
    if case.drafts("disulfiram"):
        yield from at_most(case, "D-01", "disulfiram.max_mg", "Order 250 mg a day", "Order 500 mg a day for at most two weeks")
    if case.drafts("acamprosate"):
        yield from at_most(case, "A-04", "acamprosate.full_day_mg", "Order 666 mg three times daily")


def _ordered(case: Case) -> tuple[str, ...]:
    each = f", {words.mg(case.draft.dose)} each time" if case.draft.dose is not None and case.draft.dose != case.total else ""
    return (f"Drafted {words.day_words(case.day)}: {words.mg(case.total)} a day{each}",)


def first_day(case: Case) -> Iterator[Finding]:
    """Also after so many missed days that treatment begins anew (1.9). Never a hard stop: a verified transfer is lawful."""
    missed = missed_days(case)
    anew = case.prior is not None and missed.count - missed.unrecorded >= case.settings.whole("methadone.missed_new_start_days")
    if not (case.kind is Kind.START or anew) or case.total is None:
        return
    dose = case.draft.dose if case.draft.dose is not None else case.total
    if case.total > case.settings.number("methadone.day_one_mg"):
        yield Finding(
            "M-01",
            Severity.OVR,
            f"{words.mg(case.total)} on the first day; above 50 mg the record says why, as a verified transfer.",
            _ordered(case),
            (
                "Start at 30 mg and look again after 2 to 4 hours",
                "Verify the last dose with the program that gave it, and write it down",
            ),
        )
    elif dose > case.settings.number("methadone.first_dose_mg"):
        yield Finding(
            "M-02",
            Severity.INFO,
            f"A first dose of {words.mg(dose)} is above the 30 mg of the label and within the 50 mg of the rule.",
            _ordered(case),
            ("Give 30 mg first and the rest after 2 to 4 hours if withdrawal goes on",),
        )
    if dose > case.settings.number("methadone.careful_start_mg") and (risks := _risks(case)):
        yield Finding(
            "M-05",
            Severity.INFO,
            f"A start with 10 to 20 mg is advised; {words.mg(dose)} is drafted.",
            risks,
            ("Start with 10 to 20 mg", "See the person 2 to 4 hours after the dose"),
        )


def _risks(case: Case) -> tuple[str, ...]:
    found = [other.evidence for other in case.with_drug(of_class(*SEDATING, "qt", "cyp3a4_inhibitor"))]
    if case.age is not None and case.age > case.settings.whole("methadone.careful_age"):
        found.append(f"Age {case.age} on {words.day_words(case.day)}")
    if lungs := case.problem(*CAREFUL):
        found.append(lungs)
    return tuple(found)


def steps(case: Case) -> Iterator[Finding]:
    """A raise by more than 10 mg, or sooner than 3 days after the last change of the dose (0.2)."""
    before = total(case.prior) if case.prior else None
    if case.kind is not Kind.RAISE or case.prior is None or before is None or case.total is None:
        return
    step = case.total - before
    evidence = (words.order_words(case.prior, case.began(case.prior)), *_ordered(case))
    if step > case.settings.number("methadone.raise_mg"):
        yield Finding(
            "M-03",
            Severity.OVR,
            f"From {words.mg(before)} to {words.mg(case.total)}: {words.mg(step)} at once; the usual step is 5 to 10 mg.",
            evidence,
            (
                f"Raise to {words.mg(before + case.settings.number('methadone.raise_mg'))}",
                "See the person 2 to 4 hours after the dose",
            ),
        )
    changed = last_change(case)
    if changed is not None and (case.first_day - changed).days < case.settings.whole("methadone.raise_days"):
        yield Finding(
            "M-04",
            Severity.OVR,
            f"The dose changed on {words.day_words(changed)}; a steady level takes about 5 days.",
            evidence,
            ("Wait until 3 days have passed", "See the person 2 to 4 hours after the dose"),
        )


def last_change(case: Case) -> date | None:
    """The day from which the present dose holds: renewals at the same dose are no change."""
    changed, dose = None, total(case.prior) if case.prior else None
    for order in case.chain():
        if total(order) != dose:
            break
        changed = case.began(order)
    return changed


def buprenorphine(case: Case) -> Iterator[Finding]:
    """There is no label maximum (FDA, Dec 2024): high doses inform, they never stop."""
    if case.total is None:
        return
    film = Fraction(case.total)
    if case.drug.product == "zubsolv":
        film *= Fraction(case.settings.number("zubsolv.film_mg")) / Fraction(case.settings.number("zubsolv.same_mg"))
    very_high = film > Fraction(case.settings.number("buprenorphine.very_high_mg"))
    if very_high or film > Fraction(case.settings.number("buprenorphine.high_mg")):
        yield Finding(
            "B-05",
            Severity.OVR if very_high else Severity.INFO,
            "There is no label maximum; a payer may ask for prior authorization."
            + (" Above 32 mg the reason is written." if very_high else ""),
            _ordered(case),
            ("Write why this dose is needed", "Ask for prior authorization", "Think of an injection"),
        )
    first = case.kind is Kind.START and not case.draft.is_transition and not _was_on_buprenorphine(case)
    if first and film > Fraction(case.settings.number("buprenorphine.day_one_mg")):
        yield Finding(
            "B-06",
            Severity.INFO,
            "The label gives up to 8 mg on the first day; a high-dose start of 16 to 32 mg is practiced too.",
            _ordered(case),
            ("Give 2 to 4 mg and look again after 1 to 2 hours",),
        )


def _was_on_buprenorphine(case: Case) -> bool:
    return bool(case.with_drug(lambda drug: "buprenorphine" in drug.ingredients)) or any(
        "buprenorphine" in g.drug.ingredients for g in case.taken
    )


def at_most(case: Case, rule: str, key: str, *actions: str) -> Iterator[Finding]:
    """A daily total above the figure of `key`."""
    limit: Decimal = case.settings.number(key)
    if case.total is not None and case.total > limit:
        yield Finding(rule, Severity.OVR, f"{words.mg(case.total)} a day is above {words.mg(limit)}.", _ordered(case), actions)
