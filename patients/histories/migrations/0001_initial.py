"""What people brought along: lines by kind, who they are in their source, and the runs."""

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
        ("accounts", "__first__"),
        ("patients", "0004_search"),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name="HistoryImport",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("source", models.CharField(max_length=60)),
                        ("counts", models.JSONField(default=dict)),
                        ("begun_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "finished_by",
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
                    ],
                    options={
                        "indexes": [models.Index(fields=["organisation", "source"], name="history_import_by_source")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True), name="history_import_source_named"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("finished_at__isnull", True), ("finished_by__isnull", True)),
                                    models.Q(("finished_at__isnull", False), ("finished_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="history_import_finished_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PastPerson",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("source", models.CharField(max_length=60)),
                        ("key", models.CharField(max_length=64)),
                        ("base_date", models.DateField(blank=True, null=True)),
                        ("is_registered", models.BooleanField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("background", models.PositiveIntegerField(default=0)),
                        (
                            "brought",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="histories.historyimport"
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
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "source", "key"), name="past_person_once"),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("source", ""), _negated=True), models.Q(("key", ""), _negated=True)),
                                name="past_person_is_named",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PastOrder",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("source", models.CharField(max_length=60)),
                        ("key", models.CharField(max_length=260)),
                        ("on", models.DateField()),
                        ("line", models.PositiveIntegerField()),
                        ("medication", models.CharField(max_length=80)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("amount", models.DecimalField(blank=True, decimal_places=3, max_digits=10, null=True)),
                        ("unit", models.CharField(blank=True, max_length=20)),
                        ("frequency", models.CharField(blank=True, max_length=60)),
                        (
                            "brought",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="histories.historyimport",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "replaced",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="histories.historyimport",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "on"], name="pastorder_by_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced__isnull", True)),
                                fields=("organisation", "source", "key"),
                                name="pastorder_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("source", ""), _negated=True), models.Q(("key", ""), _negated=True)),
                                name="pastorder_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on__isnull", True), ("ended_on__gte", models.F("on")), _connector="OR"
                                ),
                                name="past_order_ends_after_it_starts",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PastDose",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("source", models.CharField(max_length=60)),
                        ("key", models.CharField(max_length=260)),
                        ("on", models.DateField()),
                        ("line", models.PositiveIntegerField()),
                        ("medication", models.CharField(max_length=80)),
                        ("amount", models.DecimalField(blank=True, decimal_places=3, max_digits=10, null=True)),
                        ("unit", models.CharField(max_length=20)),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("given", "Given"),
                                    ("take_home", "Taken home"),
                                    ("missed", "Missed"),
                                    ("refused", "Not wanted"),
                                    ("vomited", "Vomited"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "brought",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="histories.historyimport",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "replaced",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="histories.historyimport",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "on"], name="pastdose_by_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced__isnull", True)),
                                fields=("organisation", "source", "key"),
                                name="pastdose_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("source", ""), _negated=True), models.Q(("key", ""), _negated=True)),
                                name="pastdose_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["given", "take_home", "missed", "refused", "vomited"])),
                                name="past_dose_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__isnull", False),
                                    models.Q(("outcome__in", ["given", "take_home"]), _negated=True),
                                    _connector="OR",
                                ),
                                name="past_dose_given_has_amount",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PastVisit",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("source", models.CharField(max_length=60)),
                        ("key", models.CharField(max_length=260)),
                        ("on", models.DateField()),
                        ("line", models.PositiveIntegerField()),
                        ("name", models.CharField(blank=True, max_length=80)),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("kept", "Came"),
                                    ("missed", "Missed"),
                                    ("cancelled", "Called off"),
                                    ("unknown", "Not said"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("no_show", "no word from the person"),
                                        ("forgot", "forgot"),
                                        ("unable", "could not come"),
                                        ("cost", "could not pay for it"),
                                        ("illness", "ill"),
                                        ("hospital", "in the hospital"),
                                        ("jail", "in jail or prison"),
                                        ("vacation", "away"),
                                        ("moved", "moved away"),
                                        ("left", "left that program"),
                                        ("long_absence", "away for 14 days or longer"),
                                        ("window", "outside its window"),
                                        ("died", "died"),
                                        ("not_noted", "no reason noted"),
                                        ("other", "another reason"),
                                    ],
                                    max_length=12,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "brought",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="histories.historyimport",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "replaced",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="histories.historyimport",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "on"], name="pastvisit_by_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced__isnull", True)),
                                fields=("organisation", "source", "key"),
                                name="pastvisit_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("source", ""), _negated=True), models.Q(("key", ""), _negated=True)),
                                name="pastvisit_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["kept", "missed", "cancelled", "unknown"])),
                                name="past_visit_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reasons__contained_by",
                                        [
                                            "no_show",
                                            "forgot",
                                            "unable",
                                            "cost",
                                            "illness",
                                            "hospital",
                                            "jail",
                                            "vacation",
                                            "moved",
                                            "left",
                                            "long_absence",
                                            "window",
                                            "died",
                                            "not_noted",
                                            "other",
                                        ],
                                    )
                                ),
                                name="past_visit_reasons_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PastDrugTest",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("source", models.CharField(max_length=60)),
                        ("key", models.CharField(max_length=260)),
                        ("on", models.DateField()),
                        ("line", models.PositiveIntegerField()),
                        ("substance", models.CharField(blank=True, max_length=60)),
                        (
                            "finding",
                            models.CharField(
                                choices=[("found", "Found"), ("not_found", "Not found"), ("unreadable", "Not readable")],
                                max_length=12,
                            ),
                        ),
                        (
                            "expected",
                            models.CharField(
                                blank=True, choices=[("expected", "Expected"), ("unexpected", "Unexpected")], max_length=12
                            ),
                        ),
                        ("specimen", models.CharField(max_length=20)),
                        (
                            "brought",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="histories.historyimport",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "replaced",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="histories.historyimport",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "on"], name="pastdrugtest_by_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced__isnull", True)),
                                fields=("organisation", "source", "key"),
                                name="pastdrugtest_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("source", ""), _negated=True), models.Q(("key", ""), _negated=True)),
                                name="pastdrugtest_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("finding__in", ["found", "not_found", "unreadable"])),
                                name="past_test_finding_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expected__in", ["", "expected", "unexpected"])),
                                name="past_test_expected_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("substance", ""), _negated=True),
                                    models.Q(("finding", "found"), _negated=True),
                                    _connector="OR",
                                ),
                                name="past_test_found_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PastScore",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("source", models.CharField(max_length=60)),
                        ("key", models.CharField(max_length=260)),
                        ("on", models.DateField()),
                        ("line", models.PositiveIntegerField()),
                        ("instrument", models.CharField(max_length=60)),
                        ("name", models.CharField(max_length=24)),
                        ("value", models.DecimalField(decimal_places=2, max_digits=9)),
                        ("words", models.CharField(blank=True, max_length=80)),
                        ("is_ours", models.BooleanField(default=False)),
                        (
                            "brought",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="histories.historyimport",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "replaced",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="histories.historyimport",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [models.Index(fields=["patient", "on"], name="pastscore_by_day")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("replaced__isnull", True)),
                                fields=("organisation", "source", "key"),
                                name="pastscore_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("source", ""), _negated=True), models.Q(("key", ""), _negated=True)),
                                name="pastscore_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("instrument", ""), _negated=True), name="past_score_instrument_named"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoryImportEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("source", models.CharField(max_length=60, null=True)),
                        ("counts", models.JSONField(default=dict, null=True)),
                        ("begun_at", models.DateTimeField(null=True)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "begun_by",
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
                            "finished_by",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="histories.historyimport",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PastPersonEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("source", models.CharField(max_length=60, null=True)),
                        ("key", models.CharField(max_length=64, null=True)),
                        ("base_date", models.DateField(blank=True, null=True)),
                        ("is_registered", models.BooleanField(null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
                        ("background", models.PositiveIntegerField(default=0, null=True)),
                        (
                            "brought",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="histories.historyimport",
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
                                to="histories.pastperson",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historyimport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "histories_historyimportevent" ("begun_at", "begun_by_id", "counts", "finished_at", "finished_by_id", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "uuid") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."counts", NEW."finished_at", NEW."finished_by_id", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."source", NEW."uuid"); RETURN NULL;',
                            hash="68ee44d273e84e7644726467e2b0aaee6d248062",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8700f",
                            table="histories_historyimport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historyimport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "histories_historyimportevent" ("begun_at", "begun_by_id", "counts", "finished_at", "finished_by_id", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "uuid") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."counts", NEW."finished_at", NEW."finished_by_id", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."source", NEW."uuid"); RETURN NULL;',
                            hash="e03fe44ef1714df3c23bdeb6a2df7ae135db0d3e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dce33",
                            table="histories_historyimport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historyimport",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "histories_historyimportevent" ("begun_at", "begun_by_id", "counts", "finished_at", "finished_by_id", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "uuid") VALUES (OLD."begun_at", OLD."begun_by_id", OLD."counts", OLD."finished_at", OLD."finished_by_id", OLD."id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."source", OLD."uuid"); RETURN NULL;',
                            hash="be48c05885065d83df96c246edd27de568c4f68c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bd721",
                            table="histories_historyimport",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pastperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "histories_pastpersonevent" ("background", "base_date", "brought_id", "id", "is_registered", "key", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version") VALUES (NEW."background", NEW."base_date", NEW."brought_id", NEW."id", NEW."is_registered", NEW."key", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."source", NEW."version"); RETURN NULL;',
                            hash="c1c3cc020251ed4a31981501bd62c5ebde8a293b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0e869",
                            table="histories_pastperson",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pastperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "histories_pastpersonevent" ("background", "base_date", "brought_id", "id", "is_registered", "key", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version") VALUES (NEW."background", NEW."base_date", NEW."brought_id", NEW."id", NEW."is_registered", NEW."key", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."source", NEW."version"); RETURN NULL;',
                            hash="f6e608a7dc00007d5bbd2625b71a0997913ed86c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_20ce6",
                            table="histories_pastperson",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pastperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "histories_pastpersonevent" ("background", "base_date", "brought_id", "id", "is_registered", "key", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "version") VALUES (OLD."background", OLD."base_date", OLD."brought_id", OLD."id", OLD."is_registered", OLD."key", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."source", OLD."version"); RETURN NULL;',
                            hash="ee93a64eef7e479d3268f5b4b743b3d4c32191f5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_69e9e",
                            table="histories_pastperson",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("histories_historyimportevent"),
        append_only("histories_pastpersonevent"),
    ]
