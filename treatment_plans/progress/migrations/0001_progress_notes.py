"""Progress notes, groups and templates; what is signed stays, which the database itself holds."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
import care.lib.migrations
import treatment_plans.signed.vocabulary
from care.audit.protection import append_only, signed_stays

# The goals that a note is about are signed with it.
AIMS_STAY = """
CREATE FUNCTION progress_notes_aims_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM progress_notes_progressnote
        WHERE signed_at IS NOT NULL
            AND id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.note_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.note_id END)
    ) THEN
        RAISE EXCEPTION 'what is signed stays as it was signed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER aims_stay BEFORE INSERT OR UPDATE OR DELETE ON progress_notes_noteaim
    FOR EACH ROW EXECUTE FUNCTION progress_notes_aims_stay();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_partner_systems"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("patients", "0004_search"),
        ("treatment_plans", "0005_sections_only"),
    ]

    operations = [
        care.lib.migrations.Together(
            operations=[
                migrations.CreateModel(
                    name="NoteTemplate",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("name", models.CharField(max_length=80)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit", "Visit"),
                                    ("counseling", "Individual counseling"),
                                    ("group", "Group"),
                                    ("medication", "Medication visit"),
                                    ("mental_health", "Mental health visit"),
                                    ("crisis", "Crisis contact"),
                                    ("family", "Family session"),
                                    ("peer", "Peer support"),
                                    ("contact", "Contact"),
                                    ("coordination", "Care coordination"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "structure",
                            models.CharField(
                                choices=[
                                    ("free", "Free text"),
                                    ("soap", "SOAP"),
                                    ("dap", "DAP"),
                                    ("acts", "What we did"),
                                    ("group", "Group note"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("parts", models.JSONField(default=dict)),
                        ("made_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField()),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "made_by",
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
                                fields=("organisation", "name"),
                                name="note_template_name_once",
                            ),
                            models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="note_template_named"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "visit",
                                            "counseling",
                                            "group",
                                            "medication",
                                            "mental_health",
                                            "crisis",
                                            "family",
                                            "peer",
                                            "contact",
                                            "coordination",
                                        ],
                                    )
                                ),
                                name="note_template_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("structure__in", ["free", "soap", "dap", "acts", "group"])),
                                name="note_template_structure_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("retired_at__isnull", True), ("retired_by__isnull", True)),
                                    models.Q(("retired_at__isnull", False), ("retired_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="note_template_retired_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateRate",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("month", models.DateField()),
                        ("notes", models.PositiveIntegerField(default=0)),
                        ("words", models.PositiveIntegerField(default=0)),
                        ("hits", models.PositiveIntegerField(default=0)),
                        (
                            "template",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rates",
                                to="progress_notes.notetemplate",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("template", "month"), name="template_rate_once_a_month"),
                            models.CheckConstraint(condition=models.Q(("month__day", 1)), name="template_rate_of_a_month"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupSession",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("title", models.CharField(max_length=120)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField()),
                        ("written_at", models.DateTimeField()),
                        (
                            "leader",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
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
                            models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="group_session_titled"),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="group_session_ends_after_start"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressNote",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
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
                        ("saved_at", models.DateTimeField()),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("seal", models.CharField(blank=True, max_length=64)),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("cosigned_at", models.DateTimeField(blank=True, null=True)),
                        ("error_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit", "Visit"),
                                    ("counseling", "Individual counseling"),
                                    ("group", "Group"),
                                    ("medication", "Medication visit"),
                                    ("mental_health", "Mental health visit"),
                                    ("crisis", "Crisis contact"),
                                    ("family", "Family session"),
                                    ("peer", "Peer support"),
                                    ("contact", "Contact"),
                                    ("coordination", "Care coordination"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[("mental_health", "Mental health"), ("sud", "Substance use care")], max_length=16
                            ),
                        ),
                        (
                            "structure",
                            models.CharField(
                                choices=[
                                    ("free", "Free text"),
                                    ("soap", "SOAP"),
                                    ("dap", "DAP"),
                                    ("acts", "What we did"),
                                    ("group", "Group note"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("parts", models.JSONField(default=list)),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("starts_at", models.DateTimeField()),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("clinic", "Clinic"),
                                    ("home", "Home"),
                                    ("street", "Outside"),
                                    ("hospital", "Hospital"),
                                    ("custody", "Custody"),
                                    ("other", "Elsewhere"),
                                ],
                                default="clinic",
                                max_length=12,
                            ),
                        ),
                        (
                            "modality",
                            models.CharField(
                                choices=[
                                    ("in_person", "In person"),
                                    ("video", "Video visit"),
                                    ("audio", "Audio visit"),
                                    ("phone", "Phone call"),
                                    ("outreach", "Outreach"),
                                ],
                                default="in_person",
                                max_length=12,
                            ),
                        ),
                        (
                            "consent",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("now", "Said yes at the start"),
                                    ("on_file", "Signed before, still stands"),
                                    ("emergency", "Could not be asked: emergency"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("person_place", models.CharField(blank=True, max_length=200)),
                        ("fallback_phone", models.CharField(blank=True, max_length=40)),
                        (
                            "identity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("known", "Known to the clinician"),
                                    ("birth_date", "Name and birth date"),
                                    ("paper", "A paper with a picture"),
                                    ("word", "A word agreed before"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("taken_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "error_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("other_person", "Another person’s"),
                                    ("twice", "Written twice"),
                                    ("wrong", "What it says is wrong"),
                                    ("mistake", "Another mistake"),
                                ],
                                max_length=16,
                            ),
                        ),
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
                        (
                            "author",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"),
                        ),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
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
                            "first_author",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.staff",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="progress_notes.groupsession",
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
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="progress_notes.notetemplate",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["draft", "signed", "amended", "entered-in-error"])),
                                name="progress_note_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="progress_note_signed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_at__isnull", True), ("asked_by__isnull", True)),
                                    models.Q(("asked_at__isnull", False), ("asked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="progress_note_asked_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cosigned_at__isnull", True), ("cosigned_by__isnull", True)),
                                    models.Q(("cosigned_at__isnull", False), ("cosigned_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="progress_note_cosigned_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("error_at__isnull", True), ("error_by__isnull", True)),
                                    models.Q(("error_at__isnull", False), ("error_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="progress_note_error_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("seal", ""), ("signed_at__isnull", True), ("status", "draft")),
                                    models.Q(
                                        models.Q(("status", "draft"), _negated=True),
                                        ("signed_at__isnull", False),
                                        models.Q(("seal", ""), _negated=True),
                                        models.Q(("parts", []), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="progress_note_signed_is_sealed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_at__isnull", True), ("cosigner__isnull", True)),
                                    models.Q(
                                        ("asked_at__isnull", False), ("cosigner__isnull", False), ("signed_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="progress_note_cosigner_was_asked",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cosigner__isnull", True),
                                    models.Q(("cosigner", models.F("author")), _negated=True),
                                    _connector="OR",
                                ),
                                name="progress_note_cosigner_is_another",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cosigned_at__isnull", True), ("cosigner__isnull", False), _connector="OR"),
                                name="progress_note_cosigned_has_cosigner",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("error_at__isnull", False),
                                        ("error_reason__in", ["other_person", "twice", "wrong", "mistake"]),
                                        ("status", "entered-in-error"),
                                    ),
                                    models.Q(
                                        models.Q(("status", "entered-in-error"), _negated=True),
                                        ("error_at__isnull", True),
                                        ("error_reason", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="progress_note_error_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "visit",
                                            "counseling",
                                            "group",
                                            "medication",
                                            "mental_health",
                                            "crisis",
                                            "family",
                                            "peer",
                                            "contact",
                                            "coordination",
                                        ],
                                    )
                                ),
                                name="progress_note_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("category__in", ["mental_health", "sud"])),
                                name="progress_note_category_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("category", "mental_health"), ("kind__in", ["crisis", "mental_health"])),
                                    models.Q(
                                        models.Q(("kind__in", ["crisis", "mental_health"]), _negated=True), ("category", "sud")
                                    ),
                                    _connector="OR",
                                ),
                                name="progress_note_category_of_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("structure__in", ["free", "soap", "dap", "acts", "group"])),
                                name="progress_note_structure_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("place__in", ["clinic", "home", "street", "hospital", "custody", "other"])),
                                name="progress_note_place_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("modality__in", ["in_person", "video", "audio", "phone", "outreach"])),
                                name="progress_note_modality_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("consent__in", ["now", "on_file", "emergency", ""])),
                                name="progress_note_consent_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("identity__in", ["known", "birth_date", "paper", "word", ""])),
                                name="progress_note_identity_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__isnull", True), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                                ),
                                name="progress_note_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_at__isnull", True),
                                    models.Q(("modality__in", ["video", "audio"]), _negated=True),
                                    models.Q(
                                        ("consent", ""),
                                        ("person_place", ""),
                                        ("fallback_phone", ""),
                                        ("identity", ""),
                                        _connector="OR",
                                        _negated=True,
                                    ),
                                    _connector="OR",
                                ),
                                name="progress_note_telehealth_complete",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="progress_note_taken_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("first_author__isnull", True), ("taken_at__isnull", True)),
                                    models.Q(("first_author__isnull", False), ("taken_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="progress_note_taken_from_somebody",
                            ),
                        ],
                        "indexes": [
                            models.Index(fields=["patient", "-starts_at"], name="progress_note_of_patient"),
                            models.Index(fields=["author", "status"], name="progress_note_of_author"),
                            models.Index(
                                condition=models.Q(("cosigner__isnull", False)),
                                fields=["cosigner"],
                                name="progress_note_of_cosigner",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NoteAim",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "goal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="treatment_plans.goal"
                            ),
                        ),
                        (
                            "intervention",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="treatment_plans.intervention",
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="aims", to="progress_notes.progressnote"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("note", "goal", "intervention"), name="note_aim_once", nulls_distinct=False
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressAddendum",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("begun_at", models.DateTimeField()),
                        ("saved_at", models.DateTimeField()),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("seal", models.CharField(blank=True, max_length=64)),
                        ("text", models.TextField(blank=True)),
                        (
                            "begun_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
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
                        (
                            "writer",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addenda",
                                to="progress_notes.progressnote",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("signed_at__isnull", True)),
                                fields=("note", "writer"),
                                name="progress_addendum_one_unsigned_of_writer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                                    models.Q(("signed_at__isnull", False), ("signed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="progress_addendum_signed_pair",
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
                                name="progress_addendum_signed_is_sealed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupSessionEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("title", models.CharField(max_length=120, null=True)),
                        ("starts_at", models.DateTimeField(null=True)),
                        ("ends_at", models.DateTimeField(null=True)),
                        ("written_at", models.DateTimeField(null=True)),
                        (
                            "leader",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.staff",
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
                                to="progress_notes.groupsession",
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
                    name="NoteTemplateEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("name", models.CharField(max_length=80, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit", "Visit"),
                                    ("counseling", "Individual counseling"),
                                    ("group", "Group"),
                                    ("medication", "Medication visit"),
                                    ("mental_health", "Mental health visit"),
                                    ("crisis", "Crisis contact"),
                                    ("family", "Family session"),
                                    ("peer", "Peer support"),
                                    ("contact", "Contact"),
                                    ("coordination", "Care coordination"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "structure",
                            models.CharField(
                                choices=[
                                    ("free", "Free text"),
                                    ("soap", "SOAP"),
                                    ("dap", "DAP"),
                                    ("acts", "What we did"),
                                    ("group", "Group note"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("made_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(null=True)),
                        ("retired_at", models.DateTimeField(blank=True, null=True)),
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
                            "made_by",
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
                                to="progress_notes.notetemplate",
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
                    name="ProgressAddendumEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("begun_at", models.DateTimeField(null=True)),
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("seal", models.CharField(blank=True, max_length=64, null=True)),
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
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="progress_notes.progressaddendum",
                            ),
                        ),
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
                        (
                            "note",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="progress_notes.progressnote",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="NoteAimEvent",
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
                            "intervention",
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
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="progress_notes.noteaim",
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="progress_notes.progressnote",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProgressNoteEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
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
                        ("signed_at", models.DateTimeField(blank=True, null=True)),
                        ("seal", models.CharField(blank=True, max_length=64, null=True)),
                        ("asked_at", models.DateTimeField(blank=True, null=True)),
                        ("cosigned_at", models.DateTimeField(blank=True, null=True)),
                        ("error_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visit", "Visit"),
                                    ("counseling", "Individual counseling"),
                                    ("group", "Group"),
                                    ("medication", "Medication visit"),
                                    ("mental_health", "Mental health visit"),
                                    ("crisis", "Crisis contact"),
                                    ("family", "Family session"),
                                    ("peer", "Peer support"),
                                    ("contact", "Contact"),
                                    ("coordination", "Care coordination"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[("mental_health", "Mental health"), ("sud", "Substance use care")],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "structure",
                            models.CharField(
                                choices=[
                                    ("free", "Free text"),
                                    ("soap", "SOAP"),
                                    ("dap", "DAP"),
                                    ("acts", "What we did"),
                                    ("group", "Group note"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("starts_at", models.DateTimeField(null=True)),
                        ("ends_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("clinic", "Clinic"),
                                    ("home", "Home"),
                                    ("street", "Outside"),
                                    ("hospital", "Hospital"),
                                    ("custody", "Custody"),
                                    ("other", "Elsewhere"),
                                ],
                                default="clinic",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "modality",
                            models.CharField(
                                choices=[
                                    ("in_person", "In person"),
                                    ("video", "Video visit"),
                                    ("audio", "Audio visit"),
                                    ("phone", "Phone call"),
                                    ("outreach", "Outreach"),
                                ],
                                default="in_person",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "consent",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("now", "Said yes at the start"),
                                    ("on_file", "Signed before, still stands"),
                                    ("emergency", "Could not be asked: emergency"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("person_place", models.CharField(blank=True, max_length=200, null=True)),
                        ("fallback_phone", models.CharField(blank=True, max_length=40, null=True)),
                        (
                            "identity",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("known", "Known to the clinician"),
                                    ("birth_date", "Name and birth date"),
                                    ("paper", "A paper with a picture"),
                                    ("word", "A word agreed before"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("taken_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "error_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("other_person", "Another person’s"),
                                    ("twice", "Written twice"),
                                    ("wrong", "What it says is wrong"),
                                    ("mistake", "Another mistake"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
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
                            "first_author",
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
                            "group",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="progress_notes.groupsession",
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
                                to="progress_notes.progressnote",
                            ),
                        ),
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
                        (
                            "taken_by",
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
                            "template",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="progress_notes.notetemplate",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="groupsession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "progress_notes_groupsessionevent" ("ends_at", "id", "leader_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "title", "uuid", "written_at", "written_by_id") VALUES (NEW."ends_at", NEW."id", NEW."leader_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."starts_at", NEW."title", NEW."uuid", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="d490e42309bbc6755dcbe4dcea68defe9f962ee6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ebe6e",
                            table="progress_notes_groupsession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="groupsession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "progress_notes_groupsessionevent" ("ends_at", "id", "leader_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "title", "uuid", "written_at", "written_by_id") VALUES (NEW."ends_at", NEW."id", NEW."leader_id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."starts_at", NEW."title", NEW."uuid", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                            hash="8e646aade7db046c006611013a0809177518445e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_130e9",
                            table="progress_notes_groupsession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="groupsession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "progress_notes_groupsessionevent" ("ends_at", "id", "leader_id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_at", "title", "uuid", "written_at", "written_by_id") VALUES (OLD."ends_at", OLD."id", OLD."leader_id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."starts_at", OLD."title", OLD."uuid", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                            hash="8ba05d3c62e8172f23a892fa1df242e3dfb97e2f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_96be1",
                            table="progress_notes_groupsession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notetemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "progress_notes_notetemplateevent" ("changed_at", "changed_by_id", "id", "kind", "made_at", "made_by_id", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_at", "retired_by_id", "structure", "uuid") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."kind", NEW."made_at", NEW."made_by_id", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."retired_at", NEW."retired_by_id", NEW."structure", NEW."uuid"); RETURN NULL;',
                            hash="0047d227dbd5b7d8b90b51a36cbed958dd9cfec6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_35168",
                            table="progress_notes_notetemplate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notetemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."changed_by_id" IS DISTINCT FROM (NEW."changed_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."retired_at" IS DISTINCT FROM (NEW."retired_at") OR OLD."retired_by_id" IS DISTINCT FROM (NEW."retired_by_id") OR OLD."structure" IS DISTINCT FROM (NEW."structure") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func='INSERT INTO "progress_notes_notetemplateevent" ("changed_at", "changed_by_id", "id", "kind", "made_at", "made_by_id", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_at", "retired_by_id", "structure", "uuid") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."kind", NEW."made_at", NEW."made_by_id", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."retired_at", NEW."retired_by_id", NEW."structure", NEW."uuid"); RETURN NULL;',
                            hash="6a4e32432863f22da5269873af199b5b935e1165",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ac5c8",
                            table="progress_notes_notetemplate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="notetemplate",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "progress_notes_notetemplateevent" ("changed_at", "changed_by_id", "id", "kind", "made_at", "made_by_id", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_at", "retired_by_id", "structure", "uuid") VALUES (OLD."changed_at", OLD."changed_by_id", OLD."id", OLD."kind", OLD."made_at", OLD."made_by_id", OLD."name", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."retired_at", OLD."retired_by_id", OLD."structure", OLD."uuid"); RETURN NULL;',
                            hash="dc8e4519a27fa770af1c98b160a528e75f155a18",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_a4ba2",
                            table="progress_notes_notetemplate",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="progressnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "progress_notes_progressnoteevent" ("asked_at", "asked_by_id", "author_id", "begun_at", "begun_by_id", "category", "consent", "cosigned_at", "cosigned_by_id", "cosigner_id", "ends_at", "error_at", "error_by_id", "error_reason", "fallback_phone", "first_author_id", "group_id", "id", "identity", "kind", "modality", "organisation_id", "patient_id", "person_place", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "seal", "signed_at", "signed_by_id", "starts_at", "status", "structure", "taken_at", "taken_by_id", "template_id", "uuid") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."author_id", NEW."begun_at", NEW."begun_by_id", NEW."category", NEW."consent", NEW."cosigned_at", NEW."cosigned_by_id", NEW."cosigner_id", NEW."ends_at", NEW."error_at", NEW."error_by_id", NEW."error_reason", NEW."fallback_phone", NEW."first_author_id", NEW."group_id", NEW."id", NEW."identity", NEW."kind", NEW."modality", NEW."organisation_id", NEW."patient_id", NEW."person_place", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."place", NEW."seal", NEW."signed_at", NEW."signed_by_id", NEW."starts_at", NEW."status", NEW."structure", NEW."taken_at", NEW."taken_by_id", NEW."template_id", NEW."uuid"); RETURN NULL;',
                            hash="be7682fcdbe664e2d8d25fcc6dfc9d4c6aaa18a0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_653cf",
                            table="progress_notes_progressnote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="progressnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."begun_by_id" IS DISTINCT FROM (NEW."begun_by_id") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."consent" IS DISTINCT FROM (NEW."consent") OR OLD."cosigned_at" IS DISTINCT FROM (NEW."cosigned_at") OR OLD."cosigned_by_id" IS DISTINCT FROM (NEW."cosigned_by_id") OR OLD."cosigner_id" IS DISTINCT FROM (NEW."cosigner_id") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."error_at" IS DISTINCT FROM (NEW."error_at") OR OLD."error_by_id" IS DISTINCT FROM (NEW."error_by_id") OR OLD."error_reason" IS DISTINCT FROM (NEW."error_reason") OR OLD."fallback_phone" IS DISTINCT FROM (NEW."fallback_phone") OR OLD."first_author_id" IS DISTINCT FROM (NEW."first_author_id") OR OLD."group_id" IS DISTINCT FROM (NEW."group_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identity" IS DISTINCT FROM (NEW."identity") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."modality" IS DISTINCT FROM (NEW."modality") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."person_place" IS DISTINCT FROM (NEW."person_place") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."seal" IS DISTINCT FROM (NEW."seal") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."signed_by_id" IS DISTINCT FROM (NEW."signed_by_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."structure" IS DISTINCT FROM (NEW."structure") OR OLD."taken_at" IS DISTINCT FROM (NEW."taken_at") OR OLD."taken_by_id" IS DISTINCT FROM (NEW."taken_by_id") OR OLD."template_id" IS DISTINCT FROM (NEW."template_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func='INSERT INTO "progress_notes_progressnoteevent" ("asked_at", "asked_by_id", "author_id", "begun_at", "begun_by_id", "category", "consent", "cosigned_at", "cosigned_by_id", "cosigner_id", "ends_at", "error_at", "error_by_id", "error_reason", "fallback_phone", "first_author_id", "group_id", "id", "identity", "kind", "modality", "organisation_id", "patient_id", "person_place", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "seal", "signed_at", "signed_by_id", "starts_at", "status", "structure", "taken_at", "taken_by_id", "template_id", "uuid") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."author_id", NEW."begun_at", NEW."begun_by_id", NEW."category", NEW."consent", NEW."cosigned_at", NEW."cosigned_by_id", NEW."cosigner_id", NEW."ends_at", NEW."error_at", NEW."error_by_id", NEW."error_reason", NEW."fallback_phone", NEW."first_author_id", NEW."group_id", NEW."id", NEW."identity", NEW."kind", NEW."modality", NEW."organisation_id", NEW."patient_id", NEW."person_place", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."place", NEW."seal", NEW."signed_at", NEW."signed_by_id", NEW."starts_at", NEW."status", NEW."structure", NEW."taken_at", NEW."taken_by_id", NEW."template_id", NEW."uuid"); RETURN NULL;',
                            hash="b584014d33e6d36825230bd8069d055369417215",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bd3ad",
                            table="progress_notes_progressnote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="progressnote",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "progress_notes_progressnoteevent" ("asked_at", "asked_by_id", "author_id", "begun_at", "begun_by_id", "category", "consent", "cosigned_at", "cosigned_by_id", "cosigner_id", "ends_at", "error_at", "error_by_id", "error_reason", "fallback_phone", "first_author_id", "group_id", "id", "identity", "kind", "modality", "organisation_id", "patient_id", "person_place", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "seal", "signed_at", "signed_by_id", "starts_at", "status", "structure", "taken_at", "taken_by_id", "template_id", "uuid") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."author_id", OLD."begun_at", OLD."begun_by_id", OLD."category", OLD."consent", OLD."cosigned_at", OLD."cosigned_by_id", OLD."cosigner_id", OLD."ends_at", OLD."error_at", OLD."error_by_id", OLD."error_reason", OLD."fallback_phone", OLD."first_author_id", OLD."group_id", OLD."id", OLD."identity", OLD."kind", OLD."modality", OLD."organisation_id", OLD."patient_id", OLD."person_place", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."place", OLD."seal", OLD."signed_at", OLD."signed_by_id", OLD."starts_at", OLD."status", OLD."structure", OLD."taken_at", OLD."taken_by_id", OLD."template_id", OLD."uuid"); RETURN NULL;',
                            hash="e0ddbdfd2dab41221e8ccb69d63ed50df9d5cd4d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_55651",
                            table="progress_notes_progressnote",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="progressaddendum",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "progress_notes_progressaddendumevent" ("begun_at", "begun_by_id", "id", "note_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seal", "signed_at", "signed_by_id", "uuid", "writer_id") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."id", NEW."note_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."seal", NEW."signed_at", NEW."signed_by_id", NEW."uuid", NEW."writer_id"); RETURN NULL;',
                            hash="564f4fa1f83f07098b694a14b3d48babe1e72965",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8bb4d",
                            table="progress_notes_progressaddendum",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="progressaddendum",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."begun_at" IS DISTINCT FROM (NEW."begun_at") OR OLD."begun_by_id" IS DISTINCT FROM (NEW."begun_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note_id" IS DISTINCT FROM (NEW."note_id") OR OLD."seal" IS DISTINCT FROM (NEW."seal") OR OLD."signed_at" IS DISTINCT FROM (NEW."signed_at") OR OLD."signed_by_id" IS DISTINCT FROM (NEW."signed_by_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."writer_id" IS DISTINCT FROM (NEW."writer_id"))',
                            func='INSERT INTO "progress_notes_progressaddendumevent" ("begun_at", "begun_by_id", "id", "note_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seal", "signed_at", "signed_by_id", "uuid", "writer_id") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."id", NEW."note_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."seal", NEW."signed_at", NEW."signed_by_id", NEW."uuid", NEW."writer_id"); RETURN NULL;',
                            hash="23f882b56f05c20fae65d7b5b3ee141d98766ce2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e071c",
                            table="progress_notes_progressaddendum",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="progressaddendum",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "progress_notes_progressaddendumevent" ("begun_at", "begun_by_id", "id", "note_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seal", "signed_at", "signed_by_id", "uuid", "writer_id") VALUES (OLD."begun_at", OLD."begun_by_id", OLD."id", OLD."note_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."seal", OLD."signed_at", OLD."signed_by_id", OLD."uuid", OLD."writer_id"); RETURN NULL;',
                            hash="7899ba1e35e7cdee79bfbfabac5cfbda72d59321",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2fa4b",
                            table="progress_notes_progressaddendum",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteaim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "progress_notes_noteaimevent" ("goal_id", "id", "intervention_id", "note_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."goal_id", NEW."id", NEW."intervention_id", NEW."note_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="de321a4e70dc122614f1c4451d25fb86968ed15f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7819f",
                            table="progress_notes_noteaim",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteaim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "progress_notes_noteaimevent" ("goal_id", "id", "intervention_id", "note_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."goal_id", NEW."id", NEW."intervention_id", NEW."note_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id"); RETURN NULL;',
                            hash="c42864d91405befbfd016efd69c8179b2cd2baa7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fc784",
                            table="progress_notes_noteaim",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="noteaim",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "progress_notes_noteaimevent" ("goal_id", "id", "intervention_id", "note_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."goal_id", OLD."id", OLD."intervention_id", OLD."note_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="18da26171f10a8687bca6b5b44de394a74a9ae0e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_326a1",
                            table="progress_notes_noteaim",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        signed_stays(
            "progress_notes_progressnote",
            *("uuid", "patient_id", "organisation_id", "author_id", "first_author_id", "kind", "category", "structure", "parts"),
            *("starts_at", "ends_at", "place", "modality", "consent", "person_place", "fallback_phone", "identity"),
            *("group_id", "template_id", "signed_at", "signed_by_id", "seal"),
        ),
        signed_stays(
            "progress_notes_progressaddendum", "uuid", "note_id", "writer_id", "text", "signed_at", "signed_by_id", "seal"
        ),
        migrations.RunSQL(
            AIMS_STAY, "DROP TRIGGER aims_stay ON progress_notes_noteaim; DROP FUNCTION progress_notes_aims_stay();"
        ),
        append_only("progress_notes_notetemplateevent"),
        append_only("progress_notes_groupsessionevent"),
        append_only("progress_notes_progressnoteevent"),
        append_only("progress_notes_noteaimevent"),
        append_only("progress_notes_progressaddendumevent"),
    ]
