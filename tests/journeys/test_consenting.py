"""A consent from the chart to the person's own phone: prepared, read in their language, drawn, signed once, and taken back."""

import random
import re
import string
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from care.actor import Role
from tests.journeys.browsing import PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.looking import look_at
from tests.journeys.people import registers

BORN = f"{random.randint(1960, 2000)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"


def prepares(coordinator: Visitor, chart: str) -> None:
    """A consent for a sister, up to the page on which it is signed."""
    page = coordinator.page
    coordinator.goes_to(f"{chart}consent/")
    page.get_by_role("link", name="New consent").click()
    page.get_by_role("link", name="For one recipient").click()
    page.get_by_label("With whom", exact=True).select_option(label="Somebody else, named below")
    page.get_by_label("What they are").select_option(label="Family or friend")
    page.get_by_label("Their name").fill("Rosa Duarte, sister")
    page.get_by_label("Who you are").check()
    page.get_by_role("button", name="Go on to read and sign").click()
    expect(page.get_by_role("heading", name="For one recipient: Rosa Duarte, sister")).to_be_visible()


def link_of(coordinator: Visitor) -> str:
    """The link, shown for who has no phone that may be written to."""
    page = coordinator.page
    page.get_by_role("link", name="signs on their own phone").click()
    page.get_by_role("button", name="Show the link").click()
    return urlsplit(page.get_by_label(re.compile("^For .* alone$")).input_value()).path


@contextmanager
def _phone(someone: Visit, path: str) -> Iterator[Visitor]:
    """Somebody who opens a link and gives their birth date."""
    with someone(viewport=PHONE) as visitor:
        visitor.goes_to(path)
        assert look_at(visitor.page, "consent-who") == []
        visitor.page.get_by_label("Your birth date").fill(BORN)
        visitor.page.get_by_role("button", name="Read it").click()
        yield visitor


def draws(page: Page) -> None:
    """Two strokes with a finger."""
    place = page.locator("[data-care-draw] svg")
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 20, steps=4)
    page.mouse.move(box["x"] + 140, box["y"] + 70, steps=4)
    page.mouse.up()
    expect(page.get_by_role("status").filter(has_text="drawn")).to_have_text("Your name is drawn.")


@pytest.fixture(scope="module")
def chart(colleague_at_work: Visit) -> str:
    with colleague_at_work(Role.COORDINATOR) as amara:
        family = "Marrowby-" + "".join(random.choices(string.ascii_lowercase, k=6)).title()
        return registers(amara, given="Ilse", family=family, born=BORN, lead="Priya Nair", function="Counselor")


def test_a_person_signs_on_their_own_phone_once(colleague_at_work: Visit, someone: Visit, chart: str) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        prepares(amara, chart)
        assert look_at(amara.page, "consent-sign") == []
        path = link_of(amara)
        assert look_at(amara.page, "consent-phone") == []
    with _phone(someone, path) as ilse:
        page = ilse.page
        ilse.sees("Rosa Duarte, sister")
        page.get_by_role("button", name="Español").click()
        ilse.sees("Quién lo recibe")
        page.get_by_role("button", name="English").click()
        assert look_at(page, "consent-paper") == []
        page.get_by_role("button", name="I agree and sign").click()
        ilse.sees("Write your name to sign.")
        page.get_by_label("Write your name").fill("Ilse Marrowby")
        draws(page)
        page.get_by_role("button", name="I agree and sign").click()
        expect(page.get_by_role("heading", name="Thank you. It is signed.")).to_be_visible()
        assert look_at(page, "consent-signed") == []
        ilse.goes_to(path)
        ilse.sees("You have signed this already.")
        assert ilse.context.cookies() == []
    with colleague_at_work(Role.COORDINATOR) as amara:
        page = amara.page
        amara.goes_to(f"{chart}consent/")
        expect(page.get_by_role("heading", name="Ilse’s consents in force: 1")).to_be_visible()
        page.get_by_role("link", name="Rosa Duarte, sister").click()
        expect(page.get_by_role("img", name="Signature as drawn")).to_be_visible()
        assert look_at(page, "consent-detail") == []
        page.get_by_role("button", name="Take back: Rosa Duarte").click()
        expect(page.get_by_role("heading", name="Ilse’s consents in force: 0")).to_be_visible()


def test_a_person_says_no_with_the_keyboard_alone(colleague_at_work: Visit, someone: Visit, chart: str) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        prepares(amara, chart)
        path = link_of(amara)
    with _phone(someone, path) as ilse:
        page = ilse.page
        page.get_by_label("Write your name").focus()
        for _ in range(8):
            page.keyboard.press("Tab")
            if ilse.focus() == "button No, I do not want this":
                break
        page.keyboard.press("Enter")
        ilse.sees("We share nothing on it.")
    with colleague_at_work(Role.COORDINATOR) as amara:
        amara.goes_to(f"{chart}consent/")
        amara.sees("Declined")
