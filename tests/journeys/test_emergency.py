"""An emergency from the closed door to the review: refused, opened with a reason, read, ended, and looked at afterwards."""

import re

from playwright.sync_api import expect

from care.actor import Role
from tests.journeys.conftest import Visit
from tests.journeys.test_boundaries import charts_of

WORDS = "Found on the stairs, hardly breathing. The ambulance asks what was taken today."
FOUND = "Called the ambulance service: they were there at that minute and needed the dose."


def test_a_record_is_opened_in_an_emergency_and_reviewed(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        everybody = charts_of(amara)
    with colleague_at_work(Role.PHARMACIST) as rowan:
        mine = charts_of(rowan)
        chart = next(one for one in reversed(everybody) if one not in mine)
        assert rowan.goes_to(f"{chart}medication/") == 403
        page = rowan.page
        rowan.sees("Ask somebody who is on it")
        page.get_by_role("link", name="Emergency access").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Open this record in an emergency")
        page.get_by_label("What is happening").select_option(label="Overdose or not breathing")
        page.get_by_role("button", name=re.compile("Open for")).click()
        rowan.sees("One short sentence")
        page.get_by_label("In your words").fill(WORDS)
        page.get_by_role("button", name=re.compile("Open for")).click()
        assert rowan.path() == f"{chart}medication/"
        name = page.get_by_role("heading", level=1).inner_text()
        expect(page.locator("[data-care-left]")).to_have_text(re.compile(r"^(59|60) min left$|^1 h left$"))
        assert rowan.goes_to(f"{chart}plan/") == 200
        assert rowan.goes_to(next(one for one in everybody if one not in {*mine, chart})) == 403
        rowan.goes_to(chart)
        page.get_by_role("button", name="End now").click()
        rowan.sees("The record is closed again.")
        assert rowan.goes_to(chart) == 403
    with colleague_at_work(Role.PRIVACY_OFFICER) as harold:
        page = harold.page
        row = page.locator("[data-care-row]").filter(has_text="opened by Rowan Stone").first
        row.get_by_role("link", name=re.compile("^Review")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
        harold.sees(WORDS)
        harold.sees("Medication (substance use care)")
        page.get_by_role("radio", name=re.compile("^Appropriate")).check()
        page.get_by_label("In your words").fill(FOUND)
        page.get_by_role("button", name="Write the review").click()
        harold.sees(f"{name}: what was done in the emergency is reviewed.")
        expect(page.locator("[data-care-row]").filter(has_text="opened by Rowan Stone")).to_have_count(0)
        harold.goes_to("/access/reviews/")
        harold.sees("Appropriate, Harold Nakashima")
