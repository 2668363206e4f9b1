"""The medication catalogue and medication orders, with their history."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
import treatment_plans.regimens.vocabulary
from care.audit.protection import append_only
from care.lib.migrations import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("accounts", "__first__"),
        ("audit", "0001_initial"),
        ("patients", "0001_initial"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Medication",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("code", models.CharField(max_length=48, unique=True)),
                        ("name", models.CharField(max_length=80)),
                        ("short_name", models.CharField(max_length=40)),
                        ("substance", models.CharField(max_length=40)),
                        ("for_oud", models.BooleanField()),
                        ("for_aud", models.BooleanField()),
                        ("is_depot", models.BooleanField()),
                        ("drug_class", models.CharField(max_length=80)),
                        ("schedule", models.CharField(blank=True, max_length=4)),
                        ("rxcui", models.CharField(blank=True, max_length=12)),
                        ("rxcui_flag", models.CharField(blank=True, max_length=8)),
                        ("rxcui_source", models.CharField(blank=True, max_length=160)),
                        ("unit", models.CharField(max_length=8)),
                        (
                            "routes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                size=None,
                            ),
                        ),
                        ("interval", models.CharField(max_length=80)),
                        (
                            "usual_frequency",
                            models.CharField(
                                choices=[
                                    ("once", "once"),
                                    ("daily", "daily"),
                                    ("twice-daily", "twice daily"),
                                    ("three-times-daily", "three times daily"),
                                    ("four-times-daily", "four times daily"),
                                    ("weekly", "weekly"),
                                    ("every-28-days", "every 28 days"),
                                    ("monthly", "monthly"),
                                    ("as-needed", "as needed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("source", models.CharField(max_length=160)),
                        ("as_of", models.DateField()),
                        ("is_offered", models.BooleanField(default=True)),
                        ("position", models.PositiveIntegerField()),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True),
                                    models.Q(("substance", ""), _negated=True),
                                    models.Q(("source", ""), _negated=True),
                                ),
                                name="medication_named_with_source",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rxcui", ""),
                                    models.Q(
                                        models.Q(("rxcui_flag", ""), _negated=True), models.Q(("rxcui_source", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="medication_rxcui_has_source",
                            ),
                            models.CheckConstraint(condition=models.Q(("routes__len__gte", 1)), name="medication_has_route"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "usual_frequency__in",
                                        [
                                            "once",
                                            "daily",
                                            "twice-daily",
                                            "three-times-daily",
                                            "four-times-daily",
                                            "weekly",
                                            "every-28-days",
                                            "monthly",
                                            "as-needed",
                                        ],
                                    )
                                ),
                                name="medication_usual_frequency_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Preparation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("code", models.CharField(max_length=64, unique=True)),
                        ("form", models.CharField(max_length=60)),
                        ("strength", models.CharField(max_length=40)),
                        ("amount", models.DecimalField(blank=True, decimal_places=3, max_digits=9, null=True)),
                        ("rxcui", models.CharField(blank=True, max_length=12)),
                        ("rxcui_source", models.CharField(blank=True, max_length=160)),
                        ("source", models.CharField(max_length=160)),
                        ("position", models.PositiveIntegerField()),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="preparations", to="regimens.medication"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("rxcui", ""), models.Q(("rxcui_source", ""), _negated=True), _connector="OR"),
                                name="preparation_rxcui_has_source",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__isnull", True), ("amount__gt", 0), _connector="OR"),
                                name="preparation_amount_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MedicationOrder",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("substance", models.CharField(max_length=40)),
                        ("dose_amount", models.DecimalField(decimal_places=3, max_digits=9)),
                        ("dose_unit", models.CharField(max_length=8)),
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
                        (
                            "frequency",
                            models.CharField(
                                choices=[
                                    ("once", "once"),
                                    ("daily", "daily"),
                                    ("twice-daily", "twice daily"),
                                    ("three-times-daily", "three times daily"),
                                    ("four-times-daily", "four times daily"),
                                    ("weekly", "weekly"),
                                    ("every-28-days", "every 28 days"),
                                    ("monthly", "monthly"),
                                    ("as-needed", "as needed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "phase",
                            models.CharField(
                                choices=[
                                    ("initiation", "Initiation"),
                                    ("stabilization", "Stabilization"),
                                    ("maintenance", "Maintenance"),
                                    ("taper", "Taper"),
                                    ("transition", "Transition"),
                                    ("re-initiation", "Re-initiation"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("instructions", models.CharField(blank=True, max_length=500)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("active", "Active"),
                                    ("on-hold", "On hold"),
                                    ("completed", "Completed"),
                                    ("stopped", "Stopped"),
                                    ("cancelled", "Set aside"),
                                ],
                                default=treatment_plans.regimens.vocabulary.OrderStatus["DRAFT"],
                                max_length=12,
                            ),
                        ),
                        ("ordered_at", models.DateTimeField()),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("dose_changed", "Changed: a new order took its place"),
                                    ("switched", "Switched to another medication"),
                                    ("finished", "The planned course is finished"),
                                    ("side_effects", "Side effects"),
                                    ("did_not_work", "It did not work for the person"),
                                    ("own_wish", "The person's own wish"),
                                    ("transferred", "Care goes on elsewhere"),
                                    ("safety", "Not safe to go on"),
                                    ("set_aside", "Draft set aside"),
                                    ("died", "Died"),
                                    ("other", "Another reason"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("end_note", models.CharField(blank=True, max_length=500)),
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
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regimens.medication"
                            ),
                        ),
                        (
                            "ordered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="regimens.medicationorder",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "preparation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="regimens.preparation",
                            ),
                        ),
                        ("ended_by_job", models.CharField(blank=True, db_default="", default="", max_length=64)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["patient", "organisation"], name="order_of_patient")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status", "active")),
                                fields=("patient", "organisation", "substance"),
                                name="order_one_active_of_substance",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "cancelled"), _negated=True),
                                fields=("replaces",),
                                name="order_replaced_once",
                            ),
                            models.CheckConstraint(condition=models.Q(("dose_amount__gt", 0)), name="order_dose_positive"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status__in", ["draft", "active", "on-hold", "completed", "stopped", "cancelled"])
                                ),
                                name="order_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("route__in", ["oral", "sublingual", "buccal", "subcutaneous", "intramuscular", "intranasal"])
                                ),
                                name="order_route_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "frequency__in",
                                        [
                                            "once",
                                            "daily",
                                            "twice-daily",
                                            "three-times-daily",
                                            "four-times-daily",
                                            "weekly",
                                            "every-28-days",
                                            "monthly",
                                            "as-needed",
                                        ],
                                    )
                                ),
                                name="order_frequency_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "phase__in",
                                        ["initiation", "stabilization", "maintenance", "taper", "transition", "re-initiation"],
                                    )
                                ),
                                name="order_phase_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                                ),
                                name="order_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="order_signed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", True), ("status__in", ["draft", "cancelled"])),
                                    models.Q(
                                        models.Q(("status__in", ["draft", "cancelled"]), _negated=True),
                                        ("signed_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="order_in_force_is_signed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("status__in", ["draft", "active", "on-hold"]), _negated=True),
                                        (
                                            "end_reason__in",
                                            [
                                                "dose_changed",
                                                "switched",
                                                "finished",
                                                "side_effects",
                                                "did_not_work",
                                                "own_wish",
                                                "transferred",
                                                "safety",
                                                "set_aside",
                                                "died",
                                                "other",
                                            ],
                                        ),
                                        ("ended_at__isnull", False),
                                    ),
                                    models.Q(
                                        ("end_note", ""),
                                        ("end_reason", ""),
                                        ("ended_at__isnull", True),
                                        ("status__in", ["draft", "active", "on-hold"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="order_end_has_reason",
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
                                name="order_ended_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderHold",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("reason", models.CharField(max_length=500)),
                        ("held_at", models.DateTimeField()),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "held_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "order",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="regimens.medicationorder"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_at__isnull", True)), fields=("order",), name="order_hold_open_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="order_hold_has_reason"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                                    models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="order_hold_lifted_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lifted_at__isnull", True), ("lifted_at__gte", models.F("held_at")), _connector="OR"
                                ),
                                name="order_hold_lifted_after",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrderHoldEvent",
                    fields=[
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=500, null=True)),
                        ("held_at", models.DateTimeField(null=True)),
                        ("lifted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "held_by",
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
                            "lifted_by",
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
                                to="regimens.orderhold",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="MedicationOrderEvent",
                    fields=[
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("substance", models.CharField(max_length=40, null=True)),
                        ("dose_amount", models.DecimalField(decimal_places=3, max_digits=9, null=True)),
                        ("dose_unit", models.CharField(max_length=8, null=True)),
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
                        (
                            "frequency",
                            models.CharField(
                                choices=[
                                    ("once", "once"),
                                    ("daily", "daily"),
                                    ("twice-daily", "twice daily"),
                                    ("three-times-daily", "three times daily"),
                                    ("four-times-daily", "four times daily"),
                                    ("weekly", "weekly"),
                                    ("every-28-days", "every 28 days"),
                                    ("monthly", "monthly"),
                                    ("as-needed", "as needed"),
                                ],
                                max_length=20,
                                null=True,
                            ),
                        ),
                        (
                            "phase",
                            models.CharField(
                                choices=[
                                    ("initiation", "Initiation"),
                                    ("stabilization", "Stabilization"),
                                    ("maintenance", "Maintenance"),
                                    ("taper", "Taper"),
                                    ("transition", "Transition"),
                                    ("re-initiation", "Re-initiation"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("starts_on", models.DateField(null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("instructions", models.CharField(blank=True, max_length=500, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("active", "Active"),
                                    ("on-hold", "On hold"),
                                    ("completed", "Completed"),
                                    ("stopped", "Stopped"),
                                    ("cancelled", "Set aside"),
                                ],
                                default=treatment_plans.regimens.vocabulary.OrderStatus["DRAFT"],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("ordered_at", models.DateTimeField(null=True)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("dose_changed", "Changed: a new order took its place"),
                                    ("switched", "Switched to another medication"),
                                    ("finished", "The planned course is finished"),
                                    ("side_effects", "Side effects"),
                                    ("did_not_work", "It did not work for the person"),
                                    ("own_wish", "The person's own wish"),
                                    ("transferred", "Care goes on elsewhere"),
                                    ("safety", "Not safe to go on"),
                                    ("set_aside", "Draft set aside"),
                                    ("died", "Died"),
                                    ("other", "Another reason"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("end_note", models.CharField(blank=True, max_length=500, null=True)),
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
                            "medication",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="regimens.medication",
                            ),
                        ),
                        (
                            "ordered_by",
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
                                to="regimens.medicationorder",
                            ),
                        ),
                        (
                            "replaces",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="regimens.medicationorder",
                            ),
                        ),
                        (
                            "signed_by",
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
                            "preparation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="regimens.preparation",
                            ),
                        ),
                        ("ended_by_job", models.CharField(blank=True, db_default="", default="", max_length=64, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="orderhold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_orderholdevent" ("held_at", "held_by_id", "id", "lifted_at", "lifted_by_id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."held_at", NEW."held_by_id", NEW."id", NEW."lifted_at", NEW."lifted_by_id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="7d802c1d5d499619b9ca23b7754010a08952f2dc",
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
                            func='INSERT INTO "regimens_orderholdevent" ("held_at", "held_by_id", "id", "lifted_at", "lifted_by_id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."held_at", NEW."held_by_id", NEW."id", NEW."lifted_at", NEW."lifted_by_id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reason"); RETURN NULL;',
                            hash="38aff1fd2987ef7683c650cb89807a18ffbc2e52",
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
                            func='INSERT INTO "regimens_orderholdevent" ("held_at", "held_by_id", "id", "lifted_at", "lifted_by_id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."held_at", OLD."held_by_id", OLD."id", OLD."lifted_at", OLD."lifted_by_id", OLD."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                            hash="7506d656fe078d3d8ba2e9a10492d4defdfbd102",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_97d69",
                            table="regimens_orderhold",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicationorder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_medicationorderevent" ("dose_amount", "dose_unit", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "ends_on", "frequency", "id", "instructions", "medication_id", "ordered_at", "ordered_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "preparation_id", "replaces_id", "route", "signed_at", "signed_by_id", "starts_on", "status", "substance", "uuid") VALUES (NEW."dose_amount", NEW."dose_unit", NEW."end_note", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."ends_on", NEW."frequency", NEW."id", NEW."instructions", NEW."medication_id", NEW."ordered_at", NEW."ordered_by_id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."phase", NEW."preparation_id", NEW."replaces_id", NEW."route", NEW."signed_at", NEW."signed_by_id", NEW."starts_on", NEW."status", NEW."substance", NEW."uuid"); RETURN NULL;',
                            hash="eff905ac782887b896e4c2ae1644dbf3a35345f8",
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
                            func='INSERT INTO "regimens_medicationorderevent" ("dose_amount", "dose_unit", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "ends_on", "frequency", "id", "instructions", "medication_id", "ordered_at", "ordered_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "preparation_id", "replaces_id", "route", "signed_at", "signed_by_id", "starts_on", "status", "substance", "uuid") VALUES (NEW."dose_amount", NEW."dose_unit", NEW."end_note", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."ends_on", NEW."frequency", NEW."id", NEW."instructions", NEW."medication_id", NEW."ordered_at", NEW."ordered_by_id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."phase", NEW."preparation_id", NEW."replaces_id", NEW."route", NEW."signed_at", NEW."signed_by_id", NEW."starts_on", NEW."status", NEW."substance", NEW."uuid"); RETURN NULL;',
                            hash="491cae17d8f5338643e46edf8c500eba137d4551",
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
                            func='INSERT INTO "regimens_medicationorderevent" ("dose_amount", "dose_unit", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "ends_on", "frequency", "id", "instructions", "medication_id", "ordered_at", "ordered_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "preparation_id", "replaces_id", "route", "signed_at", "signed_by_id", "starts_on", "status", "substance", "uuid") VALUES (OLD."dose_amount", OLD."dose_unit", OLD."end_note", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."ends_on", OLD."frequency", OLD."id", OLD."instructions", OLD."medication_id", OLD."ordered_at", OLD."ordered_by_id", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."phase", OLD."preparation_id", OLD."replaces_id", OLD."route", OLD."signed_at", OLD."signed_by_id", OLD."starts_on", OLD."status", OLD."substance", OLD."uuid"); RETURN NULL;',
                            hash="3c18ef792bcbf542d197466f232c175d06054397",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3f4d7",
                            table="regimens_medicationorder",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        append_only("regimens_medicationorderevent"),
        append_only("regimens_orderholdevent"),
    ]
