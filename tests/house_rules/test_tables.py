"""What every table keeps: its pairs, its factory, its silence about people, its history."""

import importlib
from datetime import UTC, date, datetime, time
from typing import Any

import factory
import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from care.lib.ids import uuid7
from tests.house_rules.sources import PROJECT, history_models, our_models

pytestmark = pytest.mark.django_db

CANARY = "Canary Quillfeather"
CANARY_DAY = date(1931, 7, 19)
A_MOMENT = datetime(2026, 11, 23, 15, 50, tzinfo=UTC)
SOMEBODY = 1

# Moments at which nobody acts, so that there is no `_by` beside them; every other `x_at` says who.
NOBODYS_MOMENTS = {
    "access.HandOver.settled_at": "a job's",
    "access.AccessReview.due_at": "a limit",
    "access.AccessSession.ends_at": "a limit",
    "accounts.Invitation.expires_at": "a limit",
    "accounts.Organisation.created_at": "made by `setup`, before there is anybody",
    "assessments.Response.administered_at": "the person's own; `completed_by` says who wrote it down",
    "assessments.Response.changed_at": "who saved stands in the history and the audit",
    "consent.Consent.expires_at": "a limit",
    "coverage.Appeal.decision_due_at": "a limit",
    "coverage.Deadline.aim_at": "a limit",
    "coverage.Deadline.due_at": "a limit",
    "coverage.PriorAuthorization.decision_due_at": "a limit",
    "consent.Representative.expires_at": "a limit",
    "consent.Representative.starts_at": "a limit",
    "consent.Consent.signed_at": "the person's own act; `recorded_by` says who wrote it down",
    "accounts.User.created_at": "made by the invitation, whose row says who",
    "audit.Seal.sealed_at": "a job's",
    "notes.CounselingNote.saved_at": "its only author is `author`",
    "notes.NoteAddendum.saved_at": "its only author is `writer`",
    "progress_notes.ProgressNote.saved_at": "its only author is `author`",
    "progress_notes.ProgressNote.starts_at": "the session’s; who held it is `author`",
    "progress_notes.ProgressNote.ends_at": "the session’s; who held it is `author`",
    "progress_notes.GroupSession.starts_at": "the session’s; who held it is `leader`",
    "progress_notes.GroupSession.ends_at": "the session’s; who held it is `leader`",
    "progress_notes.ProgressAddendum.saved_at": "its only author is `writer`",
    "conferences.Conference.starts_at": "when it begins; `planned_by` says who planned it",
    "audit.Verification.alive_at": "a job's",
    "audit.Verification.begun_at": "a job's",
    "audit.Verification.ended_at": "a job's",
    "privacy.Observation.found_at": "a job's",
    "merging.LikelyPair.found_at": "a job's",
    "outbox.Delivery.due_at": "a limit",
    "outbox.Delivery.next_try_at": "a limit",
    "outbox.Delivery.queued_at": "a part of the change that it was written with, whose event says who",
    "outbox.Delivery.settled_at": "a job's",
    "demo.DemoText.texted_at": "nobody of ours: the demo's phones",
    "drafts.Draft.saved_at": "its only author is `user`",
    "questionnaires.Questionnaire.expires_at": "a limit",
    "staying_safe.PhoneCopy.seen_at": "the phone asked",
    "staying_safe.PhoneCopy.sent_at": "a job's",
    "questionnaires.Questionnaire.reminded_at": "a job's",
    "questionnaires.Questionnaire.sent_at": "a job's",
    "questionnaires.Questionnaire.worried_at": "the person's own answer, looked at by a job",
    "results.Result.measured_at": "when it was so; `recorded_by` says who wrote it down",
    "reminders.Inbound.received_at": "nobody of ours: the person texted",
    "reminders.Message.begun_at": "a job's",
    "reminders.Message.sent_at": "a job's",
    "followups.CheckIn.closes_at": "a limit",
    "followups.CheckIn.missed_at": "the window closed by itself",
    "followups.CheckIn.next_step_at": "a limit",
    "followups.CheckIn.opens_at": "a limit",
    "followups.KeptAnswers.saved_at": "the person's own, gone when it is sent",
    "followups.ProtocolRun.finished_at": "its last check-in ended",
    "links.Link.expires_at": "a limit",
    "links.Link.used_at": "by whoever held it: the patient",
    "teams.CaseloadSummary.next_due_at": "a limit",
    "worklist.Task.due_at": "a limit",
    "worklist.Task.escalates_at": "a limit",
}
# Tables whose rows are no domain facts, so that triggers need not keep what they were.
WITHOUT_HISTORY = {
    "access.AccessNotice": "moves once, and says when and by whom it was seen",
    "access.Disclosure": "append-only itself",
    "access.HandOver": "moves once; the audit and the accounting say what became of it",
    "assessments.FoundTrigger": "append-only itself",
    "assessments.Score": "append-only itself",
    "audit.AuditEvent": "append-only itself",
    "audit.Seal": "append-only itself",
    "audit.Verification": "its end stands in the audit, and whoever doubts it reads the trail again",
    "health.Heartbeat": "signs of life",
    "intake.IntakeStep": "append-only itself",
    "outbox.Delivery": "its states are its history, and it is never deleted",
    "drafts.Draft": "text that is being typed, gone when it is saved",
    "demo.DemoText": "the phones of the demo",
    "patients.SearchKey": "made anew from the person's row",
    "merging.MergedRow": "written once, and append-only itself",
    "reminders.Inbound": "written once",
    "reminders.InboundFor": "written once",
    "reminders.Message": "moves once; the audit says of each whether it left",
    "histories.PastDose": "written once: what a source says anew stands in a row beside it",
    "histories.PastDrugTest": "written once: what a source says anew stands in a row beside it",
    "histories.PastOrder": "written once: what a source says anew stands in a row beside it",
    "histories.PastScore": "written once: what a source says anew stands in a row beside it",
    "histories.PastVisit": "written once: what a source says anew stands in a row beside it",
    "story.Code": "a catalogue that migrations and `load_codes` fill",
    "teams.CaseloadSummary": "made from rows that have a history",
    "treatment_plans.Signature": "written once, and append-only itself",
    "followups.KeptAnswers": "what is being filled in, gone when it is sent",
    "followups.LadderRung": "a catalogue that migrations fill",
    "followups.Protocol": "a catalogue that migrations fill",
    "followups.ProtocolStep": "a catalogue that migrations fill",
    "consent.MinorConsent": "a catalogue that migrations fill",
    "coverage.AidProgram": "a catalogue that migrations fill",
    "coverage.Benefit": "written once",
    "coverage.Deadline": "made anew from the row that it is about",
    "coverage.EligibilityCheck": "written once",
    "coverage.PlanClock": "a catalogue that migrations fill",
    "regimens.Firing": "append-only itself",
    "regimens.Medication": "a catalogue that migrations fill",
    "regimens.Preparation": "a catalogue that migrations fill",
    "treatment_plans.InterventionKind": "a catalogue that migrations fill",
    "progress_notes.TemplateRate": "counts, of no author: what they were says nothing more",
}
# Rows that are about nobody: they may say their own names.
ABOUT_NOBODY = {
    "accounts.Organisation": "a clinic",
    "consent.MinorConsent": "a law",
    "coverage.AidProgram": "a program that helps",
    "coverage.PlanClock": "a law",
    "health.Heartbeat": "a process",
    "followups.LadderRung": "a step of a ladder",
    "followups.Protocol": "a protocol",
    "followups.ProtocolStep": "a step of a protocol",
    "story.Code": "a code",
    "regimens.Medication": "a substance",
    "regimens.Preparation": "a product",
    "treatment_plans.InterventionKind": "a kind of work",
    "progress_notes.NoteTemplate": "words with which notes begin",
    "progress_notes.TemplateRate": "counts of a template",
    "progress_notes.GroupSession": "a meeting of a group",
}


