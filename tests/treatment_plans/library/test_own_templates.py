"""A clinic's own plan templates: a copy or new, versions, retired; and the second step of a template keeps what was chosen."""

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from care.accounts.models import Staff
from care.actor import Role
from patients.models import Patient
from tests.factories.accounts import sign_in, staff_with
from tests.factories.library import OwnTemplateFactory
from treatment_plans.library.catalogue import templates
from treatment_plans.library.models import OwnTemplate
from treatment_plans.library.queries import templates_of
from treatment_plans.models import Intervention

pytestmark = pytest.mark.django_db

ADDRESS = "/library/templates/"


def filled(**given: str) -> dict[str, str]:
    """A form with two lines and an empty row."""
    rows = {"line-TOTAL_FORMS": "3", "line-INITIAL_FORMS": "0", "line-MIN_NUM_FORMS": "1", "line-MAX_NUM_FORMS": "15"}
    rows |= {"line-0-code": "peer", "line-0-why": "Somebody calls.", "line-0-is_usual": "on"}
    rows |= {"line-1-code": "naloxone", "line-1-why": "At home.", "line-1-frequency": "once", "line-2-is_usual": "on"}
    said = {"seen": "0", "name": "Home again", "for_whom": "After hospital.", "asks": "What now?\n\n Who? ", "target_weeks": "6"}
    return rows | said | given


def test_a_keeper_copies_makes_changes_retires_and_takes_up(client: Client) -> None:
    keeper = staff_with(Role.SUPERVISOR)
    sign_in(client, keeper)
    copy = client.get(f"{ADDRESS}new/?from=pregnancy")
    assert copy.context["form"]["name"].value() == templates()["pregnancy"].name
    assert [line["code"].value() for line in copy.context["lines"]][: len(templates()["pregnancy"].lines)] == [
        line.code for line in templates()["pregnancy"].lines
    ]
    for wrong in ({"line-0-code": "", "line-0-why": "", "line-1-code": "", "line-1-why": ""}, {"line-0-why": ""}, {"name": ""}):
        assert client.post(f"{ADDRESS}new/", filled(**wrong)).status_code == 422
    assert client.post(f"{ADDRESS}new/", filled()).status_code == 302
    own = templates_of(keeper.organisation_id)["own-1-v1"]
    assert (own.asks, own.check, [line.code for line in own.lines]) == (("What now?", "Who?"), (), ["peer", "naloxone"])
    assert [line.is_usual for line in own.lines] == [True, False]
    changed = client.post(f"{ADDRESS}1/", filled(seen="1", target_weeks="8"), follow=True).content.decode()
    assert "version 2 is offered from now on" in changed
    late = client.post(f"{ADDRESS}1/", filled(seen="1", name="Mine"))
    page = late.content.decode()
    assert (late.status_code, "saved a version while you wrote" in page, 'value="Mine"' in page) == (422, True, True)
    assert "no longer offered" in client.post(f"{ADDRESS}1/retire/", follow=True).content.decode()
    assert "is retired" in client.post(f"{ADDRESS}1/", filled(seen="2"), follow=True).content.decode()
    assert "offered again" in client.post(f"{ADDRESS}1/take-up/", follow=True).content.decode()
    assert list(OwnTemplate.objects.order_by("version").values_list("target_weeks", flat=True)) == [6, 8, 8]
    assert templates_of(staff_with(Role.SUPERVISOR).organisation_id).keys() == templates().keys()
    sign_in(client, staff_with(Role.COUNSELOR, organisation=keeper.organisation))
    assert [client.get(path).status_code for path in (ADDRESS, f"{ADDRESS}new/", f"{ADDRESS}1/")] == [403] * 3


def test_it_is_used_in_two_steps_and_the_second_keeps_what_was_chosen(client: Client, alice: Staff, mari: Patient) -> None:
    gone = {"code": "own-9-v9", "why": "Retired.", "frequency": "", "is_usual": True}
    peer = {"code": "peer", "why": "Somebody calls.", "frequency": "", "is_usual": True}
    own = OwnTemplateFactory(organisation=alice.organisation, lines=[peer, gone])
    sign_in(client, alice)
    assert own.name in client.get(reverse("plan_library:templates", args=[mari.uuid])).content.decode()
    address = reverse("plan_library:template", args=[mari.uuid, own.code])
    goal = {"own_words": "A week at home.", "measure": "", "target_on": ""}
    page = client.post(address, goal).content.decode()
    key = f"intervention:{mari.uuid}:{uuid5(NAMESPACE_URL, own.code)}"
    draft = reverse("drafts:draft", args=[key])
    assert (f'data-care-draft="{draft}"' in page, "Somebody calls." in page, "Retired." in page) == (True, True, False)
    chosen = goal | {"lines": "1", "peer-wanted": "on", "peer-who": "Her aunt", "peer-frequency": "each evening"}
    assert client.post(draft, chosen).status_code == 200
    again = client.post(address, goal).content.decode()
    assert ("Restored from" in again, 'value="Her aunt"' in again, 'value="each evening"' in again) == (True, True, True)
    assert client.post(address, chosen).status_code == 302
    line = Intervention.objects.get(library_code="peer")
    assert (line.who, line.frequency) == ("Her aunt", "each evening")
    assert "Restored from" not in client.post(address, goal).content.decode()


def test_what_the_database_itself_refuses(at: datetime) -> None:
    row = OwnTemplateFactory(number=3)
    broken: dict[str, dict[str, Any]] = {
        "own_template_version_once": {"number": 3, "retired_at": at, "retired_by": row.written_by},
        "own_template_one_in_use": {"number": 3, "version": 2},
        "own_template_retired_pair": {"retired_at": at},
        "own_template_from_one": {"target_weeks": 0},
        "own_template_says_what": {"lines": []},
    }
    held = []
    for name, values in broken.items():
        try:
            with transaction.atomic():
                OwnTemplateFactory(**{"organisation": row.organisation, "number": 4, **values})
        except IntegrityError as error:
            held += [name] if name in str(error) else []
    assert held == list(broken)
