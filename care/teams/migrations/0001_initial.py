"""Enrolments, care teams and the caseload's summary row, with their history."""

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
        ("accounts", "__first__"),
        ("audit", "0001_initial"),
        ("patients", "0001_initial"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Enrolment",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("admitted_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("completed", "Completed what they came for"),
                                    ("transferred", "Care goes on elsewhere"),
                                    ("moved", "Moved away"),
                                    ("own_wish", "Own wish"),
                                    ("died", "Died"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "admitted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                        ("treatment_completed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "treatment_completed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("treatment_completed_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "indexes": [models.Index(fields=["organisation", "patient"], name="enrolment_organisation_patient")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("patient", "organisation"),
                                name="enrolment_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("end_reason", ""),
                                    ("end_reason__in", ["completed", "transferred", "moved", "own_wish", "died"]),
                                    _connector="OR",
                                ),
                                name="enrolment_end_reason_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="enrolment_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end_reason", ""), ("ended_at__isnull", True)),
                                    models.Q(("ended_at__isnull", False), models.Q(("end_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="enrolment_end_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True), ("ended_at__gte", models.F("admitted_at")), _connector="OR"
                                ),
                                name="enrolment_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("treatment_completed_at__isnull", True), ("treatment_completed_by__isnull", True)),
                                    models.Q(
                                        ("treatment_completed_at__isnull", False), ("treatment_completed_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="enrolment_treatment_completed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("treatment_completed_at__isnull", True), ("treatment_completed_on__isnull", True)),
                                    models.Q(
                                        ("treatment_completed_at__isnull", False), ("treatment_completed_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="enrolment_treatment_completed_on_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CareTeamMember",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "function",
                            models.CharField(
                                choices=[
                                    ("prescriber", "Prescriber"),
                                    ("nurse", "Nurse"),
                                    ("counselor", "Counselor"),
                                    ("coordinator", "Care coordinator"),
                                    ("peer", "Peer recovery specialist"),
                                    ("psychiatric_consultant", "Psychiatric consultant"),
                                    ("pharmacist", "Pharmacist"),
                                    ("navigator", "Social and benefit navigator"),
                                    ("harm_reduction_worker", "Harm-reduction worker"),
                                    ("crisis_clinician", "Crisis clinician"),
                                    ("supervisor", "Clinical supervisor"),
                                    ("front_desk", "Front desk"),
                                    ("privacy_officer", "Privacy officer"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=32,
                            ),
                        ),
                        ("is_lead", models.BooleanField(default=False)),
                        ("joined_at", models.DateTimeField()),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "joined_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "left_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"),
                        ),
                        (
                            "enrolment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="members", to="teams.enrolment"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("left_at__isnull", True)),
                                fields=["staff", "patient"],
                                name="care_team_open_by_staff",
                            ),
                            models.Index(
                                condition=models.Q(("left_at__isnull", True)),
                                fields=["patient", "staff"],
                                name="care_team_open_by_patient",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_at__isnull", True)),
                                fields=("enrolment", "staff"),
                                name="care_team_member_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_lead", True), ("left_at__isnull", True)),
                                fields=("enrolment",),
                                name="care_team_one_lead",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "function__in",
                                        [
                                            "prescriber",
                                            "nurse",
                                            "counselor",
                                            "coordinator",
                                            "peer",
                                            "psychiatric_consultant",
                                            "pharmacist",
                                            "navigator",
                                            "harm_reduction_worker",
                                            "crisis_clinician",
                                            "supervisor",
                                            "front_desk",
                                            "privacy_officer",
                                            "auditor",
                                            "administrator",
                                        ],
                                    )
                                ),
                                name="care_team_function_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("left_at__isnull", True), ("left_by__isnull", True)),
                                    models.Q(("left_at__isnull", False), ("left_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="care_team_left_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CareTeamMemberEvent",
                    fields=[
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "function",
                            models.CharField(
                                choices=[
                                    ("prescriber", "Prescriber"),
                                    ("nurse", "Nurse"),
                                    ("counselor", "Counselor"),
                                    ("coordinator", "Care coordinator"),
                                    ("peer", "Peer recovery specialist"),
                                    ("psychiatric_consultant", "Psychiatric consultant"),
                                    ("pharmacist", "Pharmacist"),
                                    ("navigator", "Social and benefit navigator"),
                                    ("harm_reduction_worker", "Harm-reduction worker"),
                                    ("crisis_clinician", "Crisis clinician"),
                                    ("supervisor", "Clinical supervisor"),
                                    ("front_desk", "Front desk"),
                                    ("privacy_officer", "Privacy officer"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=32,
                                null=True,
                            ),
                        ),
                        ("is_lead", models.BooleanField(default=False, null=True)),
                        ("joined_at", models.DateTimeField(null=True)),
                        ("left_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "joined_by",
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
                            "left_by",
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
                                to="teams.careteammember",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.staff",
                            ),
                        ),
                        (
                            "enrolment",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="teams.enrolment",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="EnrolmentEvent",
                    fields=[
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("admitted_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("completed", "Completed what they came for"),
                                    ("transferred", "Care goes on elsewhere"),
                                    ("moved", "Moved away"),
                                    ("own_wish", "Own wish"),
                                    ("died", "Died"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "admitted_by",
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
                                to="teams.enrolment",
                            ),
                        ),
                        ("treatment_completed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "treatment_completed_by",
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
                        ("treatment_completed_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CaseloadSummary",
                    fields=[
                        (
                            "enrolment",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="summary",
                                serialize=False,
                                to="teams.enrolment",
                            ),
                        ),
                        ("is_open", models.BooleanField(default=True)),
                        ("next_due_at", models.DateTimeField()),
                        ("next_what", models.CharField(blank=True, max_length=200)),
                        ("open_tasks", models.PositiveIntegerField(default=0)),
                        ("medication", models.CharField(blank=True, max_length=120)),
                        ("plan_status", models.CharField(blank=True, max_length=16)),
                        ("plan_review_due_on", models.DateField(blank=True, null=True)),
                        (
                            "lead_staff",
                            models.ForeignKey(
                                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
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
                            models.Index(
                                condition=models.Q(("is_open", True)),
                                fields=["organisation", "next_due_at", "enrolment"],
                                name="caseload_of_organisation",
                            ),
                            models.Index(fields=["patient"], name="caseload_of_patient"),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="careteammember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_careteammemberevent" ("enrolment_id", "function", "id", "is_lead", "joined_at", "joined_by_id", "left_at", "left_by_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "uuid") VALUES (NEW."enrolment_id", NEW."function", NEW."id", NEW."is_lead", NEW."joined_at", NEW."joined_by_id", NEW."left_at", NEW."left_by_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."staff_id", NEW."uuid"); RETURN NULL;',
                            hash="33723aef6adfbe272165fd9d15997c136448194a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_37bb3",
                            table="teams_careteammember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="careteammember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "teams_careteammemberevent" ("enrolment_id", "function", "id", "is_lead", "joined_at", "joined_by_id", "left_at", "left_by_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "uuid") VALUES (NEW."enrolment_id", NEW."function", NEW."id", NEW."is_lead", NEW."joined_at", NEW."joined_by_id", NEW."left_at", NEW."left_by_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."staff_id", NEW."uuid"); RETURN NULL;',
                            hash="03e93095251ebe887beae1e76c5c573a65adc0a4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cb482",
                            table="teams_careteammember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="careteammember",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_careteammemberevent" ("enrolment_id", "function", "id", "is_lead", "joined_at", "joined_by_id", "left_at", "left_by_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "uuid") VALUES (OLD."enrolment_id", OLD."function", OLD."id", OLD."is_lead", OLD."joined_at", OLD."joined_by_id", OLD."left_at", OLD."left_by_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."staff_id", OLD."uuid"); RETURN NULL;',
                            hash="99f53b104a064e1a9a11727c274d1531e8c41c2b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a2edb",
                            table="teams_careteammember",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="enrolment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_enrolmentevent" ("admitted_at", "admitted_by_id", "end_reason", "ended_at", "ended_by_id", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "treatment_completed_at", "treatment_completed_by_id", "treatment_completed_on", "uuid") VALUES (NEW."admitted_at", NEW."admitted_by_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."treatment_completed_at", NEW."treatment_completed_by_id", NEW."treatment_completed_on", NEW."uuid"); RETURN NULL;',
                            hash="8369fd3582efbaf836639464bf5445180c65a91d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6b01d",
                            table="teams_enrolment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="enrolment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "teams_enrolmentevent" ("admitted_at", "admitted_by_id", "end_reason", "ended_at", "ended_by_id", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "treatment_completed_at", "treatment_completed_by_id", "treatment_completed_on", "uuid") VALUES (NEW."admitted_at", NEW."admitted_by_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."treatment_completed_at", NEW."treatment_completed_by_id", NEW."treatment_completed_on", NEW."uuid"); RETURN NULL;',
                            hash="0ffd3b105574176316afaa0b814d9d5649a8de20",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fa54b",
                            table="teams_enrolment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="enrolment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teams_enrolmentevent" ("admitted_at", "admitted_by_id", "end_reason", "ended_at", "ended_by_id", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "treatment_completed_at", "treatment_completed_by_id", "treatment_completed_on", "uuid") VALUES (OLD."admitted_at", OLD."admitted_by_id", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."treatment_completed_at", OLD."treatment_completed_by_id", OLD."treatment_completed_on", OLD."uuid"); RETURN NULL;',
                            hash="c41044ba9be0c6c62c8b644f33748a9755112362",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2298c",
                            table="teams_enrolment",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        append_only("teams_careteammemberevent"),
        append_only("teams_enrolmentevent"),
    ]
