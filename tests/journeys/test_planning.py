"""A counselor writes a plan in a person's own words and agrees it with them; what is agreed is changed in a next version."""

import re

from playwright.sync_api import Page, expect

from care.actor import Role
from tests.journeys.conftest import Visit
from tests.journeys.looking import look_at
from tests.journeys.people import registers

NO_NETWORK = "ERR_INTERNET_DISCONNECTED"


def states_goal(page: Page, *, words: str, measure: str) -> None:
    page.get_by_role("link", name=re.compile("goal", re.IGNORECASE)).filter(has_text=re.compile("Add|New|State")).first.click()
    page.get_by_label("In their own words").fill(words)
    page.get_by_label("How we will know").fill(measure)
    page.get_by_role("button", name=re.compile("^Save .*goal$")).click()
    expect(page.get_by_role("status").filter(has_text="goal written down")).to_be_visible()


def adds_intervention(page: Page, *, towards: str, kind: str, title: str) -> None:
    goal = page.locator(".tl-goal").filter(has_text=towards)
    goal.get_by_role("link", name=re.compile("intervention|what is done", re.IGNORECASE)).last.click()
    page.get_by_label("Kind").select_option(label=kind)
    page.get_by_role("textbox", name="What is done").fill(title)
    page.get_by_label("How often").fill("weekly, 45 min")
    page.get_by_role("button", name=re.compile("^Save what is done")).click()
    expect(page.locator(".tl-goal").filter(has_text=towards)).to_contain_text(title)


