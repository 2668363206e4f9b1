"""At the door: sign-in everywhere, the second factor, the idle lock and the way back, the session's end."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from care.accounts.addresses import MACHINES, NO_RETURN, OPEN_WHILE_LOCKED, OPEN_WITHOUT_SECOND_FACTOR, PUBLIC
from care.accounts.rules import SessionState, SessionTimes, session_state
from care.accounts.session import SECOND_FACTOR_KEY
from care.actor import Role
from care.audit.models import AuditEvent
from tests.factories.accounts import PASSWORD, staff_with
from tests.house_rules.addresses import addresses

LOGIN = "/account/login/"
LOCKED = "/account/locked/"
PAGE = "/staff/roles/"
MINUTE = timedelta(minutes=1)


class Clock:
    """The time that the door sees, moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, span: timedelta) -> None:
        self.now += span


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def amara(db):
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def desk(client: Client, amara, clock: Clock) -> Client:
    """Amara's browser, signed in with password and second factor."""
    secret = generate_totp_secret()
    client.post(LOGIN, {"login": amara.user.email, "password": PASSWORD})
    TOTP.activate(amara.user, secret)
    return client


def is_locked(answer) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith(LOCKED)


# --- pure ---

BEGAN = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("idle", "age", "is_locked", "expected"),
    [
        (0, 0, False, SessionState.OPEN),
        (14.9, 60, False, SessionState.OPEN),
        (15, 60, False, SessionState.LOCKED),
        (0, 60, True, SessionState.LOCKED),
        (0, 719.9, False, SessionState.OPEN),
        (0, 720, False, SessionState.OVER),
        (0, 720, True, SessionState.OVER),
        (600, 800, False, SessionState.OVER),
    ],
)
def test_what_a_session_may_still_do(idle: float, age: float, is_locked: bool, expected: SessionState) -> None:
    at = BEGAN + timedelta(minutes=age)
    times = SessionTimes(signed_in_at=BEGAN, active_at=at - timedelta(minutes=idle), is_locked=is_locked)
    assert session_state(times, at=at, idle_lock=timedelta(minutes=15), session_length=timedelta(hours=12)) is expected


# --- sign-in everywhere ---


def test_a_stranger_is_sent_to_sign_in_and_back(client: Client, db) -> None:
    assert client.get(f"{PAGE}?a=1").headers["Location"] == f"{LOGIN}?next={PAGE}%3Fa%3D1"


