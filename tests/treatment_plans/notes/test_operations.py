"""Writing and signing: what each operation does and refuses."""

from datetime import date, datetime, timedelta

import pytest

from care.access import gate
from care.access.gate import NotFound, Refused
from care.accounts.models import Staff
from care.actor import Action, Category, PermitMismatch, Purpose, Role
from care.audit.models import AuditEvent
from care.teams.models import CareTeamMember, CaseloadSummary, Enrolment
from care.teams.operations import NotEnrolled
from care.worklist.models import Task
from care.worklist.operations import NobodyToKeepIt, close_tasks_of_patient, give_back_task, open_task, sum_up_tasks, take_task
from care.worklist.rules import NotPossible as TaskNotPossible
from patients.models import Patient
from tests.factories.accounts import OrganisationFactory, actor_for, staff_with
from tests.factories.patients import permit_for
from tests.treatment_plans.notes.conftest import WORDS, PermitFor
from treatment_plans.notes import operations, rules
from treatment_plans.notes.models import CounselingNote, NoteAddendum
from treatment_plans.notes.queries import NoteNotFound, get_note, notes_of
from treatment_plans.notes.vocabulary import ErrorReason, NoteStatus
from treatment_plans.rules import NotPossible

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def verbs() -> list[str]:
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


class TestWriting:
    def test_a_note_begins_empty_and_is_taken_up_again_until_something_is_written(
        self, priya: Staff, permit: PermitFor, at: datetime
    ) -> None:
        first = operations.begin_note(permit=permit(priya, begins=True), session_on=DAY, today=DAY, at=at)
        again = operations.begin_note(permit=permit(priya, begins=True), session_on=DAY - timedelta(days=1), today=DAY, at=at)
        assert (again.pk, again.session_on) == (first.pk, DAY - timedelta(days=1))
        operations.keep_note(permit=permit(priya), note=first.uuid, session_on=DAY, text="One.", today=DAY, at=at)
        assert operations.begin_note(permit=permit(priya, begins=True), session_on=DAY, today=DAY, at=at).pk != first.pk

    @pytest.mark.parametrize("role", [role for role in Role if role not in (Role.COUNSELOR, Role.PSYCHIATRIC_CONSULTANT)])
    def test_only_those_who_write_notes_begin_one(self, role: Role, mari: Patient, permit: PermitFor, priya: Staff) -> None:
        other = staff_with(role, organisation=priya.organisation)
        CareTeamMember.objects.create(
            enrolment=Enrolment.objects.get(patient=mari), patient=mari, staff=other, function=Role.NURSE.value,
            joined_at=priya.started_at, joined_by=priya.user,
        )  # fmt: skip
        with pytest.raises(Refused, match="COUNSELING_SEPARATE"):
            permit(other)

    def test_nobody_off_the_team_begins_one(self, charlie: Staff, permit: PermitFor, mari: Patient) -> None:
        with pytest.raises(Refused, match="COUNSELING_SEPARATE"):
            permit(charlie)
        with pytest.raises(NotFound):
            permit(staff_with(Role.COUNSELOR, organisation=OrganisationFactory()))

    def test_an_earlier_note_is_no_right_to_begin_another(
        self, draft: CounselingNote, priya: Staff, permit: PermitFor, at: datetime
    ) -> None:
        with pytest.raises(PermitMismatch, match="the right to begin one"):
            operations.begin_note(permit=permit(priya), session_on=DAY, today=DAY, at=at)

    def test_none_begins_after_care_has_ended(self, priya: Staff, mari: Patient, permit: PermitFor, at: datetime) -> None:
        allowed = permit(priya, begins=True)
        Enrolment.objects.filter(patient=mari).update(ended_at=at, ended_by=priya.user, end_reason="moved")
        with pytest.raises(NotEnrolled):
            operations.begin_note(permit=allowed, session_on=DAY, today=DAY, at=at)

    def test_keeping_what_is_typed_is_no_event_and_no_history(
        self, draft: CounselingNote, priya: Staff, permit: PermitFor, at: datetime
    ) -> None:
        before, history = verbs(), CounselingNote.pgh_event_model.objects.count()  # type: ignore[attr-defined]
        allowed = permit(priya, draft)
        operations.keep_note(permit=allowed, note=draft.uuid, session_on=None, text="Another\r\nline", today=DAY, at=at)
        assert verbs() == [*before, "record.opened"]
        assert CounselingNote.pgh_event_model.objects.count() == history  # type: ignore[attr-defined]
        assert get_note(permit=allowed, note=draft.uuid).text == "Another\nline"

    def test_another_day_is_an_event(self, draft: CounselingNote, priya: Staff, permit: PermitFor, at: datetime) -> None:
        yesterday = DAY - timedelta(days=1)
        operations.keep_note(permit=permit(priya), note=draft.uuid, session_on=yesterday, text=WORDS, today=DAY, at=at)
        assert verbs()[-1] == "counseling_note.dated"
        with pytest.raises(rules.SessionDay):
            operations.keep_note(
                permit=permit(priya), note=draft.uuid, session_on=DAY + timedelta(days=1), text=WORDS, today=DAY, at=at
            )

    def test_a_note_has_an_end(self, draft: CounselingNote, priya: Staff, permit: PermitFor, at: datetime) -> None:
        with pytest.raises(operations.TooLong):
            operations.keep_note(
                permit=permit(priya), note=draft.uuid, session_on=DAY, text="x" * (rules.LONGEST + 1), today=DAY, at=at
            )

    def test_a_draft_thrown_away_is_gone(self, draft: CounselingNote, priya: Staff, permit: PermitFor, at: datetime) -> None:
        operations.throw_away_note(permit=permit(priya), note=draft.uuid, at=at)
        assert not CounselingNote.objects.exists()
        assert verbs()[-1] == "counseling_note.thrown_away"

    def test_a_permit_to_read_writes_nothing(self, draft: CounselingNote, priya: Staff, permit: PermitFor, at: datetime) -> None:
        with pytest.raises(PermitMismatch):
            operations.sign_note(permit=permit(priya, draft, action=Action.READ), note=draft.uuid, at=at)


