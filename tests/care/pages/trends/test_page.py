"""The trend page: the picture, the table and the sentence say the same, whoever reads sees what they may, at a fixed cost."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from html import unescape

from care.accounts.models import Staff
from care.actor import Category, Role
from care.pages.trends.axis import BOTTOM, TOP
from patients.assessments.rules import State
from patients.models import Patient
from tests.care.pages.conftest import SignIn, queries_of
from tests.care.pages.trends.conftest import Scores
from tests.factories.accounts import staff_with
from tests.factories.followups import CheckInFactory
from tests.factories.regimens import MedicationOrderFactory, OrderHoldFactory
from tests.factories.staying_safe import ReturnToUseFactory
from tests.factories.story import OverdoseFactory

FALLING = [19, 17, 16, 13, 12, 10, 9, 7, 6, 11, 9]


def page_of(as_: SignIn, staff: Staff, patient: Patient, query: str = "") -> str:
    answer = as_(staff).get(f"/people/{patient.uuid}/trends/{query}")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def drawn(page: str, high: int = 27) -> list[Decimal]:
    """The scores as the picture draws them, read back from the points of its line."""
    found = re.search(r'<polyline class="is-line" points="([^"]*)"', page)
    assert found
    heights = [float(point.split(",")[1]) for point in found[1].split()]
    return [Decimal(str(round((BOTTOM - y) / (BOTTOM - TOP) * high, 1))).normalize() for y in heights]


def table(page: str) -> list[Decimal]:
    """The scores of the table, oldest first."""
    rows = re.findall(r'<td role="cell" data-label="Score" class="tl-num">([^<]*)</td>', page)
    return [Decimal(value) for value in reversed(rows)]


def test_picture_table_and_sentence_say_the_same(as_: SignIn, alice: Staff, mari: Patient, scored: Scores) -> None:
    scored(mari, "phq9", FALLING)
    scored(mari, "phq9", [27], state=State.IN_ERROR)
    page = page_of(as_, alice, mari)
    assert drawn(page) == table(page) == [Decimal(value) for value in FALLING]
    said = re.search(r'<p class="tl-say">(.*?)</p>', page)
    assert said
    assert re.match(r"From 19 on .* to 9 on .* \(mild\): 10 lower, a fall of 52 %, which is better\. Lowest 6 on .*\.", said[1])
    assert f'<desc id="trend-d">{said[1]}</desc>' in page
    assert "at most half of 19 on" in page
    assert "Worse than last time" not in page


def test_a_shorter_time_tells_only_of_that_time(as_: SignIn, alice: Staff, mari: Patient, scored: Scores) -> None:
    scored(mari, "phq9", [20, 18, 12, 12, 5, 11], every=40)
    page = page_of(as_, alice, mari, "?for=3m")
    assert drawn(page) == table(page) == [Decimal(12), Decimal(5), Decimal(11)]
    assert re.search(r'<p class="tl-say">From 12 on', page)
    assert "6 higher than 5" in page  # the course is the whole one's
    assert "4 higher" not in page


def test_doses_and_events_stand_on_the_same_line(as_: SignIn, alice: Staff, mari: Patient, scored: Scores, now: datetime) -> None:
    scored(mari, "phq9", FALLING)
    order = MedicationOrderFactory(patient=mari, active=True, starts_on=(now - timedelta(days=30)).date())
    held = {"held_at": now - timedelta(days=12), "lifted_at": now - timedelta(days=5), "lifted_by": order.ordered_by}
    OrderHoldFactory(order=order, **held)
    OverdoseFactory(patient=mari, occurred=(now - timedelta(days=20)).date().isoformat(), substances="Heroin")
    OverdoseFactory(patient=mari, occurred="2009", substances="Alcohol")
    ReturnToUseFactory(patient=mari, happened=(now - timedelta(days=9)).date().isoformat(), substance="wine")
    CheckInFactory(run__patient=mari, state="missed", missed_at=now - timedelta(days=10))
    page = page_of(as_, alice, mari)
    svg = page[page.index('<svg class="tl-chart') : page.index("</svg>", page.index('<svg class="tl-chart'))]
    assert svg.count('class="is-dose"') == 2, "a gap where it was on hold"
    assert "; on hold from " in page
    assert svg.count('class="is-pin"') == 1  # the year alone is not drawn, nor the day of long ago on which care began
    assert "Missed contacts: 1" in svg
    assert "Returns to use: 1" in svg
    for told in (
        "Overdose: Heroin",
        "2009, not drawn",
        "Overdose: Alcohol",
        "Return to use: wine",
        "Check-in: ",
    ):
        assert told in page
        assert told not in svg


def test_two_instruments_never_share_a_line(as_: SignIn, alice: Staff, mari: Patient, scored: Scores) -> None:
    """BAM and BAM-R measure use in two ways: each has its own line, picture and course."""
    for name, values in (("bam", [2, 1, 0]), ("bamr", [20, 12, 30])):
        scored(mari, name, [{"use": value, "risk": 8, "protective": 10} for value in values], category=Category.SUD)
    for name, values in (("bam", [2, 1, 0]), ("bamr", [20, 12, 30])):
        assert table(page_of(as_, alice, mari, f"?measure={name}&score=use")) == values


def test_a_reader_sees_the_kinds_of_data_that_they_may(as_: SignIn, alice: Staff, mari: Patient, scored: Scores) -> None:
    scored(mari, "phq9", [12])
    outsider = staff_with(Role.COUNSELOR, organisation=mari.organisation)
    assert as_(outsider).get(f"/people/{mari.uuid}/trends/").status_code == 403
    for query in ("?measure=gad7", "?measure=phq9&score=none", "?for=9y", "?measure=phq9&about=alcohol"):
        assert as_(alice).get(f"/people/{mari.uuid}/trends/{query}").status_code == 404


def test_a_person_without_scores_has_a_page(as_: SignIn, alice: Staff, mari: Patient, scored: Scores) -> None:
    assert "No score yet" in page_of(as_, alice, mari)
    scored(mari, "phq9", [12])
    page = page_of(as_, alice, mari)
    assert "One score: 12 on" in page
    assert table(page) == [12]


def test_the_number_of_queries_is_fixed(as_: SignIn, alice: Staff, mari: Patient, scored: Scores) -> None:
    browser, path = as_(alice), f"/people/{mari.uuid}/trends/"
    scored(mari, "phq9", [9], ago=1900)
    scored(mari, "gad7", [9], ago=1900)
    one = queries_of(browser, path)
    scored(mari, "phq9", [9] * 260)
    scored(mari, "gad7", [9] * 260)
    assert queries_of(browser, path) == one
    assert one <= 22
