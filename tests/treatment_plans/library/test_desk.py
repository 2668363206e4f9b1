"""The library on screen: looked through, searched, and kept."""

import pytest
from django.test import Client

from care.accounts.models import Staff
from care.actor import Role
from tests.factories.accounts import sign_in, staff_with
from tests.factories.library import OwnInterventionFactory
from treatment_plans.library.models import OwnIntervention

pytestmark = pytest.mark.django_db

FILLED = {
    "seen": "0",
    "name": "Friday walk",
    "kind": "peer-support",
    "title": "Walk by the harbor",
    "what": "An hour by the water.",
    "for_whom": "Whoever would rather walk.",
    "evidence": "limited",
    "source": "",
    "weeks": "8",
    "by": "peer",
    "record": "came",
    "area": "people",
    "beside": "exercise",
}


def signed_in(client: Client, *roles: Role) -> Staff:
    staff = staff_with(*roles)
    sign_in(client, staff)
    return staff


def test_everybody_looks_through_it_and_finds_by_word_kind_and_evidence(client: Client) -> None:
    staff = signed_in(client, Role.PEER)
    OwnInterventionFactory(organisation=staff.organisation)
    whole = client.get("/library/").content.decode()
    assert "Friday walk" in whole
    assert "Contingency management" in whole
    assert "/library/own/" not in whole
    found = client.get("/library/?text=suboxone&kind=medication&evidence=strong").content.decode()
    assert ("Interventions: 1" in found, "Buprenorphine for opioid use disorder" in found) == (True, True)
    assert "Nothing holds all of these words" in client.get("/library/?text=zebra").content.decode()
    assert client.get("/library/?kind=nonsense").status_code == 200
    page = client.get("/library/cm/").content.decode()
    assert ("Stimulant Use Disorder, 2024" in page, "Strong" in page) == (True, True)
    assert client.get("/library/nothing/").status_code == 404


def test_a_keeper_adds_changes_retires_and_takes_up(client: Client) -> None:
    signed_in(client, Role.SUPERVISOR)
    assert client.post("/library/own/new/", FILLED | {"evidence": "strong"}).status_code == 422
    assert client.post("/library/own/new/", FILLED, follow=True).status_code == 200
    assert client.get("/library/own/1/").status_code == 200
    changed = client.post("/library/own/1/", FILLED | {"seen": "1", "weeks": "10"}, follow=True).content.decode()
    assert "version 2 is offered from now on" in changed
    late = client.post("/library/own/1/", FILLED | {"seen": "1", "weeks": "11"})
    assert (late.status_code, "saved a version while you wrote" in late.content.decode()) == (422, True)
    assert 'name="seen" value="2"' in late.content.decode()
    assert client.get("/library/own-1-v1/").status_code == 200
    assert "no longer offered" in client.post("/library/own/1/retire/", follow=True).content.decode()
    gone = client.post("/library/own/1/", FILLED | {"seen": "2"}, follow=True).content.decode()
    assert "is retired" in gone
    assert client.post("/library/own/1/retire/").status_code == 404
    assert "offered again" in client.post("/library/own/1/take-up/", follow=True).content.decode()
    assert "offered already" in client.post("/library/own/1/take-up/", follow=True).content.decode()
    assert client.post("/library/own/9/take-up/").status_code == 404
    assert client.get("/library/own/9/").status_code == 404
    assert list(OwnIntervention.objects.order_by("version").values_list("weeks", flat=True)) == [8, 10, 10]


def test_others_keep_nothing(client: Client) -> None:
    signed_in(client, Role.COUNSELOR)
    assert [client.get(path).status_code for path in ("/library/own/", "/library/own/new/", "/library/own/1/")] == [403] * 3
    assert client.post("/library/own/1/retire/").status_code == 403
