"""Sections, problems, steps, signatures and comments of plans; states between a draft and a plan in force."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.fields
import care.lib.ids
import treatment_plans.vocabulary
from care.lib.migrations import Together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("patients", "0004_search"),
        ("treatment_plans", "0002_intervention_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name="goal",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="goal",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="goal",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="intervention",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="intervention",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="intervention",
                    name="delete_delete",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="plan",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="plan",
                    name="update_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="plan",
                    name="delete_delete",
                ),
                migrations.RemoveConstraint(
                    model_name="plan",
                    name="plan_one_active",
                ),
                migrations.RemoveConstraint(
                    model_name="plan",
                    name="plan_one_draft",
                ),
                migrations.RemoveConstraint(
                    model_name="plan",
                    name="plan_status_known",
                ),
                migrations.RemoveConstraint(
                    model_name="plan",
                    name="plan_in_force_is_agreed",
                ),
                migrations.RemoveConstraint(
                    model_name="plan",
                    name="plan_agreed_has_review",
                ),
                migrations.RemoveConstraint(
                    model_name="plan",
                    name="plan_end_has_reason",
                ),
                migrations.AddField(
                    model_name="goal",
                    name="instrument",
                    field=models.CharField(blank=True, db_default="", default="", max_length=40),
                ),
                migrations.AddField(
                    model_name="goal",
                    name="measured_name",
                    field=models.CharField(blank=True, db_default="", default="", max_length=60),
                ),
                migrations.AddField(
                    model_name="goal",
                    name="root",
                    field=models.UUIDField(editable=False, null=True),
                ),
                migrations.AddField(
                    model_name="goal",
                    name="target_direction",
                    field=models.CharField(
                        blank=True,
                        choices=[("at_most", "At most"), ("at_least", "At least")],
                        db_default="",
                        default="",
                        max_length=8,
                    ),
                ),
                migrations.AddField(
                    model_name="goal",
                    name="target_value",
                    field=models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True),
                ),
                migrations.AddField(
                    model_name="goalevent",
                    name="instrument",
                    field=models.CharField(blank=True, db_default="", default="", max_length=40, null=True),
                ),
                migrations.AddField(
                    model_name="goalevent",
                    name="measured_name",
                    field=models.CharField(blank=True, db_default="", default="", max_length=60, null=True),
                ),
                migrations.AddField(
                    model_name="goalevent",
                    name="root",
                    field=models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True),
                ),
                migrations.AddField(
                    model_name="goalevent",
                    name="target_direction",
                    field=models.CharField(
                        blank=True,
                        choices=[("at_most", "At most"), ("at_least", "At least")],
                        db_default="",
                        default="",
                        max_length=8,
                        null=True,
                    ),
                ),
                migrations.AddField(
                    model_name="goalevent",
                    name="target_value",
                    field=models.DecimalField(blank=True, decimal_places=2, max_digits=8, null=True),
                ),
                migrations.AddField(
                    model_name="intervention",
                    name="instrument",
                    field=models.CharField(blank=True, db_default="", default="", max_length=40),
                ),
                migrations.AddField(
                    model_name="intervention",
                    name="library_code",
                    field=models.CharField(blank=True, db_default="", default="", max_length=60),
                ),
                migrations.AddField(
                    model_name="intervention",
                    name="reason",
                    field=models.CharField(blank=True, db_default="", default="", max_length=300),
                ),
                migrations.AddField(
                    model_name="intervention",
                    name="root",
                    field=models.UUIDField(editable=False, null=True),
                ),
                migrations.AddField(
                    model_name="interventionevent",
                    name="instrument",
                    field=models.CharField(blank=True, db_default="", default="", max_length=40, null=True),
                ),
                migrations.AddField(
                    model_name="interventionevent",
                    name="library_code",
                    field=models.CharField(blank=True, db_default="", default="", max_length=60, null=True),
                ),
                migrations.AddField(
                    model_name="interventionevent",
                    name="reason",
                    field=models.CharField(blank=True, db_default="", default="", max_length=300, null=True),
                ),
                migrations.AddField(
                    model_name="interventionevent",
                    name="root",
                    field=models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True),
                ),
                migrations.AddField(
                    model_name="plan",
                    name="level_of_care",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("1.0", "1.0 Long-term remission monitoring"),
                            ("1.5", "1.5 Outpatient therapy"),
                            ("1.7", "1.7 Medically managed outpatient"),
                            ("2.1", "2.1 Intensive outpatient"),
                            ("2.5", "2.5 High-intensity outpatient"),
                            ("2.7", "2.7 Medically managed intensive outpatient"),
                            ("3.1", "3.1 Clinically managed low-intensity residential"),
                            ("3.5", "3.5 Clinically managed high-intensity residential"),
                            ("3.7", "3.7 Medically managed residential"),
                            ("4", "4 Medically managed inpatient"),
                        ],
                        db_default="",
                        default="",
                        max_length=4,
                    ),
                ),
                migrations.AddField(
                    model_name="plan",
                    name="level_source",
                    field=models.UUIDField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="plan",
                    name="offered_revision",
                    field=models.PositiveIntegerField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="plan",
                    name="person_wants_copy",
                    field=models.BooleanField(db_default=False, default=False),
                ),
                migrations.AddField(
                    model_name="plan",
                    name="starts_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="planevent",
                    name="level_of_care",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("1.0", "1.0 Long-term remission monitoring"),
                            ("1.5", "1.5 Outpatient therapy"),
                            ("1.7", "1.7 Medically managed outpatient"),
                            ("2.1", "2.1 Intensive outpatient"),
                            ("2.5", "2.5 High-intensity outpatient"),
                            ("2.7", "2.7 Medically managed intensive outpatient"),
                            ("3.1", "3.1 Clinically managed low-intensity residential"),
                            ("3.5", "3.5 Clinically managed high-intensity residential"),
                            ("3.7", "3.7 Medically managed residential"),
                            ("4", "4 Medically managed inpatient"),
                        ],
                        db_default="",
                        default="",
                        max_length=4,
                        null=True,
                    ),
                ),
                migrations.AddField(
                    model_name="planevent",
                    name="level_source",
                    field=models.UUIDField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="planevent",
                    name="offered_revision",
                    field=models.PositiveIntegerField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="planevent",
                    name="person_wants_copy",
                    field=models.BooleanField(db_default=False, default=False, null=True),
                ),
                migrations.AddField(
                    model_name="planevent",
                    name="starts_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AlterField(
                    model_name="plan",
                    name="status",
                    field=models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("proposed", "Proposed"),
                            ("agreed", "Agreed"),
                            ("active", "Active"),
                            ("under_review", "Under review"),
                            ("completed", "Completed"),
                            ("revoked", "Ended early"),
                        ],
                        default=treatment_plans.vocabulary.PlanStatus["DRAFT"],
                        max_length=12,
                    ),
                ),
                migrations.AlterField(
                    model_name="planevent",
                    name="status",
                    field=models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("proposed", "Proposed"),
                            ("agreed", "Agreed"),
                            ("active", "Active"),
                            ("under_review", "Under review"),
                            ("completed", "Completed"),
                            ("revoked", "Ended early"),
                        ],
                        default=treatment_plans.vocabulary.PlanStatus["DRAFT"],
                        max_length=12,
                        null=True,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="goal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("target_direction__in", ["", "at_most", "at_least"])), name="goal_direction_known"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="goal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("instrument", ""),
                                ("measured_name", ""),
                                ("target_direction", ""),
                                ("target_value__isnull", True),
                            ),
                            models.Q(
                                models.Q(("instrument", ""), _negated=True),
                                models.Q(("measured_name", ""), _negated=True),
                                models.Q(("target_direction", ""), _negated=True),
                                ("target_value__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="goal_target_whole",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status__in", ["active", "under_review"])),
                        fields=("patient", "organisation"),
                        name="plan_one_active",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status__in", ["draft", "proposed", "agreed"])),
                        fields=("patient", "organisation"),
                        name="plan_one_draft",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "proposed", "agreed", "active", "under_review", "completed", "revoked"])
                        ),
                        name="plan_status_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", True), ("status__in", ["draft", "proposed"])),
                            models.Q(
                                ("agreed_at__isnull", False), ("status__in", ["agreed", "active", "under_review", "completed"])
                            ),
                            models.Q(
                                ("status__in", ["draft", "proposed", "agreed", "active", "under_review", "completed"]),
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="plan_in_force_is_agreed",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", True), ("review_due_on__isnull", True)),
                            models.Q(("agreed_at__isnull", False), ("status__in", ["agreed", "revoked"])),
                            models.Q(("agreed_at__isnull", False), ("review_due_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="plan_agreed_has_review",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_reason", ""),
                                ("ended_at__isnull", True),
                                ("status__in", ["draft", "proposed", "agreed", "active", "under_review"]),
                            ),
                            models.Q(
                                models.Q(
                                    ("status__in", ["draft", "proposed", "agreed", "active", "under_review"]), _negated=True
                                ),
                                (
                                    "end_reason__in",
                                    ["goals_reached", "superseded", "set_aside", "own_wish", "care_ended", "died"],
                                ),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="plan_end_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("offered_revision__isnull", True), ("status", "draft")),
                            models.Q(("offered_revision__isnull", False), ("status__in", ["proposed", "agreed"])),
                            models.Q(("status__in", ["draft", "proposed", "agreed"]), _negated=True),
                            _connector="OR",
                        ),
                        name="plan_offered_is_dated",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("level_of_care__in", ["", "1.0", "1.5", "1.7", "2.1", "2.5", "2.7", "3.1", "3.5", "3.7", "4"])
                        ),
                        name="plan_level_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("level_source__isnull", True), models.Q(("level_of_care", ""), _negated=True), _connector="OR"
                        ),
                        name="plan_level_source_of_level",
                    ),
                ),
            ],
        ),
        Together(
            operations=[
                migrations.CreateModel(
                    name="Section",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("strengths", "Strengths"),
                                    ("preferences", "Preferences"),
                                    ("not_wanted", "Not wanted"),
                                    ("culture", "Culture and language"),
                                    ("family", "Family and friends"),
                                    ("barriers", "What may get in the way"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=2000)),
                        ("revision", models.PositiveIntegerField()),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="treatment_plans.plan"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "kind"), name="section_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["strengths", "preferences", "not_wanted", "culture", "family", "barriers"])
                                ),
                                name="section_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Problem",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("root", models.UUIDField(default=care.lib.ids.uuid7, editable=False)),
                        ("position", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        (
                            "domain",
                            models.CharField(
                                choices=[
                                    ("substance_use", "Substance use"),
                                    ("mental", "Mental health"),
                                    ("physical", "Physical health"),
                                    ("social", "Life around it"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("diagnosis", models.UUIDField(blank=True, null=True)),
                        ("code", models.CharField(blank=True, max_length=24)),
                        ("system", models.CharField(blank=True, max_length=80)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("active", "Active"),
                                    ("in_remission", "In remission"),
                                    ("resolved", "Resolved"),
                                    ("set_aside", "Set aside"),
                                ],
                                default=treatment_plans.vocabulary.ProblemStatus["ACTIVE"],
                                max_length=12,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("revision", models.PositiveIntegerField()),
                        ("added_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "carried_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="treatment_plans.problem",
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="problems", to="treatment_plans.plan"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "position"), name="problem_position_once"),
                            models.UniqueConstraint(fields=("plan", "root"), name="problem_root_once"),
                            models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="problem_title_given"),
                            models.CheckConstraint(
                                condition=models.Q(("domain__in", ["substance_use", "mental", "physical", "social"])),
                                name="problem_domain_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["active", "in_remission", "resolved", "set_aside"])),
                                name="problem_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), ("system", "")),
                                    models.Q(models.Q(("code", ""), _negated=True), models.Q(("system", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="problem_code_has_system",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GoalProblem",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="problem_links",
                                to="treatment_plans.goal",
                            ),
                        ),
                        (
                            "problem",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goal_links",
                                to="treatment_plans.problem",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("goal", "problem"), name="goal_problem_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Objective",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("root", models.UUIDField(default=care.lib.ids.uuid7, editable=False)),
                        ("position", models.PositiveIntegerField()),
                        ("text", models.CharField(max_length=300)),
                        ("measure", models.CharField(blank=True, max_length=200)),
                        ("target_on", models.DateField(blank=True, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "Open"), ("met", "Done"), ("not_met", "Not done"), ("let_go", "Let go")],
                                default=treatment_plans.vocabulary.ObjectiveStatus["OPEN"],
                                max_length=8,
                            ),
                        ),
                        ("revision", models.PositiveIntegerField()),
                        ("added_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("end_note", models.CharField(blank=True, max_length=500)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "carried_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="treatment_plans.objective",
                            ),
                        ),
                        (
                            "changed_by",
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
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="objectives", to="treatment_plans.goal"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("goal", "position"), name="objective_position_once"),
                            models.UniqueConstraint(fields=("goal", "root"), name="objective_root_once"),
                            models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="objective_text_given"),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["open", "met", "not_met", "let_go"])),
                                name="objective_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="objective_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end_note", ""), ("ended_at__isnull", True), ("status", "open")),
                                    models.Q(models.Q(("status", "open"), _negated=True), ("ended_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="objective_end_is_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "party",
                            models.CharField(
                                choices=[
                                    ("patient", "The person"),
                                    ("clinician", "Who wrote it with them"),
                                    ("supervisor", "Supervisor"),
                                    ("family", "Family or friend"),
                                    ("interpreter", "Interpreter"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("typed", "Typed"),
                                    ("drawn", "Drawn"),
                                    ("paper", "On paper"),
                                    ("spoken", "Said aloud"),
                                    ("declined", "Not signed"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("drawn", care.lib.fields.EncryptedTextField(blank=True)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("revision", models.PositiveIntegerField()),
                        ("signed_at", models.DateTimeField()),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="treatment_plans.plan"
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("party__in", ["patient", "clinician", "supervisor", "family", "interpreter"])
                                ),
                                name="signature_party_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("way__in", ["typed", "drawn", "paper", "spoken", "declined"])),
                                name="signature_way_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("way", "declined"), models.Q(("name", ""), _negated=True), _connector="OR"),
                                name="signature_has_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("way", "drawn"), models.Q(("drawn", ""), _negated=True)),
                                    models.Q(models.Q(("way", "drawn"), _negated=True), ("drawn", "")),
                                    _connector="OR",
                                ),
                                name="signature_drawn_if_drawn",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "subject_kind",
                            models.CharField(
                                choices=[
                                    ("plan", "The plan"),
                                    ("section", "A section"),
                                    ("problem", "A problem"),
                                    ("goal", "A goal"),
                                    ("objective", "A step"),
                                    ("intervention", "An intervention"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("subject", models.UUIDField(blank=True, null=True)),
                        ("section", models.CharField(blank=True, max_length=12)),
                        ("text", models.TextField(max_length=1000)),
                        ("is_question", models.BooleanField(default=False)),
                        ("asked_role", models.CharField(blank=True, max_length=32)),
                        ("written_at", models.DateTimeField()),
                        ("resolved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answers",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replies",
                                to="treatment_plans.comment",
                            ),
                        ),
                        (
                            "asked_staff",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.staff",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="treatment_plans.plan"
                            ),
                        ),
                        (
                            "resolved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="comment_text_given"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("subject_kind__in", ["plan", "section", "problem", "goal", "objective", "intervention"])
                                ),
                                name="comment_subject_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("section", ""), ("subject__isnull", True), ("subject_kind", "plan")),
                                    models.Q(
                                        ("subject__isnull", True),
                                        ("subject_kind", "section"),
                                        models.Q(("section", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("subject_kind__in", ["plan", "section"]), _negated=True),
                                        ("section", ""),
                                        ("subject__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="comment_has_subject",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answers__isnull", True), ("is_question", True)),
                                    models.Q(("asked_role", ""), ("asked_staff__isnull", True), ("is_question", False)),
                                    _connector="OR",
                                ),
                                name="comment_asked_if_question",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                                    models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="comment_resolved_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupervisorRule",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        ("set_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                            "set_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
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
                                name="supervisor_rule_role_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="supervisor_rule_ended_pair",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("organisation", "role"),
                                name="supervisor_rule_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CommentEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "subject_kind",
                            models.CharField(
                                choices=[
                                    ("plan", "The plan"),
                                    ("section", "A section"),
                                    ("problem", "A problem"),
                                    ("goal", "A goal"),
                                    ("objective", "A step"),
                                    ("intervention", "An intervention"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("subject", models.UUIDField(blank=True, null=True)),
                        ("section", models.CharField(blank=True, max_length=12, null=True)),
                        ("text", models.TextField(max_length=1000, null=True)),
                        ("is_question", models.BooleanField(default=False, null=True)),
                        ("asked_role", models.CharField(blank=True, max_length=32, null=True)),
                        ("written_at", models.DateTimeField(null=True)),
                        ("resolved_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answers",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="treatment_plans.comment",
                            ),
                        ),
                        (
                            "asked_staff",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="treatment_plans.comment",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="treatment_plans.plan",
                            ),
                        ),
                        (
                            "resolved_by",
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
                            "written_by",
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
                    name="GoalProblemEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "goal",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="treatment_plans.goal",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="treatment_plans.goalproblem",
                            ),
                        ),
                        (
                            "problem",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="treatment_plans.problem",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ObjectiveEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("root", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("position", models.PositiveIntegerField(null=True)),
                        ("text", models.CharField(max_length=300, null=True)),
                        ("measure", models.CharField(blank=True, max_length=200, null=True)),
                        ("target_on", models.DateField(blank=True, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[("open", "Open"), ("met", "Done"), ("not_met", "Not done"), ("let_go", "Let go")],
                                default=treatment_plans.vocabulary.ObjectiveStatus["OPEN"],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(null=True)),
                        ("added_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("end_note", models.CharField(blank=True, max_length=500, null=True)),
                        (
                            "added_by",
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
                            "carried_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="treatment_plans.objective",
                            ),
                        ),
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
                            "goal",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="treatment_plans.goal",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="treatment_plans.objective",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProblemEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("root", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("position", models.PositiveIntegerField(null=True)),
                        ("title", models.CharField(max_length=200, null=True)),
                        (
                            "domain",
                            models.CharField(
                                choices=[
                                    ("substance_use", "Substance use"),
                                    ("mental", "Mental health"),
                                    ("physical", "Physical health"),
                                    ("social", "Life around it"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("diagnosis", models.UUIDField(blank=True, null=True)),
                        ("code", models.CharField(blank=True, max_length=24, null=True)),
                        ("system", models.CharField(blank=True, max_length=80, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("active", "Active"),
                                    ("in_remission", "In remission"),
                                    ("resolved", "Resolved"),
                                    ("set_aside", "Set aside"),
                                ],
                                default=treatment_plans.vocabulary.ProblemStatus["ACTIVE"],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, null=True)),
                        ("revision", models.PositiveIntegerField(null=True)),
                        ("added_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(null=True)),
                        (
                            "added_by",
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
                            "carried_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="treatment_plans.problem",
                            ),
                        ),
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="treatment_plans.problem",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="treatment_plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SectionEvent",
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
                                    ("strengths", "Strengths"),
                                    ("preferences", "Preferences"),
                                    ("not_wanted", "Not wanted"),
                                    ("culture", "Culture and language"),
                                    ("family", "Family and friends"),
                                    ("barriers", "What may get in the way"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("text", models.TextField(blank=True, max_length=2000, null=True)),
                        ("revision", models.PositiveIntegerField(null=True)),
                        ("changed_at", models.DateTimeField(null=True)),
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="treatment_plans.section",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="treatment_plans.plan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SupervisorRuleEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
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
                                null=True,
                            ),
                        ),
                        ("set_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="treatment_plans.supervisorrule",
                            ),
                        ),
                        (
                            "set_by",
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
            ],
        ),
    ]
