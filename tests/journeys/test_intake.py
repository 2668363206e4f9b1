"""An intake at a desk and on a phone: signed out, offline, with a second colleague in it; and by keyboard alone."""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

import pytest
from playwright.sync_api import expect

from care.actor import Role
from patients.intake.rules import SectionKey
from tests.journeys.browsing import DESK, PHONE, Visitor
from tests.journeys.clinic import colleague
from tests.journeys.conftest import Visit
from tests.journeys.looking import look_at
from tests.journeys.people import registers

STAY = re.compile("Stop for now")
NO_NETWORK = "ERR_INTERNET_DISCONNECTED"


@pytest.fixture(scope="module")
def juniper(colleague_at_work: Visit) -> str:
    """The path of the chart of somebody whose intake has begun."""
    with colleague_at_work(Role.COORDINATOR) as amara:
        chart = registers(
            amara, given="Juniper", family="Ashgrove", born="1990-05-06", lead="Amara Osei", function="Care coordinator"
        )
        amara.goes_to(f"{chart}intake/")
        amara.sees("I would rather not say")
        assert look_at(amara.page, "intake-start") == []
        amara.page.get_by_role("button", name="Begin Juniper’s intake").click()
        amara.sees("Open since")
        assert look_at(amara.page, "intake") == []
        amara.goes_to("/")
        amara.sees(re.compile("Intake open since"))
    return chart


def saved(visitor: Visitor) -> None:
    expect(visitor.page.locator("[data-care-draft-status]").first).to_contain_text("Saved")


def test_what_is_typed_survives_signing_out(someone: Visit, juniper: str) -> None:
    with someone() as amara:
        amara.signs_in(colleague(Role.COORDINATOR), to=f"{juniper}intake/contact/")
        amara.page.get_by_role("textbox", name="Ask for").fill("June, never Juniper")
        saved(amara)
        amara.page.locator(".tl-user summary").click()
        amara.page.get_by_role("button", name="Sign out").click()
        expect(amara.page.get_by_role("heading", name="Sign in")).to_be_visible()
        amara.signs_in(colleague(Role.COORDINATOR), to=f"{juniper}intake/contact/")
        amara.page.wait_for_url("**/intake/contact/")
        expect(amara.page.get_by_role("textbox", name="Ask for")).to_have_value("June, never Juniper")
        amara.sees("Restored from")


def test_what_is_typed_survives_a_lost_network(colleague_at_work: Visit, juniper: str) -> None:
    with colleague_at_work(Role.NURSE, fresh=True, viewport=PHONE, at=f"{juniper}intake/goals/") as tomas:
        page = tomas.page
        page.get_by_label("What they want").fill("A week without")
        saved(tomas)
        tomas.context.set_offline(True)
        page.get_by_label("What they want").fill("A week without waking up sick")
        expect(page.locator("[data-care-draft-status]").first).to_contain_text("Offline, kept on this device")
        assert page.get_by_label("What they want").input_value() == "A week without waking up sick"
        tomas.context.set_offline(False)
        saved(tomas)
        page.reload()
        expect(page.get_by_label("What they want")).to_have_value("A week without waking up sick")
        page.get_by_role("button", name="go on").click()
        expect(page.get_by_role("status").filter(has_text="what you want saved")).to_be_visible()
        tomas.faults[:] = [fault for fault in tomas.faults if NO_NETWORK not in fault]


def test_two_colleagues_in_one_section_lose_nothing(colleague_at_work: Visit, juniper: str) -> None:
    where = f"{juniper}intake/allergies/"
    with (
        colleague_at_work(Role.COORDINATOR, fresh=True, at=where) as amara,
        colleague_at_work(Role.NURSE, fresh=True, viewport=PHONE, at=where) as tomas,
    ):
        for visitor, substance in ((amara, "Penicillin"), (tomas, "Latex")):
            visitor.page.get_by_label("Listed").check()
            visitor.page.get_by_label("Substance").first.fill(substance)
        amara.page.get_by_role("button", name="go on").click()
        expect(amara.page.get_by_role("status").filter(has_text="allergies saved")).to_be_visible()
        tomas.page.get_by_role("button", name="go on").click()
        told = tomas.page.locator("[data-care-errors]").filter(has_text="Amara Osei saved this section")
        expect(told).to_be_focused()
        expect(tomas.page.get_by_label("Substance").first).to_have_value("Latex")
        expect(tomas.page.get_by_role("region", name="In the record now")).to_contain_text("Penicillin")
        assert look_at(tomas.page, "intake-section.changed") == []
        tomas.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        tomas.page.get_by_role("button", name="go on").click()
        expect(tomas.page.get_by_role("status").filter(has_text="allergies saved")).to_be_visible()
        tomas.goes_to(where)
        record = tomas.page.get_by_role("region", name="In the record now")
        expect(record).to_contain_text("Penicillin")
        expect(record).to_contain_text("Latex")


