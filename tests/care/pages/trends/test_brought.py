"""What somebody brought along stands on the same line: doses by week, missed visits, drug tests as marks of two kinds."""

from datetime import datetime, timedelta
from decimal import Decimal

from care.accounts.models import Staff
from care.lib.dates import local_date
from patients.models import Patient
from tests.care.pages.conftest import SignIn
from tests.care.pages.trends.conftest import Scores
from tests.care.pages.trends.test_page import FALLING, page_of
from tests.factories.histories import (
    PastDoseFactory,
    PastDrugTestFactory,
    PastOrderFactory,
    PastPersonFactory,
    PastVisitFactory,
)


def test_a_history_stands_on_the_same_line(as_: SignIn, alice: Staff, mari: Patient, scored: Scores, now: datetime) -> None:
    scored(mari, "phq9", FALLING)
    today = local_date(now, mari.zone)
    monday = today - timedelta(days=today.weekday())
    PastPersonFactory(patient=mari)
    for week, amount in ((6, 60), (5, 60), (4, 80)):
        PastDoseFactory(patient=mari, on=monday - timedelta(weeks=week), amount=Decimal(amount))
    PastOrderFactory(patient=mari, on=monday - timedelta(weeks=6), amount=Decimal(55))  # its doses are told already
    PastVisitFactory(patient=mari, on=monday - timedelta(weeks=3), outcome="missed", reasons=["illness"])
    PastVisitFactory(patient=mari, on=monday - timedelta(weeks=2))
    PastDrugTestFactory(patient=mari, on=monday - timedelta(weeks=2), expected="unexpected")
    PastDrugTestFactory(patient=mari, on=monday - timedelta(weeks=1), expected="expected")
    page = page_of(as_, alice, mari)
    start = page.index('<svg class="tl-chart')
    svg = page[start : page.index("</svg>", start)]
    assert svg.count('class="is-dose"') == 2  # two weeks of one dose are one bar
    assert "Missed contacts: 1" in svg
    assert "Drug tests: 2" in svg
    assert svg.count("is-sign-full") == 1
    assert "Methadone 60 mg a day, mean of the week" in page
    assert "Methadone 55" not in page
    assert "Visit: week 1 (ill)" in page
    assert "Drug test, not as expected" in page
