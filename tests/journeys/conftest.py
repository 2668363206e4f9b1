"""One running clinic and one browser for all journeys. Without a browser they are skipped, loudly; with CI=true that fails."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from care.actor import Role
from care.embedded.browser import LOUD, find
from tests.journeys.browsing import ARGUMENTS, Visitor, visit
from tests.journeys.clinic import Clinic, colleague

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys share one clinic, so one worker of a parallel run takes them all; but the one that puts the clock forward, and the
    look at every page, have their own."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="package")
def clinic() -> Iterator[Clinic]:
    running = Clinic()
    try:
        yield running.start()
    finally:
        running.stop()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = find()
    if program is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(LOUD)
        print(LOUD, file=sys.__stderr__)
        pytest.skip(LOUD)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield running
        running.close()


Visit = Callable[..., AbstractContextManager[Visitor]]
Cookies = dict[str, Any]


@pytest.fixture(scope="package")
def someone(browser: Browser, clinic: Clinic) -> Visit:
    """`with someone() as visitor:` a browser window of somebody who has not signed in."""
    return partial(visit, browser, clinic.address)


@pytest.fixture(scope="package")
def colleague_at_work(browser: Browser, clinic: Clinic) -> Iterator[Visit]:
    """`with colleague_at_work(Role.NURSE) as nurse:` a colleague of the demo clinic, at a desk of their own.

    Signed in once; the window stays open from one journey to the next. `fresh=True`, or another size of the window, opens
    a new one in the same session.
    """
    cookies: dict[Role, Cookies] = {}
    desks: dict[Role, Visitor] = {}

    def signed_in(role: Role) -> Cookies:
        if role not in cookies:
            with visit(browser, clinic.address) as visitor:
                cookies[role] = visitor.signs_in(colleague(role)).context.storage_state()
        return cookies[role]

    @contextmanager
    def visiting(role: Role, *, at: str = "/", fresh: bool = False, **how: Any) -> Iterator[Visitor]:
        session = signed_in(role)
        if fresh or how:
            with visit(browser, clinic.address, cookies=session, **how) as visitor:
                visitor.goes_to(at)
                yield visitor
            return
        # taken away while it is used, and put back only when all went well
        visitor = desks.pop(role, None) or Visitor(browser, clinic.address, cookies=session)
        if at:
            visitor.goes_to(at)
        yield visitor
        visitor.checks_out()
        desks[role] = visitor

    yield visiting
    for visitor in desks.values():
        visitor.leaves()
