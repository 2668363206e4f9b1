"""What answers came to in words; and in the database itself: completed answers and their scores stay as they are."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from care.lib.migrations import Together

# What was completed stays: it may become recorded in error, and whose it is may change when two records become one. A score of
# another system goes when its import is taken back, and in no other way.
COMPLETED_STAYS = """
CREATE FUNCTION assessments_completed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    loose text[] := ARRAY['patient_id', 'organisation_id', 'state', 'ended_at', 'ended_by_id', 'ended_by_job', 'end_reason', 'changed_at'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.mode = 'imported' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'completed answers are not deleted';
    END IF;
    IF to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose
        OR NOT (NEW.state = OLD.state OR (OLD.state = 'completed' AND NEW.state = 'in_error')) THEN
        RAISE EXCEPTION 'completed answers stay as they are';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER completed_stays BEFORE UPDATE OR DELETE ON assessments_response
    FOR EACH ROW WHEN (OLD.completed_at IS NOT NULL) EXECUTE FUNCTION assessments_completed_stays();
"""
COMPLETED_LOOSE = "DROP TRIGGER completed_stays ON assessments_response; DROP FUNCTION assessments_completed_stays();"
ANSWERED_STAYS = """
CREATE FUNCTION assessments_answered_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    number bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.response_id ELSE OLD.response_id END;
BEGIN
    IF EXISTS (SELECT FROM assessments_response WHERE id = number AND completed_at IS NOT NULL)
        AND (TG_OP <> 'INSERT' OR EXISTS (SELECT FROM assessments_score WHERE response_id = number)) THEN
        RAISE EXCEPTION 'completed answers stay as they are';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER answered_stays BEFORE INSERT OR UPDATE OR DELETE ON assessments_answer
    FOR EACH ROW EXECUTE FUNCTION assessments_answered_stays();
"""
ANSWERED_LOOSE = "DROP TRIGGER answered_stays ON assessments_answer; DROP FUNCTION assessments_answered_stays();"
SCORED_STAYS = """
CREATE FUNCTION assessments_scored_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM assessments_response WHERE id = OLD.response_id AND mode = 'imported') THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a score stays as it was';
END
$$;
CREATE TRIGGER scored_stays BEFORE UPDATE OR DELETE ON assessments_score
    FOR EACH ROW EXECUTE FUNCTION assessments_scored_stays();
GRANT DELETE ON assessments_score TO care_app;
"""
SCORED_LOOSE = """
REVOKE DELETE ON assessments_score FROM care_app;
DROP TRIGGER scored_stays ON assessments_score;
DROP FUNCTION assessments_scored_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("assessments", "0001_initial"),
        ("patients", "0004_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="response",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="response",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="response",
                    name="delete_delete",
                ),
                migrations.RemoveConstraint(
                    model_name="response",
                    name="response_ended_pair",
                ),
                migrations.AddField(
                    model_name="response",
                    name="ended_by_job",
                    field=models.CharField(blank=True, max_length=64),
                ),
                migrations.AddField(
                    model_name="response",
                    name="found",
                    field=models.JSONField(default=dict),
                ),
                migrations.AddField(
                    model_name="responseevent",
                    name="ended_by_job",
                    field=models.CharField(blank=True, max_length=64, null=True),
                ),
                migrations.AddField(
                    model_name="responseevent",
                    name="found",
                    field=models.JSONField(default=dict, null=True),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_responseevent" ("administered_at", "begun_at", "begun_by_id", "begun_by_job", "category", "changed_at", "completed_at", "completed_by_id", "completed_by_job", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "found", "id", "instrument", "key", "language", "mode", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "subject", "uuid", "version", "version_number", "wording_id") VALUES (NEW."administered_at", NEW."begun_at", NEW."begun_by_id", NEW."begun_by_job", NEW."category", NEW."changed_at", NEW."completed_at", NEW."completed_by_id", NEW."completed_by_job", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."found", NEW."id", NEW."instrument", NEW."key", NEW."language", NEW."mode", NEW."note", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."source", NEW."state", NEW."subject", NEW."uuid", NEW."version", NEW."version_number", NEW."wording_id"); RETURN NULL;',
                            hash="4a91f5e85c7bd7468075ae5047b8267c4b39d816",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0aaa0",
                            table="assessments_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessments_responseevent" ("administered_at", "begun_at", "begun_by_id", "begun_by_job", "category", "changed_at", "completed_at", "completed_by_id", "completed_by_job", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "found", "id", "instrument", "key", "language", "mode", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "subject", "uuid", "version", "version_number", "wording_id") VALUES (NEW."administered_at", NEW."begun_at", NEW."begun_by_id", NEW."begun_by_job", NEW."category", NEW."changed_at", NEW."completed_at", NEW."completed_by_id", NEW."completed_by_job", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."found", NEW."id", NEW."instrument", NEW."key", NEW."language", NEW."mode", NEW."note", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."source", NEW."state", NEW."subject", NEW."uuid", NEW."version", NEW."version_number", NEW."wording_id"); RETURN NULL;',
                            hash="aa5b16600c2a885dc7521a52d0478f2b09a41655",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_17223",
                            table="assessments_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_responseevent" ("administered_at", "begun_at", "begun_by_id", "begun_by_job", "category", "changed_at", "completed_at", "completed_by_id", "completed_by_job", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "found", "id", "instrument", "key", "language", "mode", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "subject", "uuid", "version", "version_number", "wording_id") VALUES (OLD."administered_at", OLD."begun_at", OLD."begun_by_id", OLD."begun_by_job", OLD."category", OLD."changed_at", OLD."completed_at", OLD."completed_by_id", OLD."completed_by_job", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."found", OLD."id", OLD."instrument", OLD."key", OLD."language", OLD."mode", OLD."note", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."source", OLD."state", OLD."subject", OLD."uuid", OLD."version", OLD."version_number", OLD."wording_id"); RETURN NULL;',
                            hash="46c08877cb9d386652ff374e0a9b1c9d8101cabf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a4148",
                            table="assessments_response",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="response",
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
                        name="response_ended_pair",
                    ),
                ),
            ]
        ),
        migrations.RunSQL(COMPLETED_STAYS, COMPLETED_LOOSE),
        migrations.RunSQL(ANSWERED_STAYS, ANSWERED_LOOSE),
        migrations.RunSQL(SCORED_STAYS, SCORED_LOOSE),
    ]
