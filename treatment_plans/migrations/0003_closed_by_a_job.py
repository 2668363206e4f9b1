"""A plan may be ended by a job: the person died or left."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("patients", "0001_initial"),
        ("treatment_plans", "0002_intervention_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="plan",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="plan",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="plan",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="plan",
            name="plan_ended_pair",
        ),
        migrations.AddField(
            model_name="plan",
            name="ended_by_job",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="planevent",
            name="ended_by_job",
            field=models.CharField(blank=True, db_default="", default="", max_length=64, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_plans_planevent" ("agreed_at", "agreed_by_id", "changed_at", "changed_by_id", "described_revision", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferences", "review_due_on", "revision", "started_at", "started_by_id", "status", "strengths", "uuid", "version") VALUES (NEW."agreed_at", NEW."agreed_by_id", NEW."changed_at", NEW."changed_by_id", NEW."described_revision", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."preferences", NEW."review_due_on", NEW."revision", NEW."started_at", NEW."started_by_id", NEW."status", NEW."strengths", NEW."uuid", NEW."version"); RETURN NULL;',
                    hash="27013cf9662656927b20c8ea75c5f41dca1cbbc3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ca431",
                    table="treatment_plans_plan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "treatment_plans_planevent" ("agreed_at", "agreed_by_id", "changed_at", "changed_by_id", "described_revision", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferences", "review_due_on", "revision", "started_at", "started_by_id", "status", "strengths", "uuid", "version") VALUES (NEW."agreed_at", NEW."agreed_by_id", NEW."changed_at", NEW."changed_by_id", NEW."described_revision", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."preferences", NEW."review_due_on", NEW."revision", NEW."started_at", NEW."started_by_id", NEW."status", NEW."strengths", NEW."uuid", NEW."version"); RETURN NULL;',
                    hash="62ca847c043ca7eeb3971b67152e9fcdfd58cebe",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d7137",
                    table="treatment_plans_plan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="plan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "treatment_plans_planevent" ("agreed_at", "agreed_by_id", "changed_at", "changed_by_id", "described_revision", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferences", "review_due_on", "revision", "started_at", "started_by_id", "status", "strengths", "uuid", "version") VALUES (OLD."agreed_at", OLD."agreed_by_id", OLD."changed_at", OLD."changed_by_id", OLD."described_revision", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."id", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."preferences", OLD."review_due_on", OLD."revision", OLD."started_at", OLD."started_by_id", OLD."status", OLD."strengths", OLD."uuid", OLD."version"); RETURN NULL;',
                    hash="ba25258955368942a76126df229afdabb2c76b96",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_48a52",
                    table="treatment_plans_plan",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_by_job", "")),
                    models.Q(
                        ("ended_at__isnull", False),
                        models.Q(
                            models.Q(("ended_by__isnull", False), ("ended_by_job", "")),
                            models.Q(("ended_by__isnull", True), models.Q(("ended_by_job", ""), _negated=True)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="plan_ended_pair",
            ),
        ),
    ]
