"""Consents of all kinds: every element of 42 CFR 2.31, drafts, how each ended, and what was signed."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
from care.audit.protection import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_organisation_kind"),
        ("consent", "0002_more_purposes"),
        ("patients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConsentPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("drawing", "Drawn signature"), ("scan", "Scan of the signed paper")], max_length=8
                    ),
                ),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("added_at", models.DateTimeField()),
                ("added_by_job", models.CharField(blank=True, max_length=64)),
            ],
        ),
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
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_how_known",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_categories_known",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_purposes_known",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_recipient_is_another",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_is_complete",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_has_last_day",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_revoked_with_reason",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="consent_once",
        ),
        migrations.RemoveIndex(
            model_name="consent",
            name="consent_of_recipient",
        ),
        migrations.AddField(
            model_name="consent",
            name="at_request",
            field=models.BooleanField(default=False, verbose_name="at the request of the person"),
        ),
        migrations.AddField(
            model_name="consent",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="declined or set aside"),
        ),
        migrations.AddField(
            model_name="consent",
            name="closed_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="closed_by_job",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="consent",
            name="discloser",
            field=models.CharField(blank=True, max_length=200, verbose_name="who gives it"),
        ),
        migrations.AddField(
            model_name="consent",
            name="end_event",
            field=models.CharField(blank=True, max_length=200, verbose_name="what ends it"),
        ),
        migrations.AddField(
            model_name="consent",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="the event has happened"),
        ),
        migrations.AddField(
            model_name="consent",
            name="ended_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="freed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="can be taken back since"),
        ),
        migrations.AddField(
            model_name="consent",
            name="freed_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="irrevocable_event",
            field=models.CharField(blank=True, max_length=200, verbose_name="what must have happened before"),
        ),
        migrations.AddField(
            model_name="consent",
            name="irrevocable_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="consent",
            name="matter",
            field=models.CharField(blank=True, max_length=200, verbose_name="study, registry, proceeding or case"),
        ),
        migrations.AddField(
            model_name="consent",
            name="members",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=160), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="prepared_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="consent",
            name="prepared_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="purpose_text",
            field=models.CharField(blank=True, max_length=300, verbose_name="purpose in words"),
        ),
        migrations.AddField(
            model_name="consent",
            name="recipient_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("family", "Family or friend"),
                    ("provider", "Outside treating provider"),
                    ("health_plan", "Health plan or payer"),
                    ("qso", "Qualified service organization"),
                    ("intermediary", "Exchange or network"),
                    ("community", "Community service"),
                    ("court", "Court or party"),
                    ("supervision", "Probation, parole, drug court"),
                    ("employer", "Employer, school, landlord"),
                    ("researcher", "Researcher"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="recipient_name",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="consent",
            name="recorded_by_job",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="consent",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Not signed yet"),
                    ("signed", "In force"),
                    ("expired", "Ended"),
                    ("revoked", "Taken back"),
                    ("superseded", "Replaced"),
                    ("declined", "Declined"),
                    ("set_aside", "Set aside"),
                ],
                default="signed",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="successor",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consent.consent"
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="superseded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="consent",
            name="superseded_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="superseded_by_job",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="consent",
            name="treating_members",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="at_request",
            field=models.BooleanField(default=False, null=True, verbose_name="at the request of the person"),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="declined or set aside"),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="closed_by",
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
            model_name="consentevent",
            name="closed_by_job",
            field=models.CharField(blank=True, max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="discloser",
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name="who gives it"),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="end_event",
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name="what ends it"),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="the event has happened"),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="ended_by",
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
            model_name="consentevent",
            name="freed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="can be taken back since"),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="freed_by",
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
            model_name="consentevent",
            name="irrevocable_event",
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name="what must have happened before"),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="irrevocable_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="matter",
            field=models.CharField(blank=True, max_length=200, null=True, verbose_name="study, registry, proceeding or case"),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="members",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=160), blank=True, default=list, null=True, size=None
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="prepared_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="prepared_by",
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
            model_name="consentevent",
            name="purpose_text",
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name="purpose in words"),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="recipient_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("family", "Family or friend"),
                    ("provider", "Outside treating provider"),
                    ("health_plan", "Health plan or payer"),
                    ("qso", "Qualified service organization"),
                    ("intermediary", "Exchange or network"),
                    ("community", "Community service"),
                    ("court", "Court or party"),
                    ("supervision", "Probation, parole, drug court"),
                    ("employer", "Employer, school, landlord"),
                    ("researcher", "Researcher"),
                ],
                max_length=20,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="recipient_name",
            field=models.CharField(blank=True, max_length=160, null=True),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="recorded_by_job",
            field=models.CharField(blank=True, max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Not signed yet"),
                    ("signed", "In force"),
                    ("expired", "Ended"),
                    ("revoked", "Taken back"),
                    ("superseded", "Replaced"),
                    ("declined", "Declined"),
                    ("set_aside", "Set aside"),
                ],
                default="signed",
                max_length=12,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="successor",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="consent.consent",
            ),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="superseded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="superseded_by",
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
            model_name="consentevent",
            name="superseded_by_job",
            field=models.CharField(blank=True, max_length=64, null=True),
        ),
        migrations.AddField(
            model_name="consentevent",
            name="treating_members",
            field=models.BooleanField(default=False, null=True),
        ),
        migrations.AlterField(
            model_name="consent",
            name="how",
            field=models.CharField(
                blank=True,
                choices=[("on_screen", "On this screen"), ("paper", "On paper"), ("link", "On their phone")],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="recorded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="consent",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="signature",
            field=models.CharField(blank=True, max_length=120, verbose_name="name as signed"),
        ),
        migrations.AlterField(
            model_name="consent",
            name="signed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="consentevent",
            name="how",
            field=models.CharField(
                blank=True,
                choices=[("on_screen", "On this screen"), ("paper", "On paper"), ("link", "On their phone")],
                max_length=16,
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="consentevent",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="consentevent",
            name="recorded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="consentevent",
            name="recorded_by",
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
        migrations.AlterField(
            model_name="consentevent",
            name="signature",
            field=models.CharField(blank=True, max_length=120, null=True, verbose_name="name as signed"),
        ),
        migrations.AlterField(
            model_name="consentevent",
            name="signed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(condition=models.Q(("state", "signed")), fields=["recipient", "patient"], name="consent_in_force"),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(
                condition=models.Q(("state", "signed"), ("recipient__isnull", True)),
                fields=["patient"],
                name="consent_of_a_class",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_consentevent" ("at_request", "categories", "closed_at", "closed_by_id", "closed_by_job", "discloser", "end_event", "ended_at", "ended_by_id", "expires_at", "freed_at", "freed_by_id", "how", "id", "irrevocable_event", "irrevocable_until", "kind", "matter", "members", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "purpose_text", "purposes", "recipient_id", "recipient_kind", "recipient_name", "recorded_at", "recorded_by_id", "recorded_by_job", "revoke_reason", "revoked_at", "revoked_by_id", "signature", "signed_at", "signer", "state", "successor_id", "superseded_at", "superseded_by_id", "superseded_by_job", "treating_members", "uuid", "what", "wording", "wording_language") VALUES (NEW."at_request", NEW."categories", NEW."closed_at", NEW."closed_by_id", NEW."closed_by_job", NEW."discloser", NEW."end_event", NEW."ended_at", NEW."ended_by_id", NEW."expires_at", NEW."freed_at", NEW."freed_by_id", NEW."how", NEW."id", NEW."irrevocable_event", NEW."irrevocable_until", NEW."kind", NEW."matter", NEW."members", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."purpose_text", NEW."purposes", NEW."recipient_id", NEW."recipient_kind", NEW."recipient_name", NEW."recorded_at", NEW."recorded_by_id", NEW."recorded_by_job", NEW."revoke_reason", NEW."revoked_at", NEW."revoked_by_id", NEW."signature", NEW."signed_at", NEW."signer", NEW."state", NEW."successor_id", NEW."superseded_at", NEW."superseded_by_id", NEW."superseded_by_job", NEW."treating_members", NEW."uuid", NEW."what", NEW."wording", NEW."wording_language"); RETURN NULL;',
                    hash="5a529327b7edbe1de7fbf7e56b07794913b1cf2b",
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
                    func='INSERT INTO "consent_consentevent" ("at_request", "categories", "closed_at", "closed_by_id", "closed_by_job", "discloser", "end_event", "ended_at", "ended_by_id", "expires_at", "freed_at", "freed_by_id", "how", "id", "irrevocable_event", "irrevocable_until", "kind", "matter", "members", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "purpose_text", "purposes", "recipient_id", "recipient_kind", "recipient_name", "recorded_at", "recorded_by_id", "recorded_by_job", "revoke_reason", "revoked_at", "revoked_by_id", "signature", "signed_at", "signer", "state", "successor_id", "superseded_at", "superseded_by_id", "superseded_by_job", "treating_members", "uuid", "what", "wording", "wording_language") VALUES (NEW."at_request", NEW."categories", NEW."closed_at", NEW."closed_by_id", NEW."closed_by_job", NEW."discloser", NEW."end_event", NEW."ended_at", NEW."ended_by_id", NEW."expires_at", NEW."freed_at", NEW."freed_by_id", NEW."how", NEW."id", NEW."irrevocable_event", NEW."irrevocable_until", NEW."kind", NEW."matter", NEW."members", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."purpose_text", NEW."purposes", NEW."recipient_id", NEW."recipient_kind", NEW."recipient_name", NEW."recorded_at", NEW."recorded_by_id", NEW."recorded_by_job", NEW."revoke_reason", NEW."revoked_at", NEW."revoked_by_id", NEW."signature", NEW."signed_at", NEW."signer", NEW."state", NEW."successor_id", NEW."superseded_at", NEW."superseded_by_id", NEW."superseded_by_job", NEW."treating_members", NEW."uuid", NEW."what", NEW."wording", NEW."wording_language"); RETURN NULL;',
                    hash="742c0d06e54b922040f0ef11ad390087f756f1cd",
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
                    func='INSERT INTO "consent_consentevent" ("at_request", "categories", "closed_at", "closed_by_id", "closed_by_job", "discloser", "end_event", "ended_at", "ended_by_id", "expires_at", "freed_at", "freed_by_id", "how", "id", "irrevocable_event", "irrevocable_until", "kind", "matter", "members", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "purpose_text", "purposes", "recipient_id", "recipient_kind", "recipient_name", "recorded_at", "recorded_by_id", "recorded_by_job", "revoke_reason", "revoked_at", "revoked_by_id", "signature", "signed_at", "signer", "state", "successor_id", "superseded_at", "superseded_by_id", "superseded_by_job", "treating_members", "uuid", "what", "wording", "wording_language") VALUES (OLD."at_request", OLD."categories", OLD."closed_at", OLD."closed_by_id", OLD."closed_by_job", OLD."discloser", OLD."end_event", OLD."ended_at", OLD."ended_by_id", OLD."expires_at", OLD."freed_at", OLD."freed_by_id", OLD."how", OLD."id", OLD."irrevocable_event", OLD."irrevocable_until", OLD."kind", OLD."matter", OLD."members", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."prepared_at", OLD."prepared_by_id", OLD."purpose_text", OLD."purposes", OLD."recipient_id", OLD."recipient_kind", OLD."recipient_name", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_by_job", OLD."revoke_reason", OLD."revoked_at", OLD."revoked_by_id", OLD."signature", OLD."signed_at", OLD."signer", OLD."state", OLD."successor_id", OLD."superseded_at", OLD."superseded_by_id", OLD."superseded_by_job", OLD."treating_members", OLD."uuid", OLD."what", OLD."wording", OLD."wording_language"); RETURN NULL;',
                    hash="0ad928ea6567d270cdff955211e92f23ed88f15e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_124d9",
                    table="consent_consent",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="consentpaper",
            name="added_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="consentpaper",
            name="consent",
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="paper", to="consent.consent"),
        ),
        migrations.AddConstraint(
            model_name="consentpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["drawing", "scan"])), name="consent_paper_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="consentpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(("media_type__in", ["image/svg+xml", "application/pdf", "image/png", "image/jpeg"])),
                name="consent_paper_type_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0), ("size__lte", 3000000)), name="consent_paper_bounded"
            ),
        ),
        migrations.AddConstraint(
            model_name="consentpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("added_at__isnull", True), ("added_by__isnull", True), ("added_by_job", "")),
                        models.Q(
                            ("added_at__isnull", False),
                            models.Q(
                                models.Q(("added_by__isnull", False), ("added_by_job", "")),
                                models.Q(("added_by__isnull", True), models.Q(("added_by_job", ""), _negated=True)),
                                _connector="OR",
                            ),
                        ),
                        _connector="OR",
                    ),
                    ("added_at__isnull", False),
                ),
                name="consent_paper_added_pair",
            ),
        ),
        migrations.CreateModel(
            name="ConsentPaperEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("drawing", "Drawn signature"), ("scan", "Scan of the signed paper")], max_length=8, null=True
                    ),
                ),
                ("media_type", models.CharField(max_length=40, null=True)),
                ("size", models.PositiveIntegerField(null=True)),
                ("digest", models.CharField(max_length=64, null=True)),
                ("added_at", models.DateTimeField(null=True)),
                ("added_by_job", models.CharField(blank=True, max_length=64, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consentpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_consentpaperevent" ("added_at", "added_by_id", "added_by_job", "consent_id", "digest", "id", "kind", "media_type", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "uuid") VALUES (NEW."added_at", NEW."added_by_id", NEW."added_by_job", NEW."consent_id", NEW."digest", NEW."id", NEW."kind", NEW."media_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."size", NEW."uuid"); RETURN NULL;',
                    hash="3025817c08ac9e8f4f60c6d106554b9331fe3522",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_761db",
                    table="consent_consentpaper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consentpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."added_by_job" IS DISTINCT FROM (NEW."added_by_job") OR OLD."consent_id" IS DISTINCT FROM (NEW."consent_id") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."media_type" IS DISTINCT FROM (NEW."media_type") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                    func='INSERT INTO "consent_consentpaperevent" ("added_at", "added_by_id", "added_by_job", "consent_id", "digest", "id", "kind", "media_type", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "uuid") VALUES (NEW."added_at", NEW."added_by_id", NEW."added_by_job", NEW."consent_id", NEW."digest", NEW."id", NEW."kind", NEW."media_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."size", NEW."uuid"); RETURN NULL;',
                    hash="d03941d7ba13d14369007f1f55020687eed859de",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6fbe2",
                    table="consent_consentpaper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consentpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_consentpaperevent" ("added_at", "added_by_id", "added_by_job", "consent_id", "digest", "id", "kind", "media_type", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "uuid") VALUES (OLD."added_at", OLD."added_by_id", OLD."added_by_job", OLD."consent_id", OLD."digest", OLD."id", OLD."kind", OLD."media_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."size", OLD."uuid"); RETURN NULL;',
                    hash="97615a29504f934d6686b87840e99573a0f52f40",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_af8e1",
                    table="consent_consentpaper",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="consentpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="consent_paper_has_digest"
            ),
        ),
        migrations.AddField(
            model_name="consentpaperevent",
            name="added_by",
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
            model_name="consentpaperevent",
            name="consent",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="consent.consent",
            ),
        ),
        migrations.AddField(
            model_name="consentpaperevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to="consent.consentpaper"
            ),
        ),
        append_only("consent_consentpaperevent"),
    ]
