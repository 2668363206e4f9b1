"""People, contact points, allergies, conditions, search keys, and what came from elsewhere, with their history."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
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
        ("accounts", "__first__"),
        ("audit", "0001_initial"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Patient",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("mrn", models.CharField(max_length=32, verbose_name="MRN")),
                        ("legal_given", models.CharField(blank=True, max_length=120, verbose_name="legal given names")),
                        ("legal_family", models.CharField(blank=True, max_length=120, verbose_name="legal family names")),
                        ("chosen_name", models.CharField(blank=True, max_length=120)),
                        (
                            "former_names",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=240), blank=True, default=list, size=None
                            ),
                        ),
                        ("pronouns", models.CharField(blank=True, max_length=40)),
                        ("birth_date", models.DateField()),
                        (
                            "zone",
                            models.CharField(
                                choices=[
                                    ("America/New_York", "Eastern (New York)"),
                                    ("America/Chicago", "Central (Chicago)"),
                                    ("America/Denver", "Mountain (Denver)"),
                                    ("America/Phoenix", "Mountain (Phoenix)"),
                                    ("America/Los_Angeles", "Pacific (Los Angeles)"),
                                    ("America/Anchorage", "Alaska (Anchorage)"),
                                    ("Pacific/Honolulu", "Hawaii (Honolulu)"),
                                    ("America/Puerto_Rico", "Atlantic (Puerto Rico)"),
                                ],
                                default="America/New_York",
                                max_length=64,
                                verbose_name="time zone",
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
                                    ("ase", "American Sign Language"),
                                ],
                                default="en",
                                max_length=8,
                            ),
                        ),
                        (
                            "allergies_state",
                            models.CharField(
                                choices=[("not_asked", "Not asked"), ("none_known", "No known allergies"), ("listed", "Listed")],
                                default="not_asked",
                                max_length=16,
                            ),
                        ),
                        ("ask_for", models.CharField(blank=True, max_length=200)),
                        ("code_word", models.CharField(blank=True, max_length=60)),
                        ("contact_note", models.CharField(blank=True, max_length=300)),
                        ("deceased_on", models.DateField(blank=True, null=True)),
                        ("death_recorded_at", models.DateTimeField(blank=True, null=True)),
                        ("registered_at", models.DateTimeField()),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "death_recorded_by",
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
                            "registered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["organisation", "birth_date"], name="patient_by_birth_date")],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("organisation"),
                                django.db.models.functions.text.Upper("mrn"),
                                name="patient_mrn_once_in_an_organisation",
                            ),
                            models.CheckConstraint(condition=models.Q(("mrn", ""), _negated=True), name="patient_has_mrn"),
                            models.CheckConstraint(
                                condition=models.Q(("chosen_name", ""), ("legal_family", ""), ("legal_given", ""), _negated=True),
                                name="patient_has_a_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "birth_date__gte",
                                        models.Func(
                                            models.F("registered_at"),
                                            output_field=models.DateField(),
                                            template="((%(expressions)s AT TIME ZONE 'UTC')::date - 47483)",
                                        ),
                                    ),
                                    (
                                        "birth_date__lte",
                                        models.Func(
                                            models.F("registered_at"),
                                            output_field=models.DateField(),
                                            template="((%(expressions)s AT TIME ZONE 'UTC')::date + 1)",
                                        ),
                                    ),
                                ),
                                name="patient_birth_date_possible",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("allergies_state__in", ["not_asked", "none_known", "listed"])),
                                name="patient_allergies_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "language__in",
                                        ["en", "es", "zh", "vi", "tl", "ko", "ar", "fr", "ht", "pt", "ru", "nv", "ase"],
                                    )
                                ),
                                name="patient_language_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("death_recorded_at__isnull", True), ("death_recorded_by__isnull", True)),
                                    models.Q(("death_recorded_at__isnull", False), ("death_recorded_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="patient_death_recorded_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("death_recorded_at__isnull", True), ("deceased_on__isnull", True)),
                                    models.Q(("death_recorded_at__isnull", False), ("deceased_on__isnull", False)),
                                    _connector="OR",
                                ),
                                name="patient_death_is_recorded",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("deceased_on__isnull", True), ("deceased_on__gte", models.F("birth_date")), _connector="OR"
                                ),
                                name="patient_dies_after_birth",
                            ),
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="patient_version_counts"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactPoint",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("kind", models.CharField(choices=[("phone", "Phone"), ("email", "E-mail")], max_length=8)),
                        ("value", models.CharField(max_length=254)),
                        ("may_call", models.BooleanField(default=False)),
                        ("may_text", models.BooleanField(default=False)),
                        ("may_leave_message", models.BooleanField(default=False)),
                        ("is_shared", models.BooleanField(default=False)),
                        ("hours_from", models.TimeField(blank=True, null=True)),
                        ("hours_to", models.TimeField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="contact_points", to="patients.patient"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("patient", "kind", "value"), name="contact_point_once"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["phone", "email"])), name="contact_point_kind_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "phone"), _negated=True),
                                    ("value__regex", "^\\+[1-9][0-9]{4,14}$"),
                                    _connector="OR",
                                ),
                                name="contact_point_phone_is_e164",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "phone"), models.Q(("may_call", False), ("may_text", False)), _connector="OR"
                                ),
                                name="contact_point_email_is_not_called",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("hours_from__isnull", True), ("hours_to__isnull", True)),
                                    models.Q(
                                        ("hours_from__isnull", False),
                                        ("hours_to__isnull", False),
                                        models.Q(("hours_from", models.F("hours_to")), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contact_point_hours_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Allergy",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("substance", models.CharField(max_length=120)),
                        ("reaction", models.CharField(blank=True, max_length=200)),
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
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="allergies", to="patients.patient"
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("removed_at__isnull", True)),
                                fields=["patient"],
                                name="allergy_open_by_patient",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("substance", ""), _negated=True), name="allergy_names_a_substance"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="allergy_removed_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactPointEvent",
                    fields=[
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("kind", models.CharField(choices=[("phone", "Phone"), ("email", "E-mail")], max_length=8, null=True)),
                        ("value", models.CharField(max_length=254, null=True)),
                        ("may_call", models.BooleanField(default=False, null=True)),
                        ("may_text", models.BooleanField(default=False, null=True)),
                        ("may_leave_message", models.BooleanField(default=False, null=True)),
                        ("is_shared", models.BooleanField(default=False, null=True)),
                        ("hours_from", models.TimeField(blank=True, null=True)),
                        ("hours_to", models.TimeField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField(default=0, null=True)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="patients.contactpoint",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AllergyEvent",
                    fields=[
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("substance", models.CharField(max_length=120, null=True)),
                        ("reaction", models.CharField(blank=True, max_length=200, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="patients.allergy",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PatientEvent",
                    fields=[
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("mrn", models.CharField(max_length=32, null=True, verbose_name="MRN")),
                        (
                            "legal_given",
                            models.CharField(blank=True, max_length=120, null=True, verbose_name="legal given names"),
                        ),
                        (
                            "legal_family",
                            models.CharField(blank=True, max_length=120, null=True, verbose_name="legal family names"),
                        ),
                        ("chosen_name", models.CharField(blank=True, max_length=120, null=True)),
                        (
                            "former_names",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=240), blank=True, default=list, null=True, size=None
                            ),
                        ),
                        ("pronouns", models.CharField(blank=True, max_length=40, null=True)),
                        ("birth_date", models.DateField(null=True)),
                        (
                            "zone",
                            models.CharField(
                                choices=[
                                    ("America/New_York", "Eastern (New York)"),
                                    ("America/Chicago", "Central (Chicago)"),
                                    ("America/Denver", "Mountain (Denver)"),
                                    ("America/Phoenix", "Mountain (Phoenix)"),
                                    ("America/Los_Angeles", "Pacific (Los Angeles)"),
                                    ("America/Anchorage", "Alaska (Anchorage)"),
                                    ("Pacific/Honolulu", "Hawaii (Honolulu)"),
                                    ("America/Puerto_Rico", "Atlantic (Puerto Rico)"),
                                ],
                                default="America/New_York",
                                max_length=64,
                                null=True,
                                verbose_name="time zone",
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
                                    ("ase", "American Sign Language"),
                                ],
                                default="en",
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "allergies_state",
                            models.CharField(
                                choices=[("not_asked", "Not asked"), ("none_known", "No known allergies"), ("listed", "Listed")],
                                default="not_asked",
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("ask_for", models.CharField(blank=True, max_length=200, null=True)),
                        ("code_word", models.CharField(blank=True, max_length=60, null=True)),
                        ("contact_note", models.CharField(blank=True, max_length=300, null=True)),
                        ("deceased_on", models.DateField(blank=True, null=True)),
                        ("death_recorded_at", models.DateTimeField(blank=True, null=True)),
                        ("registered_at", models.DateTimeField(null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
                        (
                            "death_recorded_by",
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
                                to="patients.patient",
                            ),
                        ),
                        (
                            "registered_by",
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
                    name="SearchKey",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("name", "Name"),
                                    ("sound", "Sound"),
                                    ("phone", "Phone"),
                                    ("mrn", "Record number"),
                                    ("birth", "Birth date"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("key", models.CharField(db_collation="C", max_length=64)),
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["organisation", "key", "patient"], name="search_key_prefix")],
                        "constraints": [
                            models.UniqueConstraint(fields=("patient", "key"), name="search_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["name", "sound", "phone", "mrn", "birth"])),
                                name="search_key_kind_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Condition",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("system", models.CharField(blank=True, max_length=200, verbose_name="code system")),
                        ("code", models.CharField(blank=True, max_length=64)),
                        ("display", models.CharField(max_length=300)),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("general", "General health"),
                                    ("mental_health", "Mental health"),
                                    ("sud", "Substance use care"),
                                ],
                                default="sud",
                                max_length=16,
                            ),
                        ),
                        (
                            "clinical_status",
                            models.CharField(
                                choices=[
                                    ("active", "Active"),
                                    ("recurrence", "Came back"),
                                    ("relapse", "Came back"),
                                    ("inactive", "Inactive"),
                                    ("remission", "In remission"),
                                    ("resolved", "Resolved"),
                                    ("unknown", "Status not said"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "verification_status",
                            models.CharField(
                                choices=[
                                    ("confirmed", "Confirmed"),
                                    ("provisional", "Provisional"),
                                    ("differential", "One of several possible"),
                                    ("unconfirmed", "Not confirmed"),
                                    ("refuted", "Ruled out"),
                                    ("unknown", "Certainty not said"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("onset", models.CharField(blank=True, max_length=10)),
                        ("abatement", models.CharField(blank=True, max_length=10)),
                        ("noted", models.CharField(blank=True, max_length=10)),
                        ("recorded_at", models.DateTimeField()),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="conditions", to="patients.patient"
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
                        "indexes": [
                            models.Index(
                                condition=models.Q(("removed_at__isnull", True)),
                                fields=["patient"],
                                name="condition_open_by_patient",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("display", ""), _negated=True), name="condition_has_words"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), models.Q(("system", ""), _negated=True), _connector="OR"),
                                name="condition_code_has_a_system",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("category__in", ["general", "mental_health", "sud"])),
                                name="condition_category_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "clinical_status__in",
                                        ["active", "recurrence", "relapse", "inactive", "remission", "resolved", "unknown"],
                                    )
                                ),
                                name="condition_clinical_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "verification_status__in",
                                        ["confirmed", "provisional", "differential", "unconfirmed", "refuted", "unknown"],
                                    )
                                ),
                                name="condition_verification_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("onset", ""), ("onset__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"), _connector="OR"
                                ),
                                name="condition_onset_is_a_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("abatement", ""), ("abatement__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"), _connector="OR"
                                ),
                                name="condition_abatement_is_a_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("noted", ""), ("noted__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"), _connector="OR"
                                ),
                                name="condition_noted_is_a_date",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="condition_removed_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConditionEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("system", models.CharField(blank=True, max_length=200, null=True, verbose_name="code system")),
                        ("code", models.CharField(blank=True, max_length=64, null=True)),
                        ("display", models.CharField(max_length=300, null=True)),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("general", "General health"),
                                    ("mental_health", "Mental health"),
                                    ("sud", "Substance use care"),
                                ],
                                default="sud",
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "clinical_status",
                            models.CharField(
                                choices=[
                                    ("active", "Active"),
                                    ("recurrence", "Came back"),
                                    ("relapse", "Came back"),
                                    ("inactive", "Inactive"),
                                    ("remission", "In remission"),
                                    ("resolved", "Resolved"),
                                    ("unknown", "Status not said"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "verification_status",
                            models.CharField(
                                choices=[
                                    ("confirmed", "Confirmed"),
                                    ("provisional", "Provisional"),
                                    ("differential", "One of several possible"),
                                    ("unconfirmed", "Not confirmed"),
                                    ("refuted", "Ruled out"),
                                    ("unknown", "Certainty not said"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("onset", models.CharField(blank=True, max_length=10, null=True)),
                        ("abatement", models.CharField(blank=True, max_length=10, null=True)),
                        ("noted", models.CharField(blank=True, max_length=10, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
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
                                to="patients.condition",
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
                    name="ForeignIdentifier",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("system", models.CharField(max_length=200)),
                        ("value", models.CharField(max_length=120)),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="foreign_identifiers",
                                to="patients.patient",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("patient", "system", "value"), name="foreign_identifier_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("system", ""), _negated=True), models.Q(("value", ""), _negated=True)
                                ),
                                name="foreign_identifier_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ForeignIdentifierEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("system", models.CharField(max_length=200, null=True)),
                        ("value", models.CharField(max_length=120, null=True)),
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
                                to="patients.foreignidentifier",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ImportedResource",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("source", models.CharField(max_length=60)),
                        ("resource_type", models.CharField(max_length=40)),
                        ("resource_id", models.CharField(max_length=64)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("patient", "Person"),
                                    ("allergy", "Allergy"),
                                    ("condition", "Condition"),
                                    ("no_allergy", "No known allergies"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("target", models.UUIDField()),
                        ("taken", models.JSONField(default=dict)),
                        ("first_taken_at", models.DateTimeField()),
                        ("last_taken_at", models.DateTimeField()),
                        (
                            "first_taken_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "last_taken_by",
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
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="patients.patient"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "source", "resource_type", "resource_id"), name="imported_resource_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("source", ""), _negated=True),
                                    models.Q(("resource_type", ""), _negated=True),
                                    models.Q(("resource_id", ""), _negated=True),
                                ),
                                name="imported_resource_is_named",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["patient", "allergy", "condition", "no_allergy"])),
                                name="imported_resource_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("last_taken_at__gte", models.F("first_taken_at"))),
                                name="imported_resource_first_before_last",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportedResourceEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("source", models.CharField(max_length=60, null=True)),
                        ("resource_type", models.CharField(max_length=40, null=True)),
                        ("resource_id", models.CharField(max_length=64, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("patient", "Person"),
                                    ("allergy", "Allergy"),
                                    ("condition", "Condition"),
                                    ("no_allergy", "No known allergies"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("target", models.UUIDField(null=True)),
                        ("taken", models.JSONField(default=dict, null=True)),
                        ("first_taken_at", models.DateTimeField(null=True)),
                        ("last_taken_at", models.DateTimeField(null=True)),
                        (
                            "first_taken_by",
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
                            "last_taken_by",
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
                                to="patients.importedresource",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="patient",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_patientevent" ("allergies_state", "ask_for", "birth_date", "chosen_name", "code_word", "contact_note", "death_recorded_at", "death_recorded_by_id", "deceased_on", "former_names", "id", "language", "legal_family", "legal_given", "mrn", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pronouns", "registered_at", "registered_by_id", "uuid", "version", "zone") VALUES (NEW."allergies_state", NEW."ask_for", NEW."birth_date", NEW."chosen_name", NEW."code_word", NEW."contact_note", NEW."death_recorded_at", NEW."death_recorded_by_id", NEW."deceased_on", NEW."former_names", NEW."id", NEW."language", NEW."legal_family", NEW."legal_given", NEW."mrn", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."pronouns", NEW."registered_at", NEW."registered_by_id", NEW."uuid", NEW."version", NEW."zone"); RETURN NULL;',
                            hash="f5493ad958337b0ca89ca544fed6ddf384dad862",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_62165",
                            table="patients_patient",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="patient",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_patientevent" ("allergies_state", "ask_for", "birth_date", "chosen_name", "code_word", "contact_note", "death_recorded_at", "death_recorded_by_id", "deceased_on", "former_names", "id", "language", "legal_family", "legal_given", "mrn", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pronouns", "registered_at", "registered_by_id", "uuid", "version", "zone") VALUES (NEW."allergies_state", NEW."ask_for", NEW."birth_date", NEW."chosen_name", NEW."code_word", NEW."contact_note", NEW."death_recorded_at", NEW."death_recorded_by_id", NEW."deceased_on", NEW."former_names", NEW."id", NEW."language", NEW."legal_family", NEW."legal_given", NEW."mrn", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."pronouns", NEW."registered_at", NEW."registered_by_id", NEW."uuid", NEW."version", NEW."zone"); RETURN NULL;',
                            hash="de48323e3e794b853e032af94217fd32276b5236",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_546ce",
                            table="patients_patient",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="patient",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_patientevent" ("allergies_state", "ask_for", "birth_date", "chosen_name", "code_word", "contact_note", "death_recorded_at", "death_recorded_by_id", "deceased_on", "former_names", "id", "language", "legal_family", "legal_given", "mrn", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pronouns", "registered_at", "registered_by_id", "uuid", "version", "zone") VALUES (OLD."allergies_state", OLD."ask_for", OLD."birth_date", OLD."chosen_name", OLD."code_word", OLD."contact_note", OLD."death_recorded_at", OLD."death_recorded_by_id", OLD."deceased_on", OLD."former_names", OLD."id", OLD."language", OLD."legal_family", OLD."legal_given", OLD."mrn", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."pronouns", OLD."registered_at", OLD."registered_by_id", OLD."uuid", OLD."version", OLD."zone"); RETURN NULL;',
                            hash="acbafbcf450645ca0007de9f2aa0baa23d8b6a3a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9898d",
                            table="patients_patient",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_contactpointevent" ("hours_from", "hours_to", "id", "is_shared", "kind", "may_call", "may_leave_message", "may_text", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "value") VALUES (NEW."hours_from", NEW."hours_to", NEW."id", NEW."is_shared", NEW."kind", NEW."may_call", NEW."may_leave_message", NEW."may_text", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."position", NEW."value"); RETURN NULL;',
                            hash="19fcb19aadc942092e2603b3206064bf82ad59e8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_062a3",
                            table="patients_contactpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_contactpointevent" ("hours_from", "hours_to", "id", "is_shared", "kind", "may_call", "may_leave_message", "may_text", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "value") VALUES (NEW."hours_from", NEW."hours_to", NEW."id", NEW."is_shared", NEW."kind", NEW."may_call", NEW."may_leave_message", NEW."may_text", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."position", NEW."value"); RETURN NULL;',
                            hash="264c24ee32c66af9987ef7a4812d528d1d6056a4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_93a42",
                            table="patients_contactpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="contactpoint",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_contactpointevent" ("hours_from", "hours_to", "id", "is_shared", "kind", "may_call", "may_leave_message", "may_text", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "value") VALUES (OLD."hours_from", OLD."hours_to", OLD."id", OLD."is_shared", OLD."kind", OLD."may_call", OLD."may_leave_message", OLD."may_text", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."position", OLD."value"); RETURN NULL;',
                            hash="3b2880e89a0c79d1027db0cf6bfd2b19b9abbc47",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2a5d5",
                            table="patients_contactpoint",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allergy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_allergyevent" ("id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reaction", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "substance", "uuid") VALUES (NEW."id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reaction", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."substance", NEW."uuid"); RETURN NULL;',
                            hash="bfe42e23e296119738e40d91a1d4079b3473f09c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_09063",
                            table="patients_allergy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allergy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_allergyevent" ("id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reaction", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "substance", "uuid") VALUES (NEW."id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reaction", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."substance", NEW."uuid"); RETURN NULL;',
                            hash="f32cabbbe2ae776a0dd2157b24980a94393a7417",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6c37b",
                            table="patients_allergy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="allergy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_allergyevent" ("id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reaction", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "substance", "uuid") VALUES (OLD."id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reaction", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_by_id", OLD."substance", OLD."uuid"); RETURN NULL;',
                            hash="0db0bda1e2c602a048fc6984292a7d6b0aaa59bf",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9391c",
                            table="patients_allergy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="condition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_conditionevent" ("abatement", "category", "clinical_status", "code", "display", "id", "noted", "onset", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "system", "uuid", "verification_status") VALUES (NEW."abatement", NEW."category", NEW."clinical_status", NEW."code", NEW."display", NEW."id", NEW."noted", NEW."onset", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."system", NEW."uuid", NEW."verification_status"); RETURN NULL;',
                            hash="796493c2fa239d33dc65e5c5f96861ce4a6e6b94",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_07e1c",
                            table="patients_condition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="condition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_conditionevent" ("abatement", "category", "clinical_status", "code", "display", "id", "noted", "onset", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "system", "uuid", "verification_status") VALUES (NEW."abatement", NEW."category", NEW."clinical_status", NEW."code", NEW."display", NEW."id", NEW."noted", NEW."onset", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."system", NEW."uuid", NEW."verification_status"); RETURN NULL;',
                            hash="328d1bb16bd45eb36668b6b1302c9c6c4a04e38c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6df95",
                            table="patients_condition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="condition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_conditionevent" ("abatement", "category", "clinical_status", "code", "display", "id", "noted", "onset", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "system", "uuid", "verification_status") VALUES (OLD."abatement", OLD."category", OLD."clinical_status", OLD."code", OLD."display", OLD."id", OLD."noted", OLD."onset", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_by_id", OLD."system", OLD."uuid", OLD."verification_status"); RETURN NULL;',
                            hash="9fb85545a1efc0a60508f6188f743d95e7ed2f7e",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_26f1e",
                            table="patients_condition",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="foreignidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_foreignidentifierevent" ("id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "system", "value") VALUES (NEW."id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."system", NEW."value"); RETURN NULL;',
                            hash="599c01528e528041cbd573605b381f779ba8bafc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b2c9f",
                            table="patients_foreignidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="foreignidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_foreignidentifierevent" ("id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "system", "value") VALUES (NEW."id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."system", NEW."value"); RETURN NULL;',
                            hash="12aa0cfff98f45da9c50fb5a795279e349e7e134",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_333d2",
                            table="patients_foreignidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="foreignidentifier",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_foreignidentifierevent" ("id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "system", "value") VALUES (OLD."id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."system", OLD."value"); RETURN NULL;',
                            hash="f9c719524e63f9eb692b04c0cdd5e7a8d65f9bda",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_bef4a",
                            table="patients_foreignidentifier",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="importedresource",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_importedresourceevent" ("first_taken_at", "first_taken_by_id", "id", "kind", "last_taken_at", "last_taken_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resource_id", "resource_type", "source", "taken", "target") VALUES (NEW."first_taken_at", NEW."first_taken_by_id", NEW."id", NEW."kind", NEW."last_taken_at", NEW."last_taken_by_id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."resource_id", NEW."resource_type", NEW."source", NEW."taken", NEW."target"); RETURN NULL;',
                            hash="88c1580b8e82f842333e25dee87a50d43248b9bc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_66919",
                            table="patients_importedresource",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="importedresource",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "patients_importedresourceevent" ("first_taken_at", "first_taken_by_id", "id", "kind", "last_taken_at", "last_taken_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resource_id", "resource_type", "source", "taken", "target") VALUES (NEW."first_taken_at", NEW."first_taken_by_id", NEW."id", NEW."kind", NEW."last_taken_at", NEW."last_taken_by_id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."resource_id", NEW."resource_type", NEW."source", NEW."taken", NEW."target"); RETURN NULL;',
                            hash="b5496aa723db59fb18f0072b60b816d4e0e51b95",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e88bb",
                            table="patients_importedresource",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="importedresource",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "patients_importedresourceevent" ("first_taken_at", "first_taken_by_id", "id", "kind", "last_taken_at", "last_taken_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resource_id", "resource_type", "source", "taken", "target") VALUES (OLD."first_taken_at", OLD."first_taken_by_id", OLD."id", OLD."kind", OLD."last_taken_at", OLD."last_taken_by_id", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."resource_id", OLD."resource_type", OLD."source", OLD."taken", OLD."target"); RETURN NULL;',
                            hash="f4c31d35be90725f82e3a36fb06a3f0e6ff46858",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_749c8",
                            table="patients_importedresource",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        append_only("patients_contactpointevent"),
        append_only("patients_allergyevent"),
        append_only("patients_patientevent"),
        append_only("patients_conditionevent"),
        append_only("patients_foreignidentifierevent"),
        append_only("patients_importedresourceevent"),
    ]
