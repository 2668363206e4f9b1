"""A word that stands in one counseling note and in nothing else is looked for wherever it could have gone."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from care.access.policy import Allow, Facts, Relation, Session, decide
from care.access.policy.table import TABLE
from care.accounts.models import Staff
from care.actor import Action, Category, Purpose, Requester, Role
from care.drafts.rules import FORMS, BadKey, read_key
from patients.models import Patient
from tests.factories.accounts import sign_in, staff_with
from tests.house_rules.addresses import addresses
from tests.sweeps import some
from tests.treatment_plans.notes.conftest import PermitFor
from treatment_plans.notes import operations
from treatment_plans.notes.models import CounselingNote

pytestmark = pytest.mark.django_db

CANARY = "Quillfeather"
READERS = 3  # of everybody, at each page
TEXT = f"She dreams of {CANARY} again, and calls herself an addict."


@pytest.fixture
def at() -> datetime:
    """The views read the real clock."""
    return datetime.now(UTC) - timedelta(minutes=5)


@pytest.fixture
def note(mari: Patient, priya: Staff, ruth: Staff, caplog: pytest.LogCaptureFixture) -> CounselingNote:
    """Written, kept, signed, signed beside, added to, all through the pages; one more is a draft, one was thrown away."""
    caplog.set_level(logging.DEBUG)
    browser = sign_in(Client(), priya)
    for number in range(3):
        browser.post(reverse("notes:begin", args=[mari.uuid]))
        row = CounselingNote.objects.latest("pk")
        address = [mari.uuid, row.uuid]
        fields = {"session_on": row.session_on.isoformat(), "text": f"{TEXT} {number}"}
        assert browser.post(reverse("notes:keep", args=address), fields).status_code == 200
        assert browser.post(reverse("notes:write", args=address), fields).status_code == 302
    browser.post(reverse("notes:throw_away", args=address))
    first = CounselingNote.objects.earliest("pk")
    address = [mari.uuid, first.uuid]
    browser.post(reverse("notes:sign", args=address), {"cosigner": ruth.pk}, follow=True)
    browser.post(reverse("notes:keep_addendum", args=address), {"text": TEXT})
    browser.post(reverse("notes:add", args=address), {"text": TEXT}, follow=True)
    browser.post(reverse("notes:keep_addendum", args=address), {"text": TEXT})
    sign_in(Client(), ruth).post(reverse("notes:cosign", args=address), follow=True)
    assert browser.post(reverse("notes:keep", args=address), {"text": TEXT}).status_code == 409  # which the log tells
    first.refresh_from_db()
    assert CANARY in first.text
    return first


def rows_of_everything() -> Iterator[tuple[str, str]]:
    """Each row of each table there is, as text: what a dump of the database holds."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT row_to_json(whole)::text FROM "{table}" AS whole')
            yield from ((table, row[0]) for row in cursor.fetchall())


def test_no_row_of_no_table_holds_it(note: CounselingNote) -> None:
    found = [table for table, row in rows_of_everything() if CANARY in row]
    assert found == []
    whose = {table for table, row in rows_of_everything() if "Vega" in row}
    assert "patients_patient" in whose, "the search would have found what is there"


def test_no_log_line_mail_or_cache_holds_it(note: CounselingNote, caplog: pytest.LogCaptureFixture) -> None:
    lines = [record.getMessage() for record in caplog.get_records("setup")]
    assert lines
    assert not [line for line in lines if CANARY in line]
    assert not [message for message in mail.outbox if CANARY in message.body]
    client = cache._cache.get_client()  # type: ignore[attr-defined]
    assert not [key for key in client.scan_iter("*") if CANARY.encode() in (client.dump(key) or b"")]


