"""A safety plan is written together and kept on a phone: it opens with the network off, and is gone once it was taken back."""

import random
import re
import string
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page, expect

from care.actor import Role
from tests.journeys.browsing import PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.looking import look_at
from tests.journeys.people import registers

BORN = f"{random.randint(1960, 2000)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
ROSA = "My sister Rosa"
NO_LINE = re.compile("ERR_INTERNET_DISCONNECTED")


def writes_and_signs(colleague: Visitor, base: str, *, sign: str) -> None:
    """The next version, in the person's words, with both signatures."""
    page = colleague.page
    page.get_by_label("How I notice that a crisis is coming").fill(sign)
    page.get_by_label("People I can ask for help").fill(f"{ROSA}, 401-555-0133")
    assert look_at(page, "staying-safe-write") == []
    page.get_by_role("button", name=re.compile("^Save, and read")).click()
    page.get_by_role("button", name=re.compile("^Sign ")).click()
    page.get_by_label("Name as signed").fill("Noa Tamarind")
    assert look_at(page, "staying-safe-word") == []
    page.get_by_role("button", name=re.compile("^Put .* in force$")).click()
    expect(page.get_by_role("status").filter(has_text="safety plan is in force")).to_be_visible()
    assert look_at(page, "staying-safe-plan") == []
    colleague.goes_to(base)


def opens(page: Page, path: str) -> str:
    """What a phone shows at an address: its words, or that there is no line."""
    try:
        page.goto(path)
    except Error as fault:
        return "no line" if NO_LINE.search(str(fault)) else str(fault)
    return page.locator("main").inner_text()


def reads(page: Page, path: str = "") -> None:
    """Through the door, with the birth date."""
    if path:
        page.goto(path)
    page.get_by_label("Your birth date").fill(BORN)
    page.get_by_role("button", name="Read it").click()


def test_a_plan_on_a_phone_opens_without_a_line_and_is_gone_once_it_was_taken_back(
    colleague_at_work: Visit, someone: Visit
) -> None:
    family = "Tamarind-" + "".join(random.choices(string.ascii_lowercase, k=6)).title()
    with colleague_at_work(Role.COORDINATOR) as amara:
        chart = registers(amara, given="Noa", family=family, born=BORN, lead="Priya Nair", function="Counselor")
        base = f"{chart}staying-safe/"
        amara.goes_to(base)
        amara.page.get_by_role("button", name="Write it together: Safety plan").click()
        writes_and_signs(amara, base, sign="I stop answering.")
        amara.goes_to(f"{base}copy/")
        amara.page.get_by_label("Send the link").uncheck()
        amara.page.get_by_role("button", name=re.compile("^Give ")).click()
        assert look_at(amara.page, "staying-safe-copy") == []
        amara.page.get_by_role("button", name="Show the link").click()
        path = urlsplit(amara.page.locator("code").inner_text()).path
    with someone(viewport=PHONE) as noa, colleague_at_work(Role.COORDINATOR, at=base) as amara:
        page = noa.page
        noa.goes_to(path)
        noa.sees_not("Noa")
        assert look_at(page, "own-copy-who") == []
        reads(page)
        first = page.get_by_role("main").get_by_role("link").first
        expect(first).to_have_attribute("href", "tel:988")
        page.get_by_role("button", name="Keep it on this phone").click()
        expect(page.get_by_text("It is on this phone now.")).to_be_visible()
        assert look_at(page, "own-copy") == []
        assert noa.context.cookies() == []
        # the network is off: for the page and for the worker that shows it
        noa.context.set_offline(True)
        page.close()
        page = noa.context.new_page()
        assert ROSA in opens(page, path)
        asked = "fetch('/k/keeper.js?' + Math.random()).then(() => 'a line', () => 'no line')"
        assert noa.context.service_workers[0].evaluate(asked) == "no line"
        page.set_viewport_size(PHONE)
        expect(page.get_by_role("link", name="401-555-0133")).to_have_attribute("href", "tel:4015550133")
        assert page.locator("form, input").count() == 0
        assert look_at(page, "own-copy-kept") == []
        # the person takes it away themselves, and keeps it once more
        page.get_by_role("button", name="Take it away from this phone").click()
        expect(page.get_by_text("It is gone from this phone.")).to_be_visible()
        assert opens(page, path) == "no line"
        noa.context.set_offline(False)
        reads(page, path)
        page.get_by_role("button", name="Keep it on this phone").click()
        expect(page.get_by_text("It is on this phone now.")).to_be_visible()
        noa.context.set_offline(True)
        assert ROSA in opens(page, path)
        # a newer version is told of when there is a line again, and the kept one stays until it is opened
        amara.page.get_by_role("button", name="Write the next version: Safety plan").click()
        writes_and_signs(amara, base, sign="I sleep in my clothes.")
        amara.goes_to(f"{base}compare/safety/")
        amara.sees("1 line added, 1 line taken out, in 1 part.")
        assert look_at(amara.page, "staying-safe-compare") == []
        noa.context.set_offline(False)
        page.get_by_role("link", name="Open the newer one").click()
        reads(page)
        expect(page.get_by_text("It is on this phone now.")).to_be_visible()  # kept before: the newer one takes its place
        noa.context.set_offline(True)
        assert "I sleep in my clothes." in opens(page, path)
        # taken back while the phone has no line: the page stays; with a line it erases itself
        amara.goes_to(f"{base}copy/")
        amara.page.get_by_label("Why").select_option("phone_lost")
        amara.page.get_by_role("button", name=re.compile("^Take back")).click()
        expect(amara.page.get_by_role("status").filter(has_text="copy taken back")).to_be_visible()
        assert ROSA in opens(page, path)
        noa.context.set_offline(False)
        expect(page.get_by_text("This copy was taken back")).to_be_visible()
        expect(page.get_by_text(ROSA)).to_have_count(0)
        assert page.evaluate("caches.keys()") == []
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
        noa.context.set_offline(True)
        assert opens(page, path) == "no line"
        noa.context.set_offline(False)
        assert ROSA not in opens(page, path)
        noa.faults = [fault for fault in noa.faults if not NO_LINE.search(fault)]
        amara.goes_to(base)
        amara.page.get_by_role("link", name="Safety plan, version 2").click()
        amara.page.get_by_role("link", name="End this plan").click()
        assert look_at(amara.page, "staying-safe-end") == []
        amara.goes_to(f"{base}return-to-use/")
        amara.page.get_by_label("When").fill("1/2026")
        amara.page.get_by_label("What", exact=True).fill("alcohol")
        amara.page.get_by_role("button", name=re.compile("^Write it down")).click()
        amara.page.get_by_role("link", name=re.compile("^Entered in error")).click()
        assert look_at(amara.page, "staying-safe-return-in-error") == []
