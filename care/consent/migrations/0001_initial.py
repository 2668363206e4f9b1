"""Consents, with their history."""

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
    initial = True

    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("accounts", "__first__"),
        ("patients", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("specific", "For one recipient"), ("tpo", "Treatment, payment and operations")],
                        default="specific",
                        max_length=16,
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("demographics", "Identity and contact"),
                                ("general", "General health"),
                                ("mental_health", "Mental health"),
                                ("sud", "Substance use care"),
                                ("counselling_note", "Counseling notes"),
                                ("harm_reduction", "Harm reduction"),
                            ],
                            max_length=24,
                        ),
                        size=None,
                    ),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("TREAT", "Treatment"),
                                ("HPAYMT", "Payment"),
                                ("HOPERAT", "Operations"),
                                ("CAREMGT", "Care management"),
                                ("ETREAT", "Emergency treatment"),
                                ("PATRQT", "Patient request"),
                                ("HLEGAL", "Legal"),
                                ("HRESCH", "Research"),
                                ("PUBHLTH", "Public health"),
                            ],
                            max_length=16,
                        ),
                        size=None,
                    ),
                ),
                ("what", models.CharField(max_length=500)),
                ("wording", models.CharField(max_length=24)),
                ("wording_language", models.CharField(max_length=8)),
                ("how", models.CharField(choices=[("on_screen", "On this screen"), ("paper", "On paper")], max_length=16)),
                (
                    "signer",
                    models.CharField(
                        choices=[("patient", "The person"), ("representative", "A representative")],
                        default="patient",
                        max_length=16,
                    ),
                ),
                ("signature", models.CharField(max_length=120, verbose_name="name as signed")),
                ("signed_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoke_reason", models.CharField(blank=True, max_length=300)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
                (
                    "patient",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind__in", ["specific", "tpo"])), name="consent_kind_known"),
                    models.CheckConstraint(condition=models.Q(("how__in", ["on_screen", "paper"])), name="consent_how_known"),
                    models.CheckConstraint(
                        condition=models.Q(("signer__in", ["patient", "representative"])), name="consent_signer_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("categories__contained_by", ["demographics", "general", "mental_health", "sud", "harm_reduction"]),
                            ("categories__len__gt", 0),
                        ),
                        name="consent_categories_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("purposes__contained_by", ["TREAT", "CAREMGT", "HPAYMT", "HOPERAT"]), ("purposes__len__gt", 0)
                        ),
                        name="consent_purposes_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recipient", models.F("organisation")), _negated=True),
                        name="consent_recipient_is_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True),
                            models.Q(("wording", ""), _negated=True),
                            models.Q(("wording_language", ""), _negated=True),
                            models.Q(("signature", ""), _negated=True),
                        ),
                        name="consent_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("recorded_at__gte", models.F("signed_at"))), name="consent_recorded_after_signing"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "tpo"), ("expires_at__isnull", False), _connector="OR"),
                        name="consent_has_last_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_at__isnull", True), ("expires_at__gt", models.F("signed_at")), _connector="OR"
                        ),
                        name="consent_ends_after_signing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                            models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="consent_revoked_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoke_reason", ""), ("revoked_at__isnull", True)),
                            models.Q(("revoked_at__isnull", False), models.Q(("revoke_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="consent_revoked_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at__isnull", True), ("revoked_at__gte", models.F("signed_at")), _connector="OR"
                        ),
                        name="consent_revoked_after_signing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("patient", "organisation", "recipient", "kind", "categories", "purposes", "expires_at"),
                        name="consent_once",
                        nulls_distinct=False,
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=["recipient", "patient"],
                        name="consent_of_recipient",
                    ),
                    models.Index(fields=["patient", "recipient"], name="consent_of_patient"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentEvent",
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
                        choices=[("specific", "For one recipient"), ("tpo", "Treatment, payment and operations")],
                        default="specific",
                        max_length=16,
                        null=True,
                    ),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("demographics", "Identity and contact"),
                                ("general", "General health"),
                                ("mental_health", "Mental health"),
                                ("sud", "Substance use care"),
                                ("counselling_note", "Counseling notes"),
                                ("harm_reduction", "Harm reduction"),
                            ],
                            max_length=24,
                        ),
                        null=True,
                        size=None,
                    ),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("TREAT", "Treatment"),
                                ("HPAYMT", "Payment"),
                                ("HOPERAT", "Operations"),
                                ("CAREMGT", "Care management"),
                                ("ETREAT", "Emergency treatment"),
                                ("PATRQT", "Patient request"),
                                ("HLEGAL", "Legal"),
                                ("HRESCH", "Research"),
                                ("PUBHLTH", "Public health"),
                            ],
                            max_length=16,
                        ),
                        null=True,
                        size=None,
                    ),
                ),
                ("what", models.CharField(max_length=500, null=True)),
                ("wording", models.CharField(max_length=24, null=True)),
                ("wording_language", models.CharField(max_length=8, null=True)),
                (
                    "how",
                    models.CharField(choices=[("on_screen", "On this screen"), ("paper", "On paper")], max_length=16, null=True),
                ),
                (
                    "signer",
                    models.CharField(
                        choices=[("patient", "The person"), ("representative", "A representative")],
                        default="patient",
                        max_length=16,
                        null=True,
                    ),
                ),
                ("signature", models.CharField(max_length=120, null=True, verbose_name="name as signed")),
                ("signed_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("revoke_reason", models.CharField(blank=True, max_length=300, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "patient",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to="consent.consent"
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "recorded_by",
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
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_consentevent" ("categories", "expires_at", "how", "id", "kind", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "recipient_id", "recorded_at", "recorded_by_id", "revoke_reason", "revoked_at", "revoked_by_id", "signature", "signed_at", "signer", "uuid", "what", "wording", "wording_language") VALUES (NEW."categories", NEW."expires_at", NEW."how", NEW."id", NEW."kind", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."purposes", NEW."recipient_id", NEW."recorded_at", NEW."recorded_by_id", NEW."revoke_reason", NEW."revoked_at", NEW."revoked_by_id", NEW."signature", NEW."signed_at", NEW."signer", NEW."uuid", NEW."what", NEW."wording", NEW."wording_language"); RETURN NULL;',
                    hash="3eec350ef22c836c33b45474062e5084e56810f1",
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
                    func='INSERT INTO "consent_consentevent" ("categories", "expires_at", "how", "id", "kind", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "recipient_id", "recorded_at", "recorded_by_id", "revoke_reason", "revoked_at", "revoked_by_id", "signature", "signed_at", "signer", "uuid", "what", "wording", "wording_language") VALUES (NEW."categories", NEW."expires_at", NEW."how", NEW."id", NEW."kind", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."purposes", NEW."recipient_id", NEW."recorded_at", NEW."recorded_by_id", NEW."revoke_reason", NEW."revoked_at", NEW."revoked_by_id", NEW."signature", NEW."signed_at", NEW."signer", NEW."uuid", NEW."what", NEW."wording", NEW."wording_language"); RETURN NULL;',
                    hash="6bf3118cc2b15d95b0178b3380fe887636cc92da",
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
                    func='INSERT INTO "consent_consentevent" ("categories", "expires_at", "how", "id", "kind", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "recipient_id", "recorded_at", "recorded_by_id", "revoke_reason", "revoked_at", "revoked_by_id", "signature", "signed_at", "signer", "uuid", "what", "wording", "wording_language") VALUES (OLD."categories", OLD."expires_at", OLD."how", OLD."id", OLD."kind", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."purposes", OLD."recipient_id", OLD."recorded_at", OLD."recorded_by_id", OLD."revoke_reason", OLD."revoked_at", OLD."revoked_by_id", OLD."signature", OLD."signed_at", OLD."signer", OLD."uuid", OLD."what", OLD."wording", OLD."wording_language"); RETURN NULL;',
                    hash="30f24d0d5d77b0348cebff879d868aa4d6b74630",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_124d9",
                    table="consent_consent",
                    when="AFTER",
                ),
            ),
        ),
        append_only("consent_consentevent"),
    ]