def test_no_page_of_anybody_else_holds_it_or_says_that_there_is_a_note(
    note: CounselingNote, mari: Patient, quinn: Staff, amara: Staff, charlie: Staff, priya: Staff
) -> None:
    """Some of them read each page; all of them with CARE_SWEEP=all."""
    readers = [quinn, amara, charlie, *(staff_with(role, organisation=priya.organisation) for role in Role)]
    clients = [sign_in(Client(raise_request_exception=False), staff) for staff in readers]
    leaks, opened = [], 0
    for address in addresses():
        path = address.path(uuid=mari.uuid, note=note.uuid, key=f"counseling:{mari.uuid}")
        for client in some(clients, READERS, of=address.name):
            answer = client.get(path)
            opened += answer.status_code == 200
            text = answer.content.decode(errors="replace")
            text = text.replace(path, "").replace(quote(path, safe=""), "")  # the address that was asked for may be said again
            if CANARY in text or (str(note.uuid) in text and not address.name.startswith("notes:")):
                leaks.append(f"{client.session['_auth_user_id']} {address.name}")
    assert leaks == []
    assert opened > 100


@pytest.mark.parametrize("term", [CANARY, CANARY.lower(), "addict"])
def test_no_search_finds_it(note: CounselingNote, priya: Staff, amara: Staff, term: str) -> None:
    for staff in (priya, amara):
        page = sign_in(Client(), staff).post(reverse("pages:search"), {"q": term}).content.decode()
        assert "Marisol" not in page


def test_the_charts_own_pages_hold_it_nowhere_even_for_its_author(note: CounselingNote, mari: Patient, priya: Staff) -> None:
    browser = sign_in(Client(), priya)
    for name in ("chart", "plan", "medication", "history", "team", "check_ins"):
        page = browser.get(reverse(f"pages:{name}", args=[mari.uuid])).content.decode()
        assert CANARY not in page
        assert str(note.uuid) not in page
    lists = browser.get(reverse("notes:notes", args=[mari.uuid])).content.decode()
    assert CANARY not in lists


def test_no_draft_is_kept_of_it_outside_its_own_row(note: CounselingNote, mari: Patient, priya: Staff) -> None:
    assert Category.COUNSELLING_NOTE not in FORMS.values()
    with pytest.raises(BadKey):
        read_key(f"counseling_note:{mari.uuid}")


def test_an_error_page_does_not_hold_it(
    note: CounselingNote, mari: Patient, priya: Staff, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    browser = sign_in(Client(raise_request_exception=False), priya)
    draft = CounselingNote.objects.get(signed_at__isnull=True)

    def breaks(*_: Any, **__: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(operations, "keep_note", breaks)
    fields = {"session_on": draft.session_on.isoformat(), "text": TEXT}
    answer = browser.post(reverse("notes:write", args=[mari.uuid, draft.uuid]), fields)
    assert answer.status_code == 500
    assert CANARY not in answer.content.decode()
    assert CANARY not in caplog.text


def test_a_refusal_of_the_database_does_not_quote_it_in_the_log(
    note: CounselingNote, priya: Staff, permit: PermitFor, caplog: pytest.LogCaptureFixture, at: datetime
) -> None:
    try:
        CounselingNote.objects.filter(pk=note.pk).update(status="lost")
    except Exception as error:
        assert CANARY not in str(error)  # noqa: PT017 - what the database quotes is the ciphertext
    else:
        raise AssertionError("the database takes any word")


class TestEmergency:
    @pytest.mark.parametrize("role", list(Role))
    @pytest.mark.parametrize("session", list(Session))
    @pytest.mark.parametrize("action", [Action.READ, Action.WRITE])
    def test_no_session_opens_a_note(self, role: Role, session: Session, action: Action) -> None:
        facts = Facts(
            Requester.STAFF,
            frozenset({role}),
            Relation.PROGRAMME,
            Category.COUNSELLING_NOTE,
            action,
            Purpose.ETREAT,
            session=session,
        )
        assert not isinstance(decide(facts), Allow)

    def test_no_row_but_those_of_notes_opens_them(self) -> None:
        for row in TABLE:
            if row.outcome == "allow" and Category.COUNSELLING_NOTE in row.categories:
                assert row.number in {"D01-author", "D01-begin", "D01-consent"}
