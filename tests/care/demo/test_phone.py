"""The demo's phones: a provider that counts, a page that shows what came, and a reply that arrives as a real one would."""

import json
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import include, path
from pytest_django.live_server_helper import LiveServer

from care import urls
from care.accounts.addresses import PUBLIC
from care.demo.models import DemoText
from care.messaging import provider_token, send_sms
from care.reminders.models import Inbound
from tests.factories.demo import DemoTextFactory

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = "+14015550122"
urlpatterns = [path("demo/", include("care.demo.urls")), *urls.urlpatterns]
handler404 = urls.handler404


@pytest.fixture(autouse=True)
def demo(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The addresses of the demo, and its provider."""
    settings.ROOT_URLCONF = __name__
    settings.DEMO = True
    settings.CARE_SMS_TOKEN = ""
    opened = ("demo:phone", "demo:phone_reply", "demo:phone_messages")
    monkeypatch.setattr("care.accounts.middleware.PUBLIC", (*PUBLIC, *opened))


def hand_over(*, key: str = "one", token: str | None = None, **values: Any) -> Any:
    headers = {"Authorization": f"Bearer {provider_token() if token is None else token}", "Idempotency-Key": key}
    content = json.dumps({"to": PHONE, "from": "Care team", "body": "How are you?"} | values)
    return Client().post("/demo/phone/api/messages", content, content_type="application/json", headers=headers)


class TestTheProvider:
    def test_the_same_key_gets_the_same_answer_and_one_text(self) -> None:
        first, again = hand_over(), hand_over()
        assert (first.status_code, first.json()) == (201, again.json())
        assert DemoText.objects.count() == 1

    @pytest.mark.parametrize("token", ["", "wrong"])
    def test_nobody_else_hands_anything_over(self, token: str) -> None:
        assert hand_over(token=token).status_code == 401

    @pytest.mark.parametrize("values", [{"to": "nobody"}, {"body": ""}, {"to": None}, {"body": "a\x00b"}])
    def test_what_is_no_text(self, values: dict[str, Any]) -> None:
        assert hand_over(**values).status_code == 400

    def test_no_key(self) -> None:
        assert hand_over(key="").status_code == 400

    def test_our_own_channel_reaches_it(self, live_server: LiveServer, settings: Any) -> None:
        settings.CARE_SMS_URL = f"{live_server.url}/demo/phone/api/messages"
        reference = send_sms(to=PHONE, body="How are you?", key="one")
        assert send_sms(to=PHONE, body="How are you?", key="one") == reference
        assert str(DemoText.objects.get().uuid) == reference


def test_without_a_secret_it_takes_nothing(settings: Any) -> None:
    settings.DEMO = False
    assert hand_over(token="").status_code == 401


class TestThePage:
    def test_links_can_be_opened_and_text_stays_text(self, client: Client) -> None:
        DemoTextFactory(body="Look: http://127.0.0.1:8000/c/abc/ <b>now</b>")
        page = client.get("/demo/phone/").content.decode()
        assert '<a href="http://127.0.0.1:8000/c/abc/">' in page
        assert "&lt;b&gt;now" in page
        assert "(401) 555-0122" in page

    def test_a_reply_arrives_at_the_clinic(self, client: Client, live_server: LiveServer) -> None:
        host = live_server.url.removeprefix("http://")
        answer = client.post("/demo/phone/reply/", {"phone": PHONE, "body": "Call me"}, headers={"host": host})
        assert answer.status_code == 302
        assert Inbound.objects.get().address == PHONE
        assert DemoText.objects.get().is_reply

    @pytest.mark.parametrize("values", [{"phone": "x", "body": "a"}, {"phone": PHONE, "body": " "}])
    def test_what_cannot_be_sent_is_said(self, client: Client, values: dict[str, str]) -> None:
        assert client.post("/demo/phone/reply/", values).status_code == 422

    def test_a_clinic_that_does_not_answer_is_said(self, client: Client) -> None:
        answer = client.post("/demo/phone/reply/", {"phone": PHONE, "body": "a"}, headers={"host": "127.0.0.1:9"})
        assert answer.status_code == 422
        assert "did not take it" in answer.content.decode()


def test_outside_the_demo_there_is_no_such_page(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = "care.urls"
    assert client.get("/demo/phone/").status_code in {302, 404}
    assert client.post("/demo/phone/api/messages").status_code in {302, 401, 404}


def test_the_database_keeps_each_key_once() -> None:
    DemoTextFactory(key="one")
    with pytest.raises(IntegrityError, match="demo_text_key_once"):
        DemoTextFactory(key="one")


def test_what_was_handed_over_has_a_key() -> None:
    with pytest.raises(IntegrityError, match="demo_text_key"):
        DemoTextFactory(key="")
