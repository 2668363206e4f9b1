"""Merges with every row that they touched, and pairs of records that may be of one person."""

import django.contrib.postgres.fields
import django.core.serializers.json
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
        ("patients", "0004_search"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="LikelyPair",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("score", models.PositiveSmallIntegerField()),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("same_names", "Same names"),
                                        ("form", "One name is a form of the other"),
                                        ("typo", "Names differ by one letter"),
                                        ("sound", "Names sound alike"),
                                        ("one_name", "One name in common"),
                                        ("same_birth", "Same birth date"),
                                        ("swapped_birth", "Day and month swapped"),
                                        ("near_birth", "Birth dates differ by one digit"),
                                        ("same_phone", "Same phone"),
                                        ("same_email", "Same e-mail"),
                                        ("same_number", "Same number elsewhere"),
                                    ],
                                    max_length=16,
                                ),
                                size=None,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "To look at"), ("apart", "Not the same person"), ("merged", "Merged")],
                                default="open",
                                max_length=8,
                            ),
                        ),
                        ("found_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("words", models.CharField(blank=True, max_length=300)),
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
                            "one",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
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
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "open")),
                                fields=["organisation", "-score", "id"],
                                name="pair_open_likeliest",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "apart", "merged"])), name="pair_state_known"
                            ),
                            models.CheckConstraint(condition=models.Q(("one__lt", models.F("other"))), name="pair_in_order"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "reasons__contained_by",
                                        [
                                            "same_names",
                                            "form",
                                            "typo",
                                            "sound",
                                            "one_name",
                                            "same_birth",
                                            "swapped_birth",
                                            "near_birth",
                                            "same_phone",
                                            "same_email",
                                            "same_number",
                                        ],
                                    ),
                                    ("reasons__len__gt", 0),
                                ),
                                name="pair_reasons_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="pair_decided_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("state", "open"), ("words", "")),
                                    models.Q(models.Q(("state", "open"), _negated=True), ("decided_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="pair_decided_when_it_was",
                            ),
                            models.UniqueConstraint(fields=("one", "other"), name="pair_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LikelyPairEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("score", models.PositiveSmallIntegerField(null=True)),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("same_names", "Same names"),
                                        ("form", "One name is a form of the other"),
                                        ("typo", "Names differ by one letter"),
                                        ("sound", "Names sound alike"),
                                        ("one_name", "One name in common"),
                                        ("same_birth", "Same birth date"),
                                        ("swapped_birth", "Day and month swapped"),
                                        ("near_birth", "Birth dates differ by one digit"),
                                        ("same_phone", "Same phone"),
                                        ("same_email", "Same e-mail"),
                                        ("same_number", "Same number elsewhere"),
                                    ],
                                    max_length=16,
                                ),
                                null=True,
                                size=None,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "To look at"), ("apart", "Not the same person"), ("merged", "Merged")],
                                default="open",
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("found_at", models.DateTimeField(null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("words", models.CharField(blank=True, max_length=300, null=True)),
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
                            "one",
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
                            "other",
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
                                to="merging.likelypair",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Merge",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("merged", "Merged"), ("undone", "Taken apart")], default="merged", max_length=8
                            ),
                        ),
                        ("why", models.CharField(max_length=300)),
                        ("decisions", models.JSONField(default=dict)),
                        ("merged_at", models.DateTimeField()),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        ("undo_why", models.CharField(blank=True, max_length=300)),
                        (
                            "gone",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "merged_by",
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
                            "undone_by",
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
                            models.Index(fields=["kept", "-merged_at"], name="merge_of_kept"),
                            models.Index(fields=["organisation", "-merged_at"], name="merge_of_organisation"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["merged", "undone"])), name="merge_state_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kept", models.F("gone")), _negated=True), name="merge_of_two"
                            ),
                            models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="merge_says_why"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="merge_undone_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state", "undone"),
                                        ("undone_at__isnull", False),
                                        models.Q(("undo_why", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "undone"), _negated=True),
                                        ("undo_why", ""),
                                        ("undone_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="merge_undone_says_why",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "merged")), fields=("gone",), name="merge_once_at_a_time"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MergedRow",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("table", models.CharField(max_length=80)),
                        ("row", models.BigIntegerField()),
                        ("what", models.CharField(choices=[("changed", "Written"), ("left", "Left behind")], max_length=8)),
                        ("before", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                        ("after", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                        ("twin", models.BigIntegerField(blank=True, null=True)),
                        (
                            "merge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="merging.merge"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("what__in", ["changed", "left"])), name="merged_row_what_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("table", ""), _negated=True), name="merged_row_names_a_table"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MergeEvent",
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
                                choices=[("merged", "Merged"), ("undone", "Taken apart")],
                                default="merged",
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("why", models.CharField(max_length=300, null=True)),
                        ("decisions", models.JSONField(default=dict, null=True)),
                        ("merged_at", models.DateTimeField(null=True)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        ("undo_why", models.CharField(blank=True, max_length=300, null=True)),
                        (
                            "gone",
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
                            "kept",
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
                            "merged_by",
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
                                db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to="merging.merge"
                            ),
                        ),
                        (
                            "undone_by",
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
                    model_name="likelypair",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "merging_likelypairevent" ("decided_at", "decided_by_id", "found_at", "id", "one_id", "organisation_id", "other_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "score", "state", "uuid", "words") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."found_at", NEW."id", NEW."one_id", NEW."organisation_id", NEW."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reasons", NEW."score", NEW."state", NEW."uuid", NEW."words"); RETURN NULL;',
                            hash="04887703d17d4112afc6b396aa69c0170918f593",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_72e7b",
                            table="merging_likelypair",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="likelypair",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "merging_likelypairevent" ("decided_at", "decided_by_id", "found_at", "id", "one_id", "organisation_id", "other_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "score", "state", "uuid", "words") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."found_at", NEW."id", NEW."one_id", NEW."organisation_id", NEW."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reasons", NEW."score", NEW."state", NEW."uuid", NEW."words"); RETURN NULL;',
                            hash="edfe869867f7c0c87284f1d86b0072663118efa9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_be8cc",
                            table="merging_likelypair",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="likelypair",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "merging_likelypairevent" ("decided_at", "decided_by_id", "found_at", "id", "one_id", "organisation_id", "other_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "score", "state", "uuid", "words") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."found_at", OLD."id", OLD."one_id", OLD."organisation_id", OLD."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reasons", OLD."score", OLD."state", OLD."uuid", OLD."words"); RETURN NULL;',
                            hash="21670764d55a017066314515ad1614396ebd1208",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ce72a",
                            table="merging_likelypair",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="merge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "merging_mergeevent" ("decisions", "gone_id", "id", "kept_id", "merged_at", "merged_by_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "undo_why", "undone_at", "undone_by_id", "uuid", "why") VALUES (NEW."decisions", NEW."gone_id", NEW."id", NEW."kept_id", NEW."merged_at", NEW."merged_by_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."state", NEW."undo_why", NEW."undone_at", NEW."undone_by_id", NEW."uuid", NEW."why"); RETURN NULL;',
                            hash="4b1d7e3661e7858681dfda22122b8e92ee51bf12",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_33313",
                            table="merging_merge",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="merge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "merging_mergeevent" ("decisions", "gone_id", "id", "kept_id", "merged_at", "merged_by_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "undo_why", "undone_at", "undone_by_id", "uuid", "why") VALUES (NEW."decisions", NEW."gone_id", NEW."id", NEW."kept_id", NEW."merged_at", NEW."merged_by_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."state", NEW."undo_why", NEW."undone_at", NEW."undone_by_id", NEW."uuid", NEW."why"); RETURN NULL;',
                            hash="b09738920ede6f3055e68c3576ba5fb16216e894",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6207b",
                            table="merging_merge",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="merge",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "merging_mergeevent" ("decisions", "gone_id", "id", "kept_id", "merged_at", "merged_by_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "undo_why", "undone_at", "undone_by_id", "uuid", "why") VALUES (OLD."decisions", OLD."gone_id", OLD."id", OLD."kept_id", OLD."merged_at", OLD."merged_by_id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."state", OLD."undo_why", OLD."undone_at", OLD."undone_by_id", OLD."uuid", OLD."why"); RETURN NULL;',
                            hash="b187fe749114dc6db29869a087948fd2b98cf73e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f809e",
                            table="merging_merge",
                            when="AFTER",
                        ),
                    ),
                ),
                append_only("merging_mergedrow"),
                append_only("merging_mergeevent"),
                append_only("merging_likelypairevent"),
            ]
        )
    ]
