"""E-mail over real SMTP and text messages over real HTTP: what leaves, what a refusal means, and what is never said."""

import logging
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.utils import format_datetime

import pytest

from care.messaging import SendError, channels, provider_token, send_email, send_sms
from care.messaging.rules import is_permanent, message_key, wait_asked
from tests.care.messaging.mailroom import Mailroom, a_mailroom
from tests.care.messaging.provider import Provider

NUMBER = "+14015550123"
ADDRESS = "marisol.vega@example.org"
TEXT = "Marisol, your quilt is ready"


@pytest.fixture
def mailroom(settings) -> Iterator[Mailroom]:
    with a_mailroom(settings) as room:
        yield room


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    with Provider() as there:
        settings.CARE_SMS_URL, settings.CARE_SMS_TOKEN, settings.CARE_SMS_FROM = there.url, "a-token", "Care team"
        yield there


def email(to=ADDRESS, subject="Your quilt", key="letter:1"):
    return send_email(to=to, subject=subject, body=TEXT, key=key)


def sms(key="letter:1"):
    return send_sms(to=NUMBER, body=TEXT, key=key)


@contextmanager
def refused(caplog, **expected) -> Iterator[None]:
    """A SendError of this kind that, with all that was logged and all that it carries, names nobody."""
    with caplog.at_level(logging.DEBUG), pytest.raises(SendError) as caught:
        yield
    error = caught.value
    assert {name: getattr(error, name) for name in expected} == expected
    carried = [error, error.__cause__, error.__context__]
    logged = [record.getMessage() for record in caplog.records if record.name != "mail.log"]  # that is the server's
    said = " ".join([*logged, *(f"{part} {part!r} {getattr(part, '__dict__', '')}" for part in carried)])
    for secret in (ADDRESS, NUMBER, "Marisol", "quilt"):
        assert secret not in said
    assert len(error.code) <= 120


# --- e-mail ------------------------------------------------------------------------------------------------------------------


def test_a_letter_arrives_and_tried_again_has_the_same_number(mailroom):
    references = [email(), email(), email(key="letter:2")]
    assert references[0] == references[1] != references[2]
    to, content = mailroom.letters[0]
    letter = message_from_bytes(content)
    assert to == [ADDRESS]
    assert (letter["Message-ID"], letter["Subject"]) == (references[0], "Your quilt")
    assert references[0].endswith("@harborstreet.example>")
    assert "letter:1" not in content.decode()
    assert TEXT in letter.get_payload()


@pytest.mark.parametrize(
    ("answer", "code", "permanent"),
    [
        ("550 5.1.1 no such person marisol.vega@example.org", "smtp-550", True),
        ("552 mailbox full for ever", "smtp-552", True),
        ("451 greylisted, try marisol.vega@example.org later", "smtp-451", False),
    ],
)
def test_a_refused_recipient(mailroom, caplog, answer, code, permanent):
    mailroom.to_recipient = answer
    with refused(caplog, code=code, permanent=permanent):
        email()


@pytest.mark.parametrize(("answer", "permanent"), [("554 quilt words", True), ("452 no room", False)])
def test_a_refused_letter(mailroom, caplog, answer, permanent):
    mailroom.to_content = answer
    with refused(caplog, code=f"smtp-{answer[:3]}", permanent=permanent):
        email()


@pytest.mark.parametrize("to", ["", "marisol", "@", f"{ADDRESS}\nBcc: all@example.org", "marisol vega@", "Marisol <>"])
def test_an_address_that_is_none(mailroom, caplog, to):
    with refused(caplog, permanent=True, code="bad-address"):
        email(to=to)
    assert mailroom.letters == []


def test_a_subject_cannot_smuggle_a_header(mailroom, caplog):
    with refused(caplog, permanent=True):
        email(subject="Your quilt\nBcc: all@example.org")


def test_a_mail_server_that_is_away(mailroom, settings, caplog):
    with closing(socket.socket()) as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = nobody.getsockname()[1]
        with refused(caplog, permanent=False):
            email()


