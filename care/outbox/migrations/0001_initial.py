"""Rows to be delivered and events to be heard."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import care.lib.ids
from care.lib.migrations import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("patients", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Delivery",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("uuid", models.UUIDField(default=care.lib.ids.uuid7, editable=False, unique=True)),
                        ("kind", models.CharField(max_length=100)),
                        ("key", models.CharField(max_length=240)),
                        ("about", models.JSONField(default=dict)),
                        ("queued_at", models.DateTimeField()),
                        ("due_at", models.DateTimeField()),
                        ("next_try_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("sent", "Delivered"),
                                    ("dropped", "Not wanted any more"),
                                    ("dead", "Not delivered"),
                                    ("set_aside", "Set aside"),
                                ],
                                default="waiting",
                                max_length=12,
                            ),
                        ),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("lease", models.PositiveIntegerField(default=0)),
                        ("leased_until", models.DateTimeField(blank=True, null=True)),
                        ("last_error", models.CharField(blank=True, max_length=120)),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        ("reference", models.CharField(blank=True, max_length=200)),
                        ("settled_at", models.DateTimeField(blank=True, null=True)),
                        ("set_aside_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        (
                            "patient",
                            models.ForeignKey(
                                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="patients.patient"
                            ),
                        ),
                        (
                            "set_aside_by",
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
                                condition=models.Q(("state", "waiting")), fields=["next_try_at", "id"], name="delivery_next"
                            ),
                            models.Index(
                                condition=models.Q(("state", "dead")),
                                fields=["organisation", "-settled_at", "-id"],
                                name="delivery_dead",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("key",), name="delivery_key_once"),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["waiting", "sent", "dropped", "dead", "set_aside"])),
                                name="delivery_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(models.Q(("kind", ""), _negated=True), models.Q(("key", ""), _negated=True)),
                                name="delivery_has_kind_and_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("patient__isnull", True), ("organisation__isnull", False), _connector="OR"),
                                name="delivery_patient_has_organisation",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("leased_until__isnull", True), ("state", "waiting"), _connector="OR"),
                                name="delivery_leased_while_waiting",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "waiting"), ("settled_at__isnull", True)),
                                    models.Q(models.Q(("state", "waiting"), _negated=True), ("settled_at__isnull", False)),
                                    _connector="OR",
                                ),
                                name="delivery_settled_has_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["dropped", "set_aside"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="delivery_dropped_has_reason",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "dead"), _negated=True),
                                    models.Q(("last_error", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="delivery_dead_has_error",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("set_aside_at__isnull", True), ("set_aside_by__isnull", True)),
                                    models.Q(("set_aside_at__isnull", False), ("set_aside_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="delivery_set_aside_pair",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("set_aside_at__isnull", False), ("state", "set_aside")),
                                    models.Q(models.Q(("state", "set_aside"), _negated=True), ("set_aside_at__isnull", True)),
                                    _connector="OR",
                                ),
                                name="delivery_set_aside_says_who",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
