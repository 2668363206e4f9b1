"""A counselor asks PHQ-9 without a mouse, is called away, and a nurse goes on; the danger in it stands first."""

import re

from playwright.sync_api import expect

from care.actor import Role
from tests.journeys.conftest import Visit
from tests.journeys.looking import look_at
from tests.journeys.people import registers


def test_an_instrument_is_begun_by_one_and_finished_by_another_without_a_mouse(colleague_at_work: Visit) -> None:
    wrong = []
    with colleague_at_work(Role.COORDINATOR) as amara:
        chart = registers(amara, given="Delphine", family="Marsh", born="1990-04-11", lead="Priya Nair", function="Counselor")
    with colleague_at_work(Role.COUNSELOR) as priya:
        page = priya.page
        priya.goes_to(f"{chart}measures/")
        page.get_by_role("button", name="Begin PHQ-9: depression").first.press("Enter")
        expect(page.get_by_role("heading", name="PHQ-9: depression")).to_be_visible()
        questions = page.url
        page.get_by_role("group", name=re.compile("Low interest")).get_by_role("radio").first.focus()
        for digit in "1112":  # each goes on to the next question
            priya.presses(digit)
        expect(page.locator("#answers-kept")).to_contain_text("4 of")
        expect(page.get_by_role("group", name=re.compile("Difficulty"))).to_be_visible()
        wrong += look_at(page, "assessments-fill")
        page.goto(f"{questions}set-aside/")
        wrong += look_at(page, "assessments-set_aside")
    with colleague_at_work(Role.NURSE) as tomas:
        page = tomas.page
        tomas.goes_to(f"{chart}measures/")
        page.get_by_role("link", name=re.compile("^Go on with PHQ-9")).press("Enter")
        expect(page.get_by_role("group", name=re.compile("Energy")).get_by_label("More than half")).to_be_checked()
        page.get_by_role("group", name=re.compile("Appetite")).get_by_role("radio").first.focus()
        for digit in "00001":
            tomas.presses(digit)
        expect(page.locator("#answers-kept")).to_contain_text("9 of")
        page.get_by_role("button", name=re.compile("^Finish for")).press("Enter")
        urgent = page.get_by_role("region", name=re.compile("self-harm"))
        expect(urgent).to_contain_text("988")
        expect(page.get_by_role("region", name="PHQ-9: depression")).to_contain_text("of 27")
        wrong += look_at(page, "assessments-result")
        result = page.url
        page.goto(result.replace("/result/", "/in-error/"))
        wrong += look_at(page, "assessments-in_error")
        page.goto(result)
        page.get_by_role("link", name="Open the task").first.click()
        expect(page.get_by_role("main")).to_contain_text("self-harm")
        tomas.goes_to(f"{chart}measures/put-off/cssrs/")
        wrong += look_at(page, "assessments-put_off")
    assert not wrong, "\n".join(wrong[:12])
