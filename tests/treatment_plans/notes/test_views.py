"""The screens of counseling notes, as an author, a colleague who is asked, and everybody else meets them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from care.accounts.models import Staff
from care.actor import Role
from care.audit.models import AuditEvent
from care.teams.models import CareTeamMember
from care.worklist.models import Task
from patients.models import Patient
from tests.factories.accounts import OrganisationFactory, sign_in, staff_with
from tests.factories.notes import CounselingNoteFactory, NoteAddendumFactory
from tests.treatment_plans.notes.conftest import WORDS, PermitFor
from treatment_plans.notes import operations
from treatment_plans.notes.models import CounselingNote, NoteAddendum
from treatment_plans.notes.vocabulary import NoteStatus

pytestmark = pytest.mark.django_db

Address = Callable[..., str]


@pytest.fixture
def at() -> datetime:
    """The views read the real clock; what a test makes is around it."""
    return datetime.now(UTC) - timedelta(minutes=5)


@pytest.fixture
def browser(priya: Staff) -> Client:
    return sign_in(Client(), priya)


@pytest.fixture
def address(mari: Patient) -> Address:
    return lambda name, *notes: reverse(f"notes:{name}", args=[mari.uuid, *(note.uuid for note in notes)])


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def form(note: CounselingNote, text: str = WORDS) -> dict[str, str]:
    return {"session_on": note.session_on.isoformat(), "text": text}


class TestWriting:
    def test_a_note_begins_from_the_tab_and_is_kept_while_it_is_typed(
        self, browser: Client, mari: Patient, address: Address
    ) -> None:
        chart = text_of(browser.get(reverse("pages:chart", args=[mari.uuid])))
        assert f'href="{address("notes")}"' in chart
        assert "Begin a note about Marisol" in text_of(browser.get(address("notes")))
        answer = browser.post(address("begin"))
        note = CounselingNote.objects.get()
        assert answer["Location"] == address("write", note)
        page = text_of(browser.get(address("write", note)))
        assert f'data-care-draft="{address("keep", note)}"' in page
        assert "What does not belong here" in page
        assert 'spellcheck="false"' in page
        kept = browser.post(address("keep", note), form(note, "She began to"))
        assert kept.status_code == 200
        assert set(kept.json()) == {"saved"}
        again = text_of(browser.get(address("write", note)))
        assert "She began to" in again
        assert "Saved" in again

    def test_a_day_that_is_none_keeps_the_words(self, browser: Client, draft: CounselingNote, address: Address) -> None:
        for day in ("", "2199-01-01", "yesterday"):
            assert browser.post(address("keep", draft), {"session_on": day, "text": f"Kept {day}"}).status_code == 200
            draft.refresh_from_db()
            assert draft.text == f"Kept {day}"
        answer = browser.post(address("write", draft), {"session_on": "2199-01-01", "text": WORDS})
        assert answer.status_code == 422
        assert "Today or an earlier day" in text_of(answer)

    def test_what_is_too_long_is_said_and_stays_on_the_page(
        self, browser: Client, draft: CounselingNote, address: Address
    ) -> None:
        assert browser.post(address("keep", draft), form(draft, "x" * 20_001)).status_code == 413
        assert browser.post(address("write", draft), form(draft, "y" * 20_001)).status_code == 422

    def test_kinder_words_are_offered_and_the_text_stays(self, browser: Client, draft: CounselingNote, address: Address) -> None:
        browser.post(address("write", draft), form(draft, "He calls himself an addict."))
        page = text_of(browser.get(address("note", draft)))
        assert "<del>addict</del>" in page
        draft.refresh_from_db()
        assert draft.text == "He calls himself an addict."

    def test_it_is_read_once_more_and_signed_with_ones_name(
        self, browser: Client, draft: CounselingNote, address: Address
    ) -> None:
        assert browser.post(address("write", draft), form(draft))["Location"] == address("note", draft)
        assert "Sign Marisol’s note as Priya Nair" in text_of(browser.get(address("note", draft)))
        answer = browser.post(address("sign", draft), {"cosigner": ""}, follow=True)
        assert "Marisol Vega: note signed." in text_of(answer)
        draft.refresh_from_db()
        assert draft.status == NoteStatus.SIGNED
        assert browser.get(address("write", draft)).status_code == 409
        assert browser.post(address("keep", draft), form(draft, "Reworded")).status_code == 409

    def test_an_empty_one_is_not_signed(self, browser: Client, address: Address) -> None:
        browser.post(address("begin"))
        note = CounselingNote.objects.get()
        answer = browser.post(address("sign", note), {})
        assert answer.status_code == 409
        assert "There is nothing to sign yet" in text_of(answer)

    def test_a_draft_is_thrown_away(self, browser: Client, draft: CounselingNote, address: Address) -> None:
        answer = browser.post(address("throw_away", draft), follow=True)
        assert "nothing of it is kept" in text_of(answer)
        assert not CounselingNote.objects.exists()

    def test_the_page_keeps_its_number_of_queries(
        self, browser: Client, signed: CounselingNote, priya: Staff, address: Address
    ) -> None:
        def queries(path: str) -> int:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                assert browser.get(path).status_code == 200
            return len(captured)

        queries(address("notes"))
        before = queries(address("notes")), queries(address("note", signed)), queries(reverse("notes_desk:desk"))
        for _ in range(20):
            CounselingNoteFactory(patient=signed.patient, author=priya, signed=True)
            NoteAddendumFactory(note=signed, signed=True)
        assert (queries(address("notes")), queries(address("note", signed)), queries(reverse("notes_desk:desk"))) == before


class TestSigningBeside:
    def test_a_colleague_is_asked_finds_it_under_today_and_signs(
        self, browser: Client, draft: CounselingNote, ruth: Staff, mari: Patient, address: Address
    ) -> None:
        browser.post(address("sign", draft), {"cosigner": ruth.pk})
        desk = sign_in(Client(), ruth)
        today = text_of(desk.get(reverse("pages:today")))
        assert "Your co-signature is asked for" in today
        assert f'href="{address("note", draft)}"' in today
        assert "Waits for your co-signature: 1" in text_of(desk.get(reverse("notes_desk:desk")))
        page = text_of(desk.get(address("note", draft)))
        assert WORDS.partition(";")[0] in page
        assert "Co-sign Priya Nair’s note as Ruth Gallagher" in page
        assert "Marisol Vega: note co-signed." in text_of(desk.post(address("cosign", draft), follow=True))
        assert "Your co-signature is asked for" not in text_of(desk.get(reverse("pages:today")))
        assert "co-signed by Ruth Gallagher" in text_of(browser.get(address("notes")))

    def test_the_task_is_moved_only_where_it_is_about(self, asked: CounselingNote, ruth: Staff, address: Address) -> None:
        desk = sign_in(Client(), ruth)
        task = Task.objects.get()
        page = text_of(desk.get(reverse("pages:task", args=[task.uuid])))
        assert f'href="{address("note", asked)}"' in page
        for act in ("done/", "snooze/", "take/", "cancel/", "give-back/"):
            assert f"{task.uuid}/{act}" not in page

    def test_nobody_else_sees_the_task(
        self, asked: CounselingNote, quinn: Staff, amara: Staff, priya: Staff, mari: Patient
    ) -> None:
        other = staff_with(Role.SUPERVISOR, organisation=priya.organisation)
        task = Task.objects.get()
        for staff in (quinn, amara, priya, other):
            client = sign_in(Client(), staff)
            for path in ("/", "/?who=team", "/caseload/", reverse("pages:chart", args=[mari.uuid])):
                answer = client.get(path)
                assert "signature is asked" not in text_of(answer)
                assert str(task.uuid) not in text_of(answer)
            assert client.get(reverse("pages:task", args=[task.uuid])).status_code == 403

    def test_the_author_asks_another_and_asks_nobody(
        self, browser: Client, asked: CounselingNote, ruth: Staff, quinn: Staff, address: Address
    ) -> None:
        assert browser.post(address("ask", asked), {"cosigner": "7777777"}).status_code == 422
        answer = browser.post(address("ask", asked), {"cosigner": quinn.pk}, follow=True)
        assert "Marisol Vega: Quinn Abara is asked to co-sign." in text_of(answer)
        assert sign_in(Client(), ruth).get(address("note", asked)).status_code == 403
        browser.post(address("withdraw", asked))
        assert sign_in(Client(), quinn).get(address("note", asked)).status_code == 403
        assert browser.post(address("withdraw", asked)).status_code == 409

    def test_whoever_is_asked_does_not_do_what_is_the_authors(
        self, asked: CounselingNote, ruth: Staff, quinn: Staff, address: Address
    ) -> None:
        desk = sign_in(Client(), ruth)
        assert desk.post(address("ask", asked), {"cosigner": quinn.pk}).status_code in (409, 422)
        answer = desk.post(address("retract", asked), {"reason": "twice"})
        assert answer.status_code == 409
        assert "for the note’s author to do" in text_of(answer)


class TestAdding:
    def test_an_addendum_is_kept_signed_and_stands_below(self, browser: Client, signed: CounselingNote, address: Address) -> None:
        page = text_of(browser.get(address("add", signed)))
        assert f'data-care-draft="{address("keep_addendum", signed)}"' in page
        assert browser.post(address("keep_addendum", signed), {"text": "Her sister"}).status_code == 200
        assert "Her sister" in text_of(browser.get(address("add", signed)))
        assert browser.post(address("add", signed), {"text": "  "}).status_code == 422
        answer = browser.post(address("add", signed), {"text": "Her sister called."}, follow=True)
        assert "Her sister called." in text_of(answer)
        assert "Added by Priya Nair" in text_of(answer)

    def test_it_is_thrown_away_and_not_too_long(self, browser: Client, signed: CounselingNote, address: Address) -> None:
        assert browser.post(address("keep_addendum", signed), {"text": "x" * 5_001}).status_code == 413
        browser.post(address("keep_addendum", signed), {"text": "No"})
        browser.post(address("throw_away_addendum", signed))
        assert not NoteAddendum.objects.exists()


class TestTakingBack:
    def test_a_note_entered_in_error_says_so(self, browser: Client, signed: CounselingNote, address: Address) -> None:
        assert browser.get(address("retract", signed)).status_code == 200
        assert browser.post(address("retract", signed), {}).status_code == 422
        page = text_of(browser.post(address("retract", signed), {"reason": "record"}, follow=True))
        assert "Entered in error." in page
        assert "It belongs in the record" in page
        assert browser.get(address("add", signed)).status_code == 409

    def test_a_text_changed_past_the_platform_is_said(self, browser: Client, signed: CounselingNote, address: Address) -> None:
        CounselingNote.objects.update(text="Something else")
        assert "This is not what was signed." in text_of(browser.get(address("note", signed)))


class TestOthers:
    def test_only_those_who_write_notes_on_the_team_see_the_tab(
        self, mari: Patient, priya: Staff, quinn: Staff, amara: Staff, ruth: Staff, address: Address
    ) -> None:
        chart = reverse("pages:chart", args=[mari.uuid])
        seen = {
            staff: f'href="{address("notes")}"' in text_of(sign_in(Client(), staff).get(chart))
            for staff in (priya, quinn, amara, ruth)
        }
        assert seen == {priya: True, quinn: True, amara: False, ruth: False}

    def test_a_colleague_who_writes_notes_of_the_same_person_sees_none_of_hers(
        self, asked: CounselingNote, quinn: Staff, address: Address
    ) -> None:
        page = text_of(sign_in(Client(), quinn).get(address("notes")))
        assert "You keep no counseling notes of Marisol" in page
        assert "Priya Nair" not in page.partition("tl-tabs")[2]

    @pytest.mark.parametrize("name", ["note", "write", "add", "retract"])
    def test_a_note_of_somebody_else_and_none_at_all_are_refused_alike(
        self, asked: CounselingNote, quinn: Staff, amara: Staff, charlie: Staff, mari: Patient, name: str, address: Address
    ) -> None:
        nowhere = reverse(f"notes:{name}", args=[mari.uuid, mari.uuid])
        for staff in (quinn, amara, charlie):
            client = sign_in(Client(), staff)
            there, not_there = client.get(address(name, asked)), client.get(nowhere)
            assert (there.status_code, not_there.status_code) == (403, 403)
            assert "Counseling notes stay with their author" in text_of(there)

    def test_a_note_is_found_under_its_own_person_alone(self, signed: CounselingNote, browser: Client, priya: Staff) -> None:
        other = CounselingNoteFactory(author=priya, signed=True)
        assert browser.get(reverse("notes:note", args=[other.patient.uuid, signed.uuid])).status_code == 404
        stranger = sign_in(Client(), staff_with(Role.COUNSELOR, organisation=OrganisationFactory()))
        assert stranger.get(reverse("notes:note", args=[signed.patient.uuid, signed.uuid])).status_code == 404

    def test_an_author_off_the_team_reads_their_note_and_nothing_of_the_record(
        self, browser: Client, signed: CounselingNote, priya: Staff, address: Address, at: datetime
    ) -> None:
        CareTeamMember.objects.filter(staff=priya).update(left_at=at, left_by=priya.user)
        page = text_of(browser.get(address("note", signed)))
        assert WORDS.partition(";")[0] in page
        assert "The record is closed to you" in page
        assert "1988" not in page
        assert "record.refused" not in AuditEvent.objects.values_list("verb", flat=True)
        notes = text_of(browser.get(address("notes")))
        assert "Begin a note" not in notes
        assert browser.post(address("begin")).status_code == 403

    def test_the_desk_opens_to_who_wrote_notes_whatever_their_role_is_now(self, db: None) -> None:
        nurse = staff_with(Role.NURSE)
        assert sign_in(Client(), nurse).get(reverse("notes_desk:desk")).status_code == 403
        supervisor = staff_with(Role.SUPERVISOR)
        assert "Nothing waits for you here" in text_of(sign_in(Client(), supervisor).get(reverse("notes_desk:desk")))

    def test_every_opening_is_in_the_audit_without_a_word(
        self, browser: Client, signed: CounselingNote, address: Address
    ) -> None:
        browser.get(address("note", signed))
        event = AuditEvent.objects.filter(category="counselling_note").latest("pk")
        assert (event.verb, event.basis, event.decision) == ("record.opened", "D01-author", "allow")


def test_after_the_author_left_the_page_says_that_it_stays_closed(
    asked: CounselingNote, priya: Staff, ruth: Staff, permit: PermitFor, address: Address, at: datetime
) -> None:
    operations.cosign_note(permit=permit(ruth, asked), note=asked.uuid, at=at)
    Staff.objects.filter(pk=priya.pk).update(ended_at=at, ended_by=ruth.user)
    page = text_of(sign_in(Client(), ruth).get(address("note", asked)))
    assert "Priya Nair no longer works here." in page
    assert sign_in(Client(), priya).get(address("note", asked)).status_code == 403
