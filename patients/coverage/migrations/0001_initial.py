"""Coverage: payers, what they said, prior authorizations, denials and appeals, help with costs, clocks and deadlines."""

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
        ("patients", "0001_initial"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="AidProgram",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("key", models.SlugField(max_length=32, unique=True)),
                        ("name", models.CharField(max_length=80)),
                        ("what", models.CharField(max_length=200)),
                        ("group", models.CharField(max_length=12)),
                        ("renewal_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField()),
                        ("source", models.CharField(max_length=200)),
                        ("noted_on", models.DateField()),
                        ("verified_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("source", ""), _negated=True), name="aid_program_has_a_source"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Coverage",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("medicaid_plan", "Medicaid managed care"),
                                    ("medicaid", "Medicaid, from the state"),
                                    ("medicare", "Original Medicare"),
                                    ("medicare_advantage", "Medicare Advantage"),
                                    ("marketplace", "Marketplace plan"),
                                    ("employer", "Employer plan"),
                                    ("military", "TRICARE or VA"),
                                    ("tribal", "Indian Health Service or tribal"),
                                    ("other", "Another payer"),
                                    ("not_known", "Not known yet"),
                                    ("self_pay", "Pays themselves"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("payer", models.CharField(max_length=120)),
                        ("plan", models.CharField(blank=True, max_length=120)),
                        ("member_number", models.CharField(blank=True, max_length=60)),
                        ("group_number", models.CharField(blank=True, max_length=60)),
                        ("payer_phone", models.CharField(blank=True, max_length=16)),
                        (
                            "holder",
                            models.CharField(
                                choices=[
                                    ("self", "The person"),
                                    ("spouse", "Spouse or partner"),
                                    ("parent", "Parent"),
                                    ("other", "Somebody else"),
                                ],
                                default="self",
                                max_length=8,
                            ),
                        ),
                        ("holder_name", models.CharField(blank=True, max_length=120)),
                        ("letters_elsewhere_on", models.DateField(blank=True, null=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("renews_on", models.DateField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField(default=1)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("imported_key", models.CharField(blank=True, max_length=200)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("recorded_at", models.DateTimeField()),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_reason", models.CharField(blank=True, max_length=200)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
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
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
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
                        "indexes": [models.Index(fields=["patient", "position"], name="coverage_of_patient")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("imported_key", ""), _negated=True),
                                fields=("patient", "organisation", "imported_key"),
                                name="coverage_imported_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "medicaid_plan",
                                            "medicaid",
                                            "medicare",
                                            "medicare_advantage",
                                            "marketplace",
                                            "employer",
                                            "military",
                                            "tribal",
                                            "other",
                                            "not_known",
                                            "self_pay",
                                        ],
                                    )
                                ),
                                name="coverage_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("holder__in", ["self", "spouse", "parent", "other"])),
                                name="coverage_holder_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("payer", ""), _negated=True), name="coverage_names_a_payer"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_on__isnull", True),
                                    ("ends_on__isnull", True),
                                    ("ends_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="coverage_ends_after_it_starts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "self_pay"), _negated=True),
                                    models.Q(("group_number", ""), ("member_number", "")),
                                    _connector="OR",
                                ),
                                name="coverage_self_pay_has_no_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("payer_phone", ""), ("payer_phone__regex", "^\\+[1-9][0-9]{4,14}$"), _connector="OR"
                                ),
                                name="coverage_phone_is_e164",
                            ),
                            models.CheckConstraint(condition=models.Q(("position__gte", 1)), name="coverage_position_counts"),
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="coverage_version_counts"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="coverage_removed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_reason", "")),
                                    models.Q(("removed_at__isnull", False), models.Q(("removed_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="coverage_removed_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Aid",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("for_what", models.CharField(blank=True, max_length=200)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("considered", "Considered"),
                                    ("gathering", "Papers being gathered"),
                                    ("applied", "Applied"),
                                    ("asked_more", "More is asked for"),
                                    ("granted", "Granted"),
                                    ("turned_down", "Turned down"),
                                    ("not_wanted", "Not wanted"),
                                    ("ended", "Ended"),
                                ],
                                default="considered",
                                max_length=12,
                            ),
                        ),
                        ("papers_missing", models.CharField(blank=True, max_length=300)),
                        ("papers_due_on", models.DateField(blank=True, null=True)),
                        ("applied_on", models.DateField(blank=True, null=True)),
                        ("reference", models.CharField(blank=True, max_length=60)),
                        ("decision_due_on", models.DateField(blank=True, null=True)),
                        ("decision_due_said", models.BooleanField(default=False)),
                        ("asked_for", models.CharField(blank=True, max_length=300)),
                        ("answer_due_on", models.DateField(blank=True, null=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("worth", models.CharField(blank=True, max_length=120)),
                        ("renews_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.CharField(blank=True, max_length=300)),
                        ("recorded_at", models.DateTimeField()),
                        ("since_at", models.DateTimeField()),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
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
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "since_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "program",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="coverage.aidprogram"
                            ),
                        ),
                        (
                            "coverage",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aids",
                                to="coverage.coverage",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["patient", "-id"], name="aid_of_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "considered",
                                            "gathering",
                                            "applied",
                                            "asked_more",
                                            "granted",
                                            "turned_down",
                                            "not_wanted",
                                            "ended",
                                        ],
                                    )
                                ),
                                name="aid_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["applied", "asked_more"]), _negated=True),
                                    models.Q(("applied_on__isnull", False), ("decision_due_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="aid_applied_with_its_clock",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["granted", "turned_down"]), _negated=True),
                                    ("decided_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="aid_decided_when_it_was",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["not_wanted", "ended"]), models.Q(("end_reason", ""), _negated=True)),
                                    models.Q(models.Q(("state__in", ["not_wanted", "ended"]), _negated=True), ("end_reason", "")),
                                    _connector="OR",
                                ),
                                name="aid_ended_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("since_at__isnull", True), ("since_by__isnull", True)),
                                    models.Q(("since_at__isnull", False), ("since_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="aid_since_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AidEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("for_what", models.CharField(blank=True, max_length=200, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("considered", "Considered"),
                                    ("gathering", "Papers being gathered"),
                                    ("applied", "Applied"),
                                    ("asked_more", "More is asked for"),
                                    ("granted", "Granted"),
                                    ("turned_down", "Turned down"),
                                    ("not_wanted", "Not wanted"),
                                    ("ended", "Ended"),
                                ],
                                default="considered",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("papers_missing", models.CharField(blank=True, max_length=300, null=True)),
                        ("papers_due_on", models.DateField(blank=True, null=True)),
                        ("applied_on", models.DateField(blank=True, null=True)),
                        ("reference", models.CharField(blank=True, max_length=60, null=True)),
                        ("decision_due_on", models.DateField(blank=True, null=True)),
                        ("decision_due_said", models.BooleanField(default=False, null=True)),
                        ("asked_for", models.CharField(blank=True, max_length=300, null=True)),
                        ("answer_due_on", models.DateField(blank=True, null=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("worth", models.CharField(blank=True, max_length=120, null=True)),
                        ("renews_on", models.DateField(blank=True, null=True)),
                        ("end_reason", models.CharField(blank=True, max_length=300, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("since_at", models.DateTimeField(null=True)),
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
                                db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to="coverage.aid"
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
                            "since_by",
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
                            "program",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coverage.aidprogram",
                            ),
                        ),
                        (
                            "coverage",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coverage.coverage",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="CoverageEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("medicaid_plan", "Medicaid managed care"),
                                    ("medicaid", "Medicaid, from the state"),
                                    ("medicare", "Original Medicare"),
                                    ("medicare_advantage", "Medicare Advantage"),
                                    ("marketplace", "Marketplace plan"),
                                    ("employer", "Employer plan"),
                                    ("military", "TRICARE or VA"),
                                    ("tribal", "Indian Health Service or tribal"),
                                    ("other", "Another payer"),
                                    ("not_known", "Not known yet"),
                                    ("self_pay", "Pays themselves"),
                                ],
                                max_length=20,
                                null=True,
                            ),
                        ),
                        ("payer", models.CharField(max_length=120, null=True)),
                        ("plan", models.CharField(blank=True, max_length=120, null=True)),
                        ("member_number", models.CharField(blank=True, max_length=60, null=True)),
                        ("group_number", models.CharField(blank=True, max_length=60, null=True)),
                        ("payer_phone", models.CharField(blank=True, max_length=16, null=True)),
                        (
                            "holder",
                            models.CharField(
                                choices=[
                                    ("self", "The person"),
                                    ("spouse", "Spouse or partner"),
                                    ("parent", "Parent"),
                                    ("other", "Somebody else"),
                                ],
                                default="self",
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("holder_name", models.CharField(blank=True, max_length=120, null=True)),
                        ("letters_elsewhere_on", models.DateField(blank=True, null=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("renews_on", models.DateField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField(default=1, null=True)),
                        ("note", models.CharField(blank=True, max_length=300, null=True)),
                        ("imported_key", models.CharField(blank=True, max_length=200, null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_reason", models.CharField(blank=True, max_length=200, null=True)),
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
                                to="coverage.coverage",
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
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Deadline",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "subject_kind",
                            models.CharField(
                                choices=[
                                    ("coverage", "Coverage"),
                                    ("authorization", "Prior authorization"),
                                    ("denial", "Denial"),
                                    ("aid", "Help with costs"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("subject", models.UUIDField()),
                        (
                            "clock",
                            models.CharField(
                                choices=[
                                    ("authorization_to_send", "Send it to the plan"),
                                    ("authorization_decision", "The plan decides"),
                                    ("authorization_question", "Answer the plan"),
                                    ("authorization_renewal", "The approval ends"),
                                    ("authorization_units", "Units run out"),
                                    ("appeal_to_file", "Last day to appeal"),
                                    ("appeal_care_goes_on", "Last day to keep care going"),
                                    ("appeal_decision", "The appeal is decided"),
                                    ("aid_papers", "Papers are due"),
                                    ("aid_decision", "The program decides"),
                                    ("aid_question", "Answer the program"),
                                    ("aid_renewal", "Has to be renewed"),
                                    ("coverage_renewal", "Coverage has to be renewed"),
                                    ("coverage_end", "Coverage ends"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("what", models.CharField(max_length=200)),
                        ("payer", models.CharField(blank=True, max_length=120)),
                        ("is_expedited", models.BooleanField(default=False)),
                        ("due_at", models.DateTimeField()),
                        ("aim_at", models.DateTimeField()),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("said", "As the payer said"),
                                    ("rule", "By the rules of this kind of plan"),
                                    ("own", "Our own aim"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("source", models.CharField(blank=True, max_length=240)),
                        ("is_verified", models.BooleanField(default=True)),
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["organisation", "due_at", "id"], name="deadline_next"),
                            models.Index(fields=["organisation", "subject_kind", "due_at", "id"], name="deadline_next_of_kind"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("subject", "clock"), name="deadline_once"),
                            models.CheckConstraint(
                                condition=models.Q(("subject_kind__in", ["coverage", "authorization", "denial", "aid"])),
                                name="deadline_subject_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "clock__in",
                                        [
                                            "authorization_to_send",
                                            "authorization_decision",
                                            "authorization_question",
                                            "authorization_renewal",
                                            "authorization_units",
                                            "appeal_to_file",
                                            "appeal_care_goes_on",
                                            "appeal_decision",
                                            "aid_papers",
                                            "aid_decision",
                                            "aid_question",
                                            "aid_renewal",
                                            "coverage_renewal",
                                            "coverage_end",
                                        ],
                                    )
                                ),
                                name="deadline_clock_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ground__in", ["said", "rule", "own"])), name="deadline_ground_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("aim_at__lte", models.F("due_at"))), name="deadline_aimed_at_before"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EligibilityCheck",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "standing",
                            models.CharField(
                                choices=[
                                    ("active", "Active"),
                                    ("inactive", "Not active"),
                                    ("not_found", "Not found"),
                                    ("unclear", "Unclear"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("phone", "By phone"),
                                    ("portal", "On the payer’s website"),
                                    ("electronic", "Electronic answer"),
                                    ("letter", "By letter"),
                                    ("card", "From the card"),
                                    ("person", "The person said so"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("spoke_with", models.CharField(blank=True, max_length=120)),
                        ("reference", models.CharField(blank=True, max_length=60)),
                        ("checked_on", models.DateField()),
                        ("deductible", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                        ("deductible_met", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                        ("out_of_pocket", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                        ("out_of_pocket_met", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "coverage",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="coverage.coverage",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["coverage", "-checked_on", "-id"], name="eligibility_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("standing__in", ["active", "inactive", "not_found", "unclear"])),
                                name="eligibility_standing_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("how__in", ["phone", "portal", "electronic", "letter", "card", "person"])),
                                name="eligibility_how_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("how", "phone"), _negated=True),
                                    models.Q(("spoke_with", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="eligibility_call_names_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("deductible__isnull", True), ("deductible__gte", 0), _connector="OR"),
                                    models.Q(("deductible_met__isnull", True), ("deductible_met__gte", 0), _connector="OR"),
                                    models.Q(("out_of_pocket__isnull", True), ("out_of_pocket__gte", 0), _connector="OR"),
                                    models.Q(("out_of_pocket_met__isnull", True), ("out_of_pocket_met__gte", 0), _connector="OR"),
                                ),
                                name="eligibility_amounts_possible",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("deductible_met__isnull", True),
                                        models.Q(("deductible__isnull", False), ("deductible_met__lte", models.F("deductible"))),
                                        _connector="OR",
                                    ),
                                    models.Q(
                                        ("out_of_pocket_met__isnull", True),
                                        models.Q(
                                            ("out_of_pocket__isnull", False),
                                            ("out_of_pocket_met__lte", models.F("out_of_pocket")),
                                        ),
                                        _connector="OR",
                                    ),
                                ),
                                name="eligibility_met_within_the_whole",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Benefit",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "service",
                            models.CharField(
                                choices=[
                                    ("methadone", "Methadone in an opioid treatment program"),
                                    ("buprenorphine", "Buprenorphine, daily"),
                                    ("injection", "Long-acting injection"),
                                    ("other_medication", "Another medication"),
                                    ("counseling", "Counseling"),
                                    ("intensive", "Intensive outpatient"),
                                    ("residential", "Residential care"),
                                    ("withdrawal", "Withdrawal management"),
                                    ("psychiatry", "Psychiatric care"),
                                    ("tests", "Drug tests and labs"),
                                    ("peer", "Peer support"),
                                    ("transport", "Rides to care"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "covered",
                            models.CharField(choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")], max_length=12),
                        ),
                        (
                            "needs_authorization",
                            models.CharField(choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")], max_length=12),
                        ),
                        ("copay", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                        ("coinsurance", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("limits", models.CharField(blank=True, max_length=200)),
                        (
                            "check_made",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="benefits",
                                to="coverage.eligibilitycheck",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("check_made", "service"), name="benefit_once_in_a_check"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "service__in",
                                        [
                                            "methadone",
                                            "buprenorphine",
                                            "injection",
                                            "other_medication",
                                            "counseling",
                                            "intensive",
                                            "residential",
                                            "withdrawal",
                                            "psychiatry",
                                            "tests",
                                            "peer",
                                            "transport",
                                            "other",
                                        ],
                                    )
                                ),
                                name="benefit_service_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("covered__in", ["yes", "no", "not_known"])), name="benefit_covered_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("needs_authorization__in", ["yes", "no", "not_known"])),
                                name="benefit_needs_authorization_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("copay__isnull", True), ("copay__gte", 0), _connector="OR"),
                                name="benefit_copay_possible",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("coinsurance__isnull", True), ("coinsurance__lte", 100), _connector="OR"),
                                name="benefit_coinsurance_is_a_part",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnClock",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "figure",
                            models.CharField(
                                choices=[
                                    ("authorization", "Decision on a prior authorization"),
                                    ("authorization_expedited", "Decision on an expedited prior authorization"),
                                    ("appeal_file", "Filing the first appeal"),
                                    ("appeal", "Decision on an appeal"),
                                    ("appeal_expedited", "Decision on an expedited appeal"),
                                    ("next_file", "Going on to the next level"),
                                    ("continue", "Asking that care goes on"),
                                    ("aid_decision", "Decision on an application"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "plan_kind",
                            models.CharField(
                                choices=[
                                    ("medicaid_plan", "Medicaid managed care"),
                                    ("medicaid", "Medicaid, from the state"),
                                    ("medicare", "Original Medicare"),
                                    ("medicare_advantage", "Medicare Advantage"),
                                    ("marketplace", "Marketplace plan"),
                                    ("employer", "Employer plan"),
                                    ("military", "TRICARE or VA"),
                                    ("tribal", "Indian Health Service or tribal"),
                                    ("other", "Another payer"),
                                    ("not_known", "Not known yet"),
                                    ("self_pay", "Pays themselves"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("value", models.PositiveSmallIntegerField()),
                        (
                            "unit",
                            models.CharField(choices=[("hours", "hours"), ("days", "days"), ("months", "months")], max_length=8),
                        ),
                        ("source", models.CharField(max_length=200)),
                        ("read_at", models.DateTimeField()),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        (
                            "read_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "figure", "plan_kind"), name="own_clock_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "figure__in",
                                        [
                                            "authorization",
                                            "authorization_expedited",
                                            "appeal_file",
                                            "appeal",
                                            "appeal_expedited",
                                            "next_file",
                                            "continue",
                                            "aid_decision",
                                        ],
                                    )
                                ),
                                name="own_clock_figure_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "plan_kind__in",
                                        [
                                            "medicaid_plan",
                                            "medicaid",
                                            "medicare",
                                            "medicare_advantage",
                                            "marketplace",
                                            "employer",
                                            "military",
                                            "tribal",
                                            "other",
                                            "not_known",
                                            "self_pay",
                                        ],
                                    )
                                ),
                                name="own_clock_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit__in", ["hours", "days", "months"])), name="own_clock_unit_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gt", 0), models.Q(("source", ""), _negated=True)),
                                name="own_clock_says_how_long",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnClockEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "figure",
                            models.CharField(
                                choices=[
                                    ("authorization", "Decision on a prior authorization"),
                                    ("authorization_expedited", "Decision on an expedited prior authorization"),
                                    ("appeal_file", "Filing the first appeal"),
                                    ("appeal", "Decision on an appeal"),
                                    ("appeal_expedited", "Decision on an expedited appeal"),
                                    ("next_file", "Going on to the next level"),
                                    ("continue", "Asking that care goes on"),
                                    ("aid_decision", "Decision on an application"),
                                ],
                                max_length=24,
                                null=True,
                            ),
                        ),
                        (
                            "plan_kind",
                            models.CharField(
                                choices=[
                                    ("medicaid_plan", "Medicaid managed care"),
                                    ("medicaid", "Medicaid, from the state"),
                                    ("medicare", "Original Medicare"),
                                    ("medicare_advantage", "Medicare Advantage"),
                                    ("marketplace", "Marketplace plan"),
                                    ("employer", "Employer plan"),
                                    ("military", "TRICARE or VA"),
                                    ("tribal", "Indian Health Service or tribal"),
                                    ("other", "Another payer"),
                                    ("not_known", "Not known yet"),
                                    ("self_pay", "Pays themselves"),
                                ],
                                max_length=20,
                                null=True,
                            ),
                        ),
                        ("value", models.PositiveSmallIntegerField(null=True)),
                        (
                            "unit",
                            models.CharField(
                                choices=[("hours", "hours"), ("days", "days"), ("months", "months")], max_length=8, null=True
                            ),
                        ),
                        ("source", models.CharField(max_length=200, null=True)),
                        ("read_at", models.DateTimeField(null=True)),
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
                                to="coverage.ownclock",
                            ),
                        ),
                        (
                            "read_by",
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
                migrations.CreateModel(
                    name="PlanClock",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "figure",
                            models.CharField(
                                choices=[
                                    ("authorization", "Decision on a prior authorization"),
                                    ("authorization_expedited", "Decision on an expedited prior authorization"),
                                    ("appeal_file", "Filing the first appeal"),
                                    ("appeal", "Decision on an appeal"),
                                    ("appeal_expedited", "Decision on an expedited appeal"),
                                    ("next_file", "Going on to the next level"),
                                    ("continue", "Asking that care goes on"),
                                    ("aid_decision", "Decision on an application"),
                                ],
                                max_length=24,
                            ),
                        ),
                        (
                            "plan_kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("medicaid_plan", "Medicaid managed care"),
                                    ("medicaid", "Medicaid, from the state"),
                                    ("medicare", "Original Medicare"),
                                    ("medicare_advantage", "Medicare Advantage"),
                                    ("marketplace", "Marketplace plan"),
                                    ("employer", "Employer plan"),
                                    ("military", "TRICARE or VA"),
                                    ("tribal", "Indian Health Service or tribal"),
                                    ("other", "Another payer"),
                                    ("not_known", "Not known yet"),
                                    ("self_pay", "Pays themselves"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("state", models.CharField(blank=True, max_length=2)),
                        ("value", models.PositiveSmallIntegerField()),
                        (
                            "unit",
                            models.CharField(choices=[("hours", "hours"), ("days", "days"), ("months", "months")], max_length=8),
                        ),
                        ("source", models.CharField(max_length=200)),
                        ("noted_on", models.DateField()),
                        ("verified_on", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("figure", "plan_kind", "state"), name="plan_clock_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "figure__in",
                                        [
                                            "authorization",
                                            "authorization_expedited",
                                            "appeal_file",
                                            "appeal",
                                            "appeal_expedited",
                                            "next_file",
                                            "continue",
                                            "aid_decision",
                                        ],
                                    )
                                ),
                                name="plan_clock_figure_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("plan_kind", ""),
                                    (
                                        "plan_kind__in",
                                        [
                                            "medicaid_plan",
                                            "medicaid",
                                            "medicare",
                                            "medicare_advantage",
                                            "marketplace",
                                            "employer",
                                            "military",
                                            "tribal",
                                            "other",
                                            "not_known",
                                            "self_pay",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_clock_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("unit__in", ["hours", "days", "months"])), name="plan_clock_unit_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gt", 0), models.Q(("source", ""), _negated=True)),
                                name="plan_clock_says_how_long",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PriorAuthorization",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "service",
                            models.CharField(
                                choices=[
                                    ("methadone", "Methadone in an opioid treatment program"),
                                    ("buprenorphine", "Buprenorphine, daily"),
                                    ("injection", "Long-acting injection"),
                                    ("other_medication", "Another medication"),
                                    ("counseling", "Counseling"),
                                    ("intensive", "Intensive outpatient"),
                                    ("residential", "Residential care"),
                                    ("withdrawal", "Withdrawal management"),
                                    ("psychiatry", "Psychiatric care"),
                                    ("tests", "Drug tests and labs"),
                                    ("peer", "Peer support"),
                                    ("transport", "Rides to care"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("what", models.CharField(max_length=200)),
                        ("code", models.CharField(blank=True, max_length=20)),
                        ("needed_on", models.DateField(blank=True, null=True)),
                        ("is_expedited", models.BooleanField(default=False)),
                        ("units_asked", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "measure",
                            models.CharField(
                                choices=[("days", "days"), ("visits", "visits"), ("doses", "doses"), ("units", "units")],
                                default="days",
                                max_length=8,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Being prepared"),
                                    ("sent", "With the plan"),
                                    ("pended", "The plan asks for more"),
                                    ("approved", "Approved"),
                                    ("partly", "Approved in part"),
                                    ("denied", "Denied"),
                                    ("closed", "Over"),
                                    ("withdrawn", "Taken back"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("prepared_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "sent_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("portal", "The payer’s website"),
                                    ("fax", "Fax"),
                                    ("phone", "Phone"),
                                    ("electronic", "Electronic request"),
                                    ("mail", "Mail"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=60)),
                        ("decision_due_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_due_said", models.BooleanField(default=False)),
                        ("asked_for", models.CharField(blank=True, max_length=300)),
                        ("information_due_on", models.DateField(blank=True, null=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("approval_number", models.CharField(blank=True, max_length=60)),
                        ("units_approved", models.PositiveIntegerField(blank=True, null=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("parity_concern", models.BooleanField(default=False)),
                        ("parity_note", models.CharField(blank=True, max_length=300)),
                        ("criteria_asked_on", models.DateField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("close_reason", models.CharField(blank=True, max_length=200)),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "coverage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="authorizations", to="coverage.coverage"
                            ),
                        ),
                        (
                            "decided_by",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "renews",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="renewals",
                                to="coverage.priorauthorization",
                            ),
                        ),
                        (
                            "sent_by",
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
                        "indexes": [models.Index(fields=["patient", "-id"], name="authorization_of_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "service__in",
                                        [
                                            "methadone",
                                            "buprenorphine",
                                            "injection",
                                            "other_medication",
                                            "counseling",
                                            "intensive",
                                            "residential",
                                            "withdrawal",
                                            "psychiatry",
                                            "tests",
                                            "peer",
                                            "transport",
                                            "other",
                                        ],
                                    )
                                ),
                                name="authorization_service_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("measure__in", ["days", "visits", "doses", "units"])),
                                name="authorization_measure_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_how", ""),
                                    ("sent_how__in", ["portal", "fax", "phone", "electronic", "mail"]),
                                    _connector="OR",
                                ),
                                name="authorization_sent_how_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["draft", "sent", "pended", "approved", "partly", "denied", "closed", "withdrawn"],
                                    )
                                ),
                                name="authorization_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("what", ""), _negated=True), name="authorization_says_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                                    models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="authorization_sent_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decision_due_at__isnull", True), ("sent_at__isnull", True), ("sent_how", "")),
                                    models.Q(
                                        ("decision_due_at__gte", models.F("sent_at")),
                                        ("sent_at__isnull", False),
                                        models.Q(("sent_how", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="authorization_sent_with_its_clock",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["sent", "pended", "approved", "partly", "denied", "closed"]), _negated=True
                                    ),
                                    ("sent_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="authorization_sent_when_it_was",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "pended"), _negated=True),
                                    models.Q(models.Q(("asked_for", ""), _negated=True), ("information_due_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="authorization_pended_for_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="authorization_decided_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_on__isnull", False),
                                        ("state__in", ["approved", "partly", "closed", "denied"]),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["approved", "partly", "closed", "denied"]), _negated=True),
                                        ("decided_at__isnull", True),
                                        ("decided_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="authorization_decided_when_it_was",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ends_on__gte", models.F("starts_on")),
                                        ("ends_on__isnull", False),
                                        ("starts_on__isnull", False),
                                        ("state__in", ["approved", "partly", "closed"]),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["approved", "partly", "closed"]), _negated=True),
                                        ("ends_on__isnull", True),
                                        ("starts_on__isnull", True),
                                        ("units_approved__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="authorization_approved_for_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="authorization_closed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        ("state__in", ["closed", "withdrawn"]),
                                        models.Q(("close_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state__in", ["closed", "withdrawn"]), _negated=True),
                                        ("close_reason", ""),
                                        ("closed_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="authorization_closed_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parity_concern", True), ("parity_note", ""), _connector="OR"),
                                name="authorization_parity_note_has_concern",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuthorizationUse",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("used_on", models.DateField()),
                        ("units", models.PositiveIntegerField()),
                        ("note", models.CharField(blank=True, max_length=100)),
                        ("recorded_at", models.DateTimeField()),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
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
                        (
                            "authorization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="coverage.priorauthorization"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("units__gt", 0)), name="authorization_use_counts"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="authorization_use_removed_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Denial",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("authorization", "Prior authorization"),
                                    ("under_way", "Care that was under way"),
                                    ("claim", "A claim"),
                                    ("step", "Another medication first"),
                                    ("eligibility", "Coverage itself"),
                                    ("other", "Something else"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("what", models.CharField(max_length=200)),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("necessity", "Not medically necessary"),
                                    ("not_covered", "Not a covered benefit"),
                                    ("no_authorization", "No prior authorization"),
                                    ("limit", "Above a limit"),
                                    ("tried_first", "Something else first"),
                                    ("network", "Out of network"),
                                    ("not_eligible", "Not eligible"),
                                    ("papers", "Papers missing or late"),
                                    ("other", "Another reason"),
                                    ("not_said", "No reason was given"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reason_words", models.CharField(blank=True, max_length=500)),
                        ("notice_on", models.DateField()),
                        ("amount", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                        ("file_by_on", models.DateField()),
                        ("file_by_said", models.BooleanField(default=False)),
                        ("continue_by_on", models.DateField(blank=True, null=True)),
                        ("continue_by_said", models.BooleanField(default=False)),
                        ("parity_concern", models.BooleanField(default=False)),
                        ("parity_note", models.CharField(blank=True, max_length=300)),
                        ("criteria_asked_on", models.DateField(blank=True, null=True)),
                        ("criteria_got_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("appealed", "Appealed"),
                                    ("upheld", "Upheld"),
                                    ("overturned", "Overturned"),
                                    ("partly_overturned", "Overturned in part"),
                                    ("stands", "Left as it is"),
                                ],
                                default="open",
                                max_length=20,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("end_reason", models.CharField(blank=True, max_length=300)),
                        (
                            "coverage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="denials", to="coverage.coverage"
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "authorization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="denials",
                                to="coverage.priorauthorization",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["patient", "-id"], name="denial_of_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["authorization", "under_way", "claim", "step", "eligibility", "other"])
                                ),
                                name="denial_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reason__in",
                                        [
                                            "necessity",
                                            "not_covered",
                                            "no_authorization",
                                            "limit",
                                            "tried_first",
                                            "network",
                                            "not_eligible",
                                            "papers",
                                            "other",
                                            "not_said",
                                        ],
                                    )
                                ),
                                name="denial_reason_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["open", "appealed", "upheld", "overturned", "partly_overturned", "stands"])
                                ),
                                name="denial_state_known",
                            ),
                            models.CheckConstraint(condition=models.Q(("what", ""), _negated=True), name="denial_says_what"),
                            models.CheckConstraint(
                                condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                                name="denial_amount_possible",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("file_by_on__gte", models.F("notice_on"))),
                                name="denial_appealed_after_notice",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("continue_by_on__isnull", True),
                                    ("continue_by_on__gte", models.F("notice_on")),
                                    _connector="OR",
                                ),
                                name="denial_continued_after_notice",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("parity_concern", True), ("parity_note", ""), _connector="OR"),
                                name="denial_parity_note_has_concern",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="denial_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("state", "stands"),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "stands"), _negated=True),
                                        ("end_reason", ""),
                                        ("ended_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="denial_left_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appeal",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("plan", "The plan"),
                                    ("plan_again", "The plan, second level"),
                                    ("hearing", "State fair hearing"),
                                    ("external", "External review"),
                                    ("judge", "Independent review or a judge"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("is_expedited", models.BooleanField(default=False)),
                        ("keeps_care_going", models.BooleanField(default=False)),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        ("filed_at", models.DateTimeField()),
                        (
                            "filed_how",
                            models.CharField(
                                choices=[
                                    ("portal", "The payer’s website"),
                                    ("fax", "Fax"),
                                    ("phone", "Phone"),
                                    ("electronic", "Electronic request"),
                                    ("mail", "Mail"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=60)),
                        ("grounds", models.CharField(blank=True, max_length=500)),
                        ("decision_due_at", models.DateTimeField()),
                        ("decision_due_said", models.BooleanField(default=False)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("upheld", "Lost"),
                                    ("overturned", "Won"),
                                    ("partly", "Won in part"),
                                    ("taken_back", "Taken back"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("outcome_words", models.CharField(blank=True, max_length=500)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "filed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "denial",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="appeals", to="coverage.denial"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("decided_at__isnull", True)), fields=("denial",), name="appeal_one_open"
                            ),
                            models.UniqueConstraint(fields=("denial", "level"), name="appeal_once_at_a_level"),
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["plan", "plan_again", "hearing", "external", "judge"])),
                                name="appeal_level_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("filed_how__in", ["portal", "fax", "phone", "electronic", "mail"])),
                                name="appeal_filed_how_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", ""),
                                    ("outcome__in", ["upheld", "overturned", "partly", "taken_back"]),
                                    _connector="OR",
                                ),
                                name="appeal_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decision_due_at__gte", models.F("filed_at"))),
                                name="appeal_decided_after_filing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="appeal_decided_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("decided_at__isnull", True),
                                        ("decided_on__isnull", True),
                                        ("outcome", ""),
                                        ("outcome_words", ""),
                                    ),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("decided_on__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="appeal_decided_with_outcome",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AppealEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("plan", "The plan"),
                                    ("plan_again", "The plan, second level"),
                                    ("hearing", "State fair hearing"),
                                    ("external", "External review"),
                                    ("judge", "Independent review or a judge"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("is_expedited", models.BooleanField(default=False, null=True)),
                        ("keeps_care_going", models.BooleanField(default=False, null=True)),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        ("filed_at", models.DateTimeField(null=True)),
                        (
                            "filed_how",
                            models.CharField(
                                choices=[
                                    ("portal", "The payer’s website"),
                                    ("fax", "Fax"),
                                    ("phone", "Phone"),
                                    ("electronic", "Electronic request"),
                                    ("mail", "Mail"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=60, null=True)),
                        ("grounds", models.CharField(blank=True, max_length=500, null=True)),
                        ("decision_due_at", models.DateTimeField(null=True)),
                        ("decision_due_said", models.BooleanField(default=False, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("upheld", "Lost"),
                                    ("overturned", "Won"),
                                    ("partly", "Won in part"),
                                    ("taken_back", "Taken back"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("outcome_words", models.CharField(blank=True, max_length=500, null=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "decided_by",
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
                            "filed_by",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="coverage.appeal",
                            ),
                        ),
                        (
                            "denial",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coverage.denial",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DenialEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("authorization", "Prior authorization"),
                                    ("under_way", "Care that was under way"),
                                    ("claim", "A claim"),
                                    ("step", "Another medication first"),
                                    ("eligibility", "Coverage itself"),
                                    ("other", "Something else"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("what", models.CharField(max_length=200, null=True)),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("necessity", "Not medically necessary"),
                                    ("not_covered", "Not a covered benefit"),
                                    ("no_authorization", "No prior authorization"),
                                    ("limit", "Above a limit"),
                                    ("tried_first", "Something else first"),
                                    ("network", "Out of network"),
                                    ("not_eligible", "Not eligible"),
                                    ("papers", "Papers missing or late"),
                                    ("other", "Another reason"),
                                    ("not_said", "No reason was given"),
                                ],
                                max_length=20,
                                null=True,
                            ),
                        ),
                        ("reason_words", models.CharField(blank=True, max_length=500, null=True)),
                        ("notice_on", models.DateField(null=True)),
                        ("amount", models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True)),
                        ("file_by_on", models.DateField(null=True)),
                        ("file_by_said", models.BooleanField(default=False, null=True)),
                        ("continue_by_on", models.DateField(blank=True, null=True)),
                        ("continue_by_said", models.BooleanField(default=False, null=True)),
                        ("parity_concern", models.BooleanField(default=False, null=True)),
                        ("parity_note", models.CharField(blank=True, max_length=300, null=True)),
                        ("criteria_asked_on", models.DateField(blank=True, null=True)),
                        ("criteria_got_on", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("appealed", "Appealed"),
                                    ("upheld", "Upheld"),
                                    ("overturned", "Overturned"),
                                    ("partly_overturned", "Overturned in part"),
                                    ("stands", "Left as it is"),
                                ],
                                default="open",
                                max_length=20,
                                null=True,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("end_reason", models.CharField(blank=True, max_length=300, null=True)),
                        (
                            "coverage",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coverage.coverage",
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
                                to="coverage.denial",
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
                            "authorization",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coverage.priorauthorization",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AuthorizationUseEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("used_on", models.DateField(null=True)),
                        ("units", models.PositiveIntegerField(null=True)),
                        ("note", models.CharField(blank=True, max_length=100, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="coverage.authorizationuse",
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
                        (
                            "authorization",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coverage.priorauthorization",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PriorAuthorizationEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "service",
                            models.CharField(
                                choices=[
                                    ("methadone", "Methadone in an opioid treatment program"),
                                    ("buprenorphine", "Buprenorphine, daily"),
                                    ("injection", "Long-acting injection"),
                                    ("other_medication", "Another medication"),
                                    ("counseling", "Counseling"),
                                    ("intensive", "Intensive outpatient"),
                                    ("residential", "Residential care"),
                                    ("withdrawal", "Withdrawal management"),
                                    ("psychiatry", "Psychiatric care"),
                                    ("tests", "Drug tests and labs"),
                                    ("peer", "Peer support"),
                                    ("transport", "Rides to care"),
                                    ("other", "Something else"),
                                ],
                                max_length=20,
                                null=True,
                            ),
                        ),
                        ("what", models.CharField(max_length=200, null=True)),
                        ("code", models.CharField(blank=True, max_length=20, null=True)),
                        ("needed_on", models.DateField(blank=True, null=True)),
                        ("is_expedited", models.BooleanField(default=False, null=True)),
                        ("units_asked", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "measure",
                            models.CharField(
                                choices=[("days", "days"), ("visits", "visits"), ("doses", "doses"), ("units", "units")],
                                default="days",
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Being prepared"),
                                    ("sent", "With the plan"),
                                    ("pended", "The plan asks for more"),
                                    ("approved", "Approved"),
                                    ("partly", "Approved in part"),
                                    ("denied", "Denied"),
                                    ("closed", "Over"),
                                    ("withdrawn", "Taken back"),
                                ],
                                default="draft",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("prepared_at", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "sent_how",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("portal", "The payer’s website"),
                                    ("fax", "Fax"),
                                    ("phone", "Phone"),
                                    ("electronic", "Electronic request"),
                                    ("mail", "Mail"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=60, null=True)),
                        ("decision_due_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_due_said", models.BooleanField(default=False, null=True)),
                        ("asked_for", models.CharField(blank=True, max_length=300, null=True)),
                        ("information_due_on", models.DateField(blank=True, null=True)),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("approval_number", models.CharField(blank=True, max_length=60, null=True)),
                        ("units_approved", models.PositiveIntegerField(blank=True, null=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("ends_on", models.DateField(blank=True, null=True)),
                        ("parity_concern", models.BooleanField(default=False, null=True)),
                        ("parity_note", models.CharField(blank=True, max_length=300, null=True)),
                        ("criteria_asked_on", models.DateField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("close_reason", models.CharField(blank=True, max_length=200, null=True)),
                        (
                            "closed_by",
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
                            "coverage",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coverage.coverage",
                            ),
                        ),
                        (
                            "decided_by",
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
                                to="coverage.priorauthorization",
                            ),
                        ),
                        (
                            "prepared_by",
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
                            "renews",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="coverage.priorauthorization",
                            ),
                        ),
                        (
                            "sent_by",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="coverage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_coverageevent" ("ends_on", "group_number", "holder", "holder_name", "id", "imported_key", "kind", "letters_elsewhere_on", "member_number", "note", "organisation_id", "patient_id", "payer", "payer_phone", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "position", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "removed_reason", "renews_on", "starts_on", "uuid", "version") VALUES (NEW."ends_on", NEW."group_number", NEW."holder", NEW."holder_name", NEW."id", NEW."imported_key", NEW."kind", NEW."letters_elsewhere_on", NEW."member_number", NEW."note", NEW."organisation_id", NEW."patient_id", NEW."payer", NEW."payer_phone", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."removed_reason", NEW."renews_on", NEW."starts_on", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="53ee4aa3efccbbd344ca839cf77bc163b9509108",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b2236",
                            table="coverage_coverage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coverage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coverage_coverageevent" ("ends_on", "group_number", "holder", "holder_name", "id", "imported_key", "kind", "letters_elsewhere_on", "member_number", "note", "organisation_id", "patient_id", "payer", "payer_phone", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "position", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "removed_reason", "renews_on", "starts_on", "uuid", "version") VALUES (NEW."ends_on", NEW."group_number", NEW."holder", NEW."holder_name", NEW."id", NEW."imported_key", NEW."kind", NEW."letters_elsewhere_on", NEW."member_number", NEW."note", NEW."organisation_id", NEW."patient_id", NEW."payer", NEW."payer_phone", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan", NEW."position", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."removed_reason", NEW."renews_on", NEW."starts_on", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="6feea7457b51adeefd45669519ac700454a4a649",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c066b",
                            table="coverage_coverage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="coverage",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_coverageevent" ("ends_on", "group_number", "holder", "holder_name", "id", "imported_key", "kind", "letters_elsewhere_on", "member_number", "note", "organisation_id", "patient_id", "payer", "payer_phone", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "position", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "removed_reason", "renews_on", "starts_on", "uuid", "version") VALUES (OLD."ends_on", OLD."group_number", OLD."holder", OLD."holder_name", OLD."id", OLD."imported_key", OLD."kind", OLD."letters_elsewhere_on", OLD."member_number", OLD."note", OLD."organisation_id", OLD."patient_id", OLD."payer", OLD."payer_phone", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan", OLD."position", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_by_id", OLD."removed_reason", OLD."renews_on", OLD."starts_on", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="aa2aef13161c5496a03fe838e1d05ad4b26ecb30",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fb1fd",
                            table="coverage_coverage",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="aid",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_aidevent" ("answer_due_on", "applied_on", "asked_for", "coverage_id", "decided_on", "decision_due_on", "decision_due_said", "end_reason", "for_what", "id", "organisation_id", "papers_due_on", "papers_missing", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "recorded_at", "recorded_by_id", "reference", "renews_on", "since_at", "since_by_id", "state", "uuid", "worth") VALUES (NEW."answer_due_on", NEW."applied_on", NEW."asked_for", NEW."coverage_id", NEW."decided_on", NEW."decision_due_on", NEW."decision_due_said", NEW."end_reason", NEW."for_what", NEW."id", NEW."organisation_id", NEW."papers_due_on", NEW."papers_missing", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."program_id", NEW."recorded_at", NEW."recorded_by_id", NEW."reference", NEW."renews_on", NEW."since_at", NEW."since_by_id", NEW."state", NEW."uuid", NEW."worth"); RETURN NULL;',
                            hash="8029b1ce66b686259b8dcc7880603e7dd14cf83d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c5d02",
                            table="coverage_aid",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="aid",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coverage_aidevent" ("answer_due_on", "applied_on", "asked_for", "coverage_id", "decided_on", "decision_due_on", "decision_due_said", "end_reason", "for_what", "id", "organisation_id", "papers_due_on", "papers_missing", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "recorded_at", "recorded_by_id", "reference", "renews_on", "since_at", "since_by_id", "state", "uuid", "worth") VALUES (NEW."answer_due_on", NEW."applied_on", NEW."asked_for", NEW."coverage_id", NEW."decided_on", NEW."decision_due_on", NEW."decision_due_said", NEW."end_reason", NEW."for_what", NEW."id", NEW."organisation_id", NEW."papers_due_on", NEW."papers_missing", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."program_id", NEW."recorded_at", NEW."recorded_by_id", NEW."reference", NEW."renews_on", NEW."since_at", NEW."since_by_id", NEW."state", NEW."uuid", NEW."worth"); RETURN NULL;',
                            hash="c4137ae5e2bf93109dbc6fa4e98cd76dbba941bc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_124f3",
                            table="coverage_aid",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="aid",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_aidevent" ("answer_due_on", "applied_on", "asked_for", "coverage_id", "decided_on", "decision_due_on", "decision_due_said", "end_reason", "for_what", "id", "organisation_id", "papers_due_on", "papers_missing", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "recorded_at", "recorded_by_id", "reference", "renews_on", "since_at", "since_by_id", "state", "uuid", "worth") VALUES (OLD."answer_due_on", OLD."applied_on", OLD."asked_for", OLD."coverage_id", OLD."decided_on", OLD."decision_due_on", OLD."decision_due_said", OLD."end_reason", OLD."for_what", OLD."id", OLD."organisation_id", OLD."papers_due_on", OLD."papers_missing", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."program_id", OLD."recorded_at", OLD."recorded_by_id", OLD."reference", OLD."renews_on", OLD."since_at", OLD."since_by_id", OLD."state", OLD."uuid", OLD."worth"); RETURN NULL;',
                            hash="5f55fe55665791293f23cd36f54c2704ccc93bfc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bbac6",
                            table="coverage_aid",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appeal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_appealevent" ("agreed_on", "decided_at", "decided_by_id", "decided_on", "decision_due_at", "decision_due_said", "denial_id", "filed_at", "filed_by_id", "filed_how", "grounds", "id", "is_expedited", "keeps_care_going", "level", "outcome", "outcome_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "uuid") VALUES (NEW."agreed_on", NEW."decided_at", NEW."decided_by_id", NEW."decided_on", NEW."decision_due_at", NEW."decision_due_said", NEW."denial_id", NEW."filed_at", NEW."filed_by_id", NEW."filed_how", NEW."grounds", NEW."id", NEW."is_expedited", NEW."keeps_care_going", NEW."level", NEW."outcome", NEW."outcome_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reference", NEW."uuid"); RETURN NULL;',
                            hash="c4917dd53310f2804fb7c5ea183b9e5a86422db0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e330e",
                            table="coverage_appeal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appeal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coverage_appealevent" ("agreed_on", "decided_at", "decided_by_id", "decided_on", "decision_due_at", "decision_due_said", "denial_id", "filed_at", "filed_by_id", "filed_how", "grounds", "id", "is_expedited", "keeps_care_going", "level", "outcome", "outcome_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "uuid") VALUES (NEW."agreed_on", NEW."decided_at", NEW."decided_by_id", NEW."decided_on", NEW."decision_due_at", NEW."decision_due_said", NEW."denial_id", NEW."filed_at", NEW."filed_by_id", NEW."filed_how", NEW."grounds", NEW."id", NEW."is_expedited", NEW."keeps_care_going", NEW."level", NEW."outcome", NEW."outcome_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reference", NEW."uuid"); RETURN NULL;',
                            hash="4e27cd1fcdfdeb85d1314cdbeb29cc6078aad638",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9bbb0",
                            table="coverage_appeal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="appeal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_appealevent" ("agreed_on", "decided_at", "decided_by_id", "decided_on", "decision_due_at", "decision_due_said", "denial_id", "filed_at", "filed_by_id", "filed_how", "grounds", "id", "is_expedited", "keeps_care_going", "level", "outcome", "outcome_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "uuid") VALUES (OLD."agreed_on", OLD."decided_at", OLD."decided_by_id", OLD."decided_on", OLD."decision_due_at", OLD."decision_due_said", OLD."denial_id", OLD."filed_at", OLD."filed_by_id", OLD."filed_how", OLD."grounds", OLD."id", OLD."is_expedited", OLD."keeps_care_going", OLD."level", OLD."outcome", OLD."outcome_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reference", OLD."uuid"); RETURN NULL;',
                            hash="081fc0aebded7855eb9dfe0962b14d68e190498b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a5e7b",
                            table="coverage_appeal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ownclock",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_ownclockevent" ("figure", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_kind", "read_at", "read_by_id", "source", "unit", "uuid", "value") VALUES (NEW."figure", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan_kind", NEW."read_at", NEW."read_by_id", NEW."source", NEW."unit", NEW."uuid", NEW."value"); RETURN NULL;',
                            hash="4b9f543101ad90ce281d169562b07c678a393c4f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d7cab",
                            table="coverage_ownclock",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ownclock",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coverage_ownclockevent" ("figure", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_kind", "read_at", "read_by_id", "source", "unit", "uuid", "value") VALUES (NEW."figure", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan_kind", NEW."read_at", NEW."read_by_id", NEW."source", NEW."unit", NEW."uuid", NEW."value"); RETURN NULL;',
                            hash="bebb0108b764327150d287b43c4a2dab1249aaca",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f7053",
                            table="coverage_ownclock",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="ownclock",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_ownclockevent" ("figure", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_kind", "read_at", "read_by_id", "source", "unit", "uuid", "value") VALUES (OLD."figure", OLD."id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan_kind", OLD."read_at", OLD."read_by_id", OLD."source", OLD."unit", OLD."uuid", OLD."value"); RETURN NULL;',
                            hash="5da1b26410c9b48349e2163dedeee3731c45449e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6bbc5",
                            table="coverage_ownclock",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="priorauthorization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_priorauthorizationevent" ("approval_number", "asked_for", "close_reason", "closed_at", "closed_by_id", "code", "coverage_id", "criteria_asked_on", "decided_at", "decided_by_id", "decided_on", "decision_due_at", "decision_due_said", "ends_on", "id", "information_due_on", "is_expedited", "measure", "needed_on", "organisation_id", "parity_concern", "parity_note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reference", "renews_id", "sent_at", "sent_by_id", "sent_how", "service", "starts_on", "state", "units_approved", "units_asked", "uuid", "what") VALUES (NEW."approval_number", NEW."asked_for", NEW."close_reason", NEW."closed_at", NEW."closed_by_id", NEW."code", NEW."coverage_id", NEW."criteria_asked_on", NEW."decided_at", NEW."decided_by_id", NEW."decided_on", NEW."decision_due_at", NEW."decision_due_said", NEW."ends_on", NEW."id", NEW."information_due_on", NEW."is_expedited", NEW."measure", NEW."needed_on", NEW."organisation_id", NEW."parity_concern", NEW."parity_note", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."reference", NEW."renews_id", NEW."sent_at", NEW."sent_by_id", NEW."sent_how", NEW."service", NEW."starts_on", NEW."state", NEW."units_approved", NEW."units_asked", NEW."uuid", NEW."what"); RETURN NULL;',
                            hash="30fb282be28ea27ea40229c4d6931bca3f756dfa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_31f6a",
                            table="coverage_priorauthorization",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="priorauthorization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coverage_priorauthorizationevent" ("approval_number", "asked_for", "close_reason", "closed_at", "closed_by_id", "code", "coverage_id", "criteria_asked_on", "decided_at", "decided_by_id", "decided_on", "decision_due_at", "decision_due_said", "ends_on", "id", "information_due_on", "is_expedited", "measure", "needed_on", "organisation_id", "parity_concern", "parity_note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reference", "renews_id", "sent_at", "sent_by_id", "sent_how", "service", "starts_on", "state", "units_approved", "units_asked", "uuid", "what") VALUES (NEW."approval_number", NEW."asked_for", NEW."close_reason", NEW."closed_at", NEW."closed_by_id", NEW."code", NEW."coverage_id", NEW."criteria_asked_on", NEW."decided_at", NEW."decided_by_id", NEW."decided_on", NEW."decision_due_at", NEW."decision_due_said", NEW."ends_on", NEW."id", NEW."information_due_on", NEW."is_expedited", NEW."measure", NEW."needed_on", NEW."organisation_id", NEW."parity_concern", NEW."parity_note", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."prepared_at", NEW."prepared_by_id", NEW."reference", NEW."renews_id", NEW."sent_at", NEW."sent_by_id", NEW."sent_how", NEW."service", NEW."starts_on", NEW."state", NEW."units_approved", NEW."units_asked", NEW."uuid", NEW."what"); RETURN NULL;',
                            hash="f463af519a5f5b060390d64e694cfcfb9c666f37",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8e4ee",
                            table="coverage_priorauthorization",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="priorauthorization",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_priorauthorizationevent" ("approval_number", "asked_for", "close_reason", "closed_at", "closed_by_id", "code", "coverage_id", "criteria_asked_on", "decided_at", "decided_by_id", "decided_on", "decision_due_at", "decision_due_said", "ends_on", "id", "information_due_on", "is_expedited", "measure", "needed_on", "organisation_id", "parity_concern", "parity_note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "prepared_by_id", "reference", "renews_id", "sent_at", "sent_by_id", "sent_how", "service", "starts_on", "state", "units_approved", "units_asked", "uuid", "what") VALUES (OLD."approval_number", OLD."asked_for", OLD."close_reason", OLD."closed_at", OLD."closed_by_id", OLD."code", OLD."coverage_id", OLD."criteria_asked_on", OLD."decided_at", OLD."decided_by_id", OLD."decided_on", OLD."decision_due_at", OLD."decision_due_said", OLD."ends_on", OLD."id", OLD."information_due_on", OLD."is_expedited", OLD."measure", OLD."needed_on", OLD."organisation_id", OLD."parity_concern", OLD."parity_note", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."prepared_at", OLD."prepared_by_id", OLD."reference", OLD."renews_id", OLD."sent_at", OLD."sent_by_id", OLD."sent_how", OLD."service", OLD."starts_on", OLD."state", OLD."units_approved", OLD."units_asked", OLD."uuid", OLD."what"); RETURN NULL;',
                            hash="9dfa82397388e160c586e4a31c6cd79af5407c45",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_167bb",
                            table="coverage_priorauthorization",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="denial",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_denialevent" ("amount", "authorization_id", "continue_by_on", "continue_by_said", "coverage_id", "criteria_asked_on", "criteria_got_on", "end_reason", "ended_at", "ended_by_id", "file_by_on", "file_by_said", "id", "kind", "notice_on", "organisation_id", "parity_concern", "parity_note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reason_words", "recorded_at", "recorded_by_id", "state", "uuid", "what") VALUES (NEW."amount", NEW."authorization_id", NEW."continue_by_on", NEW."continue_by_said", NEW."coverage_id", NEW."criteria_asked_on", NEW."criteria_got_on", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."file_by_on", NEW."file_by_said", NEW."id", NEW."kind", NEW."notice_on", NEW."organisation_id", NEW."parity_concern", NEW."parity_note", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reason", NEW."reason_words", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."uuid", NEW."what"); RETURN NULL;',
                            hash="3ce81bce73c4bcdeb245c16b354dec5dfee13976",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c5f2b",
                            table="coverage_denial",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="denial",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coverage_denialevent" ("amount", "authorization_id", "continue_by_on", "continue_by_said", "coverage_id", "criteria_asked_on", "criteria_got_on", "end_reason", "ended_at", "ended_by_id", "file_by_on", "file_by_said", "id", "kind", "notice_on", "organisation_id", "parity_concern", "parity_note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reason_words", "recorded_at", "recorded_by_id", "state", "uuid", "what") VALUES (NEW."amount", NEW."authorization_id", NEW."continue_by_on", NEW."continue_by_said", NEW."coverage_id", NEW."criteria_asked_on", NEW."criteria_got_on", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."file_by_on", NEW."file_by_said", NEW."id", NEW."kind", NEW."notice_on", NEW."organisation_id", NEW."parity_concern", NEW."parity_note", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reason", NEW."reason_words", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."uuid", NEW."what"); RETURN NULL;',
                            hash="21aa9343d940baac130d3dc9e39a3908c0b7c90c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_780fb",
                            table="coverage_denial",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="denial",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_denialevent" ("amount", "authorization_id", "continue_by_on", "continue_by_said", "coverage_id", "criteria_asked_on", "criteria_got_on", "end_reason", "ended_at", "ended_by_id", "file_by_on", "file_by_said", "id", "kind", "notice_on", "organisation_id", "parity_concern", "parity_note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reason_words", "recorded_at", "recorded_by_id", "state", "uuid", "what") VALUES (OLD."amount", OLD."authorization_id", OLD."continue_by_on", OLD."continue_by_said", OLD."coverage_id", OLD."criteria_asked_on", OLD."criteria_got_on", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."file_by_on", OLD."file_by_said", OLD."id", OLD."kind", OLD."notice_on", OLD."organisation_id", OLD."parity_concern", OLD."parity_note", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reason", OLD."reason_words", OLD."recorded_at", OLD."recorded_by_id", OLD."state", OLD."uuid", OLD."what"); RETURN NULL;',
                            hash="b040af9ef7683ae90a09bd55fa178730808d9319",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_85f4e",
                            table="coverage_denial",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="authorizationuse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_authorizationuseevent" ("authorization_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "units", "used_on") VALUES (NEW."authorization_id", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."units", NEW."used_on"); RETURN NULL;',
                            hash="4a421254695e7ba5cfba32c541dc7d6f5337bc30",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d5ac9",
                            table="coverage_authorizationuse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="authorizationuse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "coverage_authorizationuseevent" ("authorization_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "units", "used_on") VALUES (NEW."authorization_id", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."units", NEW."used_on"); RETURN NULL;',
                            hash="c2b0c1076a77a7a705d7fcb1276f5e201a036530",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_19530",
                            table="coverage_authorizationuse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="authorizationuse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "coverage_authorizationuseevent" ("authorization_id", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "units", "used_on") VALUES (OLD."authorization_id", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_by_id", OLD."units", OLD."used_on"); RETURN NULL;',
                            hash="4d01936beaf07bd6302f5e3d0afd6c207377718f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7d1a0",
                            table="coverage_authorizationuse",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("coverage_aidevent"),
        append_only("coverage_coverageevent"),
        append_only("coverage_ownclockevent"),
        append_only("coverage_appealevent"),
        append_only("coverage_denialevent"),
        append_only("coverage_authorizationuseevent"),
        append_only("coverage_priorauthorizationevent"),
    ]
