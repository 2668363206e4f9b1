"""Questions sent from the chart to somebody's phone: an answer that speaks of self-harm has its urgent task before the page that
follows, and that page begins with the numbers."""

import json
import random
import re
import string
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route, expect

from care.actor import Role
from tests.journeys.browsing import PHONE, Visitor
from tests.journeys.clinic import Clinic
from tests.journeys.conftest import Visit
from tests.journeys.looking import look_at
from tests.journeys.people import registers

BORN = f"{random.randint(1960, 2000)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
# What the message carries: the worker sends none at night, and to nobody who has no phone.
LINK = """
from datetime import UTC, datetime
from care.access import gate
from care.actor import Action, Actor, Category, Purpose
from care.questionnaires import deliveries, operations
from care.questionnaires.models import Questionnaire
row = Questionnaire.objects.get(patient__uuid="{person}")
at = datetime.now(UTC)
permit = gate.require(actor=Actor.system(job="reminders.send", organisation_id=row.organisation_id), patient_id=row.patient_id,
    category=Category.SUD, action=Action.WRITE, purpose=Purpose.CAREMGT, at=at)
print("link", deliveries.link_address(operations.issue_questionnaire_link(permit=permit, questionnaire=row.uuid, at=at)))
"""
TASKS = """
import json
from care.worklist.models import Task
print("tasks", json.dumps(list(Task.objects.filter(patient__uuid="{person}", priority="urgent").values("title", "state"))))
"""


def asks(clinic: Clinic, code: str, word: str) -> str:
    """What the clinic's own shell prints behind a word."""
    done = clinic.manage("shell", "--no-imports", "-c", code)
    assert done.returncode == 0, done.stderr
    return next(line for line in done.stdout.splitlines() if line.startswith(f"{word} ")).partition(" ")[2]


def stands_at(page: Page, number: int) -> None:
    expect(page.get_by_role("banner")).to_contain_text(re.compile(rf"\b{number} (of|de) "))


def answers(page: Page, number: int, choice: int, *, button: str) -> None:
    """The question with this number, by thumb."""
    stands_at(page, number)
    page.get_by_role("main").locator("label").nth(choice).click()
    page.get_by_role("button", name=button, exact=True).click()


def sends_phq9(coordinator: Visitor, chart: str) -> None:
    page = coordinator.page
    coordinator.goes_to(f"{chart}questionnaires/")
    page.get_by_label("Which one").select_option("phq9")
    page.get_by_role("button", name=re.compile("^Send to")).click()
    expect(page.get_by_role("status").filter(has_text="PHQ-9 goes to their phone")).to_be_visible()
    assert look_at(page, "questionnaires-sent") == []


def test_thoughts_of_self_harm_reach_somebody_before_the_person_reads_on(
    colleague_at_work: Visit, someone: Visit, clinic: Clinic
) -> None:
    with colleague_at_work(Role.COORDINATOR) as amara:
        family = "Tamarind-" + "".join(random.choices(string.ascii_lowercase, k=6)).title()
        chart = registers(amara, given="Noa", family=family, born=BORN, lead="Priya Nair", function="Counselor")
        sends_phq9(amara, chart)
    person = chart.split("/")[2]
    path = urlsplit(asks(clinic, LINK.format(person=person), "link")).path
    there: list[Any] = []

    def before_it_is_shown(route: Route) -> None:
        """The answer has left the clinic and the phone has not seen it: what stands on the worklists in this moment?"""
        answer = route.fetch()
        if 'name="question"' not in answer.text():
            there.extend(json.loads(asks(clinic, TASKS.format(person=person), "tasks")))
        route.fulfill(response=answer)

    with someone(viewport=PHONE) as noa:
        page = noa.page
        assert noa.goes_to(path) == 200
        noa.sees_not("Noa")
        noa.sees_not("PHQ")
        assert look_at(page, "questionnaire-question") == []
        page.set_viewport_size(PHONE)
        for number in range(1, 9):
            answers(page, number, 1, button="Next")
        stands_at(page, 9)
        page.get_by_role("button", name="Español").click()
        expect(page.get_by_role("button", name="Siguiente")).to_be_visible()
        answers(page, 9, 1, button="Siguiente")
        expect(page.get_by_role("main").get_by_role("link", name="Llame ya al 988")).to_be_visible()
        assert look_at(page, "questionnaire-worried") == []
        noa.goes_to(path)  # the page was closed: it goes on where it was
        page.route(
            re.compile("/q/"), lambda route: before_it_is_shown(route) if route.request.method == "POST" else route.continue_()
        )
        answers(page, 10, 1, button="Send my answers")
        expect(page.get_by_role("heading", level=1)).to_have_text("Someone can talk with you right now:", timeout=60_000)
        assert [task["state"] for task in there] == ["open"], "the urgent task was there before this page"
        first = page.get_by_role("main").get_by_role("link").first
        expect(first).to_have_attribute("href", "tel:988")
        noa.sees("Somebody from your team will call you.")
        assert look_at(page, "questionnaire-talk") == []
        noa.goes_to(path)
        noa.sees("There is nothing more to answer here.")
        assert noa.context.cookies() == []
    with colleague_at_work(Role.COUNSELOR) as priya:
        priya.goes_to("/")
        alarm = priya.page.locator(".tl-panel--alarm [data-care-row]").filter(has_text=family)
        expect(alarm).to_have_count(1)
    with colleague_at_work(Role.COORDINATOR) as amara:
        amara.goes_to(f"{chart}questionnaires/")
        amara.sees("Answered")
