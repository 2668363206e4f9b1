"""Looking at a page as nobody has time to: contrast, names, sideways scroll, what is cut off, and a picture of it."""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.browsing import DESK, PHONE
from tests.sweeps import ALL, some

SHOTS = os.environ.get("CARE_SHOTS", "")
AXE = Axe().axe_script
# What is cut off or runs sideways, at a desk and on a phone; and all of WCAG 2.2 AA that axe knows, with its best practices, at a
# desk in the light or on a phone in the dark, by the page's name and the seed. With CARE_SWEEP=all axe looks at both, and at the
# colors also the other way round.
COLORS = ["color-contrast", "link-in-text-block"]
EVERYTHING: dict[str, Any] = {"resultTypes": ["violations"]}
ONLY_COLORS: dict[str, Any] = {**EVERYTHING, "runOnly": COLORS}
VIEWS = (("1440", DESK, "light"), ("360", PHONE, "dark"))
OTHER_COLORS = (("1440", DESK, "dark"), ("360", PHONE, "light")) if ALL else ()

# Of a long list its first rows: the others are drawn by the same lines.
RUN_AXE = """options => axe.run({exclude: [["tbody tr:nth-child(n+8)"], ["li:nth-child(n+12)"]]}, options).then(
    found => found.violations.map(one => `${one.id} (${one.impact}): ${one.nodes.slice(0, 4).map(node =>
        node.target.join(" ") + " :: " + (node.any[0] || node.all[0] || node.none[0] || {message: ""}).message).join(" | ")}`))"""
LOOKING = (Path(__file__).parent / "looking.js").read_text()


def look_at(page: Page, name: str) -> list[str]:
    """Everything wrong with the page that is open: what is cut off in both views, and what axe finds in one, or in both."""
    found: list[str] = []
    page.evaluate(AXE)
    by_axe = some(VIEWS, 1, of=name)
    for view in (*VIEWS, *OTHER_COLORS):
        size, viewport, theme = view
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        wrong: list[str] = []
        if view in by_axe or view in OTHER_COLORS:
            wrong += page.evaluate(RUN_AXE, EVERYTHING if view in by_axe else ONLY_COLORS)
        if view in VIEWS:
            wrong += page.evaluate(f"(() => {{ const look = {LOOKING}; return [...look.sideways(), ...look.cutOff()]; }})()")
        if view in VIEWS and size == "360":
            wrong += page.evaluate(f"{LOOKING}.smallTargets()")
        found += [f"{name} at {size} px, {theme}: {one}" for one in wrong]
        _picture(page, f"{name}-{size}-{theme}")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return found


def _picture(page: Page, name: str) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)
