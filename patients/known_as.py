"""By what people are known, for comparing with others: nothing of it is shown to anybody."""

from collections.abc import Mapping
from dataclasses import dataclass

from care.actor import Category, Permit
from patients import rules
from patients.models import ContactPoint, Patient
from patients.rules import ContactKind


@dataclass(frozen=True, slots=True)
class KnownAs:
    """By which names and e-mail addresses a person is known: for comparing, shown to nobody."""

    names: tuple[str, ...]
    family: str
    emails: frozenset[str]


def known_as(*, permits: Mapping[int, Permit]) -> dict[int, KnownAs]:
    """Names and addresses of many people, each with a permit, by number. Two queries."""
    for permit in permits.values():
        permit.check(category=Category.DEMOGRAPHICS)
    emails: dict[int, set[str]] = {}
    points = ContactPoint.objects.filter(patient_id__in=list(permits), kind=ContactKind.EMAIL.value)
    for patient_id, value in points.values_list("patient_id", "value"):
        emails.setdefault(patient_id, set()).add(value.casefold())
    rows = Patient.objects.filter(pk__in=list(permits))
    columns = ("pk", "chosen_name", "legal_given", "legal_family", "former_names")
    return {
        pk: KnownAs(
            (
                rules.legal_name(given=given, family=family),
                rules.display_name(chosen=chosen, given=given, family=family),
                *former,
            ),
            family,
            frozenset(emails.get(pk, ())),
        )
        for pk, chosen, given, family, former in rows.values_list(*columns)
    }
