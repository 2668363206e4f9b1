"""Which record of a person stands in the place of another; never in a chain, which the database itself holds."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from care.audit.protection import append_only
from care.lib.migrations import Together

# Whoever asks for a record that was merged away gets the one kept in one step: that one is not merged away itself.
ONE_STEP = """
CREATE FUNCTION patients_merged_in_one_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM patients_mergedrecord WHERE gone_id = NEW.kept_id)
        OR EXISTS (SELECT FROM patients_mergedrecord WHERE kept_id = NEW.gone_id) THEN
        RAISE EXCEPTION 'a record is merged into one that stands, in one step' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER merged_in_one_step BEFORE INSERT OR UPDATE ON patients_mergedrecord
    FOR EACH ROW EXECUTE FUNCTION patients_merged_in_one_step();
"""
UNDONE = "DROP TRIGGER merged_in_one_step ON patients_mergedrecord; DROP FUNCTION patients_merged_in_one_step();"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
        ("patients", "0003_story"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="MergedRecord",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("merged_at", models.DateTimeField()),
                        (
                            "gone",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="merged", to="patients.patient"
                            ),
                        ),
                        (
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "merged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("gone", models.F("kept")), _negated=True), name="merged_record_into_another"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MergedRecordEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("merged_at", models.DateTimeField(null=True)),
                        (
                            "gone",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "kept",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "merged_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="patients.mergedrecord",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mergedrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_mergedrecordevent" ("gone_id", "id", "kept_id", "merged_at", "merged_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."gone_id", NEW."id", NEW."kept_id", NEW."merged_at", NEW."merged_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="872ae92795481da4568e055b066a5458ee09f61b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1ba16",
                            table="patients_mergedrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mergedrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_mergedrecordevent" ("gone_id", "id", "kept_id", "merged_at", "merged_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."gone_id", NEW."id", NEW."kept_id", NEW."merged_at", NEW."merged_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id"); RETURN NULL;',
                            hash="fa4afc7f7e30077eaf63e1bdc3c723a80e21f9d4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ef3ce",
                            table="patients_mergedrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mergedrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_mergedrecordevent" ("gone_id", "id", "kept_id", "merged_at", "merged_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."gone_id", OLD."id", OLD."kept_id", OLD."merged_at", OLD."merged_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="94cca8840e83c7a37f29d55dd09df246d508fefc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c2bc2",
                            table="patients_mergedrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.RunSQL(ONE_STEP, UNDONE),
                append_only("patients_mergedrecordevent"),
            ]
        )
    ]
