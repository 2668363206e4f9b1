"""Everybody signs in and finds their own work."""

import re

import pytest
from playwright.sync_api import expect

from care.actor import Role
from tests.journeys.clinic import Clinic, SignIn, colleague
from tests.journeys.conftest import Visit

R = Role
CARE_ROLES = {
    *(R.PRESCRIBER, R.NURSE, R.COUNSELOR, R.COORDINATOR, R.PEER, R.PSYCHIATRIC_CONSULTANT, R.PHARMACIST, R.NAVIGATOR),
    *(R.CRISIS_CLINICIAN, R.SUPERVISOR),
}
REGISTRARS = {R.PRESCRIBER, R.NURSE, R.COUNSELOR, R.COORDINATOR, R.SUPERVISOR, R.FRONT_DESK, R.CRISIS_CLINICIAN}
NOTE_KEEPERS = {R.COUNSELOR, R.PSYCHIATRIC_CONSULTANT, R.SUPERVISOR}
MERGERS = {R.PRESCRIBER, R.COORDINATOR, R.SUPERVISOR}
AUDIT_READERS = {R.PRIVACY_OFFICER, R.AUDITOR, R.ADMINISTRATOR}


def rooms_of(role: Role) -> list[str]:
    """What the rail offers to a role, from the top."""
    rooms = ["Today"]
    rooms += (
        ["Caseload", "Measures due", "Injections", "Reviews due", "Coverage and benefits", "Notes", "Conferences"]
        if role in CARE_ROLES
        else []
    )
    rooms += ["Counseling notes"] if role in NOTE_KEEPERS else []
    rooms += ["Library"] if role in CARE_ROLES | {R.ADMINISTRATOR} else []
    rooms += ["Safety rules"] if role in {R.PRESCRIBER, R.SUPERVISOR, R.ADMINISTRATOR} else []
    rooms += ["Register a person"] if role in REGISTRARS else []
    rooms += ["Records alike"] if role in MERGERS else []
    rooms += ["Not delivered"] if role in {R.COORDINATOR, R.SUPERVISOR, R.ADMINISTRATOR} else []
    rooms += ["Staff", "Our name in messages", "Instruments"] if role is R.ADMINISTRATOR else []
    rooms += ["Formulary"] if role in {R.PRESCRIBER, R.ADMINISTRATOR} else []
    rooms += ["Templates of notes"] if role in {R.SUPERVISOR, R.ADMINISTRATOR} else []
    rooms += ["Agreements", "Privacy office", "Breach register"] if role is R.PRIVACY_OFFICER else []
    rooms += ["Audit"] if role in AUDIT_READERS else []
    return [*rooms, "Who may read what", "Who may sign", "Roles"]


def test_the_supervisor_prints_one_sign_in_for_each_role(clinic: Clinic) -> None:
    if not clinic.said:
        pytest.skip("this clinic was started by somebody else")
    said = "\n".join(clinic.said)
    for role in Role:
        assert re.search(rf"^ *{re.escape(role.label)} .*{re.escape(colleague(role).email)}", said, re.MULTILINE), role.label
    assert colleague(R.NURSE).password in said


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_each_role_finds_its_own_today_and_its_own_rooms(colleague_at_work: Visit, role: Role) -> None:
    with colleague_at_work(role) as visitor:
        page = visitor.page
        assert visitor.path() == "/"
        expect(page.get_by_role("heading", level=1)).to_contain_text("Today, ")
        rail = page.get_by_role("navigation", name="Rooms", exact=True)
        lines = [re.sub(r"\s*\d+\+?$", "", line.strip()) for line in rail.get_by_role("link").all_inner_texts()]
        assert lines == rooms_of(role)
        expect(rail.locator("[aria-current=page]")).to_have_text(re.compile("Today"))
        assert role.label.lower() in page.locator(".tl-user summary").inner_text().lower()
        reads = page.get_by_role("heading", name=re.compile("^Plan reviews due"))
        expect(reads).to_have_count(1 if role in CARE_ROLES else 0)
        expect(page.get_by_role("heading", name=re.compile("^Accounts:"))).to_have_count(1 if role is R.ADMINISTRATOR else 0)
        for room in rail.get_by_role("link").all():
            assert page.request.get(str(room.get_attribute("href"))).status == 200


def test_a_wrong_password_says_nothing_about_who_exists(someone: Visit) -> None:
    answers = []
    for email in (colleague(R.NURSE).email, "nobody@harborstreet.example"):
        with someone() as visitor:
            visitor.signs_in_wrongly(SignIn(email, "wrong-password-2026"))
            answers.append(visitor.page.get_by_role("alert").inner_text())
            expect(visitor.page.get_by_label("Work e-mail")).to_have_value(email)
            assert visitor.page.title().startswith("Sign in")
    assert answers[0] == answers[1]


def test_a_page_that_asks_for_a_sign_in_is_there_afterwards(someone: Visit) -> None:
    with someone() as visitor:
        visitor.signs_in(colleague(R.COUNSELOR), to="/caseload/?show=mine")
        visitor.page.wait_for_url("**/caseload/?show=mine")


def test_signing_out_closes_the_session_and_not_only_the_page(someone: Visit) -> None:
    with someone() as visitor:
        visitor.signs_in(colleague(R.PHARMACIST))
        cookies = visitor.context.cookies()
        visitor.page.locator(".tl-user summary").click()
        visitor.page.get_by_role("button", name="Sign out").click()
        expect(visitor.page.get_by_role("heading", name="Sign in")).to_be_visible()
        visitor.context.add_cookies(cookies)  # type: ignore[arg-type]
        visitor.goes_to("/caseload/")
        assert visitor.path() == "/account/login/"


def test_the_back_button_after_signing_out_shows_nobody(someone: Visit) -> None:
    with someone() as visitor:
        visitor.signs_in(colleague(R.COORDINATOR), to="/caseload/")
        name = visitor.page.locator("[data-care-open]").first.inner_text()
        visitor.page.locator(".tl-user summary").click()
        visitor.page.get_by_role("button", name="Sign out").click()
        expect(visitor.page.get_by_role("heading", name="Sign in")).to_be_visible()
        visitor.page.go_back()
        visitor.page.wait_for_load_state()
        visitor.sees_not(name)


def test_the_theme_is_kept_and_follows_the_person(someone: Visit) -> None:
    who = colleague(R.PEER)
    for theme, ground in (("Dark", "dark"), ("As my device", "light")):
        with someone() as visitor:
            visitor.signs_in(who, to="/account/profile/")
            visitor.page.get_by_role("button", name=theme, exact=True).click()
            expect(visitor.page.get_by_role("button", name=theme, exact=True)).to_have_attribute("aria-pressed", "true")
        with someone() as visitor:
            visitor.signs_in(who)
            expect(visitor.page.locator("html")).to_have_attribute("data-bs-theme", ground)
