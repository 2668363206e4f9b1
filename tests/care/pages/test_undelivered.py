"""What was not delivered: who sees which rows, and what trying again and setting aside do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from care.accounts.models import Organisation
from care.actor import Role
from care.audit.models import AuditEvent
from care.outbox import operations
from care.outbox.models import Delivery
from care.outbox.queries import Undelivered
from care.outbox.rules import State
from care.pages.deliveries import TELL_PEOPLE
from care.pages.presenters.undelivered import what, why
from care.worklist.models import Task
from tests.care.outbox.post import Post
from tests.factories.accounts import OrganisationFactory, staff_with
from tests.factories.outbox import DUE, DeliveryFactory
from tests.factories.patients import enrolled_patient

pytestmark = pytest.mark.django_db

PAGE = "/undelivered/"


@pytest.fixture(autouse=True)
def _no_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def clinic() -> Organisation:
    return OrganisationFactory()


@pytest.fixture
def alice(clinic):
    return staff_with(Role.COORDINATOR, organisation=clinic)


@pytest.fixture
def patient(alice):
    return enrolled_patient(alice)


@pytest.fixture
def dead(patient):
    about = {"reminder": "check-in"}
    return DeliveryFactory(kind="reminder", patient=patient, organisation=patient.organisation, dead=True, about=about)


def page_of(client, staff):
    client.force_login(staff.user)
    return client.get(PAGE).content.decode()


def test_a_coordinator_sees_what_it_was_for_whom_why_and_when(client, alice, patient, dead):
    page = page_of(client, alice)
    for words in ("Marisol Vega", "Check-in", "The provider of text messages could not take it (503).", "6 tries", "Nov 23"):
        assert words in page
    event = AuditEvent.objects.get(verb="list.undelivered")
    assert event.patient_ids == [patient.pk]


def test_rows_about_nobody_are_the_administrators(client, clinic, alice, dead):
    DeliveryFactory(kind="hear:patient.died:plans", organisation=clinic, dead=True, last_error="error-ValueError")
    boss = staff_with(Role.ADMINISTRATOR, organisation=clinic)
    of_boss, of_alice = page_of(client, boss), page_of(client, alice)
    assert "What follows from a death" in of_boss
    assert "Marisol" not in of_boss
    assert "What follows from a death" not in of_alice


def test_what_is_not_dead_or_of_another_clinic_is_not_shown(client, alice, patient):
    stranger = staff_with(Role.COORDINATOR)
    theirs = enrolled_patient(stranger, legal_given="Ines")
    DeliveryFactory(patient=theirs, organisation=theirs.organisation, dead=True)
    DeliveryFactory(patient=patient, organisation=patient.organisation)
    page = page_of(client, alice)
    assert "Everything that was due has gone" in page
    assert "Ines" not in page


def test_a_nurse_who_reads_the_person_has_no_such_page(client, clinic, dead):
    client.force_login(staff_with(Role.NURSE, organisation=clinic).user)
    assert client.get(PAGE).status_code == 403
    assert client.post(reverse("pages:undelivered_again", args=[dead.uuid])).status_code == 403
    assert "Not delivered" not in client.get("/").content.decode()


@pytest.mark.parametrize("rows", [1, 50])
def test_the_page_asks_the_same_number_of_queries_however_long(client, alice, patient, rows, django_assert_max_num_queries):
    DeliveryFactory.create_batch(rows, patient=patient, organisation=patient.organisation, dead=True)
    client.force_login(alice.user)
    client.get(PAGE)
    with django_assert_max_num_queries(14):
        assert client.get(PAGE).content.decode().count("Try again</button>") == rows


def test_a_long_list_has_pages_and_a_cut_cursor_leads_to_the_first(client, alice, patient):
    for number in range(60):
        DeliveryFactory(patient=patient, organisation=patient.organisation, dead=True, settled_at=DUE + timedelta(minutes=number))
    client.force_login(alice.user)
    first = client.get(PAGE)
    cursor = first.context["next_cursor"]
    second = client.get(PAGE, {"after": cursor})
    seen = [row.uuid for answer in (first, second) for row in answer.context["rows"]]
    assert (len(seen), len(set(seen))) == (60, 60)
    assert second.context["next_cursor"] == ""
    assert client.get(PAGE, {"after": "cut"}).url == PAGE


@pytest.mark.django_db(transaction=True)
def test_trying_again_makes_it_due_with_all_its_tries(client, alice, dead, at):
    client.force_login(alice.user)
    assert client.post(reverse("pages:undelivered_again", args=[dead.uuid])).url == PAGE
    dead.refresh_from_db()
    assert (dead.state, dead.attempts, dead.settled_at) == (State.WAITING, 0, None)
    assert "Check-in is tried again now" in client.get(PAGE).content.decode()
    event = AuditEvent.objects.get(verb="delivery.tried_again")
    assert (event.user_id, event.detail) == (alice.user_id, {"delivery": dead.pk})
    post = Post()
    operations.sweep(handlers={"reminder": post.handler}, listeners={}, clock=lambda: dead.next_try_at)
    assert post.sent == [dead.key]


def test_setting_aside_needs_a_reason_and_stays_on_record(client, alice, dead):
    client.force_login(alice.user)
    address = reverse("pages:undelivered_aside", args=[dead.uuid])
    assert "Marisol Vega" in client.get(address).content.decode()
    assert client.post(address, {"reason": "  "}).status_code == 422
    assert client.post(address, {"reason": "Told on the phone"}).url == PAGE
    dead.refresh_from_db()
    assert (dead.state, dead.reason, dead.set_aside_by_id) == (State.SET_ASIDE, "Told on the phone", alice.user_id)
    assert "Told on the phone" not in str(AuditEvent.objects.get(verb="delivery.set_aside").detail)
    assert client.post(address, {"reason": "Again"}).status_code == 404


def test_of_two_who_act_the_second_changes_nothing(client, alice, dead):
    client.force_login(alice.user)
    again = reverse("pages:undelivered_again", args=[dead.uuid])
    client.post(again)
    assert client.post(again).status_code == 404
    assert AuditEvent.objects.filter(verb="delivery.tried_again").count() == 1


# --- telling people ----------------------------------------------------------------------------------------------------------


def hear_of(row, at):
    claimed = Delivery(kind="hear", about={"delivery": row.pk}, organisation_id=row.organisation_id)
    TELL_PEOPLE.hear(claimed, at)


def test_a_row_whose_room_could_not_tell_opens_one_task_for_a_coordinator(dead, patient, at):
    hear_of(dead, at)
    hear_of(dead, at)
    task = Task.objects.get()
    assert (task.patient_id, task.owner_role, task.priority) == (patient.pk, Role.COORDINATOR, "raised")
    assert task.title == "Not delivered: Check-in"


def test_a_row_about_nobody_opens_one_for_the_administrator_and_one_of_no_clinic_none(clinic, at):
    row = DeliveryFactory(organisation=clinic, dead=True)
    hear_of(row, at)
    hear_of(row, at)
    hear_of(DeliveryFactory(organisation=None, dead=True), at)
    assert [(task.patient_id, task.owner_role) for task in Task.objects.all()] == [(None, Role.ADMINISTRATOR)]


# --- words -------------------------------------------------------------------------------------------------------------------


def row_with(**fields):
    given = {"kind": "reminder", "about": {}, "error": "sms-503", "was_handed_over": False} | fields
    return Undelivered(id=1, uuid=None, organisation_id=1, patient_id=None, due_at=DUE, given_up_at=DUE, attempts=6, **given)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("sms-503", "The provider of text messages could not take it (503)."),
        ("sms-400", "The provider of text messages did not accept it (400)."),
        ("sms-TimeoutError", "The provider of text messages could not be reached."),
        ("smtp-550", "The mail server did not accept it (550)."),
        ("smtp-451", "The mail server could not take it (451)."),
        ("smtp-ConnectionRefusedError", "The mail server could not be reached."),
        ("bad-address", "The address is not one that mail can be sent to."),
        ("worker-lost", "Each try stopped the program that sends."),
        ("error-ValueError", "Something went wrong on our side (ValueError)."),
        ("something-new", "It was not accepted (something-new)."),
    ],
)
def test_why_in_words(error, words):
    assert why(row_with(error=error)) == words


def test_what_in_words():
    assert what(row_with(about={"reminder": "missed"})) == "“We missed you”"
    assert what(row_with(about={"reminder": "new"})) == "A message"
    assert what(row_with(kind="event:enrolment.ended")) == "What follows from the end of an enrollment"
    assert what(row_with(kind="hear:something.new:room")) == "What follows from a change"
    assert why(row_with(was_handed_over=True)).startswith("It left")