class TestSigning:
    def test_a_signed_note_is_sealed_and_its_words_stay(
        self, signed: CounselingNote, priya: Staff, permit: PermitFor, at: datetime
    ) -> None:
        assert (signed.status, signed.signed_at, signed.signed_by) == (NoteStatus.SIGNED, at, priya.user)
        assert get_note(permit=permit(priya, signed), note=signed.uuid).is_whole
        allowed = permit(priya, signed)
        with pytest.raises(NotPossible):
            operations.keep_note(permit=allowed, note=signed.uuid, session_on=DAY, text="Reworded", today=DAY, at=at)
        with pytest.raises(NotPossible):
            operations.sign_note(permit=allowed, note=signed.uuid, at=at)
        with pytest.raises(NotPossible):
            operations.throw_away_note(permit=allowed, note=signed.uuid, at=at)

    def test_a_text_changed_past_the_platform_shows(self, signed: CounselingNote, priya: Staff, permit: PermitFor) -> None:
        CounselingNote.objects.update(text="Something else")
        assert not get_note(permit=permit(priya, signed), note=signed.uuid).is_whole

    def test_nothing_is_not_signed(self, priya: Staff, permit: PermitFor, at: datetime) -> None:
        note = operations.begin_note(permit=permit(priya, begins=True), session_on=DAY, today=DAY, at=at)
        operations.keep_note(permit=permit(priya), note=note.uuid, session_on=DAY, text=" \n ", today=DAY, at=at)
        with pytest.raises(rules.NothingWritten):
            operations.sign_note(permit=permit(priya), note=note.uuid, at=at)


