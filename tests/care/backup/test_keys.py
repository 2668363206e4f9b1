"""Changing the keys of encrypted fields: nothing is lost, nothing is left under the old key, and it can stop anywhere."""

import ast
from datetime import datetime
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from care.audit.models import AuditEvent
from care.backup import keys
from care.backup.keys import encrypted_columns, rotate_field_keys
from care.lib.secrets import WrongKey, decrypt
from care.reminders.models import Inbound, Message
from tests.factories.accounts import UserFactory
from tests.factories.notes import CounselingNoteFactory, NoteAddendumFactory
from tests.factories.reminders import InboundFactory, MessageFactory
from tests.house_rules.sources import history_models, modules
from treatment_plans.notes.models import CounselingNote, NoteAddendum

pytestmark = pytest.mark.django_db

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
COLUMNS = [
    "consent_consentpaper.content",
    "notes_counselingnote.text",
    "notes_noteaddendum.text",
    "reminders_inbound.body",
    "reminders_message.body",
]


@pytest.fixture
def under_the_old_key(settings: Any) -> None:
    """Rows of every encrypted column, written before the key was changed."""
    settings.CARE_FIELD_KEYS = [OLD]
    for number in range(5):
        CounselingNoteFactory(text=f"note {number}", signed=number % 2 == 0)
    CounselingNoteFactory(text="")
    NoteAddendumFactory(text="added", signed=True)
    InboundFactory(body="inbound")
    MessageFactory(body="outbound")
    TOTP.activate(UserFactory(), generate_totp_secret())
    RecoveryCodes.activate(UserFactory())
    settings.CARE_FIELD_KEYS = [NEW, OLD]


def tokens() -> list[str]:
    found: list[str] = []
    with connection.cursor() as cursor:
        for model, column in encrypted_columns():
            cursor.execute(f"SELECT {column} FROM {model._meta.db_table} WHERE octet_length({column}) > 0")
            found += [bytes(row[0]).decode() if isinstance(row[0], memoryview) else row[0] for row in cursor.fetchall()]
    return found


# Who encrypts past the field, and which column of `BY_HAND` it is, or who else renews it.
OWN_ENCRYPTION = {
    "care.accounts.adapter": "second factors: renewed by the accounts",
    "care.consent.operations.signing": "consent.ConsentPaper.content",
    "care.access.operations.handovers": "access.HandOver.passphrase",
}


def test_nobody_encrypts_what_the_command_does_not_know() -> None:
    found = {
        module.name
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.ImportFrom) and node.module == "care.lib.secrets" and not module.name.startswith("care.lib")
        if {"encrypt", "encrypt_bytes"} & {alias.name for alias in node.names}
    }
    assert found <= OWN_ENCRYPTION.keys(), (
        "use care.lib.fields.EncryptedTextField, or name the column in care.backup.keys.BY_HAND"
    )


def test_every_encrypted_column_is_found_and_none_lies_in_a_history() -> None:
    assert set(COLUMNS) <= {f"{model._meta.db_table}.{column}" for model, column in encrypted_columns()}
    histories = set(history_models())
    assert not [model for model, _ in encrypted_columns() if model in histories]


@pytest.mark.usefixtures("under_the_old_key")
def test_afterwards_the_new_key_alone_opens_everything(settings: Any) -> None:
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    out = StringIO()
    call_command("rotate_field_keys", "--batch", "2", stdout=out)
    assert "notes_counselingnote.text: 6 written anew" in out.getvalue()
    settings.CARE_FIELD_KEYS = [NEW]
    assert set(CounselingNote.objects.values_list("text", flat=True)) >= {"", *(f"note {number}" for number in range(5))}
    assert NoteAddendum.objects.get().text == "added"
    assert (Inbound.objects.get().body, Message.objects.get().body) == ("inbound", "outbound")
    assert len(decrypt(Authenticator.objects.get(type="totp").data["secret"], [NEW])) == 32
    assert RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes() == codes
    for token in tokens():
        with pytest.raises(WrongKey):
            decrypt(token, [OLD])


@pytest.mark.usefixtures("under_the_old_key")
def test_a_second_run_writes_nothing(at: datetime) -> None:
    rotate_field_keys(at=at, say=lambda _: None)
    before = tokens()
    done = rotate_field_keys(at=at, say=lambda _: None)
    assert sum(column.renewed for column in done) == 0
    assert tokens() == before


@pytest.mark.usefixtures("under_the_old_key")
def test_one_that_is_interrupted_has_lost_nothing_and_the_next_goes_on(at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    whole = keys._anew

    def dies(rows: Any) -> Any:
        calls.append(rows)
        if len(calls) == 3:
            raise DatabaseError("the server went away")
        return whole(rows)

    monkeypatch.setattr(keys, "_anew", dies)
    with pytest.raises(DatabaseError):
        rotate_field_keys(at=at, say=lambda _: None, batch=2)
    assert "note 4" in set(CounselingNote.objects.values_list("text", flat=True))
    monkeypatch.setattr(keys, "_anew", whole)
    done = rotate_field_keys(at=at, say=lambda _: None, batch=2)
    notes = next(column for column in done if column.column == "notes_counselingnote.text")
    assert (notes.renewed, notes.already) == (2, 4)


@pytest.mark.usefixtures("under_the_old_key")
def test_a_row_that_no_key_opens_is_named_and_its_neighbours_are_renewed(settings: Any, at: datetime) -> None:
    settings.CARE_FIELD_KEYS = [Fernet.generate_key().decode()]
    lost = CounselingNoteFactory(text="lost")
    settings.CARE_FIELD_KEYS = [NEW, OLD]
    err = StringIO()
    with pytest.raises(CommandError, match="1 rows are under a key that is not among ours"):
        call_command("rotate_field_keys", stdout=StringIO(), stderr=err)
    assert f"rows: {lost.pk}" in err.getvalue()
    assert "lost" not in err.getvalue().replace("no key", "")
    settings.CARE_FIELD_KEYS = [NEW]
    assert Message.objects.get().body == "outbound"


@pytest.mark.usefixtures("under_the_old_key")
def test_each_batch_is_an_event_with_numbers_alone(at: datetime) -> None:
    rotate_field_keys(at=at, say=lambda _: None)
    event = AuditEvent.objects.filter(verb="field_keys.rotated").order_by("pk")[0]
    assert event.detail == {"column": "notes_counselingnote.text", "rows": 6, "unreadable": []}
    assert event.actor_label == "job keys.rotate"
    assert not CounselingNote.pgh_event_model.objects.filter(pgh_label="update").exists()  # type: ignore[attr-defined]
