"""A conference from the plan of it to its close, as colleagues meet it on the pages."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from care.access.models import Disclosure
from care.accounts.models import Staff
from care.actor import Requester
from care.lib.dates import local_date
from care.worklist.models import Task
from patients.models import Patient
from tests.factories.accounts import actor_for, sign_in
from tests.factories.conferences import ItemFactory
from tests.factories.consent import ConsentFactory
from tests.factories.patients import enrolled_patient
from tests.factories.treatment_plans import GoalFactory, PlanFactory
from tests.treatment_plans.conferences.conftest import PermitOf
from treatment_plans.conferences import operations
from treatment_plans.conferences.models import Attendee, Conference, Decision, Hearing, Item
from treatment_plans.conferences.operations import Outsider
from treatment_plans.conferences.vocabulary import ConferenceStatus, ItemSource, ItemStatus
from treatment_plans.models import Intervention, Plan
from treatment_plans.vocabulary import PlanStatus

pytestmark = pytest.mark.django_db
ZONE = "America/New_York"


def page(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def at_desk(name: str, row: Conference, *more: object) -> str:
    return reverse(f"conference_desk:{name}", args=[row.uuid, *more])


def of(name: str, item: Item) -> str:
    return reverse(f"conferences:{name}", args=[item.patient.uuid, item.uuid])


def test_a_conference_is_planned_held_and_closed(
    browser: Client, amara: Staff, priya: Staff, omar: Staff, mari: Patient, theo: Patient
) -> None:
    plan = PlanFactory(patient=mari, active=True, review_due_on=local_date(datetime.now(UTC), ZONE))
    goal = GoalFactory(plan=plan, own_words="Sleep in my own bed.", lifecycle="active")
    ConsentFactory(patient=mari, organisation=amara.organisation, outside=True, expires_at=datetime.now(UTC) + timedelta(days=9))
    day = local_date(datetime.now(UTC) + timedelta(days=1), ZONE)
    refused = browser.post(reverse("conference_desk:new"), {"title": "", "day": "2020-01-01", "begins": "09:00"})
    assert refused.status_code == 422
    form = {"title": "Weekly", "day": day.isoformat(), "begins": "09:00", "minutes": "60", "meeting": "video", "where": "Room 2"}
    made = browser.post(reverse("conference_desk:new"), form)
    row = Conference.objects.get()
    assert made["Location"] == at_desk("conference", row)
    for staff in (priya, omar):
        assert browser.post(at_desk("invite", row), {"staff": staff.pk}).status_code == 302
    task = Task.objects.get(owner=priya)
    assert (task.patient_id, task.subject) == (None, row.uuid)
    assert browser.post(at_desk("invite", row), {"staff": priya.pk}).status_code == 409
    sister = {"name": "rosa  duarte", "requester": "family", "works_for": ""}
    assert browser.post(at_desk("expect", row), sister).status_code == 302
    # the worklist offers Mari, search finds Theo; Omar reads neither of them
    sheet = page(browser.get(at_desk("conference", row)))
    assert "Plan due for review" in sheet
    added = {"person": mari.uuid, "source": "review", "source_uuid": plan.uuid, "why": "Plan due for review"}
    assert browser.post(at_desk("add", row), added).status_code == 302
    assert browser.post(at_desk("add", row), added).status_code == 409
    assert "Nobody whom you may see" in page(browser.post(at_desk("find", row), {"q": "Quillfeather"}))
    browser.post(at_desk("add", row), {"person": theo.uuid, "source": "colleague", "why": "Cannot pay the rent."})
    sheet = page(browser.get(at_desk("conference", row)))
    assert "Step out: Omar Bell</b>" in sheet  # for Mari, of whom her sister may hear
    assert "Step out: Omar Bell and rosa duarte" in sheet
    assert "may hear of" in sheet
    seen_by_omar = page(sign_in(Client(), omar).get(at_desk("conference", row)))
    assert "Mari" not in seen_by_omar
    assert "and 2 of whom you do not hear" in seen_by_omar
    about_mari, about_theo = Item.objects.get(patient=mari), Item.objects.get(patient=theo)
    assert browser.post(of("move_up", about_theo)).status_code == 302
    assert list(Item.objects.order_by("position").values_list("patient_id", flat=True)) == [theo.pk, mari.pk]
    # not before it has begun, and with somebody
    assert browser.post(of("take_up", about_mari)).status_code in (409, 422)
    assert browser.post(at_desk("begin", row)).status_code == 409
    here = [str(uuid) for uuid in Attendee.objects.values_list("uuid", flat=True)]
    assert browser.post(at_desk("begin", row), {"here": here}).status_code == 302
    out = str(Attendee.objects.get(staff=omar).uuid)
    assert "They have stepped out: go on" in page(browser.get(of("item", about_mari)))
    assert "Who may hear has changed" in page(browser.post(of("take_up", about_mari)))
    assert not Hearing.objects.exists()
    assert browser.post(of("take_up", about_mari), {"out": out}).status_code == 302
    given = Disclosure.objects.get()
    assert (given.requester, given.ground, given.channel) == ("family", "consent", "spoken")
    assert given.consent is not None
    assert dict(Hearing.objects.values_list("attendee__staff__user__name", "hears")) == {
        "Amara Osei": True,
        "Priya Nair": True,
        "Omar Bell": False,
        None: True,
    }
    assert browser.post(at_desk("close", row)).status_code == 409  # somebody is being talked about
    # what was decided becomes a task and a line of the next version
    sheet = page(browser.get(of("item", about_mari)))
    assert "Sleep in my own bed." in sheet
    said = {"seen": "1", "with_person": "invited", "minutes": "Nights are hard. The evening group may help."}
    decided = {"text_1": "Call the landlord", "becomes_1": "task", "staff_1": str(priya.pk)}
    missing = browser.post(of("record", about_mari), said | decided)
    assert missing.status_code == 422
    assert "A task says until when." in page(missing)
    decided |= {
        "until_1": day.isoformat(),
        "text_2": "Evening group",
        "becomes_2": str(goal.root),
        "staff_2": str(priya.pk),
        "text_3": "Thank her sister",
    }
    assert browser.post(of("record", about_mari), said | decided).status_code == 302, page(missing)
    draft = Plan.objects.get(patient=mari, status=PlanStatus.DRAFT)
    line = Intervention.objects.get(goal__plan=draft, title="Evening group")
    became = Task.objects.get(patient=mari, title="Call the landlord")
    assert (became.owner_id, became.subject) == (priya.pk, about_mari.uuid)
    assert sorted(Decision.objects.values_list("outcome", "task", "line"), key=str) == sorted(
        [("noted", None, None), ("plan", None, line.uuid), ("task", became.uuid, None)], key=str
    )
    clash = browser.post(of("record", about_mari), said | {"minutes": "Second window"})
    assert clash.status_code == 422
    assert "Second window" in page(clash)
    assert "Nights are hard." in page(clash)
    assert browser.post(at_desk("close", row)).status_code == 302
    about_theo.refresh_from_db()
    task.refresh_from_db()
    assert (about_theo.status, task.state) == (ItemStatus.PUT_OFF, "done")
    # what was said stands in the record alone
    assert "Nights are hard." not in page(browser.get(at_desk("conference", row)))
    assert "Nights are hard." in page(browser.get(reverse("conferences:talks", args=[mari.uuid])))
    assert sign_in(Client(), omar).get(of("item", about_mari)).status_code == 403
    assert of("item", about_mari) in page(browser.get(reverse("pages:plan", args=[mari.uuid])))
    assert "Discussed in a case conference" in page(browser.get(reverse("pages:timeline", args=[mari.uuid])))
    browser.post(reverse("conference_desk:new"), form)
    again = Conference.objects.exclude(pk=row.pk).get()
    assert "Not reached before: Cannot pay the rent." in page(browser.get(at_desk("conference", again)))


def test_an_agenda_asks_as_much_of_the_database_for_one_as_for_twenty(
    browser: Client, planned: Conference, amara: Staff, priya: Staff, omar: Staff, permit: PermitOf, mari: Patient, at: datetime
) -> None:
    actor = actor_for(amara)
    for staff in (priya, omar):
        operations.invite(actor=actor, conference=planned.uuid, staff_id=staff.pk, zone=ZONE, at=at)
    outsider = Outsider("Dr. Calder", "Bay Hospital", Requester.PROVIDER)
    operations.invite(actor=actor, conference=planned.uuid, outsider=outsider, zone=ZONE, at=at)
    operations.propose(permit=permit(mari), conference=planned.uuid, why="Rent", source=ItemSource.COLLEAGUE, at=at)
    counts = []
    for more in (0, 20):
        for number in range(more):
            ItemFactory(conference=planned, patient=enrolled_patient(priya), position=number + 2)
        browser.get(at_desk("conference", planned))
        with CaptureQueriesContext(connection) as asked:
            sheet = page(browser.get(at_desk("conference", planned)))
        counts.append(len(asked))
        assert sheet.count("Step out: Omar Bell and Dr. Calder") == more + 1
    assert counts[0] == counts[1]
    assert planned.status == ConferenceStatus.PLANNED
