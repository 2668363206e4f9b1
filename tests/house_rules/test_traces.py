"""Words that stand in the data and nowhere else are looked for wherever they could have gone: 0 hits.

By introspection every free text of every table that is about somebody gets a word of its own. Then somebody with every role and
somebody with hardly any visit every address, send every form with such words in every field, meet a database that quotes its
rows in its errors, a partner's system asks, and the worker delivers. A hit names the field that leaked.
"""

import io
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from celery.app.task import Task as CeleryTask
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core import mail
from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.test import Client, override_settings

from care.access.categories import TABLES, Other
from care.access.operations.handovers import KIND as HAND_OVER
from care.accounts.models import Staff
from care.actor import Role
from care.audit.models import AuditEvent
from care.consent.models import Consent
from care.deliveries import HANDLERS, LISTENERS
from care.lib.ids import uuid7
from care.outbox.models import Delivery
from care.outbox.operations.sweeping import sweep
from care.reminders import deliveries as reminders
from care.reminders.models import ChannelConsent
from care.reminders.sources import Say, Source
from care.teams.models import CareTeamMember
from patients.models import ContactPoint, Patient
from tests.care.api.conftest import System, token_for
from tests.factories.access import HandOverFactory
from tests.factories.accounts import PartnerSystemFactory, StaffRoleFactory, sign_in
from tests.factories.consent import ConsentFactory
from tests.factories.outbox import DeliveryFactory
from tests.factories.patients import AllergyFactory
from tests.factories.treatment_plans import SectionFactory
from tests.house_rules.addresses import Address, addresses
from tests.house_rules.little_clinic import LittleClinic, Standing, Things, little_clinic
from tests.house_rules.sources import our_models
from tests.house_rules.test_matrix import _path as path_of
from treatment_plans.models import Plan

pytestmark = pytest.mark.django_db

WORD = "Quillfeather"
SAID = " and so on and on"  # so that it is long enough to be a sentence
TYPED = f"{WORD}0"  # what is typed into forms
FIND = re.compile(rf"{WORD}(\d*)", re.IGNORECASE)
PHONE = "+14015559876"
ADDRESSES_IN_PAGES = re.compile(r"""(?:href|src|action|hx-[a-z]+|data-care-[a-z-]*)=["']([^"']*)["']""")
NAMES_OF_FIELDS = re.compile(r'<(?:input|textarea|select)[^>]*\bname="([^"]+)"')
# Free texts that are not of the person: whoever gets a copy is called by name in the e-mail that brings it.
MAY_BE_MAILED = {"access.HandOver.name", "access.HandOver.organisation", "access.HandOver.address"}
# Where the words must have got in, or the search would prove nothing.
AT_LEAST = {
    "patients.Patient.legal_given", "patients.Patient.legal_family", "patients.Patient.chosen_name", "patients.Allergy.substance",
    "patients.Allergy.reaction", "treatment_plans.Goal.own_words", "treatment_plans.Intervention.title",
    "treatment_plans.Section.text", "regimens.MedicationOrder.instructions", "worklist.Task.title", "worklist.Task.why",
    "consent.Consent.what", "consent.RestrictionRequest.own_words", "consent.Representative.name", "access.AccessSession.words",
    "privacy.Breach.what_happened", "notes.CounselingNote.text",
}  # fmt: skip
# What is free to the database and a key to the code: a number, a version, a zone, what its room encrypts by hand.
LEAVE = {
    "patients.Patient.mrn", "outbox.Delivery.kind", "outbox.Delivery.key", "drafts.Draft.key", "consent.Consent.wording",
    "consent.Consent.wording_language", "access.HandOver.passphrase", "access.HandOver.parts", "patients.Patient.zone",
    "followups.ProtocolRun.zone", "assessments.Response.instrument", "assessments.Response.version",
    "assessments.Response.language", "assessments.Reassessment.instrument", "questionnaires.Questionnaire.instrument",
}  # fmt: skip
FAULTS = ("patients_contactpoint", "teams_careteammember", "audit_auditevent", "consent_consent")


