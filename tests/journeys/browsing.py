"""One person at one browser, and everything that a page of ours must never do while they are there."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

from tests.journeys.clinic import SignIn

ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 740}
SLOWEST = 10_000  # milliseconds for any single step
REFUSED_LOAD = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")
# A page's own answer of 4xx is an answer; what the console says of it is no fault of the page.
ANSWERS = {"401", "403", "404", "410", "422", "429"}


class Visitor:
    """Somebody at a browser. `faults` is what the pages did that they must not."""

    def __init__(self, browser: Browser, address: str, *, viewport: dict[str, int] | None = None, cookies: Any = None) -> None:
        self.address = address
        self.faults: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=address, viewport=viewport or DESK, storage_state=cookies, reduced_motion="reduce", locale="en-US"
        )
        self.context.set_default_timeout(SLOWEST)
        self.context.on("page", self._watch)
        self.page: Page = self.context.new_page()

    def _watch(self, page: Page) -> None:
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self._on_request)
        page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        answered = REFUSED_LOAD.search(message.text)
        if message.type in {"error", "warning"} and not (answered and answered.group(1) in ANSWERS):
            self.faults.append(f"{self.page.url}: console says {message.text}")

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "about", "blob"} and f"{parts.scheme}://{parts.netloc}" != self.address:
            self.faults.append(f"{self.page.url}: asks another host: {parts.scheme}://{parts.netloc}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.request.method} {urlsplit(response.url).path}: {response.status}")

    # --- going somewhere ---------------------------------------------------------------------------------------------------

    def goes_to(self, path: str) -> int:
        """Open a page; the status of the answer."""
        answer = self.page.goto(path)
        assert answer is not None
        return answer.status

    def path(self) -> str:
        parts = urlsplit(self.page.url)
        return parts.path

    def signs_in(self, who: SignIn, *, to: str = "/account/login/") -> "Visitor":
        """Through the page, as a person does; `to` is the page that asked for it."""
        self._types(who, to)
        expect(self.page.get_by_role("heading", name="Sign in", exact=True)).to_have_count(0)
        return self

    def signs_in_wrongly(self, who: SignIn) -> None:
        """And stays at the door."""
        self._types(who, "/account/login/")
        expect(self.page.get_by_role("alert")).to_be_visible()

    def _types(self, who: SignIn, to: str) -> None:
        self.goes_to(to)
        self.page.get_by_label("Work e-mail").fill(who.email)
        self.page.get_by_label("Password", exact=True).fill(who.password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.locator("body")).to_contain_text(text)

    def sees_not(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.locator("body")).not_to_contain_text(text)

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def forgets_what_was_typed(self) -> None:
        """Wait until the draft is kept, and throw it away as one does: the next visitor of this form finds it as it was."""
        expect(self.page.locator("[data-care-draft-status]").first).to_contain_text("Saved")
        self.page.reload()
        self.page.get_by_role("button", name="Show what is saved instead").click()
        expect(self.page.get_by_role("button", name="Show what is saved instead")).to_have_count(0)

    def focus(self) -> str:
        """What has the focus, as one says it: 'a Skip to the page'."""
        return str(
            self.page.evaluate(
                """() => {
                    const at = document.activeElement;
                    if (!at || at === document.body) return "";
                    const name = at.getAttribute("aria-label") || at.innerText || at.getAttribute("name") || at.id || "";
                    return `${at.tagName.toLowerCase()} ${name.trim().replace(/\\s+/g, " ")}`;
                }"""
            )
        )

    def leaves(self) -> None:
        self.context.close()

    def checks_out(self) -> None:
        """No page has done what it must not."""
        faults, self.faults = self.faults, []
        assert not faults, "\n".join(faults)


@contextmanager
def visit(browser: Browser, address: str, **how: Any) -> Iterator[Visitor]:
    """Somebody who comes and goes again."""
    visitor = Visitor(browser, address, **how)
    try:
        yield visitor
    finally:
        visitor.leaves()
    visitor.checks_out()
