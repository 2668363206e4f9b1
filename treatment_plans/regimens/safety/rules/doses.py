"""How much: first day and steps of methadone, and daily doses (clinical reference 0.2, 1.4, 1.5, 1.8). Pure."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import Case, Finding, has, of_class
from treatment_plans.regimens.safety.dosing import Kind, Stage, is_depot, total_on, way
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
        yield from peak_and_trough(case)
    if case.drafts("buprenorphine") and not is_depot(case.drug) and way(case.draft) == "mouth":
        yield from buprenorphine(case)
    if case.drafts("disulfiram"):
        yield from at_most(case, "D-01", "disulfiram.max_mg", "Order 250 mg a day", "Order 500 mg a day for at most two weeks")
    if case.drafts("acamprosate"):
        yield from at_most(case, "A-04", "acamprosate.full_day_mg", "Order 666 mg three times daily")


def named(stage: Stage, *, also: list[Stage]) -> str:
    """Which step of a schedule speaks, and which others would say the same; nothing for an order of one dose."""
    if stage.of == 1:
        return ""
    others = [str(other.number) for other in also if other is not stage]
    more = f" (also step{'s' if len(others) > 1 else ''} {words.joined(others)})" if others else ""
    return f"Step {stage.number}, from {words.day_words(stage.first_day)}{more}: "


def first_day(case: Case) -> Iterator[Finding]:
    """Also after so many missed days that treatment begins anew (1.9). Never a hard stop: a verified transfer is lawful."""
    missed = missed_days(case)
    anew = case.prior is not None and missed.count - missed.unrecorded >= case.settings.whole("methadone.missed_new_start_days")
    first = case.stages[0]
    if not (case.kind is Kind.START or anew) or first.total is None:
        return
    dose = first.dose if first.dose is not None else first.total
    if first.total > case.settings.number("methadone.day_one_mg"):
        yield Finding(
            "M-01",
            Severity.OVR,
            f"{words.mg(first.total)} on the first day; above 50 mg the record says why, as a verified transfer.",
            case.drafted(first),
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
            case.drafted(first),
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
    """Each step of a schedule: up by more than 10 mg, or sooner than 3 days after the last change of the dose (0.2).

    The largest and the quickest step speak. At the dosing window the steps of a signed order have been judged already.
    """
    if case.prior is case.draft:
        return
    up = [stage for stage in case.stages if stage.step > 0]
    large = [stage for stage in up if stage.step > case.settings.number("methadone.raise_mg")]
    if large:
        yield _too_large(case, max(large, key=lambda stage: (stage.step, -stage.number)), large)
    quick = [stage for stage in up if _days_at_dose(stage) < case.settings.whole("methadone.raise_days")]
    if quick:
        yield _too_soon(case, min(quick, key=lambda stage: (_days_at_dose(stage), stage.number)), quick)


def _days_at_dose(stage: Stage) -> int:
    """Days at the dose before; many where it is not known since when it holds."""
    return (stage.first_day - stage.changed_on).days if stage.changed_on else 9999


def _from_what(case: Case, stage: Stage) -> tuple[str, ...]:
    known = (words.order_words(case.prior, case.began(case.prior)),) if case.prior and stage.number == 1 else ()
    return (*known, *case.drafted(stage))


def _too_large(case: Case, stage: Stage, large: list[Stage]) -> Finding:
    before = stage.before or Decimal(0)
    return Finding(
        "M-03",
        Severity.OVR,
        f"{named(stage, also=large)}From {words.mg(before)} to {words.mg(stage.total)}: {words.mg(stage.step)} at once;"
        " the usual step is 5 to 10 mg.",
        _from_what(case, stage),
        (
            f"Raise to {words.mg(before + case.settings.number('methadone.raise_mg'))}",
            "See the person 2 to 4 hours after the dose",
        ),
    )


def _too_soon(case: Case, stage: Stage, quick: list[Stage]) -> Finding:
    return Finding(
        "M-04",
        Severity.OVR,
        f"{named(stage, also=quick)}The dose changed on {words.day_words(stage.changed_on)}; a steady level takes about 5 days.",
        _from_what(case, stage),
        (
            f"Wait until {case.settings.whole('methadone.raise_days')} days have passed",
            "See the person 2 to 4 hours after the dose",
        ),
    )


def peak_and_trough(case: Case) -> Iterator[Finding]:
    """A peak above twice the trough suggests that the medicine is broken down fast (1.4); not where the dose is divided."""
    peak, trough = case.newest("methadone_peak"), case.newest("methadone_trough")
    if peak is None or trough is None or not peak.value or not trough.value or peak.unit.casefold() != trough.unit.casefold():
        return
    apart = abs((peak.at - trough.at).total_seconds()) / 3600
    is_divided = case.draft.times_a_day is not None and case.draft.times_a_day > 1
    if (
        not is_divided
        and apart <= case.settings.number("methadone.peak_trough_hours")
        and not case.is_older(peak.at, case.settings.whole("methadone.peak_trough_months"))
        and Fraction(peak.value) > Fraction(trough.value) * Fraction(case.settings.number("methadone.peak_trough_ratio"))
    ):
        yield Finding(
            "M-06",
            Severity.INFO,
            "The peak is more than twice the trough: the medicine may be broken down fast.",
            (case.say("Methadone peak", peak), case.say("Methadone trough", trough)),
            ("Think of dividing the dose over the day", "Look for medicines that speed its breakdown"),
        )


def buprenorphine(case: Case) -> Iterator[Finding]:
    """There is no label maximum (FDA, Dec 2024): high doses inform, they never stop."""
    stage = case.strongest
    if stage.total is None:
        return
    film = _as_film(case, stage)
    very_high = film > Fraction(case.settings.number("buprenorphine.very_high_mg"))
    if very_high or film > Fraction(case.settings.number("buprenorphine.high_mg")):
        yield Finding(
            "B-05",
            Severity.OVR if very_high else Severity.INFO,
            f"{named(stage, also=[])}There is no label maximum; a payer may ask for prior authorization."
            + (" Above 32 mg the reason is written." if very_high else ""),
            case.drafted(stage),
            ("Write why this dose is needed", "Ask for prior authorization", "Think of an injection"),
        )
    first = case.kind is Kind.START and not case.draft.is_transition and not _was_on_buprenorphine(case)
    if first and _as_film(case, case.stages[0]) > Fraction(case.settings.number("buprenorphine.day_one_mg")):
        yield Finding(
            "B-06",
            Severity.INFO,
            "The label gives up to 8 mg on the first day; a high-dose start of 16 to 32 mg is practiced too.",
            case.drafted(case.stages[0]),
            ("Give 2 to 4 mg and look again after 1 to 2 hours",),
        )


def _as_film(case: Case, stage: Stage) -> Fraction:
    """Milligrams of film: what is drafted and what is taken beside it, each by its own strength (Zubsolv label 2.9)."""
    parts = [(case.draft, stage.drafted), *((order, total_on(order, stage.first_day)) for order in stage.beside)]
    more = Fraction(case.settings.number("zubsolv.film_mg")) / Fraction(case.settings.number("zubsolv.same_mg"))
    return sum(
        (Fraction(amount) * (more if order.drug.product == "zubsolv" else 1) for order, amount in parts if amount is not None),
        Fraction(0),
    )


def _was_on_buprenorphine(case: Case) -> bool:
    """By an order that is signed, or by a dose; a second draft of the same request is the same start."""
    return any(not other.is_draft for other in case.with_drug(has("buprenorphine"))) or any(
        "buprenorphine" in g.drug.ingredients for g in case.taken
    )


def at_most(case: Case, rule: str, key: str, *actions: str) -> Iterator[Finding]:
    """A daily total above the figure of `key`."""
    limit: Decimal = case.settings.number(key)
    stage = case.strongest
    if stage.total is not None and stage.total > limit:
        detail = f"{named(stage, also=[])}{words.mg(stage.total)} a day is above {words.mg(limit)}."
        yield Finding(rule, Severity.OVR, detail, case.drafted(stage), actions)
