"""Accounts from the first day to the last: invited, at work, a second factor, the lock, and the end at once."""

import base64
import hashlib
import hmac
import re
import struct
import time

from playwright.sync_api import Page, expect

from care.actor import Role
from tests.journeys.browsing import Visitor
from tests.journeys.clinic import PASSWORD, Clinic, SignIn, colleague
from tests.journeys.conftest import Visit
from tests.journeys.looking import look_at

NEW_PASSWORD = "a-lantern-for-every-harbor"


def number_now(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238: 30 seconds, SHA-1, six digits)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    place = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def opens_menu(page: Page) -> None:
    page.locator(".tl-user summary").click()


def locks_now(visitor: Visitor) -> None:
    opens_menu(visitor.page)
    visitor.page.get_by_role("button", name="Lock now").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Welcome back")


def test_a_locked_page_shows_nobody_and_leads_back_to_its_place(someone: Visit) -> None:
    with someone() as amara:
        amara.signs_in(colleague(Role.NAVIGATOR), to="/caseload/?show=mine")
        page = amara.page
        names = page.locator("[data-care-open]").all_inner_texts()
        locks_now(amara)
        text = page.locator("body").inner_text()
        assert not any(name in text for name in names)
        assert look_at(page, "accounts-locked") == []
        for path in ("/", "/caseload/", "/people/search/"):
            amara.goes_to(path)
            assert amara.path() == "/account/locked/", path
        page.get_by_label("Your password").fill("not-the-password-2026")
        page.get_by_role("button", name="Unlock", exact=True).click()
        expect(page.locator("[aria-invalid=true]")).to_be_visible()
        amara.goes_to("/caseload/?show=mine")
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("button", name="Unlock", exact=True).click()
        page.wait_for_url("**/caseload/?show=mine")
        assert page.locator("[data-care-open]").all_inner_texts() == names


def test_a_desk_that_nobody_sits_at_locks_itself_and_keeps_the_draft(someone: Visit) -> None:
    with someone() as visitor:
        visitor.signs_in(colleague(Role.PSYCHIATRIC_CONSULTANT))
        page = visitor.page
        page.clock.install()
        visitor.goes_to("/tasks/new/?for=program")
        page.get_by_label("What is to be done").fill("Order chairs for the group ro")
        page.clock.run_for(3_000)
        page.clock.fast_forward("14:10")
        expect(page.get_by_role("dialog", name="Are you still here?")).to_be_visible()
        page.clock.resume()
        page.get_by_role("button", name="Stay here").click()
        expect(page.get_by_role("dialog", name="Are you still here?")).to_have_count(0)
        expect(page.get_by_label("What is to be done")).to_have_value("Order chairs for the group ro")
        page.clock.fast_forward("15:30")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome back")
        visitor.sees_not("Order chairs")
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("button", name="Unlock", exact=True).click()
        page.wait_for_url("**/tasks/new/?for=program")
        expect(page.get_by_label("What is to be done")).to_have_value("Order chairs for the group ro")


