"""The breach register, and what may be worth a look; with their history."""

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
        ("accounts", "0001_tables"),
        ("accounts", "__first__"),
        ("patients", "0001_initial"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Breach",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("title", models.CharField(max_length=120)),
                        ("what_happened", models.TextField(max_length=4000)),
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("assessing", "Being looked into"),
                                    ("breach", "A breach"),
                                    ("not_breach", "Not a breach"),
                                    ("closed", "Closed"),
                                ],
                                default="assessing",
                                max_length=12,
                            ),
                        ),
                        ("discovered_at", models.DateTimeField()),
                        ("recorded_at", models.DateTimeField()),
                        ("nature", models.TextField(blank=True, max_length=2000)),
                        ("recipient", models.TextField(blank=True, max_length=2000)),
                        ("acquired", models.TextField(blank=True, max_length=2000)),
                        ("mitigated", models.TextField(blank=True, max_length=2000)),
                        ("assessed_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_reason", models.TextField(blank=True, max_length=2000)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("lesson", models.TextField(blank=True, max_length=2000)),
                        (
                            "assessed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "closed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
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
                            "discovered_by",
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
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["organisation", "-discovered_at", "-id"], name="breach_of_organisation")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["assessing", "breach", "not_breach", "closed"])),
                                name="breach_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("title", ""), _negated=True), models.Q(("what_happened", ""), _negated=True)
                                ),
                                name="breach_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "categories__contained_by",
                                        ["demographics", "general", "mental_health", "sud", "counselling_note", "harm_reduction"],
                                    ),
                                    ("categories__len__gt", 0),
                                ),
                                name="breach_categories_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("discovered_at__lte", models.F("recorded_at"))),
                                name="breach_known_before_recorded",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("assessed_at__isnull", True), ("assessed_by__isnull", True)),
                                    models.Q(("assessed_at__isnull", False), ("assessed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="breach_assessed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("assessed_at__isnull", True),
                                    models.Q(
                                        models.Q(("nature", ""), _negated=True),
                                        models.Q(("recipient", ""), _negated=True),
                                        models.Q(("acquired", ""), _negated=True),
                                        models.Q(("mitigated", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="breach_assessed_by_four_factors",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="breach_decided_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decision_reason", ""), ("state", "assessing")),
                                    models.Q(
                                        ("decided_at__isnull", False),
                                        ("state__in", ["breach", "not_breach", "closed"]),
                                        models.Q(("decision_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="breach_decided_with_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "not_breach"), _negated=True),
                                    ("assessed_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="breach_cleared_by_assessment",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="breach_closed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closed_at__isnull", False), ("state", "closed"), models.Q(("lesson", ""), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", True), ("lesson", "")
                                    ),
                                    _connector="OR",
                                ),
                                name="breach_closed_with_lesson",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BreachEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        ("title", models.CharField(max_length=120, null=True)),
                        ("what_happened", models.TextField(max_length=4000, null=True)),
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("assessing", "Being looked into"),
                                    ("breach", "A breach"),
                                    ("not_breach", "Not a breach"),
                                    ("closed", "Closed"),
                                ],
                                default="assessing",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("discovered_at", models.DateTimeField(null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        ("nature", models.TextField(blank=True, max_length=2000, null=True)),
                        ("recipient", models.TextField(blank=True, max_length=2000, null=True)),
                        ("acquired", models.TextField(blank=True, max_length=2000, null=True)),
                        ("mitigated", models.TextField(blank=True, max_length=2000, null=True)),
                        ("assessed_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decision_reason", models.TextField(blank=True, max_length=2000, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        ("lesson", models.TextField(blank=True, max_length=2000, null=True)),
                        (
                            "assessed_by",
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
                            "closed_by",
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
                            "discovered_by",
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
                                to="privacy.breach",
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
                    name="BreachPerson",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("added_at", models.DateTimeField()),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "breach",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="people", to="privacy.breach"
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
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
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("removed_at__isnull", True)),
                                fields=("breach", "patient"),
                                name="breach_person_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                                    models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="breach_person_removed_pair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BreachPersonEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("added_at", models.DateTimeField(null=True)),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "added_by",
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
                            "breach",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="privacy.breach",
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
                                to="privacy.breachperson",
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
                    name="BreachPlace",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("AL", "AL"),
                                    ("AK", "AK"),
                                    ("AZ", "AZ"),
                                    ("AR", "AR"),
                                    ("CA", "CA"),
                                    ("CO", "CO"),
                                    ("CT", "CT"),
                                    ("DE", "DE"),
                                    ("DC", "DC"),
                                    ("FL", "FL"),
                                    ("GA", "GA"),
                                    ("HI", "HI"),
                                    ("ID", "ID"),
                                    ("IL", "IL"),
                                    ("IN", "IN"),
                                    ("IA", "IA"),
                                    ("KS", "KS"),
                                    ("KY", "KY"),
                                    ("LA", "LA"),
                                    ("ME", "ME"),
                                    ("MD", "MD"),
                                    ("MA", "MA"),
                                    ("MI", "MI"),
                                    ("MN", "MN"),
                                    ("MS", "MS"),
                                    ("MO", "MO"),
                                    ("MT", "MT"),
                                    ("NE", "NE"),
                                    ("NV", "NV"),
                                    ("NH", "NH"),
                                    ("NJ", "NJ"),
                                    ("NM", "NM"),
                                    ("NY", "NY"),
                                    ("NC", "NC"),
                                    ("ND", "ND"),
                                    ("OH", "OH"),
                                    ("OK", "OK"),
                                    ("OR", "OR"),
                                    ("PA", "PA"),
                                    ("RI", "RI"),
                                    ("SC", "SC"),
                                    ("SD", "SD"),
                                    ("TN", "TN"),
                                    ("TX", "TX"),
                                    ("UT", "UT"),
                                    ("VT", "VT"),
                                    ("VA", "VA"),
                                    ("WA", "WA"),
                                    ("WV", "WV"),
                                    ("WI", "WI"),
                                    ("WY", "WY"),
                                    ("AS", "AS"),
                                    ("GU", "GU"),
                                    ("MP", "MP"),
                                    ("PR", "PR"),
                                    ("VI", "VI"),
                                ],
                                max_length=2,
                            ),
                        ),
                        ("people", models.PositiveIntegerField()),
                        (
                            "breach",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="places", to="privacy.breach"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("breach", "place"), name="breach_place_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "place__in",
                                        (
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
                                        ),
                                    )
                                ),
                                name="breach_place_known",
                            ),
                            models.CheckConstraint(condition=models.Q(("people__gt", 0)), name="breach_place_has_people"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BreachPlaceEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("AL", "AL"),
                                    ("AK", "AK"),
                                    ("AZ", "AZ"),
                                    ("AR", "AR"),
                                    ("CA", "CA"),
                                    ("CO", "CO"),
                                    ("CT", "CT"),
                                    ("DE", "DE"),
                                    ("DC", "DC"),
                                    ("FL", "FL"),
                                    ("GA", "GA"),
                                    ("HI", "HI"),
                                    ("ID", "ID"),
                                    ("IL", "IL"),
                                    ("IN", "IN"),
                                    ("IA", "IA"),
                                    ("KS", "KS"),
                                    ("KY", "KY"),
                                    ("LA", "LA"),
                                    ("ME", "ME"),
                                    ("MD", "MD"),
                                    ("MA", "MA"),
                                    ("MI", "MI"),
                                    ("MN", "MN"),
                                    ("MS", "MS"),
                                    ("MO", "MO"),
                                    ("MT", "MT"),
                                    ("NE", "NE"),
                                    ("NV", "NV"),
                                    ("NH", "NH"),
                                    ("NJ", "NJ"),
                                    ("NM", "NM"),
                                    ("NY", "NY"),
                                    ("NC", "NC"),
                                    ("ND", "ND"),
                                    ("OH", "OH"),
                                    ("OK", "OK"),
                                    ("OR", "OR"),
                                    ("PA", "PA"),
                                    ("RI", "RI"),
                                    ("SC", "SC"),
                                    ("SD", "SD"),
                                    ("TN", "TN"),
                                    ("TX", "TX"),
                                    ("UT", "UT"),
                                    ("VT", "VT"),
                                    ("VA", "VA"),
                                    ("WA", "WA"),
                                    ("WV", "WV"),
                                    ("WI", "WI"),
                                    ("WY", "WY"),
                                    ("AS", "AS"),
                                    ("GU", "GU"),
                                    ("MP", "MP"),
                                    ("PR", "PR"),
                                    ("VI", "VI"),
                                ],
                                max_length=2,
                                null=True,
                            ),
                        ),
                        ("people", models.PositiveIntegerField(null=True)),
                        (
                            "breach",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="privacy.breach",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="privacy.breachplace",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="BreachStep",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "duty",
                            models.CharField(
                                choices=[
                                    ("people", "Tell the people affected"),
                                    ("media", "Tell the press"),
                                    ("hhs", "Tell the Secretary (HHS)"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("done_on", models.DateField()),
                        ("note", models.CharField(max_length=300)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "breach",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="privacy.breach"
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
                        "constraints": [
                            models.UniqueConstraint(fields=("breach", "duty"), name="breach_step_once"),
                            models.CheckConstraint(
                                condition=models.Q(("duty__in", ["people", "media", "hhs"])), name="breach_step_known"
                            ),
                            models.CheckConstraint(condition=models.Q(("note", ""), _negated=True), name="breach_step_says_how"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BreachStepEvent",
                    fields=[
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "duty",
                            models.CharField(
                                choices=[
                                    ("people", "Tell the people affected"),
                                    ("media", "Tell the press"),
                                    ("hhs", "Tell the Secretary (HHS)"),
                                ],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        ("done_on", models.DateField(null=True)),
                        ("note", models.CharField(max_length=300, null=True)),
                        ("recorded_at", models.DateTimeField(null=True)),
                        (
                            "breach",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="privacy.breach",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                to="privacy.breachstep",
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
                    name="Observation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("own_record", "May be their own record"),
                                    ("same_family", "Same family name"),
                                    ("refusals", "Many refusals in a day"),
                                    ("odd_hours", "At an unusual hour"),
                                    ("no_act", "Opened, and nothing followed"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("day", models.DateField()),
                        ("times", models.PositiveIntegerField()),
                        ("found_at", models.DateTimeField()),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("explained", "Explained"),
                                    ("talked", "Talked about"),
                                    ("rights", "Rights put right"),
                                    ("breach", "Taken to the register"),
                                ],
                                max_length=12,
                            ),
                        ),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="patients.patient",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"),
                        ),
                    ],
                    options={
                        "indexes": [
                            models.Index(
                                condition=models.Q(("reviewed_at__isnull", True)),
                                fields=["organisation", "-found_at", "-id"],
                                name="observation_to_look_at",
                            ),
                            models.Index(fields=["organisation", "-found_at", "-id"], name="observation_newest"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "staff", "patient", "day"), name="observation_once_a_day", nulls_distinct=False
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["own_record", "same_family", "refusals", "odd_hours", "no_act"])
                                ),
                                name="observation_kind_known",
                            ),
                            models.CheckConstraint(condition=models.Q(("times__gt", 0)), name="observation_counts"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reviewed_at__isnull", True), ("reviewed_by__isnull", True)),
                                    models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="observation_reviewed_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome", ""), ("outcome__in", ["explained", "talked", "rights", "breach"]), _connector="OR"
                                ),
                                name="observation_outcome_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("note", ""), ("outcome", ""), ("reviewed_at__isnull", True)),
                                    models.Q(("reviewed_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="observation_reviewed_with_outcome",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObservationEvent",
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
                                    ("own_record", "May be their own record"),
                                    ("same_family", "Same family name"),
                                    ("refusals", "Many refusals in a day"),
                                    ("odd_hours", "At an unusual hour"),
                                    ("no_act", "Opened, and nothing followed"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("day", models.DateField(null=True)),
                        ("times", models.PositiveIntegerField(null=True)),
                        ("found_at", models.DateTimeField(null=True)),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("explained", "Explained"),
                                    ("talked", "Talked about"),
                                    ("rights", "Rights put right"),
                                    ("breach", "Taken to the register"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
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
                                blank=True,
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
                                to="privacy.observation",
                            ),
                        ),
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="breach",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "privacy_breachevent" ("acquired", "assessed_at", "assessed_by_id", "categories", "closed_at", "closed_by_id", "decided_at", "decided_by_id", "decision_reason", "discovered_at", "discovered_by_id", "id", "lesson", "mitigated", "nature", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recorded_at", "recorded_by_id", "state", "title", "uuid", "what_happened") VALUES (NEW."acquired", NEW."assessed_at", NEW."assessed_by_id", NEW."categories", NEW."closed_at", NEW."closed_by_id", NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."discovered_at", NEW."discovered_by_id", NEW."id", NEW."lesson", NEW."mitigated", NEW."nature", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recipient", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."title", NEW."uuid", NEW."what_happened"); RETURN NULL;',
                            hash="bfa7945a0f959682b8bd77809b37807e7205952f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_46efc",
                            table="privacy_breach",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="breach",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "privacy_breachevent" ("acquired", "assessed_at", "assessed_by_id", "categories", "closed_at", "closed_by_id", "decided_at", "decided_by_id", "decision_reason", "discovered_at", "discovered_by_id", "id", "lesson", "mitigated", "nature", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recorded_at", "recorded_by_id", "state", "title", "uuid", "what_happened") VALUES (NEW."acquired", NEW."assessed_at", NEW."assessed_by_id", NEW."categories", NEW."closed_at", NEW."closed_by_id", NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."discovered_at", NEW."discovered_by_id", NEW."id", NEW."lesson", NEW."mitigated", NEW."nature", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recipient", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."title", NEW."uuid", NEW."what_happened"); RETURN NULL;',
                            hash="4f4a3bd8328222e3920f88a59d6d223ed9eebb9a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_94c6e",
                            table="privacy_breach",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="breach",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "privacy_breachevent" ("acquired", "assessed_at", "assessed_by_id", "categories", "closed_at", "closed_by_id", "decided_at", "decided_by_id", "decision_reason", "discovered_at", "discovered_by_id", "id", "lesson", "mitigated", "nature", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recorded_at", "recorded_by_id", "state", "title", "uuid", "what_happened") VALUES (OLD."acquired", OLD."assessed_at", OLD."assessed_by_id", OLD."categories", OLD."closed_at", OLD."closed_by_id", OLD."decided_at", OLD."decided_by_id", OLD."decision_reason", OLD."discovered_at", OLD."discovered_by_id", OLD."id", OLD."lesson", OLD."mitigated", OLD."nature", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recipient", OLD."recorded_at", OLD."recorded_by_id", OLD."state", OLD."title", OLD."uuid", OLD."what_happened"); RETURN NULL;',
                            hash="12a6f9c32004fbaf2842fed2a55b5d72f57a26d8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_58361",
                            table="privacy_breach",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="breachperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "privacy_breachpersonevent" ("added_at", "added_by_id", "breach_id", "id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."breach_id", NEW."id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."removed_at", NEW."removed_by_id"); RETURN NULL;',
                            hash="29cb75bec2e0d8636ae2215ac21f4e1a326097ef",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b56e1",
                            table="privacy_breachperson",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="breachperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "privacy_breachpersonevent" ("added_at", "added_by_id", "breach_id", "id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."breach_id", NEW."id", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."removed_at", NEW."removed_by_id"); RETURN NULL;',
                            hash="ae4a01bdf14297ca109ab855df2caa36d0e9a48f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_37c53",
                            table="privacy_breachperson",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="breachperson",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "privacy_breachpersonevent" ("added_at", "added_by_id", "breach_id", "id", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_by_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."breach_id", OLD."id", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."removed_at", OLD."removed_by_id"); RETURN NULL;',
                            hash="012b69ecbd537893846f18d5c7f200f1b9b3d346",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7a9ef",
                            table="privacy_breachperson",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="breachplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "privacy_breachplaceevent" ("breach_id", "id", "people", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") VALUES (NEW."breach_id", NEW."id", NEW."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."place"); RETURN NULL;',
                            hash="107023b0284c3d32ebe808a6dfa9e8824445ca93",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f41cd",
                            table="privacy_breachplace",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="breachplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "privacy_breachplaceevent" ("breach_id", "id", "people", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") VALUES (NEW."breach_id", NEW."id", NEW."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."place"); RETURN NULL;',
                            hash="c82efcdf5ad8b948b58bf896efd7a125f59b2021",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_904ac",
                            table="privacy_breachplace",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="breachplace",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "privacy_breachplaceevent" ("breach_id", "id", "people", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") VALUES (OLD."breach_id", OLD."id", OLD."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."place"); RETURN NULL;',
                            hash="a95c527eb58f80b839ad5bd03cc1757cb79f45e2",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d7482",
                            table="privacy_breachplace",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="breachstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "privacy_breachstepevent" ("breach_id", "done_on", "duty", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (NEW."breach_id", NEW."done_on", NEW."duty", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;',
                            hash="0851ca7b880f9cfca5877a290c2db7e69dc37965",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_15faf",
                            table="privacy_breachstep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="breachstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "privacy_breachstepevent" ("breach_id", "done_on", "duty", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (NEW."breach_id", NEW."done_on", NEW."duty", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id"); RETURN NULL;',
                            hash="3d5863dd4bbf8ff1f4dc66f8c874dc5707c4a1cb",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fec53",
                            table="privacy_breachstep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="breachstep",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "privacy_breachstepevent" ("breach_id", "done_on", "duty", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id") VALUES (OLD."breach_id", OLD."done_on", OLD."duty", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id"); RETURN NULL;',
                            hash="b7fd2b5825b90d3ca2b9948fa3daae45156b026a",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_9e63c",
                            table="privacy_breachstep",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="observation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "privacy_observationevent" ("day", "found_at", "id", "kind", "note", "organisation_id", "outcome", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by_id", "staff_id", "times", "uuid") VALUES (NEW."day", NEW."found_at", NEW."id", NEW."kind", NEW."note", NEW."organisation_id", NEW."outcome", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."staff_id", NEW."times", NEW."uuid"); RETURN NULL;',
                            hash="6a2dfe25293c195fdf45b4a31609b0f2c60076f1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3fbe4",
                            table="privacy_observation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="observation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "privacy_observationevent" ("day", "found_at", "id", "kind", "note", "organisation_id", "outcome", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by_id", "staff_id", "times", "uuid") VALUES (NEW."day", NEW."found_at", NEW."id", NEW."kind", NEW."note", NEW."organisation_id", NEW."outcome", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."reviewed_at", NEW."reviewed_by_id", NEW."staff_id", NEW."times", NEW."uuid"); RETURN NULL;',
                            hash="543ce4c4d8d88f33dd78c8e09c6418e2d4590360",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c7f9b",
                            table="privacy_observation",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="observation",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "privacy_observationevent" ("day", "found_at", "id", "kind", "note", "organisation_id", "outcome", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewed_at", "reviewed_by_id", "staff_id", "times", "uuid") VALUES (OLD."day", OLD."found_at", OLD."id", OLD."kind", OLD."note", OLD."organisation_id", OLD."outcome", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."reviewed_at", OLD."reviewed_by_id", OLD."staff_id", OLD."times", OLD."uuid"); RETURN NULL;',
                            hash="4f8fb2342311fab94355278506cf55aa7fbfc59b",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_57ae6",
                            table="privacy_observation",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
        append_only("privacy_breachevent"),
        append_only("privacy_breachpersonevent"),
        append_only("privacy_breachplaceevent"),
        append_only("privacy_breachstepevent"),
        append_only("privacy_observationevent"),
    ]
