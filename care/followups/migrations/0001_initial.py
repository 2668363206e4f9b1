"""Protocols, runs, check-ins, answers and attempts, with their history."""

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
        ("accounts", "0001_tables"),
        ("audit", "0001_initial"),
        ("links", "0001_tables"),
        ("patients", "0001_initial"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Protocol",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("code", models.CharField(max_length=32)),
                        ("version", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=80)),
                        ("prose", models.CharField(max_length=300)),
                        ("ladder", models.CharField(max_length=32)),
                        ("source", models.CharField(max_length=120)),
                        ("position", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("code", "version"), name="protocol_version_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ProtocolStep",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("position", models.PositiveSmallIntegerField()),
                        ("name", models.CharField(max_length=40)),
                        ("day", models.PositiveSmallIntegerField()),
                        ("opens_day", models.PositiveSmallIntegerField()),
                        ("closes_day", models.PositiveSmallIntegerField()),
                        (
                            "contact",
                            models.CharField(
                                choices=[("call", "Call"), ("visit", "Visit"), ("check_up", "Check-up")], max_length=8
                            ),
                        ),
                        (
                            "role",
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
                        ("cover", models.CharField(max_length=200)),
                        ("source", models.CharField(max_length=120)),
                        (
                            "protocol",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="followups.protocol"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("protocol", "position"), name="protocol_step_once"),
                            models.CheckConstraint(
                                condition=models.Q(("contact__in", ["call", "visit", "check_up"])),
                                name="protocol_step_contact_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
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
                                name="protocol_step_role_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("opens_day__lte", models.F("closes_day"))),
                                name="protocol_step_opens_before_it_closes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LadderRung",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("ladder", models.CharField(max_length=32)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("hours", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("day", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("clock", models.TimeField(blank=True, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("message", "Message"), ("task", "Task"), ("end", "End of the ladder")], max_length=8
                            ),
                        ),
                        (
                            "role",
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
                        ("title", models.CharField(max_length=120)),
                        ("why", models.CharField(blank=True, max_length=200)),
                        ("source", models.CharField(max_length=120)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("ladder", "position"), name="ladder_rung_once"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["message", "task", "end"])), name="ladder_rung_kind_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role", ""),
                                    (
                                        "role__in",
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
                                name="ladder_rung_role_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "message"), ("role", "")),
                                    models.Q(models.Q(("kind", "message"), _negated=True), models.Q(("role", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="ladder_rung_asks_a_role",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("clock__isnull", True), ("day__isnull", True), ("hours__isnull", False)),
                                    models.Q(("clock__isnull", False), ("day__isnull", False), ("hours__isnull", True)),
                                    _connector="OR",
                                ),
                                name="ladder_rung_has_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProtocolRun",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("day_zero", models.DateField()),
                        ("zone", models.CharField(max_length=64)),
                        ("started_at", models.DateTimeField()),
                        ("started_by_job", models.CharField(blank=True, max_length=64)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                        ("stopped_by_job", models.CharField(blank=True, max_length=64)),
                        (
                            "stop_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("died", "Died"),
                                    ("care_ended", "Care here ended"),
                                    ("treatment_goes_on", "Treatment goes on"),
                                    ("own_wish", "Own wish"),
                                    ("replaced", "Another protocol takes over"),
                                    ("mistake", "Started by mistake"),
                                    ("past", "Before the start"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("stop_note", models.CharField(blank=True, max_length=200)),
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
                            "protocol",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followups.protocol"
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "stopped_by",
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
                        "indexes": [models.Index(fields=["patient", "organisation"], name="protocol_run_of_patient")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("finished_at__isnull", True), ("stopped_at__isnull", True)),
                                fields=("patient", "organisation", "protocol"),
                                name="protocol_run_once_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(
                                            ("started_at__isnull", True), ("started_by__isnull", True), ("started_by_job", "")
                                        ),
                                        models.Q(
                                            ("started_at__isnull", False),
                                            models.Q(
                                                models.Q(("started_by__isnull", False), ("started_by_job", "")),
                                                models.Q(
                                                    ("started_by__isnull", True), models.Q(("started_by_job", ""), _negated=True)
                                                ),
                                                _connector="OR",
                                            ),
                                        ),
                                        _connector="OR",
                                    ),
                                    ("started_at__isnull", False),
                                ),
                                name="protocol_run_started_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stopped_at__isnull", True), ("stopped_by__isnull", True), ("stopped_by_job", "")),
                                    models.Q(
                                        ("stopped_at__isnull", False),
                                        models.Q(
                                            models.Q(("stopped_by__isnull", False), ("stopped_by_job", "")),
                                            models.Q(
                                                ("stopped_by__isnull", True), models.Q(("stopped_by_job", ""), _negated=True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="protocol_run_stopped_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stop_reason", ""),
                                    (
                                        "stop_reason__in",
                                        ["died", "care_ended", "treatment_goes_on", "own_wish", "replaced", "mistake", "past"],
                                    ),
                                    _connector="OR",
                                ),
                                name="protocol_run_stop_reason_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stop_reason", ""), ("stopped_at__isnull", True)),
                                    models.Q(("stopped_at__isnull", False), models.Q(("stop_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="protocol_run_stop_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stopped_at__isnull", True), ("finished_at__isnull", True), _connector="OR"),
                                name="protocol_run_stopped_or_finished",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProtocolRunEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("day_zero", models.DateField(null=True)),
                        ("zone", models.CharField(max_length=64, null=True)),
                        ("started_at", models.DateTimeField(null=True)),
                        ("started_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        ("stopped_at", models.DateTimeField(blank=True, null=True)),
                        ("stopped_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "stop_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("died", "Died"),
                                    ("care_ended", "Care here ended"),
                                    ("treatment_goes_on", "Treatment goes on"),
                                    ("own_wish", "Own wish"),
                                    ("replaced", "Another protocol takes over"),
                                    ("mistake", "Started by mistake"),
                                    ("past", "Before the start"),
                                ],
                                max_length=24,
                                null=True,
                            ),
                        ),
                        ("stop_note", models.CharField(blank=True, max_length=200, null=True)),
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
                                to="followups.protocolrun",
                            ),
                        ),
                        (
                            "protocol",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.protocol",
                            ),
                        ),
                        (
                            "started_by",
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
                            "stopped_by",
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
                    name="CheckIn",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("due_on", models.DateField()),
                        ("opens_at", models.DateTimeField()),
                        ("closes_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("due", "Due"),
                                    ("reminded", "Reminded"),
                                    ("completed", "Completed"),
                                    ("missed", "Missed"),
                                    ("in_outreach", "In outreach"),
                                    ("reached", "Reached"),
                                    ("lost_to_contact", "Lost to contact"),
                                    ("cancelled", "Called off"),
                                ],
                                default="planned",
                                max_length=16,
                            ),
                        ),
                        ("reminders", models.PositiveSmallIntegerField(default=0)),
                        ("rung", models.PositiveSmallIntegerField(default=0)),
                        ("missed_at", models.DateTimeField(blank=True, null=True)),
                        ("next_step_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_by_job", models.CharField(blank=True, max_length=64)),
                        (
                            "cancel_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("died", "Died"),
                                    ("care_ended", "Care here ended"),
                                    ("treatment_goes_on", "Treatment goes on"),
                                    ("own_wish", "Own wish"),
                                    ("replaced", "Another protocol takes over"),
                                    ("mistake", "Started by mistake"),
                                    ("past", "Before the start"),
                                ],
                                max_length=24,
                            ),
                        ),
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
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="check_ins", to="followups.protocolrun"
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followups.protocolstep"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("next_step_at__isnull", False)),
                                fields=["next_step_at", "id"],
                                name="check_in_next_step",
                            ),
                            models.Index(fields=["patient", "opens_at"], name="check_in_of_patient"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("run", "step"), name="check_in_once_in_a_run"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "planned",
                                            "due",
                                            "reminded",
                                            "completed",
                                            "missed",
                                            "in_outreach",
                                            "reached",
                                            "lost_to_contact",
                                            "cancelled",
                                        ],
                                    )
                                ),
                                name="check_in_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("opens_at__lt", models.F("closes_at"))),
                                name="check_in_opens_before_it_closes",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["due", "missed", "planned", "reminded"]), _negated=True),
                                    ("next_step_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="check_in_that_waits_has_a_next_step",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["cancelled", "completed", "lost_to_contact", "reached"]), _negated=True
                                    ),
                                    ("next_step_at__isnull", True),
                                    _connector="OR",
                                ),
                                name="check_in_that_ended_has_no_next_step",
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
                                name="check_in_cancelled_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cancel_reason", ""),
                                    (
                                        "cancel_reason__in",
                                        ["died", "care_ended", "treatment_goes_on", "own_wish", "replaced", "mistake", "past"],
                                    ),
                                    _connector="OR",
                                ),
                                name="check_in_cancel_reason_known",
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
                                name="check_in_cancelled_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckInEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("due_on", models.DateField(null=True)),
                        ("opens_at", models.DateTimeField(null=True)),
                        ("closes_at", models.DateTimeField(null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("due", "Due"),
                                    ("reminded", "Reminded"),
                                    ("completed", "Completed"),
                                    ("missed", "Missed"),
                                    ("in_outreach", "In outreach"),
                                    ("reached", "Reached"),
                                    ("lost_to_contact", "Lost to contact"),
                                    ("cancelled", "Called off"),
                                ],
                                default="planned",
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("reminders", models.PositiveSmallIntegerField(default=0, null=True)),
                        ("rung", models.PositiveSmallIntegerField(default=0, null=True)),
                        ("missed_at", models.DateTimeField(blank=True, null=True)),
                        ("next_step_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        ("cancelled_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "cancel_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("died", "Died"),
                                    ("care_ended", "Care here ended"),
                                    ("treatment_goes_on", "Treatment goes on"),
                                    ("own_wish", "Own wish"),
                                    ("replaced", "Another protocol takes over"),
                                    ("mistake", "Started by mistake"),
                                    ("past", "Before the start"),
                                ],
                                max_length=24,
                                null=True,
                            ),
                        ),
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
                                to="followups.checkin",
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.protocolrun",
                            ),
                        ),
                        (
                            "step",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.protocolstep",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("form_version", models.PositiveSmallIntegerField()),
                        ("mode", models.CharField(choices=[("link", "Through the link"), ("phone", "With staff")], max_length=8)),
                        ("language", models.CharField(max_length=8)),
                        ("answered_at", models.DateTimeField()),
                        ("answered_by_job", models.CharField(blank=True, max_length=64)),
                        ("values", models.JSONField(default=dict)),
                        ("level", models.PositiveSmallIntegerField(default=0)),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=32), blank=True, default=list, size=None
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
                            "link",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="links.link",
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
                            "check_in",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="followups.checkin"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["patient", "answered_at"], name="answer_of_patient")],
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("mode__in", ["link", "phone"])), name="answer_mode_known"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(
                                            ("answered_at__isnull", True), ("answered_by__isnull", True), ("answered_by_job", "")
                                        ),
                                        models.Q(
                                            ("answered_at__isnull", False),
                                            models.Q(
                                                models.Q(("answered_by__isnull", False), ("answered_by_job", "")),
                                                models.Q(
                                                    ("answered_by__isnull", True),
                                                    models.Q(("answered_by_job", ""), _negated=True),
                                                ),
                                                _connector="OR",
                                            ),
                                        ),
                                        _connector="OR",
                                    ),
                                    ("answered_at__isnull", False),
                                ),
                                name="answer_answered_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_by__isnull", True), ("link__isnull", False), ("mode", "link")),
                                    models.Q(("answered_by__isnull", False), ("link__isnull", True), ("mode", "phone")),
                                    _connector="OR",
                                ),
                                name="answer_through_link_or_with_staff",
                            ),
                            models.CheckConstraint(condition=models.Q(("level__lte", 4)), name="answer_level_known"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("form_version", models.PositiveSmallIntegerField(null=True)),
                        (
                            "mode",
                            models.CharField(
                                choices=[("link", "Through the link"), ("phone", "With staff")], max_length=8, null=True
                            ),
                        ),
                        ("language", models.CharField(max_length=8, null=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        ("answered_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("values", models.JSONField(default=dict, null=True)),
                        ("level", models.PositiveSmallIntegerField(default=0, null=True)),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=32), blank=True, default=list, null=True, size=None
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
                            "link",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="links.link",
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
                                to="followups.answer",
                            ),
                        ),
                        (
                            "check_in",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.checkin",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="KeptAnswers",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("values", models.JSONField(default=dict)),
                        ("saved_at", models.DateTimeField()),
                        (
                            "check_in",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="kept", to="followups.checkin"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ContactAttempt",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("call", "Call"),
                                    ("text", "Text"),
                                    ("email", "E-mail"),
                                    ("visit", "Visit"),
                                    ("letter", "Letter"),
                                    ("third", "Through somebody they named"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("reached", "Reached"),
                                    ("left_message", "Left a message"),
                                    ("no_answer", "No answer"),
                                    ("sent", "Sent"),
                                    ("not_sent", "Not sent"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("next", models.CharField(blank=True, max_length=200)),
                        ("made_at", models.DateTimeField()),
                        ("made_by_job", models.CharField(blank=True, max_length=64)),
                        (
                            "check_in",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="attempts", to="followups.checkin"
                            ),
                        ),
                        (
                            "made_by",
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
                        "indexes": [models.Index(fields=["patient", "made_at"], name="attempt_of_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ["call", "text", "email", "visit", "letter", "third"])),
                                name="attempt_channel_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("result__in", ["reached", "left_message", "no_answer", "sent", "not_sent"])),
                                name="attempt_result_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("made_at__isnull", True), ("made_by__isnull", True), ("made_by_job", "")),
                                        models.Q(
                                            ("made_at__isnull", False),
                                            models.Q(
                                                models.Q(("made_by__isnull", False), ("made_by_job", "")),
                                                models.Q(("made_by__isnull", True), models.Q(("made_by_job", ""), _negated=True)),
                                                _connector="OR",
                                            ),
                                        ),
                                        _connector="OR",
                                    ),
                                    ("made_at__isnull", False),
                                ),
                                name="attempt_made_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactAttemptEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("call", "Call"),
                                    ("text", "Text"),
                                    ("email", "E-mail"),
                                    ("visit", "Visit"),
                                    ("letter", "Letter"),
                                    ("third", "Through somebody they named"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("reached", "Reached"),
                                    ("left_message", "Left a message"),
                                    ("no_answer", "No answer"),
                                    ("sent", "Sent"),
                                    ("not_sent", "Not sent"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=300, null=True)),
                        ("next", models.CharField(blank=True, max_length=200, null=True)),
                        ("made_at", models.DateTimeField(null=True)),
                        ("made_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "check_in",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="followups.checkin",
                            ),
                        ),
                        (
                            "made_by",
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
                                to="followups.contactattempt",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_answerevent" ("answered_at", "answered_by_id", "answered_by_job", "check_in_id", "form_version", "id", "language", "level", "link_id", "mode", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "values") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."answered_by_job", NEW."check_in_id", NEW."form_version", NEW."id", NEW."language", NEW."level", NEW."link_id", NEW."mode", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reasons", NEW."values"); RETURN NULL;',
                            hash="e6eab95f7a72c6869eaf0c42f66023458e28a525",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_62af8",
                            table="followups_answer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_answerevent" ("answered_at", "answered_by_id", "answered_by_job", "check_in_id", "form_version", "id", "language", "level", "link_id", "mode", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "values") VALUES (NEW."answered_at", NEW."answered_by_id", NEW."answered_by_job", NEW."check_in_id", NEW."form_version", NEW."id", NEW."language", NEW."level", NEW."link_id", NEW."mode", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reasons", NEW."values"); RETURN NULL;',
                            hash="6a53cf2add9ded335f6975a109fa4b821f1dec03",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f0f0f",
                            table="followups_answer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_answerevent" ("answered_at", "answered_by_id", "answered_by_job", "check_in_id", "form_version", "id", "language", "level", "link_id", "mode", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "values") VALUES (OLD."answered_at", OLD."answered_by_id", OLD."answered_by_job", OLD."check_in_id", OLD."form_version", OLD."id", OLD."language", OLD."level", OLD."link_id", OLD."mode", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reasons", OLD."values"); RETURN NULL;',
                            hash="136c1af05a38877a1e736a2d65753a4064345847",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_86ccb",
                            table="followups_answer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactattempt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_contactattemptevent" ("channel", "check_in_id", "id", "made_at", "made_by_id", "made_by_job", "next", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result") VALUES (NEW."channel", NEW."check_in_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."made_by_job", NEW."next", NEW."note", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."result"); RETURN NULL;',
                            hash="1122dd0d955d5ef72d5c20745d2f3b4222ff6387",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2abe6",
                            table="followups_contactattempt",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactattempt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_contactattemptevent" ("channel", "check_in_id", "id", "made_at", "made_by_id", "made_by_job", "next", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result") VALUES (NEW."channel", NEW."check_in_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."made_by_job", NEW."next", NEW."note", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."result"); RETURN NULL;',
                            hash="b5ec7819bb350a58a369b50fc4728b5a2490dca1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_59f75",
                            table="followups_contactattempt",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactattempt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_contactattemptevent" ("channel", "check_in_id", "id", "made_at", "made_by_id", "made_by_job", "next", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result") VALUES (OLD."channel", OLD."check_in_id", OLD."id", OLD."made_at", OLD."made_by_id", OLD."made_by_job", OLD."next", OLD."note", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."result"); RETURN NULL;',
                            hash="36fe33ccfbee4823f24f72d2347743d2483ab06c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b9afb",
                            table="followups_contactattempt",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="protocolrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_protocolrunevent" ("day_zero", "finished_at", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_id", "started_at", "started_by_id", "started_by_job", "stop_note", "stop_reason", "stopped_at", "stopped_by_id", "stopped_by_job", "uuid", "zone") VALUES (NEW."day_zero", NEW."finished_at", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."protocol_id", NEW."started_at", NEW."started_by_id", NEW."started_by_job", NEW."stop_note", NEW."stop_reason", NEW."stopped_at", NEW."stopped_by_id", NEW."stopped_by_job", NEW."uuid", NEW."zone"); RETURN NULL;',
                            hash="f329cb38327af50b012ae3685430bfe4720cfdca",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3b9b4",
                            table="followups_protocolrun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="protocolrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_protocolrunevent" ("day_zero", "finished_at", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_id", "started_at", "started_by_id", "started_by_job", "stop_note", "stop_reason", "stopped_at", "stopped_by_id", "stopped_by_job", "uuid", "zone") VALUES (NEW."day_zero", NEW."finished_at", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."protocol_id", NEW."started_at", NEW."started_by_id", NEW."started_by_job", NEW."stop_note", NEW."stop_reason", NEW."stopped_at", NEW."stopped_by_id", NEW."stopped_by_job", NEW."uuid", NEW."zone"); RETURN NULL;',
                            hash="ff830c25d2cc5091dd5fc8fe055991f6f3c67917",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7d5e2",
                            table="followups_protocolrun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="protocolrun",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_protocolrunevent" ("day_zero", "finished_at", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "protocol_id", "started_at", "started_by_id", "started_by_job", "stop_note", "stop_reason", "stopped_at", "stopped_by_id", "stopped_by_job", "uuid", "zone") VALUES (OLD."day_zero", OLD."finished_at", OLD."id", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."protocol_id", OLD."started_at", OLD."started_by_id", OLD."started_by_job", OLD."stop_note", OLD."stop_reason", OLD."stopped_at", OLD."stopped_by_id", OLD."stopped_by_job", OLD."uuid", OLD."zone"); RETURN NULL;',
                            hash="91ba3b5f5f13fa4c94a6a8c70be5fa276144de77",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f8531",
                            table="followups_protocolrun",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="checkin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_checkinevent" ("cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_job", "closes_at", "due_on", "id", "missed_at", "next_step_at", "opens_at", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminders", "run_id", "rung", "state", "step_id", "uuid") VALUES (NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_by_job", NEW."closes_at", NEW."due_on", NEW."id", NEW."missed_at", NEW."next_step_at", NEW."opens_at", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reminders", NEW."run_id", NEW."rung", NEW."state", NEW."step_id", NEW."uuid"); RETURN NULL;',
                            hash="58286bdb21515c78eb4c758dd515854373a99d7b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9531f",
                            table="followups_checkin",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="checkin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "followups_checkinevent" ("cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_job", "closes_at", "due_on", "id", "missed_at", "next_step_at", "opens_at", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminders", "run_id", "rung", "state", "step_id", "uuid") VALUES (NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."cancelled_by_job", NEW."closes_at", NEW."due_on", NEW."id", NEW."missed_at", NEW."next_step_at", NEW."opens_at", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reminders", NEW."run_id", NEW."rung", NEW."state", NEW."step_id", NEW."uuid"); RETURN NULL;',
                            hash="83b712f2aa91880ab8e635e903c018e53f679200",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e9046",
                            table="followups_checkin",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="checkin",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "followups_checkinevent" ("cancel_reason", "cancelled_at", "cancelled_by_id", "cancelled_by_job", "closes_at", "due_on", "id", "missed_at", "next_step_at", "opens_at", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminders", "run_id", "rung", "state", "step_id", "uuid") VALUES (OLD."cancel_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."cancelled_by_job", OLD."closes_at", OLD."due_on", OLD."id", OLD."missed_at", OLD."next_step_at", OLD."opens_at", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reminders", OLD."run_id", OLD."rung", OLD."state", OLD."step_id", OLD."uuid"); RETURN NULL;',
                            hash="abbab0b4b576e5ec599a9890b5973297581d4b22",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c36eb",
                            table="followups_checkin",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        append_only("followups_answerevent"),
        append_only("followups_contactattemptevent"),
        append_only("followups_protocolrunevent"),
        append_only("followups_checkinevent"),
    ]
