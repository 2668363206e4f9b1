"""Teach-backs: what the person said back about a medicine."""

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
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("patients", "0004_search"),
    ]

    operations = [
        care.lib.migrations.Together(
            operations=[
                migrations.CreateModel(
                    name="TeachBack",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("sheet", models.SlugField(db_index=False, max_length=40)),
                        ("sheet_version", models.PositiveSmallIntegerField()),
                        (
                            "occasion",
                            models.CharField(
                                choices=[("start", "At the start"), ("change", "At a change"), ("again", "Once more")],
                                max_length=8,
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("en", "English"),
                                    ("es", "Spanish"),
                                    ("zh", "Chinese"),
                                    ("vi", "Vietnamese"),
                                    ("tl", "Tagalog"),
                                    ("ko", "Korean"),
                                    ("ar", "Arabic"),
                                    ("fr", "French"),
                                    ("ht", "Haitian Creole"),
                                    ("pt", "Portuguese"),
                                    ("ru", "Russian"),
                                    ("nv", "Navajo"),
                                    ("am", "Amharic"),
                                    ("bn", "Bengali"),
                                    ("kea", "Cape Verdean Creole"),
                                    ("de", "German"),
                                    ("hi", "Hindi"),
                                    ("hmn", "Hmong"),
                                    ("it", "Italian"),
                                    ("ja", "Japanese"),
                                    ("km", "Khmer"),
                                    ("ne", "Nepali"),
                                    ("fa", "Persian"),
                                    ("pl", "Polish"),
                                    ("so", "Somali"),
                                    ("sw", "Swahili"),
                                    ("uk", "Ukrainian"),
                                    ("ur", "Urdu"),
                                    ("esu", "Yup’ik"),
                                    ("ase", "American Sign Language"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "interpreter",
                            models.CharField(
                                choices=[
                                    ("none", "None needed"),
                                    ("present", "In the room"),
                                    ("remote", "By phone or video"),
                                    ("sign", "Sign language"),
                                    ("declined", "Offered, and not wanted"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "handed",
                            models.CharField(
                                choices=[
                                    ("paper", "The sheet on paper"),
                                    ("phone", "The sheet on the phone"),
                                    ("aloud", "Read out loud"),
                                    ("nothing", "Nothing, as they wished"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("clear", "Clear"), ("partly", "Partly"), ("not_now", "Another day")], max_length=8
                            ),
                        ),
                        ("own_words", models.CharField(blank=True, max_length=1000)),
                        ("unclear", models.CharField(blank=True, max_length=500)),
                        ("taught_at", models.DateTimeField()),
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
                            "taught_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["patient", "-taught_at"], name="teach_back_of_patient")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("sheet", ""), _negated=True), ("sheet_version__gte", 1)),
                                name="teach_back_of_a_sheet",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("occasion__in", ["start", "change", "again"])),
                                name="teach_back_occasion_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "language__in",
                                        [
                                            "en",
                                            "es",
                                            "zh",
                                            "vi",
                                            "tl",
                                            "ko",
                                            "ar",
                                            "fr",
                                            "ht",
                                            "pt",
                                            "ru",
                                            "nv",
                                            "am",
                                            "bn",
                                            "kea",
                                            "de",
                                            "hi",
                                            "hmn",
                                            "it",
                                            "ja",
                                            "km",
                                            "ne",
                                            "fa",
                                            "pl",
                                            "so",
                                            "sw",
                                            "uk",
                                            "ur",
                                            "esu",
                                            "ase",
                                        ],
                                    )
                                ),
                                name="teach_back_language_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("interpreter__in", ["none", "present", "remote", "sign", "declined"])),
                                name="teach_back_interpreter_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("handed__in", ["paper", "phone", "aloud", "nothing"])),
                                name="teach_back_handed_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["clear", "partly", "not_now"])),
                                name="teach_back_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", "not_now"), models.Q(("own_words", ""), _negated=True), _connector="OR"
                                ),
                                name="teach_back_in_their_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", "partly"), models.Q(("unclear", ""), _negated=True)),
                                    models.Q(models.Q(("outcome", "partly"), _negated=True), ("unclear", "")),
                                    _connector="OR",
                                ),
                                name="teach_back_says_what_is_unclear",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("error_at__isnull", True), ("error_by__isnull", True)),
                                    models.Q(("error_at__isnull", False), ("error_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="teach_back_error_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("error_at__isnull", True), ("error_reason", "")),
                                    models.Q(
                                        ("error_at__isnull", False), ("error_reason__in", ["other_person", "twice", "not_so"])
                                    ),
                                    _connector="OR",
                                ),
                                name="teach_back_error_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeachBackEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("sheet", models.SlugField(db_index=False, max_length=40, null=True)),
                        ("sheet_version", models.PositiveSmallIntegerField(null=True)),
                        (
                            "occasion",
                            models.CharField(
                                choices=[("start", "At the start"), ("change", "At a change"), ("again", "Once more")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("en", "English"),
                                    ("es", "Spanish"),
                                    ("zh", "Chinese"),
                                    ("vi", "Vietnamese"),
                                    ("tl", "Tagalog"),
                                    ("ko", "Korean"),
                                    ("ar", "Arabic"),
                                    ("fr", "French"),
                                    ("ht", "Haitian Creole"),
                                    ("pt", "Portuguese"),
                                    ("ru", "Russian"),
                                    ("nv", "Navajo"),
                                    ("am", "Amharic"),
                                    ("bn", "Bengali"),
                                    ("kea", "Cape Verdean Creole"),
                                    ("de", "German"),
                                    ("hi", "Hindi"),
                                    ("hmn", "Hmong"),
                                    ("it", "Italian"),
                                    ("ja", "Japanese"),
                                    ("km", "Khmer"),
                                    ("ne", "Nepali"),
                                    ("fa", "Persian"),
                                    ("pl", "Polish"),
                                    ("so", "Somali"),
                                    ("sw", "Swahili"),
                                    ("uk", "Ukrainian"),
                                    ("ur", "Urdu"),
                                    ("esu", "Yup’ik"),
                                    ("ase", "American Sign Language"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "interpreter",
                            models.CharField(
                                choices=[
                                    ("none", "None needed"),
                                    ("present", "In the room"),
                                    ("remote", "By phone or video"),
                                    ("sign", "Sign language"),
                                    ("declined", "Offered, and not wanted"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "handed",
                            models.CharField(
                                choices=[
                                    ("paper", "The sheet on paper"),
                                    ("phone", "The sheet on the phone"),
                                    ("aloud", "Read out loud"),
                                    ("nothing", "Nothing, as they wished"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("clear", "Clear"), ("partly", "Partly"), ("not_now", "Another day")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("own_words", models.CharField(blank=True, max_length=1000, null=True)),
                        ("unclear", models.CharField(blank=True, max_length=500, null=True)),
                        ("taught_at", models.DateTimeField(null=True)),
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
                                to="teaching.teachback",
                            ),
                        ),
                        (
                            "taught_by",
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
                    model_name="teachback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teaching_teachbackevent" ("error_at", "error_by_id", "error_reason", "handed", "id", "interpreter", "language", "occasion", "organisation_id", "outcome", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sheet", "sheet_version", "taught_at", "taught_by_id", "unclear", "uuid") VALUES (NEW."error_at", NEW."error_by_id", NEW."error_reason", NEW."handed", NEW."id", NEW."interpreter", NEW."language", NEW."occasion", NEW."organisation_id", NEW."outcome", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."sheet", NEW."sheet_version", NEW."taught_at", NEW."taught_by_id", NEW."unclear", NEW."uuid"); RETURN NULL;',
                            hash="9e2aaba69e855ee29e28dd4caa212a10d787df2d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0c7c4",
                            table="teaching_teachback",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teachback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "teaching_teachbackevent" ("error_at", "error_by_id", "error_reason", "handed", "id", "interpreter", "language", "occasion", "organisation_id", "outcome", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sheet", "sheet_version", "taught_at", "taught_by_id", "unclear", "uuid") VALUES (NEW."error_at", NEW."error_by_id", NEW."error_reason", NEW."handed", NEW."id", NEW."interpreter", NEW."language", NEW."occasion", NEW."organisation_id", NEW."outcome", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."sheet", NEW."sheet_version", NEW."taught_at", NEW."taught_by_id", NEW."unclear", NEW."uuid"); RETURN NULL;',
                            hash="a1aee94a884a031a3dd3e927f2fc53550e83479f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e3f08",
                            table="teaching_teachback",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="teachback",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "teaching_teachbackevent" ("error_at", "error_by_id", "error_reason", "handed", "id", "interpreter", "language", "occasion", "organisation_id", "outcome", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sheet", "sheet_version", "taught_at", "taught_by_id", "unclear", "uuid") VALUES (OLD."error_at", OLD."error_by_id", OLD."error_reason", OLD."handed", OLD."id", OLD."interpreter", OLD."language", OLD."occasion", OLD."organisation_id", OLD."outcome", OLD."own_words", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."sheet", OLD."sheet_version", OLD."taught_at", OLD."taught_by_id", OLD."unclear", OLD."uuid"); RETURN NULL;',
                            hash="612da24abd4170c841d4c911ee8b286a656116a1",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0f81a",
                            table="teaching_teachback",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("teaching_teachbackevent"),
    ]
