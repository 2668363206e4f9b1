"""What a partner's system reads: people and plans, with notice, scope and accounting."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from care.access.models import Disclosure
from care.audit.models import AuditEvent
from care.consent.models import Consent
from patients.models import Patient
from tests.care.api.conftest import System, plan_of, token_for
from tests.factories.accounts import PartnerSystemFactory
from tests.factories.consent import ConsentFactory
from tests.factories.patients import PatientFactory
from tests.factories.regimens import MedicationFactory, MedicationOrderFactory
from tests.factories.treatment_plans import GoalFactory, InterventionFactory, PlanFactory
from treatment_plans.models import Plan

pytestmark = pytest.mark.django_db
NOTICE = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


def body(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_person_with_notice_scope_and_accounting(eastside: System, mari: Patient) -> None:
    answer = eastside.get(f"people/{mari.uuid}/")
    data = body(answer)["data"]
    assert data["name"] == {"display": "Marisol Vega", "given": "Marisol", "family": "Vega", "chosen": None}
    assert (data["pronouns"], data["birth_date"], data["language"]) == ("she/her", "1988-03-14", "en")
    assert data["allergies"]["items"][0]["substance"] == "Penicillin"
    assert data["program"]["name"] == mari.organisation.name
    consent = Consent.objects.get()
    assert data["consent"]["id"] == str(consent.uuid)
    assert data["consent"]["categories"] == ["demographics", "general", "sud"]
    assert body(answer)["notice"] == {"version": "2.32-2024-short", "text": NOTICE}
    assert answer["X-Part2-Notice"] == NOTICE
    assert answer["X-Consent-Scope"].startswith(
        f"id={consent.uuid}; purposes=TREAT; categories=demographics general sud; expires="
    )
    assert answer["Cache-Control"] == "no-store"
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies
    row = Disclosure.objects.get()
    assert (row.resource, row.uuids, row.recipient_id) == ("person", [mari.uuid], eastside.partner.organisation_id)
    assert row.request_id == answer["X-Request-ID"]
    assert AuditEvent.objects.filter(kind="disclosure", request_id=row.request_id, patient_ids=[mari.pk]).exists()


def test_the_plan_in_force_is_whole(eastside: System, mari: Patient) -> None:
    by_person = eastside.get(f"people/{mari.uuid}/plan/")
    data = body(by_person)["data"]
    assert data["person"] == str(mari.uuid)
    assert (data["status"], data["version"]) == ("active", 1)
    assert data["goals"][0]["own_words"].startswith("Keep my apartment")
    assert data["goals"][0]["interventions"][0]["title"] == "Letter to the landlord"
    order = data["medication"][0]
    assert order["dose"] == {"amount": "40", "unit": "mg"}
    assert (order["route"], order["frequency"], order["phase"]) == ("oral", "daily", "maintenance")
    assert data["care_team"][0]["is_lead"] is True
    assert data["allergies"]["items"][0]["substance"] == "Penicillin"
    assert body(eastside.get(f"plans/{plan_of(mari).uuid}/")) == body(by_person)
    assert set(Disclosure.objects.values_list("resource", flat=True)) == {"plan"}


def test_only_confirmed_codes_leave(eastside: System, mari: Patient) -> None:
    MedicationFactory(code="guess", substance="guess", rxcui="999", rxcui_flag="known", rxcui_source="somewhere")
    order = MedicationOrderFactory(patient=mari, medication=MedicationFactory(code="guess"), active=True)
    data = body(eastside.get(f"people/{mari.uuid}/plan/"))["data"]
    codes = {line["id"]: line["codes"] for line in data["medication"]}
    assert [code["system"] for code in codes[str(order.uuid)]] == ["urn:throughline:medication"]


def test_what_the_consent_does_not_name_is_left_out(eastside: System, mari: Patient) -> None:
    Consent.objects.update(categories=["demographics", "sud"])
    assert body(eastside.get(f"people/{mari.uuid}/"))["data"]["allergies"] is None
    assert body(eastside.get(f"people/{mari.uuid}/plan/"))["data"]["allergies"] is None
    assert [row.categories for row in Disclosure.objects.order_by("pk")] == [["demographics"], ["sud"]]


def test_a_version_that_has_ended_says_so_and_brings_no_medication(eastside: System, mari: Patient) -> None:
    Plan.objects.filter(patient=mari).update(version=2)
    earlier = PlanFactory(patient=mari, version=1, superseded=True)
    data = body(eastside.get(f"plans/{earlier.uuid}/"))["data"]
    assert (data["status"], data["end_reason"], data["medication"], data["care_team"]) == ("revoked", "superseded", None, None)


def test_a_draft_is_nobody_elses(eastside: System, mari: Patient) -> None:
    draft = PlanFactory(patient=mari, version=2)
    assert eastside.get(f"plans/{draft.uuid}/").status_code == 404


def test_nothing_has_changed_is_an_answer_too(eastside: System, mari: Patient) -> None:
    first = eastside.get(f"people/{mari.uuid}/plan/")
    again = eastside.get(f"people/{mari.uuid}/plan/", If_None_Match=first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["X-Part2-Notice"] == NOTICE
    assert list(Disclosure.objects.order_by("pk").values_list("outcome", flat=True)) == ["given", "unchanged"]
    for known in (f"W/{first['ETag']}", f'"x", {first["ETag"]}', "*"):
        assert eastside.get(f"people/{mari.uuid}/plan/", If_None_Match=known).status_code == 304
    Plan.objects.filter(patient=mari).update(review_due_on="2031-01-05")
    changed = eastside.get(f"people/{mari.uuid}/plan/", If_None_Match=first["ETag"])
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_lists_hold_whom_a_consent_names_page_by_page(eastside: System, mari: Patient, somebody: Any) -> None:
    people = [mari] + [somebody() for _ in range(4)]
    for person in people[1:]:
        ConsentFactory(patient=person, recipient=eastside.partner.organisation)
    somebody()
    ConsentFactory(patient=somebody(), recipient=eastside.partner.organisation, revoked=True)
    ConsentFactory(patient=somebody(), recipient=eastside.partner.organisation, expired=True)
    ConsentFactory(patient=somebody(died=True), recipient=eastside.partner.organisation)
    for what, wanted in (("people", [str(one.uuid) for one in people]), ("plans", [str(plan_of(one).uuid) for one in people])):
        before = Disclosure.objects.count()
        seen, address = [], f"/api/v1/{what}/?limit=2"
        pages = 0
        while address:
            page = body(eastside.get(address))
            assert page["notice"]["text"] == NOTICE
            assert len(page["data"]) <= 2
            seen += [row["id"] for row in page["data"]]
            assert all(row["consent"]["purposes"] == ["TREAT"] for row in page["data"])
            address, pages = page["next"], pages + 1
        assert (seen, pages) == (wanted, 3)
        assert Disclosure.objects.count() - before == 5


def test_an_empty_list_is_on_record_as_well(eastside: System) -> None:
    answer = eastside.get("people/")
    assert body(answer)["data"] == []
    assert body(answer)["notice"]["text"] == NOTICE
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.patient_ids, event.actor_kind) == ("list.person", [], "partner")


def since(moment: datetime) -> str:
    return f"?updated_since={moment.astimezone(UTC).strftime('%Y-%m-%dT%H:%M:%S.%f')}Z"


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("people", lambda mari: Patient.objects.filter(pk=mari.pk).update(pronouns="they/them")),
        ("people", lambda mari: mari.allergies.update(reaction="rash")),
        ("people", lambda mari: Consent.objects.update(recorded_at=datetime.now(UTC))),
        ("plans", lambda mari: Plan.objects.filter(patient=mari).update(level_of_care="1.5")),
        ("plans", lambda mari: MedicationOrderFactory(patient=mari, medication=MedicationFactory(code="x", substance="x"))),
        ("plans", lambda mari: mari.allergies.update(reaction="rash")),
        ("plans", lambda mari: Consent.objects.update(recorded_at=datetime.now(UTC))),
    ],
)
def test_what_is_new_since_a_moment(what: str, change: Any, eastside: System, mari: Patient) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment = cursor.fetchone()[0]
    assert body(eastside.get(f"{what}/{since(moment)}"))["data"] == []
    change(mari)
    assert len(body(eastside.get(f"{what}/{since(moment)}"))["data"]) == 1
    assert body(eastside.get(f"{what}/{since(moment + timedelta(hours=1))}"))["data"] == []


def test_who_asks_again_from_as_of_misses_nothing(eastside: System, mari: Patient) -> None:
    page = body(eastside.get("people/?limit=1"))
    assert datetime.fromisoformat(page["as_of"]) <= datetime.now(UTC) - timedelta(seconds=60)
    Patient.objects.filter(pk=mari.pk).update(pronouns="they/them")
    again = body(eastside.get(f"people/?updated_since={page['as_of']}"))
    assert [row["pronouns"] for row in again["data"]] == ["they/them"]


def queries_of(eastside: System, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        body(eastside.get(path))
    return len(queries)


def test_a_plan_takes_as_many_queries_with_one_goal_as_with_fifty(eastside: System, mari: Patient) -> None:
    path = f"people/{mari.uuid}/plan/"
    one = queries_of(eastside, path)
    for _ in range(49):
        InterventionFactory(goal=GoalFactory(plan=plan_of(mari)))
    assert queries_of(eastside, path) == one
    assert len(body(eastside.get(path))["data"]["goals"]) == 50


@pytest.mark.parametrize("what", ["people", "plans"])
def test_a_list_takes_as_many_queries_with_one_person_as_with_twenty(
    what: str, eastside: System, mari: Patient, somebody: Any
) -> None:
    one = queries_of(eastside, f"{what}/")
    for _ in range(19):
        ConsentFactory(patient=somebody(), recipient=eastside.partner.organisation)
    Consent.objects.update(organisation=mari.organisation)
    Patient.objects.update(organisation=mari.organisation)
    Plan.objects.update(organisation=mari.organisation)
    page = body(eastside.get(f"{what}/"))
    assert len(page["data"]) == 20
    assert queries_of(eastside, f"{what}/") == one


def test_a_session_is_not_looked_at_and_none_is_made(eastside: System, mari: Patient) -> None:
    with CaptureQueriesContext(connection) as queries:
        eastside.get(f"people/{mari.uuid}/")
    assert not [query for query in queries if "session" in query["sql"].lower()]


def test_tokens_of_two_systems_of_one_organization_are_told_apart(eastside: System, mari: Patient) -> None:
    other = PartnerSystemFactory(organisation=eastside.partner.organisation, name="Second desk")
    body(System(other, token_for(other)).get(f"people/{mari.uuid}/"))
    assert Disclosure.objects.get().partner_id == other.pk


def test_who_has_no_plan_in_force_has_no_plan_here(eastside: System) -> None:
    jay = PatientFactory()
    ConsentFactory(patient=jay, recipient=eastside.partner.organisation)
    assert eastside.get(f"people/{jay.uuid}/").status_code == 200
    assert eastside.get(f"people/{jay.uuid}/plan/").status_code == 404