def test_a_part_of_a_page_gets_401_and_where_to_go(client: Client, db) -> None:
    answer = client.get(PAGE, HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL=f"http://testserver{PAGE}?tab=2")
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == f"{LOGIN}?next={PAGE}%3Ftab%3D2"
    for headers in (
        {"HTTP_SEC_FETCH_MODE": "cors"},
        {"HTTP_ACCEPT": "application/json"},
        {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
    ):
        assert client.get(PAGE, **headers).status_code == 401


@pytest.mark.parametrize("path", ["/no-such-page/", "/staff/00000000-0000-0000-0000-000000000000/"])
def test_a_stranger_does_not_learn_which_pages_there_are(client: Client, db, path: str) -> None:
    assert client.get(path).headers["Location"].startswith(LOGIN)


def test_signs_of_life_ask_nobody(client: Client, db, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


def test_every_listed_name_is_an_address() -> None:
    names = {address.name for address in addresses()}
    for listed in (PUBLIC, OPEN_WHILE_LOCKED, OPEN_WITHOUT_SECOND_FACTOR, NO_RETURN):
        assert set(listed) <= names


# --- the second factor ---


def test_without_a_second_factor_every_page_leads_to_its_set_up(client: Client, amara) -> None:
    client.post(LOGIN, {"login": amara.user.email, "password": PASSWORD})
    for address in addresses():
        if address.name in (*OPEN_WITHOUT_SECOND_FACTOR, *MACHINES):
            continue
        answer = client.get(address.path())
        assert answer.headers.get("Location") == "/account/second-factor/", address.name


def test_the_set_up_page_offers_both_ways_and_no_more_than_that(client: Client, amara) -> None:
    client.post(LOGIN, {"login": amara.user.email, "password": PASSWORD})
    page = client.get("/account/second-factor/").content.decode()
    assert "/account/2fa/totp/activate/" in page
    assert "/account/2fa/webauthn/add/" in page
    assert 'aria-label="Rooms' not in page
    for path in ("/account/2fa/totp/activate/", "/account/2fa/webauthn/add/"):
        assert client.get(path).status_code == 200


def test_with_one_the_set_up_page_is_over(desk: Client) -> None:
    assert desk.get("/account/second-factor/").headers["Location"] == "/"
    assert desk.get(PAGE).status_code == 200


def test_a_recovery_code_alone_is_no_second_factor(client: Client, amara) -> None:
    RecoveryCodes.activate(amara.user)
    client.post(LOGIN, {"login": amara.user.email, "password": PASSWORD})
    assert client.get(PAGE).headers["Location"] == "/account/second-factor/"


def test_the_demo_does_without(client: Client, amara, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client.post(LOGIN, {"login": amara.user.email, "password": PASSWORD})
    assert client.get(PAGE).status_code == 200


# --- the idle lock ---


def test_a_quarter_of_an_hour_without_anybody_locks(desk: Client, clock: Clock) -> None:
    assert desk.get(PAGE).status_code == 200
    clock.forward(14 * MINUTE)
    assert desk.get(PAGE).status_code == 200
    clock.forward(15 * MINUTE)
    answer = desk.get(f"{PAGE}?a=1")
    assert answer.headers["Location"] == f"{LOCKED}?next={PAGE}%3Fa%3D1"
    assert AuditEvent.objects.filter(verb="session.locked").count() == 1


def test_a_lock_stays_and_is_told_once(desk: Client, clock: Clock) -> None:
    clock.forward(16 * MINUTE)
    for _ in range(3):
        assert is_locked(desk.get(PAGE))
    assert AuditEvent.objects.filter(verb="session.locked").count() == 1


def test_what_a_page_asks_by_itself_does_not_put_off_the_lock(desk: Client, clock: Clock) -> None:
    for _ in range(3):
        clock.forward(5 * MINUTE)
        desk.get(PAGE, HTTP_X_CARE_BY_ITSELF="1")
    assert is_locked(desk.get(PAGE))


def test_a_page_that_tells_that_somebody_is_there_puts_it_off(desk: Client, clock: Clock) -> None:
    for _ in range(4):
        clock.forward(5 * MINUTE)
        assert desk.get("/account/alive/").status_code == 204
    assert desk.get(PAGE).status_code == 200


def test_a_locked_session_answers_every_address_with_the_lock(desk: Client, clock: Clock) -> None:
    clock.forward(16 * MINUTE)
    for address in addresses():
        if address.name in (*OPEN_WHILE_LOCKED, *MACHINES):
            continue
        answer = desk.get(address.path())
        assert is_locked(answer), f"{address.name}: {answer.status_code} {answer.headers.get('Location')}"


def test_a_locked_session_answers_a_part_of_a_page_with_401(desk: Client, clock: Clock) -> None:
    clock.forward(16 * MINUTE)
    answer = desk.post(PAGE, HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL=f"http://testserver{PAGE}")
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, f"{LOCKED}?next={PAGE}")


def test_a_form_sent_to_a_locked_session_leads_back_to_the_page_it_stood_on(desk: Client, clock: Clock) -> None:
    clock.forward(16 * MINUTE)
    answer = desk.post("/account/theme/", {"theme": "dark"}, HTTP_REFERER=f"http://testserver{PAGE}")
    assert answer.headers["Location"] == f"{LOCKED}?next={PAGE}"


def test_the_lock_page_shows_a_first_name_and_nothing_else(desk: Client, clock: Clock, amara) -> None:
    amara.user.name = "Amara Osei"
    amara.user.save()
    clock.forward(16 * MINUTE)
    page = desk.get(f"{LOCKED}?next={PAGE}").content.decode()
    assert "Welcome back, Amara" in page
    assert "Osei" not in page
    assert amara.user.email not in page
    assert "Rooms" not in page
    assert "Ends for good at 10:50 pm EST" in page


def test_the_own_password_unlocks_and_leads_back(desk: Client, clock: Clock) -> None:
    clock.forward(16 * MINUTE)
    answer = desk.post(LOCKED, {"password": PASSWORD, "next": f"{PAGE}?a=1"})
    assert answer.headers["Location"] == f"{PAGE}?a=1"
    assert desk.get(PAGE).status_code == 200
    assert AuditEvent.objects.get(verb="session.unlocked").detail == {"methods": ["password"]}


def test_another_password_does_not_unlock(desk: Client, clock: Clock) -> None:
    other = staff_with(Role.NURSE)
    other.user.set_password("another long password")
    other.user.save()
    clock.forward(16 * MINUTE)
    answer = desk.post(LOCKED, {"password": "another long password", "next": PAGE})
    assert answer.status_code == 422
    assert b"This is not your password." in answer.content
    assert is_locked(desk.get(PAGE))


def test_guessing_at_the_lock_is_throttled(desk: Client, clock: Clock) -> None:
    clock.forward(16 * MINUTE)
    for _ in range(5):
        desk.post(LOCKED, {"password": "something else"})
    answer = desk.post(LOCKED, {"password": PASSWORD})
    assert answer.status_code == 422
    assert b"Too many tries" in answer.content
    assert is_locked(desk.get(PAGE))


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/x",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://testserver@evil.example/",
        "/no-such-page/",
        LOCKED,
        "/account/logout/",
        "",
    ],
)
def test_the_way_back_leads_nowhere_else(desk: Client, clock: Clock, target: str) -> None:
    clock.forward(16 * MINUTE)
    assert desk.post(LOCKED, {"password": PASSWORD, "next": target}).headers["Location"] == "/"


