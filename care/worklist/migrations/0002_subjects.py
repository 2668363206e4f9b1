"""What a task is about beside the person, so that a row leads there."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("patients", "0001_initial"),
        ("worklist", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="task",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="task",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="task",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="task",
            name="subject",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="subject_kind",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="taskevent",
            name="subject",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="taskevent",
            name="subject_kind",
            field=models.CharField(blank=True, max_length=32, null=True),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(condition=models.Q(("subject__isnull", False)), fields=["subject"], name="task_of_subject"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="task",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "worklist_taskevent" ("cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_job", "category", "created_at", "created_by_id", "created_by_job", "done_at", "done_by_id", "done_by_job", "due_at", "escalates_at", "escalates_to_role", "escalation_level", "id", "kind", "organisation_id", "outcome", "owner_id", "owner_role", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "snooze_reason", "snoozed_until", "state", "subject", "subject_kind", "taken_at", "taken_by_id", "title", "uuid", "why") VALUES (NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_by_job", NEW."category", NEW."created_at", NEW."created_by_id", NEW."created_by_job", NEW."done_at", NEW."done_by_id", NEW."done_by_job", NEW."due_at", NEW."escalates_at", NEW."escalates_to_role", NEW."escalation_level", NEW."id", NEW."kind", NEW."organisation_id", NEW."outcome", NEW."owner_id", NEW."owner_role", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."priority", NEW."snooze_reason", NEW."snoozed_until", NEW."state", NEW."subject", NEW."subject_kind", NEW."taken_at", NEW."taken_by_id", NEW."title", NEW."uuid", NEW."why"); RETURN NULL;',
                    hash="d2f13dee71ea33a6e79a8dbc8c11bf70e4a37a29",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_830eb",
                    table="worklist_task",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="task",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "worklist_taskevent" ("cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_job", "category", "created_at", "created_by_id", "created_by_job", "done_at", "done_by_id", "done_by_job", "due_at", "escalates_at", "escalates_to_role", "escalation_level", "id", "kind", "organisation_id", "outcome", "owner_id", "owner_role", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "snooze_reason", "snoozed_until", "state", "subject", "subject_kind", "taken_at", "taken_by_id", "title", "uuid", "why") VALUES (NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_by_job", NEW."category", NEW."created_at", NEW."created_by_id", NEW."created_by_job", NEW."done_at", NEW."done_by_id", NEW."done_by_job", NEW."due_at", NEW."escalates_at", NEW."escalates_to_role", NEW."escalation_level", NEW."id", NEW."kind", NEW."organisation_id", NEW."outcome", NEW."owner_id", NEW."owner_role", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."priority", NEW."snooze_reason", NEW."snoozed_until", NEW."state", NEW."subject", NEW."subject_kind", NEW."taken_at", NEW."taken_by_id", NEW."title", NEW."uuid", NEW."why"); RETURN NULL;',
                    hash="7bbcb422ac143dc2ed085fd09661cbeb8797914e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a8e48",
                    table="worklist_task",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="task",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "worklist_taskevent" ("cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_job", "category", "created_at", "created_by_id", "created_by_job", "done_at", "done_by_id", "done_by_job", "due_at", "escalates_at", "escalates_to_role", "escalation_level", "id", "kind", "organisation_id", "outcome", "owner_id", "owner_role", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "snooze_reason", "snoozed_until", "state", "subject", "subject_kind", "taken_at", "taken_by_id", "title", "uuid", "why") VALUES (OLD."cancel_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."cancelled_by_job", OLD."category", OLD."created_at", OLD."created_by_id", OLD."created_by_job", OLD."done_at", OLD."done_by_id", OLD."done_by_job", OLD."due_at", OLD."escalates_at", OLD."escalates_to_role", OLD."escalation_level", OLD."id", OLD."kind", OLD."organisation_id", OLD."outcome", OLD."owner_id", OLD."owner_role", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."priority", OLD."snooze_reason", OLD."snoozed_until", OLD."state", OLD."subject", OLD."subject_kind", OLD."taken_at", OLD."taken_by_id", OLD."title", OLD."uuid", OLD."why"); RETURN NULL;',
                    hash="d3aa1ce37af657a7b2104b566298e326cb456d91",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d4dcc",
                    table="worklist_task",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("subject__isnull", True), ("subject_kind", "")),
                    models.Q(models.Q(("subject_kind", ""), _negated=True), ("subject__isnull", False)),
                    _connector="OR",
                ),
                name="task_subject_has_kind",
            ),
        ),
    ]
