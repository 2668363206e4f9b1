"""When an injection may be given, is due, is late; and the list of everybody's."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from care.accounts.models import Staff
from patients.models import Patient
from tests.factories.accounts import sign_in
from tests.factories.patients import enrolled_patient
from tests.factories.regimens import DoseFactory, MedicationOrderFactory
from tests.treatment_plans.regimens.safety.people import SETTINGS, TODAY, facts, given, order
from treatment_plans.regimens.models import Medication
from treatment_plans.regimens.rules.injections import PRODUCTS, Injection, Tier, Window, window_of
from treatment_plans.regimens.safety.alerts import Severity
from treatment_plans.regimens.safety.engine import judge
from treatment_plans.regimens.safety.settings import settings_on
from treatment_plans.regimens.vocabulary import Frequency

FIRST = date(2026, 11, 1)
DAY = timedelta(days=1)


def window(product: str, often: Frequency, *so_far: tuple[int, str]) -> Window:
    shots = [Injection(FIRST + DAY * number, of, None) for number, of in so_far]
    return window_of(product, often, starts_on=FIRST, given=shots, settings=settings_on(FIRST))


def test_the_tier_of_each_day_is_that_of_the_reference() -> None:
    """The first day of each tier after the last injection, by product (clinical reference 1.6 and 1.7)."""
    monthly, four_weeks, weekly = Frequency.MONTHLY, Frequency.EVERY_28_DAYS, Frequency.WEEKLY
    cases: dict[str, tuple[Window, dict[Tier, int]]] = {
        "sublocade": (
            window("sublocade", monthly, (-28, "sublocade"), (0, "sublocade")),
            {Tier.EARLY: 0, Tier.OPEN: 26, Tier.DUE: 28, Tier.LATE: 43, Tier.ASK: 56},
        ),
        "the second of all": (
            window("sublocade", monthly, (0, "sublocade")),
            {Tier.EARLY: 0, Tier.OPEN: 7, Tier.DUE: 28, Tier.LATE: 43, Tier.ASK: 56},
        ),
        "weekly": (
            window("brixadi_weekly", weekly, (0, "brixadi_weekly")),
            {Tier.EARLY: 0, Tier.OPEN: 5, Tier.DUE: 7, Tier.ASK: 10},  # late after day 9, and asked about from day 10
        ),
        "monthly": (
            window("brixadi_monthly", four_weeks, (0, "brixadi_monthly")),
            {Tier.EARLY: 0, Tier.OPEN: 21, Tier.DUE: 28, Tier.LATE: 36, Tier.ASK: 56},
        ),
        "naltrexone": (
            window("vivitrol", four_weeks, (0, "vivitrol")),
            {Tier.EARLY: 0, Tier.OPEN: 21, Tier.DUE: 28, Tier.LATE: 36, Tier.ASK: 56},
        ),
        "from weekly to monthly": (
            window("brixadi_monthly", four_weeks, (0, "brixadi_weekly")),
            {Tier.EARLY: 0, Tier.OPEN: 5, Tier.DUE: 7, Tier.ASK: 10},  # the days of the one before count
        ),
        "none so far": (window("sublocade", monthly), {Tier.EARLY: -2, Tier.DUE: 0}),
    }
    for name, (one, wanted) in cases.items():
        days = range(min(wanted.values()), 80)
        found: dict[Tier, int] = {}
        for number in days:
            found.setdefault(one.tier(FIRST + DAY * number), number)
        assert found == wanted, name


# Amounts of the injections so far, 28 days apart, then what is ordered next.
COURSES: tuple[tuple[str, str, tuple[int | None, ...], int], ...] = (
    ("one of 300 mg", "sublocade", (300,), 300),
    ("two of 300 mg", "sublocade", (300, 300), 300),
    ("a steady level of 300 mg", "sublocade", (300, 300, 300), 300),
    ("300 mg, then 100 mg next", "sublocade", (300, 300, 300), 100),
    ("100 mg", "sublocade", (300, 300, 100), 100),
    ("one of which nobody knows how much", "sublocade", (300, 300, None), 300),
    ("weekly", "brixadi_weekly", (24, 24), 24),
    ("monthly", "brixadi_monthly", (96, 96), 96),
    ("naltrexone", "vivitrol", (380, 380), 380),
)
CATALOGUE = {"brixadi_weekly": "brixadi weekly", "brixadi_monthly": "brixadi monthly"}
ASKS_FROM = {"a steady level of 300 mg": 70, "weekly": 10}  # days; all others 56


def test_the_list_and_the_rules_say_early_late_and_prescriber_first_on_the_same_days() -> None:
    wrong = []
    for name, product, amounts, dose in COURSES:
        often = Frequency.WEEKLY if product == "brixadi_weekly" else Frequency.MONTHLY
        for ago in range(1, 91):
            days = [ago + 28 * number for number in reversed(range(len(amounts)))]
            of = [Decimal(amount) if amount else None for amount in amounts]
            so_far = [Injection(TODAY - DAY * day, product, amount) for day, amount in zip(days, of, strict=True)]
            one = window_of(product, often, starts_on=TODAY, given=so_far, settings=SETTINGS, dose=Decimal(dose))
            said = CATALOGUE.get(product, product)
            rows = tuple(replace(given(said, day, 1), amount=amount) for day, amount in zip(days, of, strict=True))
            known = facts(order(said, dose), order(said, dose, days_ago=300), given=rows, at_the_window=True)
            alerts = {alert.rule: alert for alert in judge(known, SETTINGS)}
            late = alerts.get("X-02")
            tier = one.tier(TODAY)
            by_rules = (
                "I-21" in alerts,
                late is not None and "as soon as possible" in late.detail,
                late is not None and late.severity is Severity.OVR,
            )
            by_list = (tier is Tier.EARLY, one.late_after is not None and one.late_after < TODAY, tier is Tier.ASK)
            if by_rules != by_list or by_list[2] != (ago >= ASKS_FROM.get(name, 56)):
                wrong.append((name, ago, by_rules, by_list))
    assert wrong == []


def test_every_injection_of_the_catalogue_has_its_product(db: None) -> None:
    assert set(Medication.objects.filter(is_depot=True).values_list("code", flat=True)) == PRODUCTS.keys()


@pytest.mark.django_db
def test_the_list_says_who_is_due_early_and_late(
    alice: Staff, mari: Patient, nora: Staff, django_assert_num_queries: object, at: datetime
) -> None:
    sublocade = Medication.objects.get(code="buprenorphine-xr-sublocade")
    ordered = {"medication": sublocade, "frequency": "monthly", "route": "subcutaneous", "dose_amount": Decimal(300)}
    others = [enrolled_patient(alice) for _ in range(3)]
    today = date.today()  # noqa: DTZ011 - the page reads the clock
    for person, ago in zip([mari, *others], (5, 27, 44, 70), strict=True):
        order = MedicationOrderFactory(patient=person, active=True, **ordered)
        for number in (28, 0):
            DoseFactory(order=order, due_on=today - (ago + number) * DAY, amount=Decimal(300))
    browser = sign_in(Client(), nora)
    rows = {
        show: browser.get(reverse("injections:due"), {"show": show, "who": "all"}).content.decode().count("data-care-open")
        for show in ("now", "open", "late", "ask", "early", "all")
    }
    assert rows == {"now": 2, "open": 1, "late": 2, "ask": 1, "early": 1, "all": 4}
    page = browser.get(reverse("injections:due"), {"show": "all"}).content.decode()
    assert page.count("data-care-open") == 1  # of her own team
    assert "5 days ago" in page
