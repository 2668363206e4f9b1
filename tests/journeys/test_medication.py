"""A prescriber orders, reads once more, signs, and changes the dose; nobody else can, and the record says who did what."""

import re

from playwright.sync_api import expect

from care.actor import Role
from care.demo.staff import PASSWORD
from tests.journeys.conftest import Visit
from tests.journeys.people import registers


def test_an_order_is_written_signed_and_its_dose_changed(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        chart = registers(
            amara, given="Rosalind", family="Peck-Oduya", born="1979-12-02", lead="Dr. Lena Fischer-Cho", function="Prescriber"
        )
    with colleague_at_work(Role.PRESCRIBER) as lena:
        page = lena.page
        lena.goes_to(f"{chart}medication/")
        expect(page.get_by_role("heading", name="In force: 0")).to_be_visible()
        page.get_by_role("main").get_by_role("link", name=re.compile("order", re.IGNORECASE)).first.click()
        page.get_by_label("Medicine").select_option(label="Methadone")
        page.get_by_role("button", name=re.compile("as a draft$")).click()
        expect(page.locator("[data-care-errors]")).to_be_focused()
        expect(page.get_by_label("Medicine").locator("option:checked")).to_have_text("Methadone")
        page.get_by_role("textbox", name=re.compile("^Dose")).fill("30")
        page.get_by_label("How often").select_option(label="daily")
        page.get_by_label("How it is given").select_option(label="by mouth")
        page.get_by_label("Phase").select_option(label="Initiation")
        page.get_by_role("button", name=re.compile("as a draft$")).click()
        expect(page.get_by_role("heading", name=re.compile("Methadone 30 mg daily"))).to_be_visible()
        expect(page.get_by_role("main")).to_contain_text("nothing is ordered")
        page.get_by_role("button", name=re.compile("^Sign .*order$")).click()
        expect(page.get_by_label("Your password")).to_be_visible()
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_label("Your password").press("Enter")
        expect(page.get_by_role("status").filter(has_text="signed and in force")).to_contain_text("Rosalind")
        expect(page.get_by_role("heading", name="In force: 1")).to_be_visible()

        page.get_by_role("link", name=re.compile("^Change the dose")).first.click()
        page.get_by_role("textbox", name=re.compile("dose", re.IGNORECASE)).first.fill("40")
        page.get_by_label("Why").fill("Wakes up at four.")
        page.get_by_role("button", name=re.compile("as a draft$")).click()
        expect(page.get_by_role("main")).to_contain_text("Wakes up at four.")
        expect(page.get_by_role("main")).to_contain_text("raised again within 3 days")
        page.get_by_label("Reason to go on").select_option(label="Benefit outweighs the risk")
        page.get_by_label("In your words").fill("In withdrawal four hours after the dose.")
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("button", name=re.compile("^Sign .*order$")).click()
        expect(page.get_by_role("status").filter(has_text="40 mg")).to_contain_text("was 30 mg")
        changes = page.get_by_role("region", name=re.compile("^Dose changes: 1"))
        for part in ("30 mg", "40 mg", "Dr. Lena Fischer-Cho"):
            expect(changes).to_contain_text(part)
        expect(page.get_by_role("region", name=re.compile("^Earlier orders: 1"))).to_contain_text("30 mg")
        lena.goes_to(f"{chart}history/")
        expect(page.get_by_role("main")).to_contain_text(re.compile("Methadone 40 mg daily, was 30 mg"))
    with colleague_at_work(Role.COORDINATOR) as amara:
        amara.goes_to("/people/search/")
        amara.goes_to(chart)
        expect(amara.page.get_by_role("main")).to_contain_text("Methadone 40 mg daily")


def test_who_may_not_order_is_refused_and_told_whom_to_ask(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        chart = registers(
            amara, given="Juniper", family="Castellanos", born="1988-03-30", lead="Priya Nair", function="Counselor"
        )
    for role in (Role.NURSE, Role.COUNSELOR, Role.PRESCRIBER):
        with colleague_at_work(role) as visitor:
            assert visitor.goes_to(f"{chart}medication/new/") == 403
            expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Orders are for prescribers on the care team")
            visitor.sees("Nothing was ordered")
            visitor.sees_not("Juniper")
    with colleague_at_work(Role.NURSE) as tomas:
        assert tomas.goes_to(f"{chart}medication/") == 200
        assert tomas.page.get_by_role("link", name=re.compile("^New order")).count() == 0, "what would be refused is not offered"
