"""Who signed in a person's place, or beside them."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_partner_contact"),
        ("consent", "0007_minor_consent"),
        ("patients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="consent",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="consent",
            name="beside",
            field=models.CharField(blank=True, max_length=120, verbose_name="name as signed by the parent of a minor"),
        ),
        migrations.AddField(
            model_name="consent",
            name="representative",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="consent.representative",
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="beside",
            field=models.CharField(blank=True, max_length=120, null=True, verbose_name="name as signed by the parent of a minor"),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="representative",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="consent.representative",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_consentevent" ("at_request", "beside", "categories", "closed_at", "closed_by_id", "closed_by_job", "discloser", "end_event", "ended_at", "ended_by_id", "expires_at", "freed_at", "freed_by_id", "how", "id", "irrevocable_event", "irrevocable_until", "kind", "matter", "members", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "purpose_text", "purposes", "recipient_id", "recipient_kind", "recipient_name", "recorded_at", "recorded_by_id", "recorded_by_job", "representative_id", "revoke_reason", "revoked_at", "revoked_by_id", "signature", "signed_at", "signer", "state", "successor_id", "superseded_at", "superseded_by_id", "superseded_by_job", "treating_members", "uuid", "what", "wording", "wording_language") VALUES (NEW."at_request", NEW."beside", NEW."categories", NEW."closed_at", NEW."closed_by_id", NEW."closed_by_job", NEW."discloser", NEW."end_event", NEW."ended_at", NEW."ended_by_id", NEW."expires_at", NEW."freed_at", NEW."freed_by_id", NEW."how", NEW."id", NEW."irrevocable_event", NEW."irrevocable_until", NEW."kind", NEW."matter", NEW."members", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."purpose_text", NEW."purposes", NEW."recipient_id", NEW."recipient_kind", NEW."recipient_name", NEW."recorded_at", NEW."recorded_by_id", NEW."recorded_by_job", NEW."representative_id", NEW."revoke_reason", NEW."revoked_at", NEW."revoked_by_id", NEW."signature", NEW."signed_at", NEW."signer", NEW."state", NEW."successor_id", NEW."superseded_at", NEW."superseded_by_id", NEW."superseded_by_job", NEW."treating_members", NEW."uuid", NEW."what", NEW."wording", NEW."wording_language"); RETURN NULL;',
                    hash="d93e7418145234ccb62d4d8c3e907822ae0c3271",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6007e",
                    table="consent_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "consent_consentevent" ("at_request", "beside", "categories", "closed_at", "closed_by_id", "closed_by_job", "discloser", "end_event", "ended_at", "ended_by_id", "expires_at", "freed_at", "freed_by_id", "how", "id", "irrevocable_event", "irrevocable_until", "kind", "matter", "members", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "purpose_text", "purposes", "recipient_id", "recipient_kind", "recipient_name", "recorded_at", "recorded_by_id", "recorded_by_job", "representative_id", "revoke_reason", "revoked_at", "revoked_by_id", "signature", "signed_at", "signer", "state", "successor_id", "superseded_at", "superseded_by_id", "superseded_by_job", "treating_members", "uuid", "what", "wording", "wording_language") VALUES (NEW."at_request", NEW."beside", NEW."categories", NEW."closed_at", NEW."closed_by_id", NEW."closed_by_job", NEW."discloser", NEW."end_event", NEW."ended_at", NEW."ended_by_id", NEW."expires_at", NEW."freed_at", NEW."freed_by_id", NEW."how", NEW."id", NEW."irrevocable_event", NEW."irrevocable_until", NEW."kind", NEW."matter", NEW."members", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."purpose_text", NEW."purposes", NEW."recipient_id", NEW."recipient_kind", NEW."recipient_name", NEW."recorded_at", NEW."recorded_by_id", NEW."recorded_by_job", NEW."representative_id", NEW."revoke_reason", NEW."revoked_at", NEW."revoked_by_id", NEW."signature", NEW."signed_at", NEW."signer", NEW."state", NEW."successor_id", NEW."superseded_at", NEW."superseded_by_id", NEW."superseded_by_job", NEW."treating_members", NEW."uuid", NEW."what", NEW."wording", NEW."wording_language"); RETURN NULL;',
                    hash="c867445c3b2ae3e7547a24796ae0eb648655ac31",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3b14c",
                    table="consent_consent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_consentevent" ("at_request", "beside", "categories", "closed_at", "closed_by_id", "closed_by_job", "discloser", "end_event", "ended_at", "ended_by_id", "expires_at", "freed_at", "freed_by_id", "how", "id", "irrevocable_event", "irrevocable_until", "kind", "matter", "members", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "purpose_text", "purposes", "recipient_id", "recipient_kind", "recipient_name", "recorded_at", "recorded_by_id", "recorded_by_job", "representative_id", "revoke_reason", "revoked_at", "revoked_by_id", "signature", "signed_at", "signer", "state", "successor_id", "superseded_at", "superseded_by_id", "superseded_by_job", "treating_members", "uuid", "what", "wording", "wording_language") VALUES (OLD."at_request", OLD."beside", OLD."categories", OLD."closed_at", OLD."closed_by_id", OLD."closed_by_job", OLD."discloser", OLD."end_event", OLD."ended_at", OLD."ended_by_id", OLD."expires_at", OLD."freed_at", OLD."freed_by_id", OLD."how", OLD."id", OLD."irrevocable_event", OLD."irrevocable_until", OLD."kind", OLD."matter", OLD."members", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."prepared_at", OLD."prepared_by_id", OLD."purpose_text", OLD."purposes", OLD."recipient_id", OLD."recipient_kind", OLD."recipient_name", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_by_job", OLD."representative_id", OLD."revoke_reason", OLD."revoked_at", OLD."revoked_by_id", OLD."signature", OLD."signed_at", OLD."signer", OLD."state", OLD."successor_id", OLD."superseded_at", OLD."superseded_by_id", OLD."superseded_by_job", OLD."treating_members", OLD."uuid", OLD."what", OLD."wording", OLD."wording_language"); RETURN NULL;',
                    hash="a01165f7a6299956214e89a9778f35845967d71b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_124d9",
                    table="consent_consent",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signer", "representative"), _negated=True),
                    ("wording", "1"),
                    ("representative__isnull", False),
                    _connector="OR",
                ),
                name="consent_representative_is_on_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("beside", ""), models.Q(("representative__isnull", False), ("signer", "patient")), _connector="OR"
                ),
                name="consent_beside_is_on_file",
            ),
        ),
    ]
