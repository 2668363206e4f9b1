"""Start conditions, transitions that overlap, verbal orders, and what a clinic leaves out of its formulary."""

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
        ("regimens", "0021_safety_alerts"),
    ]

    operations = [
        care.lib.migrations.Together(
            operations=[
                migrations.CreateModel(
                    name="LeftOut",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("left_at", models.DateTimeField()),
                        ("back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "back_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "left_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "medication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="regimens.medication"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("back_at__isnull", True)),
                                fields=("organisation", "medication", "preparation"),
                                name="left_out_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("back_at__isnull", True), ("back_by__isnull", True)),
                                    models.Q(("back_at__isnull", False), ("back_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="left_out_back_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeftOutEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("left_at", models.DateTimeField(null=True)),
                        ("back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "back_by",
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
                            "left_by",
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
                                to="regimens.leftout",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StartCondition",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("withdrawal", "In withdrawal: COWS of at least"),
                                    ("opioid_free", "Hours without opioids, at least"),
                                    ("negative_screen", "Drug test without opioids"),
                                    ("agonist_first", "One dose under the tongue, and an hour"),
                                    ("not_sedated", "Awake and not sedated"),
                                    ("alcohol_free", "Hours without alcohol, at least"),
                                    ("pregnancy_asked", "Pregnancy asked or tested"),
                                    ("liver_tests", "Liver tests seen"),
                                    ("creatinine", "Creatinine seen"),
                                    ("agreed", "Told what happens with alcohol, and agrees"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("at_least", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("met_at", models.DateTimeField(blank=True, null=True)),
                        ("waived_at", models.DateTimeField(blank=True, null=True)),
                        ("words", models.CharField(blank=True, max_length=300)),
                        (
                            "met_by",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conditions",
                                to="regimens.medicationorder",
                            ),
                        ),
                        (
                            "waived_by",
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
                            models.UniqueConstraint(fields=("order", "kind"), name="start_condition_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "withdrawal",
                                            "opioid_free",
                                            "negative_screen",
                                            "agonist_first",
                                            "not_sedated",
                                            "alcohol_free",
                                            "pregnancy_asked",
                                            "liver_tests",
                                            "creatinine",
                                            "agreed",
                                        ],
                                    )
                                ),
                                name="start_condition_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("met_at__isnull", True), ("met_by__isnull", True)),
                                    models.Q(("met_at__isnull", False), ("met_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="start_condition_met_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("waived_at__isnull", True), ("waived_by__isnull", True)),
                                    models.Q(("waived_at__isnull", False), ("waived_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="start_condition_waived_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("met_at__isnull", True), ("waived_at__isnull", True), _connector="OR"),
                                name="start_condition_met_or_waived",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("met_at__isnull", True), ("waived_at__isnull", True), ("words", "")),
                                    models.Q(
                                        models.Q(("met_at__isnull", False), ("waived_at__isnull", False), _connector="OR"),
                                        models.Q(("words", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="start_condition_with_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StartConditionEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("withdrawal", "In withdrawal: COWS of at least"),
                                    ("opioid_free", "Hours without opioids, at least"),
                                    ("negative_screen", "Drug test without opioids"),
                                    ("agonist_first", "One dose under the tongue, and an hour"),
                                    ("not_sedated", "Awake and not sedated"),
                                    ("alcohol_free", "Hours without alcohol, at least"),
                                    ("pregnancy_asked", "Pregnancy asked or tested"),
                                    ("liver_tests", "Liver tests seen"),
                                    ("creatinine", "Creatinine seen"),
                                    ("agreed", "Told what happens with alcohol, and agrees"),
                                ],
                                max_length=24,
                                null=True,
                            ),
                        ),
                        ("at_least", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("met_at", models.DateTimeField(blank=True, null=True)),
                        ("waived_at", models.DateTimeField(blank=True, null=True)),
                        ("words", models.CharField(blank=True, max_length=300, null=True)),
                        (
                            "met_by",
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
                                to="regimens.startcondition",
                            ),
                        ),
                        (
                            "waived_by",
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
                    name="VerbalOrder",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("read_back", models.BooleanField()),
                        ("taken_at", models.DateTimeField()),
                        ("cosign_until", models.DateTimeField()),
                        ("cosigned_at", models.DateTimeField(blank=True, null=True)),
                        ("denied_at", models.DateTimeField(blank=True, null=True)),
                        ("denied_words", models.CharField(blank=True, max_length=500)),
                        (
                            "cosigned_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "denied_by",
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
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="verbal", to="regimens.medicationorder"
                            ),
                        ),
                        (
                            "prescriber",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("read_back", True)), name="verbal_order_read_back"),
                            models.CheckConstraint(
                                condition=models.Q(("prescriber", models.F("taken_by")), _negated=True),
                                name="verbal_order_of_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cosigned_at__isnull", True), ("cosigned_by__isnull", True)),
                                    models.Q(("cosigned_at__isnull", False), ("cosigned_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="verbal_order_cosigned_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("denied_at__isnull", True), ("denied_by__isnull", True)),
                                    models.Q(("denied_at__isnull", False), ("denied_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="verbal_order_denied_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cosigned_at__isnull", True), ("denied_at__isnull", True), _connector="OR"),
                                name="verbal_order_answered_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("denied_at__isnull", True), ("denied_words", "")),
                                    models.Q(("denied_at__isnull", False), models.Q(("denied_words", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="verbal_order_denied_with_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VerbalOrderEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("read_back", models.BooleanField(null=True)),
                        ("taken_at", models.DateTimeField(null=True)),
                        ("cosign_until", models.DateTimeField(null=True)),
                        ("cosigned_at", models.DateTimeField(blank=True, null=True)),
                        ("denied_at", models.DateTimeField(blank=True, null=True)),
                        ("denied_words", models.CharField(blank=True, max_length=500, null=True)),
                        (
                            "cosigned_by",
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
                            "denied_by",
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
                                to="regimens.verbalorder",
                            ),
                        ),
                        (
                            "prescriber",
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
                            "taken_by",
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
                migrations.RemoveConstraint(
                    model_name="medicationorder",
                    name="order_end_has_reason",
                ),
                migrations.AddField(
                    model_name="medicationorder",
                    name="overlaps_until",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="medicationorder",
                    name="stops_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="medicationorderevent",
                    name="overlaps_until",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="medicationorderevent",
                    name="stops_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AlterField(
                    model_name="medicationorder",
                    name="end_reason",
                    field=models.CharField(
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
                            ("not_so", "Not ordered so"),
                            ("set_aside", "Draft set aside"),
                            ("died", "Died"),
                            ("other", "Another reason"),
                        ],
                        max_length=16,
                    ),
                ),
                migrations.AlterField(
                    model_name="medicationorderevent",
                    name="end_reason",
                    field=models.CharField(
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
                            ("not_so", "Not ordered so"),
                            ("set_aside", "Draft set aside"),
                            ("died", "Died"),
                            ("other", "Another reason"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicationorder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_medicationorderevent" ("change_reason", "dose_amount", "dose_unit", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "ends_on", "frequency", "id", "instructions", "medication_id", "ordered_at", "ordered_by_id", "organisation_id", "overlaps_until", "pathway", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "preparation_id", "replaces_id", "route", "signed_at", "signed_by_id", "starts_on", "status", "stops_on", "substance", "uuid") VALUES (NEW."change_reason", NEW."dose_amount", NEW."dose_unit", NEW."end_note", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."ends_on", NEW."frequency", NEW."id", NEW."instructions", NEW."medication_id", NEW."ordered_at", NEW."ordered_by_id", NEW."organisation_id", NEW."overlaps_until", NEW."pathway", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."phase", NEW."preparation_id", NEW."replaces_id", NEW."route", NEW."signed_at", NEW."signed_by_id", NEW."starts_on", NEW."status", NEW."stops_on", NEW."substance", NEW."uuid"); RETURN NULL;',
                            hash="af466b308e097b4ec24cf7a61d2546a8dd838324",
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
                            func='INSERT INTO "regimens_medicationorderevent" ("change_reason", "dose_amount", "dose_unit", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "ends_on", "frequency", "id", "instructions", "medication_id", "ordered_at", "ordered_by_id", "organisation_id", "overlaps_until", "pathway", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "preparation_id", "replaces_id", "route", "signed_at", "signed_by_id", "starts_on", "status", "stops_on", "substance", "uuid") VALUES (NEW."change_reason", NEW."dose_amount", NEW."dose_unit", NEW."end_note", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."ends_on", NEW."frequency", NEW."id", NEW."instructions", NEW."medication_id", NEW."ordered_at", NEW."ordered_by_id", NEW."organisation_id", NEW."overlaps_until", NEW."pathway", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."phase", NEW."preparation_id", NEW."replaces_id", NEW."route", NEW."signed_at", NEW."signed_by_id", NEW."starts_on", NEW."status", NEW."stops_on", NEW."substance", NEW."uuid"); RETURN NULL;',
                            hash="e130f7e3b57abdb14108942343cdb50594adea41",
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
                            func='INSERT INTO "regimens_medicationorderevent" ("change_reason", "dose_amount", "dose_unit", "end_note", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "ends_on", "frequency", "id", "instructions", "medication_id", "ordered_at", "ordered_by_id", "organisation_id", "overlaps_until", "pathway", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "preparation_id", "replaces_id", "route", "signed_at", "signed_by_id", "starts_on", "status", "stops_on", "substance", "uuid") VALUES (OLD."change_reason", OLD."dose_amount", OLD."dose_unit", OLD."end_note", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."ends_on", OLD."frequency", OLD."id", OLD."instructions", OLD."medication_id", OLD."ordered_at", OLD."ordered_by_id", OLD."organisation_id", OLD."overlaps_until", OLD."pathway", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."phase", OLD."preparation_id", OLD."replaces_id", OLD."route", OLD."signed_at", OLD."signed_by_id", OLD."starts_on", OLD."status", OLD."stops_on", OLD."substance", OLD."uuid"); RETURN NULL;',
                            hash="b88aaeb1c68bf87a5d041d40a0a829395a4a2a51",
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
                        condition=models.Q(("overlaps_until__isnull", True), ("replaces__isnull", False), _connector="OR"),
                        name="order_overlap_of_a_transition",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="medicationorder",
                    constraint=models.CheckConstraint(
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
                                        "not_so",
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
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leftout",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_leftoutevent" ("back_at", "back_by_id", "id", "left_at", "left_by_id", "medication_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preparation_id") VALUES (NEW."back_at", NEW."back_by_id", NEW."id", NEW."left_at", NEW."left_by_id", NEW."medication_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."preparation_id"); RETURN NULL;',
                            hash="1345246e3723a4bd5d282d541bf2ed1b0e1b5120",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7fb11",
                            table="regimens_leftout",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leftout",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "regimens_leftoutevent" ("back_at", "back_by_id", "id", "left_at", "left_by_id", "medication_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preparation_id") VALUES (NEW."back_at", NEW."back_by_id", NEW."id", NEW."left_at", NEW."left_by_id", NEW."medication_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."preparation_id"); RETURN NULL;',
                            hash="e61736128a9a83d08a906e4af83b364fb90b467c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b39a9",
                            table="regimens_leftout",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="leftout",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_leftoutevent" ("back_at", "back_by_id", "id", "left_at", "left_by_id", "medication_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preparation_id") VALUES (OLD."back_at", OLD."back_by_id", OLD."id", OLD."left_at", OLD."left_by_id", OLD."medication_id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."preparation_id"); RETURN NULL;',
                            hash="a186c85dd627d175ebe97d6deb79dbe00561f831",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d1bf0",
                            table="regimens_leftout",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="startcondition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_startconditionevent" ("at_least", "id", "kind", "met_at", "met_by_id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "waived_at", "waived_by_id", "words") VALUES (NEW."at_least", NEW."id", NEW."kind", NEW."met_at", NEW."met_by_id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."waived_at", NEW."waived_by_id", NEW."words"); RETURN NULL;',
                            hash="1dbbc05119edf261d72fc3eb83b2c219544e4496",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ce44f",
                            table="regimens_startcondition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="startcondition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "regimens_startconditionevent" ("at_least", "id", "kind", "met_at", "met_by_id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "waived_at", "waived_by_id", "words") VALUES (NEW."at_least", NEW."id", NEW."kind", NEW."met_at", NEW."met_by_id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."waived_at", NEW."waived_by_id", NEW."words"); RETURN NULL;',
                            hash="fd243243e48a5043ab200dba57e1fe37dc944add",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_51713",
                            table="regimens_startcondition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="startcondition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_startconditionevent" ("at_least", "id", "kind", "met_at", "met_by_id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "waived_at", "waived_by_id", "words") VALUES (OLD."at_least", OLD."id", OLD."kind", OLD."met_at", OLD."met_by_id", OLD."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."waived_at", OLD."waived_by_id", OLD."words"); RETURN NULL;',
                            hash="1b27072bc6c387eccfeacac2edb375e1e0920113",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cddd1",
                            table="regimens_startcondition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="verbalorder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_verbalorderevent" ("cosign_until", "cosigned_at", "cosigned_by_id", "denied_at", "denied_by_id", "denied_words", "id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescriber_id", "read_back", "taken_at", "taken_by_id") VALUES (NEW."cosign_until", NEW."cosigned_at", NEW."cosigned_by_id", NEW."denied_at", NEW."denied_by_id", NEW."denied_words", NEW."id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."prescriber_id", NEW."read_back", NEW."taken_at", NEW."taken_by_id"); RETURN NULL;',
                            hash="f2f3c33688afcaf35416d089923da1bda111f9cf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9e318",
                            table="regimens_verbalorder",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="verbalorder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "regimens_verbalorderevent" ("cosign_until", "cosigned_at", "cosigned_by_id", "denied_at", "denied_by_id", "denied_words", "id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescriber_id", "read_back", "taken_at", "taken_by_id") VALUES (NEW."cosign_until", NEW."cosigned_at", NEW."cosigned_by_id", NEW."denied_at", NEW."denied_by_id", NEW."denied_words", NEW."id", NEW."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."prescriber_id", NEW."read_back", NEW."taken_at", NEW."taken_by_id"); RETURN NULL;',
                            hash="0a4d5e8001a5fcb70a41f6eb43ce40066965257d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c3d75",
                            table="regimens_verbalorder",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="verbalorder",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "regimens_verbalorderevent" ("cosign_until", "cosigned_at", "cosigned_by_id", "denied_at", "denied_by_id", "denied_words", "id", "order_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescriber_id", "read_back", "taken_at", "taken_by_id") VALUES (OLD."cosign_until", OLD."cosigned_at", OLD."cosigned_by_id", OLD."denied_at", OLD."denied_by_id", OLD."denied_words", OLD."id", OLD."order_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."prescriber_id", OLD."read_back", OLD."taken_at", OLD."taken_by_id"); RETURN NULL;',
                            hash="fdd524a07d87688fec3a6b487196574517b05bb5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_908ee",
                            table="regimens_verbalorder",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("regimens_leftoutevent"),
        append_only("regimens_startconditionevent"),
        append_only("regimens_verbalorderevent"),
    ]
