"""The way through the screen: asked for, begun, answered by two, finished; the list of what is due."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from care.accounts.models import Staff
from care.actor import Permit
from care.lib.dates import local_date
from patients.models import Patient
from tests.factories.accounts import sign_in
from treatment_plans.models import Plan
from treatment_plans.queries import get_plan
from treatment_plans.reviews import operations
from treatment_plans.reviews.forms import answer_name, why_name
from treatment_plans.reviews.models import Review
from treatment_plans.reviews.queries import lines_of
from treatment_plans.reviews.vocabulary import CauseKind

pytestmark = pytest.mark.django_db
ZONE = "America/New_York"


def test_the_way_through(alice: Staff, dana: Staff, mari: Patient, to_write: Permit, active: Plan, at: datetime) -> None:
    desk, other = sign_in(Client(), alice), sign_in(Client(), dana)
    base = f"/people/{mari.uuid}/plan/"
    today = local_date(at, ZONE)
    asked = {"voice": "person", "kind": "asked", "happened_on": today.isoformat(), "words": "The group clashes."}
    assert desk.post(f"{base}reviews/ask/", asked | {"happened_on": "2999-01-01"}).status_code == 422
    assert desk.post(f"{base}reviews/ask/", asked).status_code == 302
    page = desk.get(base).content.decode()
    assert "The group clashes." in page
    assert "Begin a review" in page
    to = desk.post(f"{base}reviews/of/{active.uuid}/begin/").headers["Location"]
    assert other.post(f"{base}reviews/of/{active.uuid}/begin/").headers["Location"] == to
    sheet = other.get(to).content.decode()
    assert "A colleague is at this review too" in sheet
    assert "Nothing recorded" in sheet

    goal = get_plan(permit=to_write, plan=active.uuid).goals[0]
    line = goal.interventions[0]
    day = (today + timedelta(days=40)).isoformat()
    form: dict[str, Any] = {"seen": 1, "next_review_on": day, "helps": "My sister."}
    assert desk.post(to, form | {"later": "1", answer_name(goal.root): "keep"}).status_code == 302
    clash = other.post(to, {"seen": 1, "next_review_on": day, "later": "1", answer_name(goal.root): "stop"})
    assert clash.status_code == 422
    assert "Keep" in clash.content.decode()
    form |= {"seen": 9, answer_name(goal.root): "keep", answer_name(line.root): "stop", "finish": "1"}
    for wrong in ({}, {"next_review_on": "2020-01-01", why_name(line.root): "Done"}, {answer_name(line.root): ""}):
        assert desk.post(to, form | wrong).status_code == 422, wrong
    assert desk.post(to, form | {why_name(line.root): "The landlord agreed"}).status_code == 302
    done = desk.get(to).content.decode()
    assert "The landlord agreed" in done
    assert "My sister." in done
    assert "a next version is written" in desk.get(base).content.decode()
    assert desk.post(f"{base}reviews/{UUID(to.strip('/').rpartition('/')[2])}/set-aside/").status_code == 409
    assert Review.objects.get().outcome == "changed"


def test_the_list_and_its_counts(alice: Staff, charlie: Staff, to_write: Permit, active: Plan, at: datetime) -> None:
    seen = operations.Seen(CauseKind.RETURN_TO_USE, local_date(at, ZONE) - timedelta(days=9), uuid4())
    operations.see_cause(permit=to_write, seen=seen, at=at - timedelta(days=9))
    desk = sign_in(Client(), alice)
    pages = {show: desk.get(f"/reviews/due/?show={show}").content.decode() for show in ("mine", "late", "pregnancy", "nonsense")}
    assert {show: "A return to use: " in page for show, page in pages.items()} == {
        "mine": True, "late": True, "pregnancy": False, "nonsense": True,
    }  # fmt: skip
    assert "under way" not in pages["mine"]
    operations.begin_review(permit=to_write, plan=active.uuid, at=at)
    assert "under way" in desk.get("/reviews/due/").content.decode()
    assert "No plan is to be looked at" in sign_in(Client(), charlie).get("/reviews/due/").content.decode()
    assert desk.get("/reviews/due/?after=x").status_code == 404


def test_many_lines_cost_no_more(alice: Staff, mari: Patient, to_write: Permit, active: Plan, at: datetime) -> None:
    review = operations.begin_review(permit=to_write, plan=active.uuid, at=at)
    desk = sign_in(Client(), alice)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk.get(f"/people/{mari.uuid}/plan/reviews/{review.uuid}/")
        counts.append(len(asked))
        goal = active.goals.get()
        line = goal.interventions.get(position=1)
        for position in range(2, 40) if len(counts) == 1 else ():
            line.pk, line.uuid, line.root, line.position = None, uuid4(), uuid4(), position
            line.save()
    assert counts[0] >= counts[1]
    assert len(lines_of(get_plan(permit=to_write, plan=active.uuid))) == 40
