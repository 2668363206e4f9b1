"""What other systems say happened: records and their parts."""

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
        ("accounts", "0001_tables"),
        ("patients", "0001_initial"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Record",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("source", models.CharField(max_length=60)),
                        ("resource_type", models.CharField(max_length=40)),
                        ("resource_id", models.CharField(max_length=64)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit", "Visits"),
                                    ("observation", "Results and measurements"),
                                    ("report", "Reports"),
                                    ("procedure", "Procedures"),
                                    ("immunization", "Immunizations"),
                                    ("imaging", "Imaging"),
                                    ("device", "Devices"),
                                    ("care_team", "Care teams"),
                                    ("care_plan", "Care plans"),
                                    ("goal", "Goals"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("general", "General health"),
                                    ("mental_health", "Mental health"),
                                    ("sud", "Substance use care"),
                                ],
                                default="sud",
                                max_length=16,
                            ),
                        ),
                        ("system", models.CharField(blank=True, max_length=200, verbose_name="code system")),
                        ("code", models.CharField(blank=True, max_length=64)),
                        ("display", models.CharField(max_length=300)),
                        ("status", models.CharField(blank=True, max_length=24)),
                        ("happened", models.DateTimeField()),
                        (
                            "precision",
                            models.CharField(
                                choices=[
                                    ("moment", "To the minute"),
                                    ("day", "The day"),
                                    ("month", "The month"),
                                    ("year", "The year"),
                                    ("unknown", "Not said"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("ended", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_precision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("moment", "To the minute"),
                                    ("day", "The day"),
                                    ("month", "The month"),
                                    ("year", "The year"),
                                    ("unknown", "Not said"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("value", models.TextField(blank=True)),
                        ("number", models.DecimalField(blank=True, decimal_places=8, max_digits=24, null=True)),
                        ("unit", models.CharField(blank=True, max_length=60)),
                        ("interpretation", models.CharField(blank=True, max_length=200)),
                        ("reference_range", models.CharField(blank=True, max_length=200)),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("who", models.CharField(blank=True, max_length=200)),
                        ("visit", models.CharField(blank=True, max_length=64)),
                        ("digest", models.CharField(max_length=64)),
                        ("recorded_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "changed_by",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "withdrawn_by",
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
                        "indexes": [
                            models.Index(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=["patient", "-happened", "-id"],
                                name="record_by_moment",
                            ),
                            models.Index(
                                condition=models.Q(("withdrawn_at__isnull", True)),
                                fields=["patient", "kind", "-happened", "-id"],
                                name="record_by_kind",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "source", "resource_type", "resource_id"), name="record_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("source", ""), _negated=True),
                                    models.Q(("resource_type", ""), _negated=True),
                                    models.Q(("resource_id", ""), _negated=True),
                                    models.Q(("digest", ""), _negated=True),
                                ),
                                name="record_is_named",
                            ),
                            models.CheckConstraint(condition=models.Q(("display", ""), _negated=True), name="record_has_words"),
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), models.Q(("system", ""), _negated=True), _connector="OR"),
                                name="record_code_has_a_system",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "visit",
                                            "observation",
                                            "report",
                                            "procedure",
                                            "immunization",
                                            "imaging",
                                            "device",
                                            "care_team",
                                            "care_plan",
                                            "goal",
                                        ],
                                    )
                                ),
                                name="record_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("category__in", ["general", "mental_health", "sud"])),
                                name="record_category_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("precision__in", ["moment", "day", "month", "year", "unknown"])),
                                name="record_precision_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended__isnull", True), ("ended_precision", "")),
                                    models.Q(
                                        ("ended__isnull", False), ("ended_precision__in", ["moment", "day", "month", "year"])
                                    ),
                                    _connector="OR",
                                ),
                                name="record_end_has_a_precision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("changed_at__gte", models.F("recorded_at"))),
                                name="record_changed_after_recorded",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="record_withdrawn_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecordPart",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("position", models.PositiveSmallIntegerField()),
                        ("label", models.CharField(max_length=300)),
                        ("system", models.CharField(blank=True, max_length=200, verbose_name="code system")),
                        ("code", models.CharField(blank=True, max_length=64)),
                        ("value", models.TextField(blank=True)),
                        ("number", models.DecimalField(blank=True, decimal_places=8, max_digits=24, null=True)),
                        ("unit", models.CharField(blank=True, max_length=60)),
                        ("refers_to", models.CharField(blank=True, max_length=64)),
                        (
                            "record",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="elsewhere.record"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("record", "position"), name="record_part_once"),
                            models.CheckConstraint(
                                condition=models.Q(("label", ""), _negated=True), name="record_part_has_words"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), models.Q(("system", ""), _negated=True), _connector="OR"),
                                name="record_part_code_has_a_system",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecordEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("source", models.CharField(max_length=60, null=True)),
                        ("resource_type", models.CharField(max_length=40, null=True)),
                        ("resource_id", models.CharField(max_length=64, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit", "Visits"),
                                    ("observation", "Results and measurements"),
                                    ("report", "Reports"),
                                    ("procedure", "Procedures"),
                                    ("immunization", "Immunizations"),
                                    ("imaging", "Imaging"),
                                    ("device", "Devices"),
                                    ("care_team", "Care teams"),
                                    ("care_plan", "Care plans"),
                                    ("goal", "Goals"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("general", "General health"),
                                    ("mental_health", "Mental health"),
                                    ("sud", "Substance use care"),
                                ],
                                default="sud",
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("system", models.CharField(blank=True, max_length=200, null=True, verbose_name="code system")),
                        ("code", models.CharField(blank=True, max_length=64, null=True)),
                        ("display", models.CharField(max_length=300, null=True)),
                        ("status", models.CharField(blank=True, max_length=24, null=True)),
                        ("happened", models.DateTimeField(null=True)),
                        (
                            "precision",
                            models.CharField(
                                choices=[
                                    ("moment", "To the minute"),
                                    ("day", "The day"),
                                    ("month", "The month"),
                                    ("year", "The year"),
                                    ("unknown", "Not said"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("ended", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_precision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("moment", "To the minute"),
                                    ("day", "The day"),
                                    ("month", "The month"),
                                    ("year", "The year"),
                                    ("unknown", "Not said"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("value", models.TextField(blank=True, null=True)),
                        ("number", models.DecimalField(blank=True, decimal_places=8, max_digits=24, null=True)),
                        ("unit", models.CharField(blank=True, max_length=60, null=True)),
                        ("interpretation", models.CharField(blank=True, max_length=200, null=True)),
                        ("reference_range", models.CharField(blank=True, max_length=200, null=True)),
                        ("reason", models.CharField(blank=True, max_length=300, null=True)),
                        ("place", models.CharField(blank=True, max_length=200, null=True)),
                        ("who", models.CharField(blank=True, max_length=200, null=True)),
                        ("visit", models.CharField(blank=True, max_length=64, null=True)),
                        ("digest", models.CharField(max_length=64, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "changed_by",
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
                                to="elsewhere.record",
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
                            "withdrawn_by",
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
                    name="RecordPartEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("position", models.PositiveSmallIntegerField(null=True)),
                        ("label", models.CharField(max_length=300, null=True)),
                        ("system", models.CharField(blank=True, max_length=200, null=True, verbose_name="code system")),
                        ("code", models.CharField(blank=True, max_length=64, null=True)),
                        ("value", models.TextField(blank=True, null=True)),
                        ("number", models.DecimalField(blank=True, decimal_places=8, max_digits=24, null=True)),
                        ("unit", models.CharField(blank=True, max_length=60, null=True)),
                        ("refers_to", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="elsewhere.recordpart",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="elsewhere.record",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="record",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "elsewhere_recordevent" ("category", "changed_at", "changed_by_id", "code", "digest", "display", "ended", "ended_precision", "happened", "id", "interpretation", "kind", "number", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "precision", "reason", "recorded_at", "recorded_by_id", "reference_range", "resource_id", "resource_type", "source", "status", "system", "unit", "uuid", "value", "visit", "who", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."category", NEW."changed_at", NEW."changed_by_id", NEW."code", NEW."digest", NEW."display", NEW."ended", NEW."ended_precision", NEW."happened", NEW."id", NEW."interpretation", NEW."kind", NEW."number", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."place", NEW."precision", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."reference_range", NEW."resource_id", NEW."resource_type", NEW."source", NEW."status", NEW."system", NEW."unit", NEW."uuid", NEW."value", NEW."visit", NEW."who", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                            hash="d4eaa11de360cdccd05382aedaed784f5801c09c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e400d",
                            table="elsewhere_record",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="record",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "elsewhere_recordevent" ("category", "changed_at", "changed_by_id", "code", "digest", "display", "ended", "ended_precision", "happened", "id", "interpretation", "kind", "number", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "precision", "reason", "recorded_at", "recorded_by_id", "reference_range", "resource_id", "resource_type", "source", "status", "system", "unit", "uuid", "value", "visit", "who", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."category", NEW."changed_at", NEW."changed_by_id", NEW."code", NEW."digest", NEW."display", NEW."ended", NEW."ended_precision", NEW."happened", NEW."id", NEW."interpretation", NEW."kind", NEW."number", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."place", NEW."precision", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."reference_range", NEW."resource_id", NEW."resource_type", NEW."source", NEW."status", NEW."system", NEW."unit", NEW."uuid", NEW."value", NEW."visit", NEW."who", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                            hash="e59941fd64bd3c28a3eb88d608c9297f8753c144",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c8e1c",
                            table="elsewhere_record",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="record",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "elsewhere_recordevent" ("category", "changed_at", "changed_by_id", "code", "digest", "display", "ended", "ended_precision", "happened", "id", "interpretation", "kind", "number", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "precision", "reason", "recorded_at", "recorded_by_id", "reference_range", "resource_id", "resource_type", "source", "status", "system", "unit", "uuid", "value", "visit", "who", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."category", OLD."changed_at", OLD."changed_by_id", OLD."code", OLD."digest", OLD."display", OLD."ended", OLD."ended_precision", OLD."happened", OLD."id", OLD."interpretation", OLD."kind", OLD."number", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."place", OLD."precision", OLD."reason", OLD."recorded_at", OLD."recorded_by_id", OLD."reference_range", OLD."resource_id", OLD."resource_type", OLD."source", OLD."status", OLD."system", OLD."unit", OLD."uuid", OLD."value", OLD."visit", OLD."who", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;',
                            hash="533fc23af50c40576041b6b901d6586110bf0e6e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1e544",
                            table="elsewhere_record",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordpart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "elsewhere_recordpartevent" ("code", "id", "label", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_id", "refers_to", "system", "unit", "value") VALUES (NEW."code", NEW."id", NEW."label", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."position", NEW."record_id", NEW."refers_to", NEW."system", NEW."unit", NEW."value"); RETURN NULL;',
                            hash="ea09e5ecf5311e776aec6f6e27e3f6ba146d7328",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_704cc",
                            table="elsewhere_recordpart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordpart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "elsewhere_recordpartevent" ("code", "id", "label", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_id", "refers_to", "system", "unit", "value") VALUES (NEW."code", NEW."id", NEW."label", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."position", NEW."record_id", NEW."refers_to", NEW."system", NEW."unit", NEW."value"); RETURN NULL;',
                            hash="c8d0b2e547ac26e88ffd6514aa986d4bf42bcb96",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e68dc",
                            table="elsewhere_recordpart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="recordpart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "elsewhere_recordpartevent" ("code", "id", "label", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "record_id", "refers_to", "system", "unit", "value") VALUES (OLD."code", OLD."id", OLD."label", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."position", OLD."record_id", OLD."refers_to", OLD."system", OLD."unit", OLD."value"); RETURN NULL;',
                            hash="7029c296a880d1300a36f0147bbe66b89ca387c8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6edc0",
                            table="elsewhere_recordpart",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        append_only("elsewhere_recordevent"),
        append_only("elsewhere_recordpartevent"),
    ]
