"""The screens of progress notes, as an author, a supervisor, and everybody else meet them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import F
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from care.accounts.models import Staff
from care.accounts.operations import disable_account
from care.actor import Actor, Role
from care.deliveries import HANDLERS, LISTENERS
from care.drafts.models import Draft as TypedDraft
from care.lib.dates import local_date
from care.outbox import operations as outbox
from care.worklist.models import Task
from patients.models import Patient
from tests.factories.accounts import actor_for, sign_in, staff_with
from tests.factories.progress import NoteTemplateFactory, ProgressNoteFactory
from tests.factories.treatment_plans import GoalFactory, PlanFactory
from tests.treatment_plans.progress.conftest import Draft, PermitFor
from treatment_plans.progress import operations
from treatment_plans.progress.catalogue import reminding
from treatment_plans.progress.models import NoteTemplate, ProgressNote
from treatment_plans.progress.tasks import JOB, remind_at
from treatment_plans.progress.vocabulary import NoteKind
from treatment_plans.signed.vocabulary import NoteStatus

pytestmark = pytest.mark.django_db

Address = Callable[..., str]
ZONE = "America/New_York"


@pytest.fixture
def browser(priya: Staff) -> Client:
    return sign_in(Client(), priya)


@pytest.fixture
def address(mari: Patient) -> Address:
    return lambda name, *notes: reverse(f"progress_notes:{name}", args=[mari.uuid, *(note.uuid for note in notes)])


def page(answer: HttpResponse) -> str:
    return answer.content.decode()


def form(note: ProgressNote, text: str, **more: str) -> dict[str, str]:
    day = local_date(note.starts_at, ZONE).isoformat()
    kept = {"day": day, "begins": "00:00", "ends": "00:01", "modality": "in_person", "place": "clinic", "part-text": text}
    return kept | {"seen": str(note.revision)} | more


def test_a_note_is_begun_kept_and_signed_in_four_steps(browser: Client, mari: Patient, address: Address, at: datetime) -> None:
    GoalFactory(plan=PlanFactory(patient=mari), own_words="Sleep in my own bed.")
    assert f'href="{address("notes")}"' in page(browser.get(reverse("pages:chart", args=[mari.uuid])))
    assert "Begin a note about Mari" in page(browser.get(address("notes")))
    answer = browser.post(address("begin"), {"kind": "visit", "shape": "free"})
    note = ProgressNote.objects.get()
    assert answer["Location"] == address("write", note)
    sheet = page(browser.get(address("write", note)))
    for words in (f'data-care-draft="{address("keep", note)}"', "data-care-kinder", "Sleep in my own bed.", 'spellcheck="false"'):
        assert words in sheet
    kept = browser.post(address("keep", note), form(note, "Came by", begins="nonsense"))
    assert (kept.status_code, kept.json()["seen"]) == (200, 2)
    stale = browser.post(address("keep", note), form(note, "Second window"))
    assert stale.status_code == 409
    clash = browser.post(address("write", note), form(note, "Second window"))
    assert clash.status_code == 422
    assert "Came by" in page(clash)
    assert "Second window" in page(clash)
    note.refresh_from_db()
    done = browser.post(address("write", note), form(note, "Came by bus.", sign="1"))
    assert done.status_code == 302, page(done)
    note.refresh_from_db()
    assert note.status == NoteStatus.SIGNED
    assert "Came by bus." in page(browser.get(address("note", note)))
    assert "Note signed: visit" in page(browser.get(reverse("pages:timeline", args=[mari.uuid])))


def test_who_reads_the_record_reads_what_is_signed_and_no_draft(
    draft: Draft, signed: ProgressNote, nadia: Staff, charlie: Staff, address: Address
) -> None:
    begun = draft({"text": "Only mine."})
    nurse = sign_in(Client(), nadia)
    listed = page(nurse.get(address("notes")))
    assert "Came by bus" in listed
    assert "Only mine" not in listed
    assert nurse.get(address("note", begun)).status_code == 404
    assert sign_in(Client(), charlie).get(address("note", signed)).status_code == 403
    assert nurse.get(f"{address('notes')}?kind=group").status_code == 200
    assert nurse.get(f"{address('notes')}?kind=nothing").status_code == 404


def test_a_supervisor_is_asked_and_cosigns_and_something_is_added(
    signed: ProgressNote, browser: Client, ruth: Staff, address: Address
) -> None:
    assert browser.post(address("ask", signed), {"cosigner": ruth.pk}).status_code == 302
    hers = sign_in(Client(), ruth)
    asked_of_her = page(hers.get("/progress/"))
    for words in ("Waits for your co-signature: 1", "Co-sign by", "Read and co-sign"):
        assert words in asked_of_her
    ProgressNote.objects.filter(pk=signed.pk).update(asked_at=F("asked_at") - timedelta(days=5))
    assert "Late since" in page(hers.get("/progress/"))
    assert hers.post(address("cosign", signed)).status_code == 302
    assert browser.post(address("keep_addendum", signed), {"text": "The bus"}).status_code == 200
    assert "The bus" in page(browser.get(address("add", signed)))
    assert browser.post(address("add", signed), {"text": "The bus was late."}).status_code == 302
    sheet = page(browser.get(address("note", signed)))
    for words in ("Co-signed", "The bus was late.", "Signed, with addenda"):
        assert words in sheet
    assert browser.get(address("retract", signed)).status_code == 200
    assert browser.post(address("retract", signed), {"reason": "twice"}).status_code == 302
    assert "Entered in error" in page(browser.get(address("note", signed)))


def test_a_video_visit_says_what_it_still_needs(draft: Draft, browser: Client, address: Address) -> None:
    note = draft()
    answer = browser.post(address("write", note), form(note, "By video.", modality="video", sign="1"))
    assert answer.status_code == 409
    assert "where the person was at the start" in page(answer)
    note.refresh_from_db()
    assert note.parts[0]["text"] == "By video."


def test_a_group_is_written_on_one_page_and_signed_on_the_next(
    browser: Client, mari: Patient, theo: Patient, at: datetime
) -> None:
    begins = at.astimezone(ZoneInfo(ZONE)) - timedelta(hours=1)
    sent = {
        "title": "Skills",
        "day": begins.date().isoformat(),
        "begins": begins.strftime("%H:%M"),
        "ends": (begins + timedelta(minutes=50)).strftime("%H:%M"),
        "modality": "in_person",
        "place": "clinic",
        "shared": "Practiced saying no with Theo.",
        f"came-{mari.pk}": "on",
        f"own-{mari.pk}": "Spoke twice.",
        f"came-{theo.pk}": "on",
        f"own-{theo.pk}": "",
    }
    url, keep = reverse("progress_desk:new_group"), reverse("progress_desk:keep_group")
    assert "Mari" in page(browser.get(url))
    assert browser.post(keep, sent | {"own-999999": "of nobody here"}).status_code == 200
    restored = page(browser.get(url))
    assert "Restored from" in restored
    assert "Spoke twice." in restored
    assert "of nobody here" not in str(TypedDraft.objects.get().content)
    assert browser.post(keep, sent | {"shared": "x" * 70_000}).status_code == 413
    named = browser.post(url, sent)
    assert named.status_code == 422
    assert "Say it without the name" in page(named)
    answer = browser.post(url, sent | {"shared": "Practiced saying no."})
    group = answer["Location"]
    assert not TypedDraft.objects.exists()
    assert "Skills: 2 notes begun" in page(browser.get(group))
    assert "Sign all 2" in page(browser.get(group))
    assert "how this person took part" in page(browser.post(group))
    note = ProgressNote.objects.get(patient=theo)
    assert "Spoke twice" not in str(note.parts)
    rows = [*note.parts[:1], note.parts[1] | {"text": "Listened."}]
    ProgressNote.objects.filter(pk=note.pk).update(parts=rows)
    assert browser.post(group).status_code == 302
    assert {note.status for note in ProgressNote.objects.all()} == {NoteStatus.SIGNED}


def test_a_clinic_keeps_its_templates(browser: Client, ruth: Staff, address: Address, at: datetime) -> None:
    hers = sign_in(Client(), ruth)
    url = reverse("progress_desk:new_template", args=["dap"])
    assert browser.get(url).status_code == 403
    sent = {"name": "Weekly visit", "kind": "visit", "part-data": "Since last week:", "part-assessment": "", "part-plan": ""}
    assert hers.post(url, sent).status_code == 302
    assert "Another template has this name" in page(hers.post(url, sent))
    said = {"name": "Intake", "part-data": "How long clean and sober:"}
    assert "A kinder word for “clean and sober”" in page(hers.post(url, sent | said, follow=True))
    NoteTemplate.objects.filter(name="Intake").update(retired_at=at, retired_by=ruth.user)
    template = NoteTemplate.objects.get(name="Weekly visit")
    assert "Weekly visit (DAP)" in page(browser.get(address("notes")))
    browser.post(address("begin"), {"kind": "visit", "shape": str(template.uuid)})
    assert "Since last week:" in page(browser.get(address("write", ProgressNote.objects.get())))
    own = reverse("progress_desk:template", args=[template.uuid])
    assert hers.post(own, sent | {"name": "Weekly"}).status_code == 302
    assert hers.post(reverse("progress_desk:retire_template", args=[template.uuid])).status_code == 302
    assert "Retired" in page(hers.get(reverse("progress_desk:templates")))


def test_pages_take_the_same_queries_however_many_notes_there_are(
    browser: Client, mari: Patient, priya: Staff, address: Address
) -> None:
    NoteTemplateFactory(organisation=priya.organisation)
    counts = []
    for more in (1, 25):
        for _ in range(more):
            ProgressNoteFactory(patient=mari, author=priya, signed=True)
        browser.get(address("notes"))
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert browser.get(address("notes")).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1], counts


def test_an_author_is_asked_once_for_a_signature_and_the_task_ends_with_it(
    draft: Draft, browser: Client, priya: Staff, permit: PermitFor, address: Address, at: datetime
) -> None:
    assert set(reminding()) == set(NoteKind)
    late, thrown, recent = (draft({"text": "Came."}) for _ in range(3))
    job = Actor.system(job=JOB, organisation_id=priya.organisation_id)
    assert remind_at(job, at) == 0
    then = at - timedelta(days=4)
    ProgressNote.objects.filter(pk__in=[late.pk, thrown.pk]).update(starts_at=then, ends_at=then + timedelta(minutes=40))
    assert [remind_at(job, at) for _ in range(2)] == [2, 0]
    tasks = Task.objects.filter(kind="unsigned")
    assert set(tasks.values_list("owner_id", "subject")) == {(priya.pk, late.uuid), (priya.pk, thrown.uuid)}
    assert "A note is not signed yet" in page(browser.get(reverse("pages:today")))
    operations.sign_note(permit=permit(priya), note=late.uuid, at=at)
    operations.throw_away_note(permit=permit(priya), note=thrown.uuid, at=at)
    operations.sign_note(permit=permit(priya), note=recent.uuid, at=at)
    assert set(tasks.values_list("state", flat=True)) == {"done"}
    assert remind_at(job, at + timedelta(days=9)) == 0


def test_what_a_colleague_left_unsigned_is_asked_about_once(
    draft: Draft, priya: Staff, ruth: Staff, permit: PermitFor, at: datetime
) -> None:
    note = draft()
    admin = staff_with(Role.ADMINISTRATOR, organisation=priya.organisation)
    disable_account(actor=actor_for(admin), staff_id=priya.pk, reason="left", at=at)
    outbox.sweep(handlers=HANDLERS, listeners=LISTENERS, clock=lambda: at)
    task = Task.objects.get(subject=note.uuid)
    assert (task.owner_role, task.subject_kind) == ("supervisor", "progress_note")
    hers = sign_in(Client(), ruth)
    assert "Left behind by colleagues: 1" in page(hers.get("/progress/"))
    url = reverse("progress_notes:take_over", args=[note.patient.uuid, note.uuid])
    assert "Take over this draft" in page(hers.get(reverse("progress_notes:note", args=[note.patient.uuid, note.uuid])))
    assert hers.post(url).status_code == 302
    assert Task.objects.get(subject=note.uuid).state == "done"
    assert operations.SORT.subject == "progress_note"
