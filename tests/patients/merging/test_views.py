"""The screens on which records are compared, merged and taken apart, as a browser uses them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from care.actor import Role
from care.audit.models import AuditEvent
from patients.merging.models import LikelyPair, Merge
from patients.merging.rules import PairState
from patients.models import MergedRecord
from patients.operations.people import put_keys
from patients.queries import contact_of
from tests.factories.accounts import sign_in, staff_with
from tests.factories.merging import LikelyPairFactory, MergeFactory
from tests.factories.patients import ContactPointFactory, enrolled_patient
from tests.factories.regimens import MedicationOrderFactory
from tests.factories.worklist import TaskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return staff_with(Role.COORDINATOR)


@pytest.fixture
def browser(client, alice):
    return sign_in(client, alice)


@pytest.fixture
def kept(alice):
    return enrolled_patient(alice, legal_given="Marisol", legal_family="Vega", mrn="11112222")


@pytest.fixture
def gone(alice):
    return enrolled_patient(alice, legal_given="Mari", legal_family="Vega", mrn="33334444")


def url(name, *parts):
    return reverse(f"merging:{name}", args=[getattr(part, "uuid", part) for part in parts])


def page(answer) -> str:
    return " ".join(answer.content.decode().split())


def answers(answer) -> dict[str, str]:
    """Everything decided for the record that stays."""
    form = answer.context["form"]
    return {name: "kept" for name in form.fields if name != "why"}


def merged(browser, kept, gone):
    shown = browser.get(url("compare", kept, gone))
    return browser.post(url("compare", kept, gone), answers(shown) | {"why": "Same ID card."}, follow=True)


def test_the_list_shows_pairs_the_likeliest_first_and_says_why(browser, alice, kept, gone):
    LikelyPairFactory(one=kept, other=gone)
    text = page(browser.get(url("alike")))
    assert "To look at: 1" in text
    assert "Same names; same birth date" in text
    assert url("compare", kept, gone) in text
    event = AuditEvent.objects.get(verb="list.alike")
    assert sorted(event.patient_ids) == sorted([kept.pk, gone.pk])


def test_a_prescriber_sees_only_pairs_of_their_own_people(client, alice, kept, gone):
    LikelyPairFactory(one=kept, other=gone)
    robin = staff_with(Role.PRESCRIBER, organisation=alice.organisation)
    assert "No two records look alike." in page(sign_in(client, robin).get(url("alike")))


def test_comparing_shows_both_and_asks_what_there_can_be_once(browser, kept, gone):
    text = page(browser.get(url("compare", kept, gone)))
    assert "Merge Mari Vega’s record into Marisol Vega’s" in text
    assert "Open enrollment" in text
    assert "MRN 1111 2222" in text
    assert "MRN 3333 4444" in text
    assert "Legal given names" in text


def test_merging_leads_to_the_record_kept_and_the_old_address_does_too(browser, kept, gone):
    answer = merged(browser, kept, gone)
    assert answer.redirect_chain == [(url("record", kept), 302)]
    assert "two records are one" in page(answer)
    assert "Merged into this record: 1" in page(answer)
    assert "Marisol Vega" in page(browser.get(reverse("pages:chart", args=[gone.uuid])))


def test_without_a_reason_or_a_decision_nothing_is_merged_and_what_was_typed_is_kept(browser, kept, gone):
    answer = browser.post(url("compare", kept, gone), {"why": "Same ID card."})
    assert answer.status_code == 422
    assert "Choose which one stands." in page(answer)
    assert "Same ID card." in page(answer)
    shown = browser.get(url("compare", kept, gone))
    assert browser.post(url("compare", kept, gone), answers(shown)).status_code == 422
    assert not MergedRecord.objects.exists()


def test_what_a_prescriber_decides_holds_others_up_and_says_so(browser, kept, gone):
    order = MedicationOrderFactory(patient=kept, active=True)
    MedicationOrderFactory(patient=gone, active=True, medication=order.medication)
    text = page(browser.get(url("compare", kept, gone)))
    assert "Cannot be merged by you yet." in text
    assert "A prescriber decides which one stands" in text
    assert browser.post(url("compare", kept, gone), {"why": "Same."}).status_code == 422


def test_a_merge_is_taken_apart_on_its_own_page(browser, kept, gone):
    TaskFactory(patient=gone, organisation=gone.organisation)
    merged(browser, kept, gone)
    merge = Merge.objects.get()
    text = page(browser.get(url("merged", kept, merge)))
    assert "Mari Vega’s record was merged into this one" in text
    assert "Tasks" in text
    assert browser.post(url("merged", kept, merge), {"why": ""}).status_code == 422
    answer = browser.post(url("merged", kept, merge), {"why": "Sisters."}, follow=True)
    assert "two records again. Everything stands as before." in page(answer)
    assert browser.post(url("merged", kept, merge), {"why": "Sisters."}).status_code == 422


def test_two_people_are_told_apart_and_looked_at_again(browser, kept, gone):
    pair = LikelyPairFactory(one=kept, other=gone)
    assert browser.post(url("apart", kept, gone), {"words": ""}).status_code == 422
    answer = browser.post(url("apart", kept, gone), {"words": "Sisters; asked both."}, follow=True)
    assert "two people. Kept in mind." in page(answer)
    pair.refresh_from_db()
    assert (pair.state, pair.words) == (PairState.APART.value, "Sisters; asked both.")
    assert "Sisters; asked both." in page(browser.get(url("alike") + "?show=apart"))
    answer = browser.post(url("again", kept, gone), follow=True)
    assert LikelyPair.objects.get().state == PairState.OPEN.value
    assert "are two people" in page(answer)


def test_the_other_record_is_found_by_hand_and_not_the_same_one(browser, kept, gone):
    for one in (kept, gone):
        put_keys(one, contact_of(one))
    answer = browser.post(url("record", kept), {"q": "vega"})
    assert [line.uuid for line in answer.context["others"]] == [gone.uuid]
    assert "vega" not in answer.request["PATH_INFO"]
    assert browser.post(url("record", kept), {"q": ""}).status_code == 422


@pytest.mark.parametrize("role", [Role.NURSE, Role.COUNSELOR, Role.FRONT_DESK])
def test_who_does_not_merge_records_is_refused(client, alice, kept, gone, role):
    bob = staff_with(role, organisation=alice.organisation)
    browser = sign_in(client, bob)
    assert browser.get(url("alike")).status_code == 403
    assert browser.get(url("record", kept)).status_code == 403


def test_a_record_is_not_compared_with_itself_or_with_another_programs(browser, kept):
    stranger = enrolled_patient(staff_with(Role.COORDINATOR))
    assert browser.get(url("compare", kept, kept)).status_code == 404
    assert browser.get(url("compare", kept, stranger)).status_code == 404


@pytest.mark.parametrize("rows", [1, 50])
def test_comparing_takes_the_same_number_of_queries_however_much_there_is(browser, kept, gone, rows):
    for patient in (kept, gone):
        TaskFactory.create_batch(rows, patient=patient, organisation=patient.organisation)
        ContactPointFactory.create_batch(rows, patient=patient)
    browser.get(url("compare", kept, gone))
    with CaptureQueriesContext(connection) as captured:
        browser.get(url("compare", kept, gone))
    assert len(captured) <= 75, len(captured)


@pytest.mark.parametrize("pairs", [1, 20])
def test_the_list_takes_the_same_number_of_queries_however_many_there_are(browser, alice, pairs):
    for _ in range(pairs):
        LikelyPairFactory(one=enrolled_patient(alice), other=enrolled_patient(alice))
    browser.get(url("alike"))
    with CaptureQueriesContext(connection) as captured:
        browser.get(url("alike"))
    assert len(captured) <= 16, len(captured)


def test_what_was_merged_is_listed_with_the_way_to_take_it_apart(browser, alice):
    merge = MergeFactory(kept=enrolled_patient(alice, chosen_name="Anna Lindqvist"), merged_by=alice.user)
    text = page(browser.get(url("alike") + "?show=merged"))
    assert "Anna Lindqvist" in text
    assert "Look or take apart" in text
    event = AuditEvent.objects.filter(verb="list.alike").latest("pk")
    assert event.patient_ids == [merge.kept_id]
    assert "No two records were merged." in page(
        sign_in(Client(), staff_with(Role.COORDINATOR)).get(url("alike") + "?show=merged")
    )
