"""Tasks, with their history."""

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
                    name="Task",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("kind", models.CharField(max_length=32)),
                        ("title", models.CharField(max_length=200)),
                        ("why", models.CharField(blank=True, max_length=300)),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("demographics", "Identity and contact"),
                                    ("general", "General health"),
                                    ("mental_health", "Mental health"),
                                    ("sud", "Substance use care"),
                                    ("counselling_note", "Counseling notes"),
                                    ("harm_reduction", "Harm reduction"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                choices=[("routine", "Routine"), ("raised", "Raised"), ("urgent", "Urgent"), ("vital", "Crisis")],
                                default="routine",
                                max_length=8,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("taken", "Taken"), ("done", "Done"), ("cancelled", "Cancelled")],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        (
                            "owner_role",
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
                        ("due_at", models.DateTimeField()),
                        ("snoozed_until", models.DateTimeField(blank=True, null=True)),
                        ("snooze_reason", models.CharField(blank=True, max_length=200)),
                        ("escalates_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "escalates_to_role",
                            models.CharField(
                                blank=True,
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
                        ("escalation_level", models.PositiveSmallIntegerField(default=0)),
                        ("created_at", models.DateTimeField()),
                        ("created_by_job", models.CharField(blank=True, max_length=64)),
                        ("taken_at", models.DateTimeField(blank=True, null=True)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("done_by_job", models.CharField(blank=True, max_length=64)),
                        ("outcome", models.CharField(blank=True, max_length=300)),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_by_job", models.CharField(blank=True, max_length=64)),
                        ("cancel_reason", models.CharField(blank=True, max_length=200)),
                        (
                            "cancelled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "created_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "done_by",
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
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.staff",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("subject", models.UUIDField(blank=True, null=True)),
                        ("subject_kind", models.CharField(blank=True, max_length=32)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["open", "taken"])),
                                fields=["owner", "due_at", "id"],
                                name="task_of_owner",
                            ),
                            models.Index(
                                condition=models.Q(("owner__isnull", True), ("state", "open")),
                                fields=["organisation", "owner_role", "due_at", "id"],
                                name="task_of_role",
                            ),
                            models.Index(
                                condition=models.Q(("state__in", ["open", "taken"])),
                                fields=["organisation", "due_at", "id"],
                                name="task_of_organisation",
                            ),
                            models.Index(
                                condition=models.Q(("escalates_at__isnull", False), ("state", "open")),
                                fields=["escalates_at"],
                                name="task_climbs",
                            ),
                            models.Index(fields=["patient", "due_at"], name="task_of_patient"),
                            models.Index(
                                condition=models.Q(("taken_at__isnull", False)),
                                fields=["organisation", "taken_at"],
                                name="task_taken_lately",
                            ),
                            models.Index(
                                condition=models.Q(("subject__isnull", False)), fields=["subject"], name="task_of_subject"
                            ),
                            models.Index(
                                condition=models.Q(("priority__in", ["raised", "urgent", "vital"]), ("state", "open")),
                                fields=["organisation", "-priority", "due_at", "id"],
                                name="task_escalation",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "taken", "done", "cancelled"])), name="task_state_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "category__in",
                                        ["demographics", "general", "mental_health", "sud", "counselling_note", "harm_reduction"],
                                    )
                                ),
                                name="task_category_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "owner_role__in",
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
                                name="task_owner_role_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("escalates_to_role", ""),
                                    (
                                        "escalates_to_role__in",
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
                                    ),
                                    _connector="OR",
                                ),
                                name="task_escalates_to_role_known",
                            ),
                            models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="task_has_title"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("created_at__isnull", True), ("created_by__isnull", True), ("created_by_job", "")),
                                    models.Q(
                                        ("created_at__isnull", False),
                                        models.Q(
                                            models.Q(("created_by__isnull", False), ("created_by_job", "")),
                                            models.Q(
                                                ("created_by__isnull", True), models.Q(("created_by_job", ""), _negated=True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_created_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="task_taken_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", True), ("done_by__isnull", True), ("done_by_job", "")),
                                    models.Q(
                                        ("done_at__isnull", False),
                                        models.Q(
                                            models.Q(("done_by__isnull", False), ("done_by_job", "")),
                                            models.Q(("done_by__isnull", True), models.Q(("done_by_job", ""), _negated=True)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_done_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("cancelled_at__isnull", True), ("cancelled_by__isnull", True), ("cancelled_by_job", "")
                                    ),
                                    models.Q(
                                        ("cancelled_at__isnull", False),
                                        models.Q(
                                            models.Q(("cancelled_by__isnull", False), ("cancelled_by_job", "")),
                                            models.Q(
                                                ("cancelled_by__isnull", True), models.Q(("cancelled_by_job", ""), _negated=True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_cancelled_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "taken"), _negated=True),
                                    models.Q(("owner__isnull", False), ("taken_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="task_taken_has_owner",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "open"), _negated=True), ("taken_at__isnull", True), _connector="OR"
                                ),
                                name="task_open_is_not_taken",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at__isnull", False), ("state", "done")),
                                    models.Q(models.Q(("state", "done"), _negated=True), ("done_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="task_done_has_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("cancelled_at__isnull", False),
                                        ("state", "cancelled"),
                                        models.Q(("cancel_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "cancelled"), _negated=True),
                                        ("cancel_reason", ""),
                                        ("cancelled_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_cancelled_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome", ""), ("state", "done"), _connector="OR"),
                                name="task_outcome_when_done",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("snooze_reason", ""), ("snoozed_until__isnull", True)),
                                    models.Q(("snoozed_until__isnull", False), models.Q(("snooze_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="task_snooze_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("escalates_at__isnull", True), ("escalates_to_role", "")),
                                    models.Q(("escalates_at__isnull", False), models.Q(("escalates_to_role", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="task_escalation_has_role",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("escalates_at__isnull", True), ("state", "open"), _connector="OR"),
                                name="task_escalates_only_while_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("subject__isnull", True), ("subject_kind", "")),
                                    models.Q(models.Q(("subject_kind", ""), _negated=True), ("subject__isnull", False)),
                                    _connector="OR",
                                ),
                                name="task_subject_has_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("priority__in", ["routine", "raised", "urgent", "vital"])),
                                name="task_priority_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskEvent",
                    fields=[
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("kind", models.CharField(max_length=32, null=True)),
                        ("title", models.CharField(max_length=200, null=True)),
                        ("why", models.CharField(blank=True, max_length=300, null=True)),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("demographics", "Identity and contact"),
                                    ("general", "General health"),
                                    ("mental_health", "Mental health"),
                                    ("sud", "Substance use care"),
                                    ("counselling_note", "Counseling notes"),
                                    ("harm_reduction", "Harm reduction"),
                                ],
                                max_length=24,
                                null=True,
                            ),
                        ),
                        (
                            "priority",
                            models.CharField(
                                choices=[("routine", "Routine"), ("raised", "Raised"), ("urgent", "Urgent"), ("vital", "Crisis")],
                                default="routine",
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Open"), ("taken", "Taken"), ("done", "Done"), ("cancelled", "Cancelled")],
                                default="open",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "owner_role",
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
                        ("due_at", models.DateTimeField(null=True)),
                        ("snoozed_until", models.DateTimeField(blank=True, null=True)),
                        ("snooze_reason", models.CharField(blank=True, max_length=200, null=True)),
                        ("escalates_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "escalates_to_role",
                            models.CharField(
                                blank=True,
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
                        ("escalation_level", models.PositiveSmallIntegerField(default=0, null=True)),
                        ("created_at", models.DateTimeField(null=True)),
                        ("created_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("taken_at", models.DateTimeField(blank=True, null=True)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("done_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("outcome", models.CharField(blank=True, max_length=300, null=True)),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("cancel_reason", models.CharField(blank=True, max_length=200, null=True)),
                        (
                            "cancelled_by",
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
                            "created_by",
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
                            "done_by",
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
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.staff",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                blank=True,
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
                                db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to="worklist.task"
                            ),
                        ),
                        (
                            "taken_by",
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
                        ("subject", models.UUIDField(blank=True, null=True)),
                        ("subject_kind", models.CharField(blank=True, max_length=32, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="task",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "worklist_taskevent" ("cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_job", "category", "created_at", "created_by_id", "created_by_job", "done_at", "done_by_id", "done_by_job", "due_at", "escalates_at", "escalates_to_role", "escalation_level", "id", "kind", "organisation_id", "outcome", "owner_id", "owner_role", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "snooze_reason", "snoozed_until", "state", "subject", "subject_kind", "taken_at", "taken_by_id", "title", "uuid", "why") VALUES (NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_by_job", NEW."category", NEW."created_at", NEW."created_by_id", NEW."created_by_job", NEW."done_at", NEW."done_by_id", NEW."done_by_job", NEW."due_at", NEW."escalates_at", NEW."escalates_to_role", NEW."escalation_level", NEW."id", NEW."kind", NEW."organisation_id", NEW."outcome", NEW."owner_id", NEW."owner_role", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."priority", NEW."snooze_reason", NEW."snoozed_until", NEW."state", NEW."subject", NEW."subject_kind", NEW."taken_at", NEW."taken_by_id", NEW."title", NEW."uuid", NEW."why"); RETURN NULL;',
                            hash="d2f13dee71ea33a6e79a8dbc8c11bf70e4a37a29",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_830eb",
                            table="worklist_task",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="task",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "worklist_taskevent" ("cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_job", "category", "created_at", "created_by_id", "created_by_job", "done_at", "done_by_id", "done_by_job", "due_at", "escalates_at", "escalates_to_role", "escalation_level", "id", "kind", "organisation_id", "outcome", "owner_id", "owner_role", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "snooze_reason", "snoozed_until", "state", "subject", "subject_kind", "taken_at", "taken_by_id", "title", "uuid", "why") VALUES (NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_by_job", NEW."category", NEW."created_at", NEW."created_by_id", NEW."created_by_job", NEW."done_at", NEW."done_by_id", NEW."done_by_job", NEW."due_at", NEW."escalates_at", NEW."escalates_to_role", NEW."escalation_level", NEW."id", NEW."kind", NEW."organisation_id", NEW."outcome", NEW."owner_id", NEW."owner_role", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."priority", NEW."snooze_reason", NEW."snoozed_until", NEW."state", NEW."subject", NEW."subject_kind", NEW."taken_at", NEW."taken_by_id", NEW."title", NEW."uuid", NEW."why"); RETURN NULL;',
                            hash="7bbcb422ac143dc2ed085fd09661cbeb8797914e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a8e48",
                            table="worklist_task",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="task",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "worklist_taskevent" ("cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_job", "category", "created_at", "created_by_id", "created_by_job", "done_at", "done_by_id", "done_by_job", "due_at", "escalates_at", "escalates_to_role", "escalation_level", "id", "kind", "organisation_id", "outcome", "owner_id", "owner_role", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "snooze_reason", "snoozed_until", "state", "subject", "subject_kind", "taken_at", "taken_by_id", "title", "uuid", "why") VALUES (OLD."cancel_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."cancelled_by_job", OLD."category", OLD."created_at", OLD."created_by_id", OLD."created_by_job", OLD."done_at", OLD."done_by_id", OLD."done_by_job", OLD."due_at", OLD."escalates_at", OLD."escalates_to_role", OLD."escalation_level", OLD."id", OLD."kind", OLD."organisation_id", OLD."outcome", OLD."owner_id", OLD."owner_role", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."priority", OLD."snooze_reason", OLD."snoozed_until", OLD."state", OLD."subject", OLD."subject_kind", OLD."taken_at", OLD."taken_by_id", OLD."title", OLD."uuid", OLD."why"); RETURN NULL;',
                            hash="d3aa1ce37af657a7b2104b566298e326cb456d91",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d4dcc",
                            table="worklist_task",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        append_only("worklist_taskevent"),
    ]
