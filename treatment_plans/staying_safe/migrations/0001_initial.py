"""Plans for staying well and safe, their parts and signatures, copies on phones, and returns to use."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
from care.audit.protection import append_only
from care.lib.migrations import Together

# What is signed stays: no bulk update and no SQL typed by hand rewords a part of a plan that waits for the person's word, is in
# force or has ended, nor the word that somebody gave to one that stands.
SIGNED_STAYS = """
CREATE FUNCTION staying_safe_signed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM staying_safe_safeplan WHERE id = OLD.plan_id AND state <> ALL (TG_ARGV)) THEN
        RAISE EXCEPTION 'what is signed stays as it was signed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER signed_stays BEFORE UPDATE OR DELETE ON staying_safe_safepart
    FOR EACH ROW EXECUTE FUNCTION staying_safe_signed_stays('draft');
CREATE TRIGGER signed_stays BEFORE UPDATE OR DELETE ON staying_safe_safesignature
    FOR EACH ROW EXECUTE FUNCTION staying_safe_signed_stays('draft', 'proposed');
"""
UNDONE = """
DROP TRIGGER signed_stays ON staying_safe_safepart;
DROP TRIGGER signed_stays ON staying_safe_safesignature;
DROP FUNCTION staying_safe_signed_stays();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("accounts", "__first__"),
        ("patients", "0004_search"),
    ]

    operations = [
        Together(
            operations=[
                migrations.CreateModel(
                    name="PhoneCopy",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), size=None),
                        ),
                        ("given_at", models.DateTimeField()),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_back_by_job", models.CharField(blank=True, max_length=64)),
                        (
                            "taken_back_why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("own_wish", "The person’s wish"),
                                    ("phone_lost", "The phone is gone"),
                                    ("not_safe", "Not safe on this phone"),
                                    ("other_phone", "Another phone"),
                                    ("died", "The person has died"),
                                    ("merged", "Two records became one"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "given_by",
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "taken_back_by",
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
                        "indexes": [models.Index(fields=["patient", "-given_at"], name="phone_copy_of_patient")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("taken_back_at__isnull", True)),
                                fields=("patient", "organisation"),
                                name="phone_copy_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("taken_back_at__isnull", True),
                                        ("taken_back_by__isnull", True),
                                        ("taken_back_by_job", ""),
                                    ),
                                    models.Q(
                                        ("taken_back_at__isnull", False),
                                        models.Q(
                                            models.Q(("taken_back_by__isnull", False), ("taken_back_by_job", "")),
                                            models.Q(
                                                ("taken_back_by__isnull", True),
                                                models.Q(("taken_back_by_job", ""), _negated=True),
                                            ),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="phone_copy_taken_back_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "taken_back_why__in",
                                        ["", "own_wish", "phone_lost", "not_safe", "other_phone", "died", "merged"],
                                    )
                                ),
                                name="phone_copy_why_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_back_at__isnull", True), ("taken_back_why", "")),
                                    models.Q(("taken_back_at__isnull", False), models.Q(("taken_back_why", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="phone_copy_taken_back_has_why",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kinds__contained_by", ["staying_well", "safety", "overdose"]), ("kinds__len__gte", 1)
                                ),
                                name="phone_copy_kinds_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PhoneCopyEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16), null=True, size=None
                            ),
                        ),
                        ("given_at", models.DateTimeField(null=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_back_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "taken_back_why",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("own_wish", "The person’s wish"),
                                    ("phone_lost", "The phone is gone"),
                                    ("not_safe", "Not safe on this phone"),
                                    ("other_phone", "Another phone"),
                                    ("died", "The person has died"),
                                    ("merged", "Two records became one"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "given_by",
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
                                to="staying_safe.phonecopy",
                            ),
                        ),
                        (
                            "taken_back_by",
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
                    name="ReturnToUse",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("happened", models.CharField(max_length=10)),
                        ("substance", models.CharField(max_length=120)),
                        ("own_words", models.CharField(blank=True, max_length=1000)),
                        ("around", models.CharField(blank=True, max_length=1000)),
                        ("helped", models.CharField(blank=True, max_length=1000)),
                        (
                            "heard",
                            models.CharField(
                                choices=[
                                    ("person", "The person told"),
                                    ("check_in", "A check-in"),
                                    ("close", "Somebody close"),
                                    ("seen", "Seen here"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("offer", models.UUIDField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
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
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                models.F("patient"),
                                models.OrderBy(models.F("happened"), descending=True),
                                name="return_to_use_of_patient",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("happened__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$")),
                                name="return_to_use_is_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("heard__in", ["person", "check_in", "close", "seen"])),
                                name="return_to_use_heard_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("error_at__isnull", True), ("error_by__isnull", True)),
                                    models.Q(("error_at__isnull", False), ("error_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="return_to_use_error_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("error_at__isnull", True), ("error_reason", "")),
                                    models.Q(
                                        ("error_at__isnull", False), ("error_reason__in", ["other_person", "twice", "not_so"])
                                    ),
                                    _connector="OR",
                                ),
                                name="return_to_use_error_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("substance", ""), _negated=True), name="return_to_use_says_what"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReturnToUseEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("happened", models.CharField(max_length=10, null=True)),
                        ("substance", models.CharField(max_length=120, null=True)),
                        ("own_words", models.CharField(blank=True, max_length=1000, null=True)),
                        ("around", models.CharField(blank=True, max_length=1000, null=True)),
                        ("helped", models.CharField(blank=True, max_length=1000, null=True)),
                        (
                            "heard",
                            models.CharField(
                                choices=[
                                    ("person", "The person told"),
                                    ("check_in", "A check-in"),
                                    ("close", "Somebody close"),
                                    ("seen", "Seen here"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("offer", models.UUIDField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
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
                                to="staying_safe.returntouse",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SafePart",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("triggers", "Triggers"),
                                    ("signs", "Warning signs"),
                                    ("helped", "What helped before"),
                                    ("people", "People"),
                                    ("places", "Places"),
                                    ("times", "High-risk times"),
                                    ("after", "After a return to use"),
                                    ("alone", "What I can do by myself"),
                                    ("around", "People and places that take my mind off it"),
                                    ("ask", "People I can ask for help"),
                                    ("lines", "Professionals and lines"),
                                    ("safer_place", "Making my place safer"),
                                    ("naloxone", "Where my naloxone is"),
                                    ("checks", "Who checks on me"),
                                    ("safer_use", "If I use"),
                                    ("others", "What others should do"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("version", models.PositiveIntegerField(default=1)),
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="staying_safe.safeplan"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "part"), name="safe_part_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "part__in",
                                        [
                                            "triggers",
                                            "signs",
                                            "helped",
                                            "people",
                                            "places",
                                            "times",
                                            "after",
                                            "alone",
                                            "around",
                                            "ask",
                                            "lines",
                                            "safer_place",
                                            "naloxone",
                                            "checks",
                                            "safer_use",
                                            "others",
                                        ],
                                    )
                                ),
                                name="safe_part_known",
                            ),
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="safe_part_version_counts"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafePlan",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("staying_well", "Staying well"),
                                    ("safety", "Safety plan"),
                                    ("overdose", "Overdose plan"),
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
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("proposed", "Waits for the person’s word"),
                                    ("in_force", "In force"),
                                    ("ended", "Ended"),
                                ],
                                default="draft",
                                max_length=12,
                            ),
                        ),
                        ("begun_at", models.DateTimeField()),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("agreed_by_job", models.CharField(blank=True, max_length=64)),
                        ("review_due_on", models.DateField(blank=True, null=True)),
                        ("looked_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by_job", models.CharField(blank=True, max_length=64)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("superseded", "A newer version"),
                                    ("set_aside", "Set aside"),
                                    ("own_wish", "The person’s wish"),
                                    ("care_ended", "Care here ended"),
                                    ("died", "The person has died"),
                                ],
                                max_length=12,
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
                            "begun_by",
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
                            "looked_by",
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
                        "indexes": [models.Index(fields=["patient", "kind", "-version"], name="safe_plan_of_patient")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("patient", "organisation", "kind", "version"), name="safe_plan_version_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state__in", ["draft", "proposed"])),
                                fields=("patient", "organisation", "kind"),
                                name="safe_plan_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "in_force")),
                                fields=("patient", "organisation", "kind"),
                                name="safe_plan_one_in_force",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["staying_well", "safety", "overdose"])),
                                name="safe_plan_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "proposed", "in_force", "ended"])),
                                name="safe_plan_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("end_reason__in", ["", "superseded", "set_aside", "own_wish", "care_ended", "died"])
                                ),
                                name="safe_plan_end_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("category__in", ["mental_health", "sud"])), name="safe_plan_category_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("category", "mental_health"), ("kind", "safety")),
                                    models.Q(models.Q(("kind", "safety"), _negated=True), ("category", "sud")),
                                    _connector="OR",
                                ),
                                name="safe_plan_category_of_kind",
                            ),
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="safe_plan_version_counts"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True), ("agreed_by_job", "")),
                                    models.Q(
                                        ("agreed_at__isnull", False),
                                        models.Q(
                                            models.Q(("agreed_by__isnull", False), ("agreed_by_job", "")),
                                            models.Q(("agreed_by__isnull", True), models.Q(("agreed_by_job", ""), _negated=True)),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="safe_plan_agreed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("looked_at__isnull", True), ("looked_by__isnull", True)),
                                    models.Q(("looked_at__isnull", False), ("looked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="safe_plan_looked_pair",
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
                                name="safe_plan_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("agreed_at__isnull", True),
                                        ("review_due_on__isnull", True),
                                        ("state__in", ["draft", "proposed"]),
                                    ),
                                    models.Q(
                                        ("agreed_at__isnull", False), ("review_due_on__isnull", False), ("state", "in_force")
                                    ),
                                    ("state", "ended"),
                                    _connector="OR",
                                ),
                                name="safe_plan_in_force_is_agreed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_at__isnull", False),
                                        ("state", "ended"),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("state", "ended"), _negated=True),
                                        ("end_reason", ""),
                                        ("ended_at__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="safe_plan_end_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafePartEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("triggers", "Triggers"),
                                    ("signs", "Warning signs"),
                                    ("helped", "What helped before"),
                                    ("people", "People"),
                                    ("places", "Places"),
                                    ("times", "High-risk times"),
                                    ("after", "After a return to use"),
                                    ("alone", "What I can do by myself"),
                                    ("around", "People and places that take my mind off it"),
                                    ("ask", "People I can ask for help"),
                                    ("lines", "Professionals and lines"),
                                    ("safer_place", "Making my place safer"),
                                    ("naloxone", "Where my naloxone is"),
                                    ("checks", "Who checks on me"),
                                    ("safer_use", "If I use"),
                                    ("others", "What others should do"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("text", models.TextField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
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
                                to="staying_safe.safepart",
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
                                to="staying_safe.safeplan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SafePlanEvent",
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
                                    ("staying_well", "Staying well"),
                                    ("safety", "Safety plan"),
                                    ("overdose", "Overdose plan"),
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
                        ("version", models.PositiveIntegerField(default=1, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("proposed", "Waits for the person’s word"),
                                    ("in_force", "In force"),
                                    ("ended", "Ended"),
                                ],
                                default="draft",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("begun_at", models.DateTimeField(null=True)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("agreed_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        ("review_due_on", models.DateField(blank=True, null=True)),
                        ("looked_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "end_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("superseded", "A newer version"),
                                    ("set_aside", "Set aside"),
                                    ("own_wish", "The person’s wish"),
                                    ("care_ended", "Care here ended"),
                                    ("died", "The person has died"),
                                ],
                                max_length=12,
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
                            "looked_by",
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
                                to="staying_safe.safeplan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SafeSignature",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "party",
                            models.CharField(choices=[("patient", "The person"), ("clinician", "The colleague")], max_length=12),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("typed", "Typed name"),
                                    ("drawn", "Drawn signature"),
                                    ("paper", "On paper"),
                                    ("spoken", "Said out loud"),
                                    ("declined", "Agrees, does not want to sign"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("drawing", models.TextField(blank=True)),
                        ("seal", models.CharField(max_length=64)),
                        ("signed_at", models.DateTimeField()),
                        ("signed_by_job", models.CharField(blank=True, max_length=64)),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="staying_safe.safeplan"
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
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("plan", "party"), name="safe_signature_once"),
                            models.CheckConstraint(
                                condition=models.Q(("party__in", ["patient", "clinician"])), name="safe_signature_party_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("way__in", ["typed", "drawn", "paper", "spoken", "declined"])),
                                name="safe_signature_way_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        models.Q(("signed_at__isnull", True), ("signed_by__isnull", True), ("signed_by_job", "")),
                                        models.Q(
                                            ("signed_at__isnull", False),
                                            models.Q(
                                                models.Q(("signed_by__isnull", False), ("signed_by_job", "")),
                                                models.Q(
                                                    ("signed_by__isnull", True), models.Q(("signed_by_job", ""), _negated=True)
                                                ),
                                                _connector="OR",
                                            ),
                                        ),
                                        _connector="OR",
                                    ),
                                    ("signed_at__isnull", False),
                                ),
                                name="safe_signature_by_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("way__in", ["spoken", "declined"]), models.Q(("name", ""), _negated=True), _connector="OR"
                                ),
                                name="safe_signature_has_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("way", "drawn"), models.Q(("drawing", ""), _negated=True)),
                                    models.Q(models.Q(("way", "drawn"), _negated=True), ("drawing", "")),
                                    _connector="OR",
                                ),
                                name="safe_signature_drawn_is_drawn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("seal", ""), _negated=True), name="safe_signature_is_sealed"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SafeSignatureEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "party",
                            models.CharField(
                                choices=[("patient", "The person"), ("clinician", "The colleague")], max_length=12, null=True
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[
                                    ("typed", "Typed name"),
                                    ("drawn", "Drawn signature"),
                                    ("paper", "On paper"),
                                    ("spoken", "Said out loud"),
                                    ("declined", "Agrees, does not want to sign"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120, null=True)),
                        ("drawing", models.TextField(blank=True, null=True)),
                        ("seal", models.CharField(max_length=64, null=True)),
                        ("signed_at", models.DateTimeField(null=True)),
                        ("signed_by_job", models.CharField(blank=True, max_length=64, null=True)),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="staying_safe.safesignature",
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
                                to="staying_safe.safeplan",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="phonecopy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staying_safe_phonecopyevent" ("given_at", "given_by_id", "id", "kinds", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "taken_back_at", "taken_back_by_id", "taken_back_by_job", "taken_back_why", "uuid") VALUES (NEW."given_at", NEW."given_by_id", NEW."id", NEW."kinds", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."sent_at", NEW."taken_back_at", NEW."taken_back_by_id", NEW."taken_back_by_job", NEW."taken_back_why", NEW."uuid"); RETURN NULL;',
                            hash="af931930091264d0e78a8814c7f48d55ae3b33ad",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8f2b6",
                            table="staying_safe_phonecopy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="phonecopy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."given_at" IS DISTINCT FROM (NEW."given_at") OR OLD."given_by_id" IS DISTINCT FROM (NEW."given_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kinds" IS DISTINCT FROM (NEW."kinds") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."patient_id" IS DISTINCT FROM (NEW."patient_id") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."taken_back_at" IS DISTINCT FROM (NEW."taken_back_at") OR OLD."taken_back_by_id" IS DISTINCT FROM (NEW."taken_back_by_id") OR OLD."taken_back_by_job" IS DISTINCT FROM (NEW."taken_back_by_job") OR OLD."taken_back_why" IS DISTINCT FROM (NEW."taken_back_why") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func='INSERT INTO "staying_safe_phonecopyevent" ("given_at", "given_by_id", "id", "kinds", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "taken_back_at", "taken_back_by_id", "taken_back_by_job", "taken_back_why", "uuid") VALUES (NEW."given_at", NEW."given_by_id", NEW."id", NEW."kinds", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."sent_at", NEW."taken_back_at", NEW."taken_back_by_id", NEW."taken_back_by_job", NEW."taken_back_why", NEW."uuid"); RETURN NULL;',
                            hash="ad5d282d023676dcfe5e689d794a1823fdcfde35",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5d6a2",
                            table="staying_safe_phonecopy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="phonecopy",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staying_safe_phonecopyevent" ("given_at", "given_by_id", "id", "kinds", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "taken_back_at", "taken_back_by_id", "taken_back_by_job", "taken_back_why", "uuid") VALUES (OLD."given_at", OLD."given_by_id", OLD."id", OLD."kinds", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."sent_at", OLD."taken_back_at", OLD."taken_back_by_id", OLD."taken_back_by_job", OLD."taken_back_why", OLD."uuid"); RETURN NULL;',
                            hash="37c0efe3b28c119646bd32776c227439b9279c9a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_624a8",
                            table="staying_safe_phonecopy",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returntouse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staying_safe_returntouseevent" ("around", "error_at", "error_by_id", "error_reason", "happened", "heard", "helped", "id", "offer", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "substance", "uuid") VALUES (NEW."around", NEW."error_at", NEW."error_by_id", NEW."error_reason", NEW."happened", NEW."heard", NEW."helped", NEW."id", NEW."offer", NEW."organisation_id", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."substance", NEW."uuid"); RETURN NULL;',
                            hash="11608ea4b9d086ed64391590f363b18e1257367a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b9c64",
                            table="staying_safe_returntouse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returntouse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "staying_safe_returntouseevent" ("around", "error_at", "error_by_id", "error_reason", "happened", "heard", "helped", "id", "offer", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "substance", "uuid") VALUES (NEW."around", NEW."error_at", NEW."error_by_id", NEW."error_reason", NEW."happened", NEW."heard", NEW."helped", NEW."id", NEW."offer", NEW."organisation_id", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."substance", NEW."uuid"); RETURN NULL;',
                            hash="5aa1050aa49a3b54a876188dd195d6d64ca233f1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6e3cc",
                            table="staying_safe_returntouse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="returntouse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staying_safe_returntouseevent" ("around", "error_at", "error_by_id", "error_reason", "happened", "heard", "helped", "id", "offer", "organisation_id", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "substance", "uuid") VALUES (OLD."around", OLD."error_at", OLD."error_by_id", OLD."error_reason", OLD."happened", OLD."heard", OLD."helped", OLD."id", OLD."offer", OLD."organisation_id", OLD."own_words", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."substance", OLD."uuid"); RETURN NULL;',
                            hash="49d2464df4186677af038457878c93104bad3b32",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_49e6e",
                            table="staying_safe_returntouse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safeplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staying_safe_safeplanevent" ("agreed_at", "agreed_by_id", "agreed_by_job", "begun_at", "begun_by_id", "category", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "kind", "looked_at", "looked_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_due_on", "state", "uuid", "version") VALUES (NEW."agreed_at", NEW."agreed_by_id", NEW."agreed_by_job", NEW."begun_at", NEW."begun_by_id", NEW."category", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."id", NEW."kind", NEW."looked_at", NEW."looked_by_id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."review_due_on", NEW."state", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="240fa2f0defe4f2f6fb13bf1da751ca68f8d4501",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0358b",
                            table="staying_safe_safeplan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safeplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "staying_safe_safeplanevent" ("agreed_at", "agreed_by_id", "agreed_by_job", "begun_at", "begun_by_id", "category", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "kind", "looked_at", "looked_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_due_on", "state", "uuid", "version") VALUES (NEW."agreed_at", NEW."agreed_by_id", NEW."agreed_by_job", NEW."begun_at", NEW."begun_by_id", NEW."category", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."id", NEW."kind", NEW."looked_at", NEW."looked_by_id", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."review_due_on", NEW."state", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="085083ab3d27436a37ffb0bee96a78966a2c68d8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_991c1",
                            table="staying_safe_safeplan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safeplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staying_safe_safeplanevent" ("agreed_at", "agreed_by_id", "agreed_by_job", "begun_at", "begun_by_id", "category", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "kind", "looked_at", "looked_by_id", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_due_on", "state", "uuid", "version") VALUES (OLD."agreed_at", OLD."agreed_by_id", OLD."agreed_by_job", OLD."begun_at", OLD."begun_by_id", OLD."category", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."id", OLD."kind", OLD."looked_at", OLD."looked_by_id", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."review_due_on", OLD."state", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="6b6149a7baa960a3f8e44c8b76bbc44a5f963a18",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f1421",
                            table="staying_safe_safeplan",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safepart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staying_safe_safepartevent" ("changed_at", "changed_by_id", "id", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "text", "version") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan_id", NEW."text", NEW."version"); RETURN NULL;',
                            hash="087977d1265d25814ef47164b14468ec74153785",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a44b1",
                            table="staying_safe_safepart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safepart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "staying_safe_safepartevent" ("changed_at", "changed_by_id", "id", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "text", "version") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan_id", NEW."text", NEW."version"); RETURN NULL;',
                            hash="5235336a5b18299d5339af97681b634ed9ee70ae",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_50e9c",
                            table="staying_safe_safepart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safepart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staying_safe_safepartevent" ("changed_at", "changed_by_id", "id", "part", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "text", "version") VALUES (OLD."changed_at", OLD."changed_by_id", OLD."id", OLD."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan_id", OLD."text", OLD."version"); RETURN NULL;',
                            hash="1468727449ab14020b9792523fbcb1bdc14ec982",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_10c36",
                            table="staying_safe_safepart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safesignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staying_safe_safesignatureevent" ("drawing", "id", "name", "party", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "seal", "signed_at", "signed_by_id", "signed_by_job", "way") VALUES (NEW."drawing", NEW."id", NEW."name", NEW."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan_id", NEW."seal", NEW."signed_at", NEW."signed_by_id", NEW."signed_by_job", NEW."way"); RETURN NULL;',
                            hash="d6e1e4f30f4df98b180703b7cc1f997bb1d417f1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_345ee",
                            table="staying_safe_safesignature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safesignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "staying_safe_safesignatureevent" ("drawing", "id", "name", "party", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "seal", "signed_at", "signed_by_id", "signed_by_job", "way") VALUES (NEW."drawing", NEW."id", NEW."name", NEW."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan_id", NEW."seal", NEW."signed_at", NEW."signed_by_id", NEW."signed_by_job", NEW."way"); RETURN NULL;',
                            hash="5eed5dc0fa51e69e73f0d70d31b3ab5b1a151305",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5083a",
                            table="staying_safe_safesignature",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="safesignature",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "staying_safe_safesignatureevent" ("drawing", "id", "name", "party", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "seal", "signed_at", "signed_by_id", "signed_by_job", "way") VALUES (OLD."drawing", OLD."id", OLD."name", OLD."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan_id", OLD."seal", OLD."signed_at", OLD."signed_by_id", OLD."signed_by_job", OLD."way"); RETURN NULL;',
                            hash="b67cee6f401d99079e7711ec3bd746c3f0d6ffae",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9047f",
                            table="staying_safe_safesignature",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        migrations.RunSQL(SIGNED_STAYS, UNDONE),
        append_only("staying_safe_safeplanevent"),
        append_only("staying_safe_safepartevent"),
        append_only("staying_safe_safesignatureevent"),
        append_only("staying_safe_phonecopyevent"),
        append_only("staying_safe_returntouseevent"),
    ]