def test_the_page_says_how_it_was_locked(desk: Client, clock: Clock) -> None:
    desk.post("/account/lock/")
    assert b"after 15 minutes" not in desk.get(LOCKED).content
    desk.post(LOCKED, {"password": PASSWORD})
    clock.forward(15 * MINUTE)
    desk.get(PAGE)
    assert b"Locked after 15 minutes" in desk.get(LOCKED).content


def test_lock_now_locks_now(desk: Client) -> None:
    assert desk.post("/account/lock/", {"next": PAGE}).headers["Location"] == f"{LOCKED}?next={PAGE}"
    assert is_locked(desk.get(PAGE))
    assert desk.get("/account/lock/").status_code == 405


def test_an_open_session_has_no_lock_page(desk: Client) -> None:
    assert desk.get(f"{LOCKED}?next={PAGE}").headers["Location"] == PAGE


def test_somebody_else_signs_in_and_finds_nothing_of_the_session_before(desk: Client, clock: Clock) -> None:
    clock.forward(16 * MINUTE)
    before = desk.session.session_key
    answer = desk.post("/account/logout/", {"next": LOGIN})
    assert answer.headers["Location"] == LOGIN
    assert not desk.session.exists(before)
    assert desk.get(LOCKED).headers["Location"].startswith(LOGIN)


# --- the session's end ---


def test_after_twelve_hours_it_is_over_whatever_was_done(desk: Client, clock: Clock) -> None:
    for _ in range(12 * 6 - 1):
        clock.forward(10 * MINUTE)
        assert desk.get("/account/alive/").status_code == 204
    clock.forward(10 * MINUTE)
    answer = desk.get(PAGE)
    assert answer.headers["Location"] == f"{LOGIN}?next={PAGE}"
    assert "_auth_user_id" not in desk.session
    assert not UserSession.objects.exists()
    assert AuditEvent.objects.get(verb="session.over").detail["reason"] == "LENGTH"


def test_unlocking_does_not_put_off_the_end(desk: Client, clock: Clock) -> None:
    clock.forward(timedelta(hours=11, minutes=50))
    assert desk.post(LOCKED, {"password": PASSWORD}).status_code == 302
    clock.forward(10 * MINUTE)
    assert desk.get(PAGE).headers["Location"].startswith(LOGIN)


def test_a_locked_session_ends_too(desk: Client, clock: Clock) -> None:
    clock.forward(timedelta(hours=13))
    answer = desk.get(f"{LOCKED}?next={PAGE}")
    assert answer.headers["Location"] == f"{LOGIN}?next={PAGE}"


def test_a_session_begun_past_the_adapter_has_its_end_as_well(client: Client, amara, clock: Clock) -> None:
    client.force_login(amara.user)
    session = client.session
    session[SECOND_FACTOR_KEY] = True
    session.save()
    assert client.get(PAGE).status_code == 200
    clock.forward(15 * MINUTE)
    assert is_locked(client.get(PAGE))
    clock.forward(timedelta(hours=12))
    assert client.get(PAGE).headers["Location"].startswith(LOGIN)


def test_a_page_costs_one_write_of_the_session_in_half_a_minute(desk: Client, clock: Clock, django_assert_num_queries) -> None:
    desk.get("/account/alive/")
    with django_assert_num_queries(2):  # the session, the user
        desk.get("/account/alive/")
    clock.forward(timedelta(seconds=31))
    desk.get("/account/alive/")
    with django_assert_num_queries(2):
        desk.get("/account/alive/")


def test_no_answer_to_somebody_signed_in_is_kept_by_the_browser(desk: Client) -> None:
    assert "no-store" in desk.get(PAGE).headers["Cache-Control"]
