"""Setting up and using second factors through the pages: the app, recovery codes, passkeys; told to the audit and the owner."""

import json
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from care.accounts.session import ACTIVE_KEY, SIGNED_IN_KEY
from care.actor import Role
from care.audit.models import AuditEvent
from care.lib.secrets import WrongKey
from tests.care.accounts.soft_key import SoftKey
from tests.factories.accounts import PASSWORD, UserFactory, sign_in, staff_with

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"
TOTP_PAGE = "/account/2fa/totp/activate/"
KEY_PAGE = "/account/2fa/webauthn/add/"
KEY_LOGIN = "/account/2fa/webauthn/login/"


@pytest.fixture
def amara():
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def desk(client: Client, amara) -> Client:
    """Amara has just signed in with her password and has no second factor yet."""
    client.post(LOGIN, {"login": amara.user.email, "password": PASSWORD})
    return client


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def options_on(answer, name: str) -> dict:
    found = re.search(r'<script id="js_data" type="application/json">(.*?)</script>', answer.content.decode(), re.DOTALL)
    assert found
    return json.loads(found.group(1))[name]


def add_app(desk: Client) -> str:
    page = desk.get(TOTP_PAGE).content.decode()
    secret = re.search(r"\b([A-Z2-7]{32})\b", page).group(1)
    desk.post(TOTP_PAGE, {"code": code_of(secret)})
    return secret


def add_key(desk: Client, **fields: str) -> SoftKey:
    key = SoftKey()
    options = options_on(desk.get(KEY_PAGE), "creation_options")
    answer = desk.post(KEY_PAGE, {"name": "My phone", "credential": key.register(options), "passwordless": "on", **fields})
    assert answer.status_code == 302, answer.content.decode()
    return key


def verbs(kind: str = "change") -> list[str]:
    return list(AuditEvent.objects.filter(kind=kind).order_by("id").values_list("verb", flat=True))


# --- the app ---


