"""Retention of a clinic, and of the histories that people brought along, as figures. Counts alone leave here: no person is named.

A day of the clinic is covered while a signed order is in force and not on hold, less the days on which its dose is recorded as
missed or declined. A day of a history is covered when a dose of it was taken.
"""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from django.core.cache import cache

from patients.histories.queries import dose_days, last_days
from treatment_plans.regimens.models import Dose, MedicationOrder, OrderHold
from treatment_plans.regimens.monitoring.presenters import TIMES_A_DAY
from treatment_plans.regimens.monitoring.rules import adequacy, retention
from treatment_plans.regimens.safety.drugs import recognize
from treatment_plans.regimens.vocabulary import DoseOutcome, Frequency

KEPT_FOR = 3600  # seconds: whole tables are read for it
LEADS = ("methadone", "buprenorphine", "naltrexone", "acamprosate", "disulfiram")
LONGEST = max(retention.MARKS)
DAY = timedelta(days=1)
NOT_TAKEN = (DoseOutcome.MISSED.value, DoseOutcome.REFUSED.value)


def clinic_table(*, organisation_id: int, today: date) -> list[retention.Line]:
    """Retention of everybody who was ever treated here. Three queries, or none for an hour."""
    key = f"monitoring/clinic/{organisation_id}/{today.isoformat()}"
    found: list[retention.Line] | None = cache.get(key)
    if found is None:
        found = retention.table(_clinic(organisation_id, today), band_of=adequacy.band_label, last=lambda _: today)
        cache.set(key, found, KEPT_FOR)
    return found


def histories_table(*, organisation_id: int, today: date) -> list[retention.Line]:
    """Retention in the histories that people brought along. Two queries, or none for an hour."""
    key = f"monitoring/histories/{organisation_id}/{today.isoformat()}"
    found: list[retention.Line] | None = cache.get(key)
    if found is None:
        courses, ends = _histories(organisation_id)
        found = retention.table(courses, band_of=adequacy.band_label, last=lambda course: ends[id(course)])
        cache.set(key, found, KEPT_FOR)
    return found


def _clinic(organisation_id: int, today: date) -> list[retention.Course]:
    orders = MedicationOrder.objects.filter(organisation_id=organisation_id, signed_at__isnull=False, substance__in=LEADS)
    columns = (
        "pk",
        "patient_id",
        "substance",
        "starts_on",
        "ends_on",
        "ended_at",
        "dose_amount",
        "frequency",
        "medication__is_depot",
    )
    held: dict[int, list[tuple[date, date]]] = defaultdict(list)
    holds = OrderHold.objects.filter(order__in=orders.values("pk")).values_list("order_id", "held_at", "lifted_at")
    for order, held_at, lifted_at in holds:
        held[order].append((held_at.date(), lifted_at.date() if lifted_at else today + DAY))
    missed: dict[tuple[int, str], set[date]] = defaultdict(set)
    doses = Dose.objects.filter(organisation_id=organisation_id, voided_at__isnull=True, outcome__in=NOT_TAKEN)
    for patient, substance, on in doses.values_list("patient_id", "substance", "due_on"):
        missed[patient, substance].add(on)
    amounts: dict[tuple[int, str], dict[date, Decimal]] = defaultdict(dict)
    covered: dict[tuple[int, str], set[date]] = defaultdict(set)
    for pk, patient, substance, begins, ends_on, ended_at, amount, frequency, is_depot in orders.order_by(
        "starts_on", "pk"
    ).values_list(*columns):
        ends: date = min(ends_on or today, ended_at.date() if ended_at else today, today)
        times = TIMES_A_DAY.get(Frequency(frequency)) if not is_depot else None
        key = (patient, substance)
        first = min(covered[key], default=begins)
        on = begins
        while on <= min(ends, first + timedelta(days=LONGEST)):
            if on not in missed[key] and not any(start <= on < end for start, end in held[pk]):
                covered[key].add(on)
                if times:
                    amounts[key][on] = amount * times
            on += DAY
    return [
        retention.Course(substance, frozenset(days), tuple(amounts[patient, substance].items()))
        for (patient, substance), days in covered.items()
        if days
    ]


def _histories(organisation_id: int) -> tuple[list[retention.Course], dict[int, date]]:
    amounts: dict[tuple[int, str], dict[date, Decimal]] = defaultdict(dict)
    substances: dict[str, str] = {}
    for patient, medication, on, amount in dose_days(organisation_id=organisation_id):
        if medication not in substances:
            ingredients = recognize(medication).drug.ingredients
            substances[medication] = next((lead for lead in LEADS if lead in ingredients), medication.lower())
        amounts[patient, substances[medication]][on] = amount or Decimal(0)
    known = last_days(organisation_id=organisation_id)
    courses, ends = [], {}
    for (patient, substance), days in amounts.items():
        courses.append(retention.Course(substance, frozenset(days), tuple(days.items())))
        ends[id(courses[-1])] = max(known.get(patient, date.min), max(days))
    return courses, ends
