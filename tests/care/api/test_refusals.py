"""What a partner's system is told when it may not, cannot, or asks for nobody. A refusal is the same whoever was asked for."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import orjson
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from care.access.models import Disclosure
from care.actor import Role
from care.audit.models import AuditEvent
from care.consent.models import Consent
from care.lib.paging import encode_cursor
from patients.models import Patient
from tests.caching import forget_what_is_cached
from tests.care.api.conftest import System, plan_of, token_for
from tests.factories.accounts import PartnerSystemFactory, sign_in, staff_with
from tests.factories.consent import ConsentFactory, RestrictionRequestFactory

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def told(answer: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    """The whole answer but for its date and its number."""
    headers = {name: value for name, value in answer.headers.items() if name not in {"X-Request-ID", "Date"}}
    return answer.status_code, answer.content, headers


def said(answer: HttpResponse, status: int) -> Any:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == PROBLEM
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Request-ID"]
    problem = orjson.loads(answer.content)
    assert (problem["status"], problem["type"].startswith("urn:"), bool(problem["title"])) == (status, True, True)
    return problem


@pytest.fixture
def _clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what counts the seconds of a window says the same twice."""
    now = datetime.now(UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


HIDDEN: dict[str, dict[str, Any] | None] = {
    "nobody ever asked": None,
    "taken back": {"revoked": True},
    "ended": {"expired": True},
    "for another purpose": {"purposes": ["CAREMGT"]},
    "over something else": {"categories": ["harm_reduction"]},
    "for another recipient": {"recipient": "another"},
}
KEPT: dict[str, dict[str, Any]] = {
    "kept from everybody of its kind": {},
    "kept from this organization": {"recipient": "eastside"},
    "ended by the program, and the notice runs": {"ended": True, "ended_for": "program", "told_on": NOON.date()},
}


@pytest.mark.usefixtures("_clock_stands")
@pytest.mark.parametrize("why", [*HIDDEN, "died", "with a system whose consent is another organization's"])
def test_may_not_see_and_does_not_exist_are_one_answer(why: str, eastside: System, somebody: Any) -> None:
    patient = somebody(**({"died": True} if why == "died" else {}))
    consent = HIDDEN.get(why, {})
    if consent is not None:
        given = dict(consent)
        recipient = eastside.partner.organisation if given.pop("recipient", "") == "" else PartnerSystemFactory().organisation
        ConsentFactory(patient=patient, recipient=recipient, **given)
    if why == "with a system whose consent is another organization's":
        Consent.objects.all().update(recipient=PartnerSystemFactory().organisation)
    pairs = [
        (f"people/{patient.uuid}/", f"people/{uuid4()}/"),
        (f"people/{patient.uuid}/plan/", f"people/{uuid4()}/plan/"),
        (f"plans/{plan_of(patient).uuid}/", f"plans/{uuid4()}/"),
    ]
    for there, nowhere in pairs:
        answers, queries = [], []
        for path in (there, nowhere):
            forget_what_is_cached()
            with CaptureQueriesContext(connection) as captured:
                answers.append(told(eastside.get(path)))
            queries.append(len(captured))
        assert answers[0] == answers[1], path
        assert answers[0][0] == 404
        assert queries[0] == queries[1], path
    for what in ("people", "plans"):
        assert eastside.get(f"{what}/").json()["data"] == []
    assert not Disclosure.objects.exists()
    assert AuditEvent.objects.filter(kind="refusal", reason="NO_VALID_CONSENT", actor_kind="partner").count() == 6


@pytest.mark.usefixtures("_clock_stands")
@pytest.mark.parametrize("why", KEPT)
def test_kept_and_does_not_exist_are_one_answer(why: str, eastside: System, mari: Patient) -> None:
    given = dict(KEPT[why])
    if given.pop("recipient", ""):
        given["recipient"] = eastside.partner.organisation
    if given.get("ended"):
        given["counts_until"] = datetime.now(UTC) + timedelta(days=1)
    for what in ("people", "plans"):
        assert len(eastside.get(f"{what}/").json()["data"]) == 1
    before = Disclosure.objects.count()
    RestrictionRequestFactory(patient=mari, categories=["demographics", "general", "sud"], **given)
    for there, nowhere in (
        (f"people/{mari.uuid}/", f"people/{uuid4()}/"),
        (f"people/{mari.uuid}/plan/", f"people/{uuid4()}/plan/"),
        (f"plans/{plan_of(mari).uuid}/", f"plans/{uuid4()}/"),
    ):
        answers, queries = [], []
        for path in (there, nowhere):
            forget_what_is_cached()
            with CaptureQueriesContext(connection) as captured:
                answers.append(told(eastside.get(path)))
            queries.append(len(captured))
        assert answers[0] == answers[1], there
        assert answers[0][0] == 404
        assert queries[0] == queries[1], there
    for what in ("people", "plans"):
        assert eastside.get(f"{what}/").json()["data"] == []
    assert Disclosure.objects.count() == before
    assert AuditEvent.objects.filter(kind="refusal", reason="RESTRICTED", actor_kind="partner").count() == 3


def test_taking_back_counts_at_the_next_request(eastside: System, mari: Patient) -> None:
    assert eastside.get(f"people/{mari.uuid}/plan/").status_code == 200
    Consent.objects.update(state="revoked", revoked_at=datetime.now(UTC), revoked_by=mari.registered_by, revoke_reason="asked")
    said(eastside.get(f"people/{mari.uuid}/plan/"), 404)


@pytest.mark.parametrize(
    ("header", "error"),
    [("", ""), ("Bearer", "invalid_token"), ("Bearer ", "invalid_token"), ("Bearer no-such-token", "invalid_token"),
     ("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "invalid_token"), ("Basic YTpi", "invalid_token"),
     ("Bearer ü", "invalid_token"), ("Bearer a b c", "invalid_token")],
)  # fmt: skip
def test_without_a_good_token_nothing_is_said(header: str, error: str, eastside: System, mari: Patient) -> None:
    answer = Client().get(f"/api/v1/people/{mari.uuid}/", headers={"Authorization": header} if header else {})
    said(answer, 401)
    assert answer["WWW-Authenticate"].startswith("Bearer ")
    assert ("invalid_token" in answer["WWW-Authenticate"]) == bool(error)


def test_a_token_ends(eastside: System, mari: Patient) -> None:
    eastside.token = token_for(eastside.partner, lives=timedelta(seconds=-1))
    said(eastside.get(f"people/{mari.uuid}/"), 401)


def test_a_disabled_system_is_refused_at_its_next_request(eastside: System, mari: Patient, at: datetime) -> None:
    assert eastside.get("people/").status_code == 200
    eastside.partner.disabled_at, eastside.partner.disabled_by_job, eastside.partner.disabled_reason = at, "x", "ended"
    eastside.partner.save()
    said(eastside.get("people/"), 401)


def test_a_token_in_the_address_is_not_taken(eastside: System, mari: Patient) -> None:
    said(Client().get(f"/api/v1/people/?access_token={eastside.token}"), 401)
    said(eastside.get(f"people/?access_token={eastside.token}"), 401)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PRESCRIBER])
