"""How a partner's system signs in: a secret for a token, once over a real server with a client of OAuth's own library."""

import base64
import io
import json
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.idp.oidc.models import Token
from django.core.management import CommandError, call_command
from django.test import Client
from oauthlib.oauth2 import BackendApplicationClient

from care.accounts.models import PartnerSystem
from care.accounts.tasks import clear_sessions
from care.audit.models import AuditEvent
from patients.models import Patient
from tests.caching import forget_what_is_cached
from tests.care.api.conftest import System, token_for
from tests.factories.accounts import OAuthClientFactory, OrganisationFactory, PartnerSystemFactory
from tests.factories.consent import ConsentFactory

TOKEN = "/oauth/token/"


def basic(name: str, secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()}


def ask(partner: PartnerSystem, secret: str = "secret", **fields: str) -> Any:
    return Client().post(TOKEN, {"grant_type": "client_credentials", **fields}, headers=basic(partner.client_id, secret))


@pytest.fixture
def partner(db: None) -> PartnerSystem:
    return PartnerSystemFactory()


def test_a_secret_is_changed_for_a_token_that_ends(partner: PartnerSystem) -> None:
    answer = ask(partner)
    given = answer.json()
    assert (answer.status_code, given["token_type"], given["expires_in"]) == (200, "Bearer", 600)
    assert sorted(given["scope"].split()) == ["people.read", "plans.read"]
    assert answer["Cache-Control"] == "no-store"
    stored = Token.objects.get()
    assert given["access_token"] not in stored.hash
    assert stored.expires_at is not None
    assert stored.expires_at <= datetime.now(UTC) + timedelta(minutes=10)
    assert not answer.cookies
    assert System(partner, given["access_token"]).get("people/").status_code == 200
    assert AuditEvent.objects.filter(verb="partner.signed_in", actor_label=f"partner {partner.pk}").exists()


def test_the_secret_may_come_in_the_form(partner: PartnerSystem) -> None:
    form = {"grant_type": "client_credentials", "client_id": partner.client_id, "client_secret": "secret"}
    assert Client(enforce_csrf_checks=True).post(TOKEN, form).status_code == 200


def test_fewer_scopes_can_be_asked_for_and_no_others(partner: PartnerSystem) -> None:
    assert ask(partner, scope="people.read").json()["scope"] == "people.read"
    answer = ask(partner, scope="people.read everything.write")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")


@pytest.mark.parametrize(
    "grant", ["password", "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code", ""]
)
def test_no_other_grant_is_given(grant: str, partner: PartnerSystem) -> None:
    answer = ask(partner, grant_type=grant)
    assert answer.status_code in {400, 401}
    assert not Token.objects.exists()


def test_wrong_secrets_unknown_and_disabled_systems_get_one_answer(partner: PartnerSystem) -> None:
    disabled = PartnerSystemFactory(disabled=True)
    nobodys = OAuthClientFactory()
    answers = [
        ask(partner, "wrong"),
        ask(disabled),
        Client().post(TOKEN, {"grant_type": "client_credentials"}, headers=basic(nobodys.id, "secret")),
        Client().post(TOKEN, {"grant_type": "client_credentials"}, headers=basic("no-such-client", "secret")),
        Client().post(TOKEN, {"grant_type": "client_credentials", "client_id": "a\x00b", "client_secret": "x"}),
        Client().post(TOKEN, {"grant_type": "client_credentials"}),
    ]
    assert {(answer.status_code, answer.json()["error"]) for answer in answers} == {(401, "invalid_client")}
    assert not Token.objects.exists()
    assert AuditEvent.objects.filter(verb="partner.sign_in_failed").count() == len(answers)


def test_trying_secrets_is_slow(partner: PartnerSystem, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    forget_what_is_cached()
    answers = [ask(partner, "wrong").status_code for _ in range(21)]
    assert answers == [401] * 20 + [429]
    refused = ask(partner)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0


def test_only_posts_are_taken(partner: PartnerSystem) -> None:
    assert Client().get(TOKEN).status_code == 405


def test_the_token_of_a_person_is_no_systems(partner: PartnerSystem, mari: Patient) -> None:
    value = token_for(partner)
    Token.objects.update(user=mari.registered_by)
    assert System(partner, value).get("people/").status_code == 401


def made(*arguments: str) -> dict[str, str]:
    out = io.StringIO()
    call_command("create_partner", *arguments, stdout=out)
    return dict(line.split("=", 1) for line in out.getvalue().splitlines() if "=" in line)


def test_the_command_makes_a_system_and_another_ends_it(db: None) -> None:
    OrganisationFactory(name="Eastside Primary Care")
    given = made("--organisation", "Eastside Primary Care", "--name", "Referral desk")
    partner = PartnerSystem.objects.get(client_id=given["client_id"])
    assert (partner.name, partner.purposes, partner.made_by_job) == ("Referral desk", ["TREAT"], "create_partner")
    assert given["client_secret"] not in partner.client.secret
    token = ask(partner, given["client_secret"]).json()["access_token"]
    assert System(partner, token).get("people/").status_code == 200
    call_command("disable_partner", given["client_id"], "--reason", "Contract ended", stdout=io.StringIO())
    assert System(partner, token).get("people/").status_code == 401
    assert ask(partner, given["client_secret"]).status_code == 401
    with pytest.raises(CommandError):
        call_command("disable_partner", given["client_id"], "--reason", "Again")


def test_the_command_refuses_what_it_does_not_know(db: None) -> None:
    with pytest.raises(CommandError, match="--new"):
        made("--organisation", "Nowhere", "--name", "Desk")
    made("--organisation", "Nowhere", "--name", "Desk", "--new", "--scopes", "people.read", "--purposes", "TREAT", "CAREMGT")
    with pytest.raises(CommandError, match="already"):
        made("--organisation", "nowhere", "--name", "desk")


@pytest.mark.django_db(transaction=True)
def test_a_real_client_reads_a_plan_from_a_real_server(live_server: Any, somebody: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the library's own word for a server on this machine
    partner = PartnerSystemFactory()
    patient = somebody()
    ConsentFactory(patient=patient, recipient=partner.organisation)
    client = BackendApplicationClient(client_id=partner.client_id)

    def send(path: str, data: str | None = None, headers: dict[str, str] | None = None) -> tuple[int, Any, Any]:
        request = urllib.request.Request(live_server.url + path, data=data.encode() if data else None, headers=headers or {})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()

    sent = client.prepare_request_body(include_client_id=False)
    form = {"Content-Type": "application/x-www-form-urlencoded"} | basic(partner.client_id, "secret")
    _, _, text = send(TOKEN, sent, form)
    client.parse_request_body_response(text)
    uri, headers, _ = client.add_token(f"/api/v1/people/{patient.uuid}/plan/")
    status, answered, text = send(uri, headers=headers)
    assert (status, json.loads(text)["data"]["goals"][0]["status"]) == (200, "active")
    assert answered["X-Part2-Notice"].startswith("42 CFR part 2 prohibits unauthorized use")


def test_ended_tokens_are_cleared_and_others_stay(partner: PartnerSystem) -> None:
    token_for(partner, lives=timedelta(seconds=-1))
    token_for(partner)
    clear_sessions()
    assert Token.objects.count() == 1
