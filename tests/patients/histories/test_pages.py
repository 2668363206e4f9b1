"""What somebody brought along: on their page, by week, for the trend page; who reads it, and at which cost."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from care.accounts.models import Staff
from care.actor import Action, Category, PermitMismatch
from care.pages.copies.own import own_sheets, record_json, record_pdf
from care.pages.copies.parts import Frame, Part
from patients.histories.queries import dose_line, past_orders, past_scores, past_tests, past_visits
from patients.models import Patient
from tests.care.pages.conftest import queries_of
from tests.factories.accounts import sign_in
from tests.factories.histories import (
    A_DAY,
    HistoryImportFactory,
    PastDoseFactory,
    PastDrugTestFactory,
    PastOrderFactory,
    PastPersonFactory,
    PastScoreFactory,
    PastVisitFactory,
)
from tests.factories.patients import enrolled_patient, permit_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def mari(alice: Staff) -> Patient:
    return enrolled_patient(alice, legal_given="Mari")


def a_week(mari: Patient) -> None:
    PastPersonFactory(patient=mari, base_date=date(2020, 1, 6))
    PastOrderFactory(patient=mari, ended_on=date(2020, 5, 1))
    for day, amount in enumerate((40, 50, 60)):
        PastDoseFactory(patient=mari, on=A_DAY + timedelta(days=day), amount=Decimal(amount))
    PastDoseFactory(patient=mari, on=A_DAY, amount=Decimal(30))  # the second half of a split dose
    PastDoseFactory(patient=mari, on=A_DAY + timedelta(days=3), amount=None, outcome="missed")
    PastDoseFactory(patient=mari, on=A_DAY, amount=Decimal(900), replaced=HistoryImportFactory(organisation=mari.organisation))
    PastVisitFactory(patient=mari, name="Week 2", outcome="missed", reasons=["hospital", "other"])
    PastDrugTestFactory(patient=mari, substance="Methadone")
    PastDrugTestFactory(patient=mari, substance="Cocaine")
    PastDrugTestFactory(patient=mari, substance="", finding="not_found", on=A_DAY + timedelta(days=7))
    PastScoreFactory(patient=mari, words="some")
    PastScoreFactory(patient=mari, instrument="phq9", is_ours=True)


def test_the_page_tells_week_by_week_what_came_along(alice: Staff, mari: Patient) -> None:
    browser = sign_in(Client(), alice)
    path = f"/people/{mari.uuid}/brought-along/"
    assert "Nothing was brought along" in browser.get(path).content.decode()
    a_week(mari)
    page = re.sub(r"\s+", " ", browser.get(path).content.decode())
    for said in (
        "oldclinic, whose days count from Jan 6, 2020",
        "<b>Methadone 60 mg</b><small>daily; Mar 16, 2020 to May 1, 2020; from oldclinic</small>",
        "Methadone 60 mg on 3 days",
        "Week 2: missed (in the hospital; another reason)",
        "Methadone, Cocaine: unexpected",
        "nothing found: expected",
        "Drug tests: 2, of these 1 with something unexpected: Cocaine (1).",
        "Visits: came to 0 of 1, missed 1; most often: in the hospital (1), another reason (1).",
        "4 (some) on Mar 16, 2020",
    ):
        assert said in page, said
    assert "phq9" not in page
    assert browser.get(f"{path}?before=2020-03-17").status_code == 404
    cost = queries_of(browser, path)
    for week in range(1, 60):
        PastDoseFactory(patient=mari, on=A_DAY + timedelta(weeks=week))
    assert queries_of(browser, path) == cost
    assert f'href="{path}?before=' in browser.get(path).content.decode()
    assert "Back to the latest" in browser.get(f"{path}?before=2020-03-23").content.decode()


def test_what_the_trend_page_reads(alice: Staff, mari: Patient, at: datetime) -> None:
    a_week(mari)
    permit = permit_for(alice, mari, at=at, action=Action.READ)
    (week,) = dose_line(permit=permit)
    assert (week.week, week.mean, week.days, week.unit) == (A_DAY, Decimal("60.0"), 3, "mg")
    assert [order.medication for order in past_orders(permit=permit)] == ["Methadone"]
    assert [visit.reasons for visit in past_visits(permit=permit)] == [("hospital", "other")]
    first, second = past_tests(permit=permit)
    assert (first.found, first.unexpected, first.is_expected) == (("Methadone", "Cocaine"), ("Cocaine",), False)
    assert (second.found, second.is_expected) == ((), True)
    assert past_tests(permit=permit, since=A_DAY + timedelta(days=1)) == [second]
    assert [score.instrument for score in past_scores(permit=permit)] == ["Another scale"]
    without = replace(permit, categories=frozenset({Category.DEMOGRAPHICS}))
    for query in (dose_line, past_orders, past_visits, past_tests, past_scores):
        with pytest.raises(PermitMismatch):
            query(permit=without)


def test_the_persons_own_copy_holds_what_came_along_on_paper_and_for_machines(alice: Staff, mari: Patient) -> None:
    at = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
    frame = Frame(permit_for(alice, mari, at=at), at, "America/New_York")
    (empty,) = [one for one in own_sheets(frame) if one.part is Part.BROUGHT]
    assert (empty.data, empty.blocks[0].paragraphs) == (None, ["Nothing."])
    a_week(mari)
    sheets = own_sheets(frame)
    record = json.loads(record_json(frame, sheets, "Harbor Street"))["record"]["brought"]
    assert record["sources"] == [{"source": "oldclinic", "days_count_from": "2020-01-06"}]
    assert [(one["medication"], one["ends_on"], one["amount"]) for one in record["orders"]] == [
        ("Methadone", "2020-05-01", "60.000")
    ]
    assert [(one["mean"], one["days"]) for one in record["doses_by_week"]] == [("60.0", 3)]
    assert record["visits"] == [
        {"on": A_DAY.isoformat(), "name": "Week 2", "outcome": "missed", "reasons": ["hospital", "other"]}
    ]
    assert [(one["found"], one["is_expected"]) for one in record["drug_tests"]] == [(["Methadone", "Cocaine"], False), ([], True)]
    assert [one["instrument"] for one in record["scores"]] == ["Another scale"], "ours stand among the measures"
    blocks = {block.heading: block.rows for sheet in sheets if sheet.part is Part.BROUGHT for block in sheet.blocks}
    assert blocks["Doses, week by week"][1][1] == "Methadone 60 mg on 3 days"
    assert blocks["Visits elsewhere"][1][1] == "Week 2: missed (in the hospital; another reason)"
    assert record_pdf(frame, sheets, "Harbor Street").startswith(b"%PDF")
