"""From a person's complaint to the answer in hand, as the privacy officer does it; the clicks are counted."""

import pytest
from playwright.sync_api import expect

from care.actor import Role
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.journey

CLICKS = 3  # the room, the person, the answer; the name is typed and sent with Enter


def test_from_the_complaint_to_the_answer_in_hand(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR, at="/caseload/") as coordinator:
        name = coordinator.page.locator("th[scope=row] a, a.tl-name").first.inner_text().strip()
    with colleague_at_work(Role.PRIVACY_OFFICER, at="/") as officer:
        page, clicks = officer.page, 0
        page.get_by_role("navigation", name="Rooms", exact=True).get_by_role("link", name="Privacy office").click()
        clicks += 1
        page.locator("#id_q").fill(name)
        page.keyboard.press("Enter")
        page.locator("#found").get_by_role("link", name=name).first.click()
        clicks += 1
        expect(page.get_by_role("heading", level=1)).to_contain_text("Who saw")
        expect(page.get_by_role("heading", level=1)).to_contain_text(name.split()[-1])
        answer = page.get_by_role("link", name="Answer for")
        address = answer.get_attribute("href")
        clicks += 1  # the click on the answer; a browser without a window downloads what it cannot show
        assert address is not None
        paper = page.request.get(f"{page.url.split('/privacy/')[0]}{address}")
        assert paper.status == 200
        assert paper.headers["content-type"] == "application/pdf"
        assert paper.body().startswith(b"%PDF-")
        assert clicks == CLICKS
        assert not officer.faults
