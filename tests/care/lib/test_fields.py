"""An encrypted column: nothing of the text lies in the database, and a wrong key gives nothing."""

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError
from django.db import connection

from care.lib.secrets import WrongKey, encrypt, renewed
from tests.factories.notes import CounselingNoteFactory
from treatment_plans.notes.models import CounselingNote

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM notes_counselingnote")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
class TestTheField:
    def test_the_text_comes_back_and_does_not_lie_there(self) -> None:
        CounselingNoteFactory(text="Zephyrine, ünïcode ✓")
        assert "Zephyrine" not in stored()
        assert CounselingNote.objects.get().text == "Zephyrine, ünïcode ✓"

    def test_nothing_stays_nothing(self) -> None:
        CounselingNoteFactory(text="")
        assert stored() == ""
        assert CounselingNote.objects.get(text="").text == ""
        assert not CounselingNote.objects.exclude(text="").exists()

    def test_an_old_key_still_opens_it(self, settings: pytest.FixtureRequest) -> None:
        settings.CARE_FIELD_KEYS = [OLD]  # type: ignore[attr-defined]
        CounselingNoteFactory(text="one")
        settings.CARE_FIELD_KEYS = [NEW, OLD]  # type: ignore[attr-defined]
        assert CounselingNote.objects.get().text == "one"

    def test_a_wrong_key_raises_and_gives_nothing(self, settings: pytest.FixtureRequest) -> None:
        CounselingNoteFactory(text="one")
        settings.CARE_FIELD_KEYS = [OLD]  # type: ignore[attr-defined]
        with pytest.raises(WrongKey) as refusal:
            CounselingNote.objects.get()
        assert "gAAA" not in str(refusal.value)

    @pytest.mark.parametrize(
        "question", [{"text": "one"}, {"text__contains": "o"}, {"text__in": ["one"]}, {"text__length__gt": 3}, {"text__gt": "a"}]
    )
    def test_the_database_cannot_be_asked_about_it(self, question: dict[str, object]) -> None:
        with pytest.raises(FieldError):
            CounselingNote.objects.filter(**question).exists()


def test_only_what_is_under_another_key_is_written_anew() -> None:
    token = encrypt("one", [OLD])
    again = renewed(token, [NEW, OLD])
    assert again is not None
    assert again != token
    assert renewed(again, [NEW, OLD]) is None
    with pytest.raises(WrongKey):
        renewed(token, [NEW])
