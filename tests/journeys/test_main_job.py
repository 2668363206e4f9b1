"""The main job, end to end and by itself: a person who came in by a FHIR file gets a plan, a medication and aftercare; the
worker texts them when a check-in is due; they answer on a phone, and later do not; the miss stands on the worklist and climbs;
a partner clinic reads the plan while the person's consent lasts, and nobody before or after; every step is in the audit.

A clinic of its own, since its clock is put forward by days.
"""

import json
import random
import re
import string
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from care.actor import Role
from care.demo.staff import EASTSIDE, HARBOR_STREET, PASSWORD
from tests.journeys.browsing import PHONE, Visitor, visit
from tests.journeys.clinic import Clinic, colleague
from tests.journeys.looking import look_at
from tests.journeys.mailbox import Mailbox
from tests.journeys.partner import Partner

ZONE = ZoneInfo("America/New_York")
MAIL = "ody@mail.example"
CLINICAL = "http://terminology.hl7.org/CodeSystem/"


def bundle(*, family: str, phone: str) -> dict[str, Any]:
    """What the clinic before sends along: the person stands behind what refers to her, and one reference leads nowhere."""
    person, run = f"urn:uuid:{uuid.uuid4()}", uuid.uuid4().hex[:12]

    def status(kind: str) -> dict[str, Any]:
        return {"coding": [{"system": f"{CLINICAL}{kind}", "code": "active"}]}

    patient = {
        "resourceType": "Patient",
        "id": f"person-{run}",
        "name": [{"use": "official", "family": family, "given": ["Odalys", "Marisol"]}, {"use": "nickname", "given": ["Ody"]}],
        "telecom": [{"system": "phone", "value": phone, "use": "mobile"}, {"system": "email", "value": MAIL}],
        "birthDate": f"1991-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
    }
    allergy = {
        "resourceType": "AllergyIntolerance",
        "id": f"allergy-{run}",
        "clinicalStatus": status("allergyintolerance-clinical"),
        "code": {"text": "Penicillin"},
        "patient": {"reference": person},
    }
    opioid = {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "F11.20", "display": "Opioid dependence"}
    condition = {
        "resourceType": "Condition",
        "id": f"condition-{run}",
        "clinicalStatus": status("condition-clinical"),
        "code": {"coding": [opioid]},
        "subject": {"reference": person},
    }
    astray = {"resourceType": "Condition", "id": f"astray-{run}", "subject": {"reference": "Patient/nobody"}}
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": allergy}, {"fullUrl": person, "resource": patient}, {"resource": condition}, {"resource": astray}],
    }


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as running:
        yield running


@pytest.fixture(scope="module")
def clinic(mailbox: Mailbox) -> Iterator[Clinic]:
    """A clinic whose mail goes to a real server, and whose clock nobody else reads."""
    running = Clinic(EMAIL_HOST="127.0.0.1", EMAIL_PORT=str(mailbox.port))
    try:
        yield running.start()
    finally:
        running.stop()


