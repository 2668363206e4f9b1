"""Case conferences: who takes part, whom they talk about, who heard it, what was decided."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
import care.lib.migrations
from care.audit.protection import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0002_partner_systems"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("patients", "0004_search"),
    ]

    operations = [
        care.lib.migrations.Together(
            operations=[
                migrations.CreateModel(
                    name="Conference",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                            ),
                        ),
                        ("title", models.CharField(max_length=120)),
                        ("starts_at", models.DateTimeField()),
                        ("minutes", models.PositiveSmallIntegerField()),
                        (
                            "meeting",
                            models.CharField(
                                choices=[("in_person", "In person"), ("video", "Video"), ("phone", "Phone")],
                                default="in_person",
                                max_length=12,
                            ),
                        ),
                        ("where", models.CharField(blank=True, max_length=200)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("under_way", "Under way"),
                                    ("held", "Held"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=12,
                            ),
                        ),
                        ("planned_at", models.DateTimeField()),
                        (
                            "planned_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        ("begun_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "begun_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("held_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "held_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("cancel_reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="conference_titled"),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 5), ("minutes__lte", 480)), name="conference_minutes"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("meeting__in", ["in_person", "video", "phone"])),
                                name="conference_meeting_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["planned", "under_way", "held", "cancelled"])),
                                name="conference_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("begun_at__isnull", True), ("begun_by__isnull", True)),
                                    models.Q(("begun_at__isnull", False), ("begun_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="conference_begun_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("held_at__isnull", True), ("held_by__isnull", True)),
                                    models.Q(("held_at__isnull", False), ("held_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="conference_held_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                                    models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="conference_cancelled_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("begun_at__isnull", True),
                                        ("cancelled_at__isnull", True),
                                        ("held_at__isnull", True),
                                        ("status", "planned"),
                                    ),
                                    models.Q(
                                        ("begun_at__isnull", False),
                                        ("cancelled_at__isnull", True),
                                        ("held_at__isnull", True),
                                        ("status", "under_way"),
                                    ),
                                    models.Q(
                                        ("begun_at__isnull", False),
                                        ("cancelled_at__isnull", True),
                                        ("held_at__isnull", False),
                                        ("status", "held"),
                                    ),
                                    models.Q(
                                        ("begun_at__isnull", True),
                                        ("cancelled_at__isnull", False),
                                        ("status", "cancelled"),
                                        models.Q(("cancel_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="conference_status_has_its_moments",
                            ),
                        ],
                        "indexes": [
                            models.Index(fields=["organisation", "-starts_at", "-id"], name="conference_of_organisation")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attendee",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="attendees", to="conferences.conference"
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.staff",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("works_for", models.CharField(blank=True, max_length=160)),
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
                        (
                            "requester",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("family", "Family or friend"),
                                    ("provider", "Outside treating provider"),
                                    ("supervision", "Probation, parole, drug court"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("is_here", models.BooleanField(default=False)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("staff__isnull", False)),
                                fields=("conference", "staff"),
                                name="conference_attendee_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("name", ""),
                                        ("recipient__isnull", True),
                                        ("requester", ""),
                                        ("staff__isnull", False),
                                        ("works_for", ""),
                                    ),
                                    models.Q(
                                        ("staff__isnull", True),
                                        models.Q(("name", ""), _negated=True),
                                        models.Q(("requester", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="conference_attendee_colleague_or_outsider",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("requester__in", ["family", "provider", "supervision", ""])),
                                name="conference_attendee_requester_known",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Item",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "conference",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="conferences.conference"
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("why", models.CharField(max_length=300)),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("review", "Review due"),
                                    ("task", "Urgent task"),
                                    ("colleague", "A colleague asks"),
                                    ("person", "The person asks"),
                                    ("earlier", "Not reached before"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("source_uuid", models.UUIDField(blank=True, null=True)),
                        (
                            "with_person",
                            models.CharField(
                                choices=[
                                    ("not_asked", "Not asked yet"),
                                    ("invited", "Invited"),
                                    ("came", "Took part"),
                                    ("declined", "Chose not to come"),
                                ],
                                default="not_asked",
                                max_length=12,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("listed", "On the agenda"),
                                    ("taken_up", "Being talked about"),
                                    ("discussed", "Discussed"),
                                    ("put_off", "Put off"),
                                    ("withdrawn", "Taken off"),
                                ],
                                default="listed",
                                max_length=12,
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1)),
                        ("added_at", models.DateTimeField()),
                        (
                            "added_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        ("taken_up_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "taken_up_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("minutes", models.TextField(blank=True)),
                        ("discussed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "discussed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                        ("ended_by_job", models.CharField(blank=True, db_default="", default="", max_length=64)),
                        ("end_reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("status__in", ["listed", "taken_up"])),
                                fields=("conference", "patient"),
                                name="conference_item_open_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("why", ""), _negated=True), name="conference_item_says_why"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source__in", ["review", "task", "colleague", "person", "earlier"])),
                                name="conference_item_source_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("with_person__in", ["not_asked", "invited", "came", "declined"])),
                                name="conference_item_with_person_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("status__in", ["listed", "taken_up", "discussed", "put_off", "withdrawn"])),
                                name="conference_item_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("taken_up_at__isnull", True), ("taken_up_by__isnull", True)),
                                    models.Q(("taken_up_at__isnull", False), ("taken_up_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="conference_item_taken_up_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("discussed_at__isnull", True), ("discussed_by__isnull", True)),
                                    models.Q(("discussed_at__isnull", False), ("discussed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="conference_item_discussed_pair",
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
                                name="conference_item_ended_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("status", "listed"), ("taken_up_at__isnull", True)),
                                    models.Q(
                                        ("discussed_at__isnull", True),
                                        ("ended_at__isnull", True),
                                        ("status", "taken_up"),
                                        ("taken_up_at__isnull", False),
                                    ),
                                    models.Q(
                                        ("discussed_at__isnull", False),
                                        ("ended_at__isnull", True),
                                        ("status", "discussed"),
                                        models.Q(("minutes", ""), _negated=True),
                                    ),
                                    models.Q(
                                        ("discussed_at__isnull", True),
                                        ("ended_at__isnull", False),
                                        ("status__in", ["put_off", "withdrawn"]),
                                        models.Q(("end_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="conference_item_status_has_its_moments",
                            ),
                        ],
                        "indexes": [models.Index(fields=["patient", "-added_at"], name="conference_item_of_patient")],
                    },
                ),
                migrations.CreateModel(
                    name="Hearing",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="conferences.item"
                            ),
                        ),
                        (
                            "attendee",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="conferences.attendee"
                            ),
                        ),
                        ("hears", models.BooleanField()),
                        ("row", models.CharField(blank=True, max_length=24)),
                        ("disclosure", models.UUIDField(blank=True, null=True)),
                        ("noted_at", models.DateTimeField()),
                        (
                            "noted_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("item", "attendee"), name="conference_hearing_once"),
                            models.CheckConstraint(
                                condition=models.Q(("hears", True), ("disclosure__isnull", True), _connector="OR"),
                                name="conference_hearing_disclosed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="conferences.item"
                            ),
                        ),
                        ("text", models.CharField(max_length=200)),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("noted", "Written down only"), ("task", "A task"), ("plan", "A line of the plan")],
                                max_length=8,
                            ),
                        ),
                        (
                            "staff",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.staff",
                            ),
                        ),
                        ("who", models.CharField(blank=True, max_length=120)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("task", models.UUIDField(blank=True, null=True)),
                        ("line", models.UUIDField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField()),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="conference_decision_says_what"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("outcome__in", ["noted", "task", "plan"]),
                                    models.Q(
                                        models.Q(("line__isnull", True), ("outcome", "noted"), ("task__isnull", True)),
                                        models.Q(("line__isnull", True), ("outcome", "task"), ("task__isnull", False)),
                                        models.Q(("line__isnull", False), ("outcome", "plan"), ("task__isnull", True)),
                                        _connector="OR",
                                    ),
                                ),
                                name="conference_decision_became",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConferenceEvent",
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
                                to="conferences.conference",
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
                        ("title", models.CharField(max_length=120, null=True)),
                        ("starts_at", models.DateTimeField(null=True)),
                        ("minutes", models.PositiveSmallIntegerField(null=True)),
                        (
                            "meeting",
                            models.CharField(
                                choices=[("in_person", "In person"), ("video", "Video"), ("phone", "Phone")],
                                default="in_person",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("where", models.CharField(blank=True, max_length=200, null=True)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("under_way", "Under way"),
                                    ("held", "Held"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="planned",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("planned_at", models.DateTimeField(null=True)),
                        (
                            "planned_by",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("begun_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "begun_by",
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
                        ("held_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "held_by",
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
                        ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "cancelled_by",
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
                        ("cancel_reason", models.CharField(blank=True, max_length=200, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="AttendeeEvent",
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
                                to="conferences.attendee",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "conference",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="conferences.conference",
                            ),
                        ),
                        (
                            "staff",
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
                        ("name", models.CharField(blank=True, max_length=120, null=True)),
                        ("works_for", models.CharField(blank=True, max_length=160, null=True)),
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
                        (
                            "requester",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("family", "Family or friend"),
                                    ("provider", "Outside treating provider"),
                                    ("supervision", "Probation, parole, drug court"),
                                ],
                                max_length=20,
                                null=True,
                            ),
                        ),
                        ("is_here", models.BooleanField(default=False, null=True)),
                        ("added_at", models.DateTimeField(null=True)),
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ItemEvent",
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
                                to="conferences.item",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "conference",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="conferences.conference",
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
                        ("position", models.PositiveSmallIntegerField(null=True)),
                        ("why", models.CharField(max_length=300, null=True)),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("review", "Review due"),
                                    ("task", "Urgent task"),
                                    ("colleague", "A colleague asks"),
                                    ("person", "The person asks"),
                                    ("earlier", "Not reached before"),
                                ],
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("source_uuid", models.UUIDField(blank=True, null=True)),
                        (
                            "with_person",
                            models.CharField(
                                choices=[
                                    ("not_asked", "Not asked yet"),
                                    ("invited", "Invited"),
                                    ("came", "Took part"),
                                    ("declined", "Chose not to come"),
                                ],
                                default="not_asked",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("listed", "On the agenda"),
                                    ("taken_up", "Being talked about"),
                                    ("discussed", "Discussed"),
                                    ("put_off", "Put off"),
                                    ("withdrawn", "Taken off"),
                                ],
                                default="listed",
                                max_length=12,
                                null=True,
                            ),
                        ),
                        ("revision", models.PositiveIntegerField(default=1, null=True)),
                        ("added_at", models.DateTimeField(null=True)),
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
                        ("taken_up_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "taken_up_by",
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
                        ("minutes", models.TextField(blank=True, null=True)),
                        ("discussed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "discussed_by",
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
                        ("ended_by_job", models.CharField(blank=True, db_default="", default="", max_length=64, null=True)),
                        ("end_reason", models.CharField(blank=True, max_length=200, null=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HearingEvent",
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
                                to="conferences.hearing",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="conferences.item",
                            ),
                        ),
                        (
                            "attendee",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="conferences.attendee",
                            ),
                        ),
                        ("hears", models.BooleanField(null=True)),
                        ("row", models.CharField(blank=True, max_length=24, null=True)),
                        ("disclosure", models.UUIDField(blank=True, null=True)),
                        ("noted_at", models.DateTimeField(null=True)),
                        (
                            "noted_by",
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
                    name="DecisionEvent",
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
                                to="conferences.decision",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, null=True)),
                        (
                            "item",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="conferences.item",
                            ),
                        ),
                        ("text", models.CharField(max_length=200, null=True)),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("noted", "Written down only"), ("task", "A task"), ("plan", "A line of the plan")],
                                max_length=8,
                                null=True,
                            ),
                        ),
                        (
                            "staff",
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
                        ("who", models.CharField(blank=True, max_length=120, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        ("task", models.UUIDField(blank=True, null=True)),
                        ("line", models.UUIDField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
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
                    model_name="conference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "conferences_conferenceevent" ("begun_at", "begun_by_id", "cancel_reason", "cancelled_at", "cancelled_by_id", "held_at", "held_by_id", "id", "meeting", "minutes", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "starts_at", "status", "title", "uuid", "where") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."held_at", NEW."held_by_id", NEW."id", NEW."meeting", NEW."minutes", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."planned_at", NEW."planned_by_id", NEW."starts_at", NEW."status", NEW."title", NEW."uuid", NEW."where"); RETURN NULL;',
                            hash="794746ae87dc2747ded8356c52dee00d045c643c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7b4d6",
                            table="conferences_conference",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "conferences_conferenceevent" ("begun_at", "begun_by_id", "cancel_reason", "cancelled_at", "cancelled_by_id", "held_at", "held_by_id", "id", "meeting", "minutes", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "starts_at", "status", "title", "uuid", "where") VALUES (NEW."begun_at", NEW."begun_by_id", NEW."cancel_reason", NEW."cancelled_at", NEW."cancelled_by_id", NEW."held_at", NEW."held_by_id", NEW."id", NEW."meeting", NEW."minutes", NEW."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."planned_at", NEW."planned_by_id", NEW."starts_at", NEW."status", NEW."title", NEW."uuid", NEW."where"); RETURN NULL;',
                            hash="851116a13f09a7dd9011b9b41862634ddf282acd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d23b4",
                            table="conferences_conference",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="conference",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "conferences_conferenceevent" ("begun_at", "begun_by_id", "cancel_reason", "cancelled_at", "cancelled_by_id", "held_at", "held_by_id", "id", "meeting", "minutes", "organisation_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_at", "planned_by_id", "starts_at", "status", "title", "uuid", "where") VALUES (OLD."begun_at", OLD."begun_by_id", OLD."cancel_reason", OLD."cancelled_at", OLD."cancelled_by_id", OLD."held_at", OLD."held_by_id", OLD."id", OLD."meeting", OLD."minutes", OLD."organisation_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."planned_at", OLD."planned_by_id", OLD."starts_at", OLD."status", OLD."title", OLD."uuid", OLD."where"); RETURN NULL;',
                            hash="2c1895b7934fb03319e7383d7f00ad03d9629d17",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dbf6e",
                            table="conferences_conference",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "conferences_attendeeevent" ("added_at", "added_by_id", "conference_id", "id", "is_here", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_id", "requester", "staff_id", "uuid", "works_for") VALUES (NEW."added_at", NEW."added_by_id", NEW."conference_id", NEW."id", NEW."is_here", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."recipient_id", NEW."requester", NEW."staff_id", NEW."uuid", NEW."works_for"); RETURN NULL;',
                            hash="76bf8baba0e8130c259798941916c8b42d487098",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5cbc9",
                            table="conferences_attendee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "conferences_attendeeevent" ("added_at", "added_by_id", "conference_id", "id", "is_here", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_id", "requester", "staff_id", "uuid", "works_for") VALUES (NEW."added_at", NEW."added_by_id", NEW."conference_id", NEW."id", NEW."is_here", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."recipient_id", NEW."requester", NEW."staff_id", NEW."uuid", NEW."works_for"); RETURN NULL;',
                            hash="7caba61f9858db12a50506ee2c17bdf1a574a93d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_06a6f",
                            table="conferences_attendee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="attendee",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "conferences_attendeeevent" ("added_at", "added_by_id", "conference_id", "id", "is_here", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient_id", "requester", "staff_id", "uuid", "works_for") VALUES (OLD."added_at", OLD."added_by_id", OLD."conference_id", OLD."id", OLD."is_here", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."recipient_id", OLD."requester", OLD."staff_id", OLD."uuid", OLD."works_for"); RETURN NULL;',
                            hash="5c1b387f18839a98481be808e54cf243c7f7f353",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_00b6a",
                            table="conferences_attendee",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="item",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "conferences_itemevent" ("added_at", "added_by_id", "conference_id", "discussed_at", "discussed_by_id", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "minutes", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "source", "source_uuid", "status", "taken_up_at", "taken_up_by_id", "uuid", "why", "with_person") VALUES (NEW."added_at", NEW."added_by_id", NEW."conference_id", NEW."discussed_at", NEW."discussed_by_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."id", NEW."minutes", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."position", NEW."revision", NEW."source", NEW."source_uuid", NEW."status", NEW."taken_up_at", NEW."taken_up_by_id", NEW."uuid", NEW."why", NEW."with_person"); RETURN NULL;',
                            hash="0245acb15dbbec2da2fb80d21949bed91089bc41",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9c6cf",
                            table="conferences_item",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="item",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "conferences_itemevent" ("added_at", "added_by_id", "conference_id", "discussed_at", "discussed_by_id", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "minutes", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "source", "source_uuid", "status", "taken_up_at", "taken_up_by_id", "uuid", "why", "with_person") VALUES (NEW."added_at", NEW."added_by_id", NEW."conference_id", NEW."discussed_at", NEW."discussed_by_id", NEW."end_reason", NEW."ended_at", NEW."ended_by_id", NEW."ended_by_job", NEW."id", NEW."minutes", NEW."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."position", NEW."revision", NEW."source", NEW."source_uuid", NEW."status", NEW."taken_up_at", NEW."taken_up_by_id", NEW."uuid", NEW."why", NEW."with_person"); RETURN NULL;',
                            hash="bb2e5bffdf1dd497cd824193241f846b488d7951",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9efee",
                            table="conferences_item",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="item",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "conferences_itemevent" ("added_at", "added_by_id", "conference_id", "discussed_at", "discussed_by_id", "end_reason", "ended_at", "ended_by_id", "ended_by_job", "id", "minutes", "patient_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "revision", "source", "source_uuid", "status", "taken_up_at", "taken_up_by_id", "uuid", "why", "with_person") VALUES (OLD."added_at", OLD."added_by_id", OLD."conference_id", OLD."discussed_at", OLD."discussed_by_id", OLD."end_reason", OLD."ended_at", OLD."ended_by_id", OLD."ended_by_job", OLD."id", OLD."minutes", OLD."patient_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."position", OLD."revision", OLD."source", OLD."source_uuid", OLD."status", OLD."taken_up_at", OLD."taken_up_by_id", OLD."uuid", OLD."why", OLD."with_person"); RETURN NULL;',
                            hash="f5faed4b97bff0f2f5a8619a6efdd32c967aec27",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b7c40",
                            table="conferences_item",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hearing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "conferences_hearingevent" ("attendee_id", "disclosure", "hears", "id", "item_id", "noted_at", "noted_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "row") VALUES (NEW."attendee_id", NEW."disclosure", NEW."hears", NEW."id", NEW."item_id", NEW."noted_at", NEW."noted_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."row"); RETURN NULL;',
                            hash="19e1270c96695a5e66faed111ca5d5b4f56dcb36",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cce1e",
                            table="conferences_hearing",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hearing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "conferences_hearingevent" ("attendee_id", "disclosure", "hears", "id", "item_id", "noted_at", "noted_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "row") VALUES (NEW."attendee_id", NEW."disclosure", NEW."hears", NEW."id", NEW."item_id", NEW."noted_at", NEW."noted_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."row"); RETURN NULL;',
                            hash="3b4591d6c6b6f7359d10741eba6acdaf57d43cd9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_71ed5",
                            table="conferences_hearing",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hearing",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "conferences_hearingevent" ("attendee_id", "disclosure", "hears", "id", "item_id", "noted_at", "noted_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "row") VALUES (OLD."attendee_id", OLD."disclosure", OLD."hears", OLD."id", OLD."item_id", OLD."noted_at", OLD."noted_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."row"); RETURN NULL;',
                            hash="6da27e41c6895787663f70a117249393cd9fd61d",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_14271",
                            table="conferences_hearing",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "conferences_decisionevent" ("decided_at", "decided_by_id", "id", "item_id", "line", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "task", "text", "until", "uuid", "who") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."item_id", NEW."line", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'insert\', NEW."id", NEW."staff_id", NEW."task", NEW."text", NEW."until", NEW."uuid", NEW."who"); RETURN NULL;',
                            hash="d4645f656aabcd4c4919fb114f15ff0a616e8a45",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_30879",
                            table="conferences_decision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "conferences_decisionevent" ("decided_at", "decided_by_id", "id", "item_id", "line", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "task", "text", "until", "uuid", "who") VALUES (NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."item_id", NEW."line", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'update\', NEW."id", NEW."staff_id", NEW."task", NEW."text", NEW."until", NEW."uuid", NEW."who"); RETURN NULL;',
                            hash="bf63929158bf9ee26c2822dd698913738f2e015d",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ed511",
                            table="conferences_decision",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="decision",
                    trigger=pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "conferences_decisionevent" ("decided_at", "decided_by_id", "id", "item_id", "line", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "task", "text", "until", "uuid", "who") VALUES (OLD."decided_at", OLD."decided_by_id", OLD."id", OLD."item_id", OLD."line", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, CLOCK_TIMESTAMP(), \'delete\', OLD."id", OLD."staff_id", OLD."task", OLD."text", OLD."until", OLD."uuid", OLD."who"); RETURN NULL;',
                            hash="f783a30ee06b2893470776cf8c163198bb6fe8f5",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c52fa",
                            table="conferences_decision",
                            when="AFTER",
                        ),
                    ),
                ),
            ],
        ),
        append_only("conferences_conferenceevent"),
        append_only("conferences_attendeeevent"),
        append_only("conferences_itemevent"),
        append_only("conferences_hearingevent"),
        append_only("conferences_decisionevent"),
    ]
