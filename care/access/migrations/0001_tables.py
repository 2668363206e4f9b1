"""What was disclosed and handed over, agreements, and emergency sessions with their reviews."""

import datetime

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
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

    replaces = [
        ("access", "0001_initial"),
        ("access", "0002_more_purposes"),
        ("access", "0003_agreements_and_full_rows"),
        ("access", "0004_sessions"),
        ("access", "0005_hand_overs"),
    ]
    dependencies = [
        ("accounts", "0002_partner_systems"),
        ("consent", "0001_tables"),
        ("patients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("qsoa", "Service agreement (QSOA)"),
                                    ("research", "Research basis"),
                                    ("audit", "Audit agreement"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("party", models.CharField(max_length=160)),
                        ("reference", models.CharField(max_length=80)),
                        ("covers", models.CharField(max_length=500)),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("demographics", "Identity and contact"),
                                        ("general", "General health"),
                                        ("mental_health", "Mental health"),
                                        ("sud", "Substance use care"),
                                        ("counselling_note", "Counseling notes"),
                                        ("harm_reduction", "Harm reduction"),
                                    ],
                                    max_length=24,
                                ),
                                size=None,
                            ),
                        ),
                        ("from_day", models.DateField()),
                        ("until_day", models.DateField(blank=True, null=True)),
                        ("destroy_day", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                        ("ended_reason", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["qsoa", "research", "audit"])), name="agreement_kind_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("party", ""), _negated=True),
                                    models.Q(("reference", ""), _negated=True),
                                    models.Q(("covers", ""), _negated=True),
                                ),
                                name="agreement_says_with_whom_and_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "categories__contained_by",
                                        ["demographics", "general", "mental_health", "sud", "counselling_note", "harm_reduction"],
                                    ),
                                    ("categories__len__gt", 0),
                                    models.Q(("categories__overlap", ["counselling_note"]), _negated=True),
                                ),
                                name="agreement_categories_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until_day__isnull", True), ("until_day__gte", models.F("from_day")), _connector="OR"
                                ),
                                name="agreement_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("destroy_day__isnull", True), ("destroy_day__gte", models.F("from_day")), _connector="OR"
                                ),
                                name="agreement_destroys_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "audit"), _negated=True),
                                    models.Q(("destroy_day__isnull", False), ("until_day__isnull", False)),
                                    _connector="OR",
                                ),
                                name="agreement_audit_has_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="agreement_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_reason", "")),
                                    models.Q(("ended_at__isnull", False), models.Q(("ended_reason", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="agreement_ended_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True), ("ended_at__gte", models.F("recorded_at")), _connector="OR"
                                ),
                                name="agreement_ended_after_recording",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("organisation", "kind", "reference"),
                                name="agreement_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AgreementEvent",
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
                                to="access.agreement",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("qsoa", "Service agreement (QSOA)"),
                                    ("research", "Research basis"),
                                    ("audit", "Audit agreement"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("party", models.CharField(max_length=160, null=True)),
                        ("reference", models.CharField(max_length=80, null=True)),
                        ("covers", models.CharField(max_length=500, null=True)),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("demographics", "Identity and contact"),
                                        ("general", "General health"),
                                        ("mental_health", "Mental health"),
                                        ("sud", "Substance use care"),
                                        ("counselling_note", "Counseling notes"),
                                        ("harm_reduction", "Harm reduction"),
                                    ],
                                    max_length=24,
                                ),
                                null=True,
                                size=None,
                            ),
                        ),
                        ("from_day", models.DateField(null=True)),
                        ("until_day", models.DateField(blank=True, null=True)),
                        ("destroy_day", models.DateField(blank=True, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
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
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                        ("ended_reason", models.CharField(blank=True, max_length=300, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Disclosure",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("at", models.DateTimeField()),
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
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.partnersystem",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "requester",
                            models.CharField(
                                choices=[
                                    ("staff", "Staff of the program"),
                                    ("system", "The platform"),
                                    ("patient", "The person"),
                                    ("representative", "Personal representative"),
                                    ("family", "Family or friend"),
                                    ("provider", "Outside treating provider"),
                                    ("emergency", "Emergency clinician"),
                                    ("health_plan", "Health plan or payer"),
                                    ("qso", "Qualified service organization"),
                                    ("intermediary", "Exchange or network"),
                                    ("community", "Community service"),
                                    ("court", "Court or party"),
                                    ("police", "Police or prosecutor"),
                                    ("supervision", "Probation, parole, drug court"),
                                    ("employer", "Employer, school, landlord"),
                                    ("researcher", "Researcher"),
                                    ("auditor", "Auditor or funder"),
                                    ("public_health", "Public health authority"),
                                    ("child_protection", "Child protection"),
                                    ("fundraiser", "Fundraising or marketing"),
                                    ("unknown", "Unknown"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("requester_name", models.CharField(blank=True, max_length=120, verbose_name="who asked")),
                        (
                            "requester_organisation",
                            models.CharField(blank=True, max_length=160, verbose_name="of which organization"),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("TREAT", "Treatment"),
                                    ("HPAYMT", "Payment"),
                                    ("HOPERAT", "Operations"),
                                    ("CAREMGT", "Care management"),
                                    ("ETREAT", "Emergency treatment"),
                                    ("PATRQT", "Patient request"),
                                    ("FAMRQT", "Family involvement"),
                                    ("HLEGAL", "Legal"),
                                    ("HRESCH", "Research"),
                                    ("HCOMPL", "Audit and evaluation"),
                                    ("PUBHLTH", "Public health"),
                                    ("HMARKT", "Marketing and fundraising"),
                                    ("X-QSO", "Service for the program"),
                                    ("X-SUPERVISION", "Court supervision"),
                                    ("X-INVESTIGATION", "Investigation"),
                                    ("X-CHILD-REPORT", "Report of child abuse"),
                                    ("X-REFERRAL", "Referral"),
                                    ("X-ROUTING", "Exchange"),
                                    ("X-PERSONAL", "Employment, school, housing"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("basis", models.CharField(max_length=24)),
                        (
                            "ground",
                            models.CharField(
                                choices=[
                                    ("consent", "Consent"),
                                    ("order", "Court order with subpoena"),
                                    ("emergency", "Medical emergency"),
                                    ("agreement", "Agreement in force"),
                                    ("deidentified", "De-identified"),
                                    ("report", "Report that state law asks for"),
                                    ("representation", "Representation on file"),
                                    ("own", "The person's own access"),
                                    ("health_privacy", "Health privacy law"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="consent.consent",
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.agreement",
                            ),
                        ),
                        ("order_number", models.CharField(blank=True, max_length=80)),
                        ("subpoena_number", models.CharField(blank=True, max_length=80)),
                        ("order_limits", models.CharField(blank=True, max_length=500)),
                        (
                            "reference",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="number of the report, data set or representation"
                            ),
                        ),
                        ("identity_check", models.CharField(blank=True, max_length=200)),
                        ("personnel_name", models.CharField(blank=True, max_length=120)),
                        ("personnel_affiliation", models.CharField(blank=True, max_length=160)),
                        ("discloser", models.CharField(blank=True, max_length=120)),
                        ("emergency_nature", models.CharField(blank=True, max_length=500)),
                        (
                            "classes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("part2", "Part 2 records"),
                                        ("counseling", "Counseling notes"),
                                        ("general", "General health data"),
                                    ],
                                    max_length=16,
                                ),
                                size=None,
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("demographics", "Identity and contact"),
                                        ("general", "General health"),
                                        ("mental_health", "Mental health"),
                                        ("sud", "Substance use care"),
                                        ("counselling_note", "Counseling notes"),
                                        ("harm_reduction", "Harm reduction"),
                                    ],
                                    max_length=24,
                                ),
                                size=None,
                            ),
                        ),
                        ("resource", models.CharField(max_length=32)),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=32), default=list, size=None
                            ),
                        ),
                        (
                            "uuids",
                            django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                        ),
                        ("data_from", models.DateField(blank=True, null=True)),
                        ("data_until", models.DateField(blank=True, null=True)),
                        ("notice", models.CharField(blank=True, max_length=32)),
                        ("scope_attached", models.BooleanField()),
                        ("copy_attached", models.BooleanField(default=False)),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("rest", "REST"),
                                    ("pdf", "File handed over"),
                                    ("e-mail", "E-mail"),
                                    ("spoken", "Spoken"),
                                    ("paper", "On paper"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("given", "Given"),
                                    ("unchanged", "Told that nothing has changed"),
                                    ("not_delivered", "Did not arrive"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("summary", models.CharField(max_length=500)),
                        (
                            "amends",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.disclosure",
                            ),
                        ),
                        ("request_id", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["patient", "-at", "-id"], name="disclosure_of_patient"),
                            models.Index(fields=["recipient", "-at", "-id"], name="disclosure_to_recipient"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "purpose__in",
                                        [
                                            "TREAT",
                                            "HPAYMT",
                                            "HOPERAT",
                                            "CAREMGT",
                                            "ETREAT",
                                            "PATRQT",
                                            "FAMRQT",
                                            "HLEGAL",
                                            "HRESCH",
                                            "HCOMPL",
                                            "PUBHLTH",
                                            "HMARKT",
                                            "X-QSO",
                                            "X-SUPERVISION",
                                            "X-INVESTIGATION",
                                            "X-CHILD-REPORT",
                                            "X-REFERRAL",
                                            "X-ROUTING",
                                            "X-PERSONAL",
                                        ],
                                    )
                                ),
                                name="disclosure_purpose_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "requester__in",
                                        [
                                            "staff",
                                            "system",
                                            "patient",
                                            "representative",
                                            "family",
                                            "provider",
                                            "emergency",
                                            "health_plan",
                                            "qso",
                                            "intermediary",
                                            "community",
                                            "court",
                                            "police",
                                            "supervision",
                                            "employer",
                                            "researcher",
                                            "auditor",
                                            "public_health",
                                            "child_protection",
                                            "fundraiser",
                                            "unknown",
                                        ],
                                    ),
                                    models.Q(("requester__in", ["staff", "system", "unknown"]), _negated=True),
                                ),
                                name="disclosure_requester_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "categories__contained_by",
                                        ["demographics", "general", "mental_health", "sud", "counselling_note", "harm_reduction"],
                                    ),
                                    ("categories__len__gt", 0),
                                ),
                                name="disclosure_categories_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("classes__contained_by", ["part2", "counseling", "general"]), ("classes__len__gt", 0)
                                ),
                                name="disclosure_classes_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("resource", ""), _negated=True),
                                    models.Q(("basis", ""), _negated=True),
                                    models.Q(("summary", ""), _negated=True),
                                ),
                                name="disclosure_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("partner__isnull", False),
                                    ("recipient__isnull", False),
                                    models.Q(("requester_name", ""), ("requester_organisation", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="disclosure_says_to_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("by__isnull", True),
                                        ("channel__in", ["rest"]),
                                        ("partner__isnull", False),
                                        ("recipient__isnull", False),
                                    ),
                                    models.Q(
                                        ("by__isnull", False),
                                        ("partner__isnull", True),
                                        models.Q(("channel__in", ["rest"]), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="disclosure_by_machine_or_colleague",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("channel__in", ["rest", "pdf", "e-mail", "spoken", "paper"])),
                                name="disclosure_channel_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("outcome__in", ["given", "unchanged", "not_delivered"])),
                                name="disclosure_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amends__isnull", False), ("outcome", "not_delivered")),
                                    models.Q(models.Q(("outcome", "not_delivered"), _negated=True), ("amends__isnull", True)),
                                    _connector="OR",
                                ),
                                name="disclosure_amends_what_did_not_arrive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("data_from__isnull", True), ("data_until__isnull", True)),
                                    models.Q(
                                        ("data_from__isnull", False),
                                        ("data_from__lte", models.F("data_until")),
                                        ("data_until__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="disclosure_time_of_data",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "ground__in",
                                        [
                                            "consent",
                                            "order",
                                            "emergency",
                                            "agreement",
                                            "deidentified",
                                            "report",
                                            "representation",
                                            "own",
                                            "health_privacy",
                                        ],
                                    )
                                ),
                                name="disclosure_ground_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ground", "consent"),
                                        ("consent__isnull", False),
                                        models.Q(("notice", ""), _negated=True),
                                        models.Q(("scope_attached", True), ("copy_attached", True), _connector="OR"),
                                    ),
                                    models.Q(
                                        models.Q(("ground", "consent"), _negated=True),
                                        ("consent__isnull", True),
                                        ("copy_attached", False),
                                        ("scope_attached", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="disclosure_with_notice_and_scope",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ground", "order"),
                                        models.Q(("order_number", ""), _negated=True),
                                        models.Q(("subpoena_number", ""), _negated=True),
                                        models.Q(("order_limits", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("ground", "order"), _negated=True),
                                        ("order_limits", ""),
                                        ("order_number", ""),
                                        ("subpoena_number", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="disclosure_with_order_and_subpoena",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ground", "emergency"),
                                        models.Q(("personnel_name", ""), _negated=True),
                                        models.Q(("personnel_affiliation", ""), _negated=True),
                                        models.Q(("discloser", ""), _negated=True),
                                        models.Q(("emergency_nature", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("ground", "emergency"), _negated=True),
                                        ("discloser", ""),
                                        ("emergency_nature", ""),
                                        ("personnel_affiliation", ""),
                                        ("personnel_name", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="disclosure_with_four_facts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ground", "agreement"), ("agreement__isnull", False)),
                                    models.Q(models.Q(("ground", "agreement"), _negated=True), ("agreement__isnull", True)),
                                    _connector="OR",
                                ),
                                name="disclosure_with_agreement",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ground__in", ["report", "deidentified", "representation"]), _negated=True),
                                    models.Q(("reference", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="disclosure_with_reference",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ground__in", ["own", "representation"]), _negated=True),
                                    models.Q(("identity_check", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="disclosure_with_identity_check",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ground", "own"), ("requester", "patient")),
                                    models.Q(
                                        models.Q(("ground", "own"), _negated=True),
                                        models.Q(("requester", "patient"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="disclosure_own_to_the_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandOver",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                            ),
                        ),
                        (
                            "requester",
                            models.CharField(
                                choices=[
                                    ("staff", "Staff of the program"),
                                    ("system", "The platform"),
                                    ("patient", "The person"),
                                    ("representative", "Personal representative"),
                                    ("family", "Family or friend"),
                                    ("provider", "Outside treating provider"),
                                    ("emergency", "Emergency clinician"),
                                    ("health_plan", "Health plan or payer"),
                                    ("qso", "Qualified service organization"),
                                    ("intermediary", "Exchange or network"),
                                    ("community", "Community service"),
                                    ("court", "Court or party"),
                                    ("police", "Police or prosecutor"),
                                    ("supervision", "Probation, parole, drug court"),
                                    ("employer", "Employer, school, landlord"),
                                    ("researcher", "Researcher"),
                                    ("auditor", "Auditor or funder"),
                                    ("public_health", "Public health authority"),
                                    ("child_protection", "Child protection"),
                                    ("fundraiser", "Fundraising or marketing"),
                                    ("unknown", "Unknown"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("requester_name", models.CharField(blank=True, max_length=120)),
                        ("requester_organisation", models.CharField(blank=True, max_length=160)),
                        (
                            "recipient",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        ("address", models.EmailField(max_length=254)),
                        ("passphrase", models.CharField(max_length=200)),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("TREAT", "Treatment"),
                                    ("HPAYMT", "Payment"),
                                    ("HOPERAT", "Operations"),
                                    ("CAREMGT", "Care management"),
                                    ("ETREAT", "Emergency treatment"),
                                    ("PATRQT", "Patient request"),
                                    ("FAMRQT", "Family involvement"),
                                    ("HLEGAL", "Legal"),
                                    ("HRESCH", "Research"),
                                    ("HCOMPL", "Audit and evaluation"),
                                    ("PUBHLTH", "Public health"),
                                    ("HMARKT", "Marketing and fundraising"),
                                    ("X-QSO", "Service for the program"),
                                    ("X-SUPERVISION", "Court supervision"),
                                    ("X-INVESTIGATION", "Investigation"),
                                    ("X-CHILD-REPORT", "Report of child abuse"),
                                    ("X-REFERRAL", "Referral"),
                                    ("X-ROUTING", "Exchange"),
                                    ("X-PERSONAL", "Employment, school, housing"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "parts",
                            django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), size=None),
                        ),
                        ("notice_form", models.CharField(choices=[("short", "short"), ("long", "long")], max_length=8)),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("none", "Nothing"),
                                    ("order", "Court order with subpoena"),
                                    ("emergency", "Medical emergency"),
                                    ("agreement", "Agreement in force"),
                                    ("deidentified", "De-identified"),
                                    ("report", "Report that state law asks for"),
                                    ("representation", "Representation on file"),
                                ],
                                max_length=16,
                            ),
                        ),
                        (
                            "consent",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="consent.consent",
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.agreement",
                            ),
                        ),
                        ("order_number", models.CharField(blank=True, max_length=80)),
                        ("subpoena_number", models.CharField(blank=True, max_length=80)),
                        ("order_limits", models.CharField(blank=True, max_length=500)),
                        ("reference", models.CharField(blank=True, max_length=80)),
                        ("identity_check", models.CharField(blank=True, max_length=200)),
                        ("asked_at", models.DateTimeField()),
                        (
                            "asked_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("sent", "Sent"),
                                    ("dropped", "Not sent"),
                                    ("failed", "Could not be sent"),
                                ],
                                default="waiting",
                                max_length=12,
                            ),
                        ),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=120)),
                        (
                            "disclosure",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.disclosure",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "sent", "dropped", "failed"])),
                                name="hand_over_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "basis__in",
                                        ["none", "order", "emergency", "agreement", "deidentified", "report", "representation"],
                                    )
                                ),
                                name="hand_over_basis_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("notice_form__in", ["short", "long"])), name="hand_over_form_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "purpose__in",
                                        [
                                            "TREAT",
                                            "HPAYMT",
                                            "HOPERAT",
                                            "CAREMGT",
                                            "ETREAT",
                                            "PATRQT",
                                            "FAMRQT",
                                            "HLEGAL",
                                            "HRESCH",
                                            "HCOMPL",
                                            "PUBHLTH",
                                            "HMARKT",
                                            "X-QSO",
                                            "X-SUPERVISION",
                                            "X-INVESTIGATION",
                                            "X-CHILD-REPORT",
                                            "X-REFERRAL",
                                            "X-ROUTING",
                                            "X-PERSONAL",
                                        ],
                                    )
                                ),
                                name="hand_over_purpose_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "requester__in",
                                        [
                                            "staff",
                                            "system",
                                            "patient",
                                            "representative",
                                            "family",
                                            "provider",
                                            "emergency",
                                            "health_plan",
                                            "qso",
                                            "intermediary",
                                            "community",
                                            "court",
                                            "police",
                                            "supervision",
                                            "employer",
                                            "researcher",
                                            "auditor",
                                            "public_health",
                                            "child_protection",
                                            "fundraiser",
                                            "unknown",
                                        ],
                                    )
                                ),
                                name="hand_over_requester_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("address", ""), _negated=True),
                                    models.Q(("passphrase", ""), _negated=True),
                                    ("parts__len__gt", 0),
                                ),
                                name="hand_over_says_what_and_where",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "waiting"), ("settled_at__isnull", True)),
                                    models.Q(models.Q(("state", "waiting"), _negated=True), ("settled_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="hand_over_settled_has_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "sent"), _negated=True), ("disclosure__isnull", False), _connector="OR"
                                ),
                                name="hand_over_sent_is_disclosed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["dropped", "failed"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="hand_over_not_sent_has_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessSession",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("emergency", "Emergency access"), ("review", "Privacy review")], max_length=12
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("overdose", "Overdose or not breathing"),
                                    ("suicide", "Suicide attempt or intent"),
                                    ("withdrawal", "Severe withdrawal"),
                                    ("unconscious", "Unconscious, medication unknown"),
                                    ("dose", "A dose is due and the team cannot be reached"),
                                    ("danger", "Other danger to life or health"),
                                    ("complaint", "A complaint"),
                                    ("question", "A question about access"),
                                    ("breach", "A possible breach"),
                                    ("emergency", "Review of an emergency access"),
                                    ("office", "Other work of the privacy office"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("words", models.CharField(max_length=500)),
                        ("started_at", models.DateTimeField()),
                        (
                            "started_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ends_at", models.DateTimeField()),
                        ("extended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "extended_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("extended_words", models.CharField(blank=True, max_length=500)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ended_by_job", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=["staff", "patient", "ends_at"],
                                name="access_session_running",
                            ),
                            models.Index(fields=["patient", "-started_at"], name="access_session_of_patient"),
                            models.Index(fields=["organisation", "-started_at"], name="access_session_of_clinic"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["emergency", "review"])), name="access_session_kind_known"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kind", "emergency"),
                                        ("reason__in", ["overdose", "suicide", "withdrawal", "unconscious", "dose", "danger"]),
                                    ),
                                    models.Q(
                                        ("kind", "review"),
                                        ("reason__in", ["complaint", "question", "breach", "emergency", "office"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="access_session_reason_of_kind",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.GreaterThanOrEqual(
                                    django.db.models.functions.text.Length(django.db.models.functions.text.Trim("words")),
                                    models.Value(15),
                                ),
                                name="access_session_has_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__gt", models.F("started_at")),
                                    (
                                        "ends_at__lte",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("started_at"), "+", models.Value(datetime.timedelta(seconds=14400))
                                        ),
                                    ),
                                ),
                                name="access_session_has_an_end",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("extended_at__isnull", True), ("extended_by__isnull", True)),
                                    models.Q(("extended_at__isnull", False), ("extended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="access_session_extended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("extended_at__isnull", True), ("extended_words", "")),
                                    models.Q(
                                        ("extended_at__gte", models.F("started_at")),
                                        ("extended_at__isnull", False),
                                        django.db.models.lookups.GreaterThanOrEqual(
                                            django.db.models.functions.text.Length(
                                                django.db.models.functions.text.Trim("extended_words")
                                            ),
                                            models.Value(15),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="access_session_extended_with_words",
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
                                name="access_session_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True),
                                    models.Q(("ended_at__gte", models.F("started_at")), ("ended_at__lte", models.F("ends_at"))),
                                    _connector="OR",
                                ),
                                name="access_session_ends_within_itself",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (
                                        models.Func(
                                            models.F("staff"), models.F("staff"), models.Value("[]"), function="int8range"
                                        ),
                                        "&&",
                                    ),
                                    (
                                        models.Func(
                                            models.F("patient"), models.F("patient"), models.Value("[]"), function="int8range"
                                        ),
                                        "&&",
                                    ),
                                    (
                                        models.Func(
                                            models.F("started_at"),
                                            django.db.models.functions.comparison.Coalesce("ended_at", "ends_at"),
                                            function="tstzrange",
                                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="access_session_one_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessSessionEvent",
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
                                to="access.accesssession",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
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
                            "staff",
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
                            "kind",
                            models.CharField(
                                choices=[("emergency", "Emergency access"), ("review", "Privacy review")],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("overdose", "Overdose or not breathing"),
                                    ("suicide", "Suicide attempt or intent"),
                                    ("withdrawal", "Severe withdrawal"),
                                    ("unconscious", "Unconscious, medication unknown"),
                                    ("dose", "A dose is due and the team cannot be reached"),
                                    ("danger", "Other danger to life or health"),
                                    ("complaint", "A complaint"),
                                    ("question", "A question about access"),
                                    ("breach", "A possible breach"),
                                    ("emergency", "Review of an emergency access"),
                                    ("office", "Other work of the privacy office"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("words", models.CharField(max_length=500, null=True)),
                        ("started_at", models.DateTimeField(null=True)),
                        (
                            "started_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("ends_at", models.DateTimeField(null=True)),
                        ("extended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "extended_by",
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
                        ("extended_words", models.CharField(blank=True, max_length=500, null=True)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                        ("ended_by_job", models.CharField(blank=True, max_length=64, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AccessReview",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "session",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="review",
                                to="access.accesssession",
                            ),
                        ),
                        (
                            "disclosure",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="access.disclosure",
                            ),
                        ),
                        ("opened_at", models.DateTimeField()),
                        (
                            "opened_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("due_at", models.DateTimeField()),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("appropriate", "Appropriate"),
                                    ("not_appropriate", "Not appropriate"),
                                    ("follow_up", "Needs follow-up"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("reviewed_at__isnull", True)),
                                fields=["organisation", "due_at"],
                                name="access_review_waiting",
                            ),
                            models.Index(fields=["organisation", "-opened_at"], name="access_review_of_clinic"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("disclosure__isnull", False), ("session__isnull", True)),
                                    models.Q(("disclosure__isnull", True), ("session__isnull", False)),
                                    _connector="OR",
                                ),
                                name="access_review_of_one_thing",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("due_at__gt", models.F("opened_at"))), name="access_review_due_after_opening"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reviewed_at__isnull", True), ("reviewed_by__isnull", True)),
                                    models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="access_review_reviewed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", ""),
                                    ("outcome__in", ["appropriate", "not_appropriate", "follow_up"]),
                                    _connector="OR",
                                ),
                                name="access_review_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", ""), ("reviewed_at__isnull", True), ("words", "")),
                                    models.Q(
                                        ("reviewed_at__isnull", False),
                                        models.Q(("outcome", ""), _negated=True),
                                        django.db.models.lookups.GreaterThanOrEqual(
                                            django.db.models.functions.text.Length(django.db.models.functions.text.Trim("words")),
                                            models.Value(15),
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="access_review_outcome_with_words",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reviewed_by__isnull", True),
                                    models.Q(("reviewed_by", models.F("opened_by")), _negated=True),
                                    _connector="OR",
                                ),
                                name="access_review_by_somebody_else",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccessReviewEvent",
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
                                to="access.accessreview",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
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
                            "session",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="access.accesssession",
                            ),
                        ),
                        (
                            "disclosure",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="access.disclosure",
                            ),
                        ),
                        ("opened_at", models.DateTimeField(null=True)),
                        (
                            "opened_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("due_at", models.DateTimeField(null=True)),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "reviewed_by",
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
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("appropriate", "Appropriate"),
                                    ("not_appropriate", "Not appropriate"),
                                    ("follow_up", "Needs follow-up"),
                                ],
                                max_length=16,
                                null=True,
                            ),
                        ),
                        ("words", models.CharField(blank=True, max_length=500, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AccessNotice",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "review",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="access.accessreview"
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
                            "staff",
                            models.ForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
                            ),
                        ),
                        ("seen_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "seen_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
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
                                condition=models.Q(("seen_at__isnull", True)),
                                fields=["staff", "review"],
                                name="access_notice_unseen",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("review", "staff"), name="access_notice_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("seen_at__isnull", True), ("seen_by__isnull", True)),
                                    models.Q(("seen_at__isnull", False), ("seen_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="access_notice_seen_pair",
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "access_agreementevent" ("categories", "covers", "destroy_day", "ended_at", "ended_by_id", "ended_reason", "from_day", "id", "kind", "organisation_id", "party", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reference", "until_day", "uuid") VALUES (NEW."categories", NEW."covers", NEW."destroy_day", NEW."ended_at", NEW."ended_by_id", NEW."ended_reason", NEW."from_day", NEW."id", NEW."kind", NEW."organisation_id", NEW."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."reference", NEW."until_day", NEW."uuid"); RETURN NULL;',
                            hash="0af765975950ff3379130a3f25538a40b1427a08",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e6ee4",
                            table="access_agreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "access_agreementevent" ("categories", "covers", "destroy_day", "ended_at", "ended_by_id", "ended_reason", "from_day", "id", "kind", "organisation_id", "party", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reference", "until_day", "uuid") VALUES (NEW."categories", NEW."covers", NEW."destroy_day", NEW."ended_at", NEW."ended_by_id", NEW."ended_reason", NEW."from_day", NEW."id", NEW."kind", NEW."organisation_id", NEW."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."reference", NEW."until_day", NEW."uuid"); RETURN NULL;',
                            hash="02c1fbbd163a2b834c414677b4ca974fc5d1bdf0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7db92",
                            table="access_agreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "access_agreementevent" ("categories", "covers", "destroy_day", "ended_at", "ended_by_id", "ended_reason", "from_day", "id", "kind", "organisation_id", "party", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "reference", "until_day", "uuid") VALUES (OLD."categories", OLD."covers", OLD."destroy_day", OLD."ended_at", OLD."ended_by_id", OLD."ended_reason", OLD."from_day", OLD."id", OLD."kind", OLD."organisation_id", OLD."party", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."reference", OLD."until_day", OLD."uuid"); RETURN NULL;',
                            hash="03b72c0cf684f9d39996d8d2a4ba834b7eb8f793",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_18271",
                            table="access_agreement",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accesssession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "access_accesssessionevent" ("ended_at", "ended_by_id", "ended_by_job", "ends_at", "extended_at", "extended_by_id", "extended_words", "id", "kind", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "staff_id", "started_at", "started_by_id", "uuid", "words") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."ends_at", NEW."extended_at", NEW."extended_by_id", NEW."extended_words", NEW."id", NEW."kind", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reason", NEW."staff_id", NEW."started_at", NEW."started_by_id", NEW."uuid", NEW."words"); RETURN NULL;',
                            hash="d01b9a8b4017bf8671fa67e1bc103654919c13aa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5ec87",
                            table="access_accesssession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accesssession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "access_accesssessionevent" ("ended_at", "ended_by_id", "ended_by_job", "ends_at", "extended_at", "extended_by_id", "extended_words", "id", "kind", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "staff_id", "started_at", "started_by_id", "uuid", "words") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."ends_at", NEW."extended_at", NEW."extended_by_id", NEW."extended_words", NEW."id", NEW."kind", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reason", NEW."staff_id", NEW."started_at", NEW."started_by_id", NEW."uuid", NEW."words"); RETURN NULL;',
                            hash="e0821c5a42571d923217cae63095fa4d9e1c2289",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5669c",
                            table="access_accesssession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accesssession",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "access_accesssessionevent" ("ended_at", "ended_by_id", "ended_by_job", "ends_at", "extended_at", "extended_by_id", "extended_words", "id", "kind", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "staff_id", "started_at", "started_by_id", "uuid", "words") VALUES (OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."ends_at", OLD."extended_at", OLD."extended_by_id", OLD."extended_words", OLD."id", OLD."kind", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reason", OLD."staff_id", OLD."started_at", OLD."started_by_id", OLD."uuid", OLD."words"); RETURN NULL;',
                            hash="8b84f2f35daa6547aec7f246283847dc9b1539cd",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9430c",
                            table="access_accesssession",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accessreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "access_accessreviewevent" ("disclosure_id", "due_at", "id", "opened_at", "opened_by_id", "organisation_id", "outcome", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by_id", "session_id", "uuid", "words") VALUES (NEW."disclosure_id", NEW."due_at", NEW."id", NEW."opened_at", NEW."opened_by_id", NEW."organisation_id", NEW."outcome", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."session_id", NEW."uuid", NEW."words"); RETURN NULL;',
                            hash="8a5117e2d5927c97bba136c6777a6b1c0c57ef18",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5daa4",
                            table="access_accessreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accessreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "access_accessreviewevent" ("disclosure_id", "due_at", "id", "opened_at", "opened_by_id", "organisation_id", "outcome", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by_id", "session_id", "uuid", "words") VALUES (NEW."disclosure_id", NEW."due_at", NEW."id", NEW."opened_at", NEW."opened_by_id", NEW."organisation_id", NEW."outcome", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."session_id", NEW."uuid", NEW."words"); RETURN NULL;',
                            hash="ebbcb9abc6e1f1c5b297a1df632d6c4c9ad68dc1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c59e1",
                            table="access_accessreview",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="accessreview",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "access_accessreviewevent" ("disclosure_id", "due_at", "id", "opened_at", "opened_by_id", "organisation_id", "outcome", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by_id", "session_id", "uuid", "words") VALUES (OLD."disclosure_id", OLD."due_at", OLD."id", OLD."opened_at", OLD."opened_by_id", OLD."organisation_id", OLD."outcome", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reviewed_at", OLD."reviewed_by_id", OLD."session_id", OLD."uuid", OLD."words"); RETURN NULL;',
                            hash="9a34b3605808a16379eece02be092f227ad0ad49",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d81d1",
                            table="access_accessreview",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("access_disclosure"),
        append_only("access_agreementevent"),
        append_only("access_accesssessionevent"),
        append_only("access_accessreviewevent"),
    ]
