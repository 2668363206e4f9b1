"""A provider of text messages that really answers over HTTP, a colleague, and somebody who may be texted."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from care.accounts.models import Staff
from care.actor import Role
from care.lib.ids import uuid7
from care.reminders import deliveries
from care.reminders.sources import Say, Source
from patients.models import Patient
from tests.factories.accounts import OrganisationFactory, staff_with
from tests.factories.patients import ContactPointFactory, enrolled_patient
from tests.factories.reminders import ChannelConsentFactory

PHONE = "+14015550122"


@dataclass
class Provider:
    """What the provider was handed, and what it answers."""

    texts: list[dict[str, Any]] = field(default_factory=list)
    status: int = 201


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    taken = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            taken.texts.append(body | {"key": self.headers["Idempotency-Key"]})
            self.send_response(taken.status)
            self.end_headers()
            self.wfile.write(json.dumps({"id": f"p-{len(taken.texts)}"}).encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.CARE_SMS_URL = f"http://127.0.0.1:{server.server_port}/messages"
    settings.CARE_SMS_TOKEN = "the-provider"
    yield taken
    server.shutdown()
    server.server_close()


@dataclass
class Room:
    """A room above that asks for messages: what it says, and what it was told."""

    answer: Any = None
    told: list[str] = field(default_factory=list)
    not_told: list[str] = field(default_factory=list)

    def source(self) -> Source:
        return Source(
            say=lambda row, permit, at: self.answer,
            told=lambda row, permit, channel, at: self.told.append(channel),
            not_told=lambda row, permit, reason, at: self.not_told.append(reason),
        )


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    made = Room(Say("check-in", {"link": "https://care.example/c/token/"}, uuid7()))
    monkeypatch.setitem(deliveries.SOURCES, "check-in", made.source())
    return made


@pytest.fixture
def alice(db: None) -> Staff:
    return staff_with(Role.COORDINATOR, organisation=OrganisationFactory(phone="+14015550100"))


@pytest.fixture
def mari(alice: Staff) -> Patient:
    """Somebody whose phone may be texted, and who said yes to it."""
    patient = enrolled_patient(alice)
    ContactPointFactory(patient=patient, value=PHONE, may_text=True)
    ChannelConsentFactory(patient=patient, address=PHONE)
    return patient
