"""Runs of the verification."""

from django.db import migrations, models

import care.lib.ids


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.BigIntegerField(blank=True, null=True)),
                ("asked_by_job", models.CharField(blank=True, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("running", "Running"), ("done", "Done"), ("failed", "Broken off")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("begun_at", models.DateTimeField(blank=True, null=True)),
                ("alive_at", models.DateTimeField(blank=True, null=True)),
                ("events_expected", models.BigIntegerField(default=0)),
                ("events", models.BigIntegerField(default=0)),
                ("seals", models.BigIntegerField(default=0)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("is_sound", models.BooleanField(blank=True, null=True)),
                ("faults", models.PositiveIntegerField(default=0)),
                ("first_row", models.CharField(blank=True, max_length=80)),
                ("first_fault", models.CharField(blank=True, max_length=200)),
                ("untraced", models.PositiveIntegerField(default=0)),
                ("first_untraced", models.CharField(blank=True, max_length=200)),
                ("error", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "indexes": [models.Index(fields=["-asked_at", "-id"], name="verification_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "running", "done", "failed"])),
                        name="verification_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_at__isnull", True), ("asked_by__isnull", True), ("asked_by_job", "")),
                            models.Q(
                                ("asked_at__isnull", False),
                                models.Q(
                                    models.Q(("asked_by__isnull", False), ("asked_by_job", "")),
                                    models.Q(("asked_by__isnull", True), models.Q(("asked_by_job", ""), _negated=True)),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="verification_asked_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("state__in", ["running", "waiting"])),
                            models.Q(models.Q(("state__in", ["running", "waiting"]), _negated=True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="verification_ends_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_sound__isnull", False), ("state", "done")),
                            models.Q(models.Q(("state", "done"), _negated=True), ("is_sound__isnull", True)),
                            _connector="OR",
                        ),
                        name="verification_done_says_whether_sound",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_sound", True), _negated=True),
                            models.Q(("faults", 0), ("first_fault", ""), ("first_row", "")),
                            _connector="OR",
                        ),
                        name="verification_sound_has_no_fault",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_sound", False), _negated=True),
                            models.Q(("faults__gt", 0), models.Q(("first_row", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="verification_names_the_first_row",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("begun_at__isnull", True), ("begun_at__gte", models.F("asked_at")), _connector="OR"),
                        name="verification_begins_after_asked",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")), fields=("state",), name="verification_waits_once"
                    ),
                ],
            },
        ),
    ]
