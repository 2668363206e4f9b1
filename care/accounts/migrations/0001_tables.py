"""Organizations, colleagues with their roles, invitations, and partner systems."""

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

    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0003_organisation_kind"),
        ("accounts", "0004_organisation_state"),
        ("accounts", "0005_partner_contact"),
    ]
    dependencies = [
        ("audit", "0001_initial"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("name", models.CharField(max_length=120)),
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
                        ("phone", models.CharField(blank=True, max_length=32)),
                        ("is_part2", models.BooleanField(default=True, verbose_name="Part 2 program")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("provider", "Outside treating provider"),
                                    ("health_plan", "Health plan or payer"),
                                    ("qso", "Qualified service organization"),
                                    ("intermediary", "Exchange or network"),
                                    ("community", "Community service"),
                                    ("court", "Court or party"),
                                    ("supervision", "Probation, parole, drug court"),
                                    ("researcher", "Researcher"),
                                    ("auditor", "Auditor or funder"),
                                    ("public_health", "Public health authority"),
                                    ("child_protection", "Child protection"),
                                ],
                                default="provider",
                                max_length=20,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                blank=True,
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
                                verbose_name="state or territory",
                            ),
                        ),
                        ("created_at", models.DateTimeField()),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"), name="organisation_name_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "provider",
                                            "health_plan",
                                            "qso",
                                            "intermediary",
                                            "community",
                                            "court",
                                            "supervision",
                                            "researcher",
                                            "auditor",
                                            "public_health",
                                            "child_protection",
                                        ],
                                    )
                                ),
                                name="organisation_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", ""),
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
                                    ),
                                    _connector="OR",
                                ),
                                name="organisation_state_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationEvent",
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
                                to="accounts.organisation",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("name", models.CharField(max_length=120, null=True)),
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
                        ("phone", models.CharField(blank=True, max_length=32, null=True)),
                        ("is_part2", models.BooleanField(default=True, null=True, verbose_name="Part 2 program")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("provider", "Outside treating provider"),
                                    ("health_plan", "Health plan or payer"),
                                    ("qso", "Qualified service organization"),
                                    ("intermediary", "Exchange or network"),
                                    ("community", "Community service"),
                                    ("court", "Court or party"),
                                    ("supervision", "Probation, parole, drug court"),
                                    ("researcher", "Researcher"),
                                    ("auditor", "Auditor or funder"),
                                    ("public_health", "Public health authority"),
                                    ("child_protection", "Child protection"),
                                ],
                                default="provider",
                                max_length=20,
                                null=True,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                blank=True,
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
                                null=True,
                                verbose_name="state or territory",
                            ),
                        ),
                        ("created_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("email", models.EmailField(max_length=254, verbose_name="work e-mail")),
                        ("name", models.CharField(max_length=120)),
                        ("pronouns", models.CharField(blank=True, max_length=40)),
                        (
                            "zone",
                            models.CharField(
                                blank=True,
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
                                max_length=64,
                                verbose_name="time zone",
                            ),
                        ),
                        (
                            "theme",
                            models.CharField(
                                choices=[("auto", "As my device"), ("light", "Light"), ("dark", "Dark")],
                                default="auto",
                                max_length=8,
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True)),
                        ("created_at", models.DateTimeField()),
                        ("disabled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "disabled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("disabled_reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("email",), name="user_email_unique"),
                            models.CheckConstraint(
                                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                                name="user_email_lowercase",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("disabled_at__isnull", True), ("disabled_by__isnull", True)),
                                    models.Q(("disabled_at__isnull", False), ("disabled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="user_disabled_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("disabled_at__isnull", True), ("is_active", True)),
                                    models.Q(("disabled_at__isnull", False), ("is_active", False)),
                                    _connector="OR",
                                ),
                                name="user_inactive_is_disabled",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("theme__in", ["auto", "light", "dark"])), name="user_theme_known"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UserEvent",
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
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("email", models.EmailField(max_length=254, null=True, verbose_name="work e-mail")),
                        ("name", models.CharField(max_length=120, null=True)),
                        ("pronouns", models.CharField(blank=True, max_length=40, null=True)),
                        (
                            "zone",
                            models.CharField(
                                blank=True,
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
                                max_length=64,
                                null=True,
                                verbose_name="time zone",
                            ),
                        ),
                        (
                            "theme",
                            models.CharField(
                                choices=[("auto", "As my device"), ("light", "Light"), ("dark", "Dark")],
                                default="auto",
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, null=True)),
                        ("created_at", models.DateTimeField(null=True)),
                        ("disabled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "disabled_by",
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
                        ("disabled_reason", models.CharField(blank=True, max_length=200, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Staff",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="staff", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="staff", to="accounts.organisation"
                            ),
                        ),
                        ("title", models.CharField(blank=True, max_length=80)),
                        ("started_at", models.DateTimeField()),
                        (
                            "started_by",
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
                        ("ended_reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("user", "organisation"),
                                name="staff_once_in_an_organisation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="staff_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_at__isnull", True), ("ended_at__gte", models.F("started_at")), _connector="OR"
                                ),
                                name="staff_ends_after_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StaffEvent",
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
                                to="accounts.staff",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "user",
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
                        ("title", models.CharField(blank=True, max_length=80, null=True)),
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
                        ("ended_reason", models.CharField(blank=True, max_length=200, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="StaffRole",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "staff",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="roles", to="accounts.staff"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("prescriber", "Prescriber"),
                                    ("nurse", "Nurse"),
                                    ("counselor", "Counselor"),
                                    ("coordinator", "Care coordinator"),
                                    ("peer", "Peer recovery specialist"),
                                    ("psychiatric_consultant", "Psychiatric consultant"),
                                    ("pharmacist", "Pharmacist"),
                                    ("navigator", "Social and benefit navigator"),
                                    ("harm_reduction_worker", "Harm-reduction worker"),
                                    ("crisis_clinician", "Crisis clinician"),
                                    ("supervisor", "Clinical supervisor"),
                                    ("front_desk", "Front desk"),
                                    ("privacy_officer", "Privacy officer"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=32,
                            ),
                        ),
                        ("reason", models.CharField(max_length=200)),
                        ("granted_at", models.DateTimeField()),
                        (
                            "granted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revoked_reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_at__isnull", True)),
                                fields=("staff", "role"),
                                name="staff_role_held_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "prescriber",
                                            "nurse",
                                            "counselor",
                                            "coordinator",
                                            "peer",
                                            "psychiatric_consultant",
                                            "pharmacist",
                                            "navigator",
                                            "harm_reduction_worker",
                                            "crisis_clinician",
                                            "supervisor",
                                            "front_desk",
                                            "privacy_officer",
                                            "auditor",
                                            "administrator",
                                        ],
                                    )
                                ),
                                name="staff_role_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="staff_role_revoked_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StaffRoleEvent",
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
                                to="accounts.staffrole",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("prescriber", "Prescriber"),
                                    ("nurse", "Nurse"),
                                    ("counselor", "Counselor"),
                                    ("coordinator", "Care coordinator"),
                                    ("peer", "Peer recovery specialist"),
                                    ("psychiatric_consultant", "Psychiatric consultant"),
                                    ("pharmacist", "Pharmacist"),
                                    ("navigator", "Social and benefit navigator"),
                                    ("harm_reduction_worker", "Harm-reduction worker"),
                                    ("crisis_clinician", "Crisis clinician"),
                                    ("supervisor", "Clinical supervisor"),
                                    ("front_desk", "Front desk"),
                                    ("privacy_officer", "Privacy officer"),
                                    ("auditor", "Auditor"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=32,
                                null=True,
                            ),
                        ),
                        ("reason", models.CharField(max_length=200, null=True)),
                        ("granted_at", models.DateTimeField(null=True)),
                        (
                            "granted_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "revoked_by",
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
                        ("revoked_reason", models.CharField(blank=True, max_length=200, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        ("email", models.EmailField(max_length=254)),
                        ("name", models.CharField(max_length=120)),
                        ("title", models.CharField(blank=True, max_length=80)),
                        (
                            "roles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("prescriber", "Prescriber"),
                                        ("nurse", "Nurse"),
                                        ("counselor", "Counselor"),
                                        ("coordinator", "Care coordinator"),
                                        ("peer", "Peer recovery specialist"),
                                        ("psychiatric_consultant", "Psychiatric consultant"),
                                        ("pharmacist", "Pharmacist"),
                                        ("navigator", "Social and benefit navigator"),
                                        ("harm_reduction_worker", "Harm-reduction worker"),
                                        ("crisis_clinician", "Crisis clinician"),
                                        ("supervisor", "Clinical supervisor"),
                                        ("front_desk", "Front desk"),
                                        ("privacy_officer", "Privacy officer"),
                                        ("auditor", "Auditor"),
                                        ("administrator", "Administrator"),
                                    ],
                                    max_length=32,
                                ),
                                size=None,
                            ),
                        ),
                        ("token_hash", models.BinaryField(max_length=32, unique=True)),
                        ("invited_at", models.DateTimeField()),
                        (
                            "invited_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        ("expires_at", models.DateTimeField()),
                        (
                            "mail",
                            models.CharField(
                                choices=[("waiting", "Not sent yet"), ("sent", "Sent"), ("failed", "Could not be sent")],
                                default="waiting",
                                max_length=8,
                            ),
                        ),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "accepted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "revoked_by",
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
                                django.db.models.functions.text.Lower("email"),
                                models.F("organisation"),
                                condition=models.Q(("accepted_at__isnull", True), ("revoked_at__isnull", True)),
                                name="invitation_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                                    models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="invitation_accepted_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="invitation_revoked_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("accepted_at__isnull", True), ("revoked_at__isnull", True), _connector="OR"),
                                name="invitation_ends_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("invited_at"))), name="invitation_expires_later"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "roles__contained_by",
                                        [
                                            "prescriber",
                                            "nurse",
                                            "counselor",
                                            "coordinator",
                                            "peer",
                                            "psychiatric_consultant",
                                            "pharmacist",
                                            "navigator",
                                            "harm_reduction_worker",
                                            "crisis_clinician",
                                            "supervisor",
                                            "front_desk",
                                            "privacy_officer",
                                            "auditor",
                                            "administrator",
                                        ],
                                    ),
                                    ("roles__len__gt", 0),
                                ),
                                name="invitation_roles_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mail__in", ["waiting", "sent", "failed"])), name="invitation_mail_known"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvitationEvent",
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
                                to="accounts.invitation",
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
                        ("email", models.EmailField(max_length=254, null=True)),
                        ("name", models.CharField(max_length=120, null=True)),
                        ("title", models.CharField(blank=True, max_length=80, null=True)),
                        (
                            "roles",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("prescriber", "Prescriber"),
                                        ("nurse", "Nurse"),
                                        ("counselor", "Counselor"),
                                        ("coordinator", "Care coordinator"),
                                        ("peer", "Peer recovery specialist"),
                                        ("psychiatric_consultant", "Psychiatric consultant"),
                                        ("pharmacist", "Pharmacist"),
                                        ("navigator", "Social and benefit navigator"),
                                        ("harm_reduction_worker", "Harm-reduction worker"),
                                        ("crisis_clinician", "Crisis clinician"),
                                        ("supervisor", "Clinical supervisor"),
                                        ("front_desk", "Front desk"),
                                        ("privacy_officer", "Privacy officer"),
                                        ("auditor", "Auditor"),
                                        ("administrator", "Administrator"),
                                    ],
                                    max_length=32,
                                ),
                                null=True,
                                size=None,
                            ),
                        ),
                        ("invited_at", models.DateTimeField(null=True)),
                        (
                            "invited_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("expires_at", models.DateTimeField(null=True)),
                        (
                            "mail",
                            models.CharField(
                                choices=[("waiting", "Not sent yet"), ("sent", "Sent"), ("failed", "Could not be sent")],
                                default="waiting",
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "accepted_by",
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
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "revoked_by",
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
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_organisationevent" ("created_at", "id", "is_part2", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "state", "uuid", "zone") VALUES (NEW."created_at", NEW."id", NEW."is_part2", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."phone", NEW."state", NEW."uuid", NEW."zone"); RETURN NULL;',
                            hash="dfa2119a76e2ddf078011cc966d2656e32073700",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_66a5c",
                            table="accounts_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_organisationevent" ("created_at", "id", "is_part2", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "state", "uuid", "zone") VALUES (NEW."created_at", NEW."id", NEW."is_part2", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."phone", NEW."state", NEW."uuid", NEW."zone"); RETURN NULL;',
                            hash="241728e491e545c726a1e57c52aaa07d1b0b761d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9e5fc",
                            table="accounts_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="organisation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_organisationevent" ("created_at", "id", "is_part2", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "state", "uuid", "zone") VALUES (OLD."created_at", OLD."id", OLD."is_part2", OLD."kind", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."phone", OLD."state", OLD."uuid", OLD."zone"); RETURN NULL;',
                            hash="7ebb06790a957a4f07ca3e73fd4876fc7161dd46",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7b33b",
                            table="accounts_organisation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_userevent" ("created_at", "disabled_at", "disabled_by_id", "disabled_reason", "email", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pronouns", "theme", "uuid", "zone") VALUES (NEW."created_at", NEW."disabled_at", NEW."disabled_by_id", NEW."disabled_reason", NEW."email", NEW."id", NEW."is_active", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."pronouns", NEW."theme", NEW."uuid", NEW."zone"); RETURN NULL;',
                            hash="d3b1a5b4b2c8fef622c101e9bc1156c7e4d5bff3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3867c",
                            table="accounts_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."disabled_at" IS DISTINCT FROM (NEW."disabled_at") OR OLD."disabled_by_id" IS DISTINCT FROM (NEW."disabled_by_id") OR OLD."disabled_reason" IS DISTINCT FROM (NEW."disabled_reason") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."pronouns" IS DISTINCT FROM (NEW."pronouns") OR OLD."theme" IS DISTINCT FROM (NEW."theme") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."zone" IS DISTINCT FROM (NEW."zone"))',
                            func='INSERT INTO "accounts_userevent" ("created_at", "disabled_at", "disabled_by_id", "disabled_reason", "email", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pronouns", "theme", "uuid", "zone") VALUES (NEW."created_at", NEW."disabled_at", NEW."disabled_by_id", NEW."disabled_reason", NEW."email", NEW."id", NEW."is_active", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."pronouns", NEW."theme", NEW."uuid", NEW."zone"); RETURN NULL;',
                            hash="d3c0bb2316c38a7be42072d31c34502abb49be08",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0e890",
                            table="accounts_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="user",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_userevent" ("created_at", "disabled_at", "disabled_by_id", "disabled_reason", "email", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pronouns", "theme", "uuid", "zone") VALUES (OLD."created_at", OLD."disabled_at", OLD."disabled_by_id", OLD."disabled_reason", OLD."email", OLD."id", OLD."is_active", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."pronouns", OLD."theme", OLD."uuid", OLD."zone"); RETURN NULL;',
                            hash="6dc4a818c528544aa737994a5a5f2968542909fb",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_19f14",
                            table="accounts_user",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_staffevent" ("ended_at", "ended_by_id", "ended_reason", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_at", "started_by_id", "title", "user_id", "uuid") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."ended_reason", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."started_at", NEW."started_by_id", NEW."title", NEW."user_id", NEW."uuid"); RETURN NULL;',
                            hash="264132256a69528821af2b41fe2241bbdb2759be",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f4643",
                            table="accounts_staff",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_staffevent" ("ended_at", "ended_by_id", "ended_reason", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_at", "started_by_id", "title", "user_id", "uuid") VALUES (NEW."ended_at", NEW."ended_by_id", NEW."ended_reason", NEW."id", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."started_at", NEW."started_by_id", NEW."title", NEW."user_id", NEW."uuid"); RETURN NULL;',
                            hash="f907390ab039e5e6b2b347b3730f04a22e0a0b37",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_bc7e2",
                            table="accounts_staff",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staff",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_staffevent" ("ended_at", "ended_by_id", "ended_reason", "id", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_at", "started_by_id", "title", "user_id", "uuid") VALUES (OLD."ended_at", OLD."ended_by_id", OLD."ended_reason", OLD."id", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."started_at", OLD."started_by_id", OLD."title", OLD."user_id", OLD."uuid"); RETURN NULL;',
                            hash="9167dfcf40a1a27005f223eefce71753f03223da",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e93bc",
                            table="accounts_staff",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staffrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_staffroleevent" ("granted_at", "granted_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "revoked_by_id", "revoked_reason", "role", "staff_id") VALUES (NEW."granted_at", NEW."granted_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reason", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_reason", NEW."role", NEW."staff_id"); RETURN NULL;',
                            hash="b38f8e8d9b3c0854490505dfa6973da10d135767",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f1f3b",
                            table="accounts_staffrole",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staffrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "accounts_staffroleevent" ("granted_at", "granted_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "revoked_by_id", "revoked_reason", "role", "staff_id") VALUES (NEW."granted_at", NEW."granted_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reason", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_reason", NEW."role", NEW."staff_id"); RETURN NULL;',
                            hash="7c3b486a5141a98c99b88e970f69403996c44981",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d5a7a",
                            table="accounts_staffrole",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="staffrole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_staffroleevent" ("granted_at", "granted_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "revoked_by_id", "revoked_reason", "role", "staff_id") VALUES (OLD."granted_at", OLD."granted_by_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reason", OLD."revoked_at", OLD."revoked_by_id", OLD."revoked_reason", OLD."role", OLD."staff_id"); RETURN NULL;',
                            hash="4d46002e31a323ca073d80c5c3bc521c6cae9f8c",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_02084",
                            table="accounts_staffrole",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_invitationevent" ("accepted_at", "accepted_by_id", "email", "expires_at", "id", "invited_at", "invited_by_id", "mail", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "roles", "title", "uuid") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."email", NEW."expires_at", NEW."id", NEW."invited_at", NEW."invited_by_id", NEW."mail", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."roles", NEW."title", NEW."uuid"); RETURN NULL;',
                            hash="642b22edc8e3a8ec70310b116bc9e58cc0f047c3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8c354",
                            table="accounts_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."accepted_by_id" IS DISTINCT FROM (NEW."accepted_by_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_at" IS DISTINCT FROM (NEW."invited_at") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."mail" IS DISTINCT FROM (NEW."mail") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."revoked_by_id" IS DISTINCT FROM (NEW."revoked_by_id") OR OLD."roles" IS DISTINCT FROM (NEW."roles") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                            func='INSERT INTO "accounts_invitationevent" ("accepted_at", "accepted_by_id", "email", "expires_at", "id", "invited_at", "invited_by_id", "mail", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "roles", "title", "uuid") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."email", NEW."expires_at", NEW."id", NEW."invited_at", NEW."invited_by_id", NEW."mail", NEW."name", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."roles", NEW."title", NEW."uuid"); RETURN NULL;',
                            hash="0741d4ccbfbb2e39182e926f147c2c0f5774e2e4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4e12d",
                            table="accounts_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="invitation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_invitationevent" ("accepted_at", "accepted_by_id", "email", "expires_at", "id", "invited_at", "invited_by_id", "mail", "name", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "roles", "title", "uuid") VALUES (OLD."accepted_at", OLD."accepted_by_id", OLD."email", OLD."expires_at", OLD."id", OLD."invited_at", OLD."invited_by_id", OLD."mail", OLD."name", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."revoked_at", OLD."revoked_by_id", OLD."roles", OLD."title", OLD."uuid"); RETURN NULL;',
                            hash="6c60dd2c8f96ac9d312ff2258d006d28747fd3fc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f2c14",
                            table="accounts_invitation",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("accounts_organisationevent"),
        append_only("accounts_userevent"),
        append_only("accounts_staffevent"),
        append_only("accounts_staffroleevent"),
        append_only("accounts_invitationevent"),
    ]
