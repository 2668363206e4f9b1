"""Signing in: e-mail and password, an authenticator app, recovery codes; throttled, and silent about who exists."""

import time

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.test import Client, RequestFactory
from django.urls import reverse

from care.accounts.adapter import AccountAdapter
from care.actor import Role
from care.audit.models import AuditEvent
from tests.factories.accounts import PASSWORD, StaffFactory, UserFactory, staff_with

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"
SECOND = "/account/2fa/authenticate/"


def password_sign_in(client: Client, email: str, password: str = PASSWORD, **extra: str):
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def code_of(secret: str) -> str:
    """What the app on the phone shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_app(staff) -> str:
    secret = generate_totp_secret()
    TOTP.activate(staff.user, secret)
    return secret


def signs() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.filter(kind="sign_in").order_by("id").values_list("verb", "reason"))


@pytest.fixture
def amara():
    return staff_with(Role.NURSE)


def test_a_password_and_an_app_open_the_door(client: Client, amara) -> None:
    secret = with_app(amara)
    answer = password_sign_in(client, amara.user.email)
    assert answer.headers["Location"] == SECOND
    assert "_auth_user_id" not in client.session
    answer = client.post(SECOND, {"code": code_of(secret)})
    assert answer.headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(amara.user.pk)
    event = AuditEvent.objects.get(verb="sign_in.succeeded")
    assert event.user_id == amara.user_id
    assert event.detail == {"methods": ["password", "totp"]}


def test_without_the_second_step_nothing_opens(client: Client, amara) -> None:
    with_app(amara)
    password_sign_in(client, amara.user.email)
    assert client.get("/account/profile/").headers["Location"] == f"{LOGIN}?next=/account/profile/"


def test_a_wrong_code_is_refused_and_told_to_the_audit(client: Client, amara) -> None:
    secret = with_app(amara)
    password_sign_in(client, amara.user.email)
    wrong = f"{(int(code_of(secret)) + 1) % 1_000_000:06}"
    answer = client.post(SECOND, {"code": wrong})
    assert "_auth_user_id" not in client.session
    assert b"This did not work" in answer.content
    assert signs() == [("sign_in.failed", "SECOND_FACTOR")]


def test_a_code_works_once(client: Client, amara) -> None:
    secret = with_app(amara)
    code = code_of(secret)
    password_sign_in(client, amara.user.email)
    client.post(SECOND, {"code": code})
    other = Client()
    password_sign_in(other, amara.user.email)
    other.post(SECOND, {"code": code})
    assert "_auth_user_id" not in other.session


def test_five_wrong_codes_close_the_second_step_for_the_right_one_too(client: Client, amara) -> None:
    secret = with_app(amara)
    password_sign_in(client, amara.user.email)
    for _ in range(5):
        client.post(SECOND, {"code": "000000"})
    answer = client.post(SECOND, {"code": code_of(secret)})
    assert "_auth_user_id" not in client.session
    assert b"Too many tries" in answer.content


def test_a_recovery_code_opens_once(client: Client, amara) -> None:
    with_app(amara)
    code = RecoveryCodes.activate(amara.user).get_unused_codes()[0]
    for browser, opens in ((client, True), (Client(), False)):
        password_sign_in(browser, amara.user.email)
        browser.post(SECOND, {"code": code})
        assert ("_auth_user_id" in browser.session) is opens


def test_secrets_of_second_factors_lie_encrypted(amara) -> None:
    secret = with_app(amara)
    RecoveryCodes.activate(amara.user)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert stored.count("gAAAA") == 2


def test_a_new_session_begins_under_a_new_key(client: Client, amara) -> None:
    client.get(LOGIN)
    session = client.session
    session["before"] = "sign-in"
    session.save()
    before = client.session.session_key
    password_sign_in(client, amara.user.email)
    assert client.session["_auth_user_id"] == str(amara.user.pk)
    assert client.session.session_key != before
    assert UserSession.objects.get().session_key == client.session.session_key


@pytest.mark.parametrize("who", ["unknown", "wrong password", "disabled"])
def test_nobody_learns_who_has_an_account(client: Client, amara, who: str) -> None:
    email, password = {
        "unknown": ("nobody@harbor.example", PASSWORD),
        "wrong password": (amara.user.email, "something else entirely"),
        "disabled": (StaffFactory(user=UserFactory(disabled=True)).user.email, PASSWORD),
    }[who]
    answer = password_sign_in(client, email, password)
    assert answer.status_code == 200
    assert b"Check both, or reset your password." in answer.content
    assert "_auth_user_id" not in client.session


def test_a_failure_is_told_without_the_address(client: Client, amara) -> None:
    password_sign_in(client, amara.user.email, "something else entirely")
    password_sign_in(client, amara.user.email.upper(), "something else entirely")
    password_sign_in(client, "nobody@harbor.example", "something else entirely")
    events = list(AuditEvent.objects.filter(verb="sign_in.failed").order_by("id"))
    assert len({event.detail["login"] for event in events}) == 2
    assert events[0].detail == events[1].detail
    assert "harbor" not in str([event.detail for event in events])
    assert {event.user_id for event in events} == {None}


@pytest.mark.parametrize("exists", [True, False])
def test_after_five_tries_the_right_password_waits_too(client: Client, amara, exists: bool) -> None:
    """Whether or not there is such an account."""
    email = amara.user.email if exists else "nobody@harbor.example"
    for _ in range(5):
        password_sign_in(client, email, "something else entirely")
    answer = password_sign_in(client, email)
    assert b"Too many tries" in answer.content
    assert signs()[-1] == ("sign_in.throttled", "TOO_MANY")
    assert "_auth_user_id" not in client.session


def test_the_right_password_of_a_disabled_account_counts_as_a_wrong_try(client: Client) -> None:
    email = StaffFactory(user=UserFactory(disabled=True)).user.email
    for _ in range(6):
        answer = password_sign_in(client, email)
    assert b"Too many tries" in answer.content


def test_a_success_between_does_not_give_new_tries(client: Client, amara) -> None:
    for _ in range(4):
        password_sign_in(client, amara.user.email, "something else entirely")
    password_sign_in(Client(), amara.user.email)
    password_sign_in(client, amara.user.email, "something else entirely")
    assert b"Too many tries" in password_sign_in(client, amara.user.email).content


def test_nobody_signs_up(client: Client) -> None:
    assert client.get("/account/signup/").headers["Location"].startswith(LOGIN)
    assert client.post("/account/signup/", {"email": "x@y.example", "password1": PASSWORD}).headers["Location"].startswith(LOGIN)


def test_signing_out_is_told_and_ends_the_session(client: Client, amara) -> None:
    password_sign_in(client, amara.user.email)
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session
    assert not UserSession.objects.exists()
    assert AuditEvent.objects.filter(verb="sign_in.signed_out", user_id=amara.user_id).count() == 1


def test_a_place_elsewhere_is_not_followed_after_sign_in(client: Client, amara) -> None:
    for target in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        answer = Client().post(LOGIN, {"login": amara.user.email, "password": PASSWORD, "next": target})
        assert answer.headers["Location"] == "/"
    answer = Client().post(LOGIN, {"login": amara.user.email, "password": PASSWORD, "next": "/staff/roles/"})
    assert answer.headers["Location"] == "/staff/roles/"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often a password is hashed, which is what takes the time of a sign-in."""
    calls: list[str] = []
    real = ScryptPasswordHasher.encode
    monkeypatch.setattr(ScryptPasswordHasher, "encode", lambda *args, **named: (calls.append("hash"), real(*args, **named))[1])
    return calls