class Story:
    """Who takes part, and what has come of it so far."""

    def __init__(self, clinic: Clinic, browser: Browser) -> None:
        self.clinic = clinic
        self.browser = browser
        self.chart = ""
        self.family = "Quintero-" + "".join(random.choices(string.ascii_lowercase, k=6)).title()
        self.last_four = f"{random.randint(1000, 9999)}"

    @property
    def now(self) -> datetime:
        return datetime.now(UTC) + self.clinic.ahead

    def goes_on_until(self, moment: datetime) -> None:
        """Put the clock forward to a moment."""
        minutes = int((moment - self.now).total_seconds() // 60) + 1
        assert minutes > 0, "the clock never goes back"
        done = self.clinic.manage("demo_clock", f"{minutes}m")
        assert done.returncode == 0, done.stderr

    def at(self, *, days: int = 0, hour: int = 11, minute: int = 0) -> datetime:
        """A time of day of the clinic, so many days from its today."""
        day = self.now.astimezone(ZONE) + timedelta(days=days)
        return day.replace(hour=hour, minute=minute, second=0, microsecond=0)

    def visitor(self, role: Role | None = None, **how: Any) -> Any:
        """Somebody at a browser; a colleague signs in anew, since sessions end by the clock."""
        return _signed_in(self, role, **how)


class _signed_in:  # noqa: N801 - reads as a verb
    def __init__(self, story: Story, role: Role | None, **how: Any) -> None:
        self._visit = visit(story.browser, story.clinic.address, **how)
        self._role = role

    def __enter__(self) -> Visitor:
        visitor = self._visit.__enter__()
        return visitor.signs_in(colleague(self._role)) if self._role else visitor

    def __exit__(self, *error: Any) -> None:
        self._visit.__exit__(*error)


@pytest.fixture(scope="module")
def story(clinic: Clinic, browser: Browser) -> Story:
    return Story(clinic, browser)


def soon(looked: Callable[[], Any], *, seconds: float = 100, what: str) -> Any:
    """Wait until the worker has done it by itself."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := looked():
            return found
        time.sleep(0.5)
    raise AssertionError(f"{what}: not within {seconds} s")


def texts_of(story: Story, page: Page) -> Locator:
    """What stands on Ody's phone."""
    page.goto("/demo/phone/")
    return page.get_by_role("region", name=re.compile(f"444-{story.last_four}"))


def untaken(visitor: Visitor, story: Story) -> Locator:
    """The escalations about Ody that nobody has taken, as somebody's Today shows them."""
    panel = visitor.page.get_by_role("region", name=re.compile("^Escalations"))
    return panel.locator("[data-care-row]", has_text=story.family)


def link_on_the_phone(story: Story, page: Page, *, besides: str = "") -> str:
    """The newest link that was texted to Ody's phone."""
    links = texts_of(story, page).locator("a[href*='/c/']")
    found = [link.get_attribute("href") or "" for link in links.all()]
    return next((link for link in reversed(found) if link != besides), "")


def test_the_main_job(story: Story, mailbox: Mailbox, tmp_path: Path) -> None:
    clinic = story.clinic
    story.goes_on_until(story.at(days=1, hour=11))

    # --- somebody comes in with their records from elsewhere ------------------------------------------------------------
    file = tmp_path / "riverside.json"
    file.write_text(json.dumps(bundle(family=story.family, phone=f"+1 401 444 {story.last_four}")))
    amara = colleague(Role.COORDINATOR)
    order = ("import_fhir", str(file), "--organisation", HARBOR_STREET.name, "--as", amara.email)
    first, second = clinic.manage(*order), clinic.manage(*order)
    assert (first.returncode, second.returncode) == (1, 1), first.stdout + first.stderr
    assert "astray-" in first.stdout + first.stderr, "what was refused is named"
    assert "New people: 1." in first.stdout
    assert "New people: 0." in second.stdout

    with story.visitor(Role.COORDINATOR) as coordinator:
        page = coordinator.page
        coordinator.goes_to("/people/search/")
        page.get_by_label("Name, phone, MRN or birth date").press_sequentially(f"ody {story.family[:13]}", delay=20)
        page.locator("#found").get_by_role("link", name=re.compile(story.family)).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(story.family)
        story.chart = re.findall(r"/people/[0-9a-f-]{36}/", page.url)[0]
        expect(page.get_by_role("main")).to_contain_text("Penicillin")
        expect(page.get_by_role("main")).to_contain_text("Opioid use disorder")
        joins_team(coordinator, story.chart, "Dr. Lena Fischer-Cho", "Prescriber")
        joins_team(coordinator, story.chart, "Priya Nair", "Counselor")
        may_be_written_to(coordinator, story.chart, story.last_four)

    # --- plan and medication --------------------------------------------------------------------------------------------
    with story.visitor(Role.COUNSELOR) as priya:
        page = priya.page
        priya.goes_to(f"{story.chart}plan/start/")
        page.get_by_role("button", name=re.compile("^Begin")).click()
        page.get_by_label("In their own words").fill("Open my own food cart.")
        page.get_by_role("button", name=re.compile("^Save .*goal$")).click()
        priya.goes_to(f"{story.chart}plan/")
        page.get_by_role("link", name=re.compile("Agree|Read it", re.IGNORECASE)).first.click()
        page.get_by_role("button", name=re.compile("and I agree$")).click()
        expect(page.get_by_role("heading", name="Plan in force")).to_be_visible()
    with story.visitor(Role.PRESCRIBER) as lena:
        page = lena.page
        lena.goes_to(f"{story.chart}medication/new/")
        page.get_by_label("Medicine").select_option(label="Methadone")
        page.get_by_role("textbox", name=re.compile("^Dose")).fill("30")
        page.get_by_label("How often").select_option(label="daily")
        page.get_by_label("How it is given").select_option(label="by mouth")
        page.get_by_label("Phase").select_option(label="Initiation")
        page.get_by_role("button", name=re.compile("as a draft$")).click()
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_role("button", name=re.compile("^Sign .*order$")).click()
        expect(page.get_by_role("heading", name="In force: 1")).to_be_visible()

    # --- the treatment episode is completed, and aftercare begins by itself ------------------------------------------------
    with story.visitor(Role.COUNSELOR) as priya:
        page = priya.page
        priya.goes_to(story.chart)
        page.get_by_role("link", name=re.compile("^Complete .*treatment", re.IGNORECASE)).first.click()
        assert look_at(page, "complete-treatment") == []
        page.get_by_role("main").get_by_role("button", name=re.compile("Complete", re.IGNORECASE)).click()
        expect(page.get_by_role("status").filter(has_text="treatment")).to_be_visible()
        soon(lambda: planned(priya, story.chart), what="nine check-ins of aftercare")
        assert look_at(page, "check-ins") == []

    # --- the first check-in: the worker texts, the person answers ----------------------------------------------------------
    with story.visitor(viewport=PHONE) as ody:
        link = soon(lambda: link_on_the_phone(story, ody.page), what="the text of day 1")
        assert link.startswith(f"{clinic.address}/c/")
        answers(ody, link, craving=9, note="I am scared of Friday night.")
        assert ody.goes_to(link) in (200, 410)
        ody.sees_not("scared")
        assert ody.page.get_by_role("button", name="Send my answers").count() == 0, "it is answered once"
        assert ody.goes_to(f"{link[:-6]}AAAAA/") == 404
    with story.visitor(Role.COORDINATOR) as coordinator:
        expect(coordinator.page.get_by_role("main")).to_contain_text("Ody")
        coordinator.goes_to(f"{story.chart}check-ins/")
        coordinator.sees("I am scared of Friday night.")

    # --- the second one is missed, stands on the worklist, and climbs ------------------------------------------------------
    story.goes_on_until(story.at(days=2, hour=11))
    with story.visitor(viewport=PHONE) as ody:
        later = soon(lambda: link_on_the_phone(story, ody.page, besides=link), what="the text of day 3")
    story.goes_on_until(story.at(days=3, hour=0, minute=30))
    with story.visitor(Role.COORDINATOR) as coordinator:
        missed = coordinator.page.get_by_role("main").get_by_text("Missed", exact=True)
        soon(lambda: coordinator.goes_to(f"{story.chart}check-ins/") and missed.count(), what="the check-in of day 3 is missed")
    story.goes_on_until(story.at(hour=8, minute=30))
    with story.visitor(viewport=PHONE) as ody:
        words = re.compile("missed you", re.IGNORECASE)
        soon(lambda: texts_of(story, ody.page).get_by_text(words).count(), what="the neutral text after a miss")
        told = texts_of(story, ody.page).inner_text()
        assert not re.search("methadone|treatment|recovery|clinic|opioid", told, re.IGNORECASE), told
    story.goes_on_until(story.at(hour=10, minute=5))
    with story.visitor(Role.COORDINATOR) as coordinator:
        call = untaken(coordinator, story).filter(has_text="missed check-in")
        soon(lambda: coordinator.goes_to("/") and call.count(), what="the first call stands before the coordinator")
    story.goes_on_until(story.now + timedelta(hours=9))
    with story.visitor(Role.SUPERVISOR) as ruth:
        climbed = untaken(ruth, story).filter(has_text="missed check-in")
        soon(lambda: ruth.goes_to("/") and climbed.count(), what="the untaken call reaches the supervisor")
        climbed.first.get_by_role("button", name=re.compile("^Take")).click()
        expect(ruth.page.get_by_role("status").filter(has_text="taken by you")).to_contain_text("Ody")
    with story.visitor(viewport=PHONE) as ody:
        answers(ody, later, craving=3, note="")
    with story.visitor(Role.COORDINATOR) as coordinator:
        coordinator.goes_to(f"{story.chart}check-ins/")
        coordinator.sees("Reached")

    partner_reads(story)

    # --- the door to texts is closed by the person, at once ----------------------------------------------------------------
    with story.visitor(viewport=PHONE) as ody:
        phone = texts_of(story, ody.page)
        phone.get_by_placeholder("Text back").fill("stop")
        phone.get_by_role("button", name=re.compile("^Send")).click()
    with story.visitor(Role.COORDINATOR) as coordinator:
        coordinator.goes_to(f"{story.chart}messages/")
        coordinator.sees(re.compile("STOP"))

    # --- so the next check-in comes by e-mail, to which she had agreed as well: three messages went out in seven days, and it
    # --- waits until the first of them is a week old ------------------------------------------------------------------------
    story.goes_on_until(story.at(days=2, hour=12))
    letter = mailbox.to(MAIL, seconds=100)
    told = f"{letter['From']} {letter['Subject']} {letter.get_content()}"
    assert f"{clinic.address}/c/" in told
    assert not re.search("methadone|treatment|recovery|clinic|opioid", told.replace(clinic.address, ""), re.IGNORECASE), told
    verified = clinic.manage("verify_audit")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "whole" in verified.stdout


def joins_team(visitor: Visitor, chart: str, name: str, function: str) -> None:
    page = visitor.page
    visitor.goes_to(f"{chart}team/")
    choice = page.get_by_label("Colleague", exact=True)
    choice.select_option(label=next(option for option in choice.locator("option").all_inner_texts() if option.startswith(name)))
    page.get_by_label("What they do on this team").select_option(label=function)
    page.get_by_role("button", name="Add to the team").click()
    expect(page.get_by_role("region", name=re.compile("care team: "))).to_contain_text(name)


def may_be_written_to(visitor: Visitor, chart: str, last_four: str) -> None:
    """The record first says that one may write there; then the person agrees to the wording."""
    page = visitor.page
    visitor.goes_to(f"{chart}contact/")
    page.get_by_role("group", name=f"444-{last_four}").get_by_label("May be texted").check()
    page.get_by_role("group", name=MAIL).get_by_label("A message may be left, an e-mail sent").check()
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_role("status").filter(has_text="Ody")).to_be_visible()
    for way in (f"444-{last_four}", MAIL):
        visitor.goes_to(f"{chart}messages/allow/")
        assert look_at(page, "messages-allow") == []
        page.get_by_role("radio", name=re.compile(way)).check()
        page.get_by_role("radio", name=re.compile("In person")).check()
        page.get_by_role("checkbox", name="Ody heard the wording and said yes").check()
        page.get_by_role("button", name="Save Ody’s yes").click()
        expect(page.get_by_role("status").filter(has_text="Ody")).to_be_visible()


