"""What stays closed, seen through a browser: another team's record, another clinic's, an order by who may not order."""

import re

from playwright.sync_api import expect

from care.actor import Role
from care.demo.staff import EASTSIDE, PASSWORD
from tests.journeys.browsing import Visitor
from tests.journeys.clinic import SignIn
from tests.journeys.conftest import Visit

CHART = re.compile(r"/people/[0-9a-f-]{36}/")


def charts_of(visitor: Visitor, query: str = "") -> list[str]:
    """The charts that somebody's caseload opens, page by page."""
    visitor.goes_to(f"/caseload/{query}")
    found = []
    while True:
        links = visitor.page.locator("[data-care-open]").all()
        found += [str(link.get_attribute("href")) for link in links]
        following = visitor.page.get_by_role("link", name="Next people")
        if not following.count():
            return found
        following.click()
        expect(visitor.page.locator("[data-care-open]").first).not_to_have_attribute("href", found[-len(links)])


def test_a_record_of_another_team_is_closed_and_says_why(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        everybody = charts_of(amara)
    with colleague_at_work(Role.COUNSELOR) as priya:
        mine = charts_of(priya)
        assert set(mine) < set(everybody)
        other = next(chart for chart in everybody if chart not in mine)
        for part in ("", "plan/", "medication/", "history/", "contact/"):
            assert priya.goes_to(f"{other}{part}") == 403
        expect(priya.page.get_by_role("heading", level=1)).to_contain_text("not on this person’s care team")
        expect(priya.page.get_by_role("main")).to_contain_text("Ask to join the team")
        assert priya.page.locator(".tl-banner").count() == 0
    with colleague_at_work(Role.COORDINATOR) as amara:
        amara.goes_to(other)
        name = amara.page.get_by_role("heading", level=1).inner_text()
    with colleague_at_work(Role.COUNSELOR) as priya:
        priya.goes_to("/people/search/")
        priya.page.get_by_label("Name, phone, MRN or birth date").fill(name)
        priya.page.get_by_role("button", name="Find").click()
        expect(priya.page.locator("#found h2")).to_contain_text("found")
        expect(priya.page.locator(".htmx-request")).to_have_count(0)  # what the typing asked for has come as well
        assert other not in [link.get_attribute("href") for link in priya.page.locator("#found a").all()]


def test_another_clinics_person_is_the_same_as_nobody(colleague_at_work: Visit, someone: Visit) -> None:
    hana = next(person for person in EASTSIDE.colleagues if person.role is Role.PRESCRIBER)
    with someone() as visitor:
        visitor.signs_in(SignIn(hana.email, PASSWORD))
        theirs = charts_of(visitor)[0]
    answers = []
    with colleague_at_work(Role.COORDINATOR) as amara:
        for chart in (theirs, "/people/0190a000-0000-7000-8000-000000000000/"):
            for part in ("", "plan/", "medication/", "contact/"):
                assert amara.goes_to(f"{chart}{part}") == 404
                answers.append(amara.page.locator("main").inner_text())
    assert len(set(answers)) == 1


def test_a_direct_address_needs_a_sign_in(someone: Visit, colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        chart = charts_of(amara)[0]
    with someone() as visitor:
        visitor.goes_to(chart)
        assert visitor.path() == "/account/login/"
        assert chart in visitor.page.url.replace("%2F", "/"), "and comes back to it afterwards"


def test_pages_with_patients_are_not_kept_by_the_browser(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        for path in ("/", "/caseload/", charts_of(amara)[0], "/people/search/"):
            answer = amara.page.request.get(path)
            assert "no-store" in answer.headers["cache-control"], path
            policy = answer.headers["content-security-policy"]
            assert "unsafe" not in policy
            assert "default-src 'none'" in policy
