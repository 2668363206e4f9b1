"""A coordinator's morning: a person found from the keyboard, an escalation taken, tasks done, undone and put off."""

import re

from playwright.sync_api import Locator, expect

from care.actor import Role
from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Visit


def rows(visitor: Visitor) -> Locator:
    return visitor.page.locator("#worklist [data-care-row]")


def test_a_person_is_found_and_opened_with_the_keyboard_alone(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        name = amara.page.locator("#worklist .tl-name").first.inner_text()
        amara.presses("/")
        assert amara.focus().startswith("input Find a person")
        amara.page.keyboard.type(name[:6].lower())
        amara.presses("Enter")
        expect(amara.page.locator("#found h2")).to_contain_text("found")
        assert amara.page.url.endswith("/people/search/"), "what was typed never stands in an address"
        for _ in range(40):
            if amara.focus().removeprefix("a ") == name:
                break
            amara.presses("Tab")
        amara.presses("Enter")
        expect(amara.page.get_by_role("heading", level=1, name=name)).to_be_visible()
        assert re.fullmatch(r"/people/[0-9a-f-]{36}/", amara.path())
        assert name.split()[0] not in amara.page.title()
        amara.presses("g", "c")
        expect(amara.page.get_by_role("heading", level=1)).to_contain_text("Caseload")
        amara.presses("g", "t")
        expect(amara.page.get_by_role("heading", level=1)).to_contain_text("Today")


def test_results_come_while_one_types(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        name = amara.page.locator("#worklist .tl-name").first.inner_text()
        amara.goes_to("/people/search/")
        amara.page.get_by_label("Name, phone, MRN or birth date").press_sequentially(name.split()[0], delay=20)
        expect(amara.page.locator("#found").get_by_role("link", name=name)).to_be_visible()


def test_an_escalation_is_taken_by_a_named_person(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        panel = amara.page.get_by_role("region", name=re.compile("^Escalations"))
        before = panel.locator("[data-care-row]").count()
        card = panel.locator("[data-care-row]").last
        name = card.locator(".tl-name").inner_text()
        expect(card.get_by_role("button")).to_contain_text(name.split()[0])
        card.get_by_role("button", name=re.compile("^Take")).click()
        expect(amara.page.get_by_role("status").filter(has_text="taken by you")).to_contain_text(name)
        expect(amara.page.locator(".tl-panel--alarm [data-care-row]")).to_have_count(before - 1)
        mine = rows(amara).filter(has_text=name).filter(has_text="You")
        expect(mine.first).to_be_visible()
    with colleague_at_work(Role.SUPERVISOR) as ruth:
        expect(ruth.page.get_by_role("region", name="Taken by colleagues")).to_contain_text(re.compile(f"Amara Osei took {name}"))


def test_a_task_is_done_and_undone(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        row = rows(amara).filter(has=amara.page.get_by_role("link", name=re.compile("^Done"))).first
        name, before = row.locator("td, th").first.inner_text(), rows(amara).count()
        row.get_by_role("link", name=re.compile("^Done")).click()
        amara.page.get_by_label("What came of it").fill("Called, comes on Thursday.")
        amara.page.get_by_role("button", name="Done").click()
        said = amara.page.get_by_role("status").filter(has_text=": done.")
        expect(said).to_contain_text(name.split()[0])
        expect(rows(amara)).to_have_count(before - 1)
        said.get_by_role("button", name="Undo").click()
        expect(amara.page.get_by_role("status").filter(has_text="back as it was")).to_be_visible()
        expect(rows(amara)).to_have_count(before)


def test_a_task_is_put_off_with_a_reason_and_waits_under_snoozed(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        row = rows(amara).filter(has=amara.page.get_by_role("link", name=re.compile("^Snooze"))).last
        name, before = row.locator(".tl-name").inner_text(), rows(amara).count()
        row.get_by_role("link", name=re.compile("^Snooze")).click()
        amara.page.get_by_role("button", name="Snooze").click()
        expect(amara.page.locator("[aria-invalid=true]").first).to_be_visible()
        amara.page.get_by_label("Why").fill("Closed until Wednesday")
        if amara.page.get_by_role("radio").count():
            amara.page.get_by_role("radio").first.check()
        amara.page.get_by_role("button", name="Snooze").click()
        expect(amara.page.get_by_role("status").filter(has_text="snoozed until")).to_be_visible()
        expect(rows(amara)).to_have_count(before - 1)
        amara.page.get_by_role("link", name=re.compile("^Snoozed")).click()
        expect(amara.page.get_by_role("link", name=re.compile("^Snoozed"))).to_have_attribute("aria-current", "true")
        rows(amara).filter(has_text=name).get_by_role("link", name=re.compile("^More")).click()
        expect(amara.page.get_by_role("main")).to_contain_text("Closed until Wednesday")


def test_each_chip_shows_as_many_rows_as_it_counts(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        for chip in ("Late", "Today", "Later", "Snoozed", "Mine and open"):
            link = amara.page.locator("#worklist .tl-chip").filter(has_text=re.compile(rf"^\s*{chip}\s+\d+"))
            count = int(re.findall(r"\d+", link.inner_text())[0])
            link.click()
            chosen = amara.page.locator("#worklist .tl-chip[aria-current=true]")
            expect(chosen).to_have_text(re.compile(rf"^\s*{chip}\s"))
            expect(rows(amara)).to_have_count(count)


def test_a_new_task_reaches_the_colleague_who_is_asked(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        amara.page.get_by_role("link", name="New task").click()
        amara.page.get_by_role("link", name="Task of the program").click()
        amara.page.get_by_label("What is to be done").fill("Count the naloxone kits")
        amara.page.get_by_label("Who has it").select_option(label="Ruth Gallagher")
        amara.page.get_by_label("Due on").fill("2030-01-15")
        amara.page.get_by_role("button", name="Open the task").click()
        expect(amara.page.get_by_role("status").filter(has_text="task opened")).to_be_visible()
    with colleague_at_work(Role.SUPERVISOR) as ruth:
        expect(ruth.page.locator("#worklist")).to_contain_text("Count the naloxone kits")