def test_an_invitation_is_read_accepted_once_and_the_account_closed_at_once(
    colleague_at_work: Visit, someone: Visit, clinic: Clinic
) -> None:
    mira = SignIn("mira.solheim@harborstreet.example", NEW_PASSWORD, "Mira Solheim")
    with colleague_at_work(Role.ADMINISTRATOR) as patrick, someone() as invited, someone() as thief:
        page = patrick.page
        page.get_by_role("link", name="Staff", exact=True).first.click()
        page.get_by_role("link", name=re.compile("Invite a colleague")).click()
        page.get_by_role("button", name="Send the invitation").click()
        expect(page.locator("[data-care-errors]")).to_be_focused()
        page.get_by_label("Work e-mail").or_(page.get_by_label("E-mail")).first.fill(mira.email)
        page.get_by_label("Name", exact=True).fill(mira.name)
        page.get_by_role("checkbox", name="Nurse", exact=True).check()
        page.get_by_role("button", name="Send the invitation").click()
        expect(page.get_by_role("status").filter(has_text="the invitation is sent")).to_contain_text(mira.name)

        mail = clinic.mail_to(mira.email)
        assert not re.search(r"substance|addiction|recovery|treatment|methadone", mail, re.IGNORECASE)
        link = re.findall(r"http://\S+/invitation/\S+", mail)[0]
        invited.page.goto(link)
        expect(invited.page.get_by_role("heading", level=1)).to_be_visible()
        assert link.rsplit("/", 2)[1] not in invited.page.url, "the secret does not stay in the address"
        assert look_at(invited.page, "accounts-join") == []
        invited.page.get_by_label(re.compile("^(Choose a )?password", re.IGNORECASE)).first.fill("short")
        invited.page.get_by_role("button", name="Accept").click()
        expect(invited.page.locator("[aria-invalid=true]").first).to_be_visible()
        for field in invited.page.locator("input[type=password]").all():
            field.fill(NEW_PASSWORD)
        invited.page.get_by_role("button", name="Accept").click()
        expect(invited.page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
        thief.page.goto(link)
        thief.sees(re.compile("no longer|not good|used|expired", re.IGNORECASE))

        invited.signs_in(mira)
        expect(invited.page.get_by_role("heading", level=1)).to_contain_text("Today")
        assert "nurse" in invited.page.locator(".tl-user summary").inner_text()

        patrick.goes_to("/staff/")
        page.get_by_role("link", name=mira.name, exact=True).click()
        page.get_by_role("button", name=re.compile("^Close Mira Solheim")).click()
        expect(page.locator("[data-care-errors]")).to_be_focused()
        page.locator("section").filter(has_text="Close the account").get_by_label("Why").fill("Did not start after all")
        page.get_by_role("button", name=re.compile("^Close Mira Solheim")).click()
        expect(page.get_by_role("status").filter(has_text="every session has ended")).to_be_visible()

        invited.goes_to("/caseload/")
        assert invited.path() == "/account/login/"
        invited.signs_in_wrongly(mira)


def test_a_second_factor_is_set_up_and_asked_for(someone: Visit) -> None:
    who = SignIn("kai.lindholm@harborstreet.example", PASSWORD)
    with someone() as kai:
        page = kai.signs_in(who, to="/account/2fa/totp/activate/").page
        secret = page.get_by_label("Or type this secret into the app").input_value()
        page.get_by_role("textbox", name=re.compile("code|number|digits", re.IGNORECASE)).last.fill("000000")
        page.get_by_role("button", name="Switch it on").click()
        expect(page.locator("[aria-invalid=true]")).to_be_visible()
        secret = page.get_by_label("Or type this secret into the app").input_value() or secret
        page.get_by_role("textbox", name=re.compile("code|number|digits", re.IGNORECASE)).last.fill(number_now(secret))
        page.get_by_role("button", name="Switch it on").click()
        expect(page.get_by_role("heading", name=re.compile("Recovery codes"))).to_be_visible()
        spare = page.locator(".tl-codes li").first.inner_text()
        assert look_at(page, "mfa_view_recovery_codes") == []
    with someone() as kai:
        kai.signs_in(who, to="/account/login/?next=/caseload/")
        expect(kai.page.get_by_role("heading", name="Your second factor")).to_be_visible()
        assert look_at(kai.page, "mfa_authenticate") == []
        kai.goes_to("/caseload/")
        assert kai.path() == "/account/2fa/authenticate/", "half a sign-in opens nothing but its second half"
        kai.page.get_by_role("button", name="Cancel").click()
        kai.signs_in(who, to="/account/login/?next=/caseload/")
        kai.page.locator("input[name=code]").fill(number_now(secret))
        kai.page.get_by_role("button", name="Sign in").click()
        kai.page.wait_for_url("**/caseload/")
    with someone() as kai:
        kai.signs_in(who)
        kai.page.locator("input[name=code]").fill(spare)
        kai.page.get_by_role("button", name="Sign in").click()
        expect(kai.page.get_by_role("heading", level=1)).to_contain_text("Today")


def test_a_forgotten_password_is_replaced_by_the_link_in_the_mail(someone: Visit, clinic: Clinic) -> None:
    who = SignIn("dottie.mccrae@harborstreet.example", "a-second-lantern-for-the-harbor")
    with someone() as dottie:
        page = dottie.page
        dottie.goes_to("/account/login/")
        page.get_by_role("link", name="Reset password").click()
        page.get_by_label(re.compile("e-mail", re.IGNORECASE)).fill(who.email)
        page.get_by_role("button").filter(has_text=re.compile("link|Send|Reset", re.IGNORECASE)).first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        link = re.findall(r"http://\S+/password/reset/key/\S+", clinic.mail_to(who.email))[0]
        page.goto(link)
        assert look_at(page, "account_reset_password_from_key.open") == []
        for field in page.locator("input[type=password]").all():
            field.fill(who.password)
        page.locator("main form button[type=submit]").first.click()
        dottie.signs_in(who)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Today")
