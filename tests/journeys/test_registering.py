"""A new person: registered at the front desk and by a coordinator, nothing typed is lost, the team is founded."""

import re

from playwright.sync_api import expect

from care.actor import Role
from tests.journeys.conftest import Visit
from tests.journeys.looking import look_at
from tests.journeys.people import chooses_lead


def test_bad_input_loses_nothing_and_leads_to_what_is_to_be_mended(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        page = amara.page
        page.get_by_role("link", name="Register a person").first.click()
        page.get_by_label("Chosen name").fill("Wren")
        page.get_by_label("Legal given names").fill("Wrenna Marigold")
        page.get_by_label("Legal family names").fill("Quillfeather")
        page.get_by_label("Pronouns").fill("they/them")
        page.get_by_role("textbox", name=re.compile("^Phone")).fill("12")
        page.get_by_label("May be texted").check()
        page.get_by_role("button", name="Register", exact=True).click()
        summary = page.locator("[data-care-errors]")
        expect(summary).to_be_focused()
        expect(summary).to_contain_text("Birth date")
        expect(summary).to_contain_text("Phone")
        expect(page.get_by_label("Chosen name")).to_have_value("Wren")
        expect(page.get_by_label("Legal given names")).to_have_value("Wrenna Marigold")
        expect(page.get_by_role("textbox", name=re.compile("^Phone"))).to_have_value("12")
        expect(page.get_by_label("May be texted")).to_be_checked()
        summary.get_by_role("link", name="Birth date").click()
        expect(page.get_by_label("Birth date")).to_be_focused()
        expect(page.get_by_label("Birth date")).to_have_attribute("aria-invalid", "true")
        assert look_at(page, "patients-new.mended") == []


def test_a_person_is_registered_with_a_lead_and_can_be_found(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        page = amara.page
        amara.goes_to("/people/new/")
        page.get_by_label("Chosen name").fill("Ottilie")
        page.get_by_label("Legal given names").fill("Otto")
        page.get_by_label("Legal family names").fill("Brackenridge")
        page.get_by_label("Pronouns").fill("she/her")
        page.get_by_label("Birth date").fill("1991-04-17")
        page.get_by_role("textbox", name=re.compile("^Phone")).fill("(401) 555-0142")
        page.get_by_label("May be called").check()
        chooses_lead(amara, "Priya Nair")
        page.get_by_label("As", exact=True).select_option(label="Counselor")
        page.get_by_role("button", name="Register", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="is registered")).to_contain_text("Ottilie")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Ottilie")
        banner = page.locator(".tl-banner")
        for fact in ("she/her", "Apr 17, 1991", "35 years", "Otto Brackenridge", "MRN", "Not asked", "Priya Nair"):
            expect(banner).to_contain_text(fact)
        page.keyboard.press("/")
        page.keyboard.type("brackenrige otto")
        page.keyboard.press("Enter")
        expect(page.locator("#found")).to_contain_text("Ottilie")
    with colleague_at_work(Role.COUNSELOR) as priya:
        priya.goes_to("/caseload/?show=mine")
        expect(priya.page.get_by_role("main")).to_contain_text("Ottilie")


def test_somebody_who_may_be_here_already_is_named_before_anything_is_saved(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        page = amara.page
        for attempt in ("first", "again"):
            amara.goes_to("/people/new/")
            page.get_by_label("Legal given names").fill("Thaddeus")
            page.get_by_label("Legal family names").fill("Holloway-Pruitt")
            page.get_by_label("Birth date").fill("1969-02-03")
            page.get_by_role("button", name="Register", exact=True).click()
            if attempt == "first":
                expect(page.get_by_role("heading", level=1)).to_contain_text("Thaddeus")
        alert = page.get_by_role("alert").filter(has_text="Is this the same person?")
        expect(alert).to_be_focused()
        expect(alert).to_contain_text("Thaddeus")
        expect(page.get_by_label("Legal family names")).to_have_value("Holloway-Pruitt")
        assert look_at(page, "patients-new.similar") == []
        alert.get_by_role("link", name=re.compile("Thaddeus")).click()
        expect(page.locator(".tl-banner")).to_contain_text("Feb 3, 1969")


def test_the_front_desk_registers_and_sees_no_plan(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.FRONT_DESK) as ivy:
        page = ivy.page
        ivy.goes_to("/people/new/")
        page.get_by_label("Legal given names").fill("Calliope")
        page.get_by_label("Legal family names").fill("Ravensworth")
        page.get_by_label("Birth date").fill("1984-11-30")
        page.get_by_role("button", name="Register", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="is registered")).to_contain_text("Calliope")
        person = re.findall(r"/people/([0-9a-f-]{36})/", page.url)[0]
        assert ivy.goes_to(f"/people/{person}/") == 200
        expect(page.get_by_role("main")).to_contain_text("Not shown to your role")
        expect(page.get_by_role("heading", name=re.compile("Plan|Medication|tasks"))).to_have_count(0)
        for part in ("plan", "medication", "history", "team", "allergies"):
            assert ivy.goes_to(f"/people/{person}/{part}/") == 403
            ivy.sees_not("Calliope")


def test_a_draft_survives_the_closing_of_the_page(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.CRISIS_CLINICIAN, fresh=True) as noelle:
        noelle.goes_to("/people/new/")
        noelle.page.get_by_label("Chosen name").fill("Half a na")
        noelle.page.get_by_label("May be called").check()
        expect(noelle.page.locator("[data-care-draft-status]")).to_contain_text(re.compile(r"Saved \d+:\d\d [ap]m E[SD]T"))
    with colleague_at_work(Role.CRISIS_CLINICIAN) as noelle:
        noelle.goes_to("/people/new/")
        expect(noelle.page.get_by_label("Chosen name")).to_have_value("Half a na")
        expect(noelle.page.get_by_label("May be called")).to_be_checked()
        noelle.sees(re.compile("draft", re.IGNORECASE))
    with colleague_at_work(Role.NURSE) as tomas:
        tomas.goes_to("/people/new/")
        expect(tomas.page.get_by_label("Chosen name")).to_have_value("")


def test_how_to_reach_a_person_is_changed_and_the_change_is_on_record(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        page = amara.page
        amara.goes_to("/caseload/")
        page.locator("[data-care-open]").nth(3).click()
        chart = amara.path()
        page.goto(f"{chart}contact/")
        page.get_by_label("Also mind").fill("Not before noon: works nights.")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status").filter(has_text="contact saved")).to_be_visible()
        page.goto(f"{chart}history/")
        expect(page.get_by_role("main")).to_contain_text("Not before noon: works nights.")
        expect(page.get_by_role("main")).to_contain_text("Amara Osei")
