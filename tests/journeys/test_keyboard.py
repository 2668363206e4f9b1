"""Without a mouse: the skip link first, the order of reading, a ring that is seen, rows and dialogs by their keys."""

import re

import pytest
from playwright.sync_api import expect

from care.actor import Role
from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Visit

PAGES = ["/", "/caseload/", "/people/search/", "/people/new/", "/who-may-read/", "/account/profile/"]
RING = r"""() => {
    const at = document.activeElement;
    const drawn = (element) => {
        const style = getComputedStyle(element);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
            || (style.boxShadow !== "none" && /\d/.test(style.boxShadow));
    };
    const box = at.getBoundingClientRect();
    const seen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
    const top = document.elementFromPoint(Math.min(box.left + box.width / 2, innerWidth - 1), box.top + box.height / 2);
    const covered = seen && top && !at.contains(top) && !top.contains(at) && !at.labels?.[0]?.contains(top);
    const own = ["date", "time"].includes(at.type);  // its calendar button lies inside it and has the browser's own ring
    return {drawn: own || drawn(at) || (at.parentElement && drawn(at.parentElement)), seen, covered: Boolean(covered)};
}"""
PLACE = "() => { const box = document.activeElement.getBoundingClientRect(); return [box.top + scrollY, box.left]; }"


def walks(visitor: Visitor, *, at_most: int = 200) -> list[str]:
    """Everything that Tab reaches, until it leaves the page; each must be seen with its ring and not lie under something."""
    stops, unseen = [], []
    for _ in range(at_most):
        visitor.presses("Tab")
        what = visitor.focus()
        if not what or (stops and what == stops[0]):
            break
        stops.append(what)
        ring = visitor.page.evaluate(RING)
        if not (ring["drawn"] and ring["seen"]) or ring["covered"]:
            unseen.append(f"{what}: {ring}")
    assert not unseen, "\n".join(unseen)
    return stops


@pytest.mark.parametrize("path", PAGES)
def test_tab_goes_through_a_page_in_the_order_of_reading(colleague_at_work: Visit, path: str) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        amara.goes_to(path)
        stops = walks(amara, at_most=45)
        assert stops[0] == "a Skip to the page"
        assert len(stops) > 8
        assert len(stops) == 45 or len(set(stops)) > 6


def test_the_skip_link_leads_past_the_rooms_to_the_page(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        amara.goes_to("/caseload/")
        amara.presses("Tab", "Enter")
        assert amara.page.evaluate("document.activeElement.id") == "main"
        amara.presses("Tab")
        assert amara.page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_rows_are_walked_and_opened_by_their_letters(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        amara.goes_to("/caseload/")
        links = amara.page.locator("[data-care-open]")
        names = links.all_inner_texts()
        links.first.focus()
        amara.presses("j", "j")
        assert amara.focus() == f"a {names[2]}"
        amara.presses("k")
        assert amara.focus() == f"a {names[1]}"
        amara.presses("Enter")
        expect(amara.page.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(names[1])))


def test_a_task_is_taken_and_given_back_by_letters(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        row = amara.page.locator("#worklist [data-care-row]").filter(has=amara.page.locator("[data-care-key=t]")).first
        name = row.locator(".tl-name").inner_text()
        row.locator(".tl-name").focus()
        amara.presses("t")
        expect(amara.page.get_by_role("status").filter(has_text="taken by you")).to_contain_text(name)
        amara.page.wait_for_timeout(300)
        assert amara.page.evaluate("Boolean(document.activeElement.closest('[data-care-row]'))"), "the focus stays in the list"
        amara.presses("u")
        expect(amara.page.get_by_role("status").filter(has_text="back as it was")).to_contain_text(name)


def test_the_list_of_keys_opens_closes_and_gives_the_focus_back(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        amara.page.locator("#worklist .tl-name").first.focus()
        before = amara.focus()
        amara.presses("?")
        dialog = amara.page.get_by_role("dialog", name="Keyboard")
        expect(dialog).to_be_visible()
        amara.presses("Escape")
        expect(dialog).to_have_count(0)
        assert amara.focus() == before


def test_letters_do_nothing_while_one_types(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR, fresh=True) as amara:
        amara.goes_to("/people/new/")
        amara.page.get_by_label("Chosen name").focus()
        amara.page.keyboard.type("gt/?")
        expect(amara.page.get_by_label("Chosen name")).to_have_value("gt/?")
        assert amara.path() == "/people/new/"
        amara.forgets_what_was_typed()


def test_menus_of_a_phone_open_and_close(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR, viewport={"width": 360, "height": 740}) as amara:
        page = amara.page
        page.locator("summary[aria-label=Menu]").click()
        rooms = page.get_by_role("navigation", name="Rooms, small screen")
        expect(rooms).to_be_visible()
        amara.presses("Escape")
        expect(rooms).to_be_hidden()
        page.locator("summary[aria-label=Menu]").click()
        rooms.get_by_role("link", name="Caseload").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Caseload")


def test_the_pages_work_without_scripts(browser, clinic, colleague_at_work: Visit) -> None:  # type: ignore[no-untyped-def]
    with colleague_at_work(Role.COORDINATOR) as amara:
        cookies = amara.context.storage_state()
    context = browser.new_context(base_url=clinic.address, java_script_enabled=False, storage_state=cookies)
    try:
        page = context.new_page()
        page.goto("/")
        name = page.locator("#worklist .tl-name").first.inner_text()
        page.locator("#worklist .tl-chip").nth(1).click()
        expect(page.locator("#worklist .tl-chip[aria-current=true]")).to_contain_text("Late")
        page.goto("/people/search/")
        page.get_by_label("Name, phone, MRN or birth date").fill(name)
        page.get_by_role("button", name="Find").click()
        page.locator("#found").get_by_role("link", name=name).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    finally:
        context.close()
