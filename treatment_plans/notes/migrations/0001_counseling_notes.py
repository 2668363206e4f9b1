"""Counseling notes and what is added to them; what is signed stays, which the database itself holds."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.fields
import care.lib.ids
import treatment_plans.signed.vocabulary
from care.audit.protection import append_only, signed_stays
from care.lib.migrations import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("patients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="CounselingNote",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"),
                        ),
                        ("session_on", models.DateField()),
                        ("text", care.lib.fields.EncryptedTextField(blank=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("signed", "Signed"),
                                    ("amended", "Signed, with addenda"),
                                    ("entered-in-error", "Entered in error"),
                                ],
                                default=treatment_plans.signed.vocabulary.NoteStatus["DRAFT"],
                                max_length=20,
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        ("saved_at", models.DateTimeField()),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("seal", models.CharField(blank=True, max_length=64)),
                        (
                            "cosigner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.staff",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("cosigned_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cosigned_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("error_at", models.DateTimeField(blank=True, null=True)),
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
                            "error_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("other_person", "Another person’s"),
                                    ("twice", "Written twice"),
                                    ("record", "It belongs in the record"),
                                    ("mistake", "Another mistake"),
                                ],
                                max_length=16,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["author", "patient", "-session_on"], name="note_of_author"),
                            models.Index(
                                condition=models.Q(("cosigner__isnull", False)),
                                fields=["cosigner", "patient"],
                                name="note_of_cosigner",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["draft", "signed", "amended", "entered-in-error"])),
                                name="note_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="note_signed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_at__isnull", True), ("asked_by__isnull", True)),
                                    models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="note_asked_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cosigned_at__isnull", True), ("cosigned_by__isnull", True)),
                                    models.Q(("cosigned_at__isnull", False), ("cosigned_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="note_cosigned_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("error_at__isnull", True), ("error_by__isnull", True)),
                                    models.Q(("error_at__isnull", False), ("error_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="note_error_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("seal", ""), ("signed_at__isnull", True), ("status", "draft")),
                                    models.Q(
                                        models.Q(("status", "draft"), _negated=True),
                                        ("signed_at__isnull", False),
                                        models.Q(("seal", ""), _negated=True),
                                        models.Q(("text", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="note_signed_is_sealed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_at__isnull", True), ("cosigner__isnull", True)),
                                    models.Q(
                                        ("asked_at__isnull", False), ("cosigner__isnull", False), ("signed_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="note_cosigner_was_asked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cosigner__isnull", True),
                                    models.Q(("cosigner", models.F("author")), _negated=True),
                                    _connector="OR",
                                ),
                                name="note_cosigner_is_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cosigned_at__isnull", True), ("cosigner__isnull", False), _connector="OR"),
                                name="note_cosigned_has_cosigner",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("error_at__isnull", False),
                                        ("error_reason__in", ["other_person", "twice", "record", "mistake"]),
                                        ("status", "entered-in-error"),
                                    ),
                                    models.Q(
                                        models.Q(("status", "entered-in-error"), _negated=True),
                                        ("error_at__isnull", True),
                                        ("error_reason", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="note_error_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CounselingNoteEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="notes.counselingnote",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
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
                            "author",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.staff",
                            ),
                        ),
                        ("session_on", models.DateField(null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("signed", "Signed"),
                                    ("amended", "Signed, with addenda"),
                                    ("entered-in-error", "Entered in error"),
                                ],
                                default=treatment_plans.signed.vocabulary.NoteStatus["DRAFT"],
                                max_length=20,
                                null=True,
                            ),
                        ),
                        ("begun_at", models.DateTimeField(null=True)),
                        (
                            "begun_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "signed_by",
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
                        ("seal", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "cosigner",
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
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
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
                        ("cosigned_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cosigned_by",
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
                        ("error_at", models.DateTimeField(blank=True, null=True)),
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
                            "error_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("other_person", "Another person’s"),
                                    ("twice", "Written twice"),
                                    ("record", "It belongs in the record"),
                                    ("mistake", "Another mistake"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NoteAddendum",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="addenda", to="notes.counselingnote"
                            ),
                        ),
                        (
                            "writer",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"),
                        ),
                        ("text", care.lib.fields.EncryptedTextField(blank=True)),
                        ("begun_at", models.DateTimeField()),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        ("saved_at", models.DateTimeField()),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("seal", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("signed_at__isnull", True)),
                                fields=("note", "writer"),
                                name="addendum_one_unsigned_of_writer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="addendum_signed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("seal", ""), ("signed_at__isnull", True)),
                                    models.Q(
                                        ("signed_at__isnull", False),
                                        models.Q(("seal", ""), _negated=True),
                                        models.Q(("text", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="addendum_signed_is_sealed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoteAddendumEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="notes.noteaddendum",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "note",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="notes.counselingnote",
                            ),
                        ),
                        (
                            "writer",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.staff",
                            ),
                        ),
                        ("begun_at", models.DateTimeField(null=True)),
                        (
                            "begun_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "signed_by",
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
                        ("seal", models.CharField(blank=True, max_length=64, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="counselingnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "notes_counselingnoteevent" ("asked_at", "asked_by_id", "author_id", "begun_at", "begun_by_id", "cosigned_at", "cosigned_by_id", "cosigner_id", "error_at", "error_by_id", "error_reason", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seal", "session_on", "signed_at", "signed_by_id", "status", "uuid") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."author_id", NEW."begun_at", NEW."begun_by_id", NEW."cosigned_at", NEW."cosigned_by_id", NEW."cosigner_id", NEW."error_at", NEW."error_by_id", NEW."error_reason", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."seal", NEW."session_on", NEW."signed_at", NEW."signed_by_id", NEW."status", NEW."uuid"); RETURN NULL;',
                            hash="31931f8cd98b927d3d26dc0d6fd11f3225fd7d5c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bb00c",
                            table="notes_counselingnote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="counselingnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."begun_by_id" IS DISTINCT FROM (NEW."begun_by_id") OR OLD."cosigned_at" IS DISTINCT FROM (NEW."cosigned_at") OR OLD."cosigned_by_id" IS DISTINCT FROM (NEW."cosigned_by_id") OR OLD."cosigner_id" IS DISTINCT FROM (NEW."cosigner_id") OR OLD."error_at" IS DISTINCT FROM (NEW."error_at") OR OLD."error_by_id" IS DISTINCT FROM (NEW."error_by_id") OR OLD."error_reason" IS DISTINCT FROM (NEW."error_reason") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."seal" IS DISTINCT FROM (NEW."seal") OR OLD."session_on" IS DISTINCT FROM (NEW."session_on") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."signed_by_id" IS DISTINCT FROM (NEW."signed_by_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func='INSERT INTO "notes_counselingnoteevent" ("asked_at", "asked_by_id", "author_id", "begun_at", "begun_by_id", "cosigned_at", "cosigned_by_id", "cosigner_id", "error_at", "error_by_id", "error_reason", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seal", "session_on", "signed_at", "signed_by_id", "status", "uuid") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."author_id", NEW."begun_at", NEW."begun_by_id", NEW."cosigned_at", NEW."cosigned_by_id", NEW."cosigner_id", NEW."error_at", NEW."error_by_id", NEW."error_reason", NEW."id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."seal", NEW."session_on", NEW."signed_at", NEW."signed_by_id", NEW."status", NEW."uuid"); RETURN NULL;',
                            hash="9a2ab1d90cc9066b4808d2e4426253893d48e4bc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_edc2b",
                            table="notes_counselingnote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="counselingnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "notes_counselingnoteevent" ("asked_at", "asked_by_id", "author_id", "begun_at", "begun_by_id", "cosigned_at", "cosigned_by_id", "cosigner_id", "error_at", "error_by_id", "error_reason", "id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seal", "session_on", "signed_at", "signed_by_id", "status", "uuid") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."author_id", OLD."begun_at", OLD."begun_by_id", OLD."cosigned_at", OLD."cosigned_by_id", OLD."cosigner_id", OLD."error_at", OLD."error_by_id", OLD."error_reason", OLD."id", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."seal", OLD."session_on", OLD."signed_at", OLD."signed_by_id", OLD."status", OLD."uuid"); RETURN NULL;',
                            hash="29849a1331894a1be2fe8cda49900dbd844e2172",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0c5f3",
                            table="notes_counselingnote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteaddendum",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "notes_noteaddendumevent" ("begun_at", "begun_by_id", "id", "note_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seal", "signed_at", "signed_by_id", "uuid", "writer_id") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."id", NEW."note_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."seal", NEW."signed_at", NEW."signed_by_id", NEW."uuid", NEW."writer_id"); RETURN NULL;',
                            hash="3273b57afd0b0f659bde8e4122b2db103e07f7fe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d79fd",
                            table="notes_noteaddendum",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteaddendum",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."begun_by_id" IS DISTINCT FROM (NEW."begun_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note_id" IS DISTINCT FROM (NEW."note_id") OR OLD."seal" IS DISTINCT FROM (NEW."seal") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."signed_by_id" IS DISTINCT FROM (NEW."signed_by_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."writer_id" IS DISTINCT FROM (NEW."writer_id"))',
                            func='INSERT INTO "notes_noteaddendumevent" ("begun_at", "begun_by_id", "id", "note_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seal", "signed_at", "signed_by_id", "uuid", "writer_id") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."id", NEW."note_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."seal", NEW."signed_at", NEW."signed_by_id", NEW."uuid", NEW."writer_id"); RETURN NULL;',
                            hash="7784d81fbed8eb88d6a8b48d24f856859d795c77",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bcde5",
                            table="notes_noteaddendum",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteaddendum",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "notes_noteaddendumevent" ("begun_at", "begun_by_id", "id", "note_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seal", "signed_at", "signed_by_id", "uuid", "writer_id") VALUES (OLD."begun_at", OLD."begun_by_id", OLD."id", OLD."note_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."seal", OLD."signed_at", OLD."signed_by_id", OLD."uuid", OLD."writer_id"); RETURN NULL;',
                            hash="12b52a9624da2e8089e5b52b210d6c2757fd6b42",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_22613",
                            table="notes_noteaddendum",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        signed_stays(
            "notes_counselingnote",
            *("uuid", "patient_id", "organisation_id", "author_id", "session_on", "signed_at", "signed_by_id", "seal"),
        ),
        signed_stays("notes_noteaddendum", "uuid", "note_id", "writer_id", "signed_at", "signed_by_id", "seal"),
        append_only("notes_counselingnoteevent"),
        append_only("notes_noteaddendumevent"),
    ]
