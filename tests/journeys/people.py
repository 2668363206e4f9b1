"""People whom a journey brings along, so that it touches nobody else's."""

import re

from playwright.sync_api import expect

from tests.journeys.browsing import Visitor


def registers(visitor: Visitor, *, given: str, family: str, born: str, lead: str, function: str) -> str:
    """Register a person with a lead, through the page; the path of their chart."""
    page = visitor.page
    visitor.goes_to("/people/new/")
    page.get_by_label("Legal given names").fill(given)
    page.get_by_label("Legal family names").fill(family)
    page.get_by_label("Birth date").fill(born)
    chooses_lead(visitor, lead)
    page.get_by_label("As", exact=True).select_option(label=function)
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="is registered")).to_contain_text(given)
    return re.findall(r"/people/[0-9a-f-]{36}/", page.url)[0]


def chooses_lead(visitor: Visitor, name: str) -> None:
    """By the beginning of what the choice says: 'Priya Nair, Counselor, LICSW'."""
    choice = visitor.page.get_by_label("Who leads their care")
    options = choice.locator("option").all_inner_texts()
    choice.select_option(label=next(option for option in options if option.startswith(name)))
