"""Dates that somebody chose to mark, steps in their life with what happened to them, groups that they went to."""

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
        ("accounts", "0002_partner_systems"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("patients", "0004_search"),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name="ChosenDate",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("own_words", models.CharField(max_length=300)),
                        ("day", models.DateField()),
                        (
                            "returns",
                            models.CharField(
                                choices=[("once", "Once"), ("monthly", "Every month"), ("yearly", "Every year")], max_length=8
                            ),
                        ),
                        (
                            "marking",
                            models.CharField(
                                choices=[
                                    ("word", "A word from the team"),
                                    ("message", "A message"),
                                    ("nobody", "Nobody, just written down"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("chosen_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("own_wish", "The person’s wish"),
                                    ("other_day", "Another day instead"),
                                    ("in_error", "Written in error"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "chosen_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "colleague",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.staff",
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
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("own_words", ""), _negated=True), name="chosen_date_has_words"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("returns__in", ["once", "monthly", "yearly"])),
                                name="chosen_date_returns_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("marking__in", ["word", "message", "nobody"])),
                                name="chosen_date_marking_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("colleague__isnull", True), ("marking", "word"), _connector="OR"),
                                name="chosen_date_colleague_says_a_word",
                            ),
                            models.CheckConstraint(condition=models.Q(("revision__gte", 1)), name="chosen_date_revision_counts"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="chosen_date_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("end_reason", ""), ("ended_at__isnull", True)),
                                    models.Q(
                                        ("end_reason__in", ["own_wish", "other_day", "in_error"]), ("ended_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="chosen_date_end_has_reason",
                            ),
                        ],
                        "indexes": [models.Index(fields=["patient", "day"], name="chosen_date_of_patient")],
                    },
                ),
                migrations.CreateModel(
                    name="ChosenDateEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("own_words", models.CharField(max_length=300, null=True)),
                        ("day", models.DateField(null=True)),
                        (
                            "returns",
                            models.CharField(
                                choices=[("once", "Once"), ("monthly", "Every month"), ("yearly", "Every year")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "marking",
                            models.CharField(
                                choices=[
                                    ("word", "A word from the team"),
                                    ("message", "A message"),
                                    ("nobody", "Nobody, just written down"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1, null=True)),
                        ("chosen_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("own_wish", "The person’s wish"),
                                    ("other_day", "Another day instead"),
                                    ("in_error", "Written in error"),
                                ],
                                max_length=12,
                                null=True,
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
                            "chosen_by",
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
                            "colleague",
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
                                to="recovery.chosendate",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GroupVisit",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("twelve_step", "Twelve-step"),
                                    ("smart", "SMART"),
                                    ("dharma", "Dharma"),
                                    ("wellbriety", "Wellbriety"),
                                    ("mutual", "Another mutual-help group"),
                                    ("peer", "With a peer"),
                                    ("faith", "Faith or culture"),
                                    ("family", "For families"),
                                    ("other", "Another group"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("on", models.DateField()),
                        ("own_words", models.CharField(blank=True, max_length=500)),
                        ("told_at", models.DateTimeField()),
                        ("error_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "error_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("other_person", "Another person’s"),
                                    ("twice", "Written twice"),
                                    ("not_so", "It was not so"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "error_by",
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
                            "told_by",
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
                                        "kind__in",
                                        [
                                            "twelve_step",
                                            "smart",
                                            "dharma",
                                            "wellbriety",
                                            "mutual",
                                            "peer",
                                            "faith",
                                            "family",
                                            "other",
                                        ],
                                    )
                                ),
                                name="group_visit_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("error_at__isnull", True), ("error_by__isnull", True)),
                                    models.Q(("error_at__isnull", False), ("error_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="group_visit_error_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("error_at__isnull", True), ("error_reason", "")),
                                    models.Q(
                                        ("error_at__isnull", False), ("error_reason__in", ["other_person", "twice", "not_so"])
                                    ),
                                    _connector="OR",
                                ),
                                name="group_visit_error_has_reason",
                            ),
                        ],
                        "indexes": [models.Index(fields=["patient", "-on"], name="group_visit_of_patient")],
                    },
                ),
                migrations.CreateModel(
                    name="GroupVisitEvent",
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
                                    ("twelve_step", "Twelve-step"),
                                    ("smart", "SMART"),
                                    ("dharma", "Dharma"),
                                    ("wellbriety", "Wellbriety"),
                                    ("mutual", "Another mutual-help group"),
                                    ("peer", "With a peer"),
                                    ("faith", "Faith or culture"),
                                    ("family", "For families"),
                                    ("other", "Another group"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120, null=True)),
                        ("on", models.DateField(null=True)),
                        ("own_words", models.CharField(blank=True, max_length=500, null=True)),
                        ("told_at", models.DateTimeField(null=True)),
                        ("error_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "error_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("other_person", "Another person’s"),
                                    ("twice", "Written twice"),
                                    ("not_so", "It was not so"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "error_by",
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
                                to="recovery.groupvisit",
                            ),
                        ),
                        (
                            "told_by",
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
                    name="LifeStep",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("work", "Work"),
                                    ("school", "School and training"),
                                    ("home", "Home"),
                                    ("papers", "Papers and court"),
                                    ("rides", "Getting around"),
                                    ("family", "Family and friends"),
                                    ("money", "Money"),
                                    ("other", "Something else"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("own_words", models.CharField(max_length=300)),
                        ("helper", models.CharField(blank=True, max_length=200)),
                        ("goal", models.UUIDField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("hoped", "Hoped for"),
                                    ("begun", "Begun"),
                                    ("reached", "Reached"),
                                    ("let_go", "Let go"),
                                ],
                                default="hoped",
                                max_length=8,
                            ),
                        ),
                        ("told_at", models.DateTimeField()),
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
                            "told_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("own_words", ""), _negated=True), name="life_step_has_words"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["work", "school", "home", "papers", "rides", "family", "money", "other"])
                                ),
                                name="life_step_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["hoped", "begun", "reached", "let_go"])),
                                name="life_step_state_known",
                            ),
                        ],
                        "indexes": [models.Index(fields=["patient", "-told_at"], name="life_step_of_patient")],
                    },
                ),
                migrations.CreateModel(
                    name="LifeStepEvent",
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
                                    ("work", "Work"),
                                    ("school", "School and training"),
                                    ("home", "Home"),
                                    ("papers", "Papers and court"),
                                    ("rides", "Getting around"),
                                    ("family", "Family and friends"),
                                    ("money", "Money"),
                                    ("other", "Something else"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("own_words", models.CharField(max_length=300, null=True)),
                        ("helper", models.CharField(blank=True, max_length=200, null=True)),
                        ("goal", models.UUIDField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("hoped", "Hoped for"),
                                    ("begun", "Begun"),
                                    ("reached", "Reached"),
                                    ("let_go", "Let go"),
                                ],
                                default="hoped",
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("told_at", models.DateTimeField(null=True)),
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
                                to="recovery.lifestep",
                            ),
                        ),
                        (
                            "told_by",
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
                    name="StepNews",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "move",
                            models.CharField(
                                choices=[
                                    ("say", "Say how it goes"),
                                    ("begin", "Begun"),
                                    ("reach", "Reached"),
                                    ("let_go", "Let go"),
                                    ("hope_again", "Hope for it again"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "became",
                            models.CharField(
                                choices=[
                                    ("hoped", "Hoped for"),
                                    ("begun", "Begun"),
                                    ("reached", "Reached"),
                                    ("let_go", "Let go"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("on", models.DateField()),
                        ("own_words", models.CharField(blank=True, max_length=500)),
                        ("told_at", models.DateTimeField()),
                        (
                            "step",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="news", to="recovery.lifestep"
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("move__in", ["say", "begin", "reach", "let_go", "hope_again"])),
                                name="step_news_move_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("became__in", ["hoped", "begun", "reached", "let_go"])),
                                name="step_news_became_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("move", "say"), ("own_words", ""), _negated=True),
                                name="step_news_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StepNewsEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "move",
                            models.CharField(
                                choices=[
                                    ("say", "Say how it goes"),
                                    ("begin", "Begun"),
                                    ("reach", "Reached"),
                                    ("let_go", "Let go"),
                                    ("hope_again", "Hope for it again"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "became",
                            models.CharField(
                                choices=[
                                    ("hoped", "Hoped for"),
                                    ("begun", "Begun"),
                                    ("reached", "Reached"),
                                    ("let_go", "Let go"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("on", models.DateField(null=True)),
                        ("own_words", models.CharField(blank=True, max_length=500, null=True)),
                        ("told_at", models.DateTimeField(null=True)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="recovery.stepnews",
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
                                to="recovery.lifestep",
                            ),
                        ),
                        (
                            "told_by",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="chosendate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recovery_chosendateevent" ("changed_at", "changed_by_id", "chosen_at", "chosen_by_id", "colleague_id", "day", "end_reason", "ended_at", "ended_by_id", "id", "marking", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returns", "revision", "uuid") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."chosen_at", NEW."chosen_by_id", NEW."colleague_id", NEW."day", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."marking", NEW."organisation_id", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."returns", NEW."revision", NEW."uuid"); RETURN NULL;',
                            hash="c16ac4fdba42fb1a2e61778a27701e7580291cb3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a7acd",
                            table="recovery_chosendate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="chosendate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recovery_chosendateevent" ("changed_at", "changed_by_id", "chosen_at", "chosen_by_id", "colleague_id", "day", "end_reason", "ended_at", "ended_by_id", "id", "marking", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returns", "revision", "uuid") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."chosen_at", NEW."chosen_by_id", NEW."colleague_id", NEW."day", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."marking", NEW."organisation_id", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."returns", NEW."revision", NEW."uuid"); RETURN NULL;',
                            hash="7c248c6fb1793a66cbcb833b1129216ceadad59a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5fbf1",
                            table="recovery_chosendate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="chosendate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recovery_chosendateevent" ("changed_at", "changed_by_id", "chosen_at", "chosen_by_id", "colleague_id", "day", "end_reason", "ended_at", "ended_by_id", "id", "marking", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "returns", "revision", "uuid") VALUES (OLD."changed_at", OLD."changed_by_id", OLD."chosen_at", OLD."chosen_by_id", OLD."colleague_id", OLD."day", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."marking", OLD."organisation_id", OLD."own_words", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."returns", OLD."revision", OLD."uuid"); RETURN NULL;',
                            hash="33af3f97a9a1d84e916953d4a4a87ff8f49c3d73",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_74bf4",
                            table="recovery_chosendate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="groupvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recovery_groupvisitevent" ("error_at", "error_by_id", "error_reason", "id", "kind", "name", "on", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "told_by_id", "uuid") VALUES (NEW."error_at", NEW."error_by_id", NEW."error_reason", NEW."id", NEW."kind", NEW."name", NEW."on", NEW."organisation_id", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."told_at", NEW."told_by_id", NEW."uuid"); RETURN NULL;',
                            hash="19733deaf39ddfc59da9e65f6b79a50175d7b60d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_64f99",
                            table="recovery_groupvisit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="groupvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recovery_groupvisitevent" ("error_at", "error_by_id", "error_reason", "id", "kind", "name", "on", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "told_by_id", "uuid") VALUES (NEW."error_at", NEW."error_by_id", NEW."error_reason", NEW."id", NEW."kind", NEW."name", NEW."on", NEW."organisation_id", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."told_at", NEW."told_by_id", NEW."uuid"); RETURN NULL;',
                            hash="26a78a0a5bb8e5060f7b753c288a03f62d4a0367",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_97d40",
                            table="recovery_groupvisit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="groupvisit",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recovery_groupvisitevent" ("error_at", "error_by_id", "error_reason", "id", "kind", "name", "on", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "told_by_id", "uuid") VALUES (OLD."error_at", OLD."error_by_id", OLD."error_reason", OLD."id", OLD."kind", OLD."name", OLD."on", OLD."organisation_id", OLD."own_words", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."told_at", OLD."told_by_id", OLD."uuid"); RETURN NULL;',
                            hash="2c50060ffd3c74b339990c5ab50956633a6b03ca",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f8b3d",
                            table="recovery_groupvisit",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lifestep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recovery_lifestepevent" ("goal", "helper", "id", "kind", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "told_at", "told_by_id", "uuid") VALUES (NEW."goal", NEW."helper", NEW."id", NEW."kind", NEW."organisation_id", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."state", NEW."told_at", NEW."told_by_id", NEW."uuid"); RETURN NULL;',
                            hash="1b8407c92a0d4c9ccffbfefea5e3d1dc0f3819ba",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_08e00",
                            table="recovery_lifestep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lifestep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recovery_lifestepevent" ("goal", "helper", "id", "kind", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "told_at", "told_by_id", "uuid") VALUES (NEW."goal", NEW."helper", NEW."id", NEW."kind", NEW."organisation_id", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."state", NEW."told_at", NEW."told_by_id", NEW."uuid"); RETURN NULL;',
                            hash="67a5ca5c1e9b8e83f4dff48e55441d07f2604cf8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d0d8c",
                            table="recovery_lifestep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="lifestep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recovery_lifestepevent" ("goal", "helper", "id", "kind", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "told_at", "told_by_id", "uuid") VALUES (OLD."goal", OLD."helper", OLD."id", OLD."kind", OLD."organisation_id", OLD."own_words", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."state", OLD."told_at", OLD."told_by_id", OLD."uuid"); RETURN NULL;',
                            hash="ae70f101a2fcdcfc04837df1a1b52bc9050a1d6f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b0b49",
                            table="recovery_lifestep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stepnews",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recovery_stepnewsevent" ("became", "id", "move", "on", "own_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "step_id", "told_at", "told_by_id") VALUES (NEW."became", NEW."id", NEW."move", NEW."on", NEW."own_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."step_id", NEW."told_at", NEW."told_by_id"); RETURN NULL;',
                            hash="6be025c51077743f106905b7f582139c41a30bb8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f7a99",
                            table="recovery_stepnews",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stepnews",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "recovery_stepnewsevent" ("became", "id", "move", "on", "own_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "step_id", "told_at", "told_by_id") VALUES (NEW."became", NEW."id", NEW."move", NEW."on", NEW."own_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."step_id", NEW."told_at", NEW."told_by_id"); RETURN NULL;',
                            hash="cb22350dc2beb4f3e48ba4c235bfb649ad447a5a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3d65b",
                            table="recovery_stepnews",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="stepnews",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "recovery_stepnewsevent" ("became", "id", "move", "on", "own_words", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "step_id", "told_at", "told_by_id") VALUES (OLD."became", OLD."id", OLD."move", OLD."on", OLD."own_words", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."step_id", OLD."told_at", OLD."told_by_id"); RETURN NULL;',
                            hash="43288f1eb05d0eadce0dd143ca72ab7e3422f96a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c7c30",
                            table="recovery_stepnews",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("recovery_chosendateevent"),
        append_only("recovery_lifestepevent"),
        append_only("recovery_stepnewsevent"),
        append_only("recovery_groupvisitevent"),
    ]