def test_the_app_is_set_up_without_asking_for_the_password_just_typed(desk: Client, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        add_app(desk)
    assert verbs().count("second_factor.added") == 2  # the app, and its recovery codes
    assert desk.get("/staff/roles/").status_code == 200
    codes = desk.get("/account/2fa/recovery-codes/")
    assert codes.status_code == 200
    assert len(mail.outbox) == 1
    assert "authenticator app was added" in mail.outbox[0].body


def test_a_wrong_code_sets_nothing_up(desk: Client) -> None:
    desk.get(TOTP_PAGE)
    answer = desk.post(TOTP_PAGE, {"code": "000000"})
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()


def test_later_the_password_is_asked_for_before_anything_is_changed(client: Client, amara) -> None:
    sign_in(client, amara)
    session = client.session
    session[SIGNED_IN_KEY] = session[ACTIVE_KEY] = time.time() - 301
    session.save()
    Authenticator.objects.create(user=amara.user, type="totp", data={"secret": "none"})
    for path in (KEY_PAGE, "/account/2fa/totp/deactivate/", "/account/2fa/recovery-codes/generate/"):
        assert "reauthenticate" in client.get(path).headers["Location"]


def test_removing_the_last_one_leads_to_the_set_up_again(desk: Client, amara) -> None:
    add_app(desk)
    desk.post("/account/reauthenticate/", {"password": PASSWORD})
    desk.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert verbs().count("second_factor.removed") == 2
    assert desk.get("/staff/roles/").headers["Location"] == "/account/second-factor/"


def test_new_recovery_codes_are_told(desk: Client, django_capture_on_commit_callbacks) -> None:
    add_app(desk)
    desk.post("/account/reauthenticate/", {"password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        desk.post("/account/2fa/recovery-codes/generate/")
    assert verbs()[-1] == "second_factor.renewed"


def test_a_secret_under_a_key_that_we_lack_opens_nothing(desk: Client, amara, settings) -> None:
    add_app(desk)
    settings.CARE_FIELD_KEYS = ["MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE="]
    other = Client()
    other.post(LOGIN, {"login": amara.user.email, "password": PASSWORD})
    with pytest.raises(WrongKey):
        other.post("/account/2fa/authenticate/", {"code": "123456"})
    assert "_auth_user_id" not in other.session


# --- passkeys ---


def test_a_passkey_is_added_and_signs_in_by_itself(desk: Client, amara) -> None:
    key = add_key(desk)
    assert "second_factor.added" in verbs()
    other = Client()
    options = other.get(KEY_LOGIN, HTTP_ACCEPT="application/json").json()["request_options"]
    answer = other.post(KEY_LOGIN, {"credential": key.sign(options)})
    assert answer.headers["Location"] == "/"
    assert other.session["_auth_user_id"] == str(amara.user.pk)
    assert AuditEvent.objects.filter(verb="sign_in.succeeded").last().detail == {"methods": ["webauthn"]}


def test_a_device_shows_the_name_and_not_our_number(desk: Client, amara) -> None:
    options = options_on(desk.get(KEY_PAGE), "creation_options")["publicKey"]
    assert options["user"]["displayName"] == amara.user.name
    assert options["user"]["name"] == amara.user.email
    assert options["rp"]["name"] == "Throughline"


def test_a_passkey_is_the_second_factor_after_a_password(desk: Client, amara) -> None:
    key = add_key(desk)
    other = Client()
    answer = other.post(LOGIN, {"login": amara.user.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/account/2fa/authenticate/"
    options = options_on(other.get("/account/2fa/authenticate/"), "request_options")
    other.post("/account/2fa/authenticate/", {"credential": key.sign(options)})
    assert other.session["_auth_user_id"] == str(amara.user.pk)


def test_an_answer_of_the_passkey_works_once(desk: Client) -> None:
    key = add_key(desk)
    first, second = Client(), Client()
    options = first.get(KEY_LOGIN, HTTP_ACCEPT="application/json").json()["request_options"]
    said = key.sign(options)
    first.post(KEY_LOGIN, {"credential": said})
    second.get(KEY_LOGIN, HTTP_ACCEPT="application/json")
    second.post(KEY_LOGIN, {"credential": said})
    assert "_auth_user_id" not in second.session


def test_the_key_of_somebody_else_does_not_open(desk: Client, amara) -> None:
    key = add_key(desk)
    stranger = SoftKey(credential_id=key.credential_id, user_handle=key.user_handle)
    other = Client()
    options = other.get(KEY_LOGIN, HTTP_ACCEPT="application/json").json()["request_options"]
    answer = other.post(KEY_LOGIN, {"credential": stranger.sign(options)})
    assert answer.headers["Location"] == LOGIN
    assert "_auth_user_id" not in other.session


def test_a_disabled_account_gets_the_answer_of_an_unknown_passkey(desk: Client, amara) -> None:
    key = add_key(desk)
    administrator = UserFactory()
    amara.user.is_active, amara.user.disabled_at, amara.user.disabled_by = False, amara.started_at, administrator
    amara.user.save()
    answers = []
    for signer in (key, SoftKey(user_handle=key.user_handle)):
        other = Client()
        options = other.get(KEY_LOGIN, HTTP_ACCEPT="application/json").json()["request_options"]
        answer = other.post(KEY_LOGIN, {"credential": signer.sign(options)}, follow=True)
        assert "_auth_user_id" not in other.session
        answers.append(re.findall(r"This did not work[^<]*", answer.content.decode()))
    assert answers[0] == answers[1] != []
    assert AuditEvent.objects.get(verb="sign_in.failed").reason == "DISABLED"


def test_a_locked_session_opens_with_the_own_passkey_and_with_no_other(desk: Client, amara) -> None:
    key = add_key(desk)
    stranger = SoftKey(credential_id=key.credential_id)
    desk.post("/account/lock/")
    for signer, opens in ((stranger, False), (key, True)):
        page = desk.get("/account/locked/?next=/staff/roles/")
        assert b"Unlock with passkey" in page.content
        said = signer.sign(options_on(page, "request_options"))
        answer = desk.post("/account/locked/", {"credential": said, "password": "", "next": "/staff/roles/"})
        assert answer.status_code == (302 if opens else 422)
    assert desk.get("/staff/roles/").status_code == 200
    assert AuditEvent.objects.get(verb="session.unlocked").detail == {"methods": ["webauthn"]}


@pytest.mark.parametrize("said", ["", "{}", "[]", "nonsense", '{"id": 1}', "null"])
def test_nonsense_in_place_of_a_passkey_is_refused_quietly(desk: Client, said: str) -> None:
    add_key(desk)
    desk.post("/account/lock/")
    desk.get("/account/locked/")
    assert desk.post("/account/locked/", {"credential": said}).status_code == 422
    assert Client().post(KEY_LOGIN, {"credential": said}).headers["Location"] == LOGIN


def test_pages_of_ones_own_factors_can_be_read(desk: Client) -> None:
    add_app(desk)
    desk.post("/account/reauthenticate/", {"password": PASSWORD})
    add_key(desk)
    pk = Authenticator.objects.get(type="webauthn").pk
    for path in (
        "/account/2fa/",
        "/account/2fa/webauthn/",
        f"/account/2fa/webauthn/keys/{pk}/edit/",
        f"/account/2fa/webauthn/keys/{pk}/remove/",
        "/account/2fa/recovery-codes/",
        "/account/2fa/recovery-codes/generate/",
        "/account/2fa/recovery-codes/download/",
        "/account/2fa/totp/deactivate/",
        "/account/2fa/reauthenticate/",
        "/account/2fa/webauthn/reauthenticate/",
        "/account/password/change/",
        "/account/sessions/",
        "/account/logout/",
    ):
        assert desk.get(path).status_code == 200, path


def test_the_passkey_of_a_colleague_is_not_mine_to_change(desk: Client, amara) -> None:
    add_key(desk)
    pk = Authenticator.objects.get(type="webauthn").pk
    bob = sign_in(Client(), staff_with(Role.NURSE, organisation=amara.organisation))
    bob.post("/account/reauthenticate/", {"password": PASSWORD})
    for what in ("edit", "remove"):
        assert bob.get(f"/account/2fa/webauthn/keys/{pk}/{what}/").status_code == 404