def test_stopping_on_a_phone_keeps_everything_and_the_numbers_stay_in_sight(colleague_at_work: Visit, juniper: str) -> None:
    with colleague_at_work(Role.NURSE, fresh=True, viewport=PHONE, at=f"{juniper}intake/people/") as tomas:
        page = tomas.page
        page.get_by_label("Name", exact=True).fill("Her sis")
        expect(page.get_by_role("link", name="988")).to_be_in_viewport()
        page.get_by_role("button", name=STAY).click()
        page.get_by_role("button", name=STAY).click()
        tomas.sees("is on a break. Everything typed is kept")
        page.get_by_role("button", name="Go on with Juniper’s intake").click()
        tomas.goes_to(f"{juniper}intake/people/")
        expect(page.get_by_label("Name", exact=True)).to_have_value("Her sis")


def test_thoughts_of_suicide_bring_the_next_questions_and_somebody_at_once(colleague_at_work: Visit, juniper: str) -> None:
    with colleague_at_work(Role.NURSE, fresh=True, viewport=PHONE, at=f"{juniper}intake/safety/") as tomas:
        page = tomas.page
        method = page.get_by_role("group", name=re.compile("how you might do it"))
        expect(method).to_be_hidden()
        page.get_by_role("group", name=re.compile("thoughts of ending")).get_by_label("Yes").check()
        expect(method).to_be_visible()
        method.get_by_label("Yes").check()
        assert look_at(page, "intake-section.safety") == []
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.get_by_role("button", name="go on").click()
        alert = page.get_by_role("alert").filter(has_text="See them today: safety")
        expect(alert).to_contain_text("Nobody has taken it yet")
        assert look_at(page, "intake-section.danger") == []
        alert.get_by_role("button", name="Take Juniper’s").click()
        tomas.goes_to(f"{juniper}intake/")
        tomas.sees("A named colleague has it")


def test_every_section_can_be_read_by_everybody(colleague_at_work: Visit, juniper: str) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        wrong = []
        for key in SectionKey:
            assert amara.goes_to(f"{juniper}intake/{key.value}/") == 200
            wrong += look_at(amara.page, f"intake-section.{key.value}")
        assert not wrong, "\n".join(wrong)


def test_the_summary_is_read_heard_signed_and_printed(colleague_at_work: Visit, juniper: str) -> None:
    with colleague_at_work(Role.COORDINATOR, at=f"{juniper}intake/summary/") as amara:
        page = amara.page
        amara.sees("A week without waking up sick")
        page.get_by_role("button", name="Finish Juniper’s intake").click()
        page.get_by_label("Signed", exact=True).check()
        page.get_by_label("Name as signed").fill("Juniper Ashgrove")
        assert look_at(page, "intake-summary") == []
        page.get_by_role("button", name="Save Juniper’s word").click()
        page.get_by_role("button", name="Sign Juniper’s intake").click()
        amara.sees("Signed by Amara Osei")
        assert look_at(page, "intake-summary.signed") == []
        with page.expect_download() as downloading:
            page.get_by_role("link", name="Print Juniper’s summary").click()
        assert downloading.value.path().read_bytes().startswith(b"%PDF-")
        amara.goes_to(juniper)
        amara.sees("Intake signed")


# --- by keyboard --------------------------------------------------------------------------------------------------------------

