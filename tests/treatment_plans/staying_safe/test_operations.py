"""Plans are written together, come into force with both words, have one clock each; a return opens care and ends nothing."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from care.actor import Permit
from care.consent.rules import BadPaper
from care.lib.ids import uuid7
from care.outbox.models import Delivery
from care.worklist.models import Task
from patients.models import Patient
from tests.treatment_plans.staying_safe.conftest import AgreedPlan
from treatment_plans import operations as plans
from treatment_plans.models import Plan
from treatment_plans.rules import NotPossible
from treatment_plans.staying_safe import operations, queries, rules
from treatment_plans.staying_safe.models import PhoneCopy, ReturnToUse, SafePart, SafePlan, SafeSignature
from treatment_plans.staying_safe.vocabulary import (
    CopyEnd,
    ErrorReason,
    Part,
    Party,
    PlanEnd,
    PlanKind,
    PlanState,
    ToldBy,
    Way,
    Why,
)

pytestmark = pytest.mark.django_db


def tasks(kind: str) -> list[str]:
    return list(Task.objects.filter(kind=kind, state__in=["open", "taken"]).values_list("title", flat=True))


def test_a_plan_comes_into_force_with_both_words_and_the_one_before_ends(
    permit: Permit, agreed: AgreedPlan, at: datetime
) -> None:
    first = agreed(signs="I stop answering.\nI sleep badly.")
    row = queries.get_safe_plan(permit=permit, plan=first.uuid)
    assert row.is_in_force
    assert row.review_due_on == row.agreed_at.date() + timedelta(days=90) if row.agreed_at else False
    assert [(one.party, one.way, one.name, one.is_whole) for one in row.signatures] == [
        (Party.CLINICIAN, Way.TYPED, "Priya Nair", True),
        (Party.PATIENT, Way.TYPED, "Mari Delgado", True),
    ]
    later = at + timedelta(days=10)
    draft = operations.begin_plan(permit=permit, kind=PlanKind.SAFETY, at=later)
    assert operations.begin_plan(permit=permit, kind=PlanKind.SAFETY, at=later) == draft
    written = {Part.SIGNS: operations.Written("I stop answering.\nI call nobody.", 1)}
    assert operations.write_parts(permit=permit, plan=draft.uuid, written=written, at=later) == [Part.SIGNS]
    operations.sign_plan(permit=permit, plan=draft.uuid, name="Priya Nair", at=later)
    operations.take_word(permit=permit, plan=draft.uuid, way=Way.SPOKEN, name="", at=later)
    newer, older = queries.versions_of(permit=permit, kind=PlanKind.SAFETY)
    assert (newer.version, newer.state, older.state, older.end_reason) == (
        2,
        PlanState.IN_FORCE,
        PlanState.ENDED,
        PlanEnd.SUPERSEDED,
    )
    found = rules.changes(PlanKind.SAFETY, older.texts, newer.texts)
    assert [(one.added, one.removed) for one in found] == [(["I call nobody."], ["I sleep badly."])]


def test_a_plan_without_words_or_with_nobodys_name_is_not_signed(permit: Permit, at: datetime) -> None:
    plan = operations.begin_plan(permit=permit, kind=PlanKind.OVERDOSE, at=at)
    with pytest.raises(rules.NothingWritten):
        operations.sign_plan(permit=permit, plan=plan.uuid, name="Priya Nair", at=at)
    with pytest.raises(NotPossible):
        operations.take_word(permit=permit, plan=plan.uuid, way=Way.TYPED, name="Mari", at=at)
    written = {Part.NALOXONE: operations.Written("Kitchen drawer", 1)}
    operations.write_parts(permit=permit, plan=plan.uuid, written=written, at=at)
    operations.sign_plan(permit=permit, plan=plan.uuid, name="Priya Nair", at=at)
    with pytest.raises(NotPossible):  # what is signed is not written on
        operations.write_parts(permit=permit, plan=plan.uuid, written=written, at=at)
    with pytest.raises(rules.BadWord):
        operations.take_word(permit=permit, plan=plan.uuid, way=Way.TYPED, name="  ", at=at)
    with pytest.raises(BadPaper):
        operations.take_word(permit=permit, plan=plan.uuid, way=Way.TYPED, name="Mari", drawing="<svg>", at=at)
    with pytest.raises(operations.WordingChanged):
        operations.take_word(permit=permit, plan=plan.uuid, way=Way.TYPED, name="Mari", seal="another", at=at)
    operations.go_back(permit=permit, plan=plan.uuid, at=at)
    assert not SafeSignature.objects.exists()


def test_two_colleagues_in_different_parts_lose_nothing_and_in_the_same_part_are_told(permit: Permit, at: datetime) -> None:
    plan = operations.begin_plan(permit=permit, kind=PlanKind.STAYING_WELL, at=at)
    operations.write_parts(permit=permit, plan=plan.uuid, written={Part.TRIGGERS: operations.Written("Paydays", 1)}, at=at)
    both = {Part.TRIGGERS: operations.Written("", 1), Part.PLACES: operations.Written("The river", 1)}
    with pytest.raises(operations.ChangedMeanwhile) as told:
        operations.write_parts(permit=permit, plan=plan.uuid, written=both, at=at)
    assert {part: (one.text, one.version, one.who) for part, one in told.value.theirs.items()} == {
        Part.TRIGGERS: ("Paydays", 2, "Priya Nair")
    }
    other = {Part.TRIGGERS: operations.Written("Paydays", 1), Part.PLACES: operations.Written("The river", 1)}
    operations.write_parts(permit=permit, plan=plan.uuid, written=other, at=at)
    texts = queries.get_safe_plan(permit=permit, plan=plan.uuid).texts
    assert (texts[Part.TRIGGERS], texts[Part.PLACES]) == ("Paydays", "The river")


def test_the_database_keeps_what_is_signed(agreed: AgreedPlan) -> None:
    plan = agreed()
    for statement in (
        lambda: SafePart.objects.filter(plan=plan).update(text="another"),
        lambda: SafePart.objects.filter(plan=plan).delete(),
        lambda: SafeSignature.objects.filter(plan=plan).update(name="Somebody"),
        lambda: SafePlan.objects.filter(pk=plan.pk).update(review_due_on=None),
        lambda: SafePlan.objects.filter(pk=plan.pk).update(state="ended"),
        lambda: SafePlan.objects.filter(pk=plan.pk).update(category="sud"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            statement()


def test_a_change_past_the_program_is_seen(permit: Permit, agreed: AgreedPlan) -> None:
    plan = agreed()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE staying_safe_safepart SET text = 'another' WHERE part = 'signs'")
        cursor.execute("SET LOCAL session_replication_role = origin")
    row = queries.get_safe_plan(permit=permit, plan=plan.uuid)
    assert [one.is_whole for one in row.signatures] == [False, False]


def test_one_task_asks_for_a_look_however_many_reasons_there_are(permit: Permit, agreed: AgreedPlan, at: datetime) -> None:
    plan = agreed()
    due = Delivery.objects.get(key__startswith="safe_plan.look_again:")
    assert (due.due_at - at).days in (89, 90)
    assert not operations.day_has_come(permit=permit, plan=plan.uuid, at=at)
    later = at + timedelta(days=91)
    assert operations.day_has_come(permit=permit, plan=plan.uuid, at=later)
    assert not operations.day_has_come(permit=permit, plan=plan.uuid, at=later)
    assert not operations.after_crisis(permit=permit, at=later)
    assert not operations.ask_again(permit=permit, plan=plan.uuid, why=Why.CHANGE, at=later)
    assert tasks("safe_plan_safety") == ["Look at the safety plan together"]
    operations.keep_plan(permit=permit, plan=plan.uuid, at=later)
    assert tasks("safe_plan_safety") == []
    assert not operations.day_has_come(permit=permit, plan=plan.uuid, at=later)
    assert operations.after_crisis(permit=permit, at=later)  # the next crisis asks anew
    row = queries.get_safe_plan(permit=permit, plan=plan.uuid)
    assert row.review_due_on is not None
    assert (row.review_due_on - later.date()).days in (2, 3)


def test_a_screening_asks_for_a_safety_plan_where_none_is_younger_than_ninety_days(
    permit: Permit, agreed: AgreedPlan, at: datetime
) -> None:
    response = uuid7()
    assert operations.after_screening(permit=permit, response=response, is_high=False, at=at)
    assert not operations.after_screening(permit=permit, response=uuid7(), is_high=True, at=at)
    assert tasks("safe_plan_safety") == ["Make a safety plan together"]
    agreed()  # which is what was asked for
    assert tasks("safe_plan_safety") == []
    assert not operations.after_screening(permit=permit, response=response, is_high=False, at=at + timedelta(days=30))
    assert operations.after_screening(permit=permit, response=response, is_high=True, at=at + timedelta(days=30))
    Task.objects.all().delete()
    assert operations.after_screening(permit=permit, response=response, is_high=False, at=at + timedelta(days=95))


def test_a_return_to_use_opens_care_and_changes_nothing_else(
    permit: Permit, agreed: AgreedPlan, mari: Patient, at: datetime
) -> None:
    draft = plans.draft_plan(permit=permit, at=at)
    plans.state_goal(permit=permit, plan=draft.uuid, own_words="Keep my apartment.", at=at)
    draft.refresh_from_db()
    plans.agree_plan(permit=permit, plan=draft.uuid, seen=draft.revision, at=at)
    kept = agreed(PlanKind.STAYING_WELL, triggers="Paydays")
    before = [Plan.objects.values().get(), SafePlan.objects.values().get()]
    told = operations.Told("2026-11", "alcohol", ToldBy.PERSON, own_words="It was one evening.", helped="Calling my sister")
    row = operations.record_return(permit=permit, told=told, at=at)
    assert [Plan.objects.values().get(), SafePlan.objects.values().get()] == before
    offer = Task.objects.get(uuid=row.offer)
    assert (offer.title, offer.priority, offer.subject) == ("Get in touch and offer care", "raised", row.uuid)
    event = Delivery.objects.get(kind="event:use.returned")
    assert event.about == {"return": str(row.uuid)}
    assert operations.after_return(permit=permit, event=row.uuid, at=at) == [PlanKind.STAYING_WELL]
    assert operations.after_return(permit=permit, event=row.uuid, at=at) == []
    assert tasks("safe_plan_staying_well") == ["Look at the plan for staying well together"]
    kept.refresh_from_db()
    assert kept.state == PlanState.IN_FORCE
    with pytest.raises(operations.NotYet):
        operations.record_return(permit=permit, told=operations.Told("2027", "alcohol", ToldBy.PERSON), at=at)
    operations.mark_in_error(permit=permit, event=row.uuid, reason=ErrorReason.TWICE, at=at)
    offer.refresh_from_db()
    assert (offer.state, queries.returns_of(permit=permit)) == ("cancelled", [])
    with pytest.raises(operations.NoSuchReturn):
        operations.mark_in_error(permit=permit, event=row.uuid, reason=ErrorReason.TWICE, at=at)
    assert ReturnToUse.objects.count() == 1


def test_a_copy_is_given_once_under_one_link_and_taken_back(permit: Permit, agreed: AgreedPlan, at: datetime) -> None:
    with pytest.raises(operations.NothingToCopy):
        operations.give_copy(permit=permit, kinds=list(PlanKind), sends=True, at=at)
    agreed()
    first = operations.give_copy(permit=permit, kinds=[PlanKind.SAFETY], sends=True, at=at)
    token = operations.issue_copy_link(permit=permit, copy=first.uuid, at=at)
    again = operations.give_copy(permit=permit, kinds=list(PlanKind), sends=False, at=at + timedelta(days=1))
    assert again == first
    assert operations.issue_copy_link(permit=permit, copy=first.uuid, at=at + timedelta(days=1)) == token
    operations.take_back_copy(permit=permit, why=CopyEnd.PHONE_LOST, at=at + timedelta(days=2))
    for refused in (
        lambda: operations.take_back_copy(permit=permit, why=CopyEnd.PHONE_LOST, at=at),
        lambda: operations.issue_copy_link(permit=permit, copy=first.uuid, at=at),
    ):
        with pytest.raises(operations.NoCopy):
            refused()
    assert PhoneCopy.objects.get().taken_back_why == "phone_lost"


def test_everything_ends_with_care_and_nothing_with_a_return(permit: Permit, agreed: AgreedPlan, at: datetime) -> None:
    agreed()
    agreed(PlanKind.STAYING_WELL, triggers="Paydays")
    operations.begin_plan(permit=permit, kind=PlanKind.STAYING_WELL, at=at)
    assert operations.close_plans(permit=permit, reason=PlanEnd.CARE_ENDED, at=at) == 3
    assert operations.close_plans(permit=permit, reason=PlanEnd.CARE_ENDED, at=at) == 0
    assert not SafePlan.objects.exclude(state="ended").exists()
