"""A passkey from the first day to the last: added, used to sign in, to unlock, refused when it is another's, removed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, expect

from care.actor import Role
from tests.journeys.browsing import Visitor, visit
from tests.journeys.clinic import PASSWORD, Clinic, SignIn, colleague

PHONE_OF_ONES_OWN = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """The authenticator of the computer at which somebody sits, in software (Chrome's WebAuthn domain)."""

    def __init__(self, visitor: Visitor) -> None:
        self.session: CDPSession = visitor.context.new_cdp_session(visitor.page)
        self.session.send("WebAuthn.enable")
        self.number = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_OF_ONES_OWN})["authenticatorId"]

    def keys(self) -> list[dict]:
        return self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.number})["credentials"]

    def refuses(self) -> None:
        """Whoever sits there is not whom the device knows."""
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.number, "isUserVerified": False})

    def agrees(self) -> None:
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.number, "isUserVerified": True})


@pytest.fixture
def desk(browser: Browser, clinic: Clinic) -> Iterator[Visitor]:
    """A browser window at a name: a passkey belongs to a name, never to a number such as 127.0.0.1."""
    with visit(browser, clinic.address.replace("127.0.0.1", "localhost")) as visitor:
        yield visitor


def adds_a_passkey(visitor: Visitor, name: str) -> None:
    visitor.goes_to("/account/2fa/webauthn/add/")
    visitor.page.get_by_label("Name, so that you know it again").fill(name)
    visitor.page.get_by_label("Sign in with it alone, without a password").check()
    visitor.page.get_by_role("button", name="Add it").click()
    expect(visitor.page).not_to_have_url(f"{visitor.address}/account/2fa/webauthn/add/")


def signs_out(visitor: Visitor) -> None:
    visitor.goes_to("/account/logout/")
    visitor.page.get_by_role("button", name="Sign out").click()
    expect(visitor.page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()


def test_a_passkey_signs_in_and_unlocks(desk: Visitor) -> None:
    device = Device(desk)
    desk.signs_in(SignIn("jonah.feldt@harborstreet.example", PASSWORD))
    adds_a_passkey(desk, "My laptop")
    assert len(device.keys()) == 1
    desk.goes_to("/account/2fa/webauthn/")
    desk.sees("My laptop")

    signs_out(desk)
    desk.page.get_by_role("button", name="Use a passkey").click()
    expect(desk.page.get_by_role("heading", name="Sign in", exact=True)).to_have_count(0)
    desk.goes_to("/account/profile/")
    desk.sees("Account and sign-in")

    desk.page.get_by_text("your account").or_(desk.page.locator(".tl-user summary")).first.click()
    desk.page.get_by_role("button", name="Lock now").click()
    desk.sees("Welcome back")
    device.refuses()
    desk.page.get_by_role("button", name="Unlock with passkey").click()
    desk.sees("The passkey was not used")
    assert desk.path() == "/account/locked/"
    device.agrees()
    desk.page.get_by_role("button", name="Unlock with passkey").click()
    expect(desk.page).to_have_url(f"{desk.address}/account/profile/")


def test_with_a_passkey_the_password_alone_is_not_enough_and_a_removed_one_opens_nothing(desk: Visitor) -> None:
    device = Device(desk)
    who = colleague(Role.NAVIGATOR)
    desk.signs_in(who)
    adds_a_passkey(desk, "Security key")

    signs_out(desk)
    desk.signs_in(who)
    assert desk.path() == "/account/2fa/authenticate/"
    desk.page.get_by_role("button", name="Use a passkey").click()
    expect(desk.page.get_by_role("heading", name="Your second factor")).to_have_count(0)

    desk.goes_to("/account/2fa/webauthn/")
    desk.page.get_by_role("link", name="Remove Security key").click()
    desk.page.get_by_role("button", name="Remove it").click()
    desk.sees("None yet.")
    signs_out(desk)
    assert len(device.keys()) == 1
    desk.page.get_by_role("button", name="Use a passkey").click()
    desk.sees("This did not work")
    assert desk.path() == "/account/login/"