@pytest.mark.parametrize("who", ["unknown", "known", "disabled"])
def test_a_try_costs_one_hash_whoever_it_is(client: Client, amara, counted: list[str], who: str) -> None:
    email = {
        "unknown": "nobody@harbor.example",
        "known": amara.user.email,
        "disabled": StaffFactory(user=UserFactory(disabled=True)).user.email,
    }[who]
    counted.clear()
    password_sign_in(client, email, "something else entirely")
    assert len(counted) == 1


def test_every_answer_carries_the_number_of_its_request(client: Client, amara) -> None:
    answer = password_sign_in(client, amara.user.email, "something else entirely", HTTP_X_REQUEST_ID="forged")
    assert AuditEvent.objects.get(verb="sign_in.failed").request_id == answer.headers["X-Request-ID"] != "forged"


def test_allauth_itself_opens_no_account_and_sends_no_mail() -> None:
    """Even if one of its own pages came back by mistake."""
    with request_context(RequestFactory().get("/")):
        assert not AccountAdapter().is_open_for_signup(RequestFactory().get("/"))
        with pytest.raises(NotImplementedError):
            AccountAdapter().send_mail("account/email/unknown_account", "x@y.example", {})


def test_pages_of_second_factors_can_be_named() -> None:
    """allauth names some of its pages itself; those that it may lead to must be there."""
    for name in ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index"):
        assert reverse(name)