def test_a_session_opens_nothing(role: Role, eastside: System, mari: Patient) -> None:
    client = sign_in(Client(), staff_with(role, organisation=mari.organisation))
    for path in ("people/", f"people/{mari.uuid}/", f"people/{mari.uuid}/plan/", "plans/"):
        said(client.get(f"/api/v1/{path}"), 401)


@pytest.mark.parametrize(("scopes", "path"), [(("plans.read",), "people/"), (("people.read",), "plans/"), ((), "people/")])
def test_a_scope_that_is_missing_is_named(scopes: tuple[str, ...], path: str, eastside: System, mari: Patient) -> None:
    eastside.token = token_for(eastside.partner, scopes=scopes)
    answer = eastside.get(path)
    assert said(answer, 403)["detail"] == f"This needs the scope {path.strip('/')}.read."
    assert 'error="insufficient_scope"' in answer["WWW-Authenticate"]
    assert AuditEvent.objects.latest("pk").reason == "SCOPE"


def test_with_the_scope_for_plans_alone_a_plan_names_nobody(eastside: System, mari: Patient) -> None:
    eastside.token = token_for(eastside.partner, scopes=("plans.read",))
    answer = eastside.get(f"people/{mari.uuid}/plan/")
    assert answer.status_code == 200
    assert b"Marisol" not in answer.content
    assert mari.birth_date.isoformat().encode() not in answer.content


