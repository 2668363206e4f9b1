"""When the treatment episode was completed, within an enrolment that stays open."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("patients", "0001_initial"),
        ("teams", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="enrolment",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="enrolment",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="enrolment",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="enrolment",
            name="treatment_completed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="enrolment",
            name="treatment_completed_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="enrolment",
            name="treatment_completed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="enrolmentevent",
            name="treatment_completed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="enrolmentevent",
            name="treatment_completed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="enrolmentevent",
            name="treatment_completed_on",
            field=models.DateField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enrolment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "teams_enrolmentevent" ("admitted_at", "admitted_by_id", "end_reason", "ended_at", "ended_by_id", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "treatment_completed_at", "treatment_completed_by_id", "treatment_completed_on", "uuid") VALUES (NEW."admitted_at", NEW."admitted_by_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."treatment_completed_at", NEW."treatment_completed_by_id", NEW."treatment_completed_on", NEW."uuid"); RETURN NULL;',
                    hash="8369fd3582efbaf836639464bf5445180c65a91d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6b01d",
                    table="teams_enrolment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enrolment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "teams_enrolmentevent" ("admitted_at", "admitted_by_id", "end_reason", "ended_at", "ended_by_id", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "treatment_completed_at", "treatment_completed_by_id", "treatment_completed_on", "uuid") VALUES (NEW."admitted_at", NEW."admitted_by_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."treatment_completed_at", NEW."treatment_completed_by_id", NEW."treatment_completed_on", NEW."uuid"); RETURN NULL;',
                    hash="0ffd3b105574176316afaa0b814d9d5649a8de20",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fa54b",
                    table="teams_enrolment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enrolment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "teams_enrolmentevent" ("admitted_at", "admitted_by_id", "end_reason", "ended_at", "ended_by_id", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "treatment_completed_at", "treatment_completed_by_id", "treatment_completed_on", "uuid") VALUES (OLD."admitted_at", OLD."admitted_by_id", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."treatment_completed_at", OLD."treatment_completed_by_id", OLD."treatment_completed_on", OLD."uuid"); RETURN NULL;',
                    hash="c41044ba9be0c6c62c8b644f33748a9755112362",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2298c",
                    table="teams_enrolment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("treatment_completed_at__isnull", True), ("treatment_completed_by__isnull", True)),
                    models.Q(("treatment_completed_at__isnull", False), ("treatment_completed_by__isnull", False)),
                    _connector="OR",
                ),
                name="enrolment_treatment_completed_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("treatment_completed_at__isnull", True), ("treatment_completed_on__isnull", True)),
                    models.Q(("treatment_completed_at__isnull", False), ("treatment_completed_on__isnull", False)),
                    _connector="OR",
                ),
                name="enrolment_treatment_completed_on_a_day",
            ),
        ),
    ]
