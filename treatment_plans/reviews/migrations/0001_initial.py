"""Reviews of plans, why they are, and what each says of each line."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
import care.lib.migrations
from care.audit.protection import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("accounts", "__first__"),
        ("patients", "0004_search"),
        ("treatment_plans", "0005_sections_only"),
    ]

    operations = [
        care.lib.migrations.Together(
            operations=[
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Under way"), ("finished", "Finished"), ("set_aside", "Set aside")],
                                default="open",
                                max_length=12,
                            ),
                        ),
                        ("since", models.DateTimeField()),
                        ("with_person", models.BooleanField(default=False)),
                        ("helps", models.TextField(blank=True, max_length=2000)),
                        ("hinders", models.TextField(blank=True, max_length=2000)),
                        ("summary", models.TextField(blank=True, max_length=2000)),
                        ("next_review_on", models.DateField(blank=True, null=True)),
                        ("draft", models.UUIDField(blank=True, null=True)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("began_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by_job", models.CharField(blank=True, max_length=64)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("kept", "Kept as it is"),
                                    ("changed", "A next version is written"),
                                    ("by_choice", "Set aside"),
                                    ("plan_ended", "The plan ended meanwhile"),
                                    ("care_ended", "Care here ended"),
                                    ("died", "Died"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "began_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="treatment_plans.plan"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["patient", "-began_at"], name="review_of_patient")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "open")), fields=("plan",), name="review_one_open"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "finished", "set_aside"])), name="review_state_known"
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
                                name="review_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("outcome", ""), ("state", "open")),
                                    models.Q(
                                        ("ended_at__isnull", False), ("outcome__in", ["changed", "kept"]), ("state", "finished")
                                    ),
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("outcome__in", ["by_choice", "care_ended", "died", "plan_ended"]),
                                        ("state", "set_aside"),
                                    ),
                                    _connector="OR",
                                ),
                                name="review_end_has_outcome",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "finished"), _negated=True),
                                    ("next_review_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="review_finished_has_next",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "changed"), _negated=True), ("draft__isnull", False), _connector="OR"
                                ),
                                name="review_changed_has_draft",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewCause",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("interval", "Its day comes"),
                                    ("score_worse", "A score got worse"),
                                    ("return_to_use", "A return to use"),
                                    ("hospital", "Hospital or emergency care"),
                                    ("pregnancy", "A pregnancy"),
                                    ("goal_date_passed", "The day of a goal passed"),
                                    ("missed_visits", "Two contacts missed"),
                                    ("asked", "Somebody asked"),
                                ],
                                max_length=20,
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
                                max_length=16,
                            ),
                        ),
                        ("source", models.UUIDField()),
                        ("happened_on", models.DateField()),
                        ("due_on", models.DateField()),
                        ("words", models.CharField(blank=True, max_length=500)),
                        (
                            "voice",
                            models.CharField(
                                blank=True, choices=[("colleague", "A colleague"), ("person", "The person")], max_length=12
                            ),
                        ),
                        ("seen_at", models.DateTimeField()),
                        ("seen_by_job", models.CharField(blank=True, max_length=64)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_by_job", models.CharField(blank=True, max_length=64)),
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="treatment_plans.plan"
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="causes",
                                to="reviews.review",
                            ),
                        ),
                        (
                            "seen_by",
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
                            models.Index(fields=["patient", "-seen_at"], name="review_cause_of_patient"),
                            models.Index(
                                condition=models.Q(("closed_at__isnull", True)),
                                fields=["organisation", "plan"],
                                name="review_cause_open",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "kind", "source", "happened_on"), name="review_cause_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("closed_at__isnull", True)),
                                fields=("plan", "kind", "source"),
                                name="review_cause_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "interval",
                                            "score_worse",
                                            "return_to_use",
                                            "hospital",
                                            "pregnancy",
                                            "goal_date_passed",
                                            "missed_visits",
                                            "asked",
                                        ],
                                    )
                                ),
                                name="review_cause_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("voice__in", ["", "colleague", "person"])), name="review_cause_voice_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("category__in", ["general", "mental_health", "sud"])),
                                name="review_cause_category_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("seen_at__isnull", True), ("seen_by__isnull", True), ("seen_by_job", "")),
                                        models.Q(
                                            ("seen_at__isnull", False),
                                            models.Q(
                                                models.Q(("seen_by__isnull", False), ("seen_by_job", "")),
                                                models.Q(("seen_by__isnull", True), models.Q(("seen_by_job", ""), _negated=True)),
                                                _connector="OR",
                                            ),
                                        ),
                                        _connector="OR",
                                    ),
                                    ("seen_at__isnull", False),
                                ),
                                name="review_cause_seen_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True), ("closed_by_job", "")),
                                    models.Q(
                                        ("closed_at__isnull", False),
                                        models.Q(
                                            models.Q(("closed_by__isnull", False), ("closed_by_job", "")),
                                            models.Q(("closed_by__isnull", True), models.Q(("closed_by_job", ""), _negated=True)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="review_cause_closed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "asked"),
                                        models.Q(("voice", ""), _negated=True),
                                        models.Q(("words", ""), _negated=True),
                                    ),
                                    models.Q(("kind", "asked"), _negated=True),
                                    _connector="OR",
                                ),
                                name="review_cause_asked_in_words",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewCauseEvent",
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
                                    ("interval", "Its day comes"),
                                    ("score_worse", "A score got worse"),
                                    ("return_to_use", "A return to use"),
                                    ("hospital", "Hospital or emergency care"),
                                    ("pregnancy", "A pregnancy"),
                                    ("goal_date_passed", "The day of a goal passed"),
                                    ("missed_visits", "Two contacts missed"),
                                    ("asked", "Somebody asked"),
                                ],
                                max_length=20,
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
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("source", models.UUIDField(null=True)),
                        ("happened_on", models.DateField(null=True)),
                        ("due_on", models.DateField(null=True)),
                        ("words", models.CharField(blank=True, max_length=500, null=True)),
                        (
                            "voice",
                            models.CharField(
                                blank=True,
                                choices=[("colleague", "A colleague"), ("person", "The person")],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("seen_at", models.DateTimeField(null=True)),
                        ("seen_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_by_job", models.CharField(blank=True, max_length=64, null=True)),
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
                                to="reviews.reviewcause",
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
                            "review",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="reviews.review",
                            ),
                        ),
                        (
                            "seen_by",
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
                    name="ReviewEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "Under way"), ("finished", "Finished"), ("set_aside", "Set aside")],
                                default="open",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("since", models.DateTimeField(null=True)),
                        ("with_person", models.BooleanField(default=False, null=True)),
                        ("helps", models.TextField(blank=True, max_length=2000, null=True)),
                        ("hinders", models.TextField(blank=True, max_length=2000, null=True)),
                        ("summary", models.TextField(blank=True, max_length=2000, null=True)),
                        ("next_review_on", models.DateField(blank=True, null=True)),
                        ("draft", models.UUIDField(blank=True, null=True)),
                        ("revision", models.PositiveIntegerField(default=1, null=True)),
                        ("began_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("kept", "Kept as it is"),
                                    ("changed", "A next version is written"),
                                    ("by_choice", "Set aside"),
                                    ("plan_ended", "The plan ended meanwhile"),
                                    ("care_ended", "Care here ended"),
                                    ("died", "Died"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "began_by",
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
                                to="reviews.review",
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
                    name="ReviewLine",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "line_kind",
                            models.CharField(
                                choices=[
                                    ("problem", "Problem"),
                                    ("goal", "Goal"),
                                    ("objective", "Step"),
                                    ("intervention", "What is done"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("line", models.UUIDField()),
                        (
                            "answer",
                            models.CharField(choices=[("keep", "Keep"), ("change", "Change"), ("stop", "Stop")], max_length=8),
                        ),
                        ("why", models.CharField(blank=True, max_length=500)),
                        ("revision", models.PositiveIntegerField()),
                        ("changed_at", models.DateTimeField()),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="reviews.review"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("review", "line"), name="review_line_once"),
                            models.CheckConstraint(
                                condition=models.Q(("line_kind__in", ["problem", "goal", "objective", "intervention"])),
                                name="review_line_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("answer__in", ["keep", "change", "stop"])), name="review_line_answer_known"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReviewLineEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "line_kind",
                            models.CharField(
                                choices=[
                                    ("problem", "Problem"),
                                    ("goal", "Goal"),
                                    ("objective", "Step"),
                                    ("intervention", "What is done"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("line", models.UUIDField(null=True)),
                        (
                            "answer",
                            models.CharField(
                                choices=[("keep", "Keep"), ("change", "Change"), ("stop", "Stop")], max_length=8, null=True
                            ),
                        ),
                        ("why", models.CharField(blank=True, max_length=500, null=True)),
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
                                to="reviews.reviewline",
                            ),
                        ),
                        (
                            "review",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="reviews.review",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reviews_reviewevent" ("began_at", "began_by_id", "changed_at", "changed_by_id", "draft", "ended_at", "ended_by_id", "ended_by_job", "helps", "hinders", "id", "next_review_on", "organisation_id", "outcome", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "revision", "since", "state", "summary", "uuid", "with_person") VALUES (NEW."began_at", NEW."began_by_id", NEW."changed_at", NEW."changed_by_id", NEW."draft", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."helps", NEW."hinders", NEW."id", NEW."next_review_on", NEW."organisation_id", NEW."outcome", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan_id", NEW."revision", NEW."since", NEW."state", NEW."summary", NEW."uuid", NEW."with_person"); RETURN NULL;',
                            hash="cfc5a5d87406242b3cd873d48d0f381949877f57",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7a7c1",
                            table="reviews_review",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reviews_reviewevent" ("began_at", "began_by_id", "changed_at", "changed_by_id", "draft", "ended_at", "ended_by_id", "ended_by_job", "helps", "hinders", "id", "next_review_on", "organisation_id", "outcome", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "revision", "since", "state", "summary", "uuid", "with_person") VALUES (NEW."began_at", NEW."began_by_id", NEW."changed_at", NEW."changed_by_id", NEW."draft", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."helps", NEW."hinders", NEW."id", NEW."next_review_on", NEW."organisation_id", NEW."outcome", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan_id", NEW."revision", NEW."since", NEW."state", NEW."summary", NEW."uuid", NEW."with_person"); RETURN NULL;',
                            hash="e3fe58c213bbd473957bba2fa36fa137cf3c7585",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b34c8",
                            table="reviews_review",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="review",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reviews_reviewevent" ("began_at", "began_by_id", "changed_at", "changed_by_id", "draft", "ended_at", "ended_by_id", "ended_by_job", "helps", "hinders", "id", "next_review_on", "organisation_id", "outcome", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "revision", "since", "state", "summary", "uuid", "with_person") VALUES (OLD."began_at", OLD."began_by_id", OLD."changed_at", OLD."changed_by_id", OLD."draft", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."helps", OLD."hinders", OLD."id", OLD."next_review_on", OLD."organisation_id", OLD."outcome", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan_id", OLD."revision", OLD."since", OLD."state", OLD."summary", OLD."uuid", OLD."with_person"); RETURN NULL;',
                            hash="3ede0d05a179c7c2a3700c6a345b988992b7dc66",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_98b05",
                            table="reviews_review",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reviewcause",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reviews_reviewcauseevent" ("category", "closed_at", "closed_by_id", "closed_by_job", "due_on", "happened_on", "id", "kind", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "review_id", "seen_at", "seen_by_id", "seen_by_job", "source", "uuid", "voice", "words") VALUES (NEW."category", NEW."closed_at", NEW."closed_by_id", NEW."closed_by_job", NEW."due_on", NEW."happened_on", NEW."id", NEW."kind", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan_id", NEW."review_id", NEW."seen_at", NEW."seen_by_id", NEW."seen_by_job", NEW."source", NEW."uuid", NEW."voice", NEW."words"); RETURN NULL;',
                            hash="1e822d646760f0b86411995239697a703f7bd3b0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8c648",
                            table="reviews_reviewcause",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reviewcause",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reviews_reviewcauseevent" ("category", "closed_at", "closed_by_id", "closed_by_job", "due_on", "happened_on", "id", "kind", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "review_id", "seen_at", "seen_by_id", "seen_by_job", "source", "uuid", "voice", "words") VALUES (NEW."category", NEW."closed_at", NEW."closed_by_id", NEW."closed_by_job", NEW."due_on", NEW."happened_on", NEW."id", NEW."kind", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan_id", NEW."review_id", NEW."seen_at", NEW."seen_by_id", NEW."seen_by_job", NEW."source", NEW."uuid", NEW."voice", NEW."words"); RETURN NULL;',
                            hash="9c500d6b5bf570cf913bc6d50b22cd2de18e8fc1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4c311",
                            table="reviews_reviewcause",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reviewcause",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reviews_reviewcauseevent" ("category", "closed_at", "closed_by_id", "closed_by_job", "due_on", "happened_on", "id", "kind", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "review_id", "seen_at", "seen_by_id", "seen_by_job", "source", "uuid", "voice", "words") VALUES (OLD."category", OLD."closed_at", OLD."closed_by_id", OLD."closed_by_job", OLD."due_on", OLD."happened_on", OLD."id", OLD."kind", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan_id", OLD."review_id", OLD."seen_at", OLD."seen_by_id", OLD."seen_by_job", OLD."source", OLD."uuid", OLD."voice", OLD."words"); RETURN NULL;',
                            hash="376b72902417a471b13e48d79307587b60050f38",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5ee41",
                            table="reviews_reviewcause",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reviewline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reviews_reviewlineevent" ("answer", "changed_at", "changed_by_id", "id", "line", "line_kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "revision", "why") VALUES (NEW."answer", NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."line", NEW."line_kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."review_id", NEW."revision", NEW."why"); RETURN NULL;',
                            hash="c596beba72833033e20f8b56b33a4a22b31ae5ca",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3c846",
                            table="reviews_reviewline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reviewline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reviews_reviewlineevent" ("answer", "changed_at", "changed_by_id", "id", "line", "line_kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "revision", "why") VALUES (NEW."answer", NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."line", NEW."line_kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."review_id", NEW."revision", NEW."why"); RETURN NULL;',
                            hash="79593e81b202baab17452e3d3776e9d896035b5e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d805c",
                            table="reviews_reviewline",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="reviewline",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reviews_reviewlineevent" ("answer", "changed_at", "changed_by_id", "id", "line", "line_kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "revision", "why") VALUES (OLD."answer", OLD."changed_at", OLD."changed_by_id", OLD."id", OLD."line", OLD."line_kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."review_id", OLD."revision", OLD."why"); RETURN NULL;',
                            hash="86c46147713491df89f30587e9d9964e80553783",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_506d1",
                            table="reviews_reviewline",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("reviews_reviewevent"),
        append_only("reviews_reviewcauseevent"),
        append_only("reviews_reviewlineevent"),
    ]
