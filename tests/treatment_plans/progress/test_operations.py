"""A note from its beginning to its signatures, and what can never be done to it."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from care.accounts.models import Staff, User
from care.actor import Action, Category, Role
from care.audit.models import AuditEvent
from care.worklist.models import Task
from patients.models import Patient
from tests.factories.accounts import actor_for
from tests.factories.progress import NoteTemplateFactory
from tests.factories.treatment_plans import GoalFactory, InterventionFactory, PlanFactory
from tests.treatment_plans.progress.conftest import Draft, PermitFor
from treatment_plans.operations import draft_plan
from treatment_plans.progress import operations, queries, rules
from treatment_plans.progress.models import ProgressNote, TemplateRate
from treatment_plans.progress.operations import Attendee, Typed
from treatment_plans.progress.presenters import aim_choices
from treatment_plans.progress.rules import NamesOthers, NotComplete, Session
from treatment_plans.progress.vocabulary import ErrorReason, NoteKind, Structure
from treatment_plans.queries import plans_in_hand
from treatment_plans.rules import NotPossible
from treatment_plans.signed.operations import CannotSign, NotAsked, NotTheAuthor

pytestmark = pytest.mark.django_db


def test_a_note_is_written_signed_cosigned_and_added_to(
    draft: Draft, priya: Staff, ruth: Staff, nadia: Staff, permit: PermitFor, at: datetime
) -> None:
    note = draft({"data": "Came by bus.", "assessment": "Better.", "plan": "See on Monday."}, structure=Structure.DAP)
    mine, hers = permit(priya), permit(ruth)
    with pytest.raises(CannotSign):
        operations.sign_note(permit=mine, note=note.uuid, cosigner_id=nadia.pk, at=at)
    operations.sign_note(permit=mine, note=note.uuid, cosigner_id=ruth.pk, at=at)
    task = Task.objects.get(subject=note.uuid)
    assert (task.owner_id, task.category) == (ruth.pk, "sud")
    with pytest.raises(NotAsked):
        operations.cosign_note(permit=mine, note=note.uuid, at=at)
    operations.cosign_note(permit=hers, note=note.uuid, at=at)
    operations.sign_addendum(permit=hers, note=note.uuid, text="Seen together.", at=at)
    with pytest.raises(NotTheAuthor):
        operations.sign_addendum(permit=permit(nadia), note=note.uuid, text="Not mine.", at=at)
    row = queries.get_note(permit=permit(nadia, action=Action.READ), note=note.uuid)
    assert row.is_whole
    assert [one.text for one in row.addenda] == ["Seen together."]
    task.refresh_from_db()
    assert task.state == "done"
    verbs = AuditEvent.objects.filter(verb__startswith="progress_note.").order_by("at", "id").values_list("verb", flat=True)
    assert set(verbs) == {
        *("progress_note.begun", "progress_note.arranged", "progress_note.signed", "progress_note.cosigned"),
        *("progress_note.addendum_begun", "progress_note.amended"),
    }
    assert "bus" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_what_is_signed_stays_in_the_database_itself(signed: ProgressNote) -> None:
    for change in ("parts = '[]'", "kind = 'contact'", "starts_at = now()", "author_id = NULL", "modality = 'phone'"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE progress_notes_progressnote SET {change} WHERE id = %s", [signed.pk])
    with pytest.raises(DatabaseError), transaction.atomic():
        signed.delete()
    plan = PlanFactory(patient=signed.patient)
    with pytest.raises(DatabaseError), transaction.atomic():
        signed.aims.create(goal=GoalFactory(plan=plan))


def test_a_second_window_never_overwrites_the_first(draft: Draft, priya: Staff, permit: PermitFor, at: datetime) -> None:
    note = draft()
    typed = Typed({"text": "From the second window."}, Session(note.starts_at))
    with pytest.raises(operations.StaleNote) as stale:
        operations.keep_note(permit=permit(priya), note=note.uuid, seen=1, typed=typed, at=at)
    assert stale.value.revision == note.revision == 2
    assert operations.keep_note(permit=permit(priya), note=note.uuid, seen=2, typed=typed, at=at) == 3


def test_a_draft_is_its_authors_and_goes_over_to_a_supervisor_when_they_leave(
    draft: Draft, priya: Staff, ruth: Staff, nadia: Staff, permit: PermitFor, at: datetime
) -> None:
    note = draft()
    for staff in (ruth, nadia):
        with pytest.raises(queries.NoteNotFound):
            queries.get_note(permit=permit(staff), note=note.uuid)
    User.objects.filter(pk=priya.user_id).update(is_active=False, disabled_at=at, disabled_by=ruth.user, disabled_reason="left")
    row = queries.get_note(permit=permit(ruth), note=note.uuid)
    assert row.line.is_left_behind
    with pytest.raises(NotTheAuthor):
        operations.sign_note(permit=permit(ruth), note=note.uuid, at=at)
    with pytest.raises(queries.NoteNotFound):
        operations.take_over_note(permit=permit(nadia), note=note.uuid, at=at)
    operations.take_over_note(permit=permit(ruth), note=note.uuid, at=at)
    with pytest.raises(operations.HandedOver):
        operations.throw_away_note(permit=permit(ruth), note=note.uuid, at=at)
    operations.sign_note(permit=permit(ruth), note=note.uuid, at=at)
    row = queries.get_note(permit=permit(nadia), note=note.uuid)
    assert (row.line.author, row.first_author) == ("Ruth Gallagher", "Priya Nair")


def test_notes_of_mental_health_open_with_that_category_alone(
    draft: Draft, priya: Staff, nadia: Staff, permit: PermitFor, at: datetime
) -> None:
    note = draft(kind=NoteKind.MENTAL_HEALTH)
    operations.sign_note(permit=permit(priya), note=note.uuid, at=at)
    assert note.category == "mental_health"
    whole = permit(nadia, action=Action.READ)
    assert [line.uuid for line in queries.notes_of(permit=whole)] == [note.uuid]
    narrow = type(whole)(**{name: getattr(whole, name) for name in whole.__slots__} | {"categories": frozenset({Category.SUD})})
    assert queries.notes_of(permit=narrow) == []
    with pytest.raises(queries.NoteNotFound):
        queries.get_note(permit=narrow, note=note.uuid)


def test_what_is_missing_is_said_before_a_signature(draft: Draft, priya: Staff, permit: PermitFor, at: datetime) -> None:
    note = draft()
    session = Session(note.starts_at, at, modality="video", person_place="Fresno, California")
    operations.keep_note(permit=permit(priya), note=note.uuid, seen=2, typed=Typed({"text": ""}, session), at=at)
    with pytest.raises(NotComplete) as refused:
        operations.sign_note(permit=permit(priya), note=note.uuid, at=at)
    assert len(refused.value.missing) == 4
    whole = Session(note.starts_at, at, "clinic", "video", "now", "Fresno, California", "559-555-0100", "known")
    operations.keep_note(permit=permit(priya), note=note.uuid, seen=3, typed=Typed({"text": "By video."}, whole), at=at)
    operations.sign_note(permit=permit(priya), note=note.uuid, at=at)


def test_what_the_next_version_took_over_is_offered_once(priya: Staff, mari: Patient, permit: PermitFor, at: datetime) -> None:
    line = InterventionFactory(goal__plan=PlanFactory(patient=mari, active=True))
    draft_plan(permit=permit(priya), at=at)
    plans = plans_in_hand(permit=permit(priya))
    assert plans.draft is not None
    assert len(plans.draft.open_goals) == 1
    assert [number for number, _ in aim_choices([plans.active, plans.draft])] == [str(line.goal.uuid), str(line.uuid)]


def test_a_note_is_about_goals_and_interventions_of_the_plan_in_hand(
    draft: Draft, priya: Staff, mari: Patient, permit: PermitFor, at: datetime
) -> None:
    note = draft()
    goal = GoalFactory(plan=PlanFactory(patient=mari))
    line = InterventionFactory(goal=goal)
    other = GoalFactory()
    session = Session(note.starts_at, at)
    both = (goal.uuid, line.uuid)
    operations.keep_note(
        permit=permit(priya), note=note.uuid, seen=2, typed=Typed({}, session, goals=both, interventions=both), at=at
    )
    row = queries.get_note(permit=permit(priya), note=note.uuid)
    assert [(aim.goal, aim.intervention) for aim in row.aims] == [(goal.uuid, line.uuid)]
    with pytest.raises(operations.NoSuchAim):
        operations.keep_note(permit=permit(priya), note=note.uuid, seen=3, typed=Typed({}, session, goals=(other.uuid,)), at=at)


def test_the_last_note_is_carried_forward_marked_until_a_word_changes(
    draft: Draft, priya: Staff, permit: PermitFor, at: datetime
) -> None:
    first = draft({"text": "Walks every morning."})
    operations.sign_note(permit=permit(priya), note=first.uuid, at=at)
    permitted = permit(priya)
    begins = operations.Beginning(NoteKind.VISIT, Structure.FREE, carries=True, zone="America/New_York")
    note = operations.begin_note(permit=permitted, begins=begins, starts_at=at, at=at)
    assert rules.read(note.parts)[0].text == "Walks every morning."
    assert "carried forward from" in rules.as_text(Structure.FREE, rules.read(note.parts))
    operations.keep_note(permit=permitted, note=note.uuid, seen=1, typed=Typed({"text": "Walks daily."}, Session(at)), at=at)
    note.refresh_from_db()
    assert "carried" not in rules.as_text(Structure.FREE, rules.read(note.parts))


def test_a_group_gives_one_note_to_each_and_names_no_other(
    priya: Staff, mari: Patient, theo: Patient, permit: PermitFor, at: datetime
) -> None:
    permits = [permit(priya, mari), permit(priya, theo)]
    names = {mari.pk: ("Mari Delgado",), theo.pk: ("Theo Quill",)}
    session = Session(at - timedelta(hours=1), at)

    def write(shared: str, own: dict[int, str]) -> object:
        came = {number: Attendee(text, names[number]) for number, text in own.items()}
        given = {"permits": permits, "permit": permits[0], "title": "Skills", "session": session, "at": at}
        return operations.write_group(shared=shared, attendees=came, **given)

    for shared, own in (("Practiced with Theo.", "Spoke."), ("Practiced.", "Sat beside Theo’s chair.")):
        with pytest.raises(NamesOthers):
            write(shared, {mari.pk: own, theo.pk: "Listened."})
    assert not ProgressNote.objects.exists()
    write("Practiced saying no.", {mari.pk: "Mari spoke twice.", theo.pk: "Listened."})
    notes = {note.patient_id: note for note in ProgressNote.objects.all()}
    assert set(notes) == {mari.pk, theo.pk}
    assert "Theo" not in str(notes[mari.pk].parts)
    count = operations.sign_group(permits=permits, permit=permits[0], notes=[note.uuid for note in notes.values()], at=at)
    assert count == 2
    event = AuditEvent.objects.get(verb="group_note.signed")
    assert set(event.patient_ids) == {mari.pk, theo.pk}


def test_the_rate_is_of_a_template_and_of_nobody(draft: Draft, priya: Staff, permit: PermitFor, at: datetime) -> None:
    template = NoteTemplateFactory(organisation=priya.organisation)
    note = draft({"data": "He relapsed on Monday."}, template=template.uuid)
    operations.sign_note(permit=permit(priya), note=note.uuid, at=at)
    rate = TemplateRate.objects.get()
    assert (rate.notes, rate.words, rate.hits) == (1, 4, 1)
    assert {field.name for field in TemplateRate._meta.fields} == {"id", "template", "month", "notes", "words", "hits"}
    row = queries.get_template(organisation_id=priya.organisation_id, template=template.uuid)
    assert (row.notes, row.rate) == (1, None)


def test_templates_are_kept_by_supervisors_and_administrators(priya: Staff, ruth: Staff, at: datetime) -> None:
    given = {"template": None, "name": "Intake", "kind": NoteKind.VISIT, "structure": Structure.DAP, "parts": {"data": "x"}}
    with pytest.raises(PermissionError):
        operations.save_template(actor=actor_for(priya), at=at, **given)
    row = operations.save_template(actor=actor_for(ruth), at=at, **given)
    with pytest.raises(operations.NameTaken):
        operations.save_template(actor=actor_for(ruth), at=at, **given)
    operations.retire_template(actor=actor_for(ruth), template=row.uuid, at=at)
    assert queries.templates(organisation_id=priya.organisation_id, retired=False) == []


def test_a_note_in_error_stays_and_is_no_more_relied_on(
    signed: ProgressNote, priya: Staff, ruth: Staff, permit: PermitFor, at: datetime
) -> None:
    with pytest.raises(NotTheAuthor):
        operations.retract_note(permit=permit(ruth), note=signed.uuid, reason=ErrorReason.TWICE, at=at)
    operations.retract_note(permit=permit(priya), note=signed.uuid, reason=ErrorReason.TWICE, at=at)
    with pytest.raises(NotPossible):
        operations.sign_addendum(permit=permit(priya), note=signed.uuid, text="More.", at=at)
    assert queries.notes_for_release(permit=permit(priya)) == []
    assert Role.SUPERVISOR in rules.COSIGNERS
