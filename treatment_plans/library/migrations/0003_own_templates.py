"""A clinic's own plan templates, with their history."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
from care.audit.protection import append_only
from care.lib.migrations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("library", "0002_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="OwnTemplate",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("number", models.PositiveIntegerField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("name", models.CharField(max_length=80)),
                        ("for_whom", models.TextField(max_length=400)),
                        ("asks", models.TextField(max_length=600)),
                        ("measure", models.CharField(blank=True, max_length=200)),
                        ("target_weeks", models.PositiveIntegerField()),
                        ("check_first", models.TextField(blank=True, max_length=600)),
                        ("lines", models.JSONField()),
                        ("written_at", models.DateTimeField()),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        (
                            "retired_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "number", "version"), name="own_template_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("retired_at__isnull", True)),
                                fields=("organisation", "number"),
                                name="own_template_one_in_use",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                                    models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="own_template_retired_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1), ("target_weeks__range", (1, 104)), ("version__gte", 1)),
                                name="own_template_from_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("name", ""), _negated=True),
                                    models.Q(("for_whom", ""), _negated=True),
                                    models.Q(("asks", ""), _negated=True),
                                    models.Q(("lines", []), _negated=True),
                                ),
                                name="own_template_says_what",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnTemplateEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("number", models.PositiveIntegerField(null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
                        ("name", models.CharField(max_length=80, null=True)),
                        ("for_whom", models.TextField(max_length=400, null=True)),
                        ("asks", models.TextField(max_length=600, null=True)),
                        ("measure", models.CharField(blank=True, max_length=200, null=True)),
                        ("target_weeks", models.PositiveIntegerField(null=True)),
                        ("check_first", models.TextField(blank=True, max_length=600, null=True)),
                        ("lines", models.JSONField(null=True)),
                        ("written_at", models.DateTimeField(null=True)),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="library.owntemplate",
                            ),
                        ),
                        (
                            "retired_by",
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
                        (
                            "written_by",
                            models.ForeignKey(
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
                    model_name="owntemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "library_owntemplateevent" ("asks", "check_first", "for_whom", "id", "lines", "measure", "name", "number", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_at", "retired_by_id", "target_weeks", "uuid", "version", "written_at", "written_by_id") VALUES (NEW."asks", NEW."check_first", NEW."for_whom", NEW."id", NEW."lines", NEW."measure", NEW."name", NEW."number", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."retired_at", NEW."retired_by_id", NEW."target_weeks", NEW."uuid", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="a2fef5676e7ab8a4b3d8c14f0b42dfb499abbdcc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8348d",
                            table="library_owntemplate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="owntemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "library_owntemplateevent" ("asks", "check_first", "for_whom", "id", "lines", "measure", "name", "number", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_at", "retired_by_id", "target_weeks", "uuid", "version", "written_at", "written_by_id") VALUES (NEW."asks", NEW."check_first", NEW."for_whom", NEW."id", NEW."lines", NEW."measure", NEW."name", NEW."number", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."retired_at", NEW."retired_by_id", NEW."target_weeks", NEW."uuid", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="57dd5b3b7a7db73c0e66b555704cefb8eda6ccb2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_afc5e",
                            table="library_owntemplate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="owntemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "library_owntemplateevent" ("asks", "check_first", "for_whom", "id", "lines", "measure", "name", "number", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_at", "retired_by_id", "target_weeks", "uuid", "version", "written_at", "written_by_id") VALUES (OLD."asks", OLD."check_first", OLD."for_whom", OLD."id", OLD."lines", OLD."measure", OLD."name", OLD."number", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."retired_at", OLD."retired_by_id", OLD."target_weeks", OLD."uuid", OLD."version", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                            hash="16d8e6d88bb5a5dcbf10f330383a19445d97179a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_66331",
                            table="library_owntemplate",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        append_only("library_owntemplateevent"),
    ]
