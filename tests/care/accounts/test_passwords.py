"""Forgotten and changed passwords: no way past the second factor, no word about who exists, every session ends."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from care.accounts import tasks
from care.actor import Role
from care.audit.models import AuditEvent
from tests.factories.accounts import PASSWORD, StaffFactory, UserFactory, staff_with

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"
RESET = "/account/password/reset/"
NEW = "a wholly new long password"


@pytest.fixture
def amara():
    staff = staff_with(Role.COORDINATOR)
    TOTP.activate(staff.user, generate_totp_secret())
    return staff


def link_in(message) -> str:
    return re.search(r"http://testserver(/\S+)", message.body).group(1)


def reset(client: Client, link: str, password: str = NEW):
    page = client.get(link)
    return (
        client.post(page.headers["Location"], {"password1": password, "password2": password}) if page.status_code == 302 else page
    )


def ask(client: Client, email: str):
    return client.post(RESET, {"email": email})


def test_a_link_comes_by_mail_and_sets_a_new_password(client: Client, amara) -> None:
    ask(client, amara.user.email)
    [message] = mail.outbox
    assert message.to == [amara.user.email]
    assert "treat" not in message.body.lower()
    reset(client, link_in(message))
    amara.user.refresh_from_db()
    assert amara.user.check_password(NEW)
    assert AuditEvent.objects.get(verb="password.changed").detail == {"user": amara.user_id, "sessions": 0}
    assert "changed through a reset link" in mail.outbox[1].body


def test_a_reset_signs_nobody_in_and_the_second_factor_is_still_asked(client: Client, amara) -> None:
    ask(client, amara.user.email)
    answer = reset(client, link_in(mail.outbox[0]))
    assert answer.headers["Location"] == "/account/password/reset/key/done/"
    assert "_auth_user_id" not in client.session
    assert client.get("/account/password/reset/key/done/").status_code == 200
    assert client.post(LOGIN, {"login": amara.user.email, "password": NEW}).headers["Location"] == "/account/2fa/authenticate/"
    assert "_auth_user_id" not in client.session


def test_a_link_works_once(client: Client, amara) -> None:
    ask(client, amara.user.email)
    link = link_in(mail.outbox[0])
    reset(client, link)
    answer = Client().get(link)
    assert answer.status_code == 200
    assert b'name="password1"' not in answer.content


def test_a_link_gets_old(client: Client, amara, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(client, amara.user.email)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert Client().get(link_in(mail.outbox[0])).status_code == 200


@pytest.mark.parametrize("who", ["known", "unknown", "disabled"])
def test_the_page_says_the_same_to_everybody(client: Client, amara, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict] = []
    monkeypatch.setattr(tasks.send_reset_link, "delay", lambda **given: asked.append(given))
    email = {
        "known": amara.user.email,
        "unknown": "nobody@harbor.example",
        "disabled": StaffFactory(user=UserFactory(disabled=True)).user.email,
    }[who]
    answer = ask(client, email)
    assert answer.headers["Location"] == "/account/password/reset/done/"
    assert email not in client.get("/account/password/reset/done/").content.decode()
    assert len(asked) == 1  # the same work for everybody: the worker sends, or does not
    assert (asked[0]["user_id"] is None) is (who != "known")


@pytest.mark.parametrize("who", ["unknown", "disabled"])
def test_nobody_gets_a_mail_who_may_not_sign_in(client: Client, who: str) -> None:
    ask(client, "nobody@harbor.example" if who == "unknown" else StaffFactory(user=UserFactory(disabled=True)).user.email)
    assert mail.outbox == []


def test_asking_is_told_without_the_address(client: Client, amara) -> None:
    ask(client, amara.user.email)
    event = AuditEvent.objects.get(verb="password.reset_asked")
    assert event.user_id is None
    assert list(event.detail) == ["login"]
    assert "harbor" not in event.detail["login"]


def test_asking_again_and_again_is_refused(client: Client, amara) -> None:
    answers = [ask(client, amara.user.email).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]


def test_a_reset_ends_every_session(client: Client, amara) -> None:
    sessions = [Client(), Client()]
    amara.user.authenticator_set.all().delete()
    for browser in sessions:
        browser.post(LOGIN, {"login": amara.user.email, "password": PASSWORD})
    assert UserSession.objects.count() == 2
    ask(client, amara.user.email)
    reset(client, link_in(mail.outbox[0]))
    assert not UserSession.objects.exists()
    for browser in sessions:
        assert browser.get("/account/profile/").headers["Location"].startswith(LOGIN)


def test_a_reset_in_a_signed_in_browser_signs_it_out(client: Client, amara, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    amara.user.authenticator_set.all().delete()
    client.post(LOGIN, {"login": amara.user.email, "password": PASSWORD})
    ask(client, amara.user.email)
    reset(client, link_in(mail.outbox[0]))
    assert client.get("/account/profile/").headers["Location"].startswith(LOGIN)


@pytest.mark.parametrize("password", ["short", "password1234", "Person0000Person"])
def test_a_weak_password_is_refused(client: Client, password: str) -> None:
    amara = staff_with(Role.NURSE, user=UserFactory(name="Person0000Person"))
    ask(client, amara.user.email)
    answer = reset(client, link_in(mail.outbox[0]), password)
    assert answer.status_code == 200
    amara.user.refresh_from_db()
    assert amara.user.check_password(PASSWORD)


def test_a_change_asks_for_the_present_one_and_ends_every_session(client: Client, amara, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    amara.user.authenticator_set.all().delete()
    other = Client()
    for browser in (client, other):
        browser.post(LOGIN, {"login": amara.user.email, "password": PASSWORD})
    change = {"oldpassword": "not mine", "password1": NEW, "password2": NEW}
    assert b"This is not your present password." in client.post("/account/password/change/", change).content
    client.post("/account/password/change/", change | {"oldpassword": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert other.get("/account/profile/").headers["Location"].startswith(LOGIN)
    assert AuditEvent.objects.get(verb="password.changed").user_id == amara.user_id
    assert "password of your work account was changed" in mail.outbox[-1].body


def test_a_notice_tells_when_in_the_owners_zone(client: Client, amara) -> None:
    amara.user.zone = "America/Denver"
    amara.user.save()
    tasks.send_notice(
        template="account/email/password_changed",
        user_id=amara.user_id,
        at="2026-11-23T15:50:00+00:00",
        ip="203.0.113.9",
        user_agent="A browser",
    )
    assert "8:50 am MST" in mail.outbox[0].body
    assert "203.0.113.9" in mail.outbox[0].body


def test_no_other_mail_is_sent_in_this_way() -> None:
    staff = staff_with(Role.NURSE)
    with pytest.raises(ValueError, match="no such notice"):
        tasks.send_notice(
            template="account/email/other", user_id=staff.user_id, at="2026-11-23T15:50:00+00:00", ip="", user_agent=""
        )
    tasks.send_notice(template="account/email/password_changed", user_id=-1, at="2026-11-23T15:50:00+00:00", ip="", user_agent="")
    assert mail.outbox == []