def test_a_plan_is_written_agreed_and_stands(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        chart = registers(
            amara, given="Fern", family="Abernathy-Lund", born="1990-08-21", lead="Priya Nair", function="Counselor"
        )
    with colleague_at_work(Role.COUNSELOR) as priya:
        page = priya.page
        priya.goes_to(f"{chart}plan/")
        expect(page.get_by_role("heading", name="There is no plan yet")).to_be_visible()
        page.get_by_role("main").get_by_role("link", name=re.compile("^Begin")).click()
        page.get_by_label("Strengths").fill("Shows up early. Two friends who do not use.")
        page.get_by_role("button", name=re.compile("^Begin")).click()

        page.get_by_label("In their own words").fill("Sleep in my own bed every night.")
        page.get_by_label("How we will know").fill("seven nights of seven")
        page.get_by_role("button", name=re.compile("^Save .*goal$")).click()
        states_goal(page, words="See my sister at Christmas.", measure="one visit")
        adds_intervention(page, towards="Sleep in my own bed", kind="Motivational interviewing", title="Talk on Thursdays")
        adds_intervention(page, towards="See my sister", kind="Family and couple work", title="Call with the sister")

        page.get_by_role("link", name=re.compile("Agree|Read it", re.IGNORECASE)).first.click()
        expect(page.get_by_role("main")).to_contain_text("See my sister at Christmas.")
        page.get_by_role("button", name=re.compile("and I agree$")).click()
        expect(page.get_by_role("status").filter(has_text="Fern")).to_be_visible()
        expect(page.get_by_role("heading", name="Plan in force")).to_be_visible()
        for words in ("Sleep in my own bed every night.", "seven nights of seven", "Talk on Thursdays", "Call with the sister"):
            expect(page.get_by_role("main")).to_contain_text(words)
        assert page.get_by_role("link", name=re.compile("^Change .*goal", re.IGNORECASE)).count() == 0, "what is agreed stays"

        priya.goes_to(f"{chart}history/")
        expect(page.get_by_role("main")).to_contain_text(re.compile("agreed", re.IGNORECASE))
        expect(page.get_by_role("main")).to_contain_text("Priya Nair")
    with colleague_at_work(Role.COORDINATOR) as amara:
        amara.goes_to(chart)
        expect(amara.page.get_by_role("region", name=re.compile("^Plan at a glance"))).to_contain_text("Sleep in my own bed")
    with colleague_at_work(Role.COUNSELOR, at=f"{chart}plan/") as priya:
        page = priya.page
        for words in ("Sleep in my own bed", "See my sister"):
            page.locator(".tl-goal").filter(has_text=words).get_by_role("link", name=re.compile("^End")).click()
            page.get_by_role("radio", name=re.compile("Complete")).check()
            page.get_by_label("How near it came").select_option(label="Reached")
            page.get_by_role("main").get_by_role("button", name=re.compile("goal", re.IGNORECASE)).click()
            expect(page.get_by_role("status").filter(has_text="goal ended")).to_be_visible()
        page.get_by_role("link", name=re.compile("^Complete", re.IGNORECASE)).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert look_at(page, "treatment_plans-complete") == []
        page.get_by_role("main").get_by_role("button", name=re.compile("complete", re.IGNORECASE)).click()
        expect(page.get_by_role("heading", name="There is no plan yet")).to_be_visible()


def test_a_word_that_hurts_is_offered_a_kinder_one_and_the_persons_own_words_are_left_alone(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        chart = registers(amara, given="Basil", family="Ocampo-Reyes", born="1975-01-09", lead="Priya Nair", function="Counselor")
    with colleague_at_work(Role.COUNSELOR) as priya:
        page = priya.page
        priya.goes_to(f"{chart}plan/start/")
        page.get_by_label("Strengths").fill("Was non-compliant before, now comes daily.")
        page.get_by_role("button", name="Leave it: non-compliant").click()
        expect(page.get_by_role("button", name="Change non-compliant")).to_have_count(0)
        page.get_by_role("button", name=re.compile("^Begin")).click()
        priya.sees(re.compile("kinder word", re.IGNORECASE))
        page.get_by_label("In their own words").fill("I am an addict and I want my boat back.")
        page.get_by_label("How we will know").fill("She has not relapsed by May.")
        page.get_by_role("button", name="Change relapsed").click()
        expect(page.get_by_label("How we will know")).to_have_value("She has not returned to use by May.")
        page.get_by_role("button", name=re.compile("^Save .*goal$")).click()
        expect(page.get_by_role("main")).to_contain_text("I am an addict and I want my boat back.")
        assert "“addict”" not in page.locator("body").inner_text()


def test_two_colleagues_at_one_goal_lose_nothing_though_one_of_them_loses_the_line(colleague_at_work: Visit) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        chart = registers(amara, given="Iris", family="Danvers-Kahn", born="1982-05-05", lead="Priya Nair", function="Counselor")
        with colleague_at_work(Role.COUNSELOR) as priya:
            priya.goes_to(f"{chart}plan/start/")
            priya.page.get_by_role("button", name=re.compile("^Begin")).click()
            priya.page.get_by_label("In their own words").fill("Finish the welding course.")
            priya.page.get_by_role("button", name=re.compile("^Save .*goal$")).click()
            change = re.compile("^Change", re.IGNORECASE)
            for visitor in (priya, amara):
                visitor.goes_to(f"{chart}plan/")
                visitor.page.locator(".tl-goal").get_by_role("link", name=change).first.click()
            typed, save = amara.page.get_by_label("How we will know"), re.compile("^Save .*goal$")
            kept = amara.page.locator("[data-care-draft-status]").first
            typed.fill("teacher")
            expect(kept).to_contain_text("Saved")
            amara.context.set_offline(True)
            typed.fill("teacher says so")
            priya.page.get_by_label("How we will know").fill("certificate by spring")
            expect(kept).to_contain_text("Offline, kept on this device")
            amara.page.get_by_role("button", name=save).click()
            expect(kept).to_contain_text("Not sent: you are offline.")
            expect(typed).to_have_value("teacher says so")
            priya.page.get_by_role("button", name=save).click()
            expect(priya.page.get_by_role("main")).to_contain_text("certificate by spring")
            amara.context.set_offline(False)
            expect(kept).to_contain_text("Saved")
            amara.page.reload()
            amara.sees("Restored from")
            expect(typed).to_have_value("teacher says so")
            amara.page.get_by_role("button", name=save).click()
            amara.sees("Priya Nair saved this")
            both = amara.page.get_by_role("region", name="Both versions")
            expect(both).to_contain_text("certificate by spring")
            expect(both).to_contain_text("teacher says so")
            expect(typed).to_have_value("teacher says so")
            amara.page.get_by_role("button", name=save).click()
            expect(amara.page.locator(".tl-goal")).to_contain_text("teacher says so")
            amara.faults[:] = [fault for fault in amara.faults if NO_NETWORK not in fault]
