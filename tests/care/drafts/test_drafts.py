"""What is typed and not saved: kept for its author alone, passed by the gate, restored, thrown away."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django import forms
from django.db import IntegrityError
from django.urls import reverse

from care.accounts.models import Staff
from care.actor import Action, Actor, Category, PermitMismatch, Role
from care.audit.models import AuditEvent
from care.drafts import operations
from care.drafts.models import Draft
from care.drafts.queries import get_draft
from care.drafts.rules import BIGGEST_CONTENT, FORMS, BadKey, Key, TooMuch, kept, read_key
from tests.factories.accounts import actor_for, sign_in, staff_with
from tests.factories.drafts import DraftFactory
from tests.factories.patients import PatientFactory, enrolled_patient, permit_for

pytestmark = pytest.mark.django_db

NEW = Key("register", None)


@pytest.fixture
def alice() -> Staff:
    return staff_with(Role.COORDINATOR)


# --- rules --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_key_is_read_as_it_is_written(form):
    patient = PatientFactory.build().uuid
    for key in (Key(form, None), Key(form, patient), Key(form, patient, patient), Key(form, None, patient)):
        assert read_key(str(key)) == key


@pytest.mark.parametrize("text", ["", "register", "diary:new", "identity:7", "identity:new:7", ":", "identity:;DROP"])
def test_what_is_no_key_is_refused(text):
    with pytest.raises(BadKey):
        read_key(text)


def test_passwords_and_tokens_are_never_kept():
    fields = {"name": ["Mari"], "password1": ["x"], "csrfmiddlewaretoken": ["x"], "points-0-otp": ["1"], "Secret": ["y"]}
    assert kept(fields) == {"name": ["Mari"]}


def test_what_nobody_types_is_left_out():
    assert kept({"note": ["a\x00b\x07c\nd\te"]}) == {"note": ["abc\nd\te"]}


def test_content_is_bounded_by_its_bytes():
    assert kept({"note": ["x" * (BIGGEST_CONTENT - 4)]})
    with pytest.raises(TooMuch):
        kept({"note": ["é" * (BIGGEST_CONTENT // 2)]})


# --- the database -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "fields"), [("draft_has_key", {"key": ""}), ("draft_is_bounded", {"content": {"note": "x" * 2 * BIGGEST_CONTENT}})]
)
def test_the_database_refuses_a_draft_that_breaks_a_rule(name, fields):
    with pytest.raises(IntegrityError, match=name):
        DraftFactory(**fields)


def test_an_author_has_one_draft_of_a_form():
    first = DraftFactory()
    with pytest.raises(IntegrityError, match="draft_once"):
        DraftFactory(user=first.user, organisation=first.organisation)


# --- keeping and throwing away ------------------------------------------------------------------------------------------


def test_a_draft_is_kept_and_kept_anew(alice, at):
    actor = actor_for(alice)
    operations.save_draft(actor=actor, key=NEW, fields={"chosen_name": ["Ma"]}, at=at)
    operations.save_draft(actor=actor, key=NEW, fields={"chosen_name": ["Mari"]}, at=at + timedelta(seconds=2))
    draft = get_draft(actor=actor, key=NEW)
    assert draft is not None
    assert (draft.content, draft.saved_at) == ({"chosen_name": ["Mari"]}, at + timedelta(seconds=2))


def test_only_its_author_reads_a_draft_and_only_where_it_was_written(alice, at):
    operations.save_draft(actor=actor_for(alice), key=NEW, fields={"chosen_name": ["Mari"]}, at=at)
    bob = staff_with(Role.COORDINATOR, organisation=alice.organisation)
    assert get_draft(actor=actor_for(bob), key=NEW) is None
    assert not operations.discard_draft(actor=actor_for(bob), key=NEW, at=at)
    elsewhere = replace(actor_for(alice), organisation_id=staff_with(Role.NURSE).organisation_id)
    assert get_draft(actor=elsewhere, key=NEW) is None


def test_a_draft_about_somebody_needs_a_permit_to_write_what_the_form_writes(alice, at):
    patient = enrolled_patient(alice)
    key, actor = Key("identity", patient.uuid), actor_for(alice)
    with pytest.raises(PermissionError):
        operations.save_draft(actor=actor, key=key, fields={}, at=at)
    with pytest.raises(PermitMismatch):
        operations.save_draft(
            actor=actor, key=key, fields={}, permit=permit_for(alice, patient, action=Action.READ, at=at), at=at
        )
    operations.save_draft(actor=actor, key=key, fields={}, permit=permit_for(alice, patient, at=at), at=at)
    assert Draft.objects.get().patient_id == patient.pk


def test_a_permit_for_identity_keeps_no_draft_of_a_goal(alice, at):
    patient = enrolled_patient(alice)
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    permit = permit_for(desk, patient, category=Category.DEMOGRAPHICS, at=at)
    with pytest.raises(PermitMismatch):
        operations.save_draft(actor=actor_for(desk), key=Key("goal", patient.uuid), fields={}, permit=permit, at=at)


def test_the_life_of_a_draft_is_two_events_without_its_words(alice, at):
    actor = actor_for(alice)
    for _ in range(3):
        operations.save_draft(actor=actor, key=NEW, fields={"chosen_name": ["Mari"]}, at=at)
    assert operations.discard_draft(actor=actor, key=NEW, at=at)
    assert list(AuditEvent.objects.filter(verb__startswith="draft.").order_by("pk").values_list("verb", "detail")) == [
        ("draft.begun", {"form": "register"}),
        ("draft.discarded", {"form": "register"}),
    ]
    assert get_draft(actor=actor, key=NEW) is None


def test_nobody_who_is_not_signed_in_keeps_a_draft(at):
    with pytest.raises(PermissionError):
        operations.save_draft(actor=Actor.anonymous(), key=NEW, fields={}, at=at)
    assert get_draft(actor=Actor.anonymous(), key=NEW) is None
    assert not operations.discard_draft(actor=Actor.anonymous(), key=NEW, at=at)


def test_the_drafts_of_an_account_that_ends_are_thrown_away(alice, at):
    operations.save_draft(actor=actor_for(alice), key=NEW, fields={}, at=at)
    other = DraftFactory()
    administrator = actor_for(staff_with(Role.ADMINISTRATOR, organisation=alice.organisation))
    assert operations.discard_drafts_of_user(actor=administrator, user_id=alice.user_id, at=at) == 1
    assert list(Draft.objects.all()) == [other]


# --- restoring ----------------------------------------------------------------------------------------------------------


class SampleForm(forms.Form):
    name = forms.CharField()
    agreed = forms.BooleanField(initial=True)
    kinds = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")])
    born = forms.DateField()


def restored(alice, at, fields):
    operations.save_draft(actor=actor_for(alice), key=NEW, fields=fields, at=at)
    draft = get_draft(actor=actor_for(alice), key=NEW)
    assert draft is not None
    return draft


def test_what_was_typed_stands_in_the_form_again_unchecked(alice, at):
    form = SampleForm(initial={"name": "saved", "agreed": True})
    restored(alice, at, {"name": ["Ma"], "kinds": ["a", "b"], "born": ["not a day"]}).restore(form)
    assert not form.is_bound
    assert (form["name"].value(), form["kinds"].value(), form["born"].value()) == ("Ma", ["a", "b"], "not a day")
    assert not form["agreed"].value()  # unticked by hand stays unticked
    assert not form.errors


def test_rows_are_restored_without_empty_ones_and_never_more_than_fit(alice, at):
    fields = {
        "rows-TOTAL_FORMS": ["3"],
        "rows-0-name": ["first"],
        "rows-1-name": [""],
        "rows-2-name": ["third"],
        "rows-2-agreed": ["on"],
    }
    draft = restored(alice, at, fields)
    rows = draft.restore_rows(SampleForm.base_fields, prefix="rows")
    assert [(row["name"], row["agreed"]) for row in rows] == [("first", False), ("third", True)]
    assert draft.restore_rows(SampleForm.base_fields, prefix="other") == []
    wild = replace(draft, content={"rows-TOTAL_FORMS": ["99999999"], "rows-0-name": ["first"]})
    assert len(wild.restore_rows(SampleForm.base_fields, prefix="rows")) == 1


def test_the_time_of_a_draft_is_told_with_its_zone_and_its_day_when_it_was_another(alice):
    draft = restored(alice, datetime(2026, 11, 23, 15, 41, tzinfo=UTC), {})
    zone = "America/New_York"
    assert draft.saved_text(zone=zone, today=date(2026, 11, 23)) == "10:41 am EST"
    assert draft.saved_text(zone=zone, today=date(2026, 11, 24)) == "Mon Nov 23, 10:41 am EST"


# --- the address --------------------------------------------------------------------------------------------------------


def address(key: Key) -> str:
    return reverse("drafts:draft", args=[str(key)])


def test_a_form_is_kept_by_post_and_the_answer_says_when(client, alice):
    answer = sign_in(client, alice).post(address(NEW), {"chosen_name": "Mari", "password": "x"})
    assert answer.status_code == 200
    assert answer.json()["saved"].split()[-1] in ("EST", "EDT")
    draft = get_draft(actor=actor_for(alice), key=NEW)
    assert draft is not None
    assert draft.content == {"chosen_name": ["Mari"]}


def test_a_form_about_somebody_passes_the_gate(client, alice):
    patient = enrolled_patient(alice)
    answer = sign_in(client, alice).post(address(Key("identity", patient.uuid)), {"chosen_name": "Mari"})
    assert answer.status_code == 200
    opened = AuditEvent.objects.get(verb="record.opened")
    assert (opened.patient_ids, opened.category, opened.action) == ([patient.pk], "demographics", "write")


def test_a_draft_about_somebody_else_s_patient_is_answered_as_one_about_nobody(client, alice):
    stranger = PatientFactory()
    answers = [
        sign_in(client, alice).post(address(Key("identity", uuid)), {"chosen_name": "Mari"})
        for uuid in (stranger.uuid, alice.uuid)
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert not Draft.objects.exists()


def test_the_front_desk_keeps_no_draft_of_a_goal(client, alice):
    desk = staff_with(Role.FRONT_DESK, organisation=alice.organisation)
    patient = enrolled_patient(alice)
    assert sign_in(client, desk).post(address(Key("goal", patient.uuid)), {}).status_code == 403
    assert client.post(address(Key("contact", patient.uuid)), {}).status_code == 200


@pytest.mark.parametrize("text", ["diary:new", "identity:7"])
def test_an_unknown_form_is_not_there(client, alice, text):
    assert sign_in(client, alice).post(reverse("drafts:draft", args=[text]), {}).status_code == 404


def test_too_much_is_refused_in_words_of_the_protocol(client, alice):
    assert sign_in(client, alice).post(address(NEW), {"note": "x" * BIGGEST_CONTENT}).status_code == 413


def test_a_draft_is_thrown_away_by_delete(client, alice, at):
    operations.save_draft(actor=actor_for(alice), key=NEW, fields={}, at=at)
    assert sign_in(client, alice).delete(address(NEW)).status_code == 204
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("wanted", "goes_to"), [("/people/new/", "/people/new/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example/", "/")]
)
def test_discarding_goes_back_to_the_form_and_never_elsewhere(client, alice, at, wanted, goes_to):
    operations.save_draft(actor=actor_for(alice), key=NEW, fields={}, at=at)
    answer = sign_in(client, alice).post(reverse("drafts:discard", args=[str(NEW)]), {"next": wanted})
    assert (answer.status_code, answer["Location"]) == (302, goes_to)
    assert not Draft.objects.exists()


def test_a_draft_is_not_read_by_get(client, alice):
    assert sign_in(client, alice).get(address(NEW)).status_code == 405


def test_somebody_who_is_not_signed_in_keeps_nothing(client):
    assert client.post(address(NEW), {"chosen_name": "Mari"}).status_code in (302, 401, 403)
    assert not Draft.objects.exists()