def test_a_purpose_is_one_of_the_words_and_one_of_the_systems(eastside: System, mari: Patient) -> None:
    assert "X-Purpose-Of-Use" in said(eastside.get("people/", X_Purpose_Of_Use="curiosity"), 400)["detail"]
    assert "HRESCH" in said(eastside.get(f"people/{mari.uuid}/", X_Purpose_Of_Use="HRESCH"), 403)["detail"]
    assert AuditEvent.objects.latest("pk").reason == "PURPOSE"
    eastside.partner.purposes = ["TREAT", "CAREMGT", "HPAYMT"]
    eastside.partner.save()
    assert eastside.get(f"people/{mari.uuid}/", X_Purpose_Of_Use="TREAT").status_code == 200
    said(eastside.get(f"people/{mari.uuid}/", X_Purpose_Of_Use="CAREMGT"), 404)
    said(eastside.get(f"people/{mari.uuid}/", X_Purpose_Of_Use="HPAYMT"), 404)


@pytest.mark.parametrize(
    "query",
    [
        "cursor=nonsense", "cursor=%00", "cursor=bm9uc2Vuc2U", f"cursor={encode_cursor(NOON, -1)}",
        f"cursor={encode_cursor(NOON, 2**63)}", "limit=0", "limit=101", "limit=x", "limit=-1", "limit=%C2%B2",
        "updated_since=yesterday", "updated_since=2026-11-23", "updated_since=2026-11-23T15:50:00", "updated_sinse=x", "q=mari",
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_said(query: str, eastside: System) -> None:
    for what in ("people", "plans"):
        assert said(eastside.get(f"{what}/?{query}"), 400)["detail"]


@pytest.mark.parametrize("path", ["", "v1/", "v1/people", "v1/people/not-a-number/", "v2/people/", "../admin/", "v1/plans/x"])
def test_unknown_addresses_are_problems_too(path: str, eastside: System) -> None:
    for client in (eastside.client, Client(enforce_csrf_checks=True)):
        said(client.get(f"/api/{path}"), 404)
        said(client.post(f"/api/{path}", {}), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_nothing_is_written_here(method: str, eastside: System, mari: Patient) -> None:
    for path in ("people/", f"people/{mari.uuid}/", f"plans/{plan_of(mari).uuid}/"):
        answer = getattr(eastside.client, method)(f"/api/v1/{path}", headers={"Authorization": f"Bearer {eastside.token}"})
        said(answer, 405)


def test_only_json_is_spoken(eastside: System) -> None:
    said(eastside.get("people/", Accept="text/html"), 406)
    assert eastside.get("people/", Accept="application/json").status_code == 200


@pytest.mark.usefixtures("_clock_stands")
def test_too_many_requests_wait(eastside: System, settings: Any) -> None:
    settings.CARE_PARTNER_REQUESTS = 3
    forget_what_is_cached()
    answers = [eastside.get("people/") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    said(answers[3], 429)
    assert 0 < int(answers[3]["Retry-After"]) <= 60
    assert answers[3]["RateLimit"].startswith('"partner";r=0;t=')
    other = PartnerSystemFactory()
    assert System(other, token_for(other)).get("people/").status_code == 200


def test_a_fault_gives_nothing_and_says_nothing(
    eastside: System, mari: Patient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("Marisol Vega")

    monkeypatch.setattr("care.access.gate.disclose", broken)
    answer = eastside.get(f"people/{mari.uuid}/")
    said(answer, 500)
    assert b"Vega" not in answer.content
    assert "an endpoint failed" in caplog.text


def test_a_cache_that_is_away_stops_nobody(eastside: System, settings: Any) -> None:
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    assert eastside.get("people/").status_code == 200