NAME_OF_FOCUS = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return "";
    const many = at.name && at.form && at.form.querySelectorAll(`[name="${at.name}"]`).length > 1;
    const set = ["radio", "checkbox"].includes(at.type) && many ? at.closest("fieldset")?.querySelector("legend") : null;
    const label = at.labels?.[0]?.innerText || at.innerText || at.getAttribute("aria-label") || "";
    return `${set ? set.innerText + ": " : ""}${label}`.trim().replace(/\\s+/g, " ");
}"""
MOST_TABS = 90
PRESS_SECONDS = 0.28  # one press of an average typist (Card, Moran and Newell's keystroke-level model)


@dataclass
class Hands:
    """Somebody at the keyboard of one window, who touches nothing else; `presses` and the seconds spent waiting are counted."""

    visitor: Visitor
    presses: int = 0
    waited: float = 0
    pages: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.visitor.page.keyboard.press(key)
            self.presses += 1

    def type(self, text: str) -> None:
        self.visitor.page.keyboard.type(text)
        self.presses += len(text)

    def goes_to(self, label: str) -> None:
        """By Tab, to the first field or button whose name begins so."""
        for _ in range(MOST_TABS):
            if self.focus().startswith(label):
                return
            self.press("Tab")
        raise AssertionError(f"{label!r} is not reached by Tab on {self.visitor.path()}; the focus is on {self.focus()!r}")

    def focus(self) -> str:
        return str(self.visitor.page.evaluate(NAME_OF_FOCUS))

    def fills(self, label: str, text: str) -> None:
        self.goes_to(label)
        self.type(text)

    def marks(self, label: str) -> None:
        self.goes_to(label)
        self.press("Space")

    def saves(self) -> None:
        """Ctrl+Enter, and the wait for what comes next."""
        before = time.monotonic()
        with self.visitor.page.expect_navigation():
            self.press("Control+Enter")
        self.waited += time.monotonic() - before
        self.pages.append(self.visitor.path())

    @property
    def seconds(self) -> float:
        """What it takes a person who types as most do, beside talking and listening."""
        return self.presses * PRESS_SECONDS + self.waited


def _sections(hands: Hands) -> Iterator[str]:
    """Where the way leads, section after section, until the summary."""
    for _ in range(40):
        path = hands.visitor.path()
        if not (found := re.search(r"/intake/([a-z]+)/$", path)) or found.group(1) == "summary":
            return
        yield found.group(1)


def _answers(hands: Hands, section: str) -> None:
    match section:
        case "contact":
            hands.fills("Phone or e-mail", "4015550177")
            hands.marks("May be called")
        case "places":
            hands.goes_to("Where they live")
            hands.press("ArrowDown", "ArrowDown")
        case "background":
            hands.fills("Gender", "Wom")
        case "consent":
            hands.marks("After reading it together")
            hands.marks("Agrees to")
            hands.fills("Name as signed", "Wren Hollis")
        case "substances":
            hands.fills("Substance", "Fent")
            hands.fills("How often lately", "Every")
            hands.fills("How much", "3 points")
        case "withdrawal":
            hands.fills("Last opioid", "With")
            hands.marks("None of these now")
        case "overdose":
            hands.fills("When", "3/2024")
        case "safety":
            for question in ("In the last month, have you wished", "In the last month, have you had", "Have you ever done"):
                hands.goes_to(question)
                hands.press("ArrowDown")
        case "medicines":
            hands.fills("Medicine", "Gabapentin")
        case "allergies":
            hands.goes_to("What is known")
            hands.press("ArrowDown")
        case "conditions":
            hands.fills("Condition", "PTSD")
            hands.press("Tab", "Enter")
            expect(hands.visitor.page.locator("#codes input").first).to_be_visible()
            hands.marks("Code")
        case "pregnancy":
            hands.goes_to("Pregnancy")
            hands.press("ArrowDown", "ArrowDown")
        case "treatment":
            hands.fills("What it was", "Opioid")
        case "needs":
            hands.fills("Housing", "Yes")
        case "people":
            hands.fills("Name", "Rosa")
            hands.fills("What they are to the person", "S")
        case "coverage":
            hands.fills("Payer", "State Medicaid")
        case "preferences":
            hands.fills("What makes a visit feel safe", "The seat by the door")
        case "strengths":
            hands.fills("What carries them", "My sister")
        case "goals":
            hands.fills("What they want", "To see my son")
        case _:
            hands.press("Tab")


def _whole_intake(amara: Visitor, number: int) -> Hands:
    chart = registers(
        amara,
        given="Wren",
        family=f"Hollis{'abc'[number]}",
        born=f"198{number}-01-02",
        lead="Amara Osei",
        function="Care coordinator",
    )
    amara.goes_to(f"{chart}intake/")
    amara.page.get_by_role("button", name="Begin Wren’s intake").click()
    amara.goes_to(f"{chart}intake/identity/#questions")
    hands, seen = Hands(amara), []
    for section in _sections(hands):
        assert section not in seen, f"{section} comes twice: {amara.page.locator('[data-care-errors]').all_inner_texts()}"
        seen.append(section)
        _answers(hands, section)
        hands.saves()
    assert amara.path().endswith("/intake/summary/"), seen
    assert len(seen) >= 17, seen
    hands.goes_to("Finish Wren’s intake")
    hands.press("Enter")
    amara.sees("To be signed")
    hands.goes_to("Sign Wren’s intake")
    hands.press("Enter")
    amara.sees("Signed by Amara Osei")
    return hands


def test_a_full_intake_goes_by_keyboard_alone(colleague_at_work: Visit) -> None:
    """CARE_INTAKES=3 takes the median of as many; the figures are printed."""
    with colleague_at_work(Role.COORDINATOR, fresh=True, viewport=DESK) as amara:
        done = [_whole_intake(amara, number) for number in range(int(os.environ.get("CARE_INTAKES", "1")))]
    presses, waited = median(hands.presses for hands in done), median(hands.waited for hands in done)
    seconds = median(hands.seconds for hands in done)
    print(f"a full intake by keyboard: {presses:.0f} presses, {waited:.1f} s of waiting, {seconds:.0f} s in all")
    assert presses < 900
