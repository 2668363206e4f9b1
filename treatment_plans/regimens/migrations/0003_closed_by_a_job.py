"""An order may be ended by a job: the person died or left."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("patients", "0001_initial"),
        ("regimens", "0002_catalogue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="medicationorder",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="medicationorder",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="medicationorder",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="medicationorder",
            name="order_ended_pair",
        ),
        migrations.AddField(
            model_name="medicationorder",
            name="ended_by_job",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="medicationorderevent",
            name="ended_by_job",
            field=models.CharField(blank=True, db_default="", default="", max_length=64, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="medicationorder",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "regimens_medicationorderevent" ("dose_amount", "dose_unit", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "ends_on", "frequency", "id", "instructions", "medication_id", "ordered_at", "ordered_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "preparation_id", "replaces_id", "route", "signed_at", "signed_by_id", "starts_on", "status", "substance", "uuid") VALUES (NEW."dose_amount", NEW."dose_unit", NEW."end_note", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."ends_on", NEW."frequency", NEW."id", NEW."instructions", NEW."medication_id", NEW."ordered_at", NEW."ordered_by_id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."phase", NEW."preparation_id", NEW."replaces_id", NEW."route", NEW."signed_at", NEW."signed_by_id", NEW."starts_on", NEW."status", NEW."substance", NEW."uuid"); RETURN NULL;',
                    hash="eff905ac782887b896e4c2ae1644dbf3a35345f8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_09e2d",
                    table="regimens_medicationorder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="medicationorder",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "regimens_medicationorderevent" ("dose_amount", "dose_unit", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "ends_on", "frequency", "id", "instructions", "medication_id", "ordered_at", "ordered_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "preparation_id", "replaces_id", "route", "signed_at", "signed_by_id", "starts_on", "status", "substance", "uuid") VALUES (NEW."dose_amount", NEW."dose_unit", NEW."end_note", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."ends_on", NEW."frequency", NEW."id", NEW."instructions", NEW."medication_id", NEW."ordered_at", NEW."ordered_by_id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."phase", NEW."preparation_id", NEW."replaces_id", NEW."route", NEW."signed_at", NEW."signed_by_id", NEW."starts_on", NEW."status", NEW."substance", NEW."uuid"); RETURN NULL;',
                    hash="491cae17d8f5338643e46edf8c500eba137d4551",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_147d8",
                    table="regimens_medicationorder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="medicationorder",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "regimens_medicationorderevent" ("dose_amount", "dose_unit", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "ends_on", "frequency", "id", "instructions", "medication_id", "ordered_at", "ordered_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "preparation_id", "replaces_id", "route", "signed_at", "signed_by_id", "starts_on", "status", "substance", "uuid") VALUES (OLD."dose_amount", OLD."dose_unit", OLD."end_note", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."ends_on", OLD."frequency", OLD."id", OLD."instructions", OLD."medication_id", OLD."ordered_at", OLD."ordered_by_id", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."phase", OLD."preparation_id", OLD."replaces_id", OLD."route", OLD."signed_at", OLD."signed_by_id", OLD."starts_on", OLD."status", OLD."substance", OLD."uuid"); RETURN NULL;',
                    hash="3c18ef792bcbf542d197466f232c175d06054397",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3f4d7",
                    table="regimens_medicationorder",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="medicationorder",
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
                name="order_ended_pair",
            ),
        ),
    ]
