"""Links for people without an account."""

import uuid

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from care.audit.protection import append_only
from care.lib.migrations import Together


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ("links", "0001_initial"),
        ("links", "0002_consent_links"),
    ]
    dependencies = [
        ("accounts", "0001_tables"),
        ("audit", "0001_initial"),
        ("patients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Link",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("purpose", models.CharField(choices=[("check-in", "Check-in"), ("consent", "Consent")], max_length=16)),
                        ("subject", models.UUIDField()),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        ("issued_at", models.DateTimeField()),
                        (
                            "issued_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("issued_by_job", models.CharField(blank=True, max_length=64)),
                        ("expires_at", models.DateTimeField()),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
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
                        ("revoked_by_job", models.CharField(blank=True, max_length=64)),
                        ("revoke_reason", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("revoked_at__isnull", True), ("used_at__isnull", True)),
                                fields=["patient"],
                                name="link_open_of_patient",
                            ),
                            models.Index(fields=["subject"], name="link_of_subject"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at__isnull", True), ("used_at__isnull", True)),
                                fields=("purpose", "subject"),
                                name="link_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("purpose__in", ["check-in", "consent"])), name="link_purpose_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("issued_at__isnull", True), ("issued_by__isnull", True), ("issued_by_job", "")),
                                        models.Q(
                                            ("issued_at__isnull", False),
                                            models.Q(
                                                models.Q(("issued_by__isnull", False), ("issued_by_job", "")),
                                                models.Q(
                                                    ("issued_by__isnull", True), models.Q(("issued_by_job", ""), _negated=True)
                                                ),
                                                _connector="OR",
                                            ),
                                        ),
                                        _connector="OR",
                                    ),
                                    ("issued_at__isnull", False),
                                ),
                                name="link_issued_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True), ("revoked_by_job", "")),
                                    models.Q(
                                        ("revoked_at__isnull", False),
                                        models.Q(
                                            models.Q(("revoked_by__isnull", False), ("revoked_by_job", "")),
                                            models.Q(
                                                ("revoked_by__isnull", True), models.Q(("revoked_by_job", ""), _negated=True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="link_revoked_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoke_reason", ""), ("revoked_at__isnull", True)),
                                    models.Q(("revoked_at__isnull", False), models.Q(("revoke_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="link_revoked_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("issued_at"))), name="link_expires_after_issue"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("used_at__isnull", True), ("used_at__lt", models.F("expires_at")), _connector="OR"
                                ),
                                name="link_used_in_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("used_at__isnull", True), ("revoked_at__isnull", True), _connector="OR"),
                                name="link_used_or_revoked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LinkEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to="links.link"
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, null=True)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[("check-in", "Check-in"), ("consent", "Consent")], max_length=16, null=True
                            ),
                        ),
                        ("subject", models.UUIDField(null=True)),
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
                        ("issued_at", models.DateTimeField(null=True)),
                        (
                            "issued_by",
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
                        ("issued_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("expires_at", models.DateTimeField(null=True)),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
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
                        ("revoked_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("revoke_reason", models.CharField(blank=True, max_length=64, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="link",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "links_linkevent" ("expires_at", "id", "issued_at", "issued_by_id", "issued_by_job", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "revoke_reason", "revoked_at", "revoked_by_id", "revoked_by_job", "subject", "used_at", "uuid") VALUES (NEW."expires_at", NEW."id", NEW."issued_at", NEW."issued_by_id", NEW."issued_by_job", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."purpose", NEW."revoke_reason", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_by_job", NEW."subject", NEW."used_at", NEW."uuid"); RETURN NULL;',
                            hash="c78e7043974aef053a3059b37773cd013145225a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e3370",
                            table="links_link",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="link",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "links_linkevent" ("expires_at", "id", "issued_at", "issued_by_id", "issued_by_job", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "revoke_reason", "revoked_at", "revoked_by_id", "revoked_by_job", "subject", "used_at", "uuid") VALUES (NEW."expires_at", NEW."id", NEW."issued_at", NEW."issued_by_id", NEW."issued_by_job", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."purpose", NEW."revoke_reason", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_by_job", NEW."subject", NEW."used_at", NEW."uuid"); RETURN NULL;',
                            hash="e784f6eb03c69c2afd0c9a99313824e06a42e0e5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_55549",
                            table="links_link",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="link",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "links_linkevent" ("expires_at", "id", "issued_at", "issued_by_id", "issued_by_job", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "revoke_reason", "revoked_at", "revoked_by_id", "revoked_by_job", "subject", "used_at", "uuid") VALUES (OLD."expires_at", OLD."id", OLD."issued_at", OLD."issued_by_id", OLD."issued_by_job", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."purpose", OLD."revoke_reason", OLD."revoked_at", OLD."revoked_by_id", OLD."revoked_by_job", OLD."subject", OLD."used_at", OLD."uuid"); RETURN NULL;',
                            hash="db341cdac3c925905a043ae3b6b05b9f21665715",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_305f8",
                            table="links_link",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("links_linkevent"),
    ]