class TestSigningBeside:
    def test_whoever_is_asked_gets_a_task_that_says_nothing(self, asked: CounselingNote, ruth: Staff) -> None:
        task = Task.objects.get()
        assert (task.title, task.why, task.owner, task.category) == (
            "Your co-signature is asked for", "", ruth, "counselling_note",
        )  # fmt: skip
        assert task.subject == asked.uuid

    def test_they_read_it_sign_it_and_the_task_is_done(
        self, asked: CounselingNote, ruth: Staff, permit: PermitFor, at: datetime
    ) -> None:
        assert get_note(permit=permit(ruth, asked), note=asked.uuid).text == WORDS
        operations.cosign_note(permit=permit(ruth, asked), note=asked.uuid, at=at)
        asked.refresh_from_db()
        assert (asked.cosigned_at, asked.cosigned_by) == (at, ruth.user)
        assert Task.objects.get().state == "done"
        with pytest.raises(operations.AlreadyCosigned):
            operations.cosign_note(permit=permit(ruth, asked), note=asked.uuid, at=at)

    def test_both_signatures_stay(
        self, asked: CounselingNote, priya: Staff, ruth: Staff, permit: PermitFor, at: datetime
    ) -> None:
        operations.cosign_note(permit=permit(ruth, asked), note=asked.uuid, at=at)
        for change in (operations.withdraw_request, operations.ask_for_signature):
            more = {"cosigner_id": ruth.pk} if change is operations.ask_for_signature else {}
            with pytest.raises(operations.AlreadyCosigned):
                change(permit=permit(priya, asked), note=asked.uuid, at=at, **more)

    def test_the_author_hands_it_over_and_it_closes_to_who_was_asked_before(
        self, asked: CounselingNote, priya: Staff, quinn: Staff, ruth: Staff, permit: PermitFor, at: datetime
    ) -> None:
        operations.ask_for_signature(permit=permit(priya, asked), note=asked.uuid, cosigner_id=quinn.pk, at=at)
        asked.refresh_from_db()
        with pytest.raises(Refused, match="COUNSELING_SEPARATE"):
            permit(ruth, asked)
        assert [(task.owner, task.state) for task in Task.objects.order_by("pk")] == [(ruth, "cancelled"), (quinn, "open")]
        operations.withdraw_request(permit=permit(priya, asked), note=asked.uuid, at=at)
        assert set(Task.objects.values_list("state", flat=True)) == {"cancelled"}
        with pytest.raises(operations.NobodyAsked):
            operations.withdraw_request(permit=permit(priya, asked), note=asked.uuid, at=at)

    def test_nobody_but_the_author_hands_it_over(
        self, asked: CounselingNote, ruth: Staff, quinn: Staff, permit: PermitFor, at: datetime
    ) -> None:
        allowed = permit(ruth, asked)
        with pytest.raises(operations.NotTheAuthor):
            operations.ask_for_signature(permit=allowed, note=asked.uuid, cosigner_id=quinn.pk, at=at)
        with pytest.raises(operations.NotTheAuthor):
            operations.withdraw_request(permit=allowed, note=asked.uuid, at=at)
        with pytest.raises(operations.NotTheAuthor):
            operations.retract_note(permit=allowed, note=asked.uuid, reason=ErrorReason.TWICE, at=at)

    def test_the_author_does_not_sign_beside_themselves(
        self, asked: CounselingNote, priya: Staff, permit: PermitFor, at: datetime
    ) -> None:
        with pytest.raises(operations.NotAsked):
            operations.cosign_note(permit=permit(priya, asked), note=asked.uuid, at=at)
        with pytest.raises(operations.CannotSign):
            operations.ask_for_signature(permit=permit(priya, asked), note=asked.uuid, cosigner_id=priya.pk, at=at)

    def test_only_colleagues_who_sign_such_notes_are_asked(
        self, signed: CounselingNote, priya: Staff, permit: PermitFor, at: datetime
    ) -> None:
        for other in (
            staff_with(Role.NURSE, organisation=priya.organisation),
            staff_with(Role.SUPERVISOR, organisation=OrganisationFactory()),
            staff_with(Role.SUPERVISOR, organisation=priya.organisation, ended_at=at, ended_by=priya.user),
        ):
            with pytest.raises(operations.CannotSign):
                operations.ask_for_signature(permit=permit(priya, signed), note=signed.uuid, cosigner_id=other.pk, at=at)

    def test_nobody_is_asked_to_sign_a_draft(
        self, draft: CounselingNote, priya: Staff, ruth: Staff, permit: PermitFor, at: datetime
    ) -> None:
        with pytest.raises(NotPossible):
            operations.ask_for_signature(permit=permit(priya, draft), note=draft.uuid, cosigner_id=ruth.pk, at=at)


