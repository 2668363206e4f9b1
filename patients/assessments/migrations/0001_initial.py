"""Instruments: what was answered, scores and triggers that stay as they are, official wordings, what is due."""

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
        ("patients", "0002_registry"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Reassessment",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("instrument", models.CharField(max_length=24)),
                        ("due_on", models.DateField()),
                        ("last_on", models.DateField(blank=True, null=True)),
                        ("put_off_at", models.DateTimeField(blank=True, null=True)),
                        ("put_off_reason", models.CharField(blank=True, max_length=300)),
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
                            "put_off_by",
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
                        "indexes": [models.Index(fields=["organisation", "due_on", "id"], name="reassessment_by_day")],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "patient", "instrument"), name="reassessment_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("put_off_at__isnull", True), ("put_off_by__isnull", True)),
                                    models.Q(("put_off_at__isnull", False), ("put_off_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="reassessment_put_off_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("put_off_at__isnull", True), ("put_off_reason", "")),
                                    models.Q(("put_off_at__isnull", False), models.Q(("put_off_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="reassessment_put_off_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReassessmentEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("instrument", models.CharField(max_length=24, null=True)),
                        ("due_on", models.DateField(null=True)),
                        ("last_on", models.DateField(blank=True, null=True)),
                        ("put_off_at", models.DateTimeField(blank=True, null=True)),
                        ("put_off_reason", models.CharField(blank=True, max_length=300, null=True)),
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
                                to="assessments.reassessment",
                            ),
                        ),
                        (
                            "put_off_by",
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
                    name="Wording",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("instrument", models.CharField(max_length=24)),
                        ("language", models.CharField(default="en", max_length=8)),
                        ("title", models.CharField(max_length=300)),
                        ("intro", models.TextField(blank=True)),
                        ("url", models.CharField(blank=True, max_length=300)),
                        ("published", models.CharField(blank=True, max_length=40, verbose_name="version")),
                        ("rights", models.TextField(blank=True, verbose_name="copyright")),
                        ("document", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("loaded_at", models.DateTimeField()),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "loaded_by",
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
                            "retired_by",
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
                                condition=models.Q(("retired_at__isnull", True)),
                                fields=("organisation", "instrument", "language"),
                                name="wording_one_in_use",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                                    models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="wording_retired_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("instrument", ""), _negated=True), models.Q(("digest", ""), _negated=True)
                                ),
                                name="wording_of_an_instrument",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Response",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("instrument", models.CharField(max_length=24)),
                        ("version", models.CharField(max_length=24)),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("general", "General health"),
                                    ("mental_health", "Mental health"),
                                    ("sud", "Substance use care"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("subject", models.CharField(blank=True, max_length=24)),
                        ("language", models.CharField(default="en", max_length=8)),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("self", "By the person"),
                                    ("clinician", "By a clinician"),
                                    ("imported", "From another system"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Not finished"),
                                    ("completed", "Completed"),
                                    ("set_aside", "Set aside"),
                                    ("in_error", "Recorded in error"),
                                ],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("administered_at", models.DateTimeField()),
                        ("begun_at", models.DateTimeField()),
                        ("begun_by_job", models.CharField(blank=True, max_length=64)),
                        ("changed_at", models.DateTimeField()),
                        ("version_number", models.PositiveIntegerField(default=1)),
                        ("completed_at", models.DateTimeField(blank=True, null=True)),
                        ("completed_by_job", models.CharField(blank=True, max_length=64)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("end_reason", models.CharField(blank=True, max_length=300)),
                        ("source", models.CharField(blank=True, max_length=60)),
                        ("key", models.CharField(blank=True, max_length=64)),
                        (
                            "begun_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "completed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        (
                            "wording",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="assessments.wording",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                fields=["patient", "instrument", "-administered_at", "-id"], name="response_by_instrument"
                            ),
                            models.Index(fields=["patient", "-administered_at", "-id"], name="response_by_moment"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("instrument", ""), _negated=True), models.Q(("version", ""), _negated=True)
                                ),
                                name="response_instrument_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("category__in", ["general", "mental_health", "sud"])),
                                name="response_category_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mode__in", ["self", "clinician", "imported"])), name="response_mode_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "completed", "set_aside", "in_error"])),
                                name="response_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("begun_at__isnull", True), ("begun_by__isnull", True), ("begun_by_job", "")),
                                    models.Q(
                                        ("begun_at__isnull", False),
                                        models.Q(
                                            models.Q(("begun_by__isnull", False), ("begun_by_job", "")),
                                            models.Q(("begun_by__isnull", True), models.Q(("begun_by_job", ""), _negated=True)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="response_begun_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("completed_at__isnull", True), ("completed_by__isnull", True), ("completed_by_job", "")
                                    ),
                                    models.Q(
                                        ("completed_at__isnull", False),
                                        models.Q(
                                            models.Q(("completed_by__isnull", False), ("completed_by_job", "")),
                                            models.Q(
                                                ("completed_by__isnull", True), models.Q(("completed_by_job", ""), _negated=True)
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="response_completed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="response_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("completed_at__isnull", True),
                                        ("end_reason", ""),
                                        ("ended_at__isnull", True),
                                        ("state", "open"),
                                    ),
                                    models.Q(
                                        ("completed_at__isnull", False),
                                        ("end_reason", ""),
                                        ("ended_at__isnull", True),
                                        ("state", "completed"),
                                    ),
                                    models.Q(
                                        ("completed_at__isnull", True),
                                        ("ended_at__isnull", False),
                                        ("state", "set_aside"),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("completed_at__isnull", False),
                                        ("ended_at__isnull", False),
                                        ("state", "in_error"),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="response_state_has_its_times",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("key", ""), ("source", ""), models.Q(("mode", "imported"), _negated=True)),
                                    models.Q(
                                        ("mode", "imported"),
                                        models.Q(("source", ""), _negated=True),
                                        models.Q(("key", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="response_imported_has_its_number",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                fields=("organisation", "source", "key"),
                                name="response_once_of_source",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")),
                                fields=("patient", "organisation", "instrument", "subject"),
                                name="response_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("changed_at__gte", models.F("begun_at"))), name="response_changed_after_begun"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("link_id", models.CharField(max_length=40)),
                        ("number", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                        ("words", models.CharField(blank=True, max_length=1000)),
                        ("is_declined", models.BooleanField(default=False)),
                        (
                            "response",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="assessments.response"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("response", "link_id"), name="answer_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("is_declined", True), ("number__isnull", True), ("words", "")),
                                    models.Q(("is_declined", False), ("number__isnull", False), ("words", "")),
                                    models.Q(
                                        ("is_declined", False), ("number__isnull", True), models.Q(("words", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="answer_is_one_thing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FoundTrigger",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("code", models.CharField(max_length=40)),
                        (
                            "danger",
                            models.CharField(
                                choices=[("raised", "Elevated"), ("urgent", "Urgent"), ("crisis", "Crisis")], max_length=12
                            ),
                        ),
                        ("task", models.UUIDField(blank=True, null=True)),
                        ("found_at", models.DateTimeField()),
                        ("found_by_job", models.CharField(blank=True, max_length=64)),
                        (
                            "found_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "response",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="triggers", to="assessments.response"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("response", "code"), name="trigger_once"),
                            models.CheckConstraint(
                                condition=models.Q(("danger__in", ["raised", "urgent", "crisis"])), name="trigger_danger_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("found_at__isnull", True), ("found_by__isnull", True), ("found_by_job", "")),
                                    models.Q(
                                        ("found_at__isnull", False),
                                        models.Q(
                                            models.Q(("found_by__isnull", False), ("found_by_job", "")),
                                            models.Q(("found_by__isnull", True), models.Q(("found_by_job", ""), _negated=True)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="trigger_found_by_somebody",
                            ),
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
                        ("link_id", models.CharField(max_length=40, null=True)),
                        ("number", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                        ("words", models.CharField(blank=True, max_length=1000, null=True)),
                        ("is_declined", models.BooleanField(default=False, null=True)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="assessments.answer",
                            ),
                        ),
                        (
                            "response",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assessments.response",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Score",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=24)),
                        ("value", models.DecimalField(decimal_places=2, max_digits=9)),
                        ("band", models.CharField(blank=True, max_length=24)),
                        ("band_label", models.CharField(blank=True, max_length=80)),
                        ("is_positive", models.BooleanField(default=False)),
                        ("answered", models.PositiveSmallIntegerField()),
                        ("is_prorated", models.BooleanField(default=False)),
                        ("rules", models.CharField(max_length=24)),
                        (
                            "response",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="assessments.response"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("response", "name"), name="score_once")],
                    },
                ),
                migrations.CreateModel(
                    name="ResponseEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("instrument", models.CharField(max_length=24, null=True)),
                        ("version", models.CharField(max_length=24, null=True)),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("general", "General health"),
                                    ("mental_health", "Mental health"),
                                    ("sud", "Substance use care"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("subject", models.CharField(blank=True, max_length=24, null=True)),
                        ("language", models.CharField(default="en", max_length=8, null=True)),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("self", "By the person"),
                                    ("clinician", "By a clinician"),
                                    ("imported", "From another system"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Not finished"),
                                    ("completed", "Completed"),
                                    ("set_aside", "Set aside"),
                                    ("in_error", "Recorded in error"),
                                ],
                                default="open",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, null=True)),
                        ("administered_at", models.DateTimeField(null=True)),
                        ("begun_at", models.DateTimeField(null=True)),
                        ("begun_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("changed_at", models.DateTimeField(null=True)),
                        ("version_number", models.PositiveIntegerField(default=1, null=True)),
                        ("completed_at", models.DateTimeField(blank=True, null=True)),
                        ("completed_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("end_reason", models.CharField(blank=True, max_length=300, null=True)),
                        ("source", models.CharField(blank=True, max_length=60, null=True)),
                        ("key", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "begun_by",
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
                            "completed_by",
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
                                to="assessments.response",
                            ),
                        ),
                        (
                            "wording",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assessments.wording",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="WordingEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("instrument", models.CharField(max_length=24, null=True)),
                        ("language", models.CharField(default="en", max_length=8, null=True)),
                        ("title", models.CharField(max_length=300, null=True)),
                        ("intro", models.TextField(blank=True, null=True)),
                        ("url", models.CharField(blank=True, max_length=300, null=True)),
                        ("published", models.CharField(blank=True, max_length=40, null=True, verbose_name="version")),
                        ("rights", models.TextField(blank=True, null=True, verbose_name="copyright")),
                        ("document", models.JSONField(null=True)),
                        ("digest", models.CharField(max_length=64, null=True)),
                        ("loaded_at", models.DateTimeField(null=True)),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "loaded_by",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="assessments.wording",
                            ),
                        ),
                        (
                            "retired_by",
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
                    name="WordingItem",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("link_id", models.CharField(max_length=40)),
                        ("text", models.TextField()),
                        ("options", models.JSONField(default=dict)),
                        (
                            "wording",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="assessments.wording"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("wording", "link_id"), name="wording_item_once"),
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="wording_item_has_words"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WordingItemEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("link_id", models.CharField(max_length=40, null=True)),
                        ("text", models.TextField(null=True)),
                        ("options", models.JSONField(default=dict, null=True)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="assessments.wordingitem",
                            ),
                        ),
                        (
                            "wording",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="assessments.wording",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reassessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_reassessmentevent" ("due_on", "id", "instrument", "last_on", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_off_at", "put_off_by_id", "put_off_reason") VALUES (NEW."due_on", NEW."id", NEW."instrument", NEW."last_on", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."put_off_at", NEW."put_off_by_id", NEW."put_off_reason"); RETURN NULL;',
                            hash="59775036b2fa28fcd1f1cce8e9318da5aab1c2f6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_72af2",
                            table="assessments_reassessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reassessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessments_reassessmentevent" ("due_on", "id", "instrument", "last_on", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_off_at", "put_off_by_id", "put_off_reason") VALUES (NEW."due_on", NEW."id", NEW."instrument", NEW."last_on", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."put_off_at", NEW."put_off_by_id", NEW."put_off_reason"); RETURN NULL;',
                            hash="607dd96dffae1e9a64e7846d69e8170d578bb001",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ad853",
                            table="assessments_reassessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reassessment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_reassessmentevent" ("due_on", "id", "instrument", "last_on", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "put_off_at", "put_off_by_id", "put_off_reason") VALUES (OLD."due_on", OLD."id", OLD."instrument", OLD."last_on", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."put_off_at", OLD."put_off_by_id", OLD."put_off_reason"); RETURN NULL;',
                            hash="9372a2255a508da97edc0c01fd94cb2675245bf3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f9a54",
                            table="assessments_reassessment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_answerevent" ("id", "is_declined", "link_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response_id", "words") VALUES (NEW."id", NEW."is_declined", NEW."link_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."response_id", NEW."words"); RETURN NULL;',
                            hash="db7f50c4a260036a36e69e0cd712526a8bd33864",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5e00a",
                            table="assessments_answer",
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
                            func='INSERT INTO "assessments_answerevent" ("id", "is_declined", "link_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response_id", "words") VALUES (NEW."id", NEW."is_declined", NEW."link_id", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."response_id", NEW."words"); RETURN NULL;',
                            hash="75273db530ebd22eedb773e3831214f87c5a6009",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e5f1f",
                            table="assessments_answer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="answer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_answerevent" ("id", "is_declined", "link_id", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response_id", "words") VALUES (OLD."id", OLD."is_declined", OLD."link_id", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."response_id", OLD."words"); RETURN NULL;',
                            hash="c377b4e328259712f1f4ef6f7c3934624260530d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_42aae",
                            table="assessments_answer",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wording",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_wordingevent" ("digest", "document", "id", "instrument", "intro", "language", "loaded_at", "loaded_by_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "retired_at", "retired_by_id", "rights", "title", "url", "uuid") VALUES (NEW."digest", NEW."document", NEW."id", NEW."instrument", NEW."intro", NEW."language", NEW."loaded_at", NEW."loaded_by_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."published", NEW."retired_at", NEW."retired_by_id", NEW."rights", NEW."title", NEW."url", NEW."uuid"); RETURN NULL;',
                            hash="ac20f8fd3fa9d8319fd5628b4224c072634f2de7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_af45a",
                            table="assessments_wording",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wording",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessments_wordingevent" ("digest", "document", "id", "instrument", "intro", "language", "loaded_at", "loaded_by_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "retired_at", "retired_by_id", "rights", "title", "url", "uuid") VALUES (NEW."digest", NEW."document", NEW."id", NEW."instrument", NEW."intro", NEW."language", NEW."loaded_at", NEW."loaded_by_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."published", NEW."retired_at", NEW."retired_by_id", NEW."rights", NEW."title", NEW."url", NEW."uuid"); RETURN NULL;',
                            hash="f1d4b79ef85933206b3914c580e3000d236bb5cb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bda04",
                            table="assessments_wording",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wording",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_wordingevent" ("digest", "document", "id", "instrument", "intro", "language", "loaded_at", "loaded_by_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "retired_at", "retired_by_id", "rights", "title", "url", "uuid") VALUES (OLD."digest", OLD."document", OLD."id", OLD."instrument", OLD."intro", OLD."language", OLD."loaded_at", OLD."loaded_by_id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."published", OLD."retired_at", OLD."retired_by_id", OLD."rights", OLD."title", OLD."url", OLD."uuid"); RETURN NULL;',
                            hash="9caac2821716b44408fb1addc78b9abc05d1298b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9e0da",
                            table="assessments_wording",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_responseevent" ("administered_at", "begun_at", "begun_by_id", "begun_by_job", "category", "changed_at", "completed_at", "completed_by_id", "completed_by_job", "end_reason", "ended_at", "ended_by_id", "id", "instrument", "key", "language", "mode", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "subject", "uuid", "version", "version_number", "wording_id") VALUES (NEW."administered_at", NEW."begun_at", NEW."begun_by_id", NEW."begun_by_job", NEW."category", NEW."changed_at", NEW."completed_at", NEW."completed_by_id", NEW."completed_by_job", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."instrument", NEW."key", NEW."language", NEW."mode", NEW."note", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."source", NEW."state", NEW."subject", NEW."uuid", NEW."version", NEW."version_number", NEW."wording_id"); RETURN NULL;',
                            hash="233f3d5e067bc1658fb21acc5885dd951b65356c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0aaa0",
                            table="assessments_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessments_responseevent" ("administered_at", "begun_at", "begun_by_id", "begun_by_job", "category", "changed_at", "completed_at", "completed_by_id", "completed_by_job", "end_reason", "ended_at", "ended_by_id", "id", "instrument", "key", "language", "mode", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "subject", "uuid", "version", "version_number", "wording_id") VALUES (NEW."administered_at", NEW."begun_at", NEW."begun_by_id", NEW."begun_by_job", NEW."category", NEW."changed_at", NEW."completed_at", NEW."completed_by_id", NEW."completed_by_job", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."instrument", NEW."key", NEW."language", NEW."mode", NEW."note", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."source", NEW."state", NEW."subject", NEW."uuid", NEW."version", NEW."version_number", NEW."wording_id"); RETURN NULL;',
                            hash="88b9558e3790a0d2743108aa831b569ec8de1042",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_17223",
                            table="assessments_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="response",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_responseevent" ("administered_at", "begun_at", "begun_by_id", "begun_by_job", "category", "changed_at", "completed_at", "completed_by_id", "completed_by_job", "end_reason", "ended_at", "ended_by_id", "id", "instrument", "key", "language", "mode", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "subject", "uuid", "version", "version_number", "wording_id") VALUES (OLD."administered_at", OLD."begun_at", OLD."begun_by_id", OLD."begun_by_job", OLD."category", OLD."changed_at", OLD."completed_at", OLD."completed_by_id", OLD."completed_by_job", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."instrument", OLD."key", OLD."language", OLD."mode", OLD."note", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."source", OLD."state", OLD."subject", OLD."uuid", OLD."version", OLD."version_number", OLD."wording_id"); RETURN NULL;',
                            hash="28b241259fbb729f4a113e7f7b5ab0b517e38103",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a4148",
                            table="assessments_response",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wordingitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_wordingitemevent" ("id", "link_id", "options", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "wording_id") VALUES (NEW."id", NEW."link_id", NEW."options", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."text", NEW."wording_id"); RETURN NULL;',
                            hash="3284f2945e9dc2b50197aecfe7b2988334f4bea3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0c94b",
                            table="assessments_wordingitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wordingitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "assessments_wordingitemevent" ("id", "link_id", "options", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "wording_id") VALUES (NEW."id", NEW."link_id", NEW."options", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."text", NEW."wording_id"); RETURN NULL;',
                            hash="0b39daa8c1532fcc928dccec356f8d0394a0d4f2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d41f0",
                            table="assessments_wordingitem",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="wordingitem",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "assessments_wordingitemevent" ("id", "link_id", "options", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "wording_id") VALUES (OLD."id", OLD."link_id", OLD."options", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."text", OLD."wording_id"); RETURN NULL;',
                            hash="afd88b9f0fb4ed4891667aea3ec166b44f1c1da5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7dff8",
                            table="assessments_wordingitem",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        append_only("assessments_score"),
        append_only("assessments_foundtrigger"),
        append_only("assessments_answerevent"),
        append_only("assessments_reassessmentevent"),
        append_only("assessments_responseevent"),
        append_only("assessments_wordingevent"),
        append_only("assessments_wordingitemevent"),
    ]
