"""Something of a record is given to somebody outside, on paper and by e-mail; the person gets the list and their own copy."""

import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from care.actor import Role
from tests.care.pages.papers import text_of
from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Visit
from tests.journeys.looking import look_at

NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


def somebody_with_a_consent(visitor: Visitor) -> str:
    """The chart of the first person of the caseload whose consent for the neighbor clinic is in force."""
    visitor.goes_to("/caseload/")
    html = visitor.page.content()
    for chart in dict.fromkeys(re.findall(r'href="(/people/[0-9a-f-]{36}/)"', html)):
        if "Consent for Eastside Primary Care" in visitor.page.request.get(f"{chart}sharing/give/").text():
            return chart
    raise AssertionError("nobody of the demo shares with the neighbor clinic")


def file_of(page: Page, button: re.Pattern[str]) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def test_what_leaves_is_seen_first_written_down_and_told_to_the_person(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        page = amara.page
        chart = somebody_with_a_consent(amara)
        amara.goes_to(f"{chart}sharing/give/")
        page.get_by_role("radio", name=re.compile("^Consent for Eastside Primary Care")).first.check()
        page.get_by_label("Name of who asks").fill("Dr. Wu")
        page.get_by_role("button", name="Show what would go").click()
        expect(page.get_by_role("heading", name="It may go")).to_be_visible()
        expect(page.get_by_role("heading", name="What Dr. Wu, Eastside Primary Care would get")).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text(NOTICE)
        assert look_at(page, "pages:share.preview") == []
        paper = text_of(file_of(page, re.compile("^Make the file")))
        assert NOTICE in paper
        assert "Dr. Wu, Eastside Primary Care" in paper

        page.get_by_role("radio", name=re.compile("^By e-mail")).check()
        page.get_by_label("E-mail of the recipient").fill("wu@eastside.example")
        page.get_by_role("button", name="Look again").click()
        page.get_by_role("button", name=re.compile("^Send it")).click()
        expect(page.get_by_role("main")).to_contain_text("The file opens with:")
        assert look_at(page, "pages:hand_over") == []

        amara.goes_to(f"{chart}sharing/give/")
        page.get_by_role("radio", name="None of these").check()
        page.get_by_role("combobox", name=re.compile("^Who asks")).select_option("police")
        page.get_by_role("textbox", name=re.compile("^Organization")).fill("County police")
        page.get_by_role("combobox", name=re.compile("^What for")).select_option("X-INVESTIGATION")
        page.get_by_role("button", name="Show what would go").click()
        expect(page.get_by_role("heading", name="It stays here")).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("for a consent$"))).to_be_visible()
        assert look_at(page, "pages:share.refused") == []

        amara.goes_to(f"{chart}sharing/")
        expect(page.get_by_role("main")).to_contain_text("Dr. Wu, Eastside Primary Care")
        page.get_by_label("How you know that it is them").fill("Known to me for years")
        told = text_of(file_of(page, re.compile("list$")))
        assert "Eastside Primary Care" in told
        amara.goes_to(f"{chart}sharing/own-copy/")
        page.get_by_label("How you know that it is them").fill("Known to me for years")
        with page.expect_download() as download:
            page.get_by_role("button", name=re.compile("copy$")).click()
        with zipfile.ZipFile(download.value.path()) as archive:
            assert sorted(archive.namelist()) == ["record.json", "record.pdf"]
