"""Strengths and preferences are sections; every line has its number; histories of the new tables."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import care.lib.ids
from care.audit.protection import append_only
from care.lib.migrations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("treatment_plans", "0004_sections"),
    ]

    operations = [
        Together(
            operations=[
                migrations.RemoveField(
                    model_name="plan",
                    name="described_revision",
                ),
                migrations.RemoveField(
                    model_name="plan",
                    name="preferences",
                ),
                migrations.RemoveField(
                    model_name="plan",
                    name="strengths",
                ),
                migrations.RemoveField(
                    model_name="planevent",
                    name="described_revision",
                ),
                migrations.RemoveField(
                    model_name="planevent",
                    name="preferences",
                ),
                migrations.RemoveField(
                    model_name="planevent",
                    name="strengths",
                ),
                migrations.AlterField(
                    model_name="goal",
                    name="root",
                    field=models.UUIDField(default=care.lib.ids.uuid7, editable=False),
                ),
                migrations.AlterField(
                    model_name="intervention",
                    name="root",
                    field=models.UUIDField(default=care.lib.ids.uuid7, editable=False),
                ),
                migrations.AddConstraint(
                    model_name="goal",
                    constraint=models.UniqueConstraint(fields=("plan", "root"), name="goal_root_once"),
                ),
                migrations.AddConstraint(
                    model_name="intervention",
                    constraint=models.UniqueConstraint(fields=("goal", "root"), name="intervention_root_once"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="goal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_goalevent" ("achievement", "achievement_at", "achievement_by_id", "achievement_note", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "id", "instrument", "lifecycle", "measure", "measured_name", "own_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "revision", "root", "stated_at", "stated_by_id", "target_direction", "target_on", "target_value", "uuid") VALUES (NEW."achievement", NEW."achievement_at", NEW."achievement_by_id", NEW."achievement_note", NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."end_note", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."instrument", NEW."lifecycle", NEW."measure", NEW."measured_name", NEW."own_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."revision", NEW."root", NEW."stated_at", NEW."stated_by_id", NEW."target_direction", NEW."target_on", NEW."target_value", NEW."uuid"); RETURN NULL;',
                            hash="098631d16f0a17ba762df31e0a809f11359c7dd7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_094c7",
                            table="treatment_plans_goal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="goal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "treatment_plans_goalevent" ("achievement", "achievement_at", "achievement_by_id", "achievement_note", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "id", "instrument", "lifecycle", "measure", "measured_name", "own_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "revision", "root", "stated_at", "stated_by_id", "target_direction", "target_on", "target_value", "uuid") VALUES (NEW."achievement", NEW."achievement_at", NEW."achievement_by_id", NEW."achievement_note", NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."end_note", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."instrument", NEW."lifecycle", NEW."measure", NEW."measured_name", NEW."own_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."revision", NEW."root", NEW."stated_at", NEW."stated_by_id", NEW."target_direction", NEW."target_on", NEW."target_value", NEW."uuid"); RETURN NULL;',
                            hash="20d39aa04394d43faf16bc5734e0f4db71f4e0b9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3ea71",
                            table="treatment_plans_goal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="goal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_goalevent" ("achievement", "achievement_at", "achievement_by_id", "achievement_note", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "id", "instrument", "lifecycle", "measure", "measured_name", "own_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "revision", "root", "stated_at", "stated_by_id", "target_direction", "target_on", "target_value", "uuid") VALUES (OLD."achievement", OLD."achievement_at", OLD."achievement_by_id", OLD."achievement_note", OLD."carried_from_id", OLD."changed_at", OLD."changed_by_id", OLD."end_note", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."instrument", OLD."lifecycle", OLD."measure", OLD."measured_name", OLD."own_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan_id", OLD."position", OLD."revision", OLD."root", OLD."stated_at", OLD."stated_by_id", OLD."target_direction", OLD."target_on", OLD."target_value", OLD."uuid"); RETURN NULL;',
                            hash="820c12d12230cea1e6b5f53f8fc6ba31ecbd6085",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_41c55",
                            table="treatment_plans_goal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intervention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_interventionevent" ("added_at", "added_by_id", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "frequency", "goal_id", "id", "instrument", "kind_id", "library_code", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "revision", "root", "staff_id", "starts_on", "status", "title", "until", "uuid", "who") VALUES (NEW."added_at", NEW."added_by_id", NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."end_note", NEW."ended_at", NEW."ended_by_id", NEW."frequency", NEW."goal_id", NEW."id", NEW."instrument", NEW."kind_id", NEW."library_code", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."position", NEW."reason", NEW."revision", NEW."root", NEW."staff_id", NEW."starts_on", NEW."status", NEW."title", NEW."until", NEW."uuid", NEW."who"); RETURN NULL;',
                            hash="2c440b14a0bce74f1cf64fad11b024466a39601d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_42c49",
                            table="treatment_plans_intervention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intervention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "treatment_plans_interventionevent" ("added_at", "added_by_id", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "frequency", "goal_id", "id", "instrument", "kind_id", "library_code", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "revision", "root", "staff_id", "starts_on", "status", "title", "until", "uuid", "who") VALUES (NEW."added_at", NEW."added_by_id", NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."end_note", NEW."ended_at", NEW."ended_by_id", NEW."frequency", NEW."goal_id", NEW."id", NEW."instrument", NEW."kind_id", NEW."library_code", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."position", NEW."reason", NEW."revision", NEW."root", NEW."staff_id", NEW."starts_on", NEW."status", NEW."title", NEW."until", NEW."uuid", NEW."who"); RETURN NULL;',
                            hash="33bbab2c4d23dc67f4efd166d3d7039510678034",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_87891",
                            table="treatment_plans_intervention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intervention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_interventionevent" ("added_at", "added_by_id", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "frequency", "goal_id", "id", "instrument", "kind_id", "library_code", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "reason", "revision", "root", "staff_id", "starts_on", "status", "title", "until", "uuid", "who") VALUES (OLD."added_at", OLD."added_by_id", OLD."carried_from_id", OLD."changed_at", OLD."changed_by_id", OLD."end_note", OLD."ended_at", OLD."ended_by_id", OLD."frequency", OLD."goal_id", OLD."id", OLD."instrument", OLD."kind_id", OLD."library_code", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."position", OLD."reason", OLD."revision", OLD."root", OLD."staff_id", OLD."starts_on", OLD."status", OLD."title", OLD."until", OLD."uuid", OLD."who"); RETURN NULL;',
                            hash="af8037a4f9299ababcf5bdaac147ac3f7a3edf17",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a489a",
                            table="treatment_plans_intervention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_planevent" ("agreed_at", "agreed_by_id", "changed_at", "changed_by_id", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "level_of_care", "level_source", "offered_revision", "organisation_id", "patient_id", "person_wants_copy", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_due_on", "revision", "started_at", "started_by_id", "starts_on", "status", "uuid", "version") VALUES (NEW."agreed_at", NEW."agreed_by_id", NEW."changed_at", NEW."changed_by_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."id", NEW."level_of_care", NEW."level_source", NEW."offered_revision", NEW."organisation_id", NEW."patient_id", NEW."person_wants_copy", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."review_due_on", NEW."revision", NEW."started_at", NEW."started_by_id", NEW."starts_on", NEW."status", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="db6fbb9f88d613e23bbff938531aa81ac81dd68d",
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
                            func='INSERT INTO "treatment_plans_planevent" ("agreed_at", "agreed_by_id", "changed_at", "changed_by_id", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "level_of_care", "level_source", "offered_revision", "organisation_id", "patient_id", "person_wants_copy", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_due_on", "revision", "started_at", "started_by_id", "starts_on", "status", "uuid", "version") VALUES (NEW."agreed_at", NEW."agreed_by_id", NEW."changed_at", NEW."changed_by_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."id", NEW."level_of_care", NEW."level_source", NEW."offered_revision", NEW."organisation_id", NEW."patient_id", NEW."person_wants_copy", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."review_due_on", NEW."revision", NEW."started_at", NEW."started_by_id", NEW."starts_on", NEW."status", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="5d1f4abb2f8823b623675a15bc7d4b3de06edd8b",
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
                            func='INSERT INTO "treatment_plans_planevent" ("agreed_at", "agreed_by_id", "changed_at", "changed_by_id", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "level_of_care", "level_source", "offered_revision", "organisation_id", "patient_id", "person_wants_copy", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_due_on", "revision", "started_at", "started_by_id", "starts_on", "status", "uuid", "version") VALUES (OLD."agreed_at", OLD."agreed_by_id", OLD."changed_at", OLD."changed_by_id", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."id", OLD."level_of_care", OLD."level_source", OLD."offered_revision", OLD."organisation_id", OLD."patient_id", OLD."person_wants_copy", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."review_due_on", OLD."revision", OLD."started_at", OLD."started_by_id", OLD."starts_on", OLD."status", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="a517e9fc88be20e9dbcabbfb87d140525c1a7193",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_48a52",
                            table="treatment_plans_plan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="comment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_commentevent" ("answers_id", "asked_role", "asked_staff_id", "id", "is_question", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "resolved_at", "resolved_by_id", "section", "subject", "subject_kind", "text", "uuid", "written_at", "written_by_id") VALUES (NEW."answers_id", NEW."asked_role", NEW."asked_staff_id", NEW."id", NEW."is_question", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan_id", NEW."resolved_at", NEW."resolved_by_id", NEW."section", NEW."subject", NEW."subject_kind", NEW."text", NEW."uuid", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="d7a465d66554b34b5d7a13203dfed6a956094ae0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a3778",
                            table="treatment_plans_comment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="comment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "treatment_plans_commentevent" ("answers_id", "asked_role", "asked_staff_id", "id", "is_question", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "resolved_at", "resolved_by_id", "section", "subject", "subject_kind", "text", "uuid", "written_at", "written_by_id") VALUES (NEW."answers_id", NEW."asked_role", NEW."asked_staff_id", NEW."id", NEW."is_question", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan_id", NEW."resolved_at", NEW."resolved_by_id", NEW."section", NEW."subject", NEW."subject_kind", NEW."text", NEW."uuid", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="e563f8507430cfb8f113a58ca9553186a04ba868",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3936c",
                            table="treatment_plans_comment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="comment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_commentevent" ("answers_id", "asked_role", "asked_staff_id", "id", "is_question", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "resolved_at", "resolved_by_id", "section", "subject", "subject_kind", "text", "uuid", "written_at", "written_by_id") VALUES (OLD."answers_id", OLD."asked_role", OLD."asked_staff_id", OLD."id", OLD."is_question", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan_id", OLD."resolved_at", OLD."resolved_by_id", OLD."section", OLD."subject", OLD."subject_kind", OLD."text", OLD."uuid", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                            hash="2a6e651f87141dc0cc11ffdd94936b75ec82e2fb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_eafb9",
                            table="treatment_plans_comment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objective",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_objectiveevent" ("added_at", "added_by_id", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "goal_id", "id", "measure", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "root", "status", "target_on", "text", "uuid") VALUES (NEW."added_at", NEW."added_by_id", NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."end_note", NEW."ended_at", NEW."ended_by_id", NEW."goal_id", NEW."id", NEW."measure", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."position", NEW."revision", NEW."root", NEW."status", NEW."target_on", NEW."text", NEW."uuid"); RETURN NULL;',
                            hash="7dc075e3ed04b24284ba1db82ba4afb1986278a2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6e988",
                            table="treatment_plans_objective",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objective",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "treatment_plans_objectiveevent" ("added_at", "added_by_id", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "goal_id", "id", "measure", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "root", "status", "target_on", "text", "uuid") VALUES (NEW."added_at", NEW."added_by_id", NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."end_note", NEW."ended_at", NEW."ended_by_id", NEW."goal_id", NEW."id", NEW."measure", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."position", NEW."revision", NEW."root", NEW."status", NEW."target_on", NEW."text", NEW."uuid"); RETURN NULL;',
                            hash="2639e86c36711ea1ebb92b967d8e13f03b0eb2ce",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_52d06",
                            table="treatment_plans_objective",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="objective",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_objectiveevent" ("added_at", "added_by_id", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "goal_id", "id", "measure", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "root", "status", "target_on", "text", "uuid") VALUES (OLD."added_at", OLD."added_by_id", OLD."carried_from_id", OLD."changed_at", OLD."changed_by_id", OLD."end_note", OLD."ended_at", OLD."ended_by_id", OLD."goal_id", OLD."id", OLD."measure", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."position", OLD."revision", OLD."root", OLD."status", OLD."target_on", OLD."text", OLD."uuid"); RETURN NULL;',
                            hash="6246c83e1cde06ce07b96a3a9f96330be547937d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c3267",
                            table="treatment_plans_objective",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="problem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_problemevent" ("added_at", "added_by_id", "carried_from_id", "changed_at", "changed_by_id", "code", "diagnosis", "domain", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "revision", "root", "status", "system", "title", "uuid") VALUES (NEW."added_at", NEW."added_by_id", NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."code", NEW."diagnosis", NEW."domain", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."revision", NEW."root", NEW."status", NEW."system", NEW."title", NEW."uuid"); RETURN NULL;',
                            hash="2bf372185a6e7f704e1bdd204a1862469e169cbe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_096d1",
                            table="treatment_plans_problem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="problem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "treatment_plans_problemevent" ("added_at", "added_by_id", "carried_from_id", "changed_at", "changed_by_id", "code", "diagnosis", "domain", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "revision", "root", "status", "system", "title", "uuid") VALUES (NEW."added_at", NEW."added_by_id", NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."code", NEW."diagnosis", NEW."domain", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."revision", NEW."root", NEW."status", NEW."system", NEW."title", NEW."uuid"); RETURN NULL;',
                            hash="411af4173d561b7a5379e043e4a701cbf3ec3b44",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5638d",
                            table="treatment_plans_problem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="problem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_problemevent" ("added_at", "added_by_id", "carried_from_id", "changed_at", "changed_by_id", "code", "diagnosis", "domain", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "revision", "root", "status", "system", "title", "uuid") VALUES (OLD."added_at", OLD."added_by_id", OLD."carried_from_id", OLD."changed_at", OLD."changed_by_id", OLD."code", OLD."diagnosis", OLD."domain", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan_id", OLD."position", OLD."revision", OLD."root", OLD."status", OLD."system", OLD."title", OLD."uuid"); RETURN NULL;',
                            hash="1072322be00e63a3fd37d3d5a31d02c75acd7672",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_383f2",
                            table="treatment_plans_problem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="goalproblem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_goalproblemevent" ("goal_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id") VALUES (NEW."goal_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."problem_id"); RETURN NULL;',
                            hash="1e0c73d93535bcd9aa88b772d8a2faef12cee8d2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d60f5",
                            table="treatment_plans_goalproblem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="goalproblem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "treatment_plans_goalproblemevent" ("goal_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id") VALUES (NEW."goal_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."problem_id"); RETURN NULL;',
                            hash="58c6400614866606bc15f8bb924942d1e5813f65",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2c8a1",
                            table="treatment_plans_goalproblem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="goalproblem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_goalproblemevent" ("goal_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem_id") VALUES (OLD."goal_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."problem_id"); RETURN NULL;',
                            hash="3a86c401680af059444167e363725c21ad467872",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e3633",
                            table="treatment_plans_goalproblem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="section",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_sectionevent" ("changed_at", "changed_by_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "revision", "text", "uuid") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan_id", NEW."revision", NEW."text", NEW."uuid"); RETURN NULL;',
                            hash="666fcc54bd943e0f457999ab1b8761098c1b9b99",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8d548",
                            table="treatment_plans_section",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="section",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "treatment_plans_sectionevent" ("changed_at", "changed_by_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "revision", "text", "uuid") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan_id", NEW."revision", NEW."text", NEW."uuid"); RETURN NULL;',
                            hash="217e41b88cad301a5e985d05ba71b2c141af3ea4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5f7d2",
                            table="treatment_plans_section",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="section",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_sectionevent" ("changed_at", "changed_by_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "revision", "text", "uuid") VALUES (OLD."changed_at", OLD."changed_by_id", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan_id", OLD."revision", OLD."text", OLD."uuid"); RETURN NULL;',
                            hash="d1de616a467d8e4f03528b9b4733160d99c0c71b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fb305",
                            table="treatment_plans_section",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervisorrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_supervisorruleevent" ("ended_at", "ended_by_id", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "set_at", "set_by_id") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."role", NEW."set_at", NEW."set_by_id"); RETURN NULL;',
                            hash="e2c0cbceac19bd7b5c6dcfcbcf53d641ac6e1ed9",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_00a63",
                            table="treatment_plans_supervisorrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervisorrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "treatment_plans_supervisorruleevent" ("ended_at", "ended_by_id", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "set_at", "set_by_id") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."role", NEW."set_at", NEW."set_by_id"); RETURN NULL;',
                            hash="4edc193e3e5f8fe822a1cce1fddc78545b9ff5d5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_eadf5",
                            table="treatment_plans_supervisorrule",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="supervisorrule",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_supervisorruleevent" ("ended_at", "ended_by_id", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "set_at", "set_by_id") VALUES (OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."role", OLD."set_at", OLD."set_by_id"); RETURN NULL;',
                            hash="4958d206f781ec65c5bc4a454c7cae3e4a0c4cf7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_916a1",
                            table="treatment_plans_supervisorrule",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("treatment_plans_sectionevent"),
        append_only("treatment_plans_problemevent"),
        append_only("treatment_plans_goalproblemevent"),
        append_only("treatment_plans_objectiveevent"),
        append_only("treatment_plans_commentevent"),
        append_only("treatment_plans_supervisorruleevent"),
        append_only("treatment_plans_signature"),
    ]
