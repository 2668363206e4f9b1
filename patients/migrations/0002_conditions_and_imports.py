"""Conditions, what other systems call a person, and which resource of theirs became which row, with their history."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
from care.audit.protection import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("patients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Condition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                ("system", models.CharField(blank=True, max_length=200, verbose_name="code system")),
                ("code", models.CharField(blank=True, max_length=64)),
                ("display", models.CharField(max_length=300)),
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
                (
                    "clinical_status",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("recurrence", "Came back"),
                            ("relapse", "Came back"),
                            ("inactive", "Inactive"),
                            ("remission", "In remission"),
                            ("resolved", "Resolved"),
                            ("unknown", "Status not said"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "verification_status",
                    models.CharField(
                        choices=[
                            ("confirmed", "Confirmed"),
                            ("provisional", "Provisional"),
                            ("differential", "One of several possible"),
                            ("unconfirmed", "Not confirmed"),
                            ("refuted", "Ruled out"),
                            ("unknown", "Certainty not said"),
                        ],
                        max_length=16,
                    ),
                ),
                ("onset", models.CharField(blank=True, max_length=10)),
                ("abatement", models.CharField(blank=True, max_length=10)),
                ("noted", models.CharField(blank=True, max_length=10)),
                ("recorded_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conditions", to="patients.patient"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "removed_by",
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
                        condition=models.Q(("removed_at__isnull", True)), fields=["patient"], name="condition_open_by_patient"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("display", ""), _negated=True), name="condition_has_words"),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), models.Q(("system", ""), _negated=True), _connector="OR"),
                        name="condition_code_has_a_system",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("category__in", ["general", "mental_health", "sud"])), name="condition_category_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "clinical_status__in",
                                ["active", "recurrence", "relapse", "inactive", "remission", "resolved", "unknown"],
                            )
                        ),
                        name="condition_clinical_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "verification_status__in",
                                ["confirmed", "provisional", "differential", "unconfirmed", "refuted", "unknown"],
                            )
                        ),
                        name="condition_verification_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("onset", ""), ("onset__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"), _connector="OR"),
                        name="condition_onset_is_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("abatement", ""), ("abatement__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"), _connector="OR"
                        ),
                        name="condition_abatement_is_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("noted", ""), ("noted__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"), _connector="OR"),
                        name="condition_noted_is_a_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="condition_removed_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConditionEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                ("system", models.CharField(blank=True, max_length=200, null=True, verbose_name="code system")),
                ("code", models.CharField(blank=True, max_length=64, null=True)),
                ("display", models.CharField(max_length=300, null=True)),
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
                (
                    "clinical_status",
                    models.CharField(
                        choices=[
                            ("active", "Active"),
                            ("recurrence", "Came back"),
                            ("relapse", "Came back"),
                            ("inactive", "Inactive"),
                            ("remission", "In remission"),
                            ("resolved", "Resolved"),
                            ("unknown", "Status not said"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                (
                    "verification_status",
                    models.CharField(
                        choices=[
                            ("confirmed", "Confirmed"),
                            ("provisional", "Provisional"),
                            ("differential", "One of several possible"),
                            ("unconfirmed", "Not confirmed"),
                            ("refuted", "Ruled out"),
                            ("unknown", "Certainty not said"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                ("onset", models.CharField(blank=True, max_length=10, null=True)),
                ("abatement", models.CharField(blank=True, max_length=10, null=True)),
                ("noted", models.CharField(blank=True, max_length=10, null=True)),
                ("recorded_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
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
                        db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to="patients.condition"
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
                    "removed_by",
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
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="ForeignIdentifier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("system", models.CharField(max_length=200)),
                ("value", models.CharField(max_length=120)),
                (
                    "patient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="foreign_identifiers", to="patients.patient"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("patient", "system", "value"), name="foreign_identifier_once"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("system", ""), _negated=True), models.Q(("value", ""), _negated=True)),
                        name="foreign_identifier_says_something",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ForeignIdentifierEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("system", models.CharField(max_length=200, null=True)),
                ("value", models.CharField(max_length=120, null=True)),
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
                        to="patients.foreignidentifier",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="ImportedResource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=60)),
                ("resource_type", models.CharField(max_length=40)),
                ("resource_id", models.CharField(max_length=64)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("patient", "Person"),
                            ("allergy", "Allergy"),
                            ("condition", "Condition"),
                            ("no_allergy", "No known allergies"),
                        ],
                        max_length=16,
                    ),
                ),
                ("target", models.UUIDField()),
                ("taken", models.JSONField(default=dict)),
                ("first_taken_at", models.DateTimeField()),
                ("last_taken_at", models.DateTimeField()),
                (
                    "first_taken_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "last_taken_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
                (
                    "patient",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="patients.patient"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "source", "resource_type", "resource_id"), name="imported_resource_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("resource_type", ""), _negated=True),
                            models.Q(("resource_id", ""), _negated=True),
                        ),
                        name="imported_resource_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["patient", "allergy", "condition", "no_allergy"])),
                        name="imported_resource_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last_taken_at__gte", models.F("first_taken_at"))),
                        name="imported_resource_first_before_last",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ImportedResourceEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("source", models.CharField(max_length=60, null=True)),
                ("resource_type", models.CharField(max_length=40, null=True)),
                ("resource_id", models.CharField(max_length=64, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("patient", "Person"),
                            ("allergy", "Allergy"),
                            ("condition", "Condition"),
                            ("no_allergy", "No known allergies"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                ("target", models.UUIDField(null=True)),
                ("taken", models.JSONField(default=dict, null=True)),
                ("first_taken_at", models.DateTimeField(null=True)),
                ("last_taken_at", models.DateTimeField(null=True)),
                (
                    "first_taken_by",
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
                    "last_taken_by",
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
                        to="patients.importedresource",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="condition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_conditionevent" ("abatement", "category", "clinical_status", "code", "display", "id", "noted", "onset", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "system", "uuid", "verification_status") VALUES (NEW."abatement", NEW."category", NEW."clinical_status", NEW."code", NEW."display", NEW."id", NEW."noted", NEW."onset", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."system", NEW."uuid", NEW."verification_status"); RETURN NULL;',
                    hash="796493c2fa239d33dc65e5c5f96861ce4a6e6b94",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_07e1c",
                    table="patients_condition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="condition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_conditionevent" ("abatement", "category", "clinical_status", "code", "display", "id", "noted", "onset", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "system", "uuid", "verification_status") VALUES (NEW."abatement", NEW."category", NEW."clinical_status", NEW."code", NEW."display", NEW."id", NEW."noted", NEW."onset", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."system", NEW."uuid", NEW."verification_status"); RETURN NULL;',
                    hash="328d1bb16bd45eb36668b6b1302c9c6c4a04e38c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6df95",
                    table="patients_condition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="condition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_conditionevent" ("abatement", "category", "clinical_status", "code", "display", "id", "noted", "onset", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "system", "uuid", "verification_status") VALUES (OLD."abatement", OLD."category", OLD."clinical_status", OLD."code", OLD."display", OLD."id", OLD."noted", OLD."onset", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_by_id", OLD."system", OLD."uuid", OLD."verification_status"); RETURN NULL;',
                    hash="9fb85545a1efc0a60508f6188f743d95e7ed2f7e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_26f1e",
                    table="patients_condition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="foreignidentifier",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_foreignidentifierevent" ("id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "system", "value") VALUES (NEW."id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."system", NEW."value"); RETURN NULL;',
                    hash="599c01528e528041cbd573605b381f779ba8bafc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b2c9f",
                    table="patients_foreignidentifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="foreignidentifier",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_foreignidentifierevent" ("id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "system", "value") VALUES (NEW."id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."system", NEW."value"); RETURN NULL;',
                    hash="12aa0cfff98f45da9c50fb5a795279e349e7e134",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_333d2",
                    table="patients_foreignidentifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="foreignidentifier",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_foreignidentifierevent" ("id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "system", "value") VALUES (OLD."id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."system", OLD."value"); RETURN NULL;',
                    hash="f9c719524e63f9eb692b04c0cdd5e7a8d65f9bda",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bef4a",
                    table="patients_foreignidentifier",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importedresource",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_importedresourceevent" ("first_taken_at", "first_taken_by_id", "id", "kind", "last_taken_at", "last_taken_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resource_id", "resource_type", "source", "taken", "target") VALUES (NEW."first_taken_at", NEW."first_taken_by_id", NEW."id", NEW."kind", NEW."last_taken_at", NEW."last_taken_by_id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."resource_id", NEW."resource_type", NEW."source", NEW."taken", NEW."target"); RETURN NULL;',
                    hash="88c1580b8e82f842333e25dee87a50d43248b9bc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_66919",
                    table="patients_importedresource",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importedresource",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "patients_importedresourceevent" ("first_taken_at", "first_taken_by_id", "id", "kind", "last_taken_at", "last_taken_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resource_id", "resource_type", "source", "taken", "target") VALUES (NEW."first_taken_at", NEW."first_taken_by_id", NEW."id", NEW."kind", NEW."last_taken_at", NEW."last_taken_by_id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."resource_id", NEW."resource_type", NEW."source", NEW."taken", NEW."target"); RETURN NULL;',
                    hash="b5496aa723db59fb18f0072b60b816d4e0e51b95",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e88bb",
                    table="patients_importedresource",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importedresource",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "patients_importedresourceevent" ("first_taken_at", "first_taken_by_id", "id", "kind", "last_taken_at", "last_taken_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resource_id", "resource_type", "source", "taken", "target") VALUES (OLD."first_taken_at", OLD."first_taken_by_id", OLD."id", OLD."kind", OLD."last_taken_at", OLD."last_taken_by_id", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."resource_id", OLD."resource_type", OLD."source", OLD."taken", OLD."target"); RETURN NULL;',
                    hash="f4c31d35be90725f82e3a36fb06a3f0e6ff46858",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_749c8",
                    table="patients_importedresource",
                    when="AFTER",
                ),
            ),
        ),
        append_only("patients_conditionevent"),
        append_only("patients_foreignidentifierevent"),
        append_only("patients_importedresourceevent"),
    ]
