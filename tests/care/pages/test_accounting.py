"""What a person may ask for: who received what of their record, and a copy of all of it."""

import csv
import json
import zipfile
from datetime import datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.test import Client

from care.access.models import Disclosure
from care.accounts.models import Staff
from care.audit.models import AuditEvent
from care.lib.dates import local_date
from care.lib.text import csv_cell
from care.pages.copies.own import FORMAT
from care.worklist.models import Task
from patients.models import Patient
from tests.care.pages.conftest import SignIn, queries_of
from tests.care.pages.papers import text_of
from tests.factories.access import DisclosureFactory
from tests.factories.accounts import OrganisationFactory
from tests.factories.consent import ConsentFactory
from tests.factories.patients import AllergyFactory, ContactPointFactory
from tests.factories.regimens import (
    DoseFactory,
    FiringFactory,
    MedicationOrderFactory,
    SecondOpinionFactory,
    StartConditionFactory,
    VerbalOrderFactory,
)
from tests.factories.reviews import ReviewCauseFactory, ReviewLineFactory
from tests.factories.treatment_plans import GoalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(as_: SignIn, alice: Staff) -> Client:
    return as_(alice)


@pytest.fixture
def given(mari: Patient, alice: Staff, now: datetime) -> list[Disclosure]:
    """Something to a partner's system last month, to a doctor by a colleague, to a court, and one thing of long ago."""
    consent = ConsentFactory(patient=mari, recipient=OrganisationFactory(name="Eastside Family Medicine"))
    common = {"patient": mari, "organisation": mari.organisation}
    by_hand = common | {"partner": None, "by": alice.user, "channel": "paper"}
    return [
        DisclosureFactory(consent=consent, recipient=consent.recipient, at=now - timedelta(days=30), **common),
        DisclosureFactory(
            consent=consent, recipient=consent.recipient, requester_name="=Dr. Wu", at=now - timedelta(days=2), **by_hand
        ),
        DisclosureFactory(
            consent=None, recipient=None, requester="court", requester_organisation="County Court", ground="order", basis="D03",
            purpose="HLEGAL", order_number="O-7", subpoena_number="S-9", order_limits="The plan", notice="", scope_attached=False,
            at=now - timedelta(days=1), **by_hand,
        ),
        DisclosureFactory(consent=consent, recipient=consent.recipient, at=now - timedelta(days=4 * 365), **common),
    ]  # fmt: skip


def path(mari: Patient) -> str:
    return f"/people/{mari.uuid}/sharing/"


def asked(**changes: str) -> dict[str, str]:
    return {"identity_check": "Known to me for years", "span": "years", "kind": "pdf"} | changes


def test_the_page_tells_the_last_three_years_in_the_persons_words(desk: Client, mari: Patient, given: list[Disclosure]) -> None:
    page = desk.get(path(mari)).content.decode()
    assert "Who received what of Mari’s record: 3" in page
    for words in ("=Dr. Wu, Eastside Family Medicine", "You agreed to it.", "A court ordered it.", "order O-7, subpoena S-9"):
        assert words in page, words
    assert "Who received what of Mari’s record: 4" in desk.get(path(mari) + "?all=1").content.decode()


def test_what_did_not_arrive_says_so_on_its_own_line(desk: Client, mari: Patient, given: list[Disclosure]) -> None:
    first = given[1]
    fields = {field.attname: getattr(first, field.attname) for field in Disclosure._meta.concrete_fields}
    for own in ("id", "uuid"):
        del fields[own]
    Disclosure.objects.create(**(fields | {"amends_id": first.pk, "outcome": "not_delivered"}))
    page = desk.get(path(mari)).content.decode()
    assert "record: 3" in page
    assert "It did not arrive: nobody received it." in page


