"""What was sent to somebody to be answered, and how it moved."""

import django.contrib.postgres.fields
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
    initial = True

    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("patients", "0004_search"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Questionnaire",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("instrument", models.CharField(max_length=24)),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("general", "General health"),
                                    ("mental_health", "Mental health"),
                                    ("sud", "Substance use care"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "On its way"),
                                    ("sent", "Sent"),
                                    ("reminded", "Reminded"),
                                    ("not_sent", "Not sent"),
                                    ("answered", "Answered"),
                                    ("expired", "Not answered"),
                                    ("taken_back", "Taken back"),
                                ],
                                default="asked",
                                max_length=12,
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("asked_by_job", models.CharField(blank=True, max_length=64)),
                        ("expires_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("worried_at", models.DateTimeField(blank=True, null=True)),
                        ("response", models.UUIDField(blank=True, null=True)),
                        (
                            "shown",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "danger",
                            models.CharField(
                                blank=True,
                                choices=[("raised", "Elevated"), ("urgent", "Urgent"), ("crisis", "Crisis")],
                                max_length=12,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by_job", models.CharField(blank=True, max_length=64)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by_job", models.CharField(blank=True, max_length=64)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_needed", "Not needed any more"),
                                    ("wrong_one", "The wrong one"),
                                    ("own_wish", "Own wish"),
                                    ("care_ended", "Care here ended"),
                                    ("died", "Died"),
                                    ("merged", "Records merged"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["patient", "-asked_at", "-id"], name="questionnaire_of_patient"),
                            models.Index(
                                condition=models.Q(("response__isnull", False)),
                                fields=["response"],
                                name="questionnaire_of_response",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["asked", "not_sent", "reminded", "sent"])),
                                fields=("patient", "organisation", "instrument"),
                                name="questionnaire_one_waiting",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["asked", "sent", "reminded", "not_sent", "answered", "expired", "taken_back"])
                                ),
                                name="questionnaire_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("category__in", ["general", "mental_health", "sud"])),
                                name="questionnaire_category_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("danger__in", ["", "raised", "urgent", "crisis"])),
                                name="questionnaire_danger_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "end_reason__in",
                                        ["", "not_needed", "wrong_one", "own_wish", "care_ended", "died", "merged"],
                                    )
                                ),
                                name="questionnaire_end_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("asked_at__isnull", True), ("asked_by__isnull", True), ("asked_by_job", "")),
                                        models.Q(
                                            ("asked_at__isnull", False),
                                            models.Q(
                                                models.Q(("asked_by__isnull", False), ("asked_by_job", "")),
                                                models.Q(
                                                    ("asked_by__isnull", True), models.Q(("asked_by_job", ""), _negated=True)
                                                ),
                                                _connector="OR",
                                            ),
                                        ),
                                        _connector="OR",
                                    ),
                                    ("asked_at__isnull", False),
                                ),
                                name="questionnaire_asked_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_at__isnull", True), ("answered_by__isnull", True), ("answered_by_job", "")
                                    ),
                                    models.Q(
                                        ("answered_at__isnull", False),
                                        models.Q(
                                            models.Q(("answered_by__isnull", False), ("answered_by_job", "")),
                                            models.Q(
                                                ("answered_by__isnull", True), models.Q(("answered_by_job", ""), _negated=True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="questionnaire_answered_pair",
                            ),
                            models.CheckConstraint(
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
                                name="questionnaire_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at__isnull", False), ("response__isnull", False), ("state", "answered")),
                                    models.Q(
                                        models.Q(("state", "answered"), _negated=True),
                                        ("answered_at__isnull", True),
                                        ("danger", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="questionnaire_answered_has_answers",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("state", "taken_back"),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "taken_back"), _negated=True),
                                        ("end_reason", ""),
                                        ("ended_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="questionnaire_taken_back_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("asked_at"))),
                                name="questionnaire_expires_after_asked",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QuestionnaireEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("instrument", models.CharField(max_length=24, null=True)),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("general", "General health"),
                                    ("mental_health", "Mental health"),
                                    ("sud", "Substance use care"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "On its way"),
                                    ("sent", "Sent"),
                                    ("reminded", "Reminded"),
                                    ("not_sent", "Not sent"),
                                    ("answered", "Answered"),
                                    ("expired", "Not answered"),
                                    ("taken_back", "Taken back"),
                                ],
                                default="asked",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(null=True)),
                        ("asked_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("expires_at", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("reminded_at", models.DateTimeField(blank=True, null=True)),
                        ("worried_at", models.DateTimeField(blank=True, null=True)),
                        ("response", models.UUIDField(blank=True, null=True)),
                        (
                            "shown",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=40), blank=True, default=list, null=True, size=None
                            ),
                        ),
                        (
                            "danger",
                            models.CharField(
                                blank=True,
                                choices=[("raised", "Elevated"), ("urgent", "Urgent"), ("crisis", "Crisis")],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answered_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_needed", "Not needed any more"),
                                    ("wrong_one", "The wrong one"),
                                    ("own_wish", "Own wish"),
                                    ("care_ended", "Care here ended"),
                                    ("died", "Died"),
                                    ("merged", "Records merged"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "answered_by",
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
                            "asked_by",
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
                            "ended_by",
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
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="questionnaires.questionnaire",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="questionnaire",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "questionnaires_questionnaireevent" ("answered_at", "answered_by_id", "answered_by_job", "asked_at", "asked_by_id", "asked_by_job", "category", "danger", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "expires_at", "id", "instrument", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "response", "sent_at", "shown", "state", "uuid", "worried_at") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."answered_by_job", NEW."asked_at", NEW."asked_by_id", NEW."asked_by_job", NEW."category", NEW."danger", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."expires_at", NEW."id", NEW."instrument", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reminded_at", NEW."response", NEW."sent_at", NEW."shown", NEW."state", NEW."uuid", NEW."worried_at"); RETURN NULL;',
                            hash="907d5c27fadd99b38ec046b5ebfbdcc3a4f93e36",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_25e94",
                            table="questionnaires_questionnaire",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="questionnaire",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "questionnaires_questionnaireevent" ("answered_at", "answered_by_id", "answered_by_job", "asked_at", "asked_by_id", "asked_by_job", "category", "danger", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "expires_at", "id", "instrument", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "response", "sent_at", "shown", "state", "uuid", "worried_at") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."answered_by_job", NEW."asked_at", NEW."asked_by_id", NEW."asked_by_job", NEW."category", NEW."danger", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."expires_at", NEW."id", NEW."instrument", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reminded_at", NEW."response", NEW."sent_at", NEW."shown", NEW."state", NEW."uuid", NEW."worried_at"); RETURN NULL;',
                            hash="d5160f56f6097fcbd1d1290121ced1a9254b3dd5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1ac9f",
                            table="questionnaires_questionnaire",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="questionnaire",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "questionnaires_questionnaireevent" ("answered_at", "answered_by_id", "answered_by_job", "asked_at", "asked_by_id", "asked_by_job", "category", "danger", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "expires_at", "id", "instrument", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "response", "sent_at", "shown", "state", "uuid", "worried_at") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."answered_by_job", OLD."asked_at", OLD."asked_by_id", OLD."asked_by_job", OLD."category", OLD."danger", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."expires_at", OLD."id", OLD."instrument", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reminded_at", OLD."response", OLD."sent_at", OLD."shown", OLD."state", OLD."uuid", OLD."worried_at"); RETURN NULL;',
                            hash="ed952cd8b3ade81d6c49e6226da65464ec028e8c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_29121",
                            table="questionnaires_questionnaire",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        append_only("questionnaires_questionnaireevent"),
    ]