@dataclass
class Traces:
    """What was left behind, by place: each a list of texts."""

    planted: dict[str, str] = field(default_factory=dict)  # the field, by the number behind its word
    left: dict[str, list[str]] = field(default_factory=dict)
    visited: int = 0
    statuses: set[int] = field(default_factory=set)

    def leave(self, place: str, *texts: object) -> None:
        self.left.setdefault(place, []).extend(str(text) for text in texts)

    def hits(self, place: str, *, allowed: frozenset[str] = frozenset()) -> list[str]:
        """The fields whose words are in a place, each with a little of what stands around it."""
        found = []
        for text in self.left.get(place, []):
            for hit in FIND.finditer(text):
                name = self.planted.get(hit.group(1), "typed")
                if name not in allowed:
                    found.append(f"{name}: ...{text[max(0, hit.start() - 60) : hit.end() + 20]!r}")
            if PHONE[-7:] in re.sub(r"[ ()-]", "", text):
                found.append(f"phone: {text[:80]!r}")
        return sorted(set(found))


def _free_texts(model: type[models.Model]) -> Iterator[Any]:
    for one in model._meta.local_concrete_fields:
        inner = one.base_field if isinstance(one, ArrayField) else one
        is_free = isinstance(inner, models.CharField | models.TextField) and not inner.choices and not one.primary_key
        if is_free and (inner.max_length is None or inner.max_length >= len(WORD) + 3):
            yield one


def _room_for(one: Any) -> int:
    return getattr(one, "base_field", one).max_length or 1000


def _plant(traces: Traces) -> None:
    """A word of its own in each free text; what a constraint refuses stays as it was."""
    number = 0
    for model in our_models():
        table = f"{model._meta.app_label}.{model.__name__}"
        if TABLES[table] is Other.NOBODY or table in ("audit.AuditEvent", "access.Disclosure"):
            continue
        for one in _free_texts(model):
            name = f"{table}.{one.name}"
            number += 1
            value: Any = f"{WORD}{number}{SAID if _room_for(one) >= 40 else ''}"
            try:
                with transaction.atomic():
                    if name not in LEAVE and model._base_manager.update(
                        **{one.name: [value] if isinstance(one, ArrayField) else value}
                    ):
                        traces.planted[str(number)] = name
            except DatabaseError:
                continue
    Patient.objects.update(legal_given=f"{WORD}1000", legal_family=f"{WORD}1001")
    ContactPoint.objects.update(value=PHONE, may_text=True, may_call=True)
    ChannelConsent.objects.update(address=PHONE)
    traces.planted |= {"1000": "patients.Patient.legal_given", "1001": "patients.Patient.legal_family"}


@contextmanager
def _quoting(table: str) -> Iterator[None]:
    """A database that quotes a row in its refusal, as PostgreSQL does."""

    def refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if f'"{table}"' in sql or f"INTO {table}" in sql:
            raise IntegrityError(
                f'new row for relation "{table}" violates check constraint "x"\n'
                f"DETAIL:  Failing row contains (7, {TYPED}, {PHONE}).\n"
            )
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def last_event() -> int:
    """The number of the newest event of the audit."""
    return AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


class Visitor:
    """A browser whose every answer leaves its traces, and whose every change is undone."""

    def __init__(self, traces: Traces, client: Client) -> None:
        self.traces, self.client = traces, client

    def ask(self, method: str, path: str, form: dict[str, str] | None = None, *, error: bool = False) -> str:
        traces, before = self.traces, 0 if error else last_event()
        point, session = connection.savepoint(), self.client.cookies.copy()
        answer = self.client.generic(
            method, path, _encoded(form or {}), "application/x-www-form-urlencoded", headers={"Accept": "text/html"}
        )
        transaction.set_rollback(False)
        text = answer.content.decode(errors="replace") if not answer.streaming else ""
        traces.visited += 1
        traces.statuses.add(answer.status_code)
        traces.leave("headers", *(f"{name}: {value}" for name, value in answer.headers.items()), answer.cookies.output())
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            found = ADDRESSES_IN_PAGES.findall(text)
            traces.leave("addresses in pages", *(one for one in found if not one.startswith("tel:")))  # dialed, not sent to us
        if answer.status_code in (403, 404, 405, 410, 500):
            traces.leave("pages that refuse", text)
        if answer.status_code == 500 and not error:
            traces.leave("broken", f"{method} {path}")
        if not error:
            rows = AuditEvent.objects.filter(pk__gt=before).values_list("verb", "reason", "detail", "actor_label", "basis")
            traces.leave("audit rows", *rows)
        connection.savepoint_rollback(point)
        self.client.cookies = session
        return text if answer.status_code == 200 else ""


