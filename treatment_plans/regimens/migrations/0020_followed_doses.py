"""Whose doses are followed day by day; and a job may hold an order after missed doses."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.migrations
from care.audit.protection import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("accounts", "__first__"),
        ("patients", "0004_search"),
        ("regimens", "0004_schedules_and_doses"),
    ]

    operations = [
        care.lib.migrations.Together(
            operations=[
                migrations.CreateModel(
                    name="FollowedDoses",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("substance", models.CharField(max_length=40)),
                        ("since", models.DateField()),
                        ("said_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                        (
                            "said_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("patient", "organisation", "substance"),
                                name="followed_doses_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("substance", ""), _negated=True), name="followed_doses_of_a_substance"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="followed_doses_ended_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowedDosesEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("substance", models.CharField(max_length=40, null=True)),
                        ("since", models.DateField(null=True)),
                        ("said_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                                to="regimens.followeddoses",
                            ),
                        ),
                        (
                            "said_by",
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
                pgtrigger.migrations.RemoveTrigger(
                    model_name="orderhold",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="orderhold",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="orderhold",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="orderhold",
                    name="held_by_job",
                    field=models.CharField(blank=True, db_default="", default="", max_length=64),
                ),
                migrations.AddField(
                    model_name="orderholdevent",
                    name="held_by_job",
                    field=models.CharField(blank=True, db_default="", default="", max_length=64, null=True),
                ),
                migrations.AlterField(
                    model_name="orderhold",
                    name="held_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AlterField(
                    model_name="orderholdevent",
                    name="held_by",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="orderhold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_orderholdevent" ("held_at", "held_by_id", "held_by_job", "id", "lifted_at", "lifted_by_id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."held_at", NEW."held_by_id", NEW."held_by_job", NEW."id", NEW."lifted_at", NEW."lifted_by_id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="2a9fc05f301f17811f6d41318a328fbf854a94a1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_87fce",
                            table="regimens_orderhold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderhold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "regimens_orderholdevent" ("held_at", "held_by_id", "held_by_job", "id", "lifted_at", "lifted_by_id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."held_at", NEW."held_by_id", NEW."held_by_job", NEW."id", NEW."lifted_at", NEW."lifted_by_id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="ade7eff7b57160b84a7ed6f51921e6ac610f624f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_28755",
                            table="regimens_orderhold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderhold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_orderholdevent" ("held_at", "held_by_id", "held_by_job", "id", "lifted_at", "lifted_by_id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."held_at", OLD."held_by_id", OLD."held_by_job", OLD."id", OLD."lifted_at", OLD."lifted_by_id", OLD."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                            hash="10ae7c2a5cdc2f07cadc70cb7e19992891054593",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_97d69",
                            table="regimens_orderhold",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="orderhold",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_at__isnull", True), ("held_by__isnull", True), ("held_by_job", "")),
                            models.Q(
                                ("held_at__isnull", False),
                                models.Q(
                                    models.Q(("held_by__isnull", False), ("held_by_job", "")),
                                    models.Q(("held_by__isnull", True), models.Q(("held_by_job", ""), _negated=True)),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="order_hold_held_pair",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="followeddoses",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_followeddosesevent" ("ended_at", "ended_by_id", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by_id", "since", "substance") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."said_at", NEW."said_by_id", NEW."since", NEW."substance"); RETURN NULL;',
                            hash="7475957d1a6f23cd2fe274d492446c0f3d08c00b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9a7ef",
                            table="regimens_followeddoses",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="followeddoses",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "regimens_followeddosesevent" ("ended_at", "ended_by_id", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by_id", "since", "substance") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."said_at", NEW."said_by_id", NEW."since", NEW."substance"); RETURN NULL;',
                            hash="adcdaa908fa6bb4fecb954da10445202cfb49ac8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c5b4c",
                            table="regimens_followeddoses",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="followeddoses",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_followeddosesevent" ("ended_at", "ended_by_id", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said_at", "said_by_id", "since", "substance") VALUES (OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."said_at", OLD."said_by_id", OLD."since", OLD."substance"); RETURN NULL;',
                            hash="6d4ae9c83adca192d45ded2c966758c1f83cfe80",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_04765",
                            table="regimens_followeddoses",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("regimens_followeddosesevent"),
    ]