class TestTheTask:
    def test_the_team_does_not_see_it_in_the_persons_summary(
        self, asked: CounselingNote, mari: Patient, priya: Staff, at: datetime
    ) -> None:
        sum_up_tasks(patient_id=mari.pk, organisation_id=mari.organisation_id)
        summary = CaseloadSummary.objects.get(patient=mari)
        assert (summary.open_tasks, summary.next_what) == (0, "")

    def test_it_goes_back_to_no_role(self, asked: CounselingNote, ruth: Staff, permit: PermitFor, at: datetime) -> None:
        task = Task.objects.get()
        take_task(permit=permit(ruth, asked), task_id=task.pk, at=at)
        with pytest.raises(TaskNotPossible):
            give_back_task(permit=permit(ruth, asked), task_id=task.pk, at=at)

    def test_it_outlives_the_persons_care(self, asked: CounselingNote, mari: Patient, priya: Staff, at: datetime) -> None:
        close_tasks_of_patient(permit=permit_for(priya, mari, at=at), reason="Care ended", at=at)
        assert Task.objects.get().state == "open"

    def test_none_is_opened_for_a_role_or_to_climb(
        self, asked: CounselingNote, priya: Staff, permit: PermitFor, at: datetime
    ) -> None:
        with pytest.raises(NobodyToKeepIt):
            open_task(permit=permit(priya, asked), title="x", due_at=at, at=at, category=operations.NOTES)


class TestAdding:
    def test_an_addendum_is_its_writers_until_it_is_signed(
        self, asked: CounselingNote, priya: Staff, ruth: Staff, permit: PermitFor, at: datetime
    ) -> None:
        operations.keep_addendum(permit=permit(priya, asked), note=asked.uuid, text="Begun", at=at)
        operations.keep_addendum(permit=permit(priya, asked), note=asked.uuid, text="Begun, more", at=at)
        assert NoteAddendum.objects.get().text == "Begun, more"
        assert get_note(permit=permit(ruth, asked), note=asked.uuid).addenda == ()
        operations.sign_addendum(permit=permit(priya, asked), note=asked.uuid, text="Her sister called.", at=at)
        found = get_note(permit=permit(ruth, asked), note=asked.uuid)
        assert [(one.writer, one.text, one.is_whole) for one in found.addenda] == [("Priya Nair", "Her sister called.", True)]
        assert found.status is NoteStatus.AMENDED
        assert found.text == WORDS

    def test_who_signs_beside_adds_as_well(self, asked: CounselingNote, ruth: Staff, permit: PermitFor, at: datetime) -> None:
        operations.sign_addendum(permit=permit(ruth, asked), note=asked.uuid, text="Discussed.", at=at)
        assert NoteAddendum.objects.get().writer == ruth

    def test_an_empty_one_is_not_signed_and_one_thrown_away_is_gone(
        self, signed: CounselingNote, priya: Staff, permit: PermitFor, at: datetime
    ) -> None:
        with pytest.raises(rules.NothingWritten):
            operations.sign_addendum(permit=permit(priya), note=signed.uuid, text="  ", at=at)
        with pytest.raises(operations.TooLong):
            operations.keep_addendum(permit=permit(priya), note=signed.uuid, text="x" * (rules.LONGEST_ADDENDUM + 1), at=at)
        operations.keep_addendum(permit=permit(priya), note=signed.uuid, text="No", at=at)
        operations.throw_away_addendum(permit=permit(priya), note=signed.uuid, at=at)
        assert not NoteAddendum.objects.exists()

    def test_nothing_is_added_to_a_draft(self, draft: CounselingNote, priya: Staff, permit: PermitFor, at: datetime) -> None:
        with pytest.raises(NotPossible):
            operations.keep_addendum(permit=permit(priya), note=draft.uuid, text="x", at=at)