def _encoded(form: dict[str, str]) -> bytes:
    return urlencode(form).encode()


@pytest.fixture(scope="module")
def traces(django_db_setup: None, django_db_blocker: Any) -> Traces:
    """Drive everything once."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(_json_formatter())
    patch = pytest.MonkeyPatch()
    found = Traces()
    with django_db_blocker.unblock(), block, override_settings(SECOND_FACTOR_REQUIRED=False, CARE_PARTNER_REQUESTS=10**6):
        root, level = logging.getLogger(), logging.getLogger().level
        root.addHandler(handler)
        root.setLevel(logging.DEBUG)
        try:
            _drive(found, patch)
        finally:
            root.removeHandler(handler)
            root.setLevel(level)
            patch.undo()
        found.leave("log", *lines.getvalue().splitlines())
        transaction.set_rollback(True)
    return found


def _json_formatter() -> logging.Formatter:
    """The formatter of the house."""
    made = dict(settings.LOGGING["formatters"]["json"])
    kind = made.pop("()")
    formatter: logging.Formatter = kind(**made)
    return formatter


def _drive(traces: Traces, patch: pytest.MonkeyPatch) -> None:
    called: list[Any] = []
    patch.setattr(
        CeleryTask, "apply_async", lambda self, args=None, kwargs=None, **more: called.append((self.name, args, kwargs))
    )
    texts: list[str] = []
    patch.setattr(reminders, "send_sms", lambda **sent: texts.append(str(sent["body"])) or "taken")
    say = Say("check-in", {"link": "https://care.example/c/token/"}, uuid7())
    patch.setitem(reminders.SOURCES, "check-in", Source(lambda *_: say, lambda *_: None, lambda *_: None))
    at = datetime.now(UTC)
    clinic = little_clinic(at)
    home = clinic.things[Standing.TEAM]
    lead = CareTeamMember.objects.get(patient__uuid=home.person, is_lead=True).staff
    for role in set(Role) - {Role.COORDINATOR, Role.PRESCRIBER}:
        StaffRoleFactory(staff=lead, role=role.value)
    partner = PartnerSystemFactory()
    consent = ConsentFactory(patient=Patient.objects.get(uuid=home.person), recipient=partner.organisation)
    AllergyFactory(patient=Patient.objects.get(uuid=home.person))
    SectionFactory(plan=Plan.objects.filter(patient__uuid=home.person).latest("version"))
    _plant(traces)
    for staff in (lead, clinic.staff[Role.FRONT_DESK]):
        visitor = Visitor(traces, sign_in(Client(raise_request_exception=False), staff))
        for address in addresses():
            if not address.name.startswith(("account_", "mfa_", "usersessions", "accounts:lock", "api:")):
                _visit(visitor, address, clinic.things[Standing.TEAM], sends=staff is lead)
        for table in FAULTS:
            with _quoting(table):
                for name in ("", "plan/", "consent/", "team/"):
                    visitor.ask("GET", f"/people/{home.person}/{name}", error=True)
                visitor.ask("POST", f"/people/{home.person}/contact/", {"ask_for": TYPED}, error=True)
        visitor.ask("GET", f"/people/{clinic.things[Standing.OTHER].person}/")
        visitor.ask("GET", "/people/no-such-page/")
    _system(traces, System(partner, token_for(partner)), home)
    _deliver(traces, clinic, lead, consent)
    traces.leave("texts", *texts)
    traces.leave("tasks", *called)
    traces.leave("e-mails", *(f"{one.subject}\n{one.body}\n{one.to}" for one in mail.outbox))
    client = cache._cache.get_client(None, write=True)  # type: ignore[attr-defined]
    for key in client.scan_iter("*"):
        traces.leave("redis", key, client.dump(key))


def _visit(visitor: Visitor, address: Address, things: Things, *, sends: bool) -> None:
    path = path_of(address, things)
    page = visitor.ask("GET", path)
    if sends:
        names = set(NAMES_OF_FIELDS.findall(page)) - {"csrfmiddlewaretoken"} or {"reason", "q", "text", "why"}
        visitor.ask("POST", path, dict.fromkeys(names, TYPED))


def _system(traces: Traces, system: System, home: Things) -> None:
    for path in (f"people/{home.person}/", f"people/{home.person}/plan/", "people/", "plans/", "people/?limit=x", "none/"):
        for purpose in ("TREAT", "HRESCH", TYPED):
            answer = system.get(path, X_Purpose_Of_Use=purpose)
            traces.leave("headers", *(f"{name}: {value}" for name, value in answer.headers.items()))
            if answer.status_code != 200:
                traces.leave(
                    "pages that refuse",
                    answer.content.decode().replace(TYPED, "") if purpose == TYPED else answer.content.decode(),
                )


def _deliver(traces: Traces, clinic: LittleClinic, lead: Staff, consent: Consent) -> None:
    """A text to the person, a part of the record to somebody outside, and whatever else waits: notices and events."""
    home, at = clinic.things[Standing.TEAM], datetime(2026, 11, 23, 15, 50, tzinfo=UTC)  # when people may be written to
    patient = Patient.objects.get(uuid=home.person)
    outside = HandOverFactory(
        patient=patient, staff=lead, consent=consent, recipient=consent.recipient, parts=["identity", "allergies", "plan"]
    )
    rows = {"reminder": {"reminder": "check-in", "check_in": 1}, HAND_OVER: {"hand_over": str(outside.uuid)}}
    for kind, about in rows.items():
        DeliveryFactory(organisation=patient.organisation, patient=patient, kind=kind, due_at=at, about=about)
    before = last_event()
    sweep(handlers=HANDLERS, listeners=LISTENERS, clock=lambda: at)
    traces.leave("audit rows", *AuditEvent.objects.filter(pk__gt=before).values_list("verb", "reason", "detail", "actor_label"))
    traces.leave("swept", *Delivery.objects.filter(kind__in=rows).values_list("kind", "state", "reason"))


def test_the_words_are_in_the_data_and_everything_was_visited(traces: Traces) -> None:
    assert set(traces.planted.values()) >= AT_LEAST, sorted(AT_LEAST - set(traces.planted.values()))
    assert traces.visited > 300
    assert {200, 302, 403, 404, 422, 500} <= traces.statuses
    assert traces.left.get("broken", []) == []
    gone = {kind for kind in ("reminder", HAND_OVER) if any(kind in text and "sent" in text for text in traces.left["swept"])}
    assert gone == {"reminder", HAND_OVER}, traces.left["swept"]
    assert traces.left["texts"]
    assert len(traces.left["e-mails"]) > 1


@pytest.mark.parametrize(
    "place", ["log", "headers", "addresses in pages", "pages that refuse", "audit rows", "tasks", "texts", "redis"]
)
def test_no_word_of_the_record_is_there(place: str, traces: Traces) -> None:
    assert traces.left.get(place) or place == "tasks", "nothing was looked at"
    assert traces.hits(place) == []


def test_no_word_of_the_record_is_in_an_e_mail(traces: Traces) -> None:
    assert traces.hits("e-mails", allowed=frozenset(MAY_BE_MAILED)) == []


def test_a_word_that_is_there_would_be_found() -> None:
    seen = Traces(planted={"7": "patients.Allergy.substance"})
    seen.leave("log", "a line with quillfeather7 in it", f"and (401) {PHONE[-7:-4]}-{PHONE[-4:]}")
    assert [hit.split(":")[0] for hit in seen.hits("log")] == ["patients.Allergy.substance", "phone"]