def planned(visitor: Visitor, chart: str) -> bool:
    visitor.goes_to(f"{chart}check-ins/")
    return visitor.page.get_by_role("main").get_by_text(re.compile("Day (1|3|7|14|30|60|90|180|365)$")).count() >= 9


def answers(ody: Visitor, link: str, *, craving: int, note: str) -> None:
    """On a phone, by thumb."""
    page = ody.page
    assert ody.goes_to(link) == 200
    ody.sees("988")
    assert look_at(page, "phone-check-in") == []
    page.locator(f"label[for=craving-{craving}]").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    if note:
        page.locator("textarea[name=note]").fill(note)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("Thank", re.IGNORECASE))


def partner_reads(story: Story) -> None:
    """A partner's system is told nothing before the person agrees, the plan while the consent lasts, nothing afterwards."""
    made = story.clinic.manage("create_partner", "--organisation", EASTSIDE.name, "--name", f"Referral desk {story.last_four}")
    given = dict(line.split("=", 1) for line in made.stdout.splitlines() if "=" in line)
    eastside = Partner(story.clinic.address, given["client_id"], given["client_secret"]).signs_in()
    person, nobody = story.chart.split("/")[2], str(uuid.uuid4())
    path = "/api/v1/people/{}/plan/"

    def same_as_nobody() -> bool:
        mine, theirs = eastside.asks(path.format(person)), eastside.asks(path.format(nobody))
        assert mine.status == 404
        return mine.as_seen(person) == theirs.as_seen(nobody)

    assert same_as_nobody()
    with story.visitor(Role.COORDINATOR) as coordinator:
        consents(coordinator, story.chart)
    answer = eastside.asks(path.format(person))
    assert answer.status == 200, answer.text
    assert "Open my own food cart." in answer.text
    assert "Methadone" in answer.text
    assert "42 CFR part 2 prohibits unauthorized use or disclosure of these records." in answer.text
    assert eastside.asks(path.format(person), If_None_Match=answer.headers["etag"]).status == 304
    with story.visitor(Role.COORDINATOR) as coordinator:
        page = coordinator.page
        coordinator.goes_to(f"{story.chart}consent/")
        coordinator.sees(f"Referral desk {story.last_four}")
        assert look_at(page, "consent") == []
        page.get_by_label("Why it is taken back").fill("Ody asked for it.")
        page.get_by_role("button", name=f"Take back: {EASTSIDE.name}").click()
        expect(page.get_by_role("heading", name="Ody’s consents in force: 0")).to_be_visible()
    assert same_as_nobody()


def consents(visitor: Visitor, chart: str) -> None:
    page = visitor.page
    visitor.goes_to(f"{chart}consent/")
    page.get_by_role("link", name="New consent").click()
    page.get_by_role("link", name="For one recipient").click()
    page.get_by_label("With whom", exact=True).select_option(label=EASTSIDE.name)
    for data in ("Who you are", "Allergies and general health", "Plan of care, medication and care team"):
        page.get_by_label(data).check()
    page.get_by_role("button", name="Show what this would share").click()
    expect(page.get_by_role("region", name="What would be shared")).to_contain_text("Methadone 30 mg daily")
    assert look_at(page, "consent-terms") == []
    page.get_by_role("button", name="Go on to read and sign").click()
    assert look_at(page, "consent-sign") == []
    page.get_by_label("Name as signed").fill("Odalys Marisol Quintero")
    page.get_by_role("button", name=re.compile("^Save Ody.*consent$")).click()
    page.get_by_role("link", name="All consents").click()
    expect(page.get_by_role("heading", name="Ody’s consents in force: 1")).to_be_visible()