def label(model: type[models.Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"


def fields_of(model: type[models.Model]) -> dict[str, models.Field]:
    return {field.name: field for field in model._meta.local_concrete_fields}


def pairs_of(model: type[models.Model]) -> list[str]:
    names = fields_of(model)
    return [name.removesuffix("_by") for name in names if name.endswith("_by") and f"{name.removesuffix('_by')}_at" in names]


def test_who_did_something_is_never_kept_without_when() -> None:
    found = [
        f"{label(model)}.{name}"
        for model in our_models()
        for name in fields_of(model)
        if name.endswith("_by") and f"{name.removesuffix('_by')}_at" not in fields_of(model)
    ]
    assert not found, f"`_by` without `_at`: {found}"


def test_when_something_was_done_is_never_kept_without_who() -> None:
    found = {
        f"{label(model)}.{name}"
        for model in our_models()
        for name in fields_of(model)
        if name.endswith("_at") and f"{name.removesuffix('_at')}_by" not in fields_of(model)
    }
    assert found <= NOBODYS_MOMENTS.keys(), f"`_at` without `_by`: {sorted(found - NOBODYS_MOMENTS.keys())}"
    assert NOBODYS_MOMENTS.keys() <= found, f"listed and gone: {sorted(NOBODYS_MOMENTS.keys() - found)}"


@pytest.mark.parametrize("model", [model for model in our_models() if pairs_of(model)], ids=label)
def test_the_database_refuses_half_of_a_pair(model: type[models.Model]) -> None:
    loose = [
        name
        for name in pairs_of(model)
        if not (_refuses(model, name, at=A_MOMENT, by=None) and _refuses(model, name, at=None, by=SOMEBODY))
    ]
    assert not loose, f"{label(model)}: not constrained: {loose}"


def _refuses(model: type[models.Model], name: str, *, at: datetime | None, by: int | None) -> bool:
    """Whether NOT NULL or a check of the model refuses this half; all other fields are empty."""
    fields = fields_of(model)
    if (at is None and not fields[f"{name}_at"].null) or (by is None and not fields[f"{name}_by"].null):
        return True
    values = {field: "" if isinstance(kind, models.CharField | models.TextField) else None for field, kind in fields.items()}
    values |= {f"{name}_at": at, f"{name}_by": by}
    row = {field: models.Value(value, output_field=_plain(fields[field])) for field, value in values.items()}
    conditions = [check.condition for check in model._meta.constraints if isinstance(check, models.CheckConstraint)]
    about_both = [
        condition
        for condition in conditions
        if isinstance(condition, models.Q)
        and {f"{name}_at", f"{name}_by"} <= {reference.split("__")[0] for reference in condition.referenced_base_fields}
    ]
    return any(not condition.check(row) for condition in about_both)


def _plain(field: models.Field) -> models.Field:
    return models.BigIntegerField() if field.is_relation else field


def test_no_table_has_an_order_of_its_own() -> None:
    found = [label(model) for model in (*our_models(), *history_models()) if model._meta.ordering]
    assert not found, f"Meta.ordering sorts where nobody asked: {found}"


def test_every_table_has_a_factory() -> None:
    for path in sorted((PROJECT / "tests" / "factories").glob("[!_]*.py")):
        importlib.import_module(f"tests.factories.{path.stem}")
    made = {maker._meta.model for maker in _below(factory.django.DjangoModelFactory)}
    without = [label(model) for model in our_models() if model not in made]
    assert not without, f"no factory in tests/factories: {without}"


def _below(kind: type) -> set[Any]:
    found = set(kind.__subclasses__())
    return found.union(*(_below(child) for child in found)) if found else found


@pytest.mark.parametrize("model", [model for model in our_models() if label(model) not in ABOUT_NOBODY], ids=label)
def test_a_row_does_not_say_who_it_is_about(model: type[models.Model]) -> None:
    row = model(**{name: _canary(field) for name, field in fields_of(model).items() if not field.is_relation})
    said = f"{row} {row!r}"
    assert "anary" not in said, f"{label(model)}.__str__ shows text of the record: {said}"
    assert str(CANARY_DAY.year) not in said, f"{label(model)}.__str__ shows a date of the record: {said}"


def _canary(field: models.Field) -> Any:
    if isinstance(field, ArrayField):
        return [CANARY]
    if isinstance(field, models.CharField | models.TextField):
        return CANARY
    if isinstance(field, models.DateTimeField):
        return datetime.combine(CANARY_DAY, time(), tzinfo=UTC)
    if isinstance(field, models.DateField):
        return CANARY_DAY
    if isinstance(field, models.UUIDField):
        return uuid7()
    if isinstance(field, models.JSONField):
        return {"name": CANARY}
    if isinstance(field, models.BinaryField):
        return CANARY.encode()
    return 7 if isinstance(field, models.IntegerField) else None


def test_every_table_of_facts_keeps_its_history() -> None:
    tracked = {model.pgh_tracked_model for model in history_models()}  # type: ignore[attr-defined]
    without = {label(model) for model in our_models() if model not in tracked}
    assert without <= WITHOUT_HISTORY.keys(), f"not @tracked(): {sorted(without - WITHOUT_HISTORY.keys())}"
    assert WITHOUT_HISTORY.keys() <= without, f"listed and tracked all the same: {sorted(WITHOUT_HISTORY.keys() - without)}"


def test_a_pair_is_guarded_in_the_database_itself() -> None:
    """What the models say and what the migrations made are the same constraints."""
    with connection.cursor() as cursor:
        for model in our_models():
            there = connection.introspection.get_constraints(cursor, model._meta.db_table)
            missing = {thing.name for thing in (*model._meta.constraints, *model._meta.indexes)} - there.keys()
            assert not missing, f"{label(model)}: not in the database: {sorted(missing)}"
