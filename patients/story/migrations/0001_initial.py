import django.contrib.postgres.fields
import django.contrib.postgres.search
import django.core.validators
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
        ("patients", "0001_initial"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Code",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("system", models.CharField(max_length=200)),
                        ("code", models.CharField(max_length=64)),
                        ("version", models.CharField(max_length=20)),
                        ("display", models.CharField(max_length=400)),
                        ("is_billable", models.BooleanField(default=True)),
                        ("group", models.CharField(blank=True, max_length=20)),
                        ("source", models.CharField(max_length=300)),
                        ("words", django.contrib.postgres.search.SearchVectorField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("system", "code"), name="code_once_in_its_system"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code", ""), _negated=True), models.Q(("system", ""), _negated=True)
                                ),
                                name="code_of_a_system",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("version", ""), _negated=True), models.Q(("source", ""), _negated=True)
                                ),
                                name="code_has_version_and_source",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Medicine",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("name", models.CharField(max_length=200)),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("prescribed", "Prescribed"),
                                    ("over_counter", "Over the counter"),
                                    ("herbal", "Herbal, vitamin or traditional"),
                                    ("shared", "From somebody else"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("system", models.CharField(blank=True, max_length=200, verbose_name="code system")),
                        ("code", models.CharField(blank=True, max_length=64)),
                        ("dose", models.CharField(blank=True, max_length=120)),
                        ("how_often", models.CharField(blank=True, max_length=120)),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        ("prescriber", models.CharField(blank=True, max_length=120)),
                        ("since", models.CharField(blank=True, max_length=10)),
                        (
                            "taking",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("as_meant", "As prescribed"),
                                    ("as_needed", "When needed"),
                                    ("sometimes", "Sometimes misses it"),
                                    ("otherwise", "In another way"),
                                    ("not", "Not taking it"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("stopped", models.CharField(blank=True, max_length=10)),
                        ("stop_reason", models.CharField(blank=True, max_length=200)),
                        ("source", models.CharField(blank=True, max_length=60)),
                        ("key", models.CharField(blank=True, max_length=64)),
                        ("said", models.JSONField(default=dict)),
                        ("reconciled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "changed_by",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "reconciled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                name="medicine_open_by_patient",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("changed_at__isnull", True), ("changed_by__isnull", True)),
                                    models.Q(("changed_at__isnull", False), ("changed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="medicine_changed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="medicine_removed_pair",
                            ),
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="medicine_version_counts"),
                            models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="medicine_has_a_name"),
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), models.Q(("system", ""), _negated=True), _connector="OR"),
                                name="medicine_code_has_a_system",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", ""),
                                    ("kind__in", ["prescribed", "over_counter", "herbal", "shared"]),
                                    _connector="OR",
                                ),
                                name="medicine_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("taking", ""),
                                    ("taking__in", ["as_meant", "as_needed", "sometimes", "otherwise", "not", "prefers_not"]),
                                    _connector="OR",
                                ),
                                name="medicine_taking_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("since", ""), ("since__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"), _connector="OR"
                                ),
                                name="medicine_since_is_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stopped", ""), ("stopped__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"), _connector="OR"
                                ),
                                name="medicine_stopped_is_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reconciled_at__isnull", True), ("reconciled_by__isnull", True)),
                                    models.Q(("reconciled_at__isnull", False), ("reconciled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="medicine_reconciled_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("key", ""), ("source", "")),
                                    models.Q(models.Q(("source", ""), _negated=True), models.Q(("key", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="medicine_source_has_its_number",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("source", ""), _negated=True),
                                fields=("patient", "source", "key"),
                                name="medicine_once_from_a_source",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MedicineEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
                        ("name", models.CharField(max_length=200, null=True)),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("prescribed", "Prescribed"),
                                    ("over_counter", "Over the counter"),
                                    ("herbal", "Herbal, vitamin or traditional"),
                                    ("shared", "From somebody else"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("system", models.CharField(blank=True, max_length=200, null=True, verbose_name="code system")),
                        ("code", models.CharField(blank=True, max_length=64, null=True)),
                        ("dose", models.CharField(blank=True, max_length=120, null=True)),
                        ("how_often", models.CharField(blank=True, max_length=120, null=True)),
                        ("reason", models.CharField(blank=True, max_length=200, null=True)),
                        ("prescriber", models.CharField(blank=True, max_length=120, null=True)),
                        ("since", models.CharField(blank=True, max_length=10, null=True)),
                        (
                            "taking",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("as_meant", "As prescribed"),
                                    ("as_needed", "When needed"),
                                    ("sometimes", "Sometimes misses it"),
                                    ("otherwise", "In another way"),
                                    ("not", "Not taking it"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("stopped", models.CharField(blank=True, max_length=10, null=True)),
                        ("stop_reason", models.CharField(blank=True, max_length=200, null=True)),
                        ("source", models.CharField(blank=True, max_length=60, null=True)),
                        ("key", models.CharField(blank=True, max_length=64, null=True)),
                        ("said", models.JSONField(default=dict, null=True)),
                        ("reconciled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "changed_by",
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
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="story.medicine",
                            ),
                        ),
                        (
                            "reconciled_by",
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
                    name="NeedsCheck",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "in_danger",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="patients.patient"
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
                        "indexes": [models.Index(fields=["patient", "-recorded_at"], name="needs_check_latest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("in_danger", ""), ("in_danger__in", ["yes", "no", "unsure", "prefers_not"]), _connector="OR"
                                ),
                                name="needs_check_in_danger_known",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NeedsCheckEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "in_danger",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(null=True)),
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
                                to="story.needscheck",
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
                    name="Overdose",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("occurred", models.CharField(blank=True, max_length=10)),
                        ("substances", models.CharField(blank=True, max_length=200)),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("home", "At home"),
                                    ("others_home", "At somebody else’s"),
                                    ("outside", "Outside"),
                                    ("public", "A public building"),
                                    ("shelter", "A shelter"),
                                    ("custody", "Jail or prison"),
                                    ("treatment", "A treatment program"),
                                    ("other", "Elsewhere"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "intent",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("unintended", "Not intended"),
                                    ("intended", "Intended"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "was_alone",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "after_break",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "naloxone",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("naloxone_doses", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "called_911",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "hospital",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "None"),
                                    ("emergency", "Emergency department"),
                                    ("admitted", "Admitted"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "on_medication",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "changed_by",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="patients.patient"
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
                                name="overdose_open_by_patient",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("changed_at__isnull", True), ("changed_by__isnull", True)),
                                    models.Q(("changed_at__isnull", False), ("changed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="overdose_changed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="overdose_removed_pair",
                            ),
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="overdose_version_counts"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("occurred", ""), ("occurred__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"), _connector="OR"
                                ),
                                name="overdose_occurred_is_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("place", ""),
                                    (
                                        "place__in",
                                        [
                                            "home",
                                            "others_home",
                                            "outside",
                                            "public",
                                            "shelter",
                                            "custody",
                                            "treatment",
                                            "other",
                                            "prefers_not",
                                        ],
                                    ),
                                    _connector="OR",
                                ),
                                name="overdose_place_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("intent", ""),
                                    ("intent__in", ["unintended", "intended", "unsure", "prefers_not"]),
                                    _connector="OR",
                                ),
                                name="overdose_intent_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("was_alone", ""), ("was_alone__in", ["yes", "no", "unsure", "prefers_not"]), _connector="OR"
                                ),
                                name="overdose_was_alone_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("after_break", ""),
                                    ("after_break__in", ["yes", "no", "unsure", "prefers_not"]),
                                    _connector="OR",
                                ),
                                name="overdose_after_break_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("naloxone", ""), ("naloxone__in", ["yes", "no", "unsure", "prefers_not"]), _connector="OR"
                                ),
                                name="overdose_naloxone_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("called_911", ""),
                                    ("called_911__in", ["yes", "no", "unsure", "prefers_not"]),
                                    _connector="OR",
                                ),
                                name="overdose_called_911_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("on_medication", ""),
                                    ("on_medication__in", ["yes", "no", "unsure", "prefers_not"]),
                                    _connector="OR",
                                ),
                                name="overdose_on_medication_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hospital", ""),
                                    ("hospital__in", ["none", "emergency", "admitted", "unsure", "prefers_not"]),
                                    _connector="OR",
                                ),
                                name="overdose_hospital_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("naloxone_doses__isnull", True),
                                    models.Q(("naloxone", "yes"), ("naloxone_doses__lte", 20)),
                                    _connector="OR",
                                ),
                                name="overdose_doses_were_given",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OverdoseEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
                        ("occurred", models.CharField(blank=True, max_length=10, null=True)),
                        ("substances", models.CharField(blank=True, max_length=200, null=True)),
                        (
                            "place",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("home", "At home"),
                                    ("others_home", "At somebody else’s"),
                                    ("outside", "Outside"),
                                    ("public", "A public building"),
                                    ("shelter", "A shelter"),
                                    ("custody", "Jail or prison"),
                                    ("treatment", "A treatment program"),
                                    ("other", "Elsewhere"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "intent",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("unintended", "Not intended"),
                                    ("intended", "Intended"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "was_alone",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "after_break",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "naloxone",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("naloxone_doses", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "called_911",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "hospital",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("none", "None"),
                                    ("emergency", "Emergency department"),
                                    ("admitted", "Admitted"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "on_medication",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, null=True)),
                        (
                            "changed_by",
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
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="story.overdose",
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
                    name="OwnGoal",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("own_words", models.CharField(max_length=500)),
                        (
                            "area",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("use", "Substance use"),
                                    ("health", "Health"),
                                    ("mind", "Mind"),
                                    ("people", "People"),
                                    ("home", "Home"),
                                    ("work", "Work, money, learning"),
                                    ("law", "The law"),
                                    ("spirit", "Meaning and faith"),
                                    ("other", "Something else"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "importance",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10)]
                            ),
                        ),
                        (
                            "confidence",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10)]
                            ),
                        ),
                        ("first_step", models.CharField(blank=True, max_length=300)),
                        ("plan", models.UUIDField(blank=True, null=True)),
                        ("taken_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "changed_by",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="patients.patient"
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
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("removed_at__isnull", True)),
                                fields=["patient"],
                                name="own_goal_open_by_patient",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("changed_at__isnull", True), ("changed_by__isnull", True)),
                                    models.Q(("changed_at__isnull", False), ("changed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="own_goal_changed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="own_goal_removed_pair",
                            ),
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="own_goal_version_counts"),
                            models.CheckConstraint(
                                condition=models.Q(("own_words", ""), _negated=True), name="own_goal_has_words"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("area", ""),
                                    ("area__in", ["use", "health", "mind", "people", "home", "work", "law", "spirit", "other"]),
                                    _connector="OR",
                                ),
                                name="own_goal_area_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("importance__isnull", True), ("importance__lte", 10), _connector="OR"),
                                name="own_goal_importance_to_ten",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("confidence__isnull", True), ("confidence__lte", 10), _connector="OR"),
                                name="own_goal_confidence_to_ten",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                                    models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="own_goal_taken_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("plan__isnull", True), ("taken_at__isnull", True)),
                                    models.Q(("plan__isnull", False), ("taken_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="own_goal_taken_by_a_plan",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwnGoalEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
                        ("own_words", models.CharField(max_length=500, null=True)),
                        (
                            "area",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("use", "Substance use"),
                                    ("health", "Health"),
                                    ("mind", "Mind"),
                                    ("people", "People"),
                                    ("home", "Home"),
                                    ("work", "Work, money, learning"),
                                    ("law", "The law"),
                                    ("spirit", "Meaning and faith"),
                                    ("other", "Something else"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "importance",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10)]
                            ),
                        ),
                        (
                            "confidence",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10)]
                            ),
                        ),
                        ("first_step", models.CharField(blank=True, max_length=300, null=True)),
                        ("plan", models.UUIDField(blank=True, null=True)),
                        ("taken_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "changed_by",
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
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to="story.owngoal"
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="PregnancyRecord",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("pregnant", "Pregnant"),
                                    ("may_be", "May be pregnant"),
                                    ("not", "Not pregnant"),
                                    ("postpartum", "Gave birth in the last 12 months"),
                                    ("ended", "A pregnancy ended"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("gave_birth_on", models.DateField(blank=True, null=True)),
                        (
                            "has_care",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "is_nursing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="patients.patient"
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
                        "indexes": [models.Index(fields=["patient", "-recorded_at"], name="pregnancy_latest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer__in", ["pregnant", "may_be", "not", "postpartum", "ended", "prefers_not"])
                                ),
                                name="pregnancy_answer_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("has_care", ""), ("has_care__in", ["yes", "no", "unsure", "prefers_not"]), _connector="OR"
                                ),
                                name="pregnancy_has_care_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_nursing", ""),
                                    ("is_nursing__in", ["yes", "no", "unsure", "prefers_not"]),
                                    _connector="OR",
                                ),
                                name="pregnancy_is_nursing_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_on__isnull", True), ("answer", "pregnant"), _connector="OR"),
                                name="pregnancy_due_when_pregnant",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("gave_birth_on__isnull", True), ("answer", "postpartum"), _connector="OR"),
                                name="pregnancy_birth_when_postpartum",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PregnancyRecordEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("pregnant", "Pregnant"),
                                    ("may_be", "May be pregnant"),
                                    ("not", "Not pregnant"),
                                    ("postpartum", "Gave birth in the last 12 months"),
                                    ("ended", "A pregnancy ended"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("gave_birth_on", models.DateField(blank=True, null=True)),
                        (
                            "has_care",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "is_nursing",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
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
                                to="story.pregnancyrecord",
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
                    name="SocialNeed",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "domain",
                            models.CharField(
                                choices=[
                                    ("housing", "Housing"),
                                    ("food", "Food"),
                                    ("transport", "Getting around"),
                                    ("utilities", "Heat, light, water"),
                                    ("safety", "Safety"),
                                    ("money", "Money"),
                                    ("work", "Work"),
                                    ("support", "Company and support"),
                                    ("education", "School and reading"),
                                    ("law", "The law"),
                                    ("care_for", "Children and others to care for"),
                                    ("phone", "Phone and internet"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "told",
                            models.CharField(
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "wants_help",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("z_code", models.CharField(blank=True, max_length=10)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "check_made",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="story.needscheck"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("check_made", "domain"), name="social_need_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "domain__in",
                                        [
                                            "housing",
                                            "food",
                                            "transport",
                                            "utilities",
                                            "safety",
                                            "money",
                                            "work",
                                            "support",
                                            "education",
                                            "law",
                                            "care_for",
                                            "phone",
                                        ],
                                    )
                                ),
                                name="social_need_domain_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("told__in", ["yes", "no", "unsure", "prefers_not"])),
                                name="social_need_told_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("wants_help", ""),
                                    ("wants_help__in", ["yes", "no", "unsure", "prefers_not"]),
                                    _connector="OR",
                                ),
                                name="social_need_wants_help_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("z_code", ""), ("told", "yes"), _connector="OR"),
                                name="social_need_code_for_a_need",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SocialNeedEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "domain",
                            models.CharField(
                                choices=[
                                    ("housing", "Housing"),
                                    ("food", "Food"),
                                    ("transport", "Getting around"),
                                    ("utilities", "Heat, light, water"),
                                    ("safety", "Safety"),
                                    ("money", "Money"),
                                    ("work", "Work"),
                                    ("support", "Company and support"),
                                    ("education", "School and reading"),
                                    ("law", "The law"),
                                    ("care_for", "Children and others to care for"),
                                    ("phone", "Phone and internet"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "told",
                            models.CharField(
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "wants_help",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("z_code", models.CharField(blank=True, max_length=10, null=True)),
                        ("note", models.CharField(blank=True, max_length=300, null=True)),
                        (
                            "check_made",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="story.needscheck",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="story.socialneed",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StoryPart",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "part",
                            models.CharField(
                                choices=[
                                    ("substances", "Substances"),
                                    ("overdoses", "Overdoses"),
                                    ("withdrawal", "Withdrawal risk"),
                                    ("treatments", "Past treatment"),
                                    ("problems", "Problem list"),
                                    ("medicines", "Medicines"),
                                    ("pregnancy", "Pregnancy"),
                                    ("needs", "Social needs"),
                                    ("strengths", "Strengths"),
                                    ("goals", "What they want"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[("nothing", "Nothing to list"), ("prefers_not", "Prefers not to say")], max_length=16
                            ),
                        ),
                        ("answered_at", models.DateTimeField()),
                        (
                            "answered_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                            models.UniqueConstraint(fields=("patient", "part"), name="story_part_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "part__in",
                                        [
                                            "substances",
                                            "overdoses",
                                            "withdrawal",
                                            "treatments",
                                            "problems",
                                            "medicines",
                                            "pregnancy",
                                            "needs",
                                            "strengths",
                                            "goals",
                                        ],
                                    )
                                ),
                                name="story_part_part_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("answer__in", ["nothing", "prefers_not"])), name="story_part_answer_known"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StoryPartEvent",
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
                                    ("substances", "Substances"),
                                    ("overdoses", "Overdoses"),
                                    ("withdrawal", "Withdrawal risk"),
                                    ("treatments", "Past treatment"),
                                    ("problems", "Problem list"),
                                    ("medicines", "Medicines"),
                                    ("pregnancy", "Pregnancy"),
                                    ("needs", "Social needs"),
                                    ("strengths", "Strengths"),
                                    ("goals", "What they want"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(
                                choices=[("nothing", "Nothing to list"), ("prefers_not", "Prefers not to say")],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "answered_by",
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
                                to="story.storypart",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Strength",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("words", models.CharField(max_length=300)),
                        (
                            "area",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("personal", "Their own"),
                                    ("social", "People"),
                                    ("community", "Community"),
                                    ("cultural", "Culture and faith"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "changed_by",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="patients.patient"
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
                                name="strength_open_by_patient",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("changed_at__isnull", True), ("changed_by__isnull", True)),
                                    models.Q(("changed_at__isnull", False), ("changed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="strength_changed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="strength_removed_pair",
                            ),
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="strength_version_counts"),
                            models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="strength_has_words"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("area", ""), ("area__in", ["personal", "social", "community", "cultural"]), _connector="OR"
                                ),
                                name="strength_area_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StrengthEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
                        ("words", models.CharField(max_length=300, null=True)),
                        (
                            "area",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("personal", "Their own"),
                                    ("social", "People"),
                                    ("community", "Community"),
                                    ("cultural", "Culture and faith"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "changed_by",
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
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="story.strength",
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
                    name="SubstanceUse",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "substance",
                            models.CharField(
                                choices=[
                                    ("alcohol", "Alcohol"),
                                    ("heroin", "Heroin"),
                                    ("fentanyl", "Fentanyl"),
                                    ("pain_medicines", "Opioid pain medicines"),
                                    ("methadone", "Methadone, not prescribed"),
                                    ("buprenorphine", "Buprenorphine, not prescribed"),
                                    ("other_opioids", "Other opioids, kratom"),
                                    ("cannabis", "Cannabis"),
                                    ("benzodiazepines", "Benzodiazepines"),
                                    ("other_sedatives", "Other sedatives or sleeping pills"),
                                    ("cocaine", "Cocaine or crack"),
                                    ("methamphetamine", "Methamphetamine"),
                                    ("other_stimulants", "Other stimulants"),
                                    ("hallucinogens", "Hallucinogens, MDMA, ketamine"),
                                    ("tobacco", "Tobacco or nicotine"),
                                    ("inhalants", "Inhalants"),
                                    ("gabapentinoids", "Gabapentin or pregabalin, not prescribed"),
                                    ("xylazine", "Xylazine or medetomidine"),
                                    ("other", "Something else"),
                                    ("unknown", "Unknown pills or powder"),
                                ],
                                max_length=24,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=80)),
                        ("is_main", models.BooleanField(default=False)),
                        (
                            "routes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16), blank=True, default=list, size=None
                            ),
                        ),
                        (
                            "how_often",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_lately", "Not in the last 30 days"),
                                    ("monthly", "1 to 3 days in the last 30"),
                                    ("weekly", "1 or 2 days a week"),
                                    ("most_days", "3 to 6 days a week"),
                                    ("daily", "Every day"),
                                    ("all_day", "Several times every day"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("amount", models.CharField(blank=True, max_length=200)),
                        ("first_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("last_used", models.CharField(blank=True, max_length=10)),
                        ("breaks", models.CharField(blank=True, max_length=500)),
                        ("treated", models.CharField(blank=True, max_length=500)),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "changed_by",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="patients.patient"
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
                                name="substance_use_open_by_patient",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("changed_at__isnull", True), ("changed_by__isnull", True)),
                                    models.Q(("changed_at__isnull", False), ("changed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="substance_use_changed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="substance_use_removed_pair",
                            ),
                            models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="substance_use_version_counts"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "substance__in",
                                        [
                                            "alcohol",
                                            "heroin",
                                            "fentanyl",
                                            "pain_medicines",
                                            "methadone",
                                            "buprenorphine",
                                            "other_opioids",
                                            "cannabis",
                                            "benzodiazepines",
                                            "other_sedatives",
                                            "cocaine",
                                            "methamphetamine",
                                            "other_stimulants",
                                            "hallucinogens",
                                            "tobacco",
                                            "inhalants",
                                            "gabapentinoids",
                                            "xylazine",
                                            "other",
                                            "unknown",
                                        ],
                                    )
                                ),
                                name="substance_use_substance_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("how_often", ""),
                                    (
                                        "how_often__in",
                                        ["not_lately", "monthly", "weekly", "most_days", "daily", "all_day", "prefers_not"],
                                    ),
                                    _connector="OR",
                                ),
                                name="substance_use_how_often_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_used", ""), ("last_used__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"), _connector="OR"
                                ),
                                name="substance_use_last_used_is_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "routes__contained_by",
                                        [
                                            "swallowed",
                                            "smoked",
                                            "vaped",
                                            "snorted",
                                            "injected",
                                            "under_tongue",
                                            "other",
                                            "prefers_not",
                                        ],
                                    )
                                ),
                                name="substance_use_routes_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first_age__isnull", True), ("first_age__lte", 110), _connector="OR"),
                                name="substance_use_first_age_possible",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SubstanceUseEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
                        (
                            "substance",
                            models.CharField(
                                choices=[
                                    ("alcohol", "Alcohol"),
                                    ("heroin", "Heroin"),
                                    ("fentanyl", "Fentanyl"),
                                    ("pain_medicines", "Opioid pain medicines"),
                                    ("methadone", "Methadone, not prescribed"),
                                    ("buprenorphine", "Buprenorphine, not prescribed"),
                                    ("other_opioids", "Other opioids, kratom"),
                                    ("cannabis", "Cannabis"),
                                    ("benzodiazepines", "Benzodiazepines"),
                                    ("other_sedatives", "Other sedatives or sleeping pills"),
                                    ("cocaine", "Cocaine or crack"),
                                    ("methamphetamine", "Methamphetamine"),
                                    ("other_stimulants", "Other stimulants"),
                                    ("hallucinogens", "Hallucinogens, MDMA, ketamine"),
                                    ("tobacco", "Tobacco or nicotine"),
                                    ("inhalants", "Inhalants"),
                                    ("gabapentinoids", "Gabapentin or pregabalin, not prescribed"),
                                    ("xylazine", "Xylazine or medetomidine"),
                                    ("other", "Something else"),
                                    ("unknown", "Unknown pills or powder"),
                                ],
                                max_length=24,
                                null=True,
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=80, null=True)),
                        ("is_main", models.BooleanField(default=False, null=True)),
                        (
                            "routes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16), blank=True, default=list, null=True, size=None
                            ),
                        ),
                        (
                            "how_often",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("not_lately", "Not in the last 30 days"),
                                    ("monthly", "1 to 3 days in the last 30"),
                                    ("weekly", "1 or 2 days a week"),
                                    ("most_days", "3 to 6 days a week"),
                                    ("daily", "Every day"),
                                    ("all_day", "Several times every day"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("amount", models.CharField(blank=True, max_length=200, null=True)),
                        ("first_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("last_used", models.CharField(blank=True, max_length=10, null=True)),
                        ("breaks", models.CharField(blank=True, max_length=500, null=True)),
                        ("treated", models.CharField(blank=True, max_length=500, null=True)),
                        ("note", models.CharField(blank=True, max_length=500, null=True)),
                        (
                            "changed_by",
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
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="story.substanceuse",
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
                    name="TreatmentEpisode",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("recorded_at", models.DateTimeField()),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "setting",
                            models.CharField(
                                choices=[
                                    ("outpatient", "Outpatient counseling"),
                                    ("intensive", "Intensive outpatient or day program"),
                                    ("otp", "Opioid treatment program"),
                                    ("office", "Medication from an office"),
                                    ("withdrawal", "Withdrawal management"),
                                    ("residential", "Residential"),
                                    ("hospital", "Hospital"),
                                    ("residence", "Recovery residence"),
                                    ("custody", "In jail or prison"),
                                    ("mutual_help", "Mutual help"),
                                    ("mental_health", "Mental health care"),
                                    ("other", "Something else"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=120)),
                        ("began", models.CharField(blank=True, max_length=10)),
                        ("ended", models.CharField(blank=True, max_length=10)),
                        ("for_what", models.CharField(blank=True, max_length=120)),
                        ("medication", models.CharField(blank=True, max_length=120)),
                        (
                            "how_ended",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("goes_on", "It still goes on"),
                                    ("completed", "Completed"),
                                    ("left", "They left"),
                                    ("discharged", "The program ended it"),
                                    ("moved", "Went on elsewhere"),
                                    ("cost", "Money or insurance ended it"),
                                    ("custody", "Custody ended it"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "helped",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lot", "Helped a lot"),
                                    ("some", "Helped somewhat"),
                                    ("not", "Did not help"),
                                    ("harmed", "Made things worse"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("what_helped", models.CharField(blank=True, max_length=500)),
                        (
                            "changed_by",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="patients.patient"
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
                                name="treatment_open_by_patient",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("changed_at__isnull", True), ("changed_by__isnull", True)),
                                    models.Q(("changed_at__isnull", False), ("changed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="treatment_episode_changed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="treatment_episode_removed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("version__gte", 1)), name="treatment_episode_version_counts"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "setting__in",
                                        [
                                            "outpatient",
                                            "intensive",
                                            "otp",
                                            "office",
                                            "withdrawal",
                                            "residential",
                                            "hospital",
                                            "residence",
                                            "custody",
                                            "mutual_help",
                                            "mental_health",
                                            "other",
                                        ],
                                    )
                                ),
                                name="treatment_episode_setting_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("began", ""), ("began__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"), _connector="OR"
                                ),
                                name="treatment_episode_began_is_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended", ""), ("ended__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"), _connector="OR"
                                ),
                                name="treatment_episode_ended_is_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("how_ended", ""),
                                    (
                                        "how_ended__in",
                                        ["goes_on", "completed", "left", "discharged", "moved", "cost", "custody", "prefers_not"],
                                    ),
                                    _connector="OR",
                                ),
                                name="treatment_episode_how_ended_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("helped", ""),
                                    ("helped__in", ["lot", "some", "not", "harmed", "prefers_not"]),
                                    _connector="OR",
                                ),
                                name="treatment_episode_helped_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TreatmentEpisodeEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, null=True)),
                        (
                            "setting",
                            models.CharField(
                                choices=[
                                    ("outpatient", "Outpatient counseling"),
                                    ("intensive", "Intensive outpatient or day program"),
                                    ("otp", "Opioid treatment program"),
                                    ("office", "Medication from an office"),
                                    ("withdrawal", "Withdrawal management"),
                                    ("residential", "Residential"),
                                    ("hospital", "Hospital"),
                                    ("residence", "Recovery residence"),
                                    ("custody", "In jail or prison"),
                                    ("mutual_help", "Mutual help"),
                                    ("mental_health", "Mental health care"),
                                    ("other", "Something else"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=120, null=True)),
                        ("began", models.CharField(blank=True, max_length=10, null=True)),
                        ("ended", models.CharField(blank=True, max_length=10, null=True)),
                        ("for_what", models.CharField(blank=True, max_length=120, null=True)),
                        ("medication", models.CharField(blank=True, max_length=120, null=True)),
                        (
                            "how_ended",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("goes_on", "It still goes on"),
                                    ("completed", "Completed"),
                                    ("left", "They left"),
                                    ("discharged", "The program ended it"),
                                    ("moved", "Went on elsewhere"),
                                    ("cost", "Money or insurance ended it"),
                                    ("custody", "Custody ended it"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "helped",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lot", "Helped a lot"),
                                    ("some", "Helped somewhat"),
                                    ("not", "Did not help"),
                                    ("harmed", "Made things worse"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("what_helped", models.CharField(blank=True, max_length=500, null=True)),
                        (
                            "changed_by",
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
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="story.treatmentepisode",
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
                    name="WithdrawalCheck",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "seizures",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("last_seizure", models.CharField(blank=True, max_length=10)),
                        (
                            "delirium",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "hospital",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "last_alcohol",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hours_6", "Within 6 hours"),
                                    ("hours_24", "6 to 24 hours ago"),
                                    ("days_3", "1 to 3 days ago"),
                                    ("days_7", "4 to 7 days ago"),
                                    ("longer", "Longer ago"),
                                    ("never", "Does not use it"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "last_sedative",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hours_6", "Within 6 hours"),
                                    ("hours_24", "6 to 24 hours ago"),
                                    ("days_3", "1 to 3 days ago"),
                                    ("days_7", "4 to 7 days ago"),
                                    ("longer", "Longer ago"),
                                    ("never", "Does not use it"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "last_opioid",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hours_6", "Within 6 hours"),
                                    ("hours_24", "6 to 24 hours ago"),
                                    ("days_3", "1 to 3 days ago"),
                                    ("days_7", "4 to 7 days ago"),
                                    ("longer", "Longer ago"),
                                    ("never", "Does not use it"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "signs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16), blank=True, default=list, size=None
                            ),
                        ),
                        ("no_signs", models.BooleanField(default=False)),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "risk",
                            models.CharField(
                                choices=[
                                    ("none", "No sign of danger"),
                                    ("watch", "Watch"),
                                    ("raised", "Raised"),
                                    ("urgent", "Urgent"),
                                    ("danger", "Danger"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), blank=True, default=list, size=None
                            ),
                        ),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="patients.patient"
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
                        "indexes": [models.Index(fields=["patient", "-recorded_at"], name="withdrawal_latest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("seizures", ""), ("seizures__in", ["yes", "no", "unsure", "prefers_not"]), _connector="OR"
                                ),
                                name="withdrawal_seizures_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("delirium", ""), ("delirium__in", ["yes", "no", "unsure", "prefers_not"]), _connector="OR"
                                ),
                                name="withdrawal_delirium_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("hospital", ""), ("hospital__in", ["yes", "no", "unsure", "prefers_not"]), _connector="OR"
                                ),
                                name="withdrawal_hospital_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_alcohol", ""),
                                    (
                                        "last_alcohol__in",
                                        ["hours_6", "hours_24", "days_3", "days_7", "longer", "never", "prefers_not"],
                                    ),
                                    _connector="OR",
                                ),
                                name="withdrawal_last_alcohol_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_sedative", ""),
                                    (
                                        "last_sedative__in",
                                        ["hours_6", "hours_24", "days_3", "days_7", "longer", "never", "prefers_not"],
                                    ),
                                    _connector="OR",
                                ),
                                name="withdrawal_last_sedative_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_opioid", ""),
                                    (
                                        "last_opioid__in",
                                        ["hours_6", "hours_24", "days_3", "days_7", "longer", "never", "prefers_not"],
                                    ),
                                    _connector="OR",
                                ),
                                name="withdrawal_last_opioid_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_seizure", ""), ("last_seizure__regex", "^\\d{4}(-\\d{2}(-\\d{2})?)?$"), _connector="OR"
                                ),
                                name="withdrawal_last_seizure_is_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "signs__contained_by",
                                        [
                                            "seizure",
                                            "confused",
                                            "sees_things",
                                            "fever",
                                            "racing",
                                            "tremor",
                                            "sweats",
                                            "vomits",
                                            "restless",
                                            "sleepless",
                                            "aches",
                                            "craving",
                                        ],
                                    )
                                ),
                                name="withdrawal_signs_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("no_signs", False), ("signs", []), _connector="OR"),
                                name="withdrawal_no_signs_means_none",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("risk__in", ["none", "watch", "raised", "urgent", "danger"])),
                                name="withdrawal_risk_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WithdrawalCheckEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "seizures",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("last_seizure", models.CharField(blank=True, max_length=10, null=True)),
                        (
                            "delirium",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "hospital",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("no", "No"),
                                    ("unsure", "Not sure"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "last_alcohol",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hours_6", "Within 6 hours"),
                                    ("hours_24", "6 to 24 hours ago"),
                                    ("days_3", "1 to 3 days ago"),
                                    ("days_7", "4 to 7 days ago"),
                                    ("longer", "Longer ago"),
                                    ("never", "Does not use it"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "last_sedative",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hours_6", "Within 6 hours"),
                                    ("hours_24", "6 to 24 hours ago"),
                                    ("days_3", "1 to 3 days ago"),
                                    ("days_7", "4 to 7 days ago"),
                                    ("longer", "Longer ago"),
                                    ("never", "Does not use it"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "last_opioid",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("hours_6", "Within 6 hours"),
                                    ("hours_24", "6 to 24 hours ago"),
                                    ("days_3", "1 to 3 days ago"),
                                    ("days_7", "4 to 7 days ago"),
                                    ("longer", "Longer ago"),
                                    ("never", "Does not use it"),
                                    ("prefers_not", "Prefers not to say"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "signs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=16), blank=True, default=list, null=True, size=None
                            ),
                        ),
                        ("no_signs", models.BooleanField(default=False, null=True)),
                        ("note", models.CharField(blank=True, max_length=500, null=True)),
                        (
                            "risk",
                            models.CharField(
                                choices=[
                                    ("none", "No sign of danger"),
                                    ("watch", "Watch"),
                                    ("raised", "Raised"),
                                    ("urgent", "Urgent"),
                                    ("danger", "Danger"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        (
                            "reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=120), blank=True, default=list, null=True, size=None
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(null=True)),
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
                                to="story.withdrawalcheck",
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
                pgtrigger.migrations.AddTrigger(
                    model_name="medicine",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_medicineevent" ("changed_at", "changed_by_id", "code", "dose", "how_often", "id", "key", "kind", "name", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescriber", "reason", "reconciled_at", "reconciled_by_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "said", "since", "source", "stop_reason", "stopped", "system", "taking", "uuid", "version") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."code", NEW."dose", NEW."how_often", NEW."id", NEW."key", NEW."kind", NEW."name", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."prescriber", NEW."reason", NEW."reconciled_at", NEW."reconciled_by_id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."said", NEW."since", NEW."source", NEW."stop_reason", NEW."stopped", NEW."system", NEW."taking", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="cf1207e6c1c4ef00c39e81408c539e4cdd1864cd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_86974",
                            table="story_medicine",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicine",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "story_medicineevent" ("changed_at", "changed_by_id", "code", "dose", "how_often", "id", "key", "kind", "name", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescriber", "reason", "reconciled_at", "reconciled_by_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "said", "since", "source", "stop_reason", "stopped", "system", "taking", "uuid", "version") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."code", NEW."dose", NEW."how_often", NEW."id", NEW."key", NEW."kind", NEW."name", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."prescriber", NEW."reason", NEW."reconciled_at", NEW."reconciled_by_id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."said", NEW."since", NEW."source", NEW."stop_reason", NEW."stopped", NEW."system", NEW."taking", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="2cab1d2da4427fd2643b3cf59cfcc7b5ac35d5f8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9fdc5",
                            table="story_medicine",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="medicine",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_medicineevent" ("changed_at", "changed_by_id", "code", "dose", "how_often", "id", "key", "kind", "name", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescriber", "reason", "reconciled_at", "reconciled_by_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "said", "since", "source", "stop_reason", "stopped", "system", "taking", "uuid", "version") VALUES (OLD."changed_at", OLD."changed_by_id", OLD."code", OLD."dose", OLD."how_often", OLD."id", OLD."key", OLD."kind", OLD."name", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."prescriber", OLD."reason", OLD."reconciled_at", OLD."reconciled_by_id", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_by_id", OLD."said", OLD."since", OLD."source", OLD."stop_reason", OLD."stopped", OLD."system", OLD."taking", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="af43381ed46099c3578617e82f5eeb0265022830",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f0e25",
                            table="story_medicine",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="needscheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_needscheckevent" ("id", "in_danger", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "uuid") VALUES (NEW."id", NEW."in_danger", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."uuid"); RETURN NULL;',
                            hash="7aaa4b063d2cc1f1eb3114271e743247f85069d7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6113c",
                            table="story_needscheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="needscheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "story_needscheckevent" ("id", "in_danger", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "uuid") VALUES (NEW."id", NEW."in_danger", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."uuid"); RETURN NULL;',
                            hash="b9049b8c0fc8214494f56dac6fa8e5cd23b8a498",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8dfc9",
                            table="story_needscheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="needscheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_needscheckevent" ("id", "in_danger", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "uuid") VALUES (OLD."id", OLD."in_danger", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."uuid"); RETURN NULL;',
                            hash="880a9b67d12f705a4de114f3b70831a12b968c63",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_86770",
                            table="story_needscheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="overdose",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_overdoseevent" ("after_break", "called_911", "changed_at", "changed_by_id", "hospital", "id", "intent", "naloxone", "naloxone_doses", "note", "occurred", "on_medication", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "substances", "uuid", "version", "was_alone") VALUES (NEW."after_break", NEW."called_911", NEW."changed_at", NEW."changed_by_id", NEW."hospital", NEW."id", NEW."intent", NEW."naloxone", NEW."naloxone_doses", NEW."note", NEW."occurred", NEW."on_medication", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."substances", NEW."uuid", NEW."version", NEW."was_alone"); RETURN NULL;',
                            hash="c44b22410252db391a0d03b0a4167334fbbb402b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8a515",
                            table="story_overdose",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="overdose",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "story_overdoseevent" ("after_break", "called_911", "changed_at", "changed_by_id", "hospital", "id", "intent", "naloxone", "naloxone_doses", "note", "occurred", "on_medication", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "substances", "uuid", "version", "was_alone") VALUES (NEW."after_break", NEW."called_911", NEW."changed_at", NEW."changed_by_id", NEW."hospital", NEW."id", NEW."intent", NEW."naloxone", NEW."naloxone_doses", NEW."note", NEW."occurred", NEW."on_medication", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."substances", NEW."uuid", NEW."version", NEW."was_alone"); RETURN NULL;',
                            hash="c2501b247b1c2005da806f5f13ea82c7a5505886",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b4456",
                            table="story_overdose",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="overdose",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_overdoseevent" ("after_break", "called_911", "changed_at", "changed_by_id", "hospital", "id", "intent", "naloxone", "naloxone_doses", "note", "occurred", "on_medication", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "substances", "uuid", "version", "was_alone") VALUES (OLD."after_break", OLD."called_911", OLD."changed_at", OLD."changed_by_id", OLD."hospital", OLD."id", OLD."intent", OLD."naloxone", OLD."naloxone_doses", OLD."note", OLD."occurred", OLD."on_medication", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_by_id", OLD."substances", OLD."uuid", OLD."version", OLD."was_alone"); RETURN NULL;',
                            hash="b3d16b4cd2edc18164b6de98d2cbdf125d3aa4e4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f3eb1",
                            table="story_overdose",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="owngoal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_owngoalevent" ("area", "changed_at", "changed_by_id", "confidence", "first_step", "id", "importance", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "taken_at", "taken_by_id", "uuid", "version") VALUES (NEW."area", NEW."changed_at", NEW."changed_by_id", NEW."confidence", NEW."first_step", NEW."id", NEW."importance", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."plan", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."taken_at", NEW."taken_by_id", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="26925fb85dc11eaa14656477005eff0881b95f86",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_91176",
                            table="story_owngoal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="owngoal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "story_owngoalevent" ("area", "changed_at", "changed_by_id", "confidence", "first_step", "id", "importance", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "taken_at", "taken_by_id", "uuid", "version") VALUES (NEW."area", NEW."changed_at", NEW."changed_by_id", NEW."confidence", NEW."first_step", NEW."id", NEW."importance", NEW."own_words", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."plan", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."taken_at", NEW."taken_by_id", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="61a603db70b7f02c274511cddaa278db27af5ac1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_57eb2",
                            table="story_owngoal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="owngoal",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_owngoalevent" ("area", "changed_at", "changed_by_id", "confidence", "first_step", "id", "importance", "own_words", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "taken_at", "taken_by_id", "uuid", "version") VALUES (OLD."area", OLD."changed_at", OLD."changed_by_id", OLD."confidence", OLD."first_step", OLD."id", OLD."importance", OLD."own_words", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."plan", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_by_id", OLD."taken_at", OLD."taken_by_id", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="8368ee6267d63cdf8610855ccc1ba9841ced91ce",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_eb0c2",
                            table="story_owngoal",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pregnancyrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_pregnancyrecordevent" ("answer", "due_on", "gave_birth_on", "has_care", "id", "is_nursing", "note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "uuid") VALUES (NEW."answer", NEW."due_on", NEW."gave_birth_on", NEW."has_care", NEW."id", NEW."is_nursing", NEW."note", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."uuid"); RETURN NULL;',
                            hash="3952b09a4b2e02a824ea7f6fae3c3473e42a0973",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_81728",
                            table="story_pregnancyrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pregnancyrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "story_pregnancyrecordevent" ("answer", "due_on", "gave_birth_on", "has_care", "id", "is_nursing", "note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "uuid") VALUES (NEW."answer", NEW."due_on", NEW."gave_birth_on", NEW."has_care", NEW."id", NEW."is_nursing", NEW."note", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."uuid"); RETURN NULL;',
                            hash="710bc68c2130539ff92100468b45f044b1620eaf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_24dd8",
                            table="story_pregnancyrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="pregnancyrecord",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_pregnancyrecordevent" ("answer", "due_on", "gave_birth_on", "has_care", "id", "is_nursing", "note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "uuid") VALUES (OLD."answer", OLD."due_on", OLD."gave_birth_on", OLD."has_care", OLD."id", OLD."is_nursing", OLD."note", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."uuid"); RETURN NULL;',
                            hash="82ce19ac3ae6a4ad282e727797c9f4eb80e344a4",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9f8e9",
                            table="story_pregnancyrecord",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="socialneed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_socialneedevent" ("check_made_id", "domain", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told", "wants_help", "z_code") VALUES (NEW."check_made_id", NEW."domain", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."told", NEW."wants_help", NEW."z_code"); RETURN NULL;',
                            hash="69f2bbf0d0e8f0de89cb0445c4bf3acdc6dda480",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_53c16",
                            table="story_socialneed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="socialneed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "story_socialneedevent" ("check_made_id", "domain", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told", "wants_help", "z_code") VALUES (NEW."check_made_id", NEW."domain", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."told", NEW."wants_help", NEW."z_code"); RETURN NULL;',
                            hash="faebc6462a5d145ae0934782edd065a2e29b6038",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9944f",
                            table="story_socialneed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="socialneed",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_socialneedevent" ("check_made_id", "domain", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told", "wants_help", "z_code") VALUES (OLD."check_made_id", OLD."domain", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."told", OLD."wants_help", OLD."z_code"); RETURN NULL;',
                            hash="9f8c30c21ad74adc8e2d0fb276d7313243f5d361",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e9086",
                            table="story_socialneed",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="storypart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_storypartevent" ("answer", "answered_at", "answered_by_id", "id", "part", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."id", NEW."part", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="fdbe117e8642bf255fdf6450f3291864a2861afa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_669e1",
                            table="story_storypart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="storypart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "story_storypartevent" ("answer", "answered_at", "answered_by_id", "id", "part", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."id", NEW."part", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id"); RETURN NULL;',
                            hash="7ef2cc89bce97082c0f797e312d2954876c05544",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_05fdd",
                            table="story_storypart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="storypart",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_storypartevent" ("answer", "answered_at", "answered_by_id", "id", "part", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."answer", OLD."answered_at", OLD."answered_by_id", OLD."id", OLD."part", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id"); RETURN NULL;',
                            hash="dad5ff77baf34f5ed5806384362e2796737c9d11",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_18593",
                            table="story_storypart",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="strength",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_strengthevent" ("area", "changed_at", "changed_by_id", "id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "uuid", "version", "words") VALUES (NEW."area", NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."uuid", NEW."version", NEW."words"); RETURN NULL;',
                            hash="80ca444dd27aa92d4a57130244adc1064ab66dc1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c2a28",
                            table="story_strength",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="strength",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "story_strengthevent" ("area", "changed_at", "changed_by_id", "id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "uuid", "version", "words") VALUES (NEW."area", NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."uuid", NEW."version", NEW."words"); RETURN NULL;',
                            hash="ae50ba19fe0afad61d6ee34078f31019acc18773",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1be39",
                            table="story_strength",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="strength",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_strengthevent" ("area", "changed_at", "changed_by_id", "id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "uuid", "version", "words") VALUES (OLD."area", OLD."changed_at", OLD."changed_by_id", OLD."id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_by_id", OLD."uuid", OLD."version", OLD."words"); RETURN NULL;',
                            hash="c963c2decb7c0199253bc184fa7d6e3dbba643f5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e1bd5",
                            table="story_strength",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="substanceuse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_substanceuseevent" ("amount", "breaks", "changed_at", "changed_by_id", "first_age", "how_often", "id", "is_main", "last_used", "name", "note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "routes", "substance", "treated", "uuid", "version") VALUES (NEW."amount", NEW."breaks", NEW."changed_at", NEW."changed_by_id", NEW."first_age", NEW."how_often", NEW."id", NEW."is_main", NEW."last_used", NEW."name", NEW."note", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."routes", NEW."substance", NEW."treated", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="cbc8d003cc65961e1bbb23e1f32bc5066ffce292",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_96a49",
                            table="story_substanceuse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="substanceuse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "story_substanceuseevent" ("amount", "breaks", "changed_at", "changed_by_id", "first_age", "how_often", "id", "is_main", "last_used", "name", "note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "routes", "substance", "treated", "uuid", "version") VALUES (NEW."amount", NEW."breaks", NEW."changed_at", NEW."changed_by_id", NEW."first_age", NEW."how_often", NEW."id", NEW."is_main", NEW."last_used", NEW."name", NEW."note", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."routes", NEW."substance", NEW."treated", NEW."uuid", NEW."version"); RETURN NULL;',
                            hash="b6ac74d125e4dce218f41db820a60fb62014bdc6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c00f2",
                            table="story_substanceuse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="substanceuse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_substanceuseevent" ("amount", "breaks", "changed_at", "changed_by_id", "first_age", "how_often", "id", "is_main", "last_used", "name", "note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "routes", "substance", "treated", "uuid", "version") VALUES (OLD."amount", OLD."breaks", OLD."changed_at", OLD."changed_by_id", OLD."first_age", OLD."how_often", OLD."id", OLD."is_main", OLD."last_used", OLD."name", OLD."note", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_by_id", OLD."routes", OLD."substance", OLD."treated", OLD."uuid", OLD."version"); RETURN NULL;',
                            hash="4d0645de3803386c18082b7b998a2da64a487f73",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b2715",
                            table="story_substanceuse",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="treatmentepisode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_treatmentepisodeevent" ("began", "changed_at", "changed_by_id", "ended", "for_what", "helped", "how_ended", "id", "medication", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "setting", "uuid", "version", "what_helped") VALUES (NEW."began", NEW."changed_at", NEW."changed_by_id", NEW."ended", NEW."for_what", NEW."helped", NEW."how_ended", NEW."id", NEW."medication", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."setting", NEW."uuid", NEW."version", NEW."what_helped"); RETURN NULL;',
                            hash="4dfea2c7f8532d47304e8b48e795aa82ad1139d8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8ce13",
                            table="story_treatmentepisode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="treatmentepisode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "story_treatmentepisodeevent" ("began", "changed_at", "changed_by_id", "ended", "for_what", "helped", "how_ended", "id", "medication", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "setting", "uuid", "version", "what_helped") VALUES (NEW."began", NEW."changed_at", NEW."changed_by_id", NEW."ended", NEW."for_what", NEW."helped", NEW."how_ended", NEW."id", NEW."medication", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."removed_at", NEW."removed_by_id", NEW."setting", NEW."uuid", NEW."version", NEW."what_helped"); RETURN NULL;',
                            hash="c837e8d5c8cafa103d57d0104ab37b4f3a232d7e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_65e3f",
                            table="story_treatmentepisode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="treatmentepisode",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_treatmentepisodeevent" ("began", "changed_at", "changed_by_id", "ended", "for_what", "helped", "how_ended", "id", "medication", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "removed_at", "removed_by_id", "setting", "uuid", "version", "what_helped") VALUES (OLD."began", OLD."changed_at", OLD."changed_by_id", OLD."ended", OLD."for_what", OLD."helped", OLD."how_ended", OLD."id", OLD."medication", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."removed_at", OLD."removed_by_id", OLD."setting", OLD."uuid", OLD."version", OLD."what_helped"); RETURN NULL;',
                            hash="e838d30986cfb393cb694244e403ec6b87a16d9f",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f9279",
                            table="story_treatmentepisode",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="withdrawalcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_withdrawalcheckevent" ("delirium", "hospital", "id", "last_alcohol", "last_opioid", "last_sedative", "last_seizure", "no_signs", "note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by_id", "risk", "seizures", "signs", "uuid") VALUES (NEW."delirium", NEW."hospital", NEW."id", NEW."last_alcohol", NEW."last_opioid", NEW."last_sedative", NEW."last_seizure", NEW."no_signs", NEW."note", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reasons", NEW."recorded_at", NEW."recorded_by_id", NEW."risk", NEW."seizures", NEW."signs", NEW."uuid"); RETURN NULL;',
                            hash="d256d62c3319a53b391430ac560750f32b217449",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b9ee0",
                            table="story_withdrawalcheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="withdrawalcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "story_withdrawalcheckevent" ("delirium", "hospital", "id", "last_alcohol", "last_opioid", "last_sedative", "last_seizure", "no_signs", "note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by_id", "risk", "seizures", "signs", "uuid") VALUES (NEW."delirium", NEW."hospital", NEW."id", NEW."last_alcohol", NEW."last_opioid", NEW."last_sedative", NEW."last_seizure", NEW."no_signs", NEW."note", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reasons", NEW."recorded_at", NEW."recorded_by_id", NEW."risk", NEW."seizures", NEW."signs", NEW."uuid"); RETURN NULL;',
                            hash="341b7f1ea01e9fd2b4fe1e22c75be93573dd3bdc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_74de9",
                            table="story_withdrawalcheck",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="withdrawalcheck",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "story_withdrawalcheckevent" ("delirium", "hospital", "id", "last_alcohol", "last_opioid", "last_sedative", "last_seizure", "no_signs", "note", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reasons", "recorded_at", "recorded_by_id", "risk", "seizures", "signs", "uuid") VALUES (OLD."delirium", OLD."hospital", OLD."id", OLD."last_alcohol", OLD."last_opioid", OLD."last_sedative", OLD."last_seizure", OLD."no_signs", OLD."note", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reasons", OLD."recorded_at", OLD."recorded_by_id", OLD."risk", OLD."seizures", OLD."signs", OLD."uuid"); RETURN NULL;',
                            hash="097074962c6c1479abf5927592f847f26e834033",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f5164",
                            table="story_withdrawalcheck",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        append_only("story_medicineevent"),
        append_only("story_needscheckevent"),
        append_only("story_overdoseevent"),
        append_only("story_owngoalevent"),
        append_only("story_pregnancyrecordevent"),
        append_only("story_socialneedevent"),
        append_only("story_storypartevent"),
        append_only("story_strengthevent"),
        append_only("story_substanceuseevent"),
        append_only("story_treatmentepisodeevent"),
        append_only("story_withdrawalcheckevent"),
    ]
