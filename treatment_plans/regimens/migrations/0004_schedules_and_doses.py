"""Schedules of orders by steps, doses one by one, by which way a treatment begins, and why an order took the place of another."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
import care.lib.migrations
import treatment_plans.regimens.vocabulary
from care.audit.protection import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("accounts", "__first__"),
        ("patients", "0004_search"),
        ("regimens", "0003_order_purposes"),
    ]

    operations = [
        care.lib.migrations.Together(
            operations=[
                migrations.CreateModel(
                    name="Dose",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("substance", models.CharField(max_length=40)),
                        ("due_on", models.DateField()),
                        ("part", models.PositiveSmallIntegerField(default=1)),
                        ("parts", models.PositiveSmallIntegerField(default=1)),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("observed", "Given, observed"),
                                    ("dispensed", "Dispensed to take home"),
                                    ("reported", "Taken, by report"),
                                    ("missed", "Missed"),
                                    ("refused", "Declined"),
                                    ("vomited", "Vomited"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("amount", models.DecimalField(blank=True, decimal_places=3, max_digits=9, null=True)),
                        ("unit", models.CharField(max_length=8)),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("oral", "by mouth"),
                                    ("sublingual", "under the tongue"),
                                    ("buccal", "inside the cheek"),
                                    ("subcutaneous", "under the skin (subcutaneous)"),
                                    ("intramuscular", "into the muscle (intramuscular)"),
                                    ("intranasal", "into the nose"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("site", models.CharField(blank=True, max_length=40)),
                        ("lot", models.CharField(blank=True, max_length=40)),
                        ("expires_on", models.DateField(blank=True, null=True)),
                        ("at", models.DateTimeField()),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("vomited_after", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("recorded_by_job", models.CharField(blank=True, default="", max_length=64)),
                        ("voided_at", models.DateTimeField(blank=True, null=True)),
                        ("void_reason", models.CharField(blank=True, max_length=500)),
                        (
                            "again",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="regimens.dose",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="doses", to="regimens.medicationorder"
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
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "voided_by",
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
                            models.UniqueConstraint(
                                condition=models.Q(("again__isnull", True), ("voided_at__isnull", True)),
                                fields=("patient", "organisation", "substance", "due_on", "part"),
                                name="dose_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("voided_at__isnull", True)), fields=("again",), name="dose_given_again_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["observed", "dispensed", "reported", "missed", "refused", "vomited"])
                                ),
                                name="dose_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("route__in", ["oral", "sublingual", "buccal", "subcutaneous", "intramuscular", "intranasal"])
                                ),
                                name="dose_route_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("part__gte", 1), ("part__lte", models.F("parts"))), name="dose_part_of_parts"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount__isnull", True), ("outcome__in", ["missed", "refused"])),
                                    models.Q(models.Q(("outcome__in", ["missed", "refused"]), _negated=True), ("amount__gt", 0)),
                                    _connector="OR",
                                ),
                                name="dose_amount_when_taken",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("vomited_after__isnull", True), ("outcome", "vomited"), _connector="OR"),
                                name="dose_minutes_of_a_vomited_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("recorded_at__isnull", True), ("recorded_by__isnull", True), ("recorded_by_job", "")
                                    ),
                                    models.Q(
                                        ("recorded_at__isnull", False),
                                        models.Q(
                                            models.Q(("recorded_by__isnull", False), ("recorded_by_job", "")),
                                            models.Q(
                                                ("recorded_by__isnull", True), models.Q(("recorded_by_job", ""), _negated=True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="dose_recorded_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("voided_at__isnull", True), ("voided_by__isnull", True)),
                                    models.Q(("voided_at__isnull", False), ("voided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="dose_voided_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("void_reason", ""), ("voided_at__isnull", True)),
                                    models.Q(("voided_at__isnull", False), models.Q(("void_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="dose_voided_with_reason",
                            ),
                        ],
                        "indexes": [
                            models.Index(fields=["patient", "organisation", "due_on"], name="dose_of_patient_by_day"),
                            models.Index(fields=["order", "due_on"], name="dose_of_order_by_day"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DoseEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("substance", models.CharField(max_length=40, null=True)),
                        ("due_on", models.DateField(null=True)),
                        ("part", models.PositiveSmallIntegerField(default=1, null=True)),
                        ("parts", models.PositiveSmallIntegerField(default=1, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("observed", "Given, observed"),
                                    ("dispensed", "Dispensed to take home"),
                                    ("reported", "Taken, by report"),
                                    ("missed", "Missed"),
                                    ("refused", "Declined"),
                                    ("vomited", "Vomited"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("amount", models.DecimalField(blank=True, decimal_places=3, max_digits=9, null=True)),
                        ("unit", models.CharField(max_length=8, null=True)),
                        (
                            "route",
                            models.CharField(
                                choices=[
                                    ("oral", "by mouth"),
                                    ("sublingual", "under the tongue"),
                                    ("buccal", "inside the cheek"),
                                    ("subcutaneous", "under the skin (subcutaneous)"),
                                    ("intramuscular", "into the muscle (intramuscular)"),
                                    ("intranasal", "into the nose"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("site", models.CharField(blank=True, max_length=40, null=True)),
                        ("lot", models.CharField(blank=True, max_length=40, null=True)),
                        ("expires_on", models.DateField(blank=True, null=True)),
                        ("at", models.DateTimeField(null=True)),
                        ("note", models.CharField(blank=True, max_length=500, null=True)),
                        ("vomited_after", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("recorded_by_job", models.CharField(blank=True, default="", max_length=64, null=True)),
                        ("voided_at", models.DateTimeField(blank=True, null=True)),
                        ("void_reason", models.CharField(blank=True, max_length=500, null=True)),
                        (
                            "again",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="regimens.dose",
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="regimens.medicationorder",
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
                                db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to="regimens.dose"
                            ),
                        ),
                        (
                            "recorded_by",
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
                            "voided_by",
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
                migrations.CreateModel(
                    name="DoseStep",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("position", models.PositiveSmallIntegerField()),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        (
                            "amounts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.DecimalField(decimal_places=3, max_digits=9), size=6
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200)),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="regimens.medicationorder"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("order", "position"), name="dose_step_position_once"),
                            models.UniqueConstraint(fields=("order", "starts_on"), name="dose_step_day_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="dose_step_ends_after_start",
                            ),
                            models.CheckConstraint(condition=models.Q(("amounts__len__gte", 1)), name="dose_step_has_amounts"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DoseStepEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(null=True)),
                        ("starts_on", models.DateField(null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        (
                            "amounts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.DecimalField(decimal_places=3, max_digits=9), null=True, size=6
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, null=True)),
                        (
                            "order",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="regimens.medicationorder",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="regimens.dosestep",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="medicationorder",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="medicationorder",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="medicationorder",
                    name="delete_delete",
                ),
                migrations.AddField(
                    model_name="medicationorder",
                    name="change_reason",
                    field=models.CharField(blank=True, db_default="", default="", max_length=500),
                ),
                migrations.AddField(
                    model_name="medicationorder",
                    name="pathway",
                    field=models.CharField(
                        choices=[
                            ("standard", "Standard"),
                            ("low_dose", "Low-dose initiation"),
                            ("high_dose", "High-dose initiation"),
                        ],
                        db_default="standard",
                        default=treatment_plans.regimens.vocabulary.Pathway["STANDARD"],
                        max_length=12,
                    ),
                ),
                migrations.AddField(
                    model_name="medicationorderevent",
                    name="change_reason",
                    field=models.CharField(blank=True, db_default="", default="", max_length=500, null=True),
                ),
                migrations.AddField(
                    model_name="medicationorderevent",
                    name="pathway",
                    field=models.CharField(
                        choices=[
                            ("standard", "Standard"),
                            ("low_dose", "Low-dose initiation"),
                            ("high_dose", "High-dose initiation"),
                        ],
                        db_default="standard",
                        default=treatment_plans.regimens.vocabulary.Pathway["STANDARD"],
                        max_length=12,
                        null=True,
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicationorder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_medicationorderevent" ("change_reason", "dose_amount", "dose_unit", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "ends_on", "frequency", "id", "instructions", "medication_id", "ordered_at", "ordered_by_id", "organisation_id", "pathway", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "preparation_id", "replaces_id", "route", "signed_at", "signed_by_id", "starts_on", "status", "substance", "uuid") VALUES (NEW."change_reason", NEW."dose_amount", NEW."dose_unit", NEW."end_note", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."ends_on", NEW."frequency", NEW."id", NEW."instructions", NEW."medication_id", NEW."ordered_at", NEW."ordered_by_id", NEW."organisation_id", NEW."pathway", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."phase", NEW."preparation_id", NEW."replaces_id", NEW."route", NEW."signed_at", NEW."signed_by_id", NEW."starts_on", NEW."status", NEW."substance", NEW."uuid"); RETURN NULL;',
                            hash="bce89aa32b8b6df3b56825ff3138409776c47661",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_09e2d",
                            table="regimens_medicationorder",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicationorder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "regimens_medicationorderevent" ("change_reason", "dose_amount", "dose_unit", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "ends_on", "frequency", "id", "instructions", "medication_id", "ordered_at", "ordered_by_id", "organisation_id", "pathway", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "preparation_id", "replaces_id", "route", "signed_at", "signed_by_id", "starts_on", "status", "substance", "uuid") VALUES (NEW."change_reason", NEW."dose_amount", NEW."dose_unit", NEW."end_note", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."ends_on", NEW."frequency", NEW."id", NEW."instructions", NEW."medication_id", NEW."ordered_at", NEW."ordered_by_id", NEW."organisation_id", NEW."pathway", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."phase", NEW."preparation_id", NEW."replaces_id", NEW."route", NEW."signed_at", NEW."signed_by_id", NEW."starts_on", NEW."status", NEW."substance", NEW."uuid"); RETURN NULL;',
                            hash="58df0856bab4afc135668ac92f1a6bf10b6c5acf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_147d8",
                            table="regimens_medicationorder",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicationorder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_medicationorderevent" ("change_reason", "dose_amount", "dose_unit", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "ends_on", "frequency", "id", "instructions", "medication_id", "ordered_at", "ordered_by_id", "organisation_id", "pathway", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "preparation_id", "replaces_id", "route", "signed_at", "signed_by_id", "starts_on", "status", "substance", "uuid") VALUES (OLD."change_reason", OLD."dose_amount", OLD."dose_unit", OLD."end_note", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."ends_on", OLD."frequency", OLD."id", OLD."instructions", OLD."medication_id", OLD."ordered_at", OLD."ordered_by_id", OLD."organisation_id", OLD."pathway", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."phase", OLD."preparation_id", OLD."replaces_id", OLD."route", OLD."signed_at", OLD."signed_by_id", OLD."starts_on", OLD."status", OLD."substance", OLD."uuid"); RETURN NULL;',
                            hash="0113ea901aa3d6d3b2634bbd8e471dfee44d3fc2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3f4d7",
                            table="regimens_medicationorder",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="medicationorder",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("pathway__in", ["standard", "low_dose", "high_dose"])), name="order_pathway_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="medicationorder",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("change_reason", ""), ("replaces__isnull", False), _connector="OR"),
                        name="order_change_reason_of_a_change",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dose",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_doseevent" ("again_id", "amount", "at", "due_on", "expires_on", "id", "lot", "note", "order_id", "organisation_id", "outcome", "part", "parts", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "recorded_by_job", "route", "site", "substance", "unit", "uuid", "void_reason", "voided_at", "voided_by_id", "vomited_after") VALUES (NEW."again_id", NEW."amount", NEW."at", NEW."due_on", NEW."expires_on", NEW."id", NEW."lot", NEW."note", NEW."order_id", NEW."organisation_id", NEW."outcome", NEW."part", NEW."parts", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."recorded_by_job", NEW."route", NEW."site", NEW."substance", NEW."unit", NEW."uuid", NEW."void_reason", NEW."voided_at", NEW."voided_by_id", NEW."vomited_after"); RETURN NULL;',
                            hash="25a8c6153c6169735a003ce1217daafb63baa27d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ad3fb",
                            table="regimens_dose",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dose",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "regimens_doseevent" ("again_id", "amount", "at", "due_on", "expires_on", "id", "lot", "note", "order_id", "organisation_id", "outcome", "part", "parts", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "recorded_by_job", "route", "site", "substance", "unit", "uuid", "void_reason", "voided_at", "voided_by_id", "vomited_after") VALUES (NEW."again_id", NEW."amount", NEW."at", NEW."due_on", NEW."expires_on", NEW."id", NEW."lot", NEW."note", NEW."order_id", NEW."organisation_id", NEW."outcome", NEW."part", NEW."parts", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."recorded_by_job", NEW."route", NEW."site", NEW."substance", NEW."unit", NEW."uuid", NEW."void_reason", NEW."voided_at", NEW."voided_by_id", NEW."vomited_after"); RETURN NULL;',
                            hash="36b27836e1073be13f8c38da0474465a1f41bf66",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a26a8",
                            table="regimens_dose",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dose",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_doseevent" ("again_id", "amount", "at", "due_on", "expires_on", "id", "lot", "note", "order_id", "organisation_id", "outcome", "part", "parts", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "recorded_by_job", "route", "site", "substance", "unit", "uuid", "void_reason", "voided_at", "voided_by_id", "vomited_after") VALUES (OLD."again_id", OLD."amount", OLD."at", OLD."due_on", OLD."expires_on", OLD."id", OLD."lot", OLD."note", OLD."order_id", OLD."organisation_id", OLD."outcome", OLD."part", OLD."parts", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."recorded_by_job", OLD."route", OLD."site", OLD."substance", OLD."unit", OLD."uuid", OLD."void_reason", OLD."voided_at", OLD."voided_by_id", OLD."vomited_after"); RETURN NULL;',
                            hash="6ef0942549ab9791b607ed2e201ad70516bcf528",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3a2c4",
                            table="regimens_dose",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dosestep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_dosestepevent" ("amounts", "ends_on", "id", "note", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "starts_on") VALUES (NEW."amounts", NEW."ends_on", NEW."id", NEW."note", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."position", NEW."starts_on"); RETURN NULL;',
                            hash="024e59c3c3c754d729b716b8e93714fe30955921",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cf960",
                            table="regimens_dosestep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dosestep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "regimens_dosestepevent" ("amounts", "ends_on", "id", "note", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "starts_on") VALUES (NEW."amounts", NEW."ends_on", NEW."id", NEW."note", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."position", NEW."starts_on"); RETURN NULL;',
                            hash="22da4917e73fe2d6c1351fe6e673dbd533122cdf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7534d",
                            table="regimens_dosestep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dosestep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_dosestepevent" ("amounts", "ends_on", "id", "note", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "starts_on") VALUES (OLD."amounts", OLD."ends_on", OLD."id", OLD."note", OLD."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."position", OLD."starts_on"); RETURN NULL;',
                            hash="8948f94439efabe3f0a69bea3c8788da0d9793a6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c3e96",
                            table="regimens_dosestep",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("regimens_doseevent"),
        append_only("regimens_dosestepevent"),
    ]