def test_the_list_as_pdf_is_itself_written_down(desk: Client, mari: Patient, given: list[Disclosure], alice: Staff) -> None:
    answer = desk.post(path(mari), asked())
    assert answer["Content-Type"] == "application/pdf"
    text = text_of(answer.content)
    for words in ("Who received what of your record", "Mari Vega", "Eastside Family Medicine", "County Court", "3 in all"):
        assert words in text, words
    row = Disclosure.objects.latest("pk")
    assert (row.resource, row.basis, row.ground, row.requester) == ("accounting", "D14", "own", "patient")
    assert (row.identity_check, row.by_id) == ("Known to me for years", alice.user_id)
    assert AuditEvent.objects.filter(kind="disclosure", verb="accounting.given", patient_ids=[mari.pk]).exists()
    assert "You" in desk.get(path(mari)).content.decode()


def test_the_list_as_csv_holds_no_formula(desk: Client, mari: Patient, given: list[Disclosure]) -> None:
    answer = desk.post(path(mari), asked(kind="csv", span="all"))
    assert answer["Content-Disposition"].startswith('attachment; filename="disclosures-')
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:3] == ["Day", "Time", "Who received"]
    assert len(rows) == 5
    assert "'=Dr. Wu, Eastside Family Medicine" in [row[2] for row in rows]
    assert not any(cell[:1] in "=+-@" for row in rows for cell in row if cell)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_what_begins_like_a_formula_is_quoted(text: str) -> None:
    assert csv_cell(text) == f"'{text}"


def test_plain_text_stays_as_it_is() -> None:
    assert csv_cell("Dr. Wu = Eastside") == "Dr. Wu = Eastside"


def test_without_saying_who_they_are_nothing_is_made(desk: Client, mari: Patient, given: list[Disclosure]) -> None:
    before = Disclosure.objects.count()
    assert desk.post(path(mari), asked(identity_check=" ")).status_code == 422
    assert desk.post(f"{path(mari)}own-copy/", {"identity_check": ""}).status_code == 422
    assert Disclosure.objects.count() == before


def test_what_an_exchange_received_stands_apart_and_a_request_has_its_thirty_days(
    desk: Client, mari: Patient, given: list[Disclosure], alice: Staff, now: datetime
) -> None:
    DisclosureFactory(
        consent__patient=mari, recipient=OrganisationFactory(name="Bay Exchange"), requester="intermediary", basis="D23",
        purpose="X-ROUTING", partner=None, by=alice.user, channel="paper", at=now,
    )  # fmt: skip
    page = desk.get(path(mari)).content.decode()
    assert "Through exchanges and networks: 1" in page
    assert "Bay Exchange" in page
    answer = desk.post(f"{path(mari)}asked/", {"received_on": (local_date(now, mari.zone) - timedelta(days=3)).isoformat()})
    assert answer.status_code == 302
    task = Task.objects.get()
    assert task.title == "Give Mari the list of who received what"
    assert timedelta(days=26) < task.due_at - now < timedelta(days=28)
    ahead = {"received_on": (local_date(now, mari.zone) + timedelta(days=3)).isoformat()}
    assert desk.post(f"{path(mari)}asked/", ahead).status_code == 422


def test_the_page_takes_the_same_queries_however_long_the_list(
    desk: Client, mari: Patient, given: list[Disclosure], now: datetime
) -> None:
    few = queries_of(desk, path(mari))
    consent = given[0].consent
    assert consent is not None
    for number in range(30):
        DisclosureFactory(
            consent=consent, recipient=consent.recipient, patient=mari, organisation=mari.organisation,
            at=now - timedelta(hours=number + 1),
        )  # fmt: skip
    assert queries_of(desk, path(mari)) == few