def test_a_mail_server_that_is_silent(mailroom, settings, caplog):
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = silent.getsockname()[1], 0.3
        with refused(caplog, permanent=False):
            email()


# --- text messages -----------------------------------------------------------------------------------------------------------


def test_a_message_has_the_shape_that_the_provider_takes(provider):
    assert sms() == "sms-1"
    headers, content = provider.requests[0]
    assert content == {"to": NUMBER, "from": "Care team", "body": TEXT}
    assert headers["Authorization"] == "Bearer a-token"
    assert headers["Content-Type"] == "application/json"


def test_the_key_is_the_same_for_each_try_and_tells_nothing(provider):
    sms("check-in:1")
    sms("check-in:1")
    sms("check-in:2")
    assert sorted(provider.keys.values()) == [1, 2]
    assert provider.keys[message_key("check-in:1")] == 2
    assert not any("check-in" in key for key in provider.keys)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 422, 301, 307])
def test_the_senders_fault_is_for_good(provider, caplog, status):
    provider.answers.append((status, {"Location": "http://elsewhere.example/"}))
    with refused(caplog, code=f"sms-{status}", permanent=True):
        sms()
    assert len(provider.requests) == 1, "a redirect was followed"


@pytest.mark.parametrize("status", [408, 409, 425, 429, 500, 502, 503, 504])
def test_the_providers_trouble_passes(provider, caplog, status):
    provider.answers.append((status, {}))
    with refused(caplog, code=f"sms-{status}", permanent=False, retry_after=None):
        sms()


@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_that_is_asked_for_is_told(provider, caplog, status):
    provider.answers.append((status, {"Retry-After": "120"}))
    with refused(caplog, retry_after=timedelta(minutes=2)):
        sms()


def test_a_provider_that_is_silent(provider, monkeypatch, caplog):
    monkeypatch.setattr(channels, "PATIENCE", 0.2)
    provider.delay = 1.0
    with refused(caplog, permanent=False):
        sms()


def test_a_provider_that_is_away(settings, caplog):
    with closing(socket.socket()) as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.CARE_SMS_URL = f"http://127.0.0.1:{nobody.getsockname()[1]}/"
        with refused(caplog, permanent=False):
            sms()


@pytest.mark.parametrize("url", ["", "http://sms.example.org/messages", "ftp://127.0.0.1/", "sms"])
def test_what_is_not_set_up_or_would_travel_in_the_clear_is_not_sent(settings, caplog, url):
    settings.CARE_SMS_URL = url
    with refused(caplog, code="sms-not-configured", permanent=True):
        sms()


def test_the_demos_provider_knows_the_demos_token(settings):
    settings.CARE_SMS_TOKEN = ""
    settings.DEMO = False
    assert provider_token() == ""
    settings.DEMO = True
    token = provider_token()
    assert token == provider_token()
    assert settings.SECRET_KEY not in token
    settings.CARE_SMS_TOKEN = "a-token"
    assert provider_token() == "a-token"


# --- rules -------------------------------------------------------------------------------------------------------------------


def test_a_wait_is_read_as_seconds_or_as_a_date_and_bounded():
    at = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    assert wait_asked("90", at=at) == timedelta(seconds=90)
    assert wait_asked(format_datetime(at + timedelta(hours=1), usegmt=True), at=at) == timedelta(hours=1)
    assert wait_asked(format_datetime(at - timedelta(hours=1), usegmt=True), at=at) == timedelta()
    for endless in ("9" * 30, "999999", format_datetime(at + timedelta(days=9), usegmt=True)):
        assert wait_asked(endless, at=at) == timedelta(hours=24)
    for nothing in ("", "soon", "-5", "1.5", "Mon, 99 Foo 2026"):
        assert wait_asked(nothing, at=at) is None


def test_which_answers_are_for_good():
    assert not any(is_permanent(status) for status in (408, 409, 425, 429, 500, 503, 599))
    assert all(is_permanent(status) for status in (302, 400, 404, 451))