class TestTakingBack:
    def test_it_stays_marked_and_nobody_is_asked_any_more(
        self, asked: CounselingNote, priya: Staff, ruth: Staff, permit: PermitFor, at: datetime
    ) -> None:
        operations.keep_addendum(permit=permit(priya, asked), note=asked.uuid, text="Begun", at=at)
        operations.retract_note(permit=permit(priya, asked), note=asked.uuid, reason=ErrorReason.RECORD, at=at)
        found = get_note(permit=permit(priya, asked), note=asked.uuid)
        assert (found.status, found.error_reason, found.error_at) == (NoteStatus.IN_ERROR, ErrorReason.RECORD, at)
        assert Task.objects.get().state == "cancelled"
        assert not NoteAddendum.objects.exists()
        with pytest.raises(NotPossible):
            operations.sign_addendum(permit=permit(priya, asked), note=asked.uuid, text="More", at=at)

    def test_whoever_signed_beside_still_reads_it(
        self, asked: CounselingNote, priya: Staff, ruth: Staff, permit: PermitFor, at: datetime
    ) -> None:
        operations.cosign_note(permit=permit(ruth, asked), note=asked.uuid, at=at)
        operations.retract_note(permit=permit(priya, asked), note=asked.uuid, reason=ErrorReason.TWICE, at=at)
        assert get_note(permit=permit(ruth, asked), note=asked.uuid).text == WORDS


class TestOthers:
    def test_a_colleague_of_the_team_finds_nothing_and_no_number(
        self, asked: CounselingNote, quinn: Staff, permit: PermitFor
    ) -> None:
        allowed = permit(quinn)  # to begin one of her own
        assert notes_of(permit=allowed) == []
        with pytest.raises(NoteNotFound):
            get_note(permit=allowed, note=asked.uuid)
        for operation in (operations.sign_note, operations.cosign_note, operations.withdraw_request, operations.throw_away_note):
            with pytest.raises(NoteNotFound):
                operation(permit=allowed, note=asked.uuid, at=allowed.at)

    def test_an_author_off_the_team_keeps_their_notes_and_begins_none(
        self, signed: CounselingNote, priya: Staff, permit: PermitFor, at: datetime
    ) -> None:
        CareTeamMember.objects.filter(staff=priya).update(left_at=at, left_by=priya.user)
        assert get_note(permit=permit(priya, signed), note=signed.uuid).text == WORDS
        assert not gate.opens(
            actor=actor_for(priya), patient_id=signed.patient_id, category=Category.COUNSELLING_NOTE, action=Action.WRITE,
            purpose=Purpose.TREAT, at=at,
        )  # fmt: skip

    def test_after_the_author_left_the_clinic_only_who_signs_beside_opens_it(
        self, asked: CounselingNote, priya: Staff, ruth: Staff, quinn: Staff, permit: PermitFor, at: datetime
    ) -> None:
        Staff.objects.filter(pk=priya.pk).update(ended_at=at, ended_by=ruth.user)
        assert not get_note(permit=permit(ruth, asked), note=asked.uuid).has_author
        with pytest.raises(Refused):
            permit(quinn, asked, action=Action.READ)