def test_the_persons_own_copy_is_whole_in_both_forms(desk: Client, mari: Patient, given: list[Disclosure]) -> None:
    AllergyFactory(patient=mari, substance="Penicillin")
    ContactPointFactory(patient=mari, value="+14015550122")
    goal = GoalFactory(plan__patient=mari, plan__active=True, own_words="To sleep through.")
    ReviewLineFactory(review__plan=goal.plan, review__helps="Tea.", line=goal.root, answer="stop", why="I sleep.")
    ReviewCauseFactory(plan=goal.plan)
    answer = desk.post(f"{path(mari)}own-copy/", {"identity_check": "Looked at a passport"})
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        assert sorted(archive.namelist()) == ["record.json", "record.pdf"]
        record = json.loads(archive.read("record.json"))
        text = text_of(archive.read("record.pdf"))
    assert record["format"] == FORMAT
    assert record["record"]["identity"]["family"] == "Vega"
    assert record["record"]["contact"]["points"][0]["value"] == "+14015550122"
    assert record["record"]["plans"][0]["goals"][0]["own_words"] == "To sleep through."
    assert record["record"]["reviews"]["reviews"][0]["lines"][0]["why"] == "I sleep."
    assert len(record["record"]["disclosures"]) == 4
    assert set(record["record"]) == {
        "identity", "contact", "allergies", "conditions", "care", "plans", "orders", "team", "check_ins", "measures",
        "reviews", "staying_safe", "recovery", "progress", "conferences", "brought", "messages", "consents", "disclosures",
        "history", "teaching", "results", "doses", "safety",
    }  # fmt: skip
    assert "Counseling notes" in record["left_out"][0]
    for words in ("The record of Mari Vega", "Penicillin", "(401) 555-0122", "“To sleep through.”", "Counseling notes"):
        assert words in text, words
    row = Disclosure.objects.latest("pk")
    assert (row.basis, row.ground, row.resource, row.identity_check) == ("D14", "own", "record", "Looked at a passport")
    assert "counselling_note" not in row.categories
    assert row.notice == ""


def test_what_doses_rules_and_prescribers_said_is_in_the_persons_own_copy(desk: Client, mari: Patient) -> None:
    order = MedicationOrderFactory(patient=mari, active=True)
    for day in range(3):
        DoseFactory(order=order, due_on=order.starts_on + timedelta(days=day), note=f"Cup {day}.")
    FiringFactory(order=order)
    SecondOpinionFactory(order=order)
    StartConditionFactory(order=order)
    VerbalOrderFactory(order=order)
    FiringFactory(
        order=None, patient=mari, organisation=mari.organisation, medication=order.medication, amount=40, rule="I-01",
        severity="HARD", outcome="stopped", reason="", words="", fired_by=order.ordered_by,
    )  # fmt: skip
    answer = desk.post(f"{path(mari)}own-copy/", {"identity_check": "Looked at a passport"})
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        record = json.loads(archive.read("record.json"))["record"]
        text = text_of(archive.read("record.pdf"))
    assert [(dose["note"], dose["outcome"]) for dose in record["doses"]] == [(f"Cup {day}.", "observed") for day in range(3)]
    said = {(one["rule"], one["outcome"], one["reason"], one["order"]) for one in record["safety"]["alerts"]}
    assert said == {("M-03", "overridden", "tolerated", str(order.uuid)), ("I-01", "stopped", None, None)}
    assert record["safety"]["second_opinions"][0]["question"] == "QTc 510 ms; 5 mg more for withdrawal."
    assert record["orders"][0]["conditions"][0]["at_least"] == 8
    assert record["orders"][0]["verbal"]["taken_by"] == order.ordered_by.name
    assert sum("3 doses of 40 mg" in line["what"] for line in record["history"]) == 1
    for words in ("Cup 2.", "Took 40 mg until last week.", "QTc 510 ms", "Orders by word of mouth", "What had to be so first"):
        assert words in text, words


def test_who_does_not_read_the_record_gives_no_copy(as_: SignIn, mari: Patient, bob: Staff, charlie: Staff, desk: Client) -> None:
    answers = [as_(who).post(f"{path(mari)}own-copy/", {"identity_check": "Known to me"}).status_code for who in (bob, charlie)]
    assert answers == [403, 404]
    assert not Disclosure.objects.exists()
