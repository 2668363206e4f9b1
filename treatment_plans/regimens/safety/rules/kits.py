"""A naloxone kit in hand: I-24 (clinical reference 1.10). Pure."""

from collections.abc import Iterator

from treatment_plans.regimens.safety import words
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.case import VOID, Case, Finding
from treatment_plans.regimens.safety.facts import Drug


def judge(case: Case) -> Iterator[Finding]:
    """Methadone and buprenorphine without a kit in date."""
    if not case.is_agonist or _has_kit(case):
        return
    given, expires = case.facts.naloxone_kit, case.facts.naloxone_kit_expires
    says = (
        f"Naloxone kit: last one {words.day_words(given)}"
        if given
        else f"Naloxone kit: none on record on {words.day_words(case.day)}"
    )
    if expires and expires < case.day:
        says += f", expired {words.day_words(expires)}"
    yield Finding(
        "I-24",
        Severity.INFO,
        "No kit in the last 24 months, or it has expired.",
        (says,),
        ("Order a naloxone kit", "Show the person and those close to them how it is used"),
    )


def _has_kit(case: Case) -> bool:
    """One handed out, or ordered, or used as a dose, within the months for which it counts, and not expired."""
    months = case.settings.whole("naloxone.kit_months")
    given, expires = case.facts.naloxone_kit, case.facts.naloxone_kit_expires
    days = [given] if given and not (expires and expires < case.day) else []
    days += [began for o in case.facts.orders if _is_kit(o.drug) and o.status not in VOID and (began := case.began(o))]
    return any(day <= case.day <= words.add_months(day, months) for day in days)


def _is_kit(drug: Drug) -> bool:
    return bool(drug.ingredients) and drug.ingredients <= {"naloxone", "nalmefene"}
