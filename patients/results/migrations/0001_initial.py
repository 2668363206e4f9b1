"""What was measured, what drug tests were asked for and collected, and what they said of each substance."""

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
                    name="DrugTest",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("recorded_at", models.DateTimeField()),
                        ("wrong_at", models.DateTimeField(blank=True, null=True)),
                        ("wrong_reason", models.CharField(blank=True, max_length=200)),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("ordered", "Asked for"),
                                    ("collected", "Collected"),
                                    ("resulted", "Result in"),
                                    ("cancelled", "Not needed"),
                                    ("declined", "Declined"),
                                ],
                                default="ordered",
                                max_length=12,
                            ),
                        ),
                        (
                            "specimen",
                            models.CharField(
                                choices=[("urine", "Urine"), ("oral_fluid", "Oral fluid"), ("blood", "Blood"), ("hair", "Hair")],
                                default="urine",
                                max_length=12,
                            ),
                        ),
                        ("is_random", models.BooleanField(default=False)),
                        ("was_observed", models.BooleanField(default=False)),
                        ("lab", models.CharField(blank=True, max_length=120)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "looked_for",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                            ),
                        ),
                        ("collected_at", models.DateTimeField(blank=True, null=True)),
                        ("resulted_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("end_note", models.CharField(blank=True, max_length=200)),
                        (
                            "collected_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "resulted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "wrong_by",
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
                                condition=models.Q(("wrong_at__isnull", True)),
                                fields=["patient", "-recorded_at", "-id"],
                                name="drug_test_newest",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["ordered", "collected", "resulted", "cancelled", "declined"])),
                                name="drug_test_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("specimen__in", ["urine", "oral_fluid", "blood", "hair"])),
                                name="drug_test_specimen_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "looked_for__contained_by",
                                        [
                                            "methadone",
                                            "eddp",
                                            "buprenorphine",
                                            "norbuprenorphine",
                                            "fentanyl",
                                            "norfentanyl",
                                            "opiates",
                                            "morphine",
                                            "mam6",
                                            "oxycodone",
                                            "hydrocodone",
                                            "tramadol",
                                            "benzodiazepines",
                                            "cocaine",
                                            "amphetamines",
                                            "methamphetamine",
                                            "thc",
                                            "barbiturates",
                                            "gabapentin",
                                            "xylazine",
                                            "alcohol_etg",
                                        ],
                                    )
                                ),
                                name="drug_test_looks_for_known_substances",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("collected_at__isnull", True), ("collected_by__isnull", True)),
                                    models.Q(("collected_at__isnull", False), ("collected_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="drug_test_collected_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("resulted_at__isnull", True), ("resulted_by__isnull", True)),
                                    models.Q(("resulted_at__isnull", False), ("resulted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="drug_test_resulted_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="drug_test_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("collected_at__isnull", True),
                                        ("ended_at__isnull", True),
                                        ("resulted_at__isnull", True),
                                        ("status", "ordered"),
                                    ),
                                    models.Q(
                                        ("collected_at__isnull", False),
                                        ("ended_at__isnull", True),
                                        ("resulted_at__isnull", True),
                                        ("status", "collected"),
                                    ),
                                    models.Q(
                                        ("collected_at__isnull", False),
                                        ("ended_at__isnull", True),
                                        ("resulted_at__isnull", False),
                                        ("status", "resulted"),
                                    ),
                                    models.Q(("ended_at__isnull", False), ("resulted_at__isnull", True), ("status", "cancelled")),
                                    models.Q(
                                        ("collected_at__isnull", True),
                                        ("ended_at__isnull", False),
                                        ("resulted_at__isnull", True),
                                        ("status", "declined"),
                                    ),
                                    _connector="OR",
                                ),
                                name="drug_test_moments_fit_status",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("resulted_at__isnull", True), ("resulted_at__gte", models.F("collected_at")), _connector="OR"
                                ),
                                name="drug_test_resulted_after_collected",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("wrong_at__isnull", True), ("wrong_by__isnull", True)),
                                    models.Q(("wrong_at__isnull", False), ("wrong_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="drug_test_wrong_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("wrong_at__isnull", True), ("wrong_reason", "")),
                                    models.Q(("wrong_at__isnull", False), models.Q(("wrong_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="drug_test_wrong_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DrugTestAnalyte",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("recorded_at", models.DateTimeField()),
                        ("wrong_at", models.DateTimeField(blank=True, null=True)),
                        ("wrong_reason", models.CharField(blank=True, max_length=200)),
                        (
                            "analyte",
                            models.CharField(
                                choices=[
                                    ("methadone", "Methadone"),
                                    ("eddp", "EDDP"),
                                    ("buprenorphine", "Buprenorphine"),
                                    ("norbuprenorphine", "Norbuprenorphine"),
                                    ("fentanyl", "Fentanyl"),
                                    ("norfentanyl", "Norfentanyl"),
                                    ("opiates", "Opiates (morphine, codeine)"),
                                    ("morphine", "Morphine"),
                                    ("mam6", "6-MAM (heroin)"),
                                    ("oxycodone", "Oxycodone"),
                                    ("hydrocodone", "Hydrocodone"),
                                    ("tramadol", "Tramadol"),
                                    ("benzodiazepines", "Benzodiazepines"),
                                    ("cocaine", "Cocaine"),
                                    ("amphetamines", "Amphetamines"),
                                    ("methamphetamine", "Methamphetamine"),
                                    ("thc", "Cannabis (THC)"),
                                    ("barbiturates", "Barbiturates"),
                                    ("gabapentin", "Gabapentin"),
                                    ("xylazine", "Xylazine"),
                                    ("alcohol_etg", "Alcohol (EtG)"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "method",
                            models.CharField(choices=[("screen", "Screen"), ("confirmation", "Confirmation")], max_length=12),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("positive", "Positive"),
                                    ("negative", "Negative"),
                                    ("invalid", "Invalid"),
                                    ("not_done", "Not looked for"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("level", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("cutoff", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("unit", models.CharField(blank=True, max_length=20)),
                        (
                            "drug_test",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="analytes", to="results.drugtest"
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "wrong_by",
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
                                condition=models.Q(("wrong_at__isnull", True)),
                                fields=("drug_test", "analyte", "method"),
                                name="analyte_once_by_a_method",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "analyte__in",
                                        [
                                            "methadone",
                                            "eddp",
                                            "buprenorphine",
                                            "norbuprenorphine",
                                            "fentanyl",
                                            "norfentanyl",
                                            "opiates",
                                            "morphine",
                                            "mam6",
                                            "oxycodone",
                                            "hydrocodone",
                                            "tramadol",
                                            "benzodiazepines",
                                            "cocaine",
                                            "amphetamines",
                                            "methamphetamine",
                                            "thc",
                                            "barbiturates",
                                            "gabapentin",
                                            "xylazine",
                                            "alcohol_etg",
                                        ],
                                    )
                                ),
                                name="analyte_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("method__in", ["screen", "confirmation"])), name="analyte_method_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["positive", "negative", "invalid", "not_done"])),
                                name="analyte_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cutoff__isnull", True), ("level__isnull", True), ("unit", "")),
                                    models.Q(("unit", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="analyte_level_has_a_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("level__isnull", True), ("level__gte", 0), _connector="OR"),
                                    models.Q(("cutoff__isnull", True), ("cutoff__gt", 0), _connector="OR"),
                                ),
                                name="analyte_level_possible",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("wrong_at__isnull", True), ("wrong_by__isnull", True)),
                                    models.Q(("wrong_at__isnull", False), ("wrong_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="analyte_wrong_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("wrong_at__isnull", True), ("wrong_reason", "")),
                                    models.Q(("wrong_at__isnull", False), models.Q(("wrong_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="analyte_wrong_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DrugTestAnalyteEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("wrong_at", models.DateTimeField(blank=True, null=True)),
                        ("wrong_reason", models.CharField(blank=True, max_length=200, null=True)),
                        (
                            "analyte",
                            models.CharField(
                                choices=[
                                    ("methadone", "Methadone"),
                                    ("eddp", "EDDP"),
                                    ("buprenorphine", "Buprenorphine"),
                                    ("norbuprenorphine", "Norbuprenorphine"),
                                    ("fentanyl", "Fentanyl"),
                                    ("norfentanyl", "Norfentanyl"),
                                    ("opiates", "Opiates (morphine, codeine)"),
                                    ("morphine", "Morphine"),
                                    ("mam6", "6-MAM (heroin)"),
                                    ("oxycodone", "Oxycodone"),
                                    ("hydrocodone", "Hydrocodone"),
                                    ("tramadol", "Tramadol"),
                                    ("benzodiazepines", "Benzodiazepines"),
                                    ("cocaine", "Cocaine"),
                                    ("amphetamines", "Amphetamines"),
                                    ("methamphetamine", "Methamphetamine"),
                                    ("thc", "Cannabis (THC)"),
                                    ("barbiturates", "Barbiturates"),
                                    ("gabapentin", "Gabapentin"),
                                    ("xylazine", "Xylazine"),
                                    ("alcohol_etg", "Alcohol (EtG)"),
                                ],
                                max_length=20,
                                null=True,
                            ),
                        ),
                        (
                            "method",
                            models.CharField(
                                choices=[("screen", "Screen"), ("confirmation", "Confirmation")], max_length=12, null=True
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("positive", "Positive"),
                                    ("negative", "Negative"),
                                    ("invalid", "Invalid"),
                                    ("not_done", "Not looked for"),
                                ],
                                max_length=10,
                                null=True,
                            ),
                        ),
                        ("level", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("cutoff", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("unit", models.CharField(blank=True, max_length=20, null=True)),
                        (
                            "drug_test",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="results.drugtest",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="results.drugtestanalyte",
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
                            "wrong_by",
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
                    name="DrugTestEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("wrong_at", models.DateTimeField(blank=True, null=True)),
                        ("wrong_reason", models.CharField(blank=True, max_length=200, null=True)),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("ordered", "Asked for"),
                                    ("collected", "Collected"),
                                    ("resulted", "Result in"),
                                    ("cancelled", "Not needed"),
                                    ("declined", "Declined"),
                                ],
                                default="ordered",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "specimen",
                            models.CharField(
                                choices=[("urine", "Urine"), ("oral_fluid", "Oral fluid"), ("blood", "Blood"), ("hair", "Hair")],
                                default="urine",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("is_random", models.BooleanField(default=False, null=True)),
                        ("was_observed", models.BooleanField(default=False, null=True)),
                        ("lab", models.CharField(blank=True, max_length=120, null=True)),
                        ("note", models.CharField(blank=True, max_length=300, null=True)),
                        (
                            "looked_for",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=20), blank=True, default=list, null=True, size=None
                            ),
                        ),
                        ("collected_at", models.DateTimeField(blank=True, null=True)),
                        ("resulted_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        ("end_note", models.CharField(blank=True, max_length=200, null=True)),
                        (
                            "collected_by",
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
                                to="results.drugtest",
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
                            "resulted_by",
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
                            "wrong_by",
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
                    name="Result",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("recorded_at", models.DateTimeField()),
                        ("wrong_at", models.DateTimeField(blank=True, null=True)),
                        ("wrong_reason", models.CharField(blank=True, max_length=200)),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("weight", "Weight"),
                                    ("blood_pressure", "Blood pressure"),
                                    ("heart_rate", "Heart rate"),
                                    ("qtc", "ECG: QTc"),
                                    ("creatinine", "Creatinine"),
                                    ("egfr", "eGFR"),
                                    ("alt", "ALT"),
                                    ("ast", "AST"),
                                    ("inr", "INR"),
                                    ("platelets", "Platelets"),
                                    ("cbc", "Complete blood count"),
                                    ("child_pugh", "Child-Pugh"),
                                    ("pregnancy", "Pregnancy test"),
                                    ("hiv", "HIV"),
                                    ("hcv", "Hepatitis C"),
                                    ("hbv", "Hepatitis B"),
                                    ("syphilis", "Syphilis"),
                                    ("tb", "Tuberculosis"),
                                    ("breath_alcohol", "Breath alcohol"),
                                    ("peth", "PEth"),
                                    ("methadone_peak", "Methadone, peak"),
                                    ("methadone_trough", "Methadone, trough"),
                                    ("sedation", "Sedation (POSS)"),
                                    ("naloxone_challenge", "Naloxone challenge"),
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
                                default="sud",
                                max_length=16,
                            ),
                        ),
                        ("measured_at", models.DateTimeField()),
                        ("value", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("second", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("unit", models.CharField(blank=True, max_length=20)),
                        ("given", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("given_unit", models.CharField(blank=True, max_length=20)),
                        ("upper", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("given_upper", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("qt", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                        ("rr", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                        ("heart_rate", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                        (
                            "formula",
                            models.CharField(
                                blank=True,
                                choices=[("bazett", "Bazett"), ("fridericia", "Fridericia"), ("device", "As the device says")],
                                max_length=12,
                            ),
                        ),
                        ("device", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                        ("reader", models.CharField(blank=True, max_length=120)),
                        ("is_sure", models.BooleanField(default=False)),
                        ("place", models.CharField(blank=True, max_length=120)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "wrong_by",
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
                                condition=models.Q(("wrong_at__isnull", True)),
                                fields=["patient", "-measured_at", "-id"],
                                name="result_by_moment",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "weight",
                                            "blood_pressure",
                                            "heart_rate",
                                            "qtc",
                                            "creatinine",
                                            "egfr",
                                            "alt",
                                            "ast",
                                            "inr",
                                            "platelets",
                                            "cbc",
                                            "child_pugh",
                                            "pregnancy",
                                            "hiv",
                                            "hcv",
                                            "hbv",
                                            "syphilis",
                                            "tb",
                                            "breath_alcohol",
                                            "peth",
                                            "methadone_peak",
                                            "methadone_trough",
                                            "sedation",
                                            "naloxone_challenge",
                                        ],
                                    )
                                ),
                                name="result_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("category__in", ["general", "mental_health", "sud"])),
                                name="result_category_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("formula", ""), ("formula__in", ["bazett", "fridericia", "device"]), _connector="OR"
                                ),
                                name="result_formula_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value__isnull", False), models.Q(("words", ""), _negated=True), _connector="OR"
                                ),
                                name="result_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("given__isnull", True), ("given_unit", ""), ("unit", ""), ("value__isnull", True)),
                                    models.Q(
                                        ("given__isnull", False),
                                        ("value__isnull", False),
                                        models.Q(("unit", ""), _negated=True),
                                        models.Q(("given_unit", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="result_value_has_a_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "blood_pressure"), ("second__isnull", False), ("second__lt", models.F("value"))
                                    ),
                                    models.Q(models.Q(("kind", "blood_pressure"), _negated=True), ("second__isnull", True)),
                                    _connector="OR",
                                ),
                                name="result_second_of_a_pressure",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "qtc"), models.Q(("formula", ""), _negated=True)),
                                    models.Q(models.Q(("kind", "qtc"), _negated=True), ("formula", "")),
                                    _connector="OR",
                                ),
                                name="result_formula_of_a_tracing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("measured_at__lte", models.F("recorded_at"))),
                                name="result_measured_before_recorded",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("wrong_at__isnull", True), ("wrong_by__isnull", True)),
                                    models.Q(("wrong_at__isnull", False), ("wrong_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="result_wrong_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("wrong_at__isnull", True), ("wrong_reason", "")),
                                    models.Q(("wrong_at__isnull", False), models.Q(("wrong_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="result_wrong_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ResultEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("wrong_at", models.DateTimeField(blank=True, null=True)),
                        ("wrong_reason", models.CharField(blank=True, max_length=200, null=True)),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("weight", "Weight"),
                                    ("blood_pressure", "Blood pressure"),
                                    ("heart_rate", "Heart rate"),
                                    ("qtc", "ECG: QTc"),
                                    ("creatinine", "Creatinine"),
                                    ("egfr", "eGFR"),
                                    ("alt", "ALT"),
                                    ("ast", "AST"),
                                    ("inr", "INR"),
                                    ("platelets", "Platelets"),
                                    ("cbc", "Complete blood count"),
                                    ("child_pugh", "Child-Pugh"),
                                    ("pregnancy", "Pregnancy test"),
                                    ("hiv", "HIV"),
                                    ("hcv", "Hepatitis C"),
                                    ("hbv", "Hepatitis B"),
                                    ("syphilis", "Syphilis"),
                                    ("tb", "Tuberculosis"),
                                    ("breath_alcohol", "Breath alcohol"),
                                    ("peth", "PEth"),
                                    ("methadone_peak", "Methadone, peak"),
                                    ("methadone_trough", "Methadone, trough"),
                                    ("sedation", "Sedation (POSS)"),
                                    ("naloxone_challenge", "Naloxone challenge"),
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
                                default="sud",
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("measured_at", models.DateTimeField(null=True)),
                        ("value", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("second", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("unit", models.CharField(blank=True, max_length=20, null=True)),
                        ("given", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("given_unit", models.CharField(blank=True, max_length=20, null=True)),
                        ("upper", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("given_upper", models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True)),
                        ("words", models.CharField(blank=True, max_length=300, null=True)),
                        ("qt", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                        ("rr", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                        ("heart_rate", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                        (
                            "formula",
                            models.CharField(
                                blank=True,
                                choices=[("bazett", "Bazett"), ("fridericia", "Fridericia"), ("device", "As the device says")],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("device", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                        ("reader", models.CharField(blank=True, max_length=120, null=True)),
                        ("is_sure", models.BooleanField(default=False, null=True)),
                        ("place", models.CharField(blank=True, max_length=120, null=True)),
                        ("note", models.CharField(blank=True, max_length=300, null=True)),
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
                                to="results.result",
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
                            "wrong_by",
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
                    model_name="drugtest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "results_drugtestevent" ("collected_at", "collected_by_id", "end_note", "ended_at", "ended_by_id", "id", "is_random", "lab", "looked_for", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "resulted_at", "resulted_by_id", "specimen", "status", "uuid", "was_observed", "wrong_at", "wrong_by_id", "wrong_reason") VALUES (NEW."collected_at", NEW."collected_by_id", NEW."end_note", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."is_random", NEW."lab", NEW."looked_for", NEW."note", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."resulted_at", NEW."resulted_by_id", NEW."specimen", NEW."status", NEW."uuid", NEW."was_observed", NEW."wrong_at", NEW."wrong_by_id", NEW."wrong_reason"); RETURN NULL;',
                            hash="c8d8e2d98541df124d649f6e24b877a86c07b3fe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_67081",
                            table="results_drugtest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="drugtest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "results_drugtestevent" ("collected_at", "collected_by_id", "end_note", "ended_at", "ended_by_id", "id", "is_random", "lab", "looked_for", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "resulted_at", "resulted_by_id", "specimen", "status", "uuid", "was_observed", "wrong_at", "wrong_by_id", "wrong_reason") VALUES (NEW."collected_at", NEW."collected_by_id", NEW."end_note", NEW."ended_at", NEW."ended_by_id", NEW."id", NEW."is_random", NEW."lab", NEW."looked_for", NEW."note", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."resulted_at", NEW."resulted_by_id", NEW."specimen", NEW."status", NEW."uuid", NEW."was_observed", NEW."wrong_at", NEW."wrong_by_id", NEW."wrong_reason"); RETURN NULL;',
                            hash="54f05d55bbdabb42e65b9a7cfc8c52607a0363fd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f96c2",
                            table="results_drugtest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="drugtest",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "results_drugtestevent" ("collected_at", "collected_by_id", "end_note", "ended_at", "ended_by_id", "id", "is_random", "lab", "looked_for", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "resulted_at", "resulted_by_id", "specimen", "status", "uuid", "was_observed", "wrong_at", "wrong_by_id", "wrong_reason") VALUES (OLD."collected_at", OLD."collected_by_id", OLD."end_note", OLD."ended_at", OLD."ended_by_id", OLD."id", OLD."is_random", OLD."lab", OLD."looked_for", OLD."note", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."resulted_at", OLD."resulted_by_id", OLD."specimen", OLD."status", OLD."uuid", OLD."was_observed", OLD."wrong_at", OLD."wrong_by_id", OLD."wrong_reason"); RETURN NULL;',
                            hash="9749dca4bc6fbac63bf04698b308bceb9869c3d3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8e9bf",
                            table="results_drugtest",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="drugtestanalyte",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "results_drugtestanalyteevent" ("analyte", "cutoff", "drug_test_id", "id", "level", "method", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "unit", "wrong_at", "wrong_by_id", "wrong_reason") VALUES (NEW."analyte", NEW."cutoff", NEW."drug_test_id", NEW."id", NEW."level", NEW."method", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."unit", NEW."wrong_at", NEW."wrong_by_id", NEW."wrong_reason"); RETURN NULL;',
                            hash="a0150b7f0499fdbb02766e9301689e28dd0f99cb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dcc32",
                            table="results_drugtestanalyte",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="drugtestanalyte",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "results_drugtestanalyteevent" ("analyte", "cutoff", "drug_test_id", "id", "level", "method", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "unit", "wrong_at", "wrong_by_id", "wrong_reason") VALUES (NEW."analyte", NEW."cutoff", NEW."drug_test_id", NEW."id", NEW."level", NEW."method", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."unit", NEW."wrong_at", NEW."wrong_by_id", NEW."wrong_reason"); RETURN NULL;',
                            hash="d8ec380b6040f7ecdfb7b08552b736cd3392d00d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e9fba",
                            table="results_drugtestanalyte",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="drugtestanalyte",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "results_drugtestanalyteevent" ("analyte", "cutoff", "drug_test_id", "id", "level", "method", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "unit", "wrong_at", "wrong_by_id", "wrong_reason") VALUES (OLD."analyte", OLD."cutoff", OLD."drug_test_id", OLD."id", OLD."level", OLD."method", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."unit", OLD."wrong_at", OLD."wrong_by_id", OLD."wrong_reason"); RETURN NULL;',
                            hash="8a242f33b413465deb697df45c791338971abc50",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e53fe",
                            table="results_drugtestanalyte",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="result",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "results_resultevent" ("category", "device", "formula", "given", "given_unit", "given_upper", "heart_rate", "id", "is_sure", "kind", "measured_at", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "qt", "reader", "recorded_at", "recorded_by_id", "rr", "second", "unit", "upper", "uuid", "value", "words", "wrong_at", "wrong_by_id", "wrong_reason") VALUES (NEW."category", NEW."device", NEW."formula", NEW."given", NEW."given_unit", NEW."given_upper", NEW."heart_rate", NEW."id", NEW."is_sure", NEW."kind", NEW."measured_at", NEW."note", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."place", NEW."qt", NEW."reader", NEW."recorded_at", NEW."recorded_by_id", NEW."rr", NEW."second", NEW."unit", NEW."upper", NEW."uuid", NEW."value", NEW."words", NEW."wrong_at", NEW."wrong_by_id", NEW."wrong_reason"); RETURN NULL;',
                            hash="7b96996721a73990c8e72a2e63e098fead411336",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_45295",
                            table="results_result",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="result",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "results_resultevent" ("category", "device", "formula", "given", "given_unit", "given_upper", "heart_rate", "id", "is_sure", "kind", "measured_at", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "qt", "reader", "recorded_at", "recorded_by_id", "rr", "second", "unit", "upper", "uuid", "value", "words", "wrong_at", "wrong_by_id", "wrong_reason") VALUES (NEW."category", NEW."device", NEW."formula", NEW."given", NEW."given_unit", NEW."given_upper", NEW."heart_rate", NEW."id", NEW."is_sure", NEW."kind", NEW."measured_at", NEW."note", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."place", NEW."qt", NEW."reader", NEW."recorded_at", NEW."recorded_by_id", NEW."rr", NEW."second", NEW."unit", NEW."upper", NEW."uuid", NEW."value", NEW."words", NEW."wrong_at", NEW."wrong_by_id", NEW."wrong_reason"); RETURN NULL;',
                            hash="047fdf97dfc0eee96cc88e28dff0f30cd2cbb6c7",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_75355",
                            table="results_result",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="result",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "results_resultevent" ("category", "device", "formula", "given", "given_unit", "given_upper", "heart_rate", "id", "is_sure", "kind", "measured_at", "note", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "qt", "reader", "recorded_at", "recorded_by_id", "rr", "second", "unit", "upper", "uuid", "value", "words", "wrong_at", "wrong_by_id", "wrong_reason") VALUES (OLD."category", OLD."device", OLD."formula", OLD."given", OLD."given_unit", OLD."given_upper", OLD."heart_rate", OLD."id", OLD."is_sure", OLD."kind", OLD."measured_at", OLD."note", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."place", OLD."qt", OLD."reader", OLD."recorded_at", OLD."recorded_by_id", OLD."rr", OLD."second", OLD."unit", OLD."upper", OLD."uuid", OLD."value", OLD."words", OLD."wrong_at", OLD."wrong_by_id", OLD."wrong_reason"); RETURN NULL;',
                            hash="ab30b13d6de44dfdf6fc4e08270da5e8a89e9ad7",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e3838",
                            table="results_result",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("results_resultevent"),
        append_only("results_drugtestevent"),
        append_only("results_drugtestanalyteevent"),
    ]
