import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from care.lib.migrations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0002_registry"),
        ("accounts", "0001_tables"),
    ]

    operations = [
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="condition",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="condition",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="condition",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="condition",
                    name="changed_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="condition",
                    name="changed_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="condition",
                    name="code_version",
                    field=models.CharField(blank=True, max_length=20, verbose_name="version of the code system"),
                ),
                migrations.AddField(
                    model_name="condition",
                    name="note",
                    field=models.CharField(blank=True, max_length=500),
                ),
                migrations.AddField(
                    model_name="condition",
                    name="version",
                    field=models.PositiveIntegerField(default=1),
                ),
                migrations.AddField(
                    model_name="conditionevent",
                    name="changed_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="conditionevent",
                    name="changed_by",
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
                    model_name="conditionevent",
                    name="code_version",
                    field=models.CharField(blank=True, max_length=20, null=True, verbose_name="version of the code system"),
                ),
                migrations.AddField(
                    model_name="conditionevent",
                    name="note",
                    field=models.CharField(blank=True, max_length=500, null=True),
                ),
                migrations.AddField(
                    model_name="conditionevent",
                    name="version",
                    field=models.PositiveIntegerField(default=1, null=True),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="condition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_conditionevent" ("abatement", "category", "changed_at", "changed_by_id", "clinical_status", "code", "code_version", "display", "id", "note", "noted", "onset", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "system", "uuid", "verification_status", "version") VALUES (NEW."abatement", NEW."category", NEW."changed_at", NEW."changed_by_id", NEW."clinical_status", NEW."code", NEW."code_version", NEW."display", NEW."id", NEW."note", NEW."noted", NEW."onset", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."system", NEW."uuid", NEW."verification_status", NEW."version"); RETURN NULL;',
                            hash="efb5f3c23bff60ccf23815ab6fe794d950d4d8aa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_07e1c",
                            table="patients_condition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="condition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_conditionevent" ("abatement", "category", "changed_at", "changed_by_id", "clinical_status", "code", "code_version", "display", "id", "note", "noted", "onset", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "system", "uuid", "verification_status", "version") VALUES (NEW."abatement", NEW."category", NEW."changed_at", NEW."changed_by_id", NEW."clinical_status", NEW."code", NEW."code_version", NEW."display", NEW."id", NEW."note", NEW."noted", NEW."onset", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."system", NEW."uuid", NEW."verification_status", NEW."version"); RETURN NULL;',
                            hash="f4d78b672d5949cddac55c00f40aeab2e988d095",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6df95",
                            table="patients_condition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="condition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_conditionevent" ("abatement", "category", "changed_at", "changed_by_id", "clinical_status", "code", "code_version", "display", "id", "note", "noted", "onset", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "system", "uuid", "verification_status", "version") VALUES (OLD."abatement", OLD."category", OLD."changed_at", OLD."changed_by_id", OLD."clinical_status", OLD."code", OLD."code_version", OLD."display", OLD."id", OLD."note", OLD."noted", OLD."onset", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_by_id", OLD."system", OLD."uuid", OLD."verification_status", OLD."version"); RETURN NULL;',
                            hash="c5a1a4ffc13c01dff8df6c40c68c1a81c664d848",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_26f1e",
                            table="patients_condition",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="condition",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("changed_at__isnull", True), ("changed_by__isnull", True)),
                            models.Q(("changed_at__isnull", False), ("changed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="condition_changed_pair",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="condition",
                    constraint=models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="condition_version_counts"),
                ),
            ]
        ),
    ]
