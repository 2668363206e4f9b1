"""The small script of the check-in page in a real browser: one part at a time, and nothing lost on a bad line."""

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from care.actor import Permit
from care.embedded.browser import LOUD, find
from care.followups import operations
from care.followups.models import Answer, KeptAnswers, ProtocolRun
from care.followups.phone import views
from tests.care.followups.conftest import check_in_of, sweep
from tests.journeys.browsing import ARGUMENTS, PHONE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = find()
    if program is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(LOUD)
        print(LOUD, file=sys.__stderr__)
        pytest.skip(LOUD)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver keeps a loop in this thread
        running = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, locale="en-US", reduced_motion="reduce")
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def address(
    browser: Browser, run: ProtocolRun, permit: Permit, at: datetime, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> str:
    monkeypatch.setattr(views, "timezone", SimpleNamespace(now=lambda: at))
    sweep(at)
    check_in = check_in_of(run, "Day 1")
    return f"{live_server.url}/c/{operations.issue_check_in_link(permit=permit, check_in=check_in.uuid, at=at)}/"


def tap(page: Page, name: str) -> None:
    page.locator(f"label[for={name}]").click()


def test_three_short_parts_by_keyboard_alone(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.goto(address)
    expect(page.get_by_text("Part 1 of 3")).to_be_visible()
    page.locator("#feeling-0").focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Next").press("Enter")
    expect(page.get_by_text("Part 2 of 3")).to_be_visible()
    expect(page.get_by_label("What was it?")).to_be_hidden()
    tap(page, "used-yes")
    expect(page.get_by_label("What was it?")).to_be_visible()
    page.get_by_role("button", name="Next").press("Enter")
    page.get_by_role("button", name="Back").press("Enter")
    expect(page.locator("#used-yes")).to_be_checked()
    page.get_by_role("button", name="Next").press("Enter")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert Answer.objects.get().values == {"feeling": 6, "used": "yes"}


def test_every_part_is_clean_and_fits_a_narrow_phone(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.goto(f"{address}?language=es")
    for _ in range(3):
        found = Axe().run(page).response["violations"]
        assert found == [], [violation["id"] for violation in found]
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        if page.locator("[data-care-next]").is_visible():
            page.locator("[data-care-next]").click()


def test_what_is_filled_in_is_kept_on_the_server_and_not_in_the_browser(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.goto(address)
    tap(page, "craving-4")
    expect(page.get_by_text("Kept, not sent yet.")).to_be_visible()
    assert KeptAnswers.objects.get().values == {"craving": 4}
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert phone.cookies() == []
    page.close()
    again = phone.new_page()
    again.goto(address)
    expect(again.locator("#craving-4")).to_be_checked()


def test_a_lost_line_loses_nothing_and_sends_by_itself_when_it_is_back(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.goto(address)
    phone.set_offline(True)
    tap(page, "feeling-3")
    expect(page.get_by_text("No connection.")).to_be_visible()
    page.locator("[data-care-next]").click()
    page.locator("[data-care-next]").click()
    tap(page, "safe-no")
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("No connection.")).to_be_visible()
    expect(page.locator("#safe-no")).to_be_checked()
    assert not Answer.objects.exists()
    phone.set_offline(False)
    expect(page.get_by_role("heading", name="We are glad you told us.")).to_be_visible()
    assert Answer.objects.get().values == {"feeling": 3, "safe": "no"}


def test_sending_twice_in_a_hurry_counts_once(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.goto(address)
    page.evaluate("() => { const form = document.querySelector('form'); form.requestSubmit(); form.requestSubmit(); }")
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()
    assert Answer.objects.count() == 1


def test_without_a_script_it_is_one_form_that_works(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE, locale="es-MX", java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    tap(page, "feeling-7")
    tap(page, "need-ride")
    page.get_by_role("button", name="English").click()
    expect(page.locator("#need-ride")).to_be_checked()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()
    context.close()
    assert Answer.objects.get().values == {"feeling": 7, "need": ["ride"]}
