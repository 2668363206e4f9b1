"""What the person asked to be withheld, who signs for them, and what states say of minors; with their history."""

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
        ("accounts", "0004_organisation_state"),
        ("consent", "0005_elements_held"),
        ("patients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MinorConsent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("AL", "Alabama"),
                            ("AK", "Alaska"),
                            ("AZ", "Arizona"),
                            ("AR", "Arkansas"),
                            ("CA", "California"),
                            ("CO", "Colorado"),
                            ("CT", "Connecticut"),
                            ("DE", "Delaware"),
                            ("DC", "District of Columbia"),
                            ("FL", "Florida"),
                            ("GA", "Georgia"),
                            ("HI", "Hawaii"),
                            ("ID", "Idaho"),
                            ("IL", "Illinois"),
                            ("IN", "Indiana"),
                            ("IA", "Iowa"),
                            ("KS", "Kansas"),
                            ("KY", "Kentucky"),
                            ("LA", "Louisiana"),
                            ("ME", "Maine"),
                            ("MD", "Maryland"),
                            ("MA", "Massachusetts"),
                            ("MI", "Michigan"),
                            ("MN", "Minnesota"),
                            ("MS", "Mississippi"),
                            ("MO", "Missouri"),
                            ("MT", "Montana"),
                            ("NE", "Nebraska"),
                            ("NV", "Nevada"),
                            ("NH", "New Hampshire"),
                            ("NJ", "New Jersey"),
                            ("NM", "New Mexico"),
                            ("NY", "New York"),
                            ("NC", "North Carolina"),
                            ("ND", "North Dakota"),
                            ("OH", "Ohio"),
                            ("OK", "Oklahoma"),
                            ("OR", "Oregon"),
                            ("PA", "Pennsylvania"),
                            ("RI", "Rhode Island"),
                            ("SC", "South Carolina"),
                            ("SD", "South Dakota"),
                            ("TN", "Tennessee"),
                            ("TX", "Texas"),
                            ("UT", "Utah"),
                            ("VT", "Vermont"),
                            ("VA", "Virginia"),
                            ("WA", "Washington"),
                            ("WV", "West Virginia"),
                            ("WI", "Wisconsin"),
                            ("WY", "Wyoming"),
                            ("AS", "American Samoa"),
                            ("GU", "Guam"),
                            ("MP", "Northern Mariana Islands"),
                            ("PR", "Puerto Rico"),
                            ("VI", "U.S. Virgin Islands"),
                        ],
                        max_length=2,
                    ),
                ),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("outpatient", "Outpatient counseling and treatment"),
                            ("medication", "Medication for a substance use disorder"),
                            ("residential", "Residential or inpatient treatment"),
                        ],
                        max_length=16,
                    ),
                ),
                ("min_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("source", models.CharField(max_length=200)),
                ("verified_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "AL",
                                    "AK",
                                    "AZ",
                                    "AR",
                                    "CA",
                                    "CO",
                                    "CT",
                                    "DE",
                                    "DC",
                                    "FL",
                                    "GA",
                                    "HI",
                                    "ID",
                                    "IL",
                                    "IN",
                                    "IA",
                                    "KS",
                                    "KY",
                                    "LA",
                                    "ME",
                                    "MD",
                                    "MA",
                                    "MI",
                                    "MN",
                                    "MS",
                                    "MO",
                                    "MT",
                                    "NE",
                                    "NV",
                                    "NH",
                                    "NJ",
                                    "NM",
                                    "NY",
                                    "NC",
                                    "ND",
                                    "OH",
                                    "OK",
                                    "OR",
                                    "PA",
                                    "RI",
                                    "SC",
                                    "SD",
                                    "TN",
                                    "TX",
                                    "UT",
                                    "VT",
                                    "VA",
                                    "WA",
                                    "WV",
                                    "WI",
                                    "WY",
                                    "AS",
                                    "GU",
                                    "MP",
                                    "PR",
                                    "VI",
                                ],
                            )
                        ),
                        name="minor_consent_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("service__in", ["outpatient", "medication", "residential"])),
                        name="minor_consent_service_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("min_age__isnull", True), ("min_age__lte", 20), _connector="OR"),
                        name="minor_consent_age_possible",
                    ),
                    models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="minor_consent_has_source"),
                    models.UniqueConstraint(fields=("state", "service"), name="minor_consent_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guardian", "Guardian appointed by a court"),
                            ("parent", "Parent or guardian of a minor"),
                            ("personal_representative", "Personal representative of somebody who died"),
                            ("next_of_kin", "Next of kin of somebody who died"),
                            ("director", "Program director, for payment only"),
                        ],
                        max_length=24,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("relation", models.CharField(max_length=80)),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("court_order", "Court order"),
                            ("letters", "Letters testamentary or of administration"),
                            ("birth_record", "Birth or adoption record"),
                            ("custody", "Custody order"),
                            ("statement", "Signed statement of the relative"),
                            ("finding", "Director's written finding"),
                        ],
                        max_length=16,
                    ),
                ),
                ("evidence_words", models.CharField(max_length=200)),
                ("evidence_on", models.DateField()),
                ("starts_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by_job", models.CharField(blank=True, max_length=64)),
                ("end_reason", models.CharField(blank=True, max_length=200)),
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
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RepresentativeEvent",
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
                            ("guardian", "Guardian appointed by a court"),
                            ("parent", "Parent or guardian of a minor"),
                            ("personal_representative", "Personal representative of somebody who died"),
                            ("next_of_kin", "Next of kin of somebody who died"),
                            ("director", "Program director, for payment only"),
                        ],
                        max_length=24,
                        null=True,
                    ),
                ),
                ("name", models.CharField(max_length=120, null=True)),
                ("relation", models.CharField(max_length=80, null=True)),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("court_order", "Court order"),
                            ("letters", "Letters testamentary or of administration"),
                            ("birth_record", "Birth or adoption record"),
                            ("custody", "Custody order"),
                            ("statement", "Signed statement of the relative"),
                            ("finding", "Director's written finding"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                ("evidence_words", models.CharField(max_length=200, null=True)),
                ("evidence_on", models.DateField(null=True)),
                ("starts_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_by_job", models.CharField(blank=True, max_length=64, null=True)),
                ("end_reason", models.CharField(blank=True, max_length=200, null=True)),
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
                        to="consent.representative",
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
            name="RestrictionRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("requester", "A kind of asker"),
                            ("organisation", "A named organization"),
                            ("self_paid", "A health plan, for care paid in full"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "requester",
                    models.CharField(
                        choices=[
                            ("provider", "Outside treating provider"),
                            ("health_plan", "Health plan or payer"),
                            ("family", "Family or friend"),
                            ("employer", "Employer, school, landlord"),
                            ("community", "Community service"),
                            ("intermediary", "Exchange or network"),
                            ("qso", "Qualified service organization"),
                            ("researcher", "Researcher"),
                        ],
                        max_length=20,
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
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        size=None,
                    ),
                ),
                ("own_words", models.CharField(max_length=500)),
                ("paid_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for a decision"),
                            ("agreed", "Agreed"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("ended", "Ended"),
                        ],
                        default="asked",
                        max_length=12,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_reason", models.CharField(blank=True, max_length=300)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_for",
                    models.CharField(
                        blank=True,
                        choices=[("person", "The person asked for it"), ("program", "The program ends it")],
                        max_length=12,
                    ),
                ),
                ("end_reason", models.CharField(blank=True, max_length=300)),
                ("told_on", models.DateField(blank=True, null=True)),
                ("counts_until", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
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
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"),
                ),
                (
                    "patient",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RestrictionRequestEvent",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("requester", "A kind of asker"),
                            ("organisation", "A named organization"),
                            ("self_paid", "A health plan, for care paid in full"),
                        ],
                        max_length=16,
                        null=True,
                    ),
                ),
                (
                    "requester",
                    models.CharField(
                        choices=[
                            ("provider", "Outside treating provider"),
                            ("health_plan", "Health plan or payer"),
                            ("family", "Family or friend"),
                            ("employer", "Employer, school, landlord"),
                            ("community", "Community service"),
                            ("intermediary", "Exchange or network"),
                            ("qso", "Qualified service organization"),
                            ("researcher", "Researcher"),
                        ],
                        max_length=20,
                        null=True,
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
                        null=True,
                        size=None,
                    ),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        null=True,
                        size=None,
                    ),
                ),
                ("own_words", models.CharField(max_length=500, null=True)),
                ("paid_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for a decision"),
                            ("agreed", "Agreed"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("ended", "Ended"),
                        ],
                        default="asked",
                        max_length=12,
                        null=True,
                    ),
                ),
                ("asked_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_reason", models.CharField(blank=True, max_length=300, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_for",
                    models.CharField(
                        blank=True,
                        choices=[("person", "The person asked for it"), ("program", "The program ends it")],
                        max_length=12,
                        null=True,
                    ),
                ),
                ("end_reason", models.CharField(blank=True, max_length=300, null=True)),
                ("told_on", models.DateField(blank=True, null=True)),
                ("counts_until", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
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
                        to="consent.restrictionrequest",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="representative",
            index=models.Index(fields=["patient", "organisation"], name="representative_of_patient"),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["guardian", "parent", "personal_representative", "next_of_kin", "director"])),
                name="representative_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("evidence__in", ["court_order", "letters", "birth_record", "custody", "statement", "finding"])
                ),
                name="representative_evidence_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True),
                    models.Q(("relation", ""), _negated=True),
                    models.Q(("evidence_words", ""), _negated=True),
                ),
                name="representative_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__isnull", True), ("expires_at__gt", models.F("starts_at")), _connector="OR"),
                name="representative_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["parent", "director"]), _negated=True), ("expires_at__isnull", False), _connector="OR"
                ),
                name="representative_has_last_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
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
                name="representative_ended_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_at__isnull", True)),
                    models.Q(("ended_at__isnull", False), models.Q(("end_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="representative_ended_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("patient", "organisation", "kind", "name"),
                name="representative_once",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="representative",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_representativeevent" ("end_reason", "ended_at", "ended_by_id", "ended_by_job", "evidence", "evidence_on", "evidence_words", "expires_at", "id", "kind", "name", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "relation", "starts_at", "uuid") VALUES (NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."evidence", NEW."evidence_on", NEW."evidence_words", NEW."expires_at", NEW."id", NEW."kind", NEW."name", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."relation", NEW."starts_at", NEW."uuid"); RETURN NULL;',
                    hash="9a5aee51444aa107b57fbcc363d0b71b26ffe60c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5123d",
                    table="consent_representative",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="representative",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "consent_representativeevent" ("end_reason", "ended_at", "ended_by_id", "ended_by_job", "evidence", "evidence_on", "evidence_words", "expires_at", "id", "kind", "name", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "relation", "starts_at", "uuid") VALUES (NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."evidence", NEW."evidence_on", NEW."evidence_words", NEW."expires_at", NEW."id", NEW."kind", NEW."name", NEW."organisation_id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."relation", NEW."starts_at", NEW."uuid"); RETURN NULL;',
                    hash="b5bbaf9f1755e4a87fb2894d73b4f7cab769eeac",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7a7b0",
                    table="consent_representative",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="representative",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_representativeevent" ("end_reason", "ended_at", "ended_by_id", "ended_by_job", "evidence", "evidence_on", "evidence_words", "expires_at", "id", "kind", "name", "organisation_id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "relation", "starts_at", "uuid") VALUES (OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."evidence", OLD."evidence_on", OLD."evidence_words", OLD."expires_at", OLD."id", OLD."kind", OLD."name", OLD."organisation_id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."relation", OLD."starts_at", OLD."uuid"); RETURN NULL;',
                    hash="c0b5dd65e109149638b3d9dfc6f76972d0a63a44",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9a4c6",
                    table="consent_representative",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="restrictionrequest",
            index=models.Index(fields=["patient", "organisation"], name="restriction_of_patient"),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("target__in", ["requester", "organisation", "self_paid"])), name="restriction_target_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "requester__in",
                        ["provider", "health_plan", "family", "employer", "community", "intermediary", "qso", "researcher"],
                    )
                ),
                name="restriction_requester_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "agreed", "declined", "withdrawn", "ended"])),
                name="restriction_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_for", ""), ("ended_for__in", ["person", "program"]), _connector="OR"),
                name="restriction_ended_for_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recipient__isnull", False), ("target", "organisation")),
                    models.Q(models.Q(("target", "organisation"), _negated=True), ("recipient__isnull", True)),
                    _connector="OR",
                ),
                name="restriction_names_its_organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recipient__isnull", True), models.Q(("recipient", models.F("organisation")), _negated=True), _connector="OR"
                ),
                name="restriction_is_about_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("categories__contained_by", ["demographics", "general", "mental_health", "sud", "harm_reduction"]),
                    ("categories__len__gt", 0),
                ),
                name="restriction_categories_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "purposes__contained_by",
                        [
                            "TREAT",
                            "CAREMGT",
                            "HPAYMT",
                            "HOPERAT",
                            "FAMRQT",
                            "X-REFERRAL",
                            "X-PERSONAL",
                            "X-ROUTING",
                            "X-QSO",
                            "HRESCH",
                        ],
                    ),
                    ("purposes__len__gt", 0),
                ),
                name="restriction_purposes_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("target", "self_paid"),
                        ("paid_on__isnull", False),
                        ("purposes__contained_by", ["HOPERAT", "HPAYMT"]),
                        ("requester", "health_plan"),
                    ),
                    models.Q(models.Q(("target", "self_paid"), _negated=True), ("paid_on__isnull", True)),
                    _connector="OR",
                ),
                name="restriction_paid_in_full",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("own_words", ""), _negated=True), name="restriction_has_own_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="restriction_decided_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="restriction_ended_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", False), ("state__in", ["agreed", "declined", "ended"])),
                    models.Q(
                        models.Q(("state__in", ["agreed", "declined", "ended"]), _negated=True),
                        ("decided_at__isnull", True),
                        ("decision_reason", ""),
                    ),
                    _connector="OR",
                ),
                name="restriction_decided_when_it_was",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("counts_until__isnull", False),
                        ("ended_at__isnull", False),
                        ("state__in", ["withdrawn", "ended"]),
                        models.Q(("ended_for", ""), _negated=True),
                        models.Q(("end_reason", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state__in", ["withdrawn", "ended"]), _negated=True),
                        ("counts_until__isnull", True),
                        ("end_reason", ""),
                        ("ended_at__isnull", True),
                        ("ended_for", ""),
                    ),
                    _connector="OR",
                ),
                name="restriction_ended_when_it_was",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), _negated=True),
                    models.Q(models.Q(("decision_reason", ""), _negated=True), models.Q(("target", "self_paid"), _negated=True)),
                    _connector="OR",
                ),
                name="restriction_declined_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_for", "program"), _negated=True),
                    models.Q(
                        ("counts_until__gt", models.F("ended_at")),
                        ("state", "ended"),
                        ("told_on__isnull", False),
                        models.Q(("target", "self_paid"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="restriction_ended_by_program_with_notice",
            ),
        ),
        migrations.AddConstraint(
            model_name="restrictionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_at__gte", models.F("asked_at")), _connector="OR"),
                    models.Q(("ended_at__isnull", True), ("ended_at__gte", models.F("asked_at")), _connector="OR"),
                    models.Q(("counts_until__isnull", True), ("counts_until__gte", models.F("ended_at")), _connector="OR"),
                ),
                name="restriction_times_in_order",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="restrictionrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_restrictionrequestevent" ("asked_at", "asked_by_id", "categories", "counts_until", "decided_at", "decided_by_id", "decision_reason", "end_reason", "ended_at", "ended_by_id", "ended_for", "id", "organisation_id", "own_words", "paid_on", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "recipient_id", "requester", "state", "target", "told_on", "uuid") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."categories", NEW."counts_until", NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_for", NEW."id", NEW."organisation_id", NEW."own_words", NEW."paid_on", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."purposes", NEW."recipient_id", NEW."requester", NEW."state", NEW."target", NEW."told_on", NEW."uuid"); RETURN NULL;',
                    hash="a00a4c0cd5bb25541176cb4439a39ffeb1185e06",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_852b2",
                    table="consent_restrictionrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="restrictionrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "consent_restrictionrequestevent" ("asked_at", "asked_by_id", "categories", "counts_until", "decided_at", "decided_by_id", "decision_reason", "end_reason", "ended_at", "ended_by_id", "ended_for", "id", "organisation_id", "own_words", "paid_on", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "recipient_id", "requester", "state", "target", "told_on", "uuid") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."categories", NEW."counts_until", NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_for", NEW."id", NEW."organisation_id", NEW."own_words", NEW."paid_on", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."purposes", NEW."recipient_id", NEW."requester", NEW."state", NEW."target", NEW."told_on", NEW."uuid"); RETURN NULL;',
                    hash="191b9993b7644321d3d03005350b4943b95296d9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_163bc",
                    table="consent_restrictionrequest",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="restrictionrequest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "consent_restrictionrequestevent" ("asked_at", "asked_by_id", "categories", "counts_until", "decided_at", "decided_by_id", "decision_reason", "end_reason", "ended_at", "ended_by_id", "ended_for", "id", "organisation_id", "own_words", "paid_on", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "recipient_id", "requester", "state", "target", "told_on", "uuid") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."categories", OLD."counts_until", OLD."decided_at", OLD."decided_by_id", OLD."decision_reason", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_for", OLD."id", OLD."organisation_id", OLD."own_words", OLD."paid_on", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."purposes", OLD."recipient_id", OLD."requester", OLD."state", OLD."target", OLD."told_on", OLD."uuid"); RETURN NULL;',
                    hash="80850111e5249ba3f121ff5704c2765a2796ef33",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9646c",
                    table="consent_restrictionrequest",
                    when="AFTER",
                ),
            ),
        ),
        append_only("consent_restrictionrequestevent"),
        append_only("consent_representativeevent"),
    ]
