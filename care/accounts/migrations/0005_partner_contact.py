"""Whom to tell at a partner when a consent is taken back."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_organisation_state"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="partnersystem",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="partnersystem",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="partnersystem",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="partnersystem",
            name="contact_email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="who is told when a consent is taken back"),
        ),
        migrations.AddField(
            model_name="partnersystemevent",
            name="contact_email",
            field=models.EmailField(
                blank=True, max_length=254, null=True, verbose_name="who is told when a consent is taken back"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partnersystem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_partnersystemevent" ("client_id", "contact_email", "disabled_at", "disabled_by_id", "disabled_by_job", "disabled_reason", "id", "made_at", "made_by_id", "made_by_job", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "uuid") VALUES (NEW."client_id", NEW."contact_email", NEW."disabled_at", NEW."disabled_by_id", NEW."disabled_by_job", NEW."disabled_reason", NEW."id", NEW."made_at", NEW."made_by_id", NEW."made_by_job", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."purposes", NEW."uuid"); RETURN NULL;',
                    hash="64a4ee0b6feb99fb1fb87ff0b039c683faf4aaa8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_41212",
                    table="accounts_partnersystem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partnersystem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accounts_partnersystemevent" ("client_id", "contact_email", "disabled_at", "disabled_by_id", "disabled_by_job", "disabled_reason", "id", "made_at", "made_by_id", "made_by_job", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "uuid") VALUES (NEW."client_id", NEW."contact_email", NEW."disabled_at", NEW."disabled_by_id", NEW."disabled_by_job", NEW."disabled_reason", NEW."id", NEW."made_at", NEW."made_by_id", NEW."made_by_job", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."purposes", NEW."uuid"); RETURN NULL;',
                    hash="20aed05312a92419fbe19775f67a7dffdb408f22",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e2a99",
                    table="accounts_partnersystem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partnersystem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_partnersystemevent" ("client_id", "contact_email", "disabled_at", "disabled_by_id", "disabled_by_job", "disabled_reason", "id", "made_at", "made_by_id", "made_by_job", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "uuid") VALUES (OLD."client_id", OLD."contact_email", OLD."disabled_at", OLD."disabled_by_id", OLD."disabled_by_job", OLD."disabled_reason", OLD."id", OLD."made_at", OLD."made_by_id", OLD."made_by_job", OLD."name", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."purposes", OLD."uuid"); RETURN NULL;',
                    hash="08a66bae43503e21472a2d71d8900251be4e1de6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_84de5",
                    table="accounts_partnersystem",
                    when="AFTER",
                ),
            ),
        ),
    ]
