"""Plans, goals and interventions, with their history."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
import treatment_plans.vocabulary
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
                    name="InterventionKind",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("code", models.CharField(max_length=40, unique=True)),
                        ("name", models.CharField(max_length=80)),
                        ("prose", models.CharField(max_length=300)),
                        ("source", models.CharField(max_length=120)),
                        ("position", models.PositiveIntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name="Plan",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField()),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("described_revision", models.PositiveIntegerField(default=1)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("active", "Active"),
                                    ("completed", "Completed"),
                                    ("revoked", "Ended early"),
                                ],
                                default=treatment_plans.vocabulary.PlanStatus["DRAFT"],
                                max_length=12,
                            ),
                        ),
                        ("strengths", models.TextField(blank=True, max_length=2000)),
                        ("preferences", models.TextField(blank=True, max_length=2000)),
                        ("started_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("review_due_on", models.DateField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("goals_reached", "Goals reached"),
                                    ("superseded", "Replaced by a newer version"),
                                    ("set_aside", "Draft set aside"),
                                    ("own_wish", "The person's own wish"),
                                    ("care_ended", "Care here ended"),
                                    ("died", "Died"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            "started_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        ("ended_by_job", models.CharField(blank=True, db_default="", default="", max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("patient", "organisation", "version"), name="plan_version_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "active")),
                                fields=("patient", "organisation"),
                                name="plan_one_active",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "draft")), fields=("patient", "organisation"), name="plan_one_draft"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["draft", "active", "completed", "revoked"])),
                                name="plan_status_known",
                            ),
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="plan_version_from_one"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                                    models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plan_agreed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_at__isnull", True), ("status", "draft")),
                                    models.Q(("agreed_at__isnull", False), ("status__in", ["active", "completed"])),
                                    models.Q(("status__in", ["draft", "active", "completed"]), _negated=True),
                                    _connector="OR",
                                ),
                                name="plan_in_force_is_agreed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_at__isnull", True), ("review_due_on__isnull", True)),
                                    models.Q(("agreed_at__isnull", False), ("review_due_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="plan_agreed_has_review",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end_reason", ""), ("ended_at__isnull", True), ("status__in", ["draft", "active"])),
                                    models.Q(
                                        models.Q(("status__in", ["draft", "active"]), _negated=True),
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True), ("ended_by_job", "")),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        models.Q(
                                            models.Q(("ended_by__isnull", False), ("ended_by_job", "")),
                                            models.Q(("ended_by__isnull", True), models.Q(("ended_by_job", ""), _negated=True)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_ended_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Goal",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("position", models.PositiveIntegerField()),
                        ("own_words", models.TextField(max_length=1000)),
                        ("measure", models.CharField(blank=True, max_length=200)),
                        ("target_on", models.DateField(blank=True, null=True)),
                        (
                            "lifecycle",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("active", "Active"),
                                    ("on-hold", "On hold"),
                                    ("completed", "Completed"),
                                    ("cancelled", "Let go"),
                                ],
                                default=treatment_plans.vocabulary.GoalLifecycle["PROPOSED"],
                                max_length=12,
                            ),
                        ),
                        (
                            "achievement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in-progress", "Under way"),
                                    ("improving", "Getting there"),
                                    ("no-change", "No change"),
                                    ("worsening", "Harder now"),
                                    ("achieved", "Reached"),
                                    ("not-achieved", "Not reached"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("achievement_note", models.CharField(blank=True, max_length=500)),
                        ("achievement_at", models.DateTimeField(blank=True, null=True)),
                        ("revision", models.PositiveIntegerField()),
                        ("stated_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("end_note", models.CharField(blank=True, max_length=500)),
                        (
                            "achievement_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "carried_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="treatment_plans.goal",
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
                            "stated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="treatment_plans.plan"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "position"), name="goal_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(("own_words", ""), _negated=True), name="goal_own_words_given"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lifecycle__in", ["proposed", "active", "on-hold", "completed", "cancelled"])
                                ),
                                name="goal_lifecycle_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "achievement__in",
                                        ["in-progress", "improving", "no-change", "worsening", "achieved", "not-achieved", ""],
                                    )
                                ),
                                name="goal_achievement_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("achievement_at__isnull", True), ("achievement_by__isnull", True)),
                                    models.Q(("achievement_at__isnull", False), ("achievement_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="goal_achievement_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("achievement", ""), ("achievement_at__isnull", True), ("achievement_note", "")),
                                    models.Q(models.Q(("achievement", ""), _negated=True), ("achievement_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="goal_achievement_dated",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="goal_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", False), ("lifecycle__in", ["completed", "cancelled"])),
                                    models.Q(
                                        models.Q(("lifecycle__in", ["completed", "cancelled"]), _negated=True),
                                        ("end_note", ""),
                                        ("ended_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="goal_end_is_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Intervention",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("position", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("who", models.CharField(blank=True, max_length=120)),
                        ("frequency", models.CharField(blank=True, max_length=80)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("active", "Under way"),
                                    ("on-hold", "On hold"),
                                    ("completed", "Completed"),
                                    ("stopped", "Stopped"),
                                ],
                                default=treatment_plans.vocabulary.InterventionStatus["PLANNED"],
                                max_length=12,
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
                                to="treatment_plans.intervention",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interventions",
                                to="treatment_plans.goal",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.staff",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="treatment_plans.interventionkind",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("goal", "position"), name="intervention_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="intervention_title_given"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("staff__isnull", False), models.Q(("who", ""), _negated=True), _connector="OR"
                                ),
                                name="intervention_has_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["planned", "active", "on-hold", "completed", "stopped"])),
                                name="intervention_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True),
                                    ("starts_on__isnull", True),
                                    ("until__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="intervention_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="intervention_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", False), ("status__in", ["completed", "stopped"])),
                                    models.Q(
                                        models.Q(("status__in", ["completed", "stopped"]), _negated=True),
                                        ("end_note", ""),
                                        ("ended_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="intervention_end_is_dated",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InterventionEvent",
                    fields=[
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("position", models.PositiveIntegerField(null=True)),
                        ("title", models.CharField(max_length=200, null=True)),
                        ("who", models.CharField(blank=True, max_length=120, null=True)),
                        ("frequency", models.CharField(blank=True, max_length=80, null=True)),
                        ("starts_on", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("active", "Under way"),
                                    ("on-hold", "On hold"),
                                    ("completed", "Completed"),
                                    ("stopped", "Stopped"),
                                ],
                                default=treatment_plans.vocabulary.InterventionStatus["PLANNED"],
                                max_length=12,
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
                                to="treatment_plans.intervention",
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
                                to="treatment_plans.intervention",
                            ),
                        ),
                        (
                            "staff",
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
                            "kind",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="treatment_plans.interventionkind",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GoalEvent",
                    fields=[
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("position", models.PositiveIntegerField(null=True)),
                        ("own_words", models.TextField(max_length=1000, null=True)),
                        ("measure", models.CharField(blank=True, max_length=200, null=True)),
                        ("target_on", models.DateField(blank=True, null=True)),
                        (
                            "lifecycle",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("active", "Active"),
                                    ("on-hold", "On hold"),
                                    ("completed", "Completed"),
                                    ("cancelled", "Let go"),
                                ],
                                default=treatment_plans.vocabulary.GoalLifecycle["PROPOSED"],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "achievement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("in-progress", "Under way"),
                                    ("improving", "Getting there"),
                                    ("no-change", "No change"),
                                    ("worsening", "Harder now"),
                                    ("achieved", "Reached"),
                                    ("not-achieved", "Not reached"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("achievement_note", models.CharField(blank=True, max_length=500, null=True)),
                        ("achievement_at", models.DateTimeField(blank=True, null=True)),
                        ("revision", models.PositiveIntegerField(null=True)),
                        ("stated_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("end_note", models.CharField(blank=True, max_length=500, null=True)),
                        (
                            "achievement_by",
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
                            "carried_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="treatment_plans.goal",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="treatment_plans.goal",
                            ),
                        ),
                        (
                            "stated_by",
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
                    name="PlanEvent",
                    fields=[
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("version", models.PositiveIntegerField(null=True)),
                        ("revision", models.PositiveIntegerField(default=1, null=True)),
                        ("described_revision", models.PositiveIntegerField(default=1, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("active", "Active"),
                                    ("completed", "Completed"),
                                    ("revoked", "Ended early"),
                                ],
                                default=treatment_plans.vocabulary.PlanStatus["DRAFT"],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("strengths", models.TextField(blank=True, max_length=2000, null=True)),
                        ("preferences", models.TextField(blank=True, max_length=2000, null=True)),
                        ("started_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(null=True)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("review_due_on", models.DateField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("goals_reached", "Goals reached"),
                                    ("superseded", "Replaced by a newer version"),
                                    ("set_aside", "Draft set aside"),
                                    ("own_wish", "The person's own wish"),
                                    ("care_ended", "Care here ended"),
                                    ("died", "Died"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "agreed_by",
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
                                to="treatment_plans.plan",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_by_job", models.CharField(blank=True, db_default="", default="", max_length=64, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intervention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_interventionevent" ("added_at", "added_by_id", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "frequency", "goal_id", "id", "kind_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "staff_id", "starts_on", "status", "title", "until", "uuid", "who") VALUES (NEW."added_at", NEW."added_by_id", NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."end_note", NEW."ended_at", NEW."ended_by_id", NEW."frequency", NEW."goal_id", NEW."id", NEW."kind_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."position", NEW."revision", NEW."staff_id", NEW."starts_on", NEW."status", NEW."title", NEW."until", NEW."uuid", NEW."who"); RETURN NULL;',
                            hash="dab23b1cfe74ea45fa964fa091a169364fb28386",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_42c49",
                            table="treatment_plans_intervention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intervention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "treatment_plans_interventionevent" ("added_at", "added_by_id", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "frequency", "goal_id", "id", "kind_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "staff_id", "starts_on", "status", "title", "until", "uuid", "who") VALUES (NEW."added_at", NEW."added_by_id", NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."end_note", NEW."ended_at", NEW."ended_by_id", NEW."frequency", NEW."goal_id", NEW."id", NEW."kind_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."position", NEW."revision", NEW."staff_id", NEW."starts_on", NEW."status", NEW."title", NEW."until", NEW."uuid", NEW."who"); RETURN NULL;',
                            hash="a98711bb3f87d6002b5a083edcd69aaf4cb030de",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_87891",
                            table="treatment_plans_intervention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="intervention",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_interventionevent" ("added_at", "added_by_id", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "frequency", "goal_id", "id", "kind_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "staff_id", "starts_on", "status", "title", "until", "uuid", "who") VALUES (OLD."added_at", OLD."added_by_id", OLD."carried_from_id", OLD."changed_at", OLD."changed_by_id", OLD."end_note", OLD."ended_at", OLD."ended_by_id", OLD."frequency", OLD."goal_id", OLD."id", OLD."kind_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."position", OLD."revision", OLD."staff_id", OLD."starts_on", OLD."status", OLD."title", OLD."until", OLD."uuid", OLD."who"); RETURN NULL;',
                            hash="b530d2b4903f8ad91c4346e532c82df550901d5c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a489a",
                            table="treatment_plans_intervention",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="goal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_goalevent" ("achievement", "achievement_at", "achievement_by_id", "achievement_note", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "id", "lifecycle", "measure", "own_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "revision", "stated_at", "stated_by_id", "target_on", "uuid") VALUES (NEW."achievement", NEW."achievement_at", NEW."achievement_by_id", NEW."achievement_note", NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."end_note", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."lifecycle", NEW."measure", NEW."own_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."revision", NEW."stated_at", NEW."stated_by_id", NEW."target_on", NEW."uuid"); RETURN NULL;',
                            hash="c8b053d952de60706d33aad748eabca67a3fb451",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_094c7",
                            table="treatment_plans_goal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="goal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "treatment_plans_goalevent" ("achievement", "achievement_at", "achievement_by_id", "achievement_note", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "id", "lifecycle", "measure", "own_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "revision", "stated_at", "stated_by_id", "target_on", "uuid") VALUES (NEW."achievement", NEW."achievement_at", NEW."achievement_by_id", NEW."achievement_note", NEW."carried_from_id", NEW."changed_at", NEW."changed_by_id", NEW."end_note", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."lifecycle", NEW."measure", NEW."own_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."revision", NEW."stated_at", NEW."stated_by_id", NEW."target_on", NEW."uuid"); RETURN NULL;',
                            hash="6caa27fb8ffcbe3edecdb7df02fda4d8894b11f8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3ea71",
                            table="treatment_plans_goal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="goal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_goalevent" ("achievement", "achievement_at", "achievement_by_id", "achievement_note", "carried_from_id", "changed_at", "changed_by_id", "end_note", "ended_at", "ended_by_id", "id", "lifecycle", "measure", "own_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "revision", "stated_at", "stated_by_id", "target_on", "uuid") VALUES (OLD."achievement", OLD."achievement_at", OLD."achievement_by_id", OLD."achievement_note", OLD."carried_from_id", OLD."changed_at", OLD."changed_by_id", OLD."end_note", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."lifecycle", OLD."measure", OLD."own_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan_id", OLD."position", OLD."revision", OLD."stated_at", OLD."stated_by_id", OLD."target_on", OLD."uuid"); RETURN NULL;',
                            hash="003ecc004b1e7df4cb9a6640316fc2c69b95ed1c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_41c55",
                            table="treatment_plans_goal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_planevent" ("agreed_at", "agreed_by_id", "changed_at", "changed_by_id", "described_revision", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferences", "review_due_on", "revision", "started_at", "started_by_id", "status", "strengths", "uuid", "version") VALUES (NEW."agreed_at", NEW."agreed_by_id", NEW."changed_at", NEW."changed_by_id", NEW."described_revision", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."preferences", NEW."review_due_on", NEW."revision", NEW."started_at", NEW."started_by_id", NEW."status", NEW."strengths", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="27013cf9662656927b20c8ea75c5f41dca1cbbc3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ca431",
                            table="treatment_plans_plan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "treatment_plans_planevent" ("agreed_at", "agreed_by_id", "changed_at", "changed_by_id", "described_revision", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferences", "review_due_on", "revision", "started_at", "started_by_id", "status", "strengths", "uuid", "version") VALUES (NEW."agreed_at", NEW."agreed_by_id", NEW."changed_at", NEW."changed_by_id", NEW."described_revision", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."preferences", NEW."review_due_on", NEW."revision", NEW."started_at", NEW."started_by_id", NEW."status", NEW."strengths", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="62ca847c043ca7eeb3971b67152e9fcdfd58cebe",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d7137",
                            table="treatment_plans_plan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="plan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "treatment_plans_planevent" ("agreed_at", "agreed_by_id", "changed_at", "changed_by_id", "described_revision", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preferences", "review_due_on", "revision", "started_at", "started_by_id", "status", "strengths", "uuid", "version") VALUES (OLD."agreed_at", OLD."agreed_by_id", OLD."changed_at", OLD."changed_by_id", OLD."described_revision", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."id", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."preferences", OLD."review_due_on", OLD."revision", OLD."started_at", OLD."started_by_id", OLD."status", OLD."strengths", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="ba25258955368942a76126df229afdabb2c76b96",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_48a52",
                            table="treatment_plans_plan",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        append_only("treatment_plans_planevent"),
        append_only("treatment_plans_goalevent"),
        append_only("treatment_plans_interventionevent"),
    ]
