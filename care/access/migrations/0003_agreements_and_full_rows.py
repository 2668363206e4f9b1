"""Agreements; and each row of the accounting says all that the foot of clinical reference 3.9 asks for.

Rows from before are what providers took on a consent; the defaults say so.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
from care.audit.protection import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_more_purposes"),
        ("accounts", "0003_organisation_kind"),
        ("consent", "0002_more_purposes"),
        ("patients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
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
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_reason", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="AgreementEvent",
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
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_reason", models.CharField(blank=True, max_length=300, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="disclosure",
            name="disclosure_says_what",
        ),
        migrations.RemoveConstraint(
            model_name="disclosure",
            name="disclosure_with_notice_and_scope",
        ),
        migrations.RemoveConstraint(
            model_name="disclosure",
            name="disclosure_channel_known",
        ),
        migrations.RemoveConstraint(
            model_name="disclosure",
            name="disclosure_outcome_known",
        ),
        migrations.AddField(
            model_name="disclosure",
            name="amends",
            field=models.OneToOneField(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.disclosure"
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="classes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[("part2", "Part 2 records"), ("counseling", "Counseling notes"), ("general", "General health data")],
                    max_length=16,
                ),
                default=["part2"],
                size=None,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="disclosure",
            name="copy_attached",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="data_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="data_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="discloser",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="emergency_nature",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="ground",
            field=models.CharField(
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
                default="consent",
                max_length=16,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="disclosure",
            name="identity_check",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="order_limits",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="order_number",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="parts",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), default=list, size=None),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="personnel_affiliation",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="personnel_name",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="reference",
            field=models.CharField(blank=True, max_length=80, verbose_name="number of the report, data set or representation"),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="requester",
            field=models.CharField(
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
                default="provider",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="disclosure",
            name="requester_name",
            field=models.CharField(blank=True, max_length=120, verbose_name="who asked"),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="requester_organisation",
            field=models.CharField(blank=True, max_length=160, verbose_name="of which organization"),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="subpoena_number",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="summary",
            field=models.CharField(default="Parts of your record.", max_length=500),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="channel",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="disclosure",
            name="consent",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="consent.consent",
            ),
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="notice",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="outcome",
            field=models.CharField(
                choices=[("given", "Given"), ("unchanged", "Told that nothing has changed"), ("not_delivered", "Did not arrive")],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="partner",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.partnersystem",
            ),
        ),
        migrations.AlterField(
            model_name="disclosure",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="ended_by",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
        ),
        migrations.AddField(
            model_name="agreement",
            name="recorded_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="agreement",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.agreement",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(fields=["recipient", "-at", "-id"], name="disclosure_to_recipient"),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("classes__contained_by", ["part2", "counseling", "general"]), ("classes__len__gt", 0)),
                name="disclosure_classes_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resource", ""), _negated=True),
                    models.Q(("basis", ""), _negated=True),
                    models.Q(("summary", ""), _negated=True),
                ),
                name="disclosure_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("partner__isnull", False),
                    ("recipient__isnull", False),
                    models.Q(("requester_name", ""), ("requester_organisation", ""), _negated=True),
                    _connector="OR",
                ),
                name="disclosure_says_to_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("by__isnull", True), ("channel__in", ["rest"]), ("partner__isnull", False), ("recipient__isnull", False)
                    ),
                    models.Q(
                        ("by__isnull", False), ("partner__isnull", True), models.Q(("channel__in", ["rest"]), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="disclosure_by_machine_or_colleague",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["rest", "pdf", "e-mail", "spoken", "paper"])), name="disclosure_channel_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["given", "unchanged", "not_delivered"])), name="disclosure_outcome_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amends__isnull", False), ("outcome", "not_delivered")),
                    models.Q(models.Q(("outcome", "not_delivered"), _negated=True), ("amends__isnull", True)),
                    _connector="OR",
                ),
                name="disclosure_amends_what_did_not_arrive",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("data_from__isnull", True), ("data_until__isnull", True)),
                    models.Q(
                        ("data_from__isnull", False), ("data_from__lte", models.F("data_until")), ("data_until__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="disclosure_time_of_data",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", "agreement"), ("agreement__isnull", False)),
                    models.Q(models.Q(("ground", "agreement"), _negated=True), ("agreement__isnull", True)),
                    _connector="OR",
                ),
                name="disclosure_with_agreement",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground__in", ["report", "deidentified", "representation"]), _negated=True),
                    models.Q(("reference", ""), _negated=True),
                    _connector="OR",
                ),
                name="disclosure_with_reference",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground__in", ["own", "representation"]), _negated=True),
                    models.Q(("identity_check", ""), _negated=True),
                    _connector="OR",
                ),
                name="disclosure_with_identity_check",
            ),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground", "own"), ("requester", "patient")),
                    models.Q(models.Q(("ground", "own"), _negated=True), models.Q(("requester", "patient"), _negated=True)),
                    _connector="OR",
                ),
                name="disclosure_own_to_the_person",
            ),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="organisation",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, to="access.agreement"
            ),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="recorded_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["qsoa", "research", "audit"])), name="agreement_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("party", ""), _negated=True),
                    models.Q(("reference", ""), _negated=True),
                    models.Q(("covers", ""), _negated=True),
                ),
                name="agreement_says_with_whom_and_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_day__isnull", True), ("until_day__gte", models.F("from_day")), _connector="OR"),
                name="agreement_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("destroy_day__isnull", True), ("destroy_day__gte", models.F("from_day")), _connector="OR"),
                name="agreement_destroys_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "audit"), _negated=True),
                    models.Q(("destroy_day__isnull", False), ("until_day__isnull", False)),
                    _connector="OR",
                ),
                name="agreement_audit_has_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="agreement_ended_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_reason", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("ended_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="agreement_ended_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at__isnull", True), ("ended_at__gte", models.F("recorded_at")), _connector="OR"),
                name="agreement_ended_after_recording",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("organisation", "kind", "reference"),
                name="agreement_once",
            ),
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
        append_only("access_agreementevent"),
    ]
